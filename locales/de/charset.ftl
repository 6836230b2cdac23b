### Zeichensätze.

settings-emoticons = Gesichter im Text als Emojis zeigen
settings-emoticons-hint = In Nachrichten als reiner Text wird „:-)“ zu 🙂. Links bleiben, wie sie sind.
settings-charset = Zeichensatz von Nachrichten, die keinen nennen
settings-charset-hint = Für Kopf und Text einer geöffneten Nachricht. UTF-8 wird in jedem Fall erkannt.
charset-guess = Am Inhalt erkannt
charset-western = Westeuropa (Windows-1252)
charset-western-euro = Westeuropa (ISO-8859-15)
charset-central = Mitteleuropa (Windows-1250)
charset-central-iso = Mitteleuropa (ISO-8859-2)
charset-cyrillic = Kyrillisch (Windows-1251)
charset-russian = Russisch (KOI8-R)
charset-greek = Griechisch (Windows-1253)
charset-turkish = Türkisch (Windows-1254)
charset-hebrew = Hebräisch (Windows-1255)
charset-arabic = Arabisch (Windows-1256)
charset-chinese = Vereinfachtes Chinesisch (GB18030)
charset-taiwan = Traditionelles Chinesisch (Big5)
charset-japanese = Japanisch (Shift JIS)
charset-korean = Koreanisch (EUC-KR)

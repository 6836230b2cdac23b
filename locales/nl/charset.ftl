### Tekensets.

settings-emoticons = Smileys in tekst als emoji tonen
settings-emoticons-hint = In berichten in platte tekst wordt ‘:-)’ 🙂. Links blijven zoals ze zijn.
settings-charset = Tekenset van berichten die er geen noemen
settings-charset-hint = Voor de koptekst en de tekst van een geopend bericht. UTF-8 wordt altijd herkend.
charset-guess = Herkend aan de inhoud
charset-western = West-Europa (Windows-1252)
charset-western-euro = West-Europa (ISO-8859-15)
charset-central = Centraal-Europa (Windows-1250)
charset-central-iso = Centraal-Europa (ISO-8859-2)
charset-cyrillic = Cyrillisch (Windows-1251)
charset-russian = Russisch (KOI8-R)
charset-greek = Grieks (Windows-1253)
charset-turkish = Turks (Windows-1254)
charset-hebrew = Hebreeuws (Windows-1255)
charset-arabic = Arabisch (Windows-1256)
charset-chinese = Vereenvoudigd Chinees (GB18030)
charset-taiwan = Traditioneel Chinees (Big5)
charset-japanese = Japans (Shift JIS)
charset-korean = Koreaans (EUC-KR)

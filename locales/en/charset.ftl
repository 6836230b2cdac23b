### Character sets.

settings-emoticons = Show faces in plain text as emoji
settings-emoticons-hint = In plain text messages “:-)” becomes 🙂. Links stay as they are.
settings-charset = Character set of messages that name none
settings-charset-hint = For the header and the text of an open message. UTF-8 is recognised in any case.
charset-guess = Recognised from the content
charset-western = Western Europe (Windows-1252)
charset-western-euro = Western Europe (ISO-8859-15)
charset-central = Central Europe (Windows-1250)
charset-central-iso = Central Europe (ISO-8859-2)
charset-cyrillic = Cyrillic (Windows-1251)
charset-russian = Russian (KOI8-R)
charset-greek = Greek (Windows-1253)
charset-turkish = Turkish (Windows-1254)
charset-hebrew = Hebrew (Windows-1255)
charset-arabic = Arabic (Windows-1256)
charset-chinese = Simplified Chinese (GB18030)
charset-taiwan = Traditional Chinese (Big5)
charset-japanese = Japanese (Shift JIS)
charset-korean = Korean (EUC-KR)

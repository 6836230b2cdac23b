### Jeux de caractères.

settings-emoticons = Afficher les émoticônes du texte en émojis
settings-emoticons-hint = Dans les messages en texte brut, « :-) » devient 🙂. Les liens restent tels quels.
settings-charset = Jeu de caractères des messages qui n’en nomment aucun
settings-charset-hint = Pour l’en-tête et le texte d’un message ouvert. L’UTF-8 est reconnu dans tous les cas.
charset-guess = Reconnu au contenu
charset-western = Europe occidentale (Windows-1252)
charset-western-euro = Europe occidentale (ISO-8859-15)
charset-central = Europe centrale (Windows-1250)
charset-central-iso = Europe centrale (ISO-8859-2)
charset-cyrillic = Cyrillique (Windows-1251)
charset-russian = Russe (KOI8-R)
charset-greek = Grec (Windows-1253)
charset-turkish = Turc (Windows-1254)
charset-hebrew = Hébreu (Windows-1255)
charset-arabic = Arabe (Windows-1256)
charset-chinese = Chinois simplifié (GB18030)
charset-taiwan = Chinois traditionnel (Big5)
charset-japanese = Japonais (Shift JIS)
charset-korean = Coréen (EUC-KR)

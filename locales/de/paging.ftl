### Was auf eine Seite der Liste folgt.

settings-paging = Am Ende der Liste
settings-paging-pages = Ein Link zur nächsten Seite
settings-paging-endless = Das Weitere kommt von selbst

### Was über die Grenzen einer Seite hinausgeht.

message-header-cut = Der Kopf dieser Nachricht ist sehr lang: Ein Teil davon wird nicht angezeigt.

### Die Kopie des Textes im Browser.

copy-title = Ein hier um { $time } getippter Text wurde nicht gespeichert. Hier ist er:
copy-failed = Dieser Text konnte nicht übernommen werden. Er ist noch in diesem Browser; versuchen Sie es gleich noch einmal.
copy-take = Diesen Text übernehmen
copy-leave = Nicht behalten
copy-question = Beim Schreiben eine Kopie in diesem Browser behalten
copy-hint = Sie ist verschlüsselt und wird gelöscht, sobald der Server den Text hat oder Sie sich abmelden.

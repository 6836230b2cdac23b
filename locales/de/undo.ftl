### Zurücknehmen, was gerade geschah.

act-undo = Rückgängig
act-gone = { $count ->
    [one] Diese Nachricht ist nicht mehr da: Nichts wurde geändert.
   *[other] Diese Nachrichten sind nicht mehr da: Nichts wurde geändert.
}
act-cut = Der Mailserver antwortet nicht mehr. Aktualisieren Sie die Liste, um zu sehen, was geschehen ist.
act-unsure = Die Verbindung zum Mailserver wurde währenddessen unterbrochen. Sehen Sie im Zielordner nach, bevor Sie es noch einmal versuchen: Die Nachrichten sind vielleicht schon dort.
act-partly = { $done } { $left } bleiben übrig: { $why }
act-why-full = Ihr Postfach ist voll.
act-why-refused = Der Mailserver erlaubt es nicht.
act-why-no-folder = Der Ordner ist nicht mehr da, oder ein anderer trägt nun seinen Namen.
act-why-gone = Sie sind nicht mehr da.
act-why-cut = Der Mailserver antwortet nicht mehr, und die letzten sind vielleicht schon erledigt. Aktualisieren Sie die Liste, bevor Sie es noch einmal versuchen.
act-why-unsure = Die Verbindung wurde unterbrochen. Sehen Sie im Zielordner nach, bevor Sie es noch einmal versuchen: Einige sind vielleicht schon dort.
undo-back = { $count ->
    [one] Nachricht zurück in „{ $folder }“.
   *[other] { $count } Nachrichten zurück in „{ $folder }“.
}
undo-back-some = { $count ->
    [one] { $count } Nachricht von { $of } zurück in „{ $folder }“: Die anderen sind nicht mehr da.
   *[other] { $count } Nachrichten von { $of } zurück in „{ $folder }“: Die anderen sind nicht mehr da.
}
undo-marked = { $count ->
    [one] Die Nachricht ist wie zuvor markiert.
   *[other] { $count } Nachrichten sind wie zuvor markiert.
}
undo-marked-some = { $count ->
    [one] { $count } Nachricht von { $of } ist wie zuvor markiert: Die anderen sind nicht mehr da.
   *[other] { $count } Nachrichten von { $of } sind wie zuvor markiert: Die anderen sind nicht mehr da.
}
undo-forgotten = Das lässt sich nicht mehr rückgängig machen: Es ist schon geschehen oder zu lange her. Nichts wurde geändert.
undo-no-folder = Der ursprüngliche Ordner ist nicht mehr da, oder die Nachrichten sind nicht mehr dort, wohin sie gelegt wurden: Nichts wurde zurückgelegt.

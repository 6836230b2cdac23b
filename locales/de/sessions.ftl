### Offene Sitzungen und Anmeldungen.

sessions-title = Sitzungen und Anmeldungen
sessions-about = Wo Sie angemeldet sind, und wer sich hier bei Ihrer E-Mail angemeldet oder es versucht hat.
sessions-open = Offene Sitzungen
sessions-this = diese Sitzung
sessions-agent = { $browser } auf { $system }
sessions-agent-unknown = Unbekannter Browser
sessions-since = geöffnet: { $name }
sessions-used = benutzt: { $name }
sessions-close = Schließen
sessions-close-one = Sitzung von { $name } schließen
sessions-close-others = Die anderen Sitzungen schließen
sessions-alone = Keine andere Sitzung ist offen.
sessions-awaited = Jemand hat Ihr Passwort eingegeben und noch keinen Code. Wenn Sie es nicht sind, schließen Sie die anderen Sitzungen und ändern Sie Ihr Passwort.
sessions-wait-ended = Die Anmeldung, die auf einen Code wartete, ist abgebrochen. Keine andere Sitzung war offen.
sessions-closed = { $count ->
    [0] Keine andere Sitzung war offen.
    [one] Sitzung geschlossen. Der Text, der dort geschrieben wurde, bleibt bei den Entwürfen.
   *[other] { $count } Sitzungen geschlossen. Texte, die dort geschrieben wurden, bleiben bei den Entwürfen.
}
sessions-logins = Letzte Anmeldungen
sessions-logins-hint = Gelungene und abgelehnte Anmeldungen der letzten 90 Tage, höchstens fünfzig von jeder Art. Erkennen Sie eine gelungene nicht, schließen Sie die anderen Sitzungen und ändern Sie Ihr Passwort. Programme und Telefone, die Ihre E-Mail lesen, stehen nicht dabei.
sessions-no-logins = Noch ist keine Anmeldung vermerkt.
sessions-in = gelungen
sessions-refused = abgelehnt
sessions-half = Passwort richtig, Code verlangt
sessions-no-code = Code abgelehnt

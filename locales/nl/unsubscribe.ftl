### Een mailinglijst verlaten vanuit een geopend bericht.

unsubscribe-title = Afmelden
unsubscribe-to-host = Het verzoek wordt naar { $name } gestuurd. De afzender weet dan dat dit adres wordt gelezen.
unsubscribe-send = Mij afmelden
unsubscribe-by-mail = Deze lijst verlaat u met een bericht aan { $name }. U kunt het nalezen voordat u het verstuurt.
unsubscribe-write = Bericht voorbereiden
unsubscribe-on-page = Deze lijst verlaat u op een pagina van { $name }. De afzender weet dan dat dit adres wordt gelezen.
unsubscribe-open = Pagina openen
unsubscribe-taken = { $name } heeft uw verzoek tot afmelding ontvangen. Er kunnen nog enkele berichten aankomen.
unsubscribe-refused = { $name } heeft het verzoek tot afmelding niet aanvaard. Zoek een link om u af te melden in het bericht.
unsubscribe-unreachable = { $name } heeft niet geantwoord: het verzoek tot afmelding is misschien niet aangekomen. Probeer het later opnieuw.
unsubscribe-not-offered = Met dit bericht kunt u zich niet rechtstreeks afmelden. Er is niets verstuurd; zoek een link om u af te melden in het bericht.

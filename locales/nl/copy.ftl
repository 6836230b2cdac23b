### De kopie van de tekst in de browser.

copy-title = Een tekst die hier om { $time } is getypt, is niet bewaard. Hier is hij:
copy-failed = Deze tekst kon niet worden overgenomen. Hij staat nog in deze browser; probeer het zo dadelijk opnieuw.
copy-take = Deze tekst overnemen
copy-leave = Niet bewaren
copy-question = Tijdens het schrijven een kopie in deze browser bewaren
copy-hint = Ze is versleuteld en wordt verwijderd zodra de server de tekst heeft of u zich afmeldt.

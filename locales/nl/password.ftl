### Het wachtwoord.

password-title = Wachtwoord
password-about = Het wachtwoord van uw mail, hier en in uw programma’s en telefoons.
password-elsewhere = Uw wachtwoord wordt niet in deze webmail gewijzigd.
password-ask = Vraag het aan uw beheerder.
password-change = Wachtwoord wijzigen
password-rules = Minstens { $count } tekens; een zin is makkelijk te onthouden en moeilijk te raden. Uw andere sessies worden gesloten. Voer daarna het nieuwe wachtwoord in uw programma’s en telefoons in.
password-old = Huidig wachtwoord
password-new = Nieuw wachtwoord
password-again = Nieuw wachtwoord, nog een keer
password-submit = Wachtwoord wijzigen
password-changed = Wachtwoord gewijzigd. Uw andere sessies zijn gesloten; deze gaat verder.
password-changed-untaken = Wachtwoord gewijzigd, maar uw mailserver aanvaardt het nieuwe nog niet. Uw andere sessies zijn gesloten. Verwittig uw beheerder als uw berichten over enkele minuten niet verschijnen.
password-short = Dat is te kort: er zijn minstens { $count } tekens nodig.
password-long = Dat is te lang: hoogstens { $count } octetten.
password-control = Een wachtwoord staat op één regel, zonder onzichtbare tekens.
password-same = Dit is het huidige wachtwoord: kies een ander.
password-is-name = Uw adres is geen wachtwoord: het is te raden.
password-differs = Dit is niet hetzelfde als hierboven.
password-refused = De server aanvaardt dit wachtwoord niet. Kies een ander, langer of gevarieerder.
password-refused-because = De server aanvaardt dit wachtwoord niet: { $name }
password-old-refused = De dienst die wachtwoorden wijzigt, weigert uw huidige wachtwoord. Er is niets gewijzigd; verwittig uw beheerder.
password-failed = Het wachtwoord kon niet worden gewijzigd: het oude blijft geldig. Probeer later opnieuw of verwittig uw beheerder.
password-unclear = Het is niet bekend of het wachtwoord is gewijzigd: de dienst antwoordde niet op tijd, en uw mailserver aanvaardt het nieuwe voorlopig niet. Bewaar beide, probeer over enkele minuten opnieuw of verwittig uw beheerder.

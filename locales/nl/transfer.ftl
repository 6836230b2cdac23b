### De instellingen als bestand.

transfer-title = Exporteren en importeren
transfer-about = Uw instellingen in een bestand, om ze te bewaren of elders over te nemen.
transfer-file = instellingen
transfer-report = Wat is geïmporteerd
transfer-nothing = Er is niets nieuws gevonden in dit bestand.
transfer-left = Wat niet
transfer-left-ahead = Wat niet wordt overgenomen
transfer-export = Exporteren
transfer-export-hint = Het bestand bevat uw voorkeuren, speciale mappen, labels en zoekopdrachten, uw vertrouwde afzenders en de woorden van uw woordenboek, uw identiteiten met hun handtekeningen, en antwoorden. Het bevat geen wachtwoord, geen bericht en geen contact.
transfer-download = Het bestand downloaden
transfer-in = Importeren
transfer-import-hint = De voorkeuren van het bestand vervangen de uwe, net als de keuze van speciale mappen en de volgorde van lijsten. Labels, zoekopdrachten, afzenders, woorden, identiteiten en antwoorden komen bij wat u hebt, zonder er iets aan te veranderen.
transfer-choose = Bestand met instellingen
transfer-take = Importeren
transfer-look = Wat de import zal veranderen
transfer-columns = De kolommen van lijsten
transfer-lists = De volgorde van lijsten
transfer-added = voegt toe:
transfer-added-searches = Bewaarde zoekopdrachten
transfer-see = Bekijken wat verandert
transfer-too-large = Dit bestand is te groot: een bestand met instellingen heeft hoogstens { $limit }.
transfer-foreign = Dit is geen bestand met instellingen. Kies het bestand dat met ‘Exporteren’ is gedownload.
transfer-newer = Dit bestand komt van een nieuwere versie van de webmail. Er is niets geïmporteerd.
transfer-fixed = vastgelegd door uw beheerder
transfer-unknown = onbekende voorkeur of onbekend antwoord
transfer-there = bestaat hier al, met iets anders erin
transfer-damaged = een deel van het bestand is onleesbaar
transfer-refused = kan hier niet worden overgenomen
transfer-no-folder = deze map bestaat hier niet
transfer-away = de mailserver antwoordt niet; probeer het later opnieuw
transfer-preferences = { $count ->
    [one] { $count } voorkeur geïmporteerd
   *[other] { $count } voorkeuren geïmporteerd
}
transfer-labels = { $count ->
    [one] { $count } label toegevoegd
   *[other] { $count } labels toegevoegd
}
transfer-searches = { $count ->
    [one] { $count } zoekopdracht toegevoegd
   *[other] { $count } zoekopdrachten toegevoegd
}
transfer-identities = { $count ->
    [one] { $count } identiteit toegevoegd
   *[other] { $count } identiteiten toegevoegd
}
transfer-responses = { $count ->
    [one] { $count } antwoord toegevoegd
   *[other] { $count } antwoorden toegevoegd
}
transfer-roles = { $count ->
    [one] { $count } speciale map gekozen
   *[other] { $count } speciale mappen gekozen
}
transfer-lists-taken = { $count ->
    [one] { $count } lijst gesorteerd zoals in het bestand
   *[other] { $count } lijsten gesorteerd zoals in het bestand
}
transfer-senders = { $count ->
    [one] { $count } vertrouwde afzender toegevoegd
   *[other] { $count } vertrouwde afzenders toegevoegd
}
transfer-words = { $count ->
    [one] { $count } woord aan het woordenboek toegevoegd
   *[other] { $count } woorden aan het woordenboek toegevoegd
}

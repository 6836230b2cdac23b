### La double authentification.

code-title = Votre code
code-lead = Le mot de passe de { $name } est correct. Saisissez maintenant le code de votre application.
code-label = Code
code-hint = Les six chiffres que montre votre application, ou l’un des codes de secours que vous avez notés.
code-other = Se connecter autrement
code-wrong = Ce code n’est pas le bon, ou il a déjà servi. { $count ->
    [0] C’était le dernier essai avant une pause.
    [one] Il vous reste un essai avant une pause.
   *[other] Il vous reste { $count } essais avant une pause.
}
factor-title = Double authentification
factor-about = Après le mot de passe, un code que seul votre téléphone peut donner.
factor-none = La double authentification n’est pas activée : votre mot de passe suffit pour ouvrir votre messagerie ici.
factor-begin = Activer
factor-begin-hint = Il vous faut une application d’authentification sur votre téléphone ou votre ordinateur (Aegis, FreeOTP, Google Authenticator, KeePassXC…). Saisissez d’abord votre mot de passe.
factor-begin-do = Commencer
factor-scan = Ajoutez ce compte à votre application
factor-scan-hint = Visez ce code avec l’application d’authentification.
factor-picture = Code QR pour l’application d’authentification
factor-typed = Sans appareil photo, saisissez cette clé :
factor-confirm = Confirmez
factor-confirm-hint = Vos autres sessions seront fermées : chacune demandera un code à la prochaine connexion.
factor-code = Code que montre l’application
factor-either-code = Code de l’application, ou code de secours
factor-code-needed = Saisissez un code.
factor-on-do = Activer
factor-codes-made = La double authentification est activée. Notez ces codes de secours : ils ne seront plus montrés.
factor-others-open = Il n’est pas sûr que toutes vos autres sessions soient fermées. Ouvrez « Sessions et connexions » et fermez celles qui restent.
factor-codes = Codes de secours
factor-codes-hint = Chacun remplace une fois le code de l’application, si vous perdez votre téléphone. Imprimez-les ou gardez-les dans un endroit sûr, pas dans cette messagerie.
factor-codes-kept = Je les ai notés
factor-since = La double authentification est activée depuis le { $name }.
factor-codes-left = { $count ->
    [0] Il ne vous reste aucun code de secours. Créez-en de nouveaux.
    [one] Il vous reste un code de secours.
   *[other] Il vous reste { $count } codes de secours.
}
factor-renew-hint = De nouveaux codes remplacent ceux que vous aviez notés. Votre mot de passe et un code sont demandés.
factor-renew-do = Créer de nouveaux codes
factor-switch-off = Désactiver
factor-switch-off-hint = Ensuite, votre mot de passe suffira de nouveau. La clé et les codes de secours sont effacés.
factor-off-do = Désactiver
factor-is-off = La double authentification est désactivée.
factor-limits = Ce qu’elle protège
factor-limits-hint = Elle protège la connexion à ces pages. Les logiciels et les téléphones qui lisent votre courrier par IMAP ne demandent que le mot de passe. Sans téléphone ni code de secours, demandez à votre administrateur de la désactiver.
factor-password-needed = Saisissez votre mot de passe.
factor-too-late = Cette clé n’est plus valable. Recommencez : une nouvelle vous sera donnée.
factor-wrong-code = Ce code n’est pas celui de cette clé. Attendez le suivant, et vérifiez l’heure du téléphone.

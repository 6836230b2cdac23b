### Le mot de passe.

password-title = Mot de passe
password-about = Le mot de passe de votre messagerie, ici et dans vos logiciels et téléphones.
password-elsewhere = Votre mot de passe ne se change pas dans cette messagerie.
password-ask = Adressez-vous à votre administrateur.
password-change = Changer de mot de passe
password-rules = Au moins { $count } caractères ; une phrase est facile à retenir et difficile à deviner. Vos autres sessions seront fermées. Saisissez ensuite le nouveau mot de passe dans vos logiciels et téléphones.
password-old = Mot de passe actuel
password-new = Nouveau mot de passe
password-again = Nouveau mot de passe, encore une fois
password-submit = Changer le mot de passe
password-changed = Mot de passe changé. Vos autres sessions ont été fermées ; cette session continue.
password-changed-untaken = Mot de passe changé, mais votre serveur de messagerie n’accepte pas encore le nouveau. Vos autres sessions ont été fermées. Si vos messages ne s’affichent pas dans quelques minutes, prévenez votre administrateur.
password-short = C’est trop court : il faut au moins { $count } caractères.
password-long = C’est trop long : { $count } octets au plus.
password-control = Un mot de passe tient sur une ligne, sans caractère invisible.
password-same = C’est le mot de passe actuel : choisissez-en un autre.
password-is-name = Votre adresse n’est pas un mot de passe : elle se devine.
password-differs = Ce n’est pas le même que ci-dessus.
password-refused = Le serveur n’accepte pas ce mot de passe. Choisissez-en un autre, plus long ou plus varié.
password-refused-because = Le serveur n’accepte pas ce mot de passe : { $name }
password-old-refused = Le service qui change les mots de passe refuse votre mot de passe actuel. Rien n’a été changé ; prévenez votre administrateur.
password-failed = Le mot de passe n’a pas pu être changé : l’ancien reste valable. Réessayez plus tard ou prévenez votre administrateur.
password-unclear = On ne sait pas si le mot de passe a été changé : le service n’a pas répondu à temps, et votre serveur de messagerie n’accepte pas le nouveau pour l’instant. Gardez les deux, réessayez dans quelques minutes ou prévenez votre administrateur.

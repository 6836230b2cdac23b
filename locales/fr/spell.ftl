### L’orthographe d’un message, et ses réglages.

spell-title = Orthographe
spell-language = Langue du message
spell-again = Vérifier
spell-count =
    { $count ->
        [0] Aucun mot inconnu
        [one] { $count } mot inconnu
       *[other] { $count } mots inconnus
    }
spell-cut = La fin du texte n’a pas été vérifiée : il est trop long.
spell-previous = Mot inconnu précédent
spell-next = Mot inconnu suivant
spell-close = Fermer la vérification
spell-times = ({ $count } fois)
spell-choose = Que faire de « { $name } »
spell-leave = Laisser tel quel
spell-replace = Remplacer par « { $name } »
spell-ignore = Ignorer dans ce message
spell-add = Ajouter à mon dictionnaire
spell-other = Autre correction
spell-other-for = Autre correction pour « { $name } »
spell-apply = Appliquer les corrections
spell-problem = L’orthographe n’a pas pu être vérifiée. Votre texte n’a pas changé ; réessayez dans un instant.
spell-full = Ce mot n’a pas pu être ajouté : votre dictionnaire est plein, ou ce n’est pas un mot.
spell-thinking = Recherche…
spell-no-suggestion = Aucune suggestion
spell-late = Pas encore de suggestion. Réessayez dans un instant.
spell-before-sending = Le message n’est pas parti : il contient des mots inconnus. Corrigez-les ou laissez-les, puis envoyez-le.
spelling-about = La vérification se fait sur votre serveur. Ce que vous citez, les signatures et les adresses ne sont pas vérifiés.
spelling-checking = Vérification
spelling-language = Langue de vos messages
spelling-language-hint = Elle se change aussi dans chaque message.
spelling-language-pages = Celle de l’interface
spelling-before-sending = Vérifier avant l’envoi
spelling-before-sending-hint = Un message qui contient des mots inconnus vous est montré une fois de plus.
spelling-own = Mon dictionnaire
spelling-own-words = Mes mots
spelling-own-hint = Un mot par ligne. Un mot en minuscules vaut aussi avec une majuscule.
spelling-dictionary = Dictionnaire

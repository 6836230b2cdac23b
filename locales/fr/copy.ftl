### La copie du texte dans le navigateur.

copy-title = Un texte tapé ici à { $time } n’a pas été enregistré. Le voici :
copy-failed = Ce texte n’a pas pu être repris. Il est toujours dans ce navigateur ; réessayez dans un instant.
copy-take = Reprendre ce texte
copy-leave = Ne pas le garder
copy-question = Garder une copie dans ce navigateur pendant la rédaction
copy-hint = Elle est chiffrée, et supprimée dès que le serveur a le texte ou que vous vous déconnectez.

### Reprendre ce que l’on vient de faire.

act-undo = Annuler
act-gone = { $count ->
    [one] Ce message n’est plus là : rien n’a changé.
   *[other] Ces messages ne sont plus là : rien n’a changé.
}
act-cut = Le serveur de messagerie ne répond plus. Actualisez la liste pour voir ce qui a été fait.
act-unsure = La connexion au serveur de messagerie a été coupée pendant l’action. Regardez dans le dossier de destination avant de recommencer : les messages y sont peut-être déjà.
act-partly = { $done } Il en reste { $left } : { $why }
act-why-full = votre boîte est pleine.
act-why-refused = le serveur de messagerie ne le permet pas.
act-why-no-folder = le dossier n’existe plus, ou un autre a pris son nom.
act-why-gone = ils ne sont plus là.
act-why-cut = le serveur de messagerie ne répond plus, et les derniers sont peut-être déjà traités. Actualisez la liste avant de recommencer.
act-why-unsure = la connexion a été coupée. Regardez dans le dossier de destination avant de recommencer : certains y sont peut-être déjà.
undo-back = { $count ->
    [one] Message remis dans « { $folder } ».
   *[other] { $count } messages remis dans « { $folder } ».
}
undo-back-some = { $count ->
    [one] { $count } message sur { $of } remis dans « { $folder } » : les autres ne sont plus là.
   *[other] { $count } messages sur { $of } remis dans « { $folder } » : les autres ne sont plus là.
}
undo-marked = { $count ->
    [one] Le message est marqué comme avant.
   *[other] { $count } messages sont marqués comme avant.
}
undo-marked-some = { $count ->
    [one] { $count } message sur { $of } est marqué comme avant : les autres ne sont plus là.
   *[other] { $count } messages sur { $of } sont marqués comme avant : les autres ne sont plus là.
}
undo-forgotten = Cette action ne peut plus être annulée : elle l’a déjà été, ou elle est trop ancienne. Rien n’a changé.
undo-no-folder = Le dossier d’origine n’existe plus, ou les messages ne sont plus là où ils avaient été mis : rien n’a été remis.

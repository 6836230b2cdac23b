### Ongedaan maken wat net is gedaan.

act-undo = Ongedaan maken
act-gone = { $count ->
    [one] Dit bericht is er niet meer: er is niets veranderd.
   *[other] Deze berichten zijn er niet meer: er is niets veranderd.
}
act-cut = De mailserver antwoordt niet meer. Vernieuw de lijst om te zien wat er is gedaan.
act-unsure = De verbinding met de mailserver is tijdens de actie verbroken. Kijk in de doelmap voordat u het opnieuw probeert: misschien staan de berichten er al.
act-partly = { $done } Er blijven er { $left } over: { $why }
act-why-full = uw mailbox is vol.
act-why-refused = de mailserver staat het niet toe.
act-why-no-folder = de map bestaat niet meer, of een andere heeft haar naam gekregen.
act-why-gone = ze zijn er niet meer.
act-why-cut = de mailserver antwoordt niet meer en de laatste zijn misschien al verwerkt. Vernieuw de lijst voordat u het opnieuw probeert.
act-why-unsure = de verbinding is verbroken. Kijk in de doelmap voordat u het opnieuw probeert: misschien staan er al enkele.
undo-back = { $count ->
    [one] Bericht teruggezet in “{ $folder }”.
   *[other] { $count } berichten teruggezet in “{ $folder }”.
}
undo-back-some = { $count ->
    [one] { $count } bericht van { $of } teruggezet in “{ $folder }”: de andere zijn er niet meer.
   *[other] { $count } berichten van { $of } teruggezet in “{ $folder }”: de andere zijn er niet meer.
}
undo-marked = { $count ->
    [one] Het bericht is gemarkeerd zoals voorheen.
   *[other] { $count } berichten zijn gemarkeerd zoals voorheen.
}
undo-marked-some = { $count ->
    [one] { $count } bericht van { $of } is gemarkeerd zoals voorheen: de andere zijn er niet meer.
   *[other] { $count } berichten van { $of } zijn gemarkeerd zoals voorheen: de andere zijn er niet meer.
}
undo-forgotten = Dit kan niet meer ongedaan worden gemaakt: dat is al gebeurd, of het is te lang geleden. Er is niets veranderd.
undo-no-folder = De oorspronkelijke map bestaat niet meer, of de berichten staan niet meer waar ze waren neergezet: er is niets teruggezet.

### De gebruikte ruimte.

storage-title = Opslagruimte
storage-about = Wat elke map inneemt, en hoeveel ruimte er nog is.
storage-all = In totaal
storage-no-limit = Uw mailserver vermeldt geen limiet.
storage-total = ingenomen door uw berichten
storage-by-folder = Per map
storage-hint = De grootste eerst. Open een map om haar berichten van zwaar naar licht te zien. Leeg na het verwijderen de prullenbak om de ruimte terug te krijgen.
storage-untold = Uw mailserver vermeldt niet hoe groot mappen zijn. Open er een om haar berichten van zwaar naar licht te zien.
storage-late = Uw mailserver heeft de grootte van alle mappen niet op tijd doorgegeven: misschien moet hij eerst hun berichten tellen.
storage-again = Opnieuw proberen
storage-partly = Van sommige mappen is de grootte niet bekend: ze staan achteraan.
storage-none = Er is geen map.
storage-messages = { $count ->
    [0] Geen bericht
    [one] { $count } bericht
   *[other] { $count } berichten
}
storage-part = { $count }%

### De bestanden van een bericht.

files-open = Openen:
files-download = { $name } downloaden
files-all = Alles downloaden
files-show-all = Alle { $count } bestanden tonen
files-show-less = Minder bestanden tonen
files-zip-name = Bijlagen
files-pictures = Afbeeldingen van het bericht
files-back = Terug naar het bericht
files-others = Bestanden van het bericht
files-previous = Vorig bestand: { $name }
files-next = Volgend bestand: { $name }
files-about = { $size }, { $place } van { $count }
files-text-cut = Deze tekst is lang: alleen het begin is te zien ({ $size }). Download het bestand om alles te lezen.
files-empty = Dit bestand is leeg.
files-no-preview = Dit bestand kan hier niet worden getoond.
files-no-preview-sentence = Download het om het in een ander programma te openen, als u weet van wie het komt.
files-pdf-hint = Niets te zien? Uw browser leest geen pdf: download het bestand.

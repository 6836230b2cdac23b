### Die Farben einer Nachricht im dunklen Design.

colors-adapt = Farben anpassen
colors-original = Ursprüngliche Farben

### Nachrichten zum Mitnehmen.

export-do = Als .zip herunterladen
export-name = Nachrichten
export-nothing = Wählen Sie zuerst Nachrichten: Haken Sie sie in der Liste an und versuchen Sie es noch einmal.

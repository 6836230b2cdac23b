### Spam oder nicht, und was der Filter daraus lernt.

spam-mark = Spam
spam-clear = Kein Spam
spam-here = Diese Nachricht liegt im Spam.
spam-not-learned = { $moved } Der Spamfilter konnte nicht daraus lernen: { $reason }
spam-goes-on = { $moved } Der Spamfilter lernt noch.
spam-filter-away = Er antwortet nicht. Sagen Sie es Ihrer Administration, wenn das anhält.
spam-filter-credentials = Er verweigert den Zugang. Sagen Sie es Ihrer Administration.
spam-filter-refused = Er wollte die Nachricht nicht.
spam-filter-too-large = Die Nachricht ist zu groß für ihn.
spam-filter-too-many = Nur die ersten { $count } Nachrichten wurden ihm gezeigt.
spam-filter-unfound = Der Mailserver sagt nicht, wo die Nachricht jetzt liegt.
spam-filter-no-address = Ihr Anmeldename ist keine Adresse, von der aus man ihm schreiben kann.
spam-filter-busy = Er lernt schon aus vielen anderen Nachrichten. Aus der nächsten wird er lernen.
spam-not-learned-late = Der Spamfilter konnte nicht lernen, was Sie ihm gesagt haben: { $reason } Die Nachrichten selbst wurden verschoben.

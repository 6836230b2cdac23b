### Spam of niet, en wat het filter ervan leert.

spam-mark = Spam
spam-clear = Geen spam
spam-here = Dit bericht staat bij de spam.
spam-not-learned = { $moved } Het spamfilter kon er niet van leren: { $reason }
spam-goes-on = { $moved } Het spamfilter is nog aan het leren.
spam-filter-away = het antwoordt niet. Verwittig uw beheerder als dit aanhoudt.
spam-filter-credentials = het weigert de toegang. Verwittig uw beheerder.
spam-filter-refused = het wilde het bericht niet.
spam-filter-too-large = het bericht is er te groot voor.
spam-filter-too-many = alleen de eerste { $count } berichten zijn getoond.
spam-filter-unfound = de mailserver zegt niet waar het bericht nu is.
spam-filter-no-address = uw gebruikersnaam is geen adres om vanaf te schrijven.
spam-filter-busy = het leert al van veel andere berichten. Van het volgende zal het leren.
spam-not-learned-late = Het spamfilter kon niet leren wat u had aangegeven: { $reason } De berichten zelf zijn wel verplaatst.

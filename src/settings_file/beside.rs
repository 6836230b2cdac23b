//! What a person decided that is kept beside their preferences: whom they trust, and which words are right.

use std::collections::BTreeSet;

use mailcore::address::Address;
use serde_json::Value;

use super::{Error, Report, listed};
use crate::desk::Desk;
use crate::spelling::own_words;

/// The most senders of a file that are looked at.
const MOST_SENDERS: usize = 1_000;

/// What of this there is, or would be added.
#[derive(Debug, Default)]
pub(super) struct Beside {
    /// Addresses of trusted senders, in small letters.
    pub(super) senders: Vec<String>,
    /// Words of the person's dictionary.
    pub(super) words: Vec<String>,
}

impl Beside {
    /// What there is.
    pub(super) async fn of(desk: &Desk) -> Result<Self, Error> {
        let senders = desk.store.trusted_senders(desk.account).await?;
        Ok(Self { senders, words: own_words::of(&desk.store, desk.account).await? })
    }

    /// What a file has besides that.
    pub(super) fn missing(&self, file: &Value, report: &mut Report) -> Self {
        let mut senders = BTreeSet::new();
        for typed in listed::<String>(file, "senders", MOST_SENDERS, report) {
            match typed.parse::<Address>() {
                Ok(address) => drop(senders.insert(address.to_string().to_lowercase())),
                Err(_) => report.leave(&typed, "transfer-refused"),
            }
        }
        senders.retain(|it| !self.senders.contains(it));
        let words = listed::<String>(file, "words", own_words::MOST, report);
        let (words, has_others) = own_words::missing(&self.words, &words);
        if has_others {
            report.leave("words", "transfer-refused");
        }
        Self { senders: senders.into_iter().collect(), words }
    }
}

/// Takes what a file has of it; `now` is in seconds since 1970-01-01 UTC.
pub(super) async fn take(desk: &Desk, file: &Value, report: &mut Report, now: i64) -> Result<(), Error> {
    let missing = Beside::of(desk).await?.missing(file, report);
    for address in &missing.senders {
        desk.store.trust_sender(desk.account, address, now).await?;
    }
    desk.store.add_own_words(desk.account, &missing.words).await?;
    report.count("transfer-senders", missing.senders.len());
    report.count("transfer-words", missing.words.len());
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_there_or_none_is_not_added() {
        let there = Beside { senders: vec!["a@b.example".to_owned()], words: vec!["Soignies".to_owned()] };
        let mut report = Report::default();
        let file = json!({
            "senders": ["A@b.example", "C@d.example", "c@D.example", "nobody", 7],
            "words": ["Soignies", "l’Octopus", "deux mots", "12"],
        });
        let missing = there.missing(&file, &mut report);
        assert_eq!(missing.senders, ["c@d.example"]);
        assert_eq!(missing.words, ["l'Octopus"]);
        let left: Vec<&str> = report.left.iter().map(|it| it.0.as_str()).collect();
        assert_eq!(left, ["senders", "nobody", "words"]);
    }

    #[test]
    fn there_is_room_for_so_many() {
        let there = Beside { words: vec!["zzz".to_owned()], ..Beside::default() };
        let words: Vec<String> = (0..own_words::MOST + 9).map(|it| format!("w{it}")).collect();
        let mut report = Report::default();
        let missing = there.missing(&json!({ "words": words }), &mut report);
        assert_eq!(missing.words.len(), own_words::MOST - 1);
        assert_eq!(report.left.len(), 2, "{report:?}");
        assert!(
            Beside::default().missing(&json!({"senders": 7, "words": {}}), &mut report).senders.is_empty()
        );
    }
}

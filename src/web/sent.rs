//! What is said of a message that was to be sent.

use mailcore::smtp::RefusedRecipient;

use crate::i18n::Text;
use crate::outbox::{Filed, Outcome, Problem};

/// Why a message was not sent.
#[derive(Debug)]
pub(in crate::web) struct NotSent {
    pub(in crate::web) problem: Text,
    /// What the mail server said about it, a line each.
    pub(in crate::web) details: Vec<String>,
    /// Nobody knows whether it was sent.
    pub(in crate::web) unknown: bool,
}

/// The sentence for a message that went, or what is said of one that did not.
pub(in crate::web) fn told(outcome: Outcome) -> Result<Text, NotSent> {
    let unknown = outcome == Outcome::Unknown;
    let (key, details) = match outcome {
        Outcome::Sent { refused, .. } if !refused.is_empty() => {
            let key =
                if need_letters(&refused) { "recipients-letters-partly" } else { "compose-sent-partly" };
            return Ok(naming(key, &refused));
        }
        Outcome::Sent { filed: Filed::Yes, silently: true, .. } => {
            return Ok(Text::new("options-sent-silently"));
        }
        Outcome::Sent { filed: Filed::Yes, .. } => return Ok(Text::new("compose-sent")),
        Outcome::Sent { filed: Filed::Full, .. } => return Ok(Text::new("compose-copy-full")),
        Outcome::Sent { filed: Filed::Later, .. } => return Ok(Text::new("compose-copy-failed")),
        Outcome::UnderWay => return Ok(Text::new("compose-under-way")),
        Outcome::Unknown => ("compose-unknown", Vec::new()),
        Outcome::Kept(Problem::Credentials) => ("compose-credentials", Vec::new()),
        Outcome::Kept(Problem::Recipients(refused)) if need_letters(&refused) => {
            let problem = naming("recipients-letters", &refused);
            return Err(NotSent { problem, details: Vec::new(), unknown });
        }
        Outcome::Kept(Problem::Recipients(refused)) => {
            ("compose-refused-recipients", refused.iter().map(line).collect())
        }
        Outcome::Kept(Problem::Refused(text)) => ("compose-refused", vec![text]),
        Outcome::Kept(Problem::NotNow(text)) => ("compose-not-now", vec![text]),
        Outcome::Kept(Problem::Unreachable) => ("compose-unreachable", Vec::new()),
        Outcome::Kept(Problem::NotStored) => ("compose-not-stored", Vec::new()),
    };
    Err(NotSent { problem: Text::new(key), details, unknown })
}

/// Whether all of them were refused because the server takes no letters beyond ASCII before the `@` (RFC 6531).
fn need_letters(refused: &[RefusedRecipient]) -> bool {
    refused.iter().all(|it| it.code == 553 && !it.address.local().is_ascii())
}

fn naming(key: &'static str, refused: &[RefusedRecipient]) -> Text {
    let addresses: Vec<String> = refused.iter().map(|it| it.address.to_string()).collect();
    Text::new(key).with("addresses", addresses.join(", "))
}

fn line(refused: &RefusedRecipient) -> String {
    format!("{}: {} {}", refused.address, refused.code, refused.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(outcome: Outcome, expected: Result<&str, (&str, usize)>) {
        let found = told(outcome);
        let found = match &found {
            Ok(text) => Ok(text.key),
            Err(it) => Err((it.problem.key, it.details.len())),
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn each_outcome_has_its_sentence() {
        let refused = vec![RefusedRecipient {
            address: "a@b.example".parse().unwrap(),
            code: 550,
            text: "no such user".to_owned(),
        }];
        let sent = |filed, silently| Outcome::Sent { refused: Vec::new(), filed, silently };
        check(sent(Filed::Yes, false), Ok("compose-sent"));
        check(sent(Filed::Yes, true), Ok("options-sent-silently"));
        check(sent(Filed::Full, true), Ok("compose-copy-full"));
        check(sent(Filed::Later, false), Ok("compose-copy-failed"));
        let partly = Outcome::Sent { refused: refused.clone(), filed: Filed::Yes, silently: false };
        check(partly, Ok("compose-sent-partly"));
        let accented = vec![RefusedRecipient {
            address: "rené@b.example".parse().unwrap(),
            code: 553,
            text: "SMTPUTF8 is not supported".to_owned(),
        }];
        let partly = Outcome::Sent { refused: accented.clone(), filed: Filed::Yes, silently: false };
        check(partly, Ok("recipients-letters-partly"));
        check(Outcome::Kept(Problem::Recipients(accented)), Err(("recipients-letters", 0)));
        check(Outcome::UnderWay, Ok("compose-under-way"));
        check(Outcome::Unknown, Err(("compose-unknown", 0)));
        check(Outcome::Kept(Problem::Recipients(refused)), Err(("compose-refused-recipients", 1)));
        check(Outcome::Kept(Problem::NotNow("451 later".to_owned())), Err(("compose-not-now", 1)));
        check(Outcome::Kept(Problem::Unreachable), Err(("compose-unreachable", 0)));
        check(Outcome::Kept(Problem::NotStored), Err(("compose-not-stored", 0)));
    }
}

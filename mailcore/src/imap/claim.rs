//! A flag as a claim: of several who want to set it, one does (RFC 7162, section 3.1.3).

use super::Error;
use super::command::Command;
use super::connection::{Completion, Refusal};
use super::pool::Lease;
use super::response::fetch::{Row, Rows};
use super::select::{all_ended, same_epoch};
use crate::flag::{Flag, FlagSet};
use crate::mailbox::MessageRef;

/// How often it is tried again while others change the message.
const MOST_TRIES: usize = 5;

impl Lease {
    /// Sets a flag of a message, unless it has it: whether it was set by this call.
    ///
    /// Where the server has CONDSTORE, others who call this later are told that they did not; of two
    /// who call it at the very same time both may be told so, and Dovecot 2.3 was seen to.
    pub async fn claim(&mut self, message: &MessageRef, flag: &Flag) -> Result<bool, Error> {
        for _ in 0..MOST_TRIES {
            let row = self.state_of(message).await?;
            if row.flags.is_some_and(|it| it.contains(flag)) {
                return Ok(false);
            }
            let mut store = Command::new("UID STORE").uids(&[message.number.uid]);
            if let Some(modseq) = row.modseq {
                store = store.unchanged_since(modseq);
            }
            let store = store.words("+FLAGS.SILENT").flags(&FlagSet::from([flag.clone()]));
            // Never sent twice, as `change` may do: the second time it would find its own change.
            let exchange = self.connection().run(vec![store]).await?;
            if was_stored(exchange.completions.into_iter().next())? {
                return Ok(true);
            }
        }
        Err(Error::Refused("a message changes all the time".to_owned()))
    }

    /// The flags of a message as they are now, and the number of its last change where the server
    /// has one.
    async fn state_of(&mut self, message: &MessageRef) -> Result<Row, Error> {
        let items = match self.connection().counts_changes() {
            true => "(UID FLAGS MODSEQ)",
            false => "(UID FLAGS)",
        };
        let fetch = Command::new("UID FETCH").uids(&[message.number.uid]).words(items);
        let exchange = self.ask_of_all(&message.mailbox, vec![fetch]).await?;
        same_epoch(self.connection(), message.number.uid_validity)?;
        let mut rows = Rows::new(None);
        rows.absorb(&exchange.data);
        all_ended(exchange)?;
        rows.take(message.number.uid).ok_or(Error::Gone)
    }
}

/// Whether a conditional STORE changed the message: servers say with OK or with NO that it had
/// changed meanwhile.
fn was_stored(completion: Option<Completion>) -> Result<bool, Error> {
    let is_modified =
        |code: &Option<String>| code.as_deref().is_some_and(|it| it.split(' ').next() == Some("MODIFIED"));
    match completion.ok_or(Error::Answer("fewer completions than commands"))? {
        Ok(code) => Ok(!is_modified(&code)),
        Err(Refusal { code, .. }) if is_modified(&code) => Ok(false),
        Err(refusal) => Err(refusal.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_that_changed_meanwhile_is_told_in_either_way() {
        let ok = |code: Option<&str>| Some(Ok(code.map(str::to_owned)));
        let no = |code: &str| Some(Err(Refusal { code: Some(code.to_owned()), text: String::new() }));
        assert!(was_stored(ok(None)).unwrap());
        assert!(was_stored(ok(Some("HIGHESTMODSEQ 9"))).unwrap());
        assert!(!was_stored(ok(Some("MODIFIED 7"))).unwrap());
        assert!(!was_stored(no("MODIFIED 7")).unwrap());
        assert!(matches!(was_stored(no("NOPERM")), Err(Error::Refused(_))));
        assert!(matches!(was_stored(None), Err(Error::Answer(_))));
    }
}

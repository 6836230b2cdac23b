//! Which mailbox is selected, and what a refusal means.

use std::mem;

use super::Error;
use super::command::Command;
use super::connection::{Connection, Data, Exchange, Refusal, Selected};
use super::pool::Lease;
use super::response::account::rights;
use super::response::{Kind, code, kind};
use crate::flag::KeptFlags;
use crate::mailbox::{MailboxName, Rights};
use crate::uid::UidValidity;

impl Lease {
    /// Reads in a mailbox: selects it, or asks what is new if it is selected, and sends `commands`
    /// right behind. The answer is theirs alone, with all data. Once more on a new connection when
    /// the one that waited turns out to be closed, and when another mailbox got the name of the selected one.
    ///
    /// Only for what reads: whether the epoch is the wanted one is known when the commands have
    /// run. They may not know of what is new: Dovecot puts NOOP off to the end of a pipeline.
    pub(super) async fn ask(
        &mut self,
        name: &MailboxName,
        commands: Vec<Command>,
    ) -> Result<Exchange, Error> {
        let was_selected = is_selected(self.connection(), name);
        match ask(self.connection(), name, commands.clone()).await {
            Err(error) if self.renew(&error).await => ask(self.connection(), name, commands).await,
            Err(error) if was_selected && is_of_another(&error) => {
                self.connection().set_selected(None);
                ask(self.connection(), name, commands).await
            }
            outcome => outcome,
        }
    }

    /// As [`Lease::ask`], and once more if messages came meanwhile, so that the commands have seen
    /// all that there are.
    pub(super) async fn ask_of_all(
        &mut self,
        name: &MailboxName,
        commands: Vec<Command>,
    ) -> Result<Exchange, Error> {
        let was_selected = is_selected(self.connection(), name);
        let exchange = self.ask(name, commands.clone()).await?;
        if was_selected && have_come(&exchange.data) { self.ask(name, commands).await } else { Ok(exchange) }
    }

    /// Changes something in a mailbox that is still the one that UIDs are from; a mailbox of another epoch is
    /// [`Error::Gone`], and nothing is changed. What is given is all that was told.
    ///
    /// What is new is asked first, with `questions` about it, and not in the same pipeline: what had arrived would
    /// not be changed, and Dovecot would read the whole folder of a Maildir again because of the change.
    pub(super) async fn change(
        &mut self,
        name: &MailboxName,
        epoch: UidValidity,
        (questions, commands): (Vec<Command>, Vec<Command>),
    ) -> Result<Vec<Data>, Error> {
        let was_selected = is_selected(self.connection(), name);
        match self.change_once(name, epoch, (questions.clone(), commands.clone())).await {
            Err(error) if was_selected && is_of_another(&error) => {
                self.connection().set_selected(None);
                self.change_once(name, epoch, (questions, commands)).await
            }
            outcome => outcome,
        }
    }

    async fn change_once(
        &mut self,
        name: &MailboxName,
        epoch: UidValidity,
        (questions, commands): (Vec<Command>, Vec<Command>),
    ) -> Result<Vec<Data>, Error> {
        let mut exchange = self.ask_of_all(name, questions).await?;
        same_epoch(self.connection(), epoch)?;
        let mut told = mem::take(&mut exchange.data);
        all_ended(exchange)?;
        let mut exchange = self.connection().run(commands).await?;
        told.append(&mut exchange.data);
        all_ended(exchange)?;
        Ok(told)
    }
}

/// Whether a refusal is Dovecot's where another mailbox got the name of the selected one: nothing was done.
fn is_of_another(error: &Error) -> bool {
    matches!(error, Error::Refused(reason) if reason.starts_with("[SERVERBUG]"))
}

async fn ask(
    connection: &mut Connection,
    name: &MailboxName,
    commands: Vec<Command>,
) -> Result<Exchange, Error> {
    let selects = !is_selected(connection, name);
    let mut all = if selects {
        // Whatever becomes of this future, the connection does not believe in the mailbox before.
        connection.set_selected(None);
        vec![Command::new("SELECT").mailbox(name)]
    } else {
        vec![Command::new("NOOP")]
    };
    let asks_rights = selects && connection.can("ACL");
    all.extend(asks_rights.then(|| Command::new("MYRIGHTS").mailbox(name)));
    all.extend(commands);
    let mut exchange = connection.run(all).await?;
    if exchange.completions.is_empty() {
        return Err(Error::Answer("fewer completions than commands"));
    }
    let completion = exchange.completions.remove(0);
    if asks_rights && !exchange.completions.is_empty() {
        // What the server refuses to tell is not known.
        drop(exchange.completions.remove(0));
    }
    if selects {
        let code = completion.map_err(no_mailbox)?;
        // What had been said until then is of the mailbox before.
        exchange.data.drain(..exchange.unasked.min(exchange.data.len()));
        let mut selected = selected(name, &exchange.data)?;
        if code.as_deref() == Some("READ-ONLY") {
            selected.kept = KeptFlags::default();
            selected.rights.get_or_insert_with(Rights::to_read);
        }
        connection.set_selected(Some(selected));
    } else {
        completion?;
    }
    Ok(exchange)
}

/// Whether the server told of messages that came or went.
pub(super) fn have_changed(data: &[Data]) -> bool {
    data.iter().any(|response| matches!(kind(response), Kind::Exists(_) | Kind::Expunge(_) | Kind::Vanished))
}

/// Whether the server told of messages that came.
fn have_come(data: &[Data]) -> bool {
    data.iter().any(|response| matches!(kind(response), Kind::Exists(_)))
}

/// An exchange in which nothing was refused.
pub(super) fn all_ended(exchange: Exchange) -> Result<(), Error> {
    exchange.completions.into_iter().try_for_each(|it| it.map(drop).map_err(Error::from))
}

/// Whether a mailbox is the one that is selected.
pub(super) fn is_selected(connection: &Connection, name: &MailboxName) -> bool {
    connection.selected().is_some_and(|it| it.name == *name)
}

/// Whether what is selected is of the epoch that is wanted; [`Error::Gone`] when it is not.
pub(super) fn same_epoch(connection: &Connection, wanted: UidValidity) -> Result<(), Error> {
    let same = connection.selected().is_some_and(|it| it.uid_validity == wanted);
    if same { Ok(()) } else { Err(Error::Gone) }
}

/// The error of a NO to SELECT: old servers say in words that there is no such mailbox.
fn no_mailbox(refusal: Refusal) -> Error {
    let text = refusal.text.to_ascii_lowercase();
    let words = ["doesn't exist", "does not exist", "nonexistent", "no such mailbox", "unknown mailbox"];
    let says_so = words.iter().any(|it| text.contains(it)) || refusal.code.as_deref() == Some("TRYCREATE");
    if says_so { Error::Gone } else { refusal.into() }
}

/// What SELECT told.
fn selected(name: &MailboxName, data: &[Data]) -> Result<Selected, Error> {
    let mut exists = 0_u32;
    let (mut epoch, mut kept) = (None, KeptFlags::all());
    for response in data {
        match kind(response) {
            Kind::Exists(number) => exists = number,
            Kind::Expunge(_) => exists = exists.saturating_sub(1),
            _ => {
                epoch = code(response).and_then(uid_validity).or(epoch);
                kept = code(response).and_then(permanent_flags).unwrap_or(kept);
            }
        }
    }
    let uid_validity = epoch.ok_or(Error::Answer("a mailbox without UIDVALIDITY"))?;
    let rights = data.iter().filter_map(rights).find(|(it, _)| it == name).map(|(_, it)| it);
    Ok(Selected { name: name.clone(), uid_validity, exists, kept, rights })
}

fn permanent_flags(code: &str) -> Option<KeptFlags> {
    let (word, list) = code.split_once(' ')?;
    word.eq_ignore_ascii_case("PERMANENTFLAGS").then(|| KeptFlags::parse(list))
}

fn uid_validity(code: &str) -> Option<UidValidity> {
    let (word, number) = code.split_once(' ')?;
    let number = number.trim().parse().ok().filter(|_| word.eq_ignore_ascii_case("UIDVALIDITY"));
    number.and_then(UidValidity::new)
}

#[cfg(test)]
mod tests {
    use super::super::response::tests::response;
    use super::*;

    fn refusal(code: Option<&str>, text: &str) -> Refusal {
        Refusal { code: code.map(str::to_owned), text: text.to_owned() }
    }

    #[test]
    fn a_mailbox_that_is_not_there_is_gone() {
        assert!(matches!(no_mailbox(refusal(Some("TRYCREATE"), "no")), Error::Gone));
        assert!(matches!(no_mailbox(refusal(Some("NONEXISTENT"), "no")), Error::Gone));
        assert!(matches!(no_mailbox(refusal(None, "Mailbox doesn't exist: x")), Error::Gone));
        assert!(matches!(no_mailbox(refusal(Some("NOPERM"), "no")), Error::Refused(_)));
    }

    #[test]
    fn what_select_tells_is_kept() {
        let data = |texts: &[&str]| texts.iter().map(|it| response(it)).collect::<Vec<_>>();
        let name = MailboxName::inbox();
        let told = selected(
            &name,
            &data(&["FLAGS ()", "5 EXISTS", "OK [UIDVALIDITY 17] ok", "OK [UIDNEXT 0] x", "2 EXPUNGE"]),
        );
        let told = told.unwrap();
        assert_eq!((told.exists, told.uid_validity.get()), (4, 17));
        assert_eq!(told.kept, KeptFlags::all(), "what is not said is all");
        let told = selected(&name, &data(&["OK [UIDVALIDITY 1] x", r"OK [permanentflags (\Seen $a)] x"]));
        let told = told.unwrap();
        assert_eq!((told.kept, told.rights), (KeptFlags::parse(r"(\Seen $a)"), None));
        let told = selected(&name, &data(&["OK [UIDVALIDITY 1] x", "MYRIGHTS a lr", "MYRIGHTS INBOX lrs"]));
        assert_eq!(told.unwrap().rights, Rights::parse("lrs"));
        for bad in [&["5 EXISTS"][..], &["OK [UIDVALIDITY 0] x"], &["OK UIDVALIDITY 5"], &["OK [UIDVALIDITY"]]
        {
            assert!(matches!(selected(&name, &data(bad)), Err(Error::Answer(_))), "{bad:?}");
        }
    }
}

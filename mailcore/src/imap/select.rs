//! Which mailbox is selected, and what a refusal means.

use super::Error;
use super::command::Command;
use super::connection::{Connection, Data, Exchange, Refusal, Selected};
use super::response::{Kind, code, kind};
use crate::mailbox::MailboxName;
use crate::uid::UidValidity;

/// The most characters of a server's text that are kept.
const MOST_TEXT: usize = 200;

/// Reads in a mailbox: selects it, or asks what is new if it is selected, and sends `commands`
/// right behind. The answer is theirs alone, with all data.
///
/// Only for what reads: whether the epoch is the wanted one is known when the commands have run.
pub(super) async fn ask(
    connection: &mut Connection,
    name: &MailboxName,
    commands: Vec<Command>,
) -> Result<Exchange, Error> {
    let selects = connection.selected().is_none_or(|it| it.name != *name);
    let first = if selects {
        // Whatever becomes of this future, the connection does not believe in the mailbox before.
        connection.set_selected(None);
        Command::new("SELECT").mailbox(name)
    } else {
        Command::new("NOOP")
    };
    let mut exchange = connection.run(std::iter::once(first).chain(commands).collect()).await?;
    if exchange.completions.is_empty() {
        return Err(Error::Answer("fewer completions than commands"));
    }
    let completion = exchange.completions.remove(0);
    if selects {
        completion.map_err(no_mailbox)?;
        connection.set_selected(Some(selected(name, &exchange.data)?));
    } else {
        completion.map_err(refused)?;
    }
    Ok(exchange)
}

/// Makes sure that a mailbox is selected and still the one that UIDs are from, before anything in
/// it is changed. A mailbox of another epoch is [`Error::Gone`].
pub(super) async fn enter(
    connection: &mut Connection,
    name: &MailboxName,
    epoch: Option<UidValidity>,
) -> Result<UidValidity, Error> {
    if connection.selected().is_none_or(|it| it.name != *name) {
        ask(connection, name, Vec::new()).await?;
    }
    same_epoch(connection, epoch)
}

/// The epoch of what is selected, if it is the one wanted.
pub(super) fn same_epoch(connection: &Connection, wanted: Option<UidValidity>) -> Result<UidValidity, Error> {
    let epoch = connection.selected().map(|it| it.uid_validity).ok_or(Error::Gone)?;
    if wanted.is_some_and(|it| it != epoch) { Err(Error::Gone) } else { Ok(epoch) }
}

/// The error of a NO or BAD.
pub(super) fn refused(refusal: Refusal) -> Error {
    match refusal.code.as_deref().and_then(|it| it.split(' ').next()) {
        Some("OVERQUOTA") => Error::OverQuota,
        Some("NONEXISTENT" | "TRYCREATE" | "EXPUNGEISSUED") => Error::Gone,
        _ => Error::Refused(one_line(&refusal.text)),
    }
}

/// The error of a NO to SELECT: old servers say in words that there is no such mailbox.
fn no_mailbox(refusal: Refusal) -> Error {
    let text = refusal.text.to_ascii_lowercase();
    let words = ["doesn't exist", "does not exist", "nonexistent", "no such mailbox", "unknown mailbox"];
    if words.iter().any(|it| text.contains(it)) { Error::Gone } else { refused(refusal) }
}

fn one_line(text: &str) -> String {
    text.chars().filter(|it| !it.is_control()).take(MOST_TEXT).collect()
}

/// What SELECT told.
fn selected(name: &MailboxName, data: &[Data]) -> Result<Selected, Error> {
    let mut exists = 0_u32;
    let mut epoch = None;
    for response in data {
        match kind(response) {
            Kind::Exists(number) => exists = number,
            Kind::Expunge(_) => exists = exists.saturating_sub(1),
            _ => epoch = code(response).and_then(uid_validity).or(epoch),
        }
    }
    let uid_validity = epoch.ok_or(Error::Answer("a mailbox without UIDVALIDITY"))?;
    Ok(Selected { name: name.clone(), uid_validity, exists })
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
    fn a_refusal_means_what_its_code_says() {
        assert!(matches!(refused(refusal(Some("OVERQUOTA"), "full")), Error::OverQuota));
        assert!(matches!(refused(refusal(Some("TRYCREATE"), "no")), Error::Gone));
        assert!(matches!(refused(refusal(Some("NONEXISTENT"), "no")), Error::Gone));
        assert!(matches!(refused(refusal(None, "it does not exist")), Error::Refused(_)));
        assert!(matches!(no_mailbox(refusal(None, "Mailbox doesn't exist: x")), Error::Gone));
        assert!(matches!(no_mailbox(refusal(Some("NOPERM"), "no")), Error::Refused(_)));
    }

    #[test]
    fn a_servers_text_is_one_short_line() {
        let text = format!("a\r\nb\u{1b}[0m{}", "x".repeat(500));
        let Error::Refused(line) = refused(refusal(None, &text)) else { panic!("refused") };
        assert_eq!(line.chars().count(), MOST_TEXT);
        assert!(line.starts_with("ab[0mxx"));
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
        for bad in [&["5 EXISTS"][..], &["OK [UIDVALIDITY 0] x"], &["OK UIDVALIDITY 5"], &["OK [UIDVALIDITY"]]
        {
            assert!(matches!(selected(&name, &data(bad)), Err(Error::Answer(_))), "{bad:?}");
        }
    }
}

//! Rules that file messages in folders, when these get other names or go.

use jiff::Timestamp;
use mailcore::mailbox::MailboxName;
use mailcore::sieve::Draft;
use mailcore::sieve::folders;

use super::{Book, Error};
use crate::desk::Desk;

/// What became of rules that name a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Followed {
    /// None names it.
    NotNamed,
    /// They name it as it is called now.
    Yes,
    /// They may still name what is there no more: the server for rules was away, or refused.
    No,
}

/// Lets the rules that mail goes through name a folder, and those inside it, as they are called now. All else in the
/// scripts stays as it is.
pub async fn follow(desk: &Desk, from: &MailboxName, to: &MailboxName, delimiter: Option<char>) -> Followed {
    if desk.servers.managesieve.is_none() || from == to {
        return Followed::NotNamed;
    }
    let renamed =
        |name: &str| Some(MailboxName::parse(name)?.moved(from, to, delimiter)?.as_str().to_owned());
    match rewrite(desk, renamed, Timestamp::now().as_second()).await {
        Ok(0) => Followed::NotNamed,
        Ok(_) => Followed::Yes,
        Err(error) => {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "rules still name a folder that was renamed"
            );
            Followed::No
        }
    }
}

/// Whether rules that mail goes through name one of the folders; not, where nobody can tell.
pub async fn are_named(desk: &Desk, folders: &[MailboxName]) -> bool {
    if desk.servers.managesieve.is_none() {
        return false;
    }
    let Ok(book) = Book::open(desk, Timestamp::now().as_second()).await else { return false };
    let is_meant = |name: &str| MailboxName::parse(name).is_some_and(|it| folders.contains(&it));
    let named = book.scripts().in_effect().any(|(_, draft)| {
        let mut draft = draft.clone();
        folders::follow(&mut draft, |it| is_meant(it).then(|| it.to_owned())).is_ok_and(|it| it > 0)
    });
    book.close().await;
    named
}

/// Gives folders other names in all scripts that mail goes through; in how many places it did.
async fn rewrite(desk: &Desk, renamed: impl Fn(&str) -> Option<String>, now: i64) -> Result<usize, Error> {
    let turn = desk.known_rules.turn(desk.account).await;
    let mut book = Book::to_change(desk, turn, now).await?;
    let mut count = 0;
    let mut changed: Vec<(String, String)> = Vec::new();
    for (name, draft) in book.scripts().in_effect() {
        let mut draft: Draft = draft.clone();
        let places = folders::follow(&mut draft, &renamed)
            .map_err(|why| Error::Unreadable { name: name.to_owned(), why })?;
        if places > 0 {
            changed.push((name.to_owned(), draft.text().to_owned()));
        }
        count += places;
    }
    let kept = if changed.is_empty() { Ok(()) } else { book.rewrite_all(desk, &changed, now).await };
    book.close().await;
    kept.map(|()| count)
}

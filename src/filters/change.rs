//! Rules in the list: switched, moved and removed, and given back.

use mailcore::sieve::entry::Entry;

use super::{RuleId, find, place_of};
use crate::desk::Desk;
use crate::i18n::Text;
use crate::known_rules::Removal;
use crate::rules::leaving::{self, Counted};
use crate::rules::{Book, Error, scripts, targets};

/// What is to be done with a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// It is switched on or off.
    Switch(bool),
    /// It is looked at before the one before.
    Up,
    /// It is looked at behind the one behind.
    Down,
    /// It comes to where another one of its script stands, and those between make room.
    To(RuleId),
    /// It goes.
    Remove,
}

/// What is to be done, and with which rule.
#[derive(Clone, Debug)]
pub struct Wish<'a> {
    /// The script that it stands in.
    pub script: &'a str,
    /// The rule.
    pub rule: &'a RuleId,
    /// What is to be done.
    pub order: &'a Order,
    /// Whether the person showed just now that it is them.
    pub is_proven: bool,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changed {
    /// It is done.
    Yes,
    /// It is done, and can be taken back: what tells this removal from others.
    Removed(String),
    /// A rule was changed meanwhile, or is gone: nothing was done.
    Gone,
    /// Mail would begin to go on to somebody outside: the person has to show first that it is them.
    Unproven,
    /// Mail would begin to go on to whom the operator does not want.
    Forbidden(Text),
}

/// What became of a removal that was to be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GivenBack {
    /// The rule is there again, as it was.
    Yes,
    /// The script was changed meanwhile: nothing was done.
    Changed,
    /// Nobody knows any more what it was.
    Late,
    /// It sends mail on to somebody outside: the person has to show first that it is them.
    Unproven,
}

/// Does it; `now` is in seconds since 1970-01-01 UTC.
pub async fn change(desk: &Desk, wish: Wish<'_>, now: i64) -> Result<Changed, Error> {
    let turn = desk.known_rules.turn(desk.account).await;
    let mut book = Book::to_change(desk, turn, now).await?;
    let outcome = carry_out(desk, &mut book, wish, now).await;
    book.close().await;
    outcome
}

async fn carry_out(desk: &Desk, book: &mut Book, wish: Wish<'_>, now: i64) -> Result<Changed, Error> {
    let Wish { script, order, .. } = wish;
    let Some((mut draft, place, entry)) = find(book, script, wish.rule) else { return Ok(Changed::Gone) };
    let before = draft.text().to_owned();
    let changed = match order {
        Order::Switch(is_on) => entry.switch(&mut draft, *is_on),
        Order::Up => Entry::shift(&mut draft, place, place.saturating_sub(1)),
        Order::Down => Entry::shift(&mut draft, place, place + 1),
        Order::To(other) => match place_of(&draft, &Entry::all(&draft), other) {
            Some(to) => Entry::shift(&mut draft, place, to),
            None => return Ok(Changed::Gone),
        },
        Order::Remove => entry.remove(&mut draft),
    };
    changed.map_err(|why| Error::Unreadable { name: script.to_owned(), why })?;
    if *order == Order::Switch(true) {
        let after = book.scripts().after(&[book.scripts().rewriting(script, draft.text())]);
        if leaving::is_forbidden(desk, book.scripts(), &after, Counted::On) {
            return Ok(Changed::Forbidden(targets::refusal(desk)));
        }
        if !wish.is_proven && leaving::begins_to_leave(desk, book.scripts(), &after, Counted::On) {
            return Ok(Changed::Unproven);
        }
    }
    book.rewrite(desk, script, draft.text(), now).await?;
    tracing::info!(account.id = desk.account.0, order = ?order, "a rule was changed");
    let after = scripts::print(draft.text());
    let removal = Removal { script: script.to_owned(), before, after: after.clone() };
    let is_kept = *order == Order::Remove && desk.known_rules.remember(desk.account, removal, now);
    Ok(if is_kept { Changed::Removed(after) } else { Changed::Yes })
}

/// Gives back the rule of a removal, where that was the last one and the script is still as it was after it. One that
/// sends mail outside is given back as it would be written: whoever `is_proven` has just shown that it is them.
pub async fn give_back(desk: &Desk, removal: &str, is_proven: bool, now: i64) -> Result<GivenBack, Error> {
    let turn = desk.known_rules.turn(desk.account).await;
    let last = desk.known_rules.removal(desk.account, now).filter(|it| it.after == removal);
    let Some(removal) = last else { return Ok(GivenBack::Late) };
    let mut book = Book::to_change(desk, turn, now).await?;
    let outcome = put_back(desk, &mut book, &removal, is_proven, now).await;
    book.close().await;
    outcome
}

async fn put_back(
    desk: &Desk,
    book: &mut Book,
    removal: &Removal,
    is_proven: bool,
    now: i64,
) -> Result<GivenBack, Error> {
    let Removal { script, before, after } = removal;
    let current = book.scripts().in_effect().find(|it| it.0 == script);
    if current.is_none_or(|it| scripts::print(it.1.text()) != *after) {
        return Ok(GivenBack::Changed);
    }
    let given = book.scripts().after(&[book.scripts().rewriting(script, before)]);
    if !is_proven && leaving::begins_to_leave(desk, book.scripts(), &given, Counted::All) {
        return Ok(GivenBack::Unproven);
    }
    book.rewrite(desk, script, before, now).await?;
    desk.known_rules.forget_removal(desk.account);
    tracing::info!(account.id = desk.account.0, "a rule was given back");
    Ok(GivenBack::Yes)
}

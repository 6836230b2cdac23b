//! Searches and orders as a server is asked for them (RFC 9051, section 6.4.4; RFC 5256; RFC 5267).

use super::command::Command;
use crate::flag::Flag;
use crate::order::{By, Order};
use crate::search::{Field, FieldName, Search};
use crate::uid::Uid;

/// What a server may be able to do for a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Abilities {
    /// SORT (RFC 5256).
    pub(super) sorts: bool,
    /// SORT by names instead of addresses (RFC 5957).
    pub(super) sorts_by_name: bool,
    /// THREAD=REFERENCES (RFC 5256).
    pub(super) threads: bool,
    /// SEARCH that answers with ranges (RFC 4731).
    pub(super) searches_in_ranges: bool,
    /// SORT that answers with a part of it (RFC 5267).
    pub(super) sorts_in_parts: bool,
}

impl Abilities {
    /// Those that the server names.
    pub(super) fn of(can: impl Fn(&str) -> bool) -> Self {
        let sorts = can("SORT");
        Self {
            sorts,
            sorts_by_name: can("SORT=DISPLAY"),
            threads: can("THREAD=REFERENCES"),
            searches_in_ranges: can("ESEARCH") || can("IMAP4REV2"),
            // Servers that have PARTIAL name one of them (RFC 5267, section 3.1; RFC 9394).
            sorts_in_parts: sorts
                && can("ESORT")
                && ["CONTEXT=SORT", "CONTEXT=SEARCH", "PARTIAL"].into_iter().any(can),
        }
    }
}

/// UID SEARCH; `None` where a text has a NUL in it, which no message has.
pub(super) fn search(search: &Search, abilities: Abilities) -> Option<Command> {
    let mut command = Command::new("UID SEARCH");
    if abilities.searches_in_ranges {
        command = command.words("RETURN (ALL)");
    }
    if !search.is_ascii() {
        command = command.words("CHARSET UTF-8");
    }
    keys(command, search)
}

/// UID SEARCH for those that are unseen of some messages.
pub(super) fn unseen_of(uids: &[Uid], abilities: Abilities) -> Command {
    let mut command = Command::new("UID SEARCH");
    if abilities.searches_in_ranges {
        command = command.words("RETURN (ALL)");
    }
    command.words("UID").uids(uids).words("UNSEEN")
}

/// UID SORT in the order turned round: where two are alike servers put the older one first, so that
/// the answer read from its end has the newer one first.
pub(super) fn sort_turned(order: Order, search: &Search, abilities: Abilities) -> Option<Command> {
    keys(
        Command::new("UID SORT")
            .words(criteria(order.by, !order.descending, abilities))
            .words(charset(search)),
        search,
    )
}

/// UID SORT of which some rows alone are told: `first` and `last` are places, from 0.
pub(super) fn sort_part(
    order: Order,
    search: &Search,
    abilities: Abilities,
    (first, last): (u32, u32),
) -> Option<Command> {
    let command = Command::new("UID SORT RETURN").partial(first, last);
    keys(command.words(criteria(order.by, order.descending, abilities)).words(charset(search)), search)
}

/// UID THREAD.
pub(super) fn threads(search: &Search) -> Option<Command> {
    keys(Command::new("UID THREAD REFERENCES").words(charset(search)), search)
}

/// Those that a server which does not know UTF-8 is asked for are ASCII.
fn charset(search: &Search) -> &'static str {
    if search.is_ascii() { "US-ASCII" } else { "UTF-8" }
}

/// The criteria of SORT; those that it has not are by arrival.
fn criteria(by: By, reverse: bool, abilities: Abilities) -> &'static str {
    match (by, reverse, abilities.sorts_by_name) {
        (By::Date, false, _) => "(DATE)",
        (By::Date, true, _) => "(REVERSE DATE)",
        (By::Subject, false, _) => "(SUBJECT)",
        (By::Subject, true, _) => "(REVERSE SUBJECT)",
        (By::From, false, false) => "(FROM)",
        (By::From, true, false) => "(REVERSE FROM)",
        (By::From, false, true) => "(DISPLAYFROM)",
        (By::From, true, true) => "(REVERSE DISPLAYFROM)",
        (By::To, false, false) => "(TO)",
        (By::To, true, false) => "(REVERSE TO)",
        (By::To, false, true) => "(DISPLAYTO)",
        (By::To, true, true) => "(REVERSE DISPLAYTO)",
        (By::Size, false, _) => "(SIZE)",
        (By::Size, true, _) => "(REVERSE SIZE)",
        (By::Arrival | By::Flagged | By::Attachment, false, _) => "(ARRIVAL)",
        (By::Arrival | By::Flagged | By::Attachment, true, _) => "(REVERSE ARRIVAL)",
    }
}

/// What has something attached, by its type as a whole or by the keyword of servers that looked
/// inside.
fn attachment() -> Search {
    let of_type = |it: &str| {
        let name = FieldName::parse("Content-Type").map(Field::Named);
        name.map_or(Search::All, |name| Search::Field(name, it.to_owned()))
    };
    let keyword = Flag::parse("$HasAttachment").map(Search::Flag);
    let types = ["multipart/mixed", "application/", "image/", "audio/", "video/"].map(of_type);
    Search::Or(keyword.into_iter().chain(types).collect())
}

/// The keys of a search, which must all hold.
fn keys(command: Command, search: &Search) -> Option<Command> {
    match search {
        Search::And(parts) if !parts.is_empty() => parts.iter().try_fold(command, keys),
        single => key(command, single),
    }
}

/// A search as one key.
fn key(command: Command, search: &Search) -> Option<Command> {
    match search {
        Search::All => Some(command.words("ALL")),
        Search::And(parts) => match parts.as_slice() {
            [] => Some(command.words("ALL")),
            [part] => key(command, part),
            parts => Some(parts.iter().try_fold(command.open(), key)?.close()),
        },
        Search::Or(parts) => either(command, parts),
        Search::Not(part) => match &**part {
            Search::Flag(it) if it.is_system() => Some(flag(command, it, false)),
            part => key(command.words("NOT"), part),
        },
        Search::Flag(it) => Some(flag(command, it, true)),
        Search::Field(field, text) => self::field(command, field)?.string(text),
        Search::Body(text) => command.words("BODY").string(text),
        Search::Text(text) => command.words("TEXT").string(text),
        Search::Larger(size) => Some(command.words("LARGER").number(*size)),
        Search::Smaller(size) => Some(command.words("SMALLER").number(*size)),
        Search::Before(day) => Some(command.words("BEFORE").day(*day)),
        Search::Since(day) => Some(command.words("SINCE").day(*day)),
        Search::Attachment => key(command, &attachment()),
    }
}

/// An OR of many, which has two halves. They are halved again, because servers bound how deep keys
/// are nested.
fn either(command: Command, parts: &[Search]) -> Option<Command> {
    match parts {
        [] => Some(command.words("NOT ALL")),
        [part] => key(command, part),
        parts => {
            let (first, last) = parts.split_at(parts.len() / 2);
            either(either(command.words("OR"), first)?, last)
        }
    }
}

fn field(command: Command, field: &Field) -> Option<Command> {
    Some(match field {
        Field::From => command.words("FROM"),
        Field::To => command.words("TO"),
        Field::Cc => command.words("CC"),
        Field::Bcc => command.words("BCC"),
        Field::Subject => command.words("SUBJECT"),
        Field::Named(name) => command.words("HEADER").string(name.as_str())?,
    })
}

/// Those that have a flag, or have it not.
pub(super) fn flag(command: Command, flag: &Flag, is_set: bool) -> Command {
    let words = match (flag, is_set) {
        (Flag::Answered, true) => "ANSWERED",
        (Flag::Answered, false) => "UNANSWERED",
        (Flag::Deleted, true) => "DELETED",
        (Flag::Deleted, false) => "UNDELETED",
        (Flag::Draft, true) => "DRAFT",
        (Flag::Draft, false) => "UNDRAFT",
        (Flag::Flagged, true) => "FLAGGED",
        (Flag::Flagged, false) => "UNFLAGGED",
        (Flag::Seen, true) => "SEEN",
        (Flag::Seen, false) => "UNSEEN",
        (_, true) => return command.words("KEYWORD").flag(flag),
        (_, false) => return command.words("UNKEYWORD").flag(flag),
    };
    command.words(words)
}

#[cfg(test)]
mod tests;

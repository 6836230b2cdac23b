//! Commands as they come: by `imap-codec`, and what that cannot decode by a small reader before it.
//!
//! LIST with selection and return options (RFC 5258, 5819) is read here whole. The return options of
//! SEARCH and SORT (RFC 4731, RFC 5267), the role of CREATE (RFC 6154) and the item PREVIEW of FETCH
//! (RFC 8970) are cut out, and what is left goes to the codec.

use imap_codec::CommandCodec;
use imap_codec::decode::Decoder;
use imap_codec::imap_types::command::CommandBody;
use imap_codec::imap_types::core::Tag;
use imap_codec::imap_types::status::StatusDataItemName;

use super::scan::Scan;
use crate::mailbox::SpecialUse;

/// A command with its tag.
#[derive(Debug, PartialEq)]
pub(super) struct Request {
    /// What its answer begins with.
    pub(super) tag: String,
    /// What is wanted.
    pub(super) command: Command,
}

/// What is wanted.
#[derive(Debug, PartialEq)]
pub(super) enum Command {
    /// All that has no more to it than the codec knows.
    Basic(CommandBody<'static>),
    /// LIST in any form.
    List(List),
    /// CREATE with a role.
    Create(CommandBody<'static>, SpecialUse),
    /// SEARCH or SORT that is answered by ESEARCH.
    Search(CommandBody<'static>, Vec<Return>),
    /// FETCH that wants PREVIEW as well.
    Preview(CommandBody<'static>),
}

/// LIST (RFC 5258, section 6).
#[derive(Debug, Default, PartialEq)]
pub(super) struct List {
    /// Only those that somebody subscribed to.
    pub(super) subscribed: bool,
    /// Only those that have a role.
    pub(super) special_use: bool,
    /// Also those above a selected one.
    pub(super) recursive: bool,
    /// What names begin with, in modified UTF-7.
    pub(super) reference: Vec<u8>,
    /// Patterns of the rest of the name, in modified UTF-7.
    pub(super) patterns: Vec<Vec<u8>>,
    /// Whether subscriptions are told.
    pub(super) tells_subscribed: bool,
    /// What STATUS is told along with it.
    pub(super) status: Vec<StatusDataItemName>,
}

/// What ESEARCH tells (RFC 4731, section 3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Return {
    /// The first message.
    Min,
    /// The last message.
    Max,
    /// All of them.
    All,
    /// How many there are.
    Count,
}

impl Request {
    /// Reads a command with the CRLF at its end; `None` when it is none.
    pub(super) fn read(octets: &[u8]) -> Option<Self> {
        let mut scan = Scan::new(octets);
        let tag = scan.word()?;
        Tag::try_from(tag).ok()?;
        scan.blank()?;
        let after_tag = scan.rest();
        let command = if scan.is_next(b"LIST ") {
            Command::List(list(&mut scan)?)
        } else if let Some((role, rest)) = without_role(after_tag) {
            Command::Create(decode(tag, &rest)?, role?)
        } else if let Some((returns, rest)) = without_returns(after_tag) {
            Command::Search(decode(tag, &rest)?, returns?)
        } else if let Some(rest) = without_preview(after_tag) {
            Command::Preview(decode(tag, &rest)?)
        } else {
            Command::Basic(decode(tag, after_tag)?)
        };
        Some(Self { tag: str::from_utf8(tag).ok()?.to_owned(), command })
    }
}

/// The tag of something that may be no command; `*` where it has none.
pub(super) fn tag(octets: &[u8]) -> String {
    let word = octets.split(|it| it.is_ascii_whitespace()).next().unwrap_or_default();
    let tag = Tag::try_from(word).ok().filter(|_| word.len() <= 100);
    tag.map_or_else(|| "*".to_owned(), |it| it.inner().to_owned())
}

fn decode(tag: &[u8], command: &[u8]) -> Option<CommandBody<'static>> {
    let whole = [tag, b" ", command].concat();
    let (rest, command) = CommandCodec::default().decode_static(&whole).ok()?;
    rest.is_empty().then_some(command.body)
}

fn list(scan: &mut Scan<'_>) -> Option<List> {
    let mut list = List::default();
    scan.take(b"LIST ")?;
    if scan.is_next(b"(") {
        for option in scan.words()? {
            match option.to_ascii_uppercase().as_slice() {
                b"SUBSCRIBED" => list.subscribed = true,
                b"SPECIAL-USE" => list.special_use = true,
                b"RECURSIVEMATCH" => list.recursive = true,
                b"REMOTE" => {}
                _ => return None,
            }
        }
        scan.blank()?;
    }
    list.reference = scan.string()?;
    scan.blank()?;
    list.patterns = if scan.is_next(b"(") { scan.strings()? } else { vec![scan.string()?] };
    if scan.is_next(b" ") {
        scan.take(b" RETURN (")?;
        returned(scan, &mut list)?;
    }
    scan.end()?;
    list.tells_subscribed |= list.subscribed;
    Some(list)
}

/// The return options of LIST, behind their opening parenthesis.
fn returned(scan: &mut Scan<'_>, list: &mut List) -> Option<()> {
    while !scan.is_next(b")") {
        match scan.word()?.to_ascii_uppercase().as_slice() {
            b"SUBSCRIBED" => list.tells_subscribed = true,
            // Told in any case.
            b"CHILDREN" | b"SPECIAL-USE" => {}
            b"STATUS" => {
                scan.blank()?;
                list.status = scan.words()?.into_iter().map(status_item).collect::<Option<_>>()?;
            }
            _ => return None,
        }
        if !scan.is_next(b")") {
            scan.blank()?;
        }
    }
    scan.take(b")")
}

fn status_item(word: &[u8]) -> Option<StatusDataItemName> {
    Some(match word.to_ascii_uppercase().as_slice() {
        b"MESSAGES" => StatusDataItemName::Messages,
        b"RECENT" => StatusDataItemName::Recent,
        b"UIDNEXT" => StatusDataItemName::UidNext,
        b"UIDVALIDITY" => StatusDataItemName::UidValidity,
        b"UNSEEN" => StatusDataItemName::Unseen,
        b"DELETED" => StatusDataItemName::Deleted,
        b"SIZE" => StatusDataItemName::Size,
        b"HIGHESTMODSEQ" => StatusDataItemName::HighestModSeq,
        _ => return None,
    })
}

/// CREATE with `(USE (...))`: its role, `None` inside where it is none of ours, and the command
/// without it.
fn without_role(command: &[u8]) -> Option<(Option<SpecialUse>, Vec<u8>)> {
    let mut scan = Scan::new(command);
    scan.take(b"CREATE ")?;
    scan.string()?;
    let kept = command.strip_suffix(scan.rest())?;
    scan.take(b" (USE ")?;
    let roles = scan.words()?;
    scan.take(b")")?;
    scan.end()?;
    let role = match roles.as_slice() {
        [role] => special_use(role),
        _ => None,
    };
    Some((role, [kept, b"\r\n"].concat()))
}

fn special_use(word: &[u8]) -> Option<SpecialUse> {
    Some(match word.to_ascii_lowercase().as_slice() {
        br"\drafts" => SpecialUse::Drafts,
        br"\sent" => SpecialUse::Sent,
        br"\archive" => SpecialUse::Archive,
        br"\junk" => SpecialUse::Junk,
        br"\trash" => SpecialUse::Trash,
        _ => return None,
    })
}

/// SEARCH or SORT with `RETURN (...)`: what is told, `None` inside where it is nothing that we know,
/// and the command without it.
fn without_returns(command: &[u8]) -> Option<(Option<Vec<Return>>, Vec<u8>)> {
    let mut scan = Scan::new(command);
    if scan.is_next(b"UID ") {
        scan.take(b"UID ")?;
    }
    let name = if scan.is_next(b"SORT ") { b"SORT" as &[u8] } else { b"SEARCH" };
    scan.take(name)?;
    let kept = command.strip_suffix(scan.rest())?;
    scan.take(b" RETURN ")?;
    let words = scan.words()?;
    let returns = match words.as_slice() {
        [] => Some(vec![Return::All]),
        words => words.iter().map(|it| search_return(it)).collect(),
    };
    Some((returns, [kept, scan.rest()].concat()))
}

fn search_return(word: &[u8]) -> Option<Return> {
    Some(match word.to_ascii_uppercase().as_slice() {
        b"MIN" => Return::Min,
        b"MAX" => Return::Max,
        b"ALL" => Return::All,
        b"COUNT" => Return::Count,
        _ => return None,
    })
}

/// FETCH whose items have PREVIEW among them: the command without it. Whether it may be left out for
/// now (LAZY) is all the same: it is there at once.
fn without_preview(command: &[u8]) -> Option<Vec<u8>> {
    let mut scan = Scan::new(command);
    if scan.is_next(b"UID ") {
        scan.take(b"UID ")?;
    }
    scan.take(b"FETCH ")?;
    scan.word()?;
    scan.blank()?;
    let before = command.strip_suffix(scan.rest())?;
    let is_list = scan.take(b"(").is_some();
    let mut kept: Vec<&[u8]> = Vec::new();
    let mut is_found = false;
    loop {
        let item = scan.item()?;
        if item.eq_ignore_ascii_case(b"PREVIEW") {
            is_found = true;
            let _ = scan.take(b" (LAZY)");
        } else {
            kept.push(item);
        }
        if !is_list || scan.take(b")").is_some() {
            break;
        }
        scan.blank()?;
    }
    let items = [b"(", kept.join(&b" "[..]).as_slice(), b")"].concat();
    is_found.then(|| [before, &items, scan.rest()].concat())
}

#[cfg(test)]
mod tests;

//! Answering: recipients, subject, references, quotation (RFC 5322, section 3.6.4).

use std::collections::HashSet;

use super::parse::Headers;
use crate::address::{Address, FoundAddress, NamedAddress};

pub(crate) mod subject;

/// The most references of an answer: some servers refuse a header that grows without end.
const MOST_REFERENCES: usize = 50;

/// The longest signature that is taken for one, in lines.
const MOST_SIGNATURE_LINES: usize = 15;

/// How a message is taken up again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// To who wrote it.
    Reply,
    /// To all who were in it.
    ReplyAll,
    /// To the mailing list that it came by.
    ReplyList,
    /// To somebody else.
    Forward,
}

/// What an answer begins with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beginning {
    /// To.
    pub to: Vec<NamedAddress>,
    /// Cc.
    pub cc: Vec<NamedAddress>,
    /// The subject with one `Re:` or `Fwd:`.
    pub subject: String,
    /// For In-Reply-To, without angle brackets.
    pub in_reply_to: Option<String>,
    /// For References, without angle brackets, oldest first; at most 50, the first one kept.
    pub references: Vec<String>,
}

/// Who is written to, about what. `own` are the addresses of the person who answers: they are left
/// out of the copies, and a reply to oneself goes to whom one wrote.
pub fn begin(answer: Answer, original: &Headers, own: &[Address]) -> Beginning {
    let (to, cc) = match answer {
        Answer::Reply => (reply_to(original, own), Vec::new()),
        Answer::ReplyAll => reply_to_all(original, own),
        Answer::ReplyList => (reply_to_list(original), Vec::new()),
        Answer::Forward => (Vec::new(), Vec::new()),
    };
    let mut seen = HashSet::new();
    let mut once = |list: Vec<NamedAddress>| -> Vec<NamedAddress> {
        list.into_iter().filter(|it| seen.insert(key(&it.address))).collect()
    };
    let to = once(to);
    let cc = once(cc.into_iter().filter(|it| !is_own(&it.address, own)).collect());
    let prefix = if answer == Answer::Forward { "Fwd:" } else { "Re:" };
    Beginning {
        to,
        cc,
        subject: format!("{prefix} {}", subject::strip(&original.subject)).trim_end().to_owned(),
        in_reply_to: original.message_id.clone(),
        references: references(original),
    }
}

/// Whom a reply goes to: Reply-To, else From; of one's own message whom it went to.
fn reply_to(original: &Headers, own: &[Address]) -> Vec<NamedAddress> {
    let wished = named(&original.reply_to);
    if !wished.is_empty() {
        return wished;
    }
    let from = named(&original.from);
    let to = named(&original.to);
    let mine = !from.is_empty() && from.iter().all(|it| is_own(&it.address, own));
    if mine && !to.is_empty() { to } else { from }
}

/// Whom an answer to the list goes to: where the writer wants it, else the list itself.
fn reply_to_list(original: &Headers) -> Vec<NamedAddress> {
    let followup = named(&original.followup_to);
    if followup.is_empty() { named(original.list_post.as_slice()) } else { followup }
}

fn reply_to_all(original: &Headers, own: &[Address]) -> (Vec<NamedAddress>, Vec<NamedAddress>) {
    let followup: Vec<_> =
        named(&original.followup_to).into_iter().filter(|it| !is_own(&it.address, own)).collect();
    if !followup.is_empty() {
        return (followup, Vec::new());
    }
    let mut cc = named(&original.to);
    cc.extend(named(&original.cc));
    // A list that puts itself into Reply-To would cut off who wrote.
    let keys = |list: &[FoundAddress]| named(list).iter().map(|it| key(&it.address)).collect::<HashSet<_>>();
    if keys(&original.reply_to) == keys(&original.to) {
        cc.extend(named(&original.from));
    }
    (reply_to(original, own), cc)
}

fn named(list: &[FoundAddress]) -> Vec<NamedAddress> {
    list.iter().filter_map(FoundAddress::to_named).collect()
}

/// What two spellings of an address have in common: hardly a server looks at the case.
fn key(address: &Address) -> String {
    address.to_string().to_lowercase()
}

/// Whether an address is one's own, with or without a detail after a plus (RFC 5233).
fn is_own(address: &Address, own: &[Address]) -> bool {
    let local = address.local().split('+').next().unwrap_or_default();
    let base = format!("{local}@{}", address.domain()).to_lowercase();
    own.iter().map(key).any(|it| it == base || it == key(address))
}

/// References of the original (or what it answers, if it says no more), and itself.
pub(super) fn references(original: &Headers) -> Vec<String> {
    let answered = original.in_reply_to.as_slice();
    let older = match (original.references.as_slice(), answered) {
        ([], [_]) => answered,
        (references, _) => references,
    };
    let mut seen = HashSet::new();
    let mut references: Vec<String> =
        older.iter().chain(&original.message_id).filter(|it| seen.insert(it.as_str())).cloned().collect();
    if references.len() > MOST_REFERENCES {
        references.drain(1..=references.len() - MOST_REFERENCES);
    }
    references
}

/// Marks each line of a text as quoted; a line that is quoted already gets the mark without blank.
pub fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + text.len() / 16);
    for (at, line) in text.trim_end().split('\n').enumerate() {
        if at > 0 {
            quoted.push('\n');
        }
        quoted.push('>');
        if !line.is_empty() && !line.starts_with('>') {
            quoted.push(' ');
        }
        quoted.push_str(line);
    }
    quoted
}

/// A text without the signature at its end (`-- ` and at most 15 lines).
pub fn strip_signature(text: &str) -> &str {
    let text = text.trim_end_matches('\n');
    let mut end = text.len();
    for line in text.rsplit('\n').take(MOST_SIGNATURE_LINES + 1) {
        let start = end - line.len();
        if line == "-- " {
            return text.get(..start).unwrap_or_default().trim_end();
        }
        end = start.saturating_sub(1);
    }
    text
}

#[cfg(test)]
mod tests;

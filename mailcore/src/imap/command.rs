//! Commands to octets. The only way to write one: nothing a person typed can end a command or
//! begin another (RFC 9051, section 9: quoted strings, literals).

use std::fmt;

use bytes::Bytes;

use super::read::MOST_FIRST_PART;
use super::response::date;
use super::utf7;
use crate::flag::{Flag, FlagSet};
use crate::mailbox::MailboxName;
use crate::message::part::PartId;
use crate::search::Day;
use crate::uid::{Uid, set};

/// The longest text that is written between quotes; servers bound the length of a line, not of a
/// literal.
const MOST_QUOTED: usize = 1000;

/// A command without its tag: pieces of text with literals between.
///
/// Invariant: no text holds CR, LF or NUL, so that only the connection ends a line.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Command {
    /// The text up to the first literal.
    head: String,
    /// Each literal with the text that follows it.
    tail: Vec<(Bytes, String)>,
}

impl Command {
    /// Begins with fixed words of ours: `UID FETCH`.
    pub(super) fn new(words: &'static str) -> Self {
        Self { head: words.to_owned(), tail: Vec::new() }
    }

    /// Fixed words of ours, after a blank.
    pub(super) fn words(self, words: &'static str) -> Self {
        self.text(words)
    }

    /// Fixed words of ours in parentheses, after a blank.
    pub(super) fn items(self, items: impl Iterator<Item = &'static str>) -> Self {
        self.text(&format!("({})", items.collect::<Vec<_>>().join(" ")))
    }

    /// A set of sequence numbers, after a blank, as [`Command::uids`].
    pub(super) fn sequence(self, numbers: &[u32]) -> Self {
        self.set(numbers.to_vec())
    }

    /// A set of UIDs, after a blank, written as ranges; not empty. In any order, doubles allowed.
    pub(super) fn uids(self, uids: &[Uid]) -> Self {
        self.set(uids.iter().map(|it| it.get()).collect())
    }

    fn set(self, numbers: Vec<u32>) -> Self {
        let set: Vec<String> = set::ranges(numbers)
            .into_iter()
            .map(|(first, last)| if first == last { first.to_string() } else { format!("{first}:{last}") })
            .collect();
        self.text(&set.join(","))
    }

    /// All UIDs from one on, after a blank; the last one in any case (RFC 9051, section 9, seq-range).
    pub(super) fn uids_from(self, uid: Uid) -> Self {
        self.text(&format!("{uid}:*"))
    }

    /// A mailbox name in modified UTF-7, after a blank, quoted.
    pub(super) fn mailbox(self, name: &MailboxName) -> Self {
        let encoded = utf7::encode(name.as_str());
        match quoted(&encoded) {
            Some(quoted) => self.text(&quoted),
            None => self.literal(encoded.into_bytes()),
        }
    }

    /// A text, after a blank: quoted where it can be, else a literal. `None` with a NUL in it.
    pub(super) fn string(self, text: &str) -> Option<Self> {
        if text.contains('\0') {
            return None;
        }
        Some(match quoted(text) {
            Some(quoted) => self.text(&quoted),
            None => self.literal(text.as_bytes().to_vec()),
        })
    }

    /// The condition of a STORE (RFC 7162, section 3.1.3), after a blank.
    pub(super) fn unchanged_since(self, modseq: u64) -> Self {
        self.text(&format!("(UNCHANGEDSINCE {modseq})"))
    }

    /// Flags in parentheses, after a blank.
    pub(super) fn flags(self, flags: &FlagSet) -> Self {
        let names: Vec<String> = flags.iter().map(ToString::to_string).collect();
        self.text(&format!("({})", names.join(" ")))
    }

    /// A date and time in quotes, after a blank; in seconds since 1970-01-01 UTC.
    pub(super) fn date(self, at: i64) -> Self {
        self.text(&format!("\"{}\"", date::write(at)))
    }

    /// The octets of a part as they are written, or of the whole message (`None`), after a blank,
    /// without setting `\Seen`: `BODY.PEEK[2.1]`. With `range`, so many octets from an offset on.
    pub(super) fn body(self, part: Option<&PartId>, range: Option<(u64, u64)>) -> Self {
        let section = part.map(ToString::to_string).unwrap_or_default();
        let partial = range.map(|(from, most)| format!("<{from}.{most}>")).unwrap_or_default();
        self.text(&format!("BODY.PEEK[{section}]{partial}"))
    }

    /// The first octets of several parts, at most `most` of each, after a blank: as
    /// [`Command::body`], in parentheses.
    pub(super) fn bodies(self, parts: &[PartId], most: u64) -> Self {
        let sections: Vec<String> = parts.iter().map(|it| format!("BODY.PEEK[{it}]<0.{most}>")).collect();
        self.text(&format!("({})", sections.join(" ")))
    }

    /// What is read of a message before its parts, after a blank, and of its first part as much as most
    /// texts have; with `inside`, instead of that the header of the message that this part is
    /// (`BODY.PEEK[2.HEADER]`). 256 KiB of header are more than any has that is honest.
    pub(super) fn head(self, inside: Option<&PartId>) -> Self {
        const MOST: &str = "<0.262144>";
        let more = match inside {
            Some(part) => format!("BODY.PEEK[{part}.HEADER]{MOST}"),
            None => format!("BODY.PEEK[1]<0.{MOST_FIRST_PART}>"),
        };
        let known = "UID FLAGS INTERNALDATE RFC822.SIZE BODYSTRUCTURE";
        self.text(&format!("({known} BODY.PEEK[HEADER]{MOST} {more})"))
    }

    /// A number, after a blank.
    pub(super) fn number(self, number: u32) -> Self {
        self.text(&number.to_string())
    }

    /// A day without quotes, after a blank (RFC 9051, section 9, date).
    pub(super) fn day(self, day: Day) -> Self {
        let written = date::write(i64::from(day.0) * 86_400);
        self.text(written.split(' ').next().unwrap_or_default())
    }

    /// A flag, after a blank.
    pub(super) fn flag(self, flag: &Flag) -> Self {
        self.text(&flag.to_string())
    }

    /// What is told of an order (RFC 5267, section 4.4), after a blank: how many there are, and those
    /// from one place to another, which count from 0.
    pub(super) fn partial(self, first: u32, last: u32) -> Self {
        self.text(&format!("(PARTIAL {}:{} COUNT)", first.saturating_add(1), last.saturating_add(1)))
    }

    /// Begins a list, after a blank; no blank follows.
    pub(super) fn open(self) -> Self {
        self.text("(")
    }

    /// Ends it.
    pub(super) fn close(mut self) -> Self {
        self.last_text().push(')');
        self
    }

    /// A literal of any octets but NUL, after a blank.
    pub(super) fn literal(mut self, octets: impl Into<Bytes>) -> Self {
        self = self.text("");
        self.tail.push((octets.into(), String::new()));
        self
    }

    /// The text up to the first literal, and each literal with the text after it.
    pub(super) fn into_parts(self) -> (String, Vec<(Bytes, String)>) {
        (self.head, self.tail)
    }

    /// How many octets it has, tag and line ends apart.
    pub(super) fn size(&self) -> usize {
        self.tail.iter().map(|(literal, text)| literal.len() + text.len()).sum::<usize>() + self.head.len()
    }

    fn text(mut self, text: &str) -> Self {
        let last = self.last_text();
        // Nothing but what opens a list ends so: texts stand in quotes.
        if !last.ends_with('(') {
            last.push(' ');
        }
        last.push_str(text);
        self
    }

    fn last_text(&mut self) -> &mut String {
        match self.tail.last_mut() {
            Some((_, text)) => text,
            None => &mut self.head,
        }
    }
}

/// The text between quotes; `None` where it must be a literal.
fn quoted(text: &str) -> Option<String> {
    let plain = text.len() <= MOST_QUOTED && text.bytes().all(|b| matches!(b, b' '..=b'~'));
    plain.then(|| format!("\"{}\"", text.replace('\\', r"\\").replace('"', "\\\"")))
}

impl fmt::Debug for Command {
    /// Shows the text, and of literals only how long they are: they may be whole messages.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.head)?;
        self.tail.iter().try_for_each(|(literal, text)| write!(f, "{{{}}}{text}", literal.len()))
    }
}

/// The command as it goes over the wire, with literals that need no waiting.
#[cfg(test)]
pub(super) fn written(command: Command) -> String {
    let (mut line, tail) = command.into_parts();
    for (literal, text) in tail {
        line += &format!("{{{}+}}\r\n{}{text}", literal.len(), String::from_utf8_lossy(&literal));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(command: Command, expected: &str) {
        assert_eq!(written(command), expected);
    }

    fn uids(numbers: &[u32]) -> Vec<Uid> {
        numbers.iter().map(|it| Uid::new(*it).unwrap()).collect()
    }

    #[test]
    fn words_and_ranges_are_separated_by_one_blank() {
        check(Command::new("UID FETCH").uids(&uids(&[7])).words("(FLAGS)"), "UID FETCH 7 (FLAGS)");
        check(
            Command::new("SEARCH UID").uids_from(Uid::new(7).unwrap()).words("SEEN"),
            "SEARCH UID 7:* SEEN",
        );
        check(Command::new("FETCH").sequence(&[951]).words("UID"), "FETCH 951 UID");
        check(Command::new("FETCH").sequence(&[1, 2, 3, 9]).words("UID"), "FETCH 1:3,9 UID");
    }

    #[test]
    fn uids_are_written_as_ranges_in_whatever_order_they_come() {
        check(Command::new("X").uids(&uids(&[5, 1, 2, 3, 9, 10, 2])), "X 1:3,5,9:10");
        check(Command::new("X").uids(&uids(&[u32::MAX, u32::MAX])), "X 4294967295");
        check(Command::new("X").uids(&uids(&[u32::MAX - 1, u32::MAX])), "X 4294967294:4294967295");
    }

    #[test]
    fn a_mailbox_name_is_quoted_whatever_is_in_it() {
        let select = |name: &str| Command::new("SELECT").mailbox(&MailboxName::parse(name).unwrap());
        check(select("INBOX"), r#"SELECT "INBOX""#);
        check(select(r#"a" LOGOUT "b\"#), r#"SELECT "a\" LOGOUT \"b\\""#);
        check(select("x {5+}"), r#"SELECT "x {5+}""#);
    }

    #[test]
    fn a_text_that_cannot_be_quoted_is_a_literal() {
        let search = |text: &str| Command::new("SEARCH TEXT").string(text);
        check(search("facture").unwrap(), r#"SEARCH TEXT "facture""#);
        check(search("").unwrap(), r#"SEARCH TEXT """#);
        check(search("été").unwrap().words("SEEN"), "SEARCH TEXT {5+}\r\nété SEEN");
        check(search("a\r\nX LOGOUT").unwrap(), "SEARCH TEXT {11+}\r\na\r\nX LOGOUT");
        assert!(written(search(&"x".repeat(1001)).unwrap()).starts_with("SEARCH TEXT {1001+}\r\n"));
        assert_eq!(search("a\0b"), None);
    }

    #[test]
    fn flags_are_a_list() {
        let flags = FlagSet::from([Flag::Seen, Flag::Answered]);
        check(Command::new("STORE").flags(&flags), r"STORE (\Answered \Seen)");
        check(Command::new("STORE").flags(&FlagSet::new()), "STORE ()");
    }

    #[test]
    fn a_body_section_is_peeked_at() {
        let part: PartId = "2.1".parse().unwrap();
        check(Command::new("UID FETCH 1").body(Some(&part), None), "UID FETCH 1 BODY.PEEK[2.1]");
        check(Command::new("UID FETCH 1").body(None, Some((0, 9))), "UID FETCH 1 BODY.PEEK[]<0.9>");
        let parts = [part, "3".parse().unwrap()];
        check(
            Command::new("UID FETCH 1").bodies(&parts, 9),
            "UID FETCH 1 (BODY.PEEK[2.1]<0.9> BODY.PEEK[3]<0.9>)",
        );
    }

    #[test]
    fn the_header_of_an_inner_message_is_asked_for_beside_the_outer_one() {
        let head = "(UID FLAGS INTERNALDATE RFC822.SIZE BODYSTRUCTURE BODY.PEEK[HEADER]<0.262144>";
        check(Command::new("FETCH").head(None), &format!("FETCH {head} BODY.PEEK[1]<0.16384>)"));
        let part: PartId = "2.1".parse().unwrap();
        let inner = "BODY.PEEK[2.1.HEADER]<0.262144>";
        check(Command::new("FETCH").head(Some(&part)), &format!("FETCH {head} {inner})"));
    }

    #[test]
    fn what_is_shown_of_a_literal_is_its_length() {
        let append = Command::new("APPEND x").literal(b"Subject: hidden".to_vec());
        assert_eq!(format!("{append:?}"), "APPEND x {15}");
    }
}

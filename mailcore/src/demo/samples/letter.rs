//! The letters of the samples as they are written down. What a file looks like is told in the README
//! beside the letters.

use jiff::civil::Time;

use super::calendar::Day;
use super::mime::charset::Charset;
use super::wording::Language;
use crate::flag::{Flag, FlagSet};

/// A letter as its file has it; names of people and files are not looked up yet.
#[derive(Clone, Debug)]
pub(super) struct Letter {
    pub(super) from: &'static str,
    pub(super) to: Vec<&'static str>,
    pub(super) cc: Vec<&'static str>,
    pub(super) sent: Sent,
    /// `None` when it is that of the letter that is answered, or there is none.
    pub(super) subject: Option<&'static str>,
    /// The number of the letter of this file that it answers, counted from 1.
    pub(super) answers: Option<usize>,
    pub(super) language: Language,
    pub(super) charset: Charset,
    /// Paragraphs flow (RFC 3676).
    pub(super) flowed: bool,
    pub(super) html: Html,
    /// Names of pictures within the HTML.
    pub(super) inline: Vec<&'static str>,
    /// Names of files, and the names under which they are sent.
    pub(super) attached: Vec<(&'static str, &'static str)>,
    /// The name of an invitation (RFC 5546).
    pub(super) invitation: Option<&'static str>,
    /// What its text is, which is then copied as it is.
    pub(super) content_type: Option<&'static str>,
    /// Other header fields.
    pub(super) fields: Vec<(&'static str, &'static str)>,
    /// Where it lies, by the short name of the account.
    pub(super) places: Vec<(&'static str, Place)>,
    /// Its text, a paragraph a line.
    pub(super) text: &'static str,
}

/// When a letter was sent.
#[derive(Clone, Copy, Debug)]
pub(super) enum Sent {
    /// On a day, at a time, in Paris.
    On(Day, Time),
    /// So many minutes ago.
    Ago(i64),
}

/// Whether a letter has HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Html {
    None,
    /// Made of its text.
    OfText,
    /// A file.
    File(&'static str),
}

/// Where a letter lies in an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Nowhere: it was removed.
    Nowhere,
    /// In a mailbox, with these flags.
    In(&'static str, FlagSet),
}

/// Why a letter cannot be read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub(super) enum BadLetter {
    #[error("a line is no field: {0}")]
    NoField(String),
    #[error("a field cannot be read: {0}")]
    BadValue(String),
    #[error("a letter needs from and date")]
    Incomplete,
}

/// Reads the letters of a file, each behind a line of `===`.
pub(super) fn read(file: &'static str) -> Vec<Result<Letter, BadLetter>> {
    let mut letters = Vec::new();
    let mut rest = file.split_once("===\n").map_or("", |(_, it)| it);
    while !rest.is_empty() {
        let (letter, after) = rest.split_once("\n===\n").unwrap_or((rest, ""));
        letters.push(read_letter(letter));
        rest = after;
    }
    letters
}

fn read_letter(text: &'static str) -> Result<Letter, BadLetter> {
    let (head, text) = text.split_once("\n\n").unwrap_or((text, ""));
    let mut fields = Vec::new();
    for line in head.lines().filter(|it| !it.starts_with('#')) {
        fields.push(line.split_once(": ").ok_or_else(|| BadLetter::NoField(line.to_owned()))?);
    }
    let value = |name: &str| fields.iter().find(|it| it.0 == name).map(|it| it.1);
    let mut letter = Letter {
        from: value("from").ok_or(BadLetter::Incomplete)?,
        to: Vec::new(),
        cc: Vec::new(),
        sent: value("date").and_then(read_sent).ok_or(BadLetter::Incomplete)?,
        subject: None,
        answers: None,
        language: Language::default(),
        charset: Charset::default(),
        flowed: false,
        html: Html::None,
        inline: Vec::new(),
        attached: Vec::new(),
        invitation: None,
        content_type: None,
        fields: Vec::new(),
        places: Vec::new(),
        text,
    };
    for (name, value) in fields {
        read_field(&mut letter, name, value)
            .ok_or_else(|| BadLetter::BadValue(format!("{name}: {value}")))?;
    }
    Ok(letter)
}

fn read_field(letter: &mut Letter, name: &'static str, value: &'static str) -> Option<()> {
    match name {
        "from" | "date" => {}
        "to" => letter.to = value.split(", ").collect(),
        "cc" => letter.cc = value.split(", ").collect(),
        "subject" => letter.subject = Some(value),
        "answers" => letter.answers = Some(value.parse().ok()?),
        "lang" => letter.language = Language::parse(value)?,
        "charset" => letter.charset = Charset::parse(value)?,
        "format" => letter.flowed = value == "flowed",
        "html" => letter.html = if value == "of text" { Html::OfText } else { Html::File(value) },
        "inline" => letter.inline.push(value),
        "attach" => letter.attached.push(value.split_once(" as ").unwrap_or((value, value))),
        "invitation" => letter.invitation = Some(value),
        "elise" | "claire" => letter.places.push((name, read_place(value)?)),
        "Content-Type" => letter.content_type = Some(value),
        _ if name.starts_with(|it: char| it.is_ascii_uppercase()) => letter.fields.push((name, value)),
        _ => return None,
    }
    Some(())
}

/// `-3w 09:42`, or `12m ago`.
fn read_sent(text: &str) -> Option<Sent> {
    if let Some(minutes) = text.strip_suffix("m ago") {
        return minutes.parse().ok().map(Sent::Ago);
    }
    let (day, time) = text.split_once(' ')?;
    Some(Sent::On(Day::parse(day)?, time.parse().ok()?))
}

/// `Association/Comptes | seen, flagged`; `-` for nowhere.
fn read_place(text: &'static str) -> Option<Place> {
    if text == "-" {
        return Some(Place::Nowhere);
    }
    let (mailbox, flags) = text.split_once(" | ").unwrap_or((text, ""));
    let flags = flags.split(", ").filter(|it| !it.is_empty()).map(read_flag).collect::<Option<_>>()?;
    Some(Place::In(mailbox, flags))
}

/// System flags without their backslash, keywords as they are.
fn read_flag(text: &str) -> Option<Flag> {
    match text {
        "seen" => Some(Flag::Seen),
        "answered" => Some(Flag::Answered),
        "flagged" => Some(Flag::Flagged),
        "draft" => Some(Flag::Draft),
        "deleted" => Some(Flag::Deleted),
        "forwarded" => Some(Flag::Forwarded),
        keyword => Flag::parse(keyword),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_fields_and_a_text() {
        let file = "a comment\n===\nfrom: elise\nto: a, b\ndate: -3w 09:42\nX-Priority: 1\n\
                    elise: Sent | seen, $label1\nclaire: -\n\nText\n\nmore\n===\nfrom: b\ndate: 12m ago\nanswers: 1\n\nYes\n";
        let letters: Vec<Letter> = read(file).into_iter().map(Result::unwrap).collect();
        let [first, second] = &*letters else { panic!("two letters") };
        assert_eq!((first.from, &*first.to, first.text), ("elise", &["a", "b"][..], "Text\n\nmore"));
        assert_eq!(first.fields, [("X-Priority", "1")]);
        assert_eq!(first.places.get(1), Some(&("claire", Place::Nowhere)));
        assert!(matches!(second.sent, Sent::Ago(12)) && second.answers == Some(1) && second.text == "Yes\n");
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        let why = |text: &'static str| read_letter(text).unwrap_err();
        assert_eq!(why("from: a\n\nText"), BadLetter::Incomplete);
        assert_eq!(why("from: a\ndate: tomorrow\n\nText"), BadLetter::Incomplete);
        assert_eq!(why("from: a\nsomething\n\nText"), BadLetter::NoField("something".to_owned()));
        let bad = why("from: a\ndate: +0 09:00\nanswers: one\n\nText");
        assert_eq!(bad, BadLetter::BadValue("answers: one".to_owned()));
    }
}

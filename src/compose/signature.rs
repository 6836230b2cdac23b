//! The signature in a text: put where the person wants it, found again, exchanged with its identity.

use crate::preferences::writing::Writing;

/// Announces a signature at the end of a message (RFC 3676, section 4.3).
const AT_END: &str = "-- ";

/// The same where more follows: readers would take all of it for the signature.
const IN_BETWEEN: &str = "---";

/// Nothing announces it.
const BARE: &str = "";

/// How a signature is told from what stands above it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    /// It stands at the very end, below what is quoted.
    pub(super) last: bool,
    /// It has no separator but its own.
    pub(super) bare: bool,
}

impl Style {
    /// As the person wants it.
    pub(super) fn of(writing: Writing) -> Self {
        Self { last: writing.signature_last, bare: writing.bare_signature }
    }

    /// All that may announce one. Without any, whoever writes the same line by hand is not meant.
    fn separators(self) -> impl Iterator<Item = &'static str> {
        [AT_END, IN_BETWEEN].into_iter().chain(self.bare.then_some(BARE))
    }

    /// What announces a signature; at the end, or where more follows.
    pub(super) fn separator(self, at_end: bool) -> &'static str {
        match (self.bare, at_end) {
            (true, _) => BARE,
            (false, true) => AT_END,
            (false, false) => IN_BETWEEN,
        }
    }
}

/// What stands around the words that a person is going to write.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Frame {
    /// Above them: what is quoted, for those who write below it.
    pub(super) before: String,
    /// Below them, beginning with empty lines.
    pub(super) after: String,
}

/// A text that is begun.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Opening {
    /// The text.
    pub(super) body: String,
    /// Where one writes on: before so many characters, as scripts count them (UTF-16).
    pub(super) cursor: usize,
}

impl Frame {
    /// Puts what is written already into it, and the signature behind.
    pub(super) fn open(self, words: &str, signature: &str, style: Style) -> Opening {
        let Self { before, after } = self;
        let upto = before.encode_utf16().count() + words.encode_utf16().count();
        let at_end = style.last || after.is_empty();
        let block = match signature {
            "" => String::new(),
            _ => format!("\n\n{}", separated(style.separator(at_end), signature)),
        };
        let body = match at_end {
            true => format!("{before}{words}{after}{block}"),
            false => format!("{before}{words}{block}{after}"),
        };
        Opening { body, cursor: upto }
    }

    /// The first line of what stands below the words.
    pub(super) fn below(&self) -> Option<String> {
        self.after.lines().find(|it| !it.is_empty()).map(str::to_owned)
    }
}

/// Exchanges a signature for another one. Where `old` is nowhere, the person has changed it or taken it
/// out, and the text is left as it is. Where there was none, `new` goes above the line `below`, or to the
/// end.
pub(super) fn exchange(body: &str, old: &str, new: &str, below: Option<&str>, style: Style) -> String {
    if old.is_empty() {
        return if new.is_empty() { body.to_owned() } else { add(body, new, below, style) };
    }
    for separator in style.separators() {
        let Some((before, after)) = around(body, &separated(separator, old)) else { continue };
        if new.is_empty() {
            return format!("{}{after}", before.trim_end_matches('\n'));
        }
        return format!("{before}{}{after}", separated(separator, new));
    }
    body.to_owned()
}

/// A text in two: the own words, and what stands below them, the signature and what is quoted there.
pub(super) fn own_words<'a>(
    body: &'a str,
    signature: &str,
    below: Option<&str>,
    style: Style,
) -> (&'a str, &'a str) {
    let signatures: Vec<String> = style.separators().map(|it| separated(it, signature)).collect();
    let blocks = signatures.iter().filter(|_| !signature.is_empty()).map(String::as_str).chain(below);
    let places = blocks.filter_map(|block| around(body, block).map(|(before, _)| before.len()));
    let words = places.min().and_then(|it| body.split_at_checked(it));
    words.unwrap_or((body, ""))
}

fn add(body: &str, new: &str, below: Option<&str>, style: Style) -> String {
    let place = below.and_then(|line| around(body, line).map(|(before, _)| before.len()));
    match place.and_then(|at| body.split_at_checked(at)) {
        Some((words, rest)) => {
            let words = words.trim_end_matches('\n');
            format!("{words}\n\n{}\n\n{rest}", separated(style.separator(false), new))
        }
        None => format!("{}\n\n{}", body.trim_end_matches('\n'), separated(style.separator(true), new)),
    }
}

/// A signature behind its separator, unless it brings one along.
fn separated(separator: &str, signature: &str) -> String {
    let first = signature.lines().next().unwrap_or_default();
    match (separator, first.trim_end()) {
        (BARE, _) | (_, "--" | "---") => signature.to_owned(),
        _ => format!("{separator}\n{signature}"),
    }
}

/// What stands before and behind the last place where `block` makes whole lines.
fn around<'a>(body: &'a str, block: &str) -> Option<(&'a str, &'a str)> {
    let places = body.rmatch_indices(block);
    places.filter_map(|(at, _)| Some((body.get(..at)?, body.get(at + block.len()..)?))).find(
        |(before, after)| {
            (before.is_empty() || before.ends_with('\n')) && (after.is_empty() || after.starts_with('\n'))
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(before: &str, after: &str) -> Frame {
        Frame { before: before.to_owned(), after: after.to_owned() }
    }

    #[test]
    fn a_signature_stands_at_the_end_or_between_the_words_and_the_quote() {
        let style = |last| Style { last, bare: false };
        let opening = |frame: Frame, last| frame.open("", "Claire", style(last));
        assert_eq!(opening(frame("", ""), false).body, "\n\n-- \nClaire");
        let below = opening(frame("Il a écrit :\n> a\n\n", ""), false);
        assert_eq!(below.body, "Il a écrit :\n> a\n\n\n\n-- \nClaire");
        assert_eq!(below.cursor, 18);
        assert_eq!(opening(frame("", "\n\n> a"), false).body, "\n\n---\nClaire\n\n> a");
        assert_eq!(opening(frame("", "\n\n> a"), true).body, "\n\n> a\n\n-- \nClaire");
        assert_eq!(
            frame("", "").open("Bonjour", "", style(false)),
            Opening { body: "Bonjour".to_owned(), cursor: 7 }
        );
        assert_eq!(
            frame("", "").open("", "-- \nC.", style(false)).body,
            "\n\n-- \nC.",
            "one separator is enough"
        );
        let bare = Style { last: false, bare: true };
        assert_eq!(frame("", "\n\n> a").open("", "Claire", bare).body, "\n\nClaire\n\n> a");
        assert_eq!(frame("", "\n\nIl a écrit :\n> a").below().as_deref(), Some("Il a écrit :"));
    }

    #[track_caller]
    fn check(body: &str, old: &str, new: &str, expected: &str) {
        assert_eq!(exchange(body, old, new, Some("Il a écrit :"), Style::default()), expected);
    }

    #[test]
    fn own_words_end_where_the_signature_or_the_quote_begins() {
        let below = Some("Il a écrit :");
        let words = |body| own_words(body, "Claire", below, Style::default()).0;
        assert_eq!(words("a\n\n-- \nClaire"), "a\n\n");
        assert_eq!(words("a\n\n---\nClaire\n\nIl a écrit :\n> b"), "a\n\n");
        assert_eq!(words("a\n\nIl a écrit :\n> b\n\n-- \nClaire"), "a\n\n");
        assert_eq!(words("a"), "a");
        assert_eq!(own_words("a\n\n-- \nX", "", None, Style::default()), ("a\n\n-- \nX", ""));
    }

    #[test]
    fn a_signature_is_exchanged_wherever_it_stands_and_never_doubled() {
        check("a\n\n-- \nClaire\nBureau", "Claire\nBureau", "Trésorerie", "a\n\n-- \nTrésorerie");
        check("a\n\n---\nClaire\n\nIl a écrit :\n> a", "Claire", "T.", "a\n\n---\nT.\n\nIl a écrit :\n> a");
        check("a\n\n-- \nClaire", "Claire", "", "a");
        check("a", "", "T.", "a\n\n-- \nT.");
        check("a\n\nIl a écrit :\n> a", "", "T.", "a\n\n---\nT.\n\nIl a écrit :\n> a");
        check("a", "", "", "a");
        check("a\n\nClaire", "Claire", "T.", "a\n\nClaire");
        let bare = Style { last: false, bare: true };
        assert_eq!(exchange("a\n\nClaire", "Claire", "T.", None, bare), "a\n\nT.");
        assert_eq!(exchange("a", "", "T.", None, bare), "a\n\nT.");
        // The words of others, and what the person changed, stay.
        check("> -- \n> Claire\na", "Claire", "T.", "> -- \n> Claire\na");
        check("a\n\n-- \nClaire V.", "Claire", "T.", "a\n\n-- \nClaire V.");
        check("-- \nClaire\nb\n-- \nClaire", "Claire", "T.", "-- \nClaire\nb\n-- \nT.");
    }
}

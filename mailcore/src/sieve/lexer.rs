//! Words of a script and where they stand (RFC 5228, section 8.1).

use std::borrow::Cow;
use std::ops::Range;

/// A word; white space and comments stand between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind<'a>,
    /// Its octets.
    pub(super) range: Range<usize>,
}

/// What a word is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    /// A name of a command or test.
    Name(&'a str),
    /// Its name without the colon.
    Tag(&'a str),
    /// A number with its unit taken into account.
    Number(u64),
    /// A quoted string or a multi-line one, as it is meant.
    Text(Cow<'a, str>),
    /// One of `;{}[](),`.
    Mark(char),
}

/// Reads word by word; `Err` has the octet at which none begins.
pub(super) fn tokens(text: &str) -> Result<Vec<Token<'_>>, usize> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|it| !it.is_empty()) {
        if let Some(length) = between(rest) {
            at += length;
            continue;
        }
        let (kind, length) = token(rest).ok_or(at)?;
        tokens.push(Token { kind, range: at..at + length });
        at += length;
    }
    Ok(tokens)
}

/// The length of white space or a comment that stands here. A comment that does not end is none.
pub(super) fn between(text: &str) -> Option<usize> {
    let space = text.len() - text.trim_start_matches([' ', '\t', '\r', '\n']).len();
    if space > 0 {
        return Some(space);
    }
    if text.starts_with('#') {
        return Some(text.find('\n').map_or(text.len(), |it| it + 1));
    }
    text.strip_prefix("/*").and_then(|it| it.find("*/")).map(|it| it + 4)
}

/// How many comments stand in a piece of a script, and behind the `text:` of its multi-line strings.
pub(super) fn comments(text: &str) -> usize {
    let tokens = tokens(text).unwrap_or_default();
    let ends = tokens.iter().map(|it| it.range.end);
    let begins = tokens.iter().map(|it| it.range.start).chain([text.len()]);
    let gaps = [0].into_iter().chain(ends).zip(begins);
    let in_gaps: usize = gaps.map(|(end, begin)| in_gap(text.get(end..begin).unwrap_or_default())).sum();
    let behind_text = tokens.iter().filter(|it| {
        let line = text.get(it.range.clone()).and_then(|it| it.lines().next()).unwrap_or_default();
        matches!(it.kind, Kind::Text(_)) && !line.starts_with('"') && line.contains('#')
    });
    in_gaps + behind_text.count()
}

/// How many comments stand between two words.
fn in_gap(mut gap: &str) -> usize {
    let mut count = 0;
    while let Some(length) = between(gap).filter(|_| !gap.is_empty()) {
        count += usize::from(gap.starts_with(['#', '/']));
        gap = gap.get(length..).unwrap_or_default();
    }
    count
}

fn token(text: &str) -> Option<(Kind<'_>, usize)> {
    let first = text.chars().next()?;
    match first {
        ';' | '{' | '}' | '[' | ']' | '(' | ')' | ',' => Some((Kind::Mark(first), 1)),
        '"' => quoted(text),
        ':' => {
            let name = name(text.get(1..)?)?;
            Some((Kind::Tag(name), name.len() + 1))
        }
        '0'..='9' => number(text),
        _ => {
            let name = name(text)?;
            if name.eq_ignore_ascii_case("text") && text.get(name.len()..)?.starts_with(':') {
                return multi_line(text, name.len() + 1);
            }
            Some((Kind::Name(name), name.len()))
        }
    }
}

fn name(text: &str) -> Option<&str> {
    let end = text.find(|it: char| !it.is_ascii_alphanumeric() && it != '_').unwrap_or(text.len());
    text.get(..end).filter(|it| it.starts_with(|first: char| !first.is_ascii_digit()))
}

fn number(text: &str) -> Option<(Kind<'_>, usize)> {
    let digits = text.find(|it: char| !it.is_ascii_digit()).unwrap_or(text.len());
    let number: u64 = text.get(..digits)?.parse().ok()?;
    let unit = text.get(digits..)?.chars().next().map(|it| it.to_ascii_uppercase());
    let shift = match unit {
        Some('K') => 10,
        Some('M') => 20,
        Some('G') => 30,
        _ => return Some((Kind::Number(number), digits)),
    };
    Some((Kind::Number(number.checked_mul(1 << shift)?), digits + 1))
}

fn quoted(text: &str) -> Option<(Kind<'_>, usize)> {
    let inside = text.get(1..)?;
    let mut meant = String::new();
    let mut characters = inside.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' if meant.len() == at => return Some((Kind::Text(Cow::Borrowed(inside.get(..at)?)), at + 2)),
            '"' => return Some((Kind::Text(Cow::Owned(meant)), at + 2)),
            '\\' => meant.push(characters.next()?.1),
            other => meant.push(other),
        }
    }
    None
}

/// `text:`, perhaps a comment, and lines until one that is a dot; a dot at the beginning of a line is doubled.
fn multi_line(text: &str, begin: usize) -> Option<(Kind<'_>, usize)> {
    let head = text.get(begin..)?;
    let first = head.find('\n')? + 1;
    let rest = head.get(..first)?.trim_start_matches([' ', '\t']);
    if !(rest.starts_with('#') || rest.trim().is_empty()) {
        return None;
    }
    let (mut meant, mut length) = (String::new(), begin + first);
    for line in text.get(length..)?.split_inclusive('\n') {
        length += line.len();
        if line.trim_end_matches(['\r', '\n']) == "." {
            return Some((Kind::Text(Cow::Owned(meant)), length));
        }
        meant.push_str(line.strip_prefix('.').unwrap_or(line));
    }
    None
}

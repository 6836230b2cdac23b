//! Character references in attributes, as far as they can be read without the list of all names.

use std::borrow::Cow;

/// Names that are in use.
const NAMES: &[(&str, char)] =
    &[("quot", '"'), ("amp", '&'), ("lt", '<'), ("gt", '>'), ("apos", '\''), ("nbsp", '\u{a0}')];

/// The value of an attribute with its references read; `None` when one of them is for a real parser.
pub(super) fn decode(value: &str) -> Option<Cow<'_, str>> {
    let Some((start, mut rest)) = value.split_once('&') else { return Some(Cow::Borrowed(value)) };
    let mut decoded = start.to_owned();
    loop {
        let length = rest.bytes().take_while(|it| it.is_ascii_alphanumeric() || *it == b'#').count();
        let (name, after) = rest.split_at_checked(length)?;
        if let Some(after) = after.strip_prefix(';') {
            decoded.push(reference(name)?);
            rest = after;
        } else if name.is_empty() || (after.starts_with('=') && !name.starts_with('#')) {
            // A mark that begins nothing, as between the parameters of an address.
            decoded.push('&');
        } else {
            return None;
        }
        let Some((text, after)) = rest.split_once('&') else {
            decoded.push_str(rest);
            return Some(Cow::Owned(decoded));
        };
        decoded.push_str(text);
        rest = after;
    }
}

/// The text behind the line ends that it begins with, and what no reader sees between them.
pub(super) fn without_line_ends(text: &str) -> &str {
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(['\r', '\n', '\0']);
        match line_end(rest) {
            Some((_, length)) => rest = rest.get(length..).unwrap_or_default(),
            None => return rest,
        }
    }
}

/// The reference to a line end that stands first: which one, and how long it is, with its semicolon
/// if it has one.
pub(super) fn line_end(text: &str) -> Option<(char, usize)> {
    let after = text.strip_prefix('&')?;
    let (found, after) = match after.strip_prefix("NewLine;") {
        Some(after) => ('\n', after),
        None => numbered(after.strip_prefix('#')?)?,
    };
    Some((found, text.len() - after.len()))
}

/// A line end by its number, and what follows it.
fn numbered(text: &str) -> Option<(char, &str)> {
    let (digits, radix) = match text.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (text, 10),
    };
    let end = digits.find(|it: char| !it.is_digit(radix)).unwrap_or(digits.len());
    let (digits, after) = digits.split_at_checked(end)?;
    let found = match u32::from_str_radix(digits, radix).ok()? {
        10 => '\n',
        13 => '\r',
        _ => return None,
    };
    Some((found, after.strip_prefix(';').unwrap_or(after)))
}

/// Whether what follows a mark may be the beginning of a reference that has not ended.
pub(super) fn is_open(text: &str) -> bool {
    text.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'#')
}

/// The character of a name or number.
fn reference(name: &str) -> Option<char> {
    let Some(number) = name.strip_prefix('#') else {
        return NAMES.iter().find(|(it, _)| *it == name).map(|(_, c)| *c);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(number) => u32::from_str_radix(number, 16),
        None => number.parse(),
    };
    // Of the others some stand for something else (HTML, section 13.2.5.80).
    char::from_u32(code.ok()?).filter(|it| !it.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_at_the_beginning_are_found_however_they_are_written() {
        for (text, expected) in [
            ("a", "a"),
            ("\r\n\na\n", "a\n"),
            ("\0\n\0\n\0a", "a"),
            ("&#10;&#x0A;\n&NewLine;&#00010&#xdb;", "&#xdb;"),
            ("&#13a", "a"),
            ("&#13;&#x00000d;a", "a"),
            ("&#101;", "&#101;"),
            ("&#1", "&#1"),
            ("&newline;", "&newline;"),
            ("&", "&"),
            ("&#", "&#"),
            ("é", "é"),
            ("", ""),
        ] {
            assert_eq!(without_line_ends(text), expected, "{text:?}");
        }
    }

    #[test]
    fn only_what_is_sure_is_read() {
        for (value, expected) in [
            ("a", Some("a")),
            ("&quot;Arial&quot;, x", Some("\"Arial\", x")),
            ("?a=1&b=2&amp;c=3", Some("?a=1&b=2&c=3")),
            ("a & b", Some("a & b")),
            ("&#x41;&#66;&#XE9;", Some("ABé")),
            ("&eacute;", None),
            ("&amp", None),
            ("&#65", None),
            ("&#x80;&#0;", None),
            ("&#10;", None),
            ("&#+65;", None),
            ("&AMP;", None),
            ("?a&b", None),
            ("&", Some("&")),
        ] {
            assert_eq!(decode(value).as_deref(), expected, "{value}");
        }
    }
}

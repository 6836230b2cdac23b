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

//! The one thing about FETCH that streaming must know: where the body section is in its response
//! (RFC 9051, section 7.5.2), so that octets need not be gathered before they are read.

/// What a FETCH response holds of a body section, when it has no literal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Section {
    /// Its octets.
    Quoted(Vec<u8>),
    /// NIL: there is no such part.
    Missing,
}

/// Whether this is the beginning of a FETCH response that names a body section.
pub(super) fn is_named(text: &[u8]) -> bool {
    let mut words = text.splitn(3, |b| *b == b' ');
    let is_fetch = words.nth(1).is_some_and(|it| it.eq_ignore_ascii_case(b"FETCH"));
    is_fetch && after_name(text).is_some()
}

/// Reads the value of the section from a response that has it in its text.
pub(super) fn read(text: &[u8]) -> Section {
    let Some(value) = after_name(text).and_then(|it| it.strip_prefix(b"\"")) else { return Section::Missing };
    let mut octets = Vec::new();
    let mut escaped = false;
    for octet in value {
        match octet {
            b'\\' if !escaped => escaped = true,
            b'"' if !escaped => return Section::Quoted(octets),
            _ => {
                octets.push(*octet);
                escaped = false;
            }
        }
    }
    Section::Missing
}

/// What follows `BODY[…]` and its blank: the value, or nothing where a literal follows.
fn after_name(text: &[u8]) -> Option<&[u8]> {
    let at = text.windows(5).position(|it| it.eq_ignore_ascii_case(b"BODY["))?;
    let rest = text.get(at..)?;
    let blank = rest.iter().position(|b| *b == b']').and_then(|end| {
        let tail = rest.get(end..)?;
        tail.iter().position(|b| *b == b' ').map(|blank| end + blank)
    })?;
    rest.get(blank + 1..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_is_found_wherever_it_stands() {
        for text in ["1 FETCH (UID 7 BODY[2.1] ", "1 fetch (body[]<0> ", r#"1 FETCH (BODY[1] "a" UID 1)"#] {
            assert!(is_named(text.as_bytes()), "{text}");
        }
        for text in ["1 FETCH (FLAGS ())", "1 EXISTS", "SEARCH BODY[1] x", "1 FETCH (BODY[1]"] {
            assert!(!is_named(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn a_section_may_be_quoted_or_missing() {
        let quoted = |text: &str| Section::Quoted(text.as_bytes().to_vec());
        assert_eq!(read(br#"1 FETCH (BODY[1] "a \"b\" \\" UID 1)"#), quoted(r#"a "b" \"#));
        assert_eq!(read(br#"1 FETCH (UID 3 BODY[TEXT]<0> "")"#), quoted(""));
        for text in ["1 FETCH (BODY[9] NIL UID 1)", r#"1 FETCH (BODY[9] "never closed)"#] {
            assert_eq!(read(text.as_bytes()), Section::Missing, "{text}");
        }
    }
}

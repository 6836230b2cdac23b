//! Header fields by their place (RFC 5322, section 2.2), whatever the line ends.
//!
//! `message::parse` gives fields for reading; here their octets stay as they are.

/// A field with its continuation lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Field<'a> {
    /// Its name; empty for lines that are no field.
    pub(crate) name: &'a [u8],
    /// All of it, with its line ends.
    pub(crate) octets: &'a [u8],
}

impl Field<'_> {
    /// Whether this is its name, in any case.
    pub(crate) fn is(&self, name: &[u8]) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// What stands after the colon, unfolded: no line ends, no blanks around it.
    pub(crate) fn value(&self) -> Vec<u8> {
        let after = self.octets.iter().position(|it| *it == b':').map_or(0, |it| it + 1);
        let value = self.octets.get(after..).unwrap_or_default();
        let unfolded: Vec<u8> = value.iter().copied().filter(|it| !matches!(it, b'\r' | b'\n')).collect();
        unfolded.trim_ascii().to_vec()
    }
}

/// The length of the header at the start of `octets`, with the empty line that ends it.
pub(crate) fn header_length(octets: &[u8]) -> usize {
    let mut length = 0;
    for line in octets.split_inclusive(|it| *it == b'\n') {
        length += line.len();
        if is_empty(line) {
            break;
        }
    }
    length
}

/// Whether a line holds its end alone.
pub(crate) fn is_empty(line: &[u8]) -> bool {
    matches!(line, b"\n" | b"\r\n")
}

/// The fields of a header, in order; the empty line is none of them.
pub(crate) fn all(header: &[u8]) -> impl Iterator<Item = Field<'_>> {
    let mut rest = header;
    std::iter::from_fn(move || {
        let (octets, after) = rest.split_at_checked(field_length(rest))?;
        rest = after;
        (!octets.is_empty()).then(|| Field { name: name(octets), octets })
    })
}

/// The value of the first field with this name.
pub(crate) fn value(header: &[u8], name: &[u8]) -> Option<Vec<u8>> {
    all(header).find(|it| it.is(name)).map(|it| it.value())
}

/// The values of all fields with this name.
pub(crate) fn values(header: &[u8], name: &[u8]) -> Vec<Vec<u8>> {
    all(header).filter(|it| it.is(name)).map(|it| it.value()).collect()
}

/// The length of the first field with the lines that go on with it; 0 at the end of the header.
fn field_length(octets: &[u8]) -> usize {
    let mut length = 0;
    for line in octets.split_inclusive(|it| *it == b'\n') {
        let goes_on = matches!(line, [b' ' | b'\t', ..]);
        if is_empty(line) || (length > 0 && !goes_on) {
            break;
        }
        length += line.len();
    }
    length
}

/// What stands before the colon, if it can be the name of a field.
fn name(octets: &[u8]) -> &[u8] {
    let colon = octets.iter().position(|it| matches!(it, b':' | b'\n'));
    let name = colon.filter(|at| octets.get(*at) == Some(&b':')).and_then(|at| octets.get(..at));
    // Some leave a blank before the colon (RFC 5322, section 4.5).
    let name = name.unwrap_or_default().trim_ascii_end();
    if name.iter().all(u8::is_ascii_graphic) { name } else { &[] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(header: &str, expected: &[(&str, &str)]) {
        let found: Vec<(String, String)> = all(header.as_bytes())
            .map(|it| (String::from_utf8_lossy(it.name).into(), String::from_utf8_lossy(&it.value()).into()))
            .collect();
        let found: Vec<(&str, &str)> = found.iter().map(|(name, value)| (&**name, &**value)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn fields_go_on_in_lines_that_begin_with_a_blank() {
        check("A: 1\r\n 2\r\n\t3\r\nB:4\r\n\r\nC: 5\r\n", &[("A", "1 2\t3"), ("B", "4")]);
        check("A : 1\nB:\n\nC: 5", &[("A", "1"), ("B", "")]);
        check("A: 1", &[("A", "1")]);
    }

    #[test]
    fn lines_that_are_no_fields_have_no_name() {
        check("no field\r\nA: 1\r\n", &[("", "no field"), ("A", "1")]);
        check(" goes on with nothing\r\nA: 1\r\n", &[("", "goes on with nothing"), ("A", "1")]);
        check("two words: 1\r\n", &[("", "1")]);
        check("", &[]);
        check("\r\n", &[]);
    }

    #[test]
    fn a_header_has_its_empty_line() {
        for (octets, length) in [("A: 1\r\n\r\nb", 8), ("A: 1\n\nb", 6), ("\r\nb", 2), ("A: 1", 4), ("", 0)] {
            assert_eq!(header_length(octets.as_bytes()), length, "{octets:?}");
        }
    }
}

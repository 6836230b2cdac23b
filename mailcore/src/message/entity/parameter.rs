//! Values with parameters: Content-Type, Content-Disposition (RFC 2045, section 5.1).
//!
//! Values stay as they are written: what RFC 2231 splits and encodes is for the reader to join.

/// The most parameters of one field that are read.
const MOST_PARAMETERS: usize = 100;

/// A value and its parameters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Parameterized {
    /// What stands before the first semicolon, without comments, in lower case.
    pub(crate) value: Vec<u8>,
    /// Names as they are written and values without quotes, in order.
    pub(crate) parameters: Vec<(Vec<u8>, Vec<u8>)>,
}

impl Parameterized {
    /// The parameter with this name, in any case.
    pub(crate) fn get(&self, name: &str) -> Option<&[u8]> {
        let found = self.parameters.iter().find(|(it, _)| it.eq_ignore_ascii_case(name.as_bytes()));
        found.map(|(_, value)| value.as_slice())
    }
}

/// Reads an unfolded value. Never fails: what makes no sense is left out.
pub(crate) fn read(value: &[u8]) -> Parameterized {
    let mut pieces = pieces(value).into_iter();
    let mut head = without_comments(pieces.next().unwrap_or_default());
    head.make_ascii_lowercase();
    let parameters = pieces.filter_map(read_parameter).take(MOST_PARAMETERS).collect();
    Parameterized { value: head, parameters }
}

fn read_parameter(piece: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let equals = piece.iter().position(|it| *it == b'=')?;
    let (name, value) = piece.split_at_checked(equals)?;
    let name = without_comments(name);
    let value = value.strip_prefix(b"=").unwrap_or(value).trim_ascii();
    let good = !name.is_empty() && name.iter().all(|it| it.is_ascii_graphic() && *it != b'"');
    good.then(|| (name, unquote(value)))
}

/// The value without its quotes; what follows them is no part of it.
fn unquote(value: &[u8]) -> Vec<u8> {
    let Some(inside) = value.strip_prefix(b"\"") else { return without_comments(value) };
    let mut unquoted = Vec::with_capacity(inside.len());
    let mut octets = inside.iter();
    while let Some(octet) = octets.next() {
        match octet {
            b'"' => break,
            b'\\' => unquoted.extend(octets.next()),
            _ => unquoted.push(*octet),
        }
    }
    unquoted
}

/// What semicolons separate, outside of quotes and comments.
fn pieces(value: &[u8]) -> Vec<&[u8]> {
    let (mut quoted, mut escaped, mut depth) = (false, false, 0_usize);
    value
        .split(|octet| {
            let separates = *octet == b';' && !quoted && depth == 0;
            match octet {
                _ if escaped => escaped = false,
                b'\\' => escaped = quoted || depth > 0,
                b'"' if depth == 0 => quoted = !quoted,
                b'(' if !quoted => depth += 1,
                b')' if !quoted => depth = depth.saturating_sub(1),
                _ => {}
            }
            separates
        })
        .collect()
}

/// Takes away comments that stand apart: `us-ascii (plain)`, not `file(1).txt`, which should have
/// been quoted and was not.
fn without_comments(value: &[u8]) -> Vec<u8> {
    let mut kept: Vec<u8> = Vec::with_capacity(value.len());
    let mut depth = 0_usize;
    for octet in value.trim_ascii() {
        let apart = kept.last().is_none_or(u8::is_ascii_whitespace);
        match octet {
            b'(' if depth > 0 || apart => depth += 1,
            b')' if depth > 0 => depth -= 1,
            _ if depth == 0 => kept.push(*octet),
            _ => {}
        }
    }
    kept.trim_ascii().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: &str, head: &str, parameters: &[(&str, &str)]) {
        let found = read(value.as_bytes());
        let text = |it: &[u8]| String::from_utf8_lossy(it).into_owned();
        let expected: Vec<(String, String)> =
            parameters.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let pairs: Vec<(String, String)> =
            found.parameters.iter().map(|(name, value)| (text(name), text(value))).collect();
        assert_eq!((text(&found.value), pairs), (head.to_owned(), expected), "{value}");
    }

    #[test]
    fn parameters_are_quoted_or_not() {
        check("text/plain; charset=us-ascii (Plain text)", "text/plain", &[("charset", "us-ascii")]);
        check(r#"TEXT/Plain ;Charset="us-ascii""#, "text/plain", &[("Charset", "us-ascii")]);
        check(r#"a/b; name="x; \"y\" (z)"; c=d"#, "a/b", &[("name", r#"x; "y" (z)"#), ("c", "d")]);
        check("a/b; name*0*=utf-8''a%20; name*1=b", "a/b", &[("name*0*", "utf-8''a%20"), ("name*1", "b")]);
        check("(a comment) a/b (another; one)", "a/b", &[]);
    }

    #[test]
    fn what_is_badly_written_is_read_as_far_as_it_goes() {
        check("a/b; name=my file(1).pdf", "a/b", &[("name", "my file(1).pdf")]);
        check(r#"a/b; name="never closed; c=d"#, "a/b", &[("name", "never closed; c=d")]);
        check("a/b;;; =x; y; z=", "a/b", &[("z", "")]);
        check("", "", &[]);
        check(";", "", &[]);
        check("(((", "", &[]);
    }
}

//! Addresses as ENVELOPE gives them (RFC 5322, section 3.4): names and local parts without their
//! quotes, encoded words as they stand.
//!
//! `message::parse` decodes what it reads, which an ENVELOPE must not be.

/// One address, or the beginning or the end of a group (RFC 9051, section 7.5.2).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::demo) struct Address {
    /// Whose it is, or the comment that says so.
    pub(in crate::demo) name: Option<Vec<u8>>,
    /// The source route (RFC 5322, section 4.4), with its `@`.
    pub(in crate::demo) route: Option<Vec<u8>>,
    /// The local part, or the name of a group that begins; `None` where a group ends.
    pub(in crate::demo) mailbox: Option<Vec<u8>>,
    /// The domain, empty where it is missing; `None` where a group begins or ends.
    pub(in crate::demo) host: Option<Vec<u8>>,
}

/// Reads an unfolded value. Never fails: what makes no sense is the name of a mailbox without domain.
pub(super) fn read(value: &[u8]) -> Vec<Address> {
    let mut reader = Reader { scanner: Scanner { rest: value }, found: Vec::new(), in_group: false };
    reader.read_all();
    reader.found
}

/// What an address is made of.
enum Token {
    /// A word; whether a blank or a comment stands before it.
    Word(Vec<u8>, bool),
    /// A comment, without parentheses.
    Comment(Vec<u8>),
    /// What stands between `<` and `>`, as it is.
    Angle(Vec<u8>),
    /// One of `,;:@`.
    Mark(u8),
}

struct Reader<'a> {
    scanner: Scanner<'a>,
    found: Vec<Address>,
    in_group: bool,
}

impl Reader<'_> {
    fn read_all(&mut self) {
        let mut tokens = Vec::new();
        while let Some(token) = self.scanner.next() {
            match token {
                Token::Mark(b',') => self.end_address(&mut tokens),
                Token::Mark(b';') => {
                    self.end_address(&mut tokens);
                    self.end_group();
                }
                Token::Mark(b':') if !self.in_group && !has_address(&tokens) => self.begin_group(&mut tokens),
                other => tokens.push(other),
            }
        }
        self.end_address(&mut tokens);
        self.end_group();
    }

    fn begin_group(&mut self, tokens: &mut Vec<Token>) {
        let mailbox = Some(phrase(&std::mem::take(tokens)));
        self.found.push(Address { mailbox, ..Address::default() });
        self.in_group = true;
    }

    fn end_group(&mut self) {
        if std::mem::take(&mut self.in_group) {
            self.found.push(Address::default());
        }
    }

    fn end_address(&mut self, tokens: &mut Vec<Token>) {
        self.found.extend(address(&std::mem::take(tokens)));
    }
}

fn has_address(tokens: &[Token]) -> bool {
    tokens.iter().any(|it| matches!(it, Token::Angle(_) | Token::Mark(b'@')))
}

/// The address that tokens make up; `None` when there are none but comments.
fn address(tokens: &[Token]) -> Option<Address> {
    let angle = tokens.iter().position(|it| matches!(it, Token::Angle(_)));
    if let Some((before, [Token::Angle(inside), ..])) = angle.and_then(|at| tokens.split_at_checked(at)) {
        let (route, spec) = split_route(inside);
        let (mailbox, host) = split_spec(&Scanner { rest: spec }.collect::<Vec<Token>>());
        let name = Some(phrase(before)).filter(|it| !it.is_empty());
        return Some(Address { name: name.or_else(|| comment(tokens)), route, mailbox, host });
    }
    let (mailbox, host) = split_spec(tokens);
    let something = [&mailbox, &host].into_iter().flatten().any(|it| !it.is_empty());
    something.then(|| Address { name: comment(tokens), route: None, mailbox, host })
}

/// Words and marks, with one blank where there were any.
fn phrase(tokens: &[Token]) -> Vec<u8> {
    let mut phrase = Vec::new();
    for token in tokens {
        match token {
            Token::Word(word, apart) => {
                phrase.extend(Some(b' ').filter(|_| *apart && !phrase.is_empty()));
                phrase.extend(word);
            }
            Token::Mark(mark) => phrase.push(*mark),
            Token::Comment(_) | Token::Angle(_) => {}
        }
    }
    phrase
}

/// The last comment, in which old programs write the name: `pierre@example.fr (Pierre)`.
fn comment(tokens: &[Token]) -> Option<Vec<u8>> {
    let mut comments = tokens.iter().filter_map(|it| match it {
        Token::Comment(text) => Some(text),
        Token::Word(..) | Token::Angle(_) | Token::Mark(_) => None,
    });
    comments.next_back().filter(|it| !it.is_empty()).cloned()
}

/// `@a,@b:pierre@example.fr` is a route and an address.
fn split_route(inside: &[u8]) -> (Option<Vec<u8>>, &[u8]) {
    let inside = inside.trim_ascii();
    let colon = inside.iter().position(|it| *it == b':').filter(|_| inside.starts_with(b"@"));
    match colon.and_then(|at| inside.split_at_checked(at)) {
        Some((route, spec)) => (Some(route.to_vec()), spec.strip_prefix(b":").unwrap_or(spec)),
        None => (None, inside),
    }
}

/// Splits at the last `@`. Without one, all of it is the mailbox, in a domain without name.
fn split_spec(tokens: &[Token]) -> (Option<Vec<u8>>, Option<Vec<u8>>) {
    match tokens.iter().rposition(|it| matches!(it, Token::Mark(b'@'))) {
        Some(at) => {
            let (local, domain) = tokens.split_at_checked(at).unwrap_or((tokens, &[]));
            (Some(joined(local)), Some(joined(domain.get(1..).unwrap_or_default())))
        }
        None => (Some(phrase(tokens)), Some(Vec::new())),
    }
}

/// Words and marks without what stands between them.
fn joined(tokens: &[Token]) -> Vec<u8> {
    let mut text = Vec::new();
    for token in tokens {
        match token {
            Token::Word(word, _) => text.extend(word),
            Token::Mark(mark) => text.push(*mark),
            Token::Comment(_) | Token::Angle(_) => {}
        }
    }
    text
}

/// Takes a value apart.
struct Scanner<'a> {
    rest: &'a [u8],
}

impl Iterator for Scanner<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let trimmed = self.rest.trim_ascii_start();
        let apart = trimmed.len() < self.rest.len();
        self.rest = trimmed;
        let (first, after) = self.rest.split_first()?;
        Some(match first {
            b'"' => {
                self.rest = after;
                Token::Word(self.until(b'"', None), apart)
            }
            b'(' => {
                self.rest = after;
                Token::Comment(self.until(b')', Some(b'(')))
            }
            b'[' => Token::Word(self.take(|it| *it == b']', 1), apart),
            b'<' => {
                self.rest = after;
                Token::Angle(self.angle())
            }
            b',' | b';' | b':' | b'@' => {
                self.rest = after;
                Token::Mark(*first)
            }
            _ => {
                let ends = |it: &u8| it.is_ascii_whitespace() || b",;:@<(\"".contains(it);
                Token::Word(self.take(ends, 0), apart)
            }
        })
    }
}

impl Scanner<'_> {
    /// Reads quoted text up to `end`, or to the end of all; nested where `begin` is given.
    fn until(&mut self, end: u8, begin: Option<u8>) -> Vec<u8> {
        let (mut text, mut depth) = (Vec::new(), 1_usize);
        while let Some((octet, after)) = self.rest.split_first() {
            self.rest = after;
            if *octet == b'\\' {
                let (escaped, after) = after.split_at_checked(1).unwrap_or_default();
                text.extend(escaped);
                self.rest = after;
                continue;
            }
            depth = if Some(*octet) == begin { depth + 1 } else { depth };
            depth = if *octet == end { depth - 1 } else { depth };
            if depth == 0 {
                break;
            }
            text.push(*octet);
        }
        text
    }

    /// Reads up to what ends it, and `more` octets of that; at least one octet.
    fn take(&mut self, ends: impl Fn(&u8) -> bool, more: usize) -> Vec<u8> {
        let length = self.rest.iter().skip(1).position(ends).map_or(self.rest.len(), |it| it + 1 + more);
        let (taken, after) = self.rest.split_at_checked(length).unwrap_or((self.rest, &[]));
        self.rest = after;
        taken.to_vec()
    }

    /// Reads up to the `>` that is not quoted, or to the end of all.
    fn angle(&mut self) -> Vec<u8> {
        let (mut quoted, mut escaped) = (false, false);
        let end = self.rest.iter().position(|octet| {
            let ends = *octet == b'>' && !quoted;
            match octet {
                _ if escaped => escaped = false,
                b'\\' => escaped = quoted,
                b'"' => quoted = !quoted,
                _ => {}
            }
            ends
        });
        let (inside, after) = self.rest.split_at_checked(end.unwrap_or(self.rest.len())).unwrap_or_default();
        self.rest = after.strip_prefix(b">").unwrap_or(after);
        inside.to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each address as name, route, mailbox, host, `-` where there is none.
    #[track_caller]
    fn check(value: &str, expected: &[[&str; 4]]) {
        let text = |it: &Option<Vec<u8>>| {
            it.as_deref().map_or("-".to_owned(), |it| String::from_utf8_lossy(it).into_owned())
        };
        let found: Vec<[String; 4]> = read(value.as_bytes())
            .iter()
            .map(|it| [text(&it.name), text(&it.route), text(&it.mailbox), text(&it.host)])
            .collect();
        assert_eq!(found, expected, "{value}");
    }

    #[test]
    fn names_are_words_or_quoted() {
        check("Jean Petit <jean@example.fr>", &[["Jean Petit", "-", "jean", "example.fr"]]);
        check(r#""Petit, \"J\"" <jean@example.fr>"#, &[[r#"Petit, "J""#, "-", "jean", "example.fr"]]);
        check("John Q. Public <j@example.org>", &[["John Q. Public", "-", "j", "example.org"]]);
        check("j@example.org", &[["-", "-", "j", "example.org"]]);
        check("<j@example.org>", &[["-", "-", "j", "example.org"]]);
        check("j@example.org (J (the one))", &[["J (the one)", "-", "j", "example.org"]]);
        check("=?utf-8?Q?J=C3=A9?= <j@example.org>", &[["=?utf-8?Q?J=C3=A9?=", "-", "j", "example.org"]]);
    }

    #[test]
    fn lists_and_groups() {
        check("a@b, c@d", &[["-", "-", "a", "b"], ["-", "-", "c", "d"]]);
        check(
            "A Group:a@b,C <c@d>;",
            &[["-", "-", "A Group", "-"], ["-", "-", "a", "b"], ["C", "-", "c", "d"], ["-", "-", "-", "-"]],
        );
        check("undisclosed-recipients:;", &[["-", "-", "undisclosed-recipients", "-"], ["-", "-", "-", "-"]]);
        check(
            "g:a@b; , c@d",
            &[["-", "-", "g", "-"], ["-", "-", "a", "b"], ["-", "-", "-", "-"], ["-", "-", "c", "d"]],
        );
    }

    #[test]
    fn old_and_odd_addresses() {
        check("<@a.org,@b.org:c@d.org>", &[["-", "@a.org,@b.org", "c", "d.org"]]);
        check(r#""a b"@c.org"#, &[["-", "-", "a b", "c.org"]]);
        check("a@[192.0.2.1]", &[["-", "-", "a", "[192.0.2.1]"]]);
        check("pete(his account)@silly.test(his host)", &[["his host", "-", "pete", "silly.test"]]);
        check("MAILER-DAEMON", &[["-", "-", "MAILER-DAEMON", ""]]);
        check("A@B <c@d.org>", &[["A@B", "-", "c", "d.org"]]);
        check("Name <>", &[["Name", "-", "", ""]]);
        check("Name <a@b>, <c@d>@e.test> x", &[["Name", "-", "a", "b"], ["-", "-", "c", "d"]]);
    }

    #[test]
    fn what_never_ends_ends() {
        check("\"a", &[["-", "-", "a", ""]]);
        check("<a@b", &[["-", "-", "a", "b"]]);
        check("(a", &[]);
        check("[a", &[["-", "-", "[a", ""]]);
        check("g: a@b", &[["-", "-", "g", "-"], ["-", "-", "a", "b"], ["-", "-", "-", "-"]]);
        check(", ,;", &[]);
        check("\\", &[["-", "-", "\\", ""]]);
        check("", &[]);
    }
}

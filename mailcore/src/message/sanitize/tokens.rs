//! HTML cut into tags and text (HTML, section 13.2.5), in one pass over the octets.
//!
//! Only what a start or an end tag is has to be found as a browser finds it. Comments, doctypes and
//! instructions are passed over.

/// What stands next.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Text, with its character references as they are.
    Text(&'a str),
    /// A start tag: its name and its attributes, as they are written.
    Start(&'a str, Vec<(&'a str, &'a str)>),
    /// An end tag: its name, as it is written.
    End(&'a str),
}

/// Reads tokens one after the other.
pub(super) struct Tokens<'a> {
    rest: &'a str,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(html: &'a str) -> Self {
        Self { rest: html }
    }

    /// Passes over what stands before the end tag `</name`, as in elements that hold no tags. Gives
    /// it back.
    pub(super) fn skip_raw(&mut self, name: &str) -> &'a str {
        let mut end = 0;
        while let Some(at) = self.rest.get(end..).and_then(|it| it.find("</")) {
            end += at;
            let after = self.rest.get(end + 2..).unwrap_or_default();
            let same = after.get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name));
            let ends =
                after.as_bytes().get(name.len()).is_none_or(|it| is_blank(*it) || matches!(it, b'/' | b'>'));
            if same && ends {
                return self.take(end);
            }
            end += 2;
        }
        self.take(self.rest.len())
    }

    /// How many octets are left.
    pub(super) fn left(&self) -> usize {
        self.rest.len()
    }

    /// How many octets there are from the last end tag `</name` on; `None` when none is left.
    pub(super) fn last_end(&self, name: &str) -> Option<usize> {
        let ends =
            |at: usize| self.rest.get(at..at + name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name));
        let mut marks = self.rest.rmatch_indices("</").map(|(at, _)| at);
        marks.find(|at| ends(at + 2)).map(|at| self.rest.len() - at)
    }

    /// Takes octets off the front; the place has to be one between characters.
    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    fn take_while(&mut self, wanted: impl Fn(u8) -> bool) -> &'a str {
        let length = self.rest.bytes().position(|it| !wanted(it)).unwrap_or(self.rest.len());
        self.take(length)
    }

    fn next_is(&self, octet: u8) -> bool {
        self.rest.as_bytes().first() == Some(&octet)
    }

    /// Passes over a comment that begins behind `<!--`.
    fn skip_comment(&mut self) {
        let at_once = [">", "->"].iter().find(|it| self.rest.starts_with(**it));
        let end = at_once.map(|it| it.len()).or_else(|| {
            // Both ends are looked for at once, so that many comments with either stay cheap.
            let mut brackets = self.rest.match_indices('>').map(|(at, _)| at);
            let before = |at: usize| self.rest.get(..at).unwrap_or_default();
            let ends = |at: &usize| ["--", "--!"].iter().any(|it| before(*at).ends_with(it));
            brackets.find(ends).map(|at| at + 1)
        });
        self.take(end.unwrap_or(self.rest.len()));
    }

    fn skip_to_bracket(&mut self) {
        self.take_while(|it| it != b'>');
        self.take(1);
    }

    fn tag(&mut self) -> (&'a str, Vec<(&'a str, &'a str)>) {
        let name = self.take_while(|it| !is_blank(it) && !matches!(it, b'/' | b'>'));
        let mut attributes = Vec::new();
        loop {
            self.take_while(|it| is_blank(it) || it == b'/');
            if self.rest.is_empty() || self.next_is(b'>') {
                self.take(1);
                return (name, attributes);
            }
            attributes.push(self.attribute());
        }
    }

    fn attribute(&mut self) -> (&'a str, &'a str) {
        // An equals sign that comes first is part of the name.
        let first = usize::from(self.next_is(b'='));
        let start = self.rest;
        self.take(first);
        let length = first + self.take_while(|it| !is_blank(it) && !matches!(it, b'/' | b'>' | b'=')).len();
        let name = start.get(..length).unwrap_or_default();
        self.take_while(is_blank);
        if !self.next_is(b'=') {
            return (name, "");
        }
        self.take(1);
        self.take_while(is_blank);
        for quote in [b'"', b'\''] {
            if self.next_is(quote) {
                self.take(1);
                let value = self.take_while(|it| it != quote);
                self.take(1);
                return (name, value);
            }
        }
        (name, self.take_while(|it| !is_blank(it) && it != b'>'))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let text = self.take_while(|it| it != b'<');
            if !text.is_empty() {
                return Some(Token::Text(text));
            }
            let mut after = self.rest.bytes().skip(1);
            match (after.next(), after.next()) {
                (Some(it), _) if it.is_ascii_alphabetic() => {
                    self.take(1);
                    let (name, attributes) = self.tag();
                    return Some(Token::Start(name, attributes));
                }
                (Some(b'/'), Some(it)) if it.is_ascii_alphabetic() => {
                    self.take(2);
                    return Some(Token::End(self.tag().0));
                }
                (Some(b'/' | b'?' | b'!'), Some(_)) if self.rest.starts_with("<!--") => {
                    self.take(4);
                    self.skip_comment();
                }
                (Some(b'/' | b'?' | b'!'), Some(_)) => self.skip_to_bracket(),
                // A mark that begins nothing.
                (Some(_), _) => return Some(Token::Text(self.take(1))),
                (None, _) => {
                    let last = self.take(1);
                    return Some(Token::Text(last)).filter(|_| !last.is_empty());
                }
            }
        }
    }
}

/// A blank between attributes (HTML, section 13.2.5.32).
fn is_blank(octet: u8) -> bool {
    matches!(octet, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c')
}

//! The words of a command (RFC 9051, section 9), for what `imap-codec` does not decode.

/// The most words of one list.
const MOST_WORDS: usize = 1_000;

/// What is left of a command.
#[derive(Clone, Debug)]
pub(super) struct Scan<'a>(&'a [u8]);

impl<'a> Scan<'a> {
    /// From its beginning.
    pub(super) fn new(octets: &'a [u8]) -> Self {
        Self(octets)
    }

    /// What is left.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.0
    }

    /// Whether this comes next, in any case.
    pub(super) fn is_next(&self, text: &[u8]) -> bool {
        self.0.get(..text.len()).is_some_and(|it| it.eq_ignore_ascii_case(text))
    }

    /// Takes this, in any case.
    pub(super) fn take(&mut self, text: &[u8]) -> Option<()> {
        if !self.is_next(text) {
            return None;
        }
        self.0 = self.0.get(text.len()..)?;
        Some(())
    }

    /// Takes one blank.
    pub(super) fn blank(&mut self) -> Option<()> {
        self.take(b" ")
    }

    /// Takes the end of the command.
    pub(super) fn end(&mut self) -> Option<()> {
        (self.0 == b"\r\n").then_some(())
    }

    /// Takes what stands before a blank, a parenthesis or the end: an atom, or a flag.
    pub(super) fn word(&mut self) -> Option<&'a [u8]> {
        let end = self.0.iter().position(|it| !it.is_ascii_graphic() || b"()\"{".contains(it))?;
        let (word, rest) = self.0.split_at_checked(end).filter(|(word, _)| !word.is_empty())?;
        self.0 = rest;
        Some(word)
    }

    /// Takes an item of FETCH, with its section in brackets.
    pub(super) fn item(&mut self) -> Option<&'a [u8]> {
        let mut in_brackets = false;
        let end = self.0.iter().position(|it| {
            in_brackets = (in_brackets || *it == b'[') && *it != b']';
            !in_brackets && matches!(it, b' ' | b'(' | b')' | b'\r' | b'\n')
        })?;
        let (item, rest) = self.0.split_at_checked(end).filter(|(item, _)| !item.is_empty())?;
        self.0 = rest;
        Some(item)
    }

    /// Takes words in parentheses.
    pub(super) fn words(&mut self) -> Option<Vec<&'a [u8]>> {
        self.list(Self::word)
    }

    /// Takes an atom with wildcards, a quoted string or a literal.
    pub(super) fn string(&mut self) -> Option<Vec<u8>> {
        match self.0.first()? {
            b'"' => self.quoted(),
            b'{' => self.literal(),
            _ => self.word().map(<[u8]>::to_vec),
        }
    }

    /// Takes strings in parentheses.
    pub(super) fn strings(&mut self) -> Option<Vec<Vec<u8>>> {
        self.list(Self::string)
    }

    fn list<T>(&mut self, item: fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let mut items = Vec::new();
        self.take(b"(")?;
        while self.take(b")").is_none() {
            if !items.is_empty() {
                self.blank()?;
            }
            items.push(item(self)?);
            if items.len() > MOST_WORDS {
                return None;
            }
        }
        Some(items)
    }

    fn quoted(&mut self) -> Option<Vec<u8>> {
        let mut string = Vec::new();
        let mut octets = self.0.iter().enumerate().skip(1);
        loop {
            match octets.next()? {
                (at, b'"') => {
                    self.0 = self.0.get(at + 1..)?;
                    return Some(string);
                }
                (_, b'\\') => string.push(*octets.next()?.1),
                (_, b'\r' | b'\n') => return None,
                (_, octet) => string.push(*octet),
            }
        }
    }

    fn literal(&mut self) -> Option<Vec<u8>> {
        let end = self.0.iter().position(|it| *it == b'\n')? + 1;
        let (announced, rest) = self.0.split_at_checked(end)?;
        let digits = announced.strip_prefix(b"{")?.strip_suffix(b"}\r\n")?;
        let digits = digits.strip_suffix(b"+").unwrap_or(digits);
        let length: usize = str::from_utf8(digits).ok()?.parse().ok()?;
        let (string, rest) = rest.split_at_checked(length)?;
        self.0 = rest;
        Some(string.to_vec())
    }
}

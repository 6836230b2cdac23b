//! The server's octets cut into responses (RFC 9051, section 2.2.2): lines, and literals within
//! them. Nothing is parsed that framing does not need, so nothing a message holds can break it.

use bytes::{Bytes, BytesMut};

/// The longest line that is taken, in octets: a SEARCH of two million messages fits.
const MOST_LINE: usize = 16 << 20;
/// The most octets of a literal in one [`Frame::Chunk`]. Each is handed from task to task, which costs
/// more than reading it when it is small.
const CHUNK: usize = 128 << 10;
/// How much is read at once where no literal is awaited.
const READ_AHEAD: usize = 16 << 10;
/// The longest tag; ours have five octets.
const MOST_TAG: usize = 32;
/// The most characters of a server's text that are kept.
const MOST_TEXT: usize = 500;

/// What ends a connection at once: octets that are no IMAP, or beyond a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(super) struct Malformed(pub(super) &'static str);

/// A piece of what the server says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// Text of an untagged response without `* ` and line end: from its beginning, or from the end
    /// of a literal, up to the next literal (how many octets it has) or to the response's end.
    Text(Vec<u8>, Option<u64>),
    /// Octets of the literal that was announced last: never none, 128 KiB but for the last one.
    Chunk(Bytes),
    /// The end of a command.
    Done(String, Status),
    /// `+`: the server waits for more of the command.
    Go,
}

/// A status line (RFC 9051, section 7.1) after its tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Status {
    /// OK, or else NO or BAD.
    pub(super) ok: bool,
    /// The response code without brackets, its first word in upper case.
    pub(super) code: Option<String>,
    /// The text for people: one line, at most 500 characters, octets that are no UTF-8 replaced.
    pub(super) text: String,
}

impl Status {
    /// Reads `OK [CODE] text`; `None` when it is none of OK, NO, BAD. Text and code may be missing.
    fn read(line: &[u8]) -> Option<Self> {
        let (word, rest) = split_word(line);
        let ok = match word.to_ascii_uppercase().as_slice() {
            b"OK" => true,
            b"NO" | b"BAD" => false,
            _ => return None,
        };
        let (code, text) = split_code(rest);
        Some(Self { ok, code, text: one_line(text) })
    }
}

/// Cuts the code off a status line's text: `[UIDNEXT 4] Predicted`.
///
/// A `]` within quotes or parentheses belongs to the code (`[PERMANENTFLAGS ([x])]`), unless
/// no other follows.
pub(super) fn split_code(text: &[u8]) -> (Option<String>, &[u8]) {
    let Some(inner) = text.strip_prefix(b"[") else { return (None, text) };
    let Some(end) = code_end(inner).or_else(|| inner.iter().position(|b| *b == b']')) else {
        return (None, text);
    };
    let (code, rest) = inner.split_at(end);
    let (word, values) = split_word(code);
    let mut name = one_line(&word.to_ascii_uppercase());
    if !values.is_empty() {
        name.push(' ');
        name.push_str(&line_of(values));
    }
    (Some(name), rest.get(1..).unwrap_or_default().trim_ascii_start())
}

fn code_end(inner: &[u8]) -> Option<usize> {
    let (mut quoted, mut escaped, mut depth) = (false, false, 0_usize);
    inner.iter().position(|octet| {
        match octet {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'(' if !quoted => depth += 1,
            b')' if !quoted => depth = depth.saturating_sub(1),
            b']' => return !quoted && depth == 0,
            _ => {}
        }
        false
    })
}

/// The first word of a line, and what follows the blank.
pub(super) fn split_word(line: &[u8]) -> (&[u8], &[u8]) {
    let end = line.iter().position(|b| *b == b' ').unwrap_or(line.len());
    let (word, rest) = line.split_at(end);
    (word, rest.trim_ascii_start())
}

/// Whether a response is one of the conditions that never hold a literal.
fn is_condition(line: &[u8]) -> bool {
    let (word, _) = split_word(line);
    [&b"OK"[..], b"NO", b"BAD", b"BYE", b"PREAUTH"].iter().any(|it| word.eq_ignore_ascii_case(it))
}

fn line_of(octets: &[u8]) -> String {
    String::from_utf8_lossy(octets).chars().filter(|it| !it.is_control()).collect()
}

/// Text for people: one line, at most 500 characters.
pub(super) fn one_line(octets: &[u8]) -> String {
    line_of(octets).trim().chars().take(MOST_TEXT).collect()
}

/// Cuts a literal's announcement off the end of a line: `{42}`, `~{42}`.
fn split_literal(line: &[u8]) -> Result<(&[u8], Option<u64>), Malformed> {
    let announced = || {
        let open = line.iter().rposition(|b| *b == b'{')?;
        let (text, braced) = line.split_at(open);
        let digits = braced.strip_prefix(b"{")?.strip_suffix(b"}")?;
        let digits = digits.strip_suffix(b"+").unwrap_or(digits);
        let is_number = !digits.is_empty() && digits.iter().all(u8::is_ascii_digit);
        is_number.then(|| (text.strip_suffix(b"~").unwrap_or(text), digits))
    };
    let Some((text, digits)) = announced() else { return Ok((line, None)) };
    let size = str::from_utf8(digits).ok().and_then(|it| it.parse().ok());
    size.map(|size| (text, Some(size))).ok_or(Malformed("the size of a literal is no number"))
}

/// Where the next octet stands.
#[derive(Clone, Copy, Debug)]
enum Place {
    /// At the beginning of a response.
    Response,
    /// In a literal with so many octets to come.
    Literal(u64),
    /// After a literal, within a response.
    AfterLiteral,
}

/// Cuts octets into frames. Holds at most a line or 128 KiB and what was read ahead.
#[derive(Debug)]
pub(super) struct Framer {
    raw: BytesMut,
    /// How many octets of `raw` are known to have no line end.
    scanned: usize,
    place: Place,
}

impl Framer {
    /// At the beginning of a connection.
    pub(super) fn new() -> Self {
        Self { raw: BytesMut::new(), scanned: 0, place: Place::Response }
    }

    /// Where to put what is read, with room for it.
    pub(super) fn room(&mut self) -> &mut BytesMut {
        let wanted = match self.place {
            Place::Literal(_) => CHUNK,
            Place::Response | Place::AfterLiteral => READ_AHEAD,
        };
        // What one long line or literal needed is given back: a connection waits for long.
        if self.is_at_rest() && self.raw.capacity() > CHUNK {
            self.raw = BytesMut::new();
        }
        self.raw.reserve(wanted);
        &mut self.raw
    }

    /// Whether every octet that came belongs to a frame that was given out, and no response is
    /// open.
    pub(super) fn is_at_rest(&self) -> bool {
        self.raw.is_empty() && matches!(self.place, Place::Response)
    }

    /// The next frame; `None` when more octets are needed.
    ///
    /// # Errors
    ///
    /// What came is not IMAP, or a line is too long. Every later call is meaningless.
    pub(super) fn next(&mut self) -> Result<Option<Frame>, Malformed> {
        loop {
            match self.place {
                Place::Literal(0) => self.place = Place::AfterLiteral,
                Place::Literal(left) => return Ok(self.chunk(left)),
                Place::AfterLiteral => {
                    let Some(line) = self.line()? else { return Ok(None) };
                    return self.text(&line).map(Some);
                }
                Place::Response => {
                    let Some(line) = self.line()? else { return Ok(None) };
                    if !line.is_empty() {
                        return self.response(&line).map(Some);
                    }
                }
            }
        }
    }

    fn chunk(&mut self, left: u64) -> Option<Frame> {
        let size = usize::try_from(left).map_or(CHUNK, |left| left.min(CHUNK));
        if self.raw.len() < size {
            return None;
        }
        self.place = Place::Literal(left - size as u64);
        Some(Frame::Chunk(self.raw.split_to(size).freeze()))
    }

    /// A line without its end.
    fn line(&mut self) -> Result<Option<BytesMut>, Malformed> {
        let fresh = self.raw.get(self.scanned..).unwrap_or_default();
        let end = fresh.iter().position(|b| *b == b'\n').map(|at| self.scanned + at);
        if end.unwrap_or(self.raw.len()) > MOST_LINE {
            return Err(Malformed("a line is too long"));
        }
        let Some(end) = end else {
            self.scanned = self.raw.len();
            return Ok(None);
        };
        self.scanned = 0;
        let mut line = self.raw.split_to(end + 1);
        let kept = line.strip_suffix(b"\r\n").map_or(end, <[u8]>::len);
        line.truncate(kept);
        Ok(Some(line))
    }

    fn response(&mut self, line: &[u8]) -> Result<Frame, Malformed> {
        if line.starts_with(b"+") {
            return Ok(Frame::Go);
        }
        if let Some(untagged) = line.strip_prefix(b"* ") {
            return if is_condition(untagged) {
                Ok(Frame::Text(untagged.to_vec(), None))
            } else {
                self.text(untagged)
            };
        }
        let (tag, rest) = split_word(line);
        let is_tag = tag.len() <= MOST_TAG && tag.iter().all(u8::is_ascii_alphanumeric);
        let status = Status::read(rest).filter(|_| is_tag).ok_or(Malformed("a line is no response"))?;
        Ok(Frame::Done(String::from_utf8_lossy(tag).into_owned(), status))
    }

    fn text(&mut self, line: &[u8]) -> Result<Frame, Malformed> {
        let (text, literal) = split_literal(line)?;
        self.place = literal.map_or(Place::Response, Place::Literal);
        Ok(Frame::Text(text.to_vec(), literal))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All frames of `octets`, given `step` octets at a time.
    fn frames(octets: &[u8], step: usize) -> Result<Vec<Frame>, Malformed> {
        let mut framer = Framer::new();
        let mut found = Vec::new();
        for piece in octets.chunks(step) {
            framer.room().extend_from_slice(piece);
            while let Some(frame) = framer.next()? {
                found.push(frame);
            }
        }
        assert!(framer.is_at_rest(), "octets are left");
        Ok(found)
    }

    #[track_caller]
    fn check(octets: &[u8], expected: &[Frame]) {
        for step in [1, 7, octets.len().max(1)] {
            assert_eq!(frames(octets, step).as_deref(), Ok(expected), "{step} octets at a time");
        }
    }

    fn text(text: &str) -> Frame {
        Frame::Text(text.as_bytes().to_vec(), None)
    }

    fn done(ok: bool, code: Option<&str>, text: &str) -> Frame {
        Frame::Done("A1".to_owned(), Status { ok, code: code.map(str::to_owned), text: text.to_owned() })
    }

    #[test]
    fn data_is_framed_without_being_understood() {
        for line in [
            "THREAD (2)(3 6 (4 23)(44 7 96))",
            r#"ESEARCH (TAG "A1") UID COUNT 5 ALL 1:5"#,
            r#"NAMESPACE (("" "/")) NIL NIL"#,
            "STATUS x (MESSAGES 1 SIZE 8000000000)",
            r#"LIST (\HasChildren) "/" "x" ("CHILDINFO" ("SUBSCRIBED"))"#,
            "SEARCH ",
            "X-NEVER-HEARD {of} this",
            "CAPABILITY IMAP4rev2 IDLE ",
            r"1 FETCH (FLAGS ([x] \Custom $F a]b))",
        ] {
            check(format!("* {line}\r\n").as_bytes(), &[text(line)]);
        }
    }

    #[test]
    fn a_literal_is_apart_from_the_text_around_it() {
        check(
            b"* 1 FETCH (BODY[1] {5}\r\na\r\n* BINARY[2] ~{3}\r\n\0\n) UID 9)\r\n* 2 EXISTS\r\n",
            &[
                Frame::Text(b"1 FETCH (BODY[1] ".to_vec(), Some(5)),
                Frame::Chunk(Bytes::from_static(b"a\r\n* ")),
                Frame::Text(b"BINARY[2] ".to_vec(), Some(3)),
                Frame::Chunk(Bytes::from_static(b"\0\n)")),
                text(" UID 9)"),
                text("2 EXISTS"),
            ],
        );
        check(b"* LIST () NIL {0}\r\n\r\n", &[Frame::Text(b"LIST () NIL ".to_vec(), Some(0)), text("")]);
    }

    #[test]
    fn a_long_literal_comes_in_pieces() {
        let mut octets = format!("* 1 FETCH (BODY[] {{{}}}\r\n", 2 * CHUNK + 1).into_bytes();
        octets.extend(vec![b'x'; 2 * CHUNK + 1]);
        octets.extend(b")\r\n");
        let sizes: Vec<usize> = frames(&octets, 5000)
            .unwrap()
            .iter()
            .filter_map(|it| if let Frame::Chunk(chunk) = it { Some(chunk.len()) } else { None })
            .collect();
        assert_eq!(sizes, [CHUNK, CHUNK, 1]);
    }

    #[test]
    fn status_lines_are_read_however_odd_their_codes_are() {
        check(b"A1 OK\r\n", &[done(true, None, "")]);
        check(b"A1 ok [appenduid 1 2] Done.\r\n", &[done(true, Some("APPENDUID 1 2"), "Done.")]);
        check(b"A1 NO [ALREADYEXISTS] d\xc3\xa9j\xc3\xa0\r\n", &[done(false, Some("ALREADYEXISTS"), "déjà")]);
        check(b"A1 NO d\xe9j\xe0\r\n", &[done(false, None, "d\u{fffd}j\u{fffd}")]);
        check(b"A1 BAD [XWARN 1 (a) \"]\"] hi\r\n", &[done(false, Some("XWARN 1 (a) \"]\""), "hi")]);
        check(b"A1 OK [X (\\* [x] a)] ok\r\n", &[done(true, Some("X (\\* [x] a)"), "ok")]);
        check(b"A1 OK [X (a] ok\r\n", &[done(true, Some("X (a"), "ok")]);
        check(b"A1 OK [never closed\r\n", &[done(true, None, "[never closed")]);
        check(b"A1 OK a\tb\x1b[31m\r\n", &[done(true, None, "ab[31m")]);
    }

    #[test]
    fn a_condition_holds_no_literal() {
        check(b"* OK [UNSEEN 0] {5}\r\n* BYE {1}\r\n", &[text("OK [UNSEEN 0] {5}"), text("BYE {1}")]);
    }

    #[test]
    fn a_continuation_may_say_anything() {
        for line in ["+\r\n", "+ \r\n", "+ idling\r\n", "+ eyJzdGF0dXMiOiI0MDAifQ==\r\n", "+OK {3}\r\n"] {
            check(line.as_bytes(), &[Frame::Go]);
        }
    }

    #[test]
    fn line_ends_without_a_return_and_empty_lines_pass() {
        check(b"\r\n* 1 EXISTS\n\nA1 OK\n", &[text("1 EXISTS"), done(true, None, "")]);
    }

    #[test]
    fn what_is_no_response_is_an_error() {
        for line in ["HTTP/1.1 400 Bad Request\r\n", "A1\r\n", "A1 PERHAPS\r\n", "*\r\n", "A\u{e9} OK\r\n"] {
            assert_eq!(frames(line.as_bytes(), 1000), Err(Malformed("a line is no response")), "{line}");
        }
        let huge = b"* X {99999999999999999999}\r\n";
        assert_eq!(frames(huge, 1000), Err(Malformed("the size of a literal is no number")));
    }

    #[test]
    fn a_line_without_end_is_an_error() {
        let mut framer = Framer::new();
        framer.room().extend_from_slice(b"* SEARCH");
        framer.room().extend_from_slice(&vec![b' '; MOST_LINE]);
        assert_eq!(framer.next(), Err(Malformed("a line is too long")));
    }
}

//! RTF to plain text, as far as a letter needs it: lines, tabs, characters.

use super::codepage;
use crate::message::parse;

/// Groups within each other that are told apart; what is deeper goes with the last of them.
const MOST_DEPTH: usize = 200;

/// Groups that hold no text of the letter.
const WITHOUT_TEXT: &[&str] = &[
    "fonttbl",
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "object",
    "listtable",
    "listoverridetable",
    "generator",
    "header",
    "headerl",
    "headerr",
    "footer",
    "footerl",
    "footerr",
    "themedata",
    "datastore",
    "fldinst",
    "bkmkstart",
    "bkmkend",
    "xmlnstbl",
    "rsidtbl",
];

/// The text of a document; `None` when it is no RTF.
pub(super) fn text(rtf: &[u8]) -> Option<String> {
    let rest = rtf.trim_ascii_start();
    rest.starts_with(b"{\\rtf").then(|| {
        let mut reader = Reader { rest, ..Reader::default() };
        while reader.step() {}
        reader.finish()
    })
}

/// What holds in a group, and in those inside it.
#[derive(Clone, Copy, Debug)]
struct Group {
    is_text: bool,
    /// So many characters after a `\u` are its form for old programs.
    after_unicode: usize,
}

impl Default for Group {
    fn default() -> Self {
        Self { is_text: true, after_unicode: 1 }
    }
}

#[derive(Debug, Default)]
struct Reader<'a> {
    rest: &'a [u8],
    text: String,
    group: Group,
    around: Vec<Group>,
    /// Groups beyond [`MOST_DEPTH`].
    deeper: usize,
    codepage: Option<u32>,
    /// Octets in the code page that wait for those that follow: a character may have two.
    narrow: Vec<u8>,
    /// The first half of a character beyond U+FFFF.
    high: Option<u16>,
    /// Characters still to be passed over.
    passed_over: usize,
}

/// A control word with its number, if it has one.
struct Control<'a> {
    name: &'a str,
    number: Option<i32>,
}

impl<'a> Reader<'a> {
    /// Reads the next thing; `false` at the end.
    fn step(&mut self) -> bool {
        let Some((first, rest)) = self.rest.split_first() else { return false };
        self.rest = rest;
        match first {
            b'{' => self.open(),
            b'}' => self.close(),
            b'\\' => self.control(),
            b'\r' | b'\n' | 0 => {}
            octet => self.octet(*octet),
        }
        true
    }

    fn open(&mut self) {
        self.flush();
        match self.around.len() < MOST_DEPTH {
            true => self.around.push(self.group),
            false => self.deeper += 1,
        }
    }

    fn close(&mut self) {
        self.flush();
        match self.deeper.checked_sub(1) {
            Some(deeper) => self.deeper = deeper,
            None => self.group = self.around.pop().unwrap_or_default(),
        }
    }

    fn control(&mut self) {
        match self.rest.split_first() {
            Some((b'\'', rest)) => {
                self.rest = rest;
                self.hexadecimal();
            }
            Some((first, _)) if first.is_ascii_alphabetic() => {
                let control = self.word();
                self.obey(&control);
            }
            Some((symbol, rest)) => {
                self.rest = rest;
                self.symbol(*symbol);
            }
            None => {}
        }
    }

    fn hexadecimal(&mut self) {
        let digits = self.rest.split_off(..2).and_then(|it| str::from_utf8(it).ok());
        if let Some(octet) = digits.and_then(|it| u8::from_str_radix(it, 16).ok()) {
            self.octet(octet);
        }
    }

    /// Letters, perhaps a number, perhaps a blank that belongs to them.
    fn word(&mut self) -> Control<'a> {
        let letters = self.rest.iter().take_while(|it| it.is_ascii_alphabetic()).count();
        let name = self.rest.split_off(..letters).unwrap_or_default();
        let digit = |(at, it): &(usize, &u8)| it.is_ascii_digit() || (*at == 0 && **it == b'-');
        let digits = self.rest.iter().enumerate().take_while(digit).count();
        let number = self.rest.split_off(..digits).and_then(|it| str::from_utf8(it).ok()?.parse().ok());
        self.rest = self.rest.strip_prefix(b" ").unwrap_or(self.rest);
        Control { name: str::from_utf8(name).unwrap_or_default(), number }
    }

    fn obey(&mut self, control: &Control<'_>) {
        match (control.name, control.number) {
            ("par" | "line" | "sect" | "page" | "row", _) => self.character('\n'),
            ("tab" | "cell", _) => self.character('\t'),
            ("emdash", _) => self.character('—'),
            ("endash", _) => self.character('–'),
            ("lquote", _) => self.character('‘'),
            ("rquote", _) => self.character('’'),
            ("ldblquote", _) => self.character('“'),
            ("rdblquote", _) => self.character('”'),
            ("bullet", _) => self.character('•'),
            ("ansicpg", Some(number)) => self.codepage = u32::try_from(number).ok(),
            ("uc", Some(number)) => self.group.after_unicode = usize::try_from(number).unwrap_or(1),
            ("u", Some(number)) => self.unicode(number),
            ("bin", Some(length)) => {
                let length = usize::try_from(length).unwrap_or_default().min(self.rest.len());
                self.rest = self.rest.get(length..).unwrap_or_default();
            }
            (name, _) if WITHOUT_TEXT.contains(&name) => self.group.is_text = false,
            _ => {}
        }
    }

    fn symbol(&mut self, symbol: u8) {
        match symbol {
            b'*' => self.group.is_text = false,
            b'~' => self.character('\u{a0}'),
            b'_' => self.character('\u{2011}'),
            b'\r' | b'\n' => self.character('\n'),
            b'{' | b'}' | b'\\' => self.octet(symbol),
            _ => {}
        }
    }

    /// A character by its number, which is written as a signed one of 16 bits.
    fn unicode(&mut self, number: i32) {
        self.flush();
        let [low, high, ..] = number.to_le_bytes();
        let unit = u16::from_le_bytes([low, high]);
        let units = self.high.take().into_iter().chain([unit]).collect::<Vec<u16>>();
        if matches!(unit, 0xd800..=0xdbff) {
            self.high = Some(unit);
        } else if self.group.is_text {
            self.text.push_str(&String::from_utf16_lossy(&units));
        }
        self.passed_over = self.group.after_unicode;
    }

    /// A character of ours, which ends what waits.
    fn character(&mut self, character: char) {
        self.flush();
        self.passed_over = 0;
        if self.group.is_text {
            self.text.push(character);
        }
    }

    fn octet(&mut self, octet: u8) {
        if let Some(left) = self.passed_over.checked_sub(1) {
            self.passed_over = left;
        } else if self.group.is_text {
            self.narrow.push(octet);
        }
    }

    fn flush(&mut self) {
        if !self.narrow.is_empty() {
            let label = codepage::label(self.codepage.unwrap_or(1252));
            self.text.push_str(&parse::octets_to_text(&self.narrow, label.as_deref()));
            self.narrow.clear();
        }
    }

    fn finish(mut self) -> String {
        self.flush();
        self.text
    }
}

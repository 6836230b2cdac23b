//! Files that old programs write into the text itself (POSIX `uuencode`, the historical form): `begin
//! 644 name`, lines of data, `end`. Read line by line, so that a file of any size needs the memory of
//! a line.
//!
//! Not yEnc, which is no mail.

use super::{parse, part};

/// The longest line that is looked at: one of data has 61 characters, some programs add a few. What is
/// longer is text.
const MOST_LINE: usize = 100;

/// The most files of one text that are offered; what else there is stays in it as it is.
const MOST_FILES: usize = 50;

/// A file in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it is called, cleaned as [`part::bare_name`] does.
    pub name: String,
    /// How many octets it has.
    pub size: u64,
}

/// The text without the files in it, and these in order, at most fifty.
///
/// Two lines in a row make a file: a `begin` and a whole line of data. It ends with `end` or before
/// the first line that is no data.
pub fn take_out(text: &str) -> (String, Vec<Found>) {
    let mut found: Vec<Found> = Vec::new();
    if !text.starts_with("begin ") && !text.contains("\nbegin ") {
        return (text.to_owned(), found);
    }
    let mut left = String::with_capacity(text.len());
    // Text, if the next line is no data.
    let mut begin = "";
    let mut reader = Reader::default();
    for line in text.split_inclusive('\n') {
        match reader.read(line.trim_end_matches(['\n', '\r']).as_bytes()) {
            Line::Text => left.extend([std::mem::take(&mut begin), line]),
            Line::Begin => left.push_str(std::mem::replace(&mut begin, line)),
            Line::Data(data) => {
                if !begin.is_empty() {
                    let name = name(std::mem::take(&mut begin).trim_end().as_bytes());
                    found.push(Found { name, size: 0 });
                }
                if let Some(last) = found.last_mut() {
                    last.size += data.len() as u64;
                }
            }
            Line::End => {}
        }
    }
    left.push_str(begin);
    (left, found)
}

/// Decodes one file of a text piece by piece.
#[derive(Debug)]
pub struct Decoder {
    reader: Reader,
    /// Which file, from 1.
    wanted: usize,
    /// The line that was read last, or its beginning.
    line: Vec<u8>,
    /// The rest of it has more than what ends a line.
    goes_on: bool,
    /// The line that may have begun a file.
    begin: Vec<u8>,
    name: Option<String>,
}

impl Decoder {
    /// For the file at `place` in the list of [`take_out`], from 0.
    pub fn new(place: usize) -> Self {
        Self {
            reader: Reader::default(),
            wanted: place.saturating_add(1),
            line: Vec::new(),
            goes_on: false,
            begin: Vec::new(),
            name: None,
        }
    }

    /// Reads the next piece of the text, its transfer encoding undone; gives what it holds of the file.
    pub fn push(&mut self, octets: &[u8]) -> Vec<u8> {
        let mut decoded = Vec::new();
        for piece in octets.split_inclusive(|it| *it == b'\n') {
            // Of a line that is too long it is enough to know that it is.
            let room = (MOST_LINE + 1).saturating_sub(self.line.len());
            self.line.extend(piece.iter().take(room));
            self.goes_on |= piece.iter().skip(room).any(|it| !is_end(it));
            if piece.ends_with(b"\n") {
                self.end_line(&mut decoded);
            }
        }
        decoded
    }

    /// What the last line held, if nothing ended it.
    pub fn finish(&mut self) -> Vec<u8> {
        let mut decoded = Vec::new();
        self.end_line(&mut decoded);
        decoded
    }

    /// What the file is called, as [`Found::name`], from its first line on; `None` before.
    pub fn name(&self) -> Option<String> {
        self.name.clone()
    }

    fn end_line(&mut self, decoded: &mut Vec<u8>) {
        let line = std::mem::take(&mut self.line);
        let end = line.iter().rposition(|it| !is_end(it)).map_or(0, |it| it + 1);
        let end = if std::mem::take(&mut self.goes_on) { line.len() } else { end };
        let line = line.get(..end).unwrap_or_default();
        match self.reader.read(line) {
            Line::Begin => line.clone_into(&mut self.begin),
            Line::Data(mut data) if self.reader.files == self.wanted => {
                if self.name.is_none() {
                    self.name = Some(name(&self.begin));
                }
                decoded.append(&mut data);
            }
            Line::Data(_) | Line::Text | Line::End => {}
        }
    }
}

/// What a line is.
enum Line {
    Text,
    Begin,
    Data(Vec<u8>),
    End,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Text,
    /// After a line that may begin a file.
    Begun,
    Inside,
}

#[derive(Debug, Default)]
struct Reader {
    state: State,
    /// How many files have begun.
    files: usize,
}

impl Reader {
    fn read(&mut self, line: &[u8]) -> Line {
        match self.state {
            State::Begun => {
                if let Some(data) = data(line, true) {
                    self.files += 1;
                    self.state = State::Inside;
                    return Line::Data(data);
                }
            }
            State::Inside if line.len() <= MOST_LINE && line.trim_ascii_end() == b"end" => {
                self.state = State::Text;
                return Line::End;
            }
            State::Inside => {
                if let Some(data) = data(line, false) {
                    return Line::Data(data);
                }
            }
            State::Text => {}
        }
        let begins = self.files < MOST_FILES && name_of(line).is_some();
        self.state = if begins { State::Begun } else { State::Text };
        if begins { Line::Begin } else { Line::Text }
    }
}

/// What ends a line is no part of it, however often it stands there.
fn is_end(octet: &u8) -> bool {
    matches!(octet, b'\n' | b'\r')
}

/// The name in a line that may begin a file: `begin 644 name`.
fn name_of(line: &[u8]) -> Option<&[u8]> {
    let rest = line.strip_prefix(b"begin ").filter(|_| line.len() <= MOST_LINE)?;
    let (mode, name) = rest.split_at(rest.iter().position(|it| *it == b' ')?);
    let is_mode = (3..=4).contains(&mode.len()) && mode.iter().all(|it| matches!(it, b'0'..=b'7'));
    Some(name.trim_ascii()).filter(|it| is_mode && !it.is_empty())
}

fn name(line: &[u8]) -> String {
    let name = name_of(line).map(parse::unstructured);
    name.as_deref().and_then(part::bare_name).unwrap_or_default()
}

/// The octets of a line of data: how many, then groups of four characters for three. The first line of
/// a file has all its characters; in others, blanks may have been lost at the end, which are zeros. One
/// character more is somebody's checksum.
fn data(line: &[u8], is_first: bool) -> Option<Vec<u8>> {
    let is_data = line.len() <= MOST_LINE && line.iter().all(|it| (b' '..=b'`').contains(it));
    let (count, groups) = match line.split_first() {
        Some((count, groups)) => (usize::from(six_bits(*count)), groups),
        None => (0, line),
    };
    let needed = count.div_ceil(3) * 4;
    let is_whole = groups.len() >= needed || (!is_first && !line.is_empty());
    if !is_data || !is_whole || groups.len() > needed + 1 || (is_first && line.is_empty()) {
        return None;
    }
    let mut octets = Vec::with_capacity(count + 2);
    for group in groups.chunks(4).take(count.div_ceil(3)) {
        let bits = (0..4)
            .fold(0_u32, |bits, at| bits << 6 | u32::from(six_bits(group.get(at).copied().unwrap_or(b' '))));
        octets.extend(bits.to_be_bytes().iter().skip(1));
    }
    octets.resize(count, 0);
    Some(octets)
}

fn six_bits(character: u8) -> u8 {
    character.wrapping_sub(b' ') & 0x3f
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text of a file, as the program of that name writes it.
    fn encoded(name: &str, octets: &[u8]) -> String {
        let six = |it: u32| {
            char::from(match (it & 0x3f) as u8 {
                0 => b'`',
                it => it + b' ',
            })
        };
        let mut text = format!("begin 644 {name}\n");
        for line in octets.chunks(45) {
            text.push(six(line.len() as u32));
            for group in line.chunks(3) {
                let bits = (0..3).fold(0, |bits, at| bits << 8 | u32::from(*group.get(at).unwrap_or(&0)));
                text.extend([18, 12, 6, 0].map(|shift| six(bits >> shift)));
            }
            text.push('\n');
        }
        text + "`\nend\n"
    }

    fn octets(size: usize) -> Vec<u8> {
        (0..size).map(|it| (it * 7 + it / 256) as u8).collect()
    }

    fn decoded(text: &str, place: usize, step: usize) -> Vec<u8> {
        let mut decoder = Decoder::new(place);
        let mut decoded: Vec<u8> = text.as_bytes().chunks(step).flat_map(|it| decoder.push(it)).collect();
        decoded.extend(decoder.finish());
        decoded
    }

    #[test]
    fn files_are_found_and_decoded_whatever_surrounds_them() {
        let (first, second) = (octets(1_000), octets(46));
        let files = [encoded("budget 2026.xls", &first), encoded("plan.gif", &second)];
        let text = format!("Bonjour,\n\n{}\nEt le plan :\n{}-- \nPaul\n", files[0], files[1]);
        let (left, found) = take_out(&text);
        assert_eq!(left, "Bonjour,\n\n\nEt le plan :\n-- \nPaul\n");
        let expected = [("budget 2026.xls", 1_000), ("plan.gif", 46)];
        assert_eq!(found, expected.map(|(name, size)| Found { name: name.to_owned(), size }));
        for step in [1, 7, 61, text.len()] {
            assert_eq!(decoded(&text, 0, step), first);
            assert_eq!(decoded(&text.replace('\n', "\r\n"), 1, step), second);
            assert_eq!(decoded(&text, 2, step), b"");
        }
        let mut decoder = Decoder::new(1);
        decoder.push(text.as_bytes());
        assert_eq!((decoder.name(), Decoder::new(1).name()), (Some("plan.gif".to_owned()), None));
        for size in 0..70 {
            assert_eq!(decoded(text.split_at(size).0, 1, 9), b"", "{size}");
        }
    }

    #[test]
    fn every_size_comes_back() {
        for size in 0..200 {
            let octets = octets(size);
            let text = encoded("a", &octets);
            assert_eq!(
                take_out(&text),
                (String::new(), vec![Found { name: "a".to_owned(), size: size as u64 }])
            );
            assert_eq!(decoded(&text, 0, 10), octets);
        }
    }

    #[test]
    fn blanks_lost_at_the_end_of_a_line_are_zeros() {
        let octets = [octets(45), vec![0; 90], octets(3)].concat();
        let text: String = encoded("a", &octets)
            .lines()
            .map(|it| it.replace('`', " ").trim_end().to_owned() + "\n")
            .collect();
        assert_eq!(decoded(&text, 0, 9), octets);
    }

    #[test]
    fn a_file_without_an_end_ends_where_its_data_does() {
        let text = encoded("a.bin", &octets(90)).replace("`\nend\n", "ensuite du texte\n");
        let (left, found) = take_out(&text);
        assert_eq!((left.as_str(), found[0].size), ("ensuite du texte\n", 90));
        let cut = encoded("a.bin", &octets(90)).split_at(100).0.to_owned();
        assert_eq!(take_out(&cut).1[0].size, decoded(&cut, 0, 8).len() as u64);
    }

    #[test]
    fn a_line_is_as_long_in_pieces_as_it_is_whole() {
        let file = encoded("a", &octets(45));
        for (blank, count) in ["\r", " "].into_iter().flat_map(|it| (0..130).map(move |count| (it, count))) {
            for more in ["", "x", " ", "\r x"] {
                let end = format!("{}{more}\n", blank.repeat(count));
                for text in [
                    file.replacen("\n`", &format!("{end}`"), 1),
                    file.replace("end\n", &format!("end{end}#0V%T\n")),
                ] {
                    let size = take_out(&text).1.first().map_or(0, |it| it.size);
                    for step in [1, 50, text.len()] {
                        assert_eq!(decoded(&text, 0, step).len() as u64, size, "{text:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn what_only_begins_like_a_file_is_text() {
        for text in [
            "begin 644 words of a poem\nand then go on\n",
            "begin the day\n#0V%T\n`\nend\n",
            "begin 999 a\n#0V%T\n`\nend\n",
            "begin 644\n#0V%T\n`\nend\n",
            "begin 644 a\n",
            "begin 644 a",
            "begin 644 a\nbegin 644 b\n",
            "> begin 644 a\n> #0V%T\n",
            "",
        ] {
            assert_eq!(take_out(text), (text.to_owned(), vec![]), "{text:?}");
        }
    }

    #[test]
    fn a_name_cannot_lead_elsewhere() {
        let name = |written: &str| take_out(&encoded(written, b"Cat")).1[0].name.clone();
        assert_eq!(name("../../etc/passwd"), "passwd");
        assert_eq!(name("C:\\Windows\\a.exe"), "a.exe");
        assert_eq!(name("cod\u{202e}fdp.exe"), "codfdp.exe");
        assert_eq!(name(".."), "");
    }

    #[test]
    fn more_files_than_a_list_holds_stay_in_the_text() {
        let text = encoded("a", b"Cat").repeat(MOST_FILES + 1);
        let (left, found) = take_out(&text);
        assert_eq!((found.len(), left), (MOST_FILES, encoded("a", b"Cat")));
    }
}

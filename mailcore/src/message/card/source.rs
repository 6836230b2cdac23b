//! Texts that hold cards, of any version, to cards and their lines.

use std::iter::Peekable;
use std::str::Lines;

use super::super::parse;
use super::super::part::Encoding;
use super::line::{Line, Parameter, escape};

/// The most lines of one card that are kept.
const MOST_LINES: usize = 2_000;

/// The most octets of one line that are kept: a photograph.
const MOST_OCTETS: usize = 8 * 1024 * 1024;

/// The lines of each card of a text, whatever stands between them.
pub(super) struct Source<'a> {
    physical: Peekable<Lines<'a>>,
    /// The card that is read is of vCard 2.1.
    is_old: bool,
    /// The first line of the next card was read.
    has_begun: bool,
}

impl<'a> Source<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            physical: text.trim_start_matches('\u{feff}').lines().peekable(),
            is_old: false,
            has_begun: false,
        }
    }

    /// A line as the writer meant it: unfolded. In vCard 2.1 the blank at a fold is part of the value
    /// (section 2.1.3); a value in quoted-printable goes on after its soft line break, and one in
    /// base64 over lines that need not begin with a blank.
    fn unfolded(&mut self) -> Option<String> {
        let mut line = self.physical.next()?.to_owned();
        let head = line.split(':').next().unwrap_or_default().to_ascii_uppercase();
        let says = |word| head.split([';', '=', ',']).any(|it| it == word);
        let is_soft = says("QUOTED-PRINTABLE");
        let is_octets = says("BASE64") || says("B");
        while let Some(next) = self.physical.peek() {
            let folded = next.strip_prefix([' ', '\t']);
            let more = match folded {
                _ if is_soft && line.ends_with('=') && !is_edge(next) => {
                    line.pop();
                    *next
                }
                Some(_) if self.is_old && !is_octets => *next,
                Some(rest) => rest,
                None if is_octets && is_base64(next) => *next,
                None => break,
            };
            if line.len() + more.len() <= MOST_OCTETS {
                line.push_str(more);
            }
            self.physical.next();
        }
        Some(line)
    }

    /// Reads on to the end of a card whose beginning was read.
    fn card(&mut self) -> Vec<Line> {
        self.is_old = false;
        let mut lines: Vec<Line> = Vec::new();
        while let Some(text) = self.unfolded() {
            let Some(line) = self.read(&text) else { continue };
            match line.name.to_ascii_uppercase().as_str() {
                "END" => break,
                "BEGIN" => match lines.last_mut().filter(|it| it.is("AGENT") && it.value.is_empty()) {
                    Some(agent) => agent.value = self.within(&text),
                    // The end of the card is missing, and here is the next one.
                    None if line.value.trim().eq_ignore_ascii_case("VCARD") => {
                        self.has_begun = true;
                        break;
                    }
                    None => drop(self.within(&text)),
                },
                "VERSION" => self.is_old = line.value.trim() == "2.1",
                _ if lines.len() < MOST_LINES => lines.push(line),
                _ => {}
            }
        }
        lines
    }

    /// What lies in a card (vCard 2.1, section 2.4.3), as the text that later versions make of it.
    fn within(&mut self, first: &str) -> String {
        let (mut text, mut depth) = (first.to_owned(), 1_usize);
        while depth > 0 {
            let Some(line) = self.physical.next() else { break };
            match line.get(..4).map(str::to_ascii_uppercase).as_deref() {
                Some("BEGI") => depth += 1,
                Some("END:") => depth -= 1,
                _ => {}
            }
            if text.len() < MOST_OCTETS {
                text.push('\n');
                text.push_str(line);
            }
        }
        escape(&text)
    }

    /// Reads a line; `None` when it is none.
    fn read(&self, text: &str) -> Option<Line> {
        let (head, value) = halves(text)?;
        let mut pieces = outside_quotes(head, ';').into_iter();
        let name = pieces.next()?.trim();
        let (group, name) = match name.rsplit_once('.') {
            Some((group, name)) => (Some(group), name),
            None => (None, name),
        };
        if !is_name(name) || !group.is_none_or(|it| it.split('.').all(is_name)) {
            return None;
        }
        let (group, name) = (group.map(str::to_owned), name.to_owned());
        let parameters = pieces.filter_map(parameter).collect();
        let value = value.chars().filter(|it| !it.is_control() || *it == '\t').collect();
        Some(modern(Line { group, name, parameters, value }, self.is_old))
    }
}

impl Iterator for Source<'_> {
    type Item = Vec<Line>;

    fn next(&mut self) -> Option<Vec<Line>> {
        loop {
            while !self.has_begun {
                self.has_begun = is_edge_of(&self.unfolded()?, "BEGIN");
            }
            self.has_begun = false;
            let lines = self.card();
            if !lines.is_empty() {
                return Some(lines);
            }
        }
    }
}

fn is_edge(line: &str) -> bool {
    is_edge_of(line, "BEGIN") || is_edge_of(line, "END")
}

fn is_edge_of(line: &str, which: &str) -> bool {
    line.split_once(':').is_some_and(|(name, value)| {
        name.trim().eq_ignore_ascii_case(which) && value.trim().eq_ignore_ascii_case("VCARD")
    })
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|it| it.is_ascii_alphanumeric() || matches!(it, '-' | '_'))
}

fn is_base64(line: &str) -> bool {
    let of_base64 = |it: char| it.is_ascii_alphanumeric() || matches!(it, '+' | '/' | '=');
    !line.is_empty() && line.trim_end().chars().all(of_base64)
}

/// What stands before and after the colon that ends the name and the parameters.
fn halves(line: &str) -> Option<(&str, &str)> {
    let mut is_quoted = false;
    for (at, letter) in line.char_indices() {
        match letter {
            '"' => is_quoted = !is_quoted,
            ':' if !is_quoted => return Some((line.get(..at)?, line.get(at + 1..)?)),
            _ => {}
        }
    }
    // A quote that is never closed is a letter like others.
    line.split_once(':')
}

fn outside_quotes(text: &str, mark: char) -> Vec<&str> {
    let mut is_quoted = false;
    let pieces = text.split(|letter| {
        is_quoted ^= letter == '"';
        letter == mark && !is_quoted
    });
    pieces.collect()
}

/// A parameter; one without a name, as vCard 2.1 has them, says what kind of parameter it is.
fn parameter(text: &str) -> Option<Parameter> {
    if let Some(label) = custom(text) {
        return Some(Parameter { name: "TYPE".to_owned(), values: vec![label] });
    }
    let (name, values) = match text.split_once('=') {
        Some((name, values)) => (name.trim().to_ascii_uppercase(), values),
        None => {
            let of_encoding = ["QUOTED-PRINTABLE", "BASE64", "7BIT", "8BIT"];
            let is_encoding = of_encoding.iter().any(|it| it.eq_ignore_ascii_case(text.trim()));
            ((if is_encoding { "ENCODING" } else { "TYPE" }).to_owned(), text)
        }
    };
    // Examples of RFC 6350 have several types in one pair of quotes.
    let values = if name == "TYPE" { values.replace('"', "") } else { values.to_owned() };
    let values: Vec<String> = outside_quotes(&values, ',').into_iter().map(unquoted).collect();
    (is_name(&name) && values.iter().any(|it| !it.is_empty())).then_some(Parameter { name, values })
}

/// A label as old Android has it: `X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=C3=8Ele)`.
fn custom(text: &str) -> Option<String> {
    let within = text.trim().strip_prefix("X-CUSTOM(")?.strip_suffix(')')?;
    let octets = parse::decoded(Encoding::QuotedPrintable, within.rsplit(',').next()?.as_bytes());
    Some(format!("X-{}", parse::clean_line(&parse::octets_to_text(&octets, Some("utf-8")))))
}

fn unquoted(value: &str) -> String {
    let value: String = value.trim().chars().filter(|it| *it != '"' && !it.is_control()).collect();
    // The order matters: `^^n` is a circumflex and an n.
    value.replace("^^", "\u{0}").replace("^n", "\n").replace("^'", "\"").replace('\u{0}', "^")
}

/// A line with the ways of vCard 2.1 undone: encodings, charsets, and commas that mean nothing.
fn modern(mut line: Line, is_old: bool) -> Line {
    let encoding = line.values("ENCODING").next().unwrap_or_default().to_ascii_uppercase();
    let charset = line.values("CHARSET").next().map(str::to_owned);
    line.drop("CHARSET");
    line.drop("ENCODING");
    match encoding.as_str() {
        "B" | "BASE64" => {
            line.value.retain(|it| !it.is_whitespace());
            line = line.with("ENCODING", &["b"]);
        }
        "QUOTED-PRINTABLE" => {
            let octets = parse::decoded(Encoding::QuotedPrintable, line.value.as_bytes());
            let text = parse::octets_to_text(&octets, charset.as_deref());
            line.value = old_value(&line.name, &text);
        }
        _ if is_old => line.value = old_value(&line.name, &line.value),
        _ => {}
    }
    line
}

/// A value of vCard 2.1 with the escapes of later versions. There only a semicolon is ever escaped.
fn old_value(name: &str, text: &str) -> String {
    let is_list = ["CATEGORIES", "NICKNAME"].iter().any(|it| it.eq_ignore_ascii_case(name));
    let mut value = String::with_capacity(text.len());
    let mut letters = text.trim_end_matches(['\r', '\n']).chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next_if(|it| matches!(it, ';' | ',' | ':' | 'n' | 'N' | '\\')) {
                Some(escaped) => value.extend(['\\', escaped]),
                None => value.push_str("\\\\"),
            },
            '\r' => {}
            '\n' => value.push_str("\\n"),
            ',' if !is_list => value.push_str("\\,"),
            control if control.is_control() => value.push(' '),
            other => value.push(other),
        }
    }
    value
}

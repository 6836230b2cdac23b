//! Content lines of a vCard (RFC 6350, section 3.3), in one form whatever version they came in.
//!
//! Values keep their escapes, so that what nobody here knows is written as it was read. What vCard 2.1
//! does in ways of its own (charsets, quoted-printable, parameters without a name) is undone in
//! [`super::source`].

/// The most octets of a line as it is written, without its end.
const MOST_OCTETS: usize = 75;

/// A parameter of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Parameter {
    /// In upper case.
    pub(super) name: String,
    /// Without quotes.
    pub(super) values: Vec<String>,
}

/// A line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    /// What joins it with other lines: `item1`.
    pub(super) group: Option<String>,
    /// As it is spelled; see [`Self::is`].
    pub(super) name: String,
    pub(super) parameters: Vec<Parameter>,
    /// With its escapes; without line ends.
    pub(super) value: String,
}

impl Line {
    /// A line without parameters. `value` is written as it is, in one line.
    pub(super) fn new(name: &str, value: &str) -> Self {
        let value = value.chars().filter(|it| !it.is_control()).collect();
        Self { name: name.to_owned(), value, ..Self::default() }
    }

    /// A line whose value is a text.
    pub(super) fn text(name: &str, text: &str) -> Self {
        Self::new(name, &escape(text))
    }

    /// The same with one more parameter; with none where there are no values.
    pub(super) fn with(mut self, name: &str, values: &[&str]) -> Self {
        if !values.is_empty() {
            let values = values.iter().map(|it| (*it).to_owned()).collect();
            self.parameters.push(Parameter { name: name.to_owned(), values });
        }
        self
    }

    /// Whether it is called so, in any case.
    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// All values of the parameters of this name.
    pub(super) fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let named = self.parameters.iter().filter(move |it| it.name == name);
        named.flat_map(|it| &it.values).map(String::as_str)
    }

    /// Whether it says to be of this type, in any case (RFC 6350, section 5.6).
    pub(super) fn is_of(&self, kind: &str) -> bool {
        self.values("TYPE").any(|it| it.eq_ignore_ascii_case(kind))
    }

    /// Removes the parameters of this name.
    pub(super) fn drop(&mut self, name: &str) {
        self.parameters.retain(|it| it.name != name);
    }

    /// Its value as one text.
    pub(super) fn plain(&self) -> String {
        unescape(&self.value)
    }

    /// The texts between the semicolons of its value.
    pub(super) fn components(&self) -> Vec<String> {
        split(&self.value, ';').into_iter().map(unescape).collect()
    }

    /// The texts between the commas of its value.
    pub(super) fn list(&self) -> Vec<String> {
        let texts = split(&self.value, ',').into_iter().map(|it| unescape(it).trim().to_owned());
        texts.filter(|it| !it.is_empty()).collect()
    }

    /// Writes it, folded (RFC 6350, section 3.2).
    pub(super) fn write_to(&self, written: &mut String) {
        let mut line = String::with_capacity(self.value.len() + 32);
        if let Some(group) = &self.group {
            line.push_str(group);
            line.push('.');
        }
        line.push_str(&self.name);
        for parameter in &self.parameters {
            line.push(';');
            line.push_str(&parameter.name);
            for (at, value) in parameter.values.iter().enumerate() {
                line.push(if at == 0 { '=' } else { ',' });
                line.push_str(&quoted(value));
            }
        }
        line.push(':');
        line.push_str(&self.value);
        fold(&line, written);
    }
}

fn fold(line: &str, written: &mut String) {
    let (mut rest, mut room) = (line, MOST_OCTETS);
    while rest.len() > room {
        let (piece, after) = rest.split_at(rest.floor_char_boundary(room));
        written.push_str(piece);
        written.push_str("\r\n ");
        // The space counts.
        (rest, room) = (after, MOST_OCTETS - 1);
    }
    written.push_str(rest);
    written.push_str("\r\n");
}

/// A value of a parameter as it is written (RFC 6868).
fn quoted(value: &str) -> String {
    let value = value.replace('^', "^^").replace('\n', "^n").replace('"', "^'");
    let value: String = value.chars().filter(|it| !it.is_control()).collect();
    if value.contains([':', ';', ',', ' ']) { format!("\"{value}\"") } else { value }
}

/// A text as a value (RFC 6350, section 3.4).
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.replace("\r\n", "\n").chars() {
        match letter {
            '\n' => escaped.push_str("\\n"),
            '\\' | ',' | ';' => escaped.extend(['\\', letter]),
            '\t' => escaped.push(' '),
            control if control.is_control() => {}
            other => escaped.push(other),
        }
    }
    escaped
}

/// The text of a value; an escape that means nothing stays as it is.
pub(super) fn unescape(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n' | 'N') => text.push('\n'),
                Some(escaped @ ('\\' | ',' | ';' | ':')) => text.push(escaped),
                Some(other) => text.extend(['\\', other]),
                None => text.push('\\'),
            },
            other => text.push(other),
        }
    }
    text
}

/// What stands between the marks that are not escaped, with its escapes.
pub(super) fn split(value: &str, mark: char) -> Vec<&str> {
    let (mut pieces, mut start, mut is_escaped) = (Vec::new(), 0, false);
    for (at, letter) in value.char_indices() {
        if letter == mark && !is_escaped {
            pieces.push(value.get(start..at).unwrap_or_default());
            start = at + letter.len_utf8();
        }
        is_escaped = letter == '\\' && !is_escaped;
    }
    pieces.push(value.get(start..).unwrap_or_default());
    pieces
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn long_lines_are_folded_between_characters() {
        let mut written = String::new();
        Line::text("NOTE", &"é".repeat(100)).write_to(&mut written);
        assert!(written.lines().all(|it| it.len() <= MOST_OCTETS), "{written}");
        assert_eq!(written.replace("\r\n ", "").trim_end(), format!("NOTE:{}", "é".repeat(100)));
    }

    #[test]
    fn a_parameter_is_quoted_where_it_must_be() {
        let mut written = String::new();
        Line::new("ADR", ";;x").with("LABEL", &["1, \"rue\"\nParis"]).write_to(&mut written);
        assert_eq!(written, "ADR;LABEL=\"1, ^'rue^'^nParis\":;;x\r\n");
    }

    proptest! {
        #[test]
        fn a_text_is_what_it_was(text in "[^\\p{Cc}]{0,40}(\n[a;,:\\\\]{0,9})?") {
            prop_assert_eq!(unescape(&escape(&text)), text);
        }

        #[test]
        fn components_are_what_they_were(texts in proptest::collection::vec("[a-z;,\\\\é]{0,6}", 1..7)) {
            let value = texts.iter().map(|it| escape(it)).collect::<Vec<_>>().join(";");
            prop_assert_eq!(Line::new("N", &value).components(), texts);
        }
    }
}

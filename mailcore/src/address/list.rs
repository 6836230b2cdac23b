//! Addresses as a person types or pastes them.

use super::{Address, BadAddress, ListEntry, NamedAddress};

/// What stands around a bare address that was copied out of a sentence.
const AROUND: &[char] = &['.', ',', ';', ':', '!', '?', '(', ')', '\'', '"', '«', '»', '“', '”', '<', '>'];

/// Splits at commas, semicolons and line ends that are neither between quotes nor in brackets. A
/// quote or a bracket that its line does not close is an ordinary character.
pub(super) fn split(text: &str) -> Vec<&str> {
    text.lines().flat_map(split_line).flat_map(split_blanks).collect()
}

fn split_line(line: &str) -> Vec<&str> {
    let mut entries = Vec::new();
    let mut start = 0;
    let mut at = 0;
    // Behind a quote that has no end no other one has: each would be read as the first was.
    let mut quotes_end = true;
    while let Some(&octet) = line.as_bytes().get(at) {
        let rest = line.get(at + 1..).unwrap_or_default();
        match octet {
            b'"' if quotes_end => match closing_quote(rest) {
                Some(length) => at += length,
                None => quotes_end = false,
            },
            b'<' => at += closing_bracket(rest).unwrap_or(0),
            b',' | b';' | b'\r' => {
                entries.push(line.get(start..at).unwrap_or_default());
                start = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    entries.push(line.get(start..).unwrap_or_default());
    entries
}

/// How many octets there are up to and with the quote that closes.
fn closing_quote(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, octet) in text.bytes().enumerate() {
        match octet {
            b'"' if !escaped => return Some(at + 1),
            _ => escaped = octet == b'\\' && !escaped,
        }
    }
    None
}

/// How many octets there are up to and with the bracket that closes, unless another one opens first.
fn closing_bracket(text: &str) -> Option<usize> {
    let at = text.find(['<', '>'])?;
    (text.as_bytes().get(at) == Some(&b'>')).then_some(at + 1)
}

/// Several bare addresses with only blanks between are entries of their own.
fn split_blanks(entry: &str) -> Vec<&str> {
    let bare = !entry.contains(['<', '"']) && entry.split_whitespace().all(|it| it.contains('@'));
    if bare { entry.split_whitespace().collect() } else { vec![entry] }
}

/// Reads one entry; `None` when there is nothing in it.
pub(super) fn read_entry(entry: &str) -> Option<ListEntry> {
    let entry = entry.trim();
    if entry.chars().all(|c| AROUND.contains(&c) || c.is_whitespace()) {
        return None;
    }
    Some(read_named(entry).map_err(|reason| (entry.to_owned(), reason)))
}

fn read_named(entry: &str) -> Result<NamedAddress, BadAddress> {
    let closed = entry.trim_end_matches(['.', ':', '!', '?', ')']).strip_suffix('>');
    if let Some((name, address)) = closed.and_then(|it| it.rsplit_once('<')) {
        let address = read_bare(address)?;
        let name = read_name(name);
        return Ok(NamedAddress { name: name.filter(|it| *it != address.to_string()), address });
    }
    Ok(NamedAddress { name: None, address: read_bare(entry)? })
}

fn read_bare(text: &str) -> Result<Address, BadAddress> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || "«»“”".contains(c));
    let without_scheme = text.strip_prefix("mailto:").unwrap_or(text);
    // First as it is: a quoted local part has quotes of its own.
    without_scheme.parse().or_else(|_| without_scheme.trim_matches(AROUND).parse())
}

/// The name without its quotes, its escapes and any control character; `None` when it is empty.
fn read_name(text: &str) -> Option<String> {
    let text = text.trim().trim_matches(['<', '>']).trim();
    let unquoted = text.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
    let mut name = String::new();
    let mut characters = unquoted.unwrap_or(text).chars();
    while let Some(c) = characters.next() {
        match c {
            '\\' if unquoted.is_some() => name.extend(characters.next()),
            c if c.is_control() => name.push(' '),
            c => name.push(c),
        }
    }
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(name).filter(|it| !it.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::read_list;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let shown: Vec<String> = read_list(text)
            .into_iter()
            .map(|entry| match entry {
                Ok(NamedAddress { name: Some(name), address }) => format!("{name} / {address}"),
                Ok(NamedAddress { name: None, address }) => address.to_string(),
                Err((text, reason)) => format!("{text}: {reason:?}"),
            })
            .collect();
        assert_eq!(shown, expected, "{text:?}");
    }

    #[test]
    fn lists_are_read() {
        check("", &[]);
        check(" , ;\n.", &[]);
        check("a@b.fr", &["a@b.fr"]);
        check("a@b.fr, c@d.fr;e@f.fr\r\ng@h.fr", &["a@b.fr", "c@d.fr", "e@f.fr", "g@h.fr"]);
        check("a@b.fr c@d.fr", &["a@b.fr", "c@d.fr"]);
        check("Jean Dupont <a@b.fr>, c@d.fr", &["Jean Dupont / a@b.fr", "c@d.fr"]);
        check("\"Dupont, Jean\" <a@b.fr>; c@d.fr", &["Dupont, Jean / a@b.fr", "c@d.fr"]);
        check(r#""Jean \"JJ\" Dupont" <a@b.fr>"#, &["Jean \"JJ\" Dupont / a@b.fr"]);
        check("Zoé d'Été (Compta) <z@b.fr>", &["Zoé d'Été (Compta) / z@b.fr"]);
        check("<a@b.fr>", &["a@b.fr"]);
        check("a@b.fr <a@b.fr>", &["a@b.fr"]);
        check("\"a,b\"@c.fr", &["\"a,b\"@c.fr"]);
    }

    #[test]
    fn punctuation_around_an_address_is_not_part_of_it() {
        check("a@b.fr.", &["a@b.fr"]);
        check("(a@b.fr) «c@d.fr» 'e@f.fr'!", &["a@b.fr", "c@d.fr", "e@f.fr"]);
        check("mailto:a@b.fr", &["a@b.fr"]);
        check("Jean <a@b.fr>.", &["Jean / a@b.fr"]);
        check("a@[192.0.2.1]", &["a@[192.0.2.1]"]);
    }

    #[test]
    fn what_is_no_address_is_kept_with_its_reason() {
        check("jean, a@b.fr", &["jean: Incomplete", "a@b.fr"]);
        check("jean@free", &["jean@free: Incomplete"]);
        check("Jean <jean@free>", &["Jean <jean@free>: Incomplete"]);
        check("Jean Dupont a@b.fr", &["Jean Dupont a@b.fr: Character"]);
        check("Jean <a b@c.fr>", &["Jean <a b@c.fr>: Character"]);
    }

    #[test]
    fn a_quote_or_bracket_without_its_end_swallows_nothing() {
        check("\"Jean, a@b.fr", &["\"Jean: Incomplete", "a@b.fr"]);
        check("Jean <a@b.fr, c@d.fr", &["Jean <a@b.fr: Character", "c@d.fr"]);
        check("<<<<a@b.fr>", &["a@b.fr"]);
        check("\"x\ny@z.fr\" <a@b.fr>", &["\"x: Incomplete", "y@z.fr\" / a@b.fr"]);
    }

    #[test]
    fn a_long_list_of_oddities_takes_no_long_time() {
        for odd in ["<", "\"", "\\", "<>", "\"<", "\"\\", ",", "@", "a@b.fr "] {
            read_list(&odd.repeat(200_000 / odd.len()));
        }
    }
}

//! LDIF (RFC 2849) as a table: a row for each entry, a column for each attribute.

use std::collections::HashMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::Table;

/// The most columns: attributes, and their further values.
const MOST_COLUMNS: usize = 200;

/// Attributes that say nothing of a person.
const TECHNICAL: &[&str] =
    &["dn", "objectclass", "modifytimestamp", "changetype", "version", "uid", "jpegphoto"];

/// Reads a text as LDIF; `None` when no line of it begins an entry.
pub fn read(text: &str) -> Option<Table> {
    let (mut table, mut cells) = (Table::default(), 0);
    let mut columns = Columns::default();
    let mut row: Option<Vec<String>> = None;
    // How many values of an attribute the entry had so far.
    let mut seen: HashMap<String, usize> = HashMap::new();
    for line in unfolded(text).chain([String::new()]) {
        if line.is_empty() {
            if row.take().is_some_and(|it| !table.add(it, &mut cells)) {
                break;
            }
            seen.clear();
            continue;
        }
        let Some((name, value)) = attribute(&line) else { continue };
        if name == "dn" {
            row = Some(Vec::new());
        }
        let Some(row) = row.as_mut().filter(|_| !TECHNICAL.contains(&name.as_str())) else { continue };
        let before = seen.get(&name).copied().unwrap_or_default();
        if let Some(at) = columns.place(&name, before) {
            row.resize(row.len().max(at + 1), String::new());
            row.iter_mut().skip(at).take(1).for_each(|it| it.clone_from(&value));
            seen.insert(name, before + 1);
        }
    }
    table.header = columns.header;
    (!table.rows.is_empty()).then_some(table)
}

/// The columns so far: further values of an attribute have columns of their own.
#[derive(Debug, Default)]
struct Columns {
    header: Vec<String>,
    /// Where the first, second and further values of an attribute stand.
    places: HashMap<String, Vec<usize>>,
}

impl Columns {
    /// The column of a value of which there were so many before; `None` once there are as many as there may be.
    fn place(&mut self, name: &str, before: usize) -> Option<usize> {
        let known = self.places.get(name).and_then(|it| it.get(before)).copied();
        if known.is_some() || self.header.len() == MOST_COLUMNS {
            return known;
        }
        let at = self.header.len();
        self.header.push(name.to_owned());
        self.places.entry(name.to_owned()).or_default().push(at);
        Some(at)
    }
}

/// Lines without comments, each with those that go on with a blank.
fn unfolded(text: &str) -> impl Iterator<Item = String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        match (line.strip_prefix(' '), lines.last_mut()) {
            (Some(rest), Some(last)) if !last.is_empty() => last.push_str(rest),
            _ => lines.push(line.to_owned()),
        }
    }
    lines.into_iter().filter(|it| !it.starts_with('#'))
}

/// The name, in small letters and without options, and the value of a line.
fn attribute(line: &str) -> Option<(String, String)> {
    let (name, value) = line.split_once(':')?;
    let name = name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let value = match value.strip_prefix(':') {
        Some(encoded) => String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?,
        // What lies elsewhere is not asked for.
        None if value.starts_with('<') => return None,
        None => value.trim().to_owned(),
    };
    (!name.is_empty()).then(|| (name, value.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_rows() {
        let text = "version: 1\n\n# Thunderbird\ndn: cn=Zoé,mail=z@x.fr\nobjectclass: person\n\
                    cn:: Wm/DqQ==\nsn: Ro\n ux\nmail: z@x.fr\nmail: y@x.fr\nphoto:< file:///etc/passwd\n\n\
                    dn: cn=B\ncn: B\nmobile;x-a: 06\n";
        let table = read(text).unwrap();
        assert_eq!(table.header, ["cn", "sn", "mail", "mail", "mobile"]);
        assert_eq!(table.rows, [vec!["Zoé", "Roux", "z@x.fr", "y@x.fr"], vec!["B", "", "", "", "06"]]);
        assert_eq!(read("dn\n"), None);
        assert_eq!(read("cn: no entry\n"), None);
    }

    #[test]
    fn an_entry_of_endless_values_is_read_in_time_with_its_size() {
        let names: String = (0..100_000).map(|it| format!("a{it}: x\n")).collect();
        let text = format!(
            "dn: cn=A\nmail: a@x.fr\n{}{names}\ndn: cn=B\ncn: B\nmail: b@x.fr\n",
            "tel: 1\n".repeat(100_000)
        );
        let table = read(&text).unwrap();
        assert_eq!((table.header.len(), table.rows.len()), (MOST_COLUMNS, 2));
        assert_eq!(table.rows[1], ["b@x.fr"]);
    }
}

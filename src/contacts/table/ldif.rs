//! LDIF (RFC 2849) as a table: a row for each entry, a column for each attribute.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{MOST_ROWS, Table};

/// The most columns: attributes, and their further values.
const MOST_COLUMNS: usize = 200;

/// Attributes that say nothing of a person.
const TECHNICAL: &[&str] =
    &["dn", "objectclass", "modifytimestamp", "changetype", "version", "uid", "jpegphoto"];

/// Reads a text as LDIF; `None` when no line of it begins an entry.
pub fn read(text: &str) -> Option<Table> {
    let mut table = Table::default();
    // How often each column's attribute came before in an entry: further values have columns of their own.
    let mut places: Vec<(String, usize)> = Vec::new();
    let mut row: Option<Vec<String>> = None;
    let mut seen: Vec<String> = Vec::new();
    for line in unfolded(text).chain([String::new()]) {
        if line.is_empty() {
            if let Some(row) = row.take().filter(|it| it.iter().any(|it| !it.is_empty())) {
                table.cut = table.rows.len() == MOST_ROWS;
                if table.cut {
                    break;
                }
                table.rows.push(row);
            }
            seen.clear();
            continue;
        }
        let Some((name, value)) = attribute(&line) else { continue };
        if name == "dn" {
            row = Some(Vec::new());
        }
        let Some(row) = row.as_mut().filter(|_| !TECHNICAL.contains(&name.as_str())) else { continue };
        let before = seen.iter().filter(|it| **it == name).count();
        seen.push(name.clone());
        let place = (name, before);
        let at = places.iter().position(|it| *it == place).unwrap_or_else(|| {
            places.push(place);
            places.len() - 1
        });
        if at < MOST_COLUMNS {
            row.resize(row.len().max(at + 1), String::new());
            row.iter_mut().skip(at).take(1).for_each(|it| it.clone_from(&value));
        }
    }
    table.header = places.into_iter().take(MOST_COLUMNS).map(|it| it.0).collect();
    (!table.rows.is_empty()).then_some(table)
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
}

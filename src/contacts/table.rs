//! Tables of contacts: comma-separated values of Outlook, Google, Thunderbird and people, in any of the usual
//! separators and charsets, and LDIF as a table. A door of `csv`.

use csv::ReaderBuilder;

pub mod cards;
pub mod columns;
mod guard;
pub mod ldif;
pub mod write;

/// The most rows that are read.
pub const MOST_ROWS: usize = 100_000;

/// The most columns.
const MOST_COLUMNS: usize = 500;

/// The most values in all: each needs memory of its own, even an empty one.
const MOST_CELLS: usize = 2_000_000;

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What the columns are called, as the file has it; several may be called the same.
    pub header: Vec<String>,
    /// Rows of at most as many values as there are columns.
    pub rows: Vec<Vec<String>>,
    /// What stands between two values; `None` in LDIF.
    pub separator: Option<char>,
    /// More is in the file than was read.
    pub cut: bool,
}

impl Table {
    /// Adds a row, unless it says nothing; `false` when there is no room for it. `cells` is how many values
    /// there are.
    fn add(&mut self, mut row: Vec<String>, cells: &mut usize) -> bool {
        row.truncate(row.iter().rposition(|it| !it.is_empty()).map_or(0, |it| it + 1));
        if row.is_empty() {
            return true;
        }
        *cells += row.len();
        self.cut = self.rows.len() == MOST_ROWS || *cells > MOST_CELLS;
        if !self.cut {
            row.shrink_to_fit();
            self.rows.push(row);
        }
        !self.cut
    }
}

/// Reads a text as a table; `None` when it has no header and no row.
pub fn read(text: &str) -> Option<Table> {
    let text = text.trim_start_matches('\u{feff}');
    // Excel says in a line of its own what stands between the values.
    let (said, text) = match text.split_once('\n') {
        Some((first, rest)) if first.trim_end().to_ascii_lowercase().starts_with("sep=") => {
            (first.trim_end().chars().nth(4), rest)
        }
        _ => (None, text),
    };
    let separator = said.filter(char::is_ascii).or_else(|| separator(text))?;
    let mut reader = ReaderBuilder::new()
        .delimiter(u8::try_from(separator).ok()?)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let (mut table, mut cells) = (Table { separator: Some(separator), ..Table::default() }, 0);
    for record in reader.records() {
        // What is no text cannot be here, and nothing else ends a record of a text.
        let Ok(record) = record else { continue };
        let width = if table.header.is_empty() { MOST_COLUMNS } else { table.header.len() };
        let values: Vec<String> =
            record.iter().take(width).map(|it| guard::unguarded(it.trim()).to_owned()).collect();
        if table.header.is_empty() {
            table.header = values;
        } else if !table.add(values, &mut cells) {
            break;
        }
    }
    let is_table = table.header.len() > 1 || table.header.first().is_some_and(|it| columns::is_known(it));
    is_table.then_some(table)
}

/// The separator that stands most often in the first line, outside of quotes; a comma when that has one
/// column that is known by itself.
fn separator(text: &str) -> Option<char> {
    let first = text.lines().next()?;
    let mut is_quoted = false;
    let mut counts = [(';', 0_usize), (',', 0), ('\t', 0)];
    for letter in first.chars() {
        is_quoted ^= letter == '"';
        counts.iter_mut().filter(|it| it.0 == letter && !is_quoted).for_each(|it| it.1 += 1);
    }
    let (separator, count) = counts.into_iter().max_by_key(|it| it.1)?;
    Some(if count == 0 { ',' } else { separator })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, separator: char, header: &[&str], rows: &[&[&str]]) {
        let table = read(text).unwrap();
        assert_eq!((table.separator, table.cut), (Some(separator), false));
        assert_eq!(table.header, header);
        assert_eq!(table.rows, rows);
    }

    #[test]
    fn separators_quotes_and_line_ends_are_understood() {
        check("Nom;Prénom\r\nLe Goff;Hélène\r\n", ';', &["Nom", "Prénom"], &[&["Le Goff", "Hélène"]]);
        check("\u{feff}a,\"b, c\"\n1,\"x\n\"\"y\"\"\"\n\n,\n", ',', &["a", "b, c"], &[&["1", "x\n\"y\""]]);
        check("a\tb;c\n1\t2\t3", '\t', &["a", "b;c"], &[&["1", "2"]]);
        check("sep=;\na,1;b\n1;2", ';', &["a,1", "b"], &[&["1", "2"]]);
        check("E-mail\nx@y.fr\n", ',', &["E-mail"], &[&["x@y.fr"]]);
    }

    #[test]
    fn rows_are_no_wider_than_the_header_and_values_not_without_end() {
        check("Nom;Prénom\nA;B;C\nD;\n", ';', &["Nom", "Prénom"], &[&["A", "B"], &["D"]]);
        let header: Vec<String> = (0..MOST_COLUMNS).map(|it| format!("c{it}")).collect();
        let row = format!("{}x\n", ";".repeat(MOST_COLUMNS - 1));
        let rows = MOST_CELLS / MOST_COLUMNS;
        let text = format!("{}\n{}", header.join(";"), row.repeat(rows + 1));
        let table = read(&text).unwrap();
        assert_eq!((table.rows.len(), table.cut), (rows, true));
    }

    #[test]
    fn what_is_no_table_is_none() {
        for text in ["", "\n", "une lettre\nsans colonnes", "%PDF-1.4"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}

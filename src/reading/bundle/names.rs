//! Names of files side by side in one folder, on whichever system that is.

use std::collections::{HashMap, HashSet};

/// The most characters of a name before its extension: with a number and the extension it fits
/// wherever 255 octets do, in most scripts.
const MOST_STEM: usize = 80;

/// The longest extension that counts as one, without its dot.
const MOST_EXTENSION: usize = 10;

/// What Windows calls its devices, with any extension.
const RESERVED: &[&str] = &["con", "prn", "aux", "nul"];

/// Makes each name one that any system takes, and none like another: `a.pdf`, `a (2).pdf`.
pub(super) fn unique(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut all = Names::default();
    names.map(|it| all.unique(&it)).collect()
}

/// Names that are given one after the other.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// In lower case: Windows and macOS do not tell capitals apart.
    taken: HashSet<String>,
    /// The last number of each name, so that thousands of one name do not all count from 1.
    numbers: HashMap<String, u32>,
}

impl Names {
    /// The name, or one with a number where it is taken.
    pub(super) fn unique(&mut self, name: &str) -> String {
        let (stem, extension) = split(&safe(name));
        let number = self.numbers.entry(format!("{stem}{extension}").to_lowercase()).or_default();
        loop {
            *number += 1;
            let name = match *number {
                1 => format!("{stem}{extension}"),
                number => format!("{stem} ({number}){extension}"),
            };
            if self.taken.insert(name.to_lowercase()) {
                return name;
            }
        }
    }
}

/// One segment of a path, and nothing that a system reads otherwise.
fn safe(name: &str) -> String {
    let replaced = name.chars().map(|it| match it {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '_',
        it if it.is_control() => '_',
        it => it,
    });
    let name: String = replaced.collect();
    // Blanks and dots at its end are dropped by Windows, and a dot at the beginning hides a file.
    let name = name.trim_start_matches([' ', '.']).trim_end_matches([' ', '.']);
    let device = name.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let numbered = ["com", "lpt"].iter().find_map(|it| device.strip_prefix(it));
    let is_numbered = numbered.is_some_and(|it| it.chars().count() == 1 && it.chars().all(char::is_numeric));
    if name.is_empty() || is_numbered || RESERVED.contains(&device.as_str()) {
        return format!("_{name}");
    }
    name.to_owned()
}

/// The name before the extension, shortened, and the extension with its dot, which may be empty.
fn split(name: &str) -> (String, String) {
    let (stem, extension) = match name.rsplit_once('.') {
        Some((stem, extension)) if (1..=MOST_EXTENSION).contains(&extension.len()) && !stem.is_empty() => {
            (stem, format!(".{extension}"))
        }
        _ => (name, String::new()),
    };
    (stem.chars().take(MOST_STEM).collect(), extension)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(names: &[&str], expected: &[&str]) {
        assert_eq!(unique(names.iter().map(|it| (*it).to_owned())), expected);
    }

    #[test]
    fn each_name_is_another() {
        check(&["a.pdf", "a.pdf", "A.PDF", "b"], &["a.pdf", "a (2).pdf", "A (3).PDF", "b"]);
        check(&["a (2).pdf", "a.pdf", "a.pdf"], &["a (2).pdf", "a.pdf", "a (3).pdf"]);
        check(&["archive.tar.gz", "archive.tar.gz"], &["archive.tar.gz", "archive.tar (2).gz"]);
        check(&["", ""], &["_", "_ (2)"]);
    }

    #[test]
    fn no_name_leads_elsewhere_or_means_a_device() {
        check(&["../../etc/passwd"], &["_.._etc_passwd"]);
        check(&["/etc/passwd", "C:\\a.txt"], &["_etc_passwd", "C__a.txt"]);
        check(&["..", "."], &["_", "_ (2)"]);
        check(
            &["con", "NUL.txt", "com1.log", "Lpt9", "com²", "aux .c"],
            &["_con", "_NUL.txt", "_com1.log", "_Lpt9", "_com²", "_aux .c"],
        );
        check(&["console.txt", "com10", "nulle.doc"], &["console.txt", "com10", "nulle.doc"]);
        check(&["a\r\nb\0.txt", "fin. . ", ".htaccess"], &["a__b_.txt", "fin", "htaccess"]);
    }

    #[test]
    fn a_long_name_keeps_its_extension() {
        let names =
            unique([format!("{}.pdf", "é".repeat(300)), format!("{}.pdf", "é".repeat(400))].into_iter());
        assert_eq!(names[0].chars().count(), MOST_STEM + 4);
        assert!(names[0].ends_with("é.pdf") && names[1].ends_with("é (2).pdf"), "{names:?}");
    }
}

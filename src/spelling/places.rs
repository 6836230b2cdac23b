//! Where dictionaries are: in a folder of the operator's, in the program, in folders of the system.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use encoding_rs::{Encoding, UTF_8};
use flate2::read::GzDecoder;
use spellbook::Dictionary;

use super::{Error, Language};

/// Where systems keep them.
const SYSTEM: [&str; 2] = ["/usr/share/hunspell", "/usr/share/myspell/dicts"];

/// The largest file that is read, in octets: the largest known dictionary has a tenth of it.
const MOST_FILE: u64 = 64 * 1024 * 1024;

/// A dictionary inside the program: its language, and its two files as `build.rs` compressed them.
struct Shipped {
    tag: &'static str,
    aff: &'static [u8],
    dic: &'static [u8],
}

static SHIPPED: &[Shipped] = include!(concat!(env!("OUT_DIR"), "/dictionaries.rs"));

/// Where the dictionary of each language is.
#[derive(Debug)]
pub(super) struct Places(HashMap<Language, Place>);

#[derive(Debug, PartialEq, Eq)]
enum Place {
    /// In the program.
    Inside,
    /// Its file of words; the one of its rules has the same name, with the extension `aff`.
    File(PathBuf),
}

impl Places {
    /// Looks what there is.
    pub(super) fn look(folder: Option<&Path>) -> Self {
        let system = SYSTEM.map(Path::new);
        Self(Language::ALL.into_iter().filter_map(|it| Some((it, place(it, folder, &system)?))).collect())
    }

    /// The languages that there are dictionaries for.
    pub(super) fn languages(&self) -> impl Iterator<Item = Language> {
        self.0.keys().copied()
    }

    /// Reads a dictionary. Blocking: a tenth of a second.
    pub(super) fn load(&self, language: Language) -> Result<Dictionary, Error> {
        let file = |source| Error::File { language, source };
        let (aff, dic) = match self.0.get(&language).ok_or(Error::Missing(language))? {
            Place::Inside => inside(language).ok_or(Error::Missing(language))?.map_err(file)?,
            Place::File(words) => outside(words).map_err(file)?,
        };
        Dictionary::new(&aff, &dic).map_err(|it| Error::Damaged { language, problem: it.to_string() })
    }
}

fn place(language: Language, folder: Option<&Path>, system: &[&Path]) -> Option<Place> {
    if let Some(found) = folder.and_then(|it| in_folder(language, it)) {
        return Some(Place::File(found));
    }
    if SHIPPED.iter().any(|it| it.tag == language.tag()) {
        return Some(Place::Inside);
    }
    system.iter().find_map(|it| in_folder(language, it)).map(Place::File)
}

/// The dictionary of a language in a folder: both of its files are there.
fn in_folder(language: Language, folder: &Path) -> Option<PathBuf> {
    let is_there = |name: &str| {
        let words = folder.join(format!("{name}.dic"));
        (words.is_file() && words.with_extension("aff").is_file()).then_some(words)
    };
    if let Some(usual) = language.usual_files().iter().find_map(|it| is_there(it)) {
        return Some(usual);
    }
    let names = fs::read_dir(folder).ok()?.filter_map(|it| it.ok()?.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter_map(|it| it.strip_suffix(".dic").map(str::to_owned)).collect();
    names.sort();
    let begins = format!("{language}_");
    names.iter().filter(|it| it.starts_with(&begins)).find_map(|it| is_there(it))
}

fn inside(language: Language) -> Option<io::Result<(String, String)>> {
    let shipped = SHIPPED.iter().find(|it| it.tag == language.tag())?;
    let unpacked = |octets: &[u8]| {
        let mut text = String::new();
        GzDecoder::new(octets).read_to_string(&mut text).map(|_| text)
    };
    Some(unpacked(shipped.aff).and_then(|aff| Ok((aff, unpacked(shipped.dic)?))))
}

fn outside(words: &Path) -> io::Result<(String, String)> {
    let (aff, dic) = (read(&words.with_extension("aff"))?, read(words)?);
    let encoding = encoding(&aff);
    let text = |octets: &[u8]| encoding.decode(octets).0.into_owned();
    Ok((text(&aff), text(&dic)))
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut octets = Vec::new();
    fs::File::open(path)?.take(MOST_FILE).read_to_end(&mut octets)?;
    Ok(octets)
}

/// What the rules say that both files are written in (`SET ISO8859-15`).
fn encoding(aff: &[u8]) -> &'static Encoding {
    let set = aff.split(|it| *it == b'\n').find_map(|it| it.strip_prefix(b"SET "));
    let name = set.unwrap_or_default().trim_ascii();
    // What Hunspell calls ISO8859-15 has a hyphen more elsewhere.
    let named = Encoding::for_label(name).or_else(|| match name.strip_prefix(b"ISO8859-") {
        Some(part) => Encoding::for_label(&[b"ISO-8859-", part].concat()),
        None => None,
    });
    named.unwrap_or(UTF_8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, octets) in files {
            fs::write(folder.path().join(name), octets).unwrap();
        }
        folder
    }

    #[test]
    fn the_operator_comes_before_the_program_and_that_before_the_system() {
        let own = folder(&[("fr.aff", b"SET UTF-8\n"), ("fr.dic", b"1\nmot\n"), ("nl.dic", b"1\nwoord\n")]);
        let system =
            folder(&[("de_AT.aff", b""), ("de_AT.dic", b"0\n"), ("fr.aff", b""), ("fr.dic", b"0\n")]);
        let place = |language| place(language, Some(own.path()), &[system.path()]);
        assert_eq!(place(Language::French), Some(Place::File(own.path().join("fr.dic"))));
        assert_eq!(place(Language::Dutch), Some(Place::Inside), "half a dictionary is none");
        assert_eq!(place(Language::German), Some(Place::File(system.path().join("de_AT.dic"))));
        assert_eq!(place(Language::Italian), None);
    }

    #[test]
    fn a_dictionary_is_read_in_what_it_is_written_in() {
        for set in ["ISO8859-1", "ISO-8859-15", "windows-1252"] {
            let aff = format!("SET {set}\n");
            let folder = folder(&[("de_DE.aff", aff.as_bytes()), ("de_DE.dic", b"1\nfr\xfch\n")]);
            let places = Places(HashMap::from([(
                Language::German,
                Place::File(in_folder(Language::German, folder.path()).unwrap()),
            )]));
            assert!(places.load(Language::German).unwrap().check("früh"), "{set}");
        }
    }

    #[test]
    fn what_is_no_dictionary_is_an_error() {
        let folder = folder(&[("de.aff", b"SFX \x00\n"), ("de.dic", b"\xff\xff\xff")]);
        let places = Places(HashMap::from([(
            Language::German,
            Place::File(in_folder(Language::German, folder.path()).unwrap()),
        )]));
        assert!(places.load(Language::German).is_err());
        assert!(matches!(places.load(Language::French), Err(Error::Missing(Language::French))));
    }
}

//! A secret of the operator's in a file of its own.

use std::fmt;
use std::fs;
use std::path::Path;

use toml::Value;
use zeroize::Zeroizing;

use super::read::Section;
use super::{Error, secrecy};

/// A secret of the operator's; `Debug` leaves it out.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(Zeroizing<String>);

impl Password {
    /// The secret itself, for the one who is to have it.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Reads the file that `password_file` names; one that others may read is refused.
    pub(super) fn read(section: &mut Section) -> Result<Option<Self>, Error> {
        let expected = "the path of a file with one line, which others may not read (chmod 600)";
        let Some(path) = section.text("password_file", expected)? else { return Ok(None) };
        let failed = |source| Error::File { path: path.clone().into(), source };
        let text = Zeroizing::new(fs::read_to_string(&path).map_err(failed)?);
        let line = text.trim_end_matches(['\r', '\n']);
        let good = !line.is_empty() && line.bytes().all(|it| it.is_ascii_graphic() || it == b' ');
        if !good || secrecy::open_mode(Path::new(&path))?.is_some() {
            return Err(section.wrong("password_file", &Value::String(path), expected));
        }
        Ok(Some(Self(Zeroizing::new(line.to_owned()))))
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password")
    }
}

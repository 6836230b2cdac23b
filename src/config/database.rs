//! `[database]`: where rows are kept.

use std::fmt;

use super::Error;
use super::read::Section;

/// Where rows are kept. `Debug` leaves out what may hold a password.
#[derive(Clone, PartialEq, Eq)]
pub enum Database {
    /// A file in the data directory.
    Sqlite,
    /// A `postgres://` address.
    Postgres(String),
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "Sqlite",
            Self::Postgres(_) => "Postgres",
        })
    }
}

impl Database {
    /// Reads `[database]`.
    pub(super) fn read(mut section: Section) -> Result<Self, Error> {
        let database = section.take("url", r#""sqlite" or "postgres://user@host/name""#, |value| {
            let url = value.as_str()?;
            match url.split_once("://") {
                None => (url == "sqlite").then_some(Self::Sqlite),
                Some(("postgres" | "postgresql", _)) => Some(Self::Postgres(url.to_owned())),
                Some(_) => None,
            }
        })?;
        section.finish()?;
        Ok(database.unwrap_or(Self::Sqlite))
    }
}

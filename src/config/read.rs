//! Values out of a table, each taken once: what is left over at the end is a key that does not
//! exist. Serde would do most of it, but cannot name key, value and what was expected in one
//! sentence, nor take a number from an environment variable.

use std::str::FromStr;

use toml::{Table, Value};

use super::Error;

/// A table and where it stands: `imap`, `domain[0].imap`, or nothing for the whole file.
#[derive(Debug)]
pub(super) struct Section {
    path: String,
    table: Table,
}

impl Section {
    pub(super) fn new(path: String, table: Table) -> Self {
        Self { path, table }
    }

    /// Takes a value. `read` answers `None` when it is not `expected` ("a port from 1 to 65535").
    pub(super) fn take<T>(
        &mut self,
        key: &str,
        expected: &str,
        read: impl FnOnce(&Value) -> Option<T>,
    ) -> Result<Option<T>, Error> {
        let Some(value) = self.table.remove(key) else { return Ok(None) };
        match read(&value) {
            Some(good) => Ok(Some(good)),
            None => Err(self.wrong(key, &value, expected)),
        }
    }

    /// Takes a text that is not empty.
    pub(super) fn text(&mut self, key: &str, expected: &str) -> Result<Option<String>, Error> {
        self.take(key, expected, |value| value.as_str().filter(|it| !it.is_empty()).map(str::to_owned))
    }

    /// Takes a whole number within a range; from the environment it is a text of digits.
    pub(super) fn number(&mut self, key: &str, least: u64, most: u64) -> Result<Option<u64>, Error> {
        self.take(key, &format!("a whole number from {least} to {most}"), |value| {
            let number = match value {
                Value::Integer(number) => u64::try_from(*number).ok(),
                Value::String(text) => text.parse().ok(),
                _ => None,
            };
            number.filter(|it| (least..=most).contains(it))
        })
    }

    /// Takes `true` or `false`.
    pub(super) fn truth(&mut self, key: &str) -> Result<Option<bool>, Error> {
        self.take(key, "true or false", |value| match value {
            Value::Boolean(it) => Some(*it),
            Value::String(text) => text.parse().ok(),
            _ => None,
        })
    }

    /// Takes a table inside this one; an empty one when it is missing.
    pub(super) fn section(&mut self, key: &str) -> Result<Self, Error> {
        let path = self.path_of(key);
        let table = self.take(key, &format!("a table [{path}]"), |value| value.as_table().cloned())?;
        Ok(Self::new(path, table.unwrap_or_default()))
    }

    /// The same, `None` when it is missing.
    pub(super) fn section_if_any(&mut self, key: &str) -> Result<Option<Self>, Error> {
        if self.table.contains_key(key) { self.section(key).map(Some) } else { Ok(None) }
    }

    /// Takes all that is left, in the order of its keys.
    pub(super) fn all<T>(
        &mut self,
        expected: &str,
        read: impl Fn(&Value) -> Option<T>,
    ) -> Result<Vec<(String, T)>, Error> {
        let all = std::mem::take(&mut self.table).into_iter();
        all.map(|(key, value)| match read(&value) {
            Some(good) => Ok((key, good)),
            None => Err(self.wrong(&key, &value, expected)),
        })
        .collect()
    }

    /// Takes a list of tables: `[[domain]]`.
    pub(super) fn sections(&mut self, key: &str) -> Result<Vec<Self>, Error> {
        let path = self.path_of(key);
        let tables = self.take(key, &format!("tables [[{path}]]"), |value| {
            value.as_array()?.iter().map(|it| it.as_table().cloned()).collect::<Option<Vec<_>>>()
        })?;
        let numbered = tables.unwrap_or_default().into_iter().enumerate();
        Ok(numbered.map(|(number, table)| Self::new(format!("{path}[{number}]"), table)).collect())
    }

    /// Ends reading: a key that is left does not exist.
    pub(super) fn finish(self) -> Result<(), Error> {
        match self.table.iter().next() {
            Some((key, value)) => {
                Err(self.wrong(key, value, "no key of this name here; look for its spelling"))
            }
            None => Ok(()),
        }
    }

    /// The error for a value of this table.
    pub(super) fn wrong(&self, key: &str, value: &Value, expected: &str) -> Error {
        Error::Value(format!("{} = {}: expected {expected}", self.path_of(key), shown(key, value)))
    }

    fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }
}

/// The value for a person; `database.url` may hold a password, and so may what was meant as one.
fn shown(key: &str, value: &Value) -> String {
    match value {
        Value::String(_) if key == "url" || key.contains("pas") => "…".to_owned(),
        Value::String(text) => format!("{text:?}"),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Boolean(truth) => truth.to_string(),
        Value::Datetime(time) => time.to_string(),
        Value::Array(list) => {
            format!("[{}]", list.iter().map(|it| shown(key, it)).collect::<Vec<_>>().join(", "))
        }
        Value::Table(_) => "{…}".to_owned(),
    }
}

/// A list of what can be read from texts; from the environment it is one text with commas.
pub(super) fn list<T: FromStr>(value: &Value) -> Option<Vec<T>> {
    match value {
        Value::Array(list) => list.iter().map(|it| it.as_str()?.parse().ok()).collect(),
        Value::String(list) => {
            list.split(',').map(str::trim).filter(|it| !it.is_empty()).map(|it| it.parse().ok()).collect()
        }
        _ => None,
    }
}

/// Reads TOML. The error says where and what, and shows nothing of the file: it may hold a password.
pub(super) fn table(text: &str) -> Result<Table, Error> {
    text.parse().map_err(|error: toml::de::Error| {
        let what = error.message().lines().collect::<Vec<_>>().join(", ");
        let Some(before) = error.span().and_then(|it| text.get(..it.start)) else {
            return Error::Value(what);
        };
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|it| *it != '\n').count() + 1;
        Error::Value(format!("line {line}, column {column}: {what}"))
    })
}

/// Variables that are no keys of the file.
const OTHER_VARIABLES: [&str; 2] = ["LOG", "CHECK_PASSWORD"];

/// Puts the environment over the file: `FACTEUR_IMAP__HOST` is `imap.host`.
pub(super) fn overlay(table: &mut Table, environment: &[(String, String)]) -> Result<(), Error> {
    for (name, value) in environment {
        let Some(path) = name.strip_prefix("FACTEUR_").filter(|it| !OTHER_VARIABLES.contains(it)) else {
            continue;
        };
        let path = path.to_lowercase();
        let mut inner = &mut *table;
        let (sections, key) = path.rsplit_once("__").unwrap_or(("", &path));
        for section in sections.split("__").filter(|it| !it.is_empty()) {
            let entry = inner.entry(section).or_insert_with(|| Value::Table(Table::new()));
            inner = entry.as_table_mut().ok_or_else(|| {
                Error::Value(format!("{name}: expected {section} to be a table in the configuration file"))
            })?;
        }
        inner.insert(key.to_owned(), Value::String(value.clone()));
    }
    Ok(())
}

//! A file that holds a password is not for everybody.

use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use toml::{Table, Value};

use super::Error;

/// Refuses a file that holds the password of the database and that others may read.
pub(super) fn guard(path: &Path, table: &Table) -> Result<(), Error> {
    let url = table.get("database").and_then(|it| it.get("url")).and_then(Value::as_str);
    if !url.is_some_and(holds_password) {
        return Ok(());
    }
    let Some(mode) = open_mode(path)? else { return Ok(()) };
    Err(Error::Value(format!(
        "it holds the password of the database and others may read it (mode {mode:04o}): run chmod 600 {}",
        path.display()
    )))
}

/// The mode of a file that others may read: beyond 0600, or, where root owns it, beyond 0640, so that
/// a service may read and not change it. `None` for one that is closed to them.
pub(super) fn open_mode(path: &Path) -> Result<Option<u32>, Error> {
    let about = fs::metadata(path).map_err(|source| Error::File { path: path.to_owned(), source })?;
    let mode = about.mode() & 0o7777;
    let good = if about.uid() == 0 { 0o640 } else { 0o600 };
    Ok((mode & 0o077 & !good != 0).then_some(mode))
}

/// Whether the address of a database has a password, before the host or behind the question mark.
fn holds_password(url: &str) -> bool {
    let (_, rest) = url.split_once("://").unwrap_or(("", url));
    let (authority, query) = rest.split_once('?').unwrap_or((rest, ""));
    let user = authority.rsplit_once('@').map_or("", |(user, _)| user);
    let before = user.split_once(':').is_some_and(|(_, password)| !password.is_empty());
    before || query.split('&').any(|it| it.starts_with("password="))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn a_group_may_read_what_root_owns_and_nobody_else_what_others_own() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let with = "[database]\nurl = \"postgres://facteur:s3cret@db/facteur\"".parse().unwrap();
        let without = "[database]\nurl = \"postgres://facteur@db/facteur\"".parse().unwrap();
        let is_root = fs::metadata(file.path()).unwrap().uid() == 0;
        for (mode, good) in [(0o600, true), (0o400, true), (0o640, is_root), (0o660, false), (0o604, false)] {
            fs::set_permissions(file.path(), fs::Permissions::from_mode(mode)).unwrap();
            assert_eq!(guard(file.path(), &with).is_ok(), good, "{mode:o}");
            assert!(guard(file.path(), &without).is_ok());
        }
    }

    #[test]
    fn a_password_in_the_address_is_seen() {
        for url in [
            "postgres://facteur:s3cret@db/facteur",
            "postgres://facteur:p@ss/word@db/facteur",
            "postgres://facteur@db/facteur?sslmode=require&password=s3cret",
        ] {
            assert!(holds_password(url), "{url}");
        }
        for url in
            ["sqlite", "postgres://facteur@db/facteur", "postgres://facteur:@db:5432/x", "postgres:///x"]
        {
            assert!(!holds_password(url), "{url}");
        }
    }
}

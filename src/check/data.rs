//! The data directory and the server's key in it.

use std::fs::{self, DirBuilder, Metadata, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use super::Teller;
use crate::config::Config;
use crate::secret::SealingKey;

/// Tells what can be done in the directory; answers what the file system takes for now, in seconds
/// since 1970-01-01 UTC, where something could be written.
pub(super) fn check(config: &Config, teller: &mut Teller<'_>) -> Option<i64> {
    let directory = &config.data_dir;
    let time = match fs::metadata(directory) {
        Ok(about) if about.is_dir() => writable(directory, &about, teller),
        Ok(_) => {
            let found = format!("{} is not a directory", directory.display());
            teller.failure("data_dir", found, "Set data_dir to a directory of its own.");
            None
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => creatable(directory, teller),
        Err(error) => {
            let found = format!("{} cannot be looked at: {error}", directory.display());
            teller.failure("data_dir", found, "Run the check as the user who serves, and correct data_dir.");
            None
        }
    };
    if time.is_some() {
        key(&config.server_key(), teller);
    }
    time
}

/// A directory that is there: written, as its owner, closed to others.
fn writable(directory: &Path, about: &Metadata, teller: &mut Teller<'_>) -> Option<i64> {
    let path = trial(directory);
    let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path);
    let ours = match made.and_then(|file| file.metadata()) {
        Ok(ours) => ours,
        Err(error) => {
            let found = format!("{} cannot be written: {error}", directory.display());
            let advice = format!("Run chown on {} for the user who serves.", directory.display());
            teller.failure("data_dir", found, advice);
            return None;
        }
    };
    // It holds nothing, and where it could be made it can be removed.
    _ = fs::remove_file(&path);
    let mode = about.mode() & 0o7777;
    if about.uid() != ours.uid() {
        teller.warning(
            "data_dir",
            format!(
                "{} belongs to user {}, and this is user {}",
                directory.display(),
                about.uid(),
                ours.uid()
            ),
            "Run the check as the user who serves: what holds for one need not hold for the other.",
        );
    } else if mode & 0o077 != 0 {
        let found = format!("others may look into {} (mode {mode:04o})", directory.display());
        teller.warning("data_dir", found, format!("Run chmod 700 {}.", directory.display()));
    } else {
        teller.ok("data_dir", format!("{} can be written, by its owner alone", directory.display()));
    }
    Some(ours.mtime())
}

/// A directory that is not there: the nearest one above it must let us make it.
fn creatable(directory: &Path, teller: &mut Teller<'_>) -> Option<i64> {
    let above = directory.ancestors().skip(1).find(|it| it.exists());
    let above = above.filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let path = trial(above);
    match DirBuilder::new().mode(0o700).create(&path).and_then(|()| fs::metadata(&path)) {
        Ok(about) => {
            _ = fs::remove_dir(&path);
            let found = format!("{} is not there yet and will be made", directory.display());
            teller.ok("data_dir", found);
            Some(about.mtime())
        }
        Err(error) => {
            let (directory, above) = (directory.display(), above.display());
            let found = format!("{directory} is not there and cannot be made in {above}: {error}");
            teller.failure("data_dir", found, "Make it for the user who serves, with mode 0700.");
            None
        }
    }
}

/// A name that nobody uses.
fn trial(directory: &Path) -> PathBuf {
    directory.join(format!(".facteur-check-{}", std::process::id()))
}

fn key(path: &Path, teller: &mut Teller<'_>) {
    match SealingKey::load(path) {
        Ok(_) => teller.ok("server_key", format!("{} is for its owner alone", path.display())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            teller.ok("server_key", format!("{} is not there yet and will be made", path.display()));
        }
        Err(error) => teller.failure(
            "server_key",
            format!("{} cannot be used: {error}", path.display()),
            "It must belong to the user who serves, with mode 0600, and hold what it was made with.",
        ),
    }
}

//! The data directory: made where it is missing, held by one process at a time.
//!
//! Two processes on one directory would send what waits in the outbox twice. So whoever serves holds
//! a lock on a file in it; the kernel gives the lock back however the process ends.

use std::fmt;
use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::net::SocketAddr;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

/// The file that is locked, and says by whom.
const FILE: &str = "facteur.lock";

/// The most octets that are read of it.
const MOST_OCTETS: u64 = 1_000;

/// A data directory that is ours until this is dropped.
#[derive(Debug)]
pub struct Claim {
    file: File,
    path: PathBuf,
}

/// Who holds a data directory, as far as it says so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holder {
    /// The number of the process.
    pub process: Option<u32>,
    /// Where it serves; `None` while it starts.
    pub address: Option<SocketAddr>,
}

/// Why a data directory is not ours.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It cannot be made or written.
    #[error("cannot use {path} as the data directory")]
    Directory {
        /// The directory.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// Another process serves it.
    #[error("the data directory {path} is in use by {holder}")]
    Taken {
        /// The directory.
        path: PathBuf,
        /// Who.
        holder: Holder,
    },
}

impl Claim {
    /// Makes the directory (0700) where it is missing, and takes it.
    pub fn take(directory: &Path) -> Result<Self, Error> {
        let cannot = |source| Error::Directory { path: directory.to_owned(), source };
        make(directory).map_err(cannot)?;
        let path = directory.join(FILE);
        // Not truncated: what is in it may be another's.
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false).mode(0o600);
        let mut file = options.open(&path).map_err(cannot)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let holder = Holder::read(&mut file);
                return Err(Error::Taken { path: directory.to_owned(), holder });
            }
            Err(TryLockError::Error(source)) => return Err(cannot(source)),
        }
        let mut claim = Self { file, path: directory.to_owned() };
        claim.write(None)?;
        Ok(claim)
    }

    /// Tells those who come later where it is served.
    pub fn tell(&mut self, address: SocketAddr) -> Result<(), Error> {
        self.write(Some(address))
    }

    fn write(&mut self, address: Option<SocketAddr>) -> Result<(), Error> {
        let holder = Holder { process: Some(std::process::id()), address };
        let written = self
            .file
            .set_len(0)
            .and_then(|()| self.file.rewind())
            .and_then(|()| self.file.write_all(holder.to_lines().as_bytes()));
        written.map_err(|source| Error::Directory { path: self.path.clone(), source })
    }
}

/// Who holds this directory now; `None` when nobody does.
pub fn holder(directory: &Path) -> Option<Holder> {
    let mut file = File::open(directory.join(FILE)).ok()?;
    // Shared, so that two who ask do not take each other for the holder; given back at once.
    matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)).then(|| Holder::read(&mut file))
}

/// Makes the data directory (0700), with those above it, where it is missing.
pub fn make(directory: &Path) -> io::Result<()> {
    if fs::metadata(directory).is_ok_and(|it| !it.is_dir()) {
        return Err(io::Error::new(io::ErrorKind::NotADirectory, "it is not a directory"));
    }
    DirBuilder::new().recursive(true).mode(0o700).create(directory)
}

impl Holder {
    fn read(file: &mut File) -> Self {
        let mut text = String::new();
        // What cannot be read says nothing; the lock is what counts.
        _ = file.take(MOST_OCTETS).read_to_string(&mut text);
        let mut holder = Self::default();
        for line in text.lines() {
            match line.split_once(' ') {
                Some(("process", number)) => holder.process = number.parse().ok(),
                Some(("address", address)) => holder.address = address.parse().ok(),
                _ => {}
            }
        }
        holder
    }

    fn to_lines(&self) -> String {
        let process = self.process.map(|it| format!("process {it}\n")).unwrap_or_default();
        let address = self.address.map(|it| format!("address {it}\n")).unwrap_or_default();
        [process, address].concat()
    }
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.process {
            Some(process) => write!(f, "another facteur, process {process}")?,
            None => f.write_str("another facteur")?,
        }
        self.address.map_or(Ok(()), |address| write!(f, ", which serves on http://{address}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directory_has_one_holder_who_says_where_it_serves() {
        let parent = tempfile::tempdir().unwrap();
        let directory = parent.path().join("a/b");
        assert_eq!(holder(&directory), None);
        let mut claim = Claim::take(&directory).unwrap();
        claim.tell("127.0.0.1:8080".parse().unwrap()).unwrap();
        let expected = Holder {
            process: Some(std::process::id()),
            address: Some(SocketAddr::from(([127, 0, 0, 1], 8080))),
        };
        assert_eq!(holder(&directory), Some(expected));
        let refused = Claim::take(&directory).unwrap_err().to_string();
        assert!(refused.ends_with(", which serves on http://127.0.0.1:8080"), "{refused}");
        drop(claim);
        assert_eq!(holder(&directory), None);
        Claim::take(&directory).unwrap();
    }

    #[test]
    fn what_others_wrote_into_the_file_is_passed_over() {
        let directory = tempfile::tempdir().unwrap();
        fs::write(directory.path().join(FILE), "process x\nrubbish\naddress 1.2.3.4:5\n\u{7}").unwrap();
        let mut file = File::open(directory.path().join(FILE)).unwrap();
        let holder = Holder::read(&mut file);
        assert_eq!(holder, Holder { process: None, address: Some(SocketAddr::from(([1, 2, 3, 4], 5))) });
    }
}

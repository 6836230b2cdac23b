//! The directory in which a demonstration is kept from one run to the next.
//!
//! | what | is |
//! |---|---|
//! | `lock` | empty; locked as long as a server uses the directory |
//! | `version` | [`VERSION`] |
//! | `state.json` | accounts and mailboxes, and of each message its numbers, its flags and its file |
//! | `messages/7.eml` | the octets of a message; copies of it in several mailboxes have one file |
//!
//! A message's file is written before the state that names it, and removed after the state that does
//! not any more, so that whenever the program ends there is a whole state.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::Error;
use super::state::State;
use super::state::mailboxes::Mailboxes;
use super::state::message::Message;
use form::KeptState;

mod form;
mod scripts;

/// What the file `version` says; another number is another form.
const VERSION: &str = "facteur demo 1\n";
/// How long changes are gathered before they are written.
const PAUSE: Duration = Duration::from_secs(1);
/// The longest version that is shown, in characters.
const MOST_OF_VERSION: usize = 100;

/// A directory that is ours as long as this lives.
#[derive(Debug)]
pub(super) struct Directory {
    path: PathBuf,
    /// Unlocked when it is closed.
    _lock: File,
    next_file: AtomicU64,
}

impl Directory {
    /// Makes a directory ours, and makes it where it is not there.
    ///
    /// # Errors
    ///
    /// [`Error::Directory`], [`Error::InUse`], [`Error::Version`], [`Error::NotEmpty`].
    pub(super) fn open(path: &Path) -> Result<Self, Error> {
        let failed = |source| Error::Directory { path: path.to_owned(), source };
        fs::create_dir_all(path).map_err(failed)?;
        let is_new = is_new(path).map_err(failed)?;
        if is_new.is_none() {
            return Err(Error::NotEmpty(path.to_owned()));
        }
        let lock = OpenOptions::new().create(true).truncate(false).write(true).open(path.join("lock"));
        let lock = lock.map_err(failed)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Error::InUse(path.to_owned())),
            Err(TryLockError::Error(source)) => return Err(failed(source)),
        }
        if is_new == Some(true) {
            write(&path.join("version"), VERSION.as_bytes()).map_err(failed)?;
        }
        let found = fs::read_to_string(path.join("version")).map_err(failed)?;
        if found != VERSION {
            let found = found.trim().chars().take(MOST_OF_VERSION).collect();
            return Err(Error::Version { path: path.to_owned(), found });
        }
        fs::create_dir_all(path.join("messages")).map_err(failed)?;
        Ok(Self { path: path.to_owned(), _lock: lock, next_file: AtomicU64::new(1) })
    }

    /// The mailboxes that are kept, by the address of their account. A message whose file is gone is
    /// left out.
    ///
    /// # Errors
    ///
    /// [`Error::Directory`], [`Error::Damaged`].
    pub(super) fn load(&self) -> Result<BTreeMap<String, Mailboxes>, Error> {
        let path = self.path.join("state.json");
        let text = match fs::read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
            Err(source) => return Err(Error::Directory { path, source }),
        };
        let kept: KeptState = serde_json::from_slice(&text)
            .map_err(|error| Error::Damaged { path: path.clone(), reason: error.to_string() })?;
        let mut messages: BTreeMap<u64, Arc<Message>> = BTreeMap::new();
        let accounts = kept.accounts.into_iter().map(|account| {
            let address = account.address.clone();
            let mailboxes = account.restore(|file, received_at| {
                if let Some(message) = messages.get(&file) {
                    return Some(Arc::clone(message));
                }
                let message = Arc::new(self.read(file, received_at)?);
                messages.insert(file, Arc::clone(&message));
                Some(message)
            });
            let reason = "an account that cannot be".to_owned();
            mailboxes.map(|it| (address, it)).ok_or(Error::Damaged { path: path.clone(), reason })
        });
        let accounts = accounts.collect::<Result<_, _>>()?;
        let next = messages.keys().next_back().map_or(1, |it| it.saturating_add(1));
        self.next_file.store(next, Ordering::Relaxed);
        Ok(accounts)
    }

    /// Writes down how everything is now.
    pub(super) fn save(&self, state: &State) -> io::Result<()> {
        let accounts =
            state.accounts().iter().map(|account| (account.address().to_owned(), account.snapshot()));
        let accounts: Vec<(String, Mailboxes)> = accounts.collect();
        let mut files = BTreeSet::new();
        for (_, mailboxes) in &accounts {
            for stored in mailboxes.iter().flat_map(|(_, it)| it.messages()) {
                files.insert(self.write_message(&stored.message)?);
            }
        }
        let kept = KeptState::new(&accounts);
        write(&self.path.join("state.json"), &serde_json::to_vec(&kept)?)?;
        self.save_scripts(state)?;
        self.remove_others(&files)
    }

    /// The number of a message's file, which is written if it is not there yet.
    fn write_message(&self, message: &Message) -> io::Result<u64> {
        if let Some(file) = message.file() {
            return Ok(file);
        }
        let file = self.next_file.fetch_add(1, Ordering::Relaxed);
        write(&self.message_path(file), message.contents().octets())?;
        message.set_file(file);
        Ok(file)
    }

    fn read(&self, file: u64, received_at: i64) -> Option<Message> {
        match fs::read(self.message_path(file)) {
            Ok(octets) => {
                let message = Message::new(octets.into(), received_at);
                message.set_file(file);
                Some(message)
            }
            Err(error) => {
                tracing::warn!(%error, file, "a message that was kept cannot be read");
                None
            }
        }
    }

    /// Removes the files of messages that are in no mailbox any more.
    fn remove_others(&self, files: &BTreeSet<u64>) -> io::Result<()> {
        for entry in fs::read_dir(self.path.join("messages"))? {
            let name = entry?.file_name();
            let file = name.to_str().and_then(|it| it.strip_suffix(".eml")?.parse().ok());
            if let Some(file) = file.filter(|it| !files.contains(it)) {
                fs::remove_file(self.message_path(file))?;
            }
        }
        Ok(())
    }

    fn message_path(&self, file: u64) -> PathBuf {
        self.path.join("messages").join(format!("{file}.eml"))
    }
}

/// Writes down what changes, [`PAUSE`] after it did, until the server ends. What changes then is for
/// whoever ends it to [`save`].
pub(super) async fn follow(directory: Arc<Directory>, state: Arc<State>, stop: CancellationToken) {
    let mut changes = state.watch();
    // What a demonstration begins with is not written yet.
    changes.mark_changed();
    loop {
        tokio::select! {
            _ = changes.changed() => {}
            () = stop.cancelled() => return,
        }
        tokio::select! {
            () = tokio::time::sleep(PAUSE) => {}
            () = stop.cancelled() => return,
        }
        changes.mark_unchanged();
        save(&directory, &state).await;
    }
}

/// Writes down how everything is now, where it keeps nobody waiting.
pub(super) async fn save(directory: &Arc<Directory>, state: &Arc<State>) {
    let (directory, state) = (Arc::clone(directory), Arc::clone(state));
    let saved = tokio::task::spawn_blocking(move || directory.save(&state)).await;
    match saved.map_err(io::Error::other) {
        Ok(Ok(())) => {}
        Ok(Err(error)) | Err(error) => tracing::error!(%error, "the demonstration's mail is not kept"),
    }
}

/// Whether nothing was kept in a directory yet; `None` when there are other things in it.
fn is_new(path: &Path) -> io::Result<Option<bool>> {
    if path.join("version").try_exists()? {
        return Ok(Some(false));
    }
    for entry in fs::read_dir(path)? {
        // Another server may have made its lock just now, or the first part of the version.
        let name = entry?.file_name();
        if name != "lock" && name != "version.new" {
            return Ok(None);
        }
    }
    Ok(Some(true))
}

/// Writes a file as a whole or not at all.
fn write(path: &Path, octets: &[u8]) -> io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let new = path.with_file_name(name);
    let mut file = File::create(&new)?;
    file.write_all(octets)?;
    drop(file);
    fs::rename(&new, path)
}

#[cfg(test)]
mod tests;

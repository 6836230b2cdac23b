//! A password in Dovecot's passwd-file: lines of `name:{SCHEME}hash:uid:gid:gecos:home:shell:extra`.
//!
//! The file is replaced whole or not at all, with the owner and mode that it had, and one at a time: a file beside it
//! (`.lock`) is locked meanwhile. It is written by our user, who must be allowed to make files in its folder.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _, fchown};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

use sha_crypt::{Sha512Params, sha512_crypt_b64};
use zeroize::Zeroizing;

use super::Error;
use crate::secret::random;

/// The most octets of a file: some hundred thousand people.
const MOST: u64 = 64 * 1024 * 1024;

/// How often the hash is hashed again: some tens of milliseconds.
const ROUNDS: usize = 50_000;

/// How often the lock is tried, and how long is waited in between: for ten seconds.
const LOCK_TRIES: usize = 500;
const LOCK_PAUSE: Duration = Duration::from_millis(20);

/// The letters of a salt, 64 of them.
const SALT: &[u8; 64] = b"./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Puts a new password into the line of a login, off the threads of requests.
pub(super) async fn change(path: &Path, login: &str, new: Zeroizing<String>) -> Result<(), Error> {
    let (path, login) = (path.to_owned(), login.to_owned());
    let work = tokio::task::spawn_blocking(move || replace(&path, &login, &hash(&new)?));
    work.await.unwrap_or_else(|_| Err(Error::Failed("the work was broken off".to_owned())))
}

/// Whether it could be changed: it can be read, and a file can be made beside it that has its owner. How many people
/// are in it. The lock is not touched: it would belong to whoever tries.
pub fn try_out(path: &Path) -> io::Result<usize> {
    let path = fs::canonicalize(path)?;
    let text = read(&path)?;
    let (fresh, about) = (beside(&path, "trial"), fs::metadata(&path)?);
    let file = new_file(&fresh, 0o600)?;
    let owned = fchown(&file, Some(about.uid()), Some(about.gid()));
    fs::remove_file(&fresh)?;
    owned?;
    Ok(text.lines().filter(|it| !it.starts_with('#') && it.contains(':')).count())
}

fn replace(path: &Path, login: &str, hash: &str) -> Result<(), Error> {
    let failed = |error: io::Error| Error::Failed(format!("{}: {error}", path.display()));
    // The file itself, where the path leads to it.
    let path = &fs::canonicalize(path).map_err(failed)?;
    let _locked = lock(path).map_err(failed)?;
    let text = read(path).map_err(failed)?;
    let changed = changed(&text, login, hash).ok_or(Error::Unknown)?;
    write(path, &changed).map_err(failed)
}

/// The text with another password in the line of a login; `None` when it has none.
fn changed(text: &str, login: &str, hash: &str) -> Option<Zeroizing<String>> {
    let wanted = line_of(text, login)?;
    let mut changed = Zeroizing::new(String::with_capacity(text.len() + hash.len()));
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let Some((name, rest)) = line.split_once(':').filter(|_| number == wanted) else {
            changed.push_str(line);
            continue;
        };
        let end = rest.find([':', '\n', '\r']).unwrap_or(rest.len());
        for part in [name, ":", hash, rest.get(end..).unwrap_or_default()] {
            changed.push_str(part);
        }
    }
    Some(changed)
}

/// Which line is that of a login, from 0. Dovecot takes the first one that is written exactly so. A name in another case
/// is the person's only where it is the one such: else nobody knows which of them the server takes it for.
fn line_of(text: &str, login: &str) -> Option<usize> {
    let named = || {
        let lines = text.split_inclusive('\n').enumerate().filter(|(_, line)| !line.starts_with('#'));
        lines.filter_map(|(number, line)| Some((number, line.split_once(':')?.0)))
    };
    if let Some((number, _)) = named().find(|(_, name)| *name == login) {
        return Some(number);
    }
    let wanted = login.to_lowercase();
    let mut alike = named().filter(|(_, name)| name.to_lowercase() == wanted);
    let (number, _) = alike.next()?;
    alike.next().is_none().then_some(number)
}

/// The hash that Dovecot calls SHA512-CRYPT: every libc of Linux has it.
fn hash(password: &str) -> Result<String, Error> {
    let failed = || Error::Failed("the password cannot be hashed".to_owned());
    let letter = |octet: u8| SALT.get(usize::from(octet % 64)).copied().map(char::from);
    let salt: String = random::<16>().into_iter().filter_map(letter).collect();
    let params = Sha512Params::new(ROUNDS).map_err(|_| failed())?;
    let hash = sha512_crypt_b64(password.as_bytes(), salt.as_bytes(), &params).map_err(|_| failed())?;
    Ok(format!("{{SHA512-CRYPT}}$6$rounds={ROUNDS}${salt}${hash}"))
}

fn read(path: &Path) -> io::Result<Zeroizing<String>> {
    let mut text = Zeroizing::new(String::new());
    File::open(path)?.take(MOST + 1).read_to_string(&mut text)?;
    if text.len() as u64 > MOST {
        return Err(io::Error::other("it is too large"));
    }
    Ok(text)
}

/// Held until it is dropped; a process that dies lets go of it. One that lives and does not is waited for some seconds.
fn lock(path: &Path) -> io::Result<File> {
    let lock =
        OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(beside(path, "lock"))?;
    for _ in 0..LOCK_TRIES {
        match lock.try_lock() {
            Ok(()) => return Ok(lock),
            Err(TryLockError::WouldBlock) => thread::sleep(LOCK_PAUSE),
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
    Err(io::Error::other("another program holds its lock"))
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    let (fresh, about) = (beside(path, "new"), fs::metadata(path)?);
    let written = (|| {
        let mut file = new_file(&fresh, 0o600)?;
        file.write_all(text.as_bytes())?;
        // Where the owner is another, only root may say so; then it is refused rather than changed.
        fchown(&file, Some(about.uid()), Some(about.gid()))?;
        file.set_permissions(about.permissions())?;
        // Dovecot reads the file anew when its time is another one, to a second.
        if let Ok(before) = about.modified() {
            let after = before + Duration::from_secs(1);
            file.set_modified(SystemTime::now().max(after))?;
        }
        file.sync_all()?;
        fs::rename(&fresh, path)
    })();
    if written.is_err() {
        _ = fs::remove_file(&fresh);
    }
    written
}

/// A file that is new, whatever a crash left there.
fn new_file(path: &Path, mode: u32) -> io::Result<File> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    OpenOptions::new().write(true).create_new(true).mode(mode).open(path)
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn one_line_changes_and_nothing_else() {
        let text = "# claire@b.c:{PLAIN}x\nzoe@b.c:{PLAIN}z::::::\r\nClaire@b.c:{PLAIN}old:5000:5000::/home:/bin:quota=1\n\
                    claire@b.c:{PLAIN}second\nbroken line\nlast@b.c:{PLAIN}l";
        let after = |login: &str| changed(text, login, "{X}h").map(|it| it.to_string());
        let expected = text.replace("Claire@b.c:{PLAIN}old:", "Claire@b.c:{X}h:");
        assert_eq!(after("Claire@b.c").unwrap(), expected);
        let second = text.replace("claire@b.c:{PLAIN}second", "claire@b.c:{X}h");
        assert_eq!(after("claire@b.c").unwrap(), second, "the line of this person, not of the first alike");
        assert_eq!(after("CLAIRE@b.c"), None, "two may be meant");
        assert_eq!(after("LAST@b.c").unwrap(), text.replace("last@b.c:{PLAIN}l", "last@b.c:{X}h"));
        assert_eq!(after("last@b.c").unwrap(), text.replace("last@b.c:{PLAIN}l", "last@b.c:{X}h"));
        assert_eq!(after("zoe@b.c").unwrap(), text.replace("{PLAIN}z:", "{X}h:"));
        for nobody in ["nobody@b.c", "# claire@b.c", "broken line", ""] {
            assert_eq!(after(nobody), None, "{nobody}");
        }
    }

    #[test]
    fn a_hash_is_new_each_time() {
        let (one, two) = (hash("mot de passe").unwrap(), hash("mot de passe").unwrap());
        assert!(one.starts_with("{SHA512-CRYPT}$6$rounds=50000$") && one != two, "{one}");
    }

    #[tokio::test]
    async fn owner_and_mode_stay_and_writers_wait_for_each_other() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("users");
        let names: Vec<String> = (0..8).map(|it| format!("p{it}@b.c")).collect();
        fs::write(&path, names.iter().map(|it| format!("{it}:{{PLAIN}}old:::\n")).collect::<String>())
            .unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        let link = folder.path().join("link");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        let new = || Zeroizing::new("une phrase".to_owned());
        let all = names.iter().map(|name| change(&link, name, new()));
        for done in futures_util::future::join_all(all).await {
            done.unwrap();
        }
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(text.matches("{SHA512-CRYPT}").count(), 8, "{text}");
        assert!(!text.contains("une phrase"));
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert!(!folder.path().join("users.new").exists());
        let before = fs::metadata(&path).unwrap().modified().unwrap();
        change(&path, "p0@b.c", new()).await.unwrap();
        let after = fs::metadata(&path).unwrap().modified().unwrap();
        assert!(after >= before + Duration::from_secs(1), "a change within a second is seen");
        fs::remove_file(folder.path().join("users.lock")).unwrap();
        assert_eq!(try_out(&path).unwrap(), 8);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing is left of a trial");
        assert!(matches!(change(&path, "nobody@b.c", new()).await, Err(Error::Unknown)));
        assert!(matches!(change(Path::new("/nowhere/x"), "a", new()).await, Err(Error::Failed(_))));
    }
}

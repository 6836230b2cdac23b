//! A password in Dovecot's passwd-file: lines of `name:{SCHEME}hash:uid:gid:gecos:home:shell:extra`.
//!
//! The file is replaced whole or not at all, with the owner and mode that it had, and one at a time: a file beside it
//! (`.lock`) is locked meanwhile. It is written by our user, who must be allowed to make files in its folder.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _, fchown};
use std::path::{Path, PathBuf};

use sha_crypt::{Sha512Params, sha512_crypt_b64};
use zeroize::Zeroizing;

use super::Error;
use crate::secret::random;

/// The most octets of a file: some hundred thousand people.
const MOST: u64 = 64 * 1024 * 1024;

/// How often the hash is hashed again: some tens of milliseconds.
const ROUNDS: usize = 50_000;

/// The letters of a salt, 64 of them.
const SALT: &[u8; 64] = b"./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Puts a new password into the line of a login, off the threads of requests.
pub(super) async fn change(path: &Path, login: &str, new: Zeroizing<String>) -> Result<(), Error> {
    let (path, login) = (path.to_owned(), login.to_owned());
    let work = tokio::task::spawn_blocking(move || replace(&path, &login, &hash(&new)?));
    work.await.unwrap_or_else(|_| Err(Error::Failed("the work was broken off".to_owned())))
}

/// Whether it could be changed: it can be read, and a file can be made beside it.
pub fn try_out(path: &Path) -> io::Result<usize> {
    let path = fs::canonicalize(path)?;
    let _locked = lock(&path)?;
    let text = read(&path)?;
    let fresh = beside(&path, "new");
    new_file(&fresh, 0o600)?;
    fs::remove_file(&fresh)?;
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

/// The text with another password in the line of a login; `None` when it has none. Dovecot takes the first of a name;
/// in which case it is written does not count.
fn changed(text: &str, login: &str, hash: &str) -> Option<Zeroizing<String>> {
    let wanted = login.to_lowercase();
    let mut found = false;
    let mut changed = Zeroizing::new(String::with_capacity(text.len() + hash.len()));
    for line in text.split_inclusive('\n') {
        let (name, rest) = line.split_once(':').unwrap_or((line, ""));
        let is_it = !found && !line.starts_with('#') && name.to_lowercase() == wanted;
        if !is_it || !line.contains(':') {
            changed.push_str(line);
            continue;
        }
        found = true;
        let end = rest.find([':', '\n', '\r']).unwrap_or(rest.len());
        for part in [name, ":", hash, rest.get(end..).unwrap_or_default()] {
            changed.push_str(part);
        }
    }
    found.then_some(changed)
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

/// Held until it is dropped; a process that dies lets go of it.
fn lock(path: &Path) -> io::Result<File> {
    let lock =
        OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(beside(path, "lock"))?;
    lock.lock()?;
    Ok(lock)
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    let (fresh, about) = (beside(path, "new"), fs::metadata(path)?);
    let written = (|| {
        let mut file = new_file(&fresh, 0o600)?;
        file.write_all(text.as_bytes())?;
        // Where the owner is another, only root may say so; then it is refused rather than changed.
        fchown(&file, Some(about.uid()), Some(about.gid()))?;
        file.set_permissions(about.permissions())?;
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
        assert_eq!(after("claire@B.C").unwrap(), expected);
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
        assert_eq!(try_out(&path).unwrap(), 8);
        assert!(matches!(change(&path, "nobody@b.c", new()).await, Err(Error::Unknown)));
        assert!(matches!(change(Path::new("/nowhere/x"), "a", new()).await, Err(Error::Failed(_))));
    }
}

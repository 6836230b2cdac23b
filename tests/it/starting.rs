//! `facteur serve` with what it cannot use: one sentence, and an exit code of 2 for the configuration,
//! of 1 for anything else. The tests run as root as well, so no case relies on a right that is missing.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use facteur::store::Store;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Executor as _};
use tempfile::TempDir;

use crate::command::facteur;
use crate::guard;
use crate::program::Program;

/// Starts it in a folder, whose `data` is the data directory unless `text` says otherwise.
#[track_caller]
fn refused_in(folder: &Path, text: &str, code: i32, words: &str) {
    let file = folder.join("facteur.toml");
    let data = match text.contains("data_dir = ") {
        true => String::new(),
        false => format!("data_dir = \"{}\"\n", folder.join("data").display()),
    };
    let listen = if text.contains("listen = ") { "" } else { "listen = \"127.0.0.1:0\"\n" };
    if !file.exists() {
        fs::write(&file, "").expect("a configuration");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).expect("a closed file");
    }
    fs::write(&file, format!("{data}{listen}{text}")).expect("a configuration");
    let ended = facteur(&["serve", "--config", file.to_str().expect("a path in UTF-8")], &[], "");
    assert_eq!(ended.code, Some(code), "{ended:#?}");
    assert!(ended.stderr.starts_with("facteur: ") && ended.stderr.contains(words), "{ended:#?}");
    assert_eq!((ended.stderr.lines().count(), ended.stdout.as_str()), (1, ""), "one sentence: {ended:#?}");
}

#[track_caller]
fn refused(text: &str, code: i32, words: &str) {
    refused_in(TempDir::new().expect("a folder").path(), text, code, words);
}

#[test]
fn a_port_in_use() {
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = other.local_addr().unwrap();
    let words = format!("cannot listen on {address}: another program listens there");
    refused(&format!("listen = \"{address}\"\n"), 1, &words);
}

#[test]
fn a_data_directory_that_cannot_be_used() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let words = format!("cannot use {} as the data directory: it is not a directory", file.display());
    refused(&format!("data_dir = \"{}\"\n", file.display()), 1, &words);
    // In /proc not even root can make anything.
    for directory in ["/proc/facteur", "/proc/self"] {
        let words = format!("cannot use {directory} as the data directory: ");
        refused(&format!("data_dir = \"{directory}\"\n"), 1, &words);
    }
}

#[tokio::test]
async fn a_database_of_a_newer_version() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("data/facteur.db");
    fs::create_dir(folder.path().join("data")).unwrap();
    Store::open(&format!("sqlite://{}", path.display())).await.unwrap().close().await;
    let mut database = SqliteConnectOptions::new().filename(&path).connect().await.unwrap();
    let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
                 VALUES (99, 'later', 1, x'00', 0)";
    database.execute(newer).await.unwrap();
    let words = "cannot open the database: its tables are of step 99, and this version of facteur knows";
    tokio::task::spawn_blocking(move || refused_in(folder.path(), "", 1, words)).await.unwrap();
}

#[test]
fn a_database_that_is_none_or_away() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("data")).unwrap();
    fs::write(folder.path().join("data/facteur.db"), "no database at all".repeat(100)).unwrap();
    refused_in(folder.path(), "", 1, "cannot open the database: ");
    let [nobody] = guard::free_ports();
    let url = format!("[database]\nurl = \"postgres://facteur:s3cret@127.0.0.1:{nobody}/facteur\"\n");
    refused(&url, 1, "cannot open the database: its server cannot be reached: Connection refused");
}

#[test]
fn keys_and_values_that_cannot_be() {
    refused("lisen = \"127.0.0.1:80\"\n", 2, "lisen = \"127.0.0.1:80\": expected no key of this name");
    refused("[imap]\nport = \"many\"\n", 2, "imap.port = \"many\": expected a whole number from 1 to 65535");
    refused("trusted_proxies = true\n", 2, "trusted_proxies = true: expected addresses");
    refused("[imap\n", 2, "line 3, column ");
    let missing = facteur(&["serve", "--config", "/nowhere/facteur.toml"], &[], "");
    assert_eq!(missing.code, Some(2), "{missing:#?}");
    let sentence = "facteur: /nowhere/facteur.toml: cannot read /nowhere/facteur.toml: No such file";
    assert!(missing.stderr.starts_with(sentence), "{missing:#?}");
}

#[test]
fn a_ca_file_that_is_away_or_holds_no_certificate() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("ca.pem");
    let text = format!("[imap]\nca_file = \"{}\"\n", file.display());
    refused(&text, 2, &format!("cannot read {}: No such file", file.display()));
    for (content, words) in [
        ("", "expected a file with certificates in PEM"),
        (
            "-----BEGIN CERTIFICATE-----\nbm9uZQ==\n-----END CERTIFICATE-----\n",
            "expected a file with certificates",
        ),
        (
            "-----BEGIN PRIVATE KEY-----\nbm9uZQ==\n-----END PRIVATE KEY-----\n",
            "expected a file with certificates",
        ),
    ] {
        fs::write(&file, content).unwrap();
        refused(&text, 2, words);
    }
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    refused(&text, 2, &format!("cannot read {}: Is a directory", file.display()));
}

#[test]
fn a_password_in_a_file_that_others_may_read() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("facteur.toml");
    fs::write(&file, "").unwrap();
    for mode in [0o644, 0o660] {
        fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
        let words = format!("others may read it (mode {mode:04o}): run chmod 600 {}", file.display());
        refused_in(
            folder.path(),
            "[database]\nurl = \"postgres://facteur:s3cret@127.0.0.1:1/x\"\n",
            2,
            &words,
        );
    }
}

#[test]
fn a_key_that_others_may_read() {
    let folder = TempDir::new().unwrap();
    let key = folder.path().join("data/server.key");
    fs::create_dir(folder.path().join("data")).unwrap();
    fs::write(&key, [7; 32]).unwrap();
    fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).unwrap();
    let words = format!("others may read it (mode 0644): run chmod 600 {}", key.display());
    refused_in(folder.path(), "", 1, &words);
}

#[tokio::test]
async fn a_second_one_on_the_same_data_directory() {
    let program = Program::start().await;
    let text = format!("data_dir = \"{}\"\n", program.data().display());
    let place = format!(", which serves on {}", program.url);
    tokio::task::spawn_blocking(move || {
        refused(&text, 1, "is in use by another facteur, process ");
        refused(&text, 1, &place);
    })
    .await
    .unwrap();
}

//! Data that cannot be used. The tests run as root as well, who may write anywhere: so each case is
//! one that stops root, too.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use sqlx::postgres::PgConnectOptions;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _, Executor as _};
use tempfile::TempDir;

use super::{Setup, fails, fails_in};
use crate::guard;

#[test]
fn a_data_directory_that_is_a_file_is_told() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("data"), "").unwrap();
    fails_in(&Setup::good(), folder.path(), &[("facteur", "data_dir", "is not a directory")]);
}

#[test]
fn a_data_directory_that_cannot_be_made_or_written_is_told() {
    // In /proc not even root can make anything.
    for (directory, words) in
        [("/proc/facteur", "cannot be made in /proc"), ("/proc/self", "cannot be written")]
    {
        let keys = format!("data_dir = \"{directory}\"\n");
        fails(&Setup { keys, ..Setup::good() }, &[("facteur", "data_dir", words)]);
    }
}

#[test]
fn a_key_that_others_may_read_is_told_with_what_to_run() {
    let folder = TempDir::new().unwrap();
    let key = folder.path().join("data/server.key");
    fs::create_dir(folder.path().join("data")).unwrap();
    fs::write(&key, [7; 32]).unwrap();
    fs::set_permissions(&key, fs::Permissions::from_mode(0o640)).unwrap();
    let words = format!("others may read it (mode 0640): run chmod 600 {}", key.display());
    fails_in(&Setup::good(), folder.path(), &[("facteur", "server_key", &words)]);
}

#[tokio::test]
async fn a_database_that_cannot_be_written_is_told() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("data/facteur.db");
    fs::create_dir(folder.path().join("data")).unwrap();
    let options = SqliteConnectOptions::new().filename(&path).create_if_missing(true);
    let mut database = options.connect().await.unwrap();
    database.execute("CREATE TABLE something (number BIGINT)").await.unwrap();
    database.close().await.unwrap();
    // A file whose format for writing is later than SQLite knows is one for reading alone, whoever
    // opens it (SQLite's file format, section 1.3.3).
    let mut octets = fs::read(&path).unwrap();
    octets[18] = 9;
    fs::write(&path, octets).unwrap();
    tokio::task::spawn_blocking(move || {
        fails_in(&Setup::good(), folder.path(), &[("database", "writing", "readonly database")]);
        fs::write(&path, "this is no database, whatever its name says".repeat(100)).unwrap();
        fails_in(&Setup::good(), folder.path(), &[("database", "connection", "file is not a database")]);
    })
    .await
    .unwrap();
}

#[test]
fn a_database_server_that_is_away_is_told() {
    let [nobody] = guard::free_ports();
    let tables = format!("[database]\nurl = \"postgres://facteur@127.0.0.1:{nobody}/facteur\"\n");
    fails(&Setup { tables, ..Setup::good() }, &[("database", "connection", "its server cannot be reached")]);
}

/// With PostgreSQL, where the tests have one: a role without rights.
#[tokio::test]
async fn a_database_user_without_rights_is_told() {
    let Ok(url) = std::env::var("TEST_POSTGRES_URL") else { return };
    let mut database = url.parse::<PgConnectOptions>().unwrap().connect().await.unwrap();
    database.execute("DROP ROLE IF EXISTS check_reader; CREATE ROLE check_reader LOGIN").await.unwrap();
    let theirs = url.replacen("postgres://postgres@", "postgres://check_reader@", 1);
    assert_ne!(theirs, url, "the tests' PostgreSQL is entered as postgres");
    let tables = format!("[database]\nurl = \"{theirs}\"\n");
    let setup = Setup { tables, ..Setup::good() };
    tokio::task::spawn_blocking(move || fails(&setup, &[("database", "writing", "permission denied")]))
        .await
        .unwrap();
}

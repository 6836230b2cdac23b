//! A Radicale of our own on a loopback port, with books that the tests make.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::guard::{self, Guarded};

/// As whom it knows the person of the tests.
pub const LOGIN: &str = "pierre";

/// Their password.
pub const PASSWORD: &str = "s3cret of the books";

/// The book that may be read and not written.
pub const READ_ONLY: &str = "lecture";

/// A running server.
#[derive(Debug)]
pub struct Radicale {
    /// Where it listens, in clear.
    pub port: u16,
    process: Option<Guarded>,
    folder: TempDir,
}

impl Radicale {
    /// Starts it without a book.
    pub fn start() -> Self {
        let folder = TempDir::with_prefix("radicale").expect("a folder");
        let [port] = guard::free_ports();
        let path = folder.path();
        fs::write(path.join("users"), format!("{LOGIN}:{PASSWORD}\n")).expect("a file of users");
        fs::write(path.join("rights"), rights()).expect("a file of rights");
        fs::write(path.join("config"), configuration(path, port)).expect("a configuration");
        let mut res = Self { port, process: None, folder };
        res.go_on();
        res
    }

    /// Starts it again on what it had.
    pub fn go_on(&mut self) {
        let config = self.folder.path().join("config").display().to_string();
        self.process = Some(Guarded::start("/usr/bin/radicale", &["--config", &config], &[]));
        guard::wait_for_port(self.port);
    }

    /// Ends it.
    pub fn stop(&mut self) {
        self.process = None;
    }

    /// Its address.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// A section of the configuration that names it.
    pub fn named(&self, more: &str) -> String {
        Self::named_at(self.port, more)
    }

    /// A section of the configuration that names one that is reached through another port.
    pub fn named_at(port: u16, more: &str) -> String {
        let url = format!("http://127.0.0.1:{port}/");
        format!("[[carddav.server]]\nname = \"Radicale\"\nurl = \"{url}\"\n{more}\n")
    }

    /// Lets one more person in.
    pub fn know(&self, login: &str, password: &str) {
        let users = format!("{LOGIN}:{PASSWORD}\n{login}:{password}\n");
        fs::write(self.folder.path().join("users"), users).expect("a file of users");
    }

    /// Makes a book of the person of the tests, as [`Self::book_of`].
    pub fn book(&self, book: &str, name: &str, cards: impl IntoIterator<Item = (String, String)>) {
        self.book_of(LOGIN, book, name, cards);
    }

    /// Makes a book with cards: names of their files, and what is in them.
    pub fn book_of(
        &self,
        login: &str,
        book: &str,
        name: &str,
        cards: impl IntoIterator<Item = (String, String)>,
    ) {
        let path = self.path(login, book);
        fs::create_dir_all(&path).expect("a folder");
        let about = format!("{{\"tag\": \"VADDRESSBOOK\", \"D:displayname\": \"{name}\"}}");
        fs::write(path.join(".Radicale.props"), about).expect("a file");
        for (file, content) in cards {
            fs::write(path.join(file), content).expect("a card");
        }
    }

    /// Writes a card as another program does.
    pub async fn put(&self, book: &str, file: &str, content: String) {
        let url = format!("{}{LOGIN}/{book}/{file}", self.url());
        let request = reqwest::Client::new().put(url).basic_auth(LOGIN, Some(PASSWORD)).body(content);
        let answer = request.send().await.expect("an answer");
        assert!(answer.status().is_success(), "{answer:?}");
    }

    /// Removes a card as another program does.
    pub async fn delete(&self, book: &str, file: &str) {
        let url = format!("{}{LOGIN}/{book}/{file}", self.url());
        let request = reqwest::Client::new().delete(url).basic_auth(LOGIN, Some(PASSWORD));
        let answer = request.send().await.expect("an answer");
        assert!(answer.status().is_success(), "{answer:?}");
    }

    /// The cards of a book as they lie on its disk, lines unfolded.
    pub fn cards(&self, book: &str) -> Vec<String> {
        let files =
            fs::read_dir(self.path(LOGIN, book)).expect("a book").map(|it| it.expect("a file").path());
        let cards = files.filter(|it| it.extension().is_some_and(|it| it == "vcf"));
        let mut cards: Vec<String> = cards.map(|it| fs::read_to_string(it).expect("a card")).collect();
        cards.iter_mut().for_each(|it| *it = it.replace("\r\n ", "").replace("\n ", ""));
        cards.sort();
        cards
    }

    fn path(&self, login: &str, book: &str) -> PathBuf {
        self.folder.path().join("data/collection-root").join(login).join(book)
    }
}

fn configuration(folder: &Path, port: u16) -> String {
    let folder = folder.display();
    format!(
        "[server]\nhosts = 127.0.0.1:{port}\n\
         [auth]\ntype = htpasswd\nhtpasswd_filename = {folder}/users\nhtpasswd_encryption = plain\ndelay = 0\n\
         [rights]\ntype = from_file\nfile = {folder}/rights\n\
         [storage]\nfilesystem_folder = {folder}/data\n\
         [logging]\nlevel = warning\n"
    )
}

fn rights() -> String {
    format!(
        "[root]\nuser: .+\ncollection:\npermissions: R\n\
         [principal]\nuser: .+\ncollection: {{user}}\npermissions: RW\n\
         [read]\nuser: .+\ncollection: {{user}}/{READ_ONLY}\npermissions: r\n\
         [write]\nuser: .+\ncollection: {{user}}/[^/]+\npermissions: rw\n"
    )
}

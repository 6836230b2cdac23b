//! The webmail as a process: the binary that people install, with a data folder of its own.

mod memory;
mod several;

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::ChildStderr;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Executor as _};
use tempfile::TempDir;

use crate::client::Client;
use crate::guard::Guarded;
use crate::lab::{self, Account, COMMUNITY, COMMUNITY_HOST, DOMAIN};
use crate::process::{Memory, Process};
use crate::wait;

/// Where the people of the tests live, wherever these run.
pub const TIME_ZONE: &str = "Europe/Paris";

/// How the program reaches the mail servers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// STARTTLS for mail, STARTTLS for submission.
    StartTls,
    /// Implicit TLS for both.
    Tls,
    /// None, for servers that the test watches or disturbs.
    None,
}

/// What a test wants otherwise than usual.
#[derive(Clone, Debug)]
pub struct Options {
    /// To the mail servers.
    pub security: Security,
    /// The IMAP server's name and port, when it is not the laboratory's.
    pub imap: Option<(&'static str, u16)>,
    /// The submission server's name and port, when it is not the laboratory's.
    pub submission: Option<(&'static str, u16)>,
    /// The certificate that is trusted besides the system's.
    pub ca_file: PathBuf,
    /// Further lines at the end of the configuration: whole tables.
    pub settings: String,
    /// Further variables, which win over the configuration.
    pub environment: Vec<(String, String)>,
    /// Words of lines at ERROR that the test provokes; any other line at ERROR fails it.
    pub expected_errors: &'static [&'static str],
}

impl Default for Options {
    fn default() -> Self {
        Self {
            security: Security::StartTls,
            imap: None,
            submission: None,
            ca_file: lab::lab().ca_file(),
            settings: String::new(),
            environment: Vec::new(),
            expected_errors: &[],
        }
    }
}

/// A running webmail.
///
/// When it is dropped, the test fails if the log holds a password or an error that the test did not
/// expect.
#[derive(Debug)]
pub struct Program {
    /// `http://127.0.0.1:…`
    pub url: String,
    options: Options,
    folder: TempDir,
    arguments: Vec<String>,
    process: Guarded,
    log: Arc<Mutex<String>>,
    reader: Option<JoinHandle<()>>,
    secrets: Mutex<Vec<String>>,
}

impl Program {
    /// Starts it as most tests need it.
    pub async fn start() -> Self {
        Self::with(Options::default()).await
    }

    /// Starts it otherwise.
    pub async fn with(options: Options) -> Self {
        let folder = TempDir::with_prefix("facteur").expect("a folder");
        Self::in_folder(options, folder).await
    }

    /// Starts it on its embedded mail server; nothing is kept.
    pub async fn demonstration() -> Self {
        let folder = TempDir::with_prefix("facteur").expect("a folder");
        Self::running(Options::default(), folder, &["demo", "--listen", "127.0.0.1:0"]).await
    }

    /// The same, with what is kept for the next start.
    pub async fn kept_demonstration() -> Self {
        let folder = TempDir::with_prefix("facteur").expect("a folder");
        let data = folder.path().join("data").display().to_string();
        let arguments = ["demo", "--listen", "127.0.0.1:0", "--data", &data];
        Self::running(Options::default(), folder, &arguments).await
    }

    /// Starts it with its data in a folder.
    async fn in_folder(options: Options, folder: TempDir) -> Self {
        let file = folder.path().join("facteur.toml");
        fs::write(&file, configuration(&options, folder.path())).expect("a configuration");
        let arguments = ["serve", "--config", file.to_str().expect("a path in UTF-8")];
        Self::running(options, folder, &arguments).await
    }

    async fn running(options: Options, folder: TempDir, arguments: &[&str]) -> Self {
        let usual =
            [("FACTEUR_LOG", "debug"), ("TZ", TIME_ZONE)].map(|(name, it)| (name.to_owned(), it.to_owned()));
        let environment = [usual.as_slice(), options.environment.as_slice()].concat();
        let mut process = Guarded::start(env!("CARGO_BIN_EXE_facteur"), arguments, &environment);
        let log = Arc::new(Mutex::new(String::new()));
        let reader = collect(process.take_stderr(), Arc::clone(&log));
        let url = address(&log, &reader).await;
        let arguments = arguments.iter().map(|it| (*it).to_owned()).collect();
        let secrets = Mutex::default();
        Self { url, options, folder, arguments, process, log, reader: Some(reader), secrets }
    }

    /// A visitor without scripts.
    pub fn client(&self) -> Client {
        Client::new(&self.url)
    }

    /// A visitor without scripts who is signed in.
    pub async fn signed_in(&self, account: &Account) -> Client {
        self.never_in_the_log(&account.password);
        let mut client = self.client();
        client.sign_in(&account.address, &account.password).await;
        client
    }

    /// What must stand in no line of the log.
    pub fn never_in_the_log(&self, secret: &str) {
        self.secrets.lock().expect("the secrets").push(secret.to_owned());
    }

    /// The log until now.
    pub fn log(&self) -> String {
        self.log.lock().expect("the log").clone()
    }

    /// Where the demonstration's IMAP server listens, as its log tells.
    pub fn imap_of_demonstration(&self) -> u16 {
        self.port_in_log("imap=127.0.0.1:")
    }

    /// Where its submission server listens.
    pub fn submission_of_demonstration(&self) -> u16 {
        self.port_in_log("submission=127.0.0.1:")
    }

    fn port_in_log(&self, before: &str) -> u16 {
        let log = self.log();
        let (_, told) = log.split_once(before).expect("a line about the embedded server");
        let port = told.split(|it: char| !it.is_ascii_digit()).next();
        port.and_then(|it| it.parse().ok()).expect("a port")
    }

    /// Its memory.
    pub fn memory(&self) -> Memory {
        let word = self.arguments.last().expect("a program with arguments");
        Process::find("facteur", word).memory()
    }

    /// The file of its configuration.
    pub fn config(&self) -> String {
        self.folder.path().join("facteur.toml").display().to_string()
    }

    /// Where it keeps its data.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Changes its database from outside, by a statement of SQL.
    pub async fn change_data(&self, statement: &'static str) {
        let path = self.data().join("facteur.db");
        let mut database = SqliteConnectOptions::new().filename(path).connect().await.expect("the database");
        database.execute(statement).await.expect("a change of the data");
    }

    /// Every octet that it has on its disk.
    pub fn stored_octets(&self) -> Vec<u8> {
        let mut res = Vec::new();
        let mut folders = vec![self.data()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).expect("a folder of data") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    res.extend(fs::read(&path).unwrap_or_default());
                }
            }
        }
        res
    }

    /// Ends it and starts it again on the same data, under another address.
    pub async fn restart(mut self) -> Self {
        self.end();
        let folder = std::mem::replace(&mut self.folder, TempDir::new().expect("a folder"));
        let arguments: Vec<&str> = self.arguments.iter().map(String::as_str).collect();
        let res = Self::running(self.options.clone(), folder, &arguments).await;
        *res.secrets.lock().expect("the secrets") = self.secrets.lock().expect("the secrets").clone();
        res
    }

    /// The same with other settings.
    pub async fn restart_with(mut self, settings: String) -> Self {
        self.options.settings = settings;
        let file = self.folder.path().join("facteur.toml");
        fs::write(&file, configuration(&self.options, self.folder.path())).expect("a configuration");
        self.restart().await
    }

    /// The same with further variables.
    pub async fn restart_in(mut self, environment: &[(&str, &str)]) -> Self {
        let environment = environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        self.options.environment.extend(environment);
        self.restart().await
    }

    /// Kills it (SIGKILL): it finishes nothing.
    pub fn kill(&self) {
        let word = self.arguments.last().expect("a program with arguments");
        Process::find("facteur", word).kill();
    }

    /// The states of the messages in its outbox, of everybody.
    pub async fn outbox(&self) -> Vec<String> {
        let path = self.data().join("facteur.db");
        let mut database = SqliteConnectOptions::new().filename(path).connect().await.expect("the database");
        let rows = sqlx::query_scalar("SELECT state FROM outbox ORDER BY id");
        rows.fetch_all(&mut database).await.expect("the outbox")
    }

    fn end(&mut self) {
        self.process.stop();
        if let Some(reader) = self.reader.take() {
            reader.join().expect("the log is read");
        }
    }

    /// Lines that no log may have.
    fn faults(&self) -> Vec<String> {
        let log = self.log();
        let secrets = self.secrets.lock().expect("the secrets");
        let secret =
            secrets.iter().filter(|it| log.contains(it.as_str())).map(|it| format!("a secret: {it}"));
        let errors = log
            .lines()
            .filter(|line| line.contains("ERROR") || line.contains("panicked"))
            .filter(|line| !self.options.expected_errors.iter().any(|it| line.contains(it)))
            .map(str::to_owned);
        secret.chain(errors).collect()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.end();
        if std::thread::panicking() {
            // Captured by the test runner, so seen beside the failure alone.
            println!("log of the program:\n{}", self.log());
            return;
        }
        let faults = self.faults();
        assert!(faults.is_empty(), "in the log: {faults:#?}\n{}", self.log());
    }
}

/// Gathers the log; ends when the program does.
fn collect(stderr: ChildStderr, log: Arc<Mutex<String>>) -> JoinHandle<()> {
    std::thread::spawn(move || {
        for line in BufReader::new(stderr).split(b'\n').map_while(Result::ok) {
            let mut log = log.lock().expect("the log");
            log.push_str(&String::from_utf8_lossy(&line));
            log.push('\n');
        }
    })
}

/// Waits until the program says where it listens.
async fn address(log: &Mutex<String>, reader: &JoinHandle<()>) -> String {
    wait::until_async("the program to listen", async || {
        let log = log.lock().expect("the log");
        assert!(!reader.is_finished(), "the program did not start:\n{log}");
        let (_, rest) = log.split_once("listening on ")?;
        rest.contains('\n').then(|| rest.split_whitespace().next().unwrap_or_default().to_owned())
    })
    .await
}

fn configuration(options: &Options, folder: &Path) -> String {
    let lab = lab::lab();
    let (security, imap, submission) = match options.security {
        Security::StartTls => ("starttls", lab.imap, lab.submission),
        Security::Tls => ("tls", lab.imaps, lab.submissions),
        Security::None => ("none", lab.imap, lab.submission_in_clear),
    };
    let server = |(host, port): (&str, u16)| {
        format!(
            "host = \"{host}\"\nport = {port}\nsecurity = \"{security}\"\nca_file = \"{}\"\n",
            options.ca_file.display()
        )
    };
    let imap_server = server(options.imap.unwrap_or(("localhost", imap)));
    let submission_server = server(options.submission.unwrap_or(("localhost", submission)));
    let inline = |port: u16| {
        let text = server((COMMUNITY_HOST, port));
        text.trim_end().replace('\n', ", ")
    };
    format!(
        "listen = \"127.0.0.1:0\"\npublic_url = \"http://127.0.0.1:0\"\ndata_dir = \"{}\"\n\
         time_zone = \"{TIME_ZONE}\"\n\n\
         [imap]\n{imap_server}\n[submission]\n{submission_server}\n[login]\ndomain = \"{DOMAIN}\"\n\n\
         [[domain]]\nname = \"{COMMUNITY}\"\nimap = {{ {} }}\nsubmission = {{ {} }}\n\n{}\n",
        folder.join("data").display(),
        inline(imap),
        inline(submission),
        options.settings,
    )
}

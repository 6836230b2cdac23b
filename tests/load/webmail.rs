//! The program that is measured: the release binary, with a data folder of its own.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};

use tempfile::TempDir;

use crate::guard::Guarded;
use crate::lab::{DOMAIN, Lab};
use crate::process::Process;
use crate::wait;

/// How it reaches the mail servers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// In clear, as the bare exchange does.
    Clear,
    /// IMAP with STARTTLS.
    StartTls,
    /// In clear, by these ports for IMAP and submission, where somebody listens.
    Tapped(u16, u16),
}

/// A running webmail; it ends when this is dropped.
#[derive(Debug)]
pub struct Webmail {
    /// Where it listens, on 127.0.0.1.
    pub port: u16,
    /// The process.
    pub process: Process,
    _guarded: Guarded,
    _folder: TempDir,
}

impl Webmail {
    /// Starts the binary and waits until a browser may come.
    pub fn start(binary: &Path, lab: &Lab, way: Way) -> Self {
        let folder = TempDir::with_prefix("facteur").expect("a folder");
        let file = folder.path().join("facteur.toml");
        fs::write(&file, configuration(lab, way, folder.path())).expect("a configuration");
        let file = file.to_str().expect("a path in UTF-8");
        let binary = binary.to_str().expect("a path in UTF-8");
        let environment = [("FACTEUR_LOG".to_owned(), "info".to_owned())];
        let mut guarded = Guarded::start(binary, &["serve", "--config", file], &environment);
        let lines = lines(BufReader::new(guarded.take_stderr()));
        let port = wait::until("the program to listen", || {
            let line = lines.try_recv().ok()?;
            let (_, rest) = line.split_once("listening on http://127.0.0.1:")?;
            rest.split_whitespace().next()?.parse().ok()
        });
        Self { port, process: Process::find("facteur", file), _guarded: guarded, _folder: folder }
    }
}

/// What it says, read in the background for as long as it runs, so that it never waits for us.
fn lines(log: BufReader<std::process::ChildStderr>) -> Receiver<String> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        for line in log.lines().map_while(Result::ok) {
            if line.contains("ERROR") {
                eprintln!("{line}");
            }
            // Nobody waits for it any more once the program listens.
            let _ = sender.send(line);
        }
    });
    receiver
}

fn configuration(lab: &Lab, way: Way, folder: &Path) -> String {
    let (imap, submission) = match way {
        Way::Tapped(imap, submission) => (imap, submission),
        Way::Clear | Way::StartTls => (lab.imap, lab.submission_in_clear),
    };
    let security = if way == Way::StartTls { "starttls" } else { "none" };
    format!(
        "listen = \"127.0.0.1:0\"\npublic_url = \"http://127.0.0.1:0\"\ndata_dir = \"{}\"\n\n\
         [imap]\nhost = \"127.0.0.1\"\nport = {imap}\nsecurity = \"{security}\"\nca_file = \"{}\"\n\n\
         [submission]\nhost = \"127.0.0.1\"\nport = {submission}\nsecurity = \"none\"\n\n\
         [login]\ndomain = \"{DOMAIN}\"\n\n\
         [limits]\nmessage_mb = 40\n",
        folder.join("data").display(),
        lab.ca_file().display(),
    )
}

//! A mail server in the program itself: a demonstration, and a quick double for development.
//!
//! It is no mail server for anybody's mail: accounts and passwords are given to it at the start, it
//! listens on loopback without TLS, and what is addressed to the outside stays here.

use std::collections::BTreeMap;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use keep::Directory;
use state::State;
use state::mailboxes::Mailboxes;
use state::scripts::Scripts;

mod collation;
mod imap;
mod keep;
mod managesieve;
mod message;
pub mod samples;
mod search;
pub mod seed;
mod smtp;
mod sort;
mod state;
mod subject;
mod thread;

/// The mailbox, of whoever sent it, in which mail to the outside is kept.
pub const OUTSIDE: &str = "Vers l’extérieur";

/// The most connections at once, of all protocols together.
const MOST_CONNECTIONS: usize = 200;
/// How long sessions have to say goodbye when the server ends.
const END_PATIENCE: Duration = Duration::from_secs(5);
/// How long somebody who is turned away has to hear why.
const REFUSAL_PATIENCE: Duration = Duration::from_secs(1);

/// What a server begins with.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Who has mail here.
    pub accounts: Vec<seed::Account>,
    /// Where state is kept; `None` keeps nothing.
    pub directory: Option<PathBuf>,
}

/// Why a server does not start.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Another server uses the directory.
    #[error("{} is in use by another server", .0.display())]
    InUse(PathBuf),
    /// Another version of the program wrote what is in the directory.
    #[error("{} is of another version: {found}", path.display())]
    Version {
        /// The directory.
        path: PathBuf,
        /// What it says of itself.
        found: String,
    },
    /// There are things in the directory, and they are not ours.
    #[error("{} is not empty, and not a directory of the demonstration", .0.display())]
    NotEmpty(PathBuf),
    /// The directory, or a file in it, cannot be read or written.
    #[error("cannot use {}", path.display())]
    Directory {
        /// What cannot be used.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// What is in the directory makes no sense.
    #[error("{} is damaged: {reason}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// No port of loopback can be listened on.
    #[error("cannot listen on 127.0.0.1")]
    Listen(#[source] io::Error),
}

/// A running mail server. It ends with [`DemoServer::stop`]; dropped, it goes on until its runtime ends.
#[derive(Debug)]
pub struct DemoServer {
    imap: SocketAddr,
    submission: SocketAddr,
    managesieve: SocketAddr,
    stop: CancellationToken,
    running: JoinHandle<()>,
}

impl DemoServer {
    /// Listens on free ports of 127.0.0.1, one for each protocol; answers when clients may come.
    ///
    /// # Errors
    ///
    /// [`Error::Listen`]; with a directory all others.
    pub async fn start(options: Options) -> Result<Self, Error> {
        let Options { accounts, directory } = options;
        let (directory, kept) = match directory {
            Some(path) => {
                let (directory, kept) = open(path).await?;
                (Some(Arc::new(directory)), kept)
            }
            None => (None, Kept::default()),
        };
        let (imap, imap_address) = listen().await.map_err(Error::Listen)?;
        let (submission, submission_address) = listen().await.map_err(Error::Listen)?;
        let (managesieve, managesieve_address) = listen().await.map_err(Error::Listen)?;
        let state = Arc::new(State::new(accounts, kept.mailboxes, now()));
        state.restore_scripts(kept.scripts);
        let stop = CancellationToken::new();
        let door = Door { imap, submission, managesieve, state, stop: stop.clone() };
        let running = tokio::spawn(door.keep(directory));
        let (imap, submission, managesieve) = (imap_address, submission_address, managesieve_address);
        Ok(Self { imap, submission, managesieve, stop, running })
    }

    /// Where IMAP is spoken.
    pub fn imap(&self) -> SocketAddr {
        self.imap
    }

    /// Where mail is submitted.
    pub fn submission(&self) -> SocketAddr {
        self.submission
    }

    /// Where scripts are kept.
    pub fn managesieve(&self) -> SocketAddr {
        self.managesieve
    }

    /// Ends: sessions get BYE / 421, state is written.
    pub async fn stop(self) {
        self.stop.cancel();
        // It fails only if it panicked, and then there is nothing left to end.
        let _ = self.running.await;
    }
}

/// What an earlier run left, by the address of the account.
#[derive(Debug, Default)]
struct Kept {
    mailboxes: BTreeMap<String, Mailboxes>,
    scripts: BTreeMap<String, Scripts>,
}

/// Opens a directory and reads what is in it, where that keeps nobody waiting.
async fn open(path: PathBuf) -> Result<(Directory, Kept), Error> {
    let at = path.clone();
    let opened = tokio::task::spawn_blocking(move || {
        let directory = Directory::open(&at)?;
        let kept = Kept { mailboxes: directory.load()?, scripts: directory.load_scripts()? };
        Ok((directory, kept))
    });
    opened.await.unwrap_or_else(|error| Err(Error::Directory { path, source: io::Error::other(error) }))
}

async fn listen() -> io::Result<(TcpListener, SocketAddr)> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = listener.local_addr()?;
    Ok((listener, address))
}

/// The time, in seconds since 1970-01-01 UTC.
fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

/// Which protocol a connection speaks.
#[derive(Clone, Copy, Debug)]
enum Protocol {
    Imap,
    Submission,
    ManageSieve,
}

impl Protocol {
    /// What somebody hears for whom there is no room.
    fn refusal(self) -> &'static str {
        match self {
            Self::Imap => "* BYE Too many connections\r\n",
            Self::Submission => "421 4.3.2 Too many connections\r\n",
            Self::ManageSieve => "BYE \"Too many connections\"\r\n",
        }
    }
}

/// Where clients come in.
struct Door {
    imap: TcpListener,
    submission: TcpListener,
    managesieve: TcpListener,
    state: Arc<State>,
    stop: CancellationToken,
}

impl Door {
    /// Keeps the door until the server ends, and writes down what is then.
    async fn keep(self, directory: Option<Arc<Directory>>) {
        let following = directory
            .as_ref()
            .map(|it| tokio::spawn(keep::follow(Arc::clone(it), Arc::clone(&self.state), self.stop.clone())));
        self.serve().await;
        if let (Some(directory), Some(following)) = (directory, following) {
            // Not both at once.
            let _ = following.await;
            keep::save(&directory, &self.state).await;
        }
    }

    /// Lets clients in until the server ends, and waits for those inside to leave.
    async fn serve(&self) {
        let mut sessions = JoinSet::new();
        loop {
            let (protocol, come) = tokio::select! {
                come = self.imap.accept() => (Protocol::Imap, come),
                come = self.submission.accept() => (Protocol::Submission, come),
                come = self.managesieve.accept() => (Protocol::ManageSieve, come),
                Some(ended) = sessions.join_next() => {
                    if let Err(error) = ended {
                        tracing::error!(%error, "a session failed");
                    }
                    continue;
                }
                () = self.stop.cancelled() => break,
            };
            match come {
                Ok((stream, _)) if sessions.len() < MOST_CONNECTIONS => {
                    self.let_in(&mut sessions, protocol, stream)
                }
                Ok((stream, _)) => turn_away(protocol, stream).await,
                Err(error) => {
                    // Mostly that there are no more file descriptors: some will come free.
                    tracing::warn!(%error, "a connection could not be taken");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
            }
        }
        let ended = timeout(END_PATIENCE, async { while sessions.join_next().await.is_some() {} }).await;
        if ended.is_err() {
            tracing::warn!(sessions = sessions.len(), "some clients did not hear that the server ends");
        }
    }

    fn let_in(&self, sessions: &mut JoinSet<()>, protocol: Protocol, stream: TcpStream) {
        // Without it, it is only slower.
        let _ = stream.set_nodelay(true);
        let (state, stop) = (Arc::clone(&self.state), self.stop.clone());
        match protocol {
            Protocol::Imap => sessions.spawn(imap::serve(stream, state, stop)),
            Protocol::Submission => sessions.spawn(smtp::serve(stream, state, stop)),
            Protocol::ManageSieve => sessions.spawn(managesieve::serve(stream, state, stop)),
        };
    }
}

/// Says why, and closes.
async fn turn_away(protocol: Protocol, mut stream: TcpStream) {
    let _ = timeout(REFUSAL_PATIENCE, stream.write_all(protocol.refusal().as_bytes())).await;
}

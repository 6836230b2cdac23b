//! Sieve scripts on a server (ManageSieve, RFC 5804).
//!
//! A session is short: it is opened for one page or one form and closed again, for scripts are changed a few times a
//! year.

use std::collections::BTreeSet;
use std::io;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tokio::net::TcpStream;
use tokio::time::timeout;
use zeroize::Zeroizing;

use self::wire::{Answer, Wire, Word};
use crate::credentials::Credentials;
use crate::server::{Security, Server};
use crate::tls::{self, Tls};

mod wire;

/// Why something could not be done with the scripts of somebody.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The server does not take this login.
    #[error("the server does not take this login")]
    Credentials,
    /// Nobody trusted vouches for the server.
    #[error("the certificate is not trusted")]
    Certificate(#[source] io::Error),
    /// It cannot be reached, or went away.
    #[error("no connection")]
    Connection(#[source] io::Error),
    /// It says what makes no sense.
    #[error("an answer that makes no sense: {0}")]
    Answer(&'static str),
    /// There is no room for the script (RFC 5804, section 1.3, `QUOTA`).
    #[error("there is no room for the script")]
    Quota,
    /// There is no such script.
    #[error("there is no such script")]
    Missing,
    /// The server refuses, and says why: for a script that is wrong, where.
    #[error("refused: {0}")]
    Refused(String),
}

impl Error {
    /// Whether the server gave no answer that can be understood: what it was told to do it may have done.
    pub fn is_no_answer(&self) -> bool {
        matches!(self, Self::Connection(_) | Self::Answer(_))
    }

    /// Whether it still has the time to do that: the connection stands, but it says nothing.
    pub fn is_silence(&self) -> bool {
        matches!(self, Self::Connection(error) if error.kind() == io::ErrorKind::TimedOut)
    }
}

/// What a server understands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Capabilities {
    /// Extensions of Sieve, in lower case.
    pub extensions: BTreeSet<String>,
    /// To how many addresses one message may go on (RFC 5804, section 1.7).
    pub most_redirects: Option<u32>,
    starts_tls: bool,
    /// It checks scripts without keeping them.
    checks: bool,
}

/// A script of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its name.
    pub name: String,
    /// Whether it is the one that mail is filtered by.
    pub is_active: bool,
}

/// A connection that is signed in.
#[derive(Debug)]
pub struct Session {
    wire: Wire,
    capabilities: Capabilities,
    /// An answer did not come, or made no sense: what comes next may be that one.
    is_broken: bool,
}

impl Session {
    /// Connects and signs in, within the server's `connect_timeout`.
    pub async fn open(server: &Server, credentials: &Credentials, tls: &Tls) -> Result<Self, Error> {
        let opening = async {
            let mut session = connect(server, tls).await?;
            session.sign_in(credentials).await?;
            session.look_again().await?;
            session.wire.patience = server.answer_timeout;
            Ok(session)
        };
        timeout(server.connect_timeout, opening).await.unwrap_or_else(|_| Err(too_slow()))
    }

    /// What the server understands.
    pub fn capabilities(&self) -> &Capabilities {
        &self.capabilities
    }

    /// The scripts; at most one of them is active.
    pub async fn scripts(&mut self) -> Result<Vec<Listed>, Error> {
        let lines = self.ask("LISTSCRIPTS", &[]).await?;
        Ok(lines.into_iter().filter_map(listed).collect())
    }

    /// A script, octet by octet.
    pub async fn script(&mut self, name: &str) -> Result<String, Error> {
        let lines = self.ask("GETSCRIPT", &[name]).await?;
        match lines.into_iter().next().and_then(|it| it.into_iter().next()) {
            Some(Word::Text(text)) => Ok(text),
            _ => Err(Error::Answer("no script")),
        }
    }

    /// Looks whether a script is one that the server would take; servers that do not say so take it here.
    pub async fn check(&mut self, text: &str) -> Result<(), Error> {
        match self.capabilities.checks {
            true => self.ask("CHECKSCRIPT", &[text]).await.map(drop),
            false => Ok(()),
        }
    }

    /// Keeps a script under a name, in place of the one that has it. When it is refused that one stays.
    pub async fn put(&mut self, name: &str, text: &str) -> Result<(), Error> {
        self.ask("PUTSCRIPT", &[name, text]).await.map(drop)
    }

    /// Lets mail be filtered by a script, and by no other one; by none where the name is empty.
    pub async fn activate(&mut self, name: &str) -> Result<(), Error> {
        self.ask("SETACTIVE", &[name]).await.map(drop)
    }

    /// Removes a script; the active one is refused.
    pub async fn delete(&mut self, name: &str) -> Result<(), Error> {
        self.ask("DELETESCRIPT", &[name]).await.map(drop)
    }

    /// Renames a script.
    pub async fn rename(&mut self, name: &str, to: &str) -> Result<(), Error> {
        self.ask("RENAMESCRIPT", &[name, to]).await.map(drop)
    }

    /// Says good-bye, where somebody listens. A connection that is dropped instead does no harm.
    pub async fn close(mut self) {
        if !self.is_broken {
            // An error means that it is closed.
            let _ = self.ask("LOGOUT", &[]).await;
        }
    }

    async fn ask(&mut self, command: &str, texts: &[&str]) -> Result<Vec<Vec<Word>>, Error> {
        let outcome = self.exchange(command, texts).await;
        self.is_broken |= outcome.as_ref().is_err_and(Error::is_no_answer);
        outcome
    }

    async fn exchange(&mut self, command: &str, texts: &[&str]) -> Result<Vec<Vec<Word>>, Error> {
        self.wire.say(command, texts).await?;
        match self.wire.answer().await? {
            Answer::Ok(lines) => Ok(lines),
            Answer::No(code, text) => Err(refused(code.as_deref(), text)),
        }
    }

    /// Asks once more what the server understands: some tell it of a person, and to how many addresses a message may go
    /// on, after the login alone. Where that is refused, or says nothing of Sieve, the greeting holds.
    async fn look_again(&mut self) -> Result<(), Error> {
        match self.ask("CAPABILITY", &[]).await {
            Ok(lines) => {
                let told = capabilities(lines);
                if !told.extensions.is_empty() {
                    self.capabilities = told;
                }
                Ok(())
            }
            Err(Error::Refused(_) | Error::Missing | Error::Quota) => Ok(()),
            Err(error) => Err(error),
        }
    }

    async fn sign_in(&mut self, credentials: &Credentials) -> Result<(), Error> {
        // NUL separates the fields (RFC 4616): with one in it, it is another login.
        if credentials.login().contains('\0') || credentials.secret().contains('\0') {
            return Err(Error::Credentials);
        }
        let whole = Zeroizing::new(format!("\0{}\0{}", credentials.login(), credentials.secret()));
        let encoded = Zeroizing::new(STANDARD.encode(whole.as_bytes()));
        match self.ask("AUTHENTICATE", &["PLAIN", &encoded]).await {
            Ok(_) => Ok(()),
            Err(Error::Refused(_) | Error::Missing) => Err(Error::Credentials),
            Err(error) => Err(error),
        }
    }
}

async fn connect(server: &Server, tls: &Tls) -> Result<Session, Error> {
    let stream = TcpStream::connect((server.host.as_str(), server.port)).await.map_err(Error::Connection)?;
    stream.set_nodelay(true).map_err(Error::Connection)?;
    let mut wire = match server.security {
        Security::Tls => Wire::new(Box::new(tls.wrap(server, stream).await.map_err(unprotected)?)),
        Security::StartTls | Security::None => Wire::new(Box::new(stream)),
    };
    wire.patience = server.connect_timeout;
    let mut capabilities = greeting(&mut wire).await?;
    if server.security == Security::StartTls {
        if !capabilities.starts_tls {
            return Err(Error::Answer("the server offers no STARTTLS"));
        }
        wire.say("STARTTLS", &[]).await?;
        let Answer::Ok(_) = wire.answer().await? else {
            return Err(Error::Answer("STARTTLS was refused"));
        };
        // What came before TLS is of somebody in between (CVE-2011-0411).
        let stream = wire.into_stream().ok_or(Error::Answer("octets between STARTTLS and TLS"))?;
        wire = Wire::new(Box::new(tls.wrap(server, stream).await.map_err(unprotected)?));
        wire.patience = server.connect_timeout;
        capabilities = greeting(&mut wire).await?;
    }
    Ok(Session { wire, capabilities, is_broken: false })
}

async fn greeting(wire: &mut Wire) -> Result<Capabilities, Error> {
    match wire.answer().await? {
        Answer::Ok(lines) => Ok(capabilities(lines)),
        Answer::No(_, text) => Err(Error::Refused(text)),
    }
}

fn capabilities(lines: Vec<Vec<Word>>) -> Capabilities {
    let mut read = Capabilities::default();
    for line in lines {
        let mut words = line.into_iter().filter_map(Word::text);
        let (name, value) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        match name.to_ascii_uppercase().as_str() {
            "SIEVE" => {
                read.extensions = value.split_ascii_whitespace().map(str::to_ascii_lowercase).collect()
            }
            "MAXREDIRECTS" => read.most_redirects = value.parse().ok(),
            "STARTTLS" => read.starts_tls = true,
            // CHECKSCRIPT came with version 1.0.
            "VERSION" => read.checks = true,
            _ => {}
        }
    }
    read
}

fn listed(line: Vec<Word>) -> Option<Listed> {
    let mut words = line.into_iter();
    let name = words.next()?.text()?;
    let is_active = words.any(|it| matches!(it, Word::Atom(word) if word.eq_ignore_ascii_case("ACTIVE")));
    Some(Listed { name, is_active })
}

fn refused(code: Option<&str>, text: String) -> Error {
    let code = code.unwrap_or_default().to_ascii_uppercase();
    match code.split('/').next().unwrap_or_default() {
        "QUOTA" => Error::Quota,
        "NONEXISTENT" => Error::Missing,
        _ => Error::Refused(text),
    }
}

fn unprotected(error: tls::Error) -> Error {
    match error {
        tls::Error::Certificate(error) => Error::Certificate(error),
        tls::Error::Connection(error) => Error::Connection(error),
    }
}

fn too_slow() -> Error {
    Error::Connection(io::ErrorKind::TimedOut.into())
}

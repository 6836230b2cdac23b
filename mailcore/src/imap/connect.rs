//! From a host name to an authenticated session (RFC 9051, sections 3.1 to 3.3 and 7.2.2).

use std::collections::HashSet;
use std::io;

use async_imap::{Authenticator, Client, Session};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tokio::net::TcpStream;
use tokio::time::timeout;
use zeroize::Zeroizing;

use super::Error;
use super::frame::{Frame, Malformed, Status, split_code, split_word};
use super::tap::{PLACEHOLDER, PLACEHOLDER_TEXT, Tap};
use crate::credentials::Credentials;
use crate::server::{Security, Server};
use crate::tls::Tls;

/// Codes of a refused login for which signing in again can help (RFC 5530).
const ABOUT_CREDENTIALS: [&str; 3] = ["AUTHENTICATIONFAILED", "AUTHORIZATIONFAILED", "EXPIRED"];

/// What a server says it can, in upper case (RFC 9051, section 6.1.1).
#[derive(Clone, Debug, Default)]
pub(super) struct Capabilities(HashSet<String>);

impl Capabilities {
    fn read(words: &str) -> Self {
        Self(words.split_ascii_whitespace().map(str::to_ascii_uppercase).collect())
    }

    /// Whether the server named this capability, given in upper case.
    pub(super) fn has(&self, capability: &str) -> bool {
        self.0.contains(capability)
    }

    /// All of them, in no order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

/// A session after login.
pub(super) struct Authenticated {
    /// What carries it.
    pub(super) session: Session<Tap>,
    /// What the server can for this login.
    pub(super) capabilities: Capabilities,
}

/// Connects and logs in, within the server's `connect_timeout`.
///
/// # Errors
///
/// [`Error::Credentials`] when the server does not take the login, [`Error::Certificate`],
/// [`Error::Refused`] when it wants a login or a protection that is not ours to give,
/// [`Error::Answer`], [`Error::Connection`].
pub(super) async fn connect(
    server: &Server,
    credentials: &Credentials,
    tls: &Tls,
) -> Result<Authenticated, Error> {
    let work = async {
        let greeted = open(server, tls).await?;
        log_in(greeted, server, credentials).await
    };
    timeout(server.connect_timeout, work).await.unwrap_or_else(|_| Err(too_slow()))
}

/// A connection before login.
struct Greeted {
    client: Client<Tap>,
    /// What the server can, if it said so over the connection as it is now.
    capabilities: Option<Capabilities>,
}

/// A connection as protected as the configuration demands.
async fn open(server: &Server, tls: &Tls) -> Result<Greeted, Error> {
    let stream = TcpStream::connect((server.host.as_str(), server.port)).await.map_err(Error::Connection)?;
    stream.set_nodelay(true).map_err(Error::Connection)?;
    let stream = Box::new(stream);
    match server.security {
        Security::Tls => greeted(Tap::new(Box::new(tls.wrap(server, stream).await?))).await,
        Security::StartTls => start_tls(greeted(Tap::new(stream)).await?.client, server, tls).await,
        Security::None => greeted(Tap::new(stream)).await,
    }
}

/// Reads the greeting.
async fn greeted(mut tap: Tap) -> Result<Greeted, Error> {
    if !tap.ready().await.map_err(lost)? {
        return Err(closed());
    }
    let Some(Frame::Text(greeting, None)) = tap.take() else {
        return Err(Error::Answer("the greeting is none"));
    };
    let (word, text) = split_word(&greeting);
    match word.to_ascii_uppercase().as_slice() {
        b"OK" => {}
        b"BYE" => return Err(closed()),
        // Whoever is authenticated here, it is not our user; and over STARTTLS it is a trick that
        // keeps the connection in the clear.
        b"PREAUTH" => return Err(Error::Answer("the server wants no login")),
        _ => return Err(Error::Answer("the greeting is none")),
    }
    let mut heard = Heard::default();
    heard.code(split_code(text).0.as_deref());
    Ok(Greeted { client: Client::new(tap), capabilities: heard.capabilities })
}

/// STARTTLS, always: whether the server offers it is for it to say to the command, since what it
/// lists in the clear proves nothing.
async fn start_tls(mut client: Client<Tap>, server: &Server, tls: &Tls) -> Result<Greeted, Error> {
    let outcome = client.run_command_and_check_ok("STARTTLS", None).await;
    let heard = Heard::drain(client.get_mut());
    match outcome {
        Ok(()) => {}
        Err(error) => return Err(heard.refused("STARTTLS").unwrap_or_else(|| failed(error))),
    }
    // What came after the OK and before TLS is from somebody in between (CVE-2011-0411).
    let stream = client.into_inner().into_inner().ok_or(Error::Answer("octets between STARTTLS and TLS"))?;
    Ok(Greeted {
        client: Client::new(Tap::new(Box::new(tls.wrap(server, stream).await?))),
        capabilities: None,
    })
}

async fn log_in(
    greeted: Greeted,
    server: &Server,
    credentials: &Credentials,
) -> Result<Authenticated, Error> {
    let Greeted { mut client, capabilities } = greeted;
    let before = match capabilities {
        Some(capabilities) => capabilities,
        None => {
            let outcome = client.run_command_and_check_ok("CAPABILITY", None).await;
            let heard = Heard::drain(client.get_mut());
            outcome.map_err(|error| heard.refused("CAPABILITY").unwrap_or_else(|| failed(error)))?;
            heard.capabilities.unwrap_or_default()
        }
    };
    if before.has("LOGINDISABLED") && (server.security == Security::None || !before.has("AUTH=PLAIN")) {
        return Err(Error::Refused("the server has login disabled".to_owned()));
    }

    let method = Method::choose(&before);
    client.get_mut().conceal(method.secret(credentials)?);
    let outcome = match method {
        Method::PlainAtOnce => client.authenticate(format!("PLAIN {PLACEHOLDER}"), Nothing).await,
        Method::Plain => client.authenticate("PLAIN", Placeholder).await,
        Method::Login => client.login(credentials.login(), PLACEHOLDER).await,
    };
    let mut session = match outcome {
        Ok(session) => session,
        Err((error, mut client)) => {
            let heard = Heard::drain(client.get_mut());
            return Err(heard.login_refused().unwrap_or_else(|| failed(error)));
        }
    };

    let heard = Heard::drain(session.get_mut());
    let capabilities = match heard.capabilities {
        Some(capabilities) => capabilities,
        None => {
            session.run_command_and_check_ok("CAPABILITY").await.map_err(failed)?;
            Heard::drain(session.get_mut()).capabilities.unwrap_or_default()
        }
    };
    Ok(Authenticated { session, capabilities })
}

/// How the login and the secret are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Method {
    /// AUTHENTICATE PLAIN with an initial response (RFC 4959): one round trip.
    PlainAtOnce,
    /// AUTHENTICATE PLAIN (RFC 4616).
    Plain,
    /// LOGIN.
    Login,
}

impl Method {
    fn choose(capabilities: &Capabilities) -> Self {
        match (capabilities.has("AUTH=PLAIN"), capabilities.has("SASL-IR")) {
            (true, true) => Self::PlainAtOnce,
            (true, false) => Self::Plain,
            (false, _) => Self::Login,
        }
    }

    /// What goes to the server in place of [`PLACEHOLDER`]. A secret that cannot be sent cannot be
    /// right.
    fn secret(self, credentials: &Credentials) -> Result<Zeroizing<String>, Error> {
        let (login, secret) = (credentials.login(), credentials.secret());
        if login.contains(['\0', '\r', '\n']) || secret.contains('\0') {
            return Err(Error::Credentials);
        }
        if self != Self::Login {
            let whole = Zeroizing::new(format!("\0{login}\0{secret}"));
            return Ok(Zeroizing::new(STANDARD.encode(whole.as_bytes())));
        }
        if secret.contains(['\r', '\n']) {
            return Err(Error::Credentials);
        }
        // `async-imap` has written a quote before the placeholder and one after it. A literal would
        // be the better form for octets beyond ASCII; servers without AUTH=PLAIN are old, take
        // UTF-8 between quotes, and mostly lack LITERAL+.
        let mut quoted = Zeroizing::new(String::with_capacity(2 * secret.len()));
        for character in secret.chars() {
            if matches!(character, '"' | '\\') {
                quoted.push('\\');
            }
            quoted.push(character);
        }
        Ok(quoted)
    }
}

/// Answers no challenge: the initial response said all.
struct Nothing;

impl Authenticator for Nothing {
    type Response = &'static str;

    fn process(&mut self, _challenge: &[u8]) -> &'static str {
        ""
    }
}

/// Answers the challenge with what [`Tap::conceal`] replaces, after `async-imap` has made it
/// base64.
struct Placeholder;

impl Authenticator for Placeholder {
    type Response = &'static str;

    fn process(&mut self, _challenge: &[u8]) -> &'static str {
        PLACEHOLDER_TEXT
    }
}

/// What the server said during a command that `async-imap` ran.
#[derive(Default)]
struct Heard {
    /// The latest capabilities, from an untagged response or a code.
    capabilities: Option<Capabilities>,
    /// The latest tagged NO or BAD.
    refusal: Option<Status>,
}

impl Heard {
    fn drain(tap: &mut Tap) -> Self {
        let mut heard = Self::default();
        while let Some(frame) = tap.take() {
            match frame {
                Frame::Text(text, None) => heard.untagged(&text),
                Frame::Done(_, status) if status.ok => heard.code(status.code.as_deref()),
                Frame::Done(_, status) => heard.refusal = Some(status),
                Frame::Text(_, Some(_)) | Frame::Chunk(_) | Frame::Go => {}
            }
        }
        heard
    }

    fn untagged(&mut self, text: &[u8]) {
        let (word, rest) = split_word(text);
        if word.eq_ignore_ascii_case(b"CAPABILITY") {
            self.capabilities = Some(Capabilities::read(&String::from_utf8_lossy(rest)));
        } else if word.eq_ignore_ascii_case(b"OK") {
            self.code(split_code(rest).0.as_deref());
        }
    }

    fn code(&mut self, code: Option<&str>) {
        if let Some(words) = code.and_then(|it| it.strip_prefix("CAPABILITY ")) {
            self.capabilities = Some(Capabilities::read(words));
        }
    }

    fn refused(&self, command: &str) -> Option<Error> {
        let status = self.refusal.as_ref()?;
        Some(Error::Refused(format!("{command}: {}", status.text)))
    }

    /// The server's text is left out: it might repeat what was sent.
    fn login_refused(&self) -> Option<Error> {
        let status = self.refusal.as_ref()?;
        Some(match status.code.as_deref() {
            None => Error::Credentials,
            Some(code) if ABOUT_CREDENTIALS.contains(&code) => Error::Credentials,
            Some(code) => Error::Connection(io::Error::other(format!("no login now: {code}"))),
        })
    }
}

/// A failure of the stream, as callers see it.
pub(super) fn lost(error: io::Error) -> Error {
    match error.get_ref().and_then(|it| it.downcast_ref::<Malformed>()) {
        Some(Malformed(what)) => Error::Answer(what),
        None => Error::Connection(error),
    }
}

/// The server closed the connection.
pub(super) fn closed() -> Error {
    Error::Connection(io::ErrorKind::ConnectionAborted.into())
}

/// The server is silent.
pub(super) fn too_slow() -> Error {
    Error::Connection(io::ErrorKind::TimedOut.into())
}

fn failed(error: async_imap::error::Error) -> Error {
    match error {
        async_imap::error::Error::Io(error) => lost(error),
        async_imap::error::Error::ConnectionLost => closed(),
        other => Error::Connection(io::Error::other(other)),
    }
}

#[cfg(test)]
mod tests;

//! The controller of rspamd: `POST /learnspam`, `POST /learnham`
//! (<https://rspamd.com/doc/developers/protocol.html>).

use bytes::Bytes;
use mailcore::server::Server;

use super::{Error, Verdict, connection, one_line};
use crate::config::password::Password;
use crate::config::spam::Rspamd;
use crate::http;

/// The most octets of an answer.
const MOST_OF_ANSWER: usize = 16 * 1024;

/// Teaches one message.
pub(super) async fn learn(
    rspamd: &Rspamd,
    verdict: Verdict,
    login: &str,
    octets: Vec<u8>,
) -> Result<(), Error> {
    let path = match verdict {
        Verdict::Spam => "/learnspam",
        Verdict::NotSpam => "/learnham",
    };
    let whose = Some(login).filter(|_| rspamd.per_user);
    let (status, words) = ask(rspamd, path, whose, octets.into()).await?;
    match status {
        200..=299 => Ok(()),
        401 | 403 => Err(Error::Credentials),
        // Older ones say so with an error.
        _ if words.contains("already learned") => Ok(()),
        _ => Err(Error::Refused(format!("{status} {words}"))),
    }
}

/// Asks it to learn from nothing, which it looks at when it has taken the password.
pub(super) async fn try_out(rspamd: &Rspamd) -> Result<String, Error> {
    let (status, words) = ask(rspamd, "/learnspam", None, Bytes::new()).await?;
    match status {
        200..=299 | 400 => {
            Ok(format!("rspamd: the controller at {} takes what it is to learn", authority(&rspamd.server)))
        }
        401 | 403 => Err(Error::Credentials),
        _ => Err(Error::Refused(format!("{status} {words}"))),
    }
}

/// The status of the answer, and what it says.
async fn ask(rspamd: &Rspamd, path: &str, whose: Option<&str>, body: Bytes) -> Result<(u16, String), Error> {
    let authority = authority(&rspamd.server);
    let password = rspamd.password.as_ref().map(|it| ("password", Password::reveal(it)));
    let fields: Vec<_> = password.into_iter().chain(whose.map(|it| ("deliver-to", it))).collect();
    let question = http::Question { method: "POST", authority: &authority, path, fields: &fields, body };
    let stream = connection::open(&rspamd.server).await?;
    connection::in_time(&rspamd.server, async {
        let answer = http::ask(stream, &question).await?;
        let status = answer.status;
        Ok((status, one_line(&answer.body(MOST_OF_ANSWER).await?)))
    })
    .await
}

/// Host and port as `Host` says them.
fn authority(server: &Server) -> String {
    let Server { host, port, .. } = server;
    if host.contains(':') { format!("[{host}]:{port}") } else { format!("{host}:{port}") }
}

impl From<http::Error> for Error {
    fn from(error: http::Error) -> Self {
        match error {
            http::Error::Connection(error) => Self::Away(error),
            http::Error::Question | http::Error::TooLarge => Self::Refused(error.to_string()),
        }
    }
}

//! LOGIN and AUTHENTICATE (RFC 9051, sections 6.2.2 and 6.2.3; RFC 4616; RFC 4959).

use imap_codec::AuthenticateDataCodec;
use imap_codec::decode::Decoder;
use imap_codec::imap_types::auth::{AuthMechanism, AuthenticateData};
use imap_codec::imap_types::command::CommandBody;
use zeroize::Zeroizing;

use super::answer::Answer;
use super::{CAPABILITIES, MOST_LOGIN_OCTETS, Outcome, Session};

impl Session {
    /// Lets somebody in.
    pub(super) async fn log_in(&mut self, command: CommandBody<'static>) -> Outcome {
        if self.account.is_some() {
            return Err(Answer::bad("You have logged in already").into());
        }
        let (login, password) = match command {
            CommandBody::Login { username, password } => {
                (text(username.as_ref()), text(password.declassify().as_ref()))
            }
            CommandBody::Authenticate { mechanism: AuthMechanism::Plain, initial_response } => {
                let said = match initial_response {
                    Some(said) => Zeroizing::new(said.declassify().to_vec()),
                    None => self.challenge().await?,
                };
                let (login, password) = plain(&said).ok_or_else(wrong)?;
                (login, password)
            }
            _ => return Err(Answer::no("There is no such mechanism").code("CANNOT").into()),
        };
        let account = self.state.log_in(&login, &password).ok_or_else(wrong)?;
        self.account = Some(account.clone());
        Ok(Answer::ok("Logged in").code(format!("CAPABILITY {CAPABILITIES}")))
    }

    /// Asks for what a mechanism says first.
    async fn challenge(&mut self) -> Result<Zeroizing<Vec<u8>>, super::Stop> {
        self.say("+ \r\n").await?;
        let mut line = Zeroizing::new(Vec::new());
        self.wire.line(&mut line, MOST_LOGIN_OCTETS).await?;
        match AuthenticateDataCodec::default().decode(&line) {
            Ok((_, AuthenticateData::Continue(said))) => Ok(Zeroizing::new(said.declassify().to_vec())),
            Ok((_, AuthenticateData::Cancel)) => Err(Answer::bad("Cancelled").into()),
            Err(_) => Err(Answer::bad("This is no base64").into()),
        }
    }
}

fn wrong() -> Answer {
    Answer::no("The login or the password is wrong").code("AUTHENTICATIONFAILED")
}

fn text(octets: &[u8]) -> Zeroizing<String> {
    Zeroizing::new(String::from_utf8_lossy(octets).into_owned())
}

/// Login and password of PLAIN. Whom somebody wants to act for has to be himself.
fn plain(said: &[u8]) -> Option<(Zeroizing<String>, Zeroizing<String>)> {
    let mut parts = said.split(|it| *it == 0);
    let (identity, login, password) = (parts.next()?, parts.next()?, parts.next()?);
    let is_whole = parts.next().is_none() && (identity.is_empty() || identity == login);
    is_whole.then(|| (text(login), text(password)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_is_three_parts() {
        let read = |said: &[u8]| plain(said).map(|(login, password)| format!("{} {}", *login, *password));
        assert_eq!(read(b"\0a\0b").as_deref(), Some("a b"));
        assert_eq!(read(b"a\0a\0b").as_deref(), Some("a b"));
        for bad in [&b""[..], b"a", b"\0a", b"b\0a\0c", b"\0a\0b\0c"] {
            assert_eq!(read(bad), None, "{bad:?}");
        }
    }
}

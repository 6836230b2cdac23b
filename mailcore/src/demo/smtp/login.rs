//! AUTH PLAIN and LOGIN (RFC 4954, RFC 4616).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use smtp_proto::{AUTH_LOGIN, AUTH_PLAIN};
use tokio::io::{AsyncRead, AsyncWrite};
use zeroize::Zeroizing;

use super::LOGIN_PATIENCE;
use super::reply::Reply;
use super::wire::{End, Wire};

/// What somebody logs in with.
pub(super) struct Login {
    pub(super) name: String,
    pub(super) password: Zeroizing<String>,
}

/// Reads a login, asking for what did not come with the command. The inner error is the answer to
/// one that cannot be read.
pub(super) async fn read<S>(
    wire: &mut Wire<S>,
    mechanism: u64,
    initial: &str,
) -> Result<Result<Login, Reply>, End>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let read = match mechanism {
        AUTH_PLAIN => {
            let response = response(wire, initial, "").await?;
            response.and_then(|it| plain(&it))
        }
        AUTH_LOGIN => {
            // "Username:" and "Password:", as programs wait for them.
            let name = response(wire, initial, "VXNlcm5hbWU6").await?;
            let Some(name) = name else { return Ok(Err(unreadable())) };
            let password = response(wire, "", "UGFzc3dvcmQ6").await?;
            password.map(|password| Login { name: name.to_string(), password })
        }
        _ => return Ok(Err(Reply::new(504, "5.5.4", "This mechanism is not offered"))),
    };
    Ok(read.ok_or_else(unreadable))
}

/// One response, the one that came with the command if it did. `None` when it is not base64, or the
/// client gave up (`*`).
async fn response<S>(
    wire: &mut Wire<S>,
    initial: &str,
    challenge: &str,
) -> Result<Option<Zeroizing<String>>, End>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    // An empty response that comes with the command is written so.
    if initial == "=" {
        return Ok(Some(Zeroizing::default()));
    }
    if !initial.is_empty() {
        return Ok(decode(initial.as_bytes()));
    }
    wire.reply(&Reply::plain(334, challenge)).await?;
    let line = Zeroizing::new(wire.line(LOGIN_PATIENCE).await?);
    Ok(decode(line.trim_ascii()))
}

fn decode(text: &[u8]) -> Option<Zeroizing<String>> {
    String::from_utf8(STANDARD.decode(text).ok()?).ok().map(Zeroizing::new)
}

/// `for-whom NUL name NUL password`; nobody logs in for somebody else.
fn plain(response: &str) -> Option<Login> {
    let mut parts = response.split('\0');
    let (whom, name, password) = (parts.next()?, parts.next()?, parts.next()?);
    let good = parts.next().is_none() && (whom.is_empty() || whom == name);
    good.then(|| Login { name: name.to_owned(), password: Zeroizing::new(password.to_owned()) })
}

fn unreadable() -> Reply {
    Reply::new(501, "5.5.2", "This is no login")
}

//! spamd of SpamAssassin: TELL of the protocol of spamc (`spamd/PROTOCOL` in its sources).

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};

use super::{Error, Verdict, connection, one_line};
use crate::config::spam::Spamd;

/// The most octets of an answer's first line.
const MOST_OF_LINE: u64 = 1024;

/// Teaches one message.
pub(super) async fn learn(spamd: &Spamd, verdict: Verdict, login: &str, octets: &[u8]) -> Result<(), Error> {
    let class = match verdict {
        Verdict::Spam => "spam",
        Verdict::NotSpam => "ham",
    };
    let mut head = format!("Message-class: {class}\r\nSet: local\r\n");
    // Nothing in a login may become a line of its own.
    if spamd.per_user && !login.contains(char::is_control) {
        head += &format!("User: {login}\r\n");
    }
    tell(spamd, &head, octets).await
}

/// Tells it of a message and asks for nothing, which it takes when TELL is allowed.
pub(super) async fn try_out(spamd: &Spamd) -> Result<String, Error> {
    tell(spamd, "", b"\r\n").await?;
    Ok(format!("spamd: {}:{} takes what it is to learn", spamd.server.host, spamd.server.port))
}

async fn tell(spamd: &Spamd, head: &str, octets: &[u8]) -> Result<(), Error> {
    let mut stream = connection::open(&spamd.server).await?;
    connection::in_time(&spamd.server, async {
        let head = format!("TELL SPAMC/1.5\r\nContent-length: {}\r\n{head}\r\n", octets.len());
        stream.write_all(head.as_bytes()).await.map_err(Error::Away)?;
        stream.write_all(octets).await.map_err(Error::Away)?;
        stream.flush().await.map_err(Error::Away)?;
        let mut line = Vec::new();
        let mut answer = BufReader::new(stream.take(MOST_OF_LINE));
        answer.read_until(b'\n', &mut line).await.map_err(Error::Away)?;
        read(&one_line(&line))
    })
    .await
}

/// Reads the first line of an answer: `SPAMD/1.1 0 EX_OK`.
fn read(line: &str) -> Result<(), Error> {
    let mut words = line.split(' ');
    let is_spamd = words.next().is_some_and(|it| it.starts_with("SPAMD/"));
    match words.next().and_then(|it| it.parse::<u8>().ok()) {
        Some(0) if is_spamd => Ok(()),
        _ => Err(Error::Refused(line.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_zero_of_spamd_is_good() {
        assert!(read("SPAMD/1.1 0 EX_OK").is_ok());
        for bad in [
            "SPAMD/1.0 69 Service Unavailable: TELL commands are not enabled, set the --allow-tell switch.",
            "SPAMD/1.1",
            "HTTP/1.1 0 OK",
            "",
        ] {
            assert!(matches!(read(bad), Err(Error::Refused(it)) if it == bad), "{bad}");
        }
    }
}

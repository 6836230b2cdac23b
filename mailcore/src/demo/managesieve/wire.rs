//! The stream of a session: commands with their texts in, answers out (RFC 5804, section 4).

use std::io;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufStream};
use tokio::time::timeout;

use crate::demo::state::scripts::MOST_SCRIPT_OCTETS;

/// The longest line of a command, in octets.
const MOST_LINE_OCTETS: u64 = 8 << 10;

/// The most texts of a command.
const MOST_WORDS: usize = 8;

/// How long a client may be silent within a command, or take to read an answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// Why a session ends.
#[derive(Debug, thiserror::Error)]
pub(super) enum End {
    /// The client went away.
    #[error("the connection is closed")]
    Closed,
    /// The stream failed.
    #[error("the connection failed")]
    Failed(#[from] io::Error),
    /// Whatever the client does, it does not do it in time.
    #[error("too slow")]
    TooSlow,
    /// Nobody can tell any more where a command begins.
    #[error("{0}")]
    Confused(&'static str),
}

/// A command: its name in upper case, and the texts behind it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Command {
    pub(super) name: String,
    pub(super) texts: Vec<String>,
}

/// A connection with a buffer.
#[derive(Debug)]
pub(super) struct Wire<S> {
    stream: BufStream<S>,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Wire<S> {
    pub(super) fn new(stream: S) -> Self {
        Self { stream: BufStream::new(stream) }
    }

    /// Reads a command that begins within `patience`.
    pub(super) async fn command(&mut self, patience: Duration) -> Result<Command, End> {
        let line = self.line(patience).await?;
        let (name, mut rest) = match line.split_once(' ') {
            Some((name, rest)) => (name.to_owned(), rest.to_owned()),
            None => (line, String::new()),
        };
        let mut texts = Vec::new();
        loop {
            let open = read(&rest, &mut texts)?;
            if texts.len() > MOST_WORDS {
                return Err(End::Confused("Too many words"));
            }
            let Some(octets) = open else { break };
            texts.push(self.literal(octets).await?);
            rest = self.line(PATIENCE).await?;
        }
        Ok(Command { name: name.to_ascii_uppercase(), texts })
    }

    /// Writes an answer and sends it.
    pub(super) async fn say(&mut self, answer: &str) -> Result<(), End> {
        let saying = async {
            self.stream.write_all(answer.as_bytes()).await?;
            self.stream.flush().await
        };
        Ok(timeout(PATIENCE, saying).await.map_err(|_| End::TooSlow)??)
    }

    async fn line(&mut self, patience: Duration) -> Result<String, End> {
        let mut octets = Vec::new();
        let mut bounded = (&mut self.stream).take(MOST_LINE_OCTETS);
        let reading = bounded.read_until(b'\n', &mut octets);
        timeout(patience, reading).await.map_err(|_| End::TooSlow)??;
        match octets.strip_suffix(b"\n") {
            Some(line) => {
                let line = line.strip_suffix(b"\r").unwrap_or(line);
                String::from_utf8(line.to_vec()).map_err(|_| End::Confused("This is no UTF-8"))
            }
            None if octets.len() < usize::try_from(MOST_LINE_OCTETS).unwrap_or(usize::MAX) => {
                Err(End::Closed)
            }
            None => Err(End::Confused("The line is too long")),
        }
    }

    async fn literal(&mut self, octets: usize) -> Result<String, End> {
        if octets > MOST_SCRIPT_OCTETS + 1 {
            return Err(End::Confused("The text is too long"));
        }
        let mut text = vec![0; octets];
        timeout(PATIENCE, self.stream.read_exact(&mut text)).await.map_err(|_| End::TooSlow)??;
        String::from_utf8(text).map_err(|_| End::Confused("This is no UTF-8"))
    }
}

/// Reads what stands in a line; the octets of the literal that it ends with, `{5+}`, are still to come.
fn read(line: &str, texts: &mut Vec<String>) -> Result<Option<usize>, End> {
    let mut rest = line.trim_start_matches(' ');
    while !rest.is_empty() {
        if let Some(literal) = rest.strip_prefix('{') {
            let octets = literal.strip_suffix("+}").and_then(|it| it.parse().ok());
            return octets.map(Some).ok_or(End::Confused("This is no literal"));
        }
        let (text, length) = match rest.strip_prefix('"') {
            Some(inside) => quoted(inside).ok_or(End::Confused("A text without an end"))?,
            None => {
                let end = rest.find(' ').unwrap_or(rest.len());
                (rest.get(..end).unwrap_or_default().to_owned(), end)
            }
        };
        texts.push(text);
        rest = rest.get(length..).unwrap_or_default().trim_start_matches(' ');
    }
    Ok(None)
}

/// A text in quotes, and how many octets it has with both of them; `inside` begins behind the first.
fn quoted(inside: &str) -> Option<(String, usize)> {
    let mut text = String::new();
    let mut characters = inside.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return Some((text, at + 2)),
            '\\' => text.push(characters.next()?.1),
            other => text.push(other),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn heard(said: &str) -> Result<Command, End> {
        let (ours, mut theirs) = tokio::io::duplex(1 << 16);
        theirs.write_all(said.as_bytes()).await.unwrap();
        drop(theirs);
        Wire::new(ours).command(PATIENCE).await
    }

    #[tokio::test]
    async fn commands_come_with_texts_of_any_octets() {
        let command = |name: &str, texts: &[&str]| Command {
            name: name.to_owned(),
            texts: texts.iter().map(|it| (*it).to_owned()).collect(),
        };
        assert_eq!(heard("logout\r\n").await.unwrap(), command("LOGOUT", &[]));
        assert_eq!(
            heard("HaveSpace \"a\\\"\\\\\" 12\n").await.unwrap(),
            command("HAVESPACE", &["a\"\\", "12"])
        );
        let put = "PUTSCRIPT \"é\" {9+}\r\nkeep;\r\n\"{\r\n";
        assert_eq!(heard(put).await.unwrap(), command("PUTSCRIPT", &["é", "keep;\r\n\"{"]));
        let two = "X {1+}\r\na {2+}\r\nbc \"d\"\r\n";
        assert_eq!(heard(two).await.unwrap(), command("X", &["a", "bc", "d"]));
    }

    #[tokio::test]
    async fn what_makes_no_sense_ends_the_session() {
        let long = format!("X \"{}\"\r\n", "x".repeat(9_000));
        let many = format!("X {}\r\n", "a ".repeat(50));
        for said in ["X \"a\r\n", "X {5}\r\n", "X {x+}\r\n", "X {99999999+}\r\n", &long, &many] {
            assert!(matches!(heard(said).await, Err(End::Confused(_))), "{said:.20}");
        }
        assert!(matches!(heard("X").await, Err(End::Closed)));
        assert!(matches!(heard("X {5+}\r\nab").await, Err(End::Failed(_))));
    }
}

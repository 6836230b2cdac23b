//! A way in for benchmarks: what a list costs to read, without a server. Not for anything else.

use super::Error;
use super::frame::Framer;
use super::gather::Gather;
use super::response::fetch::Rows;
use crate::uid::Uid;

/// How many octets come at once from a socket.
const AT_ONCE: usize = 16 << 10;

/// Reads FETCH responses as they come from a server, as a list does; how many of `uids` have a row.
///
/// # Errors
///
/// [`Error::Answer`] when the octets are no IMAP, or not whole responses alone.
pub fn rows(octets: &[u8], uids: &[Uid]) -> Result<usize, Error> {
    let (mut framer, mut gather) = (Framer::new(), Gather::default());
    for piece in octets.chunks(AT_ONCE) {
        framer.room().extend_from_slice(piece);
        while let Some(frame) = framer.next().map_err(|it| Error::Answer(it.0))? {
            gather.add(frame)?;
        }
    }
    let mut rows = Rows::new(None);
    rows.absorb(&gather.finish().data);
    Ok(uids.iter().filter(|uid| rows.has(**uid)).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_responses_are_rows() {
        let uids = [7, 8].map(|it| Uid::new(it).unwrap());
        let answer = b"* 1 FETCH (UID 7 FLAGS ())\r\n* 2 FETCH (UID 8 FLAGS (\\Seen))\r\n";
        assert_eq!(rows(answer, &uids).unwrap(), 2);
        assert_eq!(rows(b"", &uids).unwrap(), 0);
        assert!(matches!(rows(b"A1 OK done\r\n", &uids), Err(Error::Answer(_))));
        assert!(matches!(rows(b"220 hello\r\n", &uids), Err(Error::Answer(_))));
    }
}

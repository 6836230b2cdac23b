//! A way in for benchmarks and fuzzing: what a server says, read without one. Not for anything else.

use super::Error;
use super::connection::Data;
use super::frame::Framer;
use super::gather::Gather;
use super::response::fetch::Rows;
use crate::message::part::Structure;
use crate::uid::Uid;

/// How many octets come at once from a socket.
const AT_ONCE: usize = 16 << 10;

/// Reads FETCH responses as they come from a server, as a list does; how many of `uids` have a row.
///
/// # Errors
///
/// [`Error::Answer`] when the octets are no IMAP, or not whole responses alone.
pub fn rows(octets: &[u8], uids: &[Uid]) -> Result<usize, Error> {
    let mut rows = Rows::new(None);
    rows.absorb(&responses(octets)?);
    Ok(uids.iter().filter(|uid| rows.has(**uid)).count())
}

/// The tree of parts that FETCH responses give for the message of UID 1, as opening it does.
pub fn structure(octets: &[u8]) -> Option<Structure> {
    let uid = Uid::new(1)?;
    let mut rows = Rows::new(Some(uid));
    rows.absorb(&responses(octets).ok()?);
    rows.take(uid)?.structure
}

fn responses(octets: &[u8]) -> Result<Vec<Data>, Error> {
    let (mut framer, mut gather) = (Framer::new(), Gather::default());
    for piece in octets.chunks(AT_ONCE) {
        framer.room().extend_from_slice(piece);
        while let Some(frame) = framer.next().map_err(|it| Error::Answer(it.0))? {
            gather.add(frame)?;
        }
    }
    Ok(gather.finish().data)
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
    #[test]
    fn the_parts_of_one_message_are_a_tree() {
        let answer = b"* 1 FETCH (UID 1 BODYSTRUCTURE (\"text\" \"plain\" NIL NIL NIL \"7bit\" 5 1))\r\n";
        assert_eq!(structure(answer).unwrap().root.media_type, "text/plain");
        assert_eq!(structure(b"* 1 FETCH (UID 1 FLAGS ())\r\n"), None);
    }
}

//! Frames put together again: the completions and data of commands that are under way.

use std::mem;

use super::Error;
use super::connection::{Completion, Data, Exchange, Piece, Refusal};
use super::frame::{Frame, Status};

/// The most octets of one exchange that are kept.
pub(super) const MOST_GATHERED: usize = 32 << 20;
/// What each response counts beside its octets, so that many empty ones are not free.
const RESPONSE_COST: usize = 64;
/// How much room is made for a literal before its octets come.
const ROOM_AHEAD: usize = 1 << 20;

/// An exchange under way. Between commands it holds what the server says unasked.
#[derive(Debug, Default)]
pub(super) struct Gather {
    /// The tags of the commands that were sent, in order.
    commands: Vec<(String, Option<Completion>)>,
    data: Vec<Data>,
    /// How much of it had come before the first command.
    unasked: usize,
    /// The response that is not complete.
    open: Data,
    size: usize,
}

impl Gather {
    /// Expects the completion of one more command.
    pub(super) fn expect(&mut self, tag: String) {
        if self.commands.is_empty() {
            self.unasked = self.data.len();
        }
        self.commands.push((tag, None));
    }

    /// Whether all commands have ended.
    pub(super) fn is_complete(&self) -> bool {
        self.commands.iter().all(|(_, completion)| completion.is_some())
    }

    /// Whether the command that was sent last has ended.
    pub(super) fn last_is_complete(&self) -> bool {
        self.commands.last().is_none_or(|(_, completion)| completion.is_some())
    }

    /// Whether the next text begins a response.
    pub(super) fn is_between_responses(&self) -> bool {
        self.open.is_empty()
    }

    /// Whether there is a response, whichever command it belongs to.
    pub(super) fn has_data(&self) -> bool {
        !self.data.is_empty()
    }

    /// Adds a frame; [`Frame::Go`] adds nothing.
    ///
    /// # Errors
    ///
    /// [`Error::Answer`] when the answer is beyond 32 MiB, or belongs to no command.
    pub(super) fn add(&mut self, frame: Frame) -> Result<(), Error> {
        match frame {
            Frame::Text(text, literal) => self.text(text, literal),
            Frame::Chunk(chunk) => {
                self.grow(chunk.len())?;
                match self.open.last_mut() {
                    Some(Piece::Literal(octets)) => octets.extend_from_slice(&chunk),
                    _ => self.open.push(Piece::Literal(chunk.to_vec())),
                }
                Ok(())
            }
            Frame::Done(tag, status) => self.done(&tag, status),
            Frame::Go => Ok(()),
        }
    }

    /// The answer to all commands that were expected.
    pub(super) fn finish(self) -> Exchange {
        let completions = self.commands.into_iter().filter_map(|(_, completion)| completion).collect();
        Exchange { completions, data: self.data, unasked: self.unasked }
    }

    /// The completion of the only command, and what the server said beside it.
    pub(super) fn finish_one(mut self) -> (Option<Completion>, Self) {
        let completion = self.commands.pop().and_then(|(_, completion)| completion);
        self.commands.clear();
        (completion, self)
    }

    fn text(&mut self, text: Vec<u8>, literal: Option<u64>) -> Result<(), Error> {
        self.grow(RESPONSE_COST + text.len())?;
        if !text.is_empty() || self.open.is_empty() {
            self.open.push(Piece::Text(text));
        }
        match literal {
            None => self.data.push(mem::take(&mut self.open)),
            Some(size) => {
                let size = usize::try_from(size).unwrap_or(usize::MAX);
                if size > MOST_GATHERED.saturating_sub(self.size) {
                    return Err(too_long());
                }
                self.open.push(Piece::Literal(Vec::with_capacity(size.min(ROOM_AHEAD))));
            }
        }
        Ok(())
    }

    fn done(&mut self, tag: &str, status: Status) -> Result<(), Error> {
        let command = self.commands.iter_mut().find(|(it, completion)| it == tag && completion.is_none());
        let Some((_, completion)) = command else {
            return Err(Error::Answer("the end of a command that was not sent"));
        };
        *completion = Some(match status {
            Status { ok: true, code, .. } => Ok(code),
            Status { code, text, .. } => Err(Refusal { code, text }),
        });
        Ok(())
    }

    fn grow(&mut self, octets: usize) -> Result<(), Error> {
        self.size += octets;
        if self.size > MOST_GATHERED { Err(too_long()) } else { Ok(()) }
    }
}

fn too_long() -> Error {
    Error::Answer("an answer is too long")
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;

    fn status(ok: bool, code: Option<&str>) -> Status {
        Status { ok, code: code.map(str::to_owned), text: "text".to_owned() }
    }

    fn text(text: &str, literal: Option<u64>) -> Frame {
        Frame::Text(text.as_bytes().to_vec(), literal)
    }

    #[test]
    fn completions_are_in_the_order_of_the_commands_whatever_order_they_come_in() {
        let mut gather = Gather::default();
        gather.expect("A1".to_owned());
        gather.expect("A2".to_owned());
        gather.add(Frame::Done("A2".to_owned(), status(false, Some("TRYCREATE")))).unwrap();
        assert!(!gather.is_complete() && gather.last_is_complete());
        gather.add(Frame::Done("A1".to_owned(), status(true, None))).unwrap();
        assert!(gather.is_complete());
        let refusal = Refusal { code: Some("TRYCREATE".to_owned()), text: "text".to_owned() };
        assert_eq!(gather.finish().completions, [Ok(None), Err(refusal)]);
    }

    #[test]
    fn a_response_is_text_and_literals_in_turn() {
        let mut gather = Gather::default();
        for frame in [
            text("LIST () \"/\" ", Some(0)),
            text("", None),
            text("1 FETCH (BODY[1] ", Some(3)),
            Frame::Chunk(Bytes::from_static(b"ab")),
            Frame::Chunk(Bytes::from_static(b"c")),
            text(" UID 2)", None),
        ] {
            gather.add(frame).unwrap();
        }
        let text = |text: &str| Piece::Text(text.as_bytes().to_vec());
        assert_eq!(
            gather.finish().data,
            [
                vec![text("LIST () \"/\" "), Piece::Literal(Vec::new())],
                vec![text("1 FETCH (BODY[1] "), Piece::Literal(b"abc".to_vec()), text(" UID 2)")],
            ]
        );
    }

    #[test]
    fn the_end_of_a_command_that_was_not_sent_is_an_error() {
        let mut gather = Gather::default();
        gather.expect("A1".to_owned());
        gather.add(Frame::Done("A1".to_owned(), status(true, None))).unwrap();
        for tag in ["A1", "A2"] {
            let end = gather.add(Frame::Done(tag.to_owned(), status(true, None)));
            assert!(matches!(end, Err(Error::Answer(_))), "{tag}");
        }
    }

    #[test]
    fn an_answer_beyond_the_limit_is_an_error_before_its_literal_is_read() {
        let mut gather = Gather::default();
        let announced = gather.add(text("1 FETCH (BODY[] ", Some(MOST_GATHERED as u64)));
        assert!(matches!(announced, Err(Error::Answer(_))));
    }
}

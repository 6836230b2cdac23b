//! Waiting for what the server says by itself (RFC 2177).

use std::mem;
use std::time::Duration;

use tokio::io::AsyncWriteExt;
use tokio::time::{Instant, sleep_until};

use super::super::caller::Caller;
use super::super::command::Command;
use super::super::connection::Exchange;
use super::super::frame::{Frame, split_word};
use super::super::gather::Gather;
use super::{Driver, Stop};

impl Driver {
    /// IDLE, until the server has said something, the time is up, or the caller goes away.
    pub(super) async fn idle(&mut self, limit: Duration, caller: &mut Caller) -> Result<Exchange, Stop> {
        let mut gather = mem::take(&mut self.unasked);
        self.send(Command::new("IDLE"), &mut gather, caller).await?;
        if self.is_let_go(&mut gather, caller).await? {
            self.listen(limit, &mut gather, caller).await?;
            if !gather.is_complete() {
                self.within(|session| session.get_mut().write_all(b"DONE\r\n")).await?;
            }
        }
        self.flush().await?;
        self.collect(&mut gather, caller).await?;
        Ok(gather.finish())
    }

    async fn listen(
        &mut self,
        limit: Duration,
        gather: &mut Gather,
        caller: &mut Caller,
    ) -> Result<(), Stop> {
        let until = Instant::now() + limit;
        while !gather.has_data() && !gather.is_complete() {
            let is_here = caller.is_here();
            let ready = tokio::select! {
                biased;
                () = caller.left(), if is_here => return Ok(()),
                ready = self.session.get_mut().ready() => ready,
                () = sleep_until(until) => return Ok(()),
            };
            let frame = self.take(ready).await?;
            if !gather.is_between_responses() || !is_sign_of_life(&frame) {
                gather.add(frame)?;
            }
        }
        Ok(())
    }
}

/// Whether a frame says only that the server is there: `OK Still here`, without a code.
fn is_sign_of_life(frame: &Frame) -> bool {
    let Frame::Text(text, None) = frame else { return false };
    let (word, rest) = split_word(text);
    word.eq_ignore_ascii_case(b"OK") && !rest.starts_with(b"[")
}

//! IDLE (RFC 2177): what others change is told as it happens.

use imap_codec::IdleDoneCodec;
use imap_codec::decode::Decoder;
use tokio::time::{Instant, timeout_at};

use super::answer::Answer;
use super::view::Expunges;
use super::wire::End;
use super::{IDLE_PATIENCE, Outcome, Session};
use crate::demo::state::Account;

/// The longest line that can end it, in octets.
const MOST_LINE_OCTETS: usize = 100;

impl Session {
    /// IDLE, until the client says DONE.
    pub(super) async fn idle(&mut self, account: &Account) -> Outcome {
        let mut changes = account.watch();
        self.say("+ idling\r\n").await?;
        let end = Instant::now() + IDLE_PATIENCE;
        let stop = self.stop.clone();
        loop {
            self.news(account, Expunges::Told).await?;
            tokio::select! {
                come = timeout_at(end, self.wire.wait()) => {
                    come.map_err(|_| End::TooSlow)??;
                    break;
                }
                _ = changes.changed() => {}
                () = stop.cancelled() => return Err(End::Confused("The server ends").into()),
            }
        }
        let mut line = Vec::new();
        self.wire.line(&mut line, MOST_LINE_OCTETS).await?;
        match IdleDoneCodec::default().decode(&line) {
            Ok(_) => Ok(Answer::ok("Done")),
            Err(_) => Err(Answer::bad("IDLE is ended by DONE").into()),
        }
    }
}

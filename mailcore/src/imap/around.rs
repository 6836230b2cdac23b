//! What is around the mailboxes of an account: namespaces (RFC 2342), which are asked for once, and the
//! room (RFC 9208), which is asked for again when it may be another one. Both go out with what asks for
//! mailboxes: they cost no round trip.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::command::Command;
use super::connection::{Connection, Data};
use super::response::account::{Namespaces, is_quota_root, namespaces, quota};
use crate::mailbox::{MailboxName, Room};

/// So long the room is believed, while nothing is done here that changes it.
const BELIEVED: Duration = Duration::from_secs(60);

/// As far as it was told.
#[derive(Clone, Debug, Default)]
pub(super) struct Around {
    namespaces: Option<Arc<Namespaces>>,
    room: Option<Room>,
    room_told: Option<Instant>,
}

impl Around {
    /// The commands that ask for what is not known. Their refusal says nothing.
    pub(super) fn lacking(&self, connection: &Connection) -> Vec<Command> {
        let can = |it: &str| connection.can(it);
        let mut commands = Vec::new();
        if self.namespaces.is_none() && (can("NAMESPACE") || can("IMAP4REV2")) {
            commands.push(Command::new("NAMESPACE"));
        }
        if can("QUOTA") && self.room_told.is_none_or(|it| it.elapsed() > BELIEVED) {
            commands.push(Command::new("GETQUOTAROOT").mailbox(&MailboxName::inbox()));
        }
        commands
    }

    /// Takes in what the server told.
    pub(super) fn absorb(&mut self, data: &[Data]) {
        if let Some(told) = data.iter().find_map(namespaces) {
            self.namespaces = Some(Arc::new(told));
        }
        // An account without a limit has a root without resources, or none.
        if data.iter().any(is_quota_root) {
            (self.room, self.room_told) = (data.iter().find_map(quota), Some(Instant::now()));
        }
    }

    /// The room is another one from now on.
    pub(super) fn forget_room(&mut self) {
        self.room_told = None;
    }

    /// The room, as it was told last.
    pub(super) fn room(&self) -> Option<Room> {
        self.room
    }

    /// The namespaces; all is one's own while none are told.
    pub(super) fn namespaces(&self) -> Arc<Namespaces> {
        self.namespaces.clone().unwrap_or_default()
    }
}

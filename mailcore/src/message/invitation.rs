//! Invitations and the answers to them: iCalendar (RFC 5545) that came by mail (iTIP, RFC 5546; iMIP,
//! RFC 6047). A door of `calcard`.
//!
//! Everything here is a claim of whoever wrote the message. Texts are texts, whatever stands in them;
//! HTML forms of them (`X-ALT-DESC`, `STYLED-DESCRIPTION`) are not looked at.

use crate::address::FoundAddress;
use crate::flag::Flag;

mod read;
mod recurrence;
mod reply;
mod when;

pub use read::read;
pub use recurrence::{Days, Ends, Recurrence, Series, Unit};
pub use reply::{Reply, write_reply};
pub use when::{Moment, When, Zone};

/// The most octets of text that are read.
pub const MOST_OCTETS: usize = 512 * 1024;

/// The most events of one invitation that are read.
pub const MOST_EVENTS: usize = 10;

/// The most attendees of one event that are read.
pub const MOST_ATTENDEES: usize = 300;

/// What the message is for (RFC 5546, section 1.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Tells of an event, asks nothing. What names no method is taken for this.
    Publish,
    /// Invites, or tells of a change.
    Request,
    /// Answers.
    Reply,
    /// Adds a date to a series.
    Add,
    /// Calls off.
    Cancel,
    /// Asks for the latest version.
    Refresh,
    /// Proposes something else.
    Counter,
    /// Does not take the proposal.
    DeclineCounter,
}

/// Whether somebody comes (RFC 5545, section 3.2.12).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Participation {
    /// Has not answered. What is not known counts as this.
    #[default]
    NeedsAction,
    /// Comes.
    Accepted,
    /// Comes, perhaps.
    Tentative,
    /// Does not come.
    Declined,
    /// Sends somebody else.
    Delegated,
}

/// What a person can answer to an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// I come.
    Accepted,
    /// I come, perhaps.
    Tentative,
    /// I do not come.
    Declined,
}

/// Somebody who is invited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attendee {
    /// Who; the name may be empty, and so may the address.
    pub person: FoundAddress,
    /// What they answered, as far as the writer knows.
    pub participation: Participation,
}

/// One event. Texts are one line, of bounded length, and may be empty; the description and the
/// comment may have several lines, ended by `\n`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Event {
    /// Tells it from all others; the same for all dates of a series.
    pub uid: String,
    /// Counts its changes.
    pub sequence: i64,
    /// What it is called.
    pub summary: String,
    /// Where.
    pub location: String,
    /// What is said about it.
    pub description: String,
    /// What the writer of this very message says.
    pub comment: String,
    /// Who invites.
    pub organizer: Option<FoundAddress>,
    /// Who wrote in the organizer's name; may be empty.
    pub organizer_sent_by: String,
    /// Who is invited, in order, at most [`MOST_ATTENDEES`].
    pub attendees: Vec<Attendee>,
    /// So many more are invited.
    pub more_attendees: usize,
    /// When; `None` when it does not say, or not so that it can be read.
    pub when: Option<When>,
    /// How it is repeated.
    pub recurrence: Option<Recurrence>,
    /// It is one date of a series.
    pub is_instance: bool,
    /// It says itself that it is called off.
    pub is_cancelled: bool,
}

/// What a message says about events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// What it is for.
    pub method: Method,
    /// The event that it is about: of a series the whole, else what comes first.
    pub event: Event,
    /// Further events: dates of the series that differ, or others. With `event` at most
    /// [`MOST_EVENTS`].
    pub others: Vec<Event>,
    /// So many more events were not read.
    pub more: usize,
}

impl Invitation {
    /// Whether two parts of a message say the same thing: programs send it twice, to be shown and to
    /// be saved.
    pub fn repeats(&self, other: &Self) -> bool {
        let mark = |it: &Self| (it.method, it.event.uid.clone(), it.event.sequence, it.event.when.clone());
        mark(self) == mark(other)
    }

    /// Whether it is called off.
    pub fn is_cancelled(&self) -> bool {
        self.method == Method::Cancel || self.event.is_cancelled
    }

    /// Whether it asks for an answer that can be given: it needs to be told to somebody about something.
    pub fn wants_answer(&self) -> bool {
        let told = self.event.organizer.as_ref().and_then(FoundAddress::to_named);
        self.method == Method::Request
            && !self.event.is_cancelled
            && !self.event.uid.is_empty()
            && told.is_some()
    }

    /// Who speaks: the organizer, or of an answer the one attendee whose it is.
    pub fn speaker(&self) -> Option<&FoundAddress> {
        match self.method {
            Method::Reply | Method::Counter | Method::Refresh => {
                self.event.attendees.first().map(|it| &it.person)
            }
            Method::Publish | Method::Request | Method::Add | Method::Cancel | Method::DeclineCounter => {
                self.event.organizer.as_ref()
            }
        }
    }
}

impl Event {
    /// The attendee with an address, in any case.
    pub fn attendee(&self, address: &str) -> Option<&Attendee> {
        self.attendees.iter().find(|it| is_same(&it.person.address, address))
    }

    /// Whether an address is the organizer's, or of who writes in their name.
    pub fn is_organized_by(&self, address: &str) -> bool {
        let organizer = self.organizer.as_ref().map_or("", |it| it.address.as_str());
        is_same(organizer, address) || is_same(&self.organizer_sent_by, address)
    }
}

/// Whether two addresses, as they were found, are one. Nobody has the empty address.
fn is_same(one: &str, other: &str) -> bool {
    !one.is_empty() && one.to_lowercase() == other.to_lowercase()
}

impl Answer {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Accepted, Self::Tentative, Self::Declined];

    /// The keyword by which a message remembers it.
    pub fn flag(self) -> Flag {
        match self {
            Self::Accepted => Flag::InvitationAccepted,
            Self::Tentative => Flag::InvitationTentative,
            Self::Declined => Flag::InvitationDeclined,
        }
    }

    /// The same as what others see of it.
    pub fn participation(self) -> Participation {
        match self {
            Self::Accepted => Participation::Accepted,
            Self::Tentative => Participation::Tentative,
            Self::Declined => Participation::Declined,
        }
    }
}

#[cfg(test)]
mod tests;

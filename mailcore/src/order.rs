//! In which order a list stands (RFC 5256, section 3), and the whole of what a list is made of.

use std::fmt;
use std::str::FromStr;

use crate::search::Search;

/// By what messages are ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum By {
    /// When they came into the mailbox.
    #[default]
    Arrival,
    /// The date in their header.
    Date,
    /// Their subject without `Re:` and the like.
    Subject,
    /// Who wrote them: the name where the server can, else the address.
    From,
    /// Whom they were written to, as [`By::From`].
    To,
    /// How many octets they have.
    Size,
    /// Whether they are `\Flagged`; within that by arrival.
    Flagged,
    /// Whether something is attached, as [`Search::Attachment`] tells; within that by arrival.
    Attachment,
}

/// The orders with their names, and whether each is usually wanted from its end.
const NAMES: [(By, &str, bool); 8] = [
    (By::Arrival, "arrival", true),
    (By::Date, "date", true),
    (By::From, "from", false),
    (By::To, "to", false),
    (By::Subject, "subject", false),
    (By::Size, "size", true),
    (By::Flagged, "flagged", true),
    (By::Attachment, "attachment", true),
];

/// An order and its direction. Written `subject`, and from its end `-subject`, in URLs and forms.
///
/// Descending is the newest, the largest, the flagged and the last of the alphabet first. Where two
/// are alike the newer one comes first in either direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Order {
    /// By what.
    pub by: By,
    /// From the last one to the first.
    pub descending: bool,
}

impl Order {
    /// The newest first, as mailboxes are listed when nothing else is said.
    pub const NEWEST_FIRST: Self = Self { by: By::Arrival, descending: true };

    /// Every order, in the direction in which it is usually wanted.
    pub fn all() -> impl Iterator<Item = Self> {
        NAMES.iter().map(|(by, _, descending)| Self { by: *by, descending: *descending })
    }

    /// The other way round.
    pub fn turned(self) -> Self {
        Self { descending: !self.descending, ..self }
    }
}

/// Text that is no order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an order")]
pub struct NotAnOrder;

impl FromStr for Order {
    type Err = NotAnOrder;

    fn from_str(text: &str) -> Result<Self, NotAnOrder> {
        let (descending, name) = text.strip_prefix('-').map_or((false, text), |it| (true, it));
        let (by, ..) = NAMES.iter().find(|(_, it, _)| *it == name).ok_or(NotAnOrder)?;
        Ok(Self { by: *by, descending })
    }
}

impl fmt::Display for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (_, name, _) = NAMES.iter().find(|(by, ..)| *by == self.by).ok_or(fmt::Error)?;
        write!(f, "{}{name}", if self.descending { "-" } else { "" })
    }
}

impl Default for Order {
    fn default() -> Self {
        Self::NEWEST_FIRST
    }
}

/// What a list is made of: which messages of a mailbox, in which order, one by one or by thread.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ListView {
    /// Their order.
    pub order: Order,
    /// Which of them.
    pub search: Search,
    /// Whether those of a thread make one row (RFC 5256, REFERENCES).
    pub threads: bool,
}

/// All messages, the newest first.
pub static BY_ARRIVAL: ListView =
    ListView { order: Order::NEWEST_FIRST, search: Search::All, threads: false };

impl ListView {
    /// Whether this is all messages, the newest first: that needs nothing of the server but numbers.
    pub fn is_by_arrival(&self) -> bool {
        *self == BY_ARRIVAL
    }

    /// Whether a flag that changes can change what is listed, or its order.
    pub fn depends_on_flags(&self) -> bool {
        matches!(self.order.by, By::Flagged | By::Attachment) || self.search.depends_on_flags()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_order_has_a_name_in_both_directions() {
        for order in Order::all().flat_map(|it| [it, it.turned()]) {
            assert_eq!(order.to_string().parse(), Ok(order));
        }
        assert_eq!(Order::NEWEST_FIRST.to_string(), "-arrival");
        for text in ["", "-", "--date", "Date", "date "] {
            assert_eq!(text.parse::<Order>(), Err(NotAnOrder), "{text:?}");
        }
    }

    #[test]
    fn flags_matter_where_something_asks_for_them() {
        let depends = |order: &str| {
            let order = order.parse().unwrap_or_default();
            ListView { order, ..ListView::default() }.depends_on_flags()
        };
        assert!(depends("-flagged") && depends("attachment") && !depends("subject"));
        assert!(BY_ARRIVAL.is_by_arrival() && ListView::default().is_by_arrival());
    }
}

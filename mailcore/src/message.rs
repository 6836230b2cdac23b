//! What a message is: headers for reading, a tree of parts, and how each becomes text or HTML.

pub mod body;
pub mod card;
pub mod container;
pub mod disposition_notification;
pub mod entity;
pub mod invitation;
pub mod mbox;
pub mod outgoing;
pub mod parse;
pub mod part;
pub mod picture;
pub mod place;
pub mod protection;
pub mod reply;
pub mod report;
pub mod resent;
pub mod sanitize;
pub mod suspicion;
pub mod text;
pub mod tnef;
pub mod unsubscribe;
pub mod uuencode;

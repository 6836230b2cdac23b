//! Tests and actions as they are written, each test on one line: it may come to stand in a comment.

use super::{Action, Condition, Field, How, Part, Side};
use crate::sieve::write::{quoted, text_block};

impl Condition {
    /// The test.
    pub(super) fn written(&self) -> String {
        match self {
            Self::Field(field) => field.written(),
            Self::Size { over, octets } => {
                format!("size :{} {}", if *over { "over" } else { "under" }, with_unit(*octets))
            }
            Self::Body { how, is_not, values } => {
                format!("{}body :text {} {}", not(*is_not), way(*how), list(values))
            }
            Self::Day { side, day, zone } => {
                let zone = if zone.is_empty() { String::new() } else { format!(" :zone {}", quoted(zone)) };
                let how = match side {
                    Side::From => ":value \"ge\"",
                    Side::Until => ":value \"le\"",
                    Side::On => ":is",
                };
                format!("currentdate{zone} {how} \"date\" \"{day}\"")
            }
        }
    }
}

impl Field {
    fn written(&self) -> String {
        let (not, names) = (not(self.is_not), list(&self.names));
        if self.how == How::Exists {
            return format!("{not}exists {names}");
        }
        let test = match self.part {
            Part::Whole => "header",
            Part::Address => "address",
            Part::Local => "address :localpart",
            Part::Domain => "address :domain",
        };
        format!("{not}{test} {} {names} {}", way(self.how), list(&self.values))
    }
}

impl Action {
    /// The command, with what ends it.
    pub(super) fn written(&self) -> String {
        let tag = |is_set: bool, tag: &'static str| if is_set { tag } else { "" };
        match self {
            Self::FileInto { folder, copy, create } => {
                format!("fileinto{}{} {};", tag(*copy, " :copy"), tag(*create, " :create"), quoted(folder))
            }
            Self::Redirect { to, copy } => format!("redirect{} {};", tag(*copy, " :copy"), quoted(to)),
            Self::AddFlags(flags) => format!("addflag {};", list(flags)),
            Self::Reject { text, at_once } => {
                format!("{} {};", if *at_once { "ereject" } else { "reject" }, text_block(text))
            }
            Self::Keep => "keep;".to_owned(),
            Self::Discard => "discard;".to_owned(),
            Self::Stop => "stop;".to_owned(),
        }
    }
}

fn not(is_not: bool) -> &'static str {
    if is_not { "not " } else { "" }
}

fn way(how: How) -> &'static str {
    match how {
        How::Contains => ":contains",
        How::Is => ":is",
        How::Matches => ":matches",
        How::Exists => "",
    }
}

fn list(texts: &[String]) -> String {
    match texts {
        [one] => quoted(one),
        several => format!("[{}]", several.iter().map(|it| quoted(it)).collect::<Vec<_>>().join(", ")),
    }
}

/// With the largest unit of which it is a whole number (RFC 5228, section 2.4.1).
fn with_unit(octets: u64) -> String {
    for (unit, shift) in [("G", 30), ("M", 20), ("K", 10)] {
        if octets > 0 && octets.is_multiple_of(1 << shift) {
            return format!("{}{unit}", octets >> shift);
        }
    }
    octets.to_string()
}

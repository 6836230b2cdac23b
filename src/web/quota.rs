//! How much of the room for messages is used, as pages show it.

use mailcore::mailbox::{MailboxName, Room};

use super::page::Chrome;
use super::urls;
use super::view::View;
use crate::i18n::{Locale, Text};

/// From so many hundredths on the meter warns.
const WARNS_FROM: u64 = 85;

/// From so many it is nearly full.
const NEARLY_FULL_FROM: u64 = 95;

/// From so many the next letter may well have no room: servers refuse what does not fit whole.
const FULL_FROM: u64 = 99;

/// The meter.
#[derive(Debug)]
pub struct Quota {
    /// What is used, in hundredths; 100 at most.
    pub hundredths: u64,
    /// The same in words.
    pub words: String,
    /// How it looks: `full`, `warn` or nothing.
    pub class: &'static str,
    /// There is no room left.
    pub is_full: bool,
}

impl Quota {
    /// Of an account.
    pub(super) fn new(room: Room, locale: Locale) -> Self {
        let hundredths = room.hundredths();
        let is_full = hundredths >= FULL_FROM;
        let words = Text::new(if is_full { "quota-full" } else { "quota-used" })
            .with("used", locale.size(room.used))
            .with("limit", locale.size(room.limit));
        Self {
            hundredths: hundredths.min(100),
            words: locale.say(&words),
            class: match hundredths {
                NEARLY_FULL_FROM.. => "full",
                WARNS_FROM.. => "warn",
                _ => "",
            },
            is_full,
        }
    }
}

impl Chrome {
    /// The meter, where the account has a limit.
    pub fn quota(&self) -> Option<Quota> {
        Some(Quota::new(self.folders.room?, self.locale))
    }

    /// The list that helps against a full mailbox: what is large comes first.
    pub fn largest_first(&self) -> String {
        let inbox = MailboxName::inbox();
        let view = View { sort: "-size".parse().ok(), ..View::default() };
        urls::list(self.current.as_ref().unwrap_or(&inbox), &view)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meter_warns_before_it_is_full() {
        let meter = |used| {
            let quota = Quota::new(Room { used, limit: 1_000_000 }, Locale::Fr);
            (quota.hundredths, quota.class, quota.is_full)
        };
        assert_eq!(meter(640_000), (64, "", false));
        assert_eq!(meter(850_000), (85, "warn", false));
        assert_eq!(meter(950_000), (95, "full", false));
        assert_eq!(meter(995_000), (99, "full", true));
        assert_eq!(meter(2_000_000), (100, "full", true));
        let words = Quota::new(Room { used: 640_000, limit: 1_000_000 }, Locale::Fr).words;
        assert_eq!(words, "640\u{a0}Ko sur 1\u{a0}Mo utilisés");
    }
}

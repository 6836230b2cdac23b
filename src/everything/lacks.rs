//! What a folder of the download lacks, in words.

use mailcore::mailbox::MailboxName;

use crate::i18n::{Locale, Text};

/// How many messages of a folder lack something.
#[derive(Debug, Default)]
pub(super) struct Lacks {
    /// They were there no more.
    pub(super) gone: u32,
    /// The server did not give them, or not whole.
    pub(super) unread: u32,
    /// They are there, without their marks and the time when they came.
    pub(super) marks: u32,
    /// They were not asked for any more.
    pub(super) rest: u32,
}

impl Lacks {
    /// A line for each kind of which there are any.
    pub(super) fn told(self, name: &MailboxName, locale: Locale) -> impl Iterator<Item = String> {
        let all = [
            ("data-gone", self.gone),
            ("data-unread", self.unread),
            ("data-unmarked", self.marks),
            ("data-unasked", self.rest),
        ];
        let name = name.to_string();
        let said =
            move |(key, count)| locale.say(&Text::new(key).with("count", count).with("name", name.clone()));
        all.into_iter().filter(|(_, count)| *count > 0).map(said)
    }
}

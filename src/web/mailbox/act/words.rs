//! What became of messages, in a sentence.

use mailcore::mailbox::Mailbox;

use super::super::judged;
use crate::acting::{Obstacle, Outcome, Report};
use crate::i18n::{Locale, Text};
use crate::web::tree;

/// What happened.
pub(super) fn sentence(report: &Report, locale: Locale) -> Text {
    let named = |key: &'static str, to: &Mailbox| Text::new(key).with("folder", tree::name(to, locale));
    let text = match &report.outcome {
        Outcome::Marked => Text::new("act-marked"),
        Outcome::Moved(to) => named("act-moved", to),
        Outcome::Judged(to, lesson) => {
            let moved = named("act-moved", to).with("count", report.count);
            return judged::sentence(moved, *lesson, locale);
        }
        Outcome::Copied(to) => named("act-copied", to),
        Outcome::Erased => Text::new("act-erased"),
        Outcome::NotDone(Obstacle::NoMailbox) => Text::new("act-no-folder"),
        Outcome::NotDone(Obstacle::Here) => Text::new("act-already-here"),
        Outcome::NotDone(Obstacle::Full) => Text::new("act-full"),
        Outcome::NotDone(Obstacle::Refused) => Text::new("act-refused"),
        Outcome::NotDone(Obstacle::NotKept) => Text::new("act-not-kept"),
        // It has no sentence: a page asks.
        Outcome::AskFirst => Text::new("erase-question"),
    };
    text.with("count", report.count)
}

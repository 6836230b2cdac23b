//! What became of messages, in a sentence.

use mailcore::mailbox::Mailbox;

use super::judged;
use crate::acting::{Obstacle, Outcome, Report};
use crate::i18n::{Locale, Text};
use crate::web::tree;

/// What happened.
pub(super) fn sentence(report: &Report, locale: Locale) -> Text {
    match &report.outcome {
        Outcome::Partly(outcome, total, why) => Text::new("act-partly")
            .with("done", locale.say(&done(outcome, report.count, locale)))
            .with("left", total.saturating_sub(report.count))
            .with("why", locale.say(&reason(*why))),
        outcome => done(outcome, report.count, locale),
    }
}

/// What happened to so many messages.
fn done(outcome: &Outcome, count: usize, locale: Locale) -> Text {
    let named = |key: &'static str, to: &Mailbox| Text::new(key).with("folder", tree::name(to, locale));
    let text = match outcome {
        Outcome::Moved(to) => named("act-moved", to),
        Outcome::Judged(to, lesson) => {
            return judged::sentence(named("act-moved", to).with("count", count), *lesson, locale);
        }
        Outcome::Copied(to) => named("act-copied", to),
        Outcome::Erased => Text::new("act-erased"),
        Outcome::NotDone(why) => obstacle(*why),
        // It has no sentence: a page asks.
        Outcome::AskFirst => Text::new("erase-question"),
        Outcome::Begun(_) => Text::new("job-begun"),
        Outcome::Marked | Outcome::Partly(..) => Text::new("act-marked"),
    };
    text.with("count", count)
}

/// Why nothing was done.
pub(super) fn obstacle(obstacle: Obstacle) -> Text {
    Text::new(match obstacle {
        Obstacle::NoMailbox => "act-no-folder",
        Obstacle::Here => "act-already-here",
        Obstacle::Full => "act-full",
        Obstacle::Refused => "act-refused",
        Obstacle::NotKept => "act-not-kept",
        Obstacle::Gone => "act-gone",
        Obstacle::Cut => "act-cut",
        Obstacle::Stopped => "act-stopped",
    })
}

/// Why no more was done.
fn reason(obstacle: Obstacle) -> Text {
    Text::new(match obstacle {
        Obstacle::NoMailbox => "act-why-no-folder",
        Obstacle::Full => "act-why-full",
        Obstacle::Refused | Obstacle::Here | Obstacle::NotKept => "act-why-refused",
        Obstacle::Gone => "act-why-gone",
        Obstacle::Cut => "act-why-cut",
        Obstacle::Stopped => "act-why-stopped",
    })
}

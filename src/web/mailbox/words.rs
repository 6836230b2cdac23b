//! What became of messages, in a sentence.

use mailcore::mailbox::{Mailbox, MailboxName};

use crate::acting::{Obstacle, Outcome, Report};
use crate::i18n::Text;
use crate::web::notice::{Notice, UndoForm};
use crate::web::tree::{self, Naming};
use crate::web::{judged, urls};

/// What happened to messages of a mailbox, with the way to take it back.
pub(super) fn notice(report: &Report, mailbox: &MailboxName, naming: Naming) -> Notice {
    let undo = report.undo.clone().map(|act| UndoForm { url: urls::act(mailbox), act });
    Notice { undo, ..Notice::from(sentence(report, naming)) }
}

/// What happened.
fn sentence(report: &Report, naming: Naming) -> Text {
    let count = report.count;
    match &report.outcome {
        Outcome::Partly(outcome, total, why) => Text::new("act-partly")
            .with("done", naming.locale.say(&done(outcome, count, naming)))
            .with("left", total.saturating_sub(tried(outcome, count)))
            .with("why", naming.locale.say(&reason(*why))),
        outcome => done(outcome, count, naming),
    }
}

/// With how many messages it was tried that was done with so many: some may have been there no more.
fn tried(outcome: &Outcome, count: usize) -> usize {
    match outcome {
        Outcome::Back(_, of) | Outcome::Unmarked(of) => *of,
        _ => count,
    }
}

/// What happened to so many messages.
fn done(outcome: &Outcome, count: usize, naming: Naming) -> Text {
    let named = |key: &'static str, to: &Mailbox| Text::new(key).with("folder", tree::name(to, naming));
    let text = match outcome {
        Outcome::Moved(to) => named("act-moved", to),
        Outcome::Archived { home, levels, folders: 1 } => Text::new("archive-done").with(
            "folder",
            std::iter::once(tree::name(home, naming))
                .chain(levels.iter().cloned())
                .collect::<Vec<_>>()
                .join(" / "),
        ),
        Outcome::Archived { home, folders, .. } => {
            named("archive-done-folders", home).with("folders", *folders)
        }
        Outcome::Judged(to, lesson) => {
            return judged::sentence(named("act-moved", to).with("count", count), *lesson, naming.locale);
        }
        Outcome::Copied(to) => named("act-copied", to),
        Outcome::Erased => Text::new("act-erased"),
        Outcome::Back(to, of) if count < *of => named("undo-back-some", to).with("of", *of),
        Outcome::Back(to, _) => named("undo-back", to),
        Outcome::Unmarked(of) if count < *of => Text::new("undo-marked-some").with("of", *of),
        Outcome::Unmarked(_) => Text::new("undo-marked"),
        Outcome::Forgotten => Text::new("undo-forgotten"),
        Outcome::NotDone(why) => obstacle(*why),
        // It has no sentence: a page asks.
        Outcome::AskFirst => Text::new("erase-question"),
        Outcome::Begun(_) => Text::new("job-begun"),
        Outcome::Marked | Outcome::Partly(..) => Text::new("act-marked"),
    };
    text.with("count", count)
}

/// Why nothing was done.
fn obstacle(obstacle: Obstacle) -> Text {
    Text::new(match obstacle {
        Obstacle::NoMailbox => "act-no-folder",
        Obstacle::Here => "act-already-here",
        Obstacle::Full => "act-full",
        Obstacle::Refused => "act-refused",
        Obstacle::NotKept => "act-not-kept",
        Obstacle::Gone => "act-gone",
        Obstacle::Cut => "act-cut",
        Obstacle::Stopped => "act-stopped",
        Obstacle::Unsure => "act-unsure",
        Obstacle::NoOrigin => "undo-no-folder",
    })
}

/// Why no more was done.
fn reason(obstacle: Obstacle) -> Text {
    Text::new(match obstacle {
        Obstacle::NoMailbox | Obstacle::NoOrigin => "act-why-no-folder",
        Obstacle::Full => "act-why-full",
        Obstacle::Refused | Obstacle::Here | Obstacle::NotKept => "act-why-refused",
        Obstacle::Gone => "act-why-gone",
        Obstacle::Cut => "act-why-cut",
        Obstacle::Stopped => "act-why-stopped",
        Obstacle::Unsure => "act-why-unsure",
    })
}

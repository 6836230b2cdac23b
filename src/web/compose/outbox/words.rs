//! Why a message that waited is still there, in sentences.

use crate::i18n::Text;
use crate::outbox::obstacle::Obstacle;

/// The sentence, and what the mail server said about it, a line each.
pub(in crate::web::compose) fn of(obstacle: Obstacle) -> (Text, Vec<String>) {
    let (key, details) = match obstacle {
        Obstacle::Credentials => ("outbox-credentials", Vec::new()),
        Obstacle::Recipients(lines) => ("compose-refused-recipients", lines),
        Obstacle::Refused(line) => ("compose-refused", vec![line]),
        Obstacle::NotNow(line) => ("outbox-not-now", vec![line]),
        Obstacle::Unreachable => ("outbox-unreachable", Vec::new()),
        Obstacle::Stopped => ("outbox-stopped", Vec::new()),
        Obstacle::Damaged => ("outbox-damaged", Vec::new()),
    };
    (Text::new(key), details)
}

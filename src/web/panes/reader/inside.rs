//! Where a message is that is inside of another one, and what can be done with it there.

use crate::i18n::Text;
use crate::reading::Reading;
use crate::web::urls;
use crate::web::view::View;

/// The way back, and what can be done: nothing that would change the message around it.
#[derive(Debug)]
pub(in crate::web) struct Inside {
    /// "Message attached to …".
    pub(in crate::web) sentence: Text,
    pub(in crate::web) back_url: String,
    pub(in crate::web) save_url: String,
    pub(in crate::web) reply_url: String,
    pub(in crate::web) reply_all_url: String,
    pub(in crate::web) forward_url: String,
}

impl Inside {
    /// `None` for a message in a mailbox. `view` is that of the list.
    pub(super) fn new(reading: &Reading, view: &View) -> Option<Self> {
        let (at, inside) = (&reading.message.at, reading.message.inside.as_ref()?);
        let answer = |what| urls::compose_from_part(what, at, &inside.part);
        Some(Self {
            sentence: match inside.subject.as_str() {
                "" => Text::new("embedded-in-unnamed"),
                subject => Text::new("embedded-in").with("subject", subject),
            },
            back_url: match &inside.around {
                Some(part) => urls::embedded(at, part, view),
                None => urls::message_in(at, view),
            },
            save_url: urls::message_part(at, &inside.part),
            reply_url: answer("reply"),
            reply_all_url: answer("reply_all"),
            forward_url: answer("forward"),
        })
    }
}

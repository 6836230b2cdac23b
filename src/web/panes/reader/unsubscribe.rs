//! The way off a mailing list, beside who sent the message.

use mailcore::message::unsubscribe::Unsubscribe;

use crate::reading::Reading;
use crate::web::urls;
use crate::web::view::View;

/// How a list is left.
#[derive(Debug)]
pub(in crate::web) enum UnsubscribeWay {
    /// By a form of ours, once the person has read who gets the request.
    OneClick {
        url: String,
        host: String,
        /// The view of the list that the message was opened from.
        view: String,
    },
    /// By a message that the person looks at and sends.
    Mail { url: String, address: String },
    /// By a page of the list's own, that the person opens.
    Page { url: String, host: String },
}

impl UnsubscribeWay {
    pub(super) fn new(reading: &Reading, view: &View) -> Option<Self> {
        Some(match reading.unsubscribe.clone()? {
            Unsubscribe::OneClick(it) => Self::OneClick {
                url: urls::message_unsubscribe(&reading.message.at),
                host: it.host,
                view: view.query(),
            },
            Unsubscribe::Mail(it) => {
                let address = it.to.to_string();
                Self::Mail { url: urls::compose_letter(&address, &it.subject, &it.body), address }
            }
            Unsubscribe::Page(it) => Self::Page { url: it.url, host: it.host },
        })
    }
}

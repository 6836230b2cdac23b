//! What a person is told about images of other servers, and can do about it.

use mailcore::address::Address;

use crate::i18n::Text;
use crate::reading::remote::Images;
use crate::reading::{Body, Reading};
use crate::web::urls;

/// The notice about images of other servers.
#[derive(Debug)]
pub(in crate::web) struct ImagesNotice {
    pub(in crate::web) sentence: Text,
    /// Whether they are in sight.
    pub(in crate::web) are_shown: bool,
    /// Where they are shown this once, unless they are.
    pub(in crate::web) show_url: Option<String>,
    /// Where the sender is trusted or no more.
    pub(in crate::web) decide_url: String,
    /// What can be decided there: its name in the form, and the words for it.
    pub(in crate::web) decision: Option<(&'static str, Text)>,
}

impl ImagesNotice {
    /// `None` when there is nothing to say: no such images, or always shown.
    pub(super) fn new(reading: &Reading) -> Option<Self> {
        let Body::Html { blocked, shown, images, ref sender, .. } = reading.body else { return None };
        let sentence = match images {
            Images::Never | Images::Blocked => Text::new("message-images-blocked").with("count", blocked),
            Images::Once => Text::new("images-once"),
            Images::Trusted => Text::new("images-trusted"),
            Images::Known => Text::new("images-known"),
            Images::Always => return None,
        };
        if (if images.are_shown() { shown } else { blocked }) == 0 {
            return None;
        }
        let at = &reading.message.at;
        Some(Self {
            sentence,
            are_shown: images.are_shown(),
            show_url: (images == Images::Blocked).then(|| urls::place(&reading.message.place())),
            decide_url: urls::message_images(at),
            // Nobody is led to trust a fraud.
            decision: decision(images, sender.as_ref().filter(|_| !reading.judgement.is_fraud())),
        })
    }
}

fn decision(images: Images, sender: Option<&Address>) -> Option<(&'static str, Text)> {
    match images {
        Images::Blocked | Images::Once => {
            Some(("trust", Text::new("images-always-for").with("name", sender?.to_string())))
        }
        Images::Trusted => Some(("distrust", Text::new("images-stop"))),
        Images::Never | Images::Known | Images::Always => None,
    }
}

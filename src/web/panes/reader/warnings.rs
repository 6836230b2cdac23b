//! What speaks against the sender of the open message being who they seem to be.

use mailcore::message::suspicion::{Suspicion, Weight};

use crate::i18n::Text;
use crate::reading::Reading;

/// A sentence above the message.
#[derive(Debug)]
pub(in crate::web) struct Warning {
    /// How it looks: a class.
    pub(in crate::web) tone: &'static str,
    pub(in crate::web) icon: &'static str,
    pub(in crate::web) sentence: Text,
}

/// All of them, the most serious first.
pub(super) fn of(reading: &Reading) -> Vec<Warning> {
    reading.judgement.suspicions.iter().map(warning).collect()
}

fn warning(suspicion: &Suspicion) -> Warning {
    let (tone, icon) = match suspicion.weight() {
        Weight::Danger => ("danger", "fish"),
        Weight::Warn => ("warn", "octagon-alert"),
        Weight::Info => ("", "info"),
    };
    Warning { tone, icon, sentence: sentence(suspicion) }
}

fn sentence(suspicion: &Suspicion) -> Text {
    match suspicion {
        Suspicion::Lookalike { domain, ascii } => {
            Text::new("warning-lookalike").with("domain", domain.as_str()).with("ascii", ascii.as_str())
        }
        Suspicion::LikeOwn { domain, own } => {
            Text::new("warning-like-own").with("domain", domain.as_str()).with("own", own.as_str())
        }
        Suspicion::NamedOtherwise { shown, address, may_be_honest } => {
            let key = if *may_be_honest { "warning-named-otherwise" } else { "warning-named-falsely" };
            Text::new(key).with("shown", shown.as_str()).with("address", address.as_str())
        }
        Suspicion::Links { count, first, .. } => Text::new("warning-links")
            .with("count", *count)
            .with("shown", first.shown_host.as_str())
            .with("target", first.target_host.as_str()),
        Suspicion::Unconfirmed { domain } => Text::new("warning-unconfirmed").with("domain", domain.as_str()),
        Suspicion::ReplyElsewhere { address } => {
            Text::new("warning-reply-elsewhere").with("address", address.as_str())
        }
    }
}

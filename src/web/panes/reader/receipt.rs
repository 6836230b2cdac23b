//! The request for a read receipt, and what became of it.

use mailcore::mailbox::MessageRef;

use crate::i18n::Text;
use crate::reading::Reading;
use crate::receipts::{Decision, Outcome, Problem, Question};
use crate::web::urls;

/// A sentence above the message, with the answers that can be given.
#[derive(Debug)]
pub(in crate::web) struct ReceiptNotice {
    /// Where answers go.
    pub(in crate::web) url: String,
    pub(in crate::web) sentence: Text,
    /// How it looks: a class, or nothing for a plain question.
    pub(in crate::web) tone: &'static str,
    /// Whether it can be answered.
    pub(in crate::web) asks: bool,
    /// The sender who may be trusted from now on.
    pub(in crate::web) always: Option<String>,
    /// Whether the page answers by itself as a preference says.
    pub(in crate::web) automatic: bool,
}

impl ReceiptNotice {
    /// The question of a message that was opened; `again` is as in [`Reading::receipt`].
    pub(in crate::web) fn asked(reading: &Reading, again: bool) -> Option<Self> {
        let Question { request, decision } = reading.receipt(again)?;
        let (to, from) = (&request.to, &request.from);
        let sentence = match decision {
            Decision::Automatic => Text::new("receipt-automatic"),
            Decision::Ask { .. } if to == from => Text::new("receipt-asked"),
            Decision::Ask { .. } => Text::new("receipt-asked-elsewhere").with("address", to.to_string()),
        };
        // Nobody is led to trust a fraud.
        let always = *decision == Decision::Ask { always: true } && !reading.judgement.is_fraud();
        Some(Self {
            asks: true,
            always: always.then(|| from.to_string()),
            automatic: *decision == Decision::Automatic,
            ..Self::said(&reading.message.at, sentence, "info")
        })
    }

    /// What became of it, for a page that is open.
    pub(in crate::web) fn answered(at: &MessageRef, outcome: &Outcome) -> Self {
        let tone = match outcome {
            Outcome::Sent(_) => "ok",
            Outcome::Ignored | Outcome::Nothing => "",
            Outcome::Unknown => "warn",
            Outcome::NotSent(_) => "danger",
        };
        let asks = matches!(outcome, Outcome::NotSent(_));
        Self { asks, ..Self::said(at, sentence(outcome), tone) }
    }

    fn said(at: &MessageRef, sentence: Text, tone: &'static str) -> Self {
        let url = urls::message_step(at, "receipt");
        Self { url, sentence, tone, asks: false, always: None, automatic: false }
    }
}

/// What became of a request, in a sentence.
pub(in crate::web) fn sentence(outcome: &Outcome) -> Text {
    Text::new(match outcome {
        Outcome::Sent(to) => return Text::new("receipt-sent").with("address", to.to_string()),
        Outcome::Ignored => "receipt-ignored",
        Outcome::Nothing => "receipt-nothing",
        Outcome::Unknown => "receipt-unknown",
        Outcome::NotSent(Problem::NoAddress) => "receipt-no-address",
        Outcome::NotSent(Problem::Credentials) => "receipt-credentials",
        Outcome::NotSent(Problem::Refused) => "receipt-refused",
        Outcome::NotSent(Problem::Unreachable) => "receipt-unreachable",
    })
}

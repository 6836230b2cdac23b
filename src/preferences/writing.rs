//! What a person decided about writing.

use serde::{Deserialize, Serialize};

use super::or_default;
use super::warnings::Warnings;

/// How a message begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub struct Writing {
    /// When HTML is written.
    #[serde(deserialize_with = "or_default")]
    pub editor: Editor,
    /// How a message is forwarded.
    #[serde(deserialize_with = "or_default")]
    pub forwarding: Forwarding,
    /// How often what is written is kept as a draft.
    #[serde(deserialize_with = "or_default")]
    pub autosave: Autosave,
    /// How an answer quotes.
    #[serde(deserialize_with = "or_default")]
    pub quoting: Quoting,
    /// When the signature is added.
    #[serde(deserialize_with = "or_default")]
    pub signing: Signing,
    /// It stands at the very end, also where one writes above what is quoted.
    #[serde(deserialize_with = "or_default")]
    pub signature_last: bool,
    /// It has no separator but its own.
    #[serde(deserialize_with = "or_default")]
    pub bare_signature: bool,
    /// The signature of the original is quoted, too.
    #[serde(deserialize_with = "or_default")]
    pub quote_signatures: bool,
    /// A read receipt is asked for unless one says otherwise.
    #[serde(deserialize_with = "or_default")]
    pub mdn: bool,
    /// So are delivery notifications.
    #[serde(deserialize_with = "or_default")]
    pub dsn: bool,
    /// Who is written to for the first time is not taken note of.
    #[serde(deserialize_with = "or_default")]
    pub forget_recipients: bool,
    /// How long a message can be called back.
    #[serde(deserialize_with = "or_default")]
    pub undo: Undo,
    /// What is typed is not kept in the browser until the server has it.
    #[serde(deserialize_with = "or_default")]
    pub no_copy: bool,
    /// Of what one is warned before.
    #[serde(deserialize_with = "or_default")]
    pub warnings: Warnings,
}

/// How long a message can be called back that is sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub enum Undo {
    /// Not at all: it goes at once.
    #[default]
    #[serde(rename = "0")]
    Off,
    /// 5 seconds.
    #[serde(rename = "5")]
    Short,
    /// 10 seconds.
    #[serde(rename = "10")]
    Usual,
    /// 20 seconds.
    #[serde(rename = "20")]
    Long,
    /// 30 seconds.
    #[serde(rename = "30")]
    Longest,
}

impl Undo {
    /// The number.
    pub fn seconds(self) -> i64 {
        match self {
            Self::Off => 0,
            Self::Short => 5,
            Self::Usual => 10,
            Self::Long => 20,
            Self::Longest => 30,
        }
    }
}

/// How a message is forwarded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Forwarding {
    /// Within the text.
    #[default]
    Inline,
    /// As a file.
    Attached,
}

/// How often what is written is kept as a draft, by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub enum Autosave {
    /// Never.
    #[serde(rename = "never")]
    Never,
    /// Every 10 seconds.
    #[serde(rename = "10")]
    Often,
    /// Every 30 seconds.
    #[default]
    #[serde(rename = "30")]
    Usual,
    /// Each minute.
    #[serde(rename = "60")]
    Minute,
    /// Every 5 minutes.
    #[serde(rename = "300")]
    Seldom,
}

impl Autosave {
    /// The number of seconds; 0 for never.
    pub fn seconds(self) -> u32 {
        match self {
            Self::Never => 0,
            Self::Often => 10,
            Self::Usual => 30,
            Self::Minute => 60,
            Self::Seldom => 300,
        }
    }
}

/// When a message is written as HTML.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Editor {
    /// Never.
    #[default]
    Never,
    /// Always.
    Always,
    /// When it answers HTML.
    ReplyToHtml,
    /// When it answers or forwards HTML.
    AnswerToHtml,
    /// Always but when it answers plain text.
    AlwaysButPlain,
}

impl Editor {
    /// Whether a new message is HTML.
    pub fn is_for_new(self) -> bool {
        matches!(self, Self::Always | Self::AlwaysButPlain)
    }

    /// Whether an answer is (or a forwarded message, if it is no `reply`) to a message that has `html`.
    pub fn is_for_answer(self, reply: bool, html: bool) -> bool {
        match self {
            Self::Never => false,
            Self::Always => true,
            Self::ReplyToHtml => reply && html,
            Self::AnswerToHtml => html,
            Self::AlwaysButPlain => !reply || html,
        }
    }
}

/// How an answer quotes the original.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Quoting {
    /// One writes below it.
    #[default]
    Below,
    /// One writes above it.
    Above,
    /// One writes above it, and it stands there as a forwarded message does.
    AboveWhole,
    /// It does not.
    Nothing,
}

/// When the signature is added.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Signing {
    /// To every message.
    #[default]
    Always,
    /// To new messages.
    New,
    /// To answers and forwarded messages.
    Answers,
    /// Never.
    Never,
}

impl Signing {
    /// Whether it is added to a message that answers or forwards another one, or to a new one.
    pub fn is_for(self, answers: bool) -> bool {
        match self {
            Self::Always => true,
            Self::New => !answers,
            Self::Answers => answers,
            Self::Never => false,
        }
    }
}

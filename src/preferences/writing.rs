//! What a person decided about writing.

use serde::{Deserialize, Serialize};

use super::or_default;
use super::warnings::Warnings;

/// How a message begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub struct Writing {
    /// It is written in a window of its own.
    #[serde(deserialize_with = "or_default")]
    pub own_window: bool,
    /// When HTML is written.
    #[serde(deserialize_with = "or_default")]
    pub editor: Editor,
    /// How a message is forwarded.
    #[serde(deserialize_with = "or_default")]
    pub forwarding: Forwarding,
    /// An answer to all of a mailing list goes to the list alone.
    #[serde(deserialize_with = "or_default")]
    pub list_alone: bool,
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
    /// The copy of an answer goes into the folder of the message that it answers.
    #[serde(deserialize_with = "or_default")]
    pub beside_original: bool,
    /// The signature of the original is quoted, too.
    #[serde(deserialize_with = "or_default")]
    pub quote_signatures: bool,
    /// The font of HTML.
    #[serde(deserialize_with = "or_default")]
    pub font: Font,
    /// The size of its letters.
    #[serde(deserialize_with = "or_default")]
    pub font_size: FontSize,
    /// A read receipt is asked for unless one says otherwise.
    #[serde(deserialize_with = "or_default")]
    pub mdn: bool,
    /// So are delivery notifications.
    #[serde(deserialize_with = "or_default")]
    pub dsn: bool,
    /// The lines of the text stay as they are typed unless one says otherwise.
    #[serde(deserialize_with = "or_default")]
    pub keep_lines: bool,
    /// No octet beyond ASCII goes out.
    #[serde(deserialize_with = "or_default")]
    pub ascii_alone: bool,
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

/// In which font HTML is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Font {
    /// That of whoever reads it.
    #[default]
    None,
    /// Arial, or one like it.
    Arial,
    /// Calibri, or one like it.
    Calibri,
    /// Verdana, or one like it.
    Verdana,
    /// Tahoma, or one like it.
    Tahoma,
    /// Trebuchet, or one like it.
    Trebuchet,
    /// Georgia, or one like it.
    Georgia,
    /// Times, or one like it.
    Times,
    /// Courier, or one like it.
    Courier,
}

impl Font {
    /// The families of CSS, the first one that a reader has; `None` for theirs.
    pub fn families(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Arial => Some("Arial, Helvetica, sans-serif"),
            Self::Calibri => Some("Calibri, Carlito, sans-serif"),
            Self::Verdana => Some("Verdana, Geneva, sans-serif"),
            Self::Tahoma => Some("Tahoma, Geneva, sans-serif"),
            Self::Trebuchet => Some("'Trebuchet MS', sans-serif"),
            Self::Georgia => Some("Georgia, serif"),
            Self::Times => Some("'Times New Roman', Times, serif"),
            Self::Courier => Some("'Courier New', Courier, monospace"),
        }
    }
}

/// How large letters of HTML are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub enum FontSize {
    /// As whoever reads it has them.
    #[default]
    #[serde(rename = "none")]
    None,
    /// 10 points.
    #[serde(rename = "10")]
    Small,
    /// 11 points.
    #[serde(rename = "11")]
    Usual,
    /// 12 points.
    #[serde(rename = "12")]
    Larger,
    /// 14 points.
    #[serde(rename = "14")]
    Large,
    /// 18 points.
    #[serde(rename = "18")]
    Largest,
}

impl FontSize {
    /// The number of points; `None` for theirs.
    pub fn points(self) -> Option<u8> {
        match self {
            Self::None => None,
            Self::Small => Some(10),
            Self::Usual => Some(11),
            Self::Larger => Some(12),
            Self::Large => Some(14),
            Self::Largest => Some(18),
        }
    }
}

impl Writing {
    /// The look of HTML that is written, as declarations of CSS; `None` where that is left to whoever reads it.
    pub fn look_of_html(&self) -> Option<String> {
        let family = self.font.families().map(|it| format!("font-family:{it}"));
        let size = self.font_size.points().map(|it| format!("font-size:{it}pt"));
        let both: Vec<String> = family.into_iter().chain(size).collect();
        (!both.is_empty()).then(|| both.join(";"))
    }
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

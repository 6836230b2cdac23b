//! What is shown of a message.

use serde::{Deserialize, Serialize};

use super::or_default;

/// What is shown of a message that is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub struct Showing {
    /// It opens in a window of its own.
    #[serde(deserialize_with = "or_default")]
    pub own_window: bool,
    /// Its plain text, where it has one beside its HTML.
    #[serde(deserialize_with = "or_default")]
    pub text: bool,
    /// Plain text stands in letters that are all as wide.
    #[serde(deserialize_with = "or_default")]
    pub monospace: bool,
    /// Pictures that are attached to text do not stand below it.
    #[serde(deserialize_with = "or_default")]
    pub no_pictures: bool,
    /// Faces of signs in plain text are shown as characters that are faces.
    #[serde(deserialize_with = "or_default")]
    pub emoticons: bool,
    /// The charset of messages that name none and are not in UTF-8.
    #[serde(deserialize_with = "or_default")]
    pub charset: Charset,
}

/// The charset of messages that name none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub enum Charset {
    /// What the octets look like.
    #[default]
    #[serde(rename = "guess")]
    Guess,
    /// Western Europe, as ISO-8859-1.
    #[serde(rename = "windows-1252")]
    Western,
    /// The same with the sign of the euro.
    #[serde(rename = "iso-8859-15")]
    WesternEuro,
    /// Central Europe.
    #[serde(rename = "windows-1250")]
    Central,
    /// Central Europe, of ISO.
    #[serde(rename = "iso-8859-2")]
    CentralIso,
    /// Cyrillic.
    #[serde(rename = "windows-1251")]
    Cyrillic,
    /// Russian.
    #[serde(rename = "koi8-r")]
    Russian,
    /// Greek.
    #[serde(rename = "windows-1253")]
    Greek,
    /// Turkish.
    #[serde(rename = "windows-1254")]
    Turkish,
    /// Hebrew.
    #[serde(rename = "windows-1255")]
    Hebrew,
    /// Arabic.
    #[serde(rename = "windows-1256")]
    Arabic,
    /// Chinese.
    #[serde(rename = "gb18030")]
    Chinese,
    /// Chinese of Taiwan.
    #[serde(rename = "big5")]
    ChineseTraditional,
    /// Japanese.
    #[serde(rename = "shift_jis")]
    Japanese,
    /// Korean.
    #[serde(rename = "euc-kr")]
    Korean,
}

impl Charset {
    /// Its label; `None` where it is to be guessed.
    pub fn label(self) -> Option<&'static str> {
        match self {
            Self::Guess => None,
            Self::Western => Some("windows-1252"),
            Self::WesternEuro => Some("iso-8859-15"),
            Self::Central => Some("windows-1250"),
            Self::CentralIso => Some("iso-8859-2"),
            Self::Cyrillic => Some("windows-1251"),
            Self::Russian => Some("koi8-r"),
            Self::Greek => Some("windows-1253"),
            Self::Turkish => Some("windows-1254"),
            Self::Hebrew => Some("windows-1255"),
            Self::Arabic => Some("windows-1256"),
            Self::Chinese => Some("gb18030"),
            Self::ChineseTraditional => Some("big5"),
            Self::Japanese => Some("shift_jis"),
            Self::Korean => Some("euc-kr"),
        }
    }
}

//! The charsets that samples are written in.

use std::borrow::Cow;

use encoding_rs::Encoding;

/// How text becomes octets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in super::super) enum Charset {
    /// What everybody writes today.
    #[default]
    Utf8,
    /// What an old Outlook writes.
    Windows1252,
    /// What an old Thunderbird writes.
    Latin9,
}

impl Charset {
    /// One by its name.
    pub(in super::super) fn parse(label: &str) -> Option<Self> {
        [Self::Utf8, Self::Windows1252, Self::Latin9].into_iter().find(|it| it.label() == label)
    }

    /// Its name in a message.
    pub(in super::super) fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Windows1252 => "windows-1252",
            Self::Latin9 => "iso-8859-15",
        }
    }

    fn encoding(self) -> &'static Encoding {
        match self {
            Self::Utf8 => encoding_rs::UTF_8,
            Self::Windows1252 => encoding_rs::WINDOWS_1252,
            Self::Latin9 => encoding_rs::ISO_8859_15,
        }
    }

    /// The octets of a text, and the charset that they are in: what does not fit this one is in UTF-8.
    pub(super) fn encode(self, text: &str) -> (Self, Cow<'_, [u8]>) {
        match self.encoding().encode(text) {
            (octets, _, false) => (self, octets),
            (_, _, true) => (Self::Utf8, Cow::Borrowed(text.as_bytes())),
        }
    }
}

//! Which charset the text of a stream is in.

use bytes::Buf as _;

use super::properties::Text;
use crate::message::parse;

/// The code pages of a stream, by their Windows numbers; none is known before the stream names it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Codepage {
    text: Option<u32>,
    html: Option<u32>,
}

impl Codepage {
    /// Takes the code page of all text, from its attribute.
    pub(super) fn of_text(&mut self, mut value: &[u8]) {
        self.text = value.try_get_u32_le().ok();
    }

    /// Takes the code page that the HTML is in.
    pub(super) fn of_html(&mut self, mut value: &[u8]) {
        self.html = value.try_get_u32_le().ok();
    }

    /// Decodes text, up to a NUL.
    pub(super) fn text(self, text: Text<'_>) -> String {
        decode(text, self.text)
    }

    /// Decodes HTML, which has a code page of its own.
    pub(super) fn html(self, text: Text<'_>) -> String {
        decode(text, self.html.or(self.text))
    }
}

fn decode(text: Text<'_>, codepage: Option<u32>) -> String {
    match text {
        Text::Narrow(octets) => {
            let octets = octets.split(|it| *it == 0).next().unwrap_or_default();
            parse::octets_to_text(octets, codepage.and_then(label).as_deref())
        }
        Text::Wide(octets) => {
            let (units, _) = octets.as_chunks::<2>();
            let units = units.iter().map(|it| u16::from_le_bytes(*it)).take_while(|it| *it != 0);
            parse::clean_text(
                &char::decode_utf16(units).map(|it| it.unwrap_or('\u{fffd}')).collect::<String>(),
            )
        }
    }
}

/// The name of a Windows code page, as
/// <https://learn.microsoft.com/windows/win32/intl/code-page-identifiers> lists them.
pub(super) fn label(codepage: u32) -> Option<String> {
    let label = match codepage {
        932 => "shift_jis",
        936 => "gbk",
        949 => "euc-kr",
        950 => "big5",
        874 => "windows-874",
        10_000 => "macintosh",
        20_866 => "koi8-r",
        21_866 => "koi8-u",
        20_932 | 51_932 => "euc-jp",
        50_220..=50_222 => "iso-2022-jp",
        54_936 => "gb18030",
        65_001 => "utf-8",
        1250..=1258 => return Some(format!("windows-{codepage}")),
        28_591..=28_606 => return Some(format!("iso-8859-{}", codepage - 28_590)),
        _ => return None,
    };
    Some(label.to_owned())
}

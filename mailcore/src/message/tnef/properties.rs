//! MAPI properties (MS-OXTNEF, section 2.1.3.4; MS-OXCDATA, section 2.11.1).

use bytes::Buf as _;

// Of a message.
pub(super) const SUBJECT: u16 = 0x0037;
pub(super) const BODY: u16 = 0x1000;
pub(super) const RTF_COMPRESSED: u16 = 0x1009;
pub(super) const BODY_HTML: u16 = 0x1013;
pub(super) const INTERNET_CODEPAGE: u16 = 0x3fde;

// Of an attachment.
pub(super) const SHOWN_NAME: u16 = 0x3001;
pub(super) const DATA: u16 = 0x3701;
pub(super) const SHORT_NAME: u16 = 0x3704;
pub(super) const LONG_NAME: u16 = 0x3707;
pub(super) const MEDIA_TYPE: u16 = 0x370e;
pub(super) const CONTENT_ID: u16 = 0x3712;

/// Set in the kind of a property that has several values.
const SEVERAL: u16 = 0x1000;

/// From this number on a property has a name beside it.
const NAMED: u16 = 0x8000;

const OBJECT: u16 = 0x000d;
const NARROW: u16 = 0x001e;
const WIDE: u16 = 0x001f;
const BINARY: u16 = 0x0102;

/// One property, the first value of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Property<'a> {
    /// Which one.
    pub(super) id: u16,
    kind: u16,
    /// What it says.
    pub(super) value: &'a [u8],
}

/// Octets that are text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Text<'a> {
    /// In the code page of the stream.
    Narrow(&'a [u8]),
    /// In UTF-16, low octet first.
    Wide(&'a [u8]),
}

impl<'a> Property<'a> {
    /// Its value as text.
    pub(super) fn text(&self) -> Text<'a> {
        match self.kind {
            WIDE => Text::Wide(self.value),
            _ => Text::Narrow(self.value),
        }
    }

    /// What follows the sixteen octets that say of which class an object is; `None` when it is none.
    pub(super) fn object(&self) -> Option<&'a [u8]> {
        (self.kind == OBJECT).then(|| self.value.get(16..).unwrap_or_default())
    }
}

impl Text<'_> {
    /// Its first octets.
    pub(super) fn limited(self, most: usize) -> Self {
        match self {
            Self::Narrow(octets) => Self::Narrow(octets.get(..most).unwrap_or(octets)),
            Self::Wide(octets) => Self::Wide(octets.get(..most).unwrap_or(octets)),
        }
    }
}

/// Reads a list up to its end, or to where it makes no sense.
pub(super) fn read(mut octets: &[u8]) -> impl Iterator<Item = Property<'_>> {
    let mut left = octets.try_get_u32_le().unwrap_or_default();
    std::iter::from_fn(move || {
        left = left.checked_sub(1)?;
        property(&mut octets)
    })
}

fn property<'a>(rest: &mut &'a [u8]) -> Option<Property<'a>> {
    let kind = rest.try_get_u16_le().ok()?;
    let id = rest.try_get_u16_le().ok()?;
    if id >= NAMED {
        pass_over_name(rest)?;
    }
    let one = kind & !SEVERAL;
    let has_length = matches!(one, OBJECT | NARROW | WIDE | BINARY);
    // What has a length has a count, too, even where it is one value.
    let count = if has_length || kind != one { rest.try_get_u32_le().ok()? } else { 1 };
    let mut first = None;
    for _ in 0..count {
        let length = match has_length {
            true => usize::try_from(rest.try_get_u32_le().ok()?).ok()?,
            false => fixed_length(one)?,
        };
        let value = padded(rest, length)?;
        first = first.or(Some(value));
    }
    Some(Property { id, kind: one, value: first.unwrap_or_default() })
}

/// A class, and a number (0) or a text (1).
fn pass_over_name(rest: &mut &[u8]) -> Option<()> {
    rest.split_off(..16)?;
    match rest.try_get_u32_le().ok()? {
        0 => rest.try_get_u32_le().ok().map(|_| ()),
        _ => {
            let length = usize::try_from(rest.try_get_u32_le().ok()?).ok()?;
            padded(rest, length).map(|_| ())
        }
    }
}

/// The octets of a kind that has no length.
fn fixed_length(kind: u16) -> Option<usize> {
    match kind {
        // A whole number of 2 octets, or a truth.
        0x0002 | 0x000b => Some(2),
        // A whole number or a fraction of 4 octets, an error.
        0x0003 | 0x0004 | 0x000a => Some(4),
        // A fraction, an amount, a date, a whole number of 8 octets, a time.
        0x0005 | 0x0006 | 0x0007 | 0x0014 | 0x0040 => Some(8),
        // A class.
        0x0048 => Some(16),
        _ => None,
    }
}

/// A value, and what fills it up to a multiple of four octets.
fn padded<'a>(rest: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let value = rest.split_off(..length)?;
    let filling = length.next_multiple_of(4).saturating_sub(length);
    rest.advance(rest.len().min(filling));
    Some(value)
}

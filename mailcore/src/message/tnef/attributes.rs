//! The attributes of a stream (MS-OXTNEF, section 2.1.3).

use bytes::Buf as _;

/// How every stream begins, then two octets of a key that says nothing.
const SIGNATURE: u32 = 0x223e_9f78;

// The low half of an attribute's number; the high half is its type.
pub(super) const CODEPAGE: u16 = 0x9007;
pub(super) const SUBJECT: u16 = 0x8004;
pub(super) const BODY: u16 = 0x800c;
pub(super) const MESSAGE_PROPERTIES: u16 = 0x9003;
pub(super) const ATTACHMENT_BEGINS: u16 = 0x9002;
pub(super) const ATTACHMENT_TITLE: u16 = 0x8010;
pub(super) const ATTACHMENT_DATA: u16 = 0x800f;
pub(super) const ATTACHMENT_PROPERTIES: u16 = 0x9005;

/// One attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Attribute<'a> {
    /// It is of the attachment that was begun last, not of the message.
    pub(super) of_attachment: bool,
    /// Which one.
    pub(super) id: u16,
    /// What it says.
    pub(super) value: &'a [u8],
}

/// The attributes from here on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attributes<'a> {
    rest: &'a [u8],
    damaged: bool,
}

impl<'a> Attributes<'a> {
    /// `None` when the octets do not begin as a stream.
    pub(super) fn begin(mut octets: &'a [u8]) -> Option<Self> {
        let signature = octets.try_get_u32_le().ok()?;
        octets.try_get_u16_le().ok()?;
        (signature == SIGNATURE).then_some(Self { rest: octets, damaged: false })
    }

    /// Whether it ended in the middle of an attribute.
    pub(super) fn is_damaged(&self) -> bool {
        self.damaged
    }

    /// Level, number, length, value, checksum.
    fn read(&mut self) -> Option<Attribute<'a>> {
        let level = self.rest.try_get_u8().ok()?;
        let number = self.rest.try_get_u32_le().ok()?;
        let length = usize::try_from(self.rest.try_get_u32_le().ok()?).ok()?;
        let value = self.rest.split_off(..length)?;
        // Some leave the last checksum away.
        self.rest.advance(self.rest.len().min(2));
        let [low, high, ..] = number.to_le_bytes();
        let of_attachment = match level {
            1 => false,
            2 => true,
            _ => return None,
        };
        Some(Attribute { of_attachment, id: u16::from_le_bytes([low, high]), value })
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = Attribute<'a>;

    fn next(&mut self) -> Option<Attribute<'a>> {
        // Some fill the end with zeros.
        if self.rest.iter().take(16).all(|it| *it == 0) {
            return None;
        }
        let attribute = self.read();
        if attribute.is_none() {
            self.rest = &[];
            self.damaged = true;
        }
        attribute
    }
}

//! Addresses (RFC 5322, section 3.4; RFC 6532; IDNA).

use std::fmt;
use std::str::FromStr;

/// `local@domain`, fit for a header and for an SMTP command as it is.
///
/// Invariant: one `@` outside quotes, both sides not empty, no control character, no blank, and no
/// angle bracket; at most 254 octets; the domain is lower case and in Unicode form.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Address {
    local: String,
    domain: String,
}

/// An address with the name of its owner, fit to be written to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct NamedAddress {
    /// The display name, without control characters; `None` when there is none.
    pub name: Option<String>,
    /// The address.
    pub address: Address,
}

/// An address as a received header has it: for reading, whatever it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct FoundAddress {
    /// The display name, decoded, without control characters; may be empty.
    pub name: String,
    /// What stands where the address should; may be empty, may be no address.
    pub address: String,
}

/// Why a text is no address: what the person who typed it can mend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadAddress {
    /// There is no `@`, or nothing before or after it.
    #[error("an address needs a name, an @ and a domain")]
    Incomplete,
    /// A character that no address has.
    #[error("an address cannot have this character")]
    Character,
    /// More than 254 octets.
    #[error("an address has at most 254 octets")]
    TooLong,
}

impl Address {
    /// The part before the `@`.
    pub fn local(&self) -> &str {
        &self.local
    }

    /// The domain, in Unicode form.
    pub fn domain(&self) -> &str {
        &self.domain
    }
}

impl FromStr for Address {
    type Err = BadAddress;

    fn from_str(_text: &str) -> Result<Self, BadAddress> {
        todo!()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.local, self.domain)
    }
}

impl FoundAddress {
    /// The name, or the address where there is none.
    pub fn label(&self) -> &str {
        if self.name.is_empty() { &self.address } else { &self.name }
    }

    /// The same as an address that can be written to, if it is one.
    pub fn to_named(&self) -> Option<NamedAddress> {
        let address = self.address.parse().ok()?;
        Some(NamedAddress { name: Some(self.name.clone()).filter(|it| !it.is_empty()), address })
    }
}

/// One entry of a list that was typed: an address, or the text that is none and why.
pub type ListEntry = Result<NamedAddress, (String, BadAddress)>;

/// Reads what a person types into a field of recipients: addresses with or without names, between
/// commas, semicolons or line ends. Never fails whole; a quoted or bracketed separator does not
/// separate. Empty entries are left out.
pub fn read_list(_text: &str) -> Vec<ListEntry> {
    todo!()
}

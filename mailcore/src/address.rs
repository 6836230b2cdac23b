//! Addresses (RFC 5322, section 3.4; RFC 6532; IDNA).

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

mod list;

/// The longest address (RFC 5321, section 4.5.3.1.3, as its erratum 1690 has it).
const MOST_OCTETS: usize = 254;

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

    /// The address as SMTP commands have it: the domain with A-labels (RFC 5890). The local part
    /// may still be beyond ASCII; then the server has to know SMTPUTF8 (RFC 6531).
    pub fn to_ascii(&self) -> String {
        format!("{}@{}", self.local, self.ascii_domain())
    }

    /// The domain with A-labels (RFC 5890).
    pub fn ascii_domain(&self) -> String {
        // What is stored went through the same mapping, so it cannot fail but for an IP literal.
        idna::domain_to_ascii(&self.domain).unwrap_or_else(|_| self.domain.clone())
    }
}

impl FromStr for Address {
    type Err = BadAddress;

    fn from_str(text: &str) -> Result<Self, BadAddress> {
        let (local, domain) = text.trim().rsplit_once('@').ok_or(BadAddress::Incomplete)?;
        if local.is_empty() || domain.is_empty() || domain.ends_with('.') {
            return Err(BadAddress::Incomplete);
        }
        if text.len() > MOST_OCTETS {
            return Err(BadAddress::TooLong);
        }
        let address = Self { local: read_local(local)?, domain: read_domain(domain)? };
        // Both forms have to fit: one is written into headers, the other into SMTP commands.
        let longest = address.to_ascii().len().max(address.local.len() + 1 + address.domain.len());
        if longest > MOST_OCTETS { Err(BadAddress::TooLong) } else { Ok(address) }
    }
}

/// Checks a local part. One whose only fault is a dot too many (some telephone companies gave such
/// addresses away) is put between quotes, as RFC 5321 wants it.
fn read_local(text: &str) -> Result<String, BadAddress> {
    if let Some(inner) = text.strip_prefix('"') {
        let inner = inner.strip_suffix('"').ok_or(BadAddress::Character)?;
        return if is_quoted_content(inner) { Ok(text.to_owned()) } else { Err(BadAddress::Character) };
    }
    if !text.chars().all(|c| c == '.' || is_atom(c)) {
        return Err(BadAddress::Character);
    }
    let dots_stand_between = text.split('.').all(|it| !it.is_empty());
    Ok(if dots_stand_between { text.to_owned() } else { format!("\"{text}\"") })
}

fn is_quoted_content(text: &str) -> bool {
    let mut escaped = false;
    for c in text.chars() {
        if !is_visible(c) || matches!(c, '<' | '>') || (c == '"' && !escaped) {
            return false;
        }
        escaped = c == '\\' && !escaped;
    }
    !escaped && !text.is_empty()
}

/// Checks a domain and gives it in lower case and Unicode.
fn read_domain(text: &str) -> Result<String, BadAddress> {
    if let Some(literal) = text.strip_prefix('[').and_then(|it| it.strip_suffix(']')) {
        let lower = literal.to_ascii_lowercase();
        let ip = lower.strip_prefix("ipv6:").unwrap_or(&lower);
        return ip.parse::<IpAddr>().map(|_| format!("[{lower}]")).map_err(|_| BadAddress::Character);
    }
    let ascii = idna::domain_to_ascii(text).map_err(|_| BadAddress::Character)?;
    if ascii.is_empty() {
        return Err(BadAddress::Character);
    }
    let good = |label: &str| {
        let characters = label.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
        characters && (1..=63).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-')
    };
    if !ascii.split('.').all(good) {
        return Err(BadAddress::Character);
    }
    if !ascii.contains('.') && ascii != "localhost" {
        return Err(BadAddress::Incomplete);
    }
    match idna::domain_to_unicode(&ascii) {
        (unicode, Ok(())) => Ok(unicode),
        (_, Err(_)) => Err(BadAddress::Character),
    }
}

/// `atext` of RFC 5322, section 3.2.3, and RFC 6532, section 3.2.
fn is_atom(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c) || (!c.is_ascii() && is_visible(c))
}

/// Neither a control nor a blank, nor a character that only changes how others are shown.
fn is_visible(c: char) -> bool {
    !c.is_control()
        && !c.is_whitespace()
        && !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
        && !matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{ffff}')
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

    /// Name and address, as much of it as there is: `Claire Vasseur <claire@example.fr>`. For reading;
    /// it is not quoted as a header would be.
    pub fn full(&self) -> String {
        match (self.name.as_str(), self.address.as_str()) {
            ("", address) => address.to_owned(),
            (name, "") => name.to_owned(),
            (name, address) => format!("{name} <{address}>"),
        }
    }

    /// The same as an address that can be written to, if it is one.
    pub fn to_named(&self) -> Option<NamedAddress> {
        let address = self.address.parse().ok()?;
        Some(NamedAddress { name: Some(self.name.clone()).filter(|it| !it.is_empty()), address })
    }
}

/// The part of a domain that somebody registered: `example.co.uk` of `mail.example.co.uk`. A name
/// that is none, such as an address of the internet protocol, belongs to itself. By the Public
/// Suffix List.
pub fn registrable(ascii_domain: &str) -> &str {
    if ascii_domain.starts_with('[') {
        return ascii_domain;
    }
    psl::domain_str(ascii_domain).unwrap_or(ascii_domain)
}

/// One entry of a list that was typed: an address, or the text that is none and why.
pub type ListEntry = Result<NamedAddress, (String, BadAddress)>;

/// Reads what a person types into a field of recipients: addresses with or without names, between
/// commas, semicolons or line ends. Never fails whole; a quoted or bracketed separator does not
/// separate. Empty entries are left out. Bare addresses may also stand between blanks, as they are
/// pasted from a table, and lose the punctuation around them.
pub fn read_list(text: &str) -> Vec<ListEntry> {
    list::split(text).into_iter().filter_map(list::read_entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn is(text: &str, expected: &str) {
        let address: Address = text.parse().unwrap_or_else(|error| panic!("{text:?}: {error}"));
        assert_eq!(address.to_string(), expected);
        assert_eq!(expected.parse(), Ok(address), "what is written reads the same");
    }

    #[track_caller]
    fn is_not(text: &str, expected: BadAddress) {
        assert_eq!(text.parse::<Address>(), Err(expected), "{text:?}");
    }

    #[test]
    fn addresses_are_read() {
        is("jean@example.fr", "jean@example.fr");
        is(" jean@example.fr\n", "jean@example.fr");
        is("Jean.Dupont+liste@Example.FR", "Jean.Dupont+liste@example.fr");
        is("o'neil@example.ie", "o'neil@example.ie");
        is("jean@localhost", "jean@localhost");
        is("a_b@ex_ample.test", "a_b@ex_ample.test");
        is("\"a@b\"@example.fr", "\"a@b\"@example.fr");
        is("\"a\\\"b\"@example.fr", "\"a\\\"b\"@example.fr");
        is("jean@[192.0.2.1]", "jean@[192.0.2.1]");
        is("jean@[IPv6:2001:db8::1]", "jean@[ipv6:2001:db8::1]");
        is("jean..d.@docomo.example", "\"jean..d.\"@docomo.example");
        is("rené@exämple.fr", "rené@exämple.fr");
    }

    #[test]
    fn domains_are_stored_in_unicode_and_sent_in_ascii() {
        is("jean@xn--exmple-cua.fr", "jean@exämple.fr");
        is("jean@EXÄMPLE.fr", "jean@exämple.fr");
        let address: Address = "jean@exämple.fr".parse().unwrap();
        assert_eq!(address.to_ascii(), "jean@xn--exmple-cua.fr");
        assert_eq!(address.ascii_domain(), "xn--exmple-cua.fr");
    }

    #[test]
    fn an_address_without_its_end_says_so() {
        for text in ["", "jean", "jean dupont", "jean@", "@example.fr", "jean@example", "jean@example."] {
            is_not(text, BadAddress::Incomplete);
        }
    }

    #[test]
    fn nothing_gets_through_that_could_end_a_command_or_a_header() {
        for text in [
            "a b@example.fr",
            "a\r\nRCPT TO:<x@y.z>@example.fr",
            "a@example.fr\r\nX: y@example.fr",
            "a\0@example.fr",
            "<a@example.fr>",
            "a>@example.fr",
            "\"a b\"@example.fr",
            "\"a>b\"@example.fr",
            "\"a\"b\"@example.fr",
            "\"a\\\"@example.fr",
            "\"a@example.fr",
            "\"\"@example.fr",
            "a@b@example.fr",
            "a,b@example.fr",
            "a@exam ple.fr",
            "a@example..fr",
            "a@-example.fr",
            "a@exam/ple.fr",
            "a@[192.0.2.1",
            "a@[x\r\ny]",
            "a\u{202e}b@example.fr",
            "a@xn--\u{202e}.fr",
        ] {
            is_not(text, BadAddress::Character);
        }
    }

    #[test]
    fn an_address_has_an_end() {
        is_not(&format!("{}@example.fr", "a".repeat(250)), BadAddress::TooLong);
        is_not(&format!("a@{}.fr", "x".repeat(300)), BadAddress::TooLong);
        is_not(&format!("{}@é.fr", "a".repeat(244)), BadAddress::TooLong);
    }

    #[test]
    fn what_is_registered_is_below_a_public_suffix() {
        assert_eq!(registrable("mail.example.co.uk"), "example.co.uk");
        assert_eq!(registrable("example.fr"), "example.fr");
        assert_eq!(registrable("octopus.test"), "octopus.test");
        assert_eq!(registrable("localhost"), "localhost");
        assert_eq!(registrable("[192.0.2.1]"), "[192.0.2.1]");
    }

    #[test]
    fn of_somebody_all_that_is_there_is_said() {
        let full = |name: &str, address: &str| {
            FoundAddress { name: name.to_owned(), address: address.to_owned() }.full()
        };
        assert_eq!(full("Claire", "c@example.fr"), "Claire <c@example.fr>");
        assert_eq!(full("", "c@example.fr"), "c@example.fr");
        assert_eq!(full("Claire", ""), "Claire");
        assert_eq!(full("", ""), "");
    }
}

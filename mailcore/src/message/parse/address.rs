//! Lists of addresses in received headers (RFC 5322, section 3.4), through `mail-parser`.

use mail_parser::parsers::MessageStream;
use mail_parser::{Addr, Address, HeaderValue};

use super::{clean_line, words};
use crate::address::FoundAddress;

/// Reads a list. Members of groups are in it; an empty group leaves its name, so that
/// "undisclosed-recipients" can be shown.
pub(super) fn parse(value: &[u8]) -> Vec<FoundAddress> {
    let mut line = words::rewrite(value);
    line.extend(b"\r\n");
    match MessageStream::new(&line).parse_address() {
        HeaderValue::Address(Address::List(list)) => list.iter().filter_map(found).collect(),
        HeaderValue::Address(Address::Group(groups)) => groups
            .iter()
            .flat_map(|group| {
                let empty = group.name.as_deref().filter(|_| group.addresses.is_empty());
                let name = empty.map(|it| FoundAddress { name: clean_line(it), address: String::new() });
                group.addresses.iter().filter_map(found).chain(name)
            })
            .collect(),
        _ => Vec::new(),
    }
}

fn found(addr: &Addr<'_>) -> Option<FoundAddress> {
    let name = clean_line(addr.name.as_deref().unwrap_or_default());
    let address = clean_line(addr.address.as_deref().unwrap_or_default());
    if address.starts_with('@') && !name.is_empty() {
        // `"a,b"@example.fr`: the parser takes the quoted local part for a name.
        return Some(FoundAddress { name: String::new(), address: format!("\"{name}\"{address}") });
    }
    let name = if name == address { String::new() } else { name };
    (!name.is_empty() || !address.is_empty()).then_some(FoundAddress { name, address })
}

//! List-Post (RFC 2369, section 3.4): `<mailto:list@example.org>`, or `NO` where nobody may write.

use crate::address::FoundAddress;

/// The first address of a mailto link; what else such a link may say is left out.
pub(super) fn parse(value: &[u8]) -> Option<FoundAddress> {
    let text = String::from_utf8_lossy(value);
    let links = text.split('<').skip(1).filter_map(|it| it.split('>').next());
    let mut addresses = links.filter_map(|link| {
        let (scheme, rest) = link.trim().split_at_checked(7)?;
        let address = rest.split('?').next().filter(|_| scheme.eq_ignore_ascii_case("mailto:"))?;
        let found = FoundAddress { name: String::new(), address: address.to_owned() };
        found.to_named().map(|_| found)
    });
    addresses.next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_a_list_is_that_of_its_link() {
        let read = |text: &str| parse(text.as_bytes()).map(|it| it.address);
        assert_eq!(read("<mailto:list@a.example>").as_deref(), Some("list@a.example"));
        assert_eq!(
            read("<https://a.example/>, <MAILTO:l@a.example?subject=x> (c)").as_deref(),
            Some("l@a.example")
        );
        for text in
            ["NO (posting not allowed)", "", "<mailto:>", "list@a.example", "<mailto:a b@c\r\nX: y>", "<é"]
        {
            assert_eq!(read(text), None, "{text:?}");
        }
    }
}

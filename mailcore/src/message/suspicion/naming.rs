//! Addresses and domains in display names.

use crate::address::{Address, registrable};

/// The most words of a name that are looked at.
const MOST_WORDS: usize = 30;

/// What separates words of a name, and stands in no address.
const BETWEEN: &[char] =
    &['<', '>', '(', ')', '[', ']', ',', ';', ':', '"', '\'', '’', '«', '»', '“', '”', '|', '/'];

/// The first address or domain in a display name that does not belong to the domain the message
/// comes from.
pub(super) fn other_than(name: &str, ascii_domain: &str) -> Option<String> {
    let words = name.split(|c: char| c.is_whitespace() || BETWEEN.contains(&c)).take(MOST_WORDS);
    let words = words.map(|it| it.trim_matches(['.', '-']));
    let found = words.filter_map(|word| Some((word, domain_of(word)?)));
    let mut others = found.filter(|(_, domain)| registrable(domain) != registrable(ascii_domain));
    others.next().map(|(word, _)| word.to_owned())
}

/// The domain, in ASCII, of a word that is an address or a domain.
fn domain_of(word: &str) -> Option<String> {
    if word.contains('@') {
        return word.parse::<Address>().ok().map(|it| it.ascii_domain());
    }
    // Read as the domain of an address, so that it is checked as one.
    let domain = format!("x@{word}").parse::<Address>().ok()?.ascii_domain();
    let suffix = psl::suffix(domain.as_bytes()).filter(psl::Suffix::is_known)?;
    let suffix = str::from_utf8(suffix.as_bytes()).ok()?;
    // "E.Leclerc" and "Dr.No" are names of people, though both end like domains.
    let is_written_small = word.ends_with(suffix) || !word.is_ascii();
    let label = domain.strip_suffix(suffix)?.trim_end_matches('.').rsplit('.').next()?;
    (is_written_small && label.len() > 1).then_some(domain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_domains_of_others_are_found_in_names() {
        for (name, expected) in [
            ("service@paypal.com", Some("service@paypal.com")),
            ("PayPal <service@paypal.com>", Some("service@paypal.com")),
            ("Banque (www.banque.fr)", Some("www.banque.fr")),
            ("« Amazon.fr »", Some("Amazon.fr")),
            ("jean@autre.example via Amis", Some("jean@autre.example")),
            ("service@ici.example", None),
            ("news.ici.example", None),
            ("Karim B.", None),
            ("E.Leclerc", None),
            ("Dr.No", None),
            ("M. Dupont 12.30", None),
            ("v1.2.3 @karim", None),
            ("a.b.c", None),
            ("...@...", None),
            ("", None),
        ] {
            assert_eq!(other_than(name, "mail.ici.example").as_deref(), expected, "{name}");
        }
    }

    #[test]
    fn a_name_without_end_takes_no_long_time() {
        assert_eq!(other_than(&"a.b ".repeat(100_000), "ici.example"), None);
        assert_eq!(other_than(&"a@b.".repeat(100_000), "ici.example"), None);
    }
}

//! Domains that look like others (Unicode Technical Standard 39).

use unicode_security::confusable_detection::skeleton;
use unicode_security::{GeneralSecurityProfile as _, RestrictionLevel, RestrictionLevelDetection as _};

/// Where a letter without its dot is an ordinary one.
const DOTLESS: [&str; 2] = ["tr", "az"];

/// Whether a domain (in Unicode) is written so that it can be taken for another one. Ordinary names
/// of any language are not.
pub(super) fn is_odd(domain: &str) -> bool {
    let Some((labels, top)) = domain.rsplit_once('.') else { return false };
    labels.split('.').filter(|it| !it.is_ascii()).any(|label| is_odd_label(label, top))
}

fn is_odd_label(label: &str, top: &str) -> bool {
    let is_usual = |c: char| c == '-' || c.identifier_allowed();
    if !label.chars().all(is_usual) || !label.check_restriction_level(RestrictionLevel::HighlyRestrictive) {
        return true;
    }
    // Whole words of one script can look like words in ASCII.
    let looks_ascii = skeleton(label).all(|it| it.is_ascii());
    if label.chars().filter(|it| it.is_alphabetic()).all(is_latin) {
        // Not so œ and æ, which are letters of French and Danish.
        let plain = label.replace('œ', "oe").replace('æ', "ae");
        looks_ascii && !plain.is_ascii() && !DOTLESS.contains(&top)
    } else {
        looks_ascii && top.is_ascii()
    }
}

fn is_latin(c: char) -> bool {
    matches!(c, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

/// Whether two domains look alike, accents apart, and are not the same.
pub(super) fn is_like(domain: &str, other: &str) -> bool {
    domain != other && look(domain) == look(other)
}

/// What a domain looks like at a glance.
fn look(domain: &str) -> String {
    let marks = '\u{300}'..='\u{36f}';
    let bare: String = skeleton(domain).filter(|it| !marks.contains(it)).collect();
    bare.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_names_of_any_language_are_not_odd() {
        for domain in [
            "example.org",
            "exämple.fr",
            "cœur-de-ville.fr",
            "læge.dk",
            "straße.de",
            "école.example",
            "ışık.com.tr",
            "sarı.com.tr",
            "пример.рф",
            "сахар.рф",
            "яндекс.com",
            "例え.jp",
            "さくら-shop.jp",
            "παράδειγμα.gr",
            "דוגמה.co.il",
            "localhost",
            "",
        ] {
            assert!(!is_odd(domain), "{domain}");
        }
    }

    #[test]
    fn names_that_can_be_taken_for_others_are_odd() {
        for domain in [
            "p\u{430}ypal.com",
            "\u{430}\u{440}\u{440}\u{4cf}\u{435}.com",
            "\u{441}\u{430}\u{445}\u{430}\u{440}.com",
            "goo\u{261}le.com",
            "gma\u{131}l.com",
            "mail.p\u{430}ypal.com",
            "пpимер.рф",
        ] {
            assert!(is_odd(domain), "{domain}");
        }
    }

    #[test]
    fn a_domain_is_like_another_at_a_glance() {
        for like in ["0ctopus.test", "óctopus.test", "\u{43e}ctopus.test", "octopụs.test"] {
            assert!(is_like(like, "octopus.test"), "{like}");
        }
        assert!(is_like("rnairie.fr", "mairie.fr"));
        for other in ["octopus.test", "octopuss.test", "octopus.fr", "example.test"] {
            assert!(!is_like(other, "octopus.test"), "{other}");
        }
    }
}

//! What lists need of a card: by what it is ordered, and what it is found by.

use mailcore::message::card::Card;
use mailcore::message::card::fields::{Fields, Many, Single};

use super::folding::fold;
use crate::store::cards::Listed;

/// The most characters of words that are kept: a long note is not searched to its end.
const MOST_WORDS: usize = 4_000;

/// The most characters of a key: the database has an index of them, which takes about 2,700 octets (PostgreSQL).
const MOST_KEY: usize = 200;

/// What lists need of a card.
pub fn listed(card: &Card) -> Listed {
    let fields = card.fields();
    let family = fields.get(Single::FamilyName);
    let by_family = match family {
        "" => card.name.clone(),
        _ => [family, fields.get(Single::GivenName), fields.get(Single::MiddleName)]
            .join(" ")
            .trim()
            .to_owned(),
    };
    let detail = [Single::Department, Single::Organization, Single::JobTitle].map(|it| fields.get(it));
    let address = card.addresses.first().map(ToString::to_string);
    let address = address.or_else(|| fields.of(Many::Email).next().map(|it| it.value.clone()));
    Listed {
        detail: detail
            .into_iter()
            .find(|it| !it.is_empty() && *it != card.name)
            .unwrap_or_default()
            .to_owned(),
        address: address.unwrap_or_default(),
        surname_key: key(&by_family),
        name_key: key(&card.name),
        words: words(card, &fields),
    }
}

/// A name as it is compared: words without accents and signs, then the name itself, so that `cote` comes
/// before `côte`. At most 200 characters, and never empty.
pub fn key(name: &str) -> String {
    let folded = fold(name);
    let words: Vec<&str> =
        folded.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    short(&format!("{}\u{1}{}", words.join(" "), name.to_lowercase()))
}

/// The name of a group as it is compared; no two groups of a person have the same. At most 200 characters.
pub fn group_key(name: &str) -> String {
    short(&fold(name))
}

fn short(key: &str) -> String {
    key.chars().take(MOST_KEY).collect()
}

/// The letter under which a key stands in a list; `#` for what begins with none.
pub fn letter(key: &str) -> char {
    let first = key.chars().next().filter(|it| it.is_alphabetic());
    first.and_then(|it| it.to_uppercase().next()).unwrap_or('#')
}

fn words(card: &Card, fields: &Fields) -> String {
    let singles = fields.singles().map(|(_, text)| text.to_owned());
    let entries = fields.entries.iter().map(|it| it.value.clone());
    // A number is found however its digits are parted.
    let digits = fields.of(Many::Phone).map(|it| it.value.chars().filter(char::is_ascii_digit).collect());
    let postals = fields.postals.iter().map(|it| it.lines().join(" "));
    let all: Vec<String> = std::iter::once(card.name.clone())
        .chain(singles)
        .chain(entries)
        .chain(digits)
        .chain(postals)
        .chain(fields.categories.iter().cloned())
        .collect();
    let folded = fold(&all.join(" "));
    let spaced: String = folded.split_whitespace().flat_map(|it| [" ", it]).collect();
    spaced.chars().take(MOST_WORDS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_the_order_of_a_french_dictionary() {
        let mut names = [
            "Zoé",
            "côté",
            "Legrand",
            "cote",
            "Le Goff",
            "Œuvrard",
            "oz",
            "l’Hôte",
            "d'Artagnan",
            "Ève",
            "côte",
        ];
        names.sort_by_key(|it| key(it));
        let expected = [
            "cote",
            "côte",
            "côté",
            "d'Artagnan",
            "Ève",
            "l’Hôte",
            "Le Goff",
            "Legrand",
            "Œuvrard",
            "oz",
            "Zoé",
        ];
        assert_eq!(names, expected);
    }

    #[test]
    fn keys_fit_into_an_index() {
        // One sign that is eighteen letters.
        let long = "\u{fdfa}".repeat(80);
        for key in [key(&long), group_key(&long), key(&"a".repeat(9_000))] {
            assert_eq!(key.chars().count(), MOST_KEY);
        }
    }

    #[test]
    fn letters_are_without_accents() {
        for (name, expected) in [("Élodie", 'E'), ("œuf", 'O'), ("3 Suisses", '#'), ("", '#'), ("李", '李')]
        {
            assert_eq!(letter(&key(name)), expected, "{name}");
        }
    }

    #[test]
    fn a_card_is_found_by_all_that_it_says() {
        let mut fields = Fields::default();
        fields.set(Single::FormattedName, "Hélène Le Goff");
        fields.set(Single::FamilyName, "Le Goff");
        fields.set(Single::GivenName, "Hélène");
        fields.set(Single::Organization, "Démo");
        fields.add(Many::Phone, mailcore::message::card::fields::Kind::Work, "02 00-00.00 00");
        let listed = listed(&Card::from_fields(&fields));
        assert_eq!(listed.surname_key, "le goff helene\u{1}le goff hélène");
        for word in [" helene", " goff", " demo", " 0200000000"] {
            assert!(listed.words.contains(word), "{word} in {}", listed.words);
        }
        assert_eq!((listed.detail.as_str(), listed.address.as_str()), ("Démo", ""));
    }
}

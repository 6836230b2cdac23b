//! What columns are called, and what they hold.

use std::collections::HashMap;
use std::sync::LazyLock;

use mailcore::message::card::fields::{Kind, Many, PostalPart, Single};

use super::super::folding::fold;
use crate::i18n::Locale;

/// The columns of Outlook in the order of its exports: what each holds, then what it is called in English,
/// French, Dutch and German.
const OUTLOOK: &str = include_str!("outlook.txt");

/// What others call a column: what it holds, then names.
const OTHERS: &str = include_str!("others.txt");

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// Nothing that is taken.
    Nothing,
    /// A field of which there is one.
    Single(Single),
    /// A part of a day.
    Part(Single, DayPart),
    /// One of several.
    Many(Many, Kind),
    /// The kind of the one of several that a column beside it holds; Google has them in pairs.
    KindOf(Many, u8),
    /// The value of such a pair.
    ValueOf(Many, u8),
    /// A part of a postal address. Lines of a street are put one below the other.
    Postal(Kind, PostalPart),
    /// A part of a postal address of Google's, whose kind stands beside it.
    PostalOf(u8, PostalPart),
    /// That kind.
    PostalKindOf(u8),
    /// The groups that the card is in.
    Groups,
}

/// A part of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each says what it is")]
pub enum DayPart {
    Year,
    Month,
    Day,
}

/// What columns of these names hold, each by its place among those that are called the same.
static KNOWN: LazyLock<HashMap<String, Vec<Column>>> = LazyLock::new(known);

impl Column {
    /// Those that a person can choose for a column.
    pub fn choices() -> Vec<Self> {
        let singles = Single::ALL.into_iter().map(Self::Single);
        let many =
            Many::ALL.into_iter().flat_map(|many| many.kinds().iter().map(move |it| Self::Many(many, *it)));
        let postals =
            Kind::OF_POSTAL.iter().flat_map(|it| PostalPart::ALL.map(|part| Self::Postal(*it, part)));
        singles.chain(many).chain(postals).chain([Self::Groups]).collect()
    }

    /// The column of a word; see [`Self::word`].
    pub fn parse(word: &str) -> Option<Self> {
        static WORDS: LazyLock<HashMap<String, Column>> = LazyLock::new(|| {
            let parts =
                [DayPart::Year, DayPart::Month, DayPart::Day].map(|it| Column::Part(Single::Birthday, it));
            let numbered = (1..=9).flat_map(|it| {
                let many = Many::ALL
                    .into_iter()
                    .flat_map(move |many| [Column::KindOf(many, it), Column::ValueOf(many, it)]);
                let postals = PostalPart::ALL.map(|part| Column::PostalOf(it, part));
                many.chain(postals).chain([Column::PostalKindOf(it)])
            });
            let all = Column::choices().into_iter().chain(parts).chain(numbered).chain([Column::Nothing]);
            all.map(|it| (it.word(), it)).collect()
        });
        WORDS.get(word).copied()
    }

    /// A word for it that no version changes: `given-name`, `email.work`, `postal.home.street`.
    pub fn word(self) -> String {
        match self {
            Self::Nothing => "-".to_owned(),
            Self::Single(single) => single.word().to_owned(),
            Self::Part(single, DayPart::Year) => format!("{}.year", single.word()),
            Self::Part(single, DayPart::Month) => format!("{}.month", single.word()),
            Self::Part(single, DayPart::Day) => format!("{}.day", single.word()),
            Self::Many(many, kind) => format!("{}.{}", many.word(), kind.word()),
            Self::KindOf(many, number) => format!("{}.{number}.kind", many.word()),
            Self::ValueOf(many, number) => format!("{}.{number}", many.word()),
            Self::Postal(kind, part) => format!("postal.{}.{}", kind.word(), part.word()),
            Self::PostalOf(number, part) => format!("postal.{number}.{}", part.word()),
            Self::PostalKindOf(number) => format!("postal.{number}.kind"),
            Self::Groups => "groups".to_owned(),
        }
    }
}

/// What each column of a header holds, as far as it is known by its name.
pub fn of_header(header: &[String]) -> Vec<Column> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let columns = header.iter().map(|name| {
        let key = key(name);
        let at = seen.entry(key.clone()).or_default();
        let known = KNOWN.get(&key).map(|it| it.get(*at).or(it.last()).copied().unwrap_or(Column::Nothing));
        *at += 1;
        // LDIF, where it is no form of address.
        let known = if name == "title" { Some(Column::Single(Single::JobTitle)) } else { known };
        known.or_else(|| of_google(&fold(name))).unwrap_or(Column::Nothing)
    });
    columns.collect()
}

/// Whether a column of this name is known.
pub fn is_known(name: &str) -> bool {
    of_header(&[name.to_owned()]) != [Column::Nothing]
}

/// Outlook's columns with what they are called in a language.
pub fn outlook(locale: Locale) -> Vec<(Column, &'static str)> {
    let place = match locale {
        Locale::En => 1,
        Locale::Fr => 2,
        Locale::Nl => 3,
        Locale::De => 4,
    };
    let column = |line: &'static str| {
        let mut cells = line.split('\t');
        let column = Column::parse(cells.clone().next()?)?;
        Some((column, cells.nth(place)?))
    };
    OUTLOOK.lines().filter_map(column).collect()
}

/// Names without case, accents and signs: `Tél. mobile` is `telmobile`.
fn key(name: &str) -> String {
    fold(name).chars().filter(|it| it.is_alphanumeric()).collect()
}

fn known() -> HashMap<String, Vec<Column>> {
    let mut known: HashMap<String, Vec<Column>> = HashMap::new();
    for line in OUTLOOK.lines().chain(OTHERS.lines()) {
        let mut cells = line.split('\t');
        let Some(column) = cells.next().and_then(Column::parse) else { continue };
        for name in cells {
            let columns = known.entry(key(name)).or_default();
            if !columns.contains(&column) {
                columns.push(column);
            }
        }
    }
    // Thunderbird in French calls the parts of both addresses the same: those of the home come first.
    let both = |part| vec![Column::Postal(Kind::Home, part), Column::Postal(Kind::Work, part)];
    for (name, part) in [
        ("ville", PostalPart::Locality),
        ("region", PostalPart::Region),
        ("etatprovince", PostalPart::Region),
        ("codepostal", PostalPart::PostalCode),
        ("pays", PostalPart::Country),
        ("paysetat", PostalPart::Country),
    ] {
        known.insert(name.to_owned(), both(part));
    }
    // In French the first is what stands before a name, and in English the only one is.
    known.insert(key("Titre"), vec![Column::Single(Single::Prefix), Column::Single(Single::JobTitle)]);
    known.insert(key("Title"), vec![Column::Single(Single::Prefix), Column::Single(Single::JobTitle)]);
    known.insert(key("Suffix"), vec![Column::Single(Single::Suffix)]);
    known.insert(key("Pager"), vec![Column::Many(Many::Phone, Kind::Pager)]);
    known.insert(key("Partner"), vec![Column::Single(Single::Spouse)]);
    known
}

/// Google numbers what there is several of: `E-mail 1 - Value`, `Address 2 - Postal Code`.
fn of_google(name: &str) -> Option<Column> {
    let (what, part) = name.split_once(" - ")?;
    let (what, number) = what.trim().rsplit_once(' ')?;
    let number: u8 = number.parse().ok().filter(|it| (1..=9).contains(it))?;
    let is_kind = matches!(part.trim(), "type" | "label");
    let many = match what {
        "e-mail" => Some(Many::Email),
        "phone" => Some(Many::Phone),
        "website" => Some(Many::Website),
        "im" => Some(Many::Messenger),
        _ => None,
    };
    match (many, part.trim()) {
        (Some(many), _) if is_kind => Some(Column::KindOf(many, number)),
        (Some(many), "value") => Some(Column::ValueOf(many, number)),
        (None, _) if what == "address" && is_kind => Some(Column::PostalKindOf(number)),
        (None, part) if what == "address" => {
            let part = match part {
                "street" => PostalPart::Street,
                "extended address" => PostalPart::Extended,
                "po box" => PostalPart::PoBox,
                "city" => PostalPart::Locality,
                "region" => PostalPart::Region,
                "postal code" => PostalPart::PostalCode,
                "country" => PostalPart::Country,
                _ => return None,
            };
            Some(Column::PostalOf(number, part))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(names: &[&str], expected: &[&str]) {
        let header: Vec<String> = names.iter().map(|it| (*it).to_owned()).collect();
        let words: Vec<String> = of_header(&header).into_iter().map(Column::word).collect();
        assert_eq!(words, expected);
    }

    #[test]
    fn columns_are_known_in_four_languages() {
        check(
            &["Titre", "Prénom", "Nom", "Titre", "Rue (bureau) 2", "Tél. mobile", "Adresse de messagerie 2"],
            &[
                "prefix",
                "given-name",
                "family-name",
                "job-title",
                "postal.work.street",
                "phone.mobile",
                "email.other",
            ],
        );
        check(
            &["Job Title", "BUSINESS COUNTRY", "E-mail Address"],
            &["job-title", "postal.work.country", "email.other"],
        );
        check(
            &["Straße privat", "Mobiltelefon", "Kategorien"],
            &["postal.home.street", "phone.mobile", "groups"],
        );
        check(&["Voornaam", "Werkadres, plaats", "Initialen"], &["given-name", "postal.work.locality", "-"]);
    }

    #[test]
    fn columns_of_one_name_are_told_by_their_place() {
        check(
            &["Ville", "Code postal", "Ville", "Code postal"],
            &[
                "postal.home.locality",
                "postal.home.postal-code",
                "postal.work.locality",
                "postal.work.postal-code",
            ],
        );
    }

    #[test]
    fn pairs_of_google_are_known() {
        check(
            &["E-mail 1 - Label", "E-mail 1 - Value", "Address 2 - City", "Organization 1 - Name", "Photo"],
            &["email.1.kind", "email.1", "postal.2.locality", "organization", "-"],
        );
    }

    #[test]
    fn each_column_has_a_word() {
        for column in Column::choices() {
            assert_eq!(Column::parse(&column.word()), Some(column));
        }
        for locale in Locale::ALL {
            let columns = outlook(locale);
            assert_eq!(columns.len(), OUTLOOK.lines().count());
            let header: Vec<String> = columns.iter().map(|it| it.1.to_owned()).collect();
            let read = of_header(&header);
            for (at, (column, name)) in columns.iter().enumerate() {
                assert_eq!(read[at], *column, "{name} in {locale:?}");
            }
        }
    }
}

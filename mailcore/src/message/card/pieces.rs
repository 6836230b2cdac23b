//! Lines of a card to what they say, and back.
//!
//! Besides the properties of RFC 2426, RFC 6350 and RFC 6474 there are those that everybody writes:
//! Roundcube's and Evolution's `X-SPOUSE` and the like, Outlook's `X-MS-`, Apple's `X-ABLabel` and what
//! it names.

use super::date;
use super::fields::{Entry, Fields, Kind, Many, Postal, Single};
use super::kinds;
use super::line::{Line, escape};

/// What a line says.
pub(super) enum Piece {
    /// Fields of which there is one, by the first of those that share a line.
    Singles(Single, Vec<(Single, String)>),
    Entry(Entry),
    Postal(Postal),
    Categories(Vec<String>),
}

/// The fields that share a line: the first of them stands for all.
pub(super) fn head(single: Single) -> Single {
    match single {
        Single::Prefix | Single::GivenName | Single::MiddleName | Single::Suffix => Single::FamilyName,
        Single::Department => Single::Organization,
        other => other,
    }
}

/// What a line says; `None` when it is not for this program to know. `label` is what the line of its
/// group says that names it.
pub(super) fn piece(line: &Line, label: Option<&str>) -> Option<Piece> {
    let one = |single, text: String| Some(Piece::Singles(head(single), vec![(single, text)]));
    match line.name.to_ascii_uppercase().as_str() {
        "FN" => one(Single::FormattedName, line.plain()),
        "N" => Some(named(line)),
        "NICKNAME" => one(Single::Nickname, line.list().join(", ")),
        "TITLE" => one(Single::JobTitle, line.plain()),
        "ORG" => Some(organized(line)),
        "X-DEPARTMENT" => one(Single::Department, line.plain()),
        "X-MAIDENNAME" | "X-MAIDEN-NAME" => one(Single::MaidenName, line.plain()),
        "GENDER" | "X-GENDER" => one(Single::Gender, gender(line)),
        "BDAY" => one(Single::Birthday, day(line)),
        "ANNIVERSARY" | "X-ANNIVERSARY" | "X-EVOLUTION-ANNIVERSARY" | "X-MS-ANNIVERSARY" => {
            one(Single::Anniversary, day(line))
        }
        "X-ABDATE" => {
            let is_feast = label.is_some_and(|it| kinds::is_apple(it, "Anniversary"));
            is_feast.then(|| day(line)).and_then(|it| one(Single::Anniversary, it))
        }
        "X-ASSISTANT" | "X-EVOLUTION-ASSISTANT" | "X-MS-ASSISTANT" => one(Single::Assistant, line.plain()),
        "X-MANAGER" | "X-EVOLUTION-MANAGER" | "X-MS-MANAGER" => one(Single::Manager, line.plain()),
        "X-SPOUSE" | "X-EVOLUTION-SPOUSE" | "X-MS-SPOUSE" => one(Single::Spouse, line.plain()),
        "X-ABRELATEDNAMES" => related(label?).and_then(|it| one(it, line.plain())),
        // Without a type of value it is a link to another card.
        "RELATED"
            if line.is_of("spouse") && line.values("VALUE").any(|it| it.eq_ignore_ascii_case("text")) =>
        {
            one(Single::Spouse, line.plain())
        }
        "NOTE" => one(Single::Note, line.plain()),
        "ADR" => postal(line, label).map(Piece::Postal),
        "CATEGORIES" => Some(Piece::Categories(line.list())),
        "EMAIL" => entry(Many::Email, line, label, after_scheme(&line.plain(), "mailto:")),
        "TEL" | "X-MS-TEL" => entry(Many::Phone, line, label, after_scheme(&line.plain(), "tel:")),
        "URL" => entry(Many::Website, line, label, &line.plain()),
        other => messenger(other, line, label),
    }
}

fn entry(many: Many, line: &Line, label: Option<&str>, value: &str) -> Option<Piece> {
    let (kind, label) = kinds::of(many, line, label);
    Entry::new(many, kind, label, value).map(Piece::Entry)
}

fn named(line: &Line) -> Piece {
    let order = [Single::FamilyName, Single::GivenName, Single::MiddleName, Single::Prefix, Single::Suffix];
    Piece::Singles(Single::FamilyName, order.into_iter().zip(line.components()).collect())
}

fn organized(line: &Line) -> Piece {
    let mut components = line.components().into_iter();
    let organization = components.next().unwrap_or_default();
    let units: Vec<String> = components.filter(|it| !it.trim().is_empty()).collect();
    let said = vec![(Single::Organization, organization), (Single::Department, units.join("; "))];
    Piece::Singles(Single::Organization, said)
}

/// RFC 6350, section 6.2.7: a letter, and perhaps words, which say it better.
fn gender(line: &Line) -> String {
    let mut components = line.components().into_iter();
    let (sex, words) = (components.next().unwrap_or_default(), components.next().unwrap_or_default());
    if !words.trim().is_empty() {
        return words;
    }
    match sex.trim().to_ascii_lowercase().as_str() {
        "m" | "male" => "male".to_owned(),
        "f" | "female" => "female".to_owned(),
        _ => sex,
    }
}

/// Apple has to write a year, and says which one means none.
fn day(line: &Line) -> String {
    let text = line.plain();
    let none = line.values("X-APPLE-OMIT-YEAR").next().and_then(|it| it.parse().ok());
    match date::read(&text) {
        Some(day) if day.year.is_some() && day.year == none => date::Day { year: None, ..day }.text(),
        _ => date::canonical(&text),
    }
}

fn related(label: &str) -> Option<Single> {
    let known = [("Spouse", Single::Spouse), ("Manager", Single::Manager), ("Assistant", Single::Assistant)];
    known.iter().find(|(word, _)| kinds::is_apple(label, word)).map(|(_, single)| *single)
}

fn postal(line: &Line, label: Option<&str>) -> Option<Postal> {
    let (kind, label) = kinds::of_postal(line, label);
    let mut postal = Postal { label, ..Postal::new(kind) };
    for (place, text) in postal.parts.iter_mut().zip(line.components()) {
        *place = text.replace("\r\n", "\n").trim().to_owned();
    }
    (!postal.is_empty()).then_some(postal)
}

fn after_scheme<'a>(text: &'a str, scheme: &str) -> &'a str {
    let text = text.trim();
    let begins = text.get(..scheme.len()).is_some_and(|it| it.eq_ignore_ascii_case(scheme));
    if begins { text.get(scheme.len()..).unwrap_or_default() } else { text }
}

/// A property of its own for each service, or an address with the service as its scheme (RFC 4770).
fn messenger(name: &str, line: &Line, label: Option<&str>) -> Option<Piece> {
    let text = line.plain();
    if name == "IMPP" {
        let text = text.trim();
        let (kind, value) = match text.split_once(':') {
            Some((scheme, rest)) => match kinds::of_scheme(scheme) {
                Some(kind) => (kind, rest),
                None => (Kind::Other, text),
            },
            None => (Kind::Other, text),
        };
        let label = label.filter(|it| kinds::apple(it).is_none()).map(str::to_owned);
        return Entry::new(Many::Messenger, kind, label, value).map(Piece::Entry);
    }
    let kind = kinds::of_messenger(name.strip_prefix("X-")?)?;
    Entry::new(Many::Messenger, kind, None, &text).map(Piece::Entry)
}

/// The line of the fields that share one, by the first of them; `None` when they say nothing.
pub(super) fn line_of(head: Single, fields: &Fields) -> Option<Line> {
    let text = |single| fields.get(single);
    let joined =
        |texts: &[&str], mark: &str| texts.iter().map(|it| escape(it)).collect::<Vec<_>>().join(mark);
    let (name, value) = match head {
        Single::FamilyName => {
            let parts =
                [Single::FamilyName, Single::GivenName, Single::MiddleName, Single::Prefix, Single::Suffix];
            ("N", joined(&parts.map(text), ";"))
        }
        Single::Organization => {
            let units = text(Single::Department).split("; ").filter(|it| !it.is_empty());
            let all: Vec<&str> = std::iter::once(text(Single::Organization)).chain(units).collect();
            ("ORG", joined(&all, ";"))
        }
        Single::Nickname => ("NICKNAME", joined(&text(head).split(", ").collect::<Vec<_>>(), ",")),
        Single::FormattedName => ("FN", escape(text(head))),
        Single::JobTitle => ("TITLE", escape(text(head))),
        Single::Birthday => ("BDAY", escape(text(head))),
        Single::Note => ("NOTE", escape(text(head))),
        Single::MaidenName => ("X-MAIDENNAME", escape(text(head))),
        Single::Gender => ("X-GENDER", escape(text(head))),
        Single::Anniversary => ("X-ANNIVERSARY", escape(text(head))),
        Single::Assistant => ("X-ASSISTANT", escape(text(head))),
        Single::Manager => ("X-MANAGER", escape(text(head))),
        Single::Spouse => ("X-SPOUSE", escape(text(head))),
        // Those have no line of their own.
        Single::Prefix | Single::GivenName | Single::MiddleName | Single::Suffix | Single::Department => {
            return None;
        }
    };
    value.chars().any(|it| it != ';').then(|| Line::new(name, &value))
}

/// The line of one of several.
pub(super) fn line_of_entry(entry: &Entry) -> Line {
    let Entry { many, kind, value, .. } = entry;
    let types = kinds::types(*many, *kind);
    match many {
        Many::Email => Line::text("EMAIL", value).with("TYPE", types),
        Many::Phone => Line::text("TEL", value).with("TYPE", types),
        Many::Website => Line::text("URL", value).with("TYPE", types),
        Many::Messenger => match kinds::property(*kind) {
            Some(name) => Line::text(name, value),
            None => Line::text("IMPP", value),
        },
    }
}

/// The line of a postal address.
pub(super) fn line_of_postal(postal: &Postal) -> Line {
    let value = postal.parts.iter().map(|it| escape(it)).collect::<Vec<_>>().join(";");
    Line::new("ADR", &value).with("TYPE", kinds::types(Many::Email, postal.kind))
}

/// The line of the groups.
pub(super) fn line_of_categories(categories: &[String]) -> Option<Line> {
    let value = categories.iter().map(|it| escape(it)).collect::<Vec<_>>().join(",");
    (!categories.is_empty()).then(|| Line::new("CATEGORIES", &value))
}

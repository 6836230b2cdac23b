//! Cards as a table for Outlook, with columns in the language of a person.

use csv::{Terminator, WriterBuilder};
use mailcore::message::card::date;
use mailcore::message::card::fields::{Fields, Kind, Many, PostalPart, Single};

use super::columns::{Column, outlook};
use crate::i18n::Locale;

/// The first line: what the columns are called.
pub fn header(locale: Locale) -> String {
    line(locale, outlook(locale).into_iter().map(|(_, name)| name.to_owned()).collect())
}

/// The line of a card. What Outlook has no column for is left out.
pub fn row(fields: &Fields, locale: Locale) -> String {
    let mut left = fields.clone();
    if left.get(Single::GivenName).is_empty() && left.get(Single::FamilyName).is_empty() {
        let name = left.get(Single::FormattedName).to_owned();
        left.set(Single::GivenName, &name);
    }
    let mut streets: Vec<(Kind, Vec<String>)> = Vec::new();
    let columns = outlook(locale);
    let values = columns.iter().map(|(column, _)| guarded(&value(*column, &mut left, &mut streets, locale)));
    line(locale, values.collect())
}

fn value(
    column: Column,
    left: &mut Fields,
    streets: &mut Vec<(Kind, Vec<String>)>,
    locale: Locale,
) -> String {
    match column {
        Column::Single(single) if single.is_date() => day(left.get(single), locale),
        Column::Single(single) => left.get(single).to_owned(),
        // Outlook does not say of which kind an address is: they are taken in order.
        Column::Many(many @ (Many::Email | Many::Website), _) => take(left, |it| it == many, |_| true),
        Column::Many(many, kind) => take(left, |it| it == many, |it| it == kind),
        Column::Postal(kind, PostalPart::Street) => {
            if !streets.iter().any(|it| it.0 == kind) {
                streets.push((kind, street(left, kind)));
            }
            let lines = streets.iter_mut().find(|it| it.0 == kind).map(|it| &mut it.1);
            lines.filter(|it| !it.is_empty()).map(|it| it.remove(0)).unwrap_or_default()
        }
        Column::Postal(kind, part) => left
            .postals
            .iter()
            .find(|it| it.kind == kind)
            .map(|it| it.part(part).to_owned())
            .unwrap_or_default(),
        Column::Groups => left.categories.join(";"),
        Column::Nothing
        | Column::Part(..)
        | Column::KindOf(..)
        | Column::ValueOf(..)
        | Column::PostalOf(..)
        | Column::PostalKindOf(_) => String::new(),
    }
}

/// Takes the first of several that there is still.
fn take(left: &mut Fields, is_sort: impl Fn(Many) -> bool, is_kind: impl Fn(Kind) -> bool) -> String {
    let at = left.entries.iter().position(|it| is_sort(it.many) && is_kind(it.kind));
    at.map(|it| left.entries.remove(it).value).unwrap_or_default()
}

/// The lines of a street, three at most: what is more stands in the third.
fn street(fields: &Fields, kind: Kind) -> Vec<String> {
    let Some(postal) = fields.postals.iter().find(|it| it.kind == kind) else { return Vec::new() };
    let lines = postal.part(PostalPart::Street).lines();
    let more = [PostalPart::Extended, PostalPart::PoBox].map(|it| postal.part(it));
    let all: Vec<&str> = lines.chain(more).filter(|it| !it.is_empty()).collect();
    let (first, rest) = all.split_at(all.len().min(2));
    let mut lines: Vec<String> = first.iter().map(|it| (*it).to_owned()).collect();
    if !rest.is_empty() {
        lines.push(rest.join(", "));
    }
    lines
}

/// A day as Outlook reads it: in English with the month first.
fn day(text: &str, locale: Locale) -> String {
    match (date::read(text), locale) {
        (Some(date::Day { year: Some(year), month: Some(month), day: Some(day) }), Locale::En) => {
            format!("{month}/{day}/{year}")
        }
        (Some(date::Day { year: Some(year), month: Some(month), day: Some(day) }), Locale::De) => {
            format!("{day:02}.{month:02}.{year}")
        }
        (
            Some(date::Day { year: Some(year), month: Some(month), day: Some(day) }),
            Locale::Fr | Locale::Nl,
        ) => {
            format!("{day:02}/{month:02}/{year}")
        }
        _ => text.to_owned(),
    }
}

/// A value that no program takes for a formula. A number of a telephone that begins with a plus is none.
fn guarded(value: &str) -> String {
    let is_number = |it: &str| it.chars().all(|it| it.is_ascii_digit() || " .-()/+".contains(it));
    let may_be_formula = match value.chars().next() {
        Some('=' | '@' | '\t' | '\r') => true,
        Some('+' | '-') => !is_number(value),
        _ => false,
    };
    if may_be_formula { format!("'{value}") } else { value.to_owned() }
}

/// A line, with the separator that spreadsheets expect in the language.
fn line(locale: Locale, values: Vec<String>) -> String {
    let separator = if locale == Locale::En { b',' } else { b';' };
    let mut writer =
        WriterBuilder::new().delimiter(separator).terminator(Terminator::CRLF).from_writer(Vec::new());
    // Writing into memory does not fail.
    let written = writer.write_record(&values).ok().and_then(|()| writer.into_inner().ok());
    written.and_then(|it| String::from_utf8(it).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::columns::of_header;
    use super::super::{cards, read};
    use super::*;

    fn somebody() -> Fields {
        let mut fields = Fields::default();
        for (single, text) in [
            (Single::FormattedName, "Mme Élodie Lefèvre"),
            (Single::Prefix, "Mme"),
            (Single::GivenName, "Élodie"),
            (Single::FamilyName, "Lefèvre"),
            (Single::JobTitle, "Secrétaire"),
            (Single::Birthday, "1980-02-29"),
            (Single::Note, "a;b\n\"c\""),
        ] {
            fields.set(single, text);
        }
        for (many, kind, value) in [
            (Many::Phone, Kind::Mobile, "+33 6 00"),
            (Many::Phone, Kind::Work, "01"),
            (Many::Phone, Kind::Work, "02"),
            (Many::Email, Kind::Other, "e@x.fr"),
            (Many::Email, Kind::Other, "f@x.fr"),
        ] {
            fields.add(many, kind, value);
        }
        fields.add_category("Clients");
        let mut postal = mailcore::message::card::fields::Postal::new(Kind::Work);
        postal.set(PostalPart::Street, "12, rue du Four\nBât. B");
        postal.set(PostalPart::Locality, "Valmont");
        fields.postals.push(postal);
        fields
    }

    #[test]
    fn what_is_written_is_read_in_each_language() {
        for locale in Locale::ALL {
            let text = format!("\u{feff}{}{}", header(locale), row(&somebody(), locale));
            let table = read(&text).unwrap();
            let mut again = cards::read(&table, &of_header(&table.header)).remove(0);
            let mut expected = somebody();
            let order = |fields: &mut Fields| fields.entries.sort_by(|a, b| a.value.cmp(&b.value));
            order(&mut again);
            order(&mut expected);
            assert_eq!(again, expected, "{locale:?}\n{text}");
        }
    }

    #[test]
    fn nothing_is_taken_for_a_formula() {
        for (value, expected) in [
            ("=1+1", "'=1+1"),
            ("@x", "'@x"),
            ("+33 6 00", "+33 6 00"),
            ("-cmd", "'-cmd"),
            ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
            ("Zoé", "Zoé"),
        ] {
            assert_eq!(guarded(value), expected);
        }
    }
}

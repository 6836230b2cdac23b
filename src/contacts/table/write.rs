//! Cards as a table for Outlook, with columns in the language of a person.

use std::collections::HashMap;

use csv::{Terminator, WriterBuilder};
use mailcore::message::card::date;
use mailcore::message::card::fields::{Fields, Kind, Many, PostalPart, Single};

use super::columns::{Column, outlook};
use super::guard::guarded;
use crate::i18n::Locale;

/// The first line: what the columns are called.
pub fn header(locale: Locale) -> String {
    line(locale, outlook(locale).into_iter().map(|(_, name)| name.to_owned()).collect())
}

/// The line of a card. What Outlook has no column for is left out.
pub fn row(fields: &Fields, locale: Locale) -> String {
    let mut left = fields.clone();
    name(&mut left);
    let columns = outlook(locale);
    make_room(&mut left, &columns);
    let mut streets: Vec<(Kind, Vec<String>)> = Vec::new();
    let values = columns.iter().map(|(column, _)| guarded(&value(*column, &mut left, &mut streets, locale)));
    line(locale, values.collect())
}

/// There is no column for what somebody is called in one line: it is the given name of those who have no other name,
/// unless it is that of the organization or the address, which Outlook shows by itself.
fn name(fields: &mut Fields) {
    let shown = fields.get(Single::FormattedName).to_owned();
    let address = fields.of(Many::Email).next().map_or("", |it| it.value.as_str());
    let is_said = shown == fields.get(Single::Organization) || shown == address;
    if fields.composed_name().is_empty() && !is_said {
        fields.set(Single::GivenName, &shown);
    }
}

/// A number or a postal address for whose kind there is no column any more goes where the others stand, while there
/// is room: better of no kind than lost.
fn make_room(fields: &mut Fields, columns: &[(Column, &str)]) {
    let room = |kind: Kind| columns.iter().filter(|it| it.0 == Column::Many(Many::Phone, kind)).count();
    let mut used: HashMap<Kind, usize> = HashMap::new();
    let others = fields.of(Many::Phone).filter(|it| it.kind == Kind::Other).count();
    let mut free = room(Kind::Other).saturating_sub(others);
    for entry in fields.entries.iter_mut().filter(|it| it.many == Many::Phone && it.kind != Kind::Other) {
        let used = used.entry(entry.kind).or_default();
        if *used < room(entry.kind) {
            *used += 1;
        } else if free > 0 {
            free -= 1;
            entry.kind = Kind::Other;
        }
    }
    if fields.postals.iter().all(|it| it.kind != Kind::Other) {
        let is_second = |at: &usize| {
            let kind = fields.postals.get(*at).map(|it| it.kind);
            fields.postals.iter().take(*at).any(|it| Some(it.kind) == kind)
        };
        let second = (0..fields.postals.len()).find(is_second);
        if let Some(postal) = second.and_then(|at| fields.postals.get_mut(at)) {
            postal.kind = Kind::Other;
        }
    }
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
    fn what_has_no_column_of_its_kind_goes_where_there_is_room() {
        let mut fields = somebody();
        fields.add(Many::Phone, Kind::Mobile, "07");
        fields.add(Many::Phone, Kind::Video, "08");
        let mut second = fields.postals.first().cloned().unwrap();
        second.set(PostalPart::Locality, "Rennes");
        fields.postals.push(second);
        let table = read(&format!("{}{}", header(Locale::Fr), row(&fields, Locale::Fr))).unwrap();
        let again = cards::read(&table, &of_header(&table.header)).remove(0);
        let numbers: Vec<_> = again.of(Many::Phone).map(|it| (it.kind, it.value.as_str())).collect();
        assert!(numbers.contains(&(Kind::Mobile, "+33 6 00")) && numbers.contains(&(Kind::Other, "07")));
        let places: Vec<_> =
            again.postals.iter().map(|it| (it.kind, it.part(PostalPart::Locality))).collect();
        assert_eq!(places, [(Kind::Work, "Valmont"), (Kind::Other, "Rennes")]);
    }

    #[test]
    fn an_organization_has_no_given_name() {
        let mut fields = Fields::default();
        fields.set(Single::FormattedName, "Mairie");
        fields.set(Single::Organization, "Mairie");
        let table = read(&format!("{}{}", header(Locale::De), row(&fields, Locale::De))).unwrap();
        assert_eq!(cards::read(&table, &of_header(&table.header)), [fields]);
    }
}

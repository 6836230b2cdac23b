//! Rows of a table to what cards say.

use mailcore::message::card::date::{self, Day};
use mailcore::message::card::fields::{Entry, Fields, Kind, Many, Postal, PostalPart, Single};

use super::super::merging::MOST_ENTRIES;
use super::Table;
use super::columns::{Column, DayPart};

/// The most values that are read of one cell.
const MOST_VALUES: usize = 20;

/// What the cards of a table say, row by row, when its columns hold this.
pub fn read(table: &Table, columns: &[Column]) -> Vec<Fields> {
    let order = day_order(table, columns);
    table.rows.iter().map(|row| fields(row, columns, order)).collect()
}

/// Which number of a day comes first where that is not plain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DayOrder {
    DayFirst,
    MonthFirst,
}

/// What a number above twelve says of the order; English programs put the month first, all others do not.
fn day_order(table: &Table, columns: &[Column]) -> DayOrder {
    let is_day = |at: usize| matches!(columns.get(at), Some(Column::Single(single)) if single.is_date());
    let days = table.rows.iter().flat_map(|row| row.iter().enumerate()).filter(|(at, _)| is_day(*at));
    for (_, text) in days {
        let numbers: Vec<u32> = text.split(['/', '.']).filter_map(|it| it.trim().parse().ok()).collect();
        match *numbers {
            [first, _, _] if (13..32).contains(&first) => return DayOrder::DayFirst,
            [_, second, _] if (13..32).contains(&second) => return DayOrder::MonthFirst,
            _ => {}
        }
    }
    let is_english = table.header.iter().any(|it| matches!(it.as_str(), "First Name" | "Given Name"));
    if is_english { DayOrder::MonthFirst } else { DayOrder::DayFirst }
}

fn fields(row: &[String], columns: &[Column], order: DayOrder) -> Fields {
    let mut fields = Fields::default();
    let cells = || columns.iter().zip(row).filter(|(_, text)| !text.is_empty());
    let other = |wanted: Column| {
        cells().find(|(column, _)| **column == wanted).map(|(_, text)| text.as_str()).unwrap_or_default()
    };
    for (column, text) in cells() {
        match *column {
            Column::Nothing | Column::KindOf(..) | Column::PostalKindOf(_) | Column::Part(..) => {}
            Column::Single(single) if single.is_date() => fields.set(single, &day(text, order)),
            Column::Single(Single::Gender) => fields.set(Single::Gender, gender(text)),
            Column::Single(single) if fields.get(single).is_empty() => fields.set(single, text),
            Column::Single(_) => {}
            Column::Many(many, kind) => fields.add(many, kind, text),
            Column::ValueOf(many, number) => {
                let (kind, label) = kind_of(many, other(Column::KindOf(many, number)));
                // Google puts several into one cell.
                let values = text
                    .split(" ::: ")
                    .take(MOST_VALUES)
                    .filter_map(|it| Entry::new(many, kind, label.clone(), it));
                let room = MOST_ENTRIES.saturating_sub(fields.entries.len());
                fields.entries.extend(values.take(room));
            }
            Column::Postal(kind, part) => {
                let at = fields.postals.iter().position(|it| it.kind == kind && it.label.is_none());
                put(&mut fields, at, Postal::new(kind), part, text);
            }
            Column::PostalOf(number, part) => {
                let (kind, label) = kind_of(Many::Email, other(Column::PostalKindOf(number)));
                // Its number is its name until all is read.
                let mark = Some(format!("\u{0}{number}{}", label.unwrap_or_default()));
                let at = fields.postals.iter().position(|it| it.label == mark);
                put(&mut fields, at, Postal { label: mark.clone(), ..Postal::new(kind) }, part, text);
            }
            Column::Groups => groups(text).for_each(|it| fields.add_category(it)),
        }
    }
    for postal in &mut fields.postals {
        let own =
            postal.label.take().map(|it| it.trim_start_matches('\u{0}').chars().skip(1).collect::<String>());
        postal.label = own.filter(|it| !it.is_empty());
    }
    parts_of_day(&mut fields, &other);
    name(&mut fields);
    fields
}

/// Puts a part into a postal address, a line of a street below those before.
fn put(fields: &mut Fields, at: Option<usize>, new: Postal, part: PostalPart, text: &str) {
    let at = at.unwrap_or_else(|| {
        fields.postals.push(new);
        fields.postals.len() - 1
    });
    if let Some(postal) = fields.postals.get_mut(at) {
        let before = postal.part(part).to_owned();
        match part {
            PostalPart::Street if !before.is_empty() => postal.set(part, &format!("{before}\n{text}")),
            _ => postal.set(part, text),
        }
    }
}

/// A kind in the words of Google: `* Work`, `Home Fax`, or what a person calls it.
fn kind_of(many: Many, text: &str) -> (Kind, Option<String>) {
    let text = text.trim().trim_start_matches('*').trim();
    let word = text.to_ascii_lowercase().replace(' ', "-");
    let word = if word == "home-page" { "homepage" } else { &word };
    match many.kinds().iter().find(|it| it.word() == word) {
        Some(kind) => (*kind, None),
        None if text.is_empty() || word == "internet" => (Kind::Other, None),
        None => (Kind::Other, Some(text.to_owned())),
    }
}

/// Groups, as Outlook and Google part them; `* ` marks one of Google's own.
fn groups(text: &str) -> impl Iterator<Item = &str> {
    let parted = text.split([';', ',']).flat_map(|it| it.split(" ::: "));
    parted
        .map(|it| it.trim().trim_start_matches("* ").trim())
        .filter(|it| !it.is_empty() && *it != "myContacts")
}

/// A day as cards have it; zeros, which Outlook writes for none, are none.
fn day(text: &str, order: DayOrder) -> String {
    if text.chars().all(|it| matches!(it, '0' | '/' | '.' | '-' | ':' | ' ')) {
        return String::new();
    }
    let first = text.split_whitespace().next().unwrap_or_default();
    let numbers: Vec<&str> = first.split(['/', '.']).collect();
    let read = match (numbers.as_slice(), order) {
        ([day, month, year], DayOrder::DayFirst) | ([month, day, year], DayOrder::MonthFirst) => {
            date::read(&format!("{}-{month}-{day}", long_year(year)))
        }
        _ => date::read(text),
    };
    read.map_or_else(|| text.to_owned(), Day::text)
}

/// Two digits are of the last hundred years or so.
fn long_year(year: &str) -> String {
    match (year.len(), year.parse::<u16>()) {
        (2, Ok(short)) if short < 30 => format!("20{year}"),
        (2, Ok(_)) => format!("19{year}"),
        _ => year.to_owned(),
    }
}

fn gender(text: &str) -> &str {
    match text.to_lowercase().as_str() {
        "male" | "m" | "homme" | "masculin" | "man" | "männlich" | "mannelijk" => "male",
        "female" | "f" | "femme" | "féminin" | "vrouw" | "weiblich" | "vrouwelijk" => "female",
        "unspecified" | "non spécifié" | "keine angabe" | "onbepaald" => "",
        _ => text,
    }
}

fn parts_of_day<'a>(fields: &mut Fields, cell: &impl Fn(Column) -> &'a str) {
    let part = |it| cell(Column::Part(Single::Birthday, it));
    let (year, month, day) = (part(DayPart::Year), part(DayPart::Month), part(DayPart::Day));
    let text = match (year, month, day) {
        ("" | "0", "", _) | ("" | "0", _, "") => return,
        ("" | "0", month, day) => format!("--{month:0>2}-{day:0>2}"),
        (year, "", _) | (year, _, "") => year.to_owned(),
        (year, month, day) => format!("{year}-{month}-{day}"),
    };
    if let Some(day) = date::read(&text) {
        fields.set(Single::Birthday, &day.text());
    }
}

/// A card has a name that is shown.
fn name(fields: &mut Fields) {
    if fields.get(Single::FormattedName).is_empty() {
        let composed = fields.composed_name();
        let first = || fields.of(Many::Email).next().map(|it| it.value.clone());
        let name = [composed, fields.get(Single::Organization).to_owned(), first().unwrap_or_default()];
        let name = name.into_iter().find(|it| !it.is_empty()).unwrap_or_default();
        fields.set(Single::FormattedName, &name);
    }
}

#[cfg(test)]
mod tests {
    use super::super::columns::of_header;
    use super::*;

    /// What the first row says, in lines.
    fn said(text: &str) -> String {
        let table = super::super::read(text).unwrap();
        let fields = read(&table, &of_header(&table.header)).remove(0);
        let singles = fields.singles().map(|(it, text)| format!("{}={text}", it.word()));
        let entries = fields.entries.iter().map(|it| {
            let label = it.label.as_ref().map(|it| format!("({it})")).unwrap_or_default();
            format!("{}.{}{label}={}", it.many.word(), it.kind.word(), it.value)
        });
        let postals = fields.postals.iter().map(|it| {
            format!("{}{}: {}", it.kind.word(), it.label.clone().unwrap_or_default(), it.lines().join(" | "))
        });
        let groups = fields.categories.iter().map(|it| format!("group={it}"));
        singles.chain(entries).chain(postals).chain(groups).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn outlook_in_french_is_understood() {
        let text = "Titre;Prénom;Nom;Titre;Société;Rue (bureau);Rue (bureau) 2;Ville (bureau);Code postal (bureau);\
                    Tél. mobile;Anniversaire;Anniversaire de mariage ou fête;Catégories;Adresse de messagerie;\
                    Adresse de messagerie 2;Sexe\n\
                    Mme;Élodie;Lefèvre;Secrétaire;Mairie;12, rue du Four;Bât. B;Valmont;00000;0600;29/02/1980;0/0/00;\
                    Clients;e@x.fr;f@x.fr;Féminin\n";
        assert_eq!(
            said(text),
            "formatted-name=Mme Élodie Lefèvre\nprefix=Mme\ngiven-name=Élodie\nfamily-name=Lefèvre\n\
             job-title=Secrétaire\norganization=Mairie\ngender=female\nbirthday=1980-02-29\nphone.mobile=0600\n\
             email.other=e@x.fr\nemail.other=f@x.fr\nwork: 12, rue du Four | Bât. B | 00000 Valmont\ngroup=Clients"
        );
    }

    #[test]
    fn of_one_cell_some_values_are_read() {
        let many = vec!["06"; 1_000].join(" ::: ");
        let text = format!("First Name,Phone 1 - Label,Phone 1 - Value\nA,Mobile,{many}\n");
        assert_eq!(said(&text).matches("phone.mobile=06").count(), MOST_VALUES);
    }

    #[test]
    fn days_are_in_the_order_of_the_program() {
        let english = "First Name,Last Name,Birthday\nA,B,2/3/1980\n";
        assert!(said(english).ends_with("birthday=1980-02-03"), "{}", said(english));
        let told = "First Name,Last Name,Birthday\nA,B,2/3/1980\nC,D,25/3/1980\n";
        assert!(said(told).ends_with("birthday=1980-03-02"), "{}", said(told));
        let german = "Vorname;Nachname;Geburtstag\nA;B;1.2.80\n";
        assert!(said(german).ends_with("birthday=1980-02-01"), "{}", said(german));
    }

    #[test]
    fn google_and_thunderbird_are_understood() {
        let google = "First Name,Last Name,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,\
                      Address 1 - Label,Address 1 - City,Address 2 - Label,Address 2 - City\n\
                      Inès,Caron,* myContacts ::: Chorale,* Work,i@x.fr ::: j@x.fr,Vélo,06,Home,Lyon,Home,Nice\n";
        assert_eq!(
            said(google),
            "formatted-name=Inès Caron\ngiven-name=Inès\nfamily-name=Caron\nemail.work=i@x.fr\nemail.work=j@x.fr\n\
             phone.other(Vélo)=06\nhome: Lyon\nhome: Nice\ngroup=Chorale"
        );
        let thunderbird = "Prénom,Nom de famille,Nom à afficher,Surnom,Adresse électronique principale,\
                           Adresse privée,Ville,Code postal,Adresse professionnelle,Ville,Code postal,\
                           Année de naissance,Mois,Jour\n\
                           Léo,Blanc,Léo B.,Lé,l@x.fr,1 rue A,Lille,59000,2 rue B,Paris,75000,1990,7,14\n";
        assert_eq!(
            said(thunderbird),
            "formatted-name=Léo B.\ngiven-name=Léo\nfamily-name=Blanc\nnickname=Lé\nbirthday=1990-07-14\n\
             email.other=l@x.fr\nhome: 1 rue A | 59000 Lille\nwork: 2 rue B | 75000 Paris"
        );
    }
}

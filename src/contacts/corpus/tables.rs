//! Tables as programs export them, after what is public about their columns.

use mailcore::message::card::fields::{Entry, Fields, Kind, Many, Postal, PostalPart, Single};

use super::dialects::capitalized;

/// A column: what the program calls it, and what of a person stands in it.
type Header = &'static [(&'static str, Cell)];

/// What of a person stands in a cell.
#[derive(Clone, Copy)]
pub(super) enum Cell {
    One(Single),
    /// As [`Cell::One`], the day with the month first.
    MonthFirst(Single),
    /// As [`Cell::One`], the day first, with points.
    Points(Single),
    /// The first, second … of a kind, when the program tells kinds apart.
    Kind(Many, Kind, usize),
    /// The first, second … whatever its kind, which is lost.
    Any(Many, usize, Kind),
    /// The kind of that in Google's words, and its value.
    GoogleKind(Many, usize),
    GoogleValue(Many, usize),
    Post(Kind, PostalPart),
    /// A line of the street.
    Street(Kind, usize),
    Groups(&'static str),
    /// What nobody reads.
    Nothing,
}

use Cell::{Any, GoogleKind, GoogleValue, Groups, MonthFirst, Nothing, One, Points, Post, Street};

const OUTLOOK_ENGLISH: Header = &[
    ("Title", One(Single::Prefix)),
    ("First Name", One(Single::GivenName)),
    ("Middle Name", One(Single::MiddleName)),
    ("Last Name", One(Single::FamilyName)),
    ("Suffix", One(Single::Suffix)),
    ("Company", One(Single::Organization)),
    ("Department", One(Single::Department)),
    ("Job Title", One(Single::JobTitle)),
    ("Business Street", Street(Kind::Work, 0)),
    ("Business Street 2", Street(Kind::Work, 1)),
    ("Business City", Post(Kind::Work, PostalPart::Locality)),
    ("Business State", Post(Kind::Work, PostalPart::Region)),
    ("Business Postal Code", Post(Kind::Work, PostalPart::PostalCode)),
    ("Business Country/Region", Post(Kind::Work, PostalPart::Country)),
    ("Business Fax", Cell::Kind(Many::Phone, Kind::WorkFax, 0)),
    ("Home Phone", Cell::Kind(Many::Phone, Kind::Home, 0)),
    ("Mobile Phone", Cell::Kind(Many::Phone, Kind::Mobile, 0)),
    ("Anniversary", MonthFirst(Single::Anniversary)),
    ("Birthday", MonthFirst(Single::Birthday)),
    ("Categories", Groups(";")),
    ("E-mail Address", Any(Many::Email, 0, Kind::Other)),
    ("E-mail Type", Nothing),
    ("E-mail 2 Address", Any(Many::Email, 1, Kind::Other)),
    ("Initials", Nothing),
    ("Notes", One(Single::Note)),
    ("Spouse", One(Single::Spouse)),
    ("Web Page", Any(Many::Website, 0, Kind::Homepage)),
];

const OUTLOOK_FRENCH: Header = &[
    ("Titre", One(Single::Prefix)),
    ("Prénom", One(Single::GivenName)),
    ("Deuxième prénom", One(Single::MiddleName)),
    ("Nom", One(Single::FamilyName)),
    ("Suffixe", One(Single::Suffix)),
    ("Société", One(Single::Organization)),
    ("Service", One(Single::Department)),
    ("Titre", One(Single::JobTitle)),
    ("Rue (bureau)", Street(Kind::Work, 0)),
    ("Rue (bureau) 2", Street(Kind::Work, 1)),
    ("Ville (bureau)", Post(Kind::Work, PostalPart::Locality)),
    ("Dép/Région (bureau)", Post(Kind::Work, PostalPart::Region)),
    ("Code postal (bureau)", Post(Kind::Work, PostalPart::PostalCode)),
    ("Pays/Région (bureau)", Post(Kind::Work, PostalPart::Country)),
    ("Télécopie (bureau)", Cell::Kind(Many::Phone, Kind::WorkFax, 0)),
    ("Téléphone (bureau)", Cell::Kind(Many::Phone, Kind::Work, 0)),
    ("Téléphone (domicile)", Cell::Kind(Many::Phone, Kind::Home, 0)),
    ("Tél. mobile", Cell::Kind(Many::Phone, Kind::Mobile, 0)),
    ("Anniversaire de mariage ou fête", One(Single::Anniversary)),
    ("Anniversaire", One(Single::Birthday)),
    ("Catégories", Groups(";")),
    ("Adresse de messagerie", Any(Many::Email, 0, Kind::Other)),
    ("Type de messagerie", Nothing),
    ("Adresse de messagerie 2", Any(Many::Email, 1, Kind::Other)),
    ("Initiales", Nothing),
    ("Notes", One(Single::Note)),
    ("Conjoint(e)", One(Single::Spouse)),
    ("Page Web", Any(Many::Website, 0, Kind::Homepage)),
];

const OUTLOOK_DUTCH: Header = &[
    ("Titel", One(Single::Prefix)),
    ("Voornaam", One(Single::GivenName)),
    ("Middelste naam", One(Single::MiddleName)),
    ("Achternaam", One(Single::FamilyName)),
    ("Bedrijf", One(Single::Organization)),
    ("Afdeling", One(Single::Department)),
    ("Functie", One(Single::JobTitle)),
    ("Huisadres, straat", Street(Kind::Home, 0)),
    ("Huisadres 2, straat", Street(Kind::Home, 1)),
    ("Huisadres, plaats", Post(Kind::Home, PostalPart::Locality)),
    ("Huisadres, postcode", Post(Kind::Home, PostalPart::PostalCode)),
    ("Telefoon op werk", Cell::Kind(Many::Phone, Kind::Work, 0)),
    ("Mobiele telefoon", Cell::Kind(Many::Phone, Kind::Mobile, 0)),
    ("Verjaardag", One(Single::Birthday)),
    ("Categorieën", Groups(";")),
    ("E-mailadres", Any(Many::Email, 0, Kind::Other)),
    ("E-mailadres 2", Any(Many::Email, 1, Kind::Other)),
    ("Notities", One(Single::Note)),
    ("Partner", One(Single::Spouse)),
];

const OUTLOOK_GERMAN: Header = &[
    ("Anrede", One(Single::Prefix)),
    ("Vorname", One(Single::GivenName)),
    ("Weitere Vornamen", One(Single::MiddleName)),
    ("Nachname", One(Single::FamilyName)),
    ("Firma", One(Single::Organization)),
    ("Abteilung", One(Single::Department)),
    ("Position", One(Single::JobTitle)),
    ("Straße geschäftlich", Street(Kind::Work, 0)),
    ("Straße geschäftlich 2", Street(Kind::Work, 1)),
    ("Ort geschäftlich", Post(Kind::Work, PostalPart::Locality)),
    ("Postleitzahl geschäftlich", Post(Kind::Work, PostalPart::PostalCode)),
    ("Telefon geschäftlich", Cell::Kind(Many::Phone, Kind::Work, 0)),
    ("Mobiltelefon", Cell::Kind(Many::Phone, Kind::Mobile, 0)),
    ("Geburtstag", Points(Single::Birthday)),
    ("Jahrestag", Points(Single::Anniversary)),
    ("Kategorien", Groups(";")),
    ("E-Mail-Adresse", Any(Many::Email, 0, Kind::Other)),
    ("E-Mail 2: Adresse", Any(Many::Email, 1, Kind::Other)),
    ("Notizen", One(Single::Note)),
    ("Webseite", Any(Many::Website, 0, Kind::Homepage)),
];

const GOOGLE: Header = &[
    ("First Name", One(Single::GivenName)),
    ("Middle Name", One(Single::MiddleName)),
    ("Last Name", One(Single::FamilyName)),
    ("Name Prefix", One(Single::Prefix)),
    ("Name Suffix", One(Single::Suffix)),
    ("Nickname", One(Single::Nickname)),
    ("Organization Name", One(Single::Organization)),
    ("Organization Title", One(Single::JobTitle)),
    ("Organization Department", One(Single::Department)),
    ("Birthday", One(Single::Birthday)),
    ("Notes", One(Single::Note)),
    ("Photo", Nothing),
    ("Labels", Groups(" ::: ")),
    ("E-mail 1 - Label", GoogleKind(Many::Email, 0)),
    ("E-mail 1 - Value", GoogleValue(Many::Email, 0)),
    ("E-mail 2 - Label", GoogleKind(Many::Email, 1)),
    ("E-mail 2 - Value", GoogleValue(Many::Email, 1)),
    ("Phone 1 - Label", GoogleKind(Many::Phone, 0)),
    ("Phone 1 - Value", GoogleValue(Many::Phone, 0)),
    ("Phone 2 - Label", GoogleKind(Many::Phone, 1)),
    ("Phone 2 - Value", GoogleValue(Many::Phone, 1)),
];

const GOOGLE_BEFORE: Header = &[
    ("Name", One(Single::FormattedName)),
    ("Given Name", One(Single::GivenName)),
    ("Additional Name", One(Single::MiddleName)),
    ("Family Name", One(Single::FamilyName)),
    ("Name Prefix", One(Single::Prefix)),
    ("Name Suffix", One(Single::Suffix)),
    ("Birthday", One(Single::Birthday)),
    ("Notes", One(Single::Note)),
    ("Group Membership", Groups(" ::: ")),
    ("E-mail 1 - Type", GoogleKind(Many::Email, 0)),
    ("E-mail 1 - Value", GoogleValue(Many::Email, 0)),
    ("Phone 1 - Type", GoogleKind(Many::Phone, 0)),
    ("Phone 1 - Value", GoogleValue(Many::Phone, 0)),
    ("Organization 1 - Name", One(Single::Organization)),
    ("Organization 1 - Title", One(Single::JobTitle)),
];

const THUNDERBIRD: Header = &[
    ("First Name", One(Single::GivenName)),
    ("Last Name", One(Single::FamilyName)),
    ("Display Name", One(Single::FormattedName)),
    ("Nickname", One(Single::Nickname)),
    ("Primary Email", Any(Many::Email, 0, Kind::Other)),
    ("Secondary Email", Any(Many::Email, 1, Kind::Other)),
    ("Custom 1", Nothing),
    ("Work Phone", Cell::Kind(Many::Phone, Kind::Work, 0)),
    ("Home Phone", Cell::Kind(Many::Phone, Kind::Home, 0)),
    ("Pager Number", Cell::Kind(Many::Phone, Kind::Pager, 0)),
    ("Mobile Number", Cell::Kind(Many::Phone, Kind::Mobile, 0)),
    ("Home Address", Street(Kind::Home, 0)),
    ("Home Address 2", Street(Kind::Home, 1)),
    ("Home City", Post(Kind::Home, PostalPart::Locality)),
    ("Home ZipCode", Post(Kind::Home, PostalPart::PostalCode)),
    ("Home Country", Post(Kind::Home, PostalPart::Country)),
    ("Job Title", One(Single::JobTitle)),
    ("Department", One(Single::Department)),
    ("Organization", One(Single::Organization)),
    ("Notes", One(Single::Note)),
];

const THUNDERBIRD_FRENCH: Header = &[
    ("Prénom", One(Single::GivenName)),
    ("Nom de famille", One(Single::FamilyName)),
    ("Nom à afficher", One(Single::FormattedName)),
    ("Surnom", One(Single::Nickname)),
    ("Adresse électronique principale", Any(Many::Email, 0, Kind::Other)),
    ("Adresse électronique secondaire", Any(Many::Email, 1, Kind::Other)),
    ("Tél. professionnel", Cell::Kind(Many::Phone, Kind::Work, 0)),
    ("Tél. personnel", Cell::Kind(Many::Phone, Kind::Home, 0)),
    ("Portable", Cell::Kind(Many::Phone, Kind::Mobile, 0)),
    ("Adresse privée", Street(Kind::Home, 0)),
    ("Adresse privée 2", Street(Kind::Home, 1)),
    ("Ville", Post(Kind::Home, PostalPart::Locality)),
    ("Code postal", Post(Kind::Home, PostalPart::PostalCode)),
    ("Adresse professionnelle", Street(Kind::Work, 0)),
    ("Adresse professionnelle 2", Street(Kind::Work, 1)),
    ("Ville", Post(Kind::Work, PostalPart::Locality)),
    ("Code postal", Post(Kind::Work, PostalPart::PostalCode)),
    ("Profession", One(Single::JobTitle)),
    ("Société", One(Single::Organization)),
    ("Notes", One(Single::Note)),
];

pub(super) const PROGRAMS: [(&str, Header); 8] = [
    ("Outlook in English", OUTLOOK_ENGLISH),
    ("Outlook in French", OUTLOOK_FRENCH),
    ("Outlook in Dutch", OUTLOOK_DUTCH),
    ("Outlook in German", OUTLOOK_GERMAN),
    ("Google", GOOGLE),
    ("Google before 2024", GOOGLE_BEFORE),
    ("Thunderbird", THUNDERBIRD),
    ("Thunderbird in French", THUNDERBIRD_FRENCH),
];

/// How a table is written.
#[derive(Clone, Copy, Debug)]
pub(super) enum Writing {
    /// Semicolons, all in quotes, Windows-1252: Excel and Outlook in Europe.
    Windows,
    /// Commas, quotes where they must be, UTF-8 with its mark.
    Utf8,
    /// Tabs, UTF-16: "Unicode text" of Excel.
    Unicode,
}

impl Writing {
    pub(super) const ALL: [Self; 3] = [Self::Windows, Self::Utf8, Self::Unicode];

    fn octets(self, rows: &[Vec<String>]) -> Vec<u8> {
        let (separator, always) = match self {
            Self::Windows => (";", true),
            Self::Utf8 => (",", false),
            Self::Unicode => ("\t", false),
        };
        let quoted = |cell: &String| {
            let must = always || cell.contains(['"', ',', ';', '\n', '\t']);
            if must { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.clone() }
        };
        let line = |row: &Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join(separator) + "\r\n";
        let text: String = rows.iter().map(line).collect();
        match self {
            Self::Windows => text.chars().map(windows_1252).collect(),
            Self::Utf8 => format!("\u{feff}{text}").into_bytes(),
            Self::Unicode => format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect(),
        }
    }
}

/// The octet of a letter.
fn windows_1252(letter: char) -> u8 {
    match letter {
        '’' => 0x92,
        'Œ' => 0x8c,
        'œ' => 0x9c,
        letter => u8::try_from(u32::from(letter)).unwrap(),
    }
}

/// The people as a file, and what of them it holds.
pub(super) fn file(header: Header, writing: Writing, people: &[Fields]) -> (Vec<u8>, Vec<Fields>) {
    let mut rows = vec![header.iter().map(|it| it.0.to_owned()).collect::<Vec<_>>()];
    let mut held = Vec::new();
    for person in people {
        let mut said = Fields::default();
        rows.push(header.iter().map(|(_, cell)| cell.of(person, &mut said)).collect());
        if said.get(Single::FormattedName).is_empty() {
            let composed = said.composed_name();
            said.set(Single::FormattedName, &composed);
        }
        held.push(said);
    }
    (writing.octets(&rows), held)
}

impl Cell {
    /// What stands in the cell of a person, which is then said.
    fn of(self, person: &Fields, said: &mut Fields) -> String {
        let numbered = |many, number| person.of(many).nth(number).cloned();
        match self {
            One(single) | MonthFirst(single) | Points(single) => {
                let text = person.get(single);
                said.set(single, text);
                let parts: Vec<&str> = text.split('-').collect();
                match (self, &*parts) {
                    (MonthFirst(_), [year, month, day]) if year.len() == 4 => format!("{month}/{day}/{year}"),
                    (Points(_), [year, month, day]) if year.len() == 4 => format!("{day}.{month}.{year}"),
                    _ => text.to_owned(),
                }
            }
            Self::Kind(many, kind, number) => {
                let found = person.of(many).filter(|it| it.kind == kind).nth(number);
                said.entries.extend(found.cloned());
                found.map(|it| it.value.clone()).unwrap_or_default()
            }
            Any(many, number, kind) => {
                let found = numbered(many, number).map(|it| Entry { kind, label: None, ..it });
                said.entries.extend(found.clone());
                found.map(|it| it.value).unwrap_or_default()
            }
            GoogleKind(many, number) => numbered(many, number).map_or(String::new(), |it| {
                let word = it.kind.word().replace('-', " ");
                let words = word.split(' ').map(capitalized);
                format!("* {}", words.collect::<Vec<_>>().join(" "))
            }),
            GoogleValue(many, number) => {
                let found = numbered(many, number);
                said.entries.extend(found.clone());
                found.map(|it| it.value).unwrap_or_default()
            }
            Post(kind, part) => {
                let text = person.postals.iter().find(|it| it.kind == kind).map(|it| it.part(part));
                text.map(|it| put(said, kind, part, it)).unwrap_or_default()
            }
            Street(kind, line) => {
                let postal = person.postals.iter().find(|it| it.kind == kind);
                let text = postal.and_then(|it| it.part(PostalPart::Street).lines().nth(line));
                text.map(|it| put(said, kind, PostalPart::Street, it)).unwrap_or_default()
            }
            Groups(separator) => {
                person.categories.iter().for_each(|it| said.add_category(it));
                person.categories.join(separator)
            }
            Nothing => "X".to_owned(),
        }
    }
}

/// Says a part of a postal address, lines of a street one below the other.
fn put(said: &mut Fields, kind: Kind, part: PostalPart, text: &str) -> String {
    let at = said.postals.iter().position(|it| it.kind == kind).unwrap_or_else(|| {
        said.postals.push(Postal::new(kind));
        said.postals.len() - 1
    });
    let before = said.postals[at].part(part).to_owned();
    let lines = if before.is_empty() { text.to_owned() } else { format!("{before}\n{text}") };
    said.postals[at].set(part, &lines);
    text.to_owned()
}

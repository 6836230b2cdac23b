//! People who do not exist, of whom each says something else: with accents, commas, quotes and lines.

use mailcore::message::card::fields::{Entry, Fields, Kind, Many, Postal, PostalPart, Single};

const GIVEN: [&str; 16] = [
    "Élodie",
    "Jean-Claude",
    "Noël",
    "Zoé",
    "Anaïs",
    "François",
    "Søren",
    "Jürgen",
    "Íñigo",
    "Maaike",
    "Anne-Sophie",
    "Tom",
    "Çelik",
    "Gaëtan",
    "Léa",
    "Ulrike",
];

const FAMILY: [&str; 17] = [
    "Le Goff",
    "Lefèvre",
    "d’Été",
    "O'Brien",
    "van den Berg",
    "Müller-Lüdenscheidt",
    "Österreicher",
    "de la Tour, fils",
    "Martin; Cie",
    "Benali",
    "Peeters",
    "Dupont \"Dudu\"",
    "Ibáñez",
    "'t Hof",
    "Weiß",
    "Œuvrard",
    "Perrin",
];

/// Names that only Unicode has.
const FAR: [&str; 6] = ["Łukasz", "小龙", "Ιωάννα", "Олександр", "אורי", "Lou 🙂"];

/// The person of a number, all whose letters are of Windows-1252.
pub(super) fn western(at: usize) -> Fields {
    let mut it = Fields::default();
    let every = |step: usize, rest: usize| at % step == rest;
    it.set(Single::GivenName, GIVEN[at % GIVEN.len()]);
    it.set(Single::FamilyName, FAMILY[at % FAMILY.len()]);
    let singles = [
        (every(5, 0), Single::Prefix, "Dr"),
        (every(7, 1), Single::MiddleName, "Marie, Rose"),
        (every(11, 2), Single::Suffix, "fils"),
        (every(6, 3), Single::Nickname, "Zaza"),
        (every(2, 0), Single::JobTitle, "Chargée de mission; culture, sport"),
        (every(3, 0), Single::Organization, "Mairie de Valmont"),
        (every(9, 1), Single::Organization, "Dubois, Fils & Cie; Paris"),
        (every(6, 0), Single::Department, "Secrétariat"),
        (every(13, 5), Single::MaidenName, "Grand"),
        (every(4, 1), Single::Gender, "male"),
        (every(4, 3), Single::Gender, "female"),
        (every(3, 1), Single::Birthday, "1980-02-29"),
        (every(9, 5), Single::Birthday, "--12-24"),
        (every(8, 2), Single::Anniversary, "2010-06-05"),
        (every(10, 4), Single::Assistant, "Léo Blanc"),
        (every(10, 6), Single::Manager, "Anne Noir"),
        (every(10, 8), Single::Spouse, "Hugo, dit « Titi »"),
        (every(4, 1), Single::Note, "Préfère le matin.\nJamais \"après\" 18 h ; voir C:\\temp, dossier 3"),
        (every(8, 3), Single::Note, "- pain\n- lait\n\n= fin"),
    ];
    singles.into_iter().filter(|it| it.0).for_each(|(_, single, text)| it.set(single, text));
    let composed = it.composed_name();
    it.set(Single::FormattedName, &composed);
    for number in 0..=at % 3 {
        let kind = [Kind::Home, Kind::Work, Kind::Other][(at + number) % 3];
        it.add(Many::Email, kind, &format!("personne{at}.{number}@exemple.test"));
    }
    for number in 0..at % 5 {
        let kinds = Many::Phone.kinds();
        it.add(Many::Phone, kinds[(at + number) % kinds.len()], &format!("+33 6 00 00 {at:02} {number:02}"));
    }
    if every(4, 2) {
        let kinds = Many::Website.kinds();
        it.add(Many::Website, kinds[at % kinds.len()], &format!("https://exemple.test/{at}?a=1,2;b=3"));
    }
    if every(5, 3) {
        let kinds = [Kind::Jabber, Kind::Skype, Kind::Aim, Kind::Icq, Kind::Msn, Kind::Yahoo];
        it.add(Many::Messenger, kinds[at % kinds.len()], &format!("personne{at}"));
    }
    for (has, kind) in [(every(3, 1), Kind::Work), (every(4, 0), Kind::Home), (every(16, 7), Kind::Other)] {
        let mut postal = Postal::new(kind);
        for (part, text) in [
            (PostalPart::Street, "12, rue du Four; escalier B\n2e étage"),
            (PostalPart::PostalCode, "01000"),
            (PostalPart::Locality, "Bourg-en-Bresse"),
            (PostalPart::Country, "France"),
        ] {
            postal.set(part, text);
        }
        if at.is_multiple_of(2) {
            postal.set(PostalPart::Region, "Auvergne-Rhône-Alpes");
        }
        it.postals.extend(has.then_some(postal));
    }
    for (has, name) in [(every(4, 3), "Amis"), (every(3, 2), "Clients"), (every(12, 11), "Réunion du mardi")]
    {
        if has {
            it.add_category(name);
        }
    }
    it
}

/// The person of a number: some are called in other letters, some call their addresses something of their own, and
/// what stands on some cards is not what their names make.
pub(super) fn anybody(at: usize) -> Fields {
    let mut it = western(at);
    if at % 3 == 2 {
        it.set(Single::GivenName, FAR[at / 3 % FAR.len()]);
        let composed = it.composed_name();
        it.set(Single::FormattedName, &composed);
    }
    if at % 12 == 7 {
        it.set(Single::FormattedName, &format!("Le {at} de la rue"));
    }
    if at % 8 == 5 {
        it.entries.extend(Entry::new(
            Many::Email,
            Kind::Other,
            Some("Club d’échecs".to_owned()),
            &format!("club{at}@exemple.test"),
        ));
    }
    it
}

//! What a card says of a person, in the fields that a form or a table has.

use std::collections::BTreeMap;

use super::super::parse::clean_line;

/// The most groups of a card: each new one is compared with those before.
const MOST_CATEGORIES: usize = 200;

/// A field of which a card has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Single {
    /// What the person is called, in one line (FN).
    FormattedName,
    /// Before the name: `Dr`.
    Prefix,
    /// The first name.
    GivenName,
    /// Further first names.
    MiddleName,
    /// The name of the family.
    FamilyName,
    /// After the name: `Jr`.
    Suffix,
    /// What friends say; several with commas between them.
    Nickname,
    /// What the person does.
    JobTitle,
    /// For whom.
    Organization,
    /// Where in the organization; units within units with semicolons between them.
    Department,
    /// The name at birth.
    MaidenName,
    /// `male`, `female`, or what else the card says.
    Gender,
    /// The day of birth, as [`super::date`] writes it.
    Birthday,
    /// The day of the wedding or another feast, as [`super::date`] writes it.
    Anniversary,
    /// Who assists the person.
    Assistant,
    /// To whom the person reports.
    Manager,
    /// Whom the person is married to.
    Spouse,
    /// Anything, in lines.
    Note,
}

impl Single {
    /// All of them, as a form has them in order.
    pub const ALL: [Self; 18] = [
        Self::Prefix,
        Self::GivenName,
        Self::MiddleName,
        Self::FamilyName,
        Self::Suffix,
        Self::FormattedName,
        Self::Nickname,
        Self::MaidenName,
        Self::JobTitle,
        Self::Department,
        Self::Organization,
        Self::Birthday,
        Self::Anniversary,
        Self::Gender,
        Self::Spouse,
        Self::Manager,
        Self::Assistant,
        Self::Note,
    ];

    /// A word for it that no version changes.
    pub fn word(self) -> &'static str {
        match self {
            Self::FormattedName => "formatted-name",
            Self::Prefix => "prefix",
            Self::GivenName => "given-name",
            Self::MiddleName => "middle-name",
            Self::FamilyName => "family-name",
            Self::Suffix => "suffix",
            Self::Nickname => "nickname",
            Self::JobTitle => "job-title",
            Self::Organization => "organization",
            Self::Department => "department",
            Self::MaidenName => "maiden-name",
            Self::Gender => "gender",
            Self::Birthday => "birthday",
            Self::Anniversary => "anniversary",
            Self::Assistant => "assistant",
            Self::Manager => "manager",
            Self::Spouse => "spouse",
            Self::Note => "note",
        }
    }

    /// Whether it is a day.
    pub fn is_date(self) -> bool {
        matches!(self, Self::Birthday | Self::Anniversary)
    }
}

/// A field of which a card may have several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Many {
    /// Addresses of mail.
    Email,
    /// Numbers.
    Phone,
    /// Pages.
    Website,
    /// Names in chats.
    Messenger,
}

impl Many {
    /// All of them, as a form has them in order.
    pub const ALL: [Self; 4] = [Self::Email, Self::Phone, Self::Website, Self::Messenger];

    /// A word for it that no version changes.
    pub fn word(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Website => "website",
            Self::Messenger => "messenger",
        }
    }

    /// The kinds there are of it; the first is the usual one.
    pub fn kinds(self) -> &'static [Kind] {
        match self {
            Self::Email => &[Kind::Home, Kind::Work, Kind::Other],
            Self::Phone => &[
                Kind::Mobile,
                Kind::Home,
                Kind::Work,
                Kind::Main,
                Kind::HomeFax,
                Kind::WorkFax,
                Kind::OtherFax,
                Kind::Car,
                Kind::Pager,
                Kind::Video,
                Kind::Assistant,
                Kind::Other,
            ],
            Self::Website => &[Kind::Homepage, Kind::Work, Kind::Blog, Kind::Profile, Kind::Other],
            Self::Messenger => {
                &[Kind::Jabber, Kind::Skype, Kind::Aim, Kind::Icq, Kind::Msn, Kind::Yahoo, Kind::Other]
            }
        }
    }
}

/// What kind of address, number or page it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each says what it is")]
pub enum Kind {
    Home,
    Work,
    Other,
    Mobile,
    Main,
    HomeFax,
    WorkFax,
    OtherFax,
    Car,
    Pager,
    Video,
    Assistant,
    Homepage,
    Blog,
    Profile,
    Aim,
    Icq,
    Msn,
    Yahoo,
    Jabber,
    Skype,
}

impl Kind {
    /// The kinds of a postal address.
    pub const OF_POSTAL: &[Self] = &[Self::Home, Self::Work, Self::Other];

    /// A word for it that no version changes.
    pub fn word(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Work => "work",
            Self::Other => "other",
            Self::Mobile => "mobile",
            Self::Main => "main",
            Self::HomeFax => "home-fax",
            Self::WorkFax => "work-fax",
            Self::OtherFax => "other-fax",
            Self::Car => "car",
            Self::Pager => "pager",
            Self::Video => "video",
            Self::Assistant => "assistant",
            Self::Homepage => "homepage",
            Self::Blog => "blog",
            Self::Profile => "profile",
            Self::Aim => "aim",
            Self::Icq => "icq",
            Self::Msn => "msn",
            Self::Yahoo => "yahoo",
            Self::Jabber => "jabber",
            Self::Skype => "skype",
        }
    }
}

/// One of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub many: Many,
    /// Of which kind.
    pub kind: Kind,
    /// What its owner calls it instead.
    pub label: Option<String>,
    /// One line, never empty.
    pub value: String,
}

impl Entry {
    /// One of one line; `None` when it says nothing.
    pub fn new(many: Many, kind: Kind, label: Option<String>, value: &str) -> Option<Self> {
        let value = one_line(value);
        (!value.is_empty()).then_some(Self { many, kind, label, value })
    }
}

/// Where post goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Postal {
    /// Home, work or other.
    pub kind: Kind,
    /// What its owner calls it instead.
    pub label: Option<String>,
    /// In the order of RFC 6350, section 6.3.1; see [`PostalPart`].
    pub parts: [String; 7],
}

/// A part of a postal address, by its place in [`Postal::parts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each says what it is")]
pub enum PostalPart {
    PoBox,
    Extended,
    Street,
    Locality,
    Region,
    PostalCode,
    Country,
}

impl PostalPart {
    /// All of them, as a form has them in order.
    pub const ALL: [Self; 7] = [
        Self::Street,
        Self::Extended,
        Self::PoBox,
        Self::PostalCode,
        Self::Locality,
        Self::Region,
        Self::Country,
    ];

    /// A word for it that no version changes.
    pub fn word(self) -> &'static str {
        match self {
            Self::PoBox => "po-box",
            Self::Extended => "extended",
            Self::Street => "street",
            Self::Locality => "locality",
            Self::Region => "region",
            Self::PostalCode => "postal-code",
            Self::Country => "country",
        }
    }
}

impl Postal {
    /// One of which nothing is known yet.
    pub fn new(kind: Kind) -> Self {
        Self { kind, label: None, parts: Default::default() }
    }

    /// A part of it.
    pub fn part(&self, part: PostalPart) -> &str {
        self.parts.get(part as usize).map_or("", String::as_str)
    }

    /// Sets a part of it.
    pub fn set(&mut self, part: PostalPart, text: &str) {
        if let Some(place) = self.parts.get_mut(part as usize) {
            *place = lines(text);
        }
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.parts.iter().all(String::is_empty)
    }

    /// As it stands on an envelope: lines, the code before the place.
    pub fn lines(&self) -> Vec<String> {
        let part = |it| self.part(it);
        let place = [part(PostalPart::PostalCode), part(PostalPart::Locality)].join(" ");
        let mut lines: Vec<String> = part(PostalPart::Street).lines().map(str::to_owned).collect();
        let rest = [part(PostalPart::Extended), part(PostalPart::PoBox), &place];
        lines.extend(rest.map(str::to_owned));
        lines.extend([part(PostalPart::Region), part(PostalPart::Country)].map(str::to_owned));
        lines.iter().map(|it| it.trim().to_owned()).filter(|it| !it.is_empty()).collect()
    }
}

/// What a card says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    singles: BTreeMap<Single, String>,
    /// In the order of the card.
    pub entries: Vec<Entry>,
    /// In the order of the card.
    pub postals: Vec<Postal>,
    /// The groups that it says to be in, each once.
    pub categories: Vec<String>,
}

impl Fields {
    /// A field; empty where it is not there.
    pub fn get(&self, single: Single) -> &str {
        self.singles.get(&single).map_or("", String::as_str)
    }

    /// Sets a field, or removes it with nothing in it. All but a note are one line.
    pub fn set(&mut self, single: Single, text: &str) {
        let text = if single == Single::Note { lines(text) } else { one_line(text) };
        if text.is_empty() {
            self.singles.remove(&single);
        } else {
            self.singles.insert(single, text);
        }
    }

    /// All fields that are there once.
    pub fn singles(&self) -> impl Iterator<Item = (Single, &str)> {
        self.singles.iter().map(|(single, text)| (*single, text.as_str()))
    }

    /// Those of one sort.
    pub fn of(&self, many: Many) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |it| it.many == many)
    }

    /// Adds one of several, unless it says nothing.
    pub fn add(&mut self, many: Many, kind: Kind, value: &str) {
        self.entries.extend(Entry::new(many, kind, None, value));
    }

    /// Adds a group, unless it is there in any case, or 200 are.
    pub fn add_category(&mut self, name: &str) {
        if self.categories.len() >= MOST_CATEGORIES {
            return;
        }
        let name = one_line(name);
        let lower = name.to_lowercase();
        // Letter by letter: mostly the first one tells them apart.
        let same = |it: &String| it.chars().flat_map(char::to_lowercase).eq(lower.chars());
        if !name.is_empty() && !self.categories.iter().any(same) {
            self.categories.push(name);
        }
    }

    /// The name that its parts make: `Dr Marie Anne Curie`.
    pub fn composed_name(&self) -> String {
        let parts =
            [Single::Prefix, Single::GivenName, Single::MiddleName, Single::FamilyName, Single::Suffix];
        let there = parts.iter().map(|it| self.get(*it)).filter(|it| !it.is_empty());
        there.collect::<Vec<_>>().join(" ")
    }
}

/// Its words with single blanks between them.
pub(super) fn one_line(text: &str) -> String {
    clean_line(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Its lines, with nothing around them.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned()
}

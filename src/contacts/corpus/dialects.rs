//! Cards as programs write them, after the standards and what is public about the programs; nothing of this is the
//! writing of the program itself.

use mailcore::message::card::fields::{Entry, Fields, Kind, Many, PostalPart, Single};

/// A grey dot (PNG).
pub(super) const DOT: &str =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/// Whose ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// vCard 2.1 in quoted-printable, as Outlook has it.
    Outlook,
    /// vCard 2.1 in 8 bits, types without names, as telephones have it.
    Telephone,
    /// vCard 3.0 as RFC 2426 has it, folded.
    Three,
    /// vCard 3.0 with a parameter for each type, in small letters, as servers of CardDAV have it.
    Server,
    /// vCard 3.0 with groups and labels, as Apple has it.
    Apple,
    /// vCard 4.0.
    Four,
}

impl Dialect {
    pub(super) const ALL: [Self; 6] =
        [Self::Outlook, Self::Telephone, Self::Three, Self::Server, Self::Apple, Self::Four];

    pub(super) fn is_old(self) -> bool {
        matches!(self, Self::Outlook | Self::Telephone)
    }

    fn escaped(self, text: &str) -> String {
        if self.is_old() {
            return text.replace(';', "\\;");
        }
        text.replace('\\', "\\\\").replace(',', "\\,").replace(';', "\\;").replace('\n', "\\n")
    }

    fn types(self, types: &[&str]) -> String {
        let joined = types.join(",");
        match self {
            _ if types.is_empty() => String::new(),
            Self::Outlook | Self::Telephone => types.iter().map(|it| format!(";{it}")).collect(),
            Self::Three => format!(";TYPE={joined}"),
            Self::Server => types.iter().map(|it| format!(";TYPE={}", it.to_lowercase())).collect(),
            Self::Apple => types.iter().map(|it| format!(";type={it}")).collect(),
            Self::Four => format!(";TYPE=\"{}\"", joined.to_lowercase()),
        }
    }
}

/// A card that says this, with a property of its own that nobody knows.
pub(super) fn card(dialect: Dialect, at: usize, fields: &Fields, has_photo: bool) -> String {
    let version = match dialect {
        Dialect::Outlook | Dialect::Telephone => "2.1",
        Dialect::Three | Dialect::Server | Dialect::Apple => "3.0",
        Dialect::Four => "4.0",
    };
    let mut card = Writing { dialect, groups: 0, text: format!("BEGIN:VCARD\r\nVERSION:{version}\r\n") };
    if !dialect.is_old() {
        card.line("UID", &format!("corpus-{dialect:?}-{at}"));
    }
    card.singles(fields);
    fields.entries.iter().for_each(|it| card.entry(it));
    for postal in &fields.postals {
        let types: &[&str] = match postal.kind {
            Kind::Home => &["HOME"],
            Kind::Work => &["WORK"],
            _ => &[],
        };
        let order = [
            PostalPart::PoBox,
            PostalPart::Extended,
            PostalPart::Street,
            PostalPart::Locality,
            PostalPart::Region,
            PostalPart::PostalCode,
            PostalPart::Country,
        ];
        let parts = order.map(|it| dialect.escaped(postal.part(it)));
        card.line(&format!("ADR{}", dialect.types(types)), &parts.join(";"));
    }
    if !fields.categories.is_empty() {
        let names: Vec<String> = fields.categories.iter().map(|it| dialect.escaped(it)).collect();
        card.line("CATEGORIES", &names.join(","));
    }
    if has_photo {
        match dialect {
            Dialect::Outlook | Dialect::Telephone => {
                card.text.push_str(&format!("PHOTO;PNG;ENCODING=BASE64:\r\n {DOT}\r\n\r\n"));
            }
            Dialect::Four => card.line("PHOTO", &format!("data:image/png;base64,{DOT}")),
            Dialect::Three | Dialect::Server | Dialect::Apple => {
                card.line("PHOTO;ENCODING=b;TYPE=PNG", DOT);
            }
        }
    }
    card.line("X-CORPUS", &format!("{at}\\;seul"));
    card.text.push_str("END:VCARD\r\n");
    card.text
}

struct Writing {
    dialect: Dialect,
    groups: usize,
    text: String,
}

impl Writing {
    fn line(&mut self, head: &str, value: &str) {
        let has_more = !value.is_ascii() || value.contains('\n') || value.contains('=');
        let line = match self.dialect {
            Dialect::Outlook if has_more => {
                let coded = quoted_printable(value);
                format!("{head};CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{coded}")
            }
            Dialect::Telephone if value.contains('\n') => {
                let coded = quoted_printable(value);
                format!("{head};ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:{coded}")
            }
            Dialect::Outlook | Dialect::Telephone => format!("{head}:{value}"),
            Dialect::Three | Dialect::Server | Dialect::Apple | Dialect::Four => {
                folded(&format!("{head}:{value}"))
            }
        };
        self.text.push_str(&line);
        self.text.push_str("\r\n");
    }

    /// A line with what it is called, in a group of their own.
    fn labelled(&mut self, head: &str, value: &str, label: &str) {
        self.groups += 1;
        let group = format!("item{}", self.groups);
        self.line(&format!("{group}.{head}"), value);
        self.line(&format!("{group}.X-ABLabel"), &self.dialect.escaped(label));
    }

    fn singles(&mut self, fields: &Fields) {
        let dialect = self.dialect;
        let text = |it| dialect.escaped(fields.get(it));
        let parts =
            [Single::FamilyName, Single::GivenName, Single::MiddleName, Single::Prefix, Single::Suffix];
        self.line("N", &parts.map(text).join(";"));
        let organization = [Single::Organization, Single::Department].map(text).join(";");
        if organization != ";" {
            self.line("ORG", &organization);
        }
        let (is_four, is_outlook) = (dialect == Dialect::Four, dialect == Dialect::Outlook);
        let is_apple = dialect == Dialect::Apple;
        for (single, value) in fields.singles() {
            let (value, plain) = (dialect.escaped(value), value);
            match single {
                Single::FormattedName => self.line("FN", &value),
                Single::Nickname => self.line("NICKNAME", &value),
                Single::JobTitle => self.line("TITLE", &value),
                Single::MaidenName => self.line("X-MAIDENNAME", &value),
                Single::Note => self.line("NOTE", &value),
                Single::Gender if is_four => self.line("GENDER", if plain == "male" { "M" } else { "F" }),
                Single::Gender => self.line("X-GENDER", &value),
                Single::Birthday => match plain.strip_prefix("--") {
                    Some(rest) if is_apple => {
                        self.line("BDAY;X-APPLE-OMIT-YEAR=1604", &format!("1604-{rest}"));
                    }
                    Some(rest) => self.line("BDAY", &format!("--{}", rest.replace('-', ""))),
                    None if is_four || is_outlook => self.line("BDAY", &plain.replace('-', "")),
                    None => self.line("BDAY", plain),
                },
                Single::Anniversary if is_four => self.line("ANNIVERSARY", &plain.replace('-', "")),
                Single::Anniversary if is_apple => {
                    self.labelled("X-ABDATE;type=pref", plain, "_$!<Anniversary>!$_");
                }
                Single::Anniversary if is_outlook => {
                    self.line("X-MS-ANNIVERSARY", &plain.replace('-', ""));
                }
                Single::Anniversary => self.line("X-ANNIVERSARY", plain),
                Single::Spouse if is_four => self.line("RELATED;VALUE=text;TYPE=spouse", &value),
                Single::Spouse | Single::Manager | Single::Assistant => {
                    let name = capitalized(single.word());
                    match dialect {
                        Dialect::Apple => {
                            self.labelled("X-ABRELATEDNAMES", &value, &format!("_$!<{name}>!$_"));
                        }
                        Dialect::Outlook => self.line(&format!("X-MS-{}", name.to_uppercase()), &value),
                        _ => self.line(&format!("X-{}", name.to_uppercase()), &value),
                    }
                }
                _ => {}
            }
        }
    }

    fn entry(&mut self, entry: &Entry) {
        let (dialect, value) = (self.dialect, self.dialect.escaped(&entry.value));
        let types: &[&str] = match entry.kind {
            Kind::Home => &["HOME"],
            Kind::Work => &["WORK"],
            Kind::Mobile => &["CELL"],
            Kind::Main => &["MAIN"],
            Kind::HomeFax => &["HOME", "FAX"],
            Kind::WorkFax => &["WORK", "FAX"],
            Kind::OtherFax => &["FAX"],
            Kind::Car => &["CAR"],
            Kind::Pager => &["PAGER"],
            Kind::Video => &["VIDEO"],
            Kind::Assistant => &["ASSISTANT"],
            Kind::Blog => &["BLOG"],
            Kind::Profile => &["PROFILE"],
            Kind::Other if entry.many == Many::Website => &["OTHER"],
            _ => &[],
        };
        let head = |name: &str| format!("{name}{}", dialect.types(types));
        match (entry.many, &entry.label) {
            (Many::Email, Some(label)) => self.labelled(&head("EMAIL"), &value, label),
            (Many::Email, None) => self.line(&head("EMAIL"), &value),
            (Many::Phone, _) if dialect == Dialect::Four => {
                let number = format!("tel:{value}");
                self.line(&format!("TEL;VALUE=uri{}", dialect.types(types)), &number);
            }
            (Many::Phone, _) => self.line(&head("TEL"), &value),
            (Many::Website, _) => self.line(&head("URL"), &value),
            (Many::Messenger, _) => {
                let (scheme, property) = match entry.kind {
                    Kind::Aim => ("aim", "X-AIM"),
                    Kind::Icq => ("icq", "X-ICQ"),
                    Kind::Msn => ("msnim", "X-MSN"),
                    Kind::Yahoo => ("ymsgr", "X-YAHOO"),
                    Kind::Skype => ("skype", "X-SKYPE-USERNAME"),
                    _ => ("xmpp", "X-JABBER"),
                };
                match dialect {
                    Dialect::Four | Dialect::Apple => self.line("IMPP", &format!("{scheme}:{value}")),
                    _ => self.line(property, &value),
                }
            }
        }
    }
}

/// A word with a capital at its beginning.
pub(super) fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.collect::<String>() + letters.as_str()
}

/// RFC 2426, section 2.6, between characters.
fn folded(line: &str) -> String {
    let (mut written, mut width) = (String::new(), 0);
    for letter in line.chars() {
        if width + letter.len_utf8() > 75 {
            written.push_str("\r\n ");
            width = 1;
        }
        width += letter.len_utf8();
        written.push(letter);
    }
    written
}

/// RFC 2045, section 6.7, with ends of lines as vCard 2.1 has them.
fn quoted_printable(text: &str) -> String {
    let (mut written, mut width) = (String::new(), 0);
    for octet in text.replace('\n', "\r\n").bytes() {
        let piece = match octet {
            b' '..=b'~' if octet != b'=' => char::from(octet).to_string(),
            _ => format!("={octet:02X}"),
        };
        if width + piece.len() > 60 {
            written.push_str("=\r\n");
            width = 0;
        }
        width += piece.len();
        written.push_str(&piece);
    }
    written
}

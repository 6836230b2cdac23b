//! The form of a card as it comes: rows of parallel fields, days as they are typed.

use mailcore::address::Address;
use mailcore::message::card::date;
use mailcore::message::card::fields::{Entry, Fields, Kind, Many, Postal, PostalPart, Single};

use crate::contacts::books::BookId;
use crate::i18n::Text;

/// What was typed.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed {
    /// The fields of which there is one, days as they are typed.
    pub(super) singles: Vec<(Single, String)>,
    /// Rows, empty ones as well.
    pub(super) rows: Vec<TypedRow>,
    pub(super) postals: Vec<Postal>,
    pub(super) groups: Vec<i64>,
    /// The groups that it was in when the form was shown.
    pub(super) was_in: Vec<i64>,
    pub(super) new_group: String,
    pub(super) book: Option<BookId>,
    pub(super) revision: i64,
    pub(super) removes_photo: bool,
    /// The UID of a card that the form makes; empty when it has none yet.
    pub(super) uid: String,
    /// The form was sent before, and nobody knows what became of that.
    pub(super) is_again: bool,
    /// The button that was pressed.
    pub(super) order: String,
}

/// A row of what there may be several of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TypedRow {
    pub(super) many: Many,
    pub(super) kind: Kind,
    pub(super) label: String,
    pub(super) value: String,
}

impl Typed {
    /// What stands in the form of a card before anything is typed.
    pub(super) fn of(fields: &Fields, groups: &[i64], revision: i64) -> Self {
        let singles = Single::ALL.into_iter().map(|it| {
            let text = match it {
                // A name that its parts make follows them.
                Single::FormattedName if fields.get(it) == fields.composed_name() => String::new(),
                it if it.is_date() => shown_day(fields.get(it)),
                it => fields.get(it).to_owned(),
            };
            (it, text)
        });
        let rows = fields.entries.iter().map(|it| TypedRow {
            many: it.many,
            kind: it.kind,
            label: it.label.clone().unwrap_or_default(),
            value: it.value.clone(),
        });
        let mut typed = Self {
            singles: singles.collect(),
            rows: rows.collect(),
            postals: fields.postals.clone(),
            groups: groups.to_vec(),
            was_in: groups.to_vec(),
            revision,
            ..Self::default()
        };
        for many in [Many::Email, Many::Phone] {
            if fields.of(many).next().is_none() {
                typed.add_row(many);
            }
        }
        typed
    }

    /// Reads a form.
    pub(super) fn read(form: &[(String, String)]) -> Self {
        let all = |name: &str| -> Vec<&str> {
            let named = form.iter().filter(|(it, _)| it == name);
            named.map(|(_, value)| value.as_str()).collect()
        };
        let one = |name: &str| all(name).first().copied().unwrap_or_default().to_owned();
        let numbers =
            |name: &str| -> Vec<i64> { all(name).iter().filter_map(|it| it.parse().ok()).collect() };
        let mut rows = Vec::new();
        for many in Many::ALL {
            let of = |what: &str| all(&format!("{}.{what}", many.word()));
            for ((value, kind), label) in of("value").into_iter().zip(of("kind")).zip(of("label")) {
                let kind = kind_of(many.kinds(), kind);
                rows.push(TypedRow { many, kind, label: label.to_owned(), value: value.to_owned() });
            }
        }
        let (kinds, labels) = (all("postal.kind"), all("postal.label"));
        let mut postals: Vec<Postal> = kinds
            .iter()
            .zip(labels)
            .map(|(kind, label)| Postal {
                label: Some(label.to_owned()).filter(|it| !it.is_empty()),
                ..Postal::new(kind_of(Kind::OF_POSTAL, kind))
            })
            .collect();
        for part in PostalPart::ALL {
            for (postal, text) in postals.iter_mut().zip(all(&format!("postal.{}", part.word()))) {
                postal.set(part, text);
            }
        }
        Self {
            singles: Single::ALL.into_iter().map(|it| (it, one(it.word()))).collect(),
            rows,
            postals,
            groups: numbers("group"),
            was_in: numbers("was-in"),
            new_group: one("new-group"),
            book: BookId::parse(&one("book")).filter(|it| it.takes_cards()),
            revision: one("revision").parse().unwrap_or_default(),
            removes_photo: !one("remove-photo").is_empty(),
            uid: Some(one("uid")).filter(|it| is_ours(it)).unwrap_or_default(),
            is_again: !one("again").is_empty(),
            order: one("do"),
        }
    }

    /// A field of which there is one, as it is typed.
    pub(super) fn single(&self, single: Single) -> &str {
        self.singles.iter().find(|it| it.0 == single).map_or("", |it| it.1.as_str())
    }

    /// One more empty row.
    pub(super) fn add_row(&mut self, many: Many) {
        let usual = many.kinds().first().copied().unwrap_or(Kind::Other);
        self.rows.push(TypedRow { many, kind: usual, label: String::new(), value: String::new() });
    }

    /// What the card is to say, where it said `before`; else what is wrong.
    pub(super) fn fields(&self, before: &Fields) -> Result<Fields, Text> {
        let mut fields = before.clone();
        for (single, text) in &self.singles {
            let old = before.get(*single);
            if !single.is_date() {
                fields.set(*single, text);
            } else if text.trim() != shown_day(old) {
                let day =
                    typed_day(text).ok_or_else(|| Text::new("contacts-bad-day").with("day", text.trim()))?;
                fields.set(*single, &day);
            }
        }
        let entries = self.rows.iter().filter_map(|it| {
            let label = Some(it.label.trim().to_owned()).filter(|it| !it.is_empty());
            Entry::new(it.many, it.kind, label, &it.value)
        });
        fields.entries = entries.collect();
        let is_new = |it: &&Entry| !before.entries.contains(*it);
        for email in fields.entries.iter().filter(|it| it.many == Many::Email).filter(is_new) {
            if email.value.parse::<Address>().is_err() {
                return Err(Text::new("contacts-bad-email").with("address", email.value.as_str()));
            }
        }
        fields.postals = self.postals.iter().filter(|it| !it.is_empty()).cloned().collect();
        if fields.get(Single::FormattedName).is_empty() {
            let name = fields.composed_name();
            let name = if name.is_empty() { fields.get(Single::Organization).to_owned() } else { name };
            fields.set(Single::FormattedName, &name);
        }
        let is_nobody = fields.get(Single::FormattedName).is_empty() && fields.entries.is_empty();
        if is_nobody { Err(Text::new("contacts-nobody")) } else { Ok(fields) }
    }
}

/// Whether a UID is one that a form was given.
fn is_ours(uid: &str) -> bool {
    let rest = uid.strip_prefix("urn:uuid:").unwrap_or_default();
    rest.len() == 36 && rest.bytes().all(|it| it.is_ascii_hexdigit() || it == b'-')
}

fn kind_of(kinds: &[Kind], word: &str) -> Kind {
    kinds.iter().copied().find(|it| it.word() == word).unwrap_or(Kind::Other)
}

/// A day as it is typed: `29/02/1980`, `29/02`.
fn shown_day(text: &str) -> String {
    match date::read(text) {
        Some(date::Day { year: Some(year), month: Some(month), day: Some(day) }) => {
            format!("{day:02}/{month:02}/{year:04}")
        }
        Some(date::Day { year: None, month: Some(month), day: Some(day) }) => format!("{day:02}/{month:02}"),
        _ => text.to_owned(),
    }
}

/// The day that was typed, as cards have it: with the day first, or as computers write it.
fn typed_day(text: &str) -> Option<String> {
    let text = text.trim();
    if text.is_empty() {
        return Some(String::new());
    }
    let parts: Vec<&str> = text.split(['/', '.', ' ', '-']).filter(|it| !it.is_empty()).collect();
    let day = match *parts {
        [day, month, year] if year.len() == 4 => date::read(&format!("{year}-{month}-{day}")),
        [day, month] if day.len() <= 2 => date::read(&format!("--{month}-{day}")),
        _ => date::read(text),
    };
    day.map(date::Day::text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_they_are_typed() {
        for (typed, expected) in [
            ("29/02/1980", Some("1980-02-29")),
            ("1.3.2001", Some("2001-03-01")),
            ("29/2", Some("--02-29")),
            ("1980-02-29", Some("1980-02-29")),
            ("1980", Some("1980")),
            ("", Some("")),
            ("31/02/1980", None),
            ("demain", None),
        ] {
            assert_eq!(typed_day(typed).as_deref(), expected, "{typed}");
        }
    }

    #[test]
    fn what_a_form_does_not_change_stays() {
        let mut fields = Fields::default();
        fields.set(Single::FormattedName, "Zoé");
        fields.set(Single::GivenName, "Zoé");
        fields.set(Single::Birthday, "vers 1800");
        fields.set(Single::Anniversary, "--06-05");
        fields.add(Many::Email, Kind::Work, "pas une adresse");
        fields.add_category("Amis");
        let typed = Typed::of(&fields, &[], 1);
        assert_eq!(typed.fields(&fields).unwrap(), fields);
        let mut changed = typed.clone();
        changed
            .singles
            .iter_mut()
            .filter(|it| it.0 == Single::GivenName)
            .for_each(|it| it.1 = "Zélie".to_owned());
        assert_eq!(changed.fields(&fields).unwrap().get(Single::FormattedName), "Zélie");
    }

    #[test]
    fn rows_are_put_together_and_what_is_wrong_is_said() {
        let form = |fields: &[(&str, &str)]| {
            let fields: Vec<_> = fields.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
            Typed::read(&fields)
        };
        let typed = form(&[
            ("given-name", "Zoé"),
            ("email.kind", "work"),
            ("email.label", ""),
            ("email.value", "z@x.fr"),
            ("email.kind", "nonsense"),
            ("email.label", "Vélo"),
            ("email.value", " y@x.fr "),
            ("postal.kind", "home"),
            ("postal.label", ""),
            ("postal.locality", "Lyon"),
        ]);
        let fields = typed.fields(&Fields::default()).unwrap();
        let said: Vec<String> =
            fields.entries.iter().map(|it| format!("{:?} {:?} {}", it.kind, it.label, it.value)).collect();
        assert_eq!(said, ["Work None z@x.fr", "Other Some(\"Vélo\") y@x.fr"]);
        assert_eq!(fields.postals[0].part(PostalPart::Locality), "Lyon");
        let problem = |fields: &[(&str, &str)]| form(fields).fields(&Fields::default()).unwrap_err().key;
        assert_eq!(problem(&[("given-name", " ")]), "contacts-nobody");
        assert_eq!(problem(&[("birthday", "demain"), ("given-name", "A")]), "contacts-bad-day");
        let email = [("email.kind", "home"), ("email.label", ""), ("email.value", "nulle part")];
        assert_eq!(problem(&email), "contacts-bad-email");
        let uid = crate::contacts::new_uid();
        assert_eq!(form(&[("uid", &uid)]).uid, uid);
        assert_eq!(form(&[("uid", "../other")]).uid, "");
        let phone = [("phone.kind", "home"), ("phone.label", ""), ("phone.value", "06")];
        assert_eq!(form(&phone.repeat(80)).rows.len(), 80, "none is lost");
    }
}

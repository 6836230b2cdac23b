//! Preferences as the sections of the settings ask for them: groups of questions, a table for each section.
//! What can be answered, and where it is kept, is known to [`crate::preferences::known`].

use std::collections::BTreeMap;

use crate::i18n::{Locale, Text, dates};
use crate::preferences::Preferences;
use crate::preferences::looks::AUTOMATIC_ZONE;
use crate::preferences::rules::{Decisions, LANGUAGE, Rules};
use crate::store::{self, AccountId};
use crate::web::session::Visitor;

/// Questions below a heading.
#[derive(Debug)]
pub(super) struct Group {
    /// Names it within the page.
    pub(super) id: &'static str,
    /// The key of its heading.
    pub(super) heading: &'static str,
    pub(super) asks: &'static [Ask],
    /// What stands below it: an address and the key of its words.
    pub(super) link: Option<(&'static str, &'static str)>,
}

/// A question.
#[derive(Debug)]
pub(super) struct Ask {
    /// The name of the preference.
    name: &'static str,
    /// The key of its words.
    label: &'static str,
    /// The key of a sentence that explains it; empty for none.
    hint: &'static str,
    look: Look,
    answers: &'static [Words],
}

/// How a question is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::web) enum Look {
    /// The answers one below the other, each with its explanation.
    Choices,
    /// The answers side by side: two or three short ones.
    Segments,
    /// The answers in a list that opens.
    List,
    /// The same for the languages of pages.
    Languages,
    /// The same for time zones, with that of the browser beside it.
    Zones,
    /// The same for books of contacts, which the section knows.
    Books,
    /// Boxes to tick: each is a preference by itself, with yes and no.
    Boxes,
}

/// An answer in words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words {
    value: &'static str,
    key: &'static str,
    count: Option<u32>,
    hint: Option<&'static str>,
}

impl Words {
    /// `value` is its name, `key` that of its words.
    pub(super) const fn new(value: &'static str, key: &'static str) -> Self {
        Self { value, key, count: None, hint: None }
    }

    /// With the key of a sentence that explains it.
    pub(super) const fn hint(self, hint: &'static str) -> Self {
        Self { hint: Some(hint), ..self }
    }

    /// With the number that its words name.
    pub(super) const fn count(self, count: u32) -> Self {
        Self { count: Some(count), ..self }
    }

    fn said(&self, locale: Locale) -> String {
        let text = Text::new(self.key);
        locale.say(&match self.count {
            Some(count) => text.with("count", count),
            None => text,
        })
    }
}

/// Yes or no, to a question that says all.
pub(super) const YES_OR_NO: &[Words] =
    &[Words::new("no", "composing-no"), Words::new("yes", "composing-yes")];

/// One of these answers in words; what is none of them as it is.
fn in_words(answers: &[Words], answer: &str, locale: Locale) -> String {
    answers.iter().find(|it| it.value == answer).map_or_else(|| answer.to_owned(), |it| it.said(locale))
}

impl Ask {
    /// A question that is shown so.
    pub(super) const fn new(
        look: Look,
        name: &'static str,
        label: &'static str,
        answers: &'static [Words],
    ) -> Self {
        Self { name, label, hint: "", look, answers }
    }

    /// With the key of a sentence that explains it.
    pub(super) const fn hint(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }

    /// What is asked about a preference, where this asks about it, and its answers in words.
    pub(super) fn words_of(
        &self,
        name: &str,
        answers: [&str; 2],
        locale: Locale,
    ) -> Option<(String, [String; 2])> {
        if self.look == Look::Boxes {
            let label = self.answers.iter().find(|it| it.value == name)?.said(locale);
            return Some((label, answers.map(|it| in_words(YES_OR_NO, it, locale))));
        }
        let answers = (self.name == name).then(|| answers.map(|it| self.answer_in_words(it, locale)))?;
        Some((locale.t(self.label).into_owned(), answers))
    }

    fn answer_in_words(&self, answer: &str, locale: Locale) -> String {
        let t = |key: &'static str| locale.t(key).into_owned();
        match (self.look, answer) {
            (Look::Zones, AUTOMATIC_ZONE) => t("interface-zone-automatic"),
            (Look::Zones, zone) => zone.replace('_', " "),
            (Look::Languages, tag) => {
                let named = Locale::ALL.into_iter().find(|it| it.tag() == tag);
                named.map_or_else(|| tag.to_owned(), |it| it.name().to_owned())
            }
            (Look::Books, "personal") => t("contacts-personal"),
            (Look::Books, "collected") => t("contacts-collected"),
            (Look::Choices | Look::Segments | Look::List | Look::Boxes | Look::Books, answer) => {
                in_words(self.answers, answer, locale)
            }
        }
    }

    /// The preferences that it asks about.
    fn names(&self) -> Vec<&'static str> {
        match self.look {
            Look::Boxes => self.answers.iter().map(|it| it.value).collect(),
            _ => vec![self.name],
        }
    }
}

/// What a form says, by the names of its fields.
pub(super) type Sent = BTreeMap<String, String>;

/// The questions of a page with what was answered.
#[derive(Debug)]
pub(in crate::web) struct Asked {
    pub(in crate::web) groups: Vec<AskedGroup>,
}

/// Questions below a heading.
#[derive(Debug)]
pub(in crate::web) struct AskedGroup {
    pub(in crate::web) id: &'static str,
    pub(in crate::web) heading: &'static str,
    pub(in crate::web) rows: Vec<Row>,
    pub(in crate::web) link: Option<(&'static str, &'static str)>,
}

/// A question as a page shows it.
#[derive(Debug)]
pub(in crate::web) struct Row {
    /// The name of the field.
    pub(in crate::web) name: &'static str,
    pub(in crate::web) label: &'static str,
    pub(in crate::web) hint: &'static str,
    pub(in crate::web) look: Look,
    pub(in crate::web) answers: Vec<Offered>,
    /// Whether what was sent is none of the answers.
    pub(in crate::web) is_open: bool,
    /// The operator decides about it.
    pub(in crate::web) is_fixed: bool,
}

impl Row {
    /// Whether it is a list that opens.
    pub(in crate::web) fn is_list(&self) -> bool {
        matches!(self.look, Look::List | Look::Languages | Look::Zones | Look::Books)
    }

    /// Whether it is about time zones.
    pub(in crate::web) fn is_zones(&self) -> bool {
        self.look == Look::Zones
    }

    /// Whether it is boxes to tick.
    pub(in crate::web) fn is_boxes(&self) -> bool {
        self.look == Look::Boxes
    }

    /// Whether its answers stand side by side.
    pub(in crate::web) fn is_segments(&self) -> bool {
        self.look == Look::Segments
    }
}

/// An answer as a page shows it.
#[derive(Debug)]
pub(in crate::web) struct Offered {
    pub(in crate::web) value: String,
    pub(in crate::web) words: String,
    pub(in crate::web) hint: Option<&'static str>,
    pub(in crate::web) chosen: bool,
    /// The operator decides about this box.
    pub(in crate::web) is_fixed: bool,
}

impl Asked {
    /// As it is kept.
    pub(super) fn kept(
        groups: &[Group],
        preferences: &Preferences,
        rules: &Rules,
        visitor: &Visitor,
    ) -> Self {
        let answer = |name: &str| match name {
            LANGUAGE => Some(visitor.locale.tag().to_owned()),
            name => preferences.answer(name),
        };
        Self::new(groups, answer, &[], rules, visitor.locale)
    }

    /// The preferences with all that a form answers, but for what the operator has fixed; the form again when
    /// something is none of the answers. A box that is not ticked is not sent.
    pub(super) fn read(
        groups: &[Group],
        sent: &Sent,
        before: &Preferences,
        rules: &Rules,
        visitor: &Visitor,
    ) -> Result<Preferences, Self> {
        let mut answers: Vec<(&'static str, &str)> = Vec::new();
        let mut open = Vec::new();
        for ask in groups.iter().flat_map(|it| it.asks) {
            for name in ask.names().into_iter().filter(|it| !rules.is_fixed(it)) {
                let sent = sent.get(name).map_or("", String::as_str);
                match ask.look {
                    Look::Languages if Locale::ALL.iter().all(|it| it.tag() != sent) => open.push(name),
                    Look::Languages => {}
                    Look::Boxes => answers.push((name, if sent.is_empty() { "no" } else { "yes" })),
                    Look::Choices | Look::Segments | Look::List | Look::Zones | Look::Books => {
                        answers.push((name, sent));
                    }
                }
            }
        }
        let after = before.with_answers(answers.iter().copied());
        match after {
            Ok(after) if open.is_empty() => Ok(after),
            after => {
                open.extend(after.err().unwrap_or_default());
                let answer = |name: &str| match name {
                    LANGUAGE if rules.is_fixed(LANGUAGE) => Some(visitor.locale.tag().to_owned()),
                    name if rules.is_fixed(name) => before.answer(name),
                    LANGUAGE => sent.get(LANGUAGE).cloned(),
                    name => answers.iter().find(|it| it.0 == name).map(|it| it.1.to_owned()),
                };
                Err(Self::new(groups, answer, &open, rules, visitor.locale))
            }
        }
    }

    /// Keeps all that a form answers; the form again, and nothing kept, as [`Self::read`] says.
    pub(super) async fn keep(
        groups: &[Group],
        sent: &Sent,
        decisions: &Decisions,
        (account, visitor): (AccountId, &Visitor),
    ) -> Result<Result<(), Self>, store::Error> {
        let change = |it: &mut Preferences| {
            *it = Self::read(groups, sent, it, decisions.rules(), visitor)?;
            Ok(())
        };
        Preferences::change(decisions, account, change).await
    }

    /// The same with what can be answered to a question about books: values and words. One that was chosen and is not
    /// there any more is the first of them.
    pub(super) fn with_answers(mut self, name: &str, answers: Vec<(String, String)>) -> Self {
        for row in self.groups.iter_mut().flat_map(|it| &mut it.rows).filter(|it| it.name == name) {
            let chosen = row.answers.iter().find(|it| it.chosen).map(|it| it.value.clone());
            let offered = |(value, words): &(String, String)| Offered {
                chosen: chosen.as_ref() == Some(value),
                value: value.clone(),
                words: words.clone(),
                hint: None,
                is_fixed: false,
            };
            row.answers = answers.iter().map(offered).collect();
        }
        self
    }

    /// Whether something was none of the answers.
    pub(super) fn failed(&self) -> bool {
        self.groups.iter().flat_map(|it| &it.rows).any(|it| it.is_open)
    }

    fn new(
        groups: &[Group],
        answer: impl Fn(&str) -> Option<String>,
        open: &[&str],
        rules: &Rules,
        locale: Locale,
    ) -> Self {
        let row = |ask: &Ask| Row {
            name: ask.name,
            label: ask.label,
            hint: ask.hint,
            look: ask.look,
            answers: offered(ask, &answer, rules, locale),
            is_open: open.contains(&ask.name),
            is_fixed: ask.names().into_iter().all(|it| rules.is_fixed(it)),
        };
        let groups = groups.iter().map(|it| AskedGroup {
            id: it.id,
            heading: it.heading,
            rows: it.asks.iter().map(row).collect(),
            link: it.link,
        });
        Self { groups: groups.collect() }
    }
}

fn offered(
    ask: &Ask,
    answer: impl Fn(&str) -> Option<String>,
    rules: &Rules,
    locale: Locale,
) -> Vec<Offered> {
    let chosen = answer(ask.name);
    let plain = |value: &str, words: String| Offered {
        chosen: chosen.as_deref() == Some(value),
        value: value.to_owned(),
        words,
        hint: None,
        is_fixed: false,
    };
    match ask.look {
        Look::Choices | Look::Segments | Look::List => {
            let offered = |it: &Words| Offered { hint: it.hint, ..plain(it.value, it.said(locale)) };
            ask.answers.iter().map(offered).collect()
        }
        Look::Boxes => {
            let ticked = |it: &Words| Offered {
                chosen: answer(it.value).as_deref() == Some("yes"),
                is_fixed: rules.is_fixed(it.value),
                ..plain(it.value, it.said(locale))
            };
            ask.answers.iter().map(ticked).collect()
        }
        // The others come with `with_answers`.
        Look::Books => chosen.iter().map(|it| plain(it, String::new())).collect(),
        Look::Languages => Locale::ALL.map(|it| plain(it.tag(), it.name().to_owned())).into(),
        Look::Zones => {
            let automatic = locale.t("interface-zone-automatic").into_owned();
            let mut zones = dates::zones();
            // One that is not offered may have been chosen for everybody.
            zones.extend(chosen.clone().filter(|it| it != AUTOMATIC_ZONE && !zones.contains(it)));
            let zones = zones.iter().map(|it| plain(it, it.replace('_', " ")));
            std::iter::once(plain(AUTOMATIC_ZONE, automatic)).chain(zones).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preferences::known;

    #[test]
    fn every_preference_is_asked_for_once_with_all_its_answers() {
        let asks: Vec<&Ask> = super::super::asks().collect();
        let mut asked: Vec<&str> = asks.iter().flat_map(|it| it.names()).collect();
        asked.sort_unstable();
        let mut known: Vec<&str> = known::ALL.iter().map(|it| it.name).chain([LANGUAGE]).collect();
        known.sort_unstable();
        assert_eq!(asked, known);
        let usual = Preferences::default();
        for ask in asks
            .iter()
            .filter(|it| !matches!(it.look, Look::Boxes | Look::Zones | Look::Languages | Look::Books))
        {
            let mut values: Vec<&str> = ask.answers.iter().map(|it| it.value).collect();
            for value in &values {
                assert!(usual.with_answers([(ask.name, *value)]).is_ok(), "{} = {value}", ask.name);
            }
            values.sort_unstable();
            let expected = known::named(ask.name).unwrap().expected();
            let mut expected: Vec<&str> = expected.split(", ").collect();
            expected.sort_unstable();
            assert_eq!(values, expected, "{}", ask.name);
        }
    }
}

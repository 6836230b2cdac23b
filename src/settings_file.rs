//! A person's settings as a file: taken from one webmail, read in another. It holds no secret, and nothing that
//! the operator decides.
//!
//! Reading adds: a trusted sender, a word, an identity, a response, a label or a search that is there stays as it is.
//! What cannot be taken is named with the reason, and keeps nothing else from being taken.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use mailcore::mailbox::MailboxName;

use self::beside::Beside;
use self::folders::Folders;
use crate::desk::Desk;
use crate::i18n::{Locale, Text};
use crate::preferences::columns::Columns;
use crate::preferences::known;
use crate::preferences::labels::{Label, MOST_LABELS};
use crate::preferences::rules::LANGUAGE;
use crate::preferences::searches::{MOST_SEARCHES, SavedSearch};
use crate::preferences::{KeptHabit, Preferences, Role};
use crate::spelling::Language;
use crate::{fetch, identities, responses, store};

mod beside;
mod folders;
pub mod look;

/// The form of the file; one of a later form is not read.
const VERSION: u64 = 1;

/// The largest file that is read, in octets.
pub const MOST_OCTETS: usize = 1_000_000;

/// The most identities, and the most responses, of a file that are looked at.
const MOST_TEXTS: usize = 100;

/// The most things that are named because they were not taken.
const MOST_NAMED: usize = 50;

/// What the file holds, besides what says that it is one.
#[derive(Debug, Default, Serialize)]
struct File {
    facteur_settings: u64,
    /// Answers by the names of preferences.
    preferences: BTreeMap<String, String>,
    columns: Columns,
    /// The language in which spelling is checked; without one it is that of the pages.
    spelling: Option<Language>,
    labels: Vec<Label>,
    searches: Vec<SavedSearch>,
    /// Folders by what they were chosen for.
    roles: BTreeMap<Role, String>,
    /// How folders are listed, by their names.
    lists: BTreeMap<String, KeptHabit>,
    /// Addresses of trusted senders.
    senders: Vec<String>,
    /// The words of the person's dictionary.
    words: Vec<String>,
    identities: Vec<identities::Written>,
    responses: Vec<responses::Written>,
}

/// Why a file is not read at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRead {
    /// It is larger than [`MOST_OCTETS`].
    TooLarge,
    /// It is none of ours.
    Foreign,
    /// A newer version of the program has written it.
    Newer,
}

/// What became of a file.
#[derive(Debug, Default)]
pub struct Report {
    /// How many things were taken, of each kind that there is, in sentences.
    pub taken: Vec<Text>,
    /// What was not, by its name, and why.
    pub left: Vec<(String, Text)>,
    /// How many more were not.
    pub more: usize,
    /// The language that it asks for.
    pub language: Option<Locale>,
}

/// Why the work was broken off.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// An identity.
    #[error(transparent)]
    Identity(#[from] identities::CannotKeep),
    /// A response.
    #[error(transparent)]
    Response(#[from] responses::Error),
    /// Text could not be made safe.
    #[error(transparent)]
    Fetch(#[from] fetch::Error),
}

/// All settings of a person, whose pages are in this language, as JSON.
pub async fn write(desk: &Desk, locale: Locale) -> Result<String, Error> {
    let preferences = Preferences::of(&desk.decisions, desk.account).await?;
    let rules = desk.decisions.rules();
    let answered = known::ALL.iter().filter(|it| !rules.is_fixed(it.name));
    let mut answers: BTreeMap<String, String> =
        answered.filter_map(|it| Some((it.name.to_owned(), preferences.answer(it.name)?))).collect();
    if !rules.is_fixed(LANGUAGE) {
        answers.insert(LANGUAGE.to_owned(), locale.tag().to_owned());
    }
    let identities = identities::of(desk).await?.into_iter().filter(|it| it.id != identities::OWN);
    let own = responses::all(desk).await?.into_iter();
    let own = own.filter(|it| matches!(it.id, responses::ResponseId::Own(_)));
    let Beside { senders, words } = Beside::of(desk).await?;
    let file = File {
        facteur_settings: VERSION,
        preferences: answers,
        columns: preferences.columns,
        spelling: preferences.spelling.language.filter(|_| !rules.is_fixed("checked_language")),
        roles: preferences.roles.into_iter().filter(|it| !rules.is_fixed(it.0.preference())).collect(),
        lists: preferences.lists,
        senders,
        words,
        labels: preferences.labels.iter().cloned().collect(),
        searches: preferences.searches,
        identities: identities.map(|it| it.written).collect(),
        responses: own.map(|it| it.written).collect(),
    };
    // Texts and numbers alone: there is nothing that could not be written.
    Ok(serde_json::to_string_pretty(&file).unwrap_or_default())
}

/// Takes what a file holds, as far as it can be; `now` is in seconds since 1970-01-01 UTC.
pub async fn read(desk: &Desk, octets: &[u8], now: i64) -> Result<Result<Report, NotRead>, Error> {
    let all = match opened(octets) {
        Ok(all) => all,
        Err(problem) => return Ok(Err(problem)),
    };
    let folders = Folders::ask(desk, &all).await;
    let mut report = Preferences::change(&desk.decisions, desk.account, |preferences| {
        let mut report = Report::default();
        take_into(desk, &all, &folders, (preferences, &mut report));
        report
    })
    .await?;
    beside::take(desk, &all, &mut report, now).await?;
    take_identities(desk, &all, &mut report).await?;
    take_responses(desk, &all, &mut report).await?;
    Ok(Ok(report))
}

/// Takes what is among the preferences.
fn take_into(
    desk: &Desk,
    all: &Value,
    folders: &Folders,
    (preferences, report): (&mut Preferences, &mut Report),
) {
    take_answers(desk, all, preferences, report);
    take_spelling(desk, all, preferences, report);
    match all.get("columns").and_then(|it| Columns::deserialize(it).ok()) {
        Some(columns) if columns == preferences.columns => {}
        Some(_) if desk.decisions.rules().is_fixed("columns") => report.leave("columns", "transfer-fixed"),
        Some(columns) => preferences.columns = columns,
        None => {}
    }
    take_labels(all, preferences, report);
    take_searches(all, preferences, report);
    folders.take_roles(all, desk.decisions.rules(), preferences, report);
    folders.take_lists(all, preferences, report);
}

/// Takes the language in which spelling is checked, where there is a dictionary of it.
fn take_spelling(desk: &Desk, all: &Value, preferences: &mut Preferences, report: &mut Report) {
    let is_fixed = desk.decisions.rules().is_fixed("checked_language");
    match all.get("spelling").map(Option::<Language>::deserialize) {
        None => {}
        Some(_) if is_fixed => report.leave("spelling", "transfer-fixed"),
        Some(Ok(language)) if language.is_none_or(|it| desk.spelling.has(it)) => {
            preferences.spelling.language = language;
        }
        Some(_) => report.leave("spelling", "transfer-unknown"),
    }
}

fn opened(octets: &[u8]) -> Result<Value, NotRead> {
    if octets.len() > MOST_OCTETS {
        return Err(NotRead::TooLarge);
    }
    let all: Value = serde_json::from_slice(octets).map_err(|_| NotRead::Foreign)?;
    match all.get("facteur_settings").and_then(Value::as_u64) {
        Some(version) if version > VERSION => Err(NotRead::Newer),
        Some(_) => Ok(all),
        None => Err(NotRead::Foreign),
    }
}

impl Report {
    fn leave(&mut self, what: &str, why: &'static str) {
        if self.left.len() < MOST_NAMED {
            let what: String = what.chars().filter(|it| !it.is_control()).take(100).collect();
            self.left.push((what, Text::new(why)));
        } else {
            self.more += 1;
        }
    }

    fn count(&mut self, key: &'static str, taken: usize) {
        if taken > 0 {
            self.taken.push(Text::new(key).with("count", taken));
        }
    }
}

fn take_answers(desk: &Desk, all: &Value, preferences: &mut Preferences, report: &mut Report) {
    let (rules, mut taken) = (desk.decisions.rules(), 0);
    for (name, answer) in all.get("preferences").and_then(Value::as_object).into_iter().flatten() {
        let answer = answer.as_str().unwrap_or_default();
        if rules.is_fixed(name) {
            report.leave(name, "transfer-fixed");
            continue;
        }
        if name == LANGUAGE {
            report.language = Locale::ALL.into_iter().find(|it| it.tag() == answer);
            continue;
        }
        let known = known::ALL
            .iter()
            .find(|it| it.name == name)
            .map(|it| preferences.with_answers([(it.name, answer)]));
        match known {
            Some(Ok(after)) => {
                *preferences = after;
                taken += 1;
            }
            _ => report.leave(name, "transfer-unknown"),
        }
    }
    report.count("transfer-preferences", taken);
}

/// The things of a list that have the right form; the others are counted as one that was left.
fn listed<T: for<'a> Deserialize<'a>>(all: &Value, name: &str, most: usize, report: &mut Report) -> Vec<T> {
    let list = all.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let (mut good, mut bad) = (Vec::new(), list.len() > most);
    for it in list.iter().take(most) {
        match T::deserialize(it) {
            Ok(it) => good.push(it),
            Err(_) => bad = true,
        }
    }
    if bad {
        report.leave(name, "transfer-damaged");
    }
    good
}

fn take_labels(all: &Value, preferences: &mut Preferences, report: &mut Report) {
    let mut taken = 0;
    for label in listed::<Label>(all, "labels", MOST_LABELS, report) {
        if preferences.labels.has(&label.keyword) {
            let was = preferences.labels.iter().find(|it| it.keyword.eq_ignore_ascii_case(&label.keyword));
            if was.is_some_and(|it| (it.name.as_str(), it.color) != (label.name.as_str(), label.color)) {
                report.leave(&label.name, "transfer-there");
            }
            continue;
        }
        match preferences.labels.add(Some(&label.keyword), &label.name, label.color) {
            Ok(_) => taken += 1,
            Err(_) => report.leave(&label.name, "transfer-refused"),
        }
    }
    report.count("transfer-labels", taken);
}

fn take_searches(all: &Value, preferences: &mut Preferences, report: &mut Report) {
    let mut taken = 0;
    for search in listed::<SavedSearch>(all, "searches", MOST_SEARCHES, report) {
        if preferences.searches.iter().any(|it| it.name == search.name) {
            if !preferences.searches.contains(&search) {
                report.leave(&search.name, "transfer-there");
            }
            continue;
        }
        let mailbox = MailboxName::parse(&search.mailbox);
        let kept = mailbox.map(|it| preferences.save_search(&search.name, &it, search.view.clone()));
        match kept {
            Some(Ok(_)) => taken += 1,
            _ => report.leave(&search.name, "transfer-refused"),
        }
    }
    report.count("transfer-searches", taken);
}

async fn take_identities(desk: &Desk, all: &Value, report: &mut Report) -> Result<(), Error> {
    let mut taken = 0;
    for written in listed::<identities::Written>(all, "identities", MOST_TEXTS, report) {
        let there = identities::of(desk).await?;
        if there.iter().any(|it| it.written == written) {
            continue;
        }
        let name = format!("{} <{}>", written.name, written.address);
        match identities::keep(desk, None, written, false).await? {
            identities::Kept::Yes(_) => taken += 1,
            identities::Kept::Mistakes(_) | identities::Kept::Gone => report.leave(&name, "transfer-refused"),
        }
    }
    report.count("transfer-identities", taken);
    Ok(())
}

async fn take_responses(desk: &Desk, all: &Value, report: &mut Report) -> Result<(), Error> {
    let mut taken = 0;
    for written in listed::<responses::Written>(all, "responses", MOST_TEXTS, report) {
        if responses::all(desk).await?.iter().any(|it| it.written == written) {
            continue;
        }
        let name = written.name.clone();
        match responses::keep(desk, None, written).await? {
            responses::Kept::Yes(_) => taken += 1,
            responses::Kept::Mistakes(_) | responses::Kept::Gone => report.leave(&name, "transfer-refused"),
        }
    }
    report.count("transfer-responses", taken);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_not_ours_is_not_read() {
        assert_eq!(opened(b"{\"facteur_settings\":1}").map(|it| it.is_object()), Ok(true));
        for octets in [&b""[..], b"{}", b"[]", b"\xff\xfe", b"{\"facteur_settings\":\"1\"}"] {
            assert_eq!(opened(octets), Err(NotRead::Foreign));
        }
        assert_eq!(opened(b"{\"facteur_settings\":2}"), Err(NotRead::Newer));
        assert_eq!(opened(&vec![b' '; MOST_OCTETS + 1]), Err(NotRead::TooLarge));
    }
}

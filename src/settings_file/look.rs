//! What a file would change, before it does.

use std::collections::BTreeSet;

use super::beside::Beside;
use super::folders::{Folders, role_key};
use super::{Error, MOST_TEXTS, NotRead, Report, listed, opened, take_into};
use crate::desk::Desk;
use crate::i18n::Locale;
use crate::preferences::rules::LANGUAGE;
use crate::preferences::{Preferences, Role, known};
use crate::{identities, responses};

/// So many names stand on a line.
const MOST_ON_A_LINE: usize = 20;

/// A preference that a file changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its name.
    pub name: &'static str,
    /// What is answered now.
    pub before: String,
    /// What the file answers.
    pub after: String,
}

/// What a file would change.
#[derive(Debug, Default)]
pub struct Look {
    /// Preferences.
    pub changes: Vec<Change>,
    /// Whether the columns of lists become others.
    pub columns: bool,
    /// What else becomes another one: the key of what it is, and what it becomes.
    pub others: Vec<(&'static str, String)>,
    /// Names of what is added, each below the key of what they are.
    pub added: Vec<(&'static str, Vec<String>)>,
    /// What is not taken, as far as that is known before.
    pub report: Report,
    /// The file, written short.
    pub content: String,
}

impl Look {
    /// Whether nothing would change.
    pub fn is_nothing(&self) -> bool {
        self.changes.is_empty() && !self.columns && self.others.is_empty() && self.added.is_empty()
    }
}

/// What a file would change of the settings of a person whose pages are in this language; nothing is changed yet.
pub async fn of(desk: &Desk, locale: Locale, octets: &[u8]) -> Result<Result<Look, NotRead>, Error> {
    let all = match opened(octets) {
        Ok(all) => all,
        Err(problem) => return Ok(Err(problem)),
    };
    let before = Preferences::of(&desk.decisions, desk.account).await?;
    let (mut after, mut report) = (before.clone(), Report::default());
    take_into(desk, &all, &Folders::ask(desk, &all).await, (&mut after, &mut report));
    let change = |known: &known::Known| {
        let (before, after) = (before.answer(known.name)?, after.answer(known.name)?);
        (before != after).then_some(Change { name: known.name, before, after })
    };
    let mut changes: Vec<Change> = known::ALL.iter().filter_map(change).collect();
    if let Some(wanted) = report.language.filter(|it| *it != locale) {
        let (before, after) = (locale.tag().to_owned(), wanted.tag().to_owned());
        changes.push(Change { name: LANGUAGE, before, after });
    }
    let labels = after.labels.iter().filter(|it| !before.labels.has(&it.keyword));
    let searches = after.searches.iter().filter(|it| !before.searches.contains(it));
    let (own, texts) = (identities::of(desk).await?, responses::all(desk).await?);
    let identities = listed::<identities::Written>(&all, "identities", MOST_TEXTS, &mut report);
    let identities = identities.iter().filter(|it| own.iter().all(|own| own.written != **it));
    let responses = listed::<responses::Written>(&all, "responses", MOST_TEXTS, &mut report);
    let responses = responses.iter().filter(|it| texts.iter().all(|own| own.written != **it));
    let beside = Beside::of(desk).await?.missing(&all, &mut report);
    let words = if beside.words.is_empty() { Vec::new() } else { vec![few(beside.words)] };
    let added = [
        ("settings-senders", beside.senders),
        ("spelling-own-words", words),
        ("label-title", labels.map(|it| it.name.clone()).collect::<Vec<_>>()),
        ("transfer-added-searches", searches.map(|it| it.name.clone()).collect()),
        ("identities-title", identities.map(|it| format!("{} <{}>", it.name, it.address)).collect()),
        ("responses-title", responses.map(|it| it.name.clone()).collect()),
    ];
    Ok(Ok(Look {
        changes,
        columns: before.columns != after.columns,
        others: others(&before, &after, locale),
        added: added.into_iter().filter(|it| !it.1.is_empty()).collect(),
        report,
        content: all.to_string(),
    }))
}

/// What becomes another one between two decisions, besides answers: the key of what it is, and what it becomes.
fn others(before: &Preferences, after: &Preferences, locale: Locale) -> Vec<(&'static str, String)> {
    let mut others = Vec::new();
    let language = after.spelling.language;
    if before.spelling.language != language {
        let name = language
            .map_or_else(|| locale.t("spelling-language-pages").into_owned(), |it| it.name().to_owned());
        others.push(("spelling-language", name));
    }
    let role = |role: &Role| {
        let (now, name) = (after.roles.get(role), locale.t(role_key(*role)));
        let now = now.cloned().unwrap_or_else(|| locale.t("roles-usual").into_owned());
        (before.roles.get(role) != after.roles.get(role)).then(|| ("roles-title", format!("{name} → {now}")))
    };
    others.extend(Role::ALL.iter().filter_map(role));
    let is_other = |name: &&String| before.lists.get(*name) != after.lists.get(*name);
    let names: BTreeSet<&String> = before.lists.keys().chain(after.lists.keys()).filter(is_other).collect();
    if !names.is_empty() {
        others.push(("transfer-lists", few(names)));
    }
    others
}

/// Names on one line: the first ones of many.
fn few(names: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let mut line = String::new();
    for (place, name) in names.into_iter().enumerate() {
        if place == MOST_ON_A_LINE {
            line.push_str(", …");
            break;
        }
        line.push_str(if place == 0 { "" } else { ", " });
        line.push_str(name.as_ref());
    }
    line
}

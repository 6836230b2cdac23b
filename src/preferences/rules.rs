//! What the operator decides of preferences: with what people begin, and what they do not decide themselves;
//! and how what was decided is kept.
//!
//! Kept is only what somebody decided: a default that the operator changes is the new one of everybody who
//! never chose another. What is fixed hides what was decided before, which holds again once it is free.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::Preferences;
use super::known::{self, Known};
use super::merging::put_changes;
use crate::config::preferences::PreferenceWishes;
use crate::i18n::Locale;
use crate::store::{AccountId, Error, Store};

/// The form of what is kept. Before it had a number, all was kept, decided or not.
pub(super) const VERSION: u64 = 1;

const VERSION_NAME: &str = "version";

/// What is kept of somebody who decided nothing.
const NOTHING: &str = "{}";

/// How often a change is tried that others are ahead of: each time one of them is done.
const MOST_TURNS: usize = 50;

/// What a language is called among preferences. It is kept with the account, where the login needs it.
pub const LANGUAGE: &str = "language";

/// What the operator decided, checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    usual: Vec<Rule>,
    fixed: Vec<Rule>,
    usual_language: Option<Locale>,
    fixed_language: Option<Locale>,
}

/// What is kept of a preference for everybody.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    name: &'static str,
    kept: Value,
}

/// The configuration names a preference or an answer that does not exist.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("preferences.{section}.{name} = {answer:?}: expected {expected}")]
pub struct UnknownWish {
    section: &'static str,
    name: String,
    answer: String,
    expected: String,
}

impl Rules {
    /// Checks what stands in the configuration.
    pub fn new(wishes: &PreferenceWishes) -> Result<Self, UnknownWish> {
        let (usual, usual_language) = read("default", &wishes.usual)?;
        let (fixed, fixed_language) = read("fixed", &wishes.fixed)?;
        Ok(Self { usual, fixed, usual_language, fixed_language })
    }

    /// Whether people do not decide it.
    pub fn is_fixed(&self, name: &str) -> bool {
        let is_language = name == LANGUAGE && self.fixed_language.is_some();
        is_language || self.fixed.iter().any(|it| it.name == name)
    }

    /// Whether the operator gives this answer, to everybody or to those who chose no other.
    pub fn gives(&self, name: &str, answer: &str) -> bool {
        let gives = |it: &Rule| {
            let known = known::named(it.name).filter(|it| it.name == name);
            known.and_then(|known| known.answer_of(&it.kept)).as_deref() == Some(answer)
        };
        self.usual.iter().chain(&self.fixed).any(gives)
    }

    /// The language of everybody, whatever they chose.
    pub fn fixed_language(&self) -> Option<Locale> {
        self.fixed_language
    }

    /// The language of those who chose none, whatever their browsers ask for.
    pub fn usual_language(&self) -> Option<Locale> {
        self.usual_language
    }

    fn has_none(&self) -> bool {
        self.usual.is_empty() && self.fixed.is_empty()
    }

    /// What holds for who decided `content`.
    pub(super) fn read(&self, content: &str) -> Preferences {
        if self.has_none() {
            return Preferences::read(content);
        }
        let mut all = decided(content);
        for Rule { name, kept } in &self.usual {
            let Some(known) = known::named(name) else { continue };
            // What cannot be read is not decided either.
            let is_decided = known.find(&all).is_some_and(|it| known.answer_of(it).is_some());
            if !is_decided {
                known.put(&mut all, kept.clone());
            }
        }
        for Rule { name, kept } in &self.fixed {
            if let Some(known) = known::named(name) {
                known.put(&mut all, kept.clone());
            }
        }
        let mut preferences = Preferences::of_value(all);
        if self.is_fixed("threads") {
            preferences.lists.values_mut().for_each(|it| it.threads = None);
        }
        preferences
    }

    /// What is kept of somebody who had decided `before`: what they decide now in another way, in place of what it
    /// was. All else stays, also what this version of the program cannot read, and what is fixed.
    pub(super) fn write(&self, decided_now: &Preferences, before: &str) -> serde_json::Result<String> {
        let mut kept = decided(before);
        let mut read = serde_json::to_value(self.read(before))?;
        let mut now = serde_json::to_value(decided_now)?;
        for known in known::all() {
            let (was, is) = (known.find(&read).cloned(), known.find(&now).cloned());
            if was == is {
                continue;
            }
            match (self.is_fixed(known.name), was, is) {
                (true, Some(was), _) => known.put(&mut now, was),
                (true, None, _) => known.take(&mut now),
                (false, _, Some(is)) => {
                    known.put(&mut kept, is.clone());
                    known.put(&mut read, is);
                }
                // That there is none was decided, too: a default of the operator does not come in its place.
                (false, _, None) => {
                    known.put(&mut kept, Value::Null);
                    known.take(&mut read);
                }
            }
        }
        put_changes(&mut kept, &read, &now);
        if let Some(kept) = kept.as_object_mut() {
            let version = kept.entry(VERSION_NAME).or_insert(VERSION.into());
            if version.as_u64().is_some_and(|it| it < VERSION) {
                *version = VERSION.into();
            }
        }
        serde_json::to_string(&kept)
    }
}

/// What somebody decided, of what was kept: an object.
fn decided(content: &str) -> Value {
    let read = serde_json::from_str(content).ok().filter(Value::is_object);
    let mut all = read.unwrap_or_else(|| Value::Object(Map::new()));
    if all.get(VERSION_NAME).is_none()
        && let Ok(builtin) = serde_json::to_value(Preferences::default())
    {
        for known in known::all() {
            if known.find(&all) == known.find(&builtin) {
                known.take(&mut all);
            }
        }
    }
    all
}

fn read(
    section: &'static str,
    wishes: &[(String, String)],
) -> Result<(Vec<Rule>, Option<Locale>), UnknownWish> {
    let (mut rules, mut language) = (Vec::new(), None);
    for (name, answer) in wishes {
        let unknown =
            |expected: String| UnknownWish { section, name: name.clone(), answer: answer.clone(), expected };
        if name == LANGUAGE {
            let locale = Locale::ALL.into_iter().find(|it| it.tag() == answer);
            let tags = Locale::ALL.map(Locale::tag).join(", ");
            language = Some(locale.ok_or_else(|| unknown(tags))?);
            continue;
        }
        let known = known::named(name)
            .ok_or_else(|| unknown("a preference of this name; look for its spelling".to_owned()))?;
        let kept = of_configuration(known, answer).ok_or_else(|| unknown(known.expected()))?;
        rules.push(Rule { name: known.name, kept });
    }
    Ok((rules, language))
}

/// What is kept of an answer; TOML has words of its own for yes and no.
fn of_configuration(known: &Known, answer: &str) -> Option<Value> {
    let kept = known.kept_of(answer);
    kept.or_else(|| match answer {
        "true" => known.kept_of("yes").or_else(|| known.kept_of("on")),
        "false" => known.kept_of("no").or_else(|| known.kept_of("off")),
        _ => None,
    })
}

/// Where decisions are kept, and what the operator says about them. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Decisions {
    store: Store,
    rules: Arc<Rules>,
}

impl Decisions {
    /// Those in a database.
    pub fn new(store: Store, rules: Rules) -> Self {
        Self { store, rules: Arc::new(rules) }
    }

    /// Those of nobody in particular.
    pub fn usual(&self) -> Preferences {
        self.rules.read(NOTHING)
    }

    /// What the operator decided.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }
}

impl Preferences {
    /// Those of a person.
    pub async fn of(decisions: &Decisions, account: AccountId) -> Result<Self, Error> {
        let kept = decisions.store.preferences(account).await?;
        Ok(decisions.rules.read(kept.as_deref().unwrap_or(NOTHING)))
    }

    /// Those of a person; when the database is away what the operator decided, so that all else goes on.
    pub async fn of_or_usual(decisions: &Decisions, account: AccountId) -> Self {
        Self::of(decisions, account).await.unwrap_or_else(|error| {
            tracing::warn!(error = &error as &dyn std::error::Error, "preferences could not be read");
            decisions.usual()
        })
    }

    /// Changes those of a person, and gives what `change` says of it. It is done to what others have kept by then:
    /// more than once, where they do so meanwhile.
    pub async fn change<T>(
        decisions: &Decisions,
        account: AccountId,
        mut change: impl FnMut(&mut Self) -> T,
    ) -> Result<T, Error> {
        for _ in 0..MOST_TURNS {
            let kept = decisions.store.preferences(account).await?;
            let content = kept.as_deref().unwrap_or(NOTHING);
            let before = decisions.rules.read(content);
            let mut after = before.clone();
            let done = change(&mut after);
            if after == before {
                return Ok(done);
            }
            let content = match decisions.rules.write(&after, content) {
                Ok(content) => content,
                // Names and numbers alone: there is nothing that could not be written.
                Err(error) => {
                    tracing::error!(error = &error as &dyn std::error::Error, "preferences were not kept");
                    return Ok(done);
                }
            };
            if decisions.store.exchange_preferences(account, kept.as_deref(), &content).await? {
                return Ok(done);
            }
        }
        Err(Error::Contended)
    }

    /// The answer to a question by its name; `None` when there is no such question.
    pub fn answer(&self, name: &str) -> Option<String> {
        let all = serde_json::to_value(self).ok()?;
        let known = known::named(name)?;
        known.answer_of(known.find(&all).unwrap_or(&Value::Null))
    }

    /// The same preferences with other answers, by the names of questions; the names of those that could not
    /// be read.
    pub fn with_answers<'a>(
        &self,
        answers: impl IntoIterator<Item = (&'static str, &'a str)>,
    ) -> Result<Self, Vec<&'static str>> {
        let mut all = serde_json::to_value(self).unwrap_or_default();
        let mut open = Vec::new();
        for (name, answer) in answers {
            match known::named(name).and_then(|it| Some((it, it.kept_of(answer)?))) {
                Some((known, kept)) => known.put(&mut all, kept),
                None => open.push(name),
            }
        }
        if open.is_empty() { Ok(Self::of_value(all)) } else { Err(open) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Layout, PageSize, Receipts};
    use super::*;
    use crate::store::tests::stores;

    fn rules(usual: &[(&str, &str)], fixed: &[(&str, &str)]) -> Result<Rules, UnknownWish> {
        let own = |all: &[(&str, &str)]| {
            all.iter().map(|(name, answer)| ((*name).to_owned(), (*answer).to_owned())).collect()
        };
        Rules::new(&PreferenceWishes { usual: own(usual), fixed: own(fixed) })
    }

    #[test]
    fn a_default_is_for_who_decided_nothing_and_what_is_fixed_for_everybody() {
        let rules = rules(&[("layout", "below"), ("sound", "true")], &[("page_size", "100")]).unwrap();
        let read = |content: &str| {
            let it = rules.read(content);
            (it.layout, it.sound, it.page_size)
        };
        assert_eq!(read("{}"), (Layout::Below, true, PageSize::Long));
        assert_eq!(read("damaged"), (Layout::Below, true, PageSize::Long));
        let decided = r#"{"version":1,"layout":"beside","sound":false,"page_size":"25"}"#;
        assert_eq!(read(decided), (Layout::Beside, false, PageSize::Long));
        // Once, all was kept: what is as it would be was not decided.
        assert_eq!(read(r#"{"layout":"beside","sound":false}"#), (Layout::Below, true, PageSize::Long));
        assert_eq!(read(r#"{"version":1,"layout":7}"#).0, Layout::Below);
    }

    #[test]
    fn kept_is_what_was_decided_and_what_is_fixed_stays_as_it_was() {
        let fixed = rules(&[("layout", "below")], &[("page_size", "100")]).unwrap();
        let before = r#"{"version":1,"page_size":"25","tomorrow":[1]}"#;
        let mut decided = fixed.read(before);
        decided.receipts = Receipts::Send;
        decided.page_size = PageSize::Longest;
        let kept = fixed.write(&decided, before).unwrap();
        let value: Value = serde_json::from_str(&kept).unwrap();
        assert_eq!(value.get("layout"), None);
        assert_eq!(value.get("page_size"), Some(&Value::from("25")));
        assert_eq!(value.get("tomorrow"), Some(&serde_json::json!([1])));
        let free = Rules::default().read(&kept);
        assert_eq!(
            (free.receipts, free.page_size, free.layout),
            (Receipts::Send, PageSize::Short, Layout::Beside)
        );
        // Who goes back to the default has decided that.
        let all = Rules::default().write(&Preferences::default(), &kept).unwrap();
        assert!(all.contains(r#""receipts":"ask""#), "{all}");
    }

    #[test]
    fn folders_columns_and_the_checked_language_are_given_and_fixed_as_all_else() {
        use super::super::Role;
        let rules = rules(
            &[("sent_folder", "Envois"), ("checked_language", "nl")],
            &[("trash_folder", "Poubelle"), ("junk_folder", ""), ("columns", "date, subject")],
        )
        .unwrap();
        let before = r#"{"version":1,"roles":{"trash":"T","junk":"J"},"columns":["subject"]}"#;
        let mut decided = rules.read(before);
        let folders = |it: &Preferences| it.roles.clone().into_iter().collect::<Vec<_>>();
        let (sent, trash) = ((Role::Sent, "Envois".to_owned()), (Role::Trash, "Poubelle".to_owned()));
        assert_eq!(folders(&decided), [sent, trash.clone()]);
        assert_eq!(decided.answer("columns").as_deref(), Some("date, subject"));
        assert_eq!(decided.answer("checked_language").as_deref(), Some("nl"));
        assert!(rules.gives("trash_folder", "Poubelle") && !rules.gives("sent_folder", "Poubelle"));
        // Whoever wants what the server says has chosen that; what is fixed cannot be taken away or changed.
        decided.roles.clear();
        decided.roles.insert(Role::Junk, "Spam".to_owned());
        decided.columns = super::super::columns::Columns::default();
        decided.spelling.language = None;
        let kept = rules.write(&decided, before).unwrap();
        let now = rules.read(&kept);
        assert_eq!(folders(&now), [trash]);
        assert_eq!(now.answer("columns").as_deref(), Some("date, subject"));
        assert_eq!(now.spelling.language, None);
        let free = Rules::default().read(&kept);
        assert_eq!(folders(&free), [(Role::Junk, "J".to_owned()), (Role::Trash, "T".to_owned())]);
    }

    #[test]
    fn what_a_newer_version_or_damage_has_left_stays() {
        let before = r#"{"version":2,"layout":"floating","looks":{"theme":"sepia","corners":"round"},
            "writing":{"warnings":{"spelling":true,"text":"?"},"mdn":true},"mark_read":{"after":999},
            "roles":{"sent":"Envois","notes":"N","trash":5},"lists":{"A":7,"B":{"threads":true,"wide":1}}}"#;
        let rules = rules(&[("mark_read", "after-5")], &[("page_size", "100")]).unwrap();
        let mut decided = rules.read(before);
        assert_eq!(decided.roles.len(), 1, "one that is damaged spoils no other");
        assert!(
            decided.lists.get("B").is_some_and(|it| it.threads == Some(true)) && decided.lists.len() == 1
        );
        assert!(decided.writing.warnings.text && decided.writing.mdn);
        decided.writing.dsn = true;
        decided.looks.density = super::super::looks::Density::Compact;
        decided.mark_read = super::super::MarkRead::After(10);
        let kept: Value = serde_json::from_str(&rules.write(&decided, before).unwrap()).unwrap();
        let mut expected: Value = serde_json::from_str(before).unwrap();
        expected["writing"]["dsn"] = true.into();
        expected["looks"]["density"] = "compact".into();
        expected["mark_read"] = serde_json::json!({"after": 10});
        assert_eq!(kept, expected);
    }

    #[tokio::test]
    async fn what_two_pages_change_at_once_is_kept_of_both() {
        for store in stores("test_preferences_at_once").await {
            let account = store.account_signed_in("pierre@example.test", 10).await.unwrap();
            let decisions = Decisions::new(store, Rules::default());
            let names = (0..12).map(|it| format!("F{it}")).collect::<Vec<_>>();
            let fold = |name: &String| {
                let (name, decisions) = (name.clone(), decisions.clone());
                tokio::spawn(async move {
                    let change = |it: &mut Preferences| it.folds.insert(name.clone(), true);
                    Preferences::change(&decisions, account, change).await.unwrap()
                })
            };
            for turn in names.iter().map(fold).collect::<Vec<_>>() {
                turn.await.unwrap();
            }
            let kept = Preferences::of(&decisions, account).await.unwrap();
            assert_eq!(kept.folds.len(), names.len());
        }
    }

    #[tokio::test]
    async fn without_the_database_what_is_fixed_is_so_all_the_same() {
        let store = Store::open("sqlite::memory:").await.unwrap();
        store.close().await;
        let decisions = Decisions::new(store, rules(&[], &[("remote_images", "never")]).unwrap());
        let read = Preferences::of_or_usual(&decisions, AccountId(1)).await;
        assert_eq!(read.remote_images, super::super::RemoteImages::Never);
    }

    #[test]
    fn a_wish_that_does_not_exist_is_named_with_what_was_expected() {
        let error =
            |usual: &[(&str, &str)], fixed: &[(&str, &str)]| rules(usual, fixed).unwrap_err().to_string();
        assert_eq!(
            error(&[("page_size", "30")], &[]),
            "preferences.default.page_size = \"30\": expected 25, 50, 100, 200"
        );
        assert!(
            error(&[], &[("colour", "red")]).starts_with("preferences.fixed.colour = \"red\": expected a")
        );
        assert!(error(&[("time_zone", "Europe/Valmont")], &[]).contains("IANA"));
        assert!(error(&[("language", "es")], &[]).ends_with("expected fr, en, nl, de"));
    }

    #[test]
    fn answers_are_put_in_by_name_all_or_none() {
        let before = Preferences::default();
        let after = before.with_answers([("mark_read", "after-10"), ("warn_name", "yes")]).unwrap();
        assert!(after.writing.warnings.name);
        assert_eq!(after.answer("mark_read").as_deref(), Some("after-10"));
        assert_eq!(before.with_answers([("sound", "on"), ("swipe", "up")]), Err(vec!["swipe"]));
    }

    #[test]
    fn the_example_names_every_preference_with_its_default_and_its_answers() {
        let example = crate::config::EXAMPLE;
        let part = example.split("[preferences.default]").nth(1).unwrap_or_default();
        let part = part.split("[preferences.fixed]").next().unwrap_or_default();
        for known in known::all() {
            let usual = Preferences::default().answer(known.name).unwrap();
            let line = format!("# {} = {usual:?}", known.name);
            let found = part.lines().find(|it| it.split(" # ").next().is_some_and(|it| it.trim() == line));
            let found = found.unwrap_or_else(|| panic!("no line: {line}"));
            let said = found.split(" # ").nth(1).unwrap_or_default().trim();
            assert_eq!(said, known.expected(), "{}", known.name);
        }
    }
}

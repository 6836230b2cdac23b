//! Somebody's scripts: which of them mail goes through, where a rule is, and where one goes.

use std::collections::BTreeSet;
use std::ops::Range;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use mailcore::managesieve::{self, Session};
use mailcore::sieve::{self, Draft};
use sha2::{Digest as _, Sha256};

use self::carrying::carry;
use self::reading::Reading;
use super::{Error, Hand, Managed};

mod carrying;
mod reading;

/// What the first script of somebody who has none is called.
const OWN_NAME: &str = "facteur";

/// Under this name a script stays as it was before the last change.
const BEFORE: &str = "facteur-before";

/// The scripts, those first that mail goes through.
#[derive(Clone, Debug, Default)]
pub struct Scripts {
    all: Vec<Script>,
    /// Names that are taken.
    names: Vec<String>,
}

#[derive(Clone, Debug)]
struct Script {
    name: String,
    draft: Draft,
    role: Role,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// Mail goes through it.
    Active,
    /// The active one includes it, or one that is included (RFC 6609).
    Included,
    /// It lies there.
    Idle,
}

/// A rule as it was found.
#[derive(Clone, Debug)]
pub struct Found<T> {
    /// The rule.
    pub rule: T,
    /// Whether mail goes through it.
    pub in_effect: bool,
    /// What tells it from the same rule before or after a change.
    pub print: String,
    script: usize,
    range: Range<usize>,
}

/// A script that is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    name: String,
    text: String,
    activates: bool,
}

impl Scripts {
    /// Reads them from the server.
    pub async fn read(session: &mut Session) -> Result<Self, Error> {
        let listed = session.scripts().await?;
        let mut reading = Reading::new(&listed);
        while let Some((name, role)) = reading.next() {
            let text = session.script(&name).await?;
            reading.take(name, role, text)?;
        }
        Ok(Self { all: reading.all, names: listed.into_iter().map(|it| it.name).collect() })
    }

    /// The rule of a kind: of the active script, else of those that it includes, else of the others.
    pub fn find<T: Managed>(&self) -> Option<Found<T>> {
        self.all.iter().enumerate().find_map(|(at, script)| {
            let (rule, range) = T::find(&script.draft)?;
            let in_effect = script.role != Role::Idle;
            let print = print(script.draft.octets(&range));
            Some(Found { rule, in_effect, print, script: at, range })
        })
    }

    /// What is to be written so that a rule takes the place of the one of its kind.
    ///
    /// It stays where it is, but for one that is switched on in a script that mail does not go through: it moves into
    /// the active one, with all that its writer put beside what a page shows. Where none is active, its script becomes
    /// that if it has no other rule, for nothing may begin to work that nobody asked for; else a script is made for it.
    ///
    /// # Errors
    ///
    /// When it has to move and would mean something else in another script, or a script would be none any more.
    pub fn steps<T: Managed>(&self, rule: &T, hand: &Hand<'_>) -> Result<Vec<Step>, Error> {
        let found = self.find::<T>();
        let active = self.all.iter().position(|it| it.role == Role::Active);
        let stays =
            |it: &Found<T>| it.in_effect || !rule.is_on() || (active.is_none() && self.is_alone(it.script));
        let home = found.as_ref().filter(|it| stays(it)).map(|it| it.script).or(active);
        let moved = found.filter(|it| home != Some(it.script));
        let moved = moved.and_then(|it| Some((self.all.get(it.script)?, it.range)));
        let home = home.and_then(|it| self.all.get(it));
        let mut steps: Vec<Step> = self.written(rule, hand, home, moved.as_ref())?.into_iter().collect();
        if let Some((script, range)) = moved {
            let mut draft = script.draft.clone();
            draft.replace(range, "", &[]).map_err(|why| unreadable(&script.name, why))?;
            steps.push(Step { name: script.name.clone(), text: draft.text().to_owned(), activates: false });
        }
        Ok(steps)
    }

    /// The script `home`, or a new one, with a rule in it, in place of the one that `moved` there; `None` where nothing
    /// changes.
    fn written<T: Managed>(
        &self,
        rule: &T,
        hand: &Hand<'_>,
        home: Option<&Script>,
        moved: Option<&(&Script, Range<usize>)>,
    ) -> Result<Option<Step>, Error> {
        let name = home.map_or_else(|| self.free_name(), |it| it.name.clone());
        let before = home.map_or("", |it| it.draft.text());
        let fail = |why| unreadable(&name, why);
        let mut draft = Draft::new(before.to_owned()).map_err(fail)?;
        if let Some((script, range)) = moved {
            carry(range, script, &mut draft)?;
        }
        rule.put(&mut draft, hand).map_err(fail)?;
        let activates = rule.is_on() && self.all.iter().all(|it| it.role != Role::Active);
        let is_change = activates || draft.text() != before;
        Ok(is_change.then(|| Step { name, text: draft.text().to_owned(), activates }))
    }

    /// Whether a script has one rule and no more.
    fn is_alone(&self, script: usize) -> bool {
        let commands = self.all.get(script).map(|it| it.draft.commands()).unwrap_or_default();
        commands.iter().filter(|it| it.name != "require").count() == 1
    }

    fn free_name(&self) -> String {
        let numbered = (2..).map(|it| format!("{OWN_NAME}-{it}"));
        let mut names = std::iter::once(OWN_NAME.to_owned()).chain(numbered);
        names.find(|it| !self.names.contains(it)).unwrap_or_default()
    }

    /// The text of the active one; empty where there is none.
    pub fn active(&self) -> &str {
        self.all.iter().find(|it| it.role == Role::Active).map_or("", |it| it.draft.text())
    }

    /// What is to be written so that a script takes the place of the active one.
    pub fn replacing(&self, text: &str) -> Step {
        let active = self.all.iter().find(|it| it.role == Role::Active);
        let name = active.map_or_else(|| self.free_name(), |it| it.name.clone());
        Step { name, text: text.to_owned(), activates: active.is_none() }
    }

    /// What is to be written so that a text takes the place of one of the scripts.
    pub fn rewriting(&self, name: &str, text: &str) -> Step {
        Step { name: name.to_owned(), text: text.to_owned(), activates: false }
    }

    /// Those that mail goes through, by name: the active one first, then what it includes.
    pub fn in_effect(&self) -> impl Iterator<Item = (&str, &Draft)> {
        self.all.iter().filter(|it| it.role != Role::Idle).map(|it| (it.name.as_str(), &it.draft))
    }

    /// The names of those that lie there, but for what is kept of before a change.
    pub fn idle(&self) -> impl Iterator<Item = &str> {
        self.all.iter().filter(|it| it.role == Role::Idle).map(|it| it.name.as_str())
    }

    /// What mail would go through if a text were the active script: the text, and what it includes, whatever lies
    /// there now. The second are names of scripts of which nobody knows here what is in them.
    pub fn reached<'a>(&'a self, text: &'a Draft) -> (Vec<&'a Draft>, BTreeSet<String>) {
        let (mut reached, mut unknown) = (vec![text], BTreeSet::new());
        let (mut waiting, mut begun) = (Vec::new(), BTreeSet::new());
        reading::include(text.commands(), &mut waiting);
        while let Some(name) = waiting.pop() {
            if !begun.insert(name.clone()) {
                continue;
            }
            match self.all.iter().find(|it| it.name == name) {
                Some(script) => {
                    reached.push(&script.draft);
                    reading::include(script.draft.commands(), &mut waiting);
                }
                // What is not there yet can come there by a program that knows the password, and by no other.
                None if name.contains("${") || self.names.contains(&name) => {
                    unknown.insert(name);
                }
                None => {}
            }
        }
        (reached, unknown)
    }

    /// Writes scripts: all are checked before the first is written, which the server keeps as it was before, too.
    pub async fn take(&self, steps: &[Step], session: &mut Session) -> Result<(), Error> {
        for step in steps {
            session.check(&step.text).await?;
        }
        if let Some(before) = steps.iter().find_map(|step| self.all.iter().find(|it| it.name == step.name))
            && let Err(error) = session.put(BEFORE, before.draft.text()).await
        {
            // There may be room for no more scripts; the change does not depend on it.
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "a script was not kept as it was before"
            );
        }
        for (place, step) in steps.iter().enumerate() {
            if let Err(error) = put(step, session).await {
                self.put_back(steps.get(..place).unwrap_or_default(), session).await;
                return Err(error.into());
            }
            if step.activates {
                session.activate(&step.name).await?;
            }
        }
        Ok(())
    }

    /// Gives scripts the texts that they had, as far as the server takes them.
    async fn put_back(&self, steps: &[Step], session: &mut Session) {
        for step in steps {
            let Some(before) = self.all.iter().find(|it| it.name == step.name) else { continue };
            if let Err(error) = session.put(&step.name, before.draft.text()).await {
                let error = &error as &dyn std::error::Error;
                tracing::warn!(error, "a script was not put back");
            }
        }
    }
}

/// Writes a script. Where there is no room for it, what is kept of before goes: the script that it was is still in
/// effect then.
async fn put(step: &Step, session: &mut Session) -> Result<(), managesieve::Error> {
    match session.put(&step.name, &step.text).await {
        Err(managesieve::Error::Quota) if session.delete(BEFORE).await.is_ok() => {
            session.put(&step.name, &step.text).await
        }
        done => done,
    }
}

/// What tells a text from the same one after a change.
pub fn print(text: &str) -> String {
    let digest = Sha256::digest(text);
    URL_SAFE_NO_PAD.encode(digest.get(..12).unwrap_or_default())
}

fn unreadable(name: &str, why: sieve::Error) -> Error {
    Error::Unreadable { name: name.to_owned(), why }
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;
    use mailcore::managesieve::Listed;
    use mailcore::sieve::absence::Absence;
    use mailcore::sieve::redirection::Redirection;

    use super::*;

    const OTHER: &str = "if header :is \"a\" \"b\" { keep; }\n";

    /// What is read where these are the scripts: names, texts, and which is active.
    pub(super) fn read(all: &[(&str, &str, bool)]) -> Result<Scripts, Error> {
        let listed = |(name, _, is_active): &(&str, &str, bool)| Listed {
            name: (*name).to_owned(),
            is_active: *is_active,
        };
        let listed: Vec<Listed> = all.iter().map(listed).collect();
        let mut reading = Reading::new(&listed);
        while let Some((name, role)) = reading.next() {
            let (_, text, _) = all.iter().find(|it| it.0 == name).unwrap();
            reading.take(name, role, (*text).to_owned())?;
        }
        Ok(Scripts { all: reading.all, names: listed.into_iter().map(|it| it.name).collect() })
    }

    fn scripts(all: &[(&str, &str, bool)]) -> Scripts {
        read(all).unwrap()
    }

    fn hand() -> Hand<'static> {
        Hand { name: "Absence", zone: TimeZone::UTC, can_copy: true }
    }

    fn absence(is_on: bool) -> Absence {
        Absence { is_on, text: "Absente.".to_owned(), ..Absence::default() }
    }

    /// The script with a rule of ours before what it has.
    fn with(rule: &Absence, text: &str) -> String {
        let mut draft = Draft::new(text.to_owned()).unwrap();
        Managed::put(rule, &mut draft, &hand()).unwrap();
        draft.text().to_owned()
    }

    #[track_caller]
    fn check(before: &[(&str, &str, bool)], rule: &Absence, expected: &[(&str, &str, bool)]) {
        let steps = scripts(before).steps(rule, &hand()).unwrap();
        let found: Vec<_> =
            steps.iter().map(|it| (it.name.as_str(), it.text.as_str(), it.activates)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_first_rule_makes_a_script_which_works_once_it_is_switched_on() {
        let text = |is_on| with(&absence(is_on), "");
        check(&[], &absence(true), &[("facteur", &text(true), true)]);
        check(&[], &absence(false), &[("facteur", &text(false), false)]);
        check(&[("facteur", OTHER, false)], &absence(true), &[("facteur-2", &text(true), true)]);
        let none = Redirection::default();
        assert_eq!(scripts(&[]).steps(&none, &hand()).unwrap(), []);
    }

    #[test]
    fn a_rule_goes_into_the_active_script_and_stays_where_it_works() {
        let (on, off) = (absence(true), absence(false));
        check(&[("a", OTHER, true), ("b", "", false)], &on, &[("a", &with(&on, OTHER), false)]);
        let here = with(&on, OTHER);
        check(&[("a", &here, true)], &on, &[]);
        check(&[("a", &here, true)], &off, &[("a", &with(&off, &here), false)]);
        let includes = "require \"include\"; if true { include :personal \"b\"; }\n";
        check(
            &[("a", includes, true), ("b", &here, false), ("c", &here, false)],
            &off,
            &[("b", &with(&off, &here), false)],
        );
    }

    #[test]
    fn one_that_lies_elsewhere_moves_when_it_is_switched_on_and_wakes_nothing_else() {
        let (on, off) = (absence(true), absence(false));
        let idle = with(&off, OTHER);
        let left = "require [\"vacation\"];\r\n\r\n".to_owned() + OTHER;
        let moved = with(&on, OTHER);
        check(&[("a", OTHER, true), ("b", &idle, false)], &on, &[("a", &moved, false), ("b", &left, false)]);
        check(&[("a", OTHER, true), ("b", &idle, false)], &off, &[]);
        let alone = with(&off, "");
        check(&[("b", &alone, false)], &on, &[("b", &with(&on, &alone), true)]);
        check(&[("b", &idle, false)], &on, &[("facteur", &with(&on, ""), true), ("b", &left, false)]);
    }

    #[test]
    fn one_that_moves_takes_along_what_its_writer_put_beside_it() {
        let own = "require [\"vacation\", \"fileinto\"];\n# mine\n\
                   if header \"a\" \"b\" { vacation \"x\"; fileinto \"y\"; }\n";
        let all = scripts(&[("a", OTHER, true), ("b", own, false)]);
        let steps = all.steps(&absence(true), &hand()).unwrap();
        let [into, from] = steps.as_slice() else { panic!("{steps:?}") };
        let rule = "require [\"fileinto\", \"vacation\"];\r\n# mine\nif header \"a\" \"b\" { vacation text:";
        assert!(into.name == "a" && into.text.starts_with(rule), "{}", into.text);
        assert!(into.text.contains("; fileinto \"y\"; }\r\n") && into.text.ends_with(OTHER), "{}", into.text);
        assert!(from.name == "b" && Draft::new(from.text.clone()).unwrap().commands().len() == 1);
        let variable =
            own.replace("vacation\", ", "vacation\", \"variables\", ").replace("\"y\"", "\"${y}\"");
        let all = scripts(&[("a", OTHER, true), ("b", &variable, false)]);
        assert!(matches!(all.steps(&absence(true), &hand()), Err(Error::Bound { name }) if name == "b"));
        assert_eq!(all.steps(&absence(false), &hand()).unwrap().len(), 1, "it may change where it is");
    }

    #[test]
    fn what_a_script_would_lead_to_is_followed() {
        let includes =
            "require \"include\"; include \"b\"; if true { include \"odd\"; } include \"nowhere\";";
        let second = "require \"include\"; include \"a\"; redirect \"x@y.example\";";
        let all = scripts(&[("a", "keep;", true), ("b", second, false), ("odd", "keep", false)]);
        assert_eq!(all.in_effect().map(|it| it.0).collect::<Vec<_>>(), ["a"]);
        let text = Draft::new(includes.to_owned()).unwrap();
        let (reached, unknown) = all.reached(&text);
        assert_eq!(reached.iter().map(|it| it.text()).collect::<Vec<_>>(), [includes, second, "keep;"]);
        assert_eq!(unknown.into_iter().collect::<Vec<_>>(), ["odd"]);
    }

    #[test]
    fn what_mail_goes_through_must_be_readable_and_the_rest_need_not_be() {
        assert!(matches!(read(&[("a", "keep", true)]), Err(Error::Unreadable { .. })));
        assert!(scripts(&[("a", "keep", false)]).find::<Absence>().is_none());
        let here = with(&absence(true), "");
        let found = |text: &str| scripts(&[("a", text, true)]).find::<Absence>().unwrap().print;
        assert_eq!(found(&here), found(&format!("{here}\r\n{OTHER}")), "other rules do not count");
        assert_ne!(found(&here), found(&with(&absence(false), "")));
        // It includes itself, and one that is not there.
        let round = "require \"include\"; include \"a\"; include :global \"b\"; include \"nowhere\";";
        let all = scripts(&[("a", round, true), ("b", &here, false)]);
        assert!(!all.find::<Absence>().unwrap().in_effect);
    }
}

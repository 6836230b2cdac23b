//! Somebody's scripts: which of them mail goes through, where a rule is, and where one goes.

use std::ops::Range;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use mailcore::managesieve::{Listed, Session};
use mailcore::sieve::{self, Draft};
use sha2::{Digest as _, Sha256};

use self::carrying::carry;
use self::reading::Reading;
use super::{Error, Hand, Managed};

mod carrying;
mod reading;
pub(super) mod writing;

pub use reading::included;

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
        let is_idle = |name: &&str| *name != BEFORE && self.in_effect().all(|it| it.0 != *name);
        self.names.iter().map(String::as_str).filter(is_idle)
    }

    /// What they are once mail goes through the one of a name, which has this text; `None` where that cannot be read.
    pub fn activating(&self, name: &str, text: &str) -> Option<Self> {
        let text = Draft::new(text.to_owned()).ok()?.text().to_owned();
        Some(self.after(&[Step { name: name.to_owned(), text, activates: true }]))
    }

    /// Whether a script may get a name: no other one has it, and mail goes through none of this name once there is one.
    pub fn is_free(&self, name: &str) -> bool {
        name != BEFORE && !self.has(name) && !self.is_included(name)
    }

    /// The text of one of them, as far as it was read.
    pub fn draft(&self, name: &str) -> Option<&Draft> {
        self.all.iter().find(|it| it.name == name).map(|it| &it.draft)
    }

    /// Whether the server has one of this name.
    pub fn has(&self, name: &str) -> bool {
        self.names.iter().any(|it| it == name)
    }

    /// What they are once these steps were taken. One that is included then and was not read is not among them.
    pub fn after(&self, steps: &[Step]) -> Self {
        let activated = steps.iter().find(|it| it.activates).map(|it| it.name.as_str());
        let active = self.all.iter().find(|it| it.role == Role::Active).map(|it| it.name.as_str());
        let active = activated.or(active);
        let made = steps.iter().map(|it| &it.name).filter(|it| !self.has(it));
        let names: Vec<String> = self.names.iter().chain(made).cloned().collect();
        let listed = |name: &String| Listed { name: name.clone(), is_active: active == Some(name.as_str()) };
        let mut reading = Reading::new(&names.iter().map(listed).collect::<Vec<_>>());
        while let Some((name, role)) = reading.next() {
            let written = steps.iter().find(|it| it.name == name).map(|it| it.text.as_str());
            let Some(text) = written.or_else(|| self.draft(&name).map(Draft::text)) else { continue };
            if reading.take(name, role, text.to_owned()).is_err() {
                // Nothing is written that cannot be read.
                return self.clone();
            }
        }
        Self { all: reading.all, names }
    }

    /// Whether a copy may take the place of the one that is kept of before: not where mail goes through that, or may.
    fn has_free_copy(&self) -> bool {
        !self.is_included(BEFORE)
    }

    /// Whether mail goes through the script of a name, or may, be it there or not.
    fn is_included(&self, name: &str) -> bool {
        let mut names = Vec::new();
        for (name, draft) in self.in_effect() {
            names.push(name.to_owned());
            reading::include(draft.commands(), &mut names);
        }
        names.iter().any(|it| it == name || it.contains("${"))
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
pub(crate) mod tests {
    use jiff::tz::TimeZone;
    use mailcore::sieve::absence::Absence;
    use mailcore::sieve::redirection::Redirection;

    use super::*;

    const OTHER: &str = "if header :is \"a\" \"b\" { keep; }\n";

    /// What is read where these are the scripts: names, texts, and which is active.
    pub(crate) fn read(all: &[(&str, &str, bool)]) -> Result<Scripts, Error> {
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
    fn what_they_are_after_a_change_is_what_would_be_read_then() {
        let include = "include \"b\";";
        let before = scripts(&[("a", OTHER, true), ("b", "stop;", false), ("odd", "keep", false)]);
        let after = before.after(&[before.replacing(include), before.rewriting("b", "keep;")]);
        let found: Vec<_> = after.in_effect().map(|(name, draft)| (name, draft.text())).collect();
        assert_eq!(found, [("a", include), ("b", "keep;")]);
        assert!(after.has("odd") && after.draft("odd").is_none());
        let first = scripts(&[("facteur", OTHER, false)]);
        let after = first.after(&first.steps(&absence(true), &hand()).unwrap());
        assert_eq!(after.in_effect().map(|it| it.0).collect::<Vec<_>>(), ["facteur-2"]);
        assert!(after.find::<Absence>().unwrap().in_effect && after.has("facteur-2"));
    }

    #[test]
    fn of_those_that_lie_there_one_becomes_active_and_no_name_wakes_one() {
        let all = [
            ("a", "include \"b\"; include \"c\";", true),
            ("b", "stop;", false),
            ("d", OTHER, false),
            ("odd", "keep", false),
        ];
        let all = scripts(&[all.as_slice(), &[(BEFORE, "stop;", false)]].concat());
        assert_eq!(all.idle().collect::<Vec<_>>(), ["d", "odd"]);
        let after = all.activating("d", OTHER).unwrap();
        assert_eq!(after.in_effect().map(|it| it.0).collect::<Vec<_>>(), ["d"]);
        assert_eq!(after.idle().collect::<Vec<_>>(), ["a", "b", "odd"]);
        assert!(all.activating("odd", "keep").is_none());
        let free = ["e", "c", "d", "odd", BEFORE].map(|it| all.is_free(it));
        assert_eq!(free, [true, false, false, false, false], "one that is included would be gone through");
        assert!(!scripts(&[("a", "include \"${x}\";", true)]).is_free("e"));
    }

    #[test]
    fn no_copy_takes_the_place_of_one_that_mail_goes_through() {
        let copy = (BEFORE, "stop;", false);
        assert!(scripts(&[("a", OTHER, true), copy]).has_free_copy());
        assert!(scripts(&[(BEFORE, OTHER, false)]).has_free_copy());
        for active in ["include \"facteur-before\";", "if false { include \"${x}\"; }"] {
            assert!(!scripts(&[("a", active, true), copy]).has_free_copy(), "{active}");
        }
        assert!(!scripts(&[("a", OTHER, false), (BEFORE, OTHER, true)]).has_free_copy());
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

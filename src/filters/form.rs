//! What is typed of a rule, and the rule that it means.

use jiff::Zoned;
use mailcore::address::Address;
use mailcore::sieve::filter::{Action, Condition, Field, Filter, Join};

use super::offer::{ActionKind, Offer, TestKind};
use crate::i18n::{Text, dates};

mod actions;
mod conditions;

/// The most conditions of a rule.
pub const MOST_TESTS: usize = 30;

/// The most actions of a rule.
pub const MOST_ACTIONS: usize = 15;

/// The longest name, in characters.
const MOST_NAME: usize = 200;

/// A rule for every message.
pub const EVERY: &str = "every";

/// One condition is enough.
pub const ANY: &str = "any";

/// All must hold.
pub const ALL: &str = "all";

/// The fields, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// What it is called; empty to be called by what it is about.
    pub name: String,
    /// Whether it is switched on.
    pub is_on: bool,
    /// `all`, `any` or `every`.
    pub join: String,
    /// The conditions.
    pub tests: Vec<TypedTest>,
    /// The actions.
    pub actions: Vec<TypedAction>,
}

/// A condition, as typed: what does not belong to its kind is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedTest {
    /// What it is about.
    pub kind: TestKind,
    /// Names of fields, with commas.
    pub names: String,
    /// `whole`, `address`, `domain` or `local`.
    pub part: String,
    /// `contains`, `is`, `matches` or `exists`, with `not-` before it; `over` or `under`; `from`, `until` or `on`.
    pub how: String,
    /// A value a line.
    pub values: String,
    /// A size.
    pub number: String,
    /// Its unit: `B`, `K`, `M` or `G`.
    pub unit: String,
    /// A day, as `2026-12-24`.
    pub day: String,
    /// Its offset from UTC; empty for the person's own, `-` for the server's own.
    pub zone: String,
}

/// An action, as typed: what does not belong to its kind is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedAction {
    /// What is done.
    pub kind: ActionKind,
    /// The folder.
    pub folder: String,
    /// Whether the folder is made where there is none.
    pub create: bool,
    /// The address.
    pub to: String,
    /// Flags and keywords, with blanks.
    pub flags: String,
    /// The text for the sender.
    pub text: String,
    /// The message is not taken in the first place, where the server can refuse that.
    pub at_once: bool,
}

/// What is wrong, for each field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mistakes {
    /// The name.
    pub name: Option<Text>,
    /// Which conditions must hold.
    pub join: Option<Text>,
    /// Each condition; none where all are well.
    pub tests: Vec<Option<Text>>,
    /// That there are no actions, or too many.
    pub general: Option<Text>,
    /// Each action; none where all are well.
    pub actions: Vec<Option<Text>>,
    /// The password, which is wanted, or was wrong.
    pub password: Option<Text>,
}

impl Mistakes {
    /// What is wrong with a condition.
    pub fn of_test(&self, place: usize) -> Option<&Text> {
        self.tests.get(place).and_then(Option::as_ref)
    }

    /// What is wrong with an action.
    pub fn of_action(&self, place: usize) -> Option<&Text> {
        self.actions.get(place).and_then(Option::as_ref)
    }
}

impl TypedTest {
    /// A condition of a kind, with nothing in it.
    pub fn new(kind: TestKind) -> Self {
        let how = match kind {
            TestKind::Size => "over",
            TestKind::Day => "from",
            _ => "contains",
        };
        Self {
            kind,
            names: String::new(),
            part: "address".to_owned(),
            how: how.to_owned(),
            values: String::new(),
            number: String::new(),
            unit: "M".to_owned(),
            day: String::new(),
            zone: String::new(),
        }
    }

    /// A condition about a value.
    pub fn about(kind: TestKind, how: &str, value: &str) -> Self {
        Self { how: how.to_owned(), values: value.to_owned(), ..Self::new(kind) }
    }

    /// How many lines its values take, from 1 to 8.
    pub fn rows(&self) -> usize {
        self.values.lines().count().clamp(1, 8)
    }
}

impl TypedAction {
    /// An action of a kind, with nothing in it.
    pub fn new(kind: ActionKind) -> Self {
        Self {
            kind,
            folder: String::new(),
            create: false,
            to: String::new(),
            flags: String::new(),
            text: String::new(),
            at_once: false,
        }
    }
}

impl Typed {
    /// What a new rule begins with, before anything is known of the server.
    pub fn fresh() -> Self {
        Self {
            is_on: true,
            join: ALL.to_owned(),
            tests: vec![TypedTest::new(TestKind::From)],
            actions: vec![TypedAction::new(ActionKind::Move)],
            ..Self::default()
        }
    }

    /// The same with what the server can do in place of what it cannot, in rows in which nothing was chosen yet.
    pub(super) fn fitted(mut self, offer: &Offer) -> Self {
        for test in &mut self.tests {
            if test.kind == TestKind::Day && test.day.is_empty() && !offer.has_test(test) {
                offer.first_side().clone_into(&mut test.how);
            }
        }
        for action in &mut self.actions {
            if action.kind == ActionKind::Move && action.folder.is_empty() && !offer.has_action(action) {
                *action = TypedAction::new(offer.first_action());
            }
        }
        self
    }

    /// What a form says of a rule.
    pub fn of(filter: &Filter) -> Self {
        let join = match (filter.conditions.is_empty(), filter.join) {
            (true, _) => EVERY,
            (false, Join::All) => ALL,
            (false, Join::Any) => ANY,
        };
        Self {
            name: filter.name.clone(),
            is_on: filter.is_on,
            join: join.to_owned(),
            tests: filter.conditions.iter().map(TypedTest::of).collect(),
            actions: filter.actions.iter().map(TypedAction::of).collect(),
        }
    }

    /// Whether a rule comes out of the form as it went in. One that does not (more of it than a form has, values that
    /// a line cannot hold, flags behind what they are not for) is changed by hand alone.
    pub(super) fn carries(filter: &Filter) -> bool {
        let offer = Offer { most_targets: usize::MAX, ..Offer::all() };
        let read = Self::of(filter).read(None, &offer, &dates::zoned(0));
        read.is_ok_and(|it| {
            it.conditions.iter().map(in_lower_case).eq(filter.conditions.iter().map(in_lower_case))
                && it.actions == filter.actions
                && (it.join == filter.join || it.conditions.is_empty())
        })
    }

    /// The rule that it means; `own` is the address of the login, `clock` the time where the person is. All mistakes
    /// are found, not the first only, and what the server cannot do is one. Flags come first: what files a message
    /// takes those that it has by then.
    pub(super) fn read(
        &self,
        own: Option<&Address>,
        offer: &Offer,
        clock: &Zoned,
    ) -> Result<Filter, Box<Mistakes>> {
        let most_targets = offer.most_targets;
        let known = |is_known: bool| if is_known { Ok(()) } else { Err(Text::new("filters-not-known")) };
        let mut wrong = Mistakes::default();
        if self.name.chars().count() > MOST_NAME {
            wrong.name = Some(Text::new("filters-long-name"));
        }
        let (conditions, mistakes) =
            apart(self.tests.iter().map(|it| known(offer.has_test(it)).and_then(|()| it.read(clock))));
        wrong.tests = mistakes;
        let (mut actions, mistakes) = apart(
            self.actions.iter().map(|it| known(offer.has_action(it)).and_then(|()| it.read(own, offer))),
        );
        wrong.actions = mistakes;
        let join = match self.join.as_str() {
            EVERY if !self.tests.is_empty() => Err("filters-every-with-tests"),
            ALL | ANY if self.tests.is_empty() => Err("filters-no-test"),
            ANY => Ok(Join::Any),
            ALL | EVERY => Ok(Join::All),
            _ => Err("settings-choose"),
        };
        wrong.join = join.err().map(Text::new);
        let targets = self.actions.iter().filter(|it| it.kind.has_address()).count();
        wrong.general = match self.actions.len() {
            0 => Some(Text::new("filters-no-action")),
            _ if targets > most_targets => Some(Text::new("rules-too-many").with("count", most_targets)),
            _ => None,
        };
        if self.tests.len() > MOST_TESTS || self.actions.len() > MOST_ACTIONS {
            wrong.general = Some(Text::new("filters-too-many"));
        }
        if wrong != Mistakes::default() {
            return Err(Box::new(wrong));
        }
        actions.sort_by_key(|it| !matches!(it, Action::AddFlags(_)));
        let filter = Filter {
            name: self.name.clone(),
            is_on: self.is_on,
            join: join.unwrap_or_default(),
            conditions,
            actions,
        };
        Ok(Filter { name: self.called(), ..filter })
    }

    /// The name, or else what it is about: where messages go, or the first value.
    fn called(&self) -> String {
        let folder = self.actions.iter().map(|it| it.folder.as_str()).find(|it| !it.is_empty());
        let value = self.tests.iter().filter_map(|it| it.values.lines().next()).next();
        let named = [Some(self.name.as_str()), folder, value].into_iter().flatten();
        named.map(str::trim).find(|it| !it.is_empty()).unwrap_or_default().to_owned()
    }
}

/// A condition with the names of its fields in lower case, in which they mean the same.
fn in_lower_case(condition: &Condition) -> Condition {
    match condition {
        Condition::Field(field) => {
            let names = field.names.iter().map(|it| it.to_ascii_lowercase()).collect();
            Condition::Field(Field { names, ..field.clone() })
        }
        other => other.clone(),
    }
}

/// What was read, and the mistake of each; no mistakes where none has one.
fn apart<T>(read: impl Iterator<Item = Result<T, Text>>) -> (Vec<T>, Vec<Option<Text>>) {
    let (mut well, mut mistakes) = (Vec::new(), Vec::new());
    for it in read {
        match it {
            Ok(it) => {
                well.push(it);
                mistakes.push(None);
            }
            Err(text) => mistakes.push(Some(text)),
        }
    }
    if mistakes.iter().all(Option::is_none) {
        mistakes.clear();
    }
    (well, mistakes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock() -> Zoned {
        "2026-07-01T12:00:00+02:00[Europe/Paris]".parse().unwrap()
    }

    fn offer() -> Offer {
        Offer { most_targets: 4, ..Offer::all() }
    }

    fn keys(typed: &Typed) -> Vec<&'static str> {
        let own: Address = "me@own.example".parse().unwrap();
        let Err(wrong) = typed.read(Some(&own), &offer(), &clock()) else { return Vec::new() };
        let Mistakes { name, join, tests, general, actions, password } = *wrong;
        let all = [name, join, general, password].into_iter().chain(tests).chain(actions);
        all.flatten().map(|it| it.key).collect()
    }

    /// What is typed after it was kept and read again.
    fn again(typed: &Typed) -> Typed {
        let filter = typed.read(None, &offer(), &clock()).unwrap();
        let draft = mailcore::sieve::Draft::new(filter.written("")).unwrap();
        Typed::of(&Filter::read(&draft, &draft.commands()[0]).unwrap())
    }

    fn full() -> Typed {
        let about = TypedTest::about;
        let mut tests = vec![
            TypedTest { part: "whole".to_owned(), ..about(TestKind::From, "contains", "Zoé \"D\" \\") },
            TypedTest {
                part: "domain".to_owned(),
                ..about(TestKind::Recipient, "not-is", "a.example\nb.example")
            },
            about(TestKind::To, "matches", "*@a.example"),
            TypedTest { part: "local".to_owned(), ..about(TestKind::Cc, "is", "claire") },
            about(TestKind::Subject, "not-contains", "."),
            about(TestKind::List, "contains", "x.y"),
            TypedTest { names: "X-Spam, X-Other".to_owned(), ..about(TestKind::Header, "not-exists", "") },
            TypedTest { names: "Sender".to_owned(), ..about(TestKind::Address, "is", "a@b.example") },
            about(TestKind::Body, "not-contains", "désabonner"),
            TypedTest { number: "10".to_owned(), ..TypedTest::new(TestKind::Size) },
            TypedTest { day: "2026-12-24".to_owned(), zone: "-".to_owned(), ..TypedTest::new(TestKind::Day) },
        ];
        for test in &mut tests {
            if !test.kind.has_part() {
                test.part = "address".to_owned();
            }
        }
        let action = TypedAction::new;
        let actions = vec![
            TypedAction { flags: "\\Seen $label1".to_owned(), ..action(ActionKind::Flag) },
            TypedAction { folder: "Été".to_owned(), create: true, ..action(ActionKind::Move) },
            TypedAction { folder: "b".to_owned(), ..action(ActionKind::Copy) },
            TypedAction { to: "a@b.example".to_owned(), ..action(ActionKind::RedirectCopy) },
            TypedAction { to: "c@b.example".to_owned(), ..action(ActionKind::Redirect) },
            TypedAction { text: "Non.\n.\nMerci".to_owned(), ..action(ActionKind::Reject) },
            action(ActionKind::Keep),
            action(ActionKind::Discard),
            action(ActionKind::Stop),
        ];
        Typed { name: "Tout".to_owned(), is_on: true, join: ANY.to_owned(), tests, actions }
    }

    fn written(rule: &str) -> Filter {
        let draft = mailcore::sieve::Draft::new(rule.to_owned()).unwrap();
        Filter::read(&draft, draft.commands().last().unwrap()).unwrap()
    }

    #[test]
    fn a_rule_that_would_come_back_otherwise_is_left_to_the_hand() {
        let rule = |values: &str, actions: &str| {
            let require = r#"require ["fileinto", "copy", "imap4flags"];"#;
            Typed::carries(&written(&format!(
                "{require}\nif header :contains \"subject\" {values} {{ {actions} }}"
            )))
        };
        assert!(rule(r#"["a b", "c"]"#, r#"addflag "\\Flagged"; fileinto "b"; stop;"#));
        for values in [r#"" [x] ""#, r#"["a", ""]"#] {
            assert!(!rule(values, "stop;"), "{values}");
        }
        let flags_behind = r#"fileinto :copy "a"; addflag "\\Flagged"; fileinto "b";"#;
        assert!(!rule(r#""x""#, flags_behind), "the copy has no flag");
        let many = vec![r#"header :contains "subject" "x""#; MOST_TESTS + 1].join(", ");
        assert!(!Typed::carries(&written(&format!("if anyof ({many}) {{ stop; }}"))));
    }

    #[test]
    fn what_is_typed_comes_back_as_it_was_typed() {
        assert_eq!(again(&full()), full());
        let off = Typed { is_on: false, join: ALL.to_owned(), ..full() };
        assert_eq!(again(&off), off);
        let every = Typed { join: EVERY.to_owned(), tests: Vec::new(), ..full() };
        assert_eq!(again(&every), every);
    }

    #[test]
    fn a_day_has_the_offset_of_the_person_then() {
        let day = |text: &str| TypedTest { day: text.to_owned(), ..TypedTest::new(TestKind::Day) };
        let typed = Typed { tests: vec![day("2026-12-24"), day("2026-07-14")], ..full() };
        let zones: Vec<String> = again(&typed).tests.into_iter().map(|it| it.zone).collect();
        assert_eq!(zones, ["+0100", "+0200"]);
    }

    #[test]
    fn each_mistake_is_told() {
        assert_eq!(keys(&Typed::fresh()), ["filters-no-value", "filters-no-folder"]);
        let none = Typed { tests: Vec::new(), actions: Vec::new(), ..full() };
        assert_eq!(keys(&none), ["filters-no-test", "filters-no-action"]);
        assert_eq!(keys(&Typed { join: EVERY.to_owned(), ..full() }), ["filters-every-with-tests"]);
        let odd = |test: TypedTest| keys(&Typed { tests: vec![test], ..full() });
        let named = |names: &str| TypedTest {
            names: names.to_owned(),
            ..TypedTest::about(TestKind::Header, "is", "x")
        };
        assert_eq!(odd(named("")), ["filters-no-field"]);
        assert_eq!(odd(named("Sübject")), ["filters-no-field"]);
        let size = |number: &str| TypedTest { number: number.to_owned(), ..TypedTest::new(TestKind::Size) };
        assert_eq!(odd(size("x")), ["filters-no-size"]);
        assert_eq!(odd(size("99999999999999999999")), ["filters-no-size"]);
        assert_eq!(odd(TypedTest::new(TestKind::Day)), ["absence-no-date"]);
        assert_eq!(odd(TypedTest::about(TestKind::Subject, "odd", "x")), ["settings-choose"]);
        let act = |action: TypedAction| keys(&Typed { actions: vec![action], ..full() });
        let to = |to: &str| TypedAction { to: to.to_owned(), ..TypedAction::new(ActionKind::Redirect) };
        assert_eq!(act(to("")), ["filters-no-target"]);
        assert_eq!(act(to("a@b.example, c@d.example")), ["filters-no-target"]);
        assert_eq!(act(to("x")), ["rules-no-address"]);
        assert_eq!(act(to("me@own.example")), ["rules-own-address"]);
        assert_eq!(act(to("${x}@own.example")), ["rules-no-address"]);
        assert_eq!(act(TypedAction::new(ActionKind::Flag)), ["filters-no-flag"]);
        assert_eq!(act(TypedAction::new(ActionKind::Reject)), ["filters-no-text"]);
        let many = vec![TypedTest::about(TestKind::Subject, "is", "x"); MOST_TESTS + 1];
        assert_eq!(keys(&Typed { tests: many, ..full() }), ["filters-too-many"]);
    }

    #[test]
    fn what_the_server_cannot_do_is_told_and_not_begun_with() {
        let less = Offer {
            tests: vec![TestKind::From, TestKind::Day],
            actions: vec![ActionKind::Keep],
            compares_days: false,
            ..offer()
        };
        let day = || TypedTest::new(TestKind::Day);
        let fitted = Typed { tests: vec![day()], ..Typed::fresh() }.fitted(&less);
        assert_eq!((fitted.tests[0].how.as_str(), fitted.actions[0].kind), ("on", ActionKind::Keep));
        let typed = full();
        assert_eq!(typed.clone().fitted(&less), typed, "what was typed stays");
        let wrong = typed.read(None, &less, &clock()).unwrap_err();
        let known = |it: &Option<Text>| it.as_ref().is_none_or(|it| it.key != "filters-not-known");
        let tests: Vec<bool> = wrong.tests.iter().map(known).collect();
        let well = typed.tests.iter().filter(|it| it.kind == TestKind::From).count();
        assert_eq!(tests.iter().filter(|it| **it).count(), well, "{tests:?}");
        assert_eq!(wrong.actions.iter().filter(|it| known(it)).count(), 1);
    }

    #[test]
    fn a_rule_without_a_name_is_called_by_what_it_does() {
        let nameless = Typed { name: String::new(), ..full() };
        assert_eq!(nameless.called(), "Été");
        let read = nameless.read(None, &offer(), &clock()).unwrap();
        assert_eq!(read.name, "Été");
    }
}

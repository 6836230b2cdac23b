//! Where a script sends mail on to, and whether its writer has to show first that it is them.

use std::collections::BTreeSet;

use mailcore::address::Address;
use mailcore::sieve::{Argument, Command, Draft, Test};

use super::scripts::{self, Scripts};
use super::targets;
use crate::desk::Desk;

/// Actions and tests that let mail, or word of it, leave: to an address (RFC 5228; RFC 5435; Pigeonhole's
/// `vnd.dovecot.report`), or to a program of the server (its `vnd.dovecot.pipe`, `filter` and `execute`).
const LEAKS: [&str; 6] = ["redirect", "notify", "report", "pipe", "filter", "execute"];

/// Commands that fill variables: `set` (RFC 5229), `extracttext` (RFC 5703), `global` (RFC 6609) and Pigeonhole's
/// `execute` and `filter`.
const FILLS: [&str; 5] = ["set", "extracttext", "global", "execute", "filter"];

/// What stands on the way of mail through scripts, from the active one on.
#[derive(Debug, Default)]
pub struct Way {
    /// What lets it leave.
    leaks: Vec<Leak>,
    /// Names of included scripts of which nobody knows here what is in them, and whether mail goes through them now.
    unknown: BTreeSet<(String, bool)>,
    /// What decides on what variables hold.
    fills: BTreeSet<String>,
}

/// Where mail goes on to.
#[derive(Debug, Default)]
pub struct Known {
    /// Now.
    live: Vec<String>,
    /// The same, and where it would go if a rule were switched on.
    all: Vec<String>,
    /// The texts of all that lets mail, or word of it, leave; and whether it does that now.
    told: BTreeSet<(String, bool)>,
}

impl Known {
    /// Those to which a rule that is on, or off, may send without a further word of the person.
    pub fn by(&self, is_on: bool) -> &[String] {
        if is_on { &self.live } else { &self.all }
    }

    /// Whether what lets mail leave does that to somebody to whom it did not, or nobody can tell to whom. `are_same`:
    /// variables hold what they held; `matters` is asked of an address that cannot become another, and of those that
    /// are known.
    fn is_new(&self, leak: &Leak, are_same: bool, matters: impl FnOnce(Address, &[String]) -> bool) -> bool {
        let has = |is_live: bool| self.told.contains(&(leak.text.clone(), is_live));
        let is_told = has(true) || (!leak.is_live && has(false));
        match certain(&leak.text) {
            // Who got word of messages did not get them.
            Some(address) if leak.is_redirect => matters(address, self.by(leak.is_live)),
            Some(address) => matters(address, if is_told { std::slice::from_ref(&leak.text) } else { &[] }),
            None => !is_told || (leak.text.contains(VARIABLE) && !are_same),
        }
    }
}

impl Way {
    /// Through scripts as they are: what an included one does is done where its `include` is not under `if false`.
    pub fn of(scripts: &Scripts) -> Self {
        let mut walk = Walk::default();
        walk.includes.extend(scripts.in_effect().next().map(|it| (it.0.to_owned(), true)));
        let (mut begun, mut unknown) = (BTreeSet::new(), BTreeSet::new());
        while let Some(next) = walk.includes.pop() {
            let (name, is_live) = next.clone();
            if begun.contains(&(name.clone(), true)) || !begun.insert(next) {
                continue;
            }
            match scripts.draft(&name) {
                Some(draft) => walk.commands(draft.commands(), is_live),
                // What is not there yet can come there by a program that knows the password, and by no other.
                None if name.contains(VARIABLE) || scripts.has(&name) => {
                    unknown.insert((name, is_live));
                }
                None => {}
            }
        }
        Self { leaks: walk.leaks, unknown, fills: walk.fills }
    }

    /// Where mail goes on to.
    pub fn known(&self) -> Known {
        let mut known = Known::default();
        for Leak { text, is_live, is_redirect } in &self.leaks {
            known.told.insert((text.clone(), *is_live));
            known.live.extend((*is_redirect && *is_live).then(|| text.clone()));
            known.all.extend(is_redirect.then(|| text.clone()));
        }
        known
    }

    /// Where rules that are on send messages on to, each once, as the scripts write it.
    pub fn redirects(&self) -> Vec<&str> {
        let mut all: Vec<&str> = Vec::new();
        for leak in self.leaks.iter().filter(|it| it.is_live && it.is_redirect) {
            if !all.iter().any(|it| it.eq_ignore_ascii_case(&leak.text)) {
                all.push(&leak.text);
            }
        }
        all
    }

    fn has_unknown(&self, (name, is_live): &(String, bool)) -> bool {
        [true, *is_live].iter().any(|it| self.unknown.contains(&(name.clone(), *it)))
    }
}

/// Whether mail would go on to somebody outside to whom it did not go before, or nobody can tell to whom, if a text
/// were the script that it goes through: by what stands there, or in a script that it includes and mail did not go
/// through before.
pub fn is_wanted(desk: &Desk, scripts: &Scripts, text: &Draft) -> bool {
    let wants_proof = |address, known: &[String]| targets::want_proof(desk, &[address], known);
    let before = Way::of(scripts);
    let after = Way::of(&scripts.after(&[scripts.replacing(text.text())]));
    let known = before.known();
    after.unknown.iter().any(|it| !before.has_unknown(it))
        || after.leaks.iter().any(|it| certain(&it.text).is_none() || known.is_new(it, false, wants_proof))
}

/// What of a change is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// What works then.
    On,
    /// What is switched off, too.
    All,
}

/// Whether mail would begin to go on to somebody outside, or nobody can tell to whom, if scripts changed from `before`
/// to `after`.
pub fn begins_to_leave(desk: &Desk, before: &Scripts, after: &Scripts, counted: Counted) -> bool {
    begins(before, after, counted, |address, known| targets::want_proof(desk, &[address], known))
}

/// Whether the operator does not want that mail goes on as it would, if scripts changed from `before` to `after`: to
/// whom it did not go before, or nobody can tell to whom. Of what sends word of a message, or gives it to a program,
/// nothing new is allowed where there are limits at all.
pub fn is_forbidden(desk: &Desk, before: &Scripts, after: &Scripts, counted: Counted) -> bool {
    let is_unwanted = |address, known: &[String]| targets::forbidden(desk, &[address], known).is_some();
    !desk.rule_limits.allows_all() && begins(before, after, counted, is_unwanted)
}

/// Whether mail would begin to go on where it `matters`, which is asked of an address and of those to which it goes
/// already, or nobody could tell where.
fn begins(
    before: &Scripts,
    after: &Scripts,
    counted: Counted,
    matters: impl Fn(Address, &[String]) -> bool,
) -> bool {
    let (before, after) = (Way::of(before), Way::of(after));
    let known = before.known();
    let counts = |is_live: bool| is_live || counted == Counted::All;
    let are_same = before.fills == after.fills;
    let mut unknown = after.unknown.iter().filter(|it| counts(it.1));
    unknown.any(|it| (it.0.contains(VARIABLE) && !are_same) || !before.has_unknown(it))
        || after.leaks.iter().filter(|it| counts(it.is_live)).any(|it| known.is_new(it, are_same, &matters))
}

/// What begins a variable in a text (RFC 5229, section 3), which holds whatever another rule put there.
const VARIABLE: &str = "${";

/// The address that a text of a script is and stays: what stands for a variable (RFC 5229, section 3) becomes whatever
/// that holds, though it may look like a part of an address.
fn certain(text: &str) -> Option<Address> {
    if text.contains(VARIABLE) { None } else { text.parse().ok() }
}

/// A text of something that lets mail leave.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Leak {
    text: String,
    /// Not under `if false`.
    is_live: bool,
    /// The message goes on, and not word of it alone.
    is_redirect: bool,
}

/// Where scripts send mail on to, or word of it, as they write it: all texts of what does, for each action and each of
/// its versions has the address elsewhere (`:options` of the older `notify`, the last text in RFC 5435).
#[derive(Debug, Default)]
struct Walk {
    leaks: Vec<Leak>,
    /// The scripts that are included, and whether that is not under `if false`.
    includes: Vec<(String, bool)>,
    /// What fills variables, as it is written: commands, and tests by patterns (RFC 5229, section 3.2).
    fills: BTreeSet<String>,
}

impl Walk {
    fn commands(&mut self, all: &[Command], is_live: bool) {
        for command in all {
            self.leak(&command.name, &command.arguments, is_live);
            if FILLS.contains(&command.name.as_str()) {
                self.fills.insert(format!("{} {:?}", command.name, command.arguments));
            }
            self.asked(command.tests(), is_live);
            self.includes.extend(scripts::included(command).map(|it| (it.to_owned(), is_live)));
            let is_dead = command.tests().first().is_some_and(|it| it.name == "false");
            self.commands(command.block.as_deref().unwrap_or_default(), is_live && !is_dead);
        }
    }

    fn asked(&mut self, all: &[Test], is_live: bool) {
        for test in all {
            self.leak(&test.name, &test.arguments, is_live);
            let is_pattern =
                |it: &Argument| matches!(it, Argument::Tag(tag) if tag == "matches" || tag == "regex");
            if test.arguments.iter().any(is_pattern) {
                self.fills.insert(format!("{} {:?}", test.name, test.arguments));
            }
            self.asked(test.tests(), is_live);
        }
    }

    fn leak(&mut self, name: &str, arguments: &[Argument], is_live: bool) {
        if LEAKS.contains(&name) {
            let texts = arguments.iter().flat_map(Argument::texts).cloned();
            self.leaks.extend(texts.map(|text| Leak { text, is_live, is_redirect: name == "redirect" }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::scripts::tests::read;
    use super::*;

    fn texts(script: &str, is_live: bool) -> Vec<String> {
        way(&[("a", script, true)], is_live)
    }

    /// The texts of what lets mail leave on its way through these scripts: names, texts, and which is active.
    fn way(all: &[(&str, &str, bool)], is_live: bool) -> Vec<String> {
        let leaks = Way::of(&read(all).unwrap()).leaks.into_iter();
        leaks.filter(|it| it.is_live == is_live).map(|it| it.text).collect()
    }

    #[test]
    fn every_address_that_mail_goes_on_to_is_found() {
        let script = "redirect \"a@b.example\"; if true { if not true { redirect :copy \"${x}\"; } } else { redirect \"c@d.example\"; }";
        assert_eq!(texts(script, true), ["a@b.example", "${x}", "c@d.example"]);
        let older = "notify :method \"mailto\" :options [\"a@b.example\", \"c@d.example\"] :low;";
        assert_eq!(texts(older, true), ["mailto", "a@b.example", "c@d.example"]);
    }

    #[test]
    fn what_is_sent_on_is_told_once_for_each_address() {
        let script = "redirect \"a@b.example\"; redirect :copy \"A@B.example\"; report \"x\" \"y\" \"c@d.example\";\n\
                      if false { redirect \"e@f.example\"; } if size :over 1K { redirect \"${x}\"; }";
        let way = Way::of(&read(&[("a", script, true)]).unwrap());
        assert_eq!(way.redirects(), ["a@b.example", "${x}"]);
    }

    #[test]
    fn reports_and_programs_of_the_server_let_mail_leave_too() {
        let script = "report \"abuse\" \"spam\" \"a@b.example\"; pipe :copy \"p\" [\"x\"]; filter \"f\";\n\
                      if allof (true, not execute :pipe \"e\") { keep; }";
        assert_eq!(texts(script, true), ["abuse", "spam", "a@b.example", "p", "x", "f", "e"]);
    }

    #[test]
    fn what_stands_under_false_sends_nothing_yet() {
        let script = "if false { redirect \"a@b.example\"; if true { redirect \"c@d.example\"; } }\n\
                      else { redirect \"e@f.example\"; }";
        assert_eq!(texts(script, false), ["a@b.example", "c@d.example"]);
        assert_eq!(texts(script, true), ["e@f.example"]);
    }

    #[test]
    fn what_is_included_under_false_sends_nothing_yet() {
        let out = ("b", "redirect \"a@b.example\";", false);
        let off = "if false # true\n{ include \"b\"; }";
        assert_eq!(way(&[("a", off, true), out], true), [""; 0]);
        assert_eq!(way(&[("a", off, true), out], false), ["a@b.example"]);
        let both = format!("{off} include \"b\"; include \"nowhere\"; include \"a\";");
        assert_eq!(way(&[("a", &both, true), out], true), ["a@b.example"]);
        assert_eq!(way(&[("a", "keep;", true), out], true), [""; 0]);
    }

    #[test]
    fn of_what_nobody_can_read_it_is_known_that_it_is_there() {
        let text =
            "include \"odd\"; if false { include \"${x}\"; } include \"nowhere\"; include :global \"c\";";
        let scripts = read(&[("a", "keep;", true), ("odd", "keep", false), ("c", "keep", false)]).unwrap();
        let way = Way::of(&scripts.after(&[scripts.replacing(text)]));
        let found: Vec<_> = way.unknown.iter().map(|it| (it.0.as_str(), it.1)).collect();
        assert_eq!(found, [("${x}", false), ("odd", true)]);
    }

    #[test]
    fn what_fills_variables_is_known_wherever_it_stands() {
        let fills = |text: &str| Way::of(&read(&[("a", text, true)]).unwrap()).fills;
        let text = "if header :is \"x\" \"y\" { keep; } set \"x\" \"luc\"; redirect \"${x}@b.example\";";
        assert_eq!(fills(text), fills(&format!("# why\nif size :over 1K {{ discard; }} {text}")));
        assert_ne!(fills(text), fills(&text.replace("luc", "zoe")));
        assert_ne!(fills(text), fills(&text.replace(":is", ":matches")));
    }

    #[test]
    fn a_text_that_may_become_another_is_no_address() {
        assert!(certain("a@own.example").is_some());
        for uncertain in
            ["${x}@own.example", "a@${x}", "${x}", "a${hex: 40}own.example", "mailto", "mailto:a@b.example"]
        {
            assert_eq!(certain(uncertain), None, "{uncertain}");
        }
    }
}

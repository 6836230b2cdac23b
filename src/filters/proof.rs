//! Where a script sends mail on to, and whether its writer has to show first that it is them.

use std::collections::HashSet;

use mailcore::address::Address;
use mailcore::sieve::{Argument, Command, Draft, Test};

use crate::desk::Desk;
use crate::rules::scripts::Scripts;
use crate::rules::targets;

/// Actions and tests that let mail, or word of it, leave: to an address (RFC 5228; RFC 5435; Pigeonhole's
/// `vnd.dovecot.report`), or to a program of the server (its `vnd.dovecot.pipe`, `filter` and `execute`).
const LEAKS: [&str; 6] = ["redirect", "notify", "report", "pipe", "filter", "execute"];

/// Where mail goes on to.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Now.
    live: Vec<String>,
    /// The same, and where it would go if a rule were switched on.
    all: Vec<String>,
}

impl Known {
    /// By the scripts that it goes through.
    pub(super) fn of(scripts: &Scripts) -> Self {
        let mut known = Self::default();
        for Leak { text, is_live } in scripts.in_effect().flat_map(|(_, it)| of(it)) {
            known.live.extend(is_live.then(|| text.clone()));
            known.all.push(text);
        }
        known
    }

    /// Those to which a rule that is on, or off, may send without a further word of the person.
    pub(super) fn by(&self, is_on: bool) -> &[String] {
        if is_on { &self.live } else { &self.all }
    }
}

/// Whether mail would go on to somebody outside to whom it did not go before, or nobody can tell to whom, if a text
/// were the script that it goes through: by what stands there, or in a script that it includes and mail did not go
/// through before.
pub(super) fn is_wanted(desk: &Desk, scripts: &Scripts, text: &Draft) -> bool {
    let known = Known::of(scripts);
    let (reached, unknown) = scripts.reached(text);
    let seen_before =
        scripts.in_effect().next().map(|(_, active)| scripts.reached(active).1).unwrap_or_default();
    !unknown.is_subset(&seen_before)
        || reached.into_iter().flat_map(of).any(|it| match certain(&it.text) {
            Some(address) => targets::want_proof(desk, &[address], known.by(it.is_live)),
            None => true,
        })
}

/// Whether mail would begin to go on to somebody outside, or nobody can tell to whom, if a script were changed into
/// `after`.
pub(super) fn begins_to_leave(desk: &Desk, scripts: &Scripts, after: &Draft) -> bool {
    let known = Known::of(scripts);
    let before: HashSet<&str> = known.live.iter().map(String::as_str).collect();
    let mut fresh = of(after).into_iter().filter(|it| it.is_live && !before.contains(it.text.as_str()));
    fresh.any(|it| certain(&it.text).is_none_or(|it| targets::want_proof(desk, &[it], &known.live)))
}

/// The address that a text of a script is and stays: what stands for a variable (RFC 5229, section 3) becomes whatever
/// that holds, though it may look like a part of an address.
fn certain(text: &str) -> Option<Address> {
    if text.contains("${") { None } else { text.parse().ok() }
}

/// A text of something that lets mail leave.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Leak {
    text: String,
    /// Not under `if false`.
    is_live: bool,
}

/// Where a script sends mail on to, or word of it, as it writes it: all texts of what does, for each action and each of
/// its versions has the address elsewhere (`:options` of the older `notify`, the last text in RFC 5435).
fn of(script: &Draft) -> Vec<Leak> {
    let mut found = Vec::new();
    commands(script.commands(), true, &mut found);
    found
}

fn commands(all: &[Command], is_live: bool, found: &mut Vec<Leak>) {
    for command in all {
        leak(&command.name, &command.arguments, is_live, found);
        asked(command.tests(), is_live, found);
        let is_dead = command.tests().first().is_some_and(|it| it.name == "false");
        commands(command.block.as_deref().unwrap_or_default(), is_live && !is_dead, found);
    }
}

fn asked(all: &[Test], is_live: bool, found: &mut Vec<Leak>) {
    for test in all {
        leak(&test.name, &test.arguments, is_live, found);
        asked(test.tests(), is_live, found);
    }
}

fn leak(name: &str, arguments: &[Argument], is_live: bool, found: &mut Vec<Leak>) {
    if LEAKS.contains(&name) {
        let texts = arguments.iter().flat_map(Argument::texts).cloned();
        found.extend(texts.map(|text| Leak { text, is_live }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(script: &str, is_live: bool) -> Vec<String> {
        let all = of(&Draft::new(script.to_owned()).unwrap()).into_iter();
        all.filter(|it| it.is_live == is_live).map(|it| it.text).collect()
    }

    #[test]
    fn every_address_that_mail_goes_on_to_is_found() {
        let script = "redirect \"a@b.example\"; if true { if not true { redirect :copy \"${x}\"; } } else { redirect \"c@d.example\"; }";
        assert_eq!(texts(script, true), ["a@b.example", "${x}", "c@d.example"]);
        let older = "notify :method \"mailto\" :options [\"a@b.example\", \"c@d.example\"] :low;";
        assert_eq!(texts(older, true), ["mailto", "a@b.example", "c@d.example"]);
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
    fn a_text_that_may_become_another_is_no_address() {
        assert!(certain("a@own.example").is_some());
        for uncertain in
            ["${x}@own.example", "a@${x}", "${x}", "a${hex: 40}own.example", "mailto", "mailto:a@b.example"]
        {
            assert_eq!(certain(uncertain), None, "{uncertain}");
        }
    }
}

//! How an absence is written: into the rule that is there, of which all stays that is none of ours.

use jiff::tz::{Offset, TimeZone};

use super::{Absence, Interval, Moment, Then, is_of_then, keeps, moment, needs_all, offset_at};
use crate::sieve::Error;
use crate::sieve::edit::Draft;
use crate::sieve::parse::{Argument, Command, Test};
use crate::sieve::rule::amending::{Piece, amended, condition};
use crate::sieve::rule::{Rule, join, write_rule, write_test};
use crate::sieve::write::{quoted, text_block};

impl Absence {
    /// Puts it in place of the one that the script has, or before all rules. Tests that the rule has besides, actions
    /// that are none of ours and comments stay as they are. `name` is what a new rule is called; moments without an
    /// offset are in `zone`; `can_copy` is whether the server knows `copy` (RFC 3894).
    ///
    /// # Errors
    ///
    /// When it would be no script any more.
    pub fn put(&self, draft: &mut Draft, name: &str, zone: &TimeZone, can_copy: bool) -> Result<(), Error> {
        let before = Rule::all(draft).into_iter().find(|it| Self::read(it).is_some());
        let extensions = self.extensions(can_copy);
        let Some(before) = before else {
            let mut actions = vec![format!("{};", self.vacation(None))];
            actions.extend(self.then_written(can_copy));
            actions.extend((self.stays() && self.takes_away(can_copy)).then(|| "keep;".to_owned()));
            let (all, tests) = self.tests(None, zone);
            let rule = write_rule(("", name), self.is_on, (all, &tests), &actions);
            return draft.put_first(&format!("{rule}\r\n"), &extensions);
        };
        let pieces = self.pieces(draft, &before, can_copy);
        let (all, tests) = self.tests(Some(&before), zone);
        let command = draft.commands().iter().find(|it| it.range.end == before.range.end);
        let rule = match command.and_then(|it| Some((it, it.tests().first()?))) {
            Some((command, test)) => {
                let condition = condition(draft, (&before, test), &join(all, &tests), self.is_on);
                amended(draft, &before, (command, test), &condition, &pieces)
            }
            None => {
                let actions: Vec<String> = pieces.into_iter().flat_map(|it| it.commands).collect();
                write_rule((&before.comments, name), self.is_on, (all, &tests), &actions)
            }
        };
        draft.replace(before.range, &rule, &extensions)
    }

    /// The extensions that it needs.
    pub fn extensions(&self, can_copy: bool) -> Vec<&'static str> {
        let mut extensions = vec!["vacation"];
        if matches!(self.interval, Some(Interval::Seconds(_))) {
            extensions.push("vacation-seconds");
        }
        if self.start.is_some() || self.end.is_some() {
            extensions.extend(["date", "relational"]);
        }
        if can_copy && matches!(self.then, Then::Copy(_)) {
            extensions.push("copy");
        }
        extensions
    }

    /// Whether a message stays.
    fn stays(&self) -> bool {
        matches!(self.then, Then::Keep | Then::Copy(_))
    }

    /// Whether what becomes of a message, as it is written, would take it away unless something keeps it.
    fn takes_away(&self, can_copy: bool) -> bool {
        match self.then {
            Then::Keep => false,
            Then::Copy(_) => !can_copy,
            Then::Discard | Then::Redirect(_) => true,
        }
    }

    fn then_written(&self, can_copy: bool) -> Option<String> {
        match &self.then {
            Then::Keep => None,
            Then::Discard => Some("discard;".to_owned()),
            Then::Copy(to) if can_copy => Some(format!("redirect :copy {};", quoted(to))),
            Then::Redirect(to) | Then::Copy(to) => Some(format!("redirect {};", quoted(to))),
        }
    }

    /// The tests, and whether all of them must hold: those of the period, and what the rule asked besides.
    fn tests(&self, before: Option<&Rule>, zone: &TimeZone) -> (bool, Vec<String>) {
        let start =
            self.start.map(|it| test("ge", it, self.start_offset.unwrap_or_else(|| offset_at(it, zone))));
        let end = self.end.map(|it| test("le", it, self.end_offset.unwrap_or_else(|| offset_at(it, zone))));
        let mut tests: Vec<String> = start.into_iter().chain(end).collect();
        let Some(before) = before else { return (true, tests) };
        let is_ours = |it: &Test| moment(it, "ge").or(moment(it, "le")).is_some();
        let others = before.tests.iter().filter(|it| !needs_all(before) || !is_ours(it));
        let others: Vec<String> = others.map(write_test).collect();
        if needs_all(before) || tests.is_empty() {
            tests.extend(others);
            return (needs_all(before), tests);
        }
        tests.push(join(false, &others));
        (true, tests)
    }

    /// What comes in the place of each action of the rule: the answer, what becomes of the message, where the rule had
    /// it before, and the person's own actions as they stand.
    fn pieces(&self, draft: &Draft, before: &Rule, can_copy: bool) -> Vec<Piece> {
        let Some((vacation, others)) = before.actions.split_first() else { return Vec::new() };
        let old = Self::read(before);
        let is_same = old.is_some_and(|it| it.says_the_same(self));
        let answer = match is_same {
            true => ended(draft, vacation),
            false => format!("{};", self.vacation(Some(vacation))),
        };
        let read = others.iter().position(is_of_then);
        let is_left = |(at, it): &(usize, &Command)| Some(*at) != read && (self.stays() || it.name != "keep");
        let left: Vec<&Command> = others.iter().enumerate().filter(is_left).map(|it| it.1).collect();
        let has_keep = left.iter().any(|it| it.name == "keep");
        let is_kept = has_keep || (keeps(left.iter().copied()) && !self.takes_away(can_copy));
        let then = self.then_written(can_copy);
        let then: Vec<String> =
            then.into_iter().chain((self.stays() && !is_kept).then(|| "keep;".to_owned())).collect();
        let mut first = Piece { commands: vec![answer] };
        if read.is_none() {
            first.commands.extend(then.iter().cloned());
        }
        let others = others.iter().enumerate().map(|(at, it)| match is_left(&(at, it)) {
            true => Piece { commands: vec![ended(draft, it)] },
            false if Some(at) == read => Piece { commands: then.clone() },
            false => Piece { commands: Vec::new() },
        });
        let mut pieces = vec![first];
        pieces.extend(others);
        pieces
    }

    /// Whether the answer is the same.
    fn says_the_same(&self, other: &Self) -> bool {
        let said = |it: &Self| {
            (it.subject.clone(), it.text.clone(), it.from.clone(), it.addresses.clone(), it.interval)
        };
        said(self) == said(other)
    }

    /// The action; tags of the one before that are none of ours (`:mime`, `:handle`, `:fcc`) stay.
    fn vacation(&self, before: Option<&Command>) -> String {
        let mut words = vec!["vacation".to_owned()];
        match self.interval {
            Some(Interval::Days(days)) => words.push(format!(":days {days}")),
            Some(Interval::Seconds(seconds)) => words.push(format!(":seconds {seconds}")),
            None => {}
        }
        if !self.subject.is_empty() {
            words.push(format!(":subject {}", quoted(&self.subject)));
        }
        if !self.from.is_empty() {
            words.push(format!(":from {}", quoted(&self.from)));
        }
        if !self.addresses.is_empty() {
            let addresses: Vec<String> = self.addresses.iter().map(|it| quoted(it)).collect();
            words.push(format!(":addresses [{}]", addresses.join(", ")));
        }
        for tag in ["mime", "create"] {
            words.extend(before.filter(|it| it.has(tag)).map(|_| format!(":{tag}")));
        }
        for tag in ["handle", "fcc"] {
            let value = before.and_then(|it| it.tagged(tag)).and_then(Argument::text);
            words.extend(value.map(|it| format!(":{tag} {}", quoted(it))));
        }
        words.push(text_block(&self.text));
        words.join(" ")
    }
}

/// An action as it stands; one that stood alone ends itself.
fn ended(draft: &Draft, command: &Command) -> String {
    draft.octets(&command.range).to_owned()
}

/// A test of the date: a day as `date`, a time as `iso8601`.
pub(super) fn test(relation: &str, moment: Moment, offset: Offset) -> String {
    let part = match moment {
        Moment::Day(_) => "date",
        Moment::Time(_) => "iso8601",
    };
    let seconds = offset.seconds();
    let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.abs() / 60);
    let (hours, minutes) = (minutes / 60, minutes % 60);
    let value = match moment {
        Moment::Day(day) => day.to_string(),
        Moment::Time(time) => {
            format!("{}{sign}{hours:02}:{minutes:02}", time.strftime("%Y-%m-%dT%H:%M:%S"))
        }
    };
    format!("currentdate :zone \"{sign}{hours:02}{minutes:02}\" :value \"{relation}\" \"{part}\" \"{value}\"")
}

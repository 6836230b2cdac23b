//! The answer to mail in somebody's absence: the one rule of a script that begins with `vacation` (RFC 5230).

use std::ops::Range;

use jiff::Zoned;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};

use super::Error;
use super::edit::Draft;
use super::parse::{Argument, Command, Test};
use super::rule::{Rule, join, write_rule, write_test};
use super::write::{quoted, text_block};

/// How often the same person is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interval {
    /// Once in so many days.
    Days(u64),
    /// Once in so many seconds (RFC 6131).
    Seconds(u64),
}

/// An end of the period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// A day, which belongs to the period.
    Day(Date),
    /// A time of a day.
    Time(DateTime),
}

/// What becomes of the message that is answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Then {
    /// It stays.
    #[default]
    Keep,
    /// It is thrown away.
    Discard,
    /// It goes to another address.
    Redirect(String),
    /// It stays, and goes to another address.
    Copy(String),
}

/// An absence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Absence {
    /// Whether mail is answered.
    pub is_on: bool,
    /// The subject of the answer; the server's own where empty.
    pub subject: String,
    /// The text.
    pub text: String,
    /// Who answers; the server's choice where empty.
    pub from: String,
    /// Other addresses of the person: mail to none of theirs is not answered.
    pub addresses: Vec<String>,
    /// How often; as the server has it where `None`.
    pub interval: Option<Interval>,
    /// From when on.
    pub start: Option<Moment>,
    /// Until when.
    pub end: Option<Moment>,
    /// The offset from UTC that `start` is told in; `None` is that of the zone of whoever looks.
    pub start_offset: Option<Offset>,
    /// The same of `end`.
    pub end_offset: Option<Offset>,
    /// What becomes of the message.
    pub then: Then,
}

/// How an absence stands at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is switched off.
    Off,
    /// It will begin.
    Ahead,
    /// Mail is answered.
    Active,
    /// It has ended.
    Over,
}

impl Absence {
    /// Reads the one of a script.
    pub fn of(draft: &Draft) -> Option<(Self, Range<usize>)> {
        Rule::all(draft).into_iter().find_map(|rule| Some((Self::read(&rule)?, rule.range)))
    }

    fn read(rule: &Rule) -> Option<Self> {
        let (vacation, others) = rule.actions.split_first().filter(|(it, _)| it.name == "vacation")?;
        let text = |tag: &str| vacation.tagged(tag).and_then(Argument::text).unwrap_or_default().to_owned();
        let addresses = vacation.tagged("addresses").map(Argument::texts).unwrap_or_default().to_vec();
        let number = |tag: &str| match vacation.tagged(tag) {
            Some(Argument::Number(number)) => Some(*number),
            _ => None,
        };
        Some(Self {
            is_on: rule.is_on,
            subject: text("subject"),
            text: lines(vacation.last_texts().first().map_or("", String::as_str)),
            from: text("from"),
            addresses,
            interval: number("days").map(Interval::Days).or_else(|| number("seconds").map(Interval::Seconds)),
            start: period(rule).find_map(|it| moment(it, "ge")),
            end: period(rule).find_map(|it| moment(it, "le")),
            start_offset: period(rule).find(|it| moment(it, "ge").is_some()).and_then(offset),
            end_offset: period(rule).find(|it| moment(it, "le").is_some()).and_then(offset),
            then: then(others),
        })
    }

    /// The same absence as clocks in `zone` tell it. A day of another zone is a time there.
    pub fn seen_in(&self, zone: &TimeZone) -> Self {
        let seen = |moment: Option<Moment>, offset, edge| moment.map(|it| seen(it, offset, zone, edge));
        Self {
            start: seen(self.start, self.start_offset, Time::midnight()),
            end: seen(self.end, self.end_offset, Time::constant(23, 59, 59, 0)),
            start_offset: None,
            end_offset: None,
            ..self.clone()
        }
    }

    /// How it stands at `now`.
    pub fn standing(&self, now: &Zoned) -> Standing {
        let (today, here) = (now.date(), now.datetime());
        let Self { start, end, .. } = self.seen_in(now.time_zone());
        let begun = start.is_none_or(|it| match it {
            Moment::Day(day) => day <= today,
            Moment::Time(time) => time <= here,
        });
        let ended = end.is_some_and(|it| match it {
            Moment::Day(day) => day < today,
            Moment::Time(time) => time < here,
        });
        match (self.is_on, begun, ended) {
            (false, ..) => Standing::Off,
            (true, _, true) => Standing::Over,
            (true, false, false) => Standing::Ahead,
            (true, true, false) => Standing::Active,
        }
    }

    /// Puts it in place of the one that the script has, or before all rules. Tests that the rule has besides, and
    /// actions that are none of ours, stay and mean what they meant. `name` is what a new rule is called; moments
    /// without an offset are in `zone`.
    ///
    /// # Errors
    ///
    /// When it would be no script any more.
    pub fn put(&self, draft: &mut Draft, name: &str, zone: &TimeZone) -> Result<(), Error> {
        let before = Rule::all(draft).into_iter().find(|it| Self::read(it).is_some());
        let (vacation, others) = match before.as_ref().and_then(|it| it.actions.split_first()) {
            Some((vacation, others)) => (Some(vacation), others),
            None => (None, &[][..]),
        };
        let mut actions = vec![format!("{};", self.vacation(vacation))];
        actions.extend(self.actions(draft, others));
        let (all, tests) = self.tests(before.as_ref(), zone);
        let comments = before.as_ref().map_or("", |it| it.comments.as_str());
        let rule = write_rule((comments, name), self.is_on, (all, &tests), &actions);
        match before {
            Some(before) => draft.replace(before.range, &rule, &self.extensions()),
            None => draft.put_first(&format!("{rule}\r\n"), &self.extensions()),
        }
    }

    /// The extensions that it needs.
    pub fn extensions(&self) -> Vec<&'static str> {
        let mut extensions = vec!["vacation"];
        if matches!(self.interval, Some(Interval::Seconds(_))) {
            extensions.push("vacation-seconds");
        }
        if self.start.is_some() || self.end.is_some() {
            extensions.extend(["date", "relational"]);
        }
        if matches!(self.then, Then::Copy(_)) {
            extensions.push("copy");
        }
        extensions
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

    /// What follows the answer: what becomes of the message, where the rule had it before, and the person's own
    /// actions as they stand.
    fn actions(&self, draft: &Draft, before: &[Command]) -> Vec<String> {
        let read = before.iter().position(is_of_then);
        let stays = matches!(self.then, Then::Keep | Then::Copy(_));
        let others =
            before.iter().enumerate().filter(|(at, it)| Some(*at) != read && (stays || it.name != "keep"));
        let (ahead, behind): (Vec<_>, Vec<_>) = others.partition(|(at, _)| read.is_some_and(|it| *at < it));
        let octets = |(_, it): (usize, &Command)| draft.octets(&it.range).to_owned();
        let mut actions: Vec<String> = ahead.iter().copied().map(octets).collect();
        actions.extend(match &self.then {
            Then::Keep => None,
            Then::Discard => Some("discard;".to_owned()),
            Then::Redirect(to) => Some(format!("redirect {};", quoted(to))),
            Then::Copy(to) => Some(format!("redirect :copy {};", quoted(to))),
        });
        let left = ahead.iter().chain(&behind).map(|(_, it)| *it);
        actions.extend((stays && !keeps(left)).then(|| "keep;".to_owned()));
        actions.extend(behind.into_iter().map(octets));
        actions
    }

    /// The action; tags of the one before that are none of ours (`:mime`, `:handle`) stay.
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
        if before.is_some_and(|it| it.has("mime")) {
            words.push(":mime".to_owned());
        }
        if let Some(handle) = before.and_then(|it| it.tagged("handle")).and_then(Argument::text) {
            words.push(format!(":handle {}", quoted(handle)));
        }
        words.push(text_block(&self.text));
        words.join(" ")
    }
}

/// The offset that the zone has then, so that a period over the change of the clocks begins and ends as people mean it.
fn offset_at(moment: Moment, zone: &TimeZone) -> Offset {
    let at = match moment {
        Moment::Day(day) => day.at(12, 0, 0, 0),
        Moment::Time(time) => time,
    };
    zone.to_ambiguous_zoned(at).compatible().map_or(Offset::UTC, |it| it.offset())
}

/// A moment of an offset as clocks in `zone` tell it; `edge` is the time of a day that counts.
fn seen(moment: Moment, offset: Option<Offset>, zone: &TimeZone, edge: Time) -> Moment {
    let Some(offset) = offset.filter(|it| *it != offset_at(moment, zone)) else { return moment };
    let at = match moment {
        Moment::Day(day) => day.to_datetime(edge),
        Moment::Time(time) => time,
    };
    let there = offset.to_timestamp(at).map(|it| it.to_zoned(zone.clone()).datetime());
    there.map_or(moment, Moment::Time)
}

/// A test of the date: a day as `date`, a time as `iso8601`.
fn test(relation: &str, moment: Moment, offset: Offset) -> String {
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

/// The moment of a test of ours, or of Roundcube's.
fn moment(test: &Test, relation: &str) -> Option<Moment> {
    let asked = test.tagged("value").and_then(Argument::text)?;
    if test.name != "currentdate" || asked != relation {
        return None;
    }
    let texts: Vec<&str> = test.arguments.iter().rev().map_while(Argument::text).collect();
    let (value, part) = (texts.first()?, texts.get(1)?);
    match *part {
        "date" => value.parse().ok().map(Moment::Day),
        "iso8601" => {
            let local = value.get(..19)?;
            local.parse().ok().map(Moment::Time)
        }
        _ => None,
    }
}

/// The offset that a test tells its moment in: `+0100`, or as the moment itself has it, `+01:00`.
fn offset(test: &Test) -> Option<Offset> {
    let of_value = || test.last_texts().first().and_then(|it| it.get(19..));
    let written = test.tagged("zone").and_then(Argument::text).or_else(of_value)?.replace(':', "");
    let (sign, digits) = match written.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, written.strip_prefix('+')?),
    };
    let (hours, minutes) = digits.split_at_checked(2)?;
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    let is_sound = digits.len() == 4 && digits.bytes().all(|it| it.is_ascii_digit()) && minutes < 60;
    Offset::from_seconds(sign * (hours * 60 + minutes) * 60).ok().filter(|_| is_sound)
}

/// A text as a form has it: a script ends its last line, too.
fn lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    text.strip_suffix('\n').map_or_else(|| text.clone(), str::to_owned)
}

/// The tests that may be of the period: where one test of several is enough, a date is no end of it.
fn period(rule: &Rule) -> impl Iterator<Item = &Test> {
    let tests: &[Test] = if needs_all(rule) { &rule.tests } else { &[] };
    tests.iter()
}

fn needs_all(rule: &Rule) -> bool {
    rule.all || rule.tests.len() < 2
}

/// The first action of the kind tells it; with others the message may stay though that one alone would not keep it.
fn then(actions: &[Command]) -> Then {
    let to = |it: &Command| it.last_texts().first().cloned().unwrap_or_default();
    let stays = keeps(actions.iter());
    match actions.iter().find(|it| is_of_then(it)) {
        Some(it) if it.name == "redirect" && stays => Then::Copy(to(it)),
        Some(it) if it.name == "redirect" => Then::Redirect(to(it)),
        Some(_) if !stays => Then::Discard,
        _ => Then::Keep,
    }
}

fn is_of_then(action: &Command) -> bool {
    matches!(action.name.as_str(), "discard" | "redirect")
}

/// Whether a message stays: by `keep`, or as nothing takes its place (RFC 5228, section 2.10.2; RFC 3894).
fn keeps<'a>(mut actions: impl Iterator<Item = &'a Command> + Clone) -> bool {
    let takes_away = |it: &Command| is_of_then(it) && !it.has("copy");
    actions.clone().any(|it| it.name == "keep") || !actions.any(takes_away)
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXAMPLE: &str = r#"require ["copy", "date", "relational", "vacation"];

# rule:[Redirection]
if true
{
    redirect :copy "second.address@example.net";
}

# rule:[Out of office]
if allof (
    currentdate :zone "+0200" :value "ge" "date" "2026-07-06",
    currentdate :zone "+0200" :value "le" "date" "2026-07-17")
{
    vacation
        :days 3
        :addresses ["anna@example.org", "anna.dupont@example.org"]
        :subject "Absente jusqu'au 17 juillet"
        :from "Anna Dupont <anna@example.org>"
        text:
Bonjour,

Pour une urgence: contact@example.org.
..
Un point.
.
;
}
/* Mine. */ keep;
"#;

    fn paris() -> TimeZone {
        TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap()
    }

    fn draft(text: &str) -> Draft {
        Draft::new(text.to_owned()).unwrap()
    }

    fn seen(script: &Draft) -> Absence {
        Absence::of(script).unwrap().0.seen_in(&paris())
    }

    fn full() -> Absence {
        Absence {
            is_on: true,
            subject: "Absente \"vraiment\" \\ 1".to_owned(),
            text: "Bonjour,\n\n.\n..deux\nÀ bientôt".to_owned(),
            from: "\"Zoé, D.\" <zoe@example.org>".to_owned(),
            addresses: vec!["a@b.example".to_owned(), "c@d.example".to_owned(), "e@f.example".to_owned()],
            interval: Some(Interval::Seconds(3_600)),
            start: Some(Moment::Time("2026-03-01T08:30:00".parse().unwrap())),
            end: Some(Moment::Day("2026-07-17".parse().unwrap())),
            start_offset: None,
            end_offset: None,
            then: Then::Copy("other@example.net".to_owned()),
        }
    }

    #[test]
    fn what_roundcube_wrote_is_read() {
        let (absence, range) = Absence::of(&draft(EXAMPLE)).unwrap();
        assert!(EXAMPLE.get(range).unwrap().starts_with("# rule:[Out of office]\nif allof"));
        assert_eq!(absence.subject, "Absente jusqu'au 17 juillet");
        assert_eq!(absence.text, "Bonjour,\n\nPour une urgence: contact@example.org.\n.\nUn point.");
        assert_eq!(absence.from, "Anna Dupont <anna@example.org>");
        assert_eq!(absence.addresses, ["anna@example.org", "anna.dupont@example.org"]);
        assert_eq!(absence.interval, Some(Interval::Days(3)));
        assert_eq!(absence.start, Some(Moment::Day("2026-07-06".parse().unwrap())));
        assert_eq!(absence.end, Some(Moment::Day("2026-07-17".parse().unwrap())));
        assert_eq!((absence.is_on, absence.then), (true, Then::Keep));
    }

    #[test]
    fn what_is_written_is_read_back_and_the_rest_stays_octet_by_octet() {
        for is_on in [true, false] {
            let absence = Absence { is_on, ..full() };
            let mut script = draft(EXAMPLE);
            let (_, range) = Absence::of(&script).unwrap();
            let (before, after) = (EXAMPLE.get(..range.start).unwrap(), EXAMPLE.get(range.end..).unwrap());
            absence.put(&mut script, "x", &paris()).unwrap();
            assert_eq!(seen(&script), absence, "{}", script.text());
            assert!(script.text().ends_with(after), "{}", script.text());
            let rules = before.split_once("\n\n").unwrap().1;
            assert!(script.text().contains(rules), "{}", script.text());
            assert!(script.text().contains("require [\"vacation-seconds\"];"), "{}", script.text());
            // Off and on keeps everything.
            let mut again = script.clone();
            Absence { is_on: !is_on, ..absence.clone() }.put(&mut again, "x", &paris()).unwrap();
            absence.put(&mut again, "x", &paris()).unwrap();
            assert_eq!(again.text(), script.text());
        }
    }

    #[test]
    fn an_empty_script_gets_its_first_rule() {
        for text in ["", "# mine", "require \"fileinto\";", "require \"fileinto\"; # why\r\nkeep;\r\n"] {
            let mut script = draft(text);
            let absence = Absence { text: "Absente.".to_owned(), is_on: true, ..Absence::default() };
            absence.put(&mut script, "Absence", &paris()).unwrap();
            assert_eq!(seen(&script), absence, "{}", script.text());
            assert!(text.lines().all(|it| script.text().contains(it)), "{}", script.text());
            let required = script.commands().iter().take_while(|it| it.name == "require").count();
            let all = script.commands().iter().filter(|it| it.name == "require").count();
            assert_eq!(required, all, "first of all: {}", script.text());
        }
    }

    #[test]
    fn a_name_and_a_text_stay_what_they_are() {
        let mut script = draft("");
        let evil = "x]\r\nredirect \"evil@x.example\";#";
        let absence = Absence {
            is_on: true,
            text: "a\r\n.\r\nredirect \"evil@x.example\";\n.".to_owned(),
            subject: evil.to_owned(),
            from: evil.to_owned(),
            addresses: vec![evil.to_owned()],
            then: Then::Redirect(evil.to_owned()),
            ..Absence::default()
        };
        absence.put(&mut script, evil, &paris()).unwrap();
        let [require, rule] = script.commands() else { panic!("{}", script.text()) };
        assert_eq!((require.name.as_str(), rule.name.as_str()), ("require", "if"));
        let names: Vec<&str> = rule.block.iter().flatten().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["vacation", "redirect"]);
        assert_eq!(Absence::of(&script).unwrap().0.text, "a\n.\nredirect \"evil@x.example\";\n.");
    }

    #[test]
    fn each_end_has_the_offset_of_its_own_day() {
        let line = |relation, moment| test(relation, moment, offset_at(moment, &paris()));
        let day = |text: &str| Moment::Day(text.parse().unwrap());
        assert_eq!(
            line("ge", day("2026-03-01")),
            r#"currentdate :zone "+0100" :value "ge" "date" "2026-03-01""#
        );
        assert_eq!(
            line("le", day("2026-07-01")),
            r#"currentdate :zone "+0200" :value "le" "date" "2026-07-01""#
        );
        let time = Moment::Time("2026-12-24T18:00:00".parse().unwrap());
        let written = r#"currentdate :zone "+0100" :value "le" "iso8601" "2026-12-24T18:00:00+01:00""#;
        assert_eq!(line("le", time), written);
        let west = TimeZone::posix("NST3:30NDT,M3.2.0,M11.1.0").unwrap();
        let west = test("ge", day("2026-01-01"), offset_at(day("2026-01-01"), &west));
        assert!(west.contains(":zone \"-0330\""), "{west}");
    }

    #[test]
    fn who_moved_to_another_zone_is_told_the_same_moments_by_its_clock() {
        let tokyo = TimeZone::posix("JST-9").unwrap();
        let mut script = draft("");
        full().put(&mut script, "x", &paris()).unwrap();
        let (kept, _) = Absence::of(&script).unwrap();
        let there = kept.seen_in(&tokyo);
        let time = |text: &str| Some(Moment::Time(text.parse().unwrap()));
        assert_eq!((there.start, there.end), (time("2026-03-01T16:30:00"), time("2026-07-18T06:59:59")));
        for (now, expected) in [
            ("2026-03-01T16:29:59", Standing::Ahead),
            ("2026-03-01T16:30:00", Standing::Active),
            ("2026-07-18T06:59:59", Standing::Active),
            ("2026-07-18T07:00:00", Standing::Over),
        ] {
            let now = now.parse::<DateTime>().unwrap().to_zoned(tokyo.clone()).unwrap();
            assert_eq!(kept.standing(&now), expected, "{now}");
        }
        // Another text moves neither end, whoever keeps it.
        Absence { text: "Autre".to_owned(), ..there }.put(&mut script, "x", &tokyo).unwrap();
        let back = Absence::of(&script).unwrap().0.seen_in(&paris());
        assert_eq!((back.start, back.end), (full().start, time("2026-07-17T23:59:59")));
        let before = script.text().to_owned();
        Absence::of(&script).unwrap().0.put(&mut script, "x", &paris()).unwrap();
        assert_eq!(script.text(), before);
    }

    #[test]
    fn offsets_are_read_as_scripts_write_them() {
        let read = |test: &str| {
            let script =
                format!("require [\"vacation\", \"date\", \"relational\"];\nif {test} {{ vacation \"x\"; }}");
            Absence::of(&draft(&script)).unwrap().0.start_offset.map(|it| it.seconds() / 60)
        };
        let test = |zone: &str, part: &str, value: &str| {
            read(&format!("currentdate {zone} :value \"ge\" \"{part}\" \"{value}\""))
        };
        assert_eq!(test(":zone \"-0330\"", "date", "2026-01-01"), Some(-210));
        assert_eq!(test("", "iso8601", "2026-01-01T08:00:00+05:45"), Some(345));
        assert_eq!(test("", "iso8601", "2026-01-01T08:00:00Z"), None);
        for bad in ["", "+", "0100", "+1", "+01é", "+0160", "+99999"] {
            assert_eq!(test(&format!(":zone \"{bad}\""), "date", "2026-01-01"), None, "{bad}");
        }
    }

    #[test]
    fn it_is_ahead_active_or_over() {
        let now: DateTime = "2026-07-10T12:00:00".parse().unwrap();
        let now = now.to_zoned(paris()).unwrap();
        let day = |text: &str| Some(Moment::Day(text.parse().unwrap()));
        let time = |text: &str| Some(Moment::Time(text.parse().unwrap()));
        let standing = |start, end| Absence { is_on: true, start, end, ..full() }.standing(&now);
        assert_eq!(standing(None, None), Standing::Active);
        assert_eq!(standing(day("2026-07-10"), day("2026-07-10")), Standing::Active);
        assert_eq!(standing(day("2026-07-11"), None), Standing::Ahead);
        assert_eq!(standing(None, day("2026-07-09")), Standing::Over);
        assert_eq!(standing(time("2026-07-10T12:01:00"), None), Standing::Ahead);
        assert_eq!(standing(None, time("2026-07-10T11:59:00")), Standing::Over);
        assert_eq!(Absence::default().standing(&now), Standing::Off);
    }

    #[test]
    fn other_tests_and_actions_of_the_rule_stay() {
        let text = "require [\"vacation\", \"imap4flags\"];\nif header :contains \"to\" [\"a\", \"b\"] { vacation :mime :handle \"h\" \"x\"; setflag \"\\\\Seen\"; }";
        let mut script = draft(text);
        let (absence, _) = Absence::of(&script).unwrap();
        Absence { subject: "S".to_owned(), ..absence }.put(&mut script, "x", &paris()).unwrap();
        for kept in
            ["if header :contains \"to\" [\"a\", \"b\"]", ":mime :handle \"h\"", "setflag \"\\\\Seen\";"]
        {
            assert!(script.text().contains(kept), "{kept}: {}", script.text());
        }
    }

    /// The script after the absence in it was changed.
    fn changed(text: &str, change: impl Fn(&mut Absence)) -> (Absence, String) {
        let mut script = draft(text);
        let (mut absence, _) = Absence::of(&script).unwrap();
        let before = absence.clone();
        change(&mut absence);
        absence.put(&mut script, "x", &paris()).unwrap();
        (before, script.text().to_owned())
    }

    /// The actions of its last rule.
    fn actions(script: &str) -> Vec<String> {
        let script = draft(script);
        let rule = script.commands().last().unwrap();
        rule.block.iter().flatten().skip(1).map(|it| script.octets(&it.range).to_owned()).collect()
    }

    #[test]
    fn blocks_and_further_redirections_of_the_rule_stay_as_they_were_written() {
        let own = [
            "if header :is \"a\" \"b\" {\n  # why\n  redirect \"c@d.example\"; stop;\n}",
            "elsif true { discard; }",
            "else { fileinto text:\nx\n.\n; }",
            "redirect :copy \"first@d.example\";",
            "keep :flags \"\\\\Seen\";",
            "redirect \"second@d.example\";",
        ];
        let text = format!("require \"vacation\";\nif true {{ vacation \"x\"; {} }}", own.join(" "));
        let (before, after) = changed(&text, |it| it.subject = "S".to_owned());
        assert_eq!(before.then, Then::Copy("first@d.example".to_owned()));
        assert_eq!(actions(&after), own);
        assert_eq!(changed(&after, |_| ()).1, after);
        let (_, after) = changed(&text, |it| it.then = Then::Discard);
        assert_eq!(actions(&after), [own[0], own[1], own[2], "discard;", own[5]]);
    }

    #[test]
    fn what_is_said_of_the_message_is_what_becomes_of_it() {
        let to = || "a@b.example".to_owned();
        for (text, then, kept) in [
            ("keep; fileinto \"x\";", Then::Keep, vec!["keep;", "fileinto \"x\";"]),
            ("discard; keep;", Then::Keep, vec!["keep;"]),
            ("discard;", Then::Discard, vec!["discard;"]),
            (
                "keep; redirect \"a@b.example\";",
                Then::Copy(to()),
                vec!["keep;", "redirect :copy \"a@b.example\";"],
            ),
            (
                "redirect :copy \"a@b.example\"; redirect \"c@d.example\";",
                Then::Redirect(to()),
                vec!["redirect \"a@b.example\";", "redirect \"c@d.example\";"],
            ),
        ] {
            let text = format!("require [\"vacation\", \"copy\"];\nif true {{ vacation \"x\"; {text} }}");
            let (before, after) = changed(&text, |_| ());
            assert_eq!(before.then, then, "{text}");
            assert_eq!(actions(&after), kept, "{text}");
        }
        // Something else would take its place.
        let two = "require \"vacation\";\nif true { vacation \"x\"; redirect \"a@b.example\"; redirect \"c@d.example\"; }";
        let (_, after) = changed(two, |it| it.then = Then::Keep);
        assert_eq!(actions(&after), ["keep;", "redirect \"c@d.example\";"]);
    }

    #[test]
    fn a_period_leaves_the_sense_of_the_other_tests() {
        let text = "require \"vacation\";\nif anyof (header \"a\" \"b\", true) { vacation \"x\"; }";
        let start = Some(Moment::Day("2026-03-01".parse().unwrap()));
        let date = "currentdate :zone \"+0100\" :value \"ge\" \"date\" \"2026-03-01\"";
        let (_, dated) = changed(text, |it| it.start = start);
        assert!(
            dated.contains(&format!("if allof ({date}, anyof (header \"a\" \"b\", true))\r\n")),
            "{dated}"
        );
        assert_eq!(changed(&dated, |_| ()), (Absence::of(&draft(&dated)).unwrap().0, dated.clone()));
        let (_, undated) = changed(&dated, |it| it.start = None);
        assert!(undated.contains("if anyof (header \"a\" \"b\", true)\r\n"), "{undated}");
        // A date that is one way of several is none of ours.
        let either = dated.replace("allof", "anyof");
        let (before, after) = changed(&either, |it| it.subject = "S".to_owned());
        assert_eq!(before.start, None);
        assert!(after.contains(&format!("if anyof ({date}, anyof (")), "{after}");
    }
}

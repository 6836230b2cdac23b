//! The answer to mail in somebody's absence: the one rule of a script that begins with `vacation` (RFC 5230).

use std::ops::Range;

use jiff::Zoned;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};

use super::edit::Draft;
use super::parse::{Argument, Command, Test};
use super::rule::Rule;

mod writing;

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

impl Then {
    /// The address that it goes to, where it goes to one.
    pub fn target(&self) -> Option<&str> {
        match self {
            Self::Redirect(to) | Self::Copy(to) => Some(to),
            Self::Keep | Self::Discard => None,
        }
    }
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
mod tests;

//! What is typed of an absence, and the rule that it means.

use jiff::civil::{Date, DateTime, Time};
use mailcore::address::{Address, read_list};
use mailcore::sieve::absence::{Absence, Interval, Moment, Then};

use crate::config::rules::{Every, MOST_DAYS};
use crate::i18n::Text;
use crate::rules::{Offer, targets};

/// The longest text, in octets: servers take scripts of 1 MB, and nobody reads as much.
const MOST_TEXT: usize = 64 * 1024;

/// The longest subject, in characters.
const MOST_SUBJECT: usize = 500;

/// The most other addresses.
const MOST_ADDRESSES: usize = 50;

/// Once in the whole absence.
pub const ONCE: &str = "once";

/// Once in so many days, of which the number tells.
pub const DAYS: &str = "days";

/// The same of hours.
pub const HOURS: &str = "hours";

/// The number that stands there for whoever chooses days: what servers have for usual (RFC 5230, section 4.1).
const USUAL_NUMBER: &str = "7";

const HOUR: u64 = 3_600;

const DAY: u64 = 24 * HOUR;

/// A message stays.
pub(super) const KEEP: &str = "keep";

/// The fields, as typed; `text` has lines that end in `\n`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// Whether mail is answered.
    pub is_on: bool,
    /// The first day, as `2026-12-24`; empty where it has begun.
    pub start_day: String,
    /// The time on it, as `18:00`; empty for the whole day.
    pub start_time: String,
    /// The last day; empty where no end is known.
    pub end_day: String,
    /// The time on it; empty for the whole day.
    pub end_time: String,
    /// How often the same person is answered: `once`, `days`, `hours`, `90s`, or empty for the server's own.
    pub every: String,
    /// In how many days or hours.
    pub number: String,
    /// Who answers, as From has it.
    pub from: String,
    /// The subject; empty for the server's own.
    pub subject: String,
    /// The text.
    pub text: String,
    /// Other addresses of the person, as a list.
    pub addresses: String,
    /// `keep`, `discard`, `redirect` or `copy`.
    pub then: String,
    /// Where to.
    pub to: String,
}

/// What is wrong with each field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mistakes {
    /// The first day and its time.
    pub start: Option<Text>,
    /// The last day and its time.
    pub end: Option<Text>,
    /// How often.
    pub every: Option<Text>,
    /// In how many days or hours.
    pub number: Option<Text>,
    /// Who answers.
    pub from: Option<Text>,
    /// The subject.
    pub subject: Option<Text>,
    /// The text.
    pub text: Option<Text>,
    /// Other addresses.
    pub addresses: Option<Text>,
    /// What becomes of a message.
    pub then: Option<Text>,
    /// Where it goes.
    pub to: Option<Text>,
    /// The password, which is wanted, or was wrong.
    pub password: Option<Text>,
}

impl Mistakes {
    /// An answer can come from nobody but those whom the form names.
    pub(super) fn of_sender() -> Self {
        Self { from: Some(Text::new("settings-choose")), ..Self::default() }
    }
}

impl Typed {
    /// What a form says of a rule.
    pub(super) fn of(rule: &Absence) -> Self {
        let (start_day, start_time) = fields(rule.start);
        let (end_day, end_time) = fields(rule.end);
        let (every, number) = every(rule.interval, whole(rule.start, rule.end));
        let then = match &rule.then {
            Then::Keep => KEEP,
            Then::Discard => "discard",
            Then::Redirect(_) => "redirect",
            Then::Copy(_) => "copy",
        };
        Self {
            is_on: rule.is_on,
            start_day,
            start_time,
            end_day,
            end_time,
            every,
            number,
            from: rule.from.clone(),
            subject: rule.subject.clone(),
            text: rule.text.clone(),
            addresses: rule.addresses.join(", "),
            then: then.to_owned(),
            to: rule.then.target().unwrap_or_default().to_owned(),
        }
    }

    /// Whether messages go on to another address.
    pub(super) fn sends_on(&self) -> bool {
        matches!(self.then.as_str(), "redirect" | "copy")
    }

    /// The rule that it means, as far as the server can follow it; `own` is the address of the login. All mistakes are found, not the first only.
    pub(super) fn read(&self, own: Option<&Address>, offer: Offer) -> Result<Absence, Box<Mistakes>> {
        let mut wrong = Mistakes::default();
        let (start, end) = match offer.dates {
            true => (
                moment(&self.start_day, &self.start_time, &mut wrong.start),
                moment(&self.end_day, &self.end_time, &mut wrong.end),
            ),
            false => (None, None),
        };
        if let (Some(start), Some(end)) = (start, end)
            && first(start) > last(end)
        {
            wrong.end = Some(Text::new("absence-ends-before"));
        }
        let rule = Absence {
            is_on: self.is_on,
            subject: self.subject.clone(),
            text: self.text.clone(),
            from: self.from.clone(),
            addresses: self.other_addresses(&mut wrong.addresses),
            interval: self.interval(offer, (start, end), &mut wrong),
            start,
            end,
            start_offset: None,
            end_offset: None,
            then: self.then(own, &mut wrong),
        };
        self.check_words(&mut wrong);
        if wrong == Mistakes::default() { Ok(rule) } else { Err(Box::new(wrong)) }
    }

    fn check_words(&self, wrong: &mut Mistakes) {
        if self.is_on && self.text.trim().is_empty() {
            wrong.text = Some(Text::new("absence-no-text"));
        } else if self.text.len() > MOST_TEXT {
            wrong.text = Some(Text::new("absence-long-text"));
        }
        if self.subject.chars().count() > MOST_SUBJECT {
            wrong.subject = Some(Text::new("absence-long-subject"));
        }
    }

    fn other_addresses(&self, wrong: &mut Option<Text>) -> Vec<String> {
        let mut all = Vec::new();
        for entry in read_list(&self.addresses) {
            match entry {
                Ok(named) => all.push(named.address.to_ascii()),
                Err((text, _)) => *wrong = Some(Text::new("rules-no-address").with("address", text)),
            }
        }
        if all.len() > MOST_ADDRESSES {
            *wrong = Some(Text::new("rules-too-many").with("count", MOST_ADDRESSES));
        }
        all
    }

    fn interval(
        &self,
        offer: Offer,
        (start, end): (Option<Moment>, Option<Moment>),
        wrong: &mut Mistakes,
    ) -> Option<Interval> {
        let many = |text: &str, most: u64| text.parse().ok().filter(|it| (1..=most).contains(it));
        let number = many(&self.number, MOST_DAYS);
        let read = match self.every.as_str() {
            "" => return None,
            ONCE => Some(Interval::Days(whole(start, end))),
            DAYS | HOURS if number.is_none() => {
                wrong.number = Some(Text::new("absence-no-number").with("count", MOST_DAYS.to_string()));
                return None;
            }
            DAYS => number.map(Interval::Days),
            HOURS => number.map(|it| Interval::Seconds(it * HOUR)),
            every => every.strip_suffix('s').and_then(|it| many(it, MOST_DAYS * DAY)).map(Interval::Seconds),
        };
        if read.is_none() {
            wrong.every = Some(Text::new("settings-choose"));
        }
        read.map(|it| counted(it, offer))
    }

    fn then(&self, own: Option<&Address>, wrong: &mut Mistakes) -> Then {
        let sends: fn(String) -> Then = match self.then.as_str() {
            KEEP => return Then::Keep,
            "discard" => return Then::Discard,
            "redirect" => Then::Redirect,
            "copy" => Then::Copy,
            _ => {
                wrong.then = Some(Text::new("settings-choose"));
                return Then::Keep;
            }
        };
        match targets::read(own, &self.to).as_deref() {
            Ok([one]) => return sends(one.to_ascii()),
            Ok(_) => wrong.to = Some(Text::new("absence-one-address")),
            Err(text) => wrong.to = Some(text.clone()),
        }
        Then::Keep
    }
}

/// A server that counts in days alone is asked for as many as it takes.
fn counted(interval: Interval, offer: Offer) -> Interval {
    match interval {
        Interval::Seconds(seconds) if !offer.seconds => Interval::Days(seconds.div_ceil(DAY)),
        other => other,
    }
}

/// How often as the form has it, with the number; `whole` are the days of the absence.
fn every(interval: Option<Interval>, whole: u64) -> (String, String) {
    let (every, number) = match interval {
        None => ("", None),
        Some(Interval::Days(days)) if days == whole => (ONCE, None),
        Some(Interval::Days(days)) => (DAYS, Some(days)),
        Some(Interval::Seconds(seconds))
            if seconds % HOUR == 0 && (1..=MOST_DAYS).contains(&(seconds / HOUR)) =>
        {
            (HOURS, Some(seconds / HOUR))
        }
        Some(Interval::Seconds(seconds)) => return (format!("{seconds}s"), USUAL_NUMBER.to_owned()),
    };
    (every.to_owned(), number.map_or_else(|| USUAL_NUMBER.to_owned(), |it| it.to_string()))
}

/// The same of what the operator has for a new absence.
pub(super) fn usual(wished: Every, offer: Offer) -> (String, String) {
    let interval = match wished {
        Every::Once => return (ONCE.to_owned(), USUAL_NUMBER.to_owned()),
        Every::Server => None,
        Every::Days(days) => Some(Interval::Days(days)),
        Every::Seconds(seconds) => Some(counted(Interval::Seconds(seconds), offer)),
    };
    every(interval, 0)
}

/// A moment as two fields have it.
fn fields(moment: Option<Moment>) -> (String, String) {
    match moment {
        None => (String::new(), String::new()),
        Some(Moment::Day(day)) => (day.to_string(), String::new()),
        Some(Moment::Time(at)) => {
            let form = if at.second() == 0 { "%H:%M" } else { "%H:%M:%S" };
            (at.date().to_string(), at.strftime(form).to_string())
        }
    }
}

fn moment(day: &str, time: &str, wrong: &mut Option<Text>) -> Option<Moment> {
    let (day, time) = (day.trim(), time.trim());
    if day.is_empty() && time.is_empty() {
        return None;
    }
    let read = day.parse::<Date>().ok().and_then(|day| match time {
        "" => Some(Moment::Day(day)),
        time => Some(Moment::Time(day.to_datetime(time.parse::<Time>().ok()?))),
    });
    if read.is_none() {
        *wrong = Some(Text::new("absence-no-date"));
    }
    read
}

fn first(moment: Moment) -> DateTime {
    match moment {
        Moment::Day(day) => day.to_datetime(Time::midnight()),
        Moment::Time(at) => at,
    }
}

fn last(moment: Moment) -> DateTime {
    match moment {
        Moment::Day(day) => day.to_datetime(Time::MAX),
        Moment::Time(at) => at,
    }
}

/// So many days an absence lasts, the first and the last with it; a year where its ends are not known.
fn whole(start: Option<Moment>, end: Option<Moment>) -> u64 {
    let days = || {
        let between = first(start?).date().until(last(end?).date()).ok()?.get_days();
        u64::try_from(between).ok()?.checked_add(1)
    };
    days().unwrap_or(MOST_DAYS).clamp(1, MOST_DAYS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &Typed, offer: Offer) -> Result<Absence, Box<Mistakes>> {
        typed.read(Some(&"me@example.org".parse().unwrap()), offer)
    }

    fn rule() -> Absence {
        Absence {
            is_on: true,
            subject: "Absente « jusqu’au 4 » \"\\".to_owned(),
            text: "Bonjour,\n\n.\nÀ bientôt".to_owned(),
            from: "\"Zoé, D.\" <zoe@example.org>".to_owned(),
            addresses: ["a@b.example", "c@d.example", "e@f.example"].map(str::to_owned).to_vec(),
            interval: Some(Interval::Days(3)),
            start: Some(Moment::Time("2026-12-24T18:00:00".parse().unwrap())),
            end: Some(Moment::Day("2027-01-04".parse().unwrap())),
            start_offset: None,
            end_offset: None,
            then: Then::Copy("other@example.net".to_owned()),
        }
    }

    #[test]
    fn a_rule_comes_back_from_the_form_as_it_was() {
        let day = |text: &str| Some(Moment::Day(text.parse().unwrap()));
        let now = |text: &str| Some(Moment::Time(text.parse().unwrap()));
        for rule in [
            rule(),
            Absence { is_on: false, start: None, then: Then::Discard, ..rule() },
            Absence { end: None, interval: Some(Interval::Seconds(3_600)), then: Then::Keep, ..rule() },
            Absence { interval: None, subject: String::new(), addresses: Vec::new(), ..rule() },
            // One day, and the day on which clocks are put forward.
            Absence { start: day("2026-07-06"), end: day("2026-07-06"), ..rule() },
            Absence { start: now("2026-03-29T02:30:00"), end: now("2026-03-29T08:00:01"), ..rule() },
            Absence { interval: Some(Interval::Days(12)), ..rule() },
            Absence { start: None, interval: Some(Interval::Days(366)), ..rule() },
        ] {
            assert_eq!(read(&Typed::of(&rule), Offer::ALL).unwrap(), rule);
        }
        assert_eq!(Typed::of(&Absence { interval: Some(Interval::Days(12)), ..rule() }).every, ONCE);
    }

    #[test]
    fn any_number_of_days_or_hours_is_taken_and_no_other() {
        let read = |every: &str, number: &str| {
            let (every, number) = (every.to_owned(), number.to_owned());
            let rule = read(&Typed { every, number, ..Typed::of(&rule()) }, Offer::ALL);
            rule.map(|it| it.interval).map_err(|it| it.number.or(it.every).map_or("", |it| it.key))
        };
        assert_eq!(read("", "x"), Ok(None), "the number is not looked at");
        assert_eq!(read("days", "1"), Ok(Some(Interval::Days(1))));
        assert_eq!(read("days", "366"), Ok(Some(Interval::Days(366))));
        assert_eq!(read("hours", "5"), Ok(Some(Interval::Seconds(18_000))));
        assert_eq!(read("90s", ""), Ok(Some(Interval::Seconds(90))));
        for number in ["", "0", "-1", "367", "1.5", "99999999999999999999"] {
            assert_eq!(read("days", number), Err("absence-no-number"), "{number}");
        }
        for every in ["0s", "s", "31622401s", "weeks", "3"] {
            assert_eq!(read(every, "3"), Err("settings-choose"), "{every}");
        }
    }

    #[test]
    fn a_new_one_begins_as_the_operator_has_it_as_far_as_the_server_can() {
        let begins = |every: Every, seconds: bool| usual(every, Offer { seconds, ..Offer::ALL });
        let both = |every: &str, number: &str| (every.to_owned(), number.to_owned());
        assert_eq!(begins(Every::Once, true), both(ONCE, "7"));
        assert_eq!(begins(Every::Server, true), both("", "7"));
        assert_eq!(begins(Every::Days(14), true), both(DAYS, "14"));
        assert_eq!(begins(Every::Seconds(3_600), true), both(HOURS, "1"));
        assert_eq!(begins(Every::Seconds(90), true), both("90s", "7"));
        assert_eq!(begins(Every::Seconds(3_600), false), both(DAYS, "1"));
        assert_eq!(begins(Every::Seconds(86_401), false), both(DAYS, "2"));
    }

    #[test]
    fn a_server_is_asked_for_nothing_that_it_cannot_do() {
        let less = Offer { dates: false, copies: false, seconds: false, ..Offer::ALL };
        let typed = Typed::of(&Absence { interval: Some(Interval::Seconds(90_000)), ..rule() });
        let rule = read(&typed, less).unwrap();
        assert_eq!((rule.start, rule.end, rule.interval), (None, None, Some(Interval::Days(2))));
        assert_eq!(rule.extensions(less.copies), ["vacation"]);
        let odd = read(&Typed { then: "odd".to_owned(), ..typed }, less).unwrap_err();
        assert_eq!(*odd, Mistakes { then: Some(Text::new("settings-choose")), ..Mistakes::default() });
    }

    #[test]
    fn all_mistakes_are_told_at_once() {
        let typed = Typed {
            is_on: true,
            start_day: "2026-07-17".to_owned(),
            end_day: "2026-07-16".to_owned(),
            end_time: "23:00".to_owned(),
            every: "0".to_owned(),
            subject: "x".repeat(501),
            addresses: "a@b.example, x".to_owned(),
            then: "copy".to_owned(),
            to: "me@example.org".to_owned(),
            ..Typed::default()
        };
        let wrong = read(&typed, Offer::ALL).unwrap_err();
        let keys = [
            wrong.start,
            wrong.end,
            wrong.every,
            wrong.subject,
            wrong.text,
            wrong.addresses,
            wrong.then,
            wrong.to,
        ]
        .map(|it| it.map_or("", |it| it.key));
        let expected = [
            "",
            "absence-ends-before",
            "settings-choose",
            "absence-long-subject",
            "absence-no-text",
            "rules-no-address",
            "",
            "rules-own-address",
        ];
        assert_eq!(keys, expected);
        let bad = |day: &str, time: &str| {
            let typed =
                Typed { start_day: day.to_owned(), start_time: time.to_owned(), ..Typed::of(&rule()) };
            read(&typed, Offer::ALL).unwrap_err().start.map(|it| it.key)
        };
        for (day, time) in [("demain", ""), ("2026-13-01", ""), ("", "18:00"), ("2026-12-24", "25:00")] {
            assert_eq!(bad(day, time), Some("absence-no-date"), "{day} {time}");
        }
    }
}

//! Events and answers in the words of a language.

use mailcore::address::NamedAddress;
use mailcore::message::invitation::{
    Answer, Days, Ends, Event, Moment, Recurrence, Series, Unit, When, Zone,
};

use crate::i18n::dates::clock::{our_clock, our_zone, weekday_key};
use crate::i18n::{Locale, Text};

const DAY: i64 = 24 * 3600;

/// When an event is, by its own clock, which is named: `mardi 2 décembre de 14:00 à 15:00 (heure de
/// Paris)`. What is told in UTC, or by a clock without a place, is told by ours. `now` is in seconds
/// since 1970-01-01 UTC, here and below.
pub fn when(locale: Locale, when: &When, now: i64) -> String {
    let wall = |it: Moment| it.wall;
    let ours = |it: Moment| it.at.map_or(it.wall, our_clock);
    match (&when.zone, when.start.at) {
        (Zone::Utc | Zone::Other(_), Some(_)) => {
            with_zone(locale, span(locale, when, ours, now), our_zone().as_deref())
        }
        (Zone::Place(name), _) => with_zone(locale, span(locale, when, wall, now), Some(name)),
        (Zone::Other(name), None) => with_zone(locale, span(locale, when, wall, now), Some(name)),
        (Zone::Floating | Zone::Utc, _) => span(locale, when, wall, now),
    }
}

/// The same by our clock, where the event's own clock shows something else.
pub fn when_here(locale: Locale, when: &When, now: i64) -> Option<String> {
    let Zone::Place(_) = when.zone else { return None };
    if our_clock(when.start.at?) == when.start.wall {
        return None;
    }
    let here = span(locale, when, |it| it.at.map_or(it.wall, our_clock), now);
    Some(with_zone(locale, here, our_zone().as_deref()))
}

fn with_zone(locale: Locale, when: String, zone: Option<&str>) -> String {
    match zone {
        Some(zone) => {
            locale.say(&Text::new("invitation-in-zone").with("when", when).with("zone", place(locale, zone)))
        }
        None => when,
    }
}

/// What the time of a zone is called. Of places that have another name in some language, and of those
/// that people here have to do with most, it is a text; others are told by their own name.
fn place(locale: Locale, zone: &str) -> String {
    let key = match zone {
        "Europe/Paris" => "invitation-zone-paris",
        "Europe/Brussels" => "invitation-zone-brussels",
        "Europe/Amsterdam" => "invitation-zone-amsterdam",
        "Europe/Berlin" => "invitation-zone-berlin",
        "Europe/London" => "invitation-zone-london",
        "Europe/Luxembourg" => "invitation-zone-luxembourg",
        "Europe/Zurich" => "invitation-zone-zurich",
        "Europe/Rome" => "invitation-zone-rome",
        "America/New_York" => "invitation-zone-new-york",
        _ => {
            let city = zone.rsplit('/').next().unwrap_or(zone).replace('_', " ");
            return locale.say(&Text::new("invitation-zone-other").with("name", city));
        }
    };
    locale.t(key).into_owned()
}

/// From when to when, by the clock that `clock` reads.
fn span(locale: Locale, when: &When, clock: impl Fn(Moment) -> i64, now: i64) -> String {
    let start = clock(when.start);
    let end = when.end.map(clock).filter(|it| *it > start);
    let day = |at| locale.clock_day(at, now);
    let time = |at| locale.clock_time(at);
    let same_day = end.is_none_or(|it| it.div_euclid(DAY) == start.div_euclid(DAY));
    let text = match (end, when.all_day) {
        (Some(end), true) => Text::new("invitation-days").with("first", day(start)).with("last", day(end)),
        (None, true) => Text::new("invitation-day").with("day", day(start)),
        (None, false) => Text::new("invitation-at").with("day", day(start)).with("time", time(start)),
        (Some(end), false) if same_day => Text::new("invitation-from-to")
            .with("day", day(start))
            .with("start", time(start))
            .with("end", time(end)),
        (Some(end), false) => Text::new("invitation-span")
            .with("first", day(start))
            .with("start", time(start))
            .with("last", day(end))
            .with("end", time(end)),
    };
    locale.say(&text)
}

/// How an event is repeated: `chaque semaine, le mardi, jusqu’au 30 juin 2027`.
pub fn recurrence(locale: Locale, recurrence: &Recurrence, now: i64) -> String {
    let Recurrence::Series(series) = recurrence else {
        return locale.t("invitation-repeated").into_owned();
    };
    let parts = [every(locale, series), on_days(locale, &series.days), ending(locale, series.ends, now)];
    parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(", ")
}

fn every(locale: Locale, series: &Series) -> String {
    let key = match series.unit {
        Unit::Day => "invitation-every-day",
        Unit::Week => "invitation-every-week",
        Unit::Month => "invitation-every-month",
        Unit::Year => "invitation-every-year",
    };
    locale.say(&Text::new(key).with("count", u32::from(series.interval)))
}

fn on_days(locale: Locale, days: &Days) -> String {
    let name = |day: u8| locale.t(weekday_key(day));
    match days {
        Days::Same => String::new(),
        Days::Week(days) => {
            let on = |day: &u8| locale.say(&Text::new("invitation-on-day").with("weekday", name(*day)));
            let mut days: Vec<String> = days.iter().map(on).collect();
            match (days.pop(), days.join(", ")) {
                (Some(last), first) if !first.is_empty() => {
                    locale.say(&Text::new("invitation-and").with("first", first).with("last", last))
                }
                (last, _) => last.unwrap_or_default(),
            }
        }
        Days::OfMonth(number, day) => {
            let text = Text::new("invitation-on-nth").with("number", i64::from(*number));
            locale.say(&text.with("weekday", name(*day)))
        }
    }
}

fn ending(locale: Locale, ends: Ends, now: i64) -> String {
    match ends {
        Ends::Never => String::new(),
        Ends::Until(last) => {
            locale.say(&Text::new("invitation-until").with("day", locale.clock_day(last, now)))
        }
        Ends::After(count) => locale.say(&Text::new("invitation-times").with("count", count)),
    }
}

/// What an event is called; a word for those that are called nothing.
pub fn title(locale: Locale, event: &Event) -> String {
    match event.summary.as_str() {
        "" => locale.t("invitation-untitled").into_owned(),
        summary => summary.to_owned(),
    }
}

/// The subject of an answer.
pub fn subject(locale: Locale, answer: Answer, event: &Event) -> String {
    let key = match answer {
        Answer::Accepted => "invitation-subject-accepted",
        Answer::Tentative => "invitation-subject-tentative",
        Answer::Declined => "invitation-subject-declined",
    };
    locale.say(&Text::new(key).with("name", title(locale, event)))
}

/// The text of an answer: who answers what to which event, then what they say.
pub fn letter(locale: Locale, answer: (Answer, &str), attendee: &NamedAddress, event: &Event) -> String {
    let key = match answer.0 {
        Answer::Accepted => "invitation-letter-accepted",
        Answer::Tentative => "invitation-letter-tentative",
        Answer::Declined => "invitation-letter-declined",
    };
    let name = attendee.name.clone().unwrap_or_else(|| attendee.address.to_string());
    let said = locale.say(&Text::new(key).with("name", name).with("event", title(locale, event)));
    // With the year, whichever it is: it may be read in another one.
    let when = event.when.as_ref().map(|it| self::when(locale, it, 0)).unwrap_or_default();
    let lines = [said, when, event.location.clone()];
    let lines = lines.iter().filter(|it| !it.is_empty()).cloned().collect::<Vec<_>>().join("\n");
    match answer.1.trim() {
        "" => format!("{lines}\n"),
        comment => format!("{lines}\n\n{comment}\n"),
    }
}

#[cfg(test)]
mod tests {
    use mailcore::message::invitation;

    use super::*;
    use crate::i18n::dates::set_time_zone;

    /// Tuesday 2026-11-24, 11:20 in Paris.
    const NOW: i64 = 1_795_515_600;

    fn told(text: &str) -> (String, Option<String>) {
        set_time_zone("Europe/Paris").unwrap();
        let when = invitation::read(text).unwrap().event.when.unwrap();
        let plain = |it: String| it.replace('\u{a0}', " ");
        (plain(self::when(Locale::Fr, &when, NOW)), when_here(Locale::Fr, &when, NOW).map(plain))
    }

    #[track_caller]
    fn check(times: &str, expected: &str, here: Option<&str>) {
        let text = format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\n{times}\nEND:VEVENT\nEND:VCALENDAR\n");
        assert_eq!(told(&text), (expected.to_owned(), here.map(str::to_owned)), "{times}");
    }

    #[test]
    fn an_event_is_told_by_a_clock_that_is_named() {
        check(
            "DTSTART:20261202T130000Z\nDTEND:20261202T140000Z",
            "mercredi 2 décembre de 14:00 à 15:00 (heure de Paris)",
            None,
        );
        check(
            "DTSTART;TZID=America/New_York:20261202T090000\nDURATION:PT90M",
            "mercredi 2 décembre de 09:00 à 10:30 (heure de New York)",
            Some("mercredi 2 décembre de 15:00 à 16:30 (heure de Paris)"),
        );
        check(
            "DTSTART;TZID=Romance Standard Time:20270101T220000\nDTEND;TZID=Romance Standard Time:20270102T020000",
            "du vendredi 1er janvier 2027 à 22:00 au samedi 2 janvier 2027 à 02:00 (heure de Paris)",
            None,
        );
        check(
            "DTSTART;TZID=Asia/Ho_Chi_Minh:20261202T090000",
            "mercredi 2 décembre à 09:00 (fuseau Ho Chi Minh)",
            Some("mercredi 2 décembre à 03:00 (heure de Paris)"),
        );
        check("DTSTART;TZID=Nowhere:20261202T090000", "mercredi 2 décembre à 09:00 (fuseau Nowhere)", None);
        check("DTSTART:20261202T090000", "mercredi 2 décembre à 09:00", None);
    }

    #[test]
    fn whole_days_have_no_clock() {
        check("DTSTART;VALUE=DATE:20261202", "mercredi 2 décembre, toute la journée", None);
        check(
            "DTSTART;VALUE=DATE:20261202\nDTEND;VALUE=DATE:20261203",
            "mercredi 2 décembre, toute la journée",
            None,
        );
        check(
            "DTSTART;VALUE=DATE:20261202\nDTEND;VALUE=DATE:20261205",
            "du mercredi 2 décembre au vendredi 4 décembre",
            None,
        );
    }

    #[track_caller]
    fn check_rule(days: Days, unit: Unit, interval: u16, ends: Ends, expected: [&str; 4]) {
        set_time_zone("Europe/Paris").unwrap();
        let rule = Recurrence::Series(Series { unit, interval, days, ends });
        let told = Locale::ALL.map(|it| recurrence(it, &rule, NOW).replace(['\u{a0}', '\u{202f}'], " "));
        assert_eq!(told, expected);
    }

    #[test]
    fn a_rule_is_a_sentence() {
        check_rule(
            Days::Week(vec![1]),
            Unit::Week,
            1,
            Ends::Never,
            [
                "chaque semaine, le mardi",
                "every week, on Tuesday",
                "elke week, op dinsdag",
                "jede Woche, am Dienstag",
            ],
        );
        check_rule(
            Days::Week(vec![0, 3, 4]),
            Unit::Week,
            2,
            Ends::After(5),
            [
                "toutes les 2 semaines, le lundi, le jeudi et le vendredi, 5 fois",
                "every 2 weeks, on Monday, on Thursday and on Friday, 5 times",
                "om de 2 weken, op maandag, op donderdag en op vrijdag, 5 keer",
                "alle 2 Wochen, am Montag, am Donnerstag und am Freitag, 5-mal",
            ],
        );
        check_rule(
            Days::OfMonth(-1, 3),
            Unit::Month,
            1,
            Ends::Until(NOW),
            [
                "chaque mois, le dernier jeudi, jusqu’au mardi 24 novembre",
                "every month, on the last Thursday, until Tuesday 24 November",
                "elke maand, op de laatste donderdag, tot dinsdag 24 november",
                "jeden Monat, am letzten Donnerstag, bis Dienstag, 24. November",
            ],
        );
        assert_eq!(recurrence(Locale::En, &Recurrence::Other, NOW), "on several dates");
    }

    #[test]
    fn an_answer_says_who_what_and_to_which_event() {
        set_time_zone("Europe/Paris").unwrap();
        let event = invitation::read(include_str!("../../tests/data/invitations/google.ics")).unwrap().event;
        let pierre = NamedAddress { name: None, address: "pierre@octopus.test".parse().unwrap() };
        let letter = letter(Locale::Fr, (Answer::Accepted, " À demain. "), &pierre, &event);
        assert_eq!(
            letter.replace('\u{a0}', " "),
            "pierre@octopus.test a accepté l’invitation « Réunion de bureau ».\n\
             mercredi 2 décembre 2026 de 14:00 à 15:00 (heure de Paris)\n\
             Salle du conseil, mairie\n\nÀ demain.\n"
        );
        let nameless = Event::default();
        assert_eq!(subject(Locale::En, Answer::Declined, &nameless), "Declined: Untitled event");
    }
}

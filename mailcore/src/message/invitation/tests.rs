//! Invitations of the usual programs, and of nobody.

use super::*;
use crate::address::NamedAddress;

const GOOGLE: &str = include_str!("../../../../tests/data/invitations/google.ics");
const EXCHANGE: &str = include_str!("../../../../tests/data/invitations/exchange.ics");
const OUTLOOK: &str = include_str!("../../../../tests/data/invitations/outlook-own-zone.ics");
const APPLE: &str = include_str!("../../../../tests/data/invitations/apple.ics");
const THUNDERBIRD: &str = include_str!("../../../../tests/data/invitations/thunderbird.ics");
const NEXTCLOUD: &str = include_str!("../../../../tests/data/invitations/nextcloud.ics");
const CANCELLED: &str = include_str!("../../../../tests/data/invitations/cancelled.ics");
const ANSWERED: &str = include_str!("../../../../tests/data/invitations/answered.ics");
const HOSTILE: &str = include_str!("../../../../tests/data/invitations/hostile.ics");

const ALL: [&str; 9] =
    [GOOGLE, EXCHANGE, OUTLOOK, APPLE, THUNDERBIRD, NEXTCLOUD, CANCELLED, ANSWERED, HOSTILE];

/// Seconds as a clock shows them: `2026-12-02 14:00`.
fn clock(seconds: i64) -> String {
    let time = jiff::Timestamp::from_second(seconds).unwrap().to_zoned(jiff::tz::TimeZone::UTC);
    time.strftime("%Y-%m-%d %H:%M").to_string()
}

/// An event in short: method, what, where, when by its clock and in UTC.
#[track_caller]
fn check(text: &str, expected: &str) {
    let invitation = read(text).expect("an invitation");
    let event = &invitation.event;
    let when = event.when.as_ref().map(|it| {
        let end = it.end.map(|it| clock(it.wall)).unwrap_or_default();
        let at = it.start.at.map(clock).unwrap_or_default();
        format!("{} – {end} ({:?}, {at})", clock(it.start.wall), it.zone)
    });
    let organizer = event.organizer.clone().unwrap_or_default();
    let told = format!(
        "{:?} {} | {} | {} | {} <{}>",
        invitation.method,
        event.summary,
        event.location,
        when.unwrap_or_default(),
        organizer.name,
        organizer.address,
    );
    assert_eq!(told, expected);
}

#[test]
fn invitations_of_the_usual_programs_are_read() {
    check(
        GOOGLE,
        "Request Réunion de bureau | Salle du conseil, mairie | 2026-12-02 13:00 – 2026-12-02 14:00 \
         (Utc, 2026-12-02 13:00) | Claire Vasseur <claire@sink.test>",
    );
    check(
        EXCHANGE,
        "Request Point hebdomadaire | Réunion Microsoft Teams | 2026-07-06 09:30 – 2026-07-06 10:30 \
         (Place(\"Europe/Paris\"), 2026-07-06 07:30) | Marc Lefèvre <marc@exchange.test>",
    );
    check(
        OUTLOOK,
        "Request Déjeuner d'équipe |  | 2026-07-07 12:00 – 2026-07-07 14:00 \
         (Other(\"Customized Time Zone\"), 2026-07-07 10:00) | Vasseur, Claire <claire@outlook.test>",
    );
    check(
        APPLE,
        "Request Crémaillère 🎉 | Chez Claire 12 rue des Lilas Soignies | 2026-12-04 19:00 – 2026-12-04 21:30 \
         (Place(\"Europe/Paris\"), 2026-12-04 18:00) | Claire Vasseur <claire@icloud.test>",
    );
    check(
        THUNDERBIRD,
        "Request Assemblée annuelle |  | 2027-06-04 00:00 – 2027-06-05 00:00 (Floating, ) | \
         Claire <claire@sink.test>",
    );
    check(
        NEXTCLOUD,
        "Request Permanence |  | 2026-12-08 11:00 – 2026-12-08 12:00 \
         (Place(\"Europe/Brussels\"), 2026-12-08 10:00) | Claire Vasseur <claire@sink.test>",
    );
    check(
        CANCELLED,
        "Cancel Réunion de bureau |  | 2026-12-02 13:00 – 2026-12-02 14:00 (Utc, 2026-12-02 13:00) | \
         Claire Vasseur <claire@sink.test>",
    );
}

#[test]
fn who_is_invited_is_told_with_their_answers() {
    let google = read(GOOGLE).unwrap();
    let told: Vec<(&str, Participation)> =
        google.event.attendees.iter().map(|it| (it.person.address.as_str(), it.participation)).collect();
    let expected =
        [("claire@sink.test", Participation::Accepted), ("pierre@octopus.test", Participation::NeedsAction)];
    assert_eq!(told, expected);
    assert!(google.event.is_organized_by("Claire@Sink.test") && !google.event.is_organized_by(""));
    let exchange = read(EXCHANGE).unwrap().event;
    assert_eq!(exchange.attendee("PIERRE@octopus.test").unwrap().person.name, "Martin, Pierre");
    let apple = read(APPLE).unwrap().event;
    assert_eq!(apple.attendees[0].person.address, "claire@icloud.test", "the parameter EMAIL");
}

#[test]
fn an_answer_is_of_one_attendee() {
    let answered = read(ANSWERED).unwrap();
    assert_eq!(answered.speaker().map(|it| it.address.as_str()), Some("claire@sink.test"));
    assert_eq!(answered.event.attendees[0].participation, Participation::Declined);
    assert_eq!(answered.event.comment, "Je serai en congé.\nAvec regret.");
    assert!(!answered.wants_answer() && read(GOOGLE).unwrap().wants_answer());
    assert!(read(CANCELLED).unwrap().is_cancelled());
}

#[test]
fn a_series_is_told_by_its_whole() {
    let nextcloud = read(NEXTCLOUD).unwrap();
    assert_eq!((nextcloud.event.is_instance, nextcloud.others.len()), (false, 1));
    assert!(nextcloud.others[0].is_instance);
    assert_eq!(nextcloud.others[0].summary, "Permanence (déplacée)");
}

#[track_caller]
fn check_rule(rule: &str, expected: Option<Series>) {
    let text = format!(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART;TZID=Europe/Paris:20260709T093000\nRRULE:{rule}\n\
         END:VEVENT\nEND:VCALENDAR\n"
    );
    let found = read(&text).unwrap().event.recurrence.unwrap();
    assert_eq!(found, expected.map_or(Recurrence::Other, Recurrence::Series), "{rule}");
}

#[test]
fn rules_that_a_sentence_can_tell_are_told() {
    let series = |unit, interval, days, ends| Some(Series { unit, interval, days, ends });
    check_rule("FREQ=DAILY", series(Unit::Day, 1, Days::Same, Ends::Never));
    check_rule("FREQ=DAILY;INTERVAL=3;COUNT=5", series(Unit::Day, 3, Days::Same, Ends::After(5)));
    check_rule(
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH,MO,TH;WKST=MO",
        series(Unit::Week, 2, Days::Week(vec![0, 3]), Ends::Never),
    );
    check_rule("FREQ=MONTHLY;BYMONTHDAY=9", series(Unit::Month, 1, Days::Same, Ends::Never));
    check_rule("FREQ=MONTHLY;BYDAY=2TH", series(Unit::Month, 1, Days::OfMonth(2, 3), Ends::Never));
    check_rule(
        "FREQ=MONTHLY;BYDAY=TH;BYSETPOS=-1",
        series(Unit::Month, 1, Days::OfMonth(-1, 3), Ends::Never),
    );
    check_rule("FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=9", series(Unit::Year, 1, Days::Same, Ends::Never));
    for odd in [
        "FREQ=HOURLY",
        "FREQ=DAILY;BYHOUR=9,12",
        "FREQ=MONTHLY;BYMONTHDAY=1,15",
        "FREQ=YEARLY;BYDAY=20MO",
        "nonsense",
    ] {
        check_rule(odd, None);
    }
}

#[test]
fn the_last_day_of_a_series_is_one_of_its_own_clock() {
    let text = GOOGLE.replace("DTSTART:20261202T130000Z", "DTSTART;TZID=Europe/Paris:20260901T003000");
    let text = text.replace("SEQUENCE:0", "RRULE:FREQ=DAILY;UNTIL=20260930T223000Z");
    let Some(Recurrence::Series(series)) = read(&text).unwrap().event.recurrence else { panic!() };
    let Ends::Until(last) = series.ends else { panic!() };
    assert_eq!(clock(last), "2026-10-01 00:30");
}

#[test]
fn an_hour_that_is_not_or_is_twice_is_still_a_moment() {
    let at = |time: &str| {
        let text = format!(
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;TZID=Europe/Paris:{time}\nEND:VEVENT\nEND:VCALENDAR\n"
        );
        clock(read(&text).unwrap().event.when.unwrap().start.at.unwrap())
    };
    assert_eq!(at("20260329T023000"), "2026-03-29 01:30");
    assert_eq!(at("20261025T023000"), "2026-10-25 00:30");
}

#[test]
fn an_end_is_told_by_the_clock_of_the_beginning() {
    let end = |times: &str| {
        let text = format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\n{times}\nEND:VEVENT\nEND:VCALENDAR\n");
        read(&text).unwrap().event.when.unwrap().end.map(|it| clock(it.wall))
    };
    let paris = "DTSTART;TZID=Europe/Paris:20261024T220000\n";
    let check = |times: &str, expected: Option<&str>| {
        assert_eq!(end(&format!("{paris}{times}")).as_deref(), expected, "{times}");
    };
    check("DTEND;TZID=Europe/Paris:20261025T040000", Some("2026-10-25 04:00"));
    check("DTEND;TZID=America/New_York:20261024T170000", Some("2026-10-24 23:00"));
    check("DTEND:20261024T210000Z", Some("2026-10-24 23:00"));
    check("DTEND:20261024T090000Z", None);
    check("DURATION:-PT1H", None);
    check("DURATION:P999999999W", None);
}

#[test]
fn a_zone_that_somebody_made_up_has_its_seasons() {
    let winter = OUTLOOK.replace("20260707T", "20261207T");
    let when = read(&winter).unwrap().event.when.unwrap();
    assert_eq!(when.start.at.map(clock).as_deref(), Some("2026-12-07 11:00"));
    let unknown = OUTLOOK.replace("TZID:Customized", "TZID:Other");
    assert_eq!(read(&unknown).unwrap().event.when.unwrap().start.at, None);
}

#[test]
fn an_event_is_over_when_its_end_has_passed() {
    let when = |text: &str| read(text).unwrap().event.when.unwrap();
    let at = |text: &str| text.parse::<jiff::Timestamp>().unwrap().as_second();
    assert!(!when(GOOGLE).is_over(at("2026-12-02T13:59:00Z")));
    assert!(when(GOOGLE).is_over(at("2026-12-02T14:00:01Z")));
    assert!(!when(THUNDERBIRD).is_over(at("2027-06-05T23:00:00Z")));
    assert!(when(THUNDERBIRD).is_over(at("2027-06-06T00:00:00Z")));
}

#[test]
fn what_two_programs_are_told_is_said_once() {
    assert!(read(GOOGLE).unwrap().repeats(&read(&GOOGLE.replace("\nLOCATION", "\nX-LOCATION")).unwrap()));
    assert!(!read(GOOGLE).unwrap().repeats(&read(CANCELLED).unwrap()));
}

#[test]
fn texts_of_an_attacker_are_texts() {
    let event = read(HOSTILE).unwrap().event;
    assert_eq!(event.summary, "<details open ontoggle=alert(1)>Réunion</details>");
    assert_eq!(event.location, "<svg onload=alert(1)><animate onrepeat=alert(1)>");
    assert_eq!(event.when.unwrap().zone, Zone::Other("<img src=x onerror=alert(1)>".to_owned()));
    assert_eq!(event.organizer_sent_by, "x@evil.test");
    assert!(!event.attendees.iter().any(|it| it.person.name.contains('\u{202e}')));
    assert_eq!(event.sequence, 0);
}

#[test]
fn floods_end_at_limits_that_are_said() {
    let attendees = "ATTENDEE:mailto:a@b.fr\n".repeat(MOST_ATTENDEES + 7);
    let event = format!("BEGIN:VEVENT\nUID:1\nSUMMARY:{}\n{attendees}END:VEVENT\n", "x".repeat(10_000));
    let text = format!("BEGIN:VCALENDAR\nMETHOD:PUBLISH\n{}END:VCALENDAR\n", event.repeat(MOST_EVENTS + 2));
    let found = read(&text).unwrap();
    assert_eq!((found.others.len() + 1, found.more), (MOST_EVENTS, 2));
    assert_eq!((found.event.attendees.len(), found.event.more_attendees), (MOST_ATTENDEES, 7));
    assert!(found.event.summary.ends_with('…') && found.event.summary.chars().count() < 600);
    assert_eq!(read(&"x\n".repeat(100_000)), None);
    assert_eq!(read(&format!("BEGIN:VCALENDAR\nX:{}", "é".repeat(MOST_OCTETS))), None);
}

#[test]
fn rules_that_make_millions_of_dates_make_none() {
    let bomb = "RRULE:FREQ=YEARLY;BYHOUR=1,2,3;BYMINUTE=1,2,3;BYSECOND=1,2,3;BYMONTHDAY=30;BYMONTH=2";
    let text = OUTLOOK.replace("RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", bomb);
    let text = text.replace("RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "RRULE:FREQ=SECONDLY");
    assert!(read(&text).unwrap().event.when.is_some());
}

/// How many times as long the longer text is.
const TIMES: usize = 8;

/// Reading a text that is eight times as long takes about eight times as long, not sixty-four times:
/// the best of some tries, for others may work on this machine. `text` makes one of so many octets.
#[track_caller]
fn check_growth(text: impl Fn(usize) -> String) {
    let (short, long) = (text(MOST_OCTETS / TIMES), text(MOST_OCTETS));
    let time = |text: &str| {
        let begun = std::time::Instant::now();
        _ = read(text);
        begun.elapsed()
    };
    // What is over in a moment tells nothing.
    let moment = std::time::Duration::from_millis(20);
    let grows_little = || time(&long) < time(&short).max(moment) * (3 * TIMES as u32);
    assert!((0..5).any(|_| grows_little()), "of {:?}", short.get(..80));
}

#[test]
fn floods_of_one_thing_take_time_that_grows_with_their_size() {
    let event = |more: &str| {
        let times = "DTSTART;TZID=Z:20261202T090000\nDTEND;TZID=Z:20261202T100000\n";
        format!("BEGIN:VEVENT\nUID:1\n{times}{more}END:VEVENT\n").repeat(MOST_EVENTS)
    };
    for flood in [
        "BEGIN:VTIMEZONE\nTZID:A\nEND:VTIMEZONE\n",
        "BEGIN:VEVENT\n",
        "END:X\n",
        "ATTENDEE:a\n",
        "RRULE:FREQ=DAILY\n",
        "X;A=\"",
        "X;A=b;",
        "\n ",
        ",",
        "\\n",
        "=C3",
    ] {
        let floods = |size: usize| flood.repeat(size / flood.len());
        check_growth(|size| format!("BEGIN:VCALENDAR\n{}{}", event(""), floods(size)));
        let zone = "BEGIN:VTIMEZONE\nTZID:Z\nEND:VTIMEZONE\n";
        check_growth(|size| format!("BEGIN:VCALENDAR\n{zone}{}", event(&floods(size))));
        check_growth(|size| format!("BEGIN:VCALENDAR\nX;ENCODING=QUOTED-PRINTABLE:{}", floods(size)));
    }
    let part = "BEGIN:STANDARD\nDTSTART:16010101T030000\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\n\
                TZOFFSETTO:+0100\nEND:STANDARD\n";
    check_growth(|size| {
        let zone = format!("BEGIN:VTIMEZONE\nTZID:Z\n{}END:VTIMEZONE\n", part.repeat(size / part.len()));
        format!("BEGIN:VCALENDAR\n{zone}{}END:VCALENDAR\n", event(""))
    });
}

/// Texts with something missing, doubled or damaged in each line: a fixed sample of what comes.
#[test]
fn damaged_calendars_end_nothing() {
    for text in ALL {
        let lines: Vec<&str> = text.lines().collect();
        for at in 0..lines.len() {
            for damage in
                ["", "BEGIN:VEVENT", "END:VCALENDAR", ";;;===:::", "DTSTART:99999999T999999Z", "\u{0}"]
            {
                let mut damaged = lines.clone();
                damaged[at] = damage;
                _ = read(&damaged.join("\n"));
                let (before, after) = text.split_at(text.floor_char_boundary(at * 37 % text.len()));
                _ = (read(before), read(after));
            }
        }
    }
}

fn pierre() -> NamedAddress {
    NamedAddress {
        name: Some("Pierre \"le\" Martin".to_owned()),
        address: "pierre@octopus.test".parse().unwrap(),
    }
}

fn written(text: &str, comment: &str) -> String {
    let reply = Reply { attendee: &pierre(), answer: Answer::Tentative, comment, now: 1_795_417_447 };
    write_reply(text, &reply).unwrap()
}

#[test]
fn an_answer_says_what_was_invited_to_and_who_answers() {
    let text = written(EXCHANGE, "Un peu en retard, peut-être ; merci.");
    for line in [
        "METHOD:REPLY\r\n",
        "DTSTAMP:20261123T070407Z\r\n",
        "UID:040000008200E00074C5B7101A82E00800000000B0C5\r\n",
        "SEQUENCE:3\r\n",
        "DTSTART;TZID=\"Romance Standard Time\":20260706T093000\r\n",
        "ORGANIZER;CN=\"Marc Lefèvre\":mailto:marc@exchange.test\r\n",
        "TZID:Romance Standard Time\r\n",
        "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10\r\n",
        "TZOFFSETTO:+0200\r\n",
    ] {
        assert!(text.contains(line), "{line} is not in {text}");
    }
    for absent in ["X-ALT-DESC", "X-MICROSOFT", "VALARM", "salle12", "Teams", "RSVP"] {
        assert!(!text.contains(absent), "{absent} is in {text}");
    }
    let answer = read(&text).unwrap();
    assert_eq!(answer.method, Method::Reply);
    assert_eq!(answer.event.attendees.len(), 1);
    assert_eq!(answer.event.attendees[0].person.name, "Pierre le Martin");
    assert_eq!(answer.event.attendees[0].participation, Participation::Tentative);
    assert_eq!(answer.event.comment, "Un peu en retard, peut-être ; merci.");
    assert_eq!(answer.event.when, read(EXCHANGE).unwrap().event.when);
}

#[test]
fn an_answer_to_a_series_is_for_each_of_its_dates() {
    let text = written(NEXTCLOUD, "");
    assert!(text.contains("RECURRENCE-ID;TZID=Europe/Brussels:20261215T110000\r\n"), "{text}");
    let answer = read(&text).unwrap();
    assert_eq!(answer.others.len(), 1);
    assert!(!text.contains("COMMENT") && !text.contains("RRULE:FREQ=WEEKLY"), "{text}");
}

#[test]
fn an_answer_is_about_the_event_that_is_shown() {
    let event = |uid: &str, more: &str| {
        format!("BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTART:20261224T090000Z\r\n{more}END:VEVENT\r\n")
    };
    let instance = event("other", "RECURRENCE-ID:20261224T090000Z\r\n");
    let text = format!("BEGIN:VCALENDAR\r\n{instance}{}END:VCALENDAR\r\n", event("shown", ""));
    assert_eq!(read(&text).unwrap().event.uid, "shown");
    assert_eq!(read(&written(&text, "")).unwrap().event.uid, "shown");
}

#[test]
fn an_answer_takes_nothing_over_but_values() {
    for text in ALL {
        let answer = written(text, "a\r\nATTENDEE:mailto:evil@x.org\r\nEND:VEVENT");
        let lines: Vec<&str> = answer.split("\r\n").collect();
        assert!(lines.iter().all(|it| it.len() <= 75 && !it.contains(['\r', '\n'])), "{answer}");
        let begun = lines.iter().filter(|it| it.starts_with("ATTENDEE")).count();
        let events = lines.iter().filter(|it| **it == "BEGIN:VEVENT").count();
        assert_eq!(begun, events, "{answer}");
        assert_eq!(read(&answer).unwrap().event.uid, read(text).unwrap().event.uid);
    }
}

//! What is read and written of absences.

use super::writing::test;
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
        absence.put(&mut script, "x", &paris(), true).unwrap();
        assert_eq!(seen(&script), absence, "{}", script.text());
        assert!(script.text().ends_with(after), "{}", script.text());
        let rules = before.split_once("\n\n").unwrap().1;
        assert!(script.text().contains(rules), "{}", script.text());
        assert!(script.text().contains("require [\"vacation-seconds\"];"), "{}", script.text());
        // Off and on keeps everything.
        let mut again = script.clone();
        Absence { is_on: !is_on, ..absence.clone() }.put(&mut again, "x", &paris(), true).unwrap();
        absence.put(&mut again, "x", &paris(), true).unwrap();
        assert_eq!(again.text(), script.text());
    }
}

#[test]
fn an_empty_script_gets_its_first_rule() {
    for text in ["", "# mine", "require \"fileinto\";", "require \"fileinto\"; # why\r\nkeep;\r\n"] {
        let mut script = draft(text);
        let absence = Absence { text: "Absente.".to_owned(), is_on: true, ..Absence::default() };
        absence.put(&mut script, "Absence", &paris(), true).unwrap();
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
    absence.put(&mut script, evil, &paris(), true).unwrap();
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
    assert_eq!(line("ge", day("2026-03-01")), r#"currentdate :zone "+0100" :value "ge" "date" "2026-03-01""#);
    assert_eq!(line("le", day("2026-07-01")), r#"currentdate :zone "+0200" :value "le" "date" "2026-07-01""#);
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
    full().put(&mut script, "x", &paris(), true).unwrap();
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
    Absence { text: "Autre".to_owned(), ..there }.put(&mut script, "x", &tokyo, true).unwrap();
    let back = Absence::of(&script).unwrap().0.seen_in(&paris());
    assert_eq!((back.start, back.end), (full().start, time("2026-07-17T23:59:59")));
    let before = script.text().to_owned();
    Absence::of(&script).unwrap().0.put(&mut script, "x", &paris(), true).unwrap();
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
    Absence { subject: "S".to_owned(), ..absence }.put(&mut script, "x", &paris(), true).unwrap();
    for kept in ["if header :contains \"to\" [\"a\", \"b\"]", ":mime :handle \"h\"", "setflag \"\\\\Seen\";"]
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
    absence.put(&mut script, "x", &paris(), true).unwrap();
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
    assert!(dated.contains(&format!("if allof ({date}, anyof (header \"a\" \"b\", true)) {{")), "{dated}");
    assert_eq!(changed(&dated, |_| ()), (Absence::of(&draft(&dated)).unwrap().0, dated.clone()));
    let (_, undated) = changed(&dated, |it| it.start = None);
    assert!(undated.contains("if anyof (header \"a\" \"b\", true) {"), "{undated}");
    // A date that is one way of several is none of ours.
    let either = dated.replace("allof", "anyof");
    let (before, after) = changed(&either, |it| it.subject = "S".to_owned());
    assert_eq!(before.start, None);
    assert!(after.contains(&format!("if anyof ({date}, anyof (")), "{after}");
}

/// A rule that its writer explained.
const EXPLAINED: &str = "# rule:[Absence]\r\nif allof ( /* when */\r\n\theader \"a\" \"b\", # so\r\n\ttrue) # and\r\n{ # begins\r\n\
    \t# answers\r\n\tvacation /* how */ :days 3 \"x\"; # answered\r\n\t/* then */ fileinto \"y\"; # filed\r\n\
    \tkeep; # kept\r\n\t# ends\r\n} # all\r\n";

#[test]
fn comments_in_the_rule_survive_octet_by_octet() {
    let text = format!("require [\"vacation\", \"fileinto\"];\r\n{EXPLAINED}");
    assert_eq!(changed(&text, |_| ()).1, text);
    let (_, off) = changed(&text, |it| it.is_on = false);
    assert!(off.contains("if false # allof ( /* when */\r\n#|\theader"), "{off}");
    assert!(!Absence::of(&draft(&off)).unwrap().0.is_on);
    assert_eq!(changed(&off, |it| it.is_on = true).1, text);
    let (_, after) = changed(&text, |it| it.text = "y".to_owned());
    let written = "vacation :days 3 text:\r\ny\r\n.\r\n;";
    assert_eq!(after, text.replace("vacation /* how */ :days 3 \"x\";", written));
    let (_, gone) = changed(&text, |it| it.then = Then::Discard);
    let expected =
        text.replace(":days 3 \"x\";", ":days 3 \"x\";\r\n\tdiscard;").replace("\tkeep; #", "\t #");
    assert_eq!(gone, expected);
}

#[test]
fn without_copy_what_goes_on_is_kept_by_a_word_of_its_own() {
    let mut script = draft("require \"vacation\";\nif true {\n  vacation \"x\"; # a\n}\n");
    let absence = Absence { interval: None, start: None, end: None, ..full() };
    absence.put(&mut script, "x", &paris(), false).unwrap();
    assert_eq!(actions(script.text()), ["redirect \"other@example.net\";", "keep;"]);
    assert_eq!(Absence::of(&script).unwrap().0, absence);
    assert!(!script.text().contains("copy"), "{}", script.text());
    Absence { then: Then::Keep, ..absence }.put(&mut script, "x", &paris(), false).unwrap();
    assert_eq!(actions(script.text()), ["keep;"]);
    let mut first = draft("");
    full().put(&mut first, "x", &paris(), false).unwrap();
    assert_eq!(seen(&first), full(), "{}", first.text());
}

//! Periods of an absence on a real Pigeonhole: one end alone, one day, times, clocks that change, and people in another
//! zone than the server.

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

use crate::absence::{with_rules, write};
use crate::client::{Client, Form, Page};
use crate::lab::{Account, lab};
use crate::program::TIME_ZONE;
use crate::scripts;
use crate::wait;

async fn open(client: &mut Client) -> (Page, Form) {
    let page = client.get("/settings/absence").await;
    let form = page.form("#subject");
    (page, form)
}

const FIELDS: [&str; 4] = ["start_day", "start_time", "end_day", "end_time"];

/// Keeps an absence with this period.
async fn keep(client: &mut Client, period: [&str; 4]) -> Page {
    let (page, form) = open(client).await;
    let form = form.fill("on", "yes").fill("text", "Absente.");
    let form = FIELDS.iter().zip(period).fold(form, |form, (name, value)| form.fill(name, value));
    let page = client.submit(&page, form).await;
    assert!(page.text().contains("Message d’absence enregistré."), "{period:?}: {}", page.text());
    page
}

#[tokio::test]
async fn each_period_is_taken_by_the_server_and_comes_back_as_it_was_typed() {
    let claire = Account::new("periode");
    let program = with_rules().await;
    let mut client = program.signed_in(&claire).await;
    let mut session = scripts::open(&claire).await;
    for (period, tests) in [
        (["2026-12-24", "", "", ""], vec![":zone \"+0100\" :value \"ge\" \"date\" \"2026-12-24\""]),
        (["", "", "2027-01-03", ""], vec![":zone \"+0100\" :value \"le\" \"date\" \"2027-01-03\""]),
        (
            ["2026-12-24", "", "2026-12-24", ""],
            vec![
                ":zone \"+0100\" :value \"ge\" \"date\" \"2026-12-24\"",
                ":zone \"+0100\" :value \"le\" \"date\" \"2026-12-24\"",
            ],
        ),
        (
            ["2026-12-24", "18:00", "2027-01-04", "08:30"],
            vec![
                "\"ge\" \"iso8601\" \"2026-12-24T18:00:00+01:00\"",
                "\"le\" \"iso8601\" \"2027-01-04T08:30:00+01:00\"",
            ],
        ),
        // Clocks are put forward and back in between.
        (
            ["2027-03-27", "", "2027-03-29", ""],
            vec![
                ":zone \"+0100\" :value \"ge\" \"date\" \"2027-03-27\"",
                ":zone \"+0200\" :value \"le\" \"date\" \"2027-03-29\"",
            ],
        ),
        (
            ["2027-10-30", "12:00", "2027-11-01", "12:00"],
            vec!["2027-10-30T12:00:00+02:00", "2027-11-01T12:00:00+01:00"],
        ),
    ] {
        keep(&mut client, period).await;
        let script = session.script("facteur").await.unwrap();
        for test in &tests {
            assert!(script.contains(test), "{period:?}: {script}");
        }
        assert_eq!(script.matches("currentdate").count(), tests.len(), "{period:?}: {script}");
        let form = open(&mut client).await.1;
        assert_eq!(FIELDS.map(|it| form.value(it).unwrap_or_default()), period);
    }
}

/// A zone in which it is another day now than at the server.
fn far_away() -> TimeZone {
    let here = Timestamp::now().to_zoned(TimeZone::get(TIME_ZONE).expect("a zone")).date();
    let zones = ["Pacific/Kiritimati", "Pacific/Pago_Pago"].map(|it| TimeZone::get(it).expect("a zone"));
    // The day may end while the test goes on: two hours from now it is another one there as well.
    let is_far = |it: &TimeZone| {
        let soon = Timestamp::now().checked_add(2.hours()).expect("a time");
        let at = |when: Timestamp, zone: &TimeZone| when.to_zoned(zone.clone()).date();
        at(Timestamp::now(), it) != here && at(Timestamp::now(), it) == at(soon, it)
    };
    zones.into_iter().find(is_far).expect("a zone where it is another day")
}

#[tokio::test]
async fn mail_is_answered_on_the_day_of_the_person_and_not_on_that_of_the_server() {
    let (claire, pierre) = (Account::new("loin"), Account::new("ecrit"));
    let program = with_rules().await;
    let mut client = program.signed_in(&claire).await;
    let zone = far_away();
    client.decide("interface", "time_zone", zone.iana_name().expect("a name")).await;
    let mut writer = program.signed_in(&pierre).await;
    let there = Timestamp::now().to_zoned(zone).date();
    let here = Timestamp::now().to_zoned(TimeZone::get(TIME_ZONE).expect("a zone")).date();
    let (today, other) = (there.to_string(), here.to_string());

    let page = keep(&mut client, [&other, "", &other, ""]).await;
    assert!(!page.texts("#standing").concat().starts_with("Actif"), "{}", page.text());
    write(&mut writer, &claire.address, "Un autre jour").await;
    wait::until("the first", || lab().open(&claire).holds("INBOX", "Un autre jour").then_some(()));

    let page = keep(&mut client, [&today, "", &today, ""]).await;
    assert!(page.texts("#standing").concat().starts_with("Actif maintenant."), "{}", page.text());
    write(&mut writer, &claire.address, "Le bon jour").await;
    wait::until("the answer", || (lab().open(&pierre).count("INBOX") > 0).then_some(()));
    let mut inbox = lab().open(&pierre);
    assert_eq!(inbox.count("INBOX"), 1);
    assert!(inbox.last("INBOX").1.contains("Le bon jour"));
}

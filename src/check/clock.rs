//! The clock, compared with what there is: the build, which it must not be before; the file system of
//! the data directory; the server of the database. No mail server tells its time before it is asked
//! for a message, so none is asked.

use super::{Teller, day};

/// When the program was built.
const BUILT_AT: &str = env!("BUILT_AT");

/// How far two clocks may be apart, in seconds: a login attempt counts for minutes.
const MOST_APART: i64 = 60;

pub(super) fn check(file_time: Option<i64>, database_time: Option<i64>, teller: &mut Teller<'_>) {
    let now = jiff::Timestamp::now().as_second();
    compare(now, BUILT_AT.parse().unwrap_or(0), file_time, database_time, teller);
}

fn compare(
    now: i64,
    built_at: i64,
    file_time: Option<i64>,
    database_time: Option<i64>,
    teller: &mut Teller<'_>,
) {
    // A builder's clock may be a little ahead of ours.
    if now < built_at - 86_400 {
        let found = format!("it says {}, and the program was built on {}", day(now), day(built_at));
        return teller.failure("clock", found, "Set the clock of this machine, best by NTP.");
    }
    let others = [("the file system of data_dir", file_time), ("the server of the database", database_time)];
    let others: Vec<(&str, i64)> = others.iter().filter_map(|(who, time)| Some((*who, (*time)?))).collect();
    for (who, time) in &others {
        let apart = time.abs_diff(now);
        if apart > MOST_APART.unsigned_abs() {
            let found = format!("{who} is {apart} seconds {}", if *time < now { "behind" } else { "ahead" });
            return teller.warning("clock", found, "Set both clocks, best by NTP.");
        }
    }
    let agreeing: Vec<&str> = others.iter().map(|(who, _)| *who).collect();
    let agreeing = match agreeing.is_empty() {
        true => "nothing to compare it with but the build".to_owned(),
        false => format!("it agrees with {}", agreeing.join(" and with ")),
    };
    teller.ok(
        "clock",
        format!("it says {}, not before the build of {}; {agreeing}", minute(now), day(built_at)),
    );
}

fn minute(seconds: i64) -> String {
    match jiff::Timestamp::from_second(seconds) {
        Ok(time) => time.strftime("%Y-%m-%d %H:%M UTC").to_string(),
        Err(_) => seconds.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Line, Outcome};

    #[track_caller]
    fn check(now: i64, file_time: Option<i64>, database_time: Option<i64>, outcome: Outcome, words: &str) {
        let mut lines: Vec<Line> = Vec::new();
        let mut tell = |line| lines.push(line);
        compare(now, 1_800_000_000, file_time, database_time, &mut Teller::new("facteur", &mut tell));
        assert_eq!((lines.len(), lines[0].outcome), (1, outcome), "{lines:?}");
        assert!(lines[0].found.contains(words), "{lines:?}");
    }

    #[test]
    fn a_clock_is_compared_with_what_there_is() {
        let now = 1_800_000_100;
        check(
            now,
            None,
            None,
            Outcome::Ok,
            "it says 2027-01-15 08:01 UTC, not before the build of 2027-01-15; nothing",
        );
        check(
            now,
            Some(now),
            Some(now - 1),
            Outcome::Ok,
            "agrees with the file system of data_dir and with the server of the database",
        );
        check(0, Some(0), None, Outcome::Failure, "it says 1970-01-01");
        check(now, Some(now - 90), None, Outcome::Warning, "data_dir is 90 seconds behind");
        check(now, Some(now), Some(now + 3_600), Outcome::Warning, "database is 3600 seconds ahead");
    }
}

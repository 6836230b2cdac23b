//! What a message says of itself to the program that kept it: flags and the day it came.

use mailcore::flag::{Flag, FlagSet};
use mailcore::message::parse::{self, Headers};

/// The bits of X-Mozilla-Status that have a flag.
const MOZILLA: [(u32, Flag); 4] =
    [(0x0001, Flag::Seen), (0x0002, Flag::Answered), (0x0004, Flag::Flagged), (0x1000, Flag::Forwarded)];

/// So many keywords of a message are taken.
const MOST_KEYWORDS: usize = 30;

/// The flags that Status, X-Status, X-Keywords and X-Mozilla-Status tell. A message without any of them was
/// kept by its owner as a file, so that it has been read.
pub(super) fn flags(headers: &Headers) -> FlagSet {
    let mut flags = FlagSet::new();
    let mut says_nothing = true;
    for (name, value) in &headers.all {
        match name.to_ascii_lowercase().as_str() {
            "status" | "x-status" => flags.extend(value.chars().filter_map(letter)),
            "x-keywords" => {
                let keywords = value.split_ascii_whitespace().filter_map(Flag::parse);
                flags.extend(keywords.filter(|it| !it.is_system() && !is_unknown(it)).take(MOST_KEYWORDS));
                // By itself it says nothing of whether it was read.
                continue;
            }
            "x-mozilla-status" => {
                let bits = u32::from_str_radix(value.trim(), 16).unwrap_or(0);
                flags.extend(MOZILLA.iter().filter(|(bit, _)| bits & bit != 0).map(|(_, flag)| flag.clone()));
            }
            _ => continue,
        }
        says_nothing = false;
    }
    if says_nothing {
        flags.insert(Flag::Seen);
    }
    flags
}

/// Of a flag that begins with a backslash and that no message has by a client's will.
fn is_unknown(flag: &Flag) -> bool {
    flag.to_string().starts_with('\\')
}

fn letter(letter: char) -> Option<Flag> {
    Some(match letter {
        'R' => Flag::Seen,
        'A' => Flag::Answered,
        'F' => Flag::Flagged,
        'T' => Flag::Draft,
        _ => return None,
    })
}

/// When a message came, in seconds since 1970-01-01 UTC: by the last server that took it, else as
/// the file says, else by its own date.
pub(super) fn received_at(headers: &Headers, filed_at: Option<i64>) -> Option<i64> {
    let received = headers.all.iter().find(|(name, _)| name.eq_ignore_ascii_case("received"));
    let taken = received.and_then(|(_, value)| parse::date(value.rsplit(';').next()?.as_bytes()));
    taken.or(filed_at).or(headers.sent_at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(header: &str, filed_at: Option<i64>, flags_expected: &str, at: Option<i64>) {
        let headers = parse::headers(header.as_bytes());
        let names: Vec<String> = flags(&headers).iter().map(ToString::to_string).collect();
        assert_eq!(
            (names.join(" ").as_str(), received_at(&headers, filed_at)),
            (flags_expected, at),
            "{header}"
        );
    }

    #[test]
    fn flags_and_dates_are_those_of_the_program_that_kept_it() {
        let date = "Date: Thu, 01 Jan 1970 00:00:09 +0000\n";
        check(date, None, r"\Seen", Some(9));
        check(date, Some(7), r"\Seen", Some(7));
        let received = "Received: from a; b\n by c; Thu, 01 Jan 1970 00:00:05 +0000\nReceived: x; Fri\n";
        check(
            &format!("{received}{date}Status: RO\nX-Status: AF\n"),
            Some(7),
            r"\Answered \Flagged \Seen",
            Some(5),
        );
        check("Status: O\n", None, "", None);
        check("Status: O\nX-Keywords: $Forwarded Work \\Recent (bad)\n", None, "$Forwarded Work", None);
        check("X-Keywords: Work\n", None, r"\Seen Work", None);
        check("X-Mozilla-Status: 1005\n", None, r"\Flagged \Seen $Forwarded", None);
        check("X-Mozilla-Status: nonsense\n", None, "", None);
    }
}

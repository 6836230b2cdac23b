//! Base subjects (RFC 5256, section 2.1): what a conversation is called, whoever answers.

use super::collation::casemap;

/// The most characters of a subject that are looked at.
const MOST_CHARACTERS: usize = 2000;

/// A subject without what answers and forwards add to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct BaseSubject {
    /// What is left, as it is compared.
    pub(super) text: String,
    /// Something was there that says "answer" or "forward".
    pub(super) is_answer: bool,
}

/// Reads a decoded subject.
pub(super) fn base(subject: &str) -> BaseSubject {
    // Step 1: one blank for any blanks.
    let start: String = subject.chars().take(MOST_CHARACTERS).collect();
    let whole = start.split_whitespace().collect::<Vec<&str>>().join(" ");
    let (mut text, mut is_answer) = (whole.as_str(), false);
    loop {
        // Step 2: what stands at the end.
        while let Some(rest) = strip_suffix(text, "(fwd)") {
            (text, is_answer) = (rest.trim_end(), true);
        }
        // Steps 3 to 5: what stands at the beginning.
        loop {
            if let Some(rest) = strip_leader(text) {
                (text, is_answer) = (rest, true);
            } else if let Some(rest) = strip_blob(text).filter(|it| !it.is_empty()) {
                text = rest;
            } else {
                break;
            }
        }
        // Step 6: what stands around it.
        match strip_prefix(text, "[fwd:").and_then(|it| it.strip_suffix(']')) {
            Some(rest) => (text, is_answer) = (rest.trim(), true),
            None => break,
        }
    }
    BaseSubject { text: casemap(text), is_answer }
}

/// `subj-leader`: any blobs, then `re`, `fw` or `fwd`, perhaps a blob, and a colon.
fn strip_leader(text: &str) -> Option<&str> {
    let mut rest = text;
    while let Some(after) = strip_blob(rest) {
        rest = after;
    }
    let rest = ["re", "fwd", "fw"].iter().find_map(|it| strip_prefix(rest, it))?.trim_start();
    let rest = strip_blob(rest).unwrap_or(rest);
    rest.strip_prefix(':').map(str::trim_start)
}

/// `subj-blob`: something in brackets without brackets in it, and blanks after it.
fn strip_blob(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('[')?;
    let end = inside.find(['[', ']'])?;
    inside.get(end..)?.strip_prefix(']').map(str::trim_start)
}

fn strip_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (start, rest) = text.split_at_checked(prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then_some(rest)
}

fn strip_suffix<'a>(text: &'a str, suffix: &str) -> Option<&'a str> {
    let (rest, end) = text.split_at_checked(text.len().checked_sub(suffix.len())?)?;
    end.eq_ignore_ascii_case(suffix).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(subject: &str, expected: &str, is_answer: bool) {
        assert_eq!(base(subject), BaseSubject { text: casemap(expected), is_answer }, "{subject}");
    }

    #[test]
    fn a_subject_of_its_own_stays() {
        for subject in ["Réunion", "Regarding: this", "reunion", "Fwd", "re", "[urgent]", "a (fwd) b", ""] {
            check(subject, subject, false);
        }
        check("  a \t b\r\n c ", "a b c", false);
    }

    #[test]
    fn answers_and_forwards_lose_what_says_so() {
        check("Re: a", "a", true);
        check("RE :a", "a", true);
        check("re[2]: a", "a", true);
        check("Re [x] : a", "a", true);
        check("Fw: fwd: Re: a", "a", true);
        check("a (fwd)", "a", true);
        check("a (FWD) (fwd)", "a", true);
        check("Re:", "", true);
        check("[Fwd: a]", "a", true);
        check("[fwd: [fwd: Re: a (fwd)]]", "a", true);
    }

    #[test]
    fn blobs_go_where_something_is_left() {
        check("[list] a", "a", false);
        check("[list] [other] Re: a", "a", true);
        check("Re: [list] a", "a", true);
        check("[list]", "[list]", false);
        check("Re: [list]", "[list]", true);
        check("[a [b] c", "[a [b] c", false);
        check("[Fwd: a", "[Fwd: a", false);
        check("[Fwd: a] b", "b", false);
    }

    #[test]
    fn a_hostile_subject_takes_no_time() {
        base(&"[a]".repeat(100_000));
        base(&"re: ".repeat(100_000));
        base(&format!("{}a{}", "[fwd:".repeat(100_000), "]".repeat(100_000)));
    }
}

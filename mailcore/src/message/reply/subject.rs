//! Subjects without what earlier answers put before them.

/// Words for "answer" and "forward" that programs write, in lower case: English, French, German,
/// Dutch, Spanish, Portuguese, Swedish, Norwegian, Danish, Finnish, Polish.
const PREFIXES: &[&str] = &[
    "re", "rép", "rep", "aw", "antw", "antwort", "sv", "vs", "odp", "fwd", "fw", "tr", "wg", "rv", "enc",
    "vb", "doorst",
];

/// Takes away every prefix, and `(was: …)` at the end.
pub(crate) fn strip(subject: &str) -> &str {
    let mut subject = subject.trim();
    while let Some(rest) = strip_one(subject) {
        subject = rest.trim_start();
    }
    match subject.rfind("(was:") {
        Some(at) if subject.ends_with(')') && at > 0 => subject.get(..at).unwrap_or(subject).trim_end(),
        _ => subject,
    }
}

/// Takes away a word of [`PREFIXES`], perhaps with a number (`Re[2]:`, `Re-2:`, `Re(2):`, `Re^2:`),
/// perhaps with the blank that French puts before a colon.
fn strip_one(subject: &str) -> Option<&str> {
    let end = subject.find(|c: char| !c.is_alphabetic())?;
    let (word, rest) = subject.split_at_checked(end)?;
    // The longest has seven letters; what is longer need not be compared.
    if end > 16 || !PREFIXES.contains(&word.to_lowercase().as_str()) {
        return None;
    }
    let counted = |open: char, close: &str| {
        let digits = rest.strip_prefix(open)?;
        let after = digits.trim_start_matches(|c: char| c.is_ascii_digit());
        (after.len() < digits.len()).then(|| after.strip_prefix(close)).flatten()
    };
    let rest = counted('[', "]")
        .or_else(|| counted('(', ")"))
        .or_else(|| counted('-', ""))
        .or_else(|| counted('^', ""))
        .unwrap_or(rest);
    rest.trim_start().strip_prefix([':', '：'])
}

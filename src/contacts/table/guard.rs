//! Values of a table that a spreadsheet would take for formulas (CWE-1236): an apostrophe before them says that they
//! are text, and goes when the table is read again.

/// A value that no program takes for a formula. A number of a telephone that begins with a plus is none.
pub(super) fn guarded(value: &str) -> String {
    let within = value.trim_start_matches(GUARD);
    // What looks guarded already gets one more, so that it comes back as it was.
    if is_formula(within) && (within.len() < value.len() || !is_number(value)) {
        format!("{GUARD}{value}")
    } else {
        value.to_owned()
    }
}

/// A value as it was before it was guarded.
pub(super) fn unguarded(value: &str) -> &str {
    match value.strip_prefix(GUARD) {
        Some(within) if is_formula(within.trim_start_matches(GUARD)) => within,
        _ => value,
    }
}

const GUARD: char = '\'';

fn is_formula(value: &str) -> bool {
    value.starts_with(['=', '@', '+', '-', '\t', '\r'])
}

fn is_number(value: &str) -> bool {
    value.starts_with(['+', '-']) && value.chars().all(|it| it.is_ascii_digit() || " .-()/+".contains(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_taken_for_a_formula_and_all_comes_back() {
        for (value, expected) in [
            ("=1+1", "'=1+1"),
            ("@x", "'@x"),
            ("+33 6 00", "+33 6 00"),
            ("--02-29", "--02-29"),
            ("-cmd", "'-cmd"),
            ("- pain\n- lait", "'- pain\n- lait"),
            ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
            ("'=1", "''=1"),
            ("'+33", "''+33"),
            ("'''", "'''"),
            ("'t Hof", "'t Hof"),
            ("Zoé", "Zoé"),
            ("", ""),
        ] {
            assert_eq!(guarded(value), expected);
            assert_eq!(unguarded(expected), value);
        }
    }
}

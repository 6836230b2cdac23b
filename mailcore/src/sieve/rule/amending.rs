//! A rule that is changed where it stands: its comments, and all else that its writer put between what changes, stay.

use super::{Rule, kept, read_test, switched, write_test};
use crate::sieve::edit::Draft;
use crate::sieve::parse::{Command, Test};

/// What comes in the place of an action.
pub(in crate::sieve) struct Piece {
    /// Each with what ends it; none takes the action away.
    pub(in crate::sieve) commands: Vec<String>,
}

/// What stands behind `if` of a rule that is on or off: as it was written, where that means the same as what is `wanted`.
pub(in crate::sieve) fn condition(
    draft: &Draft,
    (before, test): (&Rule, &Test),
    wanted: &str,
    is_on: bool,
) -> String {
    let old = match before.is_on {
        true => Some((write_test(test), draft.octets(&test.range).to_owned())),
        false => kept(draft, test).map(|it| (write_test(&it.test), it.text)),
    };
    let meant = read_test(wanted).map(|it| write_test(&it));
    let same = old.filter(|it| Some(&it.0) == meant.as_ref()).map(|it| it.1);
    switched(same.as_deref().unwrap_or(wanted), is_on)
}

/// The rule with another condition and other actions, and all that stands between them.
pub(in crate::sieve) fn amended(
    draft: &Draft,
    before: &Rule,
    (command, test): (&Command, &Test),
    condition: &str,
    pieces: &[Piece],
) -> String {
    let kept_end = kept(draft, test).filter(|_| !before.is_on).map(|it| it.end);
    let mut at = kept_end.unwrap_or(test.range.end);
    let mut text = draft.octets(&(before.range.start..test.range.start)).to_owned();
    text.push_str(condition);
    let behind = draft.octets(&(at..command.range.end));
    let ends_line = behind.trim_start_matches([' ', '\t']).starts_with(['\r', '\n', '#']);
    if condition.starts_with("false #") && !ends_line {
        text.push_str("\r\n");
    }
    for (action, piece) in before.actions.iter().zip(pieces) {
        let gap = draft.octets(&(at..action.range.start));
        text.push_str(gap);
        at = action.range.end;
        let line = gap.rsplit_once('\n').map_or("", |it| it.1);
        let between = match gap.contains('\n') && line.trim().is_empty() {
            true => format!("\r\n{line}"),
            false => " ".to_owned(),
        };
        text.push_str(&piece.commands.join(&between));
        let behind = draft.octets(&(at..command.range.end)).trim_start_matches([' ', '\t']);
        if piece.commands.is_empty() && between.starts_with('\r') && behind.starts_with(['\r', '\n']) {
            // Nothing stands on its line any more.
            text.truncate(text.trim_end_matches([' ', '\t']).len());
            text.truncate(text.strip_suffix("\r\n").or(text.strip_suffix('\n')).map_or(text.len(), str::len));
        }
    }
    text.push_str(draft.octets(&(at..command.range.end)));
    text
}

//! A rule that goes from one script into another as its writer left it.

use std::ops::Range;

use mailcore::sieve::{Command, Draft};

use super::{Script, unreadable};
use crate::rules::Error;

/// Extensions with which texts mean something else (RFC 5229; RFC 5228, section 2.4.2.4): the other rules of a script
/// must not get them.
const OF_TEXTS: [&str; 2] = ["variables", "encoded-character"];

/// Puts the rule that stands at `range` of a script before those of another one, with the extensions that its script
/// names.
///
/// # Errors
///
/// When it would mean something else there.
pub(super) fn carry(range: &Range<usize>, from: &Script, into: &mut Draft) -> Result<(), Error> {
    let bound = || Error::Bound { name: from.name.clone() };
    let mut rule = from.draft.octets(range).to_owned();
    let extensions = from.draft.extensions();
    let mut all = extensions.union(&into.extensions()).copied().collect::<Vec<_>>().into_iter();
    if rule.contains("${") && all.any(|it| OF_TEXTS.contains(&it)) {
        return Err(bound());
    }
    if into.commands().iter().any(|it| it.name != "require") {
        let command = from.draft.commands().iter().find(|it| range.contains(&it.range.start));
        let mut block = command.and_then(|it| it.block.as_deref()).unwrap_or_default();
        // At its end it kept the rest of its own script back; it is not to do that to the rules here.
        if let Some((last, others)) = block.split_last().filter(|(it, _)| it.name == "stop") {
            rule.replace_range(last.range.start - range.start..last.range.end - range.start, "");
            block = others;
        }
        if ends(block) {
            return Err(bound());
        }
    }
    let extensions: Vec<&str> = extensions.into_iter().filter(|it| !OF_TEXTS.contains(it)).collect();
    into.put_first(&format!("{rule}\r\n"), &extensions).map_err(|why| unreadable(&from.name, why))
}

/// Whether commands may end a script.
fn ends(commands: &[Command]) -> bool {
    let ends = |it: &Command| {
        matches!(it.name.as_str(), "stop" | "return") || ends(it.block.as_deref().unwrap_or_default())
    };
    commands.iter().any(ends)
}

#[cfg(test)]
mod tests {
    use mailcore::sieve::absence::Absence;

    use super::super::Role;
    use super::*;

    /// The script `into` with the absence of `from`; `None` when that must stay.
    fn carried(from: &str, into: &str) -> Option<String> {
        let draft = Draft::new(from.to_owned()).unwrap();
        let (_, range) = Absence::of(&draft).unwrap();
        let from = Script { name: "from".to_owned(), draft, role: Role::Idle };
        let mut into = Draft::new(into.to_owned()).unwrap();
        match carry(&range, &from, &mut into) {
            Ok(()) => Some(into.text().to_owned()),
            Err(Error::Bound { name }) if name == "from" => None,
            Err(error) => panic!("{error}"),
        }
    }

    #[test]
    fn a_rule_keeps_its_octets_and_its_extensions() {
        let rule = "# mine\nif header \"a\" \"b\" { vacation \"x\"; fileinto \"y\"; /* why */ }";
        let from = format!(
            "require [\"variables\", \"vacation\"]; require \"fileinto\";\nkeep;\n{rule}\ndiscard;\n"
        );
        let expected = format!("require [\"fileinto\", \"vacation\"];\r\n{rule}\r\nkeep;\n");
        assert_eq!(carried(&from, "keep;\n"), Some(expected));
        assert_eq!(carried("vacation \"x\";", ""), Some("vacation \"x\";\r\n".to_owned()));
    }

    #[test]
    fn a_rule_that_would_mean_something_else_stays() {
        let rule = "if true { vacation \"${x}\"; }";
        assert!(carried(rule, "keep;").is_some());
        assert_eq!(carried(&format!("require \"variables\"; {rule}"), "keep;"), None);
        assert_eq!(carried(rule, "require \"encoded-character\"; keep;"), None);
    }

    #[test]
    fn a_rule_ends_no_script_but_its_own() {
        let last = "if true { vacation \"x\"; stop; }";
        assert_eq!(carried(last, "keep;"), Some("if true { vacation \"x\";  }\r\nkeep;".to_owned()));
        assert_eq!(carried(last, ""), Some(format!("{last}\r\n")));
        let within = "if true { vacation \"x\"; if true { stop; } }";
        assert_eq!(carried(within, "keep;"), None);
        assert!(carried(within, "require \"vacation\";").is_some());
    }
}

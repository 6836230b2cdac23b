//! Mail that goes on to other addresses: the one rule of a script that does that with every message.

use std::ops::Range;

use super::Error;
use super::edit::Draft;
use super::parse::Command;
use super::rule::{Rule, write_rule};
use super::write::quoted;

/// Where all mail goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Redirection {
    /// Whether it does.
    pub is_on: bool,
    /// The addresses.
    pub targets: Vec<String>,
    /// Whether it stays here as well.
    pub keeps_copy: bool,
}

impl Redirection {
    /// Reads the one of a script. A rule is it when it is for every message and does nothing but redirect, keep,
    /// discard and stop: anything richer is somebody's own.
    pub fn of(draft: &Draft) -> Option<(Self, Range<usize>)> {
        Rule::all(draft).into_iter().find_map(|rule| Some((Self::read(&rule)?, rule.range)))
    }

    fn read(rule: &Rule) -> Option<Self> {
        if !rule.tests.is_empty() {
            return None;
        }
        let mut read = Self { is_on: rule.is_on, ..Self::default() };
        let mut keeps = None;
        let stop = rule.actions.last().is_some_and(|it| it.name == "stop");
        let actions = rule.actions.len() - usize::from(stop);
        for action in rule.actions.iter().take(actions) {
            match action.name.as_str() {
                "redirect" => {
                    read.targets.push(target(action)?);
                    read.keeps_copy |= action.has("copy");
                }
                "keep" if keeps.is_none() && action.arguments.is_empty() => keeps = Some(true),
                "discard" if keeps.is_none() => keeps = Some(false),
                _ => return None,
            }
        }
        read.keeps_copy = keeps.unwrap_or(read.keeps_copy);
        (!read.targets.is_empty()).then_some(read)
    }

    /// Puts it in place of the one that the script has, or before all rules; takes it out where it has no
    /// targets. `name` is what the rule is called; `can_copy` whether the server knows `copy` (RFC 3894).
    pub fn put(&self, draft: &mut Draft, name: &str, can_copy: bool) -> Result<(), Error> {
        let before = Rule::all(draft).into_iter().find(|it| Self::read(it).is_some());
        let comments = before.as_ref().map_or("", |it| it.comments.as_str());
        let stops = before.as_ref().is_some_and(|it| it.actions.last().is_some_and(|it| it.name == "stop"));
        let copies = self.keeps_copy && can_copy;
        let how = if copies { "redirect :copy" } else { "redirect" };
        let mut actions: Vec<String> =
            self.targets.iter().map(|it| format!("{how} {};", quoted(it))).collect();
        actions.extend((self.keeps_copy && !copies).then(|| "keep;".to_owned()));
        actions.extend(stops.then(|| "stop;".to_owned()));
        let rule = match self.targets.is_empty() {
            true => String::new(),
            false => write_rule((comments, name), self.is_on, (true, &[]), &actions),
        };
        let extensions: &[&str] = if copies { &["copy"] } else { &[] };
        match before {
            Some(before) => draft.replace(before.range, &rule, extensions),
            None if rule.is_empty() => Ok(()),
            None => draft.put_first(&format!("{rule}\r\n"), extensions),
        }
    }
}

fn target(redirect: &Command) -> Option<String> {
    match redirect.last_texts() {
        [one] => Some(one.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<Redirection> {
        Redirection::of(&Draft::new(text.to_owned()).unwrap()).map(|(it, _)| it)
    }

    fn redirection(is_on: bool, targets: &[&str], keeps_copy: bool) -> Redirection {
        Redirection { is_on, targets: targets.iter().map(|it| (*it).to_owned()).collect(), keeps_copy }
    }

    #[test]
    fn only_a_rule_for_every_message_that_does_nothing_else_is_it() {
        assert_eq!(of(r#"redirect "a@b.example";"#), Some(redirection(true, &["a@b.example"], false)));
        let two = r#"if true { redirect :copy "a@b.example"; redirect :copy "c@d.example"; stop; }"#;
        assert_eq!(of(two), Some(redirection(true, &["a@b.example", "c@d.example"], true)));
        let off = "# rule:[x]\r\nif false # true\r\n{ redirect \"a@b.example\"; keep; }";
        assert_eq!(of(off), Some(redirection(false, &["a@b.example"], true)));
        assert_eq!(
            of(r#"if true { redirect "a@b.example"; discard; }"#).map(|it| it.keeps_copy),
            Some(false)
        );
        for other in [
            r#"if header "a" "b" { redirect "a@b.example"; }"#,
            r#"if true { redirect "a@b.example"; fileinto "x"; }"#,
            r#"if true { redirect "a@b.example"; } else { keep; }"#,
            r#"if not true { redirect "a@b.example"; }"#,
            r#"if false # header "a" "b"
               { redirect "a@b.example"; }"#,
            "keep;",
            "",
        ] {
            assert_eq!(of(other), None, "{other}");
        }
    }

    #[test]
    fn it_takes_the_place_of_the_one_before_or_stands_first() {
        let text = "require \"fileinto\";\n# mine\nif header \"a\" \"b\" { fileinto \"x\"; }\n";
        let mut draft = Draft::new(text.to_owned()).unwrap();
        let wanted = redirection(true, &["a@b.example", "c@d.example"], true);
        wanted.put(&mut draft, "Redirection", true).unwrap();
        assert_eq!(Redirection::of(&draft).map(|(it, _)| it), Some(wanted));
        assert!(
            draft.text().ends_with("# mine\nif header \"a\" \"b\" { fileinto \"x\"; }\n"),
            "{}",
            draft.text()
        );
        let off = redirection(false, &["c@d.example"], true);
        off.put(&mut draft, "other name", false).unwrap();
        assert_eq!(Redirection::of(&draft).map(|(it, _)| it), Some(off));
        assert_eq!(draft.text().matches("# rule:[Redirection]").count(), 1, "{}", draft.text());
        Redirection::default().put(&mut draft, "x", true).unwrap();
        assert!(
            Redirection::of(&draft).is_none() && draft.text().contains("# mine\nif header"),
            "{}",
            draft.text()
        );
    }
}

//! Mail that goes on to other addresses: the one rule of a script that does that with every message.

use std::ops::Range;

use super::Error;
use super::edit::Draft;
use super::parse::Command;
use super::rule::amending::{Piece, amended, condition};
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
    /// targets. Comments in the rule stay, and what it does already as it was written. `name` is what a new rule is
    /// called; `can_copy` whether the server knows `copy` (RFC 3894).
    ///
    /// # Errors
    ///
    /// When it would be no script any more.
    pub fn put(&self, draft: &mut Draft, name: &str, can_copy: bool) -> Result<(), Error> {
        let before = Rule::all(draft).into_iter().find(|it| Self::read(it).is_some());
        let copies = self.keeps_copy && can_copy;
        let extensions: &[&str] = if copies { &["copy"] } else { &[] };
        let Some(before) = before else {
            let rule = write_rule(("", name), self.is_on, (true, &[]), &self.actions(copies));
            return match self.targets.is_empty() {
                true => Ok(()),
                false => draft.put_first(&format!("{rule}\r\n"), extensions),
            };
        };
        if self.targets.is_empty() {
            return draft.replace(before.range, "", extensions);
        }
        let command = draft.commands().iter().find(|it| it.range.end == before.range.end);
        let rule = match command.and_then(|it| Some((it, it.tests().first()?))) {
            Some((command, test)) => {
                let condition = condition(draft, (&before, test), "true", self.is_on);
                amended(draft, &before, (command, test), &condition, &self.pieces(draft, &before, copies))
            }
            None => {
                let comments = (before.comments.as_str(), name);
                write_rule(comments, self.is_on, (true, &[]), &self.actions(copies))
            }
        };
        let extensions = if rule.contains(":copy") { extensions } else { &[] };
        draft.replace(before.range, &rule, extensions)
    }

    /// The actions of a new rule.
    fn actions(&self, copies: bool) -> Vec<String> {
        let redirects = self.targets.iter().map(|it| redirect(it, copies));
        redirects.chain((self.keeps_copy && !copies).then(|| "keep;".to_owned())).collect()
    }

    /// What comes in the place of each action of the rule: the addresses in their order, and whether the message stays.
    fn pieces(&self, draft: &Draft, before: &Rule, copies: bool) -> Vec<Piece> {
        let written = |it: &Command| draft.octets(&it.range).to_owned();
        let last = before.actions.iter().rposition(|it| it.name == "redirect");
        let needs_keep = self.keeps_copy && !copies;
        let has_keep = before.actions.iter().any(|it| it.name == "keep");
        let is_kept = |it: &Command| it.has("copy") == copies || (self.keeps_copy && has_keep);
        let mut targets = self.targets.iter();
        let mut pieces = Vec::new();
        for (at, action) in before.actions.iter().enumerate() {
            let mut commands = Vec::new();
            match action.name.as_str() {
                "redirect" => {
                    if let Some(wanted) = targets.next() {
                        let is_same = target(action).as_ref() == Some(wanted) && is_kept(action);
                        commands.push(if is_same { written(action) } else { redirect(wanted, copies) });
                    }
                    if Some(at) == last {
                        commands.extend(targets.by_ref().map(|it| redirect(it, copies)));
                        commands.extend((needs_keep && !has_keep).then(|| "keep;".to_owned()));
                    }
                }
                "keep" => commands.extend(self.keeps_copy.then(|| written(action))),
                "discard" => commands.extend((!self.keeps_copy).then(|| written(action))),
                _ => commands.push(written(action)),
            }
            pieces.push(Piece { commands });
        }
        pieces
    }
}

fn redirect(to: &str, copies: bool) -> String {
    format!("redirect{} {};", if copies { " :copy" } else { "" }, quoted(to))
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

    /// The script after its redirection became this one.
    fn changed(text: &str, wanted: &Redirection) -> String {
        let mut draft = Draft::new(text.to_owned()).unwrap();
        wanted.put(&mut draft, "x", true).unwrap();
        assert_eq!(Redirection::of(&draft).map(|it| it.0).as_ref(), Some(wanted), "{}", draft.text());
        draft.text().to_owned()
    }

    #[test]
    fn comments_in_the_rule_stay() {
        let text = "require [\"copy\"];\n# rule:[Tout]\nif true /* toujours */ { # début\n\
                    \tredirect :copy \"a@b.example\"; # le bureau\n\tredirect :copy \"c@d.example\"; # la maison\n\
                    \tstop; /* fin */\n} # après\nkeep;\n";
        let same = of(text).unwrap();
        assert_eq!(changed(text, &same), text);
        let off = changed(text, &Redirection { is_on: false, ..same.clone() });
        assert!(off.contains("if false # true\r\n"), "{off}");
        assert_eq!(off.matches(['#']).count(), text.matches(['#']).count() + 1, "{off}");
        assert_eq!(
            changed(text, &redirection(true, &["a@b.example", "e@f.example"], true)),
            text.replace("c@d", "e@f")
        );
        let one = changed(text, &redirection(true, &["a@b.example"], false));
        let expected = text.replace(" :copy", "").replace("redirect \"c@d.example\";", "");
        assert_eq!(one.replace("\t ", "\t"), expected.replace("\t ", "\t"), "{one}");
        let three = changed(text, &redirection(true, &["a@b.example", "c@d.example", "e@f.example"], true));
        assert!(
            three.contains("\"c@d.example\";\r\n\tredirect :copy \"e@f.example\"; # la maison"),
            "{three}"
        );
        assert!(
            changed("redirect \"a@b.example\"; # ici", &redirection(true, &["c@d.example"], false))
                .ends_with("} # ici")
        );
    }

    #[test]
    fn a_message_stays_by_one_word_alone() {
        let kept = "if true { redirect \"a@b.example\"; keep; }";
        assert_eq!(changed(kept, &of(kept).unwrap()), kept);
        assert!(
            changed(kept, &redirection(true, &["a@b.example"], false))
                .ends_with("{ redirect \"a@b.example\";  }")
        );
        let thrown = "if true { redirect \"a@b.example\"; discard; }";
        let both = changed(thrown, &redirection(true, &["a@b.example"], true));
        assert!(both.contains("redirect :copy \"a@b.example\";") && !both.contains("discard"), "{both}");
        let mut draft = Draft::new(thrown.to_owned()).unwrap();
        redirection(true, &["a@b.example"], true).put(&mut draft, "x", false).unwrap();
        assert!(draft.text().contains("redirect \"a@b.example\"; keep;"), "{}", draft.text());
    }
}

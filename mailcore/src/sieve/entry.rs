//! What stands in a script one below the other: rules, and whatever else somebody wrote there. Entries change places,
//! are switched and go as whole pieces; no octet of the others changes.

use std::ops::Range;

use super::Error;
use super::edit::Draft;
use super::filter::Filter;
use super::parse::{Argument, Command};
use super::rule::{Rule, kept, switched, would_run_on};

/// A command that stands in no block, with the `elsif` and `else` that depend on it and the comments of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its octets, with the comments right before it and the one behind it on its last line.
    pub range: Range<usize>,
    /// What it is called, where it has a name.
    pub name: Option<String>,
    /// Whether it does something: not where its test is `false`, and that of each branch that depends on it.
    pub is_on: bool,
    /// Whether it can be switched without a loss.
    pub can_switch: bool,
    /// What it does, where a form can show that.
    pub filter: Option<Filter>,
    /// The script that it includes, where it is just that.
    pub included: Option<String>,
    command: Range<usize>,
    /// Whether no `elsif` and no `else` depends on it.
    is_alone: bool,
}

impl Entry {
    /// All of a script, in order.
    pub fn all(draft: &Draft) -> Vec<Self> {
        let commands = draft.commands();
        let (mut all, mut at, mut ended) = (Vec::new(), 0, 0);
        while let Some(first) = commands.get(at) {
            let behind = commands.get(at + 1..).unwrap_or_default();
            let chained = behind.iter().take_while(|it| depends(it)).count();
            let last = commands.get(at + chained).unwrap_or(first);
            let end = line_tail(draft.text(), last.range.end);
            if first.name != "require" {
                let begin = draft.with_comments(first).start.max(ended);
                let lead = draft.octets(&(begin..first.range.start));
                let begin = begin + (lead.len() - lead.trim_start().len());
                let others = behind.get(..chained).unwrap_or_default();
                all.push(Self::read(draft, first, others, begin..end));
            }
            ended = end;
            at += 1 + chained;
        }
        all
    }

    /// `others` are those that depend on the command.
    fn read(draft: &Draft, command: &Command, others: &[Command], range: Range<usize>) -> Self {
        let is_alone = others.is_empty();
        let acts = |it: &Command| it.tests().first().is_none_or(|it| it.name != "false");
        let rule = Rule::read(draft, command).filter(|_| is_alone);
        let filter = rule.as_ref().and_then(|_| Filter::read(draft, command));
        let name = rule_name(draft.octets(&(range.start..command.range.start)));
        let is_on = acts(command) || others.iter().any(acts);
        let can_switch = match command.name.as_str() {
            "if" if is_alone => can_switch(draft, command, is_on),
            _ => filter.is_some(),
        };
        let included = (command.name == "include").then(|| command.last_texts().first().cloned()).flatten();
        Self { range, name, is_on, can_switch, filter, included, command: command.range.clone(), is_alone }
    }

    /// Puts a rule in its place, under its own comments.
    ///
    /// # Errors
    ///
    /// When others depend on it, which would depend on the new rule, or it would be no script any more; it is as it was
    /// then.
    pub fn replace(&self, draft: &mut Draft, filter: &Filter) -> Result<(), Error> {
        if !self.is_alone {
            let before = draft.text().get(..self.command.start).unwrap_or_default();
            return Err(Error::Bound { line: before.matches('\n').count() + 1 });
        }
        let comments = draft.octets(&(self.range.start..self.command.start)).to_owned();
        let range = self.range.start..self.command.end;
        draft.replace(range, &filter.written(&comments), &filter.extensions())
    }

    /// Switches it on or off: its tests stay in a comment meanwhile, `if false # ...`, line by line.
    ///
    /// # Errors
    ///
    /// When it would be no script any more; it is as it was then.
    pub fn switch(&self, draft: &mut Draft, is_on: bool) -> Result<(), Error> {
        if !self.can_switch || is_on == self.is_on {
            return Ok(());
        }
        let command = draft.commands().iter().find(|it| it.range == self.command).cloned();
        let Some(command) = command else { return Ok(()) };
        let Some(test) = command.tests().first() else {
            let action = draft.octets(&self.command).to_owned();
            return draft.replace(
                self.command.clone(),
                &format!("if false # true\r\n{{\r\n    {action}\r\n}}"),
                &[],
            );
        };
        if is_on {
            let Some(kept) = kept(draft, test) else { return Ok(()) };
            return draft.replace(test.range.start..kept.end, &kept.text, &[]);
        }
        let rest = draft.text().get(test.range.end..).unwrap_or_default();
        let ends_line = rest.trim_start_matches([' ', '\t']).starts_with(['\r', '\n', '#']);
        let end = if ends_line { "" } else { "\r\n" };
        let written = switched(draft.octets(&test.range), false) + end;
        draft.replace(test.range.clone(), &written, &[])
    }

    /// Takes it out, with the end of its line.
    ///
    /// # Errors
    ///
    /// When it would be no script any more; it is as it was then.
    pub fn remove(&self, draft: &mut Draft) -> Result<(), Error> {
        let rest = draft.text().get(self.range.end..).unwrap_or_default();
        let line_end = ["\r\n", "\n"].into_iter().find(|it| rest.starts_with(it)).map_or(0, str::len);
        draft.replace(self.range.start..self.range.end + line_end, "", &[])
    }

    /// Lets the entry `from` stand where `to` stands, both counted from 0, and those between make room. What stands
    /// between entries stays where it is.
    ///
    /// # Errors
    ///
    /// When it would be no script any more; it is as it was then.
    pub fn shift(draft: &mut Draft, from: usize, to: usize) -> Result<(), Error> {
        let all = Self::all(draft);
        let mut order: Vec<usize> = (0..all.len()).collect();
        if from >= order.len() || to >= order.len() || from == to {
            return Ok(());
        }
        let shifted = order.remove(from);
        order.insert(to, shifted);
        let (Some(first), Some(last)) = (all.first(), all.last()) else { return Ok(()) };
        let behind_all = draft.text().get(last.range.end..).unwrap_or_default();
        let begins = all.iter().skip(1).map(|it| Some(it.range.start)).chain([None]);
        let mut text = String::new();
        for ((place, next), at) in all.iter().zip(begins).zip(order) {
            if let Some(entry) = all.get(at) {
                text.push_str(draft.octets(&entry.range));
            }
            let gap = next.map_or("", |it| draft.octets(&(place.range.end..it)));
            let behind = if next.is_some() { gap } else { behind_all };
            if ends_in_comment(&text) && !behind.starts_with(['\r', '\n']) {
                text.push_str("\r\n");
            }
            text.push_str(gap);
        }
        draft.replace(first.range.start..last.range.end, &text, &[])
    }
}

fn depends(command: &Command) -> bool {
    command.name == "elsif" || command.name == "else"
}

fn rule_name(comments: &str) -> Option<String> {
    let name = comments.lines().find_map(|it| it.trim().strip_prefix("# rule:[")?.strip_suffix(']'));
    name.map(str::to_owned)
}

/// Whether a rule can be switched so that it is the same once it is switched back.
fn can_switch(draft: &Draft, command: &Command, is_on: bool) -> bool {
    let [test] = command.tests() else { return false };
    if !is_on {
        return test.arguments.is_empty() && kept(draft, test).is_some();
    }
    let behind = draft.text().get(test.range.end..).unwrap_or_default();
    matches!(command.arguments.as_slice(), [Argument::Tests(_)]) && !would_run_on(behind)
}

/// The end of a comment behind something on its line; of that itself where there is none.
fn line_tail(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default();
    if line.trim_start_matches([' ', '\t']).starts_with('#') { at + line.len() } else { at }
}

/// Whether what follows on the same line would be part of a comment.
fn ends_in_comment(text: &str) -> bool {
    let line = text.rsplit('\n').next().unwrap_or_default();
    line.contains('#')
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "require \"fileinto\"; # first\n\n/* all */\n\n# rule:[One]\nif header \"a\" \"#b\" {\n\
                          \tfileinto \"One\"; # why\n} # one\n# two\nif true { keep; } elsif false { stop; }\n\
                          else { discard; }\n\nkeep; # last";

    fn draft(text: &str) -> Draft {
        Draft::new(text.to_owned()).unwrap()
    }

    fn pieces(draft: &Draft) -> Vec<String> {
        Entry::all(draft).into_iter().map(|it| draft.octets(&it.range).to_owned()).collect()
    }

    #[test]
    fn entries_are_whole_pieces_with_their_comments() {
        let draft = draft(SCRIPT);
        let found = pieces(&draft);
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found[0].starts_with("# rule:[One]\nif") && found[0].ends_with("} # one"), "{found:?}");
        assert!(found[1].starts_with("# two\nif") && found[1].ends_with("else { discard; }"), "{found:?}");
        assert_eq!(found[2], "keep; # last");
        let all = Entry::all(&draft);
        assert_eq!(all[0].name.as_deref(), Some("One"));
        assert!(all[0].filter.is_none() && all[0].can_switch, "it has a comment inside");
        assert!(!all[1].can_switch && all[2].can_switch && all[2].filter.is_some());
    }

    #[test]
    fn a_rule_is_on_where_one_of_its_branches_acts() {
        for (text, is_on) in [
            ("if false { keep; }", false),
            ("if false { keep; } else { discard; }", true),
            ("if false { keep; } elsif false { stop; }", false),
            ("if false { keep; } elsif true { stop; }", true),
            ("if true { keep; } elsif false { stop; }", true),
        ] {
            assert_eq!(Entry::all(&draft(text))[0].is_on, is_on, "{text}");
        }
    }

    #[test]
    fn entries_change_places_and_nothing_else_changes() {
        for (from, to, expected) in
            [(0, 1, [1, 0, 2]), (2, 0, [2, 0, 1]), (0, 2, [1, 2, 0]), (1, 1, [0, 1, 2]), (7, 0, [0, 1, 2])]
        {
            let mut draft = draft(SCRIPT);
            let before = pieces(&draft);
            Entry::shift(&mut draft, from, to).unwrap();
            let expected: Vec<String> = expected.iter().map(|it| before[*it].clone()).collect();
            assert_eq!(pieces(&draft), expected, "{}", draft.text());
            assert!(draft.text().starts_with("require \"fileinto\"; # first\n\n/* all */\n\n"));
        }
        let mut close = draft("if true { keep; } stop; # x\nkeep; discard;");
        Entry::shift(&mut close, 1, 3).unwrap();
        assert_eq!(pieces(&close), ["if true { keep; }", "keep;", "discard;", "stop; # x"]);
    }

    #[test]
    fn what_is_switched_off_and_on_is_what_it_was() {
        for rule in [
            "# rule:[a]\nif header :contains \"a\" [\"b\", \"#\"]\n{\n  keep; # why\n}\n",
            "if header :contains \"a\" \"b\"\r\n{\r\n  odd;\r\n}\r\n",
            "if allof (header \"a\" /* c */ \"b\", # d\n\t\n  not exists \"x\ny\")\n# mine\n{ keep; }",
        ] {
            let mut draft = draft(rule);
            Entry::all(&draft)[0].switch(&mut draft, false).unwrap();
            assert!(draft.text().contains("if false # "), "{}", draft.text());
            assert!(!Entry::all(&draft)[0].is_on);
            Entry::all(&draft)[0].switch(&mut draft, true).unwrap();
            assert_eq!(draft.text(), rule);
        }
        let mut close = draft("if true { keep; }");
        Entry::all(&close)[0].switch(&mut close, false).unwrap();
        assert_eq!(close.text(), "if false # true\r\n { keep; }");
        let mut bare = draft("keep; # x\n");
        Entry::all(&bare)[0].switch(&mut bare, false).unwrap();
        assert_eq!(bare.text(), "if false # true\r\n{\r\n    keep;\r\n} # x\n");
        for cannot in [
            "if header \"a\" \"b\"\n#| mine\n{ keep; }",
            "if false { keep; }",
            "if false # odd )\n{ keep; }",
            "if true { keep; } else { stop; }",
            "set \"a\" \"b\";",
        ] {
            assert!(!Entry::all(&draft(cannot))[0].can_switch, "{cannot}");
        }
    }

    #[test]
    fn one_goes_and_the_others_stay() {
        let mut draft = draft(SCRIPT);
        Entry::all(&draft)[0].remove(&mut draft).unwrap();
        assert!(draft.text().contains("/* all */\n\n# two\nif true"), "{}", draft.text());
        Entry::all(&draft)[1].remove(&mut draft).unwrap();
        assert!(draft.text().ends_with("else { discard; }\n\n"), "{}", draft.text());
    }

    #[test]
    fn one_is_replaced_under_its_comments() {
        let mut draft = draft("# mine\n# rule:[a]\nif true { keep; } # end\nstop;\n");
        let entry = Entry::all(&draft).remove(0);
        let filter = Filter { name: "b".to_owned(), ..entry.filter.clone().unwrap() };
        entry.replace(&mut draft, &filter).unwrap();
        assert_eq!(draft.text(), "# mine\n# rule:[b]\nif true\r\n{\r\n    keep;\r\n} # end\nstop;\n");
    }

    #[test]
    fn one_on_which_others_depend_is_not_replaced() {
        let text = "keep;\n# rule:[a]\nif true { keep; } elsif true { stop; } else { discard; }\n";
        let mut draft = draft(text);
        let filter = Entry::all(&draft)[0].filter.clone().unwrap();
        let chained = Entry::all(&draft).remove(1);
        assert_eq!(chained.replace(&mut draft, &filter), Err(Error::Bound { line: 3 }));
        assert_eq!(draft.text(), text);
    }
}

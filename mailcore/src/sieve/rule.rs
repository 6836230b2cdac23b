//! A rule of a script: `if` with its tests and actions, or one action alone, and the comment that names it.

use std::fmt::Write as _;
use std::ops::Range;

use super::edit::Draft;
use super::lexer;
use super::parse::{Argument, Command, Script, Test};
use super::write::{comment, quoted};

pub(super) mod amending;

/// A rule that stands in no other one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its octets, with the comments right before it.
    pub range: Range<usize>,
    /// Those comments.
    pub comments: String,
    /// Whether its tests are looked at: `if false # ...` keeps those of one that is switched off.
    pub is_on: bool,
    /// Whether all tests must hold, or one of them.
    pub all: bool,
    /// Its tests; none of one that is for every message.
    pub tests: Vec<Test>,
    /// Its actions.
    pub actions: Vec<Command>,
}

impl Rule {
    /// The rules of a script that nothing else depends on: no `elsif` and no `else` follows.
    pub fn all(draft: &Draft) -> Vec<Self> {
        let commands = draft.commands();
        let follows = commands.iter().skip(1).map(Some).chain([None]);
        let alone = commands
            .iter()
            .zip(follows)
            .filter(|(_, next)| next.is_none_or(|it| it.name != "elsif" && it.name != "else"));
        alone.filter_map(|(command, _)| Self::read(draft, command)).collect()
    }

    /// Reads one command.
    pub(super) fn read(draft: &Draft, command: &Command) -> Option<Self> {
        let range = draft.with_comments(command);
        let comments = draft.octets(&(range.start..command.range.start)).to_owned();
        if command.name != "if" {
            let actions = vec![command.clone()];
            let is_action = command.block.is_none() && command.name != "require";
            return is_action.then_some(Self {
                range,
                comments,
                is_on: true,
                all: true,
                tests: Vec::new(),
                actions,
            });
        }
        let actions = command.block.clone()?;
        let [test] = command.tests() else { return None };
        let (is_on, test) = match test.name.as_str() {
            "false" => (false, kept(draft, test).map(|it| it.test)),
            _ => (true, Some(test.clone())),
        };
        let (all, tests) = match test {
            Some(test) if test.name == "allof" || test.name == "anyof" => {
                (test.name == "allof", test.tests().to_vec())
            }
            Some(test) if test.name == "true" => (true, Vec::new()),
            Some(test) => (true, vec![test]),
            None => (true, Vec::new()),
        };
        Some(Self { range, comments, is_on, all, tests, actions })
    }

    /// Its name, as Roundcube writes it: `# rule:[Out of office]`.
    pub fn name(&self) -> Option<&str> {
        self.comments.lines().find_map(|it| it.trim().strip_prefix("# rule:[")?.strip_suffix(']'))
    }
}

/// What a further line of a test begins with in the comment that keeps it.
const CONTINUES: &str = "#|";

/// The test of a rule that is switched off.
pub(super) struct Kept {
    /// What it is; its ranges are not those of the script.
    pub(super) test: Test,
    /// Its octets.
    pub(super) text: String,
    /// Where it ends, in the comment that keeps it.
    pub(super) end: usize,
    /// So many lines the comment takes.
    pub(super) lines: usize,
    /// So many comments of its writer stand in it, and behind it on its last line.
    pub(super) comments: usize,
}

/// The test of a rule that is switched off stands in the comment behind `false`; the second line and those behind it
/// begin with `#|` there.
pub(super) fn kept(draft: &Draft, test: &Test) -> Option<Kept> {
    let behind = draft.text().get(test.range.end..)?;
    let comment = behind.trim_start_matches([' ', '\t']).strip_prefix('#')?;
    let mut lines = comment.split_inclusive('\n');
    let first = lines.next()?;
    let further: Vec<&str> = lines.map_while(|it| it.strip_prefix(CONTINUES)).collect();
    let whole = [&[first], further.as_slice()].concat().concat();
    let read = read_test(&whole)?;
    let begins = whole.len() - whole.trim_start().len();
    let ends = read.range.end - BEFORE_TEST.len();
    let text = whole.get(begins..ends)?.to_owned();
    let marks = CONTINUES.len() * text.matches('\n').count();
    Some(Kept {
        test: read,
        text,
        end: test.range.end + (behind.len() - comment.len()) + ends + marks,
        lines: 1 + further.len(),
        comments: lexer::comments(&whole),
    })
}

/// What stands before the one test of a text.
const BEFORE_TEST: &str = "if ";

/// One test; its ranges count from before it.
pub(super) fn read_test(text: &str) -> Option<Test> {
    let script = Script::parse(&format!("{BEFORE_TEST}{text}\n{{}}")).ok()?;
    let [Command { arguments, .. }] = script.commands.as_slice() else { return None };
    match arguments.as_slice() {
        [Argument::Tests(tests)] => tests.first().cloned(),
        _ => None,
    }
}

/// A test as a rule has it that is on, or switched off.
pub(super) fn switched(test: &str, is_on: bool) -> String {
    if is_on { test.to_owned() } else { format!("false # {}", test.replace('\n', &format!("\n{CONTINUES}"))) }
}

/// Whether what stands behind a test would be taken for a line of it once that is in a comment.
pub(super) fn would_run_on(behind: &str) -> bool {
    behind.split_inclusive('\n').nth(1).is_some_and(|it| it.starts_with(CONTINUES))
}

/// Writes a rule. `comments` is what stands before it, or empty: then it is named. Actions end with their semicolon or
/// brace.
pub(super) fn write_rule(
    (comments, name): (&str, &str),
    is_on: bool,
    (all, tests): (bool, &[String]),
    actions: &[String],
) -> String {
    let mut rule = match comments.is_empty() {
        true => format!("# rule:[{}]\r\n", comment(name).replace(']', ")")),
        false => comments.to_owned(),
    };
    let _ = write!(rule, "if {}\r\n{{\r\n", switched(&join(all, tests), is_on));
    for action in actions {
        let _ = write!(rule, "    {action}\r\n");
    }
    rule.push('}');
    rule
}

/// One test of several: all of them must hold, or one.
pub(super) fn join(all: bool, tests: &[String]) -> String {
    match tests {
        [] => "true".to_owned(),
        [one] => one.clone(),
        several => format!("{} ({})", if all { "allof" } else { "anyof" }, several.join(", ")),
    }
}

/// A test on one line.
pub(super) fn write_test(test: &Test) -> String {
    let mut line = test.name.clone();
    for argument in &test.arguments {
        line.push(' ');
        line.push_str(&write_argument(argument, &test.name));
    }
    line
}

fn write_argument(argument: &Argument, of: &str) -> String {
    match argument {
        Argument::Tag(name) => format!(":{name}"),
        Argument::Number(number) => number.to_string(),
        Argument::Texts(texts) => match texts.as_slice() {
            [one] => quoted_whole(one),
            several => {
                format!("[{}]", several.iter().map(|it| quoted_whole(it)).collect::<Vec<_>>().join(", "))
            }
        },
        Argument::Tests(tests) => match tests.as_slice() {
            [one] if of != "allof" && of != "anyof" => write_test(one),
            several => format!("({})", several.iter().map(write_test).collect::<Vec<_>>().join(", ")),
        },
    }
}

/// In quotes, with its line ends: a text that is there already stays what it is.
fn quoted_whole(text: &str) -> String {
    text.split('\n').map(quoted).collect::<Vec<_>>().join("\n").replace("\"\n\"", "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_of_a_long_script_are_read_at_once() {
        let draft = Draft::new("# a\nstop;\n".repeat(100_000)).unwrap();
        let begun = std::time::Instant::now();
        let rules = Rule::all(&draft);
        assert!(rules.len() == 100_000 && rules.iter().all(|it| it.comments == "# a\n"));
        assert!(begun.elapsed().as_secs() < 10, "{:?}", begun.elapsed());
    }
}

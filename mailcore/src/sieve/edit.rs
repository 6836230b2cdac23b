//! Changes of a script that leave the rest of it as it is.

use std::collections::BTreeSet;
use std::ops::Range;

use super::parse::{Command, Script};
use super::write::quoted;
use super::{Error, lexer};

/// A script that is being changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    text: String,
    script: Script,
}

impl Draft {
    /// Begins with a script; an empty one is one.
    pub fn new(text: String) -> Result<Self, Error> {
        Ok(Self { script: Script::parse(&text)?, text })
    }

    /// The script as it is now.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The commands that stand in no block.
    pub fn commands(&self) -> &[Command] {
        &self.script.commands
    }

    /// The extensions that it names.
    pub fn extensions(&self) -> BTreeSet<&str> {
        self.requires().flat_map(Command::last_texts).map(String::as_str).collect()
    }

    fn requires(&self) -> impl Iterator<Item = &Command> {
        self.commands().iter().take_while(|it| it.name == "require")
    }

    /// The octets of something in it.
    pub fn octets(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    /// Where a command that stands in no block begins with the comments right before it: those that no empty line
    /// parts from it, and no other command.
    pub fn with_comments(&self, command: &Command) -> Range<usize> {
        let commands = self.commands();
        // They stand in order; to look at all of them for each one takes minutes where there are many.
        let place = commands.partition_point(|it| it.range.end <= command.range.start);
        let begin = place.checked_sub(1).and_then(|it| commands.get(it)).map_or(0, |it| it.range.end);
        let before = self.text.get(begin..command.range.start).unwrap_or_default();
        command.range.start - comments_at_end(before)..command.range.end
    }

    /// Replaces octets by others, with the extensions that these need.
    ///
    /// # Errors
    ///
    /// When it would be no script any more; it is as it was then.
    pub fn replace(&mut self, range: Range<usize>, with: &str, extensions: &[&str]) -> Result<(), Error> {
        let mut text = self.text.clone();
        if text.get(range.clone()).is_none() {
            return Ok(());
        }
        text.replace_range(range, with);
        let changed = Self::new(text)?;
        *self = changed.requiring(extensions)?;
        Ok(())
    }

    /// Puts a rule before all others, behind what must be first.
    pub fn put_first(&mut self, rule: &str, extensions: &[&str]) -> Result<(), Error> {
        let (at, before) = match self.requires().last() {
            Some(require) => (self.line_end(require.range.end), "\r\n"),
            None => (0, ""),
        };
        let lead = if self.text.get(..at).is_some_and(|it| it.is_empty() || it.ends_with('\n')) {
            ""
        } else {
            "\r\n"
        };
        self.replace(at..at, &format!("{lead}{before}{rule}"), extensions)
    }

    /// Puts a rule behind all others. An empty line keeps it apart from a comment at the end, which is not about it.
    pub fn put_last(&mut self, rule: &str, extensions: &[&str]) -> Result<(), Error> {
        let end = self.text.len();
        let lead = match self.text.as_str() {
            "" => "",
            text if text.ends_with("\n\n") || text.ends_with("\n\r\n") => "",
            text if text.ends_with('\n') => "\r\n",
            _ => "\r\n\r\n",
        };
        self.replace(end..end, &format!("{lead}{rule}"), extensions)
    }

    /// The end of the line in which something ends, where only blanks or a comment follow there.
    fn line_end(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        let line = rest.find('\n').map_or(rest.len(), |it| it + 1);
        let follows = rest.get(..line).unwrap_or_default().trim_start();
        if follows.is_empty() || follows.starts_with('#') { at + line } else { at }
    }

    /// Names extensions that are not named yet.
    fn requiring(self, extensions: &[&str]) -> Result<Self, Error> {
        let named = self.extensions();
        let missing: BTreeSet<&str> = extensions.iter().copied().filter(|it| !named.contains(it)).collect();
        if missing.is_empty() {
            return Ok(self);
        }
        let names: Vec<String> = missing.into_iter().map(quoted).collect();
        let line = format!("require [{}];\r\n", names.join(", "));
        let (at, lead) = match self.requires().last() {
            Some(last) => (self.line_end(last.range.end), ""),
            None => (0, ""),
        };
        let mut text = self.text.clone();
        let lead =
            if text.get(..at).is_some_and(|it| it.is_empty() || it.ends_with('\n')) { lead } else { "\r\n" };
        text.insert_str(at, &format!("{lead}{line}"));
        Self::new(text)
    }
}

/// How many octets at the end of what stands between two commands are comments of the second one, with the white
/// space behind them.
fn comments_at_end(between: &str) -> usize {
    let (mut rest, mut at, mut begin) = (between, 0, None);
    while let Some(length) = lexer::between(rest).filter(|_| !rest.is_empty()) {
        let (piece, others) = rest.split_at_checked(length).unwrap_or((rest, ""));
        let is_comment = piece.starts_with(['#', '/']);
        let parts = !is_comment && piece.matches('\n').count() > usize::from(!ends_line(between, at));
        if parts {
            begin = None;
        } else if is_comment {
            begin = begin.or(Some(at));
        }
        at += length;
        rest = others;
    }
    begin.map_or(0, |it| between.len() - it)
}

/// Whether a line ends right before this octet.
fn ends_line(text: &str, at: usize) -> bool {
    text.get(..at).is_some_and(|it| it.ends_with('\n'))
}

//! Commands of a script and where they stand (RFC 5228, section 8.2).

use std::ops::Range;

use super::Error;
use super::lexer::{Kind, Token, tokens};

/// How deep commands and tests may be nested; servers take less.
const DEEPEST: usize = 40;

/// A script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Script {
    /// Its commands.
    pub commands: Vec<Command>,
}

/// A command: `redirect :copy "a@b.example";`, or one with a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// Its name in lower case.
    pub name: String,
    /// What stands behind the name.
    pub arguments: Vec<Argument>,
    /// What stands in braces; `None` where there are none.
    pub block: Option<Vec<Command>>,
    /// Its octets, from the name to the semicolon or the brace.
    pub range: Range<usize>,
}

/// A test: `header :contains "Subject" "x"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Test {
    /// Its name in lower case.
    pub name: String,
    /// What stands behind the name.
    pub arguments: Vec<Argument>,
    /// Its octets.
    pub range: Range<usize>,
}

/// What commands and tests are about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Argument {
    /// Its name without the colon, in lower case.
    Tag(String),
    /// A number, its unit taken into account.
    Number(u64),
    /// One string, or the strings of a list.
    Texts(Vec<String>),
    /// One test, or the tests in parentheses.
    Tests(Vec<Test>),
}

impl Script {
    /// Reads a script.
    ///
    /// # Errors
    ///
    /// When it is not one; what commands mean is not looked at.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let syntax = |at: usize| Error::Syntax { line: line_of(text, at) };
        let tokens = tokens(text).map_err(syntax)?;
        let mut reader = Reader { text, tokens: &tokens, at: 0 };
        let commands = reader.commands(0)?;
        match reader.peek() {
            None => Ok(Self { commands }),
            Some(token) => Err(syntax(token.range.start)),
        }
    }
}

impl Command {
    /// The value behind a tag.
    pub fn tagged(&self, tag: &str) -> Option<&Argument> {
        tagged(&self.arguments, tag)
    }

    /// Whether it has a tag.
    pub fn has(&self, tag: &str) -> bool {
        has(&self.arguments, tag)
    }

    /// The tests that it depends on.
    pub fn tests(&self) -> &[Test] {
        tests(&self.arguments)
    }

    /// The strings that stand last.
    pub fn last_texts(&self) -> &[String] {
        last_texts(&self.arguments)
    }
}

impl Test {
    /// The value behind a tag.
    pub fn tagged(&self, tag: &str) -> Option<&Argument> {
        tagged(&self.arguments, tag)
    }

    /// The tests inside of it.
    pub fn tests(&self) -> &[Self] {
        tests(&self.arguments)
    }

    /// The strings that stand last.
    pub fn last_texts(&self) -> &[String] {
        last_texts(&self.arguments)
    }
}

impl Argument {
    /// Its first string.
    pub fn text(&self) -> Option<&str> {
        self.texts().first().map(String::as_str)
    }

    /// Its strings.
    pub fn texts(&self) -> &[String] {
        match self {
            Self::Texts(texts) => texts,
            Self::Tag(_) | Self::Number(_) | Self::Tests(_) => &[],
        }
    }
}

fn tagged<'a>(arguments: &'a [Argument], tag: &str) -> Option<&'a Argument> {
    let mut rest = arguments.iter();
    rest.find(|it| matches!(it, Argument::Tag(name) if name == tag))?;
    rest.next()
}

fn has(arguments: &[Argument], tag: &str) -> bool {
    arguments.iter().any(|it| matches!(it, Argument::Tag(name) if name == tag))
}

fn tests(arguments: &[Argument]) -> &[Test] {
    match arguments.last() {
        Some(Argument::Tests(tests)) => tests,
        _ => &[],
    }
}

fn last_texts(arguments: &[Argument]) -> &[String] {
    arguments.last().map(Argument::texts).unwrap_or_default()
}

fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|it| *it == b'\n').count() + 1
}

struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token<'a>],
    at: usize,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<&'a Token<'a>> {
        self.tokens.get(self.at)
    }

    fn next(&mut self) -> Option<&'a Token<'a>> {
        let token = self.peek()?;
        self.at += 1;
        Some(token)
    }

    fn is_mark(&self, mark: char) -> bool {
        self.peek().is_some_and(|it| it.kind == Kind::Mark(mark))
    }

    /// Passes a mark over if it stands here.
    fn passes(&mut self, mark: char) -> bool {
        let stands_here = self.is_mark(mark);
        self.at += usize::from(stands_here);
        stands_here
    }

    fn line(&self) -> usize {
        line_of(self.text, self.peek().map_or(self.text.len(), |it| it.range.start))
    }

    fn syntax(&self) -> Error {
        Error::Syntax { line: self.line() }
    }

    /// Where the word before ends.
    fn end(&self) -> usize {
        self.at.checked_sub(1).and_then(|it| self.tokens.get(it)).map_or(0, |it| it.range.end)
    }

    fn commands(&mut self, depth: usize) -> Result<Vec<Command>, Error> {
        let mut commands = Vec::new();
        while self.peek().is_some_and(|it| it.kind != Kind::Mark('}')) {
            commands.push(self.command(depth)?);
        }
        Ok(commands)
    }

    fn command(&mut self, depth: usize) -> Result<Command, Error> {
        let (name, start) = self.name()?;
        let arguments = self.arguments(depth)?;
        let block = if self.passes('{') {
            let block = self.commands(deeper(depth, self)?)?;
            if !self.passes('}') {
                return Err(self.syntax());
            }
            Some(block)
        } else if self.passes(';') {
            None
        } else {
            return Err(self.syntax());
        };
        Ok(Command { name, arguments, block, range: start..self.end() })
    }

    fn name(&mut self) -> Result<(String, usize), Error> {
        match self.peek() {
            Some(Token { kind: Kind::Name(name), range }) => {
                self.at += 1;
                Ok((name.to_ascii_lowercase(), range.start))
            }
            _ => Err(self.syntax()),
        }
    }

    fn arguments(&mut self, depth: usize) -> Result<Vec<Argument>, Error> {
        let mut arguments = Vec::new();
        loop {
            let argument = match self.peek().map(|it| &it.kind) {
                Some(Kind::Tag(name)) => Argument::Tag(name.to_ascii_lowercase()),
                Some(Kind::Number(number)) => Argument::Number(*number),
                Some(Kind::Text(text)) => Argument::Texts(vec![text.to_string()]),
                Some(Kind::Mark('[')) => {
                    self.at += 1;
                    arguments.push(Argument::Texts(self.texts()?));
                    continue;
                }
                Some(Kind::Mark('(')) => {
                    self.at += 1;
                    arguments.push(Argument::Tests(self.tests(depth)?));
                    return Ok(arguments);
                }
                Some(Kind::Name(_)) => {
                    let depth = deeper(depth, self)?;
                    arguments.push(Argument::Tests(vec![self.test(depth)?]));
                    return Ok(arguments);
                }
                _ => return Ok(arguments),
            };
            self.at += 1;
            arguments.push(argument);
        }
    }

    /// The strings of a list, from behind its bracket.
    fn texts(&mut self) -> Result<Vec<String>, Error> {
        let mut texts = Vec::new();
        loop {
            match self.next().map(|it| &it.kind) {
                Some(Kind::Text(text)) => texts.push(text.to_string()),
                _ => return Err(self.syntax()),
            }
            match self.next().map(|it| &it.kind) {
                Some(Kind::Mark(',')) => {}
                Some(Kind::Mark(']')) => return Ok(texts),
                _ => return Err(self.syntax()),
            }
        }
    }

    /// The tests of a list, from behind its parenthesis.
    fn tests(&mut self, depth: usize) -> Result<Vec<Test>, Error> {
        let depth = deeper(depth, self)?;
        let mut tests = Vec::new();
        loop {
            tests.push(self.test(depth)?);
            if self.passes(')') {
                return Ok(tests);
            }
            if !self.passes(',') {
                return Err(self.syntax());
            }
        }
    }

    fn test(&mut self, depth: usize) -> Result<Test, Error> {
        let (name, start) = self.name()?;
        let arguments = self.arguments(depth)?;
        Ok(Test { name, arguments, range: start..self.end() })
    }
}

fn deeper(depth: usize, reader: &Reader<'_>) -> Result<usize, Error> {
    if depth < DEEPEST { Ok(depth + 1) } else { Err(Error::Depth { line: reader.line() }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        Script::parse(text).unwrap().commands.into_iter().map(|it| it.name).collect()
    }

    #[test]
    fn commands_are_read_with_all_that_may_stand_in_them() {
        let text = "require [\"a\", \"b\"]; /* x; */ IF anyof (not exists \"x\", size :over 10K) {\r\n\
                    # c\r\n stop; } elsif true { keep; } else { discard; }\r\n\
                    foreverypart :name \"x\" { if header :mime :anychild \"a\" \"b\" { break; } }";
        assert_eq!(names(text), ["require", "if", "elsif", "else", "foreverypart"]);
        let script = Script::parse(text).unwrap();
        let condition = script.commands.get(1).unwrap();
        let octets = text.get(condition.range.clone()).unwrap();
        assert!(octets.starts_with("IF anyof") && octets.ends_with('}'));
        let [any] = condition.tests() else { panic!() };
        let [not, size] = any.tests() else { panic!() };
        assert_eq!((not.tests().len(), size.arguments.last()), (1, Some(&Argument::Number(10_240))));
    }

    #[test]
    fn texts_are_read_as_they_are_meant() {
        let text = "a \"x\\\"y\\\\\"; b text: # why\r\n..dot\r\nline\r\n.\r\n;c [\"1\",\"é\"];";
        let commands = Script::parse(text).unwrap().commands;
        let texts: Vec<&[String]> = commands.iter().map(Command::last_texts).collect();
        assert_eq!(
            texts,
            [&["x\"y\\".to_owned()][..], &[".dot\r\nline\r\n".to_owned()], &["1".to_owned(), "é".to_owned()]]
        );
    }

    #[test]
    fn what_is_no_script_is_refused_with_its_line() {
        for (text, line) in [
            ("keep", 1),
            ("keep;\n}", 2),
            ("if true {", 1),
            ("a [\"b\" \"c\"];", 1),
            ("a [];", 1),
            ("a \"b;", 1),
            ("a text:\nb\n", 1),
            ("\n\n§", 3),
            ("a 99999999999999999999;", 1),
            ("a 99999999999G;", 1),
            ("if allof () {}", 1),
            ("/* a", 1),
        ] {
            assert_eq!(Script::parse(text), Err(Error::Syntax { line }), "{text}");
        }
        let deep = "if true {".repeat(50) + &"}".repeat(50);
        assert!(matches!(Script::parse(&deep), Err(Error::Depth { .. })));
        let deep = "not ".repeat(5_000);
        assert!(matches!(Script::parse(&format!("if {deep} true {{}}")), Err(Error::Depth { .. })));
    }
}

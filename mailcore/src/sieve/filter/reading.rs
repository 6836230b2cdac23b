//! Tests and actions that are understood to the last word; nothing is read of others.

use super::{Action, Condition, Field, How, Part, Side, Words};
use crate::sieve::parse::{Argument, Command, Test};

/// Tags behind which a value stands.
const WITH_VALUE: [&str; 5] = ["comparator", "value", "zone", "over", "under"];

impl<'a> Words<'a> {
    fn read(arguments: &'a [Argument]) -> Self {
        let mut words = Self { tags: Vec::new(), rest: Vec::new() };
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            match argument {
                Argument::Tag(tag) if WITH_VALUE.contains(&tag.as_str()) => {
                    words.tags.push((tag, arguments.next()));
                }
                Argument::Tag(tag) => words.tags.push((tag, None)),
                other => words.rest.push(other),
            }
        }
        words
    }

    /// Takes a tag away and gives what belongs to it.
    fn value(&mut self, tag: &str) -> Option<&'a Argument> {
        let at = self.tags.iter().position(|it| it.0 == tag)?;
        self.tags.remove(at).1
    }

    /// Takes a tag away; whether it was there.
    fn has(&mut self, tag: &str) -> bool {
        let at = self.tags.iter().position(|it| it.0 == tag);
        at.is_some_and(|it| {
            self.tags.remove(it);
            true
        })
    }

    /// Takes the comparator away if it is the usual one, and says how texts are compared.
    fn how(&mut self) -> Option<How> {
        let is_usual = self.tags.iter().all(|(tag, value)| {
            *tag != "comparator" || value.and_then(Argument::text) == Some("i;ascii-casemap")
        });
        self.value("comparator");
        let ways = [("contains", How::Contains), ("is", How::Is), ("matches", How::Matches)];
        let found = ways.into_iter().filter(|(tag, _)| self.has(tag)).map(|it| it.1).collect::<Vec<_>>();
        match found.as_slice() {
            [] if is_usual => Some(How::Is),
            [how] if is_usual => Some(*how),
            _ => None,
        }
    }

    /// Whether nothing is left that was not understood.
    fn is_done(&self) -> bool {
        self.tags.is_empty()
    }

    /// Lists of texts that each fit into a line, as many as are wanted.
    fn lines(&self, wanted: usize) -> Option<Vec<Vec<String>>> {
        let is_line = |text: &String| !text.contains(char::is_control);
        let lists: Vec<Vec<String>> = self.rest.iter().map(|it| it.texts().to_vec()).collect();
        let is_well = |it: &Vec<String>| !it.is_empty() && it.iter().all(is_line);
        (lists.len() == wanted && lists.iter().all(is_well)).then_some(lists)
    }

    /// The one text that there is.
    fn line(&self) -> Option<String> {
        match self.lines(1)?.as_slice() {
            [list] => list.first().filter(|_| list.len() == 1).cloned(),
            _ => None,
        }
    }
}

impl Condition {
    /// Reads a test.
    pub(super) fn read(test: &Test) -> Option<Self> {
        match test.name.as_str() {
            "not" => match test.tests() {
                [inner] if inner.name != "not" => Self::read(inner)?.negated(),
                _ => None,
            },
            "header" => field(test, Part::Whole),
            "address" => field(test, Part::Address),
            "exists" => exists(test),
            "size" => size(test),
            "body" => body(test),
            "currentdate" => day(test),
            _ => None,
        }
    }

    fn negated(self) -> Option<Self> {
        match self {
            Self::Field(field) => Some(Self::Field(Field { is_not: true, ..field })),
            Self::Body { how, values, .. } => Some(Self::Body { how, is_not: true, values }),
            Self::Size { .. } | Self::Day { .. } => None,
        }
    }
}

/// Whether a text can be the name of a field (RFC 5322, section 2.2).
pub(super) fn is_field_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|it| it.is_ascii_graphic() && it != b':')
}

fn field(test: &Test, part: Part) -> Option<Condition> {
    let mut words = Words::read(&test.arguments);
    let how = words.how()?;
    let part = match part {
        Part::Whole => part,
        _ => match (words.has("localpart"), words.has("domain"), words.has("all")) {
            (true, false, false) => Part::Local,
            (false, true, false) => Part::Domain,
            (false, false, _) => Part::Address,
            _ => return None,
        },
    };
    let mut lists = words.lines(2).filter(|_| words.is_done())?;
    let (values, names) = (lists.pop()?, lists.pop()?);
    let is_named = names.iter().all(|it| is_field_name(it));
    is_named.then_some(Condition::Field(Field { names, part, how, is_not: false, values }))
}

fn exists(test: &Test) -> Option<Condition> {
    let words = Words::read(&test.arguments);
    let names = words.lines(1).filter(|_| words.is_done())?.pop()?;
    let is_named = names.iter().all(|it| is_field_name(it));
    let field = Field { names, part: Part::Whole, how: How::Exists, is_not: false, values: Vec::new() };
    is_named.then_some(Condition::Field(field))
}

fn size(test: &Test) -> Option<Condition> {
    let mut words = Words::read(&test.arguments);
    let (over, under) = (words.value("over"), words.value("under"));
    let is_done = words.is_done() && words.rest.is_empty();
    match (over, under) {
        (Some(Argument::Number(octets)), None) if is_done => {
            Some(Condition::Size { over: true, octets: *octets })
        }
        (None, Some(Argument::Number(octets))) if is_done => {
            Some(Condition::Size { over: false, octets: *octets })
        }
        _ => None,
    }
}

fn body(test: &Test) -> Option<Condition> {
    let mut words = Words::read(&test.arguments);
    let how = words.how()?;
    words.has("text");
    let values = words.lines(1).filter(|_| words.is_done())?.pop()?;
    Some(Condition::Body { how, is_not: false, values })
}

fn day(test: &Test) -> Option<Condition> {
    let mut words = Words::read(&test.arguments);
    let zone = match words.value("zone") {
        Some(zone) => zone.text()?.to_owned(),
        None => String::new(),
    };
    let side = match words.value("value") {
        Some(relation) if relation.text() == Some("ge") => Side::From,
        Some(relation) if relation.text() == Some("le") => Side::Until,
        Some(_) => return None,
        None => match words.how()? {
            How::Is => Side::On,
            How::Contains | How::Matches | How::Exists => return None,
        },
    };
    let lists = words.lines(2).filter(|_| words.is_done())?;
    match lists.iter().map(Vec::as_slice).collect::<Vec<_>>().as_slice() {
        [[part], [day]] if part == "date" => {
            Some(Condition::Day { side, day: day.parse().ok().filter(|_| day.len() == 10)?, zone })
        }
        _ => None,
    }
}

impl Action {
    /// Reads an action.
    pub(super) fn read(command: &Command) -> Option<Self> {
        if command.block.is_some() {
            return None;
        }
        let mut words = Words::read(&command.arguments);
        let action = match command.name.as_str() {
            "fileinto" => {
                let (copy, create) = (words.has("copy"), words.has("create"));
                Self::FileInto { folder: words.line()?, copy, create }
            }
            "redirect" => Self::Redirect { copy: words.has("copy"), to: words.line()? },
            "addflag" => Self::AddFlags(words.lines(1)?.pop()?),
            name @ ("reject" | "ereject") => match words.rest.as_slice() {
                [Argument::Texts(texts)] if texts.len() == 1 => {
                    Self::Reject { text: lines(texts.first()?), at_once: name == "ereject" }
                }
                _ => return None,
            },
            "keep" | "discard" | "stop" if !words.rest.is_empty() => return None,
            "keep" => Self::Keep,
            "discard" => Self::Discard,
            "stop" => Self::Stop,
            _ => return None,
        };
        words.is_done().then_some(action)
    }
}

/// A text as a form has it: a script ends its last line, too.
fn lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    text.strip_suffix('\n').map_or_else(|| text.clone(), str::to_owned)
}

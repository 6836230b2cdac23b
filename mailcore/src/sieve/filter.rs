//! A rule that sorts mail: what a form can show of one, and how that is written.
//!
//! Tests: `header`, `address`, `exists` and `size` (RFC 5228, section 5), `body :text` (RFC 5173, section 5.3) and
//! `currentdate` with a day (RFC 5260, section 5). Actions: `fileinto`, `redirect`, `keep`, `discard`, `stop`, with
//! `:copy` (RFC 3894) and `:create` (RFC 5490), `addflag` (RFC 5232) `reject` and `ereject` (RFC 5429).

use jiff::civil::Date;

use super::edit::Draft;
use super::lexer;
use super::parse::{Argument, Command};
use super::rule::{Rule, kept, write_rule};
use super::write::comment;

mod reading;
mod writing;

/// A rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// What it is called; empty where it has no name.
    pub name: String,
    /// Whether it does something.
    pub is_on: bool,
    /// Which of its conditions must hold.
    pub join: Join,
    /// The conditions; a rule without any is for every message.
    pub conditions: Vec<Condition>,
    /// What is done, in order.
    pub actions: Vec<Action>,
}

/// Which conditions must hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Join {
    /// All.
    #[default]
    All,
    /// One of them.
    Any,
}

/// What a message must be like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Fields of its header.
    Field(Field),
    /// Its size is over so many octets, or under.
    Size {
        /// Over; else under.
        over: bool,
        /// So many.
        octets: u64,
    },
    /// Its text.
    Body {
        /// How it is compared.
        how: How,
        /// Whether it must not be so.
        is_not: bool,
        /// With what: one of them is enough.
        values: Vec<String>,
    },
    /// The day on which it arrives.
    Day {
        /// On which side of `day`.
        side: Side,
        /// The day.
        day: Date,
        /// The offset from UTC in which it is one, as `+0200`; empty for the server's own.
        zone: String,
    },
}

/// A test of fields of a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Their names as they are written; one of them is enough.
    pub names: Vec<String>,
    /// What of them is compared.
    pub part: Part,
    /// How.
    pub how: How,
    /// Whether it must not be so.
    pub is_not: bool,
    /// With what: one of them is enough.
    pub values: Vec<String>,
}

/// What of a field is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All that it says.
    Whole,
    /// The addresses in it.
    Address,
    /// What stands before their `@`.
    Local,
    /// What stands behind.
    Domain,
}

/// How a text is compared; capitals of ASCII are like small letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// It has the value in it.
    Contains,
    /// It is the value.
    Is,
    /// It is like the value, in which `*` and `?` stand for others.
    Matches,
    /// It is there at all; there are no values then, and all fields must be there.
    Exists,
}

/// A side of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// On it or later.
    From,
    /// On it or before.
    Until,
    /// On it.
    On,
}

/// What is done with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// It goes into a folder.
    FileInto {
        /// Which.
        folder: String,
        /// It also stays where it is.
        copy: bool,
        /// The folder is made where there is none.
        create: bool,
    },
    /// It goes on to an address.
    Redirect {
        /// Which.
        to: String,
        /// It also stays.
        copy: bool,
    },
    /// It gets flags and keywords, as IMAP writes them.
    AddFlags(Vec<String>),
    /// It goes back to its sender.
    Reject {
        /// With this text.
        text: String,
        /// The server refuses to take it in the first place, where it can (`ereject`, RFC 5429, section 2.1).
        at_once: bool,
    },
    /// It stays.
    Keep,
    /// It is thrown away, where nothing else keeps it.
    Discard,
    /// No rule behind is looked at.
    Stop,
}

impl Filter {
    /// Reads a rule: a command that stands in no block, and on which none behind it depends. `None` for one that can
    /// do, or says in comments inside of it, what cannot be shown: that is only to be written by hand.
    pub fn read(draft: &Draft, command: &Command) -> Option<Self> {
        let rule = Rule::read(draft, command)?;
        let kept = command.tests().first().filter(|_| !rule.is_on).map(|it| kept(draft, it));
        let kept_lines = match &kept {
            Some(Some(kept)) if kept.comments == 0 => kept.lines,
            Some(_) => return None,
            None => 0,
        };
        if lexer::comments(draft.octets(&command.range)) != kept_lines {
            return None;
        }
        let conditions = rule.tests.iter().map(Condition::read).collect::<Option<Vec<_>>>()?;
        let actions = rule.actions.iter().map(Action::read).collect::<Option<Vec<_>>>()?;
        let join = if rule.all { Join::All } else { Join::Any };
        let name = rule.name().unwrap_or_default().to_owned();
        (!actions.is_empty()).then_some(Self { name, is_on: rule.is_on, join, conditions, actions })
    }

    /// Writes it; `comments` is what stands before the rule whose place it takes, or empty.
    pub fn written(&self, comments: &str) -> String {
        let conditions: Vec<String> = self.conditions.iter().map(Condition::written).collect();
        let actions: Vec<String> = self.actions.iter().map(Action::written).collect();
        let comments = if comments.is_empty() { String::new() } else { renamed(comments, &self.name) };
        write_rule((&comments, &self.name), self.is_on, (self.join == Join::All, &conditions), &actions)
    }

    /// The extensions that it needs.
    pub fn extensions(&self) -> Vec<&'static str> {
        let mut needed = Vec::new();
        for condition in &self.conditions {
            match condition {
                Condition::Body { .. } => needed.push("body"),
                Condition::Day { side: Side::On, .. } => needed.push("date"),
                Condition::Day { .. } => needed.extend(["date", "relational"]),
                Condition::Field(_) | Condition::Size { .. } => {}
            }
        }
        for action in &self.actions {
            match action {
                Action::FileInto { copy, create, .. } => {
                    needed.push("fileinto");
                    needed.extend(copy.then_some("copy"));
                    needed.extend(create.then_some("mailbox"));
                }
                Action::Redirect { copy, .. } => needed.extend(copy.then_some("copy")),
                Action::AddFlags(_) => needed.push("imap4flags"),
                Action::Reject { at_once, .. } => needed.push(if *at_once { "ereject" } else { "reject" }),
                Action::Keep | Action::Discard | Action::Stop => {}
            }
        }
        needed
    }

    /// The folders that it puts messages into.
    pub fn folders(&self) -> impl Iterator<Item = &str> {
        self.actions.iter().filter_map(|it| match it {
            Action::FileInto { folder, .. } => Some(folder.as_str()),
            _ => None,
        })
    }

    /// Whether it throws messages away and puts them nowhere else.
    pub fn loses_mail(&self) -> bool {
        let keeps = |it: &Action| {
            matches!(
                it,
                Action::FileInto { .. } | Action::Redirect { .. } | Action::Keep | Action::Reject { .. }
            )
        };
        self.actions.contains(&Action::Discard) && !self.actions.iter().any(keeps)
    }

    /// Whether something stands behind what ends it.
    pub fn has_unreached(&self) -> bool {
        self.actions.iter().position(|it| *it == Action::Stop).is_some_and(|it| it + 1 < self.actions.len())
    }
}

/// The comments before a rule with another name in them, or with one where they had none.
fn renamed(comments: &str, name: &str) -> String {
    let mut name = comment(name);
    if comments.contains("/*") {
        // It may stand in a comment that this would end.
        name = name.replace("*/", "* /");
    }
    let is_name = |line: &&str| line.trim().strip_prefix("# rule:[").is_some_and(|it| it.ends_with(']'));
    match comments.split_inclusive('\n').find(is_name) {
        Some(line) => comments.replacen(line.trim(), &format!("# rule:[{name}]"), 1),
        None if name.is_empty() => comments.to_owned(),
        None => format!("# rule:[{name}]\r\n{comments}"),
    }
}

/// The arguments of a test or action, apart: tags with what belongs to them, and the others.
struct Words<'a> {
    tags: Vec<(&'a str, Option<&'a Argument>)>,
    rest: Vec<&'a Argument>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Filter> {
        let draft = Draft::new(text.to_owned()).unwrap();
        let command = draft.commands().iter().find(|it| it.name != "require").unwrap();
        Filter::read(&draft, command)
    }

    fn field(names: &[&str], part: Part, how: How, is_not: bool, values: &[&str]) -> Condition {
        let texts = |all: &[&str]| all.iter().map(|it| (*it).to_owned()).collect();
        Condition::Field(Field { names: texts(names), part, how, is_not, values: texts(values) })
    }

    fn full() -> Filter {
        let values = vec!["a \"b\" \\c\\".to_owned(), "é*?".to_owned(), ".".to_owned()];
        Filter {
            name: "Factures « 1 »".to_owned(),
            is_on: true,
            join: Join::Any,
            conditions: vec![
                field(&["Subject"], Part::Whole, How::Contains, false, &["facture", "a \"b\" \\"]),
                field(&["To", "Cc"], Part::Domain, How::Is, true, &["own.example"]),
                field(&["From"], Part::Address, How::Matches, false, &["*@x.example"]),
                field(&["From"], Part::Local, How::Is, false, &["claire"]),
                field(&["X-Spam", "X-Other"], Part::Whole, How::Exists, true, &[]),
                Condition::Size { over: true, octets: 10 << 20 },
                Condition::Size { over: false, octets: 1500 },
                Condition::Body { how: How::Contains, is_not: true, values },
                Condition::Day {
                    side: Side::Until,
                    day: "2026-12-24".parse().unwrap(),
                    zone: "+0100".to_owned(),
                },
                Condition::Day { side: Side::On, day: "2026-12-24".parse().unwrap(), zone: String::new() },
            ],
            actions: vec![
                Action::AddFlags(vec!["\\Seen".to_owned(), "$label1".to_owned()]),
                Action::FileInto { folder: "Projets/\"É\\té\"".to_owned(), copy: true, create: true },
                Action::FileInto { folder: "x".to_owned(), copy: false, create: false },
                Action::Redirect { to: "a@b.example".to_owned(), copy: true },
                Action::Reject { text: "Non.\n.\n..\n\"merci\" \\".to_owned(), at_once: false },
                Action::Reject { text: "Non.".to_owned(), at_once: true },
                Action::Keep,
                Action::Discard,
                Action::Stop,
            ],
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        for is_on in [true, false] {
            let filter = Filter { is_on, ..full() };
            assert_eq!(read(&filter.written("")), Some(filter));
        }
        let every = Filter { conditions: Vec::new(), join: Join::All, is_on: false, ..full() };
        assert_eq!(read(&every.written("")), Some(every));
        let one = Filter { conditions: full().conditions[..1].to_vec(), join: Join::All, ..full() };
        assert_eq!(read(&one.written("")), Some(one));
    }

    #[test]
    fn the_rules_of_roundcube_are_read() {
        let text = "# rule:[Listes]\r\nif allof (header :contains \"list-id\" \"x\", not address :comparator \
                    \"i;ascii-casemap\" :is \"From\" \"a@b.example\", not exists [\"x\",\"y\"])\r\n{\r\n\tfileinto \
                    \"Listes\";\r\n\tstop;\r\n}\r\n";
        let read = read(text).unwrap();
        assert_eq!((read.name.as_str(), read.join, read.conditions.len()), ("Listes", Join::All, 3));
        assert_eq!(read.conditions[1], field(&["From"], Part::Address, How::Is, true, &["a@b.example"]),);
        assert_eq!(read.actions.last(), Some(&Action::Stop));
    }

    #[test]
    fn what_a_form_cannot_show_is_left_to_the_hand() {
        for test in [
            "allof (true)",
            "not allof (header \"a\" \"b\", true)",
            "header :regex \"a\" \"b\"",
            "header :comparator \"i;octet\" :is \"a\" \"b\"",
            "header :index 1 :is \"a\" \"b\"",
            "address :user :is \"a\" \"b\"",
            "body :raw :contains \"a\"",
            "size :over \"a\"",
            "currentdate :value \"ge\" \"hour\" \"10\"",
            "date :is \"date\" \"date\" \"2026-12-24\"",
            "header :is \"a\" \"line\nline\"",
            "header :is \"a b\" \"c\"",
            "header \"a\"",
            "environment \"a\" \"b\"",
        ] {
            assert_eq!(read(&format!("if {test} {{ keep; }}")), None, "{test}");
        }
        for action in [
            "",
            "keep :flags \"x\";",
            "fileinto :flags \"x\" \"y\";",
            "fileinto [\"a\", \"b\"];",
            "addflag \"variable\" \"x\";",
            "set \"a\" \"b\";",
            "if true { keep; }",
            "/* why */ keep;",
            "keep; # why\n",
            "reject text: # why\nx\n.\n;",
        ] {
            assert_eq!(read(&format!("if true {{ {action} }}")), None, "{action}");
        }
        assert_eq!(read("if false { keep; }"), None, "nobody knows what it was for");
        assert!(read("if false # true\n{ keep; }").is_some() && read("keep;").is_some());
    }

    #[test]
    fn a_name_stays_a_name() {
        let hostile = "x]\r\nredirect \"evil@x.example\";# */ redirect \"y@x.example\"; /*";
        for comments in ["", "# mine\n", "# rule:[y]\n# mine\n", "/* mine\n# rule:[y]\n*/\n", "/* mine */ "] {
            let filter = Filter { name: hostile.to_owned(), ..full() };
            let text = filter.written(comments);
            let draft = Draft::new(text.clone()).unwrap();
            assert_eq!(draft.commands().len(), 1, "{text}");
            assert_eq!(draft.commands()[0].name, "if", "{text}");
        }
        let kept = full().written("# first\r\n# rule:[old]\r\n# last\r\n");
        assert!(kept.starts_with("# first\r\n# rule:[Factures « 1 »]\r\n# last\r\nif "), "{kept}");
    }

    #[test]
    fn values_stay_values() {
        let hostile = "x\"; discard; \r\n.\r\n;\\";
        let filter = Filter {
            conditions: vec![field(&["Subject"], Part::Whole, How::Is, false, &[hostile])],
            actions: vec![
                Action::FileInto { folder: hostile.to_owned(), copy: false, create: false },
                Action::Reject { text: hostile.to_owned(), at_once: false },
            ],
            ..full()
        };
        let read = read(&filter.written("")).unwrap();
        assert_eq!(read.actions.len(), 2);
    }

    #[test]
    fn mail_that_gets_lost_and_what_is_not_reached_are_seen() {
        let with = |actions: &[Action]| Filter { actions: actions.to_vec(), ..Filter::default() };
        assert!(with(&[Action::Discard, Action::Stop]).loses_mail());
        assert!(!with(&[Action::Discard, Action::Keep]).loses_mail());
        assert!(with(&[Action::Stop, Action::Keep]).has_unreached());
        assert!(!with(&[Action::Keep, Action::Stop]).has_unreached());
    }
}

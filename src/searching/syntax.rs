//! What is typed into the search box: `facture from:claire has:attachment newer_than:2w -is:read`.
//!
//! Words are looked for in the subject and the addresses; a field before a colon says where else.
//! All must hold; `OR` between two means either; a hyphen before one means not; quotes hold words
//! together. What has a colon and no field of ours before it is a word like others.

use jiff::civil::Date;
use mailcore::flag::Flag;
use mailcore::search::{Field, FieldName, Search};

use crate::i18n::Text;

mod values;

/// The longest text that is taken, in characters.
pub const MOST_CHARACTERS: usize = 500;
/// The most terms of one search: each makes the command of the server longer.
const MOST_TERMS: usize = 30;

/// A search that was understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Understood {
    /// What is searched for.
    pub search: Search,
    /// What it is made of, in the order in which it was typed.
    pub terms: Vec<Term>,
}

/// A part of a search, which can be taken away by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// As it was typed.
    pub typed: String,
    /// What it means.
    pub meaning: Text,
}

/// Why a search was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// It is too long, or has too many terms.
    TooLong,
    /// It has control characters in it.
    Control,
    /// Nothing stands after this field.
    NoValue(String),
    /// This is no day.
    NoDay(String),
    /// This is no length of time.
    NoSpan(String),
    /// This is no size.
    NoSize(String),
    /// This is nothing that a message is or has.
    NoState(String),
    /// OR stands at the beginning or at the end.
    LonelyOr,
}

impl Mistake {
    /// The sentence that says so.
    pub fn sentence(&self) -> Text {
        match self {
            Self::TooLong => Text::new("search-too-long"),
            Self::Control => Text::new("search-control"),
            Self::NoValue(field) => Text::new("search-no-value").with("field", field.as_str()),
            Self::NoDay(value) => Text::new("search-no-day").with("value", value.as_str()),
            Self::NoSpan(value) => Text::new("search-no-span").with("value", value.as_str()),
            Self::NoSize(value) => Text::new("search-no-size").with("value", value.as_str()),
            Self::NoState(value) => Text::new("search-no-state").with("value", value.as_str()),
            Self::LonelyOr => Text::new("search-lonely-or"),
        }
    }
}

/// Understands what was typed; `today` is the day from which lengths of time count.
pub fn understand(typed: &str, today: Date) -> Result<Understood, Mistake> {
    if typed.chars().count() > MOST_CHARACTERS {
        return Err(Mistake::TooLong);
    }
    if typed.chars().any(char::is_control) {
        return Err(Mistake::Control);
    }
    let tokens = tokens(typed);
    if tokens.len() > MOST_TERMS {
        return Err(Mistake::TooLong);
    }
    let mut understood = Understood::default();
    let mut parts: Vec<Search> = Vec::new();
    let mut joins = false;
    for token in tokens {
        if token == "OR" {
            if joins || parts.is_empty() {
                return Err(Mistake::LonelyOr);
            }
            joins = true;
            continue;
        }
        let (search, meaning) = term(token, today)?;
        if std::mem::take(&mut joins) {
            either(&mut parts, search);
            alternative(&mut understood.terms, token);
        } else {
            parts.push(search);
            understood.terms.push(Term { typed: token.to_owned(), meaning });
        }
    }
    if joins {
        return Err(Mistake::LonelyOr);
    }
    understood.search = match parts.len() {
        0 => Search::All,
        _ => Search::And(parts),
    };
    Ok(understood)
}

/// Makes the last part one of two or more.
fn either(parts: &mut Vec<Search>, search: Search) {
    match parts.pop() {
        Some(Search::Or(mut ways)) => {
            ways.push(search);
            parts.push(Search::Or(ways));
        }
        Some(before) => parts.push(Search::Or(vec![before, search])),
        None => parts.push(search),
    }
}

/// The same for what is said of it.
fn alternative(terms: &mut [Term], token: &str) {
    if let Some(last) = terms.last_mut() {
        last.typed = format!("{} OR {token}", last.typed);
        last.meaning = Text::new("search-term-or").with("words", last.typed.replace(" OR ", " / "));
    }
}

/// The terms of a text: what stands between blanks that are not quoted. A quote that is not closed
/// ends with the text.
fn tokens(text: &str) -> Vec<&str> {
    let mut quoted = false;
    let ends = |it: char| {
        quoted ^= it == '"';
        it.is_whitespace() && !quoted
    };
    text.split(ends).filter(|it| !it.is_empty()).collect()
}

/// What one term means.
fn term(token: &str, today: Date) -> Result<(Search, Text), Mistake> {
    if let Some(rest) = token.strip_prefix('-').filter(|it| !it.is_empty() && !it.starts_with('-')) {
        let (search, _) = term(rest, today)?;
        let meaning = Text::new("search-term-not").with("words", rest);
        return Ok((Search::Not(Box::new(search)), meaning));
    }
    let (name, value) = token.split_once(':').unwrap_or_default();
    let name = name.to_ascii_lowercase();
    let value = || match value.replace('"', "") {
        it if it.trim().is_empty() => Err(Mistake::NoValue(name.clone())),
        it => Ok(it),
    };
    let said = |key, value: &str| Text::new(key).with("value", value);
    if let Some((field, key)) = field(&name) {
        let value = value()?;
        let meaning = said(key, &value);
        return Ok((Search::Field(field, value), meaning));
    }
    Ok(match name.as_str() {
        "body" => (Search::Body(value()?), said("search-term-body", &value()?)),
        "text" => (Search::Text(value()?), said("search-term-text", &value()?)),
        "larger" => (Search::Larger(values::size(&value()?)?), said("search-term-larger", &value()?)),
        "smaller" => (Search::Smaller(values::size(&value()?)?), said("search-term-smaller", &value()?)),
        "before" => (Search::Before(values::day(&value()?)?), said("search-term-before", &value()?)),
        "since" => (Search::Since(values::day(&value()?)?), said("search-term-since", &value()?)),
        "older_than" => {
            (Search::Before(values::days_ago(&value()?, today)?), said("search-term-older", &value()?))
        }
        "newer_than" => {
            (Search::Since(values::days_ago(&value()?, today)?), said("search-term-newer", &value()?))
        }
        "is" => state(&value()?)?,
        "has" => match value()?.to_lowercase().as_str() {
            "attachment" => (Search::Attachment, Text::new("search-term-attachment")),
            other => return Err(Mistake::NoState(format!("has:{other}"))),
        },
        _ => words(token)?,
    })
}

/// A field of the header by its name in a search, and the key of what is said of it.
fn field(name: &str) -> Option<(Field, &'static str)> {
    let named = |name: &str| FieldName::parse(name).map(Field::Named);
    Some(match name {
        "from" => (Field::From, "search-term-from"),
        "to" => (Field::To, "search-term-to"),
        "cc" => (Field::Cc, "search-term-cc"),
        "bcc" => (Field::Bcc, "search-term-bcc"),
        "subject" => (Field::Subject, "search-term-subject"),
        "replyto" => (named("Reply-To")?, "search-term-reply-to"),
        "followupto" => (named("Mail-Followup-To")?, "search-term-followup-to"),
        _ => return None,
    })
}

/// Words in subject or addresses.
fn words(token: &str) -> Result<(Search, Text), Mistake> {
    let words = token.replace('"', "");
    if words.trim().is_empty() {
        return Err(Mistake::NoValue("\"\"".to_owned()));
    }
    let fields = [Field::Subject, Field::From, Field::To, Field::Cc];
    let search = Search::Or(fields.map(|it| Search::Field(it, words.clone())).into());
    // Held together, so that no OR of the person's is taken for one of these ways.
    Ok((Search::And(vec![search]), Text::new("search-term-words").with("value", words)))
}

/// What a message is.
fn state(value: &str) -> Result<(Search, Text), Mistake> {
    let (flag, is_set, key) = match value.to_lowercase().as_str() {
        "unread" | "unseen" => (Flag::Seen, false, "search-term-unread"),
        "read" | "seen" => (Flag::Seen, true, "search-term-read"),
        "flagged" => (Flag::Flagged, true, "search-term-flagged"),
        "unflagged" => (Flag::Flagged, false, "search-term-unflagged"),
        "answered" => (Flag::Answered, true, "search-term-answered"),
        "unanswered" => (Flag::Answered, false, "search-term-unanswered"),
        "deleted" => (Flag::Deleted, true, "search-term-deleted"),
        other => return Err(Mistake::NoState(format!("is:{other}"))),
    };
    let search = Search::Flag(flag);
    let search = if is_set { search } else { Search::Not(Box::new(search)) };
    Ok((search, Text::new(key)))
}

#[cfg(test)]
mod tests;

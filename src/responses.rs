//! Texts that are written often: those that the operator has for everybody, and a person's own.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

use mailcore::message::sanitize::outgoing;
use mailcore::message::text;
use serde::{Deserialize, Serialize};

use crate::config::responses::{FixedResponse, MOST_BODY, MOST_NAME};
use crate::desk::Desk;
use crate::fetch;
use crate::i18n::Text;
use crate::store;
use crate::store::accounts::texts::{TextRow, Texts};

/// The most that a person has: what a menu can show.
const MOST: usize = 200;

/// Why nothing could be done with responses.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The work was broken off.
    #[error(transparent)]
    Fetch(#[from] fetch::Error),
}

/// A text that can be put into a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CannedResponse {
    /// Which one.
    pub id: ResponseId,
    /// What it is.
    pub written: Written,
}

/// Which response: written as `7`, or as `fixed-0`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResponseId {
    /// One of the operator's, counted from 0 in the order of the configuration. Nobody changes it.
    Fixed(usize),
    /// One's own, by its number.
    Own(i64),
}

/// What is typed of a response.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Written {
    /// What it is called: one line, 1 to 100 characters.
    pub name: String,
    /// The text, lines ended by `\n`; of HTML, what that says.
    pub body: String,
    /// The same as HTML, where it is written so: safe, as [`outgoing::outgoing`] makes it.
    pub html: Option<String>,
}

/// What is wrong with each field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mistakes {
    /// The name.
    pub name: Option<Text>,
    /// The text.
    pub body: Option<Text>,
}

/// What became of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is kept under this number.
    Yes(i64),
    /// Nothing is.
    Mistakes(Box<Mistakes>),
    /// There is no such response.
    Gone,
}

/// All that a person can choose from: the operator's in their order, then their own by name. HTML is as it
/// was kept; it is [`one`] that is put into a message.
pub async fn all(desk: &Desk) -> Result<Vec<CannedResponse>, Error> {
    let rows = desk.store.texts(Texts::Responses, desk.account).await?;
    let own = |it: TextRow| CannedResponse { id: ResponseId::Own(it.id), written: read(&it.content) };
    let mut own: Vec<CannedResponse> = rows.into_iter().map(own).collect();
    own.sort_by_cached_key(|it| it.written.name.to_lowercase());
    let mut all: Vec<CannedResponse> = desk.fixed_responses.iter().enumerate().map(of_operator).collect();
    all.append(&mut own);
    Ok(all)
}

/// One of them, made safe by the rules of today; `None` when it is gone.
pub async fn one(desk: &Desk, id: ResponseId) -> Result<Option<CannedResponse>, Error> {
    let Some(found) = all(desk).await?.into_iter().find(|it| it.id == id) else { return Ok(None) };
    Ok(Some(CannedResponse { written: settled(found.written).await?, ..found }))
}

/// Keeps what was typed: of the response `id`, or of a new one.
pub async fn keep(desk: &Desk, id: Option<i64>, typed: Written) -> Result<Kept, Error> {
    let written = settled(typed).await?;
    let mut mistakes = mistakes(&written);
    if id.is_none() && desk.store.texts(Texts::Responses, desk.account).await?.len() >= MOST {
        mistakes.name.get_or_insert(Text::new("responses-too-many").with("count", MOST));
    }
    if mistakes != Mistakes::default() {
        return Ok(Kept::Mistakes(Box::new(mistakes)));
    }
    // A struct of strings always has a JSON form.
    let content = serde_json::to_string(&written).unwrap_or_default();
    Ok(match id {
        Some(id) if !desk.store.set_text(Texts::Responses, desk.account, id, &content).await? => Kept::Gone,
        Some(id) => Kept::Yes(id),
        None => Kept::Yes(desk.store.add_text(Texts::Responses, desk.account, &content).await?),
    })
}

/// Removes one.
pub async fn remove(desk: &Desk, id: i64) -> Result<(), Error> {
    Ok(desk.store.remove_text(Texts::Responses, desk.account, id).await?)
}

/// With its HTML made safe and with the text that it says.
async fn settled(typed: Written) -> Result<Written, Error> {
    let size = typed.html.as_ref().map_or(0, String::len);
    if size > MOST_BODY {
        return Ok(typed);
    }
    Ok(fetch::off_thread(size, move || settle(typed)).await?)
}

/// Blocking.
fn settle(written: Written) -> Written {
    match written.html {
        Some(html) => {
            let clean = outgoing::outgoing(&html, HashMap::new()).to_string();
            Written { body: text::from_html(&clean), html: Some(clean), ..written }
        }
        None => written,
    }
}

fn of_operator((at, fixed): (usize, &FixedResponse)) -> CannedResponse {
    let FixedResponse { name, text, html } = fixed.clone();
    CannedResponse { id: ResponseId::Fixed(at), written: Written { name, body: text, html } }
}

fn read(content: &str) -> Written {
    serde_json::from_str(content).unwrap_or_else(|error| {
        tracing::warn!(error = &error as &dyn std::error::Error, "a damaged response was passed over");
        Written::default()
    })
}

fn mistakes(written: &Written) -> Mistakes {
    let name = match written.name.chars().count() {
        0 => Some(Text::new("responses-no-name")),
        count if count > MOST_NAME => Some(Text::new("responses-name-long")),
        _ => None,
    };
    let size = written.html.as_ref().map_or(0, String::len).max(written.body.len());
    let body = match size {
        _ if written.body.trim().is_empty() && size <= MOST_BODY => Some(Text::new("responses-no-body")),
        size if size > MOST_BODY => Some(Text::new("responses-body-long")),
        _ => None,
    };
    Mistakes { name, body }
}

impl Written {
    /// Its first words, on one line of at most so many characters.
    pub fn preview(&self, most: usize) -> String {
        let mut words = String::new();
        for word in self.body.split_whitespace() {
            if words.chars().count() + word.chars().count() > most {
                words.push('…');
                break;
            }
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(word);
        }
        words
    }
}

impl fmt::Display for ResponseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fixed(at) => write!(f, "fixed-{at}"),
            Self::Own(id) => write!(f, "{id}"),
        }
    }
}

impl FromStr for ResponseId {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.strip_prefix("fixed-") {
            Some(at) => at.parse().map(Self::Fixed),
            None => text.parse().map(Self::Own),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(name: &str, body: &str, html: Option<&str>) -> Written {
        Written { name: name.to_owned(), body: body.to_owned(), html: html.map(str::to_owned) }
    }

    #[test]
    fn html_is_made_safe_and_has_its_text() {
        let settled =
            settle(written("a", "", Some("<p onclick=\"x()\">Bon<b>jour</b><script>x()</script></p>")));
        assert_eq!(settled.body, "Bonjour");
        let html = settled.html.clone().unwrap();
        assert!(html.contains("<b>jour</b>") && !html.contains("x()"), "{html}");
        assert_eq!(settle(settled.clone()), settled);
        assert_eq!(settle(written("a", "b", None)), written("a", "b", None));
    }

    #[test]
    fn a_response_has_a_name_and_says_something_that_is_not_too_long() {
        let wrong = |it: &Written| {
            let found = mistakes(it);
            [found.name, found.body].map(|it| it.map(|it| it.key))
        };
        assert_eq!(wrong(&written("a", "b", None)), [None, None]);
        assert_eq!(wrong(&written("", " \n", None)), [Some("responses-no-name"), Some("responses-no-body")]);
        let (name, body) = ("é".repeat(101), "x".repeat(MOST_BODY + 1));
        assert_eq!(
            wrong(&written(&name, &body, None)),
            [Some("responses-name-long"), Some("responses-body-long")]
        );
        assert_eq!(wrong(&written("a", "", Some(&body))), [None, Some("responses-body-long")]);
    }

    #[test]
    fn the_first_words_stand_for_the_rest() {
        assert_eq!(written("a", "Bonjour,\n\nmerci.", None).preview(100), "Bonjour, merci.");
        assert_eq!(written("a", "un deux trois", None).preview(8), "un deux…");
        assert_eq!(written("a", " ", None).preview(8), "");
    }

    #[test]
    fn a_number_reads_as_it_is_written() {
        for id in [ResponseId::Fixed(3), ResponseId::Own(7)] {
            assert_eq!(id.to_string().parse(), Ok(id));
        }
        assert!("fixed-".parse::<ResponseId>().is_err() && "x".parse::<ResponseId>().is_err());
    }
}

//! The rules that somebody's mail goes through as it arrives: all of them in order, each in a form where one can show
//! it, and the script as text for those who write it themselves.

use std::fmt;
use std::str::FromStr;

use mailcore::address::Address;
use mailcore::sieve::Draft;
use mailcore::sieve::absence::Absence;
use mailcore::sieve::entry::Entry;
use mailcore::sieve::filter::{Action, Filter};
use mailcore::sieve::redirection::Redirection;

use self::form::Typed;
use crate::desk::Desk;
use crate::rules::{Book, Error, scripts, targets};
use crate::{identities, store};

pub mod change;
pub mod form;
pub mod idle;
pub mod offer;
pub mod rule;
pub mod script;

/// The most rules of a script that are shown: whoever has more has a program that writes them.
const MOST_RULES: usize = 500;

/// A script that mail goes through, with its rules in the order in which they are looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// Its name.
    pub name: String,
    /// Whether it is the active one; else that includes it.
    pub is_active: bool,
    /// Its rules.
    pub rules: Vec<Listed>,
}

/// A rule, or whatever else stands in a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// What tells it from others, and from itself after a change.
    pub id: RuleId,
    /// What it is called, where it has a name.
    pub name: Option<String>,
    /// Whether it is switched on.
    pub is_on: bool,
    /// Whether it can be switched.
    pub can_switch: bool,
    /// What it is.
    pub kind: Kind,
    /// It sends messages on to an address that the person writes from: they may well come back here from there.
    pub may_loop: bool,
}

/// What stands in a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A rule that a form can show.
    Filter(Box<Filter>),
    /// The answer in somebody's absence, which has a page of its own.
    Absence,
    /// Mail that goes on to other addresses, which has one as well.
    Redirection,
    /// Another script that is gone through here.
    Included(String),
    /// What its writer alone can change.
    Other,
}

/// A rule by its place, from 0, and by what its octets are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleId {
    place: usize,
    print: String,
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.place, self.print)
    }
}

impl FromStr for RuleId {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (place, print) = text.split_once('-').ok_or(())?;
        Ok(Self { place: place.parse().map_err(|_| ())?, print: print.to_owned() })
    }
}

/// All rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// The scripts that mail goes through: the active one first, then what it includes.
    pub scripts: Vec<Listing>,
    /// The names of scripts that mail does not go through.
    pub idle: Vec<String>,
}

/// The rules as they are; `now` is in seconds since 1970-01-01 UTC.
pub async fn of(desk: &Desk, now: i64) -> Result<Result<Rules, Error>, store::Error> {
    let own = identities::addresses(desk, &identities::of(desk).await?);
    let book = match Book::open(desk, now).await {
        Ok(book) => book,
        Err(error) => return Ok(Err(error)),
    };
    let all = book.scripts().in_effect().enumerate();
    let all = all.map(|(at, (name, draft))| Listing {
        name: name.to_owned(),
        is_active: at == 0,
        rules: listed(draft).take(MOST_RULES).map(|it| it.warned(&own)).collect(),
    });
    let scripts = all.collect();
    let idle = book.scripts().idle().map(str::to_owned).collect();
    book.close().await;
    Ok(Ok(Rules { scripts, idle }))
}

impl Listed {
    /// The same, knowing the addresses that the person writes from.
    fn warned(self, own: &[Address]) -> Self {
        let comes_back = |it: &Action| match it {
            Action::Redirect { to, .. } => to.parse().is_ok_and(|it| targets::may_loop(own, &it)),
            _ => false,
        };
        let may_loop = matches!(&self.kind, Kind::Filter(filter) if filter.actions.iter().any(comes_back));
        Self { may_loop, ..self }
    }
}

/// A rule of a script that mail goes through: where it was, or where the same octets stand now.
fn find(book: &Book, script: &str, id: &RuleId) -> Option<(Draft, usize, Entry)> {
    let draft = book.scripts().in_effect().find(|it| it.0 == script)?.1.clone();
    let mut all = Entry::all(&draft);
    let place = place_of(&draft, &all, id)?;
    let entry = all.swap_remove(place);
    Some((draft, place, entry))
}

/// Where the rule stands now among all of its script.
fn place_of(draft: &Draft, all: &[Entry], id: &RuleId) -> Option<usize> {
    let is_it = |it: &Entry| print(draft, it) == id.print;
    match all.get(id.place).is_some_and(is_it) {
        true => Some(id.place),
        false => all.iter().position(is_it),
    }
}

fn print(draft: &Draft, entry: &Entry) -> String {
    scripts::print(draft.octets(&entry.range))
}

/// All of a script, in order.
fn listed(draft: &Draft) -> impl Iterator<Item = Listed> {
    // Where it ends: a comment before it may belong to the rule before.
    let absence = Absence::of(draft).map(|it| it.1.end);
    let redirection = Redirection::of(draft).map(|it| it.1.end);
    let is_at =
        |entry: &Entry, end: Option<usize>| end.is_some_and(|it| entry.range.contains(&it.saturating_sub(1)));
    Entry::all(draft).into_iter().enumerate().map(move |(place, entry)| Listed {
        id: RuleId { place, print: print(draft, &entry) },
        kind: match &entry {
            it if is_at(it, absence) => Kind::Absence,
            it if is_at(it, redirection) => Kind::Redirection,
            Entry { included: Some(name), .. } => Kind::Included(name.clone()),
            Entry { filter: Some(filter), .. } if Typed::carries(filter) => {
                Kind::Filter(Box::new(filter.clone()))
            }
            _ => Kind::Other,
        },
        name: entry.name,
        is_on: entry.is_on,
        can_switch: entry.can_switch,
        may_loop: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_listed_as_they_stand() {
        let script = "require \"fileinto\";\n# rule:[Factures]\nif false # true\n{ fileinto \"x\"; }\n\
                      redirect \"a@b.example\";\nif true { vacation \"x\"; }\ninclude \"y\";\nodd;\n";
        let all: Vec<Listed> = listed(&Draft::new(script.to_owned()).unwrap()).collect();
        let found: Vec<_> = all.iter().map(|it| (it.name.as_deref(), it.is_on)).collect();
        assert_eq!(found[..2], [(Some("Factures"), false), (None, true)]);
        assert!(matches!(all[0].kind, Kind::Filter(_)));
        let kinds: Vec<&Kind> = all[1..].iter().map(|it| &it.kind).collect();
        assert_eq!(
            kinds,
            [&Kind::Redirection, &Kind::Absence, &Kind::Included("y".to_owned()), &Kind::Other]
        );
        let id = &all[3].id;
        assert_eq!(id.to_string().parse::<RuleId>().as_ref(), Ok(id));
        assert!("x".parse::<RuleId>().is_err() && "x-y".parse::<RuleId>().is_err());
    }
}

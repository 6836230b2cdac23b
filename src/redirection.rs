//! Mail that goes on to other addresses: a rule of somebody's scripts, and the form for it.

use mailcore::address::Address;
use mailcore::sieve::absence::{Absence, Then};
use mailcore::sieve::redirection::Redirection;

use crate::desk::Desk;
use crate::i18n::Text;
use crate::identities;
use crate::rules::scripts::Found;
use crate::rules::{Book, Error, Kept, Offer, Posted, Refusal, targets};
use crate::store;

/// What is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// Whether mail goes on.
    pub is_on: bool,
    /// Whether it stays here as well.
    pub keeps_copy: bool,
    /// Where it goes.
    pub targets: Vec<String>,
    /// One more, or several; may be empty.
    pub another: String,
}

/// What is wrong with each field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mistakes {
    /// One more.
    pub another: Option<Text>,
    /// The password, which is wanted, or was wrong.
    pub password: Option<Text>,
}

/// The redirection, as its page shows it.
#[derive(Clone, Debug)]
pub struct View {
    /// What stands in the form.
    pub typed: Typed,
    /// What is wrong with it.
    pub mistakes: Mistakes,
    /// Why it was not kept, if that is not the fault of a field.
    pub trouble: Option<Text>,
    /// Where mail goes, in the form.
    pub targets: Vec<Target>,
    /// What is kept.
    pub kept: Redirection,
    /// To how many addresses mail may go on.
    pub most: usize,
    /// What tells the rule that was looked at from a later one.
    pub seen: String,
    /// Whether the operator lets mail go on to other addresses.
    pub may_add: bool,
    /// The domains that these must be of, for reading; empty for any.
    pub domains: String,
}

/// An address that mail goes on to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The address.
    pub address: String,
    /// It is nobody's of the house.
    pub is_outside: bool,
    /// The person writes from it: mail may well come back here from there.
    pub is_own: bool,
}

/// The redirection as it is; `now` is in seconds since 1970-01-01 UTC.
pub async fn of(desk: &Desk, now: i64) -> Result<Result<View, Error>, store::Error> {
    let own = own_addresses(desk).await?;
    let book = match Book::open(desk, now).await {
        Ok(book) => book,
        Err(error) => return Ok(Err(error)),
    };
    let found = book.find::<Redirection>();
    let view = View::new(desk, Typed::of(&found), &found, most(&book), &own);
    book.close().await;
    Ok(if view.may_add || found.is_some() { Ok(view) } else { Err(Error::Forbidden) })
}

/// Keeps what was typed. Nothing of it is lost: when it is not kept, it is in the view.
pub async fn keep(
    desk: &Desk,
    typed: Typed,
    posted: Posted<'_>,
    now: i64,
) -> Result<Kept<View>, store::Error> {
    let own = own_addresses(desk).await?;
    let turn = desk.known_rules.turn(desk.account).await;
    let mut book = match Book::to_change(desk, turn, now).await {
        Ok(book) => book,
        Err(error) => {
            let view = View::new(desk, typed, &None, Offer::ALL.most_targets, &own);
            let seen = posted.seen.to_owned();
            return Ok(Kept::No(Box::new(View { trouble: Some(error.words()), seen, ..view })));
        }
    };
    let found = book.find::<Redirection>();
    let outcome = attempt(desk, &mut book, &typed, &found, posted, now).await;
    let most = most(&book);
    book.close().await;
    let Err(refusal) = outcome else { return Ok(Kept::Yes) };
    let (mistakes, trouble) = refusal.apart();
    let view = View::new(desk, typed, &found, most, &own);
    Ok(Kept::No(Box::new(View { mistakes, trouble, ..view })))
}

async fn attempt(
    desk: &Desk,
    book: &mut Book,
    typed: &Typed,
    found: &Option<Found<Redirection>>,
    posted: Posted<'_>,
    now: i64,
) -> Result<(), Refusal<Mistakes>> {
    if print(found) != posted.seen {
        return Err(Refusal::Trouble(Text::new("rules-changed")));
    }
    let another = |text| Refusal::Mistakes(Mistakes { another: Some(text), ..Mistakes::default() });
    let all = targets::read(desk.address().as_ref(), &typed.list()).map_err(another)?;
    let most = most(book);
    if all.len() > most {
        return Err(another(Text::new("rules-too-many").with("count", most)));
    }
    if typed.is_on && all.is_empty() {
        return Err(another(Text::new("redirection-no-target")));
    }
    // One that is switched on begins to send mail away.
    let known = found.as_ref().filter(|it| !typed.is_on || (it.rule.is_on && it.in_effect));
    let before = known.map(|it| it.rule.targets.as_slice()).unwrap_or_default();
    if let Some(text) = targets::forbidden(desk, &all, before) {
        return Err(another(text));
    }
    if targets::want_proof(desk, &all, before) && !posted.is_proven {
        let password = Some(Text::new("rules-password-needed"));
        return Err(Refusal::Mistakes(Mistakes { password, ..Mistakes::default() }));
    }
    let outside = all.iter().filter(|it| targets::is_outside(desk, it)).count();
    let targets = all.iter().map(Address::to_ascii).collect();
    let rule = Redirection { is_on: typed.is_on, targets, keeps_copy: typed.keeps_copy };
    book.keep(desk, &rule, posted.name, now).await?;
    // Whoever got hold of an account sends its mail on first of all: the operator can see it.
    tracing::info!(
        account.id = desk.account.0,
        on = rule.is_on,
        targets = rule.targets.len(),
        outside,
        "a redirection was changed"
    );
    Ok(())
}

async fn own_addresses(desk: &Desk) -> Result<Vec<Address>, store::Error> {
    Ok(identities::addresses(desk, &identities::of(desk).await?))
}

/// To how many addresses mail may go on beside the one that an absence has.
fn most(book: &Book) -> usize {
    let absence = book.find::<Absence>().map(|it| it.rule).filter(|it| it.is_on);
    let takes_one = absence.is_some_and(|it| matches!(it.then, Then::Redirect(_) | Then::Copy(_)));
    book.offer.most_targets.saturating_sub(usize::from(takes_one)).max(1)
}

fn print(found: &Option<Found<Redirection>>) -> &str {
    found.as_ref().map_or("", |it| &it.print)
}

impl Typed {
    /// What a form says of the rule that was found; a copy is kept where there is none yet.
    fn of(found: &Option<Found<Redirection>>) -> Self {
        let Some(it) = found else { return Self { keeps_copy: true, ..Self::default() } };
        let Redirection { is_on, ref targets, keeps_copy } = it.rule;
        Self { is_on: is_on && it.in_effect, keeps_copy, targets: targets.clone(), another: String::new() }
    }

    /// All addresses, as one list.
    fn list(&self) -> String {
        let all = self.targets.iter().map(String::as_str).chain([self.another.as_str()]);
        all.collect::<Vec<_>>().join("\n")
    }
}

impl View {
    fn new(
        desk: &Desk,
        typed: Typed,
        found: &Option<Found<Redirection>>,
        most: usize,
        own: &[Address],
    ) -> Self {
        let target = |address: &String| {
            let read: Option<Address> = address.parse().ok();
            Target {
                address: read.as_ref().map_or_else(|| address.clone(), ToString::to_string),
                is_outside: read.as_ref().is_none_or(|it| targets::is_outside(desk, it)),
                is_own: read.is_some_and(|it| targets::may_loop(own, &it)),
            }
        };
        let kept =
            found.as_ref().map(|it| Redirection { is_on: it.rule.is_on && it.in_effect, ..it.rule.clone() });
        Self {
            targets: typed.targets.iter().map(target).collect(),
            mistakes: Mistakes::default(),
            trouble: None,
            kept: kept.unwrap_or_default(),
            most,
            seen: print(found).to_owned(),
            may_add: desk.rule_limits.redirect,
            domains: desk.rule_limits.redirect_domains.join(", "),
            typed,
        }
    }

    /// Whether mail leaves the house.
    pub fn goes_outside(&self) -> bool {
        self.kept.is_on && self.targets.iter().any(|it| it.is_outside)
    }

    /// Whether mail may come back.
    pub fn may_loop(&self) -> bool {
        self.targets.iter().any(|it| it.is_own)
    }
}

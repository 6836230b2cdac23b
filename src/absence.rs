//! The message that answers in somebody's absence: a rule of their scripts (RFC 5230), and the form for it.

use jiff::Zoned;
use mailcore::address::Address;
use mailcore::message::outgoing::header_value;
use mailcore::message::parse;
use mailcore::sieve::absence::{Absence, Standing, Then};
use mailcore::sieve::redirection::Redirection;

use crate::desk::Desk;
use crate::i18n::{Text, dates};
use crate::identities::{self, Identity};
use crate::rules::scripts::Found;
use crate::rules::{Book, Error, Kept, Offer, Posted, Refusal, targets};
use crate::store;

mod form;

pub use form::{DAYS, HOURS, Mistakes, ONCE, Typed};

/// The absence, as its page shows it.
#[derive(Clone, Debug)]
pub struct View {
    /// What stands in the form.
    pub typed: Typed,
    /// What is wrong with it.
    pub mistakes: Mistakes,
    /// Why it was not kept, if that is not the fault of a field.
    pub trouble: Option<Text>,
    /// What is kept, where something is.
    pub kept: Option<Absence>,
    /// How that stands.
    pub standing: Standing,
    /// What the server can do.
    pub offer: Offer,
    /// From whom the answer can come.
    pub senders: Vec<Sender>,
    /// What tells the rule that was looked at from a later one.
    pub seen: String,
    /// Whether the operator lets messages go on to another address, or they do already.
    pub may_redirect: bool,
    /// Messages go on to an address that the person writes from: they may well come back here from there.
    pub may_loop: bool,
}

/// Somebody who answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    /// As From has it; empty for the address that a message came to.
    pub written: String,
    /// For reading; empty as well then.
    pub label: String,
}

/// The absence as it is; `now` is in seconds since 1970-01-01 UTC.
pub async fn of(desk: &Desk, now: i64) -> Result<Result<View, Error>, store::Error> {
    let all = identities::of(desk).await?;
    let book = match Book::open(desk, now).await {
        Ok(book) => book,
        Err(error) => return Ok(Err(error)),
    };
    let (found, clock) = (book.find::<Absence>(), dates::zoned(now));
    let typed =
        found.as_ref().map_or_else(|| fresh(desk, &all, book.offer), |it| Typed::of(&seen(it, &clock)));
    let view = View::new(desk, typed, &found, book.offer, (&all, &clock));
    book.close().await;
    Ok(Ok(view))
}

/// Keeps what was typed. Nothing of it is lost: when it is not kept, it is in the view.
pub async fn keep(
    desk: &Desk,
    typed: Typed,
    posted: Posted<'_>,
    now: i64,
) -> Result<Kept<View>, store::Error> {
    let all = identities::of(desk).await?;
    let clock = dates::zoned(now);
    let turn = desk.known_rules.turn(desk.account).await;
    let mut book = match Book::to_change(desk, turn, now).await {
        Ok(book) => book,
        Err(error) => {
            let view = View::new(desk, typed, &None, Offer::ALL, (&all, &clock));
            let seen = posted.seen.to_owned();
            return Ok(Kept::No(Box::new(View { trouble: Some(error.words()), seen, ..view })));
        }
    };
    let found = book.find::<Absence>();
    let outcome = match senders(&all, &found).iter().any(|it| it.written == typed.from) {
        true => attempt(desk, &mut book, &typed, &found, posted, now).await,
        false => Err(Refusal::Mistakes(Mistakes::of_sender())),
    };
    let offer = book.offer;
    book.close().await;
    let Err(refusal) = outcome else { return Ok(Kept::Yes) };
    let (mistakes, trouble) = refusal.apart();
    let view = View::new(desk, typed, &found, offer, (&all, &clock));
    Ok(Kept::No(Box::new(View { mistakes, trouble, ..view })))
}

async fn attempt(
    desk: &Desk,
    book: &mut Book,
    typed: &Typed,
    found: &Option<Found<Absence>>,
    posted: Posted<'_>,
    now: i64,
) -> Result<(), Refusal<Mistakes>> {
    if print(found) != posted.seen {
        return Err(Refusal::Trouble(Text::new("rules-changed")));
    }
    if !book.offer.absence {
        return Err(Refusal::Trouble(Text::new("absence-not-offered")));
    }
    let absence = typed.read(desk.address().as_ref(), book.offer).map_err(|it| Refusal::Mistakes(*it))?;
    let mistakes = match absence.then.target() {
        Some(to) => wrong_target(desk, book, found, (to, absence.is_on), posted.is_proven),
        None => Mistakes::default(),
    };
    if mistakes != Mistakes::default() {
        return Err(Refusal::Mistakes(mistakes));
    }
    book.keep(desk, &absence, posted.name, now).await?;
    tracing::info!(account.id = desk.account.0, on = absence.is_on, "an absence was changed");
    Ok(())
}

/// What speaks against sending messages on to an address.
fn wrong_target(
    desk: &Desk,
    book: &Book,
    found: &Option<Found<Absence>>,
    (to, is_on): (&str, bool),
    is_proven: bool,
) -> Mistakes {
    let redirection = book.find::<Redirection>();
    let works = redirection.as_ref().is_some_and(|it| it.rule.is_on && it.in_effect);
    let targets = redirection.map(|it| it.rule.targets).unwrap_or_default();
    let on = if works { targets.len() } else { 0 };
    if on >= book.offer.most_targets {
        let many = Text::new("rules-too-many").with("count", book.offer.most_targets);
        return Mistakes { to: Some(many), ..Mistakes::default() };
    }
    // One that is switched on begins to send mail away.
    let known = found.as_ref().filter(|it| !is_on || (it.rule.is_on && it.in_effect));
    let before = known.and_then(|it| it.rule.then.target()).map(str::to_owned);
    let known: Vec<String> = targets.into_iter().filter(|_| !is_on || works).chain(before).collect();
    let to: Option<Address> = to.parse().ok();
    if let Some(text) = targets::forbidden(desk, to.as_slice(), &known) {
        return Mistakes { to: Some(text), ..Mistakes::default() };
    }
    let wants = targets::want_proof(desk, to.as_slice(), &known);
    let password = (wants && !is_proven).then(|| Text::new("rules-password-needed"));
    Mistakes { password, ..Mistakes::default() }
}

fn print(found: &Option<Found<Absence>>) -> &str {
    found.as_ref().map_or("", |it| &it.print)
}

/// The rule as it works, and as this clock tells it: switched off in a script that mail does not go through.
fn seen(found: &Found<Absence>, clock: &Zoned) -> Absence {
    let is_on = found.rule.is_on && found.in_effect;
    Absence { is_on, ..found.rule.seen_in(clock.time_zone()) }
}

impl View {
    fn new(
        desk: &Desk,
        typed: Typed,
        found: &Option<Found<Absence>>,
        offer: Offer,
        (all, now): (&[Identity], &Zoned),
    ) -> Self {
        let kept = found.as_ref().map(|it| seen(it, now));
        let own = identities::addresses(desk, all);
        let to: Option<Address> = typed.sends_on().then(|| typed.to.parse().ok()).flatten();
        Self {
            may_redirect: desk.rule_limits.redirect || typed.sends_on(),
            may_loop: to.is_some_and(|it| targets::may_loop(&own, &it)),
            mistakes: Mistakes::default(),
            trouble: None,
            standing: kept.as_ref().map_or(Standing::Off, |it| it.standing(now)),
            kept,
            offer,
            senders: senders(all, found),
            seen: print(found).to_owned(),
            typed,
        }
    }

    /// Whether what is kept, and is switched on, throws messages away that go nowhere else.
    pub fn loses_mail(&self) -> bool {
        self.kept.as_ref().is_some_and(|it| it.is_on && it.then == Then::Discard)
    }
}

/// From whom the answer can come: the person's identities, whom the rule names already, and nobody in particular.
fn senders(all: &[Identity], found: &Option<Found<Absence>>) -> Vec<Sender> {
    let named = found.as_ref().map(|it| it.rule.from.as_str()).unwrap_or_default();
    let read = parse::addresses(named.as_bytes()).into_iter().next().unwrap_or_default();
    let person = read.to_named();
    let own = all.iter().map(|it| Sender {
        // Another program may write the same person in another way.
        written: if person.as_ref() == Some(&it.from) { named.to_owned() } else { header_value(&it.from) },
        label: it.label(),
    });
    let mut senders: Vec<Sender> = own.collect();
    if !named.is_empty() && senders.iter().all(|it| it.written != named) {
        senders.push(Sender { written: named.to_owned(), label: read.full() });
    }
    senders.push(Sender { written: String::new(), label: String::new() });
    senders
}

/// What a form begins with: the person with all of their addresses.
fn fresh(desk: &Desk, all: &[Identity], offer: Offer) -> Typed {
    let own = desk.address();
    let others = identities::addresses(desk, all).into_iter().filter(|it| Some(it) != own.as_ref());
    let (every, number) = form::usual(desk.rule_limits.absence_every, offer);
    Typed {
        from: all.first().map(|it| header_value(&it.from)).unwrap_or_default(),
        addresses: others.map(|it| it.to_string()).collect::<Vec<_>>().join(", "),
        every,
        number,
        then: form::KEEP.to_owned(),
        ..Typed::default()
    }
}

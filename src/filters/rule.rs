//! One rule in a form: read, changed, added.

use mailcore::address::Address;
use mailcore::sieve::filter::{Action, Filter};
use mailcore::sieve::{Draft, entry::Entry};

use super::form::{Mistakes, Typed};
use super::offer::Offer;
use super::{RuleId, find, proof};
use crate::desk::Desk;
use crate::i18n::{Text, dates};
use crate::rules::{Book, Error, Kept, Posted, Refusal, targets};

/// Which rule is meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The script that it stands in; empty for a new one.
    pub script: String,
    /// The rule; `None` for a new one.
    pub rule: Option<RuleId>,
}

/// A rule, as its page shows it.
#[derive(Clone, Debug)]
pub struct View {
    /// Which it is.
    pub place: Place,
    /// What stands in the form.
    pub typed: Typed,
    /// What is wrong with it.
    pub mistakes: Mistakes,
    /// Why it was not kept, if that is not the fault of a field.
    pub trouble: Option<Text>,
    /// What the server knows.
    pub offer: Offer,
}

/// A rule that is there.
#[derive(Clone, Debug)]
pub enum Shown {
    /// A form can show it.
    Form(Box<View>),
    /// It can only be shown as it is written.
    Written {
        /// Which it is.
        place: Place,
        /// What it is called.
        name: Option<String>,
        /// Its octets.
        text: String,
    },
}

/// A rule as it is; `None` where it was changed meanwhile, or is gone. `now` is in seconds since 1970-01-01 UTC.
pub async fn of(desk: &Desk, place: Place, now: i64) -> Result<Option<Shown>, Error> {
    let book = Book::open(desk, now).await?;
    let found = place.rule.as_ref().and_then(|it| find(&book, &place.script, it));
    let offer = Offer::of(&book);
    book.close().await;
    Ok(found.map(|(draft, _, Entry { range, name, filter, .. })| match filter {
        Some(filter) if Typed::carries(&filter) => {
            Shown::Form(Box::new(View::new(place, Typed::of(&filter), offer)))
        }
        _ => Shown::Written { place, name, text: draft.octets(&range).to_owned() },
    }))
}

/// The form with what was typed, for a rule that is there or a new one, as far as the server knows what it asks for.
pub async fn again(desk: &Desk, place: Place, typed: Typed, now: i64) -> Result<View, Error> {
    let book = Book::open(desk, now).await?;
    let offer = Offer::of(&book);
    book.close().await;
    Ok(View::new(place, typed.fitted(&offer), offer))
}

/// What the server knows.
pub async fn offer(desk: &Desk, now: i64) -> Result<Offer, Error> {
    let book = Book::open(desk, now).await?;
    let offer = Offer::of(&book);
    book.close().await;
    Ok(offer)
}

/// Keeps what was typed. Nothing of it is lost: when it is not kept, it is in the view.
pub async fn keep(desk: &Desk, place: Place, typed: Typed, posted: Posted<'_>, now: i64) -> Kept<View> {
    let turn = desk.known_rules.turn(desk.account).await;
    let mut book = match Book::to_change(desk, turn, now).await {
        Ok(book) => book,
        Err(error) => {
            return Kept::No(Box::new(View::without_server(place, typed, error.words())));
        }
    };
    let offer = Offer::of(&book);
    let outcome = attempt(desk, &mut book, &place, &typed, posted, now).await;
    // When it was changed elsewhere, that becomes what was looked at; when it is gone, this becomes a new one.
    let place = match &place.rule {
        Some(rule) if outcome.is_err() && find(&book, &place.script, rule).is_none() => {
            same_name(&book, &place.script, &typed.name).unwrap_or_default()
        }
        _ => place,
    };
    book.close().await;
    let Err(refusal) = outcome else { return Kept::Yes };
    let (mistakes, trouble) = refusal.apart();
    Kept::No(Box::new(View { mistakes, trouble, ..View::new(place, typed, offer) }))
}

async fn attempt(
    desk: &Desk,
    book: &mut Book,
    place: &Place,
    typed: &Typed,
    posted: Posted<'_>,
    now: i64,
) -> Result<(), Refusal<Mistakes>> {
    let found = place.rule.as_ref().map(|it| find(book, &place.script, it));
    if matches!(found, Some(None)) {
        let is_there = same_name(book, &place.script, &typed.name).is_some();
        return Err(Refusal::Trouble(Text::new(if is_there { "rules-changed" } else { "filters-gone" })));
    }
    let filter = typed.read(desk.address().as_ref(), &Offer::of(book), &dates::zoned(now));
    let filter = filter.map_err(|wrong| Refusal::Mistakes(*wrong))?;
    let known = proof::Way::of(book.scripts()).known();
    if targets::want_proof(desk, &redirected(&filter), known.by(filter.is_on)) && !posted.is_proven {
        let password = Some(Text::new("rules-password-needed"));
        return Err(Refusal::Mistakes(Mistakes { password, ..Mistakes::default() }));
    }
    let fail = |why| Error::Unreadable { name: place.script.clone(), why };
    match found.flatten() {
        Some((mut draft, _, entry)) => {
            entry.replace(&mut draft, &filter).map_err(fail)?;
            book.rewrite(desk, &place.script, draft.text(), now).await?;
        }
        None => {
            let mut draft = Draft::new(book.script().to_owned()).map_err(fail)?;
            let rule = format!("{}\r\n", filter.written(""));
            draft.put_last(&rule, &filter.extensions()).map_err(fail)?;
            book.replace(desk, draft.text(), now).await?;
        }
    }
    tracing::info!(
        account.id = desk.account.0,
        on = filter.is_on,
        targets = redirected(&filter).len(),
        "a rule was kept"
    );
    Ok(())
}

/// The addresses that a rule sends messages on to.
fn redirected(filter: &Filter) -> Vec<Address> {
    let to = |it: &Action| match it {
        Action::Redirect { to, .. } => to.parse().ok(),
        _ => None,
    };
    filter.actions.iter().filter_map(to).collect()
}

/// The rule of a name, where it stands now.
fn same_name(book: &Book, script: &str, name: &str) -> Option<Place> {
    let draft = book.scripts().in_effect().find(|it| it.0 == script)?.1;
    let all = super::listed(draft);
    let found = all.into_iter().find(|it| !name.is_empty() && it.name.as_deref() == Some(name))?;
    Some(Place { script: script.to_owned(), rule: Some(found.id) })
}

impl View {
    /// The form while the server is away.
    pub fn without_server(place: Place, typed: Typed, trouble: Text) -> Self {
        Self { trouble: Some(trouble), ..Self::new(place, typed, Offer::all()) }
    }

    fn new(place: Place, typed: Typed, offer: Offer) -> Self {
        Self { place, typed, mistakes: Mistakes::default(), trouble: None, offer }
    }
}

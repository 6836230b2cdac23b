//! One rule in a form: read, changed, added.

use mailcore::address::Address;
use mailcore::sieve::filter::{Action, Filter};
use mailcore::sieve::{Draft, entry::Entry};

use super::form::{Mistakes, Typed};
use super::offer::Offer;
use super::{Kind, Listed, RuleId, find, listed, place_of};
use crate::desk::Desk;
use crate::i18n::{Text, dates};
use crate::rules::{Book, Error, Kept, Posted, Refusal, leaving, targets};

/// Which rule is meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The script that it stands in; empty for a new one.
    pub script: String,
    /// The rule; `None` for a new one.
    pub rule: Option<RuleId>,
    /// What it was called when it was read; empty where it had no name, or shared it with another one.
    pub name: String,
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
    let offer = Offer::of(desk, &book);
    book.close().await;
    Ok(found.map(|(draft, at, Entry { range, name, .. })| match listed(&draft).nth(at).map(|it| it.kind) {
        Some(Kind::Filter(filter)) => {
            let name = name.filter(|it| is_alone(&draft, it)).unwrap_or_default();
            let place = Place { name, ..place };
            Shown::Form(Box::new(View::new(place, Typed::of(&filter), offer)))
        }
        _ => Shown::Written { place, name, text: draft.octets(&range).to_owned() },
    }))
}

/// Whether one rule of a script has a name, and no other.
fn is_alone(draft: &Draft, name: &str) -> bool {
    listed(draft).filter(|it| it.name.as_deref() == Some(name)).count() == 1
}

/// The form with what was typed, for a rule that is there or a new one, as far as the server knows what it asks for.
pub async fn again(desk: &Desk, place: Place, typed: Typed, now: i64) -> Result<View, Error> {
    let book = Book::open(desk, now).await?;
    let offer = Offer::of(desk, &book);
    book.close().await;
    Ok(View::new(place, typed.fitted(&offer), offer))
}

/// What the server knows.
pub async fn offer(desk: &Desk, now: i64) -> Result<Offer, Error> {
    let book = Book::open(desk, now).await?;
    let offer = Offer::of(desk, &book);
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
    let offer = Offer::of(desk, &book);
    let met = Met::at(&book, &place);
    // When it was changed elsewhere, that becomes what was looked at; when it is gone, or what stands there now is not
    // to be replaced, this becomes a new one.
    let next = match &met {
        Met::New | Met::Same(_) => place.clone(),
        Met::Changed(there) => there.clone(),
        Met::Other | Met::Gone => Place::default(),
    };
    let outcome = attempt(desk, &mut book, (met, &place), &typed, posted, now).await;
    book.close().await;
    let Err(refusal) = outcome else { return Kept::Yes };
    let (mistakes, trouble) = refusal.apart();
    Kept::No(Box::new(View { mistakes, trouble, ..View::new(next, typed, offer) }))
}

async fn attempt(
    desk: &Desk,
    book: &mut Book,
    (met, place): (Met, &Place),
    typed: &Typed,
    posted: Posted<'_>,
    now: i64,
) -> Result<(), Refusal<Mistakes>> {
    let trouble = |key| Refusal::Trouble(Text::new(key));
    let found = match met {
        Met::New => None,
        Met::Same(there) => Some(*there),
        Met::Changed(_) => return Err(trouble("rules-changed")),
        Met::Other => return Err(trouble("filters-not-replaced")),
        Met::Gone => return Err(trouble("filters-gone")),
    };
    let filter = typed.read(desk.address().as_ref(), &Offer::of(desk, book), &dates::zoned(now));
    let filter = filter.map_err(|wrong| Refusal::Mistakes(*wrong))?;
    let known = leaving::Way::of(book.scripts()).known();
    if let Some(text) = targets::forbidden(desk, &redirected(&filter), known.by(filter.is_on)) {
        return Err(Refusal::Mistakes(Mistakes { general: Some(text), ..Mistakes::default() }));
    }
    if targets::want_proof(desk, &redirected(&filter), known.by(filter.is_on)) && !posted.is_proven {
        let password = Some(Text::new("rules-password-needed"));
        return Err(Refusal::Mistakes(Mistakes { password, ..Mistakes::default() }));
    }
    let fail = |why| Error::Unreadable { name: place.script.clone(), why };
    match found {
        Some((mut draft, entry)) => {
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

/// What a form meets where it would be kept.
#[derive(Debug, PartialEq, Eq)]
enum Met {
    /// Nothing, for it is a new rule.
    New,
    /// The rule that it was made of, with the script that it stands in.
    Same(Box<(Draft, Entry)>),
    /// That rule, as it was changed meanwhile.
    Changed(Place),
    /// What this form is not to replace: no form carries it, it has a page of its own, or nobody can tell which of
    /// several rules of one name it is.
    Other,
    /// Nothing any more.
    Gone,
}

impl Met {
    fn at(book: &Book, place: &Place) -> Self {
        let script = book.scripts().in_effect().find(|it| it.0 == place.script);
        Self::within(script.map(|it| it.1), place)
    }

    fn within(script: Option<&Draft>, place: &Place) -> Self {
        let Some(rule) = &place.rule else { return Self::New };
        let Some(draft) = script else { return Self::Gone };
        let mut entries = Entry::all(draft);
        let is_carried = |kind: &Kind| matches!(kind, Kind::Filter(_));
        if let Some(at) = place_of(draft, &entries, rule) {
            return match listed(draft).nth(at) {
                Some(it) if is_carried(&it.kind) => {
                    Self::Same(Box::new((draft.clone(), entries.swap_remove(at))))
                }
                _ => Self::Other,
            };
        }
        let is_called = |it: &Listed| !place.name.is_empty() && it.name.as_ref() == Some(&place.name);
        let mut namesakes = listed(draft).filter(is_called);
        match (namesakes.next(), namesakes.next()) {
            (None, _) => Self::Gone,
            (Some(it), None) if is_carried(&it.kind) => {
                Self::Changed(Place { rule: Some(it.id), ..place.clone() })
            }
            (Some(_), _) => Self::Other,
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: &str = "# rule:[Factures]\nif header :is \"Subject\" \"x\" { keep; }\n";

    fn draft(text: &str) -> Draft {
        Draft::new(text.to_owned()).unwrap()
    }

    /// The first rule of a script, as a form was made of it.
    fn read(text: &str) -> Place {
        let draft = draft(text);
        let first = listed(&draft).next().unwrap();
        let name = first.name.filter(|it| is_alone(&draft, it)).unwrap_or_default();
        Place { script: "a".to_owned(), rule: Some(first.id), name }
    }

    fn met(now: &str) -> Met {
        Met::within(Some(&draft(now)), &read(RULE))
    }

    #[test]
    fn a_form_meets_the_rule_that_it_was_made_of_wherever_that_stands() {
        let text = format!("stop;\n{RULE}");
        let Met::Same(there) = met(&text) else { panic!("it is there") };
        assert_eq!(there.0.text(), text);
        assert_eq!(there.0.octets(&there.1.range), RULE.trim_end());
        assert_eq!(Met::within(None, &Place::default()), Met::New);
        assert_eq!(Met::within(None, &read(RULE)), Met::Gone);
    }

    #[test]
    fn one_that_was_changed_is_found_by_the_name_that_it_had() {
        let other = RULE.replace("\"x\"", "\"y\"");
        assert_eq!(met(&other), Met::Changed(read(&other)));
        assert_eq!(met(&other.replace("Factures", "Autre")), Met::Gone);
        assert_eq!(
            Met::within(Some(&draft(&other)), &Place { name: String::new(), ..read(RULE) }),
            Met::Gone
        );
    }

    #[test]
    fn of_namesakes_none_is_replaced() {
        let namesake = RULE.replace("\"x\"", "\"y\"");
        let changed = RULE.replace("\"x\"", "\"z\"");
        assert_eq!(met(&format!("{namesake}{changed}")), Met::Other);
        assert_eq!(met(&format!("{namesake}# rule:[Factures]\nodd;\n")), Met::Other);
        assert!(matches!(met(&format!("{namesake}{RULE}")), Met::Same(_)), "its octets tell it");
        // One of two that went, or got another name, is not the other one.
        let two = read(&format!("{RULE}{namesake}"));
        assert_eq!(Met::within(Some(&draft(&namesake)), &two), Met::Gone);
    }

    #[test]
    fn what_no_form_carries_is_not_replaced() {
        for now in [
            "# rule:[Factures]\nif header :regex \"Subject\" \"x\" { keep; }",
            "# rule:[Factures]\nif header :is \"Subject\" \"x\" { /* why */ keep; }",
            "# rule:[Factures]\nif true { vacation \"x\"; }",
            "# rule:[Factures]\nif true { redirect \"a@b.example\"; }",
            "# rule:[Factures]\nif header :is \"Subject\" \"x\" { keep; } elsif true { stop; }",
        ] {
            assert_eq!(met(now), Met::Other, "{now}");
            // As it is when the form is kept without a look at it.
            assert_eq!(Met::within(Some(&draft(now)), &read(now)), Met::Other, "{now}");
        }
    }
}

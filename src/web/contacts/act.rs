//! `POST /contacts/{book}/act`: what is done with the cards that are chosen, and undone.

use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use mailcore::address::FoundAddress;
use tower_sessions::Session;

use super::view::{ListQuery, View};
use super::words;
use crate::app::App;
use crate::compose;
use crate::contacts::anywhere::{self, Transfer};
use crate::contacts::books::{self, BookId};
use crate::contacts::keeping::{self, MOST_AT_ONCE};
use crate::i18n::Text;
use crate::importing::cards;
use crate::store::cards::listing::{Begin, Order, Wanted, Within};
use crate::web::csrf::CsrfMultipart;
use crate::web::error::AppError;
use crate::web::extract::{Path, Query};
use crate::web::notice::UndoForm;
use crate::web::page::see_other;
use crate::web::session::SignedIn;
use crate::web::{desk, notice, urls};

/// The most to whom a letter is begun at once: their addresses stand in an address.
const MOST_WRITTEN_TO: usize = 100;

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Act {
    Delete,
    Undo(String),
    Write,
    Merge,
    /// A message that brings the cards with it.
    Send,
    WriteToGroup(i64),
    Join(i64),
    Leave(i64),
    Move(BookId),
    Copy(BookId),
}

impl Act {
    fn read(word: &str, act: &str) -> Option<Self> {
        let (verb, object) = word.split_once('-').unwrap_or((word, ""));
        let group = || object.parse().ok();
        let book = || BookId::parse(object).filter(|it| it.takes_cards());
        match verb {
            "delete" => Some(Self::Delete),
            "undo" => Some(Self::Undo(act.to_owned())),
            "write" if object.is_empty() => Some(Self::Write),
            "send" => Some(Self::Send),
            "merge" => Some(Self::Merge),
            "write" => group().map(Self::WriteToGroup),
            "join" => group().map(Self::Join),
            "leave" => group().map(Self::Leave),
            "move" => book().map(Self::Move),
            "copy" => book().map(Self::Copy),
            _ => None,
        }
    }
}

/// Does it, and shows the list again.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    user: SignedIn,
    session: Session,
    Path(book): Path<String>,
    Query(query): Query<ListQuery>,
    form: CsrfMultipart,
) -> Result<Response, AppError> {
    let view = View::read(&book, query).ok_or(AppError::NotFound)?;
    let all =
        |name: &str| form.fields.iter().filter(|it| it.0 == name).map(|it| it.1.clone()).collect::<Vec<_>>();
    let one = |name: &str| all(name).into_iter().next_back().unwrap_or_default();
    let unknown = || AppError::BadRequest(Text::new("error-bad-request-sentence"));
    let order = Act::read(&one("do"), &one("act")).ok_or_else(unknown)?;
    let cards: Vec<i64> = all("card").iter().filter_map(|it| it.parse().ok()).take(MOST_AT_ONCE).collect();
    let is_about_cards = !matches!(order, Act::Undo(_) | Act::WriteToGroup(_));
    if cards.is_empty() && is_about_cards {
        notice::leave(&session, &Text::new("contacts-none-chosen")).await?;
        return Ok(see_other(&view.list_url()));
    }
    let is_fragment = user.visitor.fragment;
    // To its end, also when the browser goes away meanwhile: what was removed on a server by then could not be had
    // back by a page that nobody was told of.
    let work = tokio::spawn(async move { act_and_note(&app, &user, &session, &view, order, &cards).await });
    go(is_fragment, work.await.map_err(|error| AppError::Internal(error.into()))??)
}

/// Does it, and leaves what is said of it for the next page; where that is.
async fn act_and_note(
    app: &App,
    user: &SignedIn,
    session: &Session,
    view: &View,
    what: Act,
    cards: &[i64],
) -> Result<String, AppError> {
    let done = act(app, user, view, what, cards).await?;
    if let Some(text) = &done.text {
        notice::leave_with(session, text, done.undo).await?;
        // The request may be over, and nobody else keeps it then.
        session.save().await?;
    }
    Ok(done.url.unwrap_or_else(|| view.list_url()))
}

/// What is said of it, how it is taken back, and where one goes on.
struct Done {
    text: Option<Text>,
    undo: Option<UndoForm>,
    url: Option<String>,
}

impl Done {
    fn said(text: Text) -> Self {
        Self { text: Some(text), undo: None, url: None }
    }

    fn gone_to(url: String) -> Self {
        Self { text: None, undo: None, url: Some(url) }
    }
}

async fn act(app: &App, user: &SignedIn, view: &View, what: Act, chosen: &[i64]) -> Result<Done, AppError> {
    let (store, account, now) = (&app.store, user.account, user.visitor.now);
    let reach = desk::reach(app, user);
    let said = |key: &'static str, done: &anywhere::Done| {
        let count = i64::try_from(done.count).unwrap_or(i64::MAX);
        let stopped = words::stopped(done, user.visitor.locale);
        Done::said(stopped.unwrap_or_else(|| Text::new(key).with("count", count)))
    };
    Ok(match what {
        Act::Delete => {
            let (removed, act) = anywhere::remove(&reach, account, chosen, now).await?;
            let undo = UndoForm { url: view.on(&urls::contacts::act(view.name())), act };
            Done { undo: (removed.count > 0).then_some(undo), ..said("contacts-deleted", &removed) }
        }
        // Thousands of cards are taken back while one looks.
        Act::Undo(act) if cards::is_one(store, account, &act).await? => {
            match cards::take_back(&reach, account, &act, now).await? {
                cards::Begun::Busy => Done::said(Text::new("contacts-import-busy")),
                cards::Begun::Yes | cards::Begun::NoFile => Done::gone_to(urls::contacts::import_job(&act)),
            }
        }
        Act::Undo(act) => {
            let back = anywhere::give_back(&reach, account, &act, now).await?;
            // What a server did not take waits for another try.
            let undo = UndoForm { url: view.on(&urls::contacts::act(view.name())), act };
            let undo = (!back.is_whole()).then_some(undo);
            Done { undo, ..Done::said(words::taken_back(&back, user.visitor.locale)) }
        }
        Act::Write => write(addresses(app, user, chosen).await?),
        Act::Merge => Done::gone_to(urls::contacts::merge(chosen)),
        Act::Send => {
            let draft = compose::cards::begin(&desk::of(app, user), chosen, user.visitor.locale, now).await?;
            Done::gone_to(urls::draft(&draft.id))
        }
        Act::WriteToGroup(group) => {
            let wanted = Wanted { within: Within::Group(group), terms: &[], order: Order::Surname };
            let most = i64::try_from(MOST_WRITTEN_TO).unwrap_or(i64::MAX).saturating_add(1);
            let found = store.cards(account, &wanted, &Begin::First, most).await?;
            let people = found.into_iter().map(|it| FoundAddress { name: it.name, address: it.address });
            write(people.filter(|it| !it.address.is_empty()).collect())
        }
        Act::Join(group) => {
            said("contacts-joined", &anywhere::group(&reach, account, chosen, (group, true), now).await?)
        }
        Act::Leave(group) => {
            said("contacts-left", &anywhere::group(&reach, account, chosen, (group, false), now).await?)
        }
        Act::Move(book) | Act::Copy(book) if !is_there(app, user, book).await? => {
            return Err(AppError::NotFound);
        }
        Act::Move(book) => said(
            "contacts-moved",
            &anywhere::put_into(&reach, account, chosen, (Transfer::Move, book), now).await?,
        ),
        Act::Copy(book) => said(
            "contacts-copied",
            &anywhere::put_into(&reach, account, chosen, (Transfer::Copy, book), now).await?,
        ),
    })
}

async fn is_there(app: &App, user: &SignedIn, book: BookId) -> Result<bool, AppError> {
    Ok(books::all(&app.store, user.account).await?.iter().any(|it| it.id == book))
}

async fn addresses(app: &App, user: &SignedIn, cards: &[i64]) -> Result<Vec<FoundAddress>, AppError> {
    let mut people = Vec::new();
    for id in cards.iter().take(MOST_WRITTEN_TO + 1) {
        let kept = keeping::find(&app.store, user.account, *id).await?;
        let person = kept.and_then(|it| {
            let address = it.card.addresses.first()?.to_string();
            Some(FoundAddress { name: it.card.name, address })
        });
        people.extend(person);
    }
    Ok(people)
}

/// A letter to people, unless they are too many or nobody.
fn write(people: Vec<FoundAddress>) -> Done {
    match people.len() {
        0 => Done::said(Text::new("contacts-no-addresses")),
        1..=MOST_WRITTEN_TO => {
            let typed: Vec<String> = people.iter().map(FoundAddress::full).collect();
            Done::gone_to(urls::compose_to(&typed.join(", ")))
        }
        _ => Done::said(Text::new("contacts-too-many").with("count", MOST_WRITTEN_TO)),
    }
}

fn go(is_fragment: bool, url: String) -> Result<Response, AppError> {
    if !is_fragment {
        return Ok(see_other(&url));
    }
    let to = HeaderValue::try_from(url).map_err(|error| AppError::Internal(error.into()))?;
    Ok((StatusCode::OK, [(HeaderName::from_static("hx-redirect"), to)]).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_button_says_what_is_done() {
        for (word, expected) in [
            ("delete", Some(Act::Delete)),
            ("undo", Some(Act::Undo("a".to_owned()))),
            ("write", Some(Act::Write)),
            ("send", Some(Act::Send)),
            ("write-3", Some(Act::WriteToGroup(3))),
            ("join-3", Some(Act::Join(3))),
            ("copy-r2", Some(Act::Copy(BookId::Remote(2)))),
            ("move-b2", Some(Act::Move(BookId::Own(2)))),
            ("copy-personal", Some(Act::Copy(BookId::Personal))),
            ("move-collected", None),
            ("join-x", None),
            ("", None),
        ] {
            assert_eq!(Act::read(word, "a"), expected, "{word}");
        }
    }
}

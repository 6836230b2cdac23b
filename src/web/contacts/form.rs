//! `GET` and `POST /contacts/{book}/new` and `/contacts/{book}/{card}/edit`: the form of a card.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use mailcore::message::card::Card;
use mailcore::message::card::fields::{Fields, Kind, Many, Postal, PostalPart, Single};
use mailcore::message::picture;
use tower_sessions::Session;

use super::card::{self, Line};
use super::panes::{self, Beside};
use super::typed::{Typed, TypedRow};
use super::view::{ListQuery, View};
use super::words;
use crate::app::App;
use crate::contacts::anywhere::{self, Change};
use crate::contacts::books::{self, BookId};
use crate::contacts::indexing;
use crate::contacts::keeping::{self, Changed, Kept};
use crate::contacts::making::{self, Made, NewCard};
use crate::contacts::{new_uid, photo};
use crate::i18n::Text;
use crate::web::csrf::CsrfMultipart;
use crate::web::error::AppError;
use crate::web::extract::{Path, Query};
use crate::web::page::see_other;
use crate::web::session::SignedIn;
use crate::web::{desk, notice, urls};

/// The form.
#[derive(Debug)]
pub(super) struct FormView {
    /// The heading: the key of a text.
    pub(super) title: &'static str,
    pub(super) id: Option<i64>,
    pub(super) url: String,
    pub(super) cancel_url: String,
    pub(super) photo_url: Option<String>,
    /// Groups with whether the card is in them.
    pub(super) groups: Vec<(i64, String, bool)>,
    /// The book into which a new card goes.
    pub(super) book: String,
    pub(super) problem: Option<Text>,
    /// Somebody else changed the card meanwhile: saving writes over that.
    pub(super) was_changed: bool,
    /// What the card says since.
    pub(super) other: Vec<Line>,
    pub(super) typed: Typed,
}

impl FormView {
    /// The fields of a part of the form.
    pub(super) fn names(&self) -> &'static [Single] {
        &[Single::Prefix, Single::GivenName, Single::MiddleName, Single::FamilyName, Single::Suffix]
    }

    pub(super) fn work(&self) -> &'static [Single] {
        &[Single::JobTitle, Single::Department, Single::Organization]
    }

    pub(super) fn more(&self) -> &'static [Single] {
        &[
            Single::FormattedName,
            Single::Nickname,
            Single::MaidenName,
            Single::Birthday,
            Single::Anniversary,
            Single::Spouse,
            Single::Manager,
            Single::Assistant,
        ]
    }

    /// Whether what is folded says something.
    pub(super) fn has_more(&self) -> bool {
        let is_said = |it: &&Single| !self.typed.single(**it).is_empty();
        self.more().iter().any(|it| is_said(&it)) || !self.typed.single(Single::Gender).is_empty()
    }

    pub(super) fn rows(&self, many: &Many) -> Vec<&TypedRow> {
        self.typed.rows.iter().filter(|it| it.many == *many).collect()
    }

    pub(super) fn label(&self, single: &Single) -> &'static str {
        words::single(*single)
    }

    pub(super) fn many_label(&self, many: &Many) -> &'static str {
        words::many(*many)
    }

    pub(super) fn one_more(&self, many: &Many) -> &'static str {
        words::one_more(*many)
    }

    pub(super) fn kind_label(&self, kind: &Kind) -> &'static str {
        words::kind(*kind)
    }

    pub(super) fn part_label(&self, part: &PostalPart) -> &'static str {
        words::postal(*part)
    }

    pub(super) fn part_text<'a>(&self, postal: &'a Postal, part: &PostalPart) -> &'a str {
        postal.part(*part)
    }

    pub(super) fn text(&self, single: &Single) -> &str {
        self.typed.single(*single)
    }
}

/// An empty form.
pub(in crate::web) async fn begin(
    State(app): State<App>,
    user: SignedIn,
    Path(book): Path<String>,
    Query(query): Query<ListQuery>,
) -> Result<Response, AppError> {
    let view = View::read(&book, query).ok_or(AppError::NotFound)?;
    let groups: Vec<i64> = view.group.into_iter().collect();
    let typed = Typed::of(&Fields::default(), &groups, 0);
    look(&app, &user, view, None, typed, Outcome::Open).await
}

/// The form of a card.
pub(in crate::web) async fn edit(
    State(app): State<App>,
    user: SignedIn,
    Path((book, id)): Path<(String, i64)>,
    Query(query): Query<ListQuery>,
) -> Result<Response, AppError> {
    let view = View::read(&book, query).ok_or(AppError::NotFound)?;
    let kept = own(&app, &user, id).await?.ok_or(AppError::NotFound)?;
    let typed = Typed::of(&kept.card.fields(), &kept.groups, kept.revision);
    look(&app, &user, view, Some(&kept), typed, Outcome::Open).await
}

/// A card that the person may change.
async fn own(app: &App, user: &SignedIn, id: i64) -> Result<Option<Kept>, AppError> {
    let kept = keeping::find(&app.store, user.account, id).await?;
    Ok(kept.filter(|it| it.book != BookId::Directory))
}

/// Makes a card; with a mistake the form again.
pub(in crate::web) async fn submit_new(
    State(app): State<App>,
    user: SignedIn,
    session: Session,
    Path(book): Path<String>,
    Query(query): Query<ListQuery>,
    form: CsrfMultipart,
) -> Result<Response, AppError> {
    let view = View::read(&book, query).ok_or(AppError::NotFound)?;
    submit(&app, &user, &session, view, None, form).await
}

/// Changes a card; with a mistake, or when somebody else did meanwhile, the form again.
pub(in crate::web) async fn submit_changed(
    State(app): State<App>,
    user: SignedIn,
    session: Session,
    Path((book, id)): Path<(String, i64)>,
    Query(query): Query<ListQuery>,
    form: CsrfMultipart,
) -> Result<Response, AppError> {
    let view = View::read(&book, query).ok_or(AppError::NotFound)?;
    let kept = own(&app, &user, id).await?;
    if kept.is_none() {
        let typed = Typed::read(&form.fields);
        let gone = Outcome::Wrong(Text::new("contacts-gone"));
        return look(&app, &user, view, None, typed, gone).await;
    }
    submit(&app, &user, &session, view, kept, form).await
}

/// How the form is shown again.
enum Outcome {
    /// To be filled in.
    Open,
    /// With what is wrong.
    Wrong(Text),
    /// Somebody else changed the card.
    Meanwhile,
}

async fn submit(
    app: &App,
    user: &SignedIn,
    session: &Session,
    view: View,
    kept: Option<Kept>,
    form: CsrfMultipart,
) -> Result<Response, AppError> {
    let mut typed = Typed::read(&form.fields);
    if let Some(what) = typed.order.strip_prefix("add-") {
        match Many::ALL.into_iter().find(|it| it.word() == what) {
            Some(many) => typed.add_row(many),
            None => typed.postals.push(Postal::new(Kind::Home)),
        }
        return look(app, user, view, kept.as_ref(), typed, Outcome::Open).await;
    }
    let card = match made(kept.as_ref(), &typed, form).await {
        Ok(card) => card,
        Err(problem) => return look(app, user, view, kept.as_ref(), typed, Outcome::Wrong(problem)).await,
    };
    let (store, account, now) = (&app.store, user.account, user.visitor.now);
    let name = card.name.clone();
    let mut groups = typed.groups.clone();
    if let Some(name) = books::fit(&typed.new_group) {
        groups.push(store.make_group(account, &name, &indexing::group_key(&name)).await?);
    }
    let reach = desk::reach(app, user);
    let mut said = if kept.is_some() { "contacts-changed" } else { "contacts-made" };
    let outcome = match &kept {
        Some(kept) => {
            let change = Change {
                kept,
                revision: typed.revision,
                card: &card,
                was_in: &typed.was_in,
                groups: &groups,
            };
            let changed = anywhere::change(&reach, account, change, now).await;
            changed.map(|it| (it == Changed::Done).then_some(kept.id))
        }
        None => {
            let book = typed.book.unwrap_or_else(|| view.book_of_new(&user.visitor.preferences.people));
            let is_there = books::all(store, account).await?.iter().any(|it| it.id == book);
            let book = match typed.book {
                _ if is_there => book,
                // The one that they chose for new cards is gone.
                None => BookId::Personal,
                Some(_) => return Err(AppError::NotFound),
            };
            let card = if typed.uid.is_empty() { card } else { card.under(&typed.uid) };
            let new = NewCard { book, card, groups, is_again: typed.is_again };
            making::make(&reach, account, new, now).await.map(|made| {
                said = match made {
                    Made::New(_) => "contacts-made",
                    Made::Before(_) => "contacts-made-before",
                    Made::Amended(_) => "contacts-changed",
                };
                Some(made.id())
            })
        }
    };
    let id = match outcome {
        Ok(Some(id)) => id,
        Ok(None) => return look_at_other(app, user, view, kept.map(|it| it.id), typed).await,
        Err(error) if error.failure().is_some() => {
            let problem = words::problem(&error, user.visitor.locale, "contacts-server-not-saved");
            // The card may be there all the same.
            typed.is_again = true;
            return look(app, user, view, kept.as_ref(), typed, Outcome::Wrong(problem)).await;
        }
        Err(error) => return Err(error.into()),
    };
    notice::leave(session, &Text::new(said).with("name", name.as_str())).await?;
    Ok(see_other(&view.card_url(id)))
}

/// The form again, of a card that was changed elsewhere meanwhile, or is gone.
async fn look_at_other(
    app: &App,
    user: &SignedIn,
    view: View,
    id: Option<i64>,
    typed: Typed,
) -> Result<Response, AppError> {
    let now = match id {
        Some(id) => own(app, user, id).await?,
        None => None,
    };
    let outcome = if now.is_some() { Outcome::Meanwhile } else { Outcome::Wrong(Text::new("contacts-gone")) };
    look(app, user, view, now.as_ref(), typed, outcome).await
}

/// The card that the form makes of the one there was; else what is wrong.
async fn made(kept: Option<&Kept>, typed: &Typed, form: CsrfMultipart) -> Result<Card, Text> {
    let before = kept.map(|it| it.card.clone()).unwrap_or_default();
    let mut card = before.with_fields(&typed.fields(&before.fields())?);
    if typed.removes_photo {
        card = card.with_photo(None);
    }
    if !form.too_large.is_empty() {
        return Err(Text::new("contacts-photo-large"));
    }
    if let Some(file) = form.files.into_iter().find(|it| it.field == "photo" && !it.octets.is_empty()) {
        let made = photo::small(file.octets.to_vec()).await.map_err(|error| match error {
            picture::Error::Unreadable => Text::new("contacts-photo-unreadable"),
            picture::Error::TooLarge => Text::new("contacts-photo-large"),
        })?;
        card = card.with_photo(Some((made.kind.media_type(), &made.octets)));
    }
    Ok(card)
}

async fn look(
    app: &App,
    user: &SignedIn,
    view: View,
    kept: Option<&Kept>,
    mut typed: Typed,
    outcome: Outcome,
) -> Result<Response, AppError> {
    let groups = app.store.groups(user.account).await?;
    let id = kept.map(|it| it.id);
    if id.is_none() && typed.uid.is_empty() {
        typed.uid = new_uid();
    }
    let path = |it: i64| urls::contacts::step(view.name(), it, "edit");
    let (status, problem, was_changed) = match outcome {
        Outcome::Open => (StatusCode::OK, None, false),
        Outcome::Wrong(problem) => (StatusCode::UNPROCESSABLE_ENTITY, Some(problem), false),
        Outcome::Meanwhile => {
            // Who has read the sentence and saves once more writes over it.
            typed.revision = kept.map_or(0, |it| it.revision);
            (StatusCode::CONFLICT, Some(Text::new("contacts-meanwhile")), true)
        }
    };
    let photo = |it: &Kept| {
        let is_here = it.card.photo().is_some_and(|it| photo::is_here(&it));
        is_here.then(|| urls::contacts::photo(it.id, it.revision))
    };
    let form = FormView {
        title: if id.is_some() { "contacts-edit" } else { "contacts-new" },
        id,
        url: view.on(&id.map_or_else(|| urls::contacts::new_card(view.name()), path)),
        cancel_url: id.map_or_else(|| view.list_url(), |it| view.card_url(it)),
        photo_url: kept.and_then(photo),
        groups: groups.into_iter().map(|it| (it.id, it.name, typed.groups.contains(&it.id))).collect(),
        book: typed.book.unwrap_or_else(|| view.book_of_new(&user.visitor.preferences.people)).name(),
        problem,
        other: match kept.filter(|_| was_changed) {
            Some(kept) => card::lines(&kept.card.fields(), user.visitor.locale),
            None => Vec::new(),
        },
        was_changed,
        typed,
    };
    panes::show(app, user, view, status, Beside::Form(Box::new(form))).await
}

//! `GET /contacts/{book}/{card}` and `/photo`: a card beside the list.

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, HeaderValue, VARY};
use axum::response::{IntoResponse as _, Response};
use mailcore::address::FoundAddress;
use mailcore::mailbox::MailboxName;
use mailcore::message::card::date;
use mailcore::message::card::fields::{Fields, Many, Postal, Single};

use super::panes::{self, Beside};
use super::view::{ListQuery, View};
use super::words;
use crate::app::App;
use crate::contacts::books::BookId;
use crate::contacts::keeping::{self, Kept};
use crate::contacts::photo;
use crate::i18n::Locale;
use crate::web::error::AppError;
use crate::web::extract::{Path, Query};
use crate::web::foreign::{self, How};
use crate::web::panes::rows::{colour, initials};
use crate::web::session::SignedIn;
use crate::web::urls;
use crate::web::view::View as MailView;

/// An hour: what is changed has another address.
const FOR_AN_HOUR: HeaderValue = HeaderValue::from_static("private, max-age=3600");

/// A card as it is shown.
#[derive(Debug)]
pub(super) struct CardView {
    pub(super) id: i64,
    pub(super) name: String,
    /// What the person does, and where.
    pub(super) role: String,
    pub(super) initials: String,
    pub(super) colour: u8,
    pub(super) photo_url: Option<String>,
    /// Names and addresses of the groups that it is in.
    pub(super) groups: Vec<(String, String)>,
    pub(super) lines: Vec<Line>,
    pub(super) write_url: Option<String>,
    pub(super) mails_url: Option<String>,
    pub(super) edit_url: String,
    pub(super) export_url: String,
    /// It was collected: it can be put into a book.
    pub(super) is_collected: bool,
    /// It is of the directory: it can be read and copied.
    pub(super) is_of_directory: bool,
    /// It cannot be changed here.
    pub(super) is_read_only: bool,
}

/// A line of a card.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) icon: &'static str,
    pub(super) label: String,
    pub(super) texts: Vec<String>,
    pub(super) link: Option<String>,
    /// It leads out of the program.
    pub(super) is_foreign: bool,
}

/// A card.
pub(in crate::web) async fn show(
    State(app): State<App>,
    user: SignedIn,
    Path((book, id)): Path<(String, i64)>,
    Query(query): Query<ListQuery>,
) -> Result<Response, AppError> {
    let view = View::read(&book, query).ok_or(AppError::NotFound)?;
    let kept = keeping::find(&app.store, user.account, id).await?.ok_or(AppError::NotFound)?;
    let groups = app.store.groups(user.account).await?;
    let groups = groups.into_iter().filter(|it| kept.groups.contains(&it.id));
    let groups = groups.map(|it| (it.name, urls::contacts::of_group(it.id))).collect();
    let mut card = CardView::new(&kept, &view, groups, user.visitor.locale);
    if let BookId::Remote(book) = kept.book {
        card.is_read_only = app.store.remote_book(user.account, book).await?.is_none_or(|it| it.is_read_only);
    }
    panes::show(&app, &user, view, StatusCode::OK, Beside::Card(Box::new(card))).await
}

/// Its photograph, made anew.
pub(in crate::web) async fn show_photo(
    State(app): State<App>,
    user: SignedIn,
    Path((_, id)): Path<(String, i64)>,
) -> Result<Response, AppError> {
    let kept = keeping::find(&app.store, user.account, id).await?.ok_or(AppError::NotFound)?;
    let made = photo::of(kept.card).await.ok_or(AppError::NotFound)?;
    let mut headers = foreign::headers(made.kind.media_type(), How::Shown, "photo");
    headers.insert(CACHE_CONTROL, FOR_AN_HOUR);
    headers.insert(VARY, HeaderValue::from_static("Cookie"));
    Ok((headers, made.octets).into_response())
}

impl CardView {
    fn new(kept: &Kept, view: &View, groups: Vec<(String, String)>, locale: Locale) -> Self {
        let (card, id) = (&kept.card, kept.id);
        let fields = card.fields();
        let address = card.addresses.first().map(ToString::to_string);
        let person = FoundAddress { name: card.name.clone(), address: address.clone().unwrap_or_default() };
        let role = [Single::JobTitle, Single::Department, Single::Organization].map(|it| fields.get(it));
        let role: Vec<&str> = role.into_iter().filter(|it| !it.is_empty() && *it != card.name).collect();
        let photo = urls::contacts::photo(id, kept.revision);
        Self {
            id,
            name: card.name.clone(),
            role: role.join(", "),
            initials: initials(&person),
            colour: colour(&person),
            photo_url: card.photo().is_some_and(|it| photo::is_here(&it)).then_some(photo),
            groups,
            lines: lines(&fields, locale),
            write_url: address.is_some().then(|| urls::compose_to(&person.full())),
            mails_url: address.map(|it| mails_url(&it)),
            edit_url: view.on(&urls::contacts::step(view.name(), id, "edit")),
            export_url: urls::contacts::export_card(view.name(), id),
            is_collected: kept.book == BookId::Collected,
            is_of_directory: kept.book == BookId::Directory,
            is_read_only: kept.book == BookId::Directory,
        }
    }
}

/// All messages from and to an address.
fn mails_url(address: &str) -> String {
    let query = format!("q={}&scope=everywhere", urls::segment(&format!("from:{address} OR to:{address}")));
    urls::list(&MailboxName::inbox(), &MailView::parse(&query))
}

/// What a card says, line by line.
pub(super) fn lines(fields: &Fields, locale: Locale) -> Vec<Line> {
    let entries = Many::ALL.iter().flat_map(|many| fields.of(*many)).map(|it| {
        let label = it.label.clone().unwrap_or_else(|| locale.t(words::kind(it.kind)).into_owned());
        let link = link(it.many, &it.value);
        Line {
            icon: icon(it.many),
            label,
            texts: vec![it.value.clone()],
            is_foreign: it.many == Many::Website,
            link,
        }
    });
    let postals = fields.postals.iter().map(|it| Line {
        icon: "map-pin",
        label: it.label.clone().unwrap_or_else(|| locale.t(words::kind(it.kind)).into_owned()),
        texts: Postal::lines(it),
        link: None,
        is_foreign: false,
    });
    let shown = [
        (Single::Nickname, "user"),
        (Single::MaidenName, "user"),
        (Single::Birthday, "cake"),
        (Single::Anniversary, "calendar-days"),
        (Single::Gender, "user"),
        (Single::Spouse, "user"),
        (Single::Manager, "user"),
        (Single::Assistant, "user"),
        (Single::Note, "sticky-note"),
    ];
    let singles = shown.into_iter().filter_map(|(single, icon)| {
        let text = match fields.get(single) {
            "" => return None,
            text if single.is_date() => {
                date::read(text).map_or(text.to_owned(), |it| locale.known_day(it.year, it.month, it.day))
            }
            "male" if single == Single::Gender => locale.t("contacts-male").into_owned(),
            "female" if single == Single::Gender => locale.t("contacts-female").into_owned(),
            text => text.to_owned(),
        };
        Some(Line {
            icon,
            label: locale.t(words::single(single)).into_owned(),
            texts: text.lines().map(str::to_owned).collect(),
            link: None,
            is_foreign: false,
        })
    });
    entries.chain(postals).chain(singles).collect()
}

fn icon(many: Many) -> &'static str {
    match many {
        Many::Email => "mail",
        Many::Phone => "phone",
        Many::Website => "globe",
        Many::Messenger => "message-circle",
    }
}

/// Where a value leads. Of pages only what a browser opens safely: a card may say anything.
fn link(many: Many, value: &str) -> Option<String> {
    match many {
        Many::Email => value.contains('@').then(|| urls::compose_to(value)),
        Many::Phone => {
            let number: String = value.chars().filter(|it| it.is_ascii_digit() || *it == '+').collect();
            (!number.is_empty()).then(|| format!("tel:{number}"))
        }
        Many::Website => {
            let lower = value.to_ascii_lowercase();
            let is_web = lower.starts_with("https://") || lower.starts_with("http://");
            let is_bare = !lower.contains(':') && lower.contains('.') && !lower.contains(' ');
            match (is_web, is_bare) {
                (true, _) => Some(value.to_owned()),
                (false, true) => Some(format!("https://{value}")),
                (false, false) => None,
            }
        }
        Many::Messenger => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_leads_nowhere_else() {
        for (many, value, expected) in [
            (Many::Website, "https://a.example/b", Some("https://a.example/b")),
            (Many::Website, "a.example", Some("https://a.example")),
            (Many::Website, "javascript:alert(1)", None),
            (Many::Website, "data:text/html,x", None),
            (Many::Phone, "02 00-00 (7)", Some("tel:0200007")),
            (Many::Phone, "poste", None),
            (Many::Email, "a@b.fr", Some("/compose?to=a%40b.fr")),
            (Many::Messenger, "x", None),
        ] {
            assert_eq!(link(many, value).as_deref(), expected, "{value}");
        }
    }
}

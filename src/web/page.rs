//! Templates to responses, and what surrounds every page.

use std::borrow::Cow;
use std::sync::Arc;

use askama::Template;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION, VARY};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use mailcore::mailbox::{MailboxName, Mailboxes};

use super::error::AppError;
use super::notice::Notice;
use super::session::Visitor;
use super::urls;
use super::view::View;
use crate::i18n::{Locale, Text, Value};
use crate::preferences::Preferences;
use crate::searching::Scope;

/// Looks again, for those without scripts.
pub(in crate::web) const REFRESH: (HeaderName, HeaderValue) =
    (HeaderName::from_static("refresh"), HeaderValue::from_static("2"));

const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");

/// The part of the program that a page belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// Mail.
    #[default]
    Mail,
    /// The contacts.
    Contacts,
    /// The settings.
    Settings,
}

impl Place {
    /// What stands beside the page, in a drawer where there is no room: the key of a text.
    pub fn drawer(self) -> &'static str {
        match self {
            Self::Mail => "nav-folders",
            Self::Contacts => "contacts-drawer",
            Self::Settings => "settings-sections",
        }
    }
}

/// The search box on top of a page.
#[derive(Clone, Debug)]
pub struct SearchBox {
    /// The list in which is searched.
    pub url: String,
    /// What was typed.
    pub q: String,
    /// Where it was searched.
    pub scope: Scope,
}

impl Default for SearchBox {
    fn default() -> Self {
        Self { url: urls::home(), q: String::new(), scope: Scope::default() }
    }
}

/// What surrounds a page: language, person, folders, notice. Every page struct has it as `chrome`.
#[derive(Clone, Debug)]
pub struct Chrome {
    /// The language.
    pub locale: Locale,
    /// The operator decides about it.
    pub has_fixed_language: bool,
    /// The value of the hidden field `csrf`, fresh for this page.
    pub csrf: String,
    /// The login name of who is signed in; `None` on public pages.
    pub login: Option<String>,
    /// The folders, in order; empty where a page has none.
    pub folders: Mailboxes,
    /// The mailbox that is open.
    pub current: Option<MailboxName>,
    /// What the search box says.
    pub search: SearchBox,
    /// Where in the program it is.
    pub place: Place,
    /// What just happened.
    pub notice: Option<Notice>,
    /// The address of the page, to come back to; empty for what is sent.
    pub here: String,
    /// What the person decided.
    pub preferences: Arc<Preferences>,
    /// The time of the request, in seconds since 1970-01-01 UTC.
    pub now: i64,
    /// How many messages wait in the outbox.
    pub waiting: u32,
    /// Whether the person's mail server has rules.
    pub has_rules: bool,
    /// Whether the operator lets these send mail on to other addresses.
    pub may_redirect: bool,
}

impl Chrome {
    /// For a page to `visitor`.
    pub fn new(visitor: &Visitor) -> Self {
        Self {
            locale: visitor.locale,
            has_fixed_language: visitor.has_fixed_language,
            csrf: visitor.csrf.clone(),
            login: visitor.login.clone(),
            folders: Mailboxes::default(),
            current: None,
            search: SearchBox::default(),
            place: Place::default(),
            notice: visitor.notice.clone(),
            here: visitor.here.clone(),
            preferences: Arc::clone(&visitor.preferences),
            now: visitor.now,
            waiting: visitor.waiting,
            has_rules: visitor.has_rules,
            may_redirect: visitor.may_redirect,
        }
    }

    /// The same with folders and the open one.
    pub fn with_folders(mut self, folders: Mailboxes, current: Option<MailboxName>) -> Self {
        self.folders = folders;
        self.current = current;
        self
    }

    /// The same with what was searched for.
    pub fn searching(mut self, search: SearchBox) -> Self {
        self.search = search;
        self
    }

    /// The same in another part of the program.
    pub fn at(mut self, place: Place) -> Self {
        self.place = place;
        self
    }

    /// Searches that are kept: the name of each, and where it leads.
    pub fn saved_searches(&self) -> Vec<(&str, String)> {
        let led = self.preferences.searches.iter().filter_map(|it| {
            let url = urls::list(&MailboxName::parse(&it.mailbox)?, &View::parse(&it.view));
            Some((it.name.as_str(), url))
        });
        led.collect()
    }

    /// Whether it is one of mail.
    pub fn is_in_mail(&self) -> bool {
        self.place == Place::Mail
    }

    /// Whether it is one of the contacts.
    pub fn is_in_contacts(&self) -> bool {
        self.place == Place::Contacts
    }

    /// Whether it is one of the settings.
    pub fn is_in_settings(&self) -> bool {
        self.place == Place::Settings
    }

    /// The words of a key without values: `{{ chrome.t("login-title") }}`.
    pub fn t(&self, key: &'static str) -> Cow<'static, str> {
        self.locale.t(key)
    }

    /// The words of a key with the one value `count`: `{{ chrome.n("list-unread", unread) }}`.
    pub fn n(&self, key: &'static str, count: impl Into<Value>) -> String {
        self.locale.say(&Text::new(key).with("count", count))
    }

    /// The words of a key with the one value `name`.
    pub fn named(&self, key: &'static str, name: &str) -> String {
        self.locale.say(&Text::new(key).with("name", name))
    }

    /// The words of a text.
    pub fn say(&self, text: &Text) -> String {
        self.locale.say(text)
    }

    /// Day and month of today: `24 nov.`
    pub fn day(&self) -> String {
        self.locale.day(self.now)
    }

    /// This year.
    pub fn year(&self) -> String {
        self.locale.year(self.now)
    }

    /// The time of day.
    pub fn time(&self) -> String {
        self.locale.time(self.now)
    }

    /// The address of a static file: `{{ chrome.asset("facteur.css") }}`.
    pub fn asset(&self, name: &str) -> &'static str {
        super::assets::url(name)
    }
}

/// A page with status 200. Pages are never cached and say `Vary: HX-Request`.
pub fn html(page: &impl Template) -> Result<Response, AppError> {
    html_with(StatusCode::OK, page)
}

/// A page with another status: the form again with what is wrong (422).
pub fn html_with(status: StatusCode, page: &impl Template) -> Result<Response, AppError> {
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CACHE_CONTROL, "no-store"),
        (VARY, "HX-Request, Cookie, Accept-Language"),
    ];
    Ok((status, headers, page.render()?).into_response())
}

/// 303 to an address of [`super::urls`].
pub fn see_other(url: &str) -> Response {
    match HeaderValue::try_from(url) {
        Ok(url) => (StatusCode::SEE_OTHER, [(LOCATION, url), (CACHE_CONTROL, NO_STORE)]).into_response(),
        Err(error) => AppError::Internal(error.into()).into_response(),
    }
}

/// For htmx: what is answered goes to other places than where the form points.
pub fn no_swap(page: Response) -> Result<Response, AppError> {
    const NO_SWAP: (HeaderName, HeaderValue) =
        (HeaderName::from_static("hx-reswap"), HeaderValue::from_static("none"));
    Ok(([NO_SWAP], page).into_response())
}

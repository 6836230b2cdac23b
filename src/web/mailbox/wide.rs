//! `GET /mail/{mailbox}?q=devis&scope=everywhere`: a search in several mailboxes, as a page that grows
//! while it is read. It needs no script; who leaves it ends the search.

use std::collections::VecDeque;
use std::convert::Infallible;

use askama::Template;
use axum::body::Body;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use futures_util::stream;
use mailcore::mailbox::MailboxName;
use mailcore::order::Order;

use crate::app::App;
use crate::i18n::Text;
use crate::preferences::ListHabit;
use crate::reading::threads::Unfolded;
use crate::searching::Scope;
use crate::searching::wide::{Searched, WideSearch};
use crate::web::error::AppError;
use crate::web::headers::UNBUFFERED;
use crate::web::page::{Chrome, SearchBox};
use crate::web::panes::cells::Cells;
use crate::web::panes::controls::Controls;
use crate::web::panes::rows::{Row, Rows};
use crate::web::session::SignedIn;
use crate::web::view::View;
use crate::web::{desk, labels, tree, urls};

/// Where in the page results come: nothing that people write can stand there, for it is escaped.
const MARK: &str = "<!--results-->";

/// The page around the results.
#[derive(Debug, Template)]
#[template(path = "mailbox/wide.html")]
struct WidePage<'a> {
    chrome: &'a Chrome,
    controls: Controls,
    title: Text,
}

/// What was found in one mailbox, and how far the search is.
#[derive(Debug, Template)]
#[template(path = "mailbox/wide_group.html")]
struct WideGroup<'a> {
    chrome: &'a Chrome,
    /// The mailbox for reading.
    name: String,
    /// All that was found there.
    url: String,
    count: u32,
    rows: Vec<Row>,
    /// Whether more was found than is shown.
    has_more: bool,
    done: usize,
    total: usize,
    /// The search in the one mailbox from which it began.
    stop_url: &'a str,
}

/// What there is to say at the end.
#[derive(Debug, Template)]
#[template(path = "mailbox/wide_end.html")]
struct WideEnd<'a> {
    chrome: &'a Chrome,
    found: u32,
    /// Mailboxes that could not be searched; may be empty.
    failed: String,
}

/// Searches, and shows what is found as it comes.
pub(super) async fn show(
    app: &App,
    user: &SignedIn,
    mailbox: MailboxName,
    view: View,
) -> Result<Response, AppError> {
    let wanted = view.list_view(user, ListHabit::default());
    let labels = labels::all(&user.visitor.preferences, user.visitor.locale);
    let controls = Controls::new(&mailbox, &view, &wanted, (&labels, &[]), user.visitor.now);
    let (search, mailboxes) =
        WideSearch::begin(&desk::of(app, user), &mailbox, view.scope, wanted.clone()).await?;
    let stop_url = urls::list(&mailbox, &view.with(|it| it.scope = Scope::Here));
    let searching = SearchBox { url: urls::mailbox(&mailbox), q: view.q.clone(), scope: view.scope };
    let chrome = Chrome::new(&user.visitor).with_folders(mailboxes, Some(mailbox)).searching(searching);
    let title = Text::new("search-results").with("words", view.q.as_str());
    let page = WidePage { chrome: &chrome, controls, title }.render()?;
    let (before, after) = page.split_once(MARK).unwrap_or((&page, ""));
    let (before, after) = (before.to_owned(), after.to_owned());
    let growing = Growing {
        search,
        chrome,
        view: view.with(|it| it.scope = Scope::Here),
        stop_url,
        found: 0,
        failed: Vec::new(),
        ready: VecDeque::from([before]),
        after: Some(after),
    };
    let body = Body::from_stream(stream::unfold(growing, Growing::next));
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
        UNBUFFERED,
    ];
    Ok((headers, body).into_response())
}

/// A page that is being made.
struct Growing {
    search: WideSearch,
    chrome: Chrome,
    /// The same search in one mailbox.
    view: View,
    stop_url: String,
    found: u32,
    failed: Vec<String>,
    /// What can be sent at once.
    ready: VecDeque<String>,
    /// What ends the page; `None` when it was sent.
    after: Option<String>,
}

impl Growing {
    /// The next piece of the page; `None` after the last.
    async fn next(mut self) -> Option<(Result<String, Infallible>, Self)> {
        if let Some(piece) = self.ready.pop_front() {
            return Some((Ok(piece), self));
        }
        let piece = match self.search.next().await {
            Some(searched) => self.group(searched),
            None => {
                let after = self.after.take()?;
                let end = WideEnd { chrome: &self.chrome, found: self.found, failed: self.failed.join(", ") };
                end.render().map(|it| it + &after)
            }
        };
        let piece = piece.unwrap_or_else(|error| {
            tracing::error!(error = &error as &dyn std::error::Error, "a part of a page was left out");
            String::new()
        });
        Some((Ok(piece), self))
    }

    fn group(&mut self, Searched { mailbox, found }: Searched) -> askama::Result<String> {
        let locale = self.chrome.locale;
        let name = tree::name(&mailbox, self.chrome.naming());
        let (count, rows): (u32, Vec<Row>) = match &found {
            Ok(page) => {
                let unfolded = Unfolded::new();
                let labels = labels::all(&self.chrome.preferences, locale);
                let rows = Rows {
                    mailbox: &mailbox.name,
                    role: mailbox.special_use,
                    view: &self.view,
                    order: Order::default(),
                    unfolded: &unfolded,
                    labels: &labels,
                    cells: Cells::new(self.chrome.preferences.columns),
                    locale,
                    now: self.chrome.now,
                };
                (page.total, rows.groups(page, None).into_iter().flat_map(|it| it.rows).collect())
            }
            Err(error) => {
                tracing::warn!(error = error as &dyn std::error::Error, "a mailbox could not be searched");
                self.failed.push(name.clone());
                (0, Vec::new())
            }
        };
        self.found = self.found.saturating_add(count);
        let has_more = u32::try_from(rows.len()).is_ok_and(|it| it < count);
        WideGroup {
            chrome: &self.chrome,
            name,
            url: urls::list(&mailbox.name, &self.view),
            count,
            rows,
            has_more,
            done: self.search.done(),
            total: self.search.total,
            stop_url: &self.stop_url,
        }
        .render()
    }
}

//! Taking an act back.

use axum::http::{HeaderMap, HeaderName, HeaderValue, Uri};
use axum::response::{IntoResponse as _, Response};
use mailcore::mailbox::MailboxName;
use mailcore::uid::MessageNumber;
use tower_sessions::Session;

use super::super::{job, words};
use super::after::{LIST, RETARGET};
use crate::acting::{Obstacle, Outcome, undo};
use crate::app::App;
use crate::reading;
use crate::web::acted::{ListedFragment, SaidFragment};
use crate::web::error::AppError;
use crate::web::page::{self, Chrome, see_other};
use crate::web::panes::{ListPage, Shown};
use crate::web::session::SignedIn;
use crate::web::tree::Naming;
use crate::web::view::View;
use crate::web::{desk, notice, urls};

const CURRENT_URL: HeaderName = HeaderName::from_static("hx-current-url");

/// Takes an act on messages of a mailbox back, and shows the list that is on the page as it is now.
pub(super) async fn submit(
    app: &App,
    session: &Session,
    user: &SignedIn,
    mailbox: MailboxName,
    act: &str,
    headers: &HeaderMap,
) -> Result<Response, AppError> {
    let report = undo::undo(&desk::of(app, user), &mailbox, act).await?;
    if let Outcome::Begun(job) = &report.outcome {
        return job::begun(user, &mailbox, job);
    }
    let notice = words::notice(&report, &mailbox, Naming::of(&user.visitor));
    if !user.visitor.fragment {
        let is_gone = report.outcome == Outcome::NotDone(Obstacle::NoOrigin);
        notice::leave_with(session, &notice.text, notice.undo).await?;
        return Ok(see_other(&if is_gone { urls::home() } else { urls::mailbox(&mailbox) }));
    }
    let Some((listed, view)) = headers.get(CURRENT_URL).and_then(list_on) else {
        let folders = reading::folders(&desk::of(app, user)).await;
        let chrome = Chrome::new(&user.visitor).with_folders(folders, Some(mailbox));
        return page::no_swap(page::html(&SaidFragment { chrome, notice })?);
    };
    let shown = Shown::read(app, user, &listed, view).await?;
    let list = ListPage::new(&user.visitor, listed, shown, None);
    let page = page::html(&ListedFragment { list, notice })?;
    Ok(([(RETARGET, LIST)], page).into_response())
}

/// The list that is on the page at an address: `/mail/INBOX?page=2`, `/mail/INBOX/7-3`.
fn list_on(address: &HeaderValue) -> Option<(MailboxName, View)> {
    let url: Uri = address.to_str().ok()?.parse().ok()?;
    let mut segments = url.path().strip_prefix('/')?.split('/');
    segments.next().filter(|it| *it == "mail")?;
    let name = percent_encoding::percent_decode_str(segments.next()?).decode_utf8().ok()?;
    let is_message = |it: &str| it.parse::<MessageNumber>().is_ok();
    if !segments.next().is_none_or(is_message) || segments.next().is_some() {
        return None;
    }
    Some((MailboxName::parse(&name)?, View::parse(url.query().unwrap_or_default())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(address: &'static str, expected: Option<(&str, &str)>) {
        let found = list_on(&HeaderValue::from_static(address));
        let found = found.map(|(name, view)| (name.as_str().to_owned(), view.query()));
        assert_eq!(found, expected.map(|(name, view)| (name.to_owned(), view.to_owned())), "{address}");
    }

    #[test]
    fn the_list_that_is_on_a_page_is_known_by_its_address() {
        check("https://mail.example/mail/INBOX?page=2", Some(("INBOX", "page=2")));
        check(
            "https://mail.example/mail/A%2FB%20%C3%A9/7-3?filter=unread",
            Some(("A/B \u{e9}", "filter=unread")),
        );
        for other in [
            "https://mail.example/",
            "https://mail.example/settings/mailbox",
            "https://mail.example/mail/INBOX/import",
            "https://mail.example/mail/INBOX/7-3/conversation",
            "mail/INBOX",
        ] {
            check(other, None);
        }
    }
}

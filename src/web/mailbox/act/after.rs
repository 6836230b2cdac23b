//! What is shown after an act.

use axum::http::{HeaderName, HeaderValue};
use axum::response::{IntoResponse as _, Response};
use mailcore::flag::Flag;
use mailcore::mailbox::{MailboxName, MessageRef};
use mailcore::uid::MessageNumber;
use tower_sessions::Session;

use super::super::asked::Asked;
use super::super::erase;
use super::super::words;
use crate::acting::{Act, Report};
use crate::app::App;
use crate::documents::Wanted;
use crate::preferences::AfterMove;
use crate::reading::{self, Marking};
use crate::web::acted::{ActedFragment, ListedFragment, MarkedFragment, SaidFragment};
use crate::web::error::AppError;
use crate::web::notice::{self, Notice};
use crate::web::page::{self, Chrome, see_other};
use crate::web::panes::opening::{self, Opening};
use crate::web::panes::{ListPage, Shown};
use crate::web::session::SignedIn;
use crate::web::tree::Naming;
use crate::web::{desk, urls};

const PUSH_URL: HeaderName = HeaderName::from_static("hx-push-url");
const REDIRECT: HeaderName = HeaderName::from_static("hx-redirect");
const RESELECT: HeaderName = HeaderName::from_static("hx-reselect");
pub(super) const RETARGET: HeaderName = HeaderName::from_static("hx-retarget");

/// The list with what is open beside it.
const SHEET: HeaderValue = HeaderValue::from_static("#main");
/// The list alone.
pub(super) const LIST: HeaderValue = HeaderValue::from_static("#list");

/// What follows an act.
pub(super) struct After<'a> {
    pub(super) app: &'a App,
    pub(super) session: &'a Session,
    pub(super) user: &'a SignedIn,
    pub(super) mailbox: MailboxName,
    pub(super) asked: Asked,
}

impl After<'_> {
    fn list_url(&self) -> String {
        urls::list(&self.mailbox, &self.asked.view)
    }

    fn message_url(&self, number: MessageNumber) -> String {
        let at = MessageRef { mailbox: self.mailbox.clone(), number };
        urls::message_in(&at, &self.asked.view)
    }

    /// The open message, else the list.
    fn here(&self) -> String {
        self.asked.open.map_or_else(|| self.list_url(), |it| self.message_url(it))
    }

    /// What happened, with the way to take it back.
    fn notice(&self, report: &Report) -> Notice {
        words::notice(report, &self.mailbox, Naming::of(&self.user.visitor))
    }

    /// Leaves that for the next page.
    async fn leave(&self, report: &Report) -> Result<(), AppError> {
        let Notice { text, undo, .. } = self.notice(report);
        notice::leave_with(self.session, &text, undo).await
    }

    /// Asks first. What was chosen in a list may be too much for an address: the answer is the question.
    pub(super) async fn ask_first(&self, count: usize) -> Result<Response, AppError> {
        let Asked { numbers, view, next, is_bulk, .. } = &self.asked;
        if *is_bulk {
            let way = (count, self.list_url());
            let page = erase::question(self.app, self.user, self.mailbox.clone(), &self.asked, way).await?;
            return Ok(([(RETARGET, SHEET), (RESELECT, SHEET)], page).into_response());
        }
        let url = urls::erase(&self.mailbox, numbers, view, *next);
        Ok(match HeaderValue::try_from(&url) {
            Ok(url) if self.user.visitor.fragment => ([(REDIRECT, url)], ()).into_response(),
            _ => see_other(&url),
        })
    }

    /// The marks have changed; the list and the folders follow. Without scripts a message that was
    /// marked unread is left: to show it would mark it read again.
    pub(super) async fn marked(&self, act: &Act, report: &Report) -> Result<Response, AppError> {
        let Asked { numbers, is_bulk, view, .. } = &self.asked;
        if !self.user.visitor.fragment {
            if *is_bulk {
                return self.redirect_to_list(report).await;
            }
            let leaves = *act == Act::Unmark(Flag::Seen);
            return Ok(see_other(&if leaves { self.list_url() } else { self.here() }));
        }
        // Rows beyond the page, or that fall out of what is searched for.
        if self.asked.is_all() || (*is_bulk && view.is_narrowed()) {
            return self.list_alone(report).await;
        }
        let open = self.asked.open.filter(|_| self.asked.is_open_meant());
        let shown = self.shown().await?;
        let mut fragment =
            MarkedFragment::new(&self.user.visitor, self.mailbox.clone(), shown, numbers, open);
        let notice = self.notice(report);
        if *is_bulk {
            fragment.keep_chosen();
            fragment.notice = Some(notice);
        } else {
            fragment.undo = notice.undo;
        }
        page::no_swap(page::html(&fragment)?)
    }

    /// The messages are where they were.
    pub(super) async fn stay(&self, report: &Report) -> Result<Response, AppError> {
        if !self.user.visitor.fragment {
            self.leave(report).await?;
            return Ok(see_other(&self.here()));
        }
        let folders = reading::folders(&desk::of(self.app, self.user)).await;
        let chrome = Chrome::new(&self.user.visitor).with_folders(folders, Some(self.mailbox.clone()));
        page::no_swap(page::html(&SaidFragment { chrome, notice: self.notice(report) })?)
    }

    /// The messages have gone: the next one, or the list; what is open and has not gone stays open.
    pub(super) async fn go_on(&self, report: &Report) -> Result<Response, AppError> {
        if self.asked.is_bulk {
            return match (self.user.visitor.fragment, self.asked.is_open_meant()) {
                (false, _) => self.redirect_to_list(report).await,
                (true, false) => self.list_alone(report).await,
                (true, true) => self.sheet(None, report).await,
            };
        }
        let after_move = self.user.visitor.preferences.after_move;
        let next = self.asked.next.filter(|_| after_move != AfterMove::List);
        if self.user.visitor.fragment {
            return self.sheet(next, report).await;
        }
        self.leave(report).await?;
        Ok(see_other(&next.map_or_else(|| self.list_url(), |it| self.message_url(it))))
    }

    async fn redirect_to_list(&self, report: &Report) -> Result<Response, AppError> {
        self.leave(report).await?;
        Ok(see_other(&self.list_url()))
    }

    /// The list in place of the one on the page, whatever is open beside it.
    async fn list_alone(&self, report: &Report) -> Result<Response, AppError> {
        let list = ListPage::new(&self.user.visitor, self.mailbox.clone(), self.shown().await?, None);
        let page = page::html(&ListedFragment { list, notice: self.notice(report) })?;
        if self.asked.open.is_some() {
            return Ok(([(RETARGET, LIST)], page).into_response());
        }
        Ok(([(RETARGET, LIST), (PUSH_URL, header(self.list_url())?)], page).into_response())
    }

    /// The list with another message beside it, or none.
    async fn sheet(&self, next: Option<MessageNumber>, report: &Report) -> Result<Response, AppError> {
        let opened = match next {
            Some(number) => self.open(number).await?,
            None => None,
        };
        let (list, url) = match opened {
            Some((list, url)) => (list, url),
            None => {
                let shown = self.shown().await?;
                (ListPage::new(&self.user.visitor, self.mailbox.clone(), shown, None), self.list_url())
            }
        };
        let headers = [(RETARGET, SHEET), (PUSH_URL, header(url)?)];
        Ok((headers, page::html(&ActedFragment { list, notice: self.notice(report) })?).into_response())
    }

    /// The next message with its list; `None` when it went meanwhile.
    async fn open(&self, number: MessageNumber) -> Result<Option<(ListPage, String)>, AppError> {
        let at = MessageRef { mailbox: self.mailbox.clone(), number };
        let how = Opening {
            view: self.asked.view.clone(),
            with_list: true,
            marking: Marking::WithScripts,
            wanted: Wanted::default(),
            receipt_again: false,
        };
        match opening::open(self.app, self.user, &at.into(), how).await {
            Ok(list) => Ok(Some((list, self.message_url(number)))),
            Err(AppError::MessageGone(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    async fn shown(&self) -> Result<Shown, AppError> {
        Shown::read(self.app, self.user, &self.mailbox, self.asked.view.clone()).await
    }
}

fn header(url: String) -> Result<HeaderValue, AppError> {
    HeaderValue::try_from(url).map_err(|error| AppError::Internal(error.into()))
}

//! `POST /mail/{mailbox}/act` and `GET /mail/{mailbox}/erase`

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue};
use axum::response::{IntoResponse as _, Response};
use mailcore::flag::Flag;
use mailcore::mailbox::{Mailbox, MailboxName, MessageRef};
use mailcore::uid::MessageNumber;
use tower_sessions::Session;

use super::judged;
use crate::acting::{self, Act, Obstacle, Outcome};
use crate::app::App;
use crate::documents::Wanted;
use crate::i18n::{Locale, Text};
use crate::preferences::{AfterMove, Preferences};
use crate::reading::{self, Marking};
use crate::teaching::Verdict;
use crate::web::acted::{ActedFragment, MarkedFragment, SaidFragment};
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::extract::{MailboxPath, Query};
use crate::web::page::{self, Chrome, see_other};
use crate::web::panes::opening::{self, Opening};
use crate::web::panes::{ListPage, Shown};
use crate::web::session::SignedIn;
use crate::web::view::View;
use crate::web::{desk, notice, tree, urls};

const PUSH_URL: HeaderName = HeaderName::from_static("hx-push-url");
const REDIRECT: HeaderName = HeaderName::from_static("hx-redirect");
const RESWAP: HeaderName = HeaderName::from_static("hx-reswap");

/// What a form or a link says.
#[derive(Debug, Default)]
struct Asked {
    what: String,
    numbers: Vec<MessageNumber>,
    to: Option<MailboxName>,
    keyword: Option<Flag>,
    /// The list.
    view: View,
    /// The message that is shown when these have gone.
    next: Option<MessageNumber>,
    /// The message that is open, if it is one of these.
    is_open: bool,
}

impl Asked {
    /// Takes the fields it knows; what makes no sense is as if it were not there.
    fn read(fields: Vec<(String, String)>) -> Self {
        let mut asked = Self::default();
        for (name, value) in fields {
            match name.as_str() {
                "do" => asked.what = value,
                "message" => asked.numbers.extend(value.parse::<MessageNumber>()),
                "to" => asked.to = MailboxName::parse(&value),
                "keyword" => asked.keyword = keyword(&value),
                "view" => asked.view = View::parse(&value),
                "next" => asked.next = value.parse().ok(),
                "open" => asked.is_open = true,
                _ => {}
            }
        }
        asked
    }

    /// `None` when no page of ours says that.
    fn act(&self) -> Option<Act> {
        Some(match self.what.as_str() {
            "seen" => Act::Mark(Flag::Seen),
            "unseen" => Act::Unmark(Flag::Seen),
            "flagged" => Act::Mark(Flag::Flagged),
            "unflagged" => Act::Unmark(Flag::Flagged),
            "keyword" => Act::Mark(self.keyword.clone()?),
            "unkeyword" => Act::Unmark(self.keyword.clone()?),
            "move" => Act::Move(self.to.clone()?),
            "copy" => Act::Copy(self.to.clone()?),
            "archive" => Act::Archive,
            "junk" => Act::Judge(Verdict::Spam),
            "not-junk" => Act::Judge(Verdict::NotSpam),
            "delete" => Act::Delete,
            "erase" => Act::Erase,
            _ => return None,
        })
    }
}

/// A keyword that people set: none that programs rely on.
fn keyword(name: &str) -> Option<Flag> {
    Flag::parse(name).filter(|it| matches!(it, Flag::Keyword(_)) && !name.starts_with('\\'))
}

/// Acts on messages of a mailbox, and shows what follows: the next message or the list.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    session: Session,
    user: SignedIn,
    MailboxPath(mailbox): MailboxPath,
    CsrfForm(fields): CsrfForm<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let asked = Asked::read(fields);
    let act = asked.act().filter(|_| !asked.numbers.is_empty()).ok_or_else(unreadable)?;
    let done = acting::act(&desk::of(&app, &user), &mailbox, asked.numbers.clone(), act.clone()).await;
    let outcome = done.map_err(|error| desk::or_gone(error, &mailbox))?;
    let after = After { app: &app, session: &session, user: &user, mailbox, asked };
    match outcome {
        Outcome::AskFirst => Ok(after.ask_first()),
        Outcome::Marked => after.marked(act).await,
        Outcome::Copied(_) | Outcome::NotDone(_) => after.stay(&outcome).await,
        Outcome::Moved(_) | Outcome::Judged(..) | Outcome::Erased => after.go_on(&outcome).await,
    }
}

fn unreadable() -> AppError {
    AppError::BadRequest(Text::new("error-bad-request-sentence"))
}

/// What follows an act.
struct After<'a> {
    app: &'a App,
    session: &'a Session,
    user: &'a SignedIn,
    mailbox: MailboxName,
    asked: Asked,
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
        let open = self.asked.numbers.first().filter(|_| self.asked.is_open);
        open.map_or_else(|| self.list_url(), |it| self.message_url(*it))
    }

    fn ask_first(&self) -> Response {
        let Asked { numbers, view, next, .. } = &self.asked;
        let url = urls::erase(&self.mailbox, numbers, view, *next);
        match HeaderValue::try_from(&url) {
            Ok(url) if self.user.visitor.fragment => ([(REDIRECT, url)], ()).into_response(),
            _ => see_other(&url),
        }
    }

    /// The marks have changed; the list and the folders follow. Without scripts a message that was
    /// marked unread is left: to show it would mark it read again.
    async fn marked(&self, act: Act) -> Result<Response, AppError> {
        if !self.user.visitor.fragment {
            let leaves = act == Act::Unmark(Flag::Seen);
            return Ok(see_other(&if leaves { self.list_url() } else { self.here() }));
        }
        let (visitor, Asked { numbers, is_open, .. }) = (&self.user.visitor, &self.asked);
        let shown = self.shown().await?;
        no_swap(page::html(&MarkedFragment::new(visitor, self.mailbox.clone(), shown, numbers, *is_open))?)
    }

    /// The messages are where they were.
    async fn stay(&self, outcome: &Outcome) -> Result<Response, AppError> {
        let text = sentence(outcome, self.asked.numbers.len(), self.user.visitor.locale);
        if !self.user.visitor.fragment {
            notice::leave(self.session, &text).await?;
            return Ok(see_other(&self.here()));
        }
        let folders = reading::folders(&desk::of(self.app, self.user)).await;
        let chrome = Chrome::new(&self.user.visitor).with_folders(folders, Some(self.mailbox.clone()));
        no_swap(page::html(&SaidFragment { chrome, text })?)
    }

    /// The messages have gone: the next one, or the list.
    async fn go_on(&self, outcome: &Outcome) -> Result<Response, AppError> {
        let text = sentence(outcome, self.asked.numbers.len(), self.user.visitor.locale);
        let decided = Preferences::of(&self.app.store, self.user.account).await?;
        let next = self.asked.next.filter(|_| decided.after_move == AfterMove::Next);
        if !self.user.visitor.fragment {
            notice::leave(self.session, &text).await?;
            let next = next.map(|it| self.message_url(it));
            return Ok(see_other(&next.unwrap_or_else(|| self.list_url())));
        }
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
        let url = HeaderValue::try_from(url).map_err(|error| AppError::Internal(error.into()))?;
        Ok(([(PUSH_URL, url)], page::html(&ActedFragment { list, text })?).into_response())
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

/// What is answered goes to other places than where the form points.
fn no_swap(response: Response) -> Result<Response, AppError> {
    Ok(([(RESWAP, HeaderValue::from_static("none"))], response).into_response())
}

/// What happened, in a sentence.
fn sentence(outcome: &Outcome, count: usize, locale: Locale) -> Text {
    let named = |key: &'static str, to: &Mailbox| Text::new(key).with("folder", tree::name(to, locale));
    let text = match outcome {
        Outcome::Moved(to) => named("act-moved", to),
        Outcome::Judged(to, lesson) => {
            return judged::sentence(named("act-moved", to).with("count", count), *lesson, locale);
        }
        Outcome::Copied(to) => named("act-copied", to),
        Outcome::Erased => Text::new("act-erased"),
        Outcome::NotDone(Obstacle::NoMailbox) => Text::new("act-no-folder"),
        Outcome::NotDone(Obstacle::Here) => Text::new("act-already-here"),
        Outcome::NotDone(Obstacle::Full) => Text::new("act-full"),
        Outcome::NotDone(Obstacle::Refused) => Text::new("act-refused"),
        Outcome::NotDone(Obstacle::NotKept) => Text::new("act-not-kept"),
        // These have no sentence: the page shows them.
        Outcome::Marked | Outcome::AskFirst => Text::new("act-marked"),
    };
    text.with("count", count)
}

/// Whether messages are to go for good.
#[derive(Debug, Template)]
#[template(path = "mailbox/erase.html")]
struct ErasePage {
    chrome: Chrome,
    act_url: String,
    back_url: String,
    numbers: Vec<MessageNumber>,
    view: String,
    next: String,
}

/// Asks before messages go for good.
pub(in crate::web) async fn ask(
    State(app): State<App>,
    user: SignedIn,
    MailboxPath(mailbox): MailboxPath,
    Query(fields): Query<Vec<(String, String)>>,
    view: View,
) -> Result<Response, AppError> {
    let asked = Asked::read(fields);
    let first = *asked.numbers.first().ok_or(AppError::NotFound)?;
    let back = MessageRef { mailbox: mailbox.clone(), number: first };
    let folders = reading::folders(&desk::of(&app, &user)).await;
    page::html(&ErasePage {
        act_url: urls::act(&mailbox),
        back_url: urls::message_in(&back, &view),
        chrome: Chrome::new(&user.visitor).with_folders(folders, Some(mailbox)),
        numbers: asked.numbers,
        view: view.query(),
        next: asked.next.map(|it| it.to_string()).unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(fields: &[(&str, &str)]) -> Asked {
        Asked::read(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn several_messages_are_taken_and_nonsense_is_not() {
        let asked =
            asked(&[("do", "move"), ("message", "7-1"), ("message", "x"), ("message", "7-2"), ("to", "A")]);
        assert_eq!(asked.numbers.len(), 2);
        assert_eq!(asked.act(), MailboxName::parse("A").map(Act::Move));
    }

    #[test]
    fn only_acts_of_ours_are_done() {
        for fields in [
            &[("do", "format")][..],
            &[],
            &[("do", "move")],
            &[("do", "move"), ("to", "a\r\nb")],
            &[("do", "keyword"), ("keyword", r"\Deleted")],
            &[("do", "keyword"), ("keyword", "$MDNSent")],
            &[("do", "keyword"), ("keyword", "two words")],
        ] {
            assert_eq!(asked(fields).act(), None, "{fields:?}");
        }
        let label = asked(&[("do", "unkeyword"), ("keyword", "$label1")]);
        assert_eq!(label.act(), Flag::parse("$label1").map(Act::Unmark));
    }
}

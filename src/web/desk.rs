//! A signed-in person to what the features need of the program for them.

use std::sync::Arc;
use std::time::Duration;

use mailcore::credentials::Credentials;
use mailcore::imap;
use mailcore::mailbox::MailboxName;
use zeroize::Zeroizing;

use super::error::AppError;
use super::session::SignedIn;
use crate::app::App;
use crate::contacts::remote::{Reach, syncing};
use crate::desk::Desk;
use crate::login::SignedUp;
use crate::outbox::limits;
use crate::preferences::Preferences;
use crate::{compose, fetch, folders, identities, outbox, responses, rules};

/// The longest that a page waits for the submission server: what takes longer goes on without it.
const MOST_PATIENCE: Duration = Duration::from_secs(15);

/// Time of a request that is kept for everything but waiting.
const MARGIN: Duration = Duration::from_secs(5);

/// The person's place in the program.
pub(in crate::web) fn of(app: &App, user: &SignedIn) -> Desk {
    let SignedIn { account, credentials, servers, visitor } = user;
    app.desk(*account, credentials.clone(), Arc::clone(servers), Arc::clone(&visitor.preferences))
}

/// What the person's address books on servers are reached with.
pub(in crate::web) fn reach(app: &App, user: &SignedIn) -> Reach {
    app.reach(Some(user.credentials.clone()))
}

/// Prepares for somebody who just signed in, off the request: takes up what a crash left in their outbox, looks at
/// their rules, reads their address books on servers, and asks their submission server how much it takes.
pub(in crate::web) fn welcome(app: &App, who: &SignedUp, now: i64) {
    let (app, who) = (app.clone(), who.clone());
    tokio::spawn(async move {
        let preferences = Preferences::of_or_usual(&app.decisions, who.account).await;
        let SignedUp { account, credentials, servers } = who;
        syncing::refresh(&app.reach(Some(credentials.clone())), account, now);
        let desk = app.desk(account, credentials, servers, Arc::new(preferences));
        rules::look_again(&desk, now);
        let (resumed, ()) =
            tokio::join!(outbox::resume(&desk, now), limits::learn(&desk.servers.submission, now));
        // When the program ends, the next one takes it up.
        let is_the_end = |outbox::Error::Store(error): &outbox::Error| error.is_the_end();
        if let Err(error) = resumed
            && !is_the_end(&error)
        {
            tracing::error!(error = &error as &dyn std::error::Error, "the outbox could not be taken up");
        }
    });
}

/// Lets the person's messages that wait sign in with a new password. One that stays as it was is held when its time
/// comes, and says why.
pub(in crate::web) async fn renew_waiting(desk: Desk, password: Zeroizing<String>) {
    let credentials = Credentials::new(desk.credentials.login().to_owned(), password);
    let renewed = outbox::waiting::renew(&Desk { credentials, ..desk }).await;
    if let Err(error) = renewed {
        tracing::error!(error = &error as &dyn std::error::Error, "messages wait with the old password");
    }
}

/// How long a page may wait for a message to be sent.
pub(in crate::web) fn patience(app: &App) -> Duration {
    let limit = app.config.request_timeout;
    limit.saturating_sub(MARGIN).max(limit / 2).min(MOST_PATIENCE)
}

/// A message that is gone has a page with a way back to its mailbox.
pub(in crate::web) fn or_gone(error: impl Into<fetch::Error>, at: &MailboxName) -> AppError {
    match error.into() {
        fetch::Error::Mail(imap::Error::Gone) => AppError::MessageGone(at.clone()),
        error => error.into(),
    }
}

impl From<fetch::Error> for AppError {
    fn from(error: fetch::Error) -> Self {
        match error {
            fetch::Error::Mail(error) => error.into(),
            fetch::Error::Broken(error) => Self::Internal(error.into()),
        }
    }
}

impl From<folders::roles::Error> for AppError {
    fn from(error: folders::roles::Error) -> Self {
        match error {
            folders::roles::Error::Mail(error) => error.into(),
            folders::roles::Error::Store(error) => error.into(),
        }
    }
}

impl From<outbox::Error> for AppError {
    fn from(error: outbox::Error) -> Self {
        match error {
            outbox::Error::Store(error) => error.into(),
        }
    }
}

impl From<identities::CannotKeep> for AppError {
    fn from(error: identities::CannotKeep) -> Self {
        match error {
            identities::CannotKeep::Store(error) => error.into(),
            identities::CannotKeep::Fetch(error) => error.into(),
        }
    }
}

impl From<responses::Error> for AppError {
    fn from(error: responses::Error) -> Self {
        match error {
            responses::Error::Store(error) => error.into(),
            responses::Error::Fetch(error) => error.into(),
        }
    }
}

impl From<compose::Error> for AppError {
    fn from(error: compose::Error) -> Self {
        match error {
            compose::Error::Store(error) => error.into(),
            compose::Error::Outbox(error) => error.into(),
            compose::Error::Fetch(error) => error.into(),
            compose::Error::Response(error) => error.into(),
            compose::Error::Sealed(_)
            | compose::Error::Content(_)
            | compose::Error::Write(_)
            | compose::Error::Spelling(_) => Self::Internal(error.into()),
        }
    }
}

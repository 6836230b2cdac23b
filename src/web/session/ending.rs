//! How sessions end: this one, another one of the same person, all others, also because the password is another one.

use axum::response::Response;
use mailcore::credentials::Credentials;
use zeroize::Zeroizing;

use super::Visit;
use super::cookies::{cookie, set_cookie};
use crate::login::{Caller, SignedUp};
use crate::secret;
use crate::store::AccountId;
use crate::store::sessions::OpenSession;
use crate::web::error::AppError;

/// Which sessions are to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::web) enum Others<'a> {
    /// All but this one.
    All,
    /// The one of this name: [`name`].
    Named(&'a str),
}

/// What a page calls a session, which tells nothing of what it is known by.
pub(in crate::web) fn name(id: &str) -> String {
    secret::fingerprint([b"session".as_slice(), id.as_bytes()])
}

impl Visit {
    /// What the session is known by; for no log.
    pub(in crate::web) fn session_id(&self) -> Option<String> {
        self.0.session.id().map(|it| it.to_string())
    }

    /// Signs out: the row and both cookies go, the connections to the mail server and the streams of
    /// events with them.
    pub(in crate::web) async fn end(&self, response: &mut Response) -> Result<(), AppError> {
        if let Ok(Some(person)) = self.person().await {
            self.0.app.documents.forget(AccountId(person.kept.account));
            let login = person.credentials.login();
            self.0.app.imap.close(&self.0.app.config.servers_of(login).imap, login).await;
        }
        if let Some(session) = self.session_id() {
            self.0.app.live.leave(&session);
        }
        self.0.session.flush().await?;
        let mut gone = cookie(&self.0.app, "key", String::new());
        gone.make_removal();
        set_cookie(response, &gone);
        Ok(())
    }

    /// The password is another one: all other sessions end, and this one goes on with it under a new number. The
    /// cookies go out with `response`.
    pub(in crate::web) async fn go_on_with(
        &self,
        password: &Zeroizing<String>,
        caller: &Caller,
        response: &mut Response,
    ) -> Result<(), AppError> {
        self.close(Others::All).await?;
        let person = self.person().await?.ok_or(AppError::NotSignedIn)?;
        let login = person.kept.login.clone();
        let servers = self.0.app.config.servers_of(&login);
        let credentials = Credentials::new(login, password.clone());
        let who = SignedUp { account: AccountId(person.kept.account), credentials, servers };
        if let Some(session) = self.session_id() {
            // Its watch has the old password.
            self.0.app.live.leave(&session);
        }
        self.begin(&who, password, person.kept.language.clone(), caller, response).await
    }

    /// The sessions of an account, the one that was used last first.
    pub(in crate::web) async fn sessions(&self, account: AccountId) -> Result<Vec<OpenSession>, AppError> {
        Ok(self.0.app.store.open_sessions(account, self.0.app.config.session_idle, self.0.now).await?)
    }

    /// Ends other sessions of the person, with their streams of events, and the connections to the mail server;
    /// this session opens new ones. How many that were.
    pub(in crate::web) async fn close(&self, others: Others<'_>) -> Result<usize, AppError> {
        let person = self.person().await?.ok_or(AppError::NotSignedIn)?;
        let (account, app) = (AccountId(person.kept.account), &self.0.app);
        let own = self.session_id().ok_or(AppError::NotSignedIn)?;
        let only = match others {
            Others::All => None,
            Others::Named(wanted) => {
                let found = self.sessions(account).await?.into_iter().find(|it| name(&it.id) == wanted);
                let Some(found) = found else { return Ok(0) };
                Some(found.id)
            }
        };
        let closed = app.store.close_sessions(account, &own, only.as_deref()).await?;
        for session in &closed {
            app.live.leave(session);
        }
        let login = person.credentials.login();
        app.imap.close(&app.config.servers_of(login).imap, login).await;
        Ok(closed.len())
    }
}

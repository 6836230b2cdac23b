//! How sessions end: this one, another one of the same person, all others, also because the password is another one.

use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use mailcore::credentials::Credentials;
use zeroize::Zeroizing;

use super::cookies::{cookie, set_cookie};
use super::{KEPT, Kept, Visit};
use crate::factor;
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

    /// The password is another one, whether or not somebody still waits for the page: all other sessions end, and
    /// this one has it, under the key that the browser brought. What fails is told in the log alone, and keeps
    /// nothing else from being done.
    pub(in crate::web) async fn keep(&self, password: &Zeroizing<String>) {
        let ended = self.close(Others::All).await.map(drop);
        if let Some(session) = self.session_id() {
            // Its watch has the old password.
            self.0.app.live.leave(&session);
        }
        for done in [ended, self.reseal(password).await] {
            if let Err(error) = done {
                tracing::error!(?error, "a password was changed, and a session is of the old one");
            }
        }
    }

    /// Ends the sessions that began with the old password after the others had ended ([`Visit::keep`]).
    pub(in crate::web) async fn close_late_others(&self) {
        match self.close(Others::All).await {
            Ok(0) => {}
            Ok(closed) => tracing::info!(closed, "sessions began with a password that was changed"),
            Err(error) => {
                tracing::error!(?error, "a password was changed, and a session may be of the old one")
            }
        }
    }

    /// A second factor was switched on, and sessions ended with it (`closed`): their streams of events end, the
    /// connections to the mail server, and sessions that began at the same moment.
    pub(in crate::web) async fn is_guarded(&self, closed: &[String]) -> Result<(), AppError> {
        closed.iter().for_each(|it| self.0.app.live.leave(it));
        self.close(Others::All).await.map(drop)
    }

    async fn reseal(&self, password: &Zeroizing<String>) -> Result<(), AppError> {
        let person = self.person().await?.ok_or(AppError::NotSignedIn)?;
        let key = self.0.key.as_ref().ok_or(AppError::NotSignedIn)?;
        let sealed = URL_SAFE_NO_PAD.encode(key.seal(password.as_bytes(), &person.kept.login).0);
        self.0.session.insert(KEPT, Kept { password: sealed, ..person.kept.clone() }).await?;
        Ok(self.0.session.save().await?)
    }

    /// This session, which has a new password ([`Visit::keep`]), goes on under a new number. The cookies go out with
    /// `response`.
    pub(in crate::web) async fn go_on_with(
        &self,
        password: &Zeroizing<String>,
        caller: &Caller,
        response: &mut Response,
    ) -> Result<(), AppError> {
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

    /// The sessions of the person, in whatever case they wrote their name, the one that was used last first.
    pub(in crate::web) async fn sessions(&self) -> Result<Vec<OpenSession>, AppError> {
        let (store, idle) = (&self.0.app.store, self.0.app.config.session_idle);
        let mut open = Vec::new();
        for account in self.accounts().await? {
            open.extend(store.open_sessions(account, idle, self.0.now).await?);
        }
        open.sort_by_key(|it| std::cmp::Reverse(it.used_at));
        Ok(open)
    }

    /// All accounts that the mail server may take for the person.
    async fn accounts(&self) -> Result<Vec<AccountId>, AppError> {
        let person = self.person().await?.ok_or(AppError::NotSignedIn)?;
        Ok(self.0.app.store.accounts_named(person.credentials.login()).await?)
    }

    /// Ends other sessions of the person, with their streams of events, and the connections to the mail server;
    /// this session opens new ones. With all others go the logins that wait for a code. How many sessions that were.
    pub(in crate::web) async fn close(&self, others: Others<'_>) -> Result<usize, AppError> {
        let person = self.person().await?.ok_or(AppError::NotSignedIn)?;
        let app = &self.0.app;
        let own = self.session_id().ok_or(AppError::NotSignedIn)?;
        let only = match others {
            Others::All => None,
            Others::Named(wanted) => {
                let found = self.sessions().await?.into_iter().find(|it| name(&it.id) == wanted);
                let Some(found) = found else { return Ok(0) };
                Some(found.id)
            }
        };
        let login = person.credentials.login();
        let mut closed = Ok(0);
        if others == Others::All {
            // Whoever has the password and awaits a code is no session yet.
            closed = factor::end_waiting(&app.store, login).await.map(|()| 0).map_err(AppError::from);
        }
        for account in self.accounts().await? {
            match app.store.close_sessions(account, &own, only.as_deref()).await {
                Ok(sessions) => {
                    sessions.iter().for_each(|it| app.live.leave(it));
                    closed = closed.map(|it: usize| it + sessions.len());
                }
                Err(error) => closed = Err(error.into()),
            }
        }
        app.imap.close(&app.config.servers_of(login).imap, login).await;
        closed
    }
}

//! Between the password and the code: a login that waits.
//!
//! What waits lies in the database, sealed under a key that is in a cookie of the browser and nowhere else; so neither
//! a stolen database nor the cookie alone has the password, as with a session.

use axum::response::Response;
use mailcore::credentials::Credentials;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::Visit;
use super::cookies::{cookie, set_cookie};
use crate::factor;
use crate::login::{self, SignedUp};
use crate::secret::{Sealed, SealingKey, random_hex};
use crate::store::AccountId;
use crate::web::error::AppError;

/// What the key of the browser seals.
const LABEL: &str = "login that waits";

/// What the cookie of a login that waits holds: which one it is, and what opens it.
#[derive(Clone, Debug)]
pub(super) struct Waiting {
    id: String,
    key: SealingKey,
}

impl Waiting {
    pub(super) fn from_text(text: &str) -> Option<Self> {
        let (id, key) = text.split_once('.')?;
        Some(Self { id: id.to_owned(), key: SealingKey::from_text(key)? })
    }

    fn to_text(&self) -> String {
        format!("{}.{}", self.id, *self.key.to_text())
    }
}

/// Somebody whose password was right.
pub(in crate::web) struct Halfway {
    /// Which login it is.
    pub(in crate::web) id: String,
    /// Who it is.
    pub(in crate::web) who: SignedUp,
    /// Their password.
    pub(in crate::web) password: Zeroizing<String>,
    /// Where they go from here; empty is the inbox.
    pub(in crate::web) next: String,
}

#[derive(Serialize, Deserialize)]
struct Content {
    account: i64,
    login: String,
    password: String,
    next: String,
}

impl Visit {
    /// Lets a login wait for its code; the cookie goes out with `response`.
    pub(in crate::web) async fn wait_for_code(
        &self,
        who: &SignedUp,
        password: &str,
        next: &str,
        response: &mut Response,
    ) -> Result<(), AppError> {
        let content = Content {
            account: who.account.0,
            login: who.credentials.login().to_owned(),
            password: password.to_owned(),
            next: next.to_owned(),
        };
        let octets = serde_json::to_vec(&content).map_err(|error| AppError::Internal(error.into()));
        drop(Zeroizing::new(content.password));
        let waiting = Waiting { id: random_hex::<16>(), key: SealingKey::random() };
        let sealed = waiting.key.seal(&Zeroizing::new(octets?), LABEL);
        // Of one browser one login waits: its owner would be told of the other one as somebody else's.
        if let Some(before) = &self.0.waiting {
            self.0.app.store.end_waiting_login(&before.id).await?;
        }
        factor::wait(&self.0.app.store, who.credentials.login(), &waiting.id, &sealed, self.0.now).await?;
        set_cookie(response, &cookie(&self.0.app, "code", waiting.to_text()));
        Ok(())
    }

    /// The login that waits in this browser, for ten minutes. By a name that the operator closed out meanwhile nobody
    /// waits.
    pub(in crate::web) async fn halfway(&self) -> Result<Option<Halfway>, AppError> {
        let Some(Waiting { id, key }) = &self.0.waiting else { return Ok(None) };
        let Some(sealed) = self.0.app.store.waiting_login(id, self.0.now).await? else { return Ok(None) };
        let opened = key.open(&Sealed(sealed), LABEL).ok();
        let Some(content) = opened.and_then(|it| serde_json::from_slice::<Content>(&it).ok()) else {
            return Ok(None);
        };
        let Content { account, login, password, next } = content;
        let password = Zeroizing::new(password);
        if !login::is_ours(&login, &self.0.app.config) {
            return Ok(None);
        }
        let servers = self.0.app.config.servers_of(&login);
        let credentials = Credentials::new(login, password.clone());
        let who = SignedUp { account: AccountId(account), credentials, servers };
        Ok(Some(Halfway { id: id.clone(), who, password, next }))
    }

    /// Takes the cookie of a login that waited from the browser.
    pub(in crate::web) fn waits_no_more(&self, response: &mut Response) {
        let mut gone = cookie(&self.0.app, "code", String::new());
        gone.make_removal();
        set_cookie(response, &gone);
    }
}

//! The password once more, before mail goes on to somebody outside or the login is guarded otherwise, and a code where
//! a password that was found out must not do.

use std::net::IpAddr;

use zeroize::Zeroizing;

use crate::app::App;
use crate::i18n::Text;
use crate::login::{self, Caller};
use crate::store::factors::For;
use crate::web::error::AppError;
use crate::web::login::problem;
use crate::web::session::SignedIn;

/// What came of it.
#[derive(Debug, Default)]
pub(super) struct Proof {
    /// It is the person.
    pub(super) is_given: bool,
    /// Why it was not taken.
    pub(super) problem: Option<Text>,
}

/// Tries a password as at a login, so that attempts are counted; an empty one proves nothing.
pub(super) async fn read(
    app: &App,
    user: &SignedIn,
    password: String,
    from: IpAddr,
) -> Result<Proof, AppError> {
    let password = Zeroizing::new(password);
    if password.is_empty() {
        return Ok(Proof::default());
    }
    let login = user.credentials.login();
    let now = user.visitor.now;
    match login::try_password(&app.config, &app.store, &app.imap, login, password, from, now).await {
        Ok(who) => Ok(Proof { is_given: who.account == user.account, problem: None }),
        Err(login::Error::Store(error)) => Err(error.into()),
        Err(error) => Ok(Proof { is_given: false, problem: Some(problem(&error)) }),
    }
}

/// Takes a code of the second factor as at a login, so that attempts are counted; why it was not taken.
pub(super) async fn take_code(
    app: &App,
    user: &SignedIn,
    code: &str,
    caller: &Caller,
) -> Result<Option<Text>, AppError> {
    let login = user.credentials.login();
    match login::try_code(&app.config, &app.store, &app.server_key, login, code, For::Proof, caller).await {
        Ok(()) => Ok(None),
        Err(login::Error::Store(error)) => Err(error.into()),
        Err(error) => Ok(Some(problem(&error))),
    }
}

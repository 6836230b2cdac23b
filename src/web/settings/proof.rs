//! The password once more, before mail goes on to somebody outside.

use std::net::IpAddr;

use zeroize::Zeroizing;

use crate::app::App;
use crate::i18n::Text;
use crate::login;
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

//! `POST /mail/{mailbox}/{message}/receipt`

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use tower_sessions::Session;

use super::or_gone;
use crate::app::App;
use crate::receipts::{self, Outcome, Wish, Words};
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::extract::MessagePath;
use crate::web::page::{self, Chrome};
use crate::web::panes::reader::receipt::{ReceiptNotice, sentence};
use crate::web::session::SignedIn;
use crate::web::{desk, notice, urls};

/// What is sent.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct ReceiptForm {
    #[serde(rename = "do")]
    wish: Wished,
}

/// The buttons, and the page itself.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Wished {
    Send,
    Always,
    Ignore,
    Automatic,
}

/// What became of the request, in its place on the page.
#[derive(Debug, Template)]
#[template(path = "message/receipt.html")]
struct ReceiptFragment {
    chrome: Chrome,
    receipt: ReceiptNotice,
}

/// Answers a request for a receipt, and shows the message again.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    session: Session,
    user: SignedIn,
    MessagePath(at): MessagePath,
    CsrfForm(form): CsrfForm<ReceiptForm>,
) -> Result<Response, AppError> {
    let wish = match form.wish {
        Wished::Send => Wish::Send,
        Wished::Always => Wish::Always,
        Wished::Ignore => Wish::Ignore,
        Wished::Automatic => Wish::Automatic,
    };
    let visitor = &user.visitor;
    let words = Words { locale: visitor.locale, host: host(&app.config.public_url) };
    let answered = receipts::answer(&desk::of(&app, &user), &at, wish, words, visitor.now).await;
    let outcome = answered.map_err(|error| match error {
        receipts::Error::Fetch(error) => or_gone(error, &at),
        receipts::Error::Store(error) => error.into(),
        receipts::Error::Write(_) => AppError::Internal(error.into()),
    })?;
    if visitor.fragment {
        let receipt = ReceiptNotice::answered(&at, &outcome);
        return page::html(&ReceiptFragment { chrome: Chrome::new(visitor), receipt });
    }
    notice::leave(&session, &sentence(&outcome)).await?;
    Ok(page::see_other(&match outcome {
        Outcome::NotSent(_) => urls::message_asking_again(&at),
        _ => urls::message(&at),
    }))
}

/// The host of an origin, without its port.
fn host(origin: &str) -> &str {
    let authority = origin.split_once("://").map_or(origin, |(_, authority)| authority);
    match authority.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|it| it.is_ascii_digit()) => host,
        _ => authority,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_is_told_without_its_port() {
        for (origin, expected) in [
            ("https://mail.example", "mail.example"),
            ("http://127.0.0.1:8080", "127.0.0.1"),
            ("http://[::1]:8080", "[::1]"),
            ("http://[::1]", "[::1]"),
        ] {
            assert_eq!(host(origin), expected);
        }
    }
}

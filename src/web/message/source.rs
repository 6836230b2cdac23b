//! `GET /mail/{mailbox}/{message}/source` and `GET /mail/{mailbox}/{message}/export`

use askama::Template;
use axum::body::Body;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};

use super::foreign::{self, How};
use super::{message_at, or_gone};
use crate::app::App;
use crate::reading::source::{self, MOST_SHOWN};
use crate::web::error::AppError;
use crate::web::extract::Path;
use crate::web::page::{self, Chrome};
use crate::web::session::SignedIn;
use crate::web::{desk, urls};

/// The longest name of a file that is made of a subject, in characters.
const MOST_NAME: usize = 120;

/// The source of a message.
#[derive(Debug, Template)]
#[template(path = "message/source.html")]
struct SourcePage {
    chrome: Chrome,
    text: String,
    /// How much is shown, where that is not all.
    cut_after: Option<String>,
    back_url: String,
    export_url: String,
}

/// The beginning of a message as it is written.
pub(in crate::web) async fn show(
    State(app): State<App>,
    user: SignedIn,
    Path((mailbox, number)): Path<(String, String)>,
) -> Result<Response, AppError> {
    let at = message_at(&mailbox, &number)?;
    let found = source::look(&desk::of(&app, &user), &at).await;
    let found = found.map_err(|error| or_gone(error, &at))?;
    page::html(&SourcePage {
        chrome: Chrome::new(&user.visitor),
        text: found.text,
        cut_after: found.is_cut.then(|| user.visitor.locale.size(MOST_SHOWN)),
        back_url: urls::message(&at),
        export_url: urls::message_view(&at, "export"),
    })
}

/// A whole message as a file.
pub(in crate::web) async fn export(
    State(app): State<App>,
    user: SignedIn,
    Path((mailbox, number)): Path<(String, String)>,
) -> Result<Response, AppError> {
    let at = message_at(&mailbox, &number)?;
    let whole = source::take(&desk::of(&app, &user), &at).await;
    let whole = whole.map_err(|error| or_gone(error, &at))?;
    let headers = foreign::headers("message/rfc822", How::Saved, &file_name(&whole.subject));
    Ok((headers, Body::from_stream(whole.into_octets())).into_response())
}

/// A name that every system takes: its subject without what separates folders or means something to
/// a shell.
fn file_name(subject: &str) -> String {
    let kept = subject.chars().map(|it| match it {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '-',
        it if it.is_control() => ' ',
        it => it,
    });
    let name: String = kept.take(MOST_NAME).collect();
    match name.trim().trim_matches('.') {
        "" => "message.eml".to_owned(),
        name => format!("{name}.eml"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_a_name_on_every_system() {
        for (subject, expected) in [
            ("Devis 12/2026 : été", "Devis 12-2026 - été.eml"),
            ("..\\..\\etc", "-..-etc.eml"),
            ("", "message.eml"),
            (" .. ", "message.eml"),
        ] {
            assert_eq!(file_name(subject), expected, "{subject:?}");
        }
        assert_eq!(file_name(&"é".repeat(900)).chars().count(), MOST_NAME + 4);
    }
}

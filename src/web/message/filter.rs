//! `GET /mail/{mailbox}/{message}/filter`

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use mailcore::address::read_list;

use super::or_gone;
use crate::app::App;
use crate::filters::offer::{ActionKind, Offer};
use crate::filters::rule;
use crate::reading::header::{self, WholeHeader};
use crate::web::error::AppError;
use crate::web::extract::MessagePath;
use crate::web::page::{self, Chrome};
use crate::web::session::SignedIn;
use crate::web::{desk, tree, urls};

/// What a rule for messages like this one could look at, and where these would go.
#[derive(Debug, Template)]
#[template(path = "message/filter.html")]
struct FilterPage {
    chrome: Chrome,
    back_url: String,
    /// May be empty.
    subject: String,
    /// What can be chosen; empty where the message has nothing of it.
    offered: Vec<Offered>,
    /// Folders, with what they are called; none where the server for rules cannot file messages.
    folders: Vec<(String, String)>,
}

/// A condition that can be chosen.
#[derive(Debug)]
struct Offered {
    /// Its name in the form.
    name: &'static str,
    /// The key of what it is about.
    words: &'static str,
    value: String,
    is_chosen: bool,
}

/// Asks what of a message a rule is to look at.
pub(in crate::web) async fn show(
    State(app): State<App>,
    user: SignedIn,
    MessagePath(at): MessagePath,
) -> Result<Response, AppError> {
    let desk = desk::of(&app, &user);
    let header = header::whole(&desk, &at).await;
    let WholeHeader { subject, fields, mailboxes, .. } = header.map_err(|error| or_gone(error, &at))?;
    let value = |name: &str| fields.iter().find(|it| it.0.eq_ignore_ascii_case(name)).map(|it| it.1.as_str());
    let address = |name: &str| {
        let first = value(name).map(read_list).and_then(|it| it.into_iter().find_map(Result::ok));
        first.map_or_else(String::new, |it| it.address.to_ascii())
    };
    let list = value("List-Id").map(list_id).unwrap_or_default();
    let offered = [
        ("from", "filters-from", address("From"), list.is_empty()),
        ("recipient", "filters-recipient", address("To"), false),
        ("subject", "filters-subject", subject.clone(), false),
        ("list", "filters-list", list.to_owned(), true),
    ];
    let offered = offered.into_iter().filter(|it| !it.2.trim().is_empty());
    let offered = offered.map(|(name, words, value, is_chosen)| Offered { name, words, value, is_chosen });
    let chrome = Chrome::new(&user.visitor).with_folders(mailboxes, Some(at.mailbox.clone()));
    // While that server is away, the next page says so.
    let offer = rule::offer(&desk, user.visitor.now).await.unwrap_or_else(|error| {
        tracing::warn!(error = &error as &dyn std::error::Error, "rules could not be read");
        Offer::all()
    });
    let files = offer.actions.contains(&ActionKind::Move);
    let folders = tree::paths(&chrome, &[]).into_iter().filter(|_| files);
    let folders = folders.map(|(name, words)| (name.to_string(), words));
    page::html(&FilterPage {
        back_url: urls::message(&at),
        subject,
        offered: offered.collect(),
        folders: folders.collect(),
        chrome,
    })
}

/// The name of a list without its description (RFC 2919, section 3).
fn list_id(field: &str) -> &str {
    let inside = field.rsplit_once('<').and_then(|it| it.1.split_once('>')).map(|it| it.0);
    inside.unwrap_or(field).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_named_without_its_description() {
        assert_eq!(list_id("La Gazette <gazette.papier.example>"), "gazette.papier.example");
        assert_eq!(list_id(" a.b "), "a.b");
    }
}

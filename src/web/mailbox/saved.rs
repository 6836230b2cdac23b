//! `POST /searches`: a search is kept under a name, or one that was kept is forgotten.

use axum::extract::State;
use axum::response::Response;
use mailcore::mailbox::MailboxName;
use serde::Deserialize;
use tower_sessions::Session;

use crate::app::App;
use crate::i18n::Text;
use crate::preferences::Preferences;
use crate::preferences::searches::{MOST_SEARCHES, NotSaved};
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::page::see_other;
use crate::web::session::SignedIn;
use crate::web::view::View;
use crate::web::{notice, urls};

/// What is to be kept, or the name of what is to be forgotten.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct SearchForm {
    name: String,
    mailbox: String,
    view: String,
    forget: String,
    /// The page that it was sent from.
    back: String,
}

impl SearchForm {
    /// Does what it says; the sentence about it. What is no search is as if nothing were said.
    fn apply(&self, preferences: &mut Preferences) -> Option<Text> {
        if !self.forget.is_empty() {
            preferences.forget_search(&self.forget);
            return Some(Text::new("saved-forgotten").with("name", self.forget.as_str()));
        }
        let mailbox = MailboxName::parse(&self.mailbox)?;
        let view = View { unfold: Vec::new(), ..View::parse(&self.view).at(0) };
        if !view.is_narrowed() {
            return None;
        }
        Some(match preferences.save_search(&self.name, &mailbox, view.query()) {
            Ok(name) => Text::new("saved-done").with("name", name),
            Err(NotSaved::NoName) => Text::new("saved-no-name"),
            Err(NotSaved::TooMany) => Text::new("saved-too-many").with("count", MOST_SEARCHES),
        })
    }
}

/// Keeps or forgets, and goes back.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    session: Session,
    user: SignedIn,
    CsrfForm(form): CsrfForm<SearchForm>,
) -> Result<Response, AppError> {
    if let Some(sentence) = Preferences::change(&app.decisions, user.account, |it| form.apply(it)).await? {
        notice::leave(&session, &sentence).await?;
    }
    Ok(see_other(if urls::is_ours(&form.back) { &form.back } else { "/" }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(form: SearchForm, preferences: &mut Preferences) -> Option<&'static str> {
        form.apply(preferences).map(|it| it.key)
    }

    #[test]
    fn only_what_narrows_a_list_is_kept_and_without_its_page() {
        let mut decided = Preferences::default();
        let form = |mailbox: &str, view: &str| SearchForm {
            name: "Devis".to_owned(),
            mailbox: mailbox.to_owned(),
            view: view.to_owned(),
            ..SearchForm::default()
        };
        assert_eq!(said(form("INBOX", "page=3&sort=size"), &mut decided), None);
        assert_eq!(said(form("a\r\nb", "q=devis"), &mut decided), None);
        assert_eq!(
            said(form("INBOX", "page=3&q=devis&scope=everywhere&unfold=1"), &mut decided),
            Some("saved-done")
        );
        assert_eq!(decided.searches.first().map(|it| it.view.as_str()), Some("q=devis&scope=everywhere"));
        let forget = SearchForm { forget: "Devis".to_owned(), ..SearchForm::default() };
        assert_eq!((said(forget, &mut decided), decided), (Some("saved-forgotten"), Preferences::default()));
    }
}

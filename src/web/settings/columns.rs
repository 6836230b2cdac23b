//! `POST /settings/mailbox/columns`: what rows of one line show, and in which order.

use axum::extract::State;
use axum::response::Response;
use tower_sessions::Session;

use super::Section;
use crate::app::App;
use crate::i18n::Text;
use crate::preferences::Preferences;
use crate::preferences::columns::{Column, Columns};
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::session::SignedIn;

/// The name of the preference.
pub(super) const NAME: &str = "columns";

/// The columns, each with its name in the form and the key of its words.
const COLUMNS: [(Option<Column>, &str, &str); 7] = [
    (None, "none", "column-none"),
    (Some(Column::From), "from", "column-from"),
    (Some(Column::Subject), "subject", "column-subject"),
    (Some(Column::Marks), "marks", "column-marks"),
    (Some(Column::Date), "date", "column-date"),
    (Some(Column::To), "to", "column-to"),
    (Some(Column::Size), "size", "column-size"),
];

/// What can stand at one place: names, keys of words, and whether it does.
pub(in crate::web) type Place = Vec<(&'static str, &'static str, bool)>;

/// All places, from the first.
pub(super) fn places(columns: Columns) -> Vec<Place> {
    let place = |it: Option<Column>| COLUMNS.map(|(column, name, key)| (name, key, column == it)).to_vec();
    columns.places().map(place).to_vec()
}

/// What a form says: its places in their order. What is none of the columns is as if it were none.
fn read(fields: &[(String, String)]) -> Columns {
    let named = |value: &str| COLUMNS.iter().find(|(_, name, _)| *name == value).and_then(|(it, ..)| *it);
    let chosen = fields.iter().filter(|(name, _)| name == "column").filter_map(|(_, it)| named(it));
    Columns::from(chosen.collect::<Vec<Column>>())
}

/// Keeps them.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    session: Session,
    user: SignedIn,
    CsrfForm(fields): CsrfForm<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    if app.decisions.rules().is_fixed(NAME) {
        return Err(AppError::BadRequest(Text::new("settings-fixed")));
    }
    let columns = read(&fields);
    Preferences::change(&app.decisions, user.account, |it| it.columns = columns).await?;
    Section::Mailbox.saved(&session).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_in_their_order_and_nonsense_is_none() {
        let field = |value: &str| ("column".to_owned(), value.to_owned());
        let fields = ["size", "none", "colour", "subject", "size"].map(field);
        assert_eq!(read(&fields), Columns::from(vec![Column::Size, Column::Subject]));
        let chosen: Vec<&str> = places(read(&fields))
            .iter()
            .filter_map(|it| it.iter().find(|(.., is_chosen)| *is_chosen).map(|(name, ..)| *name))
            .collect();
        assert_eq!(chosen, ["size", "subject", "none", "none", "none", "none"]);
    }
}

//! `POST /compose/{draft}/people`: somebody is looked for in the address book beside the text, or put from there into
//! a field.

use axum::extract::State;
use axum::response::Response;

use super::page::{self, Said};
use super::posted::Posted;
use crate::app::App;
use crate::compose::form::DraftForm;
use crate::compose::{self, Typed, filing};
use crate::web::desk;
use crate::web::error::AppError;

/// Keeps what was typed, with who was chosen, and shows the form with the book open.
pub(in crate::web) async fn submit(State(app): State<App>, posted: Posted) -> Result<Response, AppError> {
    let desk = desk::of(&app, &posted.user);
    let visitor = &posted.user.visitor;
    let asked = |name: &str| posted.asked.iter().find(|it| it.0 == name).map(|it| it.1.clone());
    let form = with(posted.typed.form.clone(), &asked);
    let typed = Typed { form, ..posted.typed };
    let kept = compose::keep(&desk, &posted.id, typed, visitor.now).await?;
    filing::file(&desk, &kept.draft).await;
    let said = page::about(&kept, &posted.too_large, &desk, visitor.locale);
    let said = Said { people: Some(asked("people").unwrap_or_default()), ..said };
    page::show(&desk, visitor, kept.draft, said).await
}

/// The form with who was chosen behind those who are in their field.
fn with(mut form: DraftForm, asked: &impl Fn(&str) -> Option<String>) -> DraftForm {
    let fields = [("add_to", &mut form.to), ("add_cc", &mut form.cc), ("add_bcc", &mut form.bcc)];
    for (name, field) in fields {
        let Some(person) = asked(name) else { continue };
        *field = if field.is_empty() { person } else { format!("{field}, {person}") };
    }
    form
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_chosen_stands_behind_the_others() {
        let form = DraftForm { to: "a@b.fr".to_owned(), ..DraftForm::default() };
        let chosen =
            |wanted: &'static str| move |name: &str| (name == wanted).then(|| "C <c@d.fr>".to_owned());
        assert_eq!(with(form.clone(), &chosen("add_to")).to, "a@b.fr, C <c@d.fr>");
        assert_eq!(with(form.clone(), &chosen("add_bcc")).bcc, "C <c@d.fr>");
        assert_eq!(with(form.clone(), &chosen("other")), form);
    }
}

//! `GET` and `POST /settings/labels`: keywords with names and colors.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use mailcore::mailbox::MailboxName;
use serde::Deserialize;
use tower_sessions::Session;

use super::{Section, chrome};
use crate::app::App;
use crate::i18n::Text;
use crate::preferences::Preferences;
use crate::preferences::labels::{LabelColor, Labels, NotLabeled};
use crate::reading;
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::page::{self, Chrome};
use crate::web::session::SignedIn;
use crate::web::{desk, labels, notice};

/// The colors, each with its name in the form and the key of its words.
const COLORS: [(LabelColor, &str, &str); 8] = [
    (LabelColor::Red, "red", "label-red"),
    (LabelColor::Orange, "orange", "label-orange"),
    (LabelColor::Olive, "olive", "label-olive"),
    (LabelColor::Green, "green", "label-green"),
    (LabelColor::Turquoise, "turquoise", "label-turquoise"),
    (LabelColor::Blue, "blue", "label-blue"),
    (LabelColor::Purple, "purple", "label-purple"),
    (LabelColor::Pink, "pink", "label-pink"),
];

/// What is sent.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct LabelForm {
    /// `add`, `change`, `remove`.
    #[serde(rename = "do")]
    order: String,
    /// Empty for a new one.
    keyword: String,
    name: String,
    color: String,
}

/// A label in its form, or the form for a new one.
#[derive(Debug)]
struct Field {
    /// What tells it from others of the page.
    id: usize,
    /// Empty for a new one.
    keyword: String,
    name: String,
    /// What it is called while it has no name.
    usual_name: String,
    colors: Vec<ColorChoice>,
    problem: Option<Text>,
}

/// A color to choose.
#[derive(Debug)]
struct ColorChoice {
    name: &'static str,
    key: &'static str,
    class: &'static str,
    is_chosen: bool,
}

#[derive(Debug, Template)]
#[template(path = "settings/labels.html")]
struct LabelsPage {
    chrome: Chrome,
    section: Section,
    fields: Vec<Field>,
    new: Field,
    /// Keywords of the inbox that have no name.
    unnamed: Vec<String>,
}

/// The labels as they are.
pub(in crate::web) async fn show(State(app): State<App>, user: SignedIn) -> Result<Response, AppError> {
    let kept = Preferences::of(&app.decisions, user.account).await?;
    page::html(&look(&app, &user, &kept.labels, None).await?)
}

/// Adds, changes or removes one; with a mistake the page again.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    session: Session,
    user: SignedIn,
    CsrfForm(form): CsrfForm<LabelForm>,
) -> Result<Response, AppError> {
    // With a mistake they are as they were.
    let change = |it: &mut Preferences| (arrange(&mut it.labels, &form), it.labels.clone());
    let (arranged, labels) = Preferences::change(&app.decisions, user.account, change).await?;
    match arranged.ok_or(AppError::NotFound)? {
        Ok(said) => {
            notice::leave(&session, &Text::new(said)).await?;
            Ok(page::see_other(&Section::Labels.url()))
        }
        Err(problem) => {
            let page = look(&app, &user, &labels, Some((form, problem))).await?;
            page::html_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

/// Does what a form says, and what is said of that: the key of a text. `None` when no page of ours sends it.
fn arrange(labels: &mut Labels, form: &LabelForm) -> Option<Result<&'static str, NotLabeled>> {
    let color =
        COLORS.iter().find(|(_, name, _)| *name == form.color).map(|(it, ..)| *it).unwrap_or_default();
    let keyword = Some(form.keyword.as_str()).filter(|it| !it.is_empty());
    Some(match form.order.as_str() {
        "add" => labels.add(keyword, &form.name, color).map(|_| "label-added"),
        "change" => labels.change(keyword?, &form.name, color).map(|()| "label-changed"),
        "remove" => {
            labels.remove(keyword?);
            Ok("label-removed")
        }
        _ => return None,
    })
}

async fn look(
    app: &App,
    user: &SignedIn,
    kept: &Labels,
    sent: Option<(LabelForm, NotLabeled)>,
) -> Result<LabelsPage, AppError> {
    let locale = user.visitor.locale;
    let field = |(at, it): (usize, &crate::preferences::labels::Label)| Field {
        id: at + 1,
        keyword: it.keyword.clone(),
        name: it.name.clone(),
        usual_name: labels::usual_name(&it.keyword, locale),
        colors: colors(it.color),
        problem: None,
    };
    let mut fields: Vec<Field> = kept.iter().enumerate().map(field).collect();
    let mut new = Field {
        id: 0,
        keyword: String::new(),
        name: String::new(),
        usual_name: String::new(),
        colors: colors(LabelColor::default()),
        problem: None,
    };
    if let Some((form, problem)) = sent {
        let field = fields.iter_mut().find(|it| it.keyword == form.keyword).unwrap_or(&mut new);
        field.name = form.name;
        field.problem = Some(words(problem));
        if form.order == "add" {
            field.keyword = form.keyword;
        }
    }
    let used = reading::keywords(&desk::of(app, user), &MailboxName::inbox()).await;
    let unnamed = used.into_iter().filter(|it| !kept.has(it)).collect();
    Ok(LabelsPage { chrome: chrome(&user.visitor), section: Section::Labels, fields, new, unnamed })
}

fn colors(chosen: LabelColor) -> Vec<ColorChoice> {
    let choice = |(color, name, key): (LabelColor, _, _)| ColorChoice {
        name,
        key,
        class: labels::class(color),
        is_chosen: color == chosen,
    };
    COLORS.map(choice).into()
}

/// Why nothing was kept, and what to do.
fn words(problem: NotLabeled) -> Text {
    Text::new(match problem {
        NotLabeled::NoName => "label-no-name",
        NotLabeled::Taken => "label-taken",
        NotLabeled::TooMany => "label-too-many",
    })
}

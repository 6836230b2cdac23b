//! `GET·POST /settings/absence`

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use mailcore::sieve::absence::Standing;
use serde::Deserialize;
use tower_sessions::Session;

use super::{Section, chrome, proof};
use crate::absence::{self, Typed, View};
use crate::app::App;
use crate::compose::form;
use crate::i18n::Text;
use crate::rules::{Error, Kept, Offer, Posted};
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::extract::ClientAddress;
use crate::web::page::{self, Chrome};
use crate::web::session::{SignedIn, Visitor};
use crate::web::{desk, moment, notice};

/// What is sent.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct AbsenceForm {
    /// `off` switches it off.
    #[serde(rename = "do")]
    order: String,
    on: String,
    start_day: String,
    start_time: String,
    end_day: String,
    end_time: String,
    every: String,
    number: String,
    from: String,
    subject: String,
    text: String,
    addresses: String,
    then: String,
    to: String,
    password: String,
    seen: String,
}

#[derive(Debug, Template)]
#[template(path = "settings/absence.html")]
struct AbsencePage {
    chrome: Chrome,
    section: Section,
    /// Whether nothing was kept because of a mistake.
    failed: bool,
    /// The form; without it, why there is none.
    form: Result<Form, Text>,
}

/// The form with what stands above it.
#[derive(Debug)]
struct Form {
    view: View,
    /// What is kept, in words.
    period: String,
    intervals: Vec<Offered>,
    /// What may become of a message.
    fates: Vec<Fate>,
}

/// An answer to how often.
#[derive(Debug)]
struct Offered {
    value: String,
    words: Text,
    is_chosen: bool,
}

/// What may become of a message: its name, the key of its words and of a hint.
type Fate = (&'static str, &'static str, &'static str);

/// The absence as it is.
pub(in crate::web) async fn show(State(app): State<App>, user: SignedIn) -> Result<Response, AppError> {
    let view = absence::of(&desk::of(&app, &user), user.visitor.now).await?;
    page::html(&AbsencePage::new(&user.visitor, view.map_err(told)))
}

/// Keeps it, or shows what was typed and why it is not kept.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    session: Session,
    user: SignedIn,
    ClientAddress(from): ClientAddress,
    CsrfForm(form): CsrfForm<AbsenceForm>,
) -> Result<Response, AppError> {
    let proof = proof::read(&app, &user, form.password.clone(), from).await?;
    let (desk, now) = (desk::of(&app, &user), user.visitor.now);
    let (seen, typed) = (form.seen.clone(), read(form));
    let said = Text::new(if typed.is_on { "absence-kept" } else { "absence-kept-off" });
    let name = user.visitor.locale.t("absence-title");
    let posted = Posted { seen: &seen, is_proven: proof.is_given, name: &name };
    match absence::keep(&desk, typed, posted, now).await? {
        Kept::Yes => {
            notice::leave(&session, &said).await?;
            Ok(page::see_other(&Section::Absence.url()))
        }
        Kept::No(mut view) => {
            if proof.problem.is_some() {
                view.mistakes.password = proof.problem;
            }
            let page = AbsencePage::new(&user.visitor, Ok(*view));
            page::html_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

/// What a page says that has no form.
pub(super) fn told(error: Error) -> Text {
    if !matches!(error, Error::NotOffered | Error::Forbidden) {
        tracing::warn!(error = &error as &dyn std::error::Error, "rules could not be read");
    }
    error.words()
}

fn read(form: AbsenceForm) -> Typed {
    let line = |text: &str| form::one_line(text).trim().to_owned();
    Typed {
        is_on: !form.on.is_empty() && form.order != "off",
        start_day: line(&form.start_day),
        start_time: line(&form.start_time),
        end_day: line(&form.end_day),
        end_time: line(&form.end_time),
        every: line(&form.every),
        number: line(&form.number),
        from: line(&form.from),
        subject: line(&form.subject),
        text: form::lines(&form.text).trim_end().to_owned(),
        addresses: line(&form.addresses),
        then: line(&form.then),
        to: line(&form.to),
    }
}

impl AbsencePage {
    fn new(visitor: &Visitor, view: Result<View, Text>) -> Self {
        // What was typed stays, though the server lost what it could.
        let form = view.and_then(|view| match view.offer.absence || view.trouble.is_some() {
            true => Ok(Form::new(visitor, view)),
            false => Err(Text::new("absence-not-offered")),
        });
        let failed = form.as_ref().is_ok_and(|it| it.view.mistakes != absence::Mistakes::default());
        Self { chrome: chrome(visitor), section: Section::Absence, failed, form }
    }
}

impl Form {
    fn new(visitor: &Visitor, view: View) -> Self {
        let period = view.kept.as_ref().map(|it| moment::period(visitor.locale, it, visitor.now));
        let mut fates: Vec<Fate> = vec![
            ("keep", "absence-keep", ""),
            ("copy", "absence-copy", ""),
            ("redirect", "absence-redirect", ""),
            ("discard", "absence-discard", "absence-discard-hint"),
        ];
        if !view.may_redirect {
            fates.retain(|it| !matches!(it.0, "copy" | "redirect"));
        }
        let intervals = intervals(&view.typed.every, view.offer);
        Self { period: period.unwrap_or_default(), intervals, fates, view }
    }

    /// Whether it is active now.
    fn is_active(&self) -> bool {
        self.view.standing == Standing::Active
    }

    /// Whether it is still to come.
    fn is_ahead(&self) -> bool {
        self.view.standing == Standing::Ahead
    }

    /// Whether it is over, and still switched on.
    fn is_over(&self) -> bool {
        self.view.standing == Standing::Over
    }
}

/// What is offered, and what is there already.
fn intervals(chosen: &str, offer: Offer) -> Vec<Offered> {
    let mut names = vec![absence::ONCE, "", absence::DAYS];
    names.extend(offer.seconds.then_some(absence::HOURS));
    if !names.contains(&chosen) {
        names.push(chosen);
    }
    let words = |name: &str| match name {
        absence::ONCE => Text::new("absence-once"),
        absence::DAYS => Text::new("absence-every-days"),
        absence::HOURS => Text::new("absence-every-hours"),
        _ => match name.strip_suffix('s').and_then(|it| it.parse::<i64>().ok()) {
            Some(seconds) => Text::new("absence-every-minutes").with("count", seconds.max(60) / 60),
            None => Text::new("absence-every-usual"),
        },
    };
    let offered =
        |name: &str| Offered { words: words(name), is_chosen: name == chosen, value: name.to_owned() };
    names.into_iter().map(offered).collect()
}

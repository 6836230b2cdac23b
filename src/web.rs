//! Requests to pages. This file is the map: every route of the program is written here.

pub mod assets;
pub mod csrf;
pub mod error;
pub mod extract;
pub mod headers;
#[doc(hidden)]
pub mod measured;
pub mod notice;
pub mod page;
pub mod quota;
pub mod session;
pub mod tree;
pub mod urls;
pub mod view;

mod acted;
mod compose;
mod compression;
mod contacts;
mod desk;
mod discovery;
mod error_page;
mod events;
mod fold;
mod foreign;
mod health;
mod judged;
mod keys;
mod labels;
mod login;
mod mailbox;
mod message;
mod moment;
mod panes;
mod rights;
mod sent;
mod settings;
mod suggested;
mod token;

#[cfg(test)]
mod tests;

use axum::Router;
use axum::routing::{get, patch, post};

use crate::app::App;

/// Every route.
pub fn router(app: App) -> Router {
    let routes = Router::new()
        .route("/", get(mailbox::list::home))
        .route("/healthz", get(health::show))
        .route("/events", get(events::show))
        .route(urls::KEYS, get(keys::show))
        .route("/static/{file}", get(assets::show))
        .route("/login", get(login::show).post(login::submit))
        .route(urls::LOGIN_CODE, get(login::code::show).post(login::code::submit))
        .route("/language", post(login::language))
        .route("/logout", post(login::leave))
        .route("/folders/fold", post(fold::submit))
        .route("/jobs", get(mailbox::jobs::show))
        .route("/searches", post(mailbox::saved::submit))
        .route("/mail/{mailbox}", get(mailbox::list::show))
        .route("/mail/{mailbox}/act", post(mailbox::act::submit))
        .route("/mail/{mailbox}/act/{job}", get(mailbox::job::show))
        .route("/mail/{mailbox}/export", post(mailbox::export::submit))
        .route("/mail/{mailbox}/habit", post(mailbox::habit::submit))
        .route("/mail/{mailbox}/erase", get(mailbox::erase::ask))
        .route("/mail/{mailbox}/import", get(mailbox::import::show).post(mailbox::import::submit))
        .route("/mail/{mailbox}/import/{job}", get(mailbox::import::progress))
        .route("/mail/{mailbox}/{message}", get(message::read::show))
        .route("/mail/{mailbox}/{message}/move", get(message::moving::show))
        .route("/mail/{mailbox}/{message}/source", get(message::source::show))
        .route("/mail/{mailbox}/{message}/export", get(message::source::export))
        .route("/mail/{mailbox}/{message}/print", get(message::print::show))
        .route("/mail/{mailbox}/{message}/resend", get(message::resend::show).post(message::resend::submit))
        .route("/mail/{mailbox}/{message}/body", get(message::body::show))
        .route("/mail/{mailbox}/{message}/images", post(message::images::submit))
        .route("/mail/{mailbox}/{message}/unsubscribe", post(message::unsubscribe::submit))
        .route("/mail/{mailbox}/{message}/part/{part}", get(message::part::show))
        .route("/mail/{mailbox}/{message}/part/{part}/message", get(message::embedded::show))
        .route("/mail/{mailbox}/{message}/part/{part}/body", get(message::embedded::document))
        .route("/mail/{mailbox}/{message}/part/{part}/preview", get(message::preview::show))
        .route("/mail/{mailbox}/{message}/part/{part}/thumbnail", get(message::thumbnail::show))
        .route("/mail/{mailbox}/{message}/part/{part}/uu/{place}", get(message::part::show_written))
        .route("/mail/{mailbox}/{message}/part/{part}/attachments.zip", get(message::bundle::show_embedded))
        .route("/mail/{mailbox}/{message}/attachments.zip", get(message::bundle::show))
        .route("/mail/{mailbox}/{message}/conversation", get(message::conversation::show))
        .route("/mail/{mailbox}/{message}/headers", get(message::headers::show))
        .route("/mail/{mailbox}/{message}/filter", get(message::filter::show))
        .route("/mail/{mailbox}/{message}/receipt", post(message::receipt::submit))
        .route("/remote-image", get(message::remote_image::show))
        .route("/mail/{mailbox}/{message}/invitation", post(message::invitation::submit))
        .route("/mail/{mailbox}/{message}/cards", post(message::cards::submit))
        .merge(discovery())
        .merge(writing())
        .merge(people())
        .merge(preferences())
        .fallback(error_page::not_found);
    layered(routes, app)
}

/// Those of programs that look for their servers, at the addresses where they look; a mailbox that is named as the
/// second would not be listed.
fn discovery() -> Router<App> {
    Router::new()
        .route("/.well-known/autoconfig/mail/config-v1.1.xml", get(discovery::autoconfig))
        .route("/mail/config-v1.1.xml", get(discovery::autoconfig))
        .route("/autodiscover/autodiscover.xml", discovery::autodiscover())
        .route("/Autodiscover/Autodiscover.xml", discovery::autodiscover())
}

/// Those of messages that are written.
fn writing() -> Router<App> {
    Router::new()
        .route("/compose", get(compose::edit::begin))
        .route("/compose/{draft}", get(compose::edit::show))
        .route(urls::ADDRESS, get(compose::address::show))
        .route("/compose/{draft}/save", post(compose::save::submit))
        .route("/compose/{draft}/attach", post(compose::attach::submit))
        .route("/compose/{draft}/detach", post(compose::attach::remove))
        .route("/compose/{draft}/files", post(compose::upload::begin))
        .route(
            "/compose/{draft}/files/{file}",
            patch(compose::upload::take).head(compose::upload::look).delete(compose::upload::remove),
        )
        .route("/compose/{draft}/discard", post(compose::save::discard))
        .route("/compose/{draft}/file/{file}", get(compose::picture::show))
        .route("/compose/{draft}/send", post(compose::send::submit))
        .route("/compose/{draft}/arrived", post(compose::arrived::submit))
        .route("/compose/{draft}/spell", post(compose::spell::submit))
        .route("/spelling/suggest", post(compose::spell::suggest))
        .route("/spelling/words", post(compose::spell::add))
        .route(urls::OUTBOX, get(compose::outbox::list::show))
        .route("/outbox/{draft}/cancel", post(compose::outbox::act::call_back))
        .route("/outbox/{draft}/now", post(compose::outbox::act::send_now))
        .route("/outbox/{draft}/time", post(compose::outbox::act::change))
        .route("/outbox/{draft}/told", get(compose::outbox::told::show))
        .route("/compose/{draft}/people", post(compose::people::submit))
        .route("/compose/{draft}/respond", post(compose::respond::submit))
        .route("/compose/{draft}/as-response", post(compose::respond::keep))
        .route("/compose/responses/{response}", get(compose::respond::show))
}

/// The routes of the contacts.
fn people() -> Router<App> {
    Router::new()
        .route(urls::COMPLETE, get(contacts::complete::show))
        .route("/contacts/personal/add", post(contacts::add::submit))
        .route("/contacts", get(contacts::list::home))
        .route("/contacts/export", get(contacts::export::show))
        .route("/contacts/import", get(contacts::import::show).post(contacts::import::submit))
        .route("/contacts/import/{file}", get(contacts::import::look).post(contacts::import::decide))
        .route("/contacts/import/{file}/job", get(contacts::importing::show))
        .route(urls::contacts::DUPLICATES, get(contacts::merge::duplicates))
        .route(urls::contacts::MERGE, get(contacts::merge::look).post(contacts::merge::submit))
        .route(urls::contacts::TRUSTED, get(contacts::trusted::show).post(contacts::trusted::submit))
        .route("/contacts/books", get(contacts::naming::new_book).post(contacts::naming::make_book))
        .route("/contacts/books/{book}", get(contacts::naming::book).post(contacts::naming::change_book))
        .route("/contacts/groups", get(contacts::naming::new_group).post(contacts::naming::make_group))
        .route("/contacts/groups/{group}", get(contacts::naming::group).post(contacts::naming::change_group))
        .route(urls::contacts::SERVERS, get(contacts::servers::show).post(contacts::servers::submit))
        .route("/contacts/servers/{book}", get(contacts::servers::book).post(contacts::servers::change))
        .route("/contacts/{book}", get(contacts::list::show))
        .route("/contacts/{book}/act", post(contacts::act::submit))
        .route("/contacts/{book}/new", get(contacts::form::begin).post(contacts::form::submit_new))
        .route("/contacts/{book}/{card}", get(contacts::card::show))
        .route("/contacts/{book}/{card}/edit", get(contacts::form::edit).post(contacts::form::submit_changed))
        .route("/contacts/{book}/{card}/photo", get(contacts::card::show_photo))
}

/// Those of the settings.
fn preferences() -> Router<App> {
    Router::new()
        .route("/settings", get(settings::home))
        .route("/settings/mailbox", get(settings::mailbox::show).post(settings::mailbox::submit))
        .route("/settings/mailbox/columns", post(settings::columns::submit))
        .route("/settings/display", get(settings::display::show).post(settings::display::submit))
        .route("/settings/interface", get(settings::interface::show).post(settings::interface::submit))
        .route("/settings/labels", get(settings::labels::show).post(settings::labels::submit))
        .route("/settings/folders", get(settings::folders::show).post(settings::folders::submit))
        .route("/settings/contacts", get(settings::contacts::show).post(settings::contacts::submit))
        .route("/settings/composing", get(settings::composing::show).post(settings::composing::submit))
        .route("/settings/spelling", get(settings::spelling::show).post(settings::spelling::submit))
        .route("/settings/identities", get(settings::identities::show).post(settings::identities::submit))
        .route("/settings/client", get(settings::client::show))
        .route(urls::SETTINGS_PROFILE, get(settings::client::profile))
        .route("/settings/password", get(settings::password::show).post(settings::password::submit))
        .route("/settings/second-factor", get(settings::factor::show).post(settings::factor::submit))
        .route("/settings/sessions", get(settings::sessions::show).post(settings::sessions::submit))
        .route("/settings/responses", get(settings::responses::show).post(settings::responses::submit))
        .route("/settings/absence", get(settings::absence::show).post(settings::absence::submit))
        .route("/settings/filters", get(settings::filters::show).post(settings::filters::submit))
        .route(
            urls::SETTINGS_FILTER,
            get(settings::filters::rule::show).post(settings::filters::rule::submit),
        )
        .route(
            urls::SETTINGS_SCRIPT,
            get(settings::filters::script::show).post(settings::filters::script::submit),
        )
        .route(urls::SETTINGS_IDLE, get(settings::filters::idle::show).post(settings::filters::idle::submit))
        .route("/settings/redirect", get(settings::redirect::show).post(settings::redirect::submit))
        .route("/settings/storage", get(settings::storage::show))
        .route("/settings/data", get(settings::data::show).post(settings::data::submit))
        .route("/settings/transfer", get(settings::transfer::show).post(settings::transfer::submit))
        .route("/settings/transfer/file", get(settings::transfer::download))
        .route("/settings/display/senders", post(settings::senders::submit))
}

/// The layers of every route. From the outside: headers, session, failures.
fn layered(routes: Router<App>, app: App) -> Router {
    let routes = session::with_sessions(error_page::with_error_pages(routes, &app), &app);
    headers::with_layers(routes, &app).with_state(app)
}

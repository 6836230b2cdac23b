//! What programs ask before they know anything: `GET /.well-known/autoconfig/mail/config-v1.1.xml` (Thunderbird),
//! `POST /autodiscover/autodiscover.xml` (Outlook). Whoever asks gets names of servers and nothing of a person;
//! whether an address exists makes no difference.

use askama::Template;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{MethodRouter, post};
use mailcore::address::Address;
use mailcore::server::Security;
use serde::Deserialize;

use crate::app::App;
use crate::clients;
use crate::config::clients::{Clients, Reached};
use crate::web::error::AppError;
use crate::web::extract::Query;

/// The longest question, in octets: an address and the names of schemas.
const MOST_OCTETS: usize = 16 * 1024;

const XML: [(axum::http::HeaderName, &str); 1] = [(CONTENT_TYPE, "application/xml; charset=utf-8")];

/// What Thunderbird asks.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Asked {
    emailaddress: String,
}

/// A server in the words of one of the answers.
#[derive(Debug)]
struct Server {
    protocol: &'static str,
    reached: Reached,
}

impl Server {
    fn all(told: &Clients) -> Vec<Self> {
        let named = |protocol| move |reached: &Reached| Self { protocol, reached: reached.clone() };
        let incoming = [told.imap.as_ref().map(named("imap")), told.pop3.as_ref().map(named("pop3"))];
        let outgoing = told.submission.as_ref().map(named("smtp"));
        incoming.into_iter().chain([outgoing]).flatten().collect()
    }

    fn is_outgoing(&self) -> bool {
        self.protocol == "smtp"
    }

    /// In the words of Thunderbird.
    fn socket_type(&self) -> &'static str {
        match self.reached.security {
            Security::Tls => "SSL",
            Security::StartTls => "STARTTLS",
            Security::None => "plain",
        }
    }

    /// In the words of Outlook (MS-OXDSCLI, section 2.2.4.1.1.2.4.13).
    fn encryption(&self) -> &'static str {
        match self.reached.security {
            Security::Tls => "SSL",
            Security::StartTls => "TLS",
            Security::None => "None",
        }
    }
}

#[derive(Debug, Template)]
#[template(path = "clients/autoconfig.xml")]
struct Autoconfig {
    domain: String,
    servers: Vec<Server>,
}

#[derive(Debug, Template)]
#[template(path = "clients/autodiscover.xml")]
struct Autodiscover {
    address: Address,
    servers: Vec<Server>,
}

/// The answer to Thunderbird. Without an address it is about the domain that completes bare names.
pub(in crate::web) async fn autoconfig(
    State(app): State<App>,
    Query(asked): Query<Asked>,
) -> Result<Response, AppError> {
    let domain = match asked.emailaddress.parse::<Address>() {
        Ok(address) => address.domain().to_owned(),
        Err(_) => app.config.login_domain.clone().ok_or(AppError::NotFound)?,
    };
    let told = app.config.servers_of(&format!("@{domain}"));
    if !told.clients.are_enough() {
        return Err(AppError::NotFound);
    }
    let answer = Autoconfig { domain, servers: Server::all(&told.clients) };
    Ok((XML, answer.render()?).into_response())
}

/// The answer to Outlook, which sends no field of a form and no cookie: it changes nothing.
pub(in crate::web) fn autodiscover() -> MethodRouter<App> {
    post(discover).layer(DefaultBodyLimit::max(MOST_OCTETS))
}

async fn discover(State(app): State<App>, question: Bytes) -> Result<Response, AppError> {
    let Some(address) = clients::asked_address(&question) else {
        return Ok(StatusCode::BAD_REQUEST.into_response());
    };
    let told = app.config.servers_of(&address.to_string());
    if !told.clients.are_enough() {
        return Err(AppError::NotFound);
    }
    let answer = Autodiscover { servers: Server::all(&told.clients), address };
    Ok((XML, answer.render()?).into_response())
}

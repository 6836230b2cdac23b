//! `GET /settings/client`: how programs and telephones reach the mailbox; `/settings/client/profile`: the same for
//! the devices of Apple to take over.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use mailcore::server::Security;
use serde::Deserialize;

use super::{Section, chrome};
use crate::app::App;
use crate::clients::{self, Code};
use crate::config::clients::Reached;
use crate::i18n::{Locale, Text};
use crate::web::error::AppError;
use crate::web::extract::Query;
use crate::web::foreign::{self, How};
use crate::web::page::{self, Chrome};
use crate::web::session::SignedIn;

/// The media type of a profile.
const PROFILE: &str = "application/x-apple-aspen-config";

/// How a program is set up, step by step.
#[derive(Debug)]
struct Guide {
    /// Its name in addresses.
    name: &'static str,
    /// The key of what it is called.
    title: &'static str,
    /// The keys of the steps, which may name the login.
    steps: &'static [&'static str],
}

const GUIDES: [Guide; 5] = [
    Guide {
        name: "outlook",
        title: "client-outlook",
        steps: &[
            "client-outlook-open",
            "client-outlook-address",
            "client-copy-servers",
            "client-outlook-end",
        ],
    },
    Guide {
        name: "thunderbird",
        title: "client-thunderbird",
        steps: &["client-thunderbird-open", "client-thunderbird-address", "client-thunderbird-end"],
    },
    Guide {
        name: "mac",
        title: "client-mac",
        steps: &["client-profile-get", "client-mac-install", "client-profile-password"],
    },
    Guide {
        name: "iphone",
        title: "client-iphone",
        steps: &["client-iphone-get", "client-iphone-install", "client-profile-password"],
    },
    Guide {
        name: "android",
        title: "client-android",
        steps: &[
            "client-android-open",
            "client-android-address",
            "client-copy-servers",
            "client-android-end",
        ],
    },
];

/// What is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Asked {
    guide: String,
}

/// A server as it is shown.
#[derive(Debug)]
struct Card {
    title: &'static str,
    icon: &'static str,
    is_best: bool,
    host: String,
    port: String,
    /// The key of the words.
    security: &'static str,
}

impl Card {
    fn of(title: &'static str, icon: &'static str, server: &Reached) -> Self {
        let security = match server.security {
            Security::Tls => "client-tls",
            Security::StartTls => "client-starttls",
            Security::None => "client-unprotected",
        };
        let (host, port) = (server.host.clone(), server.port.to_string());
        Self { title, icon, is_best: title == "client-imap", host, port, security }
    }
}

#[derive(Debug, Template)]
#[template(path = "settings/client.html")]
struct ClientPage {
    chrome: Chrome,
    section: Section,
    /// The login name, by which programs sign in as well.
    login: String,
    /// The servers that are told.
    cards: Vec<Card>,
    /// Whether there is a profile for the devices of Apple.
    has_profile: bool,
    /// This page for a telephone to find.
    code: Option<Code>,
    guide: &'static Guide,
}

impl ClientPage {
    /// A step of the guide in words.
    fn step(&self, key: &'static str) -> String {
        self.chrome.say(&Text::new(key).with("login", self.login.clone()))
    }
}

/// The section.
pub(in crate::web) async fn show(
    State(app): State<App>,
    user: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response, AppError> {
    let told = &user.servers.clients;
    let cards = [
        told.imap.as_ref().map(|it| Card::of("client-imap", "inbox", it)),
        told.pop3.as_ref().map(|it| Card::of("client-pop3", "download", it)),
        told.submission.as_ref().map(|it| Card::of("client-submission", "send", it)),
    ];
    let [usual, ..] = &GUIDES;
    // A telephone reaches what is reached by https; what is not is mostly on this machine alone.
    let address = format!("{}{}", app.config.public_url, Section::Client.url());
    let code = app.config.is_https().then(|| Code::of(&address)).flatten();
    page::html(&ClientPage {
        chrome: chrome(&user.visitor),
        section: Section::Client,
        login: user.credentials.login().to_owned(),
        cards: cards.into_iter().flatten().collect(),
        has_profile: told.are_enough(),
        code,
        guide: GUIDES.iter().find(|it| it.name == asked.guide).unwrap_or(usual),
    })
}

/// A profile (Configuration Profile, `com.apple.mail.managed`). It holds no password.
#[derive(Debug, Template)]
#[template(path = "clients/profile.xml")]
struct Profile {
    locale: Locale,
    login: String,
    /// What stands before the names of the parts, as a domain turned round.
    identifier: String,
    imap: Reached,
    submission: Reached,
    uuid: String,
    mail_uuid: String,
}

impl Profile {
    fn title(&self) -> String {
        self.locale.say(&Text::new("client-profile-title").with("name", self.login.clone()))
    }
}

/// The profile as a file.
pub(in crate::web) async fn profile(State(app): State<App>, user: SignedIn) -> Result<Response, AppError> {
    let told = &user.servers.clients;
    let (Some(imap), Some(submission)) = (told.imap.clone(), told.submission.clone()) else {
        return Err(AppError::NotFound);
    };
    let login = user.credentials.login().to_owned();
    let place = app.config.public_url.as_str();
    let host = place.split("://").nth(1).unwrap_or_default().split(':').next().unwrap_or_default();
    let identifier = host.rsplit('.').collect::<Vec<&str>>().join(".");
    let profile = Profile {
        locale: user.visitor.locale,
        uuid: clients::uuid(&["profile", place, &login]),
        mail_uuid: clients::uuid(&["mail", place, &login]),
        identifier,
        login,
        imap,
        submission,
    };
    let headers = foreign::headers(PROFILE, How::Saved, "facteur.mobileconfig");
    Ok((headers, profile.render()?).into_response())
}

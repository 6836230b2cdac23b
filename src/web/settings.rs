//! The settings: a section each, all in one frame. A new one is a variant of [`Section`], a file here
//! and a template.

use axum::response::Response;
use tower_sessions::Session;

use crate::i18n::Text;
use crate::web::error::AppError;
use crate::web::notice;
use crate::web::page::{self, Chrome, Place};
use crate::web::session::{SignedIn, Visitor};

pub(super) mod absence;
pub(super) mod client;
pub(super) mod columns;
pub(super) mod composing;
pub(super) mod contacts;
pub(super) mod data;
pub(super) mod display;
pub(super) mod factor;
pub(super) mod filters;
pub(super) mod folders;
mod groups;
pub(super) mod identities;
pub(super) mod interface;
pub(super) mod labels;
pub(super) mod mailbox;
pub(super) mod password;
mod proof;
pub(super) mod redirect;
pub(super) mod responses;
pub(super) mod senders;
pub(super) mod sessions;
pub(super) mod spelling;
pub(super) mod storage;
pub(super) mod transfer;

/// A section of the settings: `/settings/{name}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::web) enum Section {
    /// What happens when a message is opened, moved or deleted.
    Mailbox,
    /// What is shown of a message.
    Display,
    /// How a message begins.
    Composing,
    /// How contacts are listed, completed and made.
    Contacts,
    /// In which language words are checked, and which are right.
    Spelling,
    /// Keys and gestures.
    Interface,
    /// Keywords with names and colors.
    Labels,
    /// The folders themselves.
    Folders,
    /// From whom one writes.
    Identities,
    /// Texts that are written often.
    Responses,
    /// What answers while one is away.
    Absence,
    /// Where mail goes on to.
    Redirect,
    /// The script that mail goes through.
    Filters,
    /// How programs and telephones reach the mailbox.
    Client,
    /// Where one is signed in, and who was.
    Sessions,
    /// The password.
    Password,
    /// A code after the password.
    SecondFactor,
    /// How much room there is.
    Storage,
    /// The settings as a file.
    Transfer,
    /// All that a person has.
    Data,
}

impl Section {
    /// All there are, as they stand beside the page: the key of a heading, and what is below it.
    pub(in crate::web) const GROUPS: [(&'static str, &'static [Self]); 3] = [
        (
            "settings-preferences",
            &[
                Self::Mailbox,
                Self::Display,
                Self::Interface,
                Self::Composing,
                Self::Contacts,
                Self::Spelling,
                Self::Labels,
            ],
        ),
        (
            "settings-mail",
            &[Self::Folders, Self::Identities, Self::Responses, Self::Absence, Self::Redirect, Self::Filters],
        ),
        (
            "settings-account",
            &[
                Self::Client,
                Self::Sessions,
                Self::Password,
                Self::SecondFactor,
                Self::Storage,
                Self::Transfer,
                Self::Data,
            ],
        ),
    ];

    /// Those that are offered: some want a mail server that has rules, and what the operator allows of them.
    pub(in crate::web) fn offered(
        chrome: &Chrome,
    ) -> impl Iterator<Item = (&'static str, impl Iterator<Item = Self> + use<>)> + use<> {
        let (has_rules, may_redirect) = (chrome.has_rules, chrome.may_redirect);
        let is_offered = move |it: &Self| match it {
            Self::Absence | Self::Filters => has_rules,
            Self::Redirect => has_rules && may_redirect,
            _ => true,
        };
        Self::GROUPS
            .into_iter()
            .map(move |(title, sections)| (title, sections.iter().copied().filter(is_offered)))
    }

    /// Its name in addresses.
    pub(in crate::web) fn name(self) -> &'static str {
        match self {
            Self::Mailbox => "mailbox",
            Self::Display => "display",
            Self::Labels => "labels",
            Self::Composing => "composing",
            Self::Contacts => "contacts",
            Self::Spelling => "spelling",
            Self::Interface => "interface",
            Self::Folders => "folders",
            Self::Identities => "identities",
            Self::Responses => "responses",
            Self::Absence => "absence",
            Self::Redirect => "redirect",
            Self::Filters => "filters",
            Self::Client => "client",
            Self::Sessions => "sessions",
            Self::Password => "password",
            Self::SecondFactor => "second-factor",
            Self::Storage => "storage",
            Self::Transfer => "transfer",
            Self::Data => "data",
        }
    }

    /// Its address.
    pub(in crate::web) fn url(self) -> String {
        super::urls::settings(self.name())
    }

    /// What it is called: the key of a text.
    pub(in crate::web) fn title(self) -> &'static str {
        match self {
            Self::Mailbox => "settings-mailbox",
            Self::Display => "settings-display",
            Self::Labels => "label-title",
            Self::Composing => "composing-title",
            Self::Contacts => "contacts-title",
            Self::Spelling => "spell-title",
            Self::Interface => "interface-title",
            Self::Folders => "folders-title",
            Self::Identities => "identities-title",
            Self::Responses => "responses-title",
            Self::Absence => "absence-title",
            Self::Redirect => "redirection-title",
            Self::Filters => "filters-title",
            Self::Client => "client-title",
            Self::Sessions => "sessions-title",
            Self::Password => "password-title",
            Self::SecondFactor => "factor-title",
            Self::Storage => "storage-title",
            Self::Transfer => "transfer-title",
            Self::Data => "data-title",
        }
    }

    /// What is decided there: the key of a sentence.
    pub(in crate::web) fn about(self) -> &'static str {
        match self {
            Self::Mailbox => "settings-mailbox-about",
            Self::Display => "settings-display-about",
            Self::Labels => "label-about",
            Self::Composing => "composing-about",
            Self::Contacts => "people-about",
            Self::Spelling => "spelling-about",
            Self::Interface => "interface-about",
            Self::Folders => "folders-about",
            Self::Identities => "identities-about",
            Self::Responses => "responses-about",
            Self::Absence => "absence-about",
            Self::Redirect => "redirection-about",
            Self::Filters => "filters-about",
            Self::Client => "client-about",
            Self::Sessions => "sessions-about",
            Self::Password => "password-about",
            Self::SecondFactor => "factor-about",
            Self::Storage => "storage-about",
            Self::Transfer => "transfer-about",
            Self::Data => "data-about",
        }
    }

    /// Its icon.
    pub(in crate::web) fn icon(self) -> &'static str {
        match self {
            Self::Mailbox => "panels-top-left",
            Self::Display => "mail-open",
            Self::Labels => "tag",
            Self::Composing => "square-pen",
            Self::Contacts => "book-user",
            Self::Spelling => "spell-check",
            Self::Interface => "keyboard",
            Self::Folders => "folder-tree",
            Self::Identities => "user-pen",
            Self::Responses => "message-square-text",
            Self::Absence => "palmtree",
            Self::Redirect => "forward",
            Self::Filters => "list-filter",
            Self::Client => "smartphone",
            Self::Sessions => "history",
            Self::Password => "lock",
            Self::SecondFactor => "shield-check",
            Self::Storage => "hard-drive",
            Self::Transfer => "download",
            Self::Data => "folder-down",
        }
    }

    /// Back to it once its form was kept, with a sentence that says so.
    async fn saved(self, session: &Session) -> Result<Response, AppError> {
        notice::leave(session, &Text::new("settings-saved")).await?;
        Ok(page::see_other(&self.url()))
    }
}

/// `GET /settings`: to the first section.
pub(super) async fn home(_: SignedIn) -> Response {
    page::see_other(&Section::Mailbox.url())
}

/// What surrounds a section.
fn chrome(visitor: &Visitor) -> Chrome {
    Chrome::new(visitor).at(Place::Settings)
}

/// All questions about preferences, of every section.
fn asks() -> impl Iterator<Item = &'static groups::Ask> {
    let sections = [
        mailbox::GROUPS,
        display::GROUPS,
        interface::GROUPS,
        composing::GROUPS,
        contacts::GROUPS,
        spelling::GROUPS,
    ];
    sections.into_iter().flatten().flat_map(|it| it.asks)
}

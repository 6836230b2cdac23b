//! `GET /keys`: the keys that do something, as a page, or for htmx as what a dialog shows.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::desk;
use super::error::AppError;
use super::page::{self, Chrome};
use super::session::SignedIn;
use crate::app::App;
use crate::reading;

/// Keys of one kind.
#[derive(Debug)]
struct Group {
    /// The key of its heading.
    title: &'static str,
    entries: &'static [Entry],
}

/// What keys do.
#[derive(Debug)]
struct Entry {
    /// Either of these does it. Each is what is hit together, or with a space one after the other; what
    /// begins with `key-` is the key of a text.
    keys: &'static [&'static [&'static str]],
    /// What it is: the key of a text.
    does: &'static str,
}

const fn entry(keys: &'static [&'static [&'static str]], does: &'static str) -> Entry {
    Entry { keys, does }
}

/// All there are. `static/js/keys.js` and the attributes `aria-keyshortcuts` do what is said here.
const GROUPS: &[Group] = &[
    Group {
        title: "keys-list",
        entries: &[
            entry(&[&["↓"], &["J"]], "keys-next"),
            entry(&[&["↑"], &["K"]], "keys-previous"),
            entry(&[&["key-home"], &["key-end"]], "keys-ends"),
            entry(&[&["key-enter"], &["O"]], "keys-open"),
            entry(&[&["→"], &["←"]], "keys-unfold"),
            entry(&[&["key-space"], &["X"]], "keys-select"),
            entry(&[&["key-shift", "key-space"], &["key-shift", "X"]], "keys-extend"),
            entry(&[&["key-control", "A"]], "keys-all"),
            entry(&[&["U"], &["key-escape"]], "keys-back"),
        ],
    },
    Group {
        title: "keys-everywhere",
        entries: &[
            entry(&[&["/"]], "search-do"),
            entry(&[&["C"]], "nav-compose"),
            entry(&[&["G", " ", "I"]], "folder-inbox"),
            entry(&[&["G", " ", "D"]], "folder-drafts"),
            entry(&[&["G", " ", "S"]], "folder-sent"),
            entry(&[&["G", " ", "C"]], "contacts-title"),
            entry(&[&["F6"]], "keys-next-region"),
            entry(&[&["key-shift", "F6"]], "keys-previous-region"),
            entry(&[&["?"]], "keys-this"),
        ],
    },
    Group {
        title: "keys-messages",
        entries: &[
            entry(&[&["R"]], "message-reply"),
            entry(&[&["A"]], "message-reply-all"),
            entry(&[&["F"]], "message-forward"),
            entry(&[&["E"]], "act-archive"),
            entry(&[&["key-delete"], &["#"]], "act-delete"),
            entry(&[&["!"]], "keys-junk"),
            entry(&[&["S"]], "keys-follow"),
            entry(&[&["key-shift", "I"]], "mark-seen"),
            entry(&[&["key-shift", "U"]], "mark-unseen"),
            entry(&[&["V"]], "act-move-title"),
            entry(&[&["M"]], "act-mark"),
            entry(&[&["Z"], &["key-control", "Z"]], "keys-undo"),
        ],
    },
    Group {
        title: "keys-writing",
        entries: &[
            entry(&[&["key-control", "key-enter"]], "compose-send"),
            entry(&[&["key-control", "S"]], "compose-save"),
            entry(&[&["key-control", "key-shift", "C"]], "keys-cc"),
            entry(&[&["key-control", "key-shift", "B"]], "keys-bcc"),
            entry(&[&["Alt", "F10"]], "editor-formatting"),
        ],
    },
];

#[derive(Debug, Template)]
#[template(path = "keys.html")]
struct KeysPage {
    chrome: Chrome,
    groups: &'static [Group],
}

#[derive(Debug, Template)]
#[template(path = "keys_dialog.html")]
struct KeysDialog {
    chrome: Chrome,
    groups: &'static [Group],
}

/// The list.
pub(super) async fn show(State(app): State<App>, user: SignedIn) -> Result<Response, AppError> {
    let chrome = Chrome::new(&user.visitor);
    if user.visitor.fragment {
        return page::html(&KeysDialog { chrome, groups: GROUPS });
    }
    let folders = reading::folders(&desk::of(&app, &user)).await;
    page::html(&KeysPage { chrome: chrome.with_folders(folders, None), groups: GROUPS })
}

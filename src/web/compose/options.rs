//! How a message is to be sent, as its form shows it.

use mailcore::message::outgoing::wishes::Priority;

use crate::compose::options::{DSN, MDN, Options};
use crate::desk::Desk;
use crate::outbox::copy_to::{CopyTo, UNFIT};
use crate::outbox::notifying;
use crate::web::page::Chrome;
use crate::web::tree;

/// The fields.
#[derive(Debug)]
pub(super) struct OptionFields {
    pub(super) mdn: bool,
    pub(super) dsn: bool,
    /// The operator decides whether receipts are asked for.
    pub(super) is_mdn_fixed: bool,
    /// The same of delivery notifications.
    pub(super) is_dsn_fixed: bool,
    pub(super) keep: bool,
    /// The same of whether lines stay as they are.
    pub(super) is_keep_fixed: bool,
    /// The submission server is known to tell nothing of the delivery.
    pub(super) silent: bool,
    pub(super) priorities: Vec<Choice>,
    pub(super) copies: Vec<Choice>,
}

/// An entry of a list of which one is chosen.
#[derive(Debug)]
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) words: String,
    pub(super) chosen: bool,
}

/// The fields with what was chosen.
pub(super) fn fields(desk: &Desk, mut options: Options, chrome: &Chrome) -> OptionFields {
    let (rules, silent) = (desk.decisions.rules(), notifying::is_silent(&desk.servers.submission));
    options.obey(rules, &desk.preferences.writing);
    OptionFields {
        is_mdn_fixed: rules.is_fixed(MDN),
        is_dsn_fixed: rules.is_fixed(DSN),
        mdn: options.mdn,
        dsn: options.dsn && !silent,
        keep: options.keep,
        is_keep_fixed: rules.is_fixed("keep_formatting"),
        silent,
        priorities: Priority::ALL.map(|it| priority(it, it == options.priority, chrome)).into(),
        copies: copies(&options.copy_to, chrome),
    }
}

fn priority(priority: Priority, chosen: bool, chrome: &Chrome) -> Choice {
    let key = match priority {
        Priority::Highest => "options-priority-highest",
        Priority::High => "options-priority-high",
        Priority::Normal => "options-priority-normal",
        Priority::Low => "options-priority-low",
        Priority::Lowest => "options-priority-lowest",
    };
    Choice { value: priority.name().to_owned(), words: chrome.t(key).into_owned(), chosen }
}

/// The Sent mailbox, nowhere, and every mailbox that can be opened, in the order of the tree. What was
/// chosen stands there even while the server does not tell its mailboxes.
fn copies(chosen: &CopyTo, chrome: &Chrome) -> Vec<Choice> {
    let choice = |to: CopyTo, words: String| Choice { value: to.to_string(), words, chosen: *chosen == to };
    let mut copies = vec![
        choice(CopyTo::Sent, chrome.t("folder-sent").into_owned()),
        choice(CopyTo::Nowhere, chrome.t("options-copy-none").into_owned()),
    ];
    copies
        .extend(tree::paths(chrome, UNFIT).into_iter().map(|(name, words)| choice(CopyTo::In(name), words)));
    if let CopyTo::In(name) = chosen
        && !copies.iter().any(|it| it.chosen)
    {
        copies.push(choice(chosen.clone(), name.to_string()));
    }
    copies
}

//! The form in which a person says which folder is for what.

use mailcore::imap::arrange::Arrangement;
use mailcore::mailbox::{Mailbox, MailboxName};

use super::FoldersForm;
use super::shown::{Choice, Known, path};
use crate::folders::roles::{Chosen, Kept, can_have};
use crate::i18n::{Locale, Text};
use crate::preferences::rules::Rules;
use crate::preferences::{Preferences, Role};
use crate::web::page::Chrome;
use crate::web::tree::Naming;

/// A role with the folders that could have it.
#[derive(Debug)]
pub(in crate::web) struct RoleField {
    pub(in crate::web) field: &'static str,
    /// The key of its label.
    pub(in crate::web) label: &'static str,
    /// What it is while nothing is chosen.
    pub(in crate::web) usual: String,
    pub(in crate::web) choices: Vec<Choice>,
    /// The operator decides about it.
    pub(in crate::web) is_fixed: bool,
}

/// All roles; `chosen` is what was sent, or else what was decided.
pub(super) fn fields(
    all: &Arrangement,
    chrome: &Chrome,
    rules: &Rules,
    chosen: Option<&Chosen>,
) -> Vec<RoleField> {
    let decided = decided(&chrome.preferences);
    let field = |role: Role| {
        let is_fixed = rules.is_fixed(role.preference());
        let chosen = chosen.filter(|_| !is_fixed).unwrap_or(&decided).get(&role);
        // One that is not there is not shown as if it were.
        let chosen = chosen.filter(|it| !is_fixed || can_have(all, role, it));
        RoleField { is_fixed, ..field(all, role, chosen, chrome.naming()) }
    };
    Role::ALL.map(field).into()
}

fn field(all: &Arrangement, role: Role, chosen: Option<&MailboxName>, naming: Naming) -> RoleField {
    let (field, label) = named(role);
    let known: Known<'_> = all.mailboxes.iter().map(|it| (&it.mailbox.name, &it.mailbox)).collect();
    let fit = all.mailboxes.iter().map(|it| &it.mailbox).filter(|it| can_have(all, role, &it.name));
    let choice = |it: &Mailbox| Choice {
        value: it.name.to_string(),
        words: path(all, &known, it, naming),
        chosen: chosen == Some(&it.name),
    };
    let usual = usual(all, role, chosen, naming.locale);
    RoleField { field, label, usual, choices: fit.map(choice).collect(), is_fixed: false }
}

/// What the server says; where something else is chosen, that is not known.
fn usual(all: &Arrangement, role: Role, chosen: Option<&MailboxName>, locale: Locale) -> String {
    let holder = all.mailboxes.iter().find(|it| it.mailbox.special_use == Some(role.special_use()));
    locale.say(&match holder {
        _ if chosen.is_some() => Text::new("roles-usual"),
        Some(holder) => Text::new("roles-server").with("name", holder.mailbox.name.to_string()),
        None => Text::new("roles-made").with("name", locale.t(named(role).1).into_owned()),
    })
}

/// What was sent.
pub(super) fn read(form: &FoldersForm) -> Chosen {
    let sent = [
        (Role::Drafts, &form.drafts),
        (Role::Sent, &form.sent),
        (Role::Archive, &form.archive),
        (Role::Junk, &form.junk),
        (Role::Trash, &form.trash),
    ];
    sent.into_iter().filter_map(|(role, name)| Some((role, MailboxName::parse(name)?))).collect()
}

/// Why it was not kept; `None` when it was.
pub(super) fn problem(kept: Kept) -> Option<Text> {
    match kept {
        Kept::Kept => None,
        Kept::Twice => Some(Text::new("roles-twice")),
        Kept::Gone => Some(Text::new("roles-gone")),
    }
}

/// A sentence for each folder that the person chose and that is there no more.
pub(super) fn lost(all: &Arrangement, chrome: &Chrome, rules: &Rules) -> Vec<String> {
    let gone = decided(&chrome.preferences).into_iter().filter(|(role, name)| !can_have(all, *role, name));
    let gone = gone.filter(|(role, name)| !rules.gives(role.preference(), name.as_str()));
    gone.map(|(role, name)| {
        let role = chrome.t(named(role).1).into_owned();
        chrome.say(&Text::new("roles-lost").with("chosen", name.to_string()).with("role", role))
    })
    .collect()
}

fn decided(preferences: &Preferences) -> Chosen {
    let roles = preferences.roles.iter();
    roles.filter_map(|(role, name)| Some((*role, MailboxName::parse(name)?))).collect()
}

/// The field of a role, and the key of its label.
fn named(role: Role) -> (&'static str, &'static str) {
    match role {
        Role::Drafts => ("drafts", "folder-drafts"),
        Role::Sent => ("sent", "folder-sent"),
        Role::Archive => ("archive", "folder-archive"),
        Role::Junk => ("junk", "folder-junk"),
        Role::Trash => ("trash", "folder-trash"),
    }
}

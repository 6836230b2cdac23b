//! What can be done with the open message.

use mailcore::imap::neighbours::Neighbours;
use mailcore::mailbox::{Mailbox, MailboxName, MessageRef, SpecialUse};

use crate::desk;
use crate::preferences::writing::Forwarding;
use crate::preferences::{AfterMove, Preferences};
use crate::reading::Reading;
use crate::web::urls;
use crate::web::view::View;

/// Addresses of what can be done, and what the forms of the toolbar carry.
#[derive(Debug)]
pub(in crate::web) struct Actions {
    pub(in crate::web) reply_url: String,
    pub(in crate::web) reply_all_url: String,
    /// The key of what that is called.
    pub(in crate::web) reply_all_words: &'static str,
    pub(in crate::web) forward_url: String,
    /// Of a draft: where it is written on.
    pub(in crate::web) edit_url: Option<String>,
    /// Where the forms go.
    pub(in crate::web) act_url: String,
    /// The view of the list.
    pub(in crate::web) view: String,
    /// `{UIDVALIDITY}-{UID}` of the message that follows when this one has gone; may be empty.
    pub(in crate::web) next: String,
    /// In the Trash mailbox: where is asked whether it is to go for good.
    pub(in crate::web) erase_url: Option<String>,
    /// Whether it is somewhere else than in the Archive mailbox.
    pub(in crate::web) can_archive: bool,
    /// Whether one can say that it is spam, or that it is none.
    pub(in crate::web) judging: Option<Judging>,
    /// The page on which a folder is chosen, where there is no room for a menu.
    pub(in crate::web) move_url: String,
    pub(in crate::web) print_url: String,
    pub(in crate::web) export_url: String,
    pub(in crate::web) source_url: String,
    /// Of a message that came by a mailing list: where it is answered in the other way than the person is used to, and
    /// the key of what that is called.
    pub(in crate::web) other_reply: Option<(String, &'static str)>,
    /// Where it is forwarded in the other way than the person is used to.
    pub(in crate::web) other_forward_url: String,
    other_forwarding: Forwarding,
    pub(in crate::web) as_new_url: String,
    pub(in crate::web) resend_url: String,
    pub(in crate::web) filter_url: String,
    pub(in crate::web) import_url: String,
}

impl Actions {
    pub(super) fn new(reading: &Reading, view: &View, preferences: &Preferences) -> Self {
        let writing = &preferences.writing;
        let (at, forwarding) = (&reading.message.at, writing.forwarding);
        let (reply_all, other_reply) = match (&reading.message.headers.list_post, writing.list_alone) {
            (None, _) => ("reply_all", None),
            (Some(_), false) => ("reply_all", Some(("reply_list", "act-reply-list"))),
            (Some(_), true) => ("reply_list", Some(("reply_all", "act-reply-everybody"))),
        };
        let reply_all_words = if reply_all == "reply_list" { "act-reply-list" } else { "message-reply-all" };
        let Neighbours { newer, older } = reading.message.opened.neighbours;
        let next = match preferences.after_move {
            AfterMove::Previous => newer.or(older),
            AfterMove::Next | AfterMove::List => older.or(newer),
        };
        let next = next.map(|it| it.number);
        Self {
            reply_url: urls::compose_from("reply", at),
            reply_all_url: urls::compose_from(reply_all, at),
            reply_all_words,
            forward_url: urls::compose_from(forwarding_name(forwarding), at),
            other_forwarding: other(forwarding),
            edit_url: reading.is_draft().then(|| urls::compose_from("draft", at)),
            act_url: urls::act(&at.mailbox),
            view: view.query(),
            next: next.map(|it| it.to_string()).unwrap_or_default(),
            erase_url: is_in(at, SpecialUse::Trash, reading)
                .then(|| urls::erase(&at.mailbox, &[at.number], view, next)),
            can_archive: !is_in(at, SpecialUse::Archive, reading),
            judging: Judging::of(&at.mailbox, &reading.message.opened.mailboxes),
            move_url: urls::message_step_in(at, "move", view),
            print_url: urls::message_view(at, "print"),
            export_url: urls::message_view(at, "export"),
            source_url: urls::message_view(at, "source"),
            other_reply: other_reply.map(|(what, words)| (urls::compose_from(what, at), words)),
            other_forward_url: urls::compose_from(forwarding_name(other(forwarding)), at),
            as_new_url: urls::compose_from("as_new", at),
            resend_url: urls::message_view(at, "resend"),
            filter_url: urls::message_view(at, "filter"),
            import_url: urls::import(&at.mailbox),
        }
    }
}

impl Actions {
    /// The key of what forwarding in the other way is called.
    pub(in crate::web) fn other_forward_words(&self) -> &'static str {
        match self.other_forwarding {
            Forwarding::Attached => "act-forward-attached",
            Forwarding::Inline => "act-forward-inline",
        }
    }
}

/// What an address calls it.
fn forwarding_name(forwarding: Forwarding) -> &'static str {
    match forwarding {
        Forwarding::Inline => "forward",
        Forwarding::Attached => "forward_attached",
    }
}

fn other(forwarding: Forwarding) -> Forwarding {
    match forwarding {
        Forwarding::Inline => Forwarding::Attached,
        Forwarding::Attached => Forwarding::Inline,
    }
}

/// What one can say of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::web) enum Judging {
    /// That it is spam.
    Spam,
    /// That it is none.
    NotSpam,
}

impl Judging {
    /// What a person wrote is neither.
    pub(in crate::web) fn of(at: &MailboxName, mailboxes: &[Mailbox]) -> Option<Self> {
        let lies_in = |roles: &[SpecialUse]| desk::lies_in(roles, at, mailboxes);
        if lies_in(&[SpecialUse::Sent, SpecialUse::Drafts]) {
            return None;
        }
        Some(if lies_in(&[SpecialUse::Junk]) { Self::NotSpam } else { Self::Spam })
    }

    /// The value of `do`.
    pub(in crate::web) fn act(self) -> &'static str {
        match self {
            Self::Spam => "junk",
            Self::NotSpam => "not-junk",
        }
    }

    /// The key of its words.
    pub(in crate::web) fn words(self) -> &'static str {
        match self {
            Self::Spam => "spam-mark",
            Self::NotSpam => "spam-clear",
        }
    }

    pub(in crate::web) fn icon(self) -> &'static str {
        match self {
            Self::Spam => "octagon-alert",
            Self::NotSpam => "inbox",
        }
    }

    /// Whether the message lies where spam does.
    pub(in crate::web) fn is_in_spam(self) -> bool {
        self == Self::NotSpam
    }
}

/// Whether the message is in the mailbox with a role.
fn is_in(at: &MessageRef, role: SpecialUse, reading: &Reading) -> bool {
    desk::mailbox_for(role, &reading.message.opened.mailboxes).is_some_and(|it| it == at.mailbox)
}

//! What a rule can ask and do, as a form has it, and what of it a server knows.

use super::form::{TypedAction, TypedTest};
use crate::desk::Desk;
use crate::rules::Book;

/// What a condition is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TestKind {
    /// Who wrote.
    From,
    /// To whom, in To or Cc.
    Recipient,
    /// To whom, in To.
    To,
    /// To whom, in Cc.
    Cc,
    /// The subject.
    Subject,
    /// The mailing list.
    List,
    /// Any fields of the header.
    Header,
    /// Addresses in any fields of the header.
    Address,
    /// The text.
    Body,
    /// The size.
    Size,
    /// The day of arrival.
    Day,
}

impl TestKind {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 11] = [
        Self::From,
        Self::Recipient,
        Self::To,
        Self::Cc,
        Self::Subject,
        Self::List,
        Self::Body,
        Self::Size,
        Self::Day,
        Self::Header,
        Self::Address,
    ];

    /// Its name in forms.
    pub fn name(self) -> &'static str {
        match self {
            Self::From => "from",
            Self::Recipient => "recipient",
            Self::To => "to",
            Self::Cc => "cc",
            Self::Subject => "subject",
            Self::List => "list",
            Self::Header => "header",
            Self::Address => "address",
            Self::Body => "body",
            Self::Size => "size",
            Self::Day => "day",
        }
    }

    /// The one of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    /// The fields that it looks at; none where they are typed, or it looks at none.
    pub fn fields(self) -> &'static [&'static str] {
        match self {
            Self::From => &["From"],
            Self::Recipient => &["To", "Cc"],
            Self::To => &["To"],
            Self::Cc => &["Cc"],
            Self::Subject => &["Subject"],
            Self::List => &["List-Id"],
            Self::Header | Self::Address | Self::Body | Self::Size | Self::Day => &[],
        }
    }

    /// Whether one chooses what of the addresses is compared.
    pub fn has_part(self) -> bool {
        matches!(self, Self::From | Self::Recipient | Self::To | Self::Cc | Self::Address)
    }

    /// Whether one types which fields.
    pub fn has_names(self) -> bool {
        matches!(self, Self::Header | Self::Address)
    }

    /// Whether texts are compared.
    pub fn has_values(self) -> bool {
        !matches!(self, Self::Size | Self::Day)
    }
}

/// What is done with a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionKind {
    /// It goes into a folder.
    Move,
    /// A copy goes into a folder.
    Copy,
    /// It gets a flag or a label.
    Flag,
    /// It goes on to an address.
    Redirect,
    /// A copy goes on to an address.
    RedirectCopy,
    /// It goes back to its sender.
    Reject,
    /// It stays.
    Keep,
    /// It is thrown away.
    Discard,
    /// No rule behind is looked at.
    Stop,
}

impl ActionKind {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 9] = [
        Self::Move,
        Self::Copy,
        Self::Flag,
        Self::Redirect,
        Self::RedirectCopy,
        Self::Reject,
        Self::Keep,
        Self::Discard,
        Self::Stop,
    ];

    /// Its name in forms.
    pub fn name(self) -> &'static str {
        match self {
            Self::Move => "move",
            Self::Copy => "copy",
            Self::Flag => "flag",
            Self::Redirect => "redirect",
            Self::RedirectCopy => "redirect-copy",
            Self::Reject => "reject",
            Self::Keep => "keep",
            Self::Discard => "discard",
            Self::Stop => "stop",
        }
    }

    /// The one of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    /// Whether a folder belongs to it.
    pub fn has_folder(self) -> bool {
        matches!(self, Self::Move | Self::Copy)
    }

    /// Whether an address belongs to it.
    pub fn has_address(self) -> bool {
        matches!(self, Self::Redirect | Self::RedirectCopy)
    }
}

/// What a server knows: nothing else is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What rules can ask.
    pub tests: Vec<TestKind>,
    /// What they can do.
    pub actions: Vec<ActionKind>,
    /// Whether a day can be compared to be before or behind, and not the same alone.
    pub compares_days: bool,
    /// Whether a folder can be made where there is none.
    pub creates: bool,
    /// How messages are refused.
    pub refusals: Refusals,
    /// To how many addresses a message may go on.
    pub most_targets: usize,
    /// Whether the operator lets one go on at all.
    pub may_redirect: bool,
}

/// How a server refuses messages (RFC 5429).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusals {
    /// By a message to the sender (`reject`), or not at all.
    Later,
    /// When they come, where it can (`ereject`).
    AtOnce,
    /// As a rule has it.
    Both,
}

impl Refusals {
    /// Whether a rule asks for the second, if it `wishes` that.
    pub(super) fn at_once(self, wishes: bool) -> bool {
        match self {
            Self::Later => false,
            Self::AtOnce => true,
            Self::Both => wishes,
        }
    }
}

impl Offer {
    /// While the server does not say what it knows.
    pub fn all() -> Self {
        Self {
            tests: TestKind::ALL.into(),
            actions: ActionKind::ALL.into(),
            compares_days: true,
            creates: true,
            refusals: Refusals::Both,
            most_targets: crate::rules::Offer::ALL.most_targets,
            may_redirect: true,
        }
    }

    pub(super) fn of(desk: &Desk, book: &Book) -> Self {
        let may_redirect = desk.rule_limits.redirect;
        Self { may_redirect, ..Self::knowing(|it| book.knows(it), book.offer.most_targets) }
    }

    /// What a rule can begin to do.
    pub fn new_actions(&self) -> impl Iterator<Item = ActionKind> {
        self.actions.iter().copied().filter(|it| self.may_redirect || !it.has_address())
    }

    /// That of a server that knows these extensions, and lets a message go on to so many addresses.
    fn knowing(knows: impl Fn(&str) -> bool, most_targets: usize) -> Self {
        let mut tests = TestKind::ALL.to_vec();
        tests.retain(|it| match it {
            TestKind::Body => knows("body"),
            TestKind::Day => knows("date"),
            _ => true,
        });
        let mut actions = ActionKind::ALL.to_vec();
        actions.retain(|it| match it {
            ActionKind::Move => knows("fileinto"),
            ActionKind::Copy => knows("fileinto") && knows("copy"),
            ActionKind::Flag => knows("imap4flags"),
            ActionKind::RedirectCopy => knows("copy"),
            ActionKind::Reject => knows("reject") || knows("ereject"),
            ActionKind::Redirect | ActionKind::Keep | ActionKind::Discard | ActionKind::Stop => true,
        });
        let refusals = match (knows("reject"), knows("ereject")) {
            (true, true) => Refusals::Both,
            (false, true) => Refusals::AtOnce,
            (_, false) => Refusals::Later,
        };
        let (compares_days, creates) = (knows("relational"), knows("mailbox"));
        Self { tests, actions, compares_days, creates, refusals, most_targets, may_redirect: true }
    }

    /// What a day is compared by at first.
    pub(super) fn first_side(&self) -> &'static str {
        if self.compares_days { "from" } else { "on" }
    }

    /// What a new rule does at first: it files messages, where the server can.
    pub(super) fn first_action(&self) -> ActionKind {
        let can = |it: &ActionKind| self.actions.contains(it);
        [ActionKind::Move, ActionKind::Flag].into_iter().find(can).unwrap_or(ActionKind::Keep)
    }

    /// Whether the server can ask this.
    pub(super) fn has_test(&self, test: &TypedTest) -> bool {
        let compares = test.kind != TestKind::Day || test.how == "on" || self.compares_days;
        self.tests.contains(&test.kind) && compares
    }

    /// Whether the server can do this.
    pub(super) fn has_action(&self, action: &TypedAction) -> bool {
        self.actions.contains(&action.kind)
    }

    /// What the server cannot ask.
    pub fn missing_tests(&self) -> Vec<TestKind> {
        TestKind::ALL.into_iter().filter(|it| !self.tests.contains(it)).collect()
    }

    /// What the server cannot do.
    pub fn missing_actions(&self) -> Vec<ActionKind> {
        ActionKind::ALL.into_iter().filter(|it| !self.actions.contains(it)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_offered_that_the_server_does_not_announce() {
        let bare = Offer::knowing(|_| false, 4);
        assert_eq!(bare.missing_tests(), [TestKind::Body, TestKind::Day]);
        let actions = [ActionKind::Redirect, ActionKind::Keep, ActionKind::Discard, ActionKind::Stop];
        assert_eq!(bare.actions, actions);
        assert_eq!((bare.first_action(), bare.first_side()), (ActionKind::Keep, "on"));
        let some = Offer::knowing(|it| ["date", "imap4flags", "regex"].contains(&it), 4);
        assert_eq!((some.first_action(), some.first_side()), (ActionKind::Flag, "on"));
        let day = |how: &str| TypedTest { how: how.to_owned(), ..TypedTest::new(TestKind::Day) };
        assert!(some.has_test(&day("on")) && !some.has_test(&day("from")) && !bare.has_test(&day("on")));
        assert!(!some.has_action(&TypedAction::new(ActionKind::Copy)));
    }

    #[test]
    fn a_server_refuses_messages_by_the_one_way_that_it_knows() {
        let asked = |known: &[&str], wishes: bool| {
            let offer = Offer::knowing(|it| known.contains(&it), 4);
            let can = offer.has_action(&TypedAction::new(ActionKind::Reject));
            can.then(|| offer.refusals.at_once(wishes))
        };
        for (known, wishes, expected) in [
            (&["reject"][..], true, Some(false)),
            (&["ereject"], false, Some(true)),
            (&["reject", "ereject"], true, Some(true)),
            (&["reject", "ereject"], false, Some(false)),
            (&[], true, None),
        ] {
            assert_eq!(asked(known, wishes), expected, "{known:?}");
        }
    }
}

//! What a rule can ask and do, as a form has it, and what of it a server knows.

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
    /// To how many addresses a message may go on.
    pub most_targets: usize,
}

impl Offer {
    /// While the server does not say what it knows.
    pub fn all() -> Self {
        Self {
            tests: TestKind::ALL.into(),
            actions: ActionKind::ALL.into(),
            compares_days: true,
            most_targets: crate::rules::Offer::ALL.most_targets,
        }
    }

    pub(super) fn of(book: &Book) -> Self {
        let mut tests = TestKind::ALL.to_vec();
        tests.retain(|it| match it {
            TestKind::Body => book.knows("body"),
            TestKind::Day => book.knows("date"),
            _ => true,
        });
        let mut actions = ActionKind::ALL.to_vec();
        actions.retain(|it| match it {
            ActionKind::Move => book.knows("fileinto"),
            ActionKind::Copy => book.knows("fileinto") && book.knows("copy"),
            ActionKind::Flag => book.knows("imap4flags"),
            ActionKind::RedirectCopy => book.knows("copy"),
            ActionKind::Reject => book.knows("reject"),
            ActionKind::Redirect | ActionKind::Keep | ActionKind::Discard | ActionKind::Stop => true,
        });
        let compares_days = book.knows("relational");
        Self { tests, actions, compares_days, most_targets: book.offer.most_targets }
    }
}

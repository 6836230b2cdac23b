//! How a command ends: the tagged response (RFC 9051, section 7.1; codes of RFC 5530).

use std::borrow::Cow;

use crate::demo::state::mailboxes::Failure;

/// The end of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    condition: &'static str,
    code: Option<Cow<'static, str>>,
    text: &'static str,
}

impl Answer {
    /// It is done.
    pub(super) fn ok(text: &'static str) -> Self {
        Self { condition: "OK", code: None, text }
    }

    /// It cannot be done.
    pub(super) fn no(text: &'static str) -> Self {
        Self { condition: "NO", code: None, text }
    }

    /// It makes no sense, or not here.
    pub(super) fn bad(text: &'static str) -> Self {
        Self { condition: "BAD", code: None, text }
    }

    /// The same with a response code.
    pub(super) fn code(self, code: impl Into<Cow<'static, str>>) -> Self {
        Self { code: Some(code.into()), ..self }
    }

    /// Whether the client is to blame.
    pub(super) fn is_bad(&self) -> bool {
        self.condition == "BAD"
    }

    /// The line that ends the command with this tag.
    pub(super) fn line(&self, tag: &str) -> String {
        let code = self.code.as_ref().map(|it| format!("[{it}] ")).unwrap_or_default();
        format!("{tag} {} {code}{}\r\n", self.condition, self.text)
    }

    /// As [`From<Failure>`], for a mailbox that messages go to: the client may create it.
    pub(super) fn of_destination(failure: Failure) -> Self {
        match failure {
            Failure::NoSuch => Self::no("There is no such mailbox").code("TRYCREATE"),
            other => other.into(),
        }
    }
}

impl From<Failure> for Answer {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::NoSuch => Self::no("There is no such mailbox").code("NONEXISTENT"),
            Failure::Exists => Self::no("There is such a mailbox already").code("ALREADYEXISTS"),
            Failure::HasChildren => Self::no("The mailbox has others below it").code("HASCHILDREN"),
            Failure::Name => Self::no("This cannot be done with a mailbox of this name").code("CANNOT"),
            Failure::Full => Self::no("The account is full").code("OVERQUOTA"),
        }
    }
}

//! Replies (RFC 5321, section 4.2; RFC 2034).

/// A reply, ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reply {
    code: u16,
    text: String,
}

impl Reply {
    /// A reply of one line, with an enhanced status code (RFC 3463).
    pub(super) fn new(code: u16, status: &str, text: &str) -> Self {
        Self::plain(code, &format!("{status} {text}"))
    }

    /// A reply of one line, of a kind that has no enhanced status code.
    pub(super) fn plain(code: u16, text: &str) -> Self {
        Self { code, text: format!("{code} {text}\r\n") }
    }

    /// A reply of several lines.
    pub(super) fn lines(code: u16, first: &str, others: &[String]) -> Self {
        let lines: Vec<&str> = [first].into_iter().chain(others.iter().map(String::as_str)).collect();
        let (last, before) = lines.split_last().unwrap_or((&first, &[]));
        let before: String = before.iter().map(|it| format!("{code}-{it}\r\n")).collect();
        Self { code, text: format!("{before}{code} {last}\r\n") }
    }

    /// Whether it says no.
    pub(super) fn is_refusal(&self) -> bool {
        self.code >= 400
    }

    /// What is sent.
    pub(super) fn text(&self) -> &str {
        &self.text
    }
}

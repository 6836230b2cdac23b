//! What a sender asks of those who get a message: to hurry, to confirm, where to go on.

use super::header::Writer;
use crate::address::NamedAddress;
use crate::message::parse::Headers;

/// How urgent a message is, as its sender says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Priority {
    /// The most urgent.
    Highest,
    /// Urgent.
    High,
    /// Nothing is said.
    #[default]
    Normal,
    /// It can wait.
    Low,
    /// It can wait for long.
    Lowest,
}

/// What is asked; nothing by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// To hurry or not.
    pub priority: Priority,
    /// A disposition notification when it is read, to From (RFC 8098).
    pub confirm: bool,
    /// Where answers to all go (Mail-Followup-To); may be empty.
    pub followup_to: Vec<NamedAddress>,
}

/// Each priority with its name, its number in X-Priority, what stands behind the number, and the word for
/// Importance (RFC 2156, section 5.3.4).
const PRIORITIES: [(Priority, &str, char, &str, &str); 5] = [
    (Priority::Highest, "highest", '1', "Highest", "high"),
    (Priority::High, "high", '2', "High", "high"),
    (Priority::Normal, "normal", '3', "Normal", "normal"),
    (Priority::Low, "low", '4', "Low", "low"),
    (Priority::Lowest, "lowest", '5', "Lowest", "low"),
];

impl Priority {
    /// All of them, the most urgent first.
    pub const ALL: [Self; 5] = [Self::Highest, Self::High, Self::Normal, Self::Low, Self::Lowest];

    /// Its name: `highest`, `high`, `normal`, `low`, `lowest`.
    pub fn name(self) -> &'static str {
        PRIORITIES.iter().find(|it| it.0 == self).map_or("normal", |it| it.1)
    }

    /// The one of this name.
    pub fn parse(name: &str) -> Option<Self> {
        PRIORITIES.iter().find(|it| it.1 == name).map(|it| it.0)
    }

    /// What the header of a message says; X-Priority is finer than Importance, and goes before it.
    pub fn of(headers: &Headers) -> Self {
        let said = headers.values("X-Priority").next().and_then(|it| it.trim_start().chars().next());
        let found = said.and_then(|said| PRIORITIES.iter().find(|it| it.2 == said));
        let by_word = || match headers.values("Importance").next().map(|it| it.trim().to_ascii_lowercase()) {
            Some(word) if word == "high" => Self::High,
            Some(word) if word == "low" => Self::Low,
            _ => Self::Normal,
        };
        found.map_or_else(by_word, |it| it.0)
    }
}

impl Wishes {
    /// Writes the fields of what `from` asks.
    pub(super) fn write(&self, header: &mut Writer, from: &NamedAddress) {
        header.addresses("Mail-Followup-To", &self.followup_to);
        if self.confirm {
            header.addresses("Disposition-Notification-To", std::slice::from_ref(from));
        }
        if self.priority == Priority::Normal {
            return;
        }
        let Some((_, _, number, word, importance)) = PRIORITIES.iter().find(|it| it.0 == self.priority)
        else {
            return;
        };
        header.text("X-Priority", &format!("{number} ({word})"));
        header.text("Importance", importance);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::message;
    use super::super::{Bcc, OutgoingMessage};
    use super::*;
    use crate::message::parse;

    fn written(wishes: Wishes) -> Headers {
        parse::headers(&OutgoingMessage { wishes, ..message() }.to_octets(Bcc::Hidden).unwrap())
    }

    #[test]
    fn a_priority_reads_the_same() {
        for priority in Priority::ALL {
            let headers = written(Wishes { priority, ..Wishes::default() });
            assert_eq!(Priority::of(&headers), priority);
            assert_eq!(Priority::parse(priority.name()), Some(priority));
        }
        assert_eq!(Priority::parse("urgent"), None);
    }

    #[test]
    fn what_is_not_asked_is_not_written() {
        let headers = written(Wishes::default());
        for name in ["X-Priority", "Importance", "Disposition-Notification-To", "Mail-Followup-To"] {
            assert_eq!(headers.values(name).next(), None, "{name}");
        }
    }

    #[test]
    fn a_confirmation_goes_to_the_sender_and_answers_where_they_are_wished() {
        let followup_to = crate::address::read_list("Liste d’été <liste@example.fr>, a@example.fr");
        let followup_to: Vec<NamedAddress> = followup_to.into_iter().filter_map(Result::ok).collect();
        let headers = written(Wishes { confirm: true, followup_to, ..Wishes::default() });
        assert_eq!(headers.notification_to.unwrap(), headers.from);
        let found: Vec<_> = headers.followup_to.iter().map(|it| (&*it.name, &*it.address)).collect();
        assert_eq!(found, [("Liste d’été", "liste@example.fr"), ("", "a@example.fr")]);
    }

    #[test]
    fn the_words_of_other_programs_are_read() {
        for (header, expected) in [
            ("X-Priority: 1\r\n\r\n", Priority::Highest),
            ("X-Priority:  5 (Lowest)\r\n\r\n", Priority::Lowest),
            ("X-Priority: urgent\r\nImportance: HIGH\r\n\r\n", Priority::High),
            ("Importance: low \r\n\r\n", Priority::Low),
            ("X-Priority:\r\n\r\n", Priority::Normal),
        ] {
            assert_eq!(Priority::of(&parse::headers(header.as_bytes())), expected, "{header}");
        }
    }
}

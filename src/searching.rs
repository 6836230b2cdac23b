//! What a person lists of a mailbox: quick filters, and what is typed into the search box
//! ([`syntax`]), in one mailbox or in several ([`wide`]).

use mailcore::address::Address;
use mailcore::flag::Flag;
use mailcore::search::{Field, FieldName, Search};

pub mod syntax;
pub mod wide;

/// Where something is searched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// In the mailbox.
    #[default]
    Here,
    /// In it and in those below it.
    Below,
    /// In all of them.
    Everywhere,
}

impl Scope {
    /// All of them, with the key of their words.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Here, "search-scope-here"),
        (Self::Below, "search-scope-below"),
        (Self::Everywhere, "search-scope-everywhere"),
    ];

    /// Its name in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Here => "here",
            Self::Below => "below",
            Self::Everywhere => "everywhere",
        }
    }
}

/// A quick filter of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// Not read.
    Unread,
    /// `\Flagged`.
    Flagged,
    /// Not answered.
    Unanswered,
    /// With something attached.
    Attachment,
    /// Written to the person, in To or Cc.
    ToMe,
    /// Of high priority, as the sender says.
    Priority,
    /// With a keyword.
    Keyword(Flag),
}

impl Filter {
    /// Those that every list offers, in their order.
    pub const OFFERED: [Self; 6] =
        [Self::Unread, Self::Flagged, Self::Unanswered, Self::Attachment, Self::ToMe, Self::Priority];

    /// Reads a name as addresses have it: `unread`, `keyword-$label1`.
    pub fn parse(name: &str) -> Option<Self> {
        if let Some(keyword) = name.strip_prefix("keyword-") {
            return Flag::parse(keyword).filter(|it| !it.is_system()).map(Self::Keyword);
        }
        Self::OFFERED.into_iter().find(|it| it.name() == name)
    }

    /// That name.
    pub fn name(&self) -> String {
        match self {
            Self::Unread => "unread".to_owned(),
            Self::Flagged => "flagged".to_owned(),
            Self::Unanswered => "unanswered".to_owned(),
            Self::Attachment => "attachment".to_owned(),
            Self::ToMe => "to-me".to_owned(),
            Self::Priority => "priority".to_owned(),
            Self::Keyword(flag) => format!("keyword-{flag}"),
        }
    }

    /// What is searched for; `address` is the person's own, without which nothing is written to them.
    pub fn search(&self, address: Option<&Address>) -> Search {
        let without = |flag| Search::Not(Box::new(Search::Flag(flag)));
        match self {
            Self::Unread => without(Flag::Seen),
            Self::Flagged => Search::Flag(Flag::Flagged),
            Self::Unanswered => without(Flag::Answered),
            Self::Attachment => Search::Attachment,
            Self::ToMe => {
                let of = |field| address.map(|it| Search::Field(field, it.to_string()));
                Search::Or([Field::To, Field::Cc].into_iter().filter_map(of).collect())
            }
            Self::Priority => high_priority(),
            Self::Keyword(flag) => Search::Flag(flag.clone()),
        }
    }
}

/// What senders write who think a message urgent (`X-Priority: 1 (Highest)`; RFC 2156, Importance).
fn high_priority() -> Search {
    let field = |name: &str, text: &str| {
        FieldName::parse(name).map(|it| Search::Field(Field::Named(it), text.to_owned()))
    };
    let said = [field("X-Priority", "1"), field("X-Priority", "2"), field("Importance", "high")];
    Search::Or(said.into_iter().flatten().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back() {
        for offered in Filter::OFFERED.into_iter().chain([Filter::Keyword(Flag::Junk)]) {
            assert_eq!(Filter::parse(&offered.name()), Some(offered));
        }
        for wrong in ["", "Unread", "keyword-", r"keyword-\Seen", "keyword-two words", "keyword-a\r\nb"] {
            assert_eq!(Filter::parse(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn nothing_is_written_to_somebody_without_an_address() {
        assert_eq!(Filter::ToMe.search(None), Search::Or(Vec::new()));
        let address: Address = "a@b.example".parse().unwrap();
        let to = Search::Field(Field::To, "a@b.example".to_owned());
        assert!(matches!(Filter::ToMe.search(Some(&address)), Search::Or(it) if it.first() == Some(&to)));
    }
}

//! Message flags (RFC 9051, section 2.3.2).

use std::collections::BTreeSet;
use std::fmt;

/// A system flag or a keyword.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Flag {
    /// `\Answered`: a reply was sent.
    Answered,
    /// `\Deleted`: to be removed by the next EXPUNGE.
    Deleted,
    /// `\Draft`: not finished.
    Draft,
    /// `\Flagged`: marked by the user as important.
    Flagged,
    /// `\Seen`: read.
    Seen,
    /// `$Forwarded`: was forwarded (IANA registry of IMAP keywords).
    Forwarded,
    /// `$MDNSent`: a disposition notification was sent or refused (RFC 3503).
    MdnSent,
    /// `$Junk`: the user or a filter called it junk (IANA registry of IMAP keywords).
    Junk,
    /// `$NotJunk`: the user called it not junk.
    NotJunk,
    /// `$InvitationAccepted`: the invitation in it was accepted. A keyword of ours, as the next two: there
    /// is none that others know.
    InvitationAccepted,
    /// `$InvitationTentative`: it was accepted, perhaps.
    InvitationTentative,
    /// `$InvitationDeclined`: it was declined.
    InvitationDeclined,
    /// Any other keyword.
    Keyword(Keyword),
}

/// A keyword that has no variant of its own in [`Flag`].
///
/// Invariant: an atom (RFC 9051, section 9), not empty.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Keyword(String);

/// The flags of one message.
pub type FlagSet = BTreeSet<Flag>;

/// Which flags a mailbox keeps beyond the session (PERMANENTFLAGS; RFC 9051, section 7.1).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeptFlags {
    named: FlagSet,
    /// `\*`: keywords that are not there yet, too.
    any_keyword: bool,
}

impl KeptFlags {
    /// Where the server does not say: all of them.
    pub fn all() -> Self {
        let system = [Flag::Answered, Flag::Deleted, Flag::Draft, Flag::Flagged, Flag::Seen];
        Self { named: FlagSet::from(system), any_keyword: true }
    }

    /// Reads the list as a server writes it: `(\Answered \Seen $MDNSent \*)`.
    pub fn parse(list: &str) -> Self {
        let words = || list.trim().trim_start_matches('(').trim_end_matches(')').split_ascii_whitespace();
        Self { named: words().filter_map(Flag::parse).collect(), any_keyword: words().any(|it| it == r"\*") }
    }

    /// The keywords that it names and that have no variant of their own.
    pub fn keywords(&self) -> impl Iterator<Item = &Flag> {
        self.named.iter().filter(|it| matches!(it, Flag::Keyword(_)))
    }

    /// Whether it keeps this one.
    pub fn keeps(&self, flag: &Flag) -> bool {
        self.named.contains(flag) || (self.any_keyword && !flag.is_system())
    }
}

impl Flag {
    /// Whether it begins with a backslash: a keyword does not.
    pub fn is_system(&self) -> bool {
        matches!(self, Self::Answered | Self::Deleted | Self::Draft | Self::Flagged | Self::Seen)
    }

    /// Reads a flag as a server writes it. `None` when it is not an atom.
    pub fn parse(text: &str) -> Option<Self> {
        let name = text.strip_prefix('\\').unwrap_or(text);
        let is_atom =
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_graphic() && !br#"(){%*"\]"#.contains(&b));
        if !is_atom {
            return None;
        }
        Some(match text.to_ascii_lowercase().as_str() {
            r"\answered" => Self::Answered,
            r"\deleted" => Self::Deleted,
            r"\draft" => Self::Draft,
            r"\flagged" => Self::Flagged,
            r"\seen" => Self::Seen,
            "$forwarded" => Self::Forwarded,
            "$mdnsent" => Self::MdnSent,
            "$junk" => Self::Junk,
            "$notjunk" => Self::NotJunk,
            "$invitationaccepted" => Self::InvitationAccepted,
            "$invitationtentative" => Self::InvitationTentative,
            "$invitationdeclined" => Self::InvitationDeclined,
            _ => Self::Keyword(Keyword(text.to_owned())),
        })
    }
}

impl fmt::Display for Flag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Answered => r"\Answered",
            Self::Deleted => r"\Deleted",
            Self::Draft => r"\Draft",
            Self::Flagged => r"\Flagged",
            Self::Seen => r"\Seen",
            Self::Forwarded => "$Forwarded",
            Self::MdnSent => "$MDNSent",
            Self::Junk => "$Junk",
            Self::NotJunk => "$NotJunk",
            Self::InvitationAccepted => "$InvitationAccepted",
            Self::InvitationTentative => "$InvitationTentative",
            Self::InvitationDeclined => "$InvitationDeclined",
            Self::Keyword(Keyword(name)) => name,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writing_and_reading_are_inverses() {
        for text in [r"\Seen", "$Junk", "$NotJunk", "$MDNSent", "$InvitationAccepted", "Work", r"\Answered"] {
            assert_eq!(Flag::parse(text).map(|flag| flag.to_string()).as_deref(), Some(text));
        }
        assert_eq!(Flag::parse(r"\SEEN"), Some(Flag::Seen));
        assert_eq!(Flag::parse("two words"), None);
        assert_eq!(Flag::parse(r"\"), None);
    }

    #[test]
    fn a_mailbox_keeps_what_it_names_and_with_a_star_any_keyword() {
        let keeps = |list: &str, flag: Flag| KeptFlags::parse(list).keeps(&flag);
        assert!(keeps(r"(\Answered $mdnsent)", Flag::MdnSent));
        assert!(keeps(r"(\Answered \*)", Flag::MdnSent));
        assert!(!keeps(r"(\Answered \*)", Flag::Seen));
        for none in ["", "()", r"(\Answered \Seen)", "(", "MDNSent"] {
            assert!(!keeps(none, Flag::MdnSent), "{none}");
        }
        assert!(KeptFlags::all().keeps(&Flag::MdnSent) && KeptFlags::all().keeps(&Flag::Seen));
    }
}

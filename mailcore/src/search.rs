//! What can be searched for, apart from how (RFC 9051, section 6.4.4).

use crate::flag::Flag;

/// Which messages are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Search {
    /// Every message.
    #[default]
    All,
    /// Those for which each of these holds; all when there are none.
    And(Vec<Search>),
    /// Those for which one of these holds; none when there are none.
    Or(Vec<Search>),
    /// The others.
    Not(Box<Search>),
    /// Those that have a flag.
    Flag(Flag),
    /// Those with this text in a field of their header, in any case.
    Field(Field, String),
    /// Those with this text in their body.
    Body(String),
    /// Those with this text anywhere in header or body.
    Text(String),
    /// Those of more octets.
    Larger(u32),
    /// Those of fewer octets.
    Smaller(u32),
    /// Those that came before a day.
    Before(Day),
    /// Those that came on a day or later.
    Since(Day),
    /// Those with something attached, as far as a search can tell: by the type of the whole message,
    /// or by the keyword that some servers set. A picture within HTML is none; what is forwarded
    /// inside of a letter may be missed.
    Attachment,
}

/// A field of the header.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// From.
    From,
    /// To.
    To,
    /// Cc.
    Cc,
    /// Bcc.
    Bcc,
    /// Subject.
    Subject,
    /// Any other one, by its name.
    Named(FieldName),
}

/// The name of a header field (RFC 5322, section 2.2).
///
/// Invariant: 1 to 78 printable ASCII characters, no colon.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FieldName(String);

impl FieldName {
    /// `None` when it is no name.
    pub fn parse(name: &str) -> Option<Self> {
        let is_name =
            (1..=78).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_graphic() && b != b':');
        is_name.then(|| Self(name.to_owned()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A day, in days since 1970-01-01. What a server takes for a day is its own time zone's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day(pub i32);

impl Search {
    /// Whether a flag that changes can change what is found.
    pub fn depends_on_flags(&self) -> bool {
        match self {
            Self::Flag(_) | Self::Attachment => true,
            Self::And(parts) | Self::Or(parts) => parts.iter().any(Self::depends_on_flags),
            Self::Not(part) => part.depends_on_flags(),
            _ => false,
        }
    }

    /// Whether all that it names is ASCII, which every server can search for.
    pub fn is_ascii(&self) -> bool {
        match self {
            Self::Field(_, text) | Self::Body(text) | Self::Text(text) => text.is_ascii(),
            Self::And(parts) | Self::Or(parts) => parts.iter().all(Self::is_ascii),
            Self::Not(part) => part.is_ascii(),
            _ => true,
        }
    }

    /// The same for a server that knows ASCII alone: it finds all that this one finds, and perhaps
    /// more. `été 2026` becomes `t` and ` 2026`; what is excluded by other letters is not excluded.
    pub fn in_ascii(&self) -> Self {
        match self {
            Self::Field(field, text) => pieces(text, |it| Self::Field(field.clone(), it)),
            Self::Body(text) => pieces(text, Self::Body),
            Self::Text(text) => pieces(text, Self::Text),
            Self::And(parts) => Self::And(parts.iter().map(Self::in_ascii).collect()),
            Self::Or(parts) => Self::Or(parts.iter().map(Self::in_ascii).collect()),
            Self::Not(part) if !part.is_ascii() => Self::All,
            other => other.clone(),
        }
    }
}

/// The parts of a text that are ASCII, each of which must be found.
fn pieces(text: &str, search: impl Fn(String) -> Search) -> Search {
    if text.is_ascii() {
        return search(text.to_owned());
    }
    let ascii = text.split(|it: char| !it.is_ascii()).filter(|it| !it.trim().is_empty());
    Search::And(ascii.map(|it| search(it.to_owned())).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subject(text: &str) -> Search {
        Search::Field(Field::Subject, text.to_owned())
    }

    #[test]
    fn what_is_not_ascii_is_left_out_and_nothing_is_lost_by_it() {
        let both = Search::And(vec![subject("t"), subject(" 2026")]);
        assert_eq!(subject("été 2026").in_ascii(), both);
        assert_eq!(Search::Not(subject("été").into()).in_ascii(), Search::All);
        assert_eq!(subject("日本").in_ascii(), Search::And(Vec::new()));
        let plain = Search::Or(vec![Search::Not(subject("a").into()), Search::Larger(7)]);
        assert_eq!(plain.in_ascii(), plain);
    }

    #[test]
    fn a_field_has_a_name() {
        for name in ["", "a b", "a:", "é", "a\r\nb", &"x".repeat(79)] {
            assert_eq!(FieldName::parse(name), None, "{name:?}");
        }
        assert_eq!(FieldName::parse("X-Priority").map(|it| it.0).as_deref(), Some("X-Priority"));
    }
}

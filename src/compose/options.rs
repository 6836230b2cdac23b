//! How a message is to be sent, besides what it says.

use std::fmt;

use mailcore::message::outgoing::wishes::Priority;
use mailcore::message::parse::Headers;
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde::{Deserialize, Serialize};

use crate::outbox::copy_to::CopyTo;
use crate::preferences::rules::Rules;
use crate::preferences::writing::Writing;

/// The header field that keeps them with a draft on the server: not all of them have one that other
/// programs know.
pub const FIELD: &str = "X-Facteur-Options";

/// What the preferences are called that say what is chosen where nobody chooses.
pub const MDN: &str = "mdn";

/// The same of delivery notifications.
pub const DSN: &str = "dsn";

/// What was chosen. Written as words on one line (`mdn dsn priority=high copy=in%3AClients`), in the
/// draft's row and in [`FIELD`]; words that are not known are passed over.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Options {
    /// Each recipient is asked to confirm that they read it (MDN, RFC 8098).
    pub mdn: bool,
    /// The servers are asked to tell what becomes of it (DSN, RFC 3461).
    pub dsn: bool,
    /// The lines of its text stay as they are typed, however long they are.
    pub keep: bool,
    /// How urgent it is.
    pub priority: Priority,
    /// Where the copy is filed.
    pub copy_to: CopyTo,
}

impl Options {
    /// Those of a draft on the server: as we wrote them, or as its other fields say.
    pub fn of(headers: &Headers) -> Self {
        match headers.values(FIELD).next() {
            Some(line) => Self::from(line.to_owned()),
            None => Self {
                mdn: headers.notification_to.is_some(),
                priority: Priority::of(headers),
                ..Self::default()
            },
        }
    }

    /// Takes a field of the form; whether it was one of these.
    pub fn take(&mut self, name: &str, value: &str) -> bool {
        match name {
            MDN => self.mdn = !value.is_empty(),
            DSN => self.dsn = !value.is_empty(),
            "keep" => self.keep = !value.is_empty(),
            "priority" => self.priority = Priority::parse(value).unwrap_or_default(),
            "copy" => self.copy_to = CopyTo::from(value.to_owned()),
            _ => return false,
        }
        true
    }

    /// Puts what the operator has fixed in place of what was chosen; `decided` has it.
    pub fn obey(&mut self, rules: &Rules, decided: &Writing) {
        if rules.is_fixed(MDN) {
            self.mdn = decided.mdn;
        }
        if rules.is_fixed(DSN) {
            self.dsn = decided.dsn;
        }
        if rules.is_fixed("keep_formatting") {
            self.keep = decided.keep_lines;
        }
    }

    /// Nothing was chosen.
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

impl fmt::Display for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let copy_to = self.copy_to.to_string();
        let words = [
            self.mdn.then(|| "mdn".to_owned()),
            self.dsn.then(|| "dsn".to_owned()),
            self.keep.then(|| "keep".to_owned()),
            (self.priority != Priority::Normal).then(|| format!("priority={}", self.priority.name())),
            (self.copy_to != CopyTo::Sent)
                .then(|| format!("copy={}", utf8_percent_encode(&copy_to, NON_ALPHANUMERIC))),
        ];
        f.write_str(&words.into_iter().flatten().collect::<Vec<_>>().join(" "))
    }
}

impl From<String> for Options {
    fn from(line: String) -> Self {
        let mut options = Self::default();
        for word in line.split_whitespace() {
            let (name, value) = word.split_once('=').unwrap_or((word, word));
            options.take(name, &percent_decode_str(value).decode_utf8_lossy());
        }
        options
    }
}

impl From<Options> for String {
    fn from(options: Options) -> Self {
        options.to_string()
    }
}

#[cfg(test)]
mod tests {
    use mailcore::message::parse;

    use super::*;
    use crate::config::preferences::PreferenceWishes;

    #[test]
    fn writing_and_reading_are_inverses() {
        for line in
            ["", "mdn", "dsn keep priority=lowest", "mdn dsn priority=high copy=in%3AClients%2F%C3%89t%C3%A9"]
        {
            let options = Options::from(line.to_owned());
            assert_eq!(options.to_string(), line);
            assert_eq!(Options::of(&parse::headers(format!("{FIELD}: {line}\r\n\r\n").as_bytes())), options);
        }
        assert!(Options::from("later=5 x copy=".to_owned()).is_usual());
    }

    #[test]
    fn what_is_fixed_is_not_chosen_for_a_message() {
        let own = |name: &str| vec![(name.to_owned(), "true".to_owned())];
        let decided = Writing { mdn: true, dsn: true, ..Writing::default() };
        for (name, expected) in [("mdn", (true, false)), ("dsn", (false, true)), ("sound", (false, false))] {
            let wishes = PreferenceWishes { usual: Vec::new(), fixed: own(name) };
            let mut options = Options::default();
            options.obey(&Rules::new(&wishes).unwrap(), &decided);
            assert_eq!((options.mdn, options.dsn), expected);
        }
        let no = PreferenceWishes { usual: Vec::new(), fixed: vec![("mdn".to_owned(), "no".to_owned())] };
        let mut options = Options::from("mdn dsn".to_owned());
        options.obey(&Rules::new(&no).unwrap(), &Writing::default());
        assert_eq!((options.mdn, options.dsn), (false, true));
    }

    #[test]
    fn a_draft_of_another_program_has_what_its_header_says() {
        let head = b"Disposition-Notification-To: <a@b.example>\r\nX-Priority: 2 (High)\r\n\r\n";
        let options = Options::of(&parse::headers(head));
        assert_eq!((options.mdn, options.priority), (true, Priority::High));
    }
}

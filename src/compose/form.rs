//! What a person types, and what is wrong with it.

use mailcore::address::{BadAddress, FoundAddress, NamedAddress, read_list};
use mailcore::message::outgoing::OutgoingMessage;
use mailcore::message::outgoing::wishes::Wishes;
use serde::{Deserialize, Serialize};

use super::options::Options;
use super::spelling::Spelled;
use crate::i18n::Text;
use crate::identities::Identity;

/// The fields of the form, as typed; `subject` is one line, lines of `body` end in `\n`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct DraftForm {
    /// The number of the identity that it is from; `None` is the preferred one.
    pub identity: Option<i64>,
    /// The one whose signature, Reply-To and blind copies it has.
    pub signed_as: Option<i64>,
    /// To.
    pub to: String,
    /// Cc.
    pub cc: String,
    /// Bcc.
    pub bcc: String,
    /// Reply-To.
    pub reply_to: String,
    /// Mail-Followup-To.
    pub followup_to: String,
    /// Subject.
    pub subject: String,
    /// The text; of HTML, what that says.
    pub body: String,
    /// The same as HTML, where it is written so: its pictures are `cid:` and the name of a file of the draft.
    pub html: Option<String>,
    /// How it is to be sent.
    pub options: Options,
    /// In which language it is written, and which of its words are right.
    pub spelled: Spelled,
}

/// What is wrong with each field, all at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldErrors {
    /// To.
    pub to: Option<Text>,
    /// Cc.
    pub cc: Option<Text>,
    /// Bcc.
    pub bcc: Option<Text>,
    /// Reply-To.
    pub reply_to: Option<Text>,
    /// Mail-Followup-To.
    pub followup_to: Option<Text>,
    /// Subject.
    pub subject: Option<Text>,
    /// The text.
    pub body: Option<Text>,
    /// What goes with it.
    pub files: Option<Text>,
}

impl FieldErrors {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl DraftForm {
    /// Takes the fields it knows out of a form; others are passed over.
    pub fn read(fields: &[(String, String)]) -> Self {
        let mut form = Self::default();
        let is_html = fields.iter().any(|(name, value)| name == "format" && value == "html");
        for (name, value) in fields {
            match name.as_str() {
                "identity" => form.identity = value.parse().ok(),
                "signed_as" => form.signed_as = value.parse().ok(),
                "to" => form.to = recipients(value),
                "cc" => form.cc = recipients(value),
                "bcc" => form.bcc = recipients(value),
                "reply_to" => form.reply_to = recipients(value),
                "followup_to" => form.followup_to = recipients(value),
                "subject" => form.subject = one_line(value),
                "body" => form.body = lines(value),
                "html" => form.html = is_html.then(|| lines(value)),
                name => {
                    let _known = form.options.take(name, value) || form.spelled.take(name, value);
                }
            }
        }
        form
    }

    /// How many octets of HTML there are.
    pub fn html_size(&self) -> usize {
        self.html.as_ref().map_or(0, String::len)
    }

    /// Nothing was typed.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The message to be sent, from `from`. All mistakes are found, not the first only.
    pub fn message(&self, from: Option<&Identity>) -> Result<OutgoingMessage, Box<FieldErrors>> {
        let mut errors = FieldErrors::default();
        let to = list(&self.to, &mut errors.to);
        let cc = list(&self.cc, &mut errors.cc);
        let bcc = list(&self.bcc, &mut errors.bcc);
        let reply_to = list(&self.reply_to, &mut errors.reply_to);
        let followup_to = list(&self.followup_to, &mut errors.followup_to);
        let nobody = to.is_empty() && cc.is_empty() && bcc.is_empty();
        if nobody && errors.is_empty() {
            errors.to = Some(Text::new("compose-no-recipient"));
        }
        match from {
            Some(from) if errors.is_empty() => {
                let bare = self.bare(from, followup_to);
                Ok(OutgoingMessage { to, cc, bcc, reply_to, ..bare })
            }
            Some(_) => Err(Box::new(errors)),
            None => {
                errors.to.get_or_insert(Text::new("compose-no-own-address"));
                Err(Box::new(errors))
            }
        }
    }

    /// The message as a draft: addresses that are not complete yet are left out of its header.
    pub fn unfinished(&self, from: &Identity) -> OutgoingMessage {
        let good = |text: &str| read_list(text).into_iter().filter_map(Result::ok).collect();
        OutgoingMessage {
            to: good(&self.to),
            cc: good(&self.cc),
            bcc: good(&self.bcc),
            reply_to: good(&self.reply_to),
            ..self.bare(from, good(&self.followup_to))
        }
    }

    fn bare(&self, from: &Identity, followup_to: Vec<NamedAddress>) -> OutgoingMessage {
        let organization = from.written.organization.trim();
        let organization = (!organization.is_empty()).then(|| organization.to_owned());
        let Options { mdn, keep, priority, .. } = self.options;
        OutgoingMessage {
            subject: self.subject.trim().to_owned(),
            text: self.body.clone(),
            fixed: keep,
            wishes: Wishes { priority, confirm: mdn, followup_to },
            extra: organization.map(|it| ("Organization".to_owned(), it)).into_iter().collect(),
            ..OutgoingMessage::new(from.from.clone())
        }
    }
}

/// Reads a list of recipients; the first entry that is no address becomes the error.
fn list(text: &str, error: &mut Option<Text>) -> Vec<NamedAddress> {
    let mut good = Vec::new();
    for entry in read_list(text) {
        match entry {
            Ok(address) => good.push(address),
            Err((typed, why)) if error.is_none() => *error = Some(complaint(typed, why)),
            Err(_) => {}
        }
    }
    good
}

fn complaint(typed: String, why: BadAddress) -> Text {
    match why {
        BadAddress::Incomplete => Text::new("compose-address-incomplete").with("address", typed),
        BadAddress::Character | BadAddress::TooLong => {
            Text::new("compose-bad-address").with("address", typed)
        }
    }
}

/// One line: what ends a line becomes a blank, other control characters go.
pub fn one_line(text: &str) -> String {
    let blank = text.replace("\r\n", " ").replace(['\r', '\n', '\t'], " ");
    blank.chars().filter(|it| !it.is_control()).collect()
}

/// A list of recipients may be typed on several lines: a line end separates like a comma.
fn recipients(text: &str) -> String {
    let lines = text.lines().map(|it| one_line(it).trim().to_owned()).filter(|it| !it.is_empty());
    lines.collect::<Vec<_>>().join(", ")
}

/// Lines that end in `\n`, without control characters but the tab.
pub fn lines(text: &str) -> String {
    let ended = text.replace("\r\n", "\n").replace('\r', "\n");
    ended.chars().filter(|it| matches!(it, '\n' | '\t') || !it.is_control()).collect()
}

/// Addresses as a person types them, so that [`read_list`] reads them again.
pub fn typed<'a>(addresses: impl IntoIterator<Item = (&'a str, String)>) -> String {
    let entries = addresses.into_iter().map(|(name, address)| match name {
        "" => address,
        name if name.contains(|it: char| r#"",;<>()@:\[]"#.contains(it)) => {
            format!("\"{}\" <{address}>", name.replace('\\', r"\\").replace('"', "\\\""))
        }
        name => format!("{name} <{address}>"),
    });
    entries.collect::<Vec<_>>().join(", ")
}

/// The same for addresses that can be written to.
pub fn typed_named(addresses: &[NamedAddress]) -> String {
    typed(addresses.iter().map(|it| (it.name.as_deref().unwrap_or_default(), it.address.to_string())))
}

/// The same for addresses of a header; what has no address is left out.
pub fn typed_found(addresses: &[FoundAddress]) -> String {
    let whole = addresses.iter().filter(|it| !it.address.is_empty());
    typed(whole.map(|it| (it.name.as_str(), it.address.clone())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identities::Written;

    fn form(fields: &[(&str, &str)]) -> DraftForm {
        let fields: Vec<_> = fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        DraftForm::read(&fields)
    }

    fn own() -> Identity {
        let from = NamedAddress { name: None, address: "me@demo.example".parse().unwrap() };
        Identity { id: 1, from, written: Written { organization: "Démo".to_owned(), ..Written::default() } }
    }

    #[test]
    fn a_line_end_in_a_header_field_cannot_begin_another_field() {
        let form = form(&[("subject", "a\r\nBcc: x@y.example\0"), ("to", "a@b.example\r\nc@d.example")]);
        assert_eq!(form.subject, "a Bcc: x@y.example");
        assert_eq!(form.to, "a@b.example, c@d.example");
    }

    #[test]
    fn the_text_keeps_its_lines_and_tabs() {
        assert_eq!(form(&[("body", "a\r\n\tb\rc\u{0}\u{7}")]).body, "a\n\tb\nc");
    }

    #[test]
    fn html_counts_where_it_was_written_as_html() {
        let html = |format: &str| form(&[("html", "<b>a</b>"), ("format", format), ("body", "a")]).html;
        assert_eq!(html("html").as_deref(), Some("<b>a</b>"));
        assert_eq!((html("text"), html("")), (None, None));
    }

    #[test]
    fn all_mistakes_are_found_at_once() {
        let own = own();
        let errors = form(&[("to", "pierre"), ("cc", "a@b.example, x@")]).message(Some(&own)).unwrap_err();
        assert_eq!(errors.to.map(|it| it.key), Some("compose-address-incomplete"));
        assert_eq!(errors.cc.map(|it| it.key), Some("compose-address-incomplete"));
        let errors = form(&[("subject", "a")]).message(Some(&own)).unwrap_err();
        assert_eq!(errors.to.map(|it| it.key), Some("compose-no-recipient"));
    }

    #[test]
    fn a_message_without_to_is_one() {
        let own = own();
        let message = form(&[("bcc", "a@b.example"), ("subject", " s ")]).message(Some(&own)).unwrap();
        assert_eq!((message.bcc.len(), message.subject.as_str()), (1, "s"));
    }

    #[test]
    fn what_is_written_as_typed_is_read_again() {
        for name in ["Claire Vasseur", "Vasseur, Claire", r#"Le "Petit" \ Jean"#, "a@b"] {
            let typed = typed([(name, "c@demo.example".to_owned())]);
            let read = read_list(&typed);
            let names: Vec<_> = read.into_iter().filter_map(Result::ok).filter_map(|it| it.name).collect();
            assert_eq!(names, [name], "{typed}");
        }
    }
}

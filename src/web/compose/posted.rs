//! The form of a message as it comes, with its files.

use mailcore::message::outgoing::OutgoingFile;

use crate::compose::Typed;
use crate::compose::form::DraftForm;
use crate::web::csrf::CsrfMultipart;

/// A form that was sent.
#[derive(Debug)]
pub(super) struct Posted {
    pub(super) typed: Typed,
    /// Names of files that were not read because of the limit.
    pub(super) too_large: Vec<String>,
    /// The id of the file that is to be removed.
    pub(super) remove: Option<String>,
}

impl From<CsrfMultipart> for Posted {
    fn from(form: CsrfMultipart) -> Self {
        let field = |name: &str| form.fields.iter().find(|it| it.0 == name).map(|it| it.1.as_str());
        // A revision that cannot be read is none that exists: what was typed is kept aside.
        let revision = field("revision").and_then(|it| it.trim().parse().ok()).unwrap_or(-1);
        let remove = field("remove").map(str::to_owned);
        let typed = DraftForm::read(&form.fields);
        let files = form.files.into_iter().map(|it| OutgoingFile {
            name: it.name,
            media_type: it.media_type,
            octets: it.octets,
        });
        Self {
            typed: Typed { form: typed, revision, files: files.collect() },
            too_large: form.too_large,
            remove,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_whatever_its_revision() {
        for (revision, expected) in [("7", 7), (" 0 ", 0), ("", -1), ("x", -1)] {
            let fields = [("csrf", "x"), ("revision", revision), ("to", "a@b.example"), ("remove", "f1")];
            let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
            let posted = Posted::from(CsrfMultipart { fields, files: Vec::new(), too_large: Vec::new() });
            assert_eq!(posted.typed.revision, expected);
            assert_eq!(posted.typed.form.to, "a@b.example");
            assert_eq!(posted.remove.as_deref(), Some("f1"));
        }
    }
}

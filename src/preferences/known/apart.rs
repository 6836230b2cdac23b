//! Preferences that have forms of their own: columns of lists, folders for what is written, sent, archived and thrown
//! away, and the language of spelling.

use mailcore::mailbox::MailboxName;
use serde_json::Value;

use super::super::Role;
use super::super::columns::{Column, Columns};
use super::{Answers, Kept, Known, known};

/// All of them.
pub const APART: &[Known] = &[
    known("columns", "columns", Answers::Columns),
    known("drafts_folder", "roles.drafts", Answers::Mailbox(Role::Drafts)),
    known("sent_folder", "roles.sent", Answers::Mailbox(Role::Sent)),
    known("archive_folder", "roles.archive", Answers::Mailbox(Role::Archive)),
    known("junk_folder", "roles.junk", Answers::Mailbox(Role::Junk)),
    known("trash_folder", "roles.trash", Answers::Mailbox(Role::Trash)),
    known(
        "checked_language",
        "spelling.language",
        Kept(&[
            ("pages", "null"),
            ("fr", "\"fr\""),
            ("en", "\"en\""),
            ("nl", "\"nl\""),
            ("de", "\"de\""),
            ("es", "\"es\""),
            ("it", "\"it\""),
            ("pt", "\"pt\""),
            ("lb", "\"lb\""),
        ]),
    ),
];

pub(super) const COLUMNS_EXPECTED: &str =
    "names of from, subject, marks, date, to, size with commas between them, the subject among them";

pub(super) const MAILBOX_EXPECTED: &str = "the name of a folder; empty for what the mail server says";

/// Columns by their names, as they are kept; each stands once.
pub(super) fn columns_of(answer: &str) -> Option<Value> {
    let named = |it: &str| serde_json::from_value::<Column>(Value::from(it.trim())).ok();
    let named: Vec<Column> = answer.split(',').map(named).collect::<Option<_>>()?;
    let columns = Columns::from(named.clone());
    (Vec::from(columns) == named).then(|| serde_json::to_value(columns).ok())?
}

/// The names of columns that are kept.
pub(super) fn columns_in_words(kept: &Value) -> Option<String> {
    let columns: Columns = serde_json::from_value(kept.clone()).ok()?;
    let kept = serde_json::to_value(columns).ok()?;
    let names: Option<Vec<&str>> = kept.as_array()?.iter().map(Value::as_str).collect();
    Some(names?.join(", "))
}

/// Whether a mailbox could be called so and be for that.
pub(super) fn is_mailbox(name: &str, role: Role) -> bool {
    MailboxName::parse(name).is_some_and(|it| role.suits(&it))
}

#[cfg(test)]
mod tests {
    use super::super::named;
    use super::*;
    use crate::spelling::Language;

    #[track_caller]
    fn check(name: &str, answer: &str, kept: &str) {
        let known = named(name).unwrap();
        let expected = serde_json::from_str::<Value>(kept).unwrap();
        assert_eq!(known.kept_of(answer), Some(expected.clone()));
        assert_eq!(known.answer_of(&expected).as_deref(), Some(answer));
    }

    #[test]
    fn what_is_kept_and_what_is_answered_are_the_same() {
        check("columns", "date, subject", r#"["date","subject"]"#);
        check("sent_folder", "Envoyés/2026", "\"Envoyés/2026\"");
        check("sent_folder", "INBOX", "\"INBOX\"");
        check("trash_folder", "", "null");
        check("checked_language", "pages", "null");
        for it in Language::ALL {
            check("checked_language", it.tag(), &serde_json::to_string(&it).unwrap());
        }
    }

    #[test]
    fn what_is_no_answer_is_not_taken() {
        for (name, answer) in [
            ("columns", "date"),
            ("columns", ""),
            ("columns", "subject, subject"),
            ("columns", "subject, colour"),
            ("trash_folder", "INBOX"),
            ("trash_folder", "a\r\nb"),
            ("checked_language", "Valmontois"),
        ] {
            assert_eq!(named(name).unwrap().kept_of(answer), None, "{name} = {answer}");
        }
        assert_eq!(named("columns").unwrap().answer_of(&Value::from(7)), None);
    }
}

//! Every preference that is one answer to a question, by its name and those of its answers: as forms and the
//! configuration have them. What is kept has a place in [`super::Preferences`].

use jiff::tz::TimeZone;
use serde_json::Value;

use super::Role;
use super::looks::AUTOMATIC_ZONE;

mod apart;

pub use apart::APART;

/// A preference.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// What it is called, everywhere.
    pub name: &'static str,
    /// Where it is kept: names, with dots between them.
    place: &'static str,
    answers: Answers,
}

/// What can be answered.
#[derive(Clone, Copy, Debug)]
enum Answers {
    /// One of these, which are kept under their names.
    Named(&'static [&'static str]),
    /// One of these, each with what is kept of it, as JSON.
    Kept(&'static [(&'static str, &'static str)]),
    /// A time zone of the IANA database, or none.
    Zone,
    /// Columns of lists, in their order, with commas between them.
    Columns,
    /// A mailbox for this, or none. Of none nothing is kept, or that it was decided so.
    Mailbox(Role),
    /// A book of contacts: one of these, or one that the person made, `b` and its number; where that is said, one on a
    /// server as well, `r` and its number. Kept under its name. One that is gone is the first of these.
    Book(&'static [&'static str], bool),
}

use Answers::{Kept, Named};

const YES: Answers = Kept(&[("yes", "true"), ("no", "false")]);

/// Of what is kept as that something is not done.
const NOT: Answers = Kept(&[("yes", "false"), ("no", "true")]);

const ON: Answers = Kept(&[("on", "true"), ("off", "false")]);

const fn known(name: &'static str, place: &'static str, answers: Answers) -> Known {
    Known { name, place, answers }
}

/// Those that sections of the settings ask for one by one; [`APART`] are the others. A name is a promise to
/// configurations.
pub const ALL: &[Known] = &[
    // The interface.
    known("theme", "looks.theme", Named(&["auto", "light", "dark"])),
    known("density", "looks.density", Named(&["comfortable", "compact", "airy"])),
    known("time_zone", "looks.zone", Answers::Zone),
    known(
        "date_format",
        "looks.dates",
        Named(&["words", "y-m-d", "d-m-y", "d/m/y", "d.m.y", "j.n.y", "m/d/y"]),
    ),
    known("time_format", "looks.hours", Named(&["24", "24-short", "12", "12-padded"])),
    known("near_dates", "looks.exact_dates", NOT),
    known("letters", "letters_off", Kept(&[("on", "false"), ("off", "true")])),
    known("swipe", "swipe", Named(&["archive-or-delete", "delete-or-archive", "off"])),
    // The mailbox.
    known("layout", "layout", Named(&["beside", "below", "alone"])),
    known("row_lines", "row_lines", Named(&["fit", "one", "two"])),
    known("page_size", "page_size", Named(&["25", "50", "100", "200"])),
    known("paging", "paging", Named(&["pages", "endless"])),
    known("threads", "threads", YES),
    known("unfold", "unfold", Named(&["never", "unread", "all"])),
    known("show_real_foldernames", "looks.real_names", YES),
    known(
        "mark_read",
        "mark_read",
        Kept(&[
            ("at-once", "\"at-once\""),
            ("after-5", "{\"after\":5}"),
            ("after-10", "{\"after\":10}"),
            ("after-20", "{\"after\":20}"),
            ("after-30", "{\"after\":30}"),
            ("never", "\"never\""),
        ]),
    ),
    known("after_move", "after_move", Named(&["next", "previous", "list"])),
    known(
        "archive_by",
        "archive_by",
        Named(&["nothing", "year", "month", "year-month", "sender", "folder", "folder-year", "folder-month"]),
    ),
    known(
        "receipts",
        "receipts",
        Named(&[
            "ask",
            "send",
            "ignore",
            "contacts-else-ask",
            "contacts-else-ignore",
            "trusted-else-ask",
            "trusted-else-ignore",
        ]),
    ),
    known(
        "check_every",
        "check_every",
        Kept(&[
            ("never", "0"),
            ("1", "1"),
            ("3", "3"),
            ("5", "5"),
            ("10", "10"),
            ("15", "15"),
            ("25", "25"),
            ("30", "30"),
            ("60", "60"),
        ]),
    ),
    known("check_all_folders", "check_few", NOT),
    known("title_count", "bare_titles", Kept(&[("on", "false"), ("off", "true")])),
    known("notify", "notify", ON),
    known("notify_content", "notify_content", ON),
    known("sound", "sound", ON),
    known("delete_reads", "deleting.reads", YES),
    known("delete_junk", "deleting.junk_for_good", Kept(&[("trash", "false"), ("for-good", "true")])),
    known("trash_at_logout", "leaving.trash", Named(&["never", "all", "7", "30", "60", "90"])),
    known("junk_at_logout", "leaving.junk", Named(&["never", "all", "7", "30", "60", "90"])),
    // What is shown of a message.
    known("remote_images", "remote_images", Named(&["never", "trusted", "contacts", "always"])),
    known("message_window", "showing.own_window", YES),
    known("body", "showing.text", Kept(&[("html", "false"), ("text", "true")])),
    known("monospace", "showing.monospace", YES),
    known("pictures_below", "showing.no_pictures", NOT),
    known("emoticons", "showing.emoticons", YES),
    known(
        "charset",
        "showing.charset",
        Named(&[
            "guess",
            "windows-1252",
            "iso-8859-15",
            "windows-1250",
            "iso-8859-2",
            "windows-1251",
            "koi8-r",
            "windows-1253",
            "windows-1254",
            "windows-1255",
            "windows-1256",
            "gb18030",
            "big5",
            "shift_jis",
            "euc-kr",
        ]),
    ),
    known("adapt_colors", "adapt_colors", Kept(&[("soften", "false"), ("adapt", "true")])),
    // Writing.
    known("compose_window", "writing.own_window", YES),
    known(
        "editor",
        "writing.editor",
        Named(&["never", "always", "reply-to-html", "answer-to-html", "always-but-plain"]),
    ),
    known(
        "font",
        "writing.font",
        Named(&["none", "arial", "calibri", "verdana", "tahoma", "trebuchet", "georgia", "times", "courier"]),
    ),
    known("font_size", "writing.font_size", Named(&["none", "10", "11", "12", "14", "18"])),
    known("copy", "writing.no_copy", NOT),
    known("autosave", "writing.autosave", Named(&["10", "30", "60", "300", "never"])),
    known("forwarding", "writing.forwarding", Named(&["inline", "attached"])),
    known("list_replies", "writing.list_alone", Kept(&[("everybody", "false"), ("list", "true")])),
    known("reply_same_folder", "writing.beside_original", YES),
    known("quoting", "writing.quoting", Named(&["below", "above", "above-whole", "nothing"])),
    known("quote_signatures", "writing.quote_signatures", YES),
    known("signing", "writing.signing", Named(&["always", "new", "answers", "never"])),
    known("signature_last", "writing.signature_last", Kept(&[("words", "false"), ("end", "true")])),
    known("separator", "writing.bare_signature", NOT),
    known("undo", "writing.undo", Named(&["0", "5", "10", "20", "30"])),
    known("warn_subject", "writing.warnings.subject", YES),
    known("warn_text", "writing.warnings.text", YES),
    known("warn_file", "writing.warnings.file", YES),
    known("warn_visible", "writing.warnings.visible", YES),
    known("warn_outside", "writing.warnings.outside", YES),
    known("warn_name", "writing.warnings.name", YES),
    known("mdn", "writing.mdn", YES),
    known("dsn", "writing.dsn", YES),
    known("keep_formatting", "writing.keep_lines", YES),
    known("force_7bit", "writing.ascii_alone", YES),
    known("collecting", "writing.forget_recipients", NOT),
    known("before_sending", "spelling.before_sending", YES),
    // The contacts.
    known("contacts_sort", "people.sort", Named(&["surname", "name"])),
    known(
        "contacts_names",
        "people.names",
        Named(&["shown", "first-last", "last-first", "last-comma-first"]),
    ),
    known("contacts_page", "people.page", Named(&["25", "50", "100", "200"])),
    known("one_address", "people.one_address", YES),
    known("new_cards", "people.new_cards", Answers::Book(&["personal"], true)),
    known("collect_into", "people.collect_into", Answers::Book(&["collected", "personal"], false)),
];

/// All of them.
pub fn all() -> impl Iterator<Item = &'static Known> {
    ALL.iter().chain(APART)
}

/// The preference of this name.
pub fn named(name: &str) -> Option<&'static Known> {
    all().find(|it| it.name == name)
}

impl Known {
    /// What is kept of an answer; `None` when it is none of those.
    pub(super) fn kept_of(&self, answer: &str) -> Option<Value> {
        match self.answers {
            Named(names) => names.contains(&answer).then(|| Value::from(answer)),
            Kept(all) => {
                let found = all.iter().find(|(name, _)| *name == answer)?;
                serde_json::from_str(found.1).ok()
            }
            Answers::Zone if answer == AUTOMATIC_ZONE => Some(Value::Null),
            Answers::Zone => TimeZone::get(answer).is_ok().then(|| Value::from(answer)),
            Answers::Columns => apart::columns_of(answer),
            Answers::Mailbox(_) if answer.is_empty() => Some(Value::Null),
            Answers::Mailbox(role) => apart::is_mailbox(answer, role).then(|| Value::from(answer)),
            Answers::Book(names, is_anywhere) => {
                is_book(answer, names, is_anywhere).then(|| Value::from(answer))
            }
        }
    }

    /// The answer of which this is kept.
    pub(super) fn answer_of(&self, kept: &Value) -> Option<String> {
        match self.answers {
            Named(names) => names.iter().find(|it| kept.as_str() == Some(**it)).map(|it| (*it).to_owned()),
            Kept(all) => {
                let is_it = |json: &str| serde_json::from_str::<Value>(json).is_ok_and(|it| it == *kept);
                all.iter().find(|(_, json)| is_it(json)).map(|(name, _)| (*name).to_owned())
            }
            Answers::Zone if kept.is_null() => Some(AUTOMATIC_ZONE.to_owned()),
            Answers::Zone => kept.as_str().filter(|it| TimeZone::get(it).is_ok()).map(str::to_owned),
            Answers::Columns => apart::columns_in_words(kept),
            Answers::Mailbox(_) if kept.is_null() => Some(String::new()),
            Answers::Mailbox(role) => {
                kept.as_str().filter(|it| apart::is_mailbox(it, role)).map(str::to_owned)
            }
            Answers::Book(names, is_anywhere) => {
                kept.as_str().filter(|it| is_book(it, names, is_anywhere)).map(str::to_owned)
            }
        }
    }

    /// What can be answered, for somebody who answered something else.
    pub fn expected(&self) -> String {
        match self.answers {
            Named(names) | Answers::Book(names, _) => names.join(", "),
            Kept(all) => all.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", "),
            Answers::Columns => apart::COLUMNS_EXPECTED.to_owned(),
            Answers::Mailbox(_) => apart::MAILBOX_EXPECTED.to_owned(),
            Answers::Zone => format!("{AUTOMATIC_ZONE}, or a name of the IANA database, as Europe/Brussels"),
        }
    }

    /// What is kept of it in all that is kept.
    pub(super) fn find<'a>(&self, all: &'a Value) -> Option<&'a Value> {
        self.place.split('.').try_fold(all, |inner, name| inner.get(name))
    }

    /// Keeps something of it.
    pub(super) fn put(&self, all: &mut Value, kept: Value) {
        let mut inner = all;
        for name in self.place.split('.') {
            if !inner.is_object() {
                *inner = Value::Object(serde_json::Map::new());
            }
            let Some(object) = inner.as_object_mut() else { return };
            inner = object.entry(name).or_insert(Value::Null);
        }
        *inner = kept;
    }

    /// Keeps nothing of it.
    pub(super) fn take(&self, all: &mut Value) {
        let (outer, name) = self.place.rsplit_once('.').unwrap_or(("", self.place));
        let mut outer = outer.split('.').filter(|it| !it.is_empty());
        let inner = outer.try_fold(all, |inner, name| inner.get_mut(name));
        if let Some(object) = inner.and_then(Value::as_object_mut) {
            object.remove(name);
        }
    }
}

/// Whether a book is called so: one of these, or one with a number.
fn is_book(name: &str, names: &[&str], is_anywhere: bool) -> bool {
    let is_number = |it: &str| it.parse::<i64>().is_ok_and(|number| number > 0 && number.to_string() == it);
    let is_numbered = |kind: char| name.strip_prefix(kind).is_some_and(is_number);
    names.contains(&name) || is_numbered('b') || is_anywhere && is_numbered('r')
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::Preferences;
    use super::*;

    #[test]
    fn names_are_there_once_and_each_answer_is_kept_as_its_type_has_it() {
        let names: BTreeSet<&str> = all().map(|it| it.name).collect();
        assert_eq!(names.len(), ALL.len() + APART.len());
        let usual = serde_json::to_value(Preferences::default()).unwrap();
        for it in ALL {
            let found = it.find(&usual).unwrap_or_else(|| panic!("{} has no place", it.name));
            assert!(it.answer_of(found).is_some(), "the default of {}", it.name);
            for answer in it.expected().replace(", or a name of the IANA database, as", "").split([',', ' '])
            {
                if answer.is_empty() {
                    continue;
                }
                let kept = it.kept_of(answer).unwrap_or_else(|| panic!("{} = {answer}", it.name));
                assert_eq!(it.answer_of(&kept).as_deref(), Some(answer));
                let mut all = usual.clone();
                it.put(&mut all, kept.clone());
                let read: Preferences = serde_json::from_value(all).unwrap();
                let read = serde_json::to_value(read).unwrap();
                assert_eq!(it.find(&read), Some(&kept), "{} = {answer}", it.name);
            }
            assert_eq!(it.kept_of("no such answer"), None, "{}", it.name);
        }
    }

    #[test]
    fn a_book_is_named_or_has_a_number() {
        let (new, collected) = (named("new_cards").unwrap(), named("collect_into").unwrap());
        for (answer, is_new, is_collected) in [
            ("personal", true, true),
            ("collected", false, true),
            ("b12", true, true),
            ("r12", true, false),
            ("b", false, false),
            ("b012", false, false),
            ("b-1", false, false),
            ("directory", false, false),
        ] {
            let is_taken = |it: &Known| it.kept_of(answer).is_some();
            assert_eq!((is_taken(new), is_taken(collected)), (is_new, is_collected), "{answer}");
        }
    }
}

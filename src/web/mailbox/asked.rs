//! What a form or a link says that is to be done, and with which messages.

use mailcore::flag::Flag;
use mailcore::mailbox::MailboxName;
use mailcore::uid::{MessageNumber, Uid};

use crate::acting::{Act, Selection};
use crate::preferences::ListHabit;
use crate::teaching::Verdict;
use crate::web::session::SignedIn;
use crate::web::view::View;

/// What a form or a link says.
#[derive(Debug, Default)]
pub(super) struct Asked {
    what: String,
    /// `move` or `copy`, where a folder is pressed.
    how: String,
    /// The messages that it names.
    pub(super) numbers: Vec<MessageNumber>,
    /// Every message that the list shows, on all of its pages: see [`Asked::is_all`].
    all: bool,
    /// How many rows were chosen.
    chosen: usize,
    /// How many there were to choose from.
    rows: usize,
    /// What comes with this number or a later one was not in the mailbox when the list was shown.
    pub(super) uid_next: Option<Uid>,
    to: Option<MailboxName>,
    keyword: Option<Flag>,
    /// The list.
    pub(super) view: View,
    /// The message that is shown when these have gone.
    pub(super) next: Option<MessageNumber>,
    /// The act that is to be taken back or stopped.
    act: String,
    /// The message that is open.
    pub(super) open: Option<MessageNumber>,
    /// Whether they were chosen in the list.
    pub(super) is_bulk: bool,
}

impl Asked {
    /// Takes the fields it knows; what makes no sense is as if it were not there.
    pub(super) fn read(fields: Vec<(String, String)>) -> Self {
        let mut asked = Self::default();
        for (name, value) in fields {
            match name.as_str() {
                "do" => asked.say(&value),
                "how" => asked.how = value,
                "message" => {
                    asked.chosen += 1;
                    asked.numbers.extend(value.split(',').filter_map(|it| it.parse::<MessageNumber>().ok()));
                }
                "all" => asked.all = true,
                "rows" => {
                    asked.rows = value.parse().unwrap_or(usize::MAX);
                    asked.is_bulk = true;
                }
                "uid_next" => asked.uid_next = value.parse().ok().and_then(Uid::new),
                "to" => asked.to = MailboxName::parse(&value),
                "keyword" => asked.keyword = keyword(&value),
                "view" => asked.view = View::parse(&value),
                "next" => asked.next = value.parse().ok(),
                "act" => asked.act = value,
                "open" => asked.open = value.parse().ok(),
                _ => {}
            }
        }
        asked
    }

    /// `keyword:$label1` is `keyword` with that one.
    fn say(&mut self, value: &str) {
        let (what, named) = value.split_once(':').unwrap_or((value, ""));
        what.clone_into(&mut self.what);
        self.keyword = keyword(named).or(self.keyword.take());
    }

    /// `None` when no page of ours says that.
    pub(super) fn act(&self) -> Option<Act> {
        let what = if self.what.is_empty() { &self.how } else { &self.what };
        Some(match what.as_str() {
            "seen" => Act::Mark(Flag::Seen),
            "unseen" => Act::Unmark(Flag::Seen),
            "flagged" => Act::Mark(Flag::Flagged),
            "unflagged" => Act::Unmark(Flag::Flagged),
            "keyword" => Act::Mark(self.keyword.clone()?),
            "unkeyword" => Act::Unmark(self.keyword.clone()?),
            "move" => Act::Move(self.to.clone()?),
            "copy" => Act::Copy(self.to.clone()?),
            "archive" => Act::Archive,
            "junk" => Act::Judge(Verdict::Spam),
            "not-junk" => Act::Judge(Verdict::NotSpam),
            "delete" => Act::Delete,
            "erase" => Act::Erase,
            _ => return None,
        })
    }

    /// The act that is to be taken back, when one is.
    pub(super) fn undoes(&self) -> Option<&str> {
        (self.what == "undo").then_some(&self.act)
    }

    /// The large act that is to be stopped, when one is.
    pub(super) fn stops(&self) -> Option<&str> {
        (self.what == "stop").then_some(&self.act)
    }

    /// Whether nothing is to be done: some browsers press the first button by Enter in a box.
    pub(super) fn is_nothing(&self) -> bool {
        self.what == "none"
    }

    /// The messages that are meant; `None` when none are. Where all are, those that are named tell the
    /// epoch.
    pub(super) fn selection(&self, user: &SignedIn) -> Option<Selection> {
        let epoch = self.numbers.first()?.uid_validity;
        if !self.is_all() {
            return Some(Selection::Named(self.numbers.clone()));
        }
        let search = self.view.list_view(user, ListHabit::default()).search;
        Some(Selection::Found { search, epoch, before: self.uid_next })
    }

    /// Whether every message of the list is meant. Not when a row of the page was left out: without
    /// scripts the box that says so keeps its tick, out of sight.
    pub(super) fn is_all(&self) -> bool {
        self.all && self.chosen >= self.rows
    }

    /// Whether the open message is one of those that are meant.
    pub(super) fn is_open_meant(&self) -> bool {
        self.open.is_some_and(|it| self.is_all() || self.numbers.contains(&it))
    }
}

/// A keyword that people set: none that programs rely on.
fn keyword(name: &str) -> Option<Flag> {
    Flag::parse(name).filter(|it| matches!(it, Flag::Keyword(_)) && !name.starts_with('\\'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(fields: &[(&str, &str)]) -> Asked {
        Asked::read(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn several_messages_are_taken_and_nonsense_is_not() {
        let asked = asked(&[
            ("do", "move"),
            ("message", "7-1"),
            ("message", "x"),
            ("message", "7-2,7-4,,7"),
            ("to", "A"),
        ]);
        let uids: Vec<u32> = asked.numbers.iter().map(|it| it.uid.get()).collect();
        assert_eq!(uids, [1, 2, 4], "a row stands for all messages of its thread");
        assert_eq!(asked.act(), MailboxName::parse("A").map(Act::Move));
    }

    #[test]
    fn where_a_folder_is_pressed_it_is_said_before_how() {
        let to = MailboxName::parse("A").unwrap();
        assert_eq!(asked(&[("how", "copy"), ("to", "A")]).act(), Some(Act::Copy(to)));
        assert_eq!(asked(&[("how", "copy"), ("do", "archive")]).act(), Some(Act::Archive));
        assert_eq!(asked(&[("how", "move")]).act(), None);
    }

    #[test]
    fn only_acts_of_ours_are_done() {
        for fields in [
            &[("do", "format")][..],
            &[],
            &[("do", "move")],
            &[("do", "move"), ("to", "a\r\nb")],
            &[("do", "keyword"), ("keyword", r"\Deleted")],
            &[("do", "keyword"), ("keyword", "$MDNSent")],
            &[("do", "keyword:two words")],
            &[("do", "keyword:")],
        ] {
            assert_eq!(asked(fields).act(), None, "{fields:?}");
        }
        let label = asked(&[("do", "unkeyword"), ("keyword", "$label1")]);
        assert_eq!(label.act(), Flag::parse("$label1").map(Act::Unmark));
        assert_eq!(asked(&[("do", "keyword:$label2")]).act(), Flag::parse("$label2").map(Act::Mark));
    }

    #[test]
    fn all_is_not_meant_when_a_row_was_left_out() {
        let is_all = |fields: &[(&str, &str)]| asked(fields).is_all();
        assert!(is_all(&[("all", "yes"), ("rows", "2"), ("message", "7-1"), ("message", "7-2")]));
        assert!(!is_all(&[("all", "yes"), ("rows", "2"), ("message", "7-1,7-2")]));
        assert!(!is_all(&[("all", "yes"), ("rows", "many"), ("message", "7-1")]));
        assert!(!is_all(&[("rows", "1"), ("message", "7-1")]));
    }

    #[test]
    fn the_open_message_may_be_one_of_those_that_are_meant() {
        assert!(asked(&[("open", "7-1"), ("message", "7-2,7-1")]).is_open_meant());
        assert!(asked(&[("open", "7-1"), ("all", "yes")]).is_open_meant());
        assert!(!asked(&[("open", "7-1"), ("message", "7-2")]).is_open_meant());
        assert!(!asked(&[("message", "7-2")]).is_open_meant());
    }
}

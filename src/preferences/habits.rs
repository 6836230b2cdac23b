//! How a person is used to see single mailboxes, as it is kept.

use mailcore::mailbox::MailboxName;
use mailcore::order::Order;
use serde::{Deserialize, Serialize};

use super::{ListHabit, Preferences, or_default};

/// How many mailboxes may have a habit or a fold of their own: all are read for each page.
pub(super) const MOST: usize = 200;

/// How a mailbox is listed, where it is not as the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(from = "Written", into = "Written")]
pub struct KeptHabit {
    /// In which order.
    pub order: Order,
    /// Whether by thread; `None` is what holds for all.
    pub threads: Option<bool>,
}

/// The same as it is written.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default)]
struct Written {
    #[serde(deserialize_with = "or_default")]
    order: String,
    /// Earlier versions wrote `false` also where nobody had chosen it.
    #[serde(deserialize_with = "or_default", skip_serializing)]
    threads: bool,
    #[serde(deserialize_with = "or_default")]
    by_thread: Option<bool>,
}

impl From<Written> for KeptHabit {
    fn from(written: Written) -> Self {
        let before = written.threads.then_some(true);
        Self { order: written.order.parse().unwrap_or_default(), threads: written.by_thread.or(before) }
    }
}

impl From<KeptHabit> for Written {
    fn from(kept: KeptHabit) -> Self {
        Self { order: kept.order.to_string(), threads: false, by_thread: kept.threads }
    }
}

impl Preferences {
    /// How a mailbox is listed.
    pub fn list_habit(&self, mailbox: &MailboxName) -> ListHabit {
        let kept = self.lists.get(mailbox.as_str()).copied().unwrap_or_default();
        ListHabit { order: kept.order, threads: kept.threads.unwrap_or(self.threads) }
    }

    /// Gets used to another way; where too many mailboxes have one already, nothing is kept. Whoever goes back to what
    /// holds for all has chosen nothing of their own any more.
    pub fn set_list_habit(&mut self, mailbox: &MailboxName, habit: ListHabit) {
        let own = self.lists.remove(mailbox.as_str()).and_then(|it| it.threads);
        let threads = own.filter(|it| *it == habit.threads);
        let threads = threads.or((habit.threads != self.threads).then_some(habit.threads));
        let kept = KeptHabit { order: habit.order, threads };
        if kept != KeptHabit::default() && self.lists.len() < MOST {
            self.lists.insert(mailbox.to_string(), kept);
        }
    }
}

#[cfg(test)]
mod tests {
    use mailcore::order::By;

    use super::*;

    const BY_SIZE: ListHabit = ListHabit { order: Order { by: By::Size, descending: true }, threads: false };

    fn name(text: &str) -> MailboxName {
        MailboxName::parse(text).unwrap()
    }

    #[test]
    fn a_mailbox_has_a_habit_of_its_own_until_it_is_as_the_others() {
        let (mut decided, inbox) = (Preferences::default(), MailboxName::inbox());
        decided.set_list_habit(&inbox, BY_SIZE);
        assert_eq!(decided.list_habit(&inbox), BY_SIZE);
        assert_eq!(decided.list_habit(&name("Sent")), ListHabit::default());
        decided.set_list_habit(&inbox, ListHabit::default());
        assert_eq!(decided, Preferences::default());
        for number in 0..300 {
            decided.set_list_habit(&name(&number.to_string()), BY_SIZE);
        }
        assert_eq!(decided.lists.len(), MOST);
        let odd = Preferences::read(r#"{"lists":{"INBOX":{"order":"-colour","threads":true}}}"#);
        assert_eq!(odd.list_habit(&inbox), ListHabit { threads: true, ..ListHabit::default() });
    }

    #[test]
    fn what_was_chosen_for_a_mailbox_wins_over_what_holds_for_all() {
        let (mut decided, a) = (Preferences { threads: true, ..Preferences::default() }, name("a"));
        let is_threaded = |it: &Preferences, of: &str| it.list_habit(&name(of)).threads;
        decided.set_list_habit(&a, ListHabit::default());
        decided.set_list_habit(&name("b"), ListHabit { threads: true, ..BY_SIZE });
        assert_eq!((is_threaded(&decided, "a"), is_threaded(&decided, "c")), (false, true));
        decided.threads = false;
        // Another order takes no choice away.
        decided.set_list_habit(&a, BY_SIZE);
        assert!(!is_threaded(&decided, "b"), "only its order is its own");
        decided.threads = true;
        assert_eq!((is_threaded(&decided, "a"), is_threaded(&decided, "b")), (false, true));
        let kept = serde_json::to_string(&decided).unwrap();
        assert_eq!(Preferences::read(&kept), decided);
        // An earlier version wrote what nobody had chosen.
        let before = r#"{"threads":true,"lists":{"a":{"order":"-size","threads":false}}}"#;
        assert!(is_threaded(&Preferences::read(before), "a"));
    }
}

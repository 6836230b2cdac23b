//! Searches that a person keeps under a name.

use mailcore::mailbox::MailboxName;
use serde::{Deserialize, Serialize};

use super::Preferences;

/// How many searches a person may keep: all are read, and shown, with each page.
pub const MOST_SEARCHES: usize = 50;

/// The most characters of a name; what is longer is cut.
pub const MOST_OF_NAME: usize = 60;

/// A search under a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub struct SavedSearch {
    /// What the person calls it.
    pub name: String,
    /// The mailbox that it begins from.
    pub mailbox: String,
    /// What is searched there, as an address says it.
    pub view: String,
}

/// Why a search was not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotSaved {
    /// It has no name.
    NoName,
    /// There are [`MOST_SEARCHES`] already.
    TooMany,
}

impl Preferences {
    /// Keeps a search, in place of the one that had its name; what it is called then.
    pub fn save_search(
        &mut self,
        name: &str,
        mailbox: &MailboxName,
        view: String,
    ) -> Result<String, NotSaved> {
        let name: String = name.chars().map(|it| if it.is_control() { ' ' } else { it }).collect();
        let name: String = name.trim().chars().take(MOST_OF_NAME).collect();
        if name.is_empty() {
            return Err(NotSaved::NoName);
        }
        self.forget_search(&name);
        if self.searches.len() >= MOST_SEARCHES {
            return Err(NotSaved::TooMany);
        }
        self.searches.push(SavedSearch { name: name.clone(), mailbox: mailbox.to_string(), view });
        self.searches.sort_by_cached_key(|it| it.name.to_lowercase());
        Ok(name)
    }

    /// Forgets the search of this name.
    pub fn forget_search(&mut self, name: &str) {
        self.searches.retain(|it| it.name != name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn searches_are_kept_by_name_in_its_order_and_no_more_than_so_many() {
        let (mut decided, inbox) = (Preferences::default(), MailboxName::inbox());
        let mut save = |name: &str, view: &str| decided.save_search(name, &inbox, view.to_owned());
        assert_eq!(save(" Devis\t", "q=devis").as_deref(), Ok("Devis"));
        assert_eq!(save("à lire", "filter=unread").as_deref(), Ok("à lire"));
        assert_eq!(save("Devis", "q=devis+2026").as_deref(), Ok("Devis"));
        assert_eq!(save(" \n", "q=x"), Err(NotSaved::NoName));
        assert_eq!(save(&"x".repeat(99), "q=x").map(|it| it.len()), Ok(MOST_OF_NAME));
        for number in 3..MOST_SEARCHES {
            assert!(save(&number.to_string(), "q=x").is_ok());
        }
        assert_eq!(save("one more", "q=x"), Err(NotSaved::TooMany));
        assert_eq!(save("Devis", "q=devis").as_deref(), Ok("Devis"), "one that is there can change");
        let views: Vec<&str> =
            decided.searches.iter().filter(|it| it.name == "Devis").map(|it| it.view.as_str()).collect();
        assert_eq!(views, ["q=devis"]);
        decided.forget_search("Devis");
        assert_eq!(decided.searches.len(), MOST_SEARCHES - 1);
    }
}

//! What a person decided about their webmail: typed, with a default for everything.

use std::collections::BTreeMap;
use std::time::Duration;

use mailcore::imap::watch::Rounds;
use mailcore::order::Order;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use self::columns::Columns;
use self::labels::Labels;
use self::leaving::Leaving;
use self::looks::Looks;
use self::people::People;
use self::searches::SavedSearch;
use self::showing::Showing;
use self::spelling::SpellingHabit;
use self::writing::Writing;

mod archive_by;
pub mod columns;
mod deleting;
mod folders;
mod habits;
pub mod known;
pub mod labels;
pub mod leaving;
pub mod looks;
mod merging;
pub mod people;
mod roles;
pub mod rules;
pub mod searches;
pub mod showing;
pub mod spelling;
pub mod warnings;
pub mod writing;

pub use archive_by::ArchiveBy;
pub use deleting::Deleting;
pub use habits::KeptHabit;
pub use roles::Role;

/// All decisions. One that is missing, unknown or damaged in what was kept is its default; the
/// others hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub struct Preferences {
    /// How pages look, and how they tell the time.
    #[serde(deserialize_with = "or_default")]
    pub looks: Looks,
    /// What is shown of a message.
    #[serde(deserialize_with = "or_default")]
    pub showing: Showing,
    /// What happens when the person signs out.
    #[serde(deserialize_with = "or_default")]
    pub leaving: Leaving,
    /// How contacts are listed, completed and made.
    #[serde(deserialize_with = "or_default")]
    pub people: People,
    /// What happens to what is deleted.
    #[serde(deserialize_with = "or_default")]
    pub deleting: Deleting,
    /// When images of other servers are shown.
    #[serde(deserialize_with = "or_default")]
    pub remote_images: RemoteImages,
    /// In the dark theme, adapt the colors of HTML, too.
    #[serde(deserialize_with = "or_default")]
    pub adapt_colors: bool,
    /// What happens when a sender asks for a read receipt.
    #[serde(deserialize_with = "or_default")]
    pub receipts: Receipts,
    /// When an opened message becomes read.
    #[serde(deserialize_with = "or_default")]
    pub mark_read: MarkRead,
    /// What is shown after the open message was moved or deleted.
    #[serde(deserialize_with = "or_default")]
    pub after_move: AfterMove,
    /// By what the archive is sorted.
    #[serde(deserialize_with = "or_default")]
    pub archive_by: ArchiveBy,
    /// How often mailboxes are looked at of which the server tells nothing by itself.
    #[serde(deserialize_with = "or_default")]
    pub check_every: CheckEvery,
    /// Of those mailboxes the inbox and what is open alone are looked at.
    #[serde(deserialize_with = "or_default")]
    pub check_few: bool,
    /// The title of a page does not say how many are unread in the inbox.
    #[serde(deserialize_with = "or_default")]
    pub bare_titles: bool,
    /// Tell of new messages outside of the page, where the browser may.
    #[serde(deserialize_with = "or_default")]
    pub notify: bool,
    /// Say who wrote and about what, which others may see on a screen that is locked.
    #[serde(deserialize_with = "or_default")]
    pub notify_content: bool,
    /// Let them be heard.
    #[serde(deserialize_with = "or_default")]
    pub sound: bool,
    /// How a message begins.
    #[serde(deserialize_with = "or_default")]
    pub writing: Writing,
    /// How spelling is checked.
    #[serde(deserialize_with = "or_default")]
    pub spelling: SpellingHabit,
    /// One key by itself does nothing.
    #[serde(deserialize_with = "or_default")]
    pub letters_off: bool,
    /// What is done with a row that a finger draws to a side.
    #[serde(deserialize_with = "or_default")]
    pub swipe: Swipe,
    /// How many rows a page of a list has.
    #[serde(deserialize_with = "or_default")]
    pub page_size: PageSize,
    /// What follows a page.
    #[serde(deserialize_with = "or_default")]
    pub paging: Paging,
    /// Where an open message stands.
    #[serde(deserialize_with = "or_default")]
    pub layout: Layout,
    /// How many lines a row has.
    #[serde(deserialize_with = "or_default")]
    pub row_lines: RowLines,
    /// What rows of one line show.
    #[serde(deserialize_with = "or_default")]
    pub columns: Columns,
    /// Keywords of messages with their names and colors.
    #[serde(deserialize_with = "or_default")]
    pub labels: Labels,
    /// Mailboxes are listed by thread where nothing else was chosen for one.
    #[serde(deserialize_with = "or_default")]
    pub threads: bool,
    /// Which threads are unfolded inside of a list.
    #[serde(deserialize_with = "or_default")]
    pub unfold: Unfold,
    /// Searches that are kept, in the order of their names.
    #[serde(deserialize_with = "readable_entries")]
    pub searches: Vec<SavedSearch>,
    /// How mailboxes are listed, by name.
    #[serde(deserialize_with = "readable_values")]
    pub lists: BTreeMap<String, KeptHabit>,
    /// Branches of the tree that were closed (`true`) or opened, by the name of the mailbox at their root.
    #[serde(deserialize_with = "readable_values")]
    pub folds: BTreeMap<String, bool>,
    /// Mailboxes by the roles that they were chosen for.
    #[serde(deserialize_with = "readable_values")]
    pub roles: BTreeMap<Role, String>,
}

/// How a person is used to see a mailbox.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListHabit {
    /// In which order.
    pub order: Order,
    /// By thread.
    pub threads: bool,
}

/// When images of other servers are shown without being asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RemoteImages {
    /// Never; the message can be asked for them.
    Never,
    /// Of senders who are trusted.
    #[default]
    Trusted,
    /// Of senders who are trusted or in an address book.
    Contacts,
    /// Always.
    Always,
}

/// What happens when a sender asks for a disposition notification (RFC 8098).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Receipts {
    /// The person is asked.
    #[default]
    Ask,
    /// One is sent.
    Send,
    /// Nothing.
    Ignore,
    /// One is sent to whom the person knows or trusts; else they are asked.
    ContactsElseAsk,
    /// One is sent to whom the person knows or trusts; else nothing.
    ContactsElseIgnore,
    /// One is sent to trusted senders; else the person is asked.
    TrustedElseAsk,
    /// One is sent to trusted senders; else nothing.
    TrustedElseIgnore,
}

/// When an opened message becomes `\Seen`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MarkRead {
    /// As soon as it is shown.
    #[default]
    AtOnce,
    /// When it was shown for so many seconds; without scripts as soon as it is shown.
    After(u8),
    /// Only when the person says so.
    Never,
}

/// What is shown after the open message was moved or deleted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AfterMove {
    /// The next message of the list.
    #[default]
    Next,
    /// The one before it there.
    Previous,
    /// The list.
    List,
}

/// How often mailboxes are looked at, in minutes; 0 for never.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct CheckEvery(pub u8);

impl Default for CheckEvery {
    fn default() -> Self {
        Self(5)
    }
}

impl Preferences {
    /// What is looked at by the clock.
    pub fn rounds(&self) -> Rounds {
        let CheckEvery(minutes) = self.check_every;
        let every = (minutes > 0).then(|| Duration::from_secs(60 * u64::from(minutes)));
        Rounds { every, all: !self.check_few }
    }
}

/// How many rows a page of a list has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub enum PageSize {
    /// 25.
    #[serde(rename = "25")]
    Short,
    /// 50.
    #[default]
    #[serde(rename = "50")]
    Usual,
    /// 100.
    #[serde(rename = "100")]
    Long,
    /// 200, the most that a page can have.
    #[serde(rename = "200")]
    Longest,
}

impl PageSize {
    /// The number.
    pub fn rows(self) -> u32 {
        match self {
            Self::Short => 25,
            Self::Usual => 50,
            Self::Long => 100,
            Self::Longest => 200,
        }
    }
}

/// What follows a page of a list, where scripts run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Paging {
    /// Another one, by a link.
    #[default]
    Pages,
    /// More rows, as they come into sight.
    Endless,
}

/// Where an open message stands, on a screen that has room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layout {
    /// Beside the list.
    #[default]
    Beside,
    /// Below the list.
    Below,
    /// In its place.
    Alone,
}

/// How many lines a row of a list has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RowLines {
    /// One where the list is wide, else two.
    #[default]
    Fit,
    /// One, except on a telephone.
    One,
    /// Two.
    Two,
}

/// Which threads are unfolded inside of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unfold {
    /// None but those that the person unfolds.
    #[default]
    Never,
    /// Those with something to read.
    Unread,
    /// All.
    All,
}

/// What is done with a row that a finger draws to a side: at the end of the line or at its beginning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Swipe {
    /// Archived at the end, deleted at the beginning.
    #[default]
    ArchiveOrDelete,
    /// The other way round.
    DeleteOrArchive,
    /// Nothing.
    Off,
}

impl Swipe {
    /// The acts at the end and at the beginning, as forms name them, for scripts.
    pub fn acts(self) -> Option<&'static str> {
        match self {
            Self::ArchiveOrDelete => Some("archive delete"),
            Self::DeleteOrArchive => Some("delete archive"),
            Self::Off => None,
        }
    }
}

impl Preferences {
    fn read(content: &str) -> Self {
        serde_json::from_str(content).unwrap_or_else(|error| {
            tracing::warn!(error = &error as &dyn std::error::Error, "damaged preferences were passed over");
            Self::default()
        })
    }

    /// The same of what was read already.
    fn of_value(all: Value) -> Self {
        // Each one is its default where it is damaged: nothing is left that could fail.
        serde_json::from_value(all).unwrap_or_default()
    }
}

fn or_default<'de, D: Deserializer<'de>, T: Default + serde::de::DeserializeOwned>(
    reader: D,
) -> Result<T, D::Error> {
    let value = Value::deserialize(reader)?;
    Ok(serde_json::from_value(value).unwrap_or_default())
}

/// The entries of a list that can be read.
fn readable_entries<'de, D: Deserializer<'de>, T: serde::de::DeserializeOwned>(
    reader: D,
) -> Result<Vec<T>, D::Error> {
    Ok(readable(or_default(reader)?))
}

fn readable<T: serde::de::DeserializeOwned>(all: Vec<Value>) -> Vec<T> {
    all.into_iter().filter_map(|it| serde_json::from_value(it).ok()).collect()
}

/// The same of a map.
fn readable_values<'de, D, K, T>(reader: D) -> Result<BTreeMap<K, T>, D::Error>
where
    D: Deserializer<'de>,
    K: Ord + serde::de::DeserializeOwned,
    T: serde::de::DeserializeOwned,
{
    let all = match Value::deserialize(reader)? {
        Value::Object(all) => all,
        _ => serde_json::Map::new(),
    };
    let entry = |(name, it): (String, Value)| {
        Some((serde_json::from_value(Value::String(name)).ok()?, serde_json::from_value(it).ok()?))
    };
    Ok(all.into_iter().filter_map(entry).collect())
}

#[cfg(test)]
mod tests {
    use mailcore::order::By;

    use super::writing::Quoting;
    use super::*;
    use crate::spelling::Language;

    const BY_SIZE: KeptHabit =
        KeptHabit { order: Order { by: By::Size, descending: true }, threads: Some(false) };

    #[test]
    fn what_is_kept_is_read_back() {
        let decided = Preferences {
            looks: Looks { theme: looks::Theme::Dark, ..Looks::default() },
            showing: Showing {
                own_window: true,
                text: true,
                monospace: true,
                no_pictures: true,
                emoticons: true,
                charset: showing::Charset::Russian,
            },
            people: People { one_address: true, new_cards: "b3".to_owned(), ..People::default() },
            deleting: Deleting { reads: true, junk_for_good: true },
            leaving: Leaving { trash: leaving::Cleared::All, junk: leaving::Cleared::Week },
            remote_images: RemoteImages::Contacts,
            adapt_colors: true,
            receipts: Receipts::TrustedElseAsk,
            mark_read: MarkRead::After(10),
            after_move: AfterMove::List,
            archive_by: ArchiveBy::FolderMonth,
            check_every: CheckEvery(15),
            check_few: true,
            bare_titles: true,
            notify: true,
            notify_content: true,
            sound: true,
            writing: Writing {
                own_window: true,
                quoting: Quoting::Above,
                signature_last: true,
                ..Writing::default()
            },
            spelling: SpellingHabit { language: Some(Language::Dutch), before_sending: true },
            letters_off: true,
            swipe: Swipe::DeleteOrArchive,
            page_size: PageSize::Long,
            paging: Paging::Endless,
            layout: Layout::Below,
            row_lines: RowLines::One,
            columns: Columns::from(vec![columns::Column::Date, columns::Column::Subject]),
            labels: Labels::default(),
            threads: true,
            unfold: Unfold::Unread,
            searches: vec![SavedSearch { name: "Été".to_owned(), ..SavedSearch::default() }],
            lists: BTreeMap::from([("Été".to_owned(), BY_SIZE)]),
            folds: BTreeMap::from([("Été".to_owned(), true), ("Archive".to_owned(), false)]),
            roles: BTreeMap::from([(Role::Sent, "Été".to_owned())]),
        };
        assert_eq!(Preferences::read(&serde_json::to_string(&decided).unwrap()), decided);
    }

    #[test]
    fn one_that_is_damaged_is_its_default_and_spoils_no_other() {
        let kept = r#"{"receipts":"ignore","mark_read":{"after":999},"remote_images":7,"unknown":[1]}"#;
        let expected = Preferences { receipts: Receipts::Ignore, ..Preferences::default() };
        assert_eq!(Preferences::read(kept), expected);
        assert_eq!(Preferences::read("{"), Preferences::default());
        assert_eq!(Preferences::read(""), Preferences::default());
    }
}

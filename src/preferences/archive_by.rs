//! How a person wants the archive to be sorted.

use serde::{Deserialize, Serialize};

/// By what messages of the archive lie in folders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ArchiveBy {
    /// All lie in the archive itself.
    #[default]
    Nothing,
    /// `2026`.
    Year,
    /// `2026`, and `11` in it.
    Month,
    /// `2026`, and `2026-11` in it, as Thunderbird does.
    YearMonth,
    /// The address of the sender.
    Sender,
    /// The folder where they were.
    Folder,
    /// That folder, and `2026` in it.
    FolderYear,
    /// That folder, `2026` in it, and `11` in that.
    FolderMonth,
}

impl ArchiveBy {
    /// Whether the archive has the folders where messages were.
    pub fn keeps_folders(self) -> bool {
        matches!(self, Self::Folder | Self::FolderYear | Self::FolderMonth)
    }
}

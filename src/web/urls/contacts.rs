//! Addresses of the contacts.

use super::segment;

/// What stands for all books in the address of one.
pub const ALL: &str = "all";

/// Where cards are made a file.
pub const EXPORT: &str = "/contacts/export";

/// Where a file of cards is imported.
pub const IMPORT: &str = "/contacts/import";

/// Cards that may be of the same person.
pub const DUPLICATES: &str = "/contacts/duplicates";

/// Where cards are made one.
pub const MERGE: &str = "/contacts/merge";

/// Where books on servers are added.
pub const SERVERS: &str = "/contacts/servers";

/// A book on a server.
pub fn server(id: i64) -> String {
    card("servers", id)
}
/// Whom the person trusts.
pub const TRUSTED: &str = "/contacts/trusted";

/// What cards would be together, the first of them first.
pub fn merge(cards: &[i64]) -> String {
    let numbers: Vec<String> = cards.iter().map(i64::to_string).collect();
    format!("{MERGE}?cards={}", numbers.join(","))
}

/// A file that is looked at before it is imported.
pub fn import_file(id: &str) -> String {
    format!("{IMPORT}/{}", segment(id))
}

/// How far the import of a file is.
pub fn import_job(id: &str) -> String {
    format!("{}/job", import_file(id))
}

/// Where one card is made a file.
pub fn export_card(book: &str, id: i64) -> String {
    format!("{EXPORT}?book={}&card={id}", segment(book))
}

/// The cards of a book, by its name; or of all of them.
pub fn list(book: &str) -> String {
    format!("/contacts/{}", segment(book))
}

/// The cards of a group.
pub fn of_group(group: i64) -> String {
    format!("{}?group={group}", list(ALL))
}

/// The form for a new card of a book.
pub fn new_card(book: &str) -> String {
    format!("{}/new", list(book))
}

/// Where something is done with cards.
pub fn act(book: &str) -> String {
    format!("{}/act", list(book))
}

/// A card, beside the list of a book.
pub fn card(book: &str, id: i64) -> String {
    format!("{}/{id}", list(book))
}

/// What can be done with it: `edit`.
pub fn step(book: &str, id: i64, step: &str) -> String {
    format!("{}/{step}", card(book, id))
}

/// The photograph of a card; a changed card has another address.
pub fn photo(id: i64, revision: i64) -> String {
    format!("{}?v={revision}", step(ALL, id, "photo"))
}

/// Where books are made.
pub fn books() -> String {
    list("books")
}

/// A book that the person made.
pub fn book(id: i64) -> String {
    card("books", id)
}

/// Where groups are made.
pub fn groups() -> String {
    list("groups")
}

/// A group.
pub fn group(id: i64) -> String {
    card("groups", id)
}

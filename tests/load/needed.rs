//! What a page needs of the IMAP server, for a client that remembers nothing: the floor.
//!
//! These are the commands of `mailcore::imap`, sent together where they can be, over a connection that
//! is logged in and has the mailbox selected. Signing in has no such list: there, it is what
//! was heard. Sending is not said again: [`Plainly`](crate::sending::Plainly) does it.

use std::fmt::Write as _;

use crate::operation::{Operation, PAGE_SIZE, Places};
use crate::script::{Exchange, Turn};

/// All mailboxes with their counts.
pub const LIST: &str = r#"LIST "" "*" RETURN (SPECIAL-USE SUBSCRIBED STATUS (MESSAGES UIDNEXT UNSEEN))"#;

/// What a row of the list shows.
const ROW: &str = "(UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE BODYSTRUCTURE)";

/// What stands above a message.
const HEAD: &str = "(UID FLAGS INTERNALDATE RFC822.SIZE BODYSTRUCTURE BODY.PEEK[HEADER]<0.262144>)";

/// The most octets that are read of a text.
const MOST_TEXT: u32 = 2 * 1024 * 1024;

/// The exchange under an operation; `heard` is one of the program's for the same operation, `round`
/// how often it was done before.
pub fn exchange(operation: Operation, places: &Places, heard: &Exchange, round: usize) -> Exchange {
    let trips = match operation {
        Operation::Login | Operation::Send | Operation::SendWhole => return heard.clone(),
        Operation::List
        | Operation::Fragment
        | Operation::PageTwo
        | Operation::LastPage
        | Operation::Walk => {
            vec![vec!["NOOP".to_owned(), rows(places.size(), places.page(operation, round)), LIST.to_owned()]]
        }
        Operation::Sorted | Operation::SortedTwo => found("UID SORT (SUBJECT) US-ASCII ALL", places.size()),
        Operation::Unread => found("UID SEARCH RETURN (ALL) UNSEEN", places.size()),
        Operation::Search => found("UID SEARCH RETURN (ALL) SUBJECT Re", places.size()),
        Operation::Threads => found("UID THREAD REFERENCES US-ASCII ALL", places.size()),
        Operation::Text => vec![opened(places.text_uid(), true), vec![part(places.text_uid(), 1)]],
        Operation::TextPage => {
            let mut opened = opened(places.text_uid(), true);
            opened.insert(2, rows(places.size(), 0));
            vec![opened, vec![part(places.text_uid(), 1)]]
        }
        Operation::Newsletter => framed(places.newsletter_uid()),
        Operation::LongNewsletter => framed(places.long_newsletter_uid()),
        Operation::LargeFile => {
            let uid = places.large_file_uid();
            vec![opened(uid, true), vec![part(uid, 1)]]
        }
        Operation::Download => {
            let uid = places.file_uid();
            vec![opened(uid, false), vec![format!("UID FETCH {uid} BODY.PEEK[2]")]]
        }
    };
    said_after(heard, &trips)
}

/// A whole file, after the message that it belongs to is known.
pub fn whole_part(uid: &str, number: u32, heard: &Exchange) -> Exchange {
    said_after(heard, &[vec!["NOOP".to_owned(), format!("UID FETCH {uid} BODY.PEEK[{number}]")]])
}

/// The first page of the list, as it is asked for after an act.
pub fn list_after(size: u32) -> [String; 2] {
    [rows(size, 0), LIST.to_owned()]
}

/// Over the connection that was heard, what goes out together in each trip.
fn said_after(heard: &Exchange, trips: &[Vec<String>]) -> Exchange {
    let connection = heard.timed.last().map_or(0, |it| it.connection);
    let mut tag = 0;
    let timed = trips.iter().map(|commands| {
        let mut said = String::new();
        for command in commands {
            tag += 1;
            let _ = write!(said, "N{tag} {command}\r\n");
        }
        Turn { connection, opens: None, said: said.into_bytes(), ends: commands.len() }
    });
    Exchange { timed: timed.collect(), before: heard.before.clone() }
}

/// An order is asked for, and then its rows: as many as those of the newest page, which stand for them.
fn found(command: &str, size: u32) -> Vec<Vec<String>> {
    vec![vec!["NOOP".to_owned(), command.to_owned()], vec![rows(size, 0), LIST.to_owned()]]
}

/// A message is opened, and then the document of its HTML.
fn framed(uid: &str) -> Vec<Vec<String>> {
    vec![opened(uid, true), vec![part(uid, 2)], opened(uid, false), vec![part(uid, 2)]]
}

/// A page of the list, from 0 for the newest.
fn rows(size: u32, page: u32) -> String {
    let last = size - page * PAGE_SIZE;
    format!("FETCH {}:{last} {ROW}", last.saturating_sub(PAGE_SIZE) + 1)
}

/// A message is opened, beside the folders or alone.
fn opened(uid: &str, folders: bool) -> Vec<String> {
    let mut commands = vec!["NOOP".to_owned(), format!("UID FETCH {uid} {HEAD}")];
    commands.extend(folders.then(|| LIST.to_owned()));
    commands
}

fn part(uid: &str, part: u32) -> String {
    format!("UID FETCH {uid} (BODY.PEEK[{part}]<0.{MOST_TEXT}>)")
}

//! Any octets are a page: whatever lies in a mailbox opens, says what it leaves out, and costs no more
//! memory than a message may.

mod odd;

use std::time::Instant;

use super::reached_from;
use crate::lab::{Account, lab};
use crate::program::Program;
use crate::wait;

/// The most memory that the program has had when all are read, in MB. It is far below the largest
/// message, which is never held whole.
const MOST_MEMORY: f64 = 250.0;

#[tokio::test]
async fn whatever_lies_in_a_mailbox_is_a_page() {
    let program = Program::start().await;
    let person = Account::new("claire");
    let mut client = program.signed_in(&person).await;
    let mut imap = lab().open(&person);
    for odd in odd::all() {
        imap.empty("INBOX");
        imap.append("INBOX", "", "", &odd.octets);
        let begin = Instant::now();
        let list = client.get("/mail/INBOX").await;
        let path = list.row("");
        for page in reached_from(&mut client, &path, odd.most_pages).await {
            let place = format!("{} on {}", odd.name, page.url.path());
            assert!(page.status.is_success(), "{place}: {} {}", page.status, page.text());
            if page.url.path() == path {
                assert!(page.has("#reader"), "{place}");
                let text = page.text();
                assert!(odd.said.iter().all(|it| text.contains(it)), "{place}: {text:.3000}");
            }
        }
        assert!(begin.elapsed() < wait::LIMIT, "{}: {:?}", odd.name, begin.elapsed());
    }
    let memory = program.memory();
    assert!(memory.most < MOST_MEMORY, "{memory:?}");
}

//! Where submitted mail goes: to Postfix and Dovecot, or to the embedded mail server.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test ends where it fails")]

use std::time::Duration;

use mailcore::demo::{DemoServer, Options};
use mailcore::envelope::Window;
use mailcore::imap::pool::{Lease, Limits, Pool};
use mailcore::mailbox::{MailboxName, MessageRef};
use mailcore::server::Server;
use mailcore::uid::MessageNumber;

use crate::lab::{Lab, USERS, password};
use crate::place::{account, dovecot::credentials, plain};

/// Running servers with the users of the laboratory.
pub(crate) enum Destination {
    Lab(Lab),
    Demo(DemoServer),
}

impl Destination {
    /// The embedded mail server.
    pub(crate) async fn demo() -> Self {
        let accounts = USERS.iter().map(|it| account(it, &password(it))).collect();
        Self::Demo(DemoServer::start(Options { accounts, directory: None }).await.unwrap())
    }

    /// How mail is submitted to it, in the clear.
    pub(crate) fn plain(&self) -> Server {
        match self {
            Self::Lab(lab) => plain(lab.ports.submission),
            Self::Demo(demo) => plain(demo.submission().port()),
        }
    }

    /// Waits until a user has so many messages in the inbox, and gives them, oldest first.
    pub(crate) async fn inbox(&self, user: &str, count: usize) -> Vec<String> {
        match self {
            Self::Lab(lab) => lab.inbox(user, count),
            // What it has taken it has delivered.
            Self::Demo(demo) => {
                let messages = read(demo, user).await;
                assert_eq!(messages.len(), count);
                messages
            }
        }
    }
}

async fn read(demo: &DemoServer, user: &str) -> Vec<String> {
    let (idle, wait) = (Duration::from_secs(60), Duration::from_secs(30));
    let pool = Pool::new(Limits { per_account: 2, idle, wait });
    let server = plain(demo.imap().port()).into();
    let lease = async || pool.lease(&server, &credentials(user, &password(user)), None).await.unwrap();
    let inbox = MailboxName::inbox();
    let page = lease().await.list(&inbox, Window { page: 0, size: 50 }).await.unwrap().page;
    let mut messages = Vec::new();
    for row in page.envelopes.iter().rev() {
        let number = MessageNumber { uid_validity: page.uid_validity, uid: row.uid };
        messages.push(whole(lease().await, &MessageRef { mailbox: inbox.clone(), number }).await);
    }
    messages
}

async fn whole(lease: Lease, message: &MessageRef) -> String {
    let mut stream = lease.stream(message, None).await.unwrap();
    let mut octets = Vec::new();
    while let Some(piece) = stream.next().await.unwrap() {
        octets.extend_from_slice(&piece);
    }
    String::from_utf8_lossy(&octets).into_owned()
}

//! A listing as the client reads it, from a server that knows one answer to each command.

#![allow(clippy::expect_used, reason = "a benchmark that cannot begin says so and ends")]

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use mailcore::credentials::Credentials;
use mailcore::envelope::Window;
use mailcore::imap::pool::{Limits, Listing, Pool};
use mailcore::mailbox::MailboxName;
use mailcore::server::{Security, Server};
use zeroize::Zeroizing;

use crate::answer;

/// The page of [`answer`], read over a connection.
pub(crate) fn listing() -> Listing {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let limit = Duration::from_secs(10);
        let server = Server {
            host: Ipv4Addr::LOCALHOST.to_string(),
            port: serve(),
            security: Security::None,
            extra_roots: None,
            connect_timeout: limit,
            answer_timeout: limit,
        };
        let pool = Pool::new(Limits { per_account: 1, idle: limit, wait: limit });
        let credentials = Credentials::new("marie".to_owned(), Zeroizing::new("secret".to_owned()));
        let inbox = MailboxName::inbox();
        let mut lease = pool.lease(&Arc::new(server), &credentials, None).await.expect("a connection");
        lease.list(&inbox, Window { page: 0, size: answer::ROWS }).await.expect("a page")
    })
}

/// Takes one connection; the port.
fn serve() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a client");
        let lines = BufReader::new(stream.try_clone().expect("a stream")).lines();
        let capabilities =
            "CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR LITERAL+ LIST-EXTENDED LIST-STATUS SPECIAL-USE";
        let greeting = format!("* OK [{capabilities}] ready\r\n");
        stream.write_all(greeting.as_bytes()).expect("a client that listens");
        for line in lines.map_while(Result::ok) {
            let (tag, command) = line.split_once(' ').unwrap_or((&line, ""));
            let (data, code) = match command.split(' ').next().unwrap_or_default() {
                "AUTHENTICATE" => (String::new(), format!("[{capabilities}] ")),
                "SELECT" => ("* 50 EXISTS\r\n* OK [UIDVALIDITY 1] ok\r\n".to_owned(), String::new()),
                "FETCH" => (answer::rows(), String::new()),
                "LIST" => (answer::mailboxes(), String::new()),
                _ => (String::new(), String::new()),
            };
            let answer = format!("{data}{tag} OK {code}done\r\n");
            stream.write_all(answer.as_bytes()).expect("a client that listens");
        }
    });
    port
}

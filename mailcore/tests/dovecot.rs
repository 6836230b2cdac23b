//! The IMAP client against a real Dovecot: protection, login, leases.

#[path = "dovecot/server.rs"]
mod server;

use std::sync::Arc;
use std::time::Duration;

use mailcore::imap::Error;
use mailcore::imap::pool::{Limits, Pool};
use mailcore::server::{Security, Server};

use server::{Dovecot, credentials};

fn pool() -> Pool {
    Pool::new(Limits { per_account: 2, idle: Duration::from_secs(60), wait: Duration::from_secs(5) })
}

#[tokio::test]
async fn a_person_logs_in_over_every_protection() {
    let dovecot = Dovecot::start(&[("alice", "secret")]);
    for security in [Security::None, Security::StartTls, Security::Tls] {
        let lease = pool().lease(&dovecot.shared(security), &credentials("alice", "secret"), None).await;
        assert!(lease.is_ok(), "{security:?}: {lease:?}");
    }
}

#[tokio::test]
async fn a_password_may_be_any_text() {
    let long = "x".repeat(900);
    let secrets =
        ["s", r#"a"b\c"#, "pâté €", " blanks ", "{5}", "tab\there", "%u%%", "日本語", long.as_str()];
    let logins: Vec<String> = (0..secrets.len()).map(|number| format!("user{number}")).collect();
    let users: Vec<(&str, &str)> = logins.iter().map(String::as_str).zip(secrets).collect();
    let dovecot = Dovecot::start(&users);
    let (pool, server) = (pool(), dovecot.shared(Security::StartTls));
    for (login, secret) in users {
        let lease = pool.lease(&server, &credentials(login, secret), None).await;
        assert!(lease.is_ok(), "{secret}: {lease:?}");
        let wrong = pool.lease(&server, &credentials(login, &format!("{secret}x")), None).await;
        assert!(matches!(wrong, Err(Error::Credentials)), "{secret}: {wrong:?}");
    }
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_ends_it() {
    let dovecot = Dovecot::start(&[("alice", "secret")]);
    for security in [Security::StartTls, Security::Tls] {
        let trusted = dovecot.server(security);
        let wrong_name = Server { host: "127.0.0.1".to_owned(), ..trusted.clone() };
        let unknown = Server { extra_roots: None, ..trusted };
        for server in [wrong_name, unknown] {
            let lease = pool().lease(&Arc::new(server), &credentials("alice", "secret"), None).await;
            assert!(matches!(lease, Err(Error::Certificate(_))), "{security:?}: {lease:?}");
        }
    }
}

#[tokio::test]
async fn a_server_that_is_not_there_cannot_be_reached() {
    let dovecot = Dovecot::start(&[("alice", "secret")]);
    let server = dovecot.shared(Security::None);
    drop(dovecot);
    let lease = pool().lease(&server, &credentials("alice", "secret"), None).await;
    assert!(matches!(lease, Err(Error::Connection(_))), "{lease:?}");
}

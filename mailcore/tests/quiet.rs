//! No password is in a log, neither of the client nor of the embedded mail server, whatever its level:
//! a program of its own, since there is one log for each.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test ends where it fails")]

#[path = "place/place.rs"]
mod place;

use std::fmt::{self, Write as _};
use std::sync::Mutex;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use mailcore::imap::Error;
use mailcore::imap::pool::{Limits, Pool};
use tracing::field::{Field, Visit};
use tracing::span;

use place::dovecot::credentials;
use place::{Kind, Place};

const SECRET: &str = "correct horse";

/// All that was logged, by `log` or by `tracing`.
static LINES: Mutex<String> = Mutex::new(String::new());

struct Everything;

impl log::Log for Everything {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        let _ = writeln!(LINES.lock().unwrap(), "{} {}", record.target(), record.args());
    }

    fn flush(&self) {}
}

impl tracing::Subscriber for Everything {
    fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, attributes: &span::Attributes<'_>) -> span::Id {
        attributes.record(&mut Everything);
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, values: &span::Record<'_>) {
        values.record(&mut Everything);
    }

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, event: &tracing::Event<'_>) {
        event.record(&mut Everything);
    }

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

impl Visit for Everything {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let _ = writeln!(LINES.lock().unwrap(), "{field} {value:?}");
    }
}

#[tokio::test]
async fn no_password_is_in_a_log_at_any_level() {
    log::set_boxed_logger(Box::new(Everything)).unwrap();
    log::set_max_level(log::LevelFilter::Trace);
    tracing::subscriber::set_global_default(Everything).unwrap();

    let places = [Kind::Dovecot, Kind::Demo].map(|kind| Place::start(kind, &[("alice", SECRET)]));
    let places = futures_util::future::join_all(places).await;
    let limits = Limits { per_account: 2, idle: Duration::from_secs(60), wait: Duration::from_secs(30) };
    let pool = Pool::new(limits);
    let wrong = credentials("alice", "battery staple");
    for server in places.iter().flat_map(Place::servers) {
        let mut lease = pool.lease(&server, &credentials("alice", SECRET), None).await.unwrap();
        lease.mailboxes().await.unwrap();
        let refused = pool.lease(&server, &wrong, None).await;
        assert!(matches!(refused, Err(Error::Credentials)));
        tracing::error!(?lease, ?pool, ?refused, ?wrong, "all that can be shown");
    }

    let lines = LINES.lock().unwrap();
    assert!(lines.contains("AUTHENTICATE PLAIN"), "what async-imap logs is not here");
    assert!(lines.contains("refused Err(Credentials)"), "what tracing records is not here");
    for secret in [SECRET, "battery staple"] {
        let initial = STANDARD.encode(format!("\0alice\0{secret}"));
        assert!(!lines.contains(secret) && !lines.contains(&initial), "a password was logged");
    }
}

//! The largest message that each submission server takes (SIZE, RFC 1870). It is asked when somebody signs in, so
//! that a message that is too large is known before it is uploaded; what it said is remembered for an hour.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use mailcore::server::Server;
use mailcore::smtp;

/// How long an answer counts, in seconds.
const REMEMBERED: i64 = 3_600;

/// What is known of a server.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    /// In octets; `None` when it named no limit, or did not answer yet.
    size: Option<u64>,
    /// When it was asked last, in seconds since 1970-01-01 UTC.
    asked_at: i64,
}

/// By host and port.
static KNOWN: LazyLock<Mutex<HashMap<(String, u16), Known>>> = LazyLock::new(Mutex::default);

fn known() -> MutexGuard<'static, HashMap<(String, u16), Known>> {
    KNOWN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The smaller of `limit` and what the server takes, as far as it said; in octets.
pub fn within(limit: u64, server: &Server) -> u64 {
    let theirs = known().get(&key(server)).and_then(|it| it.size);
    theirs.map_or(limit, |it| it.min(limit))
}

/// Asks a server, unless it was asked within the hour. One that does not answer limits nothing: when the message
/// is handed over, it says so itself.
pub async fn learn(server: &Server, now: i64) {
    if !is_to_be_asked(server, now) {
        return;
    }
    match smtp::largest(server).await {
        Ok(size) => {
            known().insert(key(server), Known { size, asked_at: now });
        }
        Err(error) => {
            let error = &error as &dyn std::error::Error;
            tracing::debug!(error, "a submission server did not say how large a message it takes");
        }
    }
}

/// Whoever is told so asks it, and nobody else does meanwhile.
fn is_to_be_asked(server: &Server, now: i64) -> bool {
    let mut known = known();
    let known = known.entry(key(server)).or_default();
    let is_old = known.asked_at + REMEMBERED <= now;
    if is_old {
        known.asked_at = now;
    }
    is_old
}

fn key(server: &Server) -> (String, u16) {
    (server.host.clone(), server.port)
}

//! Which submission servers tell nothing of the delivery (DSN, RFC 3461): each says so when a message is
//! handed over, and it is remembered as long as the program runs.

use std::collections::HashSet;
use std::sync::{LazyLock, Mutex, PoisonError};

use mailcore::server::Server;

/// Host and port of those that do not.
static SILENT: LazyLock<Mutex<HashSet<(String, u16)>>> = LazyLock::new(Mutex::default);

/// Whether a server is known to tell nothing; one that was not asked yet is not.
pub fn is_silent(server: &Server) -> bool {
    SILENT.lock().unwrap_or_else(PoisonError::into_inner).contains(&key(server))
}

/// Remembers what a server said last.
pub(super) fn learn(server: &Server, notifies: bool) {
    let mut silent = SILENT.lock().unwrap_or_else(PoisonError::into_inner);
    if notifies {
        silent.remove(&key(server));
    } else {
        silent.insert(key(server));
    }
}

fn key(server: &Server) -> (String, u16) {
    (server.host.clone(), server.port)
}

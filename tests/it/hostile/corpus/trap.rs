//! A host that no letter may lead to.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// An empty page, for whoever asks.
const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nCache-Control: no-store\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

/// Listens, and counts who comes: for a request, or only to be connected ahead of one.
#[derive(Debug)]
pub struct Trap {
    address: SocketAddr,
    visitors: Arc<AtomicUsize>,
}

impl Trap {
    /// On a port of its own, until the tests end.
    pub fn set() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let address = listener.local_addr().expect("an address");
        let visitors = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&visitors);
        thread::spawn(move || {
            for mut visitor in listener.incoming().flatten() {
                counter.fetch_add(1, Ordering::Relaxed);
                // One that only connects says nothing until it hangs up.
                thread::spawn(move || {
                    let _ = visitor.read(&mut [0; 4096]).and_then(|_| visitor.write_all(ANSWER));
                });
            }
        });
        Self { address, visitors }
    }

    /// `127.0.0.1:12345`.
    pub fn host(&self) -> String {
        self.address.to_string()
    }

    /// How many came since the last time.
    pub fn visitors(&self) -> usize {
        self.visitors.swap(0, Ordering::Relaxed)
    }
}

//! A way to a mail server that breaks when a test wants: everything passes, octet by octet, until a
//! line of the client holds the chosen word.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::Duration;

use crate::wait;

/// How it breaks.
#[derive(Clone, Debug)]
pub enum Fault {
    /// The server is never heard again.
    Silence,
    /// The server is heard one octet at a time, with a pause after each.
    Slowly(Duration),
    /// The connection ends after this many further octets of the server.
    CutAfter(usize),
    /// The server seems to say this instead, and nothing more.
    Instead(&'static [u8]),
    /// The server is heard when the test opens the gate.
    Held(Arc<Gate>),
    /// The client is heard when the test opens the gate.
    Kept(Arc<Gate>),
}

/// On which side of a client's line something happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The server does not have it yet.
    Before,
    /// The server has it, and the client has no answer.
    After,
}

/// Where words wait until a test lets them pass.
#[derive(Debug, Default)]
pub struct Gate {
    is_passed_by: AtomicBool,
    is_reached: AtomicBool,
    is_open: AtomicBool,
}

impl Gate {
    /// Waits until words have come.
    pub fn wait(&self) {
        wait::until("words at the gate", || self.is_reached().then_some(()));
    }

    /// Whether the line has come after which the words are held, if there will be any.
    pub fn is_passed_by(&self) -> bool {
        self.is_passed_by.load(Ordering::Acquire)
    }

    /// Whether words have come.
    pub fn is_reached(&self) -> bool {
        self.is_reached.load(Ordering::Acquire)
    }

    /// Lets all pass from now on.
    pub fn open(&self) {
        self.is_open.store(true, Ordering::Release);
    }

    fn pass(&self) {
        self.is_passed_by.store(true, Ordering::Release);
        self.is_reached.store(true, Ordering::Release);
        wait::until("an open gate", || self.is_open.load(Ordering::Acquire).then_some(()));
    }
}

/// The listening end.
#[derive(Debug)]
pub struct Proxy {
    /// Where the program is to connect, on 127.0.0.1.
    pub port: u16,
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    plan: Mutex<Option<(Moment, Fault)>>,
    open: Mutex<Vec<TcpStream>>,
    /// What clients said.
    heard: Mutex<String>,
    /// How many lines they said since the plan was made.
    lines: AtomicUsize,
    ended: AtomicBool,
    hurried: AtomicBool,
}

/// When it breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Moment {
    /// Before the server's first word.
    Beginning,
    /// After a line of the client with this word.
    Word(String),
    /// After a line of the client that is this.
    Line(String),
    /// At so many lines of clients since the plan was made, from 1.
    Count(usize),
}

impl Proxy {
    /// A way to the server on this port.
    pub fn to(port: u16) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let shared = Arc::new(Shared::default());
        let own = listener.local_addr().expect("an address").port();
        let res = Self { port: own, shared: Arc::clone(&shared) };
        thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                if shared.ended.load(Ordering::Relaxed) {
                    return;
                }
                let shared = Arc::clone(&shared);
                thread::spawn(move || pass(client, port, &shared));
            }
        });
        res
    }

    /// From now on, what follows a client's line with `word` (in upper case) breaks like this; without
    /// a word, what follows the connecting.
    pub fn break_after(&self, word: &str, fault: Fault) {
        let moment = if word.is_empty() { Moment::Beginning } else { Moment::Word(word.to_owned()) };
        *self.shared.plan() = Some((moment, fault));
    }

    /// From now on, what follows a client's line that is `line` breaks like this.
    pub fn break_after_line(&self, line: &str, fault: Fault) {
        *self.shared.plan() = Some((Moment::Line(line.to_owned()), fault));
    }

    /// From now on, what the server says to a client's line with `word` waits at a gate.
    pub fn hold_after(&self, word: &str) -> Arc<Gate> {
        let gate = Arc::new(Gate::default());
        self.break_after(word, Fault::Held(Arc::clone(&gate)));
        gate
    }

    /// From now on, the line of clients of this number (from 1) waits at a gate, or what the server says to it.
    pub fn hold_at(&self, line: usize, side: Side) -> Arc<Gate> {
        let gate = Arc::new(Gate::default());
        let held = Arc::clone(&gate);
        let fault = match side {
            Side::Before => Fault::Kept(held),
            Side::After => Fault::Held(held),
        };
        self.count();
        *self.shared.plan() = Some((Moment::Count(line), fault));
        gate
    }

    /// From now on, lines are counted from 1.
    pub fn count(&self) {
        self.shared.lines.store(0, Ordering::Release);
    }

    /// How many lines clients said since [`Self::count`].
    pub fn lines(&self) -> usize {
        self.shared.lines.load(Ordering::Acquire)
    }

    /// Ends every connection, as a server does that is restarted.
    pub fn hang_up(&self) {
        for stream in self.shared.open.lock().expect("the connections").drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    /// How many lines of clients until now have `word` (in upper case).
    pub fn heard(&self, word: &str) -> usize {
        let heard = self.shared.heard.lock().expect("what was heard");
        heard.lines().filter(|line| line.contains(word)).count()
    }

    /// From now on, no server is slow.
    pub fn hurry(&self) {
        self.shared.hurried.store(true, Ordering::Relaxed);
    }

    /// New connections, and lines, are well again.
    pub fn mend(&self) {
        *self.shared.plan() = None;
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.shared.ended.store(true, Ordering::Relaxed);
        // Wakes the thread that waits for connections.
        let _ = TcpStream::connect(SocketAddr::from((Ipv4Addr::LOCALHOST, self.port)));
    }
}

impl Shared {
    fn plan(&self) -> MutexGuard<'_, Option<(Moment, Fault)>> {
        self.plan.lock().expect("the plan")
    }

    /// Notes a line of a client, and lets happen what the plan has for it; it is not passed on yet.
    fn hear(&self, line: &str, fault: &Mutex<Option<Fault>>) {
        self.heard.lock().expect("what was heard").push_str(&line.to_uppercase());
        match self.fault_after(Some(line)) {
            Some(Fault::Kept(gate)) => gate.pass(),
            Some(found) => {
                if let Fault::Held(gate) = &found {
                    gate.is_passed_by.store(true, Ordering::Release);
                }
                *fault.lock().expect("the fault") = Some(found);
            }
            None => {}
        }
    }

    /// What is to happen from the beginning (no line) or after this line.
    fn fault_after(&self, line: Option<&str>) -> Option<Fault> {
        let plan = self.plan();
        let count = line.map(|_| self.lines.fetch_add(1, Ordering::AcqRel) + 1);
        let (moment, fault) = plan.as_ref()?;
        let hit = match (moment, line) {
            (Moment::Beginning, None) => true,
            (Moment::Word(word), Some(line)) => line.to_uppercase().contains(word.as_str()),
            (Moment::Line(whole), Some(line)) => line.trim_end() == whole,
            (Moment::Count(wanted), _) => count == Some(*wanted),
            (Moment::Beginning, Some(_)) | (Moment::Word(_) | Moment::Line(_), None) => false,
        };
        hit.then(|| fault.clone())
    }
}

/// What a client said until the end of a line, or of what has come of it: a body of HTTP has no end of a line.
fn next_piece(lines: &mut BufReader<TcpStream>) -> Option<Vec<u8>> {
    let come = lines.fill_buf().ok().filter(|it| !it.is_empty())?;
    let size = come.iter().position(|it| *it == b'\n').map_or(come.len(), |end| end + 1);
    let piece = come[..size].to_vec();
    lines.consume(size);
    Some(piece)
}

/// One connection, until an end closes it or it broke.
fn pass(client: TcpStream, port: u16, shared: &Arc<Shared>) {
    let Ok(server) = TcpStream::connect((Ipv4Addr::LOCALHOST, port)) else { return };
    let ends = [&client, &server].map(|it| it.try_clone().expect("a stream"));
    shared.open.lock().expect("the connections").extend(ends);
    let fault = Arc::new(Mutex::new(shared.fault_after(None)));
    let back = {
        let (server, client) = (server.try_clone().expect("a stream"), client.try_clone().expect("a stream"));
        let (fault, shared) = (Arc::clone(&fault), Arc::clone(shared));
        thread::spawn(move || pass_back(server, client, &fault, &shared.hurried))
    };
    let mut forth = server.try_clone().expect("a stream");
    let mut lines = BufReader::new(client);
    let mut line = Vec::new();
    while let Some(piece) = next_piece(&mut lines) {
        line.extend_from_slice(&piece);
        if piece.ends_with(b"\n") {
            shared.hear(&String::from_utf8_lossy(&line), &fault);
            line.clear();
        }
        if forth.write_all(&piece).is_err() {
            break;
        }
    }
    let _ = server.shutdown(Shutdown::Both);
    let _ = back.join();
}

/// Writes octet by octet, until it is hurried.
fn trickle(
    client: &mut TcpStream,
    octets: &[u8],
    pause: Duration,
    hurried: &AtomicBool,
) -> std::io::Result<()> {
    for octet in octets {
        client.write_all(&[*octet])?;
        if !hurried.load(Ordering::Relaxed) {
            thread::sleep(pause);
        }
    }
    Ok(())
}

/// The server's side of it.
fn pass_back(
    mut server: TcpStream,
    mut client: TcpStream,
    fault: &Mutex<Option<Fault>>,
    hurried: &AtomicBool,
) {
    let mut buffer = [0; 16 * 1024];
    let mut said = false;
    while let Ok(read @ 1..) = server.read(&mut buffer) {
        let mut fault = fault.lock().expect("the fault");
        if matches!(*fault, Some(Fault::CutAfter(0))) {
            break;
        }
        let sent = match fault.as_mut() {
            None | Some(Fault::Kept(_)) => client.write_all(&buffer[..read]),
            Some(Fault::Silence) => Ok(()),
            Some(Fault::Slowly(pause)) => {
                let pause = *pause;
                drop(fault);
                trickle(&mut client, &buffer[..read], pause, hurried)
            }
            Some(Fault::Held(gate)) => {
                let gate = Arc::clone(gate);
                drop(fault);
                gate.pass();
                client.write_all(&buffer[..read])
            }
            Some(Fault::Instead(words)) => {
                let words = if std::mem::replace(&mut said, true) { &[] } else { *words };
                client.write_all(words)
            }
            Some(Fault::CutAfter(left)) => {
                let now = read.min(*left);
                *left -= now;
                let sent = client.write_all(&buffer[..now]);
                if *left == 0 {
                    break;
                }
                sent
            }
        };
        if sent.is_err() {
            break;
        }
    }
    let _ = client.shutdown(Shutdown::Both);
}

//! What dies, and when.

use crate::proxy::Side;

/// What a person does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Act {
    /// Keeps what was typed, over what was kept before.
    Save,
    /// Adds a file.
    Attach,
    /// Sends.
    Send,
}

/// Between whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wire {
    /// The browser and the program.
    Browser,
    /// The program and the IMAP server.
    Imap,
    /// The program and the submission server.
    Submission,
}

/// Who dies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Victim {
    /// The program.
    Facteur,
    /// The submission server.
    Postfix,
    /// The IMAP server.
    Dovecot,
    /// The connection alone.
    Connection,
}

/// One of them.
#[derive(Clone, Copy, Debug)]
pub struct Fault {
    /// While this is done.
    pub act: Act,
    /// At a line of this wire.
    pub wire: Wire,
    /// Its number, from 1.
    pub line: usize,
    /// On this side of it.
    pub side: Side,
    /// Who dies.
    pub victim: Victim,
}

/// Of so many faults, how many fall to each act and wire.
const SHARES: [(Act, Wire, usize); 7] = [
    (Act::Send, Wire::Submission, 90),
    (Act::Send, Wire::Imap, 60),
    (Act::Send, Wire::Browser, 30),
    (Act::Save, Wire::Imap, 50),
    (Act::Save, Wire::Browser, 15),
    (Act::Attach, Wire::Imap, 35),
    (Act::Attach, Wire::Browser, 20),
];

impl Wire {
    /// Who can die at one of its lines.
    fn victims(self) -> &'static [Victim] {
        match self {
            Self::Browser => &[Victim::Facteur, Victim::Connection],
            Self::Imap => &[Victim::Facteur, Victim::Dovecot, Victim::Connection],
            Self::Submission => &[Victim::Facteur, Victim::Postfix, Victim::Connection],
        }
    }
}

/// Some `count` faults, spread over all lines; `lines` tells how many an act has on a wire.
pub fn faults(count: usize, lines: impl Fn(Act, Wire) -> usize) -> Vec<Fault> {
    let whole: usize = SHARES.iter().map(|(_, _, share)| share).sum();
    let mut res = Vec::new();
    for (act, wire, share) in SHARES {
        let (share, lines, victims) = ((share * count).div_ceil(whole), lines(act, wire), wire.victims());
        for number in 0..share {
            let side = if number / victims.len() % 2 == 0 { Side::After } else { Side::Before };
            let victim = victims[number % victims.len()];
            res.push(Fault { act, wire, line: 1 + number * lines / share, side, victim });
        }
    }
    res
}

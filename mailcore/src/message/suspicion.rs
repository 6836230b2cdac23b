//! What speaks against the sender of a message being who they seem to be, and what for it.
//!
//! A header is written by whoever sends it: names are compared with addresses, addresses with what
//! they look like, and what our own server found out is believed (RFC 8601).

use std::cmp::Reverse;

use super::parse::Headers;
use super::sanitize::DeceptiveLink;
use crate::address::{Address, registrable};

mod authentication;
mod lookalike;
mod naming;

use authentication::Verdict;

/// One thing that is odd about a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Suspicion {
    /// The sender's domain has letters of several scripts, or that look like others.
    Lookalike {
        /// The domain in Unicode.
        domain: String,
        /// The same in ASCII (RFC 5890).
        ascii: String,
    },
    /// The sender's domain looks like the person's own and is another one.
    LikeOwn {
        /// The sender's.
        domain: String,
        /// The person's.
        own: String,
    },
    /// The display name carries an address or a domain, and the address is of another one.
    NamedOtherwise {
        /// What the name carries.
        shown: String,
        /// The address itself.
        address: String,
        /// Whether a mailing list sent it, or the name carries no whole address: such names are
        /// also made by programs that mean well.
        may_be_honest: bool,
    },
    /// Links whose text names another place than they lead to.
    Links {
        /// How many.
        count: usize,
        /// The first of them.
        first: DeceptiveLink,
        /// Whether a mailing list sent it: those count who follows their links.
        of_list: bool,
    },
    /// Our own mail server could not confirm that the message comes from this domain.
    Unconfirmed {
        /// The sender's domain.
        domain: String,
    },
    /// An answer goes to another domain than the message comes from.
    ReplyElsewhere {
        /// The address that it goes to.
        address: String,
    },
}

/// How serious it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Good to know.
    Info,
    /// To be looked at.
    Warn,
    /// Hardly ever honest.
    Danger,
}

impl Suspicion {
    /// How serious it is.
    pub fn weight(&self) -> Weight {
        match self {
            Self::Lookalike { .. } | Self::LikeOwn { .. } => Weight::Danger,
            Self::NamedOtherwise { may_be_honest: false, .. } => Weight::Danger,
            Self::NamedOtherwise { .. } | Self::Links { of_list: false, .. } | Self::Unconfirmed { .. } => {
                Weight::Warn
            }
            Self::Links { .. } | Self::ReplyElsewhere { .. } => Weight::Info,
        }
    }
}

/// What is thought of a message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judgement {
    /// What is odd, the most serious first; nothing about an ordinary message.
    pub suspicions: Vec<Suspicion>,
    /// Our own mail server confirmed the sender's domain, and nothing serious speaks against it.
    pub is_verified: bool,
}

impl Judgement {
    /// Whether the message is probably a fraud.
    pub fn is_fraud(&self) -> bool {
        self.suspicions.iter().any(|it| it.weight() == Weight::Danger)
    }
}

/// Judges a message that came to `own`. `servers` are the names (authserv-id) under which mail servers of
/// the operator's own report what they checked: what others report is not believed. `links` is what
/// [`super::sanitize`] found in its HTML.
pub fn judge(
    headers: &Headers,
    own: Option<&Address>,
    servers: &[String],
    links: &[DeceptiveLink],
) -> Judgement {
    let Some(from) = headers.from.iter().find_map(|it| it.address.parse::<Address>().ok()) else {
        return Judgement { suspicions: of_links(headers, links).into_iter().collect(), is_verified: false };
    };
    let verdict = authentication::verdict(headers, &from, servers);
    let mut suspicions: Vec<Suspicion> = of_domain(&from, own).into_iter().collect();
    suspicions.extend(of_name(headers, &from));
    suspicions.extend(of_links(headers, links));
    if verdict == Verdict::Failed {
        suspicions.push(Suspicion::Unconfirmed { domain: from.domain().to_owned() });
    }
    suspicions.extend(of_reply(headers, &from));
    suspicions.sort_by_key(|it| Reverse(it.weight()));
    let judgement = Judgement { suspicions, is_verified: false };
    Judgement { is_verified: verdict == Verdict::Passed && !judgement.is_fraud(), ..judgement }
}

/// Whether one of `servers`, named as for [`judge`], could not confirm that a message comes from the
/// domain of `from`: then nothing may rest on the address.
pub fn is_unconfirmed(headers: &Headers, from: &Address, servers: &[String]) -> bool {
    authentication::verdict(headers, from, servers) == Verdict::Failed
}

/// Whether the domain of an address is written so that it can be taken for another one.
pub fn is_lookalike(address: &Address) -> bool {
    lookalike::is_odd(address.domain())
}

fn of_domain(from: &Address, own: Option<&Address>) -> Option<Suspicion> {
    let (domain, ascii) = (from.domain().to_owned(), from.ascii_domain());
    let is_like = |own: &Address| {
        registrable(&own.ascii_domain()) != registrable(&ascii) && lookalike::is_like(&domain, own.domain())
    };
    if let Some(own) = own.filter(|it| is_like(it)) {
        return Some(Suspicion::LikeOwn {
            domain: shown_with_ascii(&domain, &ascii),
            own: own.domain().to_owned(),
        });
    }
    lookalike::is_odd(&domain).then_some(Suspicion::Lookalike { domain, ascii })
}

/// A domain with its form in ASCII beside it, where that is another one.
fn shown_with_ascii(domain: &str, ascii: &str) -> String {
    if domain == ascii { domain.to_owned() } else { format!("{domain} ({ascii})") }
}

fn of_name(headers: &Headers, from: &Address) -> Option<Suspicion> {
    let name = &headers.from.first()?.name;
    let carried = naming::other_than(name, &from.ascii_domain())?;
    Some(Suspicion::NamedOtherwise {
        may_be_honest: headers.is_of_list() || !carried.contains('@'),
        shown: carried,
        address: from.to_string(),
    })
}

fn of_links(headers: &Headers, links: &[DeceptiveLink]) -> Option<Suspicion> {
    let first = links.first()?.clone();
    Some(Suspicion::Links { count: links.len(), first, of_list: headers.is_of_list() })
}

fn of_reply(headers: &Headers, from: &Address) -> Option<Suspicion> {
    if headers.is_of_list() {
        return None;
    }
    let own = from.ascii_domain();
    let wished = headers.reply_to.iter().filter_map(|it| it.address.parse::<Address>().ok());
    let other = wished.into_iter().find(|it| registrable(&it.ascii_domain()) != registrable(&own))?;
    Some(Suspicion::ReplyElsewhere { address: other.to_string() })
}

#[cfg(test)]
mod tests;

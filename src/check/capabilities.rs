//! What servers can, and what it costs where they cannot.

use mailcore::probe::capabilities::Capabilities;

use super::Teller;
use crate::config::Config;

/// A capability of IMAP, what else stands for it, and what its lack costs.
type Wish = (&'static str, &'static [&'static str], &'static str);

/// What IMAP4rev2 has of itself (RFC 9051, appendix E).
const REV2: &str = "IMAP4REV2";

const IMAP: &[Wish] = &[
    (
        "UIDPLUS",
        &[REV2],
        "what is removed for good stays, marked as deleted, until another program expunges it",
    ),
    ("MOVE", &[REV2], "moving is copying and then removing, and may leave both when it breaks off"),
    ("CONDSTORE", &[], "what changed elsewhere is found by reading all flags again"),
    ("SORT", &[], "lists come in the order of arrival alone"),
    ("THREAD=REFERENCES", &["THREAD=REFS"], "conversations cannot be shown together"),
    ("ESEARCH", &[REV2], "to count what a search finds is to read all of its numbers"),
    ("IDLE", &[REV2], "new mail is seen at the next look, not at once"),
    ("SPECIAL-USE", &[REV2], "the folders for drafts, sent, junk and trash are told by their names"),
    ("LIST-STATUS", &[REV2], "the counts of folders are asked for one by one"),
    ("QUOTA", &["QUOTA=RES-STORAGE"], "nobody sees how much room is left"),
    ("NAMESPACE", &[REV2], "shared folders are not told from one's own"),
    ("LITERAL+", &["LITERAL-", REV2], "saving a message takes one more exchange"),
];

const SUBMISSION: &[Wish] = &[
    ("DSN", &[], "nobody can ask to be told of a delivery"),
    ("8BITMIME", &[], "text beyond ASCII travels in a longer form"),
    ("SMTPUTF8", &[], "nobody whose address has letters beyond ASCII before the @ can be written to"),
    ("PIPELINING", &[], "each recipient takes one more exchange"),
];

/// The ways to sign in that the clients know.
const MECHANISMS: [&str; 2] = ["PLAIN", "LOGIN"];

/// Before login: whether a password can be given at all. The rest is told after it, by most servers.
pub(super) fn imap_before_login(capabilities: &Capabilities, teller: &mut Teller<'_>) {
    if capabilities.has("LOGINDISABLED") && !capabilities.has("AUTH=PLAIN") {
        let found = "no login with a password is taken (LOGINDISABLED, no AUTH=PLAIN)";
        return teller.failure("capabilities", found, "Let the server take AUTH=PLAIN under TLS.");
    }
    teller.ok(
        "capabilities",
        "a login with a password is taken; what more it can, most servers tell after login (--user)",
    );
}

pub(super) fn imap(capabilities: &Capabilities, teller: &mut Teller<'_>) {
    wishes(IMAP, capabilities, teller);
}

pub(super) fn submission(capabilities: &Capabilities, config: &Config, teller: &mut Teller<'_>) {
    let offered = capabilities.values("AUTH").unwrap_or_default();
    if offered.split(' ').any(|it| MECHANISMS.contains(&it)) {
        teller.ok("capabilities", format!("AUTH {offered}"));
    } else {
        let found = match offered {
            "" => "it offers no AUTH".to_owned(),
            other => format!("it offers AUTH {other}, neither PLAIN nor LOGIN"),
        };
        teller.failure(
            "capabilities",
            found,
            "Let the server take AUTH PLAIN under TLS, on its port for submission.",
        );
    }
    size(capabilities.values("SIZE"), config.message_limit, teller);
    wishes(SUBMISSION, capabilities, teller);
}

/// The largest message that the server takes (RFC 1870), beside the largest that we take.
fn size(announced: Option<&str>, limit: u64, teller: &mut Teller<'_>) {
    let Some(announced) = announced else {
        return teller
            .lack("capabilities", "no SIZE: a message that is too large is refused after it was sent whole");
    };
    let ours = limit / 1_000_000;
    match announced.parse::<u64>() {
        Ok(size @ 1..) if size < limit => {
            let theirs = size / 1_000_000;
            let found =
                format!("SIZE {size}: it takes less than limits.message_mb = {ours} lets people write");
            let advice = match theirs {
                0 => "Raise the server's limit.".to_owned(),
                _ => format!("Set limits.message_mb = {theirs}, or raise the server's limit."),
            };
            teller.warning("capabilities", found, advice);
        }
        Ok(size @ 1..) => {
            teller.ok("capabilities", format!("SIZE {size}: as much as limits.message_mb = {ours} and more"));
        }
        _ => teller.ok("capabilities", "SIZE without a fixed limit"),
    }
}

pub(super) fn managesieve(capabilities: &Capabilities, teller: &mut Teller<'_>) {
    let has = |name: &str, word: &str| {
        capabilities.values(name).is_some_and(|it| it.split(' ').any(|it| it == word))
    };
    if has("SASL", "PLAIN") {
        teller.ok("capabilities", "SASL PLAIN");
    } else {
        let found = "a login with a password is not taken (no SASL PLAIN)";
        teller.failure("capabilities", found, "Let the server take SASL PLAIN under TLS.");
    }
    if has("SIEVE", "VACATION") {
        teller.ok("capabilities", "SIEVE vacation");
    } else {
        teller.lack("capabilities", "no SIEVE vacation: nobody can have an absence answered");
    }
}

/// One line for all that is there, one for each that is not.
fn wishes(wishes: &[Wish], capabilities: &Capabilities, teller: &mut Teller<'_>) {
    let is_there =
        |(name, others, _): &&Wish| capabilities.has(name) || others.iter().any(|it| capabilities.has(it));
    let there: Vec<&str> = wishes.iter().filter(is_there).map(|(name, ..)| *name).collect();
    if !there.is_empty() {
        teller.ok("capabilities", there.join(", "));
    }
    for (name, _, cost) in wishes.iter().filter(|it| !is_there(it)) {
        teller.lack("capabilities", format!("no {name}: {cost}"));
    }
}

//! Keywords that a mailbox has.

use mailcore::mailbox::MailboxName;

use crate::desk::Desk;

/// The most that are named.
const MOST: usize = 100;

/// Keywords of other programs, which people do not set by hand.
const OF_PROGRAMS: [&str; 6] = ["Junk", "NonJunk", "NotJunk", "$Phishing", "$X-ME-Annot-1", "Learned"];

/// The keywords of a mailbox that people may have set; none when it cannot be looked into.
pub async fn keywords(desk: &Desk, mailbox: &MailboxName) -> Vec<String> {
    let Ok(mut lease) = desk.lease(Some(mailbox)).await else { return Vec::new() };
    let Ok(kept) = lease.kept_flags(mailbox).await else { return Vec::new() };
    let names = kept.keywords().map(ToString::to_string);
    names.filter(|it| !OF_PROGRAMS.contains(&it.as_str())).take(MOST).collect()
}

//! What lists say of rules that mail goes through: whoever has forgotten one is told, and so is whoever never made it.
//! That mail goes on to other addresses is said in every mailbox, that it is answered in the inbox.

use mailcore::mailbox::MailboxName;
use mailcore::sieve::absence::{Absence, Standing, Then};
use mailcore::sieve::redirection::Redirection;

use crate::i18n::{Text, dates};
use crate::known_rules::InEffect;
use crate::web::moment;
use crate::web::session::Visitor;

/// The notices.
#[derive(Debug, Default)]
pub(in crate::web) struct RuleNotices {
    /// An absence that is active.
    pub(in crate::web) absence: Option<Absent>,
    /// Where mail goes on to.
    pub(in crate::web) redirection: Option<Redirected>,
    /// Where other rules send messages on to.
    pub(in crate::web) others: Option<Text>,
}

/// Mail is answered.
#[derive(Debug)]
pub(in crate::web) struct Absent {
    /// How long.
    pub(in crate::web) period: String,
    /// Where it goes on to meanwhile.
    pub(in crate::web) sends: Option<Text>,
}

/// Mail goes on.
#[derive(Debug)]
pub(in crate::web) struct Redirected {
    /// Where to.
    pub(in crate::web) words: Text,
    /// It stays in the inbox as well.
    pub(in crate::web) keeps_copy: bool,
}

impl RuleNotices {
    /// Of a list.
    pub(super) fn new(visitor: &Visitor, mailbox: &MailboxName, rules: &InEffect) -> Self {
        let clock = dates::zoned(visitor.now);
        // It may have been written by the clock of another zone.
        let seen = rules.absence.as_ref().map(|it| it.seen_in(clock.time_zone()));
        let active = seen.filter(|it| it.standing(&clock) == Standing::Active);
        let absent = active.map(|it| Absent::new(visitor, &it));
        Self {
            absence: absent.filter(|it| mailbox.is_inbox() || it.sends.is_some()),
            redirection: rules.redirection.as_ref().and_then(Redirected::new),
            others: others(&rules.others),
        }
    }
}

impl Absent {
    fn new(visitor: &Visitor, absence: &Absence) -> Self {
        let key = match absence.then {
            Then::Copy(_) => "absence-notice-copy",
            Then::Redirect(_) => "absence-notice-redirect",
            Then::Keep | Then::Discard => "",
        };
        let to = absence.then.target();
        Self {
            period: moment::period(visitor.locale, absence, visitor.now),
            sends: to.map(|it| Text::new(key).with("address", it)),
        }
    }
}

impl Redirected {
    fn new(rule: &Redirection) -> Option<Self> {
        let (first, others) = rule.targets.split_first()?;
        let words =
            Text::new("redirection-notice").with("count", others.len()).with("address", first.as_str());
        Some(Self { words, keeps_copy: rule.keeps_copy })
    }
}

/// The first address, and how many more there are; of what stands for one nobody can tell.
fn others(all: &[String]) -> Option<Text> {
    let is_address = |it: &&String| !it.contains("${");
    let first = all.iter().find(is_address);
    match first {
        Some(first) => {
            Some(Text::new("filters-notice").with("count", all.len() - 1).with("address", first.as_str()))
        }
        None => (!all.is_empty()).then(|| Text::new("filters-notice-somewhere")),
    }
}

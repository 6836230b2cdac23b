//! What the inbox says of rules that its mail goes through: whoever has forgotten one is told, and so is whoever never
//! made it.

use mailcore::mailbox::MailboxName;
use mailcore::sieve::absence::Standing;
use mailcore::sieve::redirection::Redirection;

use crate::i18n::{Text, dates};
use crate::known_rules::InEffect;
use crate::web::moment;
use crate::web::session::Visitor;

/// The notices.
#[derive(Debug, Default)]
pub(in crate::web) struct RuleNotices {
    /// The period of an absence that is active.
    pub(in crate::web) absence: Option<String>,
    /// Where mail goes on to.
    pub(in crate::web) redirection: Option<Redirected>,
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
    /// Of a list; other mailboxes say nothing.
    pub(super) fn new(visitor: &Visitor, mailbox: &MailboxName, rules: &InEffect) -> Self {
        if !mailbox.is_inbox() {
            return Self::default();
        }
        let clock = dates::zoned(visitor.now);
        // It may have been written by the clock of another zone.
        let seen = rules.absence.as_ref().map(|it| it.seen_in(clock.time_zone()));
        let active = seen.filter(|it| it.standing(&clock) == Standing::Active);
        Self {
            absence: active.map(|it| moment::period(visitor.locale, &it, visitor.now)),
            redirection: rules.redirection.as_ref().and_then(Redirected::new),
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

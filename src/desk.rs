//! What a feature needs of the program to work for one person: their servers, their rows, the keys.

use std::sync::Arc;

use mailcore::address::Address;
use mailcore::credentials::Credentials;
use mailcore::imap::Error;
use mailcore::imap::pool::{Lease, Pool};
use mailcore::mailbox::{Mailbox, MailboxName, Mailboxes, SpecialUse};

use crate::config::Servers;
use crate::config::identities::IdentityRules;
use crate::config::responses::FixedResponse;
use crate::config::rules::RuleLimits;
use crate::documents::Documents;
use crate::known_rules::KnownRules;
use crate::outside::Outside;
use crate::preferences::Preferences;
use crate::preferences::rules::Decisions;
use crate::secret::SealingKey;
use crate::spelling::Spelling;
use crate::store::{AccountId, Store};

/// One person's place in the program. Cheap to clone, so that work which must outlive a request can
/// take it along.
#[derive(Clone, Debug)]
pub struct Desk {
    /// Whose it is.
    pub account: AccountId,
    /// For their mail servers.
    pub credentials: Credentials,
    /// Their mail servers.
    pub servers: Arc<Servers>,
    /// Connections to the IMAP server.
    pub imap: Pool,
    /// The database.
    pub store: Store,
    /// What people decided.
    pub decisions: Decisions,
    /// Seals what waits in the database.
    pub key: SealingKey,
    /// What they decided.
    pub preferences: Arc<Preferences>,
    /// Documents of messages that were opened lately.
    pub documents: Documents,
    /// What is asked of servers that a message names.
    pub outside: Outside,
    /// Which rules their mail goes through, as it was last seen.
    pub known_rules: KnownRules,
    /// Which words are right.
    pub spelling: Spelling,
    /// What they decide of the names and addresses that they write from.
    pub identity_rules: Arc<IdentityRules>,
    /// What they decide of rules that their mail goes through.
    pub rule_limits: Arc<RuleLimits>,
    /// Texts that the operator has for everybody.
    pub fixed_responses: Arc<[FixedResponse]>,
    /// The largest message that is sent, in octets.
    pub message_limit: u64,
}

impl Desk {
    /// The address of the login, where it is one.
    pub fn address(&self) -> Option<Address> {
        self.credentials.login().parse().ok()
    }

    /// A connection to the person's IMAP server, best with `mailbox` selected.
    pub async fn lease(&self, mailbox: Option<&MailboxName>) -> Result<Lease, Error> {
        let mut lease = self.imap.lease(&self.servers.imap, &self.credentials, mailbox).await?;
        if !self.preferences.roles.is_empty() {
            lease.choose_roles(Arc::new(self.preferences.chosen_roles()));
        }
        lease.assume_charset(self.preferences.showing.charset.label());
        Ok(lease)
    }
}

/// The mailbox with a role, or the name that most servers give it when none has the role, among one's own:
/// it is created when something is filed there.
pub fn mailbox_for(role: SpecialUse, mailboxes: &Mailboxes) -> Option<MailboxName> {
    let named = mailboxes.with_role(role).map(|it| it.name.clone());
    named.or_else(|| MailboxName::parse(&format!("{}{}", mailboxes.prefix, usual_name(role))))
}

/// Whether a mailbox has, or is inside of one that has, one of these roles.
pub fn lies_in(roles: &[SpecialUse], name: &MailboxName, mailboxes: &[Mailbox]) -> bool {
    let homes = mailboxes.iter().filter(|it| it.special_use.is_some_and(|it| roles.contains(&it)));
    homes.into_iter().any(|it| *name == it.name || name.is_inside(&it.name, it.delimiter))
}

fn usual_name(role: SpecialUse) -> &'static str {
    match role {
        SpecialUse::Drafts => "Drafts",
        SpecialUse::Sent => "Sent",
        SpecialUse::Archive => "Archive",
        SpecialUse::Junk => "Junk",
        SpecialUse::Trash => "Trash",
        SpecialUse::All => "All",
        SpecialUse::Flagged => "Flagged",
    }
}

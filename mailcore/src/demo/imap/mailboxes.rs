//! What is done to mailboxes: CREATE, DELETE, RENAME, SUBSCRIBE; and what is told of all of them:
//! NAMESPACE (RFC 2342), quota (RFC 9208).

use imap_codec::imap_types::mailbox::Mailbox as Named;

use super::answer::Answer;
use super::name::{self, quoted};
use super::{Outcome, Session};
use crate::demo::state::mailboxes::{DELIMITER, Failure};
use crate::demo::state::{Account, MOST_ACCOUNT_OCTETS};
use crate::mailbox::{MailboxName, SpecialUse};

/// The name of the quota root, which is the account.
const QUOTA_ROOT: &str = "Account";
/// What RFC 9208 counts storage in, in octets.
const STORAGE_UNIT: u64 = 1024;

impl Session {
    /// CREATE. A delimiter at the end says that others will be below it, and is no part of the name.
    pub(super) fn create(account: &Account, mailbox: &Named<'_>, special_use: Option<SpecialUse>) -> Outcome {
        let name = name::read(mailbox).ok_or(Failure::Name)?;
        let name = MailboxName::parse(name.as_str().trim_end_matches(DELIMITER)).ok_or(Failure::Name)?;
        account.change(|it| {
            let taken = special_use.is_some() && it.iter().any(|(_, it)| it.special_use == special_use);
            if taken {
                return Err(Answer::no("Another mailbox has this role").code("USEATTR"));
            }
            Ok(it.create(&name, special_use)?)
        })?;
        Ok(Answer::ok("Created"))
    }

    /// DELETE. Who has it selected has nothing selected any more.
    pub(super) async fn delete(&mut self, account: &Account, mailbox: &Named<'_>) -> Outcome {
        let name = name::read(mailbox).ok_or(Failure::NoSuch)?;
        account.change(|it| it.delete(&name))?;
        if self.view.as_ref().is_some_and(|it| it.name == name) {
            self.close_view().await?;
        }
        Ok(Answer::ok("Deleted"))
    }

    /// RENAME.
    pub(super) fn rename(account: &Account, from: &Named<'_>, to: &Named<'_>) -> Outcome {
        let from = name::read(from).ok_or(Failure::NoSuch)?;
        let to = name::read(to).ok_or(Failure::Name)?;
        account.change(|it| it.rename(&from, &to))?;
        Ok(Answer::ok("Renamed"))
    }

    /// SUBSCRIBE and UNSUBSCRIBE.
    pub(super) fn subscribe(account: &Account, mailbox: &Named<'_>, wanted: bool) -> Outcome {
        let name = name::read(mailbox).ok_or(Failure::NoSuch)?;
        account.change(|it| it.subscribe(&name, wanted))?;
        Ok(Answer::ok("Done"))
    }

    /// NAMESPACE: there is one, the person's own.
    pub(super) async fn namespace(&mut self) -> Outcome {
        self.say(&format!("* NAMESPACE ((\"\" \"{DELIMITER}\")) NIL NIL\r\n")).await?;
        Ok(Answer::ok("Done"))
    }

    /// GETQUOTAROOT.
    pub(super) async fn quota_root(&mut self, account: &Account, mailbox: &Named<'_>) -> Outcome {
        let name = name::read(mailbox).ok_or(Failure::NoSuch)?;
        account.look(|it| it.get(&name).map(drop))?;
        self.say(&format!("* QUOTAROOT {} \"{QUOTA_ROOT}\"\r\n", quoted(&name))).await?;
        self.quota(account, QUOTA_ROOT.as_bytes()).await
    }

    /// GETQUOTA.
    pub(super) async fn quota(&mut self, account: &Account, root: &[u8]) -> Outcome {
        if root != QUOTA_ROOT.as_bytes() {
            return Err(Answer::no("There is no such quota root").code("NONEXISTENT").into());
        }
        let used = account.look(|it| it.octets()).div_ceil(STORAGE_UNIT);
        let most = MOST_ACCOUNT_OCTETS / STORAGE_UNIT;
        self.say(&format!("* QUOTA \"{QUOTA_ROOT}\" (STORAGE {used} {most})\r\n")).await?;
        Ok(Answer::ok("Done"))
    }
}

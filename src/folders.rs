//! The folders of a person, arranged: made, named, moved, shown, emptied, removed.

use mailcore::imap;
use mailcore::imap::arrange::{Arranged, Arrangement};
use mailcore::imap::pool::Lease;
use mailcore::mailbox::{MailboxName, Namespace, Rights};

use crate::desk::Desk;
use crate::fetch::Error;
use crate::preferences::Preferences;
use crate::rules::following::{self, Followed};

pub mod emptying;
pub mod leaving;
pub mod naming;
pub mod roles;
pub mod room;

use naming::BadName;

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// A new folder, inside another one or at the top.
    Create {
        /// Where.
        inside: Option<MailboxName>,
        /// What it is called, as it was typed.
        name: String,
    },
    /// Another name or another place, with everything inside it.
    Rename {
        /// Which.
        folder: MailboxName,
        /// Where from now on.
        inside: Option<MailboxName>,
        /// What it is called, as it was typed.
        name: String,
    },
    /// Removed with everything inside it.
    Delete(MailboxName),
    /// Shown in lists, or no more.
    Show(MailboxName, bool),
    /// All its messages are read.
    SeeAll(MailboxName),
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// There it is.
    Created(MailboxName),
    /// It has this name now, and rules follow it or not.
    Renamed(MailboxName, Followed),
    /// It is gone.
    Deleted {
        /// Rules still file messages there.
        is_named: bool,
    },
    /// It is shown, or not.
    Shown(bool),
    /// They are read.
    Seen,
    /// Nothing was done.
    NotDone(Obstacle),
}

/// Why nothing was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// The name cannot be taken.
    Name(BadName),
    /// There is no such folder any more.
    Gone,
    /// It has a role, without which the program and others cannot do.
    HasRole,
    /// Nothing can be inside that folder, or it would be inside itself.
    NotInside,
    /// The server does not allow it.
    Refused,
}

/// All folders, and one of them in detail.
#[derive(Clone, Debug)]
pub struct Overview {
    /// All.
    pub all: Arrangement,
    /// One, when it is asked for and there.
    pub one: Option<Arranged>,
    /// The octets of all its messages, if the server tells.
    pub size: Option<u64>,
}

/// Looks at all folders and at one of them.
pub async fn look(desk: &Desk, one: Option<&MailboxName>) -> Result<Overview, imap::Error> {
    let mut lease = desk.lease(None).await?;
    let all = lease.arrangement().await?;
    let one = one.and_then(|name| find(&all, name)).cloned();
    let size = match &one {
        Some(one) if one.mailbox.selectable => lease.size(&one.mailbox.name).await?,
        _ => None,
    };
    Ok(Overview { all, one, size })
}

/// Does it. Works on when the future is dropped.
pub async fn arrange(desk: &Desk, order: Order) -> Result<Outcome, Error> {
    let desk = desk.clone();
    let done = tokio::spawn(async move { carry_out(&desk, order).await }).await?;
    match done {
        Ok(outcome) => Ok(outcome),
        Err(imap::Error::Gone) => Ok(Outcome::NotDone(Obstacle::Gone)),
        Err(imap::Error::Refused(reason)) => {
            tracing::warn!(reason, "the folders were left as they were");
            Ok(Outcome::NotDone(Obstacle::Refused))
        }
        Err(error) => Err(error.into()),
    }
}

async fn carry_out(desk: &Desk, order: Order) -> Result<Outcome, imap::Error> {
    let mut lease = desk.lease(None).await?;
    let all = lease.arrangement().await?;
    match order {
        Order::Create { inside, name } => create(&mut lease, &all, inside.as_ref(), &name).await,
        Order::Rename { folder, inside, name } => {
            let outcome = rename(desk, &mut lease, &all, (&folder, inside.as_ref()), &name).await?;
            if let Outcome::Renamed(name, _) = &outcome {
                decide_again(desk, |it| it.follow(&folder, name, all.delimiter)).await;
            }
            match forget(desk, lease, outcome).await? {
                Outcome::Renamed(name, _) => {
                    let followed = following::follow(desk, &folder, &name, all.delimiter).await;
                    Ok(Outcome::Renamed(name, followed))
                }
                other => Ok(other),
            }
        }
        Order::Delete(folder) => {
            let gone: Vec<MailboxName> =
                branch(&all, &folder).into_iter().map(|it| it.mailbox.name.clone()).collect();
            let outcome = delete(desk, &mut lease, &all, &folder).await?;
            if matches!(outcome, Outcome::Deleted { .. }) {
                decide_again(desk, |it| it.forget(&gone)).await;
            }
            match forget(desk, lease, outcome).await? {
                Outcome::Deleted { .. } => {
                    Ok(Outcome::Deleted { is_named: following::are_named(desk, &gone).await })
                }
                other => Ok(other),
            }
        }
        Order::Show(folder, shown) => match find(&all, &folder) {
            Some(it) if has_role(it, &desk.preferences) => Ok(Outcome::NotDone(Obstacle::HasRole)),
            Some(_) => lease.show(&folder, shown).await.map(|()| Outcome::Shown(shown)),
            None => Ok(Outcome::NotDone(Obstacle::Gone)),
        },
        Order::SeeAll(folder) => lease.see_all(&folder).await.map(|()| Outcome::Seen),
    }
}

/// Changes what was decided about folders by their names. When the database is away, what is left under an
/// old name does no harm.
async fn decide_again(desk: &Desk, change: impl FnMut(&mut Preferences)) {
    if let Err(error) = Preferences::change(&desk.decisions, desk.account, change).await {
        tracing::warn!(error = &error as &dyn std::error::Error, "what was decided about folders was left");
    }
}

/// Other connections of the person may have open what is called otherwise now.
async fn forget(desk: &Desk, lease: Lease, outcome: Outcome) -> Result<Outcome, imap::Error> {
    drop(lease);
    desk.imap.close(&desk.servers.imap, desk.credentials.login()).await;
    Ok(outcome)
}

async fn create(
    lease: &mut Lease,
    all: &Arrangement,
    inside: Option<&MailboxName>,
    typed: &str,
) -> Result<Outcome, imap::Error> {
    let name = match naming::read(all, inside, typed) {
        Ok(name) => name,
        Err(bad) => return Ok(Outcome::NotDone(Obstacle::Name(bad))),
    };
    if !can_hold(all, inside) {
        return Ok(Outcome::NotDone(Obstacle::NotInside));
    }
    lease.create(&name).await?;
    Ok(Outcome::Created(name))
}

async fn rename(
    desk: &Desk,
    lease: &mut Lease,
    all: &Arrangement,
    (folder, inside): (&MailboxName, Option<&MailboxName>),
    typed: &str,
) -> Result<Outcome, imap::Error> {
    let Some(known) = find(all, folder) else { return Ok(Outcome::NotDone(Obstacle::Gone)) };
    if has_role(known, &desk.preferences) {
        return Ok(Outcome::NotDone(Obstacle::HasRole));
    }
    let is_inside_itself = inside.is_some_and(|it| it == folder || it.is_inside(folder, all.delimiter));
    if is_inside_itself || !can_hold(all, inside) {
        return Ok(Outcome::NotDone(Obstacle::NotInside));
    }
    let name = match naming::read(all, inside, typed) {
        Ok(name) => name,
        // As it was: that is no mistake.
        Err(BadName::Taken) if naming::of(all, inside, typed).as_ref() == Some(folder) => {
            return Ok(Outcome::Renamed(folder.clone(), Followed::NotNamed));
        }
        Err(bad) => return Ok(Outcome::NotDone(Obstacle::Name(bad))),
    };
    let shown = branch(all, folder).into_iter().filter(|it| it.subscribed);
    let moved = shown.filter_map(|it| {
        let before = it.mailbox.name.clone();
        let after = before.moved(folder, &name, it.mailbox.delimiter)?;
        Some((before, after))
    });
    lease.rename(folder, &name, &moved.collect::<Vec<_>>()).await?;
    Ok(Outcome::Renamed(name, Followed::NotNamed))
}

async fn delete(
    desk: &Desk,
    lease: &mut Lease,
    all: &Arrangement,
    folder: &MailboxName,
) -> Result<Outcome, imap::Error> {
    let branch = branch(all, folder);
    if branch.iter().any(|it| has_role(it, &desk.preferences)) {
        return Ok(Outcome::NotDone(Obstacle::HasRole));
    }
    if branch.is_empty() {
        return Ok(Outcome::NotDone(Obstacle::Gone));
    }
    let mut names: Vec<MailboxName> = branch.into_iter().map(|it| it.mailbox.name.clone()).collect();
    names.sort_by_key(|it| std::cmp::Reverse(it.depth(all.delimiter)));
    lease.delete(&names).await?;
    Ok(Outcome::Deleted { is_named: false })
}

/// A folder by its name.
pub fn find<'a>(all: &'a Arrangement, name: &MailboxName) -> Option<&'a Arranged> {
    all.mailboxes.iter().find(|it| it.mailbox.name == *name)
}

/// Whether others rely on it under its name: not where it has its role by the person's choice alone, which
/// goes along with it.
pub fn has_role(folder: &Arranged, preferences: &Preferences) -> bool {
    let mailbox = &folder.mailbox;
    let is_given = folder.has_given_role || !preferences.is_chosen(&mailbox.name);
    mailbox.name.is_inbox() || (mailbox.special_use.is_some() && is_given)
}

/// A folder and all inside it.
pub fn branch<'a>(all: &'a Arrangement, name: &MailboxName) -> Vec<&'a Arranged> {
    let belongs =
        |it: &&Arranged| it.mailbox.name == *name || it.mailbox.name.is_inside(name, it.mailbox.delimiter);
    all.mailboxes.iter().filter(belongs).collect()
}

fn can_hold(all: &Arrangement, inside: Option<&MailboxName>) -> bool {
    inside.is_none_or(|it| find(all, it).is_some_and(|it| takes_others(all, it)))
}

/// Whether others can be made inside a folder, and may be; of what is not one's own, that must be known.
pub fn takes_others(all: &Arrangement, folder: &Arranged) -> bool {
    let mailbox = &folder.mailbox;
    let rights = mailbox.rights.as_ref().map(Rights::may_hold_others);
    let may = rights.unwrap_or(mailbox.namespace == Namespace::Personal);
    all.delimiter.is_some() && folder.takes_children && may
}

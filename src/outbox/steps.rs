//! What follows once the server has taken a message. Each step may find that it was done already:
//! after a crash they run again. Who runs them has the turn at the row, until it is removed or something stays
//! to be done.

use mailcore::flag::{Flag, FlagSet};
use mailcore::imap;
use mailcore::imap::pool::Lease;
use mailcore::mailbox::{MailboxName, MessageRef, SpecialUse};
use mailcore::message::invitation::Answer;
use mailcore::uid::Uid;

use super::origin::{Origin, Taken};
use super::parcel::Parcel;
use super::surroundings::Known;
use super::{Error, Filed, LEFT_BEHIND_AFTER};
use crate::desk::{self, Desk};
use crate::store::outbox::State;

/// Says that the server has taken a message that was in state `from`, and takes the turn at it; `false` when it was
/// moved on from there.
pub(super) async fn mark_submitted(desk: &Desk, row: i64, from: State) -> Result<bool, Error> {
    let until = jiff::Timestamp::now().as_second().saturating_add(LEFT_BEHIND_AFTER);
    Ok(desk.store.outbox_advance_in_turn(row, (from, State::Submitted), until).await?)
}

/// Files the copy, marks the original, removes the draft, and then the row. Where something could not be done for a
/// reason that may pass, the row stays for the next try.
/// `known` are the mailboxes as they were before the message was handed over.
pub(super) async fn finish(
    desk: &Desk,
    draft: &str,
    row: i64,
    parcel: &Parcel,
    known: Option<&Known>,
) -> Result<Filed, Error> {
    let filed = match twice(|| file_copy(desk, parcel, known)).await {
        Ok(()) => Filed::Yes,
        Err(imap::Error::OverQuota) => Filed::Full,
        Err(error) => {
            log(&error, "a copy could not be filed");
            desk.store.outbox_end_turn(row).await?;
            return Ok(Filed::Later);
        }
    };
    // From here on the copy is the person's: where they put it away, it is not filed anew.
    desk.store.outbox_advance(row, State::Submitted, State::Filed).await?;
    finish_filed(desk, draft, row, parcel, known).await?;
    Ok(filed)
}

/// The same once the copy was filed.
pub(super) async fn finish_filed(
    desk: &Desk,
    draft: &str,
    row: i64,
    parcel: &Parcel,
    known: Option<&Known>,
) -> Result<(), Error> {
    let on_the_server = async {
        let marked = match &parcel.origin {
            Some(origin) => twice(|| mark_origin(desk, origin)).await,
            None => Ok(()),
        };
        let is_marked = is_over(marked, "an original was not marked");
        let removed = twice(|| remove_drafts(desk, parcel, known)).await;
        is_over(removed, "a draft was not removed") && is_marked
    };
    let (gone, is_done) = tokio::join!(desk.store.remove_draft(desk.account, draft), on_the_server);
    gone?;
    if is_done {
        desk.store.outbox_remove(row).await?;
    } else {
        desk.store.outbox_end_turn(row).await?;
    }
    Ok(())
}

/// Whether a step needs no other try: it is done, or the server does not let it be done.
fn is_over(outcome: Result<(), imap::Error>, what: &'static str) -> bool {
    match outcome {
        Ok(()) => true,
        Err(error) => {
            log(&error, what);
            use imap::Error::{Answer, Gone, OverQuota, Refused};
            matches!(error, Gone | OverQuota | Refused(_) | Answer(_))
        }
    }
}

/// Does a step, and once more on a new connection when the one it had broke.
async fn twice<F: Future<Output = Result<(), imap::Error>>>(step: impl Fn() -> F) -> Result<(), imap::Error> {
    match step().await {
        Err(imap::Error::Connection(_)) => step().await,
        done => done,
    }
}

fn log(error: &imap::Error, what: &'static str) {
    tracing::warn!(error = error as &dyn std::error::Error, "{what}");
}

async fn file_copy(desk: &Desk, parcel: &Parcel, known: Option<&Known>) -> Result<(), imap::Error> {
    let known = Known::or_ask(known, desk).await?;
    let homes = parcel.copy_to.homes(&known.mailboxes);
    let Some((usual, chosen)) = homes.split_last() else { return Ok(()) };
    let mut lease = desk.lease(homes.first()).await?;
    for home in chosen {
        match find(&mut lease, home, known.next_in(home), &parcel.message_id).await {
            Ok(found) if found.is_empty() => {}
            // Whoever may not look there may not file there.
            Err(imap::Error::Refused(_)) => {}
            found => return found.map(drop),
        }
    }
    if !find(&mut lease, usual, known.next_in(usual), &parcel.message_id).await?.is_empty() {
        return Ok(());
    }
    let seen = FlagSet::from([Flag::Seen]);
    for home in chosen {
        match lease.append(home, &seen, parcel.copy().clone(), false).await {
            Err(imap::Error::Gone | imap::Error::Refused(_) | imap::Error::OverQuota) => {}
            filed => return filed.map(drop),
        }
    }
    lease.append(usual, &seen, parcel.copy().clone(), true).await.map(drop)
}

/// Marks what was answered or forwarded, where it lies now if its number is void.
async fn mark_origin(desk: &Desk, origin: &Origin) -> Result<(), imap::Error> {
    let (flags, others) = marks(origin.taken);
    let mailbox = &origin.message.mailbox;
    let mut lease = desk.lease(Some(mailbox)).await?;
    let marked = lease.flag(mailbox, &[origin.message.number], &flags, &others).await;
    match (marked, &origin.message_id) {
        (Err(imap::Error::Gone), Some(id)) => {
            let numbers = lease.find_message_id(mailbox, id).await?;
            if numbers.is_empty() {
                return Ok(());
            }
            lease.flag(mailbox, &numbers, &flags, &others).await
        }
        (marked, _) => marked,
    }
}

/// The flags that an original gets, and those that it loses: who answers an invitation again takes back
/// what they said before.
fn marks(taken: Taken) -> (FlagSet, FlagSet) {
    let flag = match taken {
        Taken::Reply => Flag::Answered,
        Taken::Forward => Flag::Forwarded,
        Taken::Invitation(answer) => {
            let others = Answer::ALL.into_iter().filter(|it| *it != answer);
            return (FlagSet::from([answer.flag()]), others.map(Answer::flag).collect());
        }
    };
    (FlagSet::from([flag]), FlagSet::new())
}

/// Removes every copy of the draft from the Drafts mailbox.
async fn remove_drafts(desk: &Desk, parcel: &Parcel, known: Option<&Known>) -> Result<(), imap::Error> {
    let known = Known::or_ask(known, desk).await?;
    let Some(drafts) = desk::mailbox_for(SpecialUse::Drafts, &known.mailboxes) else { return Ok(()) };
    let mut lease = desk.lease(Some(&drafts)).await?;
    let copies = find(&mut lease, &drafts, None, &parcel.message_id).await?;
    let copies = copies.into_iter().chain(parcel.replaces.clone());
    for message in copies {
        match lease.remove(&message).await {
            Ok(()) | Err(imap::Error::Gone) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// The messages of a mailbox with this Message-ID, among those that came since the next number was `from`; none when
/// the mailbox is not there yet.
async fn find(
    lease: &mut Lease,
    mailbox: &MailboxName,
    from: Option<Uid>,
    message_id: &str,
) -> Result<Vec<MessageRef>, imap::Error> {
    match lease.find_message_id_from(mailbox, from, message_id).await {
        Ok(numbers) => {
            Ok(numbers.into_iter().map(|number| MessageRef { mailbox: mailbox.clone(), number }).collect())
        }
        Err(imap::Error::Gone) => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

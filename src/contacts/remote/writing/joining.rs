//! Groups that are cards of a book get members there, and lose them.

use mailcore::message::card::group::plain_uid;
use mailcore::message::card::version::Version;

use super::super::super::{Error, keeping};
use super::super::grouping::{self, GroupCard};
use super::Open;
use crate::carddav::{Condition, Written};
use crate::store::cards::remote::RemoteGroupRow;

impl Open<'_> {
    /// Puts a card into the groups that are cards, and takes it out of the others; and settles the copy.
    pub(super) async fn join(&self, uid: &str, cards: &[GroupCard]) -> Result<(), Error> {
        self.join_cards(uid, cards).await?;
        self.settle().await
    }

    /// Makes the groups here what the cards of the book say.
    pub(super) async fn settle(&self) -> Result<(), Error> {
        Ok(grouping::settle(&self.reach.store, self.row.account, self.row.id).await?)
    }

    /// Puts a card into the groups that are cards, and takes it out of the others, unless it only joins some. One that
    /// cannot be written stays as it is: the card itself is written.
    pub(super) async fn join_cards(&self, uid: &str, cards: &[GroupCard]) -> Result<(), Error> {
        for group in cards {
            match self.join_card(uid, group).await {
                Err(Error::Server(error)) => tracing::info!(
                    book = self.row.id,
                    error = &error as &dyn std::error::Error,
                    "a group on a server could not be written"
                ),
                done => done?,
            }
        }
        Ok(())
    }

    async fn join_card(&self, uid: &str, group: &GroupCard) -> Result<(), Error> {
        let is_wanted = self.groups.iter().any(|it| it.1 == group.key);
        let plain = plain_uid(uid);
        let is_as_wanted = |it: &GroupCard| {
            it.card.members().contains(&plain) == is_wanted || (self.only_joins && !is_wanted)
        };
        if is_as_wanted(group) {
            return Ok(());
        }
        let read;
        let group = match group.row.etag.as_str() {
            // Nobody knows whether it is still the one that was seen: it is written as it is there now.
            "" => {
                let Some(there) = self.group_there(group).await? else { return Ok(()) };
                read = there;
                &read
            }
            _ => group,
        };
        if is_as_wanted(group) {
            return Ok(());
        }
        let card = group.card.with_member(uid, is_wanted);
        let version = Version::of_text(&group.row.content);
        let content = card.to_vcard(card.uid.as_deref().unwrap_or_default(), version);
        let still = Condition::Still(&group.row.etag);
        let etag = match self.way.put(&self.row.url, &group.row.href, &content, still).await? {
            Written::AsSent(etag) => etag,
            Written::Otherwise => String::new(),
        };
        let row = RemoteGroupRow { href: group.row.href.clone(), etag, content };
        Ok(self.reach.store.put_remote_group(self.row.id, &row).await?)
    }

    /// A group as it is on the server, and then in the copy; `None` when it is gone there, or none any more.
    async fn group_there(&self, group: &GroupCard) -> Result<Option<GroupCard>, Error> {
        let Some(there) = self.fetched(&group.row.href).await? else { return Ok(None) };
        let Some(card) = keeping::read(&there.resource.content).filter(|it| it.is_group()) else {
            return Ok(None);
        };
        let (etag, content) = (there.resource.etag, there.resource.content);
        let row = RemoteGroupRow { href: group.row.href.clone(), etag, content };
        self.reach.store.put_remote_group(self.row.id, &row).await?;
        Ok(Some(GroupCard { row, card, key: group.key.clone() }))
    }
}

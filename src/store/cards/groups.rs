//! Groups of cards.

use sqlx::{AnyConnection, Row as _};

use super::super::{AccountId, Error, Store};

/// A group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupRow {
    /// Its number here.
    pub id: i64,
    /// What its owner calls it; no other group is called so in any case.
    pub name: String,
    /// How many cards it has.
    pub cards: u64,
}

impl Store {
    /// The groups of an account, in order.
    pub async fn groups(&self, account: AccountId) -> Result<Vec<GroupRow>, Error> {
        let rows = sqlx::query(
            "SELECT g.id, g.name, COUNT(c.card_id) AS cards FROM card_groups g \
             LEFT JOIN group_cards c ON c.group_id = g.id \
             WHERE g.account_id = $1 GROUP BY g.id, g.name, g.name_key ORDER BY g.name_key",
        )
        .bind(account.0)
        .fetch_all(&self.pool)
        .await?;
        let count = |it: i64| u64::try_from(it).unwrap_or(0);
        let group = |it: &sqlx::any::AnyRow| {
            Ok(GroupRow {
                id: it.try_get("id")?,
                name: it.try_get("name")?,
                cards: count(it.try_get("cards")?),
            })
        };
        rows.iter().map(group).collect()
    }

    /// The numbers of the groups that a card is in.
    pub async fn groups_of(&self, account: AccountId, card: i64) -> Result<Vec<i64>, Error> {
        let rows = sqlx::query(
            "SELECT g.id FROM card_groups g JOIN group_cards c ON c.group_id = g.id \
             WHERE g.account_id = $1 AND c.card_id = $2 ORDER BY g.name_key",
        )
        .bind(account.0)
        .bind(card)
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(|it| Ok(it.try_get("id")?)).collect()
    }

    /// Makes a group, or finds the one that is called so; `key` is its folded name.
    pub async fn make_group(&self, account: AccountId, name: &str, key: &str) -> Result<i64, Error> {
        let (id,): (i64,) = sqlx::query_as(
            "INSERT INTO card_groups (account_id, name, name_key) VALUES ($1, $2, $3) \
             ON CONFLICT (account_id, name_key) DO UPDATE SET name_key = excluded.name_key RETURNING id",
        )
        .bind(account.0)
        .bind(name)
        .bind(key)
        .fetch_one(&self.pool)
        .await?;
        Ok(id)
    }

    /// Gives a group another name; whether no other one is called so.
    pub async fn rename_group(
        &self,
        account: AccountId,
        id: i64,
        name: &str,
        key: &str,
    ) -> Result<bool, Error> {
        let renamed = sqlx::query(
            "UPDATE card_groups SET name = $1, name_key = $2 WHERE account_id = $3 AND id = $4 AND NOT EXISTS \
             (SELECT 1 FROM card_groups o WHERE o.account_id = $3 AND o.name_key = $2 AND o.id <> $4)",
        )
        .bind(name)
        .bind(key)
        .bind(account.0)
        .bind(id)
        .execute(&self.pool)
        .await?;
        Ok(renamed.rows_affected() == 1)
    }

    /// Removes a group; its cards stay.
    pub async fn remove_group(&self, account: AccountId, id: i64) -> Result<(), Error> {
        sqlx::query("DELETE FROM card_groups WHERE account_id = $1 AND id = $2")
            .bind(account.0)
            .bind(id)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// Puts cards into a group; how many were not in it.
    pub async fn join_group(&self, account: AccountId, group: i64, cards: &[i64]) -> Result<u64, Error> {
        let mut transaction = self.pool.begin().await?;
        let mut joined = 0;
        for card in cards {
            joined += join(&mut transaction, account, group, *card).await?;
        }
        transaction.commit().await?;
        Ok(joined)
    }

    /// Takes cards out of a group; how many were in it.
    pub async fn leave_group(&self, account: AccountId, group: i64, cards: &[i64]) -> Result<u64, Error> {
        let mut transaction = self.pool.begin().await?;
        let mut left = 0;
        for card in cards {
            let done = sqlx::query(
                "DELETE FROM group_cards WHERE card_id = $1 AND group_id IN \
                 (SELECT id FROM card_groups WHERE account_id = $2 AND id = $3)",
            )
            .bind(card)
            .bind(account.0)
            .bind(group)
            .execute(&mut *transaction)
            .await?;
            left += done.rows_affected();
        }
        transaction.commit().await?;
        Ok(left)
    }
}

/// Puts a card into a group; 1 when it was not in it.
pub(super) async fn join(
    connection: &mut AnyConnection,
    account: AccountId,
    group: i64,
    card: i64,
) -> Result<u64, Error> {
    let done = sqlx::query(
        "INSERT INTO group_cards (group_id, card_id) SELECT g.id, c.id FROM card_groups g, cards c \
         WHERE g.account_id = $1 AND g.id = $2 AND c.account_id = $1 AND c.id = $3 \
         ON CONFLICT (group_id, card_id) DO NOTHING",
    )
    .bind(account.0)
    .bind(group)
    .bind(card)
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::stores;
    use super::super::{CardRow, Listed, PERSONAL};

    #[tokio::test]
    async fn a_card_is_in_several_groups_and_only_ones_own() {
        for store in stores("test_groups").await {
            let pierre = store.account_signed_in("pierre@example.test", 10).await.unwrap();
            let claire = store.account_signed_in("claire@example.test", 11).await.unwrap();
            let listed = Listed::default();
            let row =
                CardRow { book: PERSONAL, uid: "1", content: "", name: "", addresses: &[], listed: &listed };
            let card = store.put_cards(pierre, &[row], 12).await.unwrap()[0];
            let office = store.make_group(pierre, "Bureau", "bureau").await.unwrap();
            let fete = store.make_group(pierre, "Fête", "fete").await.unwrap();
            assert_eq!(store.make_group(pierre, "FETE", "fete").await.unwrap(), fete);
            let hers = store.make_group(claire, "Bureau", "bureau").await.unwrap();
            for group in [office, fete, hers, office] {
                store.join_group(pierre, group, &[card]).await.unwrap();
            }
            store.join_group(claire, hers, &[card]).await.unwrap();
            assert_eq!(store.groups_of(pierre, card).await.unwrap(), [office, fete]);
            assert!(!store.rename_group(pierre, fete, "BUREAU", "bureau").await.unwrap());
            assert!(store.rename_group(pierre, fete, "Goûter", "gouter").await.unwrap());
            assert_eq!(store.join_group(pierre, office, &[card, 99]).await.unwrap(), 0);
            assert_eq!(store.leave_group(pierre, office, &[card, 99]).await.unwrap(), 1);
            let groups: Vec<(String, u64)> =
                store.groups(pierre).await.unwrap().into_iter().map(|it| (it.name, it.cards)).collect();
            assert_eq!(groups, [("Bureau".to_owned(), 0), ("Goûter".to_owned(), 1)]);
            assert_eq!(store.groups(claire).await.unwrap()[0].cards, 0);
            store.remove_group(pierre, fete).await.unwrap();
            assert!(store.card(pierre, card).await.unwrap().is_some());
        }
    }
}

//! Address books that a person made.

use sqlx::Row as _;

use super::{AccountId, Error, Store};

/// A book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookRow {
    /// Its number here.
    pub id: i64,
    /// What its owner calls it; no other book is called so.
    pub name: String,
}

impl Store {
    /// The books of an account, oldest first.
    pub async fn books(&self, account: AccountId) -> Result<Vec<BookRow>, Error> {
        let rows = sqlx::query("SELECT id, name FROM books WHERE account_id = $1 ORDER BY id")
            .bind(account.0)
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(|it| Ok(BookRow { id: it.try_get("id")?, name: it.try_get("name")? })).collect()
    }

    /// Makes a book; `None` when there is one of this name.
    pub async fn make_book(&self, account: AccountId, name: &str) -> Result<Option<i64>, Error> {
        let row = sqlx::query(
            "INSERT INTO books (account_id, name) VALUES ($1, $2) \
             ON CONFLICT (account_id, name) DO NOTHING RETURNING id",
        )
        .bind(account.0)
        .bind(name)
        .fetch_optional(&self.pool)
        .await?;
        Ok(row.map(|it| it.try_get("id")).transpose()?)
    }

    /// Gives a book another name; whether there was none of this name.
    pub async fn rename_book(&self, account: AccountId, id: i64, name: &str) -> Result<bool, Error> {
        let renamed = sqlx::query(
            "UPDATE books SET name = $1 WHERE account_id = $2 AND id = $3 AND NOT EXISTS \
             (SELECT 1 FROM books o WHERE o.account_id = $2 AND o.name = $1 AND o.id <> $3)",
        )
        .bind(name)
        .bind(account.0)
        .bind(id)
        .execute(&self.pool)
        .await?;
        Ok(renamed.rows_affected() == 1)
    }

    /// Removes a book that nothing is in; whether nothing was.
    pub async fn remove_empty_book(&self, account: AccountId, id: i64, named: &str) -> Result<bool, Error> {
        let removed = sqlx::query(
            "DELETE FROM books WHERE account_id = $1 AND id = $2 AND NOT EXISTS \
             (SELECT 1 FROM cards c WHERE c.account_id = $1 AND c.book = $3)",
        )
        .bind(account.0)
        .bind(id)
        .bind(named)
        .execute(&self.pool)
        .await?;
        Ok(removed.rows_affected() == 1)
    }

    /// How many cards are in each book that has any.
    pub async fn card_counts(&self, account: AccountId) -> Result<Vec<(String, u64)>, Error> {
        let rows =
            sqlx::query("SELECT book, COUNT(*) AS cards FROM cards WHERE account_id = $1 GROUP BY book")
                .bind(account.0)
                .fetch_all(&self.pool)
                .await?;
        let count = |it: i64| u64::try_from(it).unwrap_or(0);
        rows.iter().map(|it| Ok((it.try_get("book")?, count(it.try_get("cards")?)))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::stores;

    #[tokio::test]
    async fn books_are_of_one_person_and_each_has_a_name_of_its_own() {
        for store in stores("test_books").await {
            let pierre = store.account_signed_in("pierre@example.test", 10).await.unwrap();
            let claire = store.account_signed_in("claire@example.test", 11).await.unwrap();
            let club = store.make_book(pierre, "Club").await.unwrap().unwrap();
            assert_eq!(store.make_book(pierre, "Club").await.unwrap(), None);
            assert!(store.make_book(claire, "Club").await.unwrap().is_some());
            let family = store.make_book(pierre, "Famille").await.unwrap().unwrap();
            assert!(!store.rename_book(pierre, family, "Club").await.unwrap());
            assert!(store.rename_book(pierre, family, "Famille").await.unwrap());
            assert!(!store.rename_book(claire, family, "À moi").await.unwrap());
            assert!(store.rename_book(pierre, family, "Cousins").await.unwrap());
            let names: Vec<String> =
                store.books(pierre).await.unwrap().into_iter().map(|it| it.name).collect();
            assert_eq!(names, ["Club", "Cousins"]);
            assert!(!store.remove_empty_book(claire, club, "b1").await.unwrap());
            assert!(store.remove_empty_book(pierre, club, "b1").await.unwrap());
            assert_eq!(store.card_counts(pierre).await.unwrap(), []);
        }
    }
}

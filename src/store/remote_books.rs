//! Address books on servers that a person added, and how they were read last.

use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::{AccountId, Error, Store};

/// What the name of such a book begins with, where cards name it; its number follows.
pub const REMOTE: char = 'r';

/// A book to be added.
#[derive(Clone, Debug)]
pub struct NewRemoteBook<'a> {
    /// Where it is.
    pub url: &'a str,
    /// What it is called.
    pub name: &'a str,
    /// As whom its server knows the person.
    pub login: &'a str,
    /// Sealed; `None` for that of the mail.
    pub password: Option<&'a [u8]>,
    /// The person may not change it there.
    pub is_read_only: bool,
}

/// A book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemoteBookRow {
    /// Its number here.
    pub id: i64,
    /// Whose it is.
    pub account: AccountId,
    /// Where it is.
    pub url: String,
    /// What it is called.
    pub name: String,
    /// As whom its server knows the person.
    pub login: String,
    /// Sealed; `None` for that of the mail.
    pub password: Option<Vec<u8>>,
    /// The person may not change it there.
    pub is_read_only: bool,
    /// From where the server tells the next changes; empty for all.
    pub token: String,
    /// When it was read last, in seconds since 1970-01-01 UTC; `None` when it never was.
    pub read_at: Option<i64>,
    /// Since when it cannot be; `None` when it could the last time.
    pub failed_at: Option<i64>,
    /// Why not: a word of whoever wrote it.
    pub failure: String,
    /// When it was asked last; 0 for never.
    pub asked_at: i64,
}

const COLUMNS: &str = "id, account_id, url, name, login, password, read_only, token, read_at, failed_at, failure, \
     asked_at";

impl Store {
    /// The books of an account, oldest first.
    pub async fn remote_books(&self, account: AccountId) -> Result<Vec<RemoteBookRow>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM remote_books WHERE account_id = $1 ORDER BY id");
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(account.0).fetch_all(&self.pool).await?;
        rows.iter().map(book).collect()
    }

    /// A book of an account.
    pub async fn remote_book(&self, account: AccountId, id: i64) -> Result<Option<RemoteBookRow>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM remote_books WHERE account_id = $1 AND id = $2");
        let query = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(account.0).bind(id);
        query.fetch_optional(&self.pool).await?.as_ref().map(book).transpose()
    }

    /// Books of everybody that have a password of their own and were not asked since a time, at most `most`; the
    /// longest waiting first.
    pub async fn remote_books_due(&self, since: i64, most: i64) -> Result<Vec<RemoteBookRow>, Error> {
        let sql = format!(
            "SELECT {COLUMNS} FROM remote_books WHERE password IS NOT NULL AND asked_at < $1 \
             ORDER BY asked_at, id LIMIT $2"
        );
        let query = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(since).bind(most);
        query.fetch_all(&self.pool).await?.iter().map(book).collect()
    }

    /// Adds a book, and gives its number; `None` when the person has it.
    pub async fn add_remote_book(
        &self,
        account: AccountId,
        book: &NewRemoteBook<'_>,
    ) -> Result<Option<i64>, Error> {
        let row = sqlx::query(
            "INSERT INTO remote_books (account_id, url, name, login, password, read_only, token) \
             VALUES ($1, $2, $3, $4, $5, $6, '') ON CONFLICT (account_id, url) DO NOTHING RETURNING id",
        )
        .bind(account.0)
        .bind(book.url)
        .bind(book.name)
        .bind(book.login)
        .bind(book.password.map(<[u8]>::to_vec))
        .bind(i64::from(book.is_read_only))
        .fetch_optional(&self.pool)
        .await?;
        Ok(row.map(|it| it.try_get("id")).transpose()?)
    }

    /// Gives a book another name, or another password with which it is asked; what is `None` stays.
    pub async fn change_remote_book(
        &self,
        account: AccountId,
        id: i64,
        name: Option<&str>,
        password: Option<&[u8]>,
    ) -> Result<(), Error> {
        if let Some(name) = name {
            sqlx::query("UPDATE remote_books SET name = $1 WHERE account_id = $2 AND id = $3")
                .bind(name)
                .bind(account.0)
                .bind(id)
                .execute(&self.pool)
                .await?;
        }
        if let Some(password) = password {
            sqlx::query("UPDATE remote_books SET password = $1 WHERE account_id = $2 AND id = $3")
                .bind(password.to_vec())
                .bind(account.0)
                .bind(id)
                .execute(&self.pool)
                .await?;
        }
        Ok(())
    }

    /// Takes note that a book was read, and from where its next changes are told.
    pub async fn note_remote_read(&self, id: i64, token: &str, now: i64) -> Result<(), Error> {
        sqlx::query(
            "UPDATE remote_books SET token = $1, read_at = $2, asked_at = $2, failed_at = NULL, failure = '' \
             WHERE id = $3",
        )
        .bind(token)
        .bind(now)
        .bind(id)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// Takes note that a book could not be read, and why.
    pub async fn note_remote_failure(&self, id: i64, failure: &str, now: i64) -> Result<(), Error> {
        sqlx::query(
            "UPDATE remote_books SET failed_at = COALESCE(failed_at, $1), asked_at = $1, failure = $2 \
             WHERE id = $3",
        )
        .bind(now)
        .bind(failure)
        .bind(id)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// Removes a book and the copy of its cards; how many cards.
    pub async fn remove_remote_book(&self, account: AccountId, id: i64) -> Result<u64, Error> {
        let mut transaction = self.pool.begin().await?;
        let gone = sqlx::query("DELETE FROM cards WHERE account_id = $1 AND book = $2")
            .bind(account.0)
            .bind(format!("{REMOTE}{id}"))
            .execute(&mut *transaction)
            .await?;
        sqlx::query("DELETE FROM remote_books WHERE account_id = $1 AND id = $2")
            .bind(account.0)
            .bind(id)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(gone.rows_affected())
    }
}

fn book(row: &AnyRow) -> Result<RemoteBookRow, Error> {
    Ok(RemoteBookRow {
        id: row.try_get("id")?,
        account: AccountId(row.try_get("account_id")?),
        url: row.try_get("url")?,
        name: row.try_get("name")?,
        login: row.try_get("login")?,
        password: row.try_get("password")?,
        is_read_only: row.try_get::<i64, _>("read_only")? != 0,
        token: row.try_get("token")?,
        read_at: row.try_get("read_at")?,
        failed_at: row.try_get("failed_at")?,
        failure: row.try_get("failure")?,
        asked_at: row.try_get("asked_at")?,
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::stores;
    use super::*;

    #[tokio::test]
    async fn a_book_is_of_one_person_and_tells_how_it_was_read() {
        for store in stores("test_remote_books").await {
            let pierre = store.account_signed_in("pierre@example.test", 10).await.unwrap();
            let claire = store.account_signed_in("claire@example.test", 10).await.unwrap();
            let new = NewRemoteBook {
                url: "https://dav.example/own/",
                name: "Club",
                login: "pierre",
                password: Some(b"sealed"),
                is_read_only: false,
            };
            let id = store.add_remote_book(pierre, &new).await.unwrap().unwrap();
            assert_eq!(store.add_remote_book(pierre, &new).await.unwrap(), None);
            let of_mail = NewRemoteBook { password: None, is_read_only: true, ..new.clone() };
            let other = store.add_remote_book(claire, &of_mail).await.unwrap().unwrap();
            assert_eq!(store.remote_book(claire, id).await.unwrap(), None);
            let due = async |since| {
                let due = store.remote_books_due(since, 10).await.unwrap();
                due.into_iter().map(|it| it.id).collect::<Vec<_>>()
            };
            assert_eq!(due(50).await, [id], "that of the mail is asked while somebody is there");
            store.note_remote_failure(id, "away", 60).await.unwrap();
            store.note_remote_failure(id, "refused", 70).await.unwrap();
            let row = store.remote_book(pierre, id).await.unwrap().unwrap();
            assert_eq!((row.read_at, row.failed_at, row.failure.as_str()), (None, Some(60), "refused"));
            store.note_remote_read(id, "t", 80).await.unwrap();
            assert_eq!((due(80).await, due(81).await), (vec![], vec![id]));
            store.change_remote_book(claire, id, Some("x"), Some(b"x")).await.unwrap();
            store.change_remote_book(pierre, id, Some("Cercle"), Some(b"other")).await.unwrap();
            let row = store.remote_book(pierre, id).await.unwrap().unwrap();
            assert_eq!((row.name.as_str(), row.password.as_deref()), ("Cercle", Some(&b"other"[..])));
            assert_eq!((row.token.as_str(), row.read_at, row.failed_at), ("t", Some(80), None));
            store.remove_remote_book(claire, id).await.unwrap();
            assert_eq!(store.remote_books(pierre).await.unwrap().len(), 1);
            store.remove_remote_book(pierre, id).await.unwrap();
            assert_eq!(store.remote_books(pierre).await.unwrap(), []);
            let row = store.remote_book(claire, other).await.unwrap().unwrap();
            assert_eq!((row.password, row.is_read_only), (None, true));
        }
    }
}

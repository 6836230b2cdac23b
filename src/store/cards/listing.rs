//! Pages of a list of cards. A page costs the same wherever it is: it begins behind a card, not after so many.

use std::collections::HashMap;

use sqlx::any::{AnyArguments, AnyRow};
use sqlx::query::Query;
use sqlx::{Any, AssertSqlSafe, Row as _};

use super::super::completing::escaped;
use super::super::{AccountId, Error, Store};
use super::{DIRECTORY, DIRECTORY_BOOK, KeptCard, kept};

/// What a list shows of a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardSummary {
    /// Its number here.
    pub id: i64,
    /// The book that it is in.
    pub book: String,
    /// What it is called; may be empty.
    pub name: String,
    /// What stands beside its name.
    pub detail: String,
    /// The address that is shown; may be empty.
    pub address: String,
    /// By which it is in its place.
    pub key: String,
}

/// Which cards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within<'a> {
    /// All of a person.
    Everywhere,
    /// The same, and the company directory.
    AndDirectory,
    /// Those of a book; of [`DIRECTORY_BOOK`] whoever asks.
    Book(&'a str),
    /// Those of a group, in whatever book.
    Group(i64),
}

/// By what they are in order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The name of the family.
    #[default]
    Surname,
    /// The name as it is shown.
    Name,
}

/// Where a page begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Begin {
    /// With the first card.
    #[default]
    First,
    /// With the first one whose key is not before this.
    At(String),
    /// Behind a card.
    After(i64),
    /// It ends before a card.
    Before(i64),
}

/// Cards that are asked for.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    /// Of which ones.
    pub within: Within<'a>,
    /// What each of them has among its words, folded.
    pub terms: &'a [String],
    /// In which order.
    pub order: Order,
}

/// A query as it is put together. Of values there are only the places in it.
struct Statement {
    text: String,
    values: Vec<Bound>,
}

enum Bound {
    Text(String),
    Number(i64),
}

impl Store {
    /// A page of cards, at most `most`.
    pub async fn cards(
        &self,
        account: AccountId,
        wanted: &Wanted<'_>,
        begin: &Begin,
        most: i64,
    ) -> Result<Vec<CardSummary>, Error> {
        let columns =
            format!("c.id, c.book, c.name, c.detail, c.address, c.{} AS sort_key", wanted.order.column());
        let (statement, is_backwards) = self.page_of(account, &columns, wanted, begin, most).await?;
        let rows = statement.query().fetch_all(&self.pool).await?;
        let mut found = rows.iter().map(summary).collect::<Result<Vec<_>, Error>>()?;
        if is_backwards {
            found.reverse();
        }
        Ok(found)
    }

    /// The same cards as a whole; never backwards.
    pub async fn whole_cards(
        &self,
        account: AccountId,
        wanted: &Wanted<'_>,
        begin: &Begin,
        most: i64,
    ) -> Result<Vec<KeptCard>, Error> {
        let columns = "c.id, c.book, c.uid, c.content, c.revision";
        let (statement, _) = self.page_of(account, columns, wanted, begin, most).await?;
        statement.query().fetch_all(&self.pool).await?.iter().map(kept).collect()
    }

    /// What these cards say, by their numbers.
    pub async fn contents_of_cards(&self, cards: &[i64]) -> Result<HashMap<i64, String>, Error> {
        let mut contents = HashMap::with_capacity(cards.len());
        if cards.is_empty() {
            return Ok(contents);
        }
        // Of values there are only the places in it.
        let places: Vec<String> = (1..=cards.len()).map(|it| format!("${it}")).collect();
        let sql = format!("SELECT id, content FROM cards WHERE id IN ({})", places.join(", "));
        let query = cards.iter().fold(sqlx::query(AssertSqlSafe(sql)), |query, it| query.bind(*it));
        for row in query.fetch_all(&self.pool).await? {
            contents.insert(row.try_get("id")?, row.try_get("content")?);
        }
        Ok(contents)
    }

    /// The query of a page, and whether it goes backwards.
    async fn page_of(
        &self,
        account: AccountId,
        columns: &str,
        wanted: &Wanted<'_>,
        begin: &Begin,
        most: i64,
    ) -> Result<(Statement, bool), Error> {
        let key = wanted.order.column();
        let mut statement = Statement::of(account, columns, wanted);
        let card = match begin {
            Begin::After(id) | Begin::Before(id) => {
                self.place_of(account, key, *id).await?.map(|it| (it, *id))
            }
            Begin::First | Begin::At(_) => None,
        };
        let is_backwards = matches!(begin, Begin::Before(_)) && card.is_some();
        if let Begin::At(letter) = begin {
            let place = statement.bind(Bound::Text(letter.clone()));
            statement.push(&format!(" AND c.{key} >= {place}"));
        }
        if let Some((its_key, id)) = card {
            let (at, number) = (statement.bind(Bound::Text(its_key)), statement.bind(Bound::Number(id)));
            let sign = if is_backwards { '<' } else { '>' };
            statement.push(&format!(" AND (c.{key}, c.id) {sign} ({at}, {number})"));
        }
        let direction = if is_backwards { "DESC" } else { "ASC" };
        let most = statement.bind(Bound::Number(most));
        statement.push(&format!(" ORDER BY c.{key} {direction}, c.id {direction} LIMIT {most}"));
        Ok((statement, is_backwards))
    }

    /// How many cards there are of those.
    pub async fn count_cards(&self, account: AccountId, wanted: &Wanted<'_>) -> Result<u64, Error> {
        let statement = Statement::of(account, "COUNT(*) AS cards", wanted);
        let count: i64 = statement.query().fetch_one(&self.pool).await?.try_get("cards")?;
        Ok(u64::try_from(count).unwrap_or(0))
    }

    /// Cards of before lists needed anything of them, at most `most`.
    pub async fn unlisted_cards(&self, account: AccountId, most: i64) -> Result<Vec<KeptCard>, Error> {
        let rows = sqlx::query(
            "SELECT id, book, uid, content, revision FROM cards \
             WHERE account_id = $1 AND surname_key = '' ORDER BY id LIMIT $2",
        )
        .bind(account.0)
        .bind(most)
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(kept).collect()
    }

    async fn place_of(&self, account: AccountId, key: &str, id: i64) -> Result<Option<String>, Error> {
        let sql = format!("SELECT {key} AS sort_key FROM cards WHERE account_id IN ($1, $2) AND id = $3");
        let query = sqlx::query(AssertSqlSafe(sql)).bind(account.0).bind(DIRECTORY.0).bind(id);
        let row = query.fetch_optional(&self.pool).await?;
        Ok(row.map(|it| it.try_get("sort_key")).transpose()?)
    }
}

impl Order {
    fn column(self) -> &'static str {
        match self {
            Self::Surname => "surname_key",
            Self::Name => "name_key",
        }
    }
}

impl Statement {
    fn of(account: AccountId, columns: &str, wanted: &Wanted<'_>) -> Self {
        let owner = if wanted.within == Within::Book(DIRECTORY_BOOK) { DIRECTORY } else { account };
        let whose = match wanted.within {
            Within::AndDirectory => format!("c.account_id IN ($1, {})", DIRECTORY.0),
            Within::Everywhere | Within::Book(_) | Within::Group(_) => "c.account_id = $1".to_owned(),
        };
        let text = format!("SELECT {columns} FROM cards c WHERE {whose}");
        let mut statement = Self { text, values: vec![Bound::Number(owner.0)] };
        match wanted.within {
            Within::Everywhere | Within::AndDirectory => {}
            Within::Book(book) => {
                let place = statement.bind(Bound::Text(book.to_owned()));
                statement.push(&format!(" AND c.book = {place}"));
            }
            Within::Group(group) => {
                let place = statement.bind(Bound::Number(group));
                statement.push(&format!(
                    " AND EXISTS (SELECT 1 FROM group_cards g WHERE g.card_id = c.id AND g.group_id = {place})"
                ));
            }
        }
        for term in wanted.terms {
            let place = statement.bind(Bound::Text(format!("%{}%", escaped(term))));
            statement.push(&format!(" AND c.words LIKE {place} ESCAPE '!'"));
        }
        statement
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn bind(&mut self, value: Bound) -> String {
        self.values.push(value);
        format!("${}", self.values.len())
    }

    fn query(self) -> Query<'static, Any, AnyArguments> {
        let query = sqlx::query(AssertSqlSafe(self.text));
        self.values.into_iter().fold(query, |query, value| match value {
            Bound::Text(text) => query.bind(text),
            Bound::Number(number) => query.bind(number),
        })
    }
}

fn summary(row: &AnyRow) -> Result<CardSummary, Error> {
    Ok(CardSummary {
        id: row.try_get("id")?,
        book: row.try_get("book")?,
        name: row.try_get("name")?,
        detail: row.try_get("detail")?,
        address: row.try_get("address")?,
        key: row.try_get("sort_key")?,
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::stores;
    use super::super::{CardRow, Listed, PERSONAL};
    use super::*;

    #[tokio::test]
    async fn pages_follow_each_other_in_both_directions_and_orders() {
        for store in stores("test_card_pages").await {
            let pierre = store.account_signed_in("pierre@example.test", 10).await.unwrap();
            let claire = store.account_signed_in("claire@example.test", 11).await.unwrap();
            for (uid, name, surname) in
                [("1", "b", "x"), ("2", "a", "y"), ("3", "c", "x"), ("4", "d", "100%_!"), ("5", "e", "z")]
            {
                let key = |it: &str| format!("{it}\u{1}");
                let words = format!(" {name} {surname}");
                let (surname_key, name_key) = (key(surname), key(name));
                let listed = Listed { surname_key, name_key, words, ..Listed::default() };
                let row = CardRow { book: PERSONAL, uid, content: "", name, addresses: &[], listed: &listed };
                store.put_cards(pierre, &[row], 12).await.unwrap();
            }
            let all = Wanted { within: Within::Book(PERSONAL), terms: &[], order: Order::Surname };
            let page = async |wanted: &Wanted<'_>, begin: Begin, most: i64| {
                let found = store.cards(pierre, wanted, &begin, most).await.unwrap();
                found.into_iter().map(|it| (it.name, it.id)).collect::<Vec<_>>()
            };
            let names = |it: &[(String, i64)]| it.iter().map(|it| it.0.clone()).collect::<String>();
            let first = page(&all, Begin::First, 2).await;
            assert_eq!(names(&first), "db");
            let second = page(&all, Begin::After(first[1].1), 2).await;
            assert_eq!(names(&second), "ca");
            assert_eq!(page(&all, Begin::Before(second[0].1), 2).await, first);
            assert_eq!(names(&page(&all, Begin::At("y".to_owned()), 9).await), "ae");
            let by_name = Wanted { order: Order::Name, within: Within::Everywhere, ..all.clone() };
            assert_eq!(names(&page(&by_name, Begin::First, 9).await), "abcde");
            assert_eq!(store.count_cards(pierre, &all).await.unwrap(), 5);
            assert_eq!(store.count_cards(claire, &all).await.unwrap(), 0);
            let terms = ["0%_!".to_owned()];
            assert_eq!(names(&page(&Wanted { terms: &terms, ..all.clone() }, Begin::First, 9).await), "d");
            let whole = store.whole_cards(pierre, &all, &Begin::After(second[0].1), 9).await.unwrap();
            assert_eq!(whole.iter().map(|it| it.uid.as_str()).collect::<String>(), "25");
            assert_eq!(store.unlisted_cards(pierre, 9).await.unwrap(), []);
        }
    }
}

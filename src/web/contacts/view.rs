//! What of the contacts is looked at: a book, a group or what was searched for, in which order, from where on.

use serde::Deserialize;

use crate::contacts::books::BookId;
use crate::contacts::folding;
use crate::preferences::people::{People, Sort};
use crate::store::cards::listing::{Begin, Order, Wanted, Within};
use crate::web::urls;

/// The longest search, in characters.
pub(super) const MOST_TYPED: usize = 200;

/// The query of an address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct ListQuery {
    q: String,
    group: Option<i64>,
    sort: String,
    letter: String,
    after: Option<i64>,
    before: Option<i64>,
}

impl ListQuery {
    /// All cards of a group.
    pub(super) fn of_group(group: Option<i64>) -> Self {
        Self { group, ..Self::default() }
    }

    /// What was searched for, in a group or everywhere.
    pub(super) fn of_all(q: String, group: Option<i64>) -> Self {
        Self { q, group, ..Self::default() }
    }
}

/// What is looked at.
#[derive(Clone, Debug)]
pub(in crate::web) struct View {
    /// The book; `None` for all of them.
    pub(super) book: Option<BookId>,
    /// The group, which may have cards of any book.
    pub(super) group: Option<i64>,
    /// What was searched for.
    pub(super) q: String,
    /// The order that was asked for.
    asked: Option<Order>,
    /// The one that the person is used to.
    usual: Order,
    begin: Begin,
    name: String,
    terms: Vec<String>,
}

impl View {
    /// Of the two parts of an address; `None` when there is no such book.
    pub(super) fn read(book: &str, query: ListQuery) -> Option<Self> {
        let book = if book == urls::contacts::ALL { None } else { Some(BookId::parse(book)?) };
        let q: String = query.q.trim().chars().take(MOST_TYPED).collect();
        let begin = match query {
            ListQuery { before: Some(id), .. } => Begin::Before(id),
            ListQuery { after: Some(id), .. } => Begin::After(id),
            ListQuery { ref letter, .. } if !letter.is_empty() => Begin::At(folding::fold(letter)),
            _ => Begin::First,
        };
        let asked = match query.sort.as_str() {
            "name" => Some(Order::Name),
            "surname" => Some(Order::Surname),
            _ => None,
        };
        let usual = Order::default();
        let name = book.map_or(urls::contacts::ALL.to_owned(), BookId::name);
        Some(Self { book, group: query.group, terms: folding::terms(&q), q, asked, usual, begin, name })
    }

    /// The same for somebody who is used to this order.
    pub(super) fn usually(self, sort: Sort) -> Self {
        let usual = match sort {
            Sort::Surname => Order::Surname,
            Sort::Name => Order::Name,
        };
        Self { usual, ..self }
    }

    /// In which order the cards are.
    pub(super) fn order(&self) -> Order {
        self.asked.unwrap_or(self.usual)
    }

    /// The name of the book in addresses.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Which cards these are.
    pub(super) fn wanted(&self) -> Wanted<'_> {
        let within = match (self.group, self.book) {
            (Some(group), _) => Within::Group(group),
            (None, Some(_)) => Within::Book(&self.name),
            (None, None) if self.terms.is_empty() => Within::Everywhere,
            (None, None) => Within::AndDirectory,
        };
        Wanted { within, terms: &self.terms, order: self.order() }
    }

    /// Where the page begins.
    pub(super) fn begin(&self) -> &Begin {
        &self.begin
    }

    /// The book that a new card of somebody who looks at this goes into: the one that is looked at, else the one that
    /// they chose for that.
    pub(super) fn book_of_new(&self, people: &People) -> BookId {
        let chosen = || BookId::parse(&people.new_cards).filter(|it| it.takes_cards());
        self.book.filter(|it| it.takes_cards()).or_else(chosen).unwrap_or(BookId::Personal)
    }

    /// An address with this view: `/contacts/personal/7` goes on as `?sort=name&after=3`.
    pub(super) fn on(&self, path: &str) -> String {
        self.with(path, &self.begin)
    }

    /// The list from its beginning.
    pub(super) fn first_url(&self) -> String {
        self.with(&urls::contacts::list(&self.name), &Begin::First)
    }

    /// Another address with what is looked at, from its beginning.
    pub(super) fn first_on(&self, url: &str) -> String {
        self.with(url, &Begin::First)
    }

    /// The list from somewhere else.
    pub(super) fn url_at(&self, begin: &Begin) -> String {
        self.with(&urls::contacts::list(&self.name), begin)
    }

    /// The list in the other order.
    pub(super) fn other_order_url(&self) -> String {
        let other = match self.order() {
            Order::Surname => Order::Name,
            Order::Name => Order::Surname,
        };
        Self { asked: Some(other), ..self.clone() }.first_url()
    }

    /// A card of it.
    pub(super) fn card_url(&self, id: i64) -> String {
        self.on(&urls::contacts::card(&self.name, id))
    }

    /// The list.
    pub(super) fn list_url(&self) -> String {
        self.on(&urls::contacts::list(&self.name))
    }

    fn with(&self, path: &str, begin: &Begin) -> String {
        let mut fields = Vec::new();
        if !self.q.is_empty() {
            fields.push(format!("q={}", urls::segment(&self.q)));
        }
        if let Some(group) = self.group {
            fields.push(format!("group={group}"));
        }
        match self.asked {
            Some(Order::Name) => fields.push("sort=name".to_owned()),
            Some(Order::Surname) => fields.push("sort=surname".to_owned()),
            None => {}
        }
        match begin {
            Begin::First => {}
            Begin::At(letter) => fields.push(format!("letter={}", urls::segment(letter))),
            Begin::After(id) => fields.push(format!("after={id}")),
            Begin::Before(id) => fields.push(format!("before={id}")),
        }
        let mark = if path.contains('?') { '&' } else { '?' };
        if fields.is_empty() { path.to_owned() } else { format!("{path}{mark}{}", fields.join("&")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_what_is_looked_at() {
        let query = ListQuery {
            q: " Élodie & co ".to_owned(),
            group: Some(3),
            sort: "name".to_owned(),
            after: Some(9),
            ..ListQuery::default()
        };
        let view = View::read("all", query).unwrap();
        let rest = "?q=%C3%89lodie%20%26%20co&group=3&sort=name";
        assert_eq!(view.list_url(), format!("/contacts/all{rest}&after=9"));
        assert_eq!(view.first_url(), format!("/contacts/all{rest}"));
        assert_eq!(view.card_url(4), format!("/contacts/all/4{rest}&after=9"));
        assert_eq!(view.wanted().terms, ["elodie", "&", "co"]);
        let used = View::read("all", ListQuery::default()).unwrap().usually(Sort::Name);
        assert_eq!((used.order(), used.list_url().as_str()), (Order::Name, "/contacts/all"));
        assert_eq!(used.other_order_url(), "/contacts/all?sort=surname");
        assert!(View::read("nowhere", ListQuery::default()).is_none());
        let plain = View::read("b4", ListQuery::default()).unwrap();
        assert_eq!((plain.list_url().as_str(), plain.wanted().within), ("/contacts/b4", Within::Book("b4")));
    }
}

//! What a list shows, as addresses and forms carry it: page, order, filter, search, scope, threads.
//!
//! Whatever is opened, marked or moved from a list keeps this along, so that what is next, and what is
//! gone back to, is of the same list.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use mailcore::order::{ListView, Order};
use mailcore::search::Search;
use mailcore::uid::Uid;

use super::session::SignedIn;
use super::urls::segment;
use crate::i18n::dates;
use crate::preferences::ListHabit;
use crate::searching::syntax::{self, MOST_CHARACTERS, Mistake, Understood};
use crate::searching::{Filter, Scope};

/// A list as a person asks for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// Which page, from 0.
    pub page: u32,
    /// In which order; `None` is the one that the person is used to in this mailbox.
    pub sort: Option<Order>,
    /// Only these.
    pub filter: Option<Filter>,
    /// What was typed into the search box; may be empty.
    pub q: String,
    /// Where that is searched.
    pub scope: Scope,
    /// By thread or one by one; `None` as the person is used to.
    pub threads: Option<bool>,
    /// The oldest messages of threads that are unfolded against the rule of the person, or folded.
    pub unfold: Vec<Uid>,
}

/// The most threads that one address unfolds.
const MOST_UNFOLDED: usize = 20;

impl View {
    /// Reads the fields of an address or a form; what makes no sense is as if it were not there.
    pub fn read<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut view = Self::default();
        for (name, value) in fields {
            match name {
                "page" => view.page = value.parse().unwrap_or(0),
                "sort" => view.sort = value.parse().ok(),
                "filter" => view.filter = Filter::parse(value),
                "q" => view.q = value.trim().to_owned(),
                "scope" => {
                    let known = Scope::ALL.into_iter().map(|(it, _)| it).find(|it| it.name() == value);
                    view.scope = known.unwrap_or_default();
                }
                "threads" => view.threads = ["0", "1"].iter().position(|it| *it == value).map(|it| it == 1),
                "unfold" => view.unfold = unfolded(value),
                _ => {}
            }
        }
        view
    }

    /// Reads what [`View::query`] wrote.
    pub fn parse(query: &str) -> Self {
        let fields: Vec<_> = url::form_urlencoded::parse(query.as_bytes()).collect();
        Self::read(fields.iter().map(|(name, value)| (name.as_ref(), value.as_ref())))
    }

    /// The query of an address, without its question mark; empty for what is usual.
    pub fn query(&self) -> String {
        let fields = [
            (self.page > 0).then(|| ("page", self.page.to_string())),
            self.sort.map(|it| ("sort", it.to_string())),
            self.filter.as_ref().map(|it| ("filter", segment(&it.name()))),
            (!self.q.is_empty()).then(|| ("q", segment(self.short_q()))),
            (self.scope != Scope::Here).then(|| ("scope", self.scope.name().to_owned())),
            self.threads.map(|it| ("threads", u8::from(it).to_string())),
            (!self.unfold.is_empty()).then(|| ("unfold", self.unfolded())),
        ];
        let fields: Vec<String> =
            fields.into_iter().flatten().map(|(name, it)| format!("{name}={it}")).collect();
        fields.join("&")
    }

    /// An address with this view.
    pub fn on(&self, url: &str) -> String {
        let query = self.query();
        let mark = if url.contains('?') { '&' } else { '?' };
        if query.is_empty() { url.to_owned() } else { format!("{url}{mark}{query}") }
    }

    /// Another page of it.
    pub fn at(&self, page: u32) -> Self {
        Self { page, ..self.clone() }
    }

    /// The first page of it in another way.
    pub fn with(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut view = self.at(0);
        change(&mut view);
        view
    }

    /// The same page with a thread unfolded, or folded again. Where too many have been, the first of
    /// them are forgotten.
    pub fn turning(&self, thread: Uid) -> Self {
        let mut unfold = self.unfold.clone();
        unfold.retain(|it| *it != thread);
        if unfold.len() == self.unfold.len() {
            unfold.push(thread);
        }
        let surplus = unfold.len().saturating_sub(MOST_UNFOLDED);
        Self { unfold: unfold.split_off(surplus), ..self.clone() }
    }

    /// Whether it is less than a whole mailbox.
    pub fn is_narrowed(&self) -> bool {
        self.filter.is_some() || !self.q.is_empty()
    }

    /// What was typed, understood.
    pub fn understood(&self, now: i64) -> Result<Understood, Mistake> {
        syntax::understand(&self.q, dates::today(now))
    }

    /// The list that is asked for, by the habits of the person. What was typed and is not understood
    /// narrows nothing: the page says why.
    pub fn list_view(&self, user: &SignedIn, habit: ListHabit) -> ListView {
        let typed = self.understood(user.visitor.now).map(|it| it.search).unwrap_or_default();
        let address = user.credentials.login().parse().ok();
        let filter = self.filter.as_ref().map(|it| it.search(address.as_ref()));
        let mut parts: Vec<Search> =
            filter.into_iter().chain([typed]).filter(|it| *it != Search::All).collect();
        let search = match parts.len() {
            0 | 1 => parts.pop().unwrap_or_default(),
            _ => Search::And(parts),
        };
        ListView {
            order: self.sort.unwrap_or(habit.order),
            search,
            threads: self.threads.unwrap_or(habit.threads),
        }
    }

    fn unfolded(&self) -> String {
        self.unfold.iter().map(Uid::to_string).collect::<Vec<_>>().join(".")
    }

    /// What was typed, as far as it could be understood: an address is not made longer than that.
    fn short_q(&self) -> &str {
        let end = self.q.char_indices().nth(MOST_CHARACTERS + 1).map_or(self.q.len(), |(at, _)| at);
        self.q.get(..end).unwrap_or_default()
    }
}

fn unfolded(value: &str) -> Vec<Uid> {
    value.split('.').filter_map(|it| it.parse().ok().and_then(Uid::new)).take(MOST_UNFOLDED).collect()
}

/// That of an address, in fields of its own or, from a form, in one called `view`.
impl<S: Send + Sync> FromRequestParts<S> for View {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        let query = parts.uri.query().unwrap_or_default();
        let whole = url::form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "view");
        Ok(whole.map_or_else(|| Self::parse(query), |(_, view)| Self::parse(&view)))
    }
}

#[cfg(test)]
mod tests {
    use mailcore::order::By;

    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let all = View {
            page: 3,
            sort: Some(Order { by: By::Subject, descending: true }),
            filter: Filter::parse("keyword-$label1"),
            q: "\"a&b=c\" d%e +é".to_owned(),
            scope: Scope::Below,
            threads: Some(false),
            unfold: [7, 4_000_000_000].into_iter().filter_map(Uid::new).collect(),
        };
        assert_eq!(View::parse(&all.query()), all);
        assert_eq!(View::default().query(), "");
        let searched = View { q: "été +1".to_owned(), ..View::default() };
        assert_eq!(searched.on("/mail/INBOX?images=show"), "/mail/INBOX?images=show&q=%C3%A9t%C3%A9%20%2B1");
        assert_eq!(View::default().at(2).on("/mail/INBOX"), "/mail/INBOX?page=2");
    }

    #[test]
    fn a_thread_is_turned_and_turned_back() {
        let uid = |it: u32| Uid::new(it).unwrap();
        let view = View::default().turning(uid(3)).turning(uid(5));
        assert_eq!(view.query(), "unfold=3.5");
        assert_eq!(view.turning(uid(3)).query(), "unfold=5");
        let many = (1..=99).fold(View::default(), |view, it| view.turning(uid(it)));
        assert_eq!((many.unfold.len(), many.unfold.last()), (MOST_UNFOLDED, Some(&uid(99))));
        assert!(View::parse("unfold=0.x..-1").unfold.is_empty());
    }

    #[test]
    fn nonsense_is_as_if_it_were_not_there() {
        let view = View::parse("page=-1&sort=colour&filter=&scope=moon&threads=yes&q=%20%20&x=%");
        assert_eq!(view, View::default());
        assert!(View { q: "x".repeat(100_000), ..View::default() }.query().len() < 600);
    }
}

//! What stands above a list: orders and filters to choose from, what was searched for and how it was
//! understood, and what the server could not do.

use mailcore::envelope::Lack;
use mailcore::mailbox::MailboxName;
use mailcore::order::{By, ListView, Order};

use crate::i18n::Text;
use crate::searching::syntax::Term;
use crate::searching::{Filter, Scope};
use crate::web::labels::Label;
use crate::web::urls;
use crate::web::view::View;

/// Everything above a list.
#[derive(Debug)]
pub(in crate::web) struct Controls {
    /// The orders, each as the form for it wants it.
    pub(in crate::web) orders: Vec<OrderChoice>,
    /// Whether the list is by thread.
    pub(in crate::web) threads: bool,
    /// Where these two are chosen.
    pub(in crate::web) habit_url: String,
    /// The view, for that form.
    pub(in crate::web) view: String,
    /// The mailbox, for the form that keeps a search.
    pub(in crate::web) mailbox: String,
    pub(in crate::web) filters: Vec<FilterChoice>,
    /// Labels, as filters.
    pub(in crate::web) labels: Vec<FilterChoice>,
    /// The filter that is chosen, and where it is taken away.
    pub(in crate::web) filter: Option<Chip>,
    /// What was searched for, each with where it is taken away.
    pub(in crate::web) terms: Vec<Chip>,
    /// Why what was typed was not understood.
    pub(in crate::web) mistake: Option<Text>,
    /// The whole mailbox.
    pub(in crate::web) clear_url: String,
    /// The same words in the text of messages; `None` where that was searched already.
    pub(in crate::web) in_text_url: Option<String>,
    /// The same in all mailboxes; `None` where nothing was searched, or they were.
    pub(in crate::web) everywhere_url: Option<String>,
    /// What the server could not do.
    pub(in crate::web) lacks: Vec<Text>,
    /// Whether less is listed than the whole mailbox.
    pub(in crate::web) is_narrowed: bool,
}

/// An order to choose.
#[derive(Debug)]
pub(in crate::web) struct OrderChoice {
    /// The key of its words.
    pub(in crate::web) key: &'static str,
    /// Its name in the form: the chosen one offers itself the other way round.
    pub(in crate::web) name: String,
    pub(in crate::web) is_chosen: bool,
    pub(in crate::web) is_descending: bool,
}

/// A filter to choose, or to take away when it is chosen.
#[derive(Debug)]
pub(in crate::web) struct FilterChoice {
    pub(in crate::web) words: Text,
    pub(in crate::web) url: String,
    pub(in crate::web) is_chosen: bool,
}

/// A part of what narrows the list.
#[derive(Debug)]
pub(in crate::web) struct Chip {
    pub(in crate::web) words: Text,
    /// The list without it.
    pub(in crate::web) without_url: String,
}

impl Controls {
    /// Those of a view of a mailbox; `wanted` is what was made of it. Further the labels of the person,
    /// and what the list is without.
    pub(in crate::web) fn new(
        mailbox: &MailboxName,
        view: &View,
        wanted: &ListView,
        (labels, lacks): (&[Label], &[Lack]),
        now: i64,
    ) -> Self {
        let understood = view.understood(now);
        let (terms, mistake) = match &understood {
            Ok(understood) => (terms(mailbox, view, &understood.terms), None),
            Err(mistake) => (Vec::new(), Some(mistake.sentence())),
        };
        let url = |change: &dyn Fn(&mut View)| urls::list(mailbox, &view.with(change));
        let choice = |it: Filter| {
            let words = filter_words(&it, labels);
            filter_choice(mailbox, view, it, words)
        };
        Self {
            orders: orders(wanted.order),
            threads: wanted.threads,
            habit_url: urls::habit(mailbox),
            view: view.query(),
            mailbox: mailbox.to_string(),
            filters: Filter::OFFERED.into_iter().map(choice).collect(),
            labels: labels.iter().map(|it| choice(Filter::Keyword(it.keyword.clone()))).collect(),
            filter: view.filter.as_ref().map(|it| Chip {
                words: filter_words(it, labels),
                without_url: url(&|view| view.filter = None),
            }),
            in_text_url: in_text(mailbox, view).filter(|_| mistake.is_none()),
            everywhere_url: (!view.q.is_empty() && view.scope == Scope::Here)
                .then(|| url(&|view| view.scope = Scope::Everywhere)),
            terms,
            mistake,
            clear_url: url(&|view| (view.filter, view.q) = (None, String::new())),
            lacks: lacks.iter().map(lack).collect(),
            is_narrowed: view.is_narrowed(),
        }
    }

    /// How a filter or a search that is in force is told.
    pub(in crate::web) fn chips(&self) -> impl Iterator<Item = &Chip> {
        self.filter.iter().chain(&self.terms)
    }
}

fn orders(chosen: Order) -> Vec<OrderChoice> {
    let choice = |offered: Order| {
        let is_chosen = offered.by == chosen.by;
        let next = if is_chosen { chosen.turned() } else { offered };
        OrderChoice {
            key: order_key(offered.by),
            name: next.to_string(),
            is_chosen,
            is_descending: is_chosen && chosen.descending,
        }
    };
    Order::all().map(choice).collect()
}

fn order_key(by: By) -> &'static str {
    match by {
        By::Arrival => "sort-arrival",
        By::Date => "sort-date",
        By::Subject => "sort-subject",
        By::From => "sort-from",
        By::To => "sort-to",
        By::Size => "sort-size",
        By::Flagged => "sort-flagged",
        By::Attachment => "sort-attachment",
    }
}

fn filter_choice(mailbox: &MailboxName, view: &View, filter: Filter, words: Text) -> FilterChoice {
    let is_chosen = view.filter.as_ref() == Some(&filter);
    let chosen = (!is_chosen).then_some(filter);
    FilterChoice { words, url: urls::list(mailbox, &view.with(|it| it.filter = chosen)), is_chosen }
}

fn filter_words(filter: &Filter, labels: &[Label]) -> Text {
    Text::new(match filter {
        Filter::Unread => "filter-unread",
        Filter::Flagged => "filter-flagged",
        Filter::Unanswered => "filter-unanswered",
        Filter::Attachment => "filter-attachment",
        Filter::ToMe => "filter-to-me",
        Filter::Priority => "filter-priority",
        Filter::Keyword(flag) => {
            return match labels.iter().find(|it| it.keyword == *flag) {
                Some(label) => Text::new("label-name").with("name", label.name.as_str()),
                None => Text::new("filter-keyword").with("name", flag.to_string()),
            };
        }
    })
}

fn terms(mailbox: &MailboxName, view: &View, terms: &[Term]) -> Vec<Chip> {
    let without = |at: usize| {
        let others = terms.iter().enumerate().filter(|(it, _)| *it != at).map(|(_, it)| it.typed.as_str());
        let q = others.collect::<Vec<&str>>().join(" ");
        urls::list(mailbox, &view.with(|it| it.q = q))
    };
    let chip = |(at, term): (usize, &Term)| Chip { words: term.meaning.clone(), without_url: without(at) };
    terms.iter().enumerate().map(chip).collect()
}

/// The list of those that have the same words anywhere in them, where plain words were searched.
fn in_text(mailbox: &MailboxName, view: &View) -> Option<String> {
    let is_plain = !view.q.is_empty() && !view.q.contains([':', '"']);
    is_plain.then(|| {
        let words: Vec<String> = view.q.split_whitespace().map(|it| format!("text:{it}")).collect();
        urls::list(mailbox, &view.with(|it| it.q = words.join(" ")))
    })
}

fn lack(lack: &Lack) -> Text {
    match lack {
        Lack::Order(count) => Text::new("list-lacks-order").with("count", *count),
        Lack::Threads => Text::new("list-lacks-threads"),
        Lack::Letters => Text::new("list-lacks-letters"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn controls(query: &str) -> Controls {
        let view = View::parse(query);
        let order = view.sort.unwrap_or_default();
        let wanted = ListView { order, ..ListView::default() };
        Controls::new(&MailboxName::inbox(), &view, &wanted, (&[], &[]), 0)
    }

    #[test]
    fn the_chosen_order_offers_itself_the_other_way_round() {
        let controls = controls("sort=-size");
        let chosen: Vec<&str> =
            controls.orders.iter().filter(|it| it.is_chosen).map(|it| it.name.as_str()).collect();
        assert_eq!(chosen, ["size"]);
        assert!(controls.orders.iter().any(|it| it.name == "subject" && !it.is_chosen));
    }

    #[test]
    fn each_part_is_taken_away_by_itself_from_the_first_page() {
        let controls = controls("page=3&filter=unread&q=devis+from:a");
        let urls: Vec<&str> = controls.chips().map(|it| it.without_url.as_str()).collect();
        let expected = [
            "/mail/INBOX?q=devis%20from%3Aa",
            "/mail/INBOX?filter=unread&q=from%3Aa",
            "/mail/INBOX?filter=unread&q=devis",
        ];
        assert_eq!(urls, expected);
        assert_eq!(controls.clear_url, "/mail/INBOX");
    }

    #[test]
    fn what_was_not_understood_is_said() {
        let controls = controls("q=is:big");
        assert_eq!(controls.mistake.map(|it| it.key), Some("search-no-state"));
        assert!(controls.terms.is_empty() && controls.in_text_url.is_none());
    }
}

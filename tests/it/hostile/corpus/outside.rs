//! What a page is made of, apart from its words and from the document in its frame.

use std::collections::BTreeSet;

use scraper::{ElementRef, Html};

/// The shapes of elements: the names on the way to each, and the names of its attributes. A word
/// that became markup has a shape that no page had before.
#[derive(Clone, Debug, Default)]
pub struct Shapes(BTreeSet<String>);

impl Shapes {
    /// Learns those of a page that is as it should be.
    pub fn learn(&mut self, html: &str) {
        let document = Html::parse_document(html);
        self.0.extend(elements(&document).map(shape));
    }

    /// What a page has that no page had that was learnt from, and what leads where no page of ours
    /// leads.
    pub fn strange_in(&self, html: &str) -> BTreeSet<String> {
        let document = Html::parse_document(html);
        let mut strange: BTreeSet<String> =
            elements(&document).map(shape).filter(|it| !self.0.contains(it)).collect();
        for element in elements(&document) {
            let attributes = element.value().attrs().filter(|(name, value)| !may_be(name, value));
            strange.extend(attributes.map(|(name, value)| format!("{name}={value:?}")));
        }
        strange.extend(twice(&document));
        strange
    }
}

fn elements(document: &Html) -> impl Iterator<Item = ElementRef<'_>> {
    document.root_element().descendants().filter_map(ElementRef::wrap)
}

fn shape(element: ElementRef<'_>) -> String {
    let way = element.ancestors().filter_map(ElementRef::wrap).map(|it| it.value().name());
    let mut way: Vec<&str> = way.collect();
    way.reverse();
    let names: BTreeSet<&str> = element.value().attrs().map(|(name, _)| name).collect();
    let names = names.into_iter().collect::<Vec<&str>>().join(" ");
    format!("{} {}[{names}]", way.join(" "), element.value().name())
}

/// Whether an attribute holds what one of ours may.
fn may_be(name: &str, value: &str) -> bool {
    let within = value.starts_with('/') && !value.starts_with("//");
    match name {
        "href" => within || ["#", "http://", "https://", "mailto:"].iter().any(|it| value.starts_with(it)),
        "src" | "action" | "formaction" | "hx-get" | "hx-post" | "data-url" => within,
        _ => !name.starts_with("on"),
    }
}

/// Identifiers that two elements have.
fn twice(document: &Html) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let ids = elements(document).filter_map(|it| it.value().id());
    ids.filter(|it| !seen.insert(*it)).map(|it| format!("id={it} twice")).collect()
}

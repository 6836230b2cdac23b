//! What is read of a page: the addresses and hidden fields that further requests need.

use scraper::{ElementRef, Html, Selector};

/// A page of the program.
#[derive(Debug)]
pub struct Page {
    path: String,
    document: Html,
}

impl Page {
    /// Reads one that came from `path`.
    pub fn new(path: &str, octets: &[u8]) -> Self {
        Self { path: path.to_owned(), document: Html::parse_document(&String::from_utf8_lossy(octets)) }
    }

    /// The field that every form has.
    pub fn csrf(&self) -> String {
        self.attribute("[name=csrf]", "value")
    }

    /// Whether there is such an element.
    pub fn has(&self, css: &str) -> bool {
        !self.select(css).is_empty()
    }

    /// An attribute of the first such element.
    pub fn attribute(&self, css: &str, name: &str) -> String {
        let found = self.select(css).first().and_then(|it| it.attr(name)).map(str::to_owned);
        found.unwrap_or_else(|| panic!("no {css} with {name} on {}", self.path))
    }

    /// Where the row of the list with this word leads.
    pub fn row(&self, word: &str) -> String {
        let rows = self.select("#rows [data-message]");
        let row = rows.iter().find(|it| it.text().any(|text| text.contains(word)));
        let row = row.unwrap_or_else(|| panic!("no row with {word} on {}", self.path));
        let links = Selector::parse("a[href]").expect("a selector");
        let link = row.select(&links).next().and_then(|it| it.attr("href"));
        link.expect("a row leads to its message").to_owned()
    }

    fn select(&self, css: &str) -> Vec<ElementRef<'_>> {
        let selector = Selector::parse(css).expect("a selector");
        self.document.select(&selector).collect()
    }
}

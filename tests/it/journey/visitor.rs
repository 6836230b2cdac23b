//! What a person does, whatever they do it with.

use crate::browser::Browser;
use crate::client::{Client, Page, squeezed};

/// Somebody at the program. Words are those that a person reads, in French.
pub trait Visitor {
    /// Opens an address.
    async fn open(&mut self, path: &str);
    /// The address that is open: path and query.
    async fn path(&mut self) -> String;
    /// Clicks on a link.
    async fn follow(&mut self, words: &str);
    /// Clicks on a button, which sends its form.
    async fn press(&mut self, words: &str);
    /// Replaces what stands in a field.
    async fn fill(&mut self, field: &str, value: &str);
    /// What stands in a field.
    async fn value(&mut self, field: &str) -> String;
    /// Sees these words on the page, at once or soon.
    async fn sees(&mut self, words: &str);
    /// The words of each row of the list.
    async fn rows(&mut self) -> Vec<String>;
    /// Opens the message of the row with these words.
    async fn open_row(&mut self, words: &str);
    /// The words of the open message's HTML.
    async fn letter(&mut self) -> String;
    /// Takes the file behind a link.
    async fn download(&mut self, css: &str) -> Vec<u8>;
}

/// A visitor without scripts, with the page that is open.
#[derive(Debug)]
pub struct Reader {
    client: Client,
    page: Option<Page>,
    filled: Vec<(String, String)>,
}

impl Reader {
    /// Somebody who has opened nothing yet.
    pub fn new(client: Client) -> Self {
        Self { client, page: None, filled: Vec::new() }
    }

    fn page(&self) -> &Page {
        self.page.as_ref().expect("a page is open")
    }

    fn show(&mut self, page: Page) {
        self.filled.clear();
        self.page = Some(page);
    }
}

impl Visitor for Reader {
    async fn open(&mut self, path: &str) {
        let page = self.client.get(path).await;
        self.show(page);
    }

    async fn path(&mut self) -> String {
        let url = &self.page().url;
        url.query().map_or_else(|| url.path().to_owned(), |it| format!("{}?{it}", url.path()))
    }

    async fn follow(&mut self, words: &str) {
        let page = self.page().clone();
        let next = self.client.follow(&page, words).await;
        self.show(next);
    }

    async fn press(&mut self, words: &str) {
        let page = self.page().clone();
        let filled = std::mem::take(&mut self.filled);
        let form =
            filled.iter().fold(page.form_with_button(words), |form, (field, value)| form.fill(field, value));
        let next = self.client.submit(&page, form).await;
        self.show(next);
    }

    async fn fill(&mut self, field: &str, value: &str) {
        self.filled.push((field.to_owned(), value.to_owned()));
    }

    async fn value(&mut self, field: &str) -> String {
        let form = self.page().form(&format!("[name={field}]"));
        form.value(field).unwrap_or_default().replace('\r', "")
    }

    async fn sees(&mut self, words: &str) {
        let text = self.page().text();
        assert!(text.contains(&squeezed(words)), "no {words:?} on {}: {text}", self.page().url);
    }

    async fn rows(&mut self) -> Vec<String> {
        self.page().texts("#rows [data-message]")
    }

    async fn open_row(&mut self, words: &str) {
        let target = self.page().row(words);
        self.open(&target).await;
    }

    async fn letter(&mut self) -> String {
        let address = self.page().attributes("iframe#message-body", "src").remove(0);
        self.client.get(&address).await.text()
    }

    async fn download(&mut self, css: &str) -> Vec<u8> {
        let address = self.page().attributes(css, "href").remove(0);
        self.client.get(&address).await.octets
    }
}

impl Visitor for Browser {
    async fn open(&mut self, path: &str) {
        self.goto(path).await;
    }

    async fn path(&mut self) -> String {
        Browser::path(self).await
    }

    async fn follow(&mut self, words: &str) {
        self.click(words).await;
    }

    async fn press(&mut self, words: &str) {
        self.click(words).await;
    }

    async fn fill(&mut self, field: &str, value: &str) {
        Browser::fill(self, field, value).await;
    }

    async fn value(&mut self, field: &str) -> String {
        Browser::value(self, field).await
    }

    async fn sees(&mut self, words: &str) {
        self.wait_for_text(&squeezed(words)).await;
    }

    async fn rows(&mut self) -> Vec<String> {
        self.wait_for("#rows").await;
        self.texts("#rows [data-message]").await
    }

    async fn open_row(&mut self, words: &str) {
        self.click_in("#rows [data-message]", words, "a[href]").await;
    }

    async fn letter(&mut self) -> String {
        self.frame_text("iframe#message-body").await
    }

    async fn download(&mut self, css: &str) -> Vec<u8> {
        Browser::download(self, css).await
    }
}

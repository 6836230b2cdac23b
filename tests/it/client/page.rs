//! A page as a person reads it.

use reqwest::header::HeaderMap;
use reqwest::{StatusCode, Url};
use scraper::{ElementRef, Html, Selector};

use super::Form;

/// An answer of the program.
#[derive(Clone, Debug)]
pub struct Page {
    /// Where it came from, after redirects.
    pub url: Url,
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its content, unpacked.
    pub octets: Vec<u8>,
    /// The redirects on the way: their status, and the path they led to.
    pub trail: Vec<(StatusCode, String)>,
}

impl Page {
    pub(super) async fn read(
        url: Url,
        response: reqwest::Response,
        trail: Vec<(StatusCode, String)>,
    ) -> Result<Self, reqwest::Error> {
        let (status, headers) = (response.status(), response.headers().clone());
        let octets = response.bytes().await?.to_vec();
        Ok(Self { url, status, headers, octets, trail })
    }

    /// The source.
    pub fn html(&self) -> String {
        String::from_utf8_lossy(&self.octets).into_owned()
    }

    /// A header, empty when there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|it| it.to_str().ok()).unwrap_or_default()
    }

    /// The cookies that it sets, as they are.
    pub fn cookies(&self) -> Vec<&str> {
        self.headers.get_all("set-cookie").iter().map(|it| it.to_str().expect("ASCII")).collect()
    }

    /// All words of the page, blanks squeezed.
    pub fn text(&self) -> String {
        self.texts("body").join(" ")
    }

    /// Whether there is such an element.
    pub fn has(&self, css: &str) -> bool {
        self.document().select(&selector(css)).next().is_some()
    }

    /// The words of each such element.
    pub fn texts(&self, css: &str) -> Vec<String> {
        self.document().select(&selector(css)).map(words).collect()
    }

    /// An attribute of each such element that has it.
    pub fn attributes(&self, css: &str, name: &str) -> Vec<String> {
        let document = self.document();
        document.select(&selector(css)).filter_map(|it| it.attr(name)).map(str::to_owned).collect()
    }

    /// Where the first link with these words (or this label) leads.
    #[track_caller]
    pub fn link(&self, wanted: &str) -> String {
        self.find_link(wanted)
            .unwrap_or_else(|| panic!("no link {wanted:?} on {}: {}", self.url, self.text()))
    }

    /// The same, or nothing.
    pub fn find_link(&self, wanted: &str) -> Option<String> {
        let document = self.document();
        let found = document.select(&selector("a[href]")).find(|it| is_called(*it, wanted));
        found.and_then(|it| it.attr("href")).map(str::to_owned)
    }

    /// The row of the list whose words contain these: the address of its message.
    #[track_caller]
    pub fn row(&self, wanted: &str) -> String {
        let document = self.document();
        let rows = selector("#rows [data-message]");
        let row = document
            .select(&rows)
            .find(|it| words(*it).contains(wanted))
            .unwrap_or_else(|| panic!("no row {wanted:?}: {:?}", self.texts("#rows [data-message]")));
        let link = row.select(&selector("a[href]")).next().expect("a row links to its message");
        link.attr("href").expect("a link").to_owned()
    }

    /// The form that such an element stands in.
    #[track_caller]
    pub fn form(&self, css: &str) -> Form {
        let document = self.document();
        let inside = document.select(&selector(css)).next();
        let inside = inside.unwrap_or_else(|| panic!("no {css} on {}: {}", self.url, self.text()));
        Form::around(inside, &document)
    }

    /// The form with a button of these words, ready to be sent by that button. The bar about what is chosen
    /// in a list is out of sight.
    #[track_caller]
    pub fn form_with_button(&self, wanted: &str) -> Form {
        self.form_by(wanted, |button| !button.ancestors().filter_map(ElementRef::wrap).any(is_bar))
    }

    /// The same for a button of that bar.
    #[track_caller]
    pub fn form_of_chosen(&self, wanted: &str) -> Form {
        self.form_by(wanted, |button| button.ancestors().filter_map(ElementRef::wrap).any(is_bar))
    }

    #[track_caller]
    fn form_by(&self, wanted: &str, is_meant: impl Fn(&ElementRef) -> bool) -> Form {
        let document = self.document();
        let buttons = selector("button, input[type=submit]");
        let button = document.select(&buttons).filter(is_meant).find(|it| is_called(*it, wanted));
        let button =
            button.unwrap_or_else(|| panic!("no button {wanted:?} on {}: {}", self.url, self.text()));
        Form::around(button, &document).press(button)
    }

    fn document(&self) -> Html {
        Html::parse_document(&self.html())
    }
}

/// A selector that a test wrote.
#[track_caller]
pub(super) fn selector(css: &str) -> Selector {
    Selector::parse(css).unwrap_or_else(|error| panic!("{css}: {error}"))
}

/// The words of an element, blanks squeezed, without those of scripts and icons.
fn words(element: ElementRef) -> String {
    let mut text = String::new();
    for node in element.descendants() {
        let inside = node.parent().and_then(ElementRef::wrap).map(|it| it.value().name().to_owned());
        if let Some(it) =
            node.value().as_text().filter(|_| !matches!(inside.as_deref(), Some("script" | "style")))
        {
            text.push_str(it);
            text.push(' ');
        }
    }
    squeezed(&text)
}

/// One blank between words, none around; the blanks that do not break, which French typography
/// wants, count as blanks.
pub fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<&str>>().join(" ")
}

/// Whether a person, or a reader for the blind, would call the element so.
fn is_called(element: ElementRef, wanted: &str) -> bool {
    let is = |attribute: &str| element.attr(attribute).map(squeezed).as_deref() == Some(wanted);
    // Of a button the value is for the server alone.
    words(element) == wanted
        || is("aria-label")
        || is("title")
        || element.value().name() == "input" && is("value")
}

fn is_bar(element: ElementRef) -> bool {
    element.attr("id") == Some("bulk")
}

//! A browser without scripts: follows links and fills forms by what a person reads.

mod form;
mod page;

pub use form::{Form, Upload};
pub use page::{Page, squeezed};

use reqwest::header::{ACCEPT_LANGUAGE, COOKIE, LOCATION, SET_COOKIE};
use reqwest::{Method, RequestBuilder, Url};

/// Redirects of one click, at most.
const MOST_REDIRECTS: usize = 5;

/// A visitor: cookies and the language of the browser.
#[derive(Clone, Debug)]
pub struct Client {
    http: reqwest::Client,
    base: Url,
    /// Names and values, as the server set them last.
    pub cookies: Vec<(String, String)>,
    /// `Accept-Language`.
    pub language: &'static str,
    /// Whether redirects are followed, as browsers do.
    pub follow_redirects: bool,
    /// Further headers of every request.
    pub headers: Vec<(&'static str, String)>,
}

impl Client {
    /// A visitor from France who was never here.
    pub fn new(base: &str) -> Self {
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_gzip()
            .build()
            .expect("an HTTP client");
        let base = Url::parse(base).expect("an address");
        Self {
            http,
            base,
            cookies: Vec::new(),
            language: "fr-FR,fr;q=0.9",
            follow_redirects: true,
            headers: Vec::new(),
        }
    }

    /// Opens an address of the program, and follows redirects.
    pub async fn get(&mut self, path: &str) -> Page {
        let url = self.base.join(path).expect("an address");
        self.request(Method::GET, url, |it| it).await
    }

    /// Clicks on a link with these words.
    #[track_caller]
    pub fn follow(&mut self, page: &Page, words: &str) -> impl Future<Output = Page> {
        let target = page.link(words);
        let url = page.url.join(&target).expect("an address");
        async move { self.request(Method::GET, url, |it| it).await }
    }

    /// Decides one thing on a page of the settings.
    pub async fn decide(&mut self, section: &str, name: &str, value: &str) {
        let page = self.get(&format!("/settings/{section}")).await;
        let form = page.form(&format!("[name={name}]")).fill(name, value);
        let page = self.submit(&page, form).await;
        assert!(page.text().contains("Préférences enregistrées."), "{}", page.text());
    }

    /// Sends a form.
    pub async fn submit(&mut self, page: &Page, form: Form) -> Page {
        let mut url = page.url.join(&form.action).expect("an address");
        if form.method == Method::GET {
            url.query_pairs_mut().clear().extend_pairs(&form.fields);
            return self.request(Method::GET, url, |it| it).await;
        }
        self.request(Method::POST, url, |it| form.into_body(it)).await
    }

    /// Sends a form by POST; `None` where no whole answer comes.
    pub async fn try_submit(&mut self, page: &Page, form: Form) -> Option<Page> {
        let url = page.url.join(&form.action).expect("an address");
        self.try_request(Method::POST, url, |it| form.into_body(it)).await.ok()
    }

    /// Sends a POST that no page of the program has.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let url = self.base.join(path).expect("an address");
        let fields: Vec<(String, String)> =
            fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        self.request(Method::POST, url, |it| it.form(&fields)).await
    }

    /// Sends a request of a script of the page.
    pub async fn send(
        &mut self,
        method: Method,
        path: &str,
        headers: &[(&'static str, &str)],
        body: Vec<u8>,
    ) -> Page {
        let url = self.base.join(path).expect("an address");
        let with_body = |it: RequestBuilder| {
            headers.iter().fold(it.body(body), |it, (name, value)| it.header(*name, *value))
        };
        self.request(method, url, with_body).await
    }

    /// Signs in by the form, and expects the inbox.
    pub async fn sign_in(&mut self, user: &str, password: &str) -> Page {
        let page = self.try_sign_in(user, password).await;
        assert!(page.has("#rows"), "signed in, but there is no list: {} {}", page.status, page.text());
        page
    }

    /// Signs in by the form; the answer may be anything.
    pub async fn try_sign_in(&mut self, user: &str, password: &str) -> Page {
        let page = self.get("/login").await;
        let form = page.form("input[name=password]").fill("user", user).fill("password", password);
        self.submit(&page, form).await
    }

    /// The value of a cookie.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.iter().find(|(it, _)| it == name).map(|(_, value)| value.as_str())
    }

    /// Begins to read what does not end: the answer as it comes.
    pub async fn stream(&self, path: &str, headers: &[(&str, &str)]) -> reqwest::Response {
        let url = self.base.join(path).expect("an address");
        let mut request = self.http.get(url).header(COOKIE, self.cookie_line());
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.send().await.expect("an answer")
    }

    /// The value of the header `Cookie`.
    pub fn cookie_line(&self) -> String {
        let cookies = self.cookies.iter().map(|(name, value)| format!("{name}={value}"));
        cookies.collect::<Vec<String>>().join("; ")
    }

    async fn request(
        &mut self,
        method: Method,
        url: Url,
        with_body: impl FnOnce(RequestBuilder) -> RequestBuilder,
    ) -> Page {
        let answer = self.try_request(method, url, with_body).await;
        answer.unwrap_or_else(|error| panic!("no answer: {error:?}"))
    }

    async fn try_request(
        &mut self,
        method: Method,
        url: Url,
        with_body: impl FnOnce(RequestBuilder) -> RequestBuilder,
    ) -> Result<Page, reqwest::Error> {
        let mut trail = Vec::new();
        let mut request = with_body(self.http.request(method, url.clone()));
        let mut url = url;
        loop {
            request = request.header(ACCEPT_LANGUAGE, self.language);
            if !self.cookies.is_empty() {
                request = request.header(COOKIE, self.cookie_line());
            }
            for (name, value) in &self.headers {
                request = request.header(*name, value);
            }
            let response = request.send().await?;
            self.keep_cookies(&response);
            let next = response
                .headers()
                .get(LOCATION)
                .filter(|_| self.follow_redirects && response.status().is_redirection())
                .map(|it| url.join(it.to_str().expect("an address")).expect("an address"));
            let Some(next) = next else { return Page::read(url, response, trail).await };
            assert_eq!(next.origin(), self.base.origin(), "a redirect to elsewhere");
            assert!(trail.len() < MOST_REDIRECTS, "redirects without an end: {trail:?}");
            trail.push((response.status(), next.path().to_owned()));
            url = next;
            request = self.http.get(url.clone());
        }
    }

    fn keep_cookies(&mut self, response: &reqwest::Response) {
        for header in response.headers().get_all(SET_COOKIE) {
            let text = header.to_str().expect("a cookie in ASCII");
            let (pair, attributes) = text.split_once(';').unwrap_or((text, ""));
            let (name, value) = pair.split_once('=').expect("a cookie has a name");
            self.cookies.retain(|(it, _)| it != name);
            let attributes = attributes.to_ascii_lowercase();
            if !attributes.contains("max-age=0") && !attributes.contains("expires=thu, 01 jan 1970") {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
    }
}

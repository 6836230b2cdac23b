//! A browser as lean as can be: one connection that is kept, cookies, nothing unpacked.

use std::net::Ipv4Addr;
use std::time::{Duration, Instant};

use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::header::{
    ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, CONTENT_TYPE, COOKIE, HOST, HeaderMap, LOCATION, SET_COOKIE,
};
use hyper::{Method, Request, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use crate::maildir::Person;
use crate::page::Page;

/// A person at a browser.
#[derive(Debug)]
pub struct Visitor {
    host: String,
    sender: SendRequest<Full<Bytes>>,
    cookies: Vec<(String, String)>,
}

/// What came back, and how long it took from the request to its last octet.
#[derive(Clone, Debug)]
pub struct Answer {
    /// How long it took.
    pub time: Duration,
    /// Its status.
    pub status: StatusCode,
    /// Where it sends the browser.
    pub location: Option<String>,
    /// The octets of its body, as they came.
    pub octets: Vec<Bytes>,
}

/// A page that listens, until this is dropped.
#[derive(Debug)]
pub struct Listening {
    _body: Incoming,
}

/// What tells that all mailboxes were looked at.
const EVENT: &[u8] = b"event: mailboxes";

impl Answer {
    /// How many octets the body has.
    pub fn size(&self) -> usize {
        self.octets.iter().map(Bytes::len).sum()
    }
}

impl Visitor {
    /// Connects; nobody is signed in.
    pub async fn new(port: u16) -> Self {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.expect("the program listens");
        stream.set_nodelay(true).expect("no delay");
        let (sender, connection) = handshake(TokioIo::new(stream)).await.expect("a connection");
        // Its end is seen by whoever sends the next request.
        tokio::spawn(async { drop(connection.await) });
        Self { host: format!("127.0.0.1:{port}"), sender, cookies: Vec::new() }
    }

    /// Signs in and looks at the inbox.
    pub async fn signed_in(port: u16, person: &Person) -> Self {
        let mut visitor = Self::new(port).await;
        let form = visitor.login_form(person).await;
        visitor.sign_in(form).await;
        visitor
    }

    /// The body that signs somebody in.
    pub async fn login_form(&mut self, person: &Person) -> Bytes {
        let page = self.page("/login").await;
        let fields = [("csrf", page.csrf()), ("user", person.address()), ("password", person.password())];
        urlencoded(&fields).into()
    }

    /// Signs in and follows to the list; how long it took.
    pub async fn sign_in(&mut self, form: Bytes) -> Duration {
        let answer = self.post("/login", "application/x-www-form-urlencoded", form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "signing in");
        let list = self.get(&answer.location.expect("where to go"), false).await;
        answer.time + list.time
    }

    /// Signs out, which ends the connections to the mail server.
    pub async fn sign_out(&mut self) {
        let page = self.page("/mail/INBOX").await;
        self.post_form("/logout", &[("csrf", page.csrf())]).await;
    }

    /// Opens an address, as a page or as a fragment of one; must be 200.
    pub async fn get(&mut self, path: &str, fragment: bool) -> Answer {
        let mut request = self.request(Method::GET, path).header(ACCEPT_ENCODING, "gzip");
        if fragment {
            request = request.header("hx-request", "true");
        }
        let answer = self.send(request.body(Full::default()).expect("a request")).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        answer
    }

    /// Takes a file and keeps none of it; how many octets it has.
    pub async fn drain(&mut self, path: &str) -> usize {
        let request = self.request(Method::GET, path).body(Full::default()).expect("a request");
        self.sender.ready().await.expect("the program listens");
        let mut body = self.sender.send_request(request).await.expect("an answer").into_body();
        let mut octets = 0;
        while let Some(frame) = body.frame().await {
            octets += frame.expect("the whole answer").into_data().map_or(0, |it| it.len());
        }
        octets
    }

    /// The same to be read.
    pub async fn page(&mut self, path: &str) -> Page {
        let request = self.request(Method::GET, path).body(Full::default()).expect("a request");
        let answer = self.send(request).await;
        if let Some(next) = answer.location.filter(|_| answer.status.is_redirection()) {
            return Box::pin(self.page(&next)).await;
        }
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        Page::new(path, &answer.octets.concat())
    }

    /// Sends a form.
    pub async fn post(&mut self, path: &str, media_type: &str, body: Bytes) -> Answer {
        let request = self.request(Method::POST, path).header(CONTENT_TYPE, media_type);
        self.send(request.body(Full::new(body)).expect("a request")).await
    }

    /// Sends what a script of the page sends; without a type of its own it is a form.
    pub async fn ask(&mut self, method: Method, path: &str, headers: &[(&str, &str)], body: Bytes) -> Answer {
        let mut request = self.request(method, path).header("hx-request", "true");
        if !headers.iter().any(|(name, _)| *name == "content-type") {
            request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(Full::new(body)).expect("a request")).await
    }

    /// Sends a form of fields, and tells where it leads.
    pub async fn post_form(&mut self, path: &str, fields: &[(&str, String)]) -> String {
        let form = urlencoded(fields).into();
        let answer = self.post(path, "application/x-www-form-urlencoded", form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
        answer.location.expect("where to go")
    }

    /// Listens to what happens in the mailboxes, as a page does, once all of them were told of. As long as
    /// what comes back is kept.
    pub async fn listen(&mut self) -> Listening {
        let request = self.request(Method::GET, "/events").header(ACCEPT, "text/event-stream");
        self.sender.ready().await.expect("the program listens");
        let request = request.body(Full::default()).expect("a request");
        let response = self.sender.send_request(request).await.expect("an answer");
        assert_eq!(response.status(), StatusCode::OK, "/events");
        let (mut body, mut heard) = (response.into_body(), Vec::new());
        while !heard.windows(EVENT.len()).any(|it| it == EVENT) {
            let frame = body.frame().await.expect("the stream goes on").expect("an event");
            heard.extend(frame.into_data().unwrap_or_default());
        }
        Listening { _body: body }
    }

    /// What a browser would send as cookies.
    pub fn cookies(&self) -> &[(String, String)] {
        &self.cookies
    }

    fn request(&self, method: Method, path: &str) -> hyper::http::request::Builder {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = Request::builder().method(method).uri(path).header(HOST, &self.host);
        let request =
            request.header(ACCEPT_LANGUAGE, "fr-FR,fr;q=0.9").header("sec-fetch-site", "same-origin");
        if cookies.is_empty() { request } else { request.header(COOKIE, cookies.join("; ")) }
    }

    async fn send(&mut self, request: Request<Full<Bytes>>) -> Answer {
        let begin = Instant::now();
        self.sender.ready().await.expect("the program listens");
        let response = self.sender.send_request(request).await.expect("an answer");
        let (head, mut body) = response.into_parts();
        let mut octets = Vec::new();
        while let Some(frame) = body.frame().await {
            octets.extend(frame.expect("the whole answer").into_data());
        }
        let time = begin.elapsed();
        self.keep_cookies(&head.headers);
        let location = head.headers.get(LOCATION).and_then(|it| it.to_str().ok()).map(str::to_owned);
        Answer { time, status: head.status, location, octets }
    }

    fn keep_cookies(&mut self, headers: &HeaderMap) {
        for header in headers.get_all(SET_COOKIE) {
            let text = header.to_str().expect("a cookie in ASCII");
            let (pair, attributes) = text.split_once(';').unwrap_or((text, ""));
            let (name, value) = pair.split_once('=').expect("a cookie has a name");
            self.cookies.retain(|(it, _)| it != name);
            if !value.is_empty() && !attributes.contains("Max-Age=0") {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
    }
}

/// Fields as the body of a form.
pub fn urlencoded(fields: &[(&str, String)]) -> String {
    let encode = |text: &str| {
        percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
    };
    let pairs = fields.iter().map(|(name, value)| format!("{name}={}", encode(value)));
    pairs.collect::<Vec<String>>().join("&")
}

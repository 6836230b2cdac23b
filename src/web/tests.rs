//! What every route relies on, on routes of its own: sessions, forms, headers, failures.

use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{ACCEPT_ENCODING, CONTENT_TYPE, COOKIE, LOCATION, ORIGIN, SET_COOKIE};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use mailcore::credentials::Credentials;
use mailcore::imap;
use mailcore::imap::pool::{Limits, Pool};
use tower::ServiceExt as _;
use zeroize::Zeroizing;

use super::csrf::{CsrfForm, CsrfMultipart, NoFields};
use super::error::AppError;
use super::session::{SignedIn, Visit, Visitor};
use super::{layered, notice, page};
use crate::app::App;
use crate::config::Config;
use crate::documents::Documents;
use crate::i18n::{Locale, Text};
use crate::known_rules::KnownRules;
use crate::live::Live;
use crate::login::{Caller, SignedUp};
use crate::outside::Outside;
use crate::preferences::rules::{Decisions, Rules};
use crate::secret::SealingKey;
use crate::spelling::Spelling;
use crate::store::Store;

const LOGIN: &str = "pierre@example.test";
const PASSWORD: &str = "s3same";

async fn app(config: &str) -> App {
    let store = Store::open("sqlite::memory:").await.unwrap();
    let limits = Limits { per_account: 1, idle: Duration::from_secs(1), wait: Duration::from_secs(1) };
    let config = Arc::new(Config::parse(config, &[]).unwrap());
    App {
        outside: Outside::new(&config.outside),
        known_rules: KnownRules::default(),
        spelling: Spelling::new(None),
        imap: Pool::new(limits),
        decisions: Decisions::new(store.clone(), Rules::new(&config.preferences).unwrap()),
        store,
        server_key: SealingKey::random(),
        documents: Documents::default(),
        live: Live::default(),
        config,
    }
}

fn routes() -> Router<App> {
    Router::new()
        .route("/begin", get(begin))
        .route("/who", get(who))
        .route("/who/sub", post(who))
        .route("/token", get(|visitor: Visitor| async move { visitor.csrf }))
        .route("/form", post(|_: CsrfForm<NoFields>| async { "taken" }))
        .route("/login", post(|_: CsrfForm<NoFields>| async { "taken" }))
        .route("/files", post(files))
        .route("/leave", post(leave))
        .route("/notice", get(leave_notice))
        .route("/notice/read", get(read_notice))
        .route("/page", get(|| async { page_of("a".repeat(4_000)) }))
        .route(
            "/own",
            get(|| async { [("content-security-policy", "sandbox"), ("referrer-policy", "origin")] }),
        )
        .route("/panic", get(panicking))
        .route("/slow", get(|| async { std::future::pending::<()>().await }))
        .route("/away", get(away))
        .route("/wrong", get(|| async { AppError::SignInAgain }))
}

fn page_of(text: String) -> Response {
    let headers = [(CONTENT_TYPE, "text/html; charset=utf-8")];
    axum::response::IntoResponse::into_response((headers, text))
}

async fn begin(visit: Visit) -> Result<Response, AppError> {
    let mut response = page::see_other("/who");
    let credentials = Credentials::new(LOGIN.to_owned(), Zeroizing::new(PASSWORD.to_owned()));
    let app = visit.app();
    let account = app.store.account_signed_in(LOGIN, 1).await?;
    let who = SignedUp { account, credentials, servers: app.config.servers_of(LOGIN) };
    let caller = Caller { address: Ipv4Addr::LOCALHOST.into(), agent: String::new(), now: 1 };
    visit.begin(&who, PASSWORD, None, &caller, &mut response).await?;
    Ok(response)
}

async fn who(user: SignedIn) -> String {
    let expected = Credentials::new(LOGIN.to_owned(), Zeroizing::new(PASSWORD.to_owned()));
    assert!(user.credentials == expected);
    user.credentials.login().to_owned()
}

async fn files(form: CsrfMultipart) -> String {
    let files: Vec<_> = form.files.iter().map(|it| format!("{}={}", it.name, it.octets.len())).collect();
    format!("{:?} {files:?} {:?}", &form.fields[1..], form.too_large)
}

async fn leave(visit: Visit, _: CsrfForm<NoFields>) -> Result<Response, AppError> {
    let mut response = page::see_other("/");
    visit.end(&mut response).await?;
    Ok(response)
}

async fn leave_notice(_: SignedIn, session: tower_sessions::Session) -> Result<(), AppError> {
    notice::leave(&session, &Text::new("test-left").with("count", 3_i64)).await
}

async fn read_notice(visitor: Visitor) -> String {
    format!("{:?}", visitor.notice)
}

async fn panicking() -> &'static str {
    panic!("with a secret in it")
}

async fn away() -> AppError {
    AppError::MailServer(imap::Error::Connection(std::io::Error::other("connection refused")))
}

fn words(key: &'static str) -> String {
    Locale::Fr.t(key).into_owned()
}

/// A browser, as far as cookies go.
struct Browser {
    router: Router,
    cookies: Vec<(String, String)>,
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
}

impl Browser {
    fn new(app: &App) -> Self {
        let router = layered(routes().fallback(super::error_page::not_found), app.clone());
        Self { router, cookies: Vec::new() }
    }

    async fn signed_in(app: &App) -> Self {
        let mut browser = Self::new(app);
        assert_eq!(browser.get("/begin").await.status, StatusCode::SEE_OTHER);
        browser
    }

    async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], "").await
    }

    async fn post(&mut self, path: &str, form: &str) -> Answer {
        self.send(Method::POST, path, &[], form).await
    }

    async fn send(&mut self, method: Method, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = Request::builder().method(method).uri(path).header(COOKIE, cookies.join("; "));
        if headers.iter().all(|(name, _)| *name != "content-type") {
            request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::from(body.to_owned())).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        for line in response.headers().get_all(SET_COOKIE) {
            let (name, value) = line.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap();
            self.cookies.retain(|(it, _)| it != name);
            if !value.is_empty() {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        let (status, headers) = (response.status(), response.headers().clone());
        let octets = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        Answer { status, headers, text: String::from_utf8_lossy(&octets).into_owned() }
    }

    async fn token(&mut self) -> String {
        self.get("/token").await.text
    }

    fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.iter().find(|(it, _)| it == name).map(|(_, value)| value.clone())
    }

    fn set(&mut self, name: &str, value: &str) {
        self.cookies.retain(|(it, _)| it != name);
        self.cookies.push((name.to_owned(), value.to_owned()));
    }
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |it| it.to_str().unwrap())
    }
}

#[tokio::test]
async fn both_cookies_together_are_the_person_and_neither_alone_is() {
    let app = app("").await;
    let mut browser = Browser::signed_in(&app).await;
    assert_eq!(browser.get("/who").await.text, LOGIN);
    for name in ["session", "key"] {
        let mut other = Browser::new(&app);
        other.set(name, &browser.cookie(name).unwrap());
        let answer = other.get("/who").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert!(answer.header("location").starts_with("/login?"), "{}", answer.header("location"));
    }
}

#[tokio::test]
async fn a_stolen_database_opens_no_mailbox() {
    let app = app("").await;
    let mut browser = Browser::signed_in(&app).await;
    // The thief has the rows and even the server's key, and a cookie key of their own.
    let mut thief = Browser::new(&app);
    thief.set("session", &browser.cookie("session").unwrap());
    thief.set("key", &SealingKey::random().to_text());
    assert_eq!(thief.get("/who").await.status, StatusCode::SEE_OTHER);
    // Losing a session to a thief's key ends it.
    assert_eq!(browser.get("/who").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn cookies_of_another_server_and_garbage_are_nobody() {
    let (ours, theirs) = (app("").await, app("").await);
    let browser = Browser::signed_in(&theirs).await;
    let mut visitor = Browser::new(&ours);
    visitor.cookies = browser.cookies.clone();
    assert_eq!(visitor.get("/who").await.status, StatusCode::SEE_OTHER);
    let mut browser = Browser::signed_in(&ours).await;
    for (session, key) in [("x", "y"), ("", ""), ("%00%ff", "==="), (&"A".repeat(3_000), "A")] {
        let mut visitor = Browser::new(&ours);
        visitor.set("session", session);
        visitor.set("key", key);
        assert_eq!(visitor.get("/who").await.status, StatusCode::SEE_OTHER, "{session:.9}");
    }
    assert_eq!(browser.get("/who").await.status, StatusCode::OK);
}

#[tokio::test]
async fn signing_in_makes_a_session_with_another_number() {
    let app = app("").await;
    let mut browser = Browser::signed_in(&app).await;
    let before = (browser.cookie("session").unwrap(), browser.cookie("key").unwrap());
    let mut attacker = Browser::new(&app);
    attacker.cookies = browser.cookies.clone();
    browser.get("/begin").await;
    assert_ne!(browser.cookie("session").unwrap(), before.0);
    assert_ne!(browser.cookie("key").unwrap(), before.1);
    assert_eq!(browser.get("/who").await.status, StatusCode::OK);
    assert_eq!(attacker.get("/who").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn signing_out_ends_the_session_for_every_copy_of_its_cookies() {
    let app = app("").await;
    let mut browser = Browser::signed_in(&app).await;
    let mut copy = Browser::new(&app);
    copy.cookies = browser.cookies.clone();
    let token = browser.token().await;
    let answer = browser.post("/leave", &format!("csrf={token}")).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!((browser.cookie("session"), browser.cookie("key")), (None, None));
    assert_eq!(copy.get("/who").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn cookies_are_for_the_browser_alone() {
    for (config, prefix, secure) in [("", "", false), ("public_url = \"https://a.example\"", "__Host-", true)]
    {
        let app = app(config).await;
        let mut browser = Browser::new(&app);
        let answer = browser.get("/begin").await;
        let lines: Vec<_> =
            answer.headers.get_all(SET_COOKIE).iter().map(|it| it.to_str().unwrap()).collect();
        assert_eq!(lines.len(), 2);
        for (line, name) in lines.iter().zip(["key", "session"]) {
            assert!(line.starts_with(&format!("{prefix}{name}=")), "{line}");
            assert!(line.contains("; HttpOnly") && line.contains("; SameSite=Lax"), "{line}");
            assert!(line.contains("; Path=/") && !line.contains("Domain"), "{line}");
            assert_eq!(line.contains("; Secure"), secure, "{line}");
        }
        assert_eq!(browser.get("/who").await.text, LOGIN);
    }
}

#[tokio::test]
async fn looking_makes_no_session() {
    let app = app("").await;
    let mut browser = Browser::new(&app);
    browser.get("/token").await;
    assert!(browser.cookie("form").is_some());
    assert_eq!(browser.cookie("session"), None);
    let form = browser.cookie("form");
    browser.get("/token").await;
    assert_eq!(browser.cookie("form"), form);
}

#[tokio::test]
async fn who_is_not_signed_in_is_led_to_the_login_and_back() {
    let app = app("").await;
    let mut browser = Browser::new(&app);
    let answer = browser.get("/who?page=2").await;
    assert_eq!(answer.header(LOCATION.as_str()), "/login?next=%2Fwho%3Fpage%3D2");
    let answer = browser.post("/who/sub", "").await;
    assert_eq!(answer.header(LOCATION.as_str()), "/login?next=%2Fwho");
    let answer = browser.send(Method::GET, "/who", &[("hx-request", "true")], "").await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert_eq!(answer.header("hx-redirect"), "/login?next=%2Fwho");
    let restore = [("hx-request", "true"), ("hx-history-restore-request", "true")];
    let answer = browser.send(Method::GET, "/who", &restore, "").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_password_that_no_longer_works_ends_the_session() {
    let app = app("").await;
    let mut browser = Browser::signed_in(&app).await;
    let answer = browser.get("/wrong").await;
    assert_eq!(answer.header(LOCATION.as_str()), "/login?next=%2Fwrong&why=expired");
    assert_eq!((browser.cookie("session"), browser.cookie("key")), (None, None));
}

#[tokio::test]
async fn a_form_needs_the_token_of_its_session() {
    let app = app("").await;
    let mut browser = Browser::signed_in(&app).await;
    let mut other = Browser::signed_in(&app).await;
    let (token, of_other) = (browser.token().await, other.token().await);
    let of_nobody = Browser::new(&app).token().await;
    assert_eq!(browser.post("/form", &format!("csrf={token}")).await.text, "taken");
    assert_eq!(browser.post("/form", &format!("a=b&csrf={token}")).await.text, "taken");
    for form in ["", "csrf=", "csrf=x", &format!("csrf={of_other}"), &format!("csrf={of_nobody}")] {
        let answer = browser.post("/form", form).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{form}");
        assert!(answer.text.contains(&words("error-forged")), "{}", answer.text);
    }
    let json = [("content-type", "text/plain")];
    let answer = browser.send(Method::POST, "/form", &json, &format!("csrf={token}")).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_form_of_nobody_needs_the_cookie_that_came_with_it() {
    let app = app("").await;
    let mut browser = Browser::new(&app);
    let token = browser.token().await;
    assert_eq!(browser.post("/form", &format!("csrf={token}")).await.text, "taken");
    let answer = Browser::new(&app).post("/form", &format!("csrf={token}")).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    // Another tab signed in meanwhile: the login form still works, no other does.
    browser.get("/begin").await;
    assert_eq!(browser.post("/login", &format!("csrf={token}")).await.text, "taken");
    assert_eq!(browser.post("/form", &format!("csrf={token}")).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_form_comes_from_our_own_pages() {
    let app = app("public_url = \"https://mail.example\"").await;
    let mut browser = Browser::signed_in(&app).await;
    let form = format!("csrf={}", browser.token().await);
    for (name, value, expected) in [
        ("sec-fetch-site", "same-origin", StatusCode::OK),
        ("sec-fetch-site", "none", StatusCode::OK),
        ("sec-fetch-site", "same-site", StatusCode::FORBIDDEN),
        ("sec-fetch-site", "cross-site", StatusCode::FORBIDDEN),
        (ORIGIN.as_str(), "https://mail.example", StatusCode::OK),
        (ORIGIN.as_str(), "null", StatusCode::OK),
        (ORIGIN.as_str(), "http://mail.example", StatusCode::FORBIDDEN),
        (ORIGIN.as_str(), "https://evil.example", StatusCode::FORBIDDEN),
    ] {
        let answer = browser.send(Method::POST, "/form", &[(name, value)], &form).await;
        assert_eq!(answer.status, expected, "{name}: {value}");
    }
}

#[tokio::test]
async fn a_form_that_is_too_large_or_cannot_be_read_gets_a_page() {
    let app = app("").await;
    let mut browser = Browser::signed_in(&app).await;
    let answer = browser.post("/form", &"x".repeat(3_000_000)).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.text.contains(&words("error-too-large")), "{}", answer.text);
}

fn multipart(parts: &[(&str, &str)]) -> String {
    let mut body = String::new();
    for (head, content) in parts {
        body += &format!("--x\r\nContent-Disposition: form-data; {head}\r\n\r\n{content}\r\n");
    }
    body + "--x--\r\n"
}

#[tokio::test]
async fn a_form_with_files_keeps_its_texts_when_a_file_is_too_large() {
    let app = app("[limits]\nmessage_mb = 1").await;
    let mut browser = Browser::signed_in(&app).await;
    let token = browser.token().await;
    let headers = [("content-type", "multipart/form-data; boundary=x")];
    let body = multipart(&[
        ("name=\"csrf\"", &token),
        ("name=\"file\"; filename=\"small.txt\"", "abc"),
        ("name=\"file\"; filename=\"large.bin\"", &"x".repeat(1_100_000)),
        ("name=\"file\"; filename=\"\"", ""),
        ("name=\"body\"", "the text"),
    ]);
    let answer = browser.send(Method::POST, "/files", &headers, &body).await;
    assert_eq!(answer.text, r#"[("body", "the text")] ["small.txt=3"] ["large.bin"]"#);
    let answer = browser.post("/files", &format!("csrf={token}&body=t")).await;
    assert_eq!(answer.text, r#"[("body", "t")] [] []"#);
}

#[tokio::test]
async fn a_form_with_files_is_refused_before_its_files() {
    let app = app("").await;
    let mut browser = Browser::signed_in(&app).await;
    let token = browser.token().await;
    let headers = [("content-type", "multipart/form-data; boundary=x")];
    for (parts, expected) in [
        (
            &[("name=\"file\"; filename=\"a\"", "x"), ("name=\"csrf\"", token.as_str())][..],
            StatusCode::FORBIDDEN,
        ),
        (&[("name=\"csrf\"", "x")], StatusCode::FORBIDDEN),
        (&[("name=\"body\"", "x")], StatusCode::FORBIDDEN),
        (&[("name=\"csrf\"; filename=\"csrf\"", token.as_str())], StatusCode::FORBIDDEN),
    ] {
        let answer = browser.send(Method::POST, "/files", &headers, &multipart(parts)).await;
        assert_eq!(answer.status, expected, "{parts:?}");
    }
    let cut = multipart(&[("name=\"csrf\"", &token)]).replace("--x--\r\n", "--x\r\nContent-");
    let answer = browser.send(Method::POST, "/files", &headers, &cut).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_notice_is_shown_once() {
    let app = app("").await;
    let mut browser = Browser::signed_in(&app).await;
    assert_eq!(browser.get("/notice/read").await.text, "None");
    browser.get("/notice").await;
    assert!(browser.get("/notice/read").await.text.contains("test-left"));
    assert_eq!(browser.get("/notice/read").await.text, "None");
    assert_eq!(browser.get("/who").await.text, LOGIN);
}

#[tokio::test]
async fn every_response_has_the_security_headers_or_its_own() {
    let app = app("").await;
    let mut browser = Browser::new(&app);
    for path in ["/page", "/who", "/away", "/panic", "/nothing"] {
        let answer = browser.get(path).await;
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; script-src 'self';"), "{path}: {policy}");
        assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin");
        assert_eq!(answer.header("strict-transport-security"), "");
    }
    let answer = browser.get("/own").await;
    assert_eq!(answer.header("content-security-policy"), "sandbox");
    assert_eq!(answer.header("referrer-policy"), "origin");
    let mut browser = Browser::new(&self::app("public_url = \"https://a.example\"").await);
    assert_eq!(browser.get("/page").await.header("strict-transport-security"), "max-age=31536000");
}

#[tokio::test]
async fn pages_are_compressed_for_who_asks() {
    let app = app("").await;
    let mut browser = Browser::new(&app);
    let answer = browser.send(Method::GET, "/page", &[(ACCEPT_ENCODING.as_str(), "gzip")], "").await;
    assert_eq!(answer.header("content-encoding"), "gzip");
    assert!(answer.text.len() < 1_000);
    assert_eq!(browser.get("/page").await.header("content-encoding"), "");
}

#[tokio::test]
async fn failures_are_pages_with_a_reference_and_without_detail() {
    let app = app("[limits]\nrequest_seconds = 1").await;
    let mut browser = Browser::new(&app);
    for (path, status, title, reference) in [
        ("/panic", StatusCode::INTERNAL_SERVER_ERROR, "error-internal", true),
        ("/away", StatusCode::SERVICE_UNAVAILABLE, "error-mail-server", true),
        ("/slow", StatusCode::GATEWAY_TIMEOUT, "error-timeout", true),
        ("/nothing", StatusCode::NOT_FOUND, "error-not-found", false),
        ("/form", StatusCode::METHOD_NOT_ALLOWED, "error-not-found", false),
    ] {
        let answer = browser.get(path).await;
        assert_eq!(answer.status, status, "{path}");
        assert!(answer.text.contains(&words(title)), "{path}: {}", answer.text);
        assert!(!answer.text.contains("secret") && !answer.text.contains("refused"), "{}", answer.text);
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        let mark = Text::new("error-code-reference").with("status", status.as_str()).with("reference", "");
        assert_eq!(answer.text.contains(&Locale::Fr.say(&mark)), reference, "{path}: {}", answer.text);
    }
}

#[tokio::test]
async fn the_database_being_away_is_a_page() {
    let app = app("").await;
    let mut browser = Browser::signed_in(&app).await;
    app.store.close().await;
    let answer = browser.get("/who").await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(answer.text.contains(&words("error-internal")), "{}", answer.text);
}

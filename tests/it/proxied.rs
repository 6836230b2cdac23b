//! Facteur behind each proxy of `.packaging/reverse-proxy.md`: what a person does, and what passes on
//! the wire.

pub mod front;

use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use futures_util::{StreamExt as _, stream};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::Notify;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use self::front::{Front, Kind};
use crate::browser::Browser;
use crate::client::Upload;
use crate::guard;
use crate::lab::{Account, lab};
use crate::letters;
use crate::program::{Options, Program};
use crate::wait;

/// What a form with files may hold by the page: 25 MB, the default of `limits.message_mb`, and a third.
const LARGEST_FORM: usize = 33_300_000;

/// Where the visitor on the wire comes from, so that the proxy has something to tell.
const VISITOR: Ipv4Addr = Ipv4Addr::new(127, 0, 0, 5);

#[tokio::test]
async fn nginx_serves_a_person() {
    serves_a_person(Kind::Nginx).await;
}

#[tokio::test]
async fn apache_serves_a_person() {
    serves_a_person(Kind::Apache).await;
}

#[tokio::test]
async fn caddy_serves_a_person() {
    serves_a_person(Kind::Caddy).await;
}

#[tokio::test]
async fn nginx_hands_on_what_it_got() {
    hands_on(Kind::Nginx).await;
}

#[tokio::test]
async fn apache_hands_on_what_it_got() {
    hands_on(Kind::Apache).await;
}

#[tokio::test]
async fn caddy_hands_on_what_it_got() {
    hands_on(Kind::Caddy).await;
}

/// Signs in, reads in a folder whose name holds a slash, and attaches a file.
async fn serves_a_person(kind: Kind) {
    let person = Account::new("claire");
    let mut imap = lab().open(&person);
    imap.command("CREATE \"Clients/Dupont\"");
    imap.append("Clients/Dupont", "", "", &letters::plain("Le devis", &person.address, "Bon pour accord."));
    let [port] = guard::free_ports();
    let url = format!("https://localhost:{port}");
    let environment = vec![
        ("FACTEUR_PUBLIC_URL".to_owned(), url.clone()),
        ("FACTEUR_TRUSTED_PROXIES".to_owned(), "127.0.0.1".to_owned()),
    ];
    let program = Program::with(Options { environment, ..Options::default() }).await;
    let _front = Front::start(kind, port, program.url.trim_start_matches("http://"));

    let browser = Browser::open(&url).await;
    browser.sign_in(&person).await;
    let cookies = browser.cookies().await;
    assert!(!cookies.is_empty(), "no cookie");
    for (name, is_secure) in cookies {
        assert!(is_secure && name.starts_with("__Host-"), "{name}, Secure: {is_secure}");
    }
    browser.goto("/mail/Clients%2FDupont").await;
    browser.click_in("#rows [data-message]", "Le devis", "a[href]").await;
    browser.wait_for_text("Bon pour accord.").await;
    assert!(browser.path().await.starts_with("/mail/Clients%2FDupont/"), "{}", browser.path().await);

    // More than nginx lets through when it is told nothing.
    browser.goto("/compose").await;
    let plans =
        Upload { name: "plans.zip".to_owned(), media_type: "application/zip", octets: vec![b'.'; 2_000_000] };
    browser.choose_files(&[plans]).await;
    browser.wait_for("#files [data-name='plans.zip']").await;
    browser.close().await;
}

/// A path with an encoded slash, the visitor's address, a large form, and events.
async fn hands_on(kind: Kind) {
    let seen = Arc::new(Notify::new());
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port");
    let upstream = listener.local_addr().expect("an address").to_string();
    let serving = tokio::spawn(axum::serve(listener, behind(Arc::clone(&seen))).into_future());
    let [port] = guard::free_ports();
    let _front = Front::start(kind, port, &upstream);

    let mut stream = ask(port, "/mail/Clients%2FDupont%20%26%20Fils?q=a%2Fb", 0).await;
    let answer = read_until(&mut stream, "the end").await;
    assert!(answer.contains("GET /mail/Clients%2FDupont%20%26%20Fils?q=a%2Fb\n"), "{answer}");
    let header = |name: &str| {
        let mut lines = answer.lines().filter_map(|it| it.strip_prefix(&format!("{name}: ")));
        lines.next_back().unwrap_or_else(|| panic!("no {name} in {answer}")).to_owned()
    };
    let last = header("x-forwarded-for").rsplit(", ").next().map(str::to_owned);
    assert_eq!(last, Some(VISITOR.to_string()), "whoever invents an address stands before it");
    assert_eq!(header("x-forwarded-proto"), "https");
    assert!(header("host").starts_with("localhost"), "{answer}");

    let mut stream = ask(port, "/compose/1/attach", LARGEST_FORM).await;
    let answer = read_until(&mut stream, "the end").await;
    assert!(answer.contains(&format!("{LARGEST_FORM} octets\n")), "{answer}");

    // The second event is sent when the first was seen: a proxy that gathers them never sends one.
    let mut stream = ask(port, "/events", 0).await;
    read_until(&mut stream, "data: first").await;
    seen.notify_one();
    read_until(&mut stream, "data: second").await;
    serving.abort();
}

/// What stands behind the proxy: it tells what it is asked, and sends two events.
fn behind(seen: Arc<Notify>) -> Router {
    let events = async move || {
        let second = async move {
            seen.notified().await;
            "data: second\n\n"
        };
        let events = stream::iter(["data: first\n\n"]).chain(stream::once(second));
        let body = Body::from_stream(events.map(Ok::<_, Infallible>));
        ([(CONTENT_TYPE, "text/event-stream")], body).into_response()
    };
    Router::new().route("/events", get(events)).fallback(tell)
}

async fn tell(request: Request) -> Response {
    let (request, body) = request.into_parts();
    let octets = to_bytes(body, LARGEST_FORM).await.expect("a body").len();
    let mut told = format!("{} {}\n", request.method, request.uri);
    for (name, value) in &request.headers {
        told.push_str(&format!("{name}: {}\n", String::from_utf8_lossy(value.as_bytes())));
    }
    told.push_str(&format!("{octets} octets\nthe end\n"));
    told.into_response()
}

/// Asks the proxy by TLS, with a body of so many octets, as somebody who claims to come from elsewhere.
async fn ask(port: u16, path: &str, size: usize) -> TlsStream<TcpStream> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(lab().ca_file()).expect("a certificate")).expect("an authority");
    let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    let socket = TcpSocket::new_v4().expect("a socket");
    socket.bind(SocketAddr::from((VISITOR, 0))).expect("an address");
    let stream = socket.connect(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await.expect("a connection");
    let name = ServerName::try_from("localhost").expect("a name");
    let mut stream = TlsConnector::from(Arc::new(config)).connect(name, stream).await.expect("TLS");
    let method = if size == 0 { "GET" } else { "POST" };
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: localhost:{port}\r\nX-Forwarded-For: 203.0.113.9\r\n\
         Content-Length: {size}\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await.expect("a request");
    stream.write_all(&vec![b'.'; size]).await.expect("a body");
    stream
}

/// The answer as far as these words.
async fn read_until(stream: &mut TlsStream<TcpStream>, words: &str) -> String {
    let mut answer = Vec::new();
    let reading = async {
        while !String::from_utf8_lossy(&answer).contains(words) {
            let read = stream.read_buf(&mut answer).await.expect("an answer");
            assert!(read > 0, "the connection ended");
        }
    };
    let in_time = tokio::time::timeout(wait::LIMIT, reading).await.is_ok();
    let answer = String::from_utf8_lossy(&answer).into_owned();
    assert!(in_time, "waited in vain for {words:?} after {answer:?}");
    answer
}

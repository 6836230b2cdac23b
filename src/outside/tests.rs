//! Against servers of the test, which do what they should not.

use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use super::*;

/// One red dot.
const GIF: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\xff\0\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

/// What a server does after its head and its first octets.
#[derive(Clone, Copy)]
enum Then {
    Close,
    /// Says nothing more, and waits.
    Wait,
    /// Sends these again and again: as fast as they are taken, or with a pause.
    Repeat(&'static [u8], Duration),
}

/// A server that answers everything in the same way, and remembers what it was asked.
struct Fake {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Fake {
    async fn on(host: Ipv4Addr, answer: Vec<u8>, then: Then) -> Self {
        let listener = TcpListener::bind((host, 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&asked);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, answer.clone(), then, Arc::clone(&seen)));
            }
        });
        Self { port, asked }
    }

    async fn answering(answer: impl Into<Vec<u8>>) -> Self {
        Self::on(Ipv4Addr::LOCALHOST, answer.into(), Then::Close).await
    }

    /// As a server that says so of a body.
    async fn with_body(media_type: &str, body: &[u8]) -> Self {
        Self::answering(with_body(media_type, body)).await
    }

    fn url(&self) -> String {
        format!("http://127.0.0.1:{}/a.png?for=you", self.port)
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

async fn serve(mut stream: TcpStream, answer: Vec<u8>, then: Then, seen: Arc<Mutex<Vec<String>>>) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read_u8().await {
            Ok(octet) => head.push(octet),
            Err(_) => return,
        }
    }
    seen.lock().unwrap().push(String::from_utf8(head).unwrap());
    if stream.write_all(&answer).await.is_err() {
        return;
    }
    match then {
        Then::Close => {}
        // Until the other side hangs up.
        Then::Wait => _ = stream.read_u8().await,
        Then::Repeat(octets, pause) => {
            while stream.write_all(octets).await.is_ok() {
                tokio::time::sleep(pause).await;
            }
        }
    }
}

fn with_body(media_type: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\nContent-Length: {}\r\nSet-Cookie: a=b\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

fn redirect(to: &str) -> String {
    format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n")
}

fn settings(also_allowed: &[&str]) -> Settings {
    let also_allowed = also_allowed.iter().map(|it| it.parse().unwrap()).collect();
    Settings { enabled: true, also_allowed, extra_roots: None }
}

fn outside() -> Outside {
    let limits = Limits { time: Duration::from_millis(500), picture: 100_000, ..Limits::default() };
    Outside::limited(&settings(&["127.0.0.1"]), limits)
}

const SOMEBODY: AccountId = AccountId(1);

async fn get(url: &str) -> Result<Picture, Error> {
    outside().fetch_picture(SOMEBODY, url).await
}

#[tokio::test]
async fn a_picture_comes_and_the_question_tells_nothing_of_who_asks() {
    let server = Fake::with_body("text/html", GIF).await;
    let picture = outside().picture(SOMEBODY, &server.url()).await.unwrap();
    assert_eq!((picture.media_type, &*picture.octets), ("image/gif", GIF), "whatever the server calls it");
    let expected = format!(
        "GET /a.png?for=you HTTP/1.1\r\nhost: 127.0.0.1:{}\r\nconnection: close\r\n\
         user-agent: Mozilla/5.0 (compatible; Facteur)\r\naccept-encoding: identity\r\naccept: {PICTURES}\r\n\r\n",
        server.port
    );
    assert_eq!(server.asked(), [expected]);
}

#[tokio::test]
async fn what_is_asked_together_is_asked_once() {
    let server = Fake::with_body("image/gif", GIF).await;
    let outside = outside();
    let url = server.url();
    let all = futures_util::future::join_all((0..20).map(|_| outside.picture(SOMEBODY, &url))).await;
    assert!(all.iter().all(Option::is_some));
    assert!(outside.picture(SOMEBODY, &url).await.is_some(), "from memory");
    assert_eq!(server.asked().len(), 1);
    assert!(outside.picture(AccountId(2), &url).await.is_some());
    assert_eq!(server.asked().len(), 2, "nobody learns what another has looked at");
}

#[tokio::test]
async fn what_is_no_picture_is_not_shown_whatever_it_is_called() {
    // What a gzip bomb begins with: nothing is unpacked.
    let bomb = b"\x1f\x8b\x08\0\0\0\0\0\0\x03\xed\xc1\x01\x0d\0\0\0\xc2\xa0\xf7Om\x0f\x07\x14";
    for (media_type, body) in [
        ("image/png", &b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"[..]),
        ("image/gif", b"<!doctype html><script>alert(1)</script>"),
        ("image/jpeg", b""),
        ("image/png\r\nContent-Encoding: gzip", bomb),
        ("image/webp", b"RIFF\0\0\0\0WEBP"),
    ] {
        let server = Fake::with_body(media_type, body).await;
        assert!(matches!(get(&server.url()).await, Err(Error::Unfit)), "{media_type}");
    }
}

#[tokio::test]
async fn what_is_too_large_ends_at_the_limit() {
    let announced = b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n".to_vec();
    let server = Fake::on(Ipv4Addr::LOCALHOST, announced, Then::Wait).await;
    assert!(matches!(get(&server.url()).await, Err(Error::Unfit)), "not begun");
    for head in ["HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"] {
        let piece = b"8\r\nGIF89a..\r\n";
        let server = Fake::on(Ipv4Addr::LOCALHOST, head.into(), Then::Repeat(piece, Duration::ZERO)).await;
        let outcome = get(&server.url()).await;
        assert!(matches!(outcome, Err(Error::Unfit | Error::Slow)), "{head}: {outcome:?}");
    }
}

#[tokio::test]
async fn a_server_that_is_slow_ends_with_the_limit() {
    let head = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n";
    let drip = Then::Repeat(b"G", Duration::from_millis(20));
    for (answer, then) in
        [(&head[..], drip), (&head[..], Then::Wait), (b"", Then::Wait), (b"HTTP/1.1 2", drip)]
    {
        let server = Fake::on(Ipv4Addr::LOCALHOST, answer.to_vec(), then).await;
        let began = Instant::now();
        let outcome = get(&server.url()).await;
        assert!(matches!(outcome, Err(Error::Slow | Error::Connection(_))), "{outcome:?}");
        assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    }
}

#[tokio::test]
async fn a_redirect_is_checked_like_the_first_question() {
    let inner = Fake::on(Ipv4Addr::new(127, 0, 0, 2), with_body("image/gif", GIF), Then::Close).await;
    for host in ["127.0.0.2", "0x7f000002", "[::ffff:127.0.0.2]", "2130706434"] {
        let server = Fake::answering(redirect(&format!("http://{host}:{}/", inner.port))).await;
        assert!(matches!(get(&server.url()).await, Err(Error::Forbidden)), "{host}");
    }
    for elsewhere in
        ["file:///etc/passwd", "http://user@127.0.0.1/", "gopher://127.0.0.1/", "http://localhost.:1/"]
    {
        let server = Fake::answering(redirect(elsewhere)).await;
        let outcome = get(&server.url()).await;
        assert!(matches!(outcome, Err(Error::Forbidden | Error::Connection(_))), "{elsewhere}: {outcome:?}");
    }
    assert!(inner.asked().is_empty(), "the server within was not reached");
}

#[tokio::test]
async fn redirects_are_followed_and_come_to_an_end() {
    let picture = Fake::with_body("image/gif", GIF).await;
    let there = format!("//127.0.0.1:{}/moved.gif", picture.port);
    let server = Fake::answering(redirect(&there)).await;
    assert!(get(&server.url()).await.is_ok());
    assert!(picture.asked()[0].starts_with("GET /moved.gif HTTP/1.1\r\n"));
    assert!(!picture.asked()[0].contains("referer"));
    let circle = Fake::answering(redirect("/again")).await;
    assert!(matches!(get(&circle.url()).await, Err(Error::Elsewhere)));
    assert_eq!(circle.asked().len(), MOST_REDIRECTS + 1);
}

#[tokio::test]
async fn what_is_no_answer_is_none() {
    let flood = |line: &str, times| format!("HTTP/1.1 200 OK\r\n{}\r\n", line.repeat(times));
    for answer in [
        "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".to_owned(),
        "HTTP/1.1 206 Partial Content\r\nContent-Length: 0\r\n\r\n".to_owned(),
        "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n".to_owned(),
        "220 mail.example.test ESMTP\r\n".to_owned(),
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nGIF".to_owned(),
        flood("a: b\r\n", 10_000),
        flood(&format!("a: {}\r\n", "x".repeat(1000)), 1000),
        String::new(),
    ] {
        let server = Fake::answering(answer.clone()).await;
        let outcome = get(&server.url()).await;
        let start: String = answer.chars().take(40).collect();
        assert!(matches!(outcome, Err(Error::Connection(_) | Error::Status(_))), "{start}: {outcome:?}");
    }
}

#[tokio::test]
async fn nobody_is_asked_where_the_operator_wants_none() {
    let server = Fake::with_body("image/gif", GIF).await;
    let closed = Outside::new(&Settings { enabled: false, ..settings(&["127.0.0.1"]) });
    assert!(!closed.is_open());
    assert_eq!(closed.picture(SOMEBODY, &server.url()).await, None);
    let strict = Outside::new(&settings(&[]));
    assert_eq!(strict.picture(SOMEBODY, &server.url()).await, None);
    assert!(
        matches!(outside().unsubscribe(SOMEBODY, &server.url()).await, Err(Error::Forbidden)),
        "no https"
    );
    assert!(server.asked().is_empty());
}

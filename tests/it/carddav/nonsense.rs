//! Servers that are none of address books, or mean harm.

use std::io::{BufRead, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use reqwest::StatusCode;

use super::radicale::{LOGIN, PASSWORD};
use super::{card, signed_in, sync};
use crate::client::{Client, Page};
use crate::program::{Options, Program};

/// What a server answers to a method and a path.
type Answers = Box<dyn Fn(&str, &str) -> Answer + Send + Sync>;

/// An answer.
enum Answer {
    /// These octets.
    Octets(String),
    /// A head, and then a body without an end.
    Endless,
}

/// A server that says what a test wants, and remembers what it was asked. It listens until the
/// tests end.
struct Fake {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Fake {
    fn start(answers: impl Fn(&str, &str) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (answers, seen): (Arc<Answers>, _) = (Arc::new(Box::new(answers)), Arc::clone(&asked));
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (answers, seen) = (Arc::clone(&answers), Arc::clone(&seen));
                thread::spawn(move || serve(stream, &**answers, &seen));
            }
        });
        Self { port, asked }
    }

    fn saying(answer: impl Into<String>) -> Self {
        let answer = answer.into();
        Self::start(move |_, _| Answer::Octets(answer.clone()))
    }

    fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("what was asked").clone()
    }
}

fn serve(stream: TcpStream, answers: &dyn Fn(&str, &str) -> Answer, seen: &Mutex<Vec<String>>) {
    let mut reader = BufReader::new(stream.try_clone().expect("a stream"));
    let (mut head, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) == 0 || line == "\r\n" {
            break;
        }
        if let Some(said) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = said.trim().parse().unwrap_or(0);
        }
        head.push_str(&line);
    }
    let mut body = vec![0; length];
    let _ = reader.read_exact(&mut body);
    let mut words = head.split(' ');
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let answer = answers(method, path);
    head.push_str(&String::from_utf8_lossy(&body));
    seen.lock().expect("what was asked").push(head);
    let mut stream = stream;
    match answer {
        Answer::Octets(text) => drop(stream.write_all(text.as_bytes())),
        Answer::Endless => {
            let _ = stream.write_all(b"HTTP/1.1 207 Multi-Status\r\nconnection: close\r\n\r\n<a>");
            while stream.write_all(&[b' '; 65_536]).is_ok() {}
        }
    }
}

fn answer(status: &str, more: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {}\r\n{more}\r\n{body}", body.len())
}

fn many(inside: &str) -> String {
    let body = format!(
        "<?xml version=\"1.0\"?><d:multistatus xmlns:d=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:carddav\">{inside}\
         </d:multistatus>"
    );
    answer("207 Multi-Status", "content-type: application/xml\r\n", &body)
}

/// What a book at a path says of itself.
fn book_at(path: &str) -> String {
    many(&format!(
        "<d:response><d:href>{path}</d:href><d:propstat><d:prop><d:resourcetype><d:collection/><c:addressbook/>\
         </d:resourcetype><d:displayname>Faux</d:displayname></d:prop><d:status>HTTP/1.1 200 OK</d:status>\
         </d:propstat></d:response>"
    ))
}

fn book() -> String {
    book_at("/")
}

/// Adds the books of one of the servers that the operator named.
async fn add(client: &mut Client, server: usize) -> Page {
    let page = client.get("/contacts/servers").await;
    let form = page.form("#server-login").fill("server", &server.to_string());
    let form = form.fill("login", LOGIN).fill("password", PASSWORD);
    client.submit(&page, form).await
}

#[tokio::test]
async fn a_server_that_answers_nonsense_is_told_and_bounded() {
    let laughs = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY a \"ha\">{}]><d>&j;</d>",
        ('b'..='j')
            .map(|it| {
                let before = char::from(it as u8 - 1);
                format!("<!ENTITY {it} \"{}\">", format!("&{before};").repeat(10))
            })
            .collect::<String>()
    );
    let deep = format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
    let other = Fake::saying(book());
    let elsewhere = |to: &str| answer("302 Found", &format!("location: {to}\r\n"), "");
    let nonsense = "Ce serveur ne répond pas comme un serveur de carnets d’adresses";
    let leads_away = "Cette adresse n’est pas acceptée, ou elle renvoie vers un autre serveur.";
    let servers = [
        (Fake::saying(answer("200 OK", "", "<html>Bonjour</html>")), nonsense),
        (Fake::saying(answer("207 Multi-Status", "", "<html><p>Bonjour</html>")), nonsense),
        (Fake::saying(answer("207 Multi-Status", "", "\u{0}\u{1}")), nonsense),
        (Fake::saying(answer("207 Multi-Status", "", &laughs)), nonsense),
        (Fake::saying(answer("207 Multi-Status", "", &deep)), nonsense),
        (Fake::saying("220 mail.example ESMTP\r\n"), "ne répond pas"),
        (
            Fake::saying(answer("207 Multi-Status", "x-large: 1\r\n", "").replace(": 0", ": 99999999999")),
            "plus de données",
        ),
        (Fake::start(|_, _| Answer::Endless), "plus de données"),
        (Fake::saying(elsewhere("http://169.254.169.254/latest/meta-data/")), leads_away),
        (Fake::saying(elsewhere(&format!("http://localhost:{}/", other.port))), leads_away),
        (Fake::saying(book_at(&format!("http://127.0.0.1:{}/x/", other.port))), leads_away),
        (Fake::saying(elsewhere("file:///etc/passwd")), leads_away),
        (Fake::saying(elsewhere("/again")), leads_away),
        (Fake::saying(answer("404 Not Found", "", "")), "Aucun carnet d’adresses n’a été trouvé"),
        (Fake::saying(many("")), "Aucun carnet d’adresses n’a été trouvé"),
    ];
    let settings = servers.iter().map(|(it, _)| format!("[[carddav.server]]\nurl = \"{}\"\n", it.url()));
    let settings = settings.collect::<String>();
    let program = Program::with(Options { settings, ..Options::default() }).await;
    let (_, mut client) = signed_in(&program, "carnetsn").await;
    for (at, (_, expected)) in servers.iter().enumerate() {
        let page = add(&mut client, at).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{at}: {}", page.text());
        assert!(page.text().contains(expected), "{at}: {expected}: {}", page.text());
    }
    assert_eq!(other.asked().len(), 0, "no password goes elsewhere");
    assert_eq!(client.get("/contacts").await.texts("#cards .row").len(), 0);
}

#[tokio::test]
async fn nobody_reaches_this_machine_by_an_address_that_they_type() {
    let fake = Fake::saying(book());
    let program = Program::start().await;
    let (_, mut client) = signed_in(&program, "carnetso").await;
    for url in [
        fake.url(),
        fake.url().replace("http:", "https:"),
        format!("localhost:{}", fake.port),
        "http://169.254.169.254/".to_owned(),
        "https://169.254.169.254/".to_owned(),
        "https://10.0.0.1/".to_owned(),
        "https://[::1]/".to_owned(),
        "https://2130706433/".to_owned(),
        format!("https://{LOGIN}:{PASSWORD}@127.0.0.1/"),
        "file:///etc/passwd".to_owned(),
        "javascript:alert(1)".to_owned(),
        String::new(),
    ] {
        let page = client.get("/contacts/servers").await;
        let form = page.form("#url").fill("url", &url).fill("login", LOGIN).fill("password", PASSWORD);
        let page = client.submit(&page, form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{url}: {}", page.text());
        assert!(page.text().contains("Cette adresse n’est pas acceptée"), "{url}: {}", page.text());
        assert_eq!(page.attributes("#url", "value"), [url], "what was typed stays");
    }
    assert_eq!(fake.asked().len(), 0);
}

#[tokio::test]
async fn what_lies_outside_of_a_book_is_left_alone() {
    let other = Fake::saying(book());
    let elsewhere = format!("http://127.0.0.1:{}/1.vcf", other.port);
    let part = |href: &str| {
        format!(
            "<d:response><d:href>{href}</d:href><d:propstat><d:prop><d:getetag>\"1\"</d:getetag><c:address-data>\
             BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{href}\r\nFN:De {href}\r\nEND:VCARD\r\n</c:address-data></d:prop>\
             <d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>"
        )
    };
    let hrefs =
        ["/livre/bon.vcf", "/ailleurs/1.vcf", "/livre/../ailleurs/2.vcf", "/livre/a/b.vcf", &elsewhere];
    let listed = many(&format!("{}<d:sync-token>1</d:sync-token>", hrefs.map(part).concat()));
    let own = book_at("/livre/");
    let fake = Fake::start(move |method, path| {
        Answer::Octets(match (method, path) {
            ("PROPFIND", "/livre/") => own.clone(),
            ("REPORT", "/livre/") => listed.clone(),
            _ => answer("404 Not Found", "", ""),
        })
    });
    let settings = format!("[[carddav.server]]\nurl = \"{}livre/\"\n", fake.url());
    let program = Program::with(Options { settings, ..Options::default() }).await;
    let (_, mut client) = signed_in(&program, "carnetsp").await;
    let page = add(&mut client, 0).await;
    assert_eq!(page.texts("#cards .row-from"), ["De /livre/bon.vcf"], "{}", page.text());
    assert_eq!(other.asked().len(), 0);
}

/// A card of a book as a list and an answer to a question for it have it.
fn part(href: &str, etag: &str, content: &str) -> String {
    format!(
        "<d:response><d:href>{href}</d:href><d:propstat><d:prop><d:getetag>\"{etag}\"</d:getetag>{content}</d:prop>\
         <d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>"
    )
}

fn status(href: &str, status: &str) -> String {
    format!("<d:response><d:href>{href}</d:href><d:status>HTTP/1.1 {status}</d:status></d:response>")
}

#[tokio::test]
async fn a_list_that_is_none_takes_nothing_away() {
    let content = |it: &str| format!("<c:address-data>{}</c:address-data>", card(it, it, "Roux", ""));
    let (zoe, ali) = (part("/livre/zoe", "1", &content("zoe")), part("/livre/ali", "1", &content("ali")));
    let token = |it: &str| format!("<d:sync-token>{it}</d:sync-token>");
    let cut = status("/livre", "507 Insufficient Storage");
    let own = book_at("/livre/");
    // What changes are told as, and what the whole list is.
    let steps = [
        (many(&[&*zoe, &ali, &token("first")].concat()), own.clone()),
        (many(""), many("")),
        (many(&[&*zoe, &cut, &token("first")].concat()), many(&[&*zoe, &cut].concat())),
        (many(&[&*zoe, &cut].concat()), answer("200 OK", "", "<html/>")),
        // Listed as changed, and then not answered, or with an error.
        (many(&[part("/livre/ali", "2", ""), token("second")].concat()), own.clone()),
        (many(&[status("/livre/ali", "500 Error"), token("third")].concat()), own.clone()),
        (many(&[status("/livre/ali", "404 Not Found"), token("last")].concat()), own.clone()),
    ];
    let (step, last) = (Arc::new(AtomicUsize::new(0)), steps.len() - 1);
    let at = Arc::clone(&step);
    let fake = Fake::start(move |method, _| {
        let (told, listed) = &steps[at.load(Ordering::SeqCst)];
        Answer::Octets(if method == "REPORT" { told.clone() } else { listed.clone() })
    });
    let settings = format!("[[carddav.server]]\nurl = \"{}livre/\"\n", fake.url());
    let program = Program::with(Options { settings, ..Options::default() }).await;
    let (_, mut client) = signed_in(&program, "carnetsq").await;
    let page = add(&mut client, 0).await;
    assert_eq!(page.texts("#cards .row-from"), ["ali Roux", "zoe Roux"], "{}", page.text());
    let book = page.url.path().to_owned();
    for now in 1..last {
        step.store(now, Ordering::SeqCst);
        sync(&mut client, &book).await;
        let page = client.get(&book).await;
        assert_eq!(page.texts("#cards .row-from"), ["ali Roux", "zoe Roux"], "{now}: {}", page.text());
    }
    step.store(last, Ordering::SeqCst);
    let before = fake.asked().len();
    sync(&mut client, &book).await;
    assert_eq!(client.get(&book).await.texts("#cards .row-from"), ["zoe Roux"]);
    let asked = fake.asked();
    assert!(
        asked[before].contains("<sync-token>first<"),
        "what was not answered is asked for again: {asked:?}"
    );
}

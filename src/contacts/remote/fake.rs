//! A book on a server that does what a test wants: what no real server can be made to do at the right moment.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

use super::{Reach, sealed};
use crate::config::Config;
use crate::outside::Outside;
use crate::secret::SealingKey;
use crate::store::remote_books::NewRemoteBook;
use crate::store::{AccountId, Store};

/// What it does with a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::contacts) enum Does {
    /// What it is asked, if that may be.
    AsAsked,
    /// The same, without telling the entity tag.
    Untagged,
    /// The same, and then the connection ends without an answer.
    Lost,
    /// It forbids it.
    Forbidden,
    /// It is not available.
    Away,
}

/// What it does with a method, and a path or what was sent.
type Rule = Box<dyn Fn(&str, &str) -> Does + Send>;

/// What it has.
struct Book {
    /// Entity tags and contents by path.
    cards: BTreeMap<String, (String, String)>,
    written: u32,
    /// Each question: method, path, condition.
    asked: Vec<String>,
    rule: Rule,
}

/// A book on a server, and the person whose it is.
pub(in crate::contacts) struct Fake {
    pub(in crate::contacts) reach: Reach,
    pub(in crate::contacts) account: AccountId,
    /// The number of the book.
    pub(in crate::contacts) book: i64,
    there: Arc<Mutex<Book>>,
}

impl Fake {
    /// An empty book, which does as it is asked.
    pub(in crate::contacts) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/own/", listener.local_addr().unwrap());
        let config = Config::parse(&format!("[[carddav.server]]\nurl = \"{url}\""), &[]).unwrap();
        let store = Store::open("sqlite::memory:").await.unwrap();
        let account = store.account_signed_in("a@b.example", 1).await.unwrap();
        let reach = Reach {
            store,
            key: SealingKey::random(),
            outside: Outside::new(&config.outside),
            servers: Arc::clone(&config.carddav),
            mail: None,
        };
        let password = sealed(&reach, account, &url, "secret");
        let new = NewRemoteBook {
            url: &url,
            name: "Own",
            login: "a",
            password: Some(&password),
            is_read_only: false,
        };
        let book = reach.store.add_remote_book(account, &new).await.unwrap().unwrap();
        let rule: Rule = Box::new(|_, _| Does::AsAsked);
        let empty = Book { cards: BTreeMap::new(), written: 0, asked: Vec::new(), rule };
        let there = Arc::new(Mutex::new(empty));
        let served = Arc::clone(&there);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let there = Arc::clone(&served);
                tokio::spawn(async move { serve(stream, &there).await });
            }
        });
        Self { reach, account, book, there }
    }

    /// From now on it does so.
    pub(in crate::contacts) fn does(&self, rule: impl Fn(&str, &str) -> Does + Send + 'static) {
        self.there.lock().unwrap().rule = Box::new(rule);
    }

    /// Somebody else writes a card there.
    pub(in crate::contacts) fn put(&self, href: &str, content: &str) {
        self.there.lock().unwrap().put(href, content);
    }

    /// The cards that are there.
    pub(in crate::contacts) fn cards(&self) -> Vec<String> {
        self.there.lock().unwrap().cards.values().map(|it| it.1.clone()).collect()
    }

    /// What it was asked: `DELETE /own/1.vcf "3"`.
    pub(in crate::contacts) fn asked(&self) -> Vec<String> {
        self.there.lock().unwrap().asked.clone()
    }
}

impl Book {
    fn put(&mut self, href: &str, content: &str) -> String {
        self.written += 1;
        let etag = format!("\"{}\"", self.written);
        self.cards.insert(href.to_owned(), (etag.clone(), content.to_owned()));
        etag
    }

    /// The head and the body of an answer; `None` for none.
    fn answer(&mut self, (method, href): (&str, &str), condition: &str, body: &str) -> Option<String> {
        self.asked.push(format!("{method} {href} {condition}"));
        let does = (self.rule)(method, if method == "PUT" { body } else { href });
        if let Does::Forbidden | Does::Away = does {
            let status = if does == Does::Away { "503 Away" } else { "403 Forbidden" };
            return Some(said(status, "", ""));
        }
        let etag = self.cards.get(href).map_or("*", |it| it.0.as_str());
        let may_be = match condition {
            "*" => !self.cards.contains_key(href),
            condition => condition == etag,
        };
        let answer = match method {
            "REPORT" => said("207 Multi-Status", "", &self.report(body)),
            "PUT" if may_be => {
                let etag = self.put(href, body);
                let field = if does == Does::Untagged { String::new() } else { format!("etag: {etag}\r\n") };
                said("201 Created", &field, "")
            }
            "DELETE" if may_be => {
                self.cards.remove(href);
                said("204 No Content", "", "")
            }
            _ => said("412 Precondition Failed", "", ""),
        };
        Some(answer).filter(|_| does != Does::Lost)
    }

    /// What it says of cards that it is asked for by their paths.
    fn report(&self, body: &str) -> String {
        let hrefs = body.split("<href>").skip(1).filter_map(|it| it.split_once("</href>"));
        let mut parts = String::new();
        for (href, _) in hrefs {
            let what = match self.cards.get(href) {
                Some((etag, content)) => format!(
                    "<d:propstat><d:prop><d:getetag>{etag}</d:getetag><c:address-data>{content}</c:address-data>\
                     </d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat>"
                ),
                None => "<d:status>HTTP/1.1 404 Not Found</d:status>".to_owned(),
            };
            write!(parts, "<d:response><d:href>{href}</d:href>{what}</d:response>").unwrap();
        }
        format!(
            "<d:multistatus xmlns:d=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:carddav\">{parts}</d:multistatus>"
        )
    }
}

fn said(status: &str, field: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\nconnection: close\r\n{field}content-length: {}\r\n\r\n{body}", body.len())
}

/// One question, and its answer.
async fn serve(stream: TcpStream, there: &Mutex<Book>) {
    let mut stream = BufReader::new(stream);
    let (mut head, mut line) = (Vec::new(), String::new());
    while stream.read_line(&mut line).await.unwrap_or(0) > 2 {
        head.push(line.trim_end().to_owned());
        line.clear();
    }
    let field = |name: &str| {
        let mut fields = head.iter().filter_map(|it| it.split_once(": "));
        fields.find(|it| it.0.eq_ignore_ascii_case(name)).map(|it| it.1.to_owned())
    };
    let length = field("content-length").and_then(|it| it.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await.unwrap();
    let mut words = head.first().map_or("", String::as_str).split(' ');
    let asked = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let condition = field("if-match").or_else(|| field("if-none-match")).unwrap_or_default();
    let answer = there.lock().unwrap().answer(asked, &condition, &String::from_utf8(body).unwrap());
    if let Some(answer) = answer {
        stream.write_all(answer.as_bytes()).await.unwrap();
    }
}

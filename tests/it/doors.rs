//! Every way to change something, with nothing that shows that one of our pages asked for it; and every name that somebody
//! can give to something, in the pages that show it.

use reqwest::Method;

use crate::absence::with_rules;
use crate::client::Client;
use crate::lab::{Account, lab};
use crate::program::Program;
use crate::scripts;

/// All routes, as they are written.
const ROUTES: &str = include_str!("../../src/web.rs");

/// The addresses that have names.
const ADDRESSES: [&str; 2] =
    [include_str!("../../src/web/urls.rs"), include_str!("../../src/web/urls/contacts.rs")];

/// What a server for mail programs is asked without a session.
const OPEN: &str = "discovery::";

/// The methods that change something, as routes name them.
const METHODS: [(&str, Method); 4] =
    [("post", Method::POST), ("put", Method::PUT), ("patch", Method::PATCH), ("delete", Method::DELETE)];

/// What stands between the first quotation marks.
fn quoted(text: &str) -> Option<&str> {
    text.split('"').nth(1)
}

/// The path of a route, each of its variables filled.
fn path(route: &str) -> String {
    let first = route.trim_start().split([',', ')']).next().expect("a path");
    let written = match first.trim().rsplit_once("::") {
        Some((_, name)) if !first.contains('"') => {
            let declared = format!("const {name}: &str = ");
            let found = ADDRESSES.iter().find_map(|it| it.split_once(&declared));
            quoted(found.unwrap_or_else(|| panic!("an address {name}")).1)
        }
        _ => quoted(first),
    };
    let written = written.unwrap_or_else(|| panic!("a path in {route}"));
    let pieces = written.split('/').map(|it| match it {
        "{mailbox}" => "INBOX",
        "{message}" => "1-1",
        it if it.starts_with('{') => "1",
        it => it,
    });
    pieces.collect::<Vec<_>>().join("/")
}

#[tokio::test]
async fn nothing_is_changed_for_who_has_no_token_of_a_page() {
    let program = Program::start().await;
    let client = program.signed_in(&Account::new("portes")).await;
    let mut asked = 0;
    for route in ROUTES.split(".route(").skip(1).filter(|it| !it.contains(OPEN)) {
        let words: Vec<&str> = route.split(|it: char| !it.is_alphanumeric() && it != '_').collect();
        for (_, method) in METHODS.iter().filter(|(word, _)| words.contains(word)) {
            let url = format!("{}{}", program.url, path(route));
            let mut answers = Vec::new();
            for kind in ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain"]
            {
                let request = reqwest::Client::new().request(method.clone(), &url);
                let request = request.header("cookie", client.cookie_line()).header("content-type", kind);
                let answer = request.body("--x--\r\n").send().await.expect("an answer");
                answers.push(answer.status().as_u16());
            }
            // What is no form at all may be refused for that.
            let is_refused = answers.contains(&403) && answers.iter().all(|it| [400, 403].contains(it));
            assert!(is_refused, "{method} {url}: {answers:?}");
            asked += 1;
        }
    }
    assert!(asked > 60, "{asked} ways to change something");
}

/// A name that would run a script in a page that does not escape it.
const NAME: &str = "\"><img src=x onerror=alert(1)>'";

/// Writes that name into fields of a form, and sends it.
async fn give(client: &mut Client, path: &str, form: &str, fields: &[&str], button: Option<(&str, &str)>) {
    let page = client.get(path).await;
    let mut form = page.form(form);
    for field in fields {
        form = form.fill(field, NAME);
    }
    let form = if let Some((name, value)) = button { form.press_named(name, value) } else { form };
    let page = client.submit(&page, form).await;
    assert!(page.status.is_success(), "{path}: {}", page.text());
    harmless(path, &page.html());
}

fn harmless(path: &str, html: &str) {
    assert!(!html.contains("<img src=x") && !html.contains("\"><img"), "{path}: {html}");
}

#[tokio::test]
async fn what_people_call_something_is_a_text_wherever_it_is_shown() {
    let account = Account::new("noms");
    let mut imap = lab().open(&account);
    imap.command("CREATE \"<img src=x onerror=alert(1)>\"");
    let mut session = scripts::open(&account).await;
    let rule = format!("# rule:[{NAME}]\nif header :is \"Subject\" \"1\" {{ keep; }}\n");
    session.put("<img src=x onerror=alert(2)>", &rule).await.unwrap();
    session.activate("<img src=x onerror=alert(2)>").await.unwrap();
    session.put("<img src=x onerror=alert(3)>", "keep;").await.unwrap();
    let program = with_rules().await;
    let mut client = program.signed_in(&account).await;
    give(&mut client, "/settings/labels", "#label-0", &["name"], Some(("do", "add"))).await;
    give(&mut client, "/settings/responses?new=1", "[name=body]", &["name", "body"], None).await;
    give(&mut client, "/settings/identities", "[name=organization]", &["name", "organization"], None).await;
    give(&mut client, "/contacts/books", "#card #name", &["name"], None).await;
    give(&mut client, "/contacts/groups", "#card #name", &["name"], None).await;
    let card = ["given-name", "note"];
    give(&mut client, "/contacts/personal/new", "#given-name", &card, Some(("do", "save"))).await;
    for path in [
        "/",
        "/mail/INBOX",
        "/mail/%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E",
        "/contacts",
        "/contacts/personal",
        "/contacts/books",
        "/contacts/export",
        "/compose",
        "/settings/labels",
        "/settings/folders",
        "/settings/responses",
        "/settings/identities",
        "/settings/filters",
        "/settings/filters/script",
        "/settings/filters/rule",
        "/settings/storage",
        "/settings/mailbox",
    ] {
        let page = client.get(path).await;
        assert!(page.status.is_success(), "{path}: {}", page.status);
        harmless(path, &page.html());
    }
    assert!(client.get("/settings/filters").await.text().contains(NAME));
    assert!(client.get("/contacts/personal").await.text().contains(NAME));
}

#[tokio::test]
async fn no_header_says_what_we_are_called() {
    let program = Program::start().await;
    let client = program.signed_in(&Account::new("hote")).await;
    let asker =
        reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().expect("a client");
    for path in ["/", "/mail/INBOX", "/login", "/settings", "/settings/client", "/compose", "/nowhere"] {
        let mut request = asker.get(format!("{}{path}", program.url)).header("cookie", client.cookie_line());
        for header in ["host", "x-forwarded-host", "x-forwarded-server", "x-original-host"] {
            request = request.header(header, "evil.example");
        }
        let request = request.header("forwarded", "host=evil.example;proto=https");
        let answer = request.send().await.expect("an answer");
        let headers = format!("{:?}", answer.headers());
        let text = answer.text().await.expect("a text");
        assert!(
            !headers.contains("evil.example") && !text.contains("evil.example"),
            "{path}: {headers} {text}"
        );
    }
}

//! What people and their programs are told of the servers: the page, the profile for Apple's devices, and what
//! Thunderbird and Outlook ask. What is made for programs is read by Python's libraries.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use std::process::Command;

use crate::browser::{Browser, Theme, pictures};
use crate::client::Client;
use crate::guard;
use crate::lab::Account;
use crate::look;
use crate::program::{Options, Program};
use crate::proxied::front::{Front, Kind};
use crate::python;

pub const TOLD: &str = "[clients]
imap = { host = \"imap.octopus.test\" }
pop3 = { host = \"pop.octopus.test\" }
submission = { host = \"smtp.octopus.test\", security = \"starttls\" }
";

const PLIST: &str = "import sys, json, plistlib
print(json.dumps(plistlib.loads(sys.stdin.buffer.read())))";

/// The elements without children: name and text, in order.
const ELEMENTS: &str = "import sys, json
from xml.etree import ElementTree
root = ElementTree.fromstring(sys.stdin.buffer.read())
print(json.dumps([[e.tag.split('}')[-1], e.text] for e in root.iter() if len(e) == 0]))";

async fn program() -> Program {
    Program::with(Options { settings: TOLD.to_owned(), ..Options::default() }).await
}

fn has(elements: &Value, name: &str, text: &str) -> bool {
    elements.as_array().is_some_and(|all| all.contains(&json!([name, text])))
}

#[tokio::test]
async fn the_page_and_the_profile_say_the_same() {
    let program = program().await;
    let person = Account::new("claire");
    let mut client = program.signed_in(&person).await;
    let page = client.get("/settings/client").await;
    let text = page.text();
    for words in
        ["imap.octopus.test", "993", "pop.octopus.test", "995", "smtp.octopus.test", "587", "STARTTLS"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(text.contains(&format!("Saisissez {}", person.address)), "{text}");
    let other = client.get("/settings/client?guide=android").await;
    assert!(other.text().contains("Dans Gmail"), "{}", other.text());

    let profile = client.get(&page.link("Profil pour iPhone et Mac")).await;
    assert_eq!(profile.header("content-type"), "application/x-apple-aspen-config");
    assert!(!profile.html().contains(&person.password));
    let read = python::read(PLIST, &profile.html());
    let mail = &read["PayloadContent"][0];
    assert_eq!(mail["IncomingMailServerHostName"], "imap.octopus.test");
    assert_eq!(
        (&mail["IncomingMailServerPortNumber"], &mail["IncomingMailServerUseSSL"]),
        (&json!(993), &json!(true))
    );
    assert_eq!(
        (&mail["OutgoingMailServerPortNumber"], &mail["OutgoingMailServerUseSSL"]),
        (&json!(587), &json!(true))
    );
    assert_eq!(
        (&mail["EmailAddress"], &mail["IncomingMailServerUsername"]),
        (&json!(person.address), &json!(person.address))
    );
    assert_ne!(read["PayloadUUID"], mail["PayloadUUID"]);
    assert_eq!(
        client.get("/settings/client/profile").await.html(),
        profile.html(),
        "a second one replaces the first"
    );

    let mut stranger = Client::new(&program.url);
    let page = stranger.get("/settings/client/profile").await;
    assert_eq!(page.url.path(), "/login");
}

#[tokio::test]
async fn programs_are_told_where_to_go() {
    let program = program().await;
    let mut client = Client::new(&program.url);
    for path in ["/.well-known/autoconfig/mail/config-v1.1.xml", "/mail/config-v1.1.xml"] {
        let answer = client.get(&format!("{path}?emailaddress=claire%40octopus.test")).await;
        let read = python::read(ELEMENTS, &answer.html());
        for (name, text) in [
            ("domain", "octopus.test"),
            ("hostname", "imap.octopus.test"),
            ("port", "993"),
            ("hostname", "smtp.octopus.test"),
            ("socketType", "STARTTLS"),
            ("username", "%EMAILADDRESS%"),
        ] {
            assert!(has(&read, name, text), "{name} {text}: {read}");
        }
    }
    let hostile = client.get("/mail/config-v1.1.xml?emailaddress=a%40%3Cb%3E.test").await;
    assert!(!hostile.html().contains("<b>"), "{}", hostile.html());

    let question = |address: &str| {
        format!("<Autodiscover><Request><EMailAddress>{address}</EMailAddress></Request></Autodiscover>")
            .into_bytes()
    };
    let path = "/autodiscover/autodiscover.xml";
    let xml = [("content-type", "text/xml")];
    let answer = client.send(Method::POST, path, &xml, question("claire@octopus.test")).await;
    let read = python::read(ELEMENTS, &answer.html());
    for (name, text) in [
        ("Type", "IMAP"),
        ("Server", "imap.octopus.test"),
        ("Encryption", "TLS"),
        ("LoginName", "claire@octopus.test"),
        ("Type", "POP3"),
    ] {
        assert!(has(&read, name, text), "{name} {text}: {read}");
    }
    // No document that declares entities is read, and none that is long.
    let entity = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><EMailAddress>a@&x;</EMailAddress>";
    let answer = client.send(Method::POST, path, &xml, entity.as_bytes().to_vec()).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    let answer = client.send(Method::POST, path, &xml, question(&"a".repeat(20_000))).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn where_nothing_is_known_nothing_is_told() {
    let program = Program::start().await;
    let mut client = program.signed_in(&Account::new("claire")).await;
    let page = client.get("/settings/client").await;
    assert!(
        page.has("#client-none") && page.find_link("Profil pour iPhone et Mac").is_none(),
        "{}",
        page.text()
    );
    let paths = ["/settings/client/profile", "/mail/config-v1.1.xml?emailaddress=a%40octopus.test"];
    for path in paths {
        assert_eq!(client.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn a_value_is_copied_and_the_page_looks_right() {
    let program = program().await;
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&Account::new("claire")).await;
    browser.goto("/settings/client").await;
    browser.allow_clipboard().await;
    browser.wait_for("[data-copy='imap.octopus.test']").await.click().await.expect("a click");
    browser.wait_for_text("Copié").await;
    let read = "navigator.clipboard.readText().then(arguments[0])";
    assert_eq!(browser.script_with_end(read, Vec::new()).await, "imap.octopus.test");
    browser.goto("/settings/client?guide=thunderbird").await;
    look::look(&browser, "settings-client").await;
    browser.close().await;
}

/// What a reader of codes finds on a picture of the page.
fn read_code(picture: &str) -> String {
    let file = pictures().join(format!("{picture}.png"));
    let mut reader = Command::new("zbarimg");
    let reader = reader.args(["--quiet", "--raw", "--nodbus"]).arg(file);
    let answer = reader.output().expect("zbarimg is not installed");
    String::from_utf8(answer.stdout).expect("a text").trim().to_owned()
}

#[tokio::test]
async fn a_telephone_reads_from_the_screen_where_the_page_is() {
    let [port] = guard::free_ports();
    let url = format!("https://localhost:{port}");
    let environment = vec![
        ("FACTEUR_PUBLIC_URL".to_owned(), url.clone()),
        ("FACTEUR_TRUSTED_PROXIES".to_owned(), "127.0.0.1".to_owned()),
    ];
    let options = Options { settings: TOLD.to_owned(), environment, ..Options::default() };
    let program = Program::with(options).await;
    let _front = Front::start(Kind::Nginx, port, program.url.trim_start_matches("http://"));
    let browser = Browser::open(&url).await;
    browser.sign_in(&Account::new("claire")).await;
    browser.goto("/settings/client").await;
    browser.wait_for("svg.qr[aria-label]").await;
    look::look(&browser, "settings-client-code").await;
    for theme in [Theme::Light, Theme::Dark] {
        browser.prefer(theme).await;
        let into_sight = "document.querySelector('svg.qr').scrollIntoView({ block: 'center' })";
        browser.script(into_sight, Vec::new()).await;
        let picture = format!("settings-client-code-{theme:?}");
        browser.picture(&picture).await;
        assert_eq!(read_code(&picture), format!("{url}/settings/client"), "{theme:?}");
    }
    browser.close().await;
}

//! Images of other servers: nothing is asked for while they are blocked; allowed, only we are asked,
//! and what we ask tells nothing.

mod shapes;

use reqwest::StatusCode;

use crate::browser::Browser;
use crate::client::{Client, Page};
use crate::elsewhere::{Elsewhere, GIF};
use crate::lab::{Account, lab};
use crate::letters;
use crate::look::look;
use crate::program::{Options, Program};
use crate::wait;

/// A program that may ask this machine, or nothing at all but public addresses.
async fn program(settings: &str) -> Program {
    Program::with(Options { settings: format!("[outside]\n{settings}\n"), ..Options::default() }).await
}

const THIS_MACHINE: &str = "also_allowed = [\"127.0.0.1\"]";

/// Somebody who got a letter.
fn reader_of(html: &str) -> Account {
    let person = Account::new("claire");
    lab().open(&person).append("INBOX", "", "", &letters::html("Lettre", &person.address, html));
    person
}

async fn open(client: &mut Client) -> Page {
    let list = client.get("/mail/INBOX").await;
    client.get(&list.row("Lettre")).await
}

/// The images of the letter on this page.
async fn images(client: &mut Client, page: &Page) -> Vec<String> {
    let frame = page.attributes("iframe#message-body", "src");
    client.get(&frame[0]).await.attributes("img", "src")
}

#[tokio::test]
async fn while_images_are_blocked_no_request_leaves_the_browser() {
    let elsewhere = Elsewhere::start().await;
    let program = program(THIS_MACHINE).await;
    let person = reader_of(&shapes::all(&elsewhere.url("")));
    program.never_in_the_log(&person.password);
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&person).await;
    browser.click_in("#rows [data-message]", "Lettre", "a[href]").await;
    let letter = browser.frame_text("iframe#message-body").await;
    assert!(letter.contains("Le dernier mot."), "{letter}");
    browser.wait_for("#remote-images").await;
    look(&browser, "message-images-blocked").await;
    assert_eq!(browser.foreign_requests().await, Vec::<String>::new());
    browser.close().await;
    assert_eq!(elsewhere.connections(), 0, "{:#?}", elsewhere.asked());
}

#[tokio::test]
async fn allowed_images_come_through_us_and_what_we_ask_tells_nothing() {
    let elsewhere = Elsewhere::start().await;
    let program = program(THIS_MACHINE).await;
    let person = reader_of(&shapes::all(&elsewhere.url("")));
    program.never_in_the_log(&person.password);
    let mut browser = Browser::open(&program.url).await;
    // What is no picture there is none here.
    browser.expected_complaints.push("Failed to load resource: the server responded with a status of 502");
    browser.sign_in(&person).await;
    browser.click_in("#rows [data-message]", "Lettre", "a[href]").await;
    browser.click("Afficher les images").await;
    browser.wait_for_text("Images affichées pour cette fois.").await;
    wait::until_async("the pictures of the letter", async || {
        let seen = browser.script(PICTURES, Vec::new()).await;
        (seen.as_u64() > Some(0)).then_some(())
    })
    .await;
    // Fails if anything but us was asked by the browser.
    browser.close().await;
    let asked = elsewhere.asked();
    assert!(!asked.is_empty());
    for question in &asked {
        let lower = question.to_lowercase();
        assert!(lower.starts_with("get /"), "{question}");
        for told in ["cookie", "referer", "origin", "accept-language", "authorization", "forwarded"] {
            assert!(!lower.contains(&format!("\r\n{told}")), "{question}");
        }
        for never in
            ["script", "fetch", "style.css", "import", "font", "iframe", "video", "audio", "embed", "ping"]
        {
            assert!(!lower.starts_with(&format!("get /{never} ")), "{question}");
        }
    }
    let distinct: std::collections::BTreeSet<&String> = asked.iter().collect();
    assert_eq!(distinct.len(), asked.len(), "each once: {asked:#?}");
}

/// How many pictures are in sight, once all have come or failed.
const PICTURES: &str = "
    const pictures = [...document.querySelector('#message-body').contentDocument.images];
    const done = pictures.every(it => it.complete);
    return done ? pictures.filter(it => it.naturalWidth > 0).length : 0;
";

#[tokio::test]
async fn images_are_shown_once_or_always_without_scripts_as_well() {
    let elsewhere = Elsewhere::start().await;
    let program = program(THIS_MACHINE).await;
    let html =
        format!("<img src=\"{}\"><img src=\"{}\">", elsewhere.url("/dot.gif?a"), elsewhere.url("/dot.gif?b"));
    let person = reader_of(&html);
    let mut client = program.signed_in(&person).await;

    let page = open(&mut client).await;
    assert!(page.text().contains("2 images distantes bloquées"), "{}", page.text());
    assert_eq!(images(&mut client, &page).await, Vec::<String>::new());

    let form = page.form_with_button("Afficher les images");
    let once = client.submit(&page, form).await;
    assert!(once.text().contains("Images affichées pour cette fois."), "{}", once.text());
    let shown = images(&mut client, &once).await;
    assert_eq!(shown.len(), 2);
    let picture = client.get(&shown[0]).await;
    assert_eq!((picture.status, &*picture.octets), (StatusCode::OK, GIF));
    for (name, value) in [
        ("content-type", "image/gif"),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "sandbox; default-src 'none'; frame-ancestors 'self'"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cache-control", "private, max-age=3600"),
    ] {
        assert_eq!(picture.header(name), value, "{name}");
    }
    let again = open(&mut client).await;
    assert!(again.text().contains("2 images distantes bloquées"), "once is once: {}", again.text());

    let path = format!("{}/images", again.url.path());
    let forged = client.post(&path, &[("csrf", "guessed"), ("do", "trust")]).await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
    let form = again.form_with_button("Toujours pour angelique@sink.test");
    let always = client.submit(&again, form).await;
    assert!(always.text().contains("expéditeur de confiance"), "{}", always.text());
    assert_eq!(images(&mut client, &always).await.len(), 2);
    let form = always.form_with_button("Ne plus afficher");
    let blocked = client.submit(&always, form).await;
    assert!(blocked.text().contains("2 images distantes bloquées"), "{}", blocked.text());
    assert_eq!(elsewhere.asked().len(), 1, "only what a browser asked for");
}

#[tokio::test]
async fn contacts_and_everybody_by_preference() {
    let elsewhere = Elsewhere::start().await;
    let program = program(THIS_MACHINE).await;
    let person = reader_of(&format!("<img src=\"{}\">", elsewhere.url("/dot.gif")));
    let mut client = program.signed_in(&person).await;
    client.decide("display", "remote_images", "contacts").await;
    let page = open(&mut client).await;
    assert!(page.text().contains("Une image distante bloquée"), "not a contact: {}", page.text());
    program
        .change_data(
            "INSERT INTO cards (account_id, book, uid, content, changed_at) \
             SELECT id, 'personal', '1', 'BEGIN:VCARD', 1 FROM accounts",
        )
        .await;
    program
        .change_data(
            "INSERT INTO card_addresses (card_id, account_id, address) \
             SELECT id, account_id, 'angelique@sink.test' FROM cards",
        )
        .await;
    let page = open(&mut client).await;
    assert!(page.text().contains("l’expéditeur est dans vos contacts"), "{}", page.text());
    assert_eq!(images(&mut client, &page).await.len(), 1);
    // Where none are shown, nobody is to be trusted for them.
    client.decide("display", "remote_images", "never").await;
    let page = open(&mut client).await;
    assert!(page.text().contains("Afficher les images") && !page.text().contains("Toujours pour"));
    let csrf = page.form("#logout").value("csrf").expect("a token").to_owned();
    let path = format!("{}/images", page.url.path());
    let refused = client.post(&path, &[("csrf", &csrf), ("do", "trust")]).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    assert!(!client.get("/settings/display").await.has("#senders li"));
    client.decide("display", "remote_images", "always").await;
    let page = open(&mut client).await;
    assert!(!page.has("#remote-images"), "{}", page.text());
    assert_eq!(images(&mut client, &page).await.len(), 1);
}

#[tokio::test]
async fn a_trusted_sender_whom_our_server_could_not_confirm_is_not_trusted_by_the_address() {
    let elsewhere = Elsewhere::start().await;
    let settings = format!("[outside]\n{THIS_MACHINE}\n");
    let servers = ("FACTEUR_IMAP__TRUSTED_AUTHSERV_IDS".to_owned(), "mx.test".to_owned());
    let options = Options { settings, environment: vec![servers], ..Options::default() };
    let program = Program::with(options).await;
    let person = Account::new("claire");
    let html = format!("<img src=\"{}\">", elsewhere.url("/dot.gif"));
    for (subject, result) in [("Lettre", "fail"), ("Vraie", "pass")] {
        let checked = format!("Authentication-Results: mx.test; dmarc={result} header.from=sink.test\r\n");
        let letter = [checked.into_bytes(), letters::html(subject, &person.address, &html)].concat();
        lab().open(&person).append("INBOX", "", "", &letter);
    }
    let mut client = program.signed_in(&person).await;
    program
        .change_data(
            "INSERT INTO trusted_senders (account_id, address, added_at) \
             SELECT id, 'angelique@sink.test', 1 FROM accounts",
        )
        .await;
    let page = open(&mut client).await;
    assert!(page.text().contains("Une image distante bloquée"), "{}", page.text());
    assert!(!page.text().contains("Toujours pour"), "trust would change nothing: {}", page.text());
    let list = client.get("/mail/INBOX").await;
    let page = client.get(&list.row("Vraie")).await;
    assert!(page.text().contains("expéditeur de confiance"), "{}", page.text());
}

#[tokio::test]
async fn an_address_that_was_not_made_for_this_person_is_not_asked() {
    let elsewhere = Elsewhere::start().await;
    let program = program(THIS_MACHINE).await;
    let person = reader_of(&format!("<img src=\"{}\">", elsewhere.url("/dot.gif")));
    let mut client = program.signed_in(&person).await;
    let address = open(&mut client).await;
    let form = address.form_with_button("Afficher les images");
    let page = client.submit(&address, form).await;
    let address = images(&mut client, &page).await.remove(0);
    let (before, tag) = address.rsplit_once('=').expect("a tag");
    let forged: String = tag.chars().rev().collect();
    for bad in [
        format!("{before}={forged}"),
        format!("{before}="),
        address.replace("dot.gif", "other.gif"),
        "/remote-image".to_owned(),
    ] {
        let answer = client.get(&bad).await;
        assert_eq!((answer.status, answer.octets.len()), (StatusCode::NOT_FOUND, 0), "{bad}");
    }
    let mut other = program.signed_in(&Account::new("denis")).await;
    assert_eq!(other.get(&address).await.status, StatusCode::NOT_FOUND, "of somebody else");
    let mut nobody = program.client();
    assert!(nobody.get(&address).await.has("input[name=password]"), "nobody signed in");
    assert_eq!(elsewhere.connections(), 0);
}

#[tokio::test]
async fn nothing_that_another_server_says_gets_further() {
    let elsewhere = Elsewhere::start().await;
    let program = program(THIS_MACHINE).await;
    let paths = ["/page.gif", "/drawing.png", "/no"].map(|it| format!("<img src=\"{}\">", elsewhere.url(it)));
    // An address of this machine that is not allowed.
    let person = reader_of(&(paths.concat() + "<img src=\"http://127.0.0.2/x.gif\">"));
    let mut client = program.signed_in(&person).await;
    let page = open(&mut client).await;
    let form = page.form_with_button("Afficher les images");
    let page = client.submit(&page, form).await;
    let shown = images(&mut client, &page).await;
    assert_eq!(shown.len(), 4);
    for address in shown {
        let answer = client.get(&address).await;
        assert_eq!((answer.status, answer.octets.len()), (StatusCode::BAD_GATEWAY, 0), "{address}");
    }
    assert!(!program.log().contains("secret words"), "nor into the log");
}

#[tokio::test]
async fn who_wants_no_server_asked_is_offered_nothing() {
    let elsewhere = Elsewhere::start().await;
    let program = program("enabled = false").await;
    let person = reader_of(&format!("<img src=\"{}\">", elsewhere.url("/dot.gif")));
    let mut client = program.signed_in(&person).await;
    let page = open(&mut client).await;
    assert!(page.text().contains("Une image distante bloquée"), "{}", page.text());
    assert!(!page.has("#remote-images button"), "{}", page.html());
    let page = client.get(&format!("{}?images=show", page.url.path())).await;
    assert_eq!(images(&mut client, &page).await, Vec::<String>::new());
    assert_eq!(elsewhere.connections(), 0);
}

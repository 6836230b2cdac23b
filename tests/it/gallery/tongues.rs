//! Every page has room on a phone in the other languages, whose words are longer.

use serde_json::Value;

use super::letters;
use crate::browser::{Browser, Size};
use crate::embedded::report;
use crate::files::letter::{self, File, JPEG, PDF};
use crate::invitations::calendars::{GOOGLE, Letter};
use crate::lab::{Account, lab};
use crate::provenance::{believing_with, busy};
use crate::{clients, scripts};

/// The languages besides French, in which the other tests look.
const TONGUES: [&str; 3] = ["en", "nl", "de"];

/// Pages of a message, after its address.
const OF_A_MESSAGE: [&str; 6] = ["", "/move", "/resend", "/source", "/headers", "/print"];

/// Pages that need no message.
const OTHERS: [&str; 32] = [
    "/mail/INBOX",
    "/mail/Trash",
    "/mail/INBOX/import",
    "/mail/INBOX/import/nobody",
    "/mail/INBOX/1-99999",
    "/compose",
    "/settings/mailbox",
    "/settings/display",
    "/settings/contacts",
    "/settings/composing",
    "/settings/identities",
    "/settings/responses?new=1",
    "/settings/sessions",
    "/settings/password",
    "/settings/second-factor",
    "/settings/storage",
    "/settings/data",
    "/settings/absence",
    "/settings/redirect",
    "/settings/filters",
    "/settings/filters/rule",
    "/settings/filters/script",
    "/settings/client",
    "/settings/client?guide=android",
    "/settings/interface",
    "/settings/labels",
    "/settings/folders",
    "/settings/folders?new=1",
    "/settings/folders?roles=1",
    "/settings/spelling",
    "/settings/transfer",
    "/nowhere",
];

/// Rules of which there is much to say, one of them written by hand.
const RULES: &str = r#"require ["fileinto", "imap4flags", "copy", "envelope"];
# rule:[Les factures et les devis de tous les fournisseurs]
if anyof (header :contains "subject" ["facture", "devis"], address :is "from" "comptabilite@fournisseur.example")
{
    addflag "\\Flagged";
    fileinto :copy "Comptabilite";
    redirect :copy "comptabilite.generale@octopus-soignies.example";
    stop;
}
# rule:[Écrite à la main]
if envelope :is "from" "a@b.example" { discard; }
"#;

/// Letters whose pages have the most to say.
fn talkative(person: &Account) -> Vec<Vec<u8>> {
    let to = &person.address;
    let list = letters::odd(to).pop().expect("the letter of a list");
    let files =
        [File::new("image/jpeg", "façade.jpg", JPEG), File::new("application/pdf", "facture.pdf", PDF)];
    let organizer = Account::new("organizer");
    let remote = "<p>Bonjour</p><img src=\"https://pictures.example.net/a.jpg\" alt=\"Une vue\">";
    vec![
        list.octets,
        busy(to),
        report::several(to),
        letter::with_files("Les fichiers", to, "Voici.", &files),
        crate::letters::html("Des images", to, remote),
        Letter::new("Invitation", person, &organizer, GOOGLE).alternative(),
    ]
}

/// Chooses a language, as the menu of the account does.
async fn speak(browser: &Browser, tongue: &str) {
    let choose =
        format!("document.querySelector('form[action=\"/language\"] button[value={tongue}]').click()");
    browser.script(&choose, Vec::new()).await;
    browser.wait_for(&format!("html[lang={tongue}] body")).await;
}

/// Opens every menu there is, one after the other, and looks whether it has room.
async fn expect_room_for_menus(browser: &Browser, page: &str) {
    let count = browser.script("return document.querySelectorAll('details').length", Vec::new()).await;
    for at in 0..count.as_u64().unwrap_or_default() {
        let only =
            format!("document.querySelectorAll('details').forEach((it, at) => {{ it.open = at === {at} }})");
        browser.script(&only, Vec::new()).await;
        browser.expect_room(&format!("{page} with its menu {at}")).await;
    }
}

/// Looks at every page in the language that is spoken, and at a message at every size.
async fn expect_room_everywhere(browser: &Browser, tongue: &str, messages: &[&str]) {
    for page in OTHERS {
        browser.goto(page).await;
        browser.expect_room(&format!("{page} in {tongue}")).await;
    }
    for (at, message) in messages.iter().enumerate() {
        browser.goto(message).await;
        browser.picture(&format!("tongue-{tongue}-{at}")).await;
        expect_room_for_menus(browser, &format!("{message} in {tongue}")).await;
    }
    for size in [Size::Small, Size::Tablet, Size::Desk, Size::Phone] {
        browser.resize(size).await;
        browser.goto(messages[1]).await;
        browser.expect_room(&format!("{} in {tongue}, {size:?}", messages[1])).await;
        browser.picture(&format!("tongue-{tongue}-{size:?}")).await;
    }
    for page in OF_A_MESSAGE {
        let page = format!("{}{page}", messages[0]);
        browser.goto(&page).await;
        browser.expect_room(&format!("{page} in {tongue}")).await;
    }
}

#[tokio::test]
async fn every_page_has_room_on_a_phone_in_every_language() {
    let program = believing_with([&scripts::settings(), clients::TOLD].concat()).await;
    let person = Account::new("claire");
    program.never_in_the_log(&person.password);
    let mut imap = lab().open(&person);
    for letter in talkative(&person) {
        imap.append("INBOX", "", "", &letter);
    }
    let mut rules = scripts::open(&person).await;
    rules.put("regles", RULES).await.expect("a script");
    rules.activate("regles").await.expect("the active one");
    rules.close().await;
    let mut browser = Browser::open(&program.url).await;
    browser.expected_complaints.push("Failed to load resource: the server responded with a status of 4");
    browser.sign_in(&person).await;
    let links = "return [...document.querySelectorAll('#rows [data-message] a[href]')].map(it => it.getAttribute('href'))";
    let links = browser.script(links, Vec::new()).await;
    let messages: Vec<&str> = links.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    assert_eq!(messages.len(), 6);
    browser.resize(Size::Phone).await;
    for tongue in TONGUES {
        browser.goto("/mail/INBOX").await;
        speak(&browser, tongue).await;
        expect_room_everywhere(&browser, tongue, &messages).await;
    }
    browser.close().await;
}

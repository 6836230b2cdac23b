//! All that a person has, as one file that other programs read: Python opens the zip and the mbox files.

use serde_json::Value;

use crate::absence;
use crate::browser::Browser;
use crate::client::{Client, Page};
use crate::lab::{Account, lab};
use crate::letters;
use crate::look;
use crate::program::Program;
use crate::python;

/// The names of the files with their sizes; of each mbox the subjects, and lines of texts that begin with From.
const OPEN: &str = "import sys, json, zipfile, io, mailbox, tempfile, os
archive = zipfile.ZipFile(io.BytesIO(bytes.fromhex(sys.stdin.read())))
assert archive.testzip() is None
boxes = {}
for name in archive.namelist():
    if name.endswith('.mbox'):
        path = os.path.join(tempfile.mkdtemp(), 'mbox')
        open(path, 'wb').write(archive.read(name))
        boxes[name] = [it['Subject'] for it in mailbox.mbox(path)]
texts = {it: archive.read(it).decode() for it in archive.namelist() if not it.endswith('.mbox')}
print(json.dumps({'names': archive.namelist(), 'boxes': boxes, 'texts': texts}))";

async fn download(client: &mut Client) -> Page {
    let page = client.get("/settings/data").await;
    client.submit(&page, page.form("#download-all")).await
}

fn opened(zip: &Page) -> Value {
    assert_eq!(zip.header("content-type"), "application/zip");
    assert!(zip.header("content-disposition").contains("mes-donnees.zip"));
    let hexadecimal: String = zip.octets.iter().map(|it| format!("{it:02x}")).collect();
    python::read(OPEN, &hexadecimal)
}

#[tokio::test]
async fn everything_comes_in_one_zip_that_other_programs_open() {
    let account = Account::new("partante");
    let mut imap = lab().open(&account);
    imap.command("CREATE \"Projets\"");
    imap.command("CREATE \"Projets/Vide\"");
    for number in 1..=3 {
        let text = format!("Bonjour.\r\n\r\nFrom here on, {number}\r\n>From there\r\n");
        imap.append("INBOX", "", "", &letters::plain(&format!("Lettre {number}"), &account.address, &text));
    }
    imap.append("Projets", "\\Seen", "", &letters::plain("Le devis", &account.address, "Voir."));
    let program = absence::with_rules().await;
    let mut client = program.signed_in(&account).await;
    let page = client.get("/contacts/personal/new").await;
    let form = page.form("#given-name").fill("given-name", "Zoé").fill("family-name", "Dupont");
    client.submit(&page, form.press_named("do", "save")).await;

    let zip = download(&mut client).await;
    let found = opened(&zip);
    let letters = found["boxes"]["Courrier/INBOX.mbox"].as_array().expect("the inbox");
    assert_eq!(*letters, ["Lettre 1", "Lettre 2", "Lettre 3"], "{found}");
    assert_eq!(found["boxes"]["Courrier/Projets.mbox"], serde_json::json!(["Le devis"]));
    let names = found["names"].to_string();
    assert!(!names.contains("Vide"), "nothing of what is empty: {names}");
    let texts = &found["texts"];
    let card = texts["Contacts/Carnet personnel.vcf"].as_str().expect("the book");
    assert!(card.contains("Dupont") && card.contains("BEGIN:VCARD"), "{card}");
    assert!(texts["parametres.json"].as_str().is_some_and(|it| it.contains("facteur_settings")), "{names}");
    assert!(texts["À lire.txt"].as_str().is_some_and(|it| it.contains(&account.address)), "{names}");
    let secret = account.password.as_bytes();
    assert!(!found.to_string().contains(&account.password));
    assert!(!zip.octets.windows(secret.len()).any(|it| it == secret), "the password is in it");

    let forged = client.post("/settings/data", &[]).await;
    assert!(forged.status.is_client_error(), "{}", forged.status);
    let mut nobody = program.client();
    assert_eq!(nobody.get("/settings/data").await.url.path(), "/login");
}

#[tokio::test]
async fn a_session_that_is_closed_gets_no_more() {
    let account = Account::new("partante");
    let mut imap = lab().open(&account);
    // What cannot be packed: more than all that waits on the way.
    let mut state = 88_172_645_463_325_252_u64;
    let mut line = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        format!("{state:016x}{:016x}\r\n", state.wrapping_mul(0x2545_F491_4F6C_DD1D))
    };
    for number in 1..=80 {
        let text: String = (0..12_000).map(|_| line()).collect();
        imap.append("INBOX", "", "", &letters::plain(&format!("Lettre {number}"), &account.address, &text));
    }
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let mut other = program.signed_in(&account).await;
    let page = client.get("/settings/data").await;
    let csrf = page.form("#download-all").value("csrf").expect("a token").to_owned();
    let request = reqwest::Client::new().post(format!("{}/settings/data", program.url));
    let request = request.header("cookie", client.cookie_line()).form(&[("csrf", csrf)]);
    let mut response = request.send().await.expect("an answer");
    assert!(response.chunk().await.expect("a beginning").is_some());
    let page = other.get("/settings/sessions").await;
    let page = other.submit(&page, page.form("#close-others")).await;
    assert!(page.text().contains("Session fermée."), "{}", page.text());
    let is_broken = loop {
        match response.chunk().await {
            Ok(Some(_)) => {}
            Ok(None) => break false,
            Err(_) => break true,
        }
    };
    assert!(is_broken, "a closed session got everything");
}

#[tokio::test]
async fn a_person_without_anything_gets_a_zip_and_the_page_looks_right() {
    let program = Program::start().await;
    let account = Account::new("neuve");
    let mut client = program.signed_in(&account).await;
    let found = opened(&download(&mut client).await);
    assert_eq!(found["boxes"], serde_json::json!({}), "{found}");
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&account).await;
    browser.goto("/settings/data").await;
    look::look(&browser, "settings-data").await;
    browser.close().await;
}

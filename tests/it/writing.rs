//! Writing a message: its text is never lost, its files arrive as they were, and those who get it see
//! what they may see.

use reqwest::StatusCode;
use serde_json::json;

use crate::browser::Browser;
use crate::client::{Client, Page, Upload};
use crate::lab::{Account, lab};
use crate::program::Program;
use crate::wait;

/// Lets go of a file over the page, or pastes one: what `arguments` name it, with these octets.
const BRING: &str = r#"
const [kind, name, octets] = arguments;
const files = new DataTransfer();
files.items.add(new File([new Uint8Array(octets)], name, { type: 'application/pdf' }));
const event = kind === 'drop'
  ? new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true })
  : new ClipboardEvent('paste', { clipboardData: files, bubbles: true, cancelable: true });
document.getElementById('body').dispatchEvent(event);
"#;

/// Goes to another tab, as far as the page can tell.
const LEAVE: &str = "Object.defineProperty(document, 'visibilityState', { value: 'hidden' });
document.dispatchEvent(new Event('visibilitychange'));";

/// From now on, what a script asked for is answered a second after the server did.
const SLOW_ANSWERS: &str = "const ask = window.fetch;
window.fetch = async (...all) => {
  const answer = await ask(...all);
  await new Promise((done) => setTimeout(done, 1000));
  return answer;
};";

/// Octets that no text has, different for each file.
fn octets(seed: u8, size: usize) -> Vec<u8> {
    (0..=255_u8).cycle().map(|it| it.wrapping_mul(7).wrapping_add(seed)).take(size).collect()
}

/// The newest letter of somebody's inbox, once it is there.
async fn arrived(program: &Program, account: &Account, subject: &str) -> (Client, Page) {
    wait::until("the letter", || lab().open(account).holds("INBOX", subject).then_some(()));
    let mut client = program.signed_in(account).await;
    let list = client.get("/mail/INBOX").await;
    let page = client.get(&list.row(subject)).await;
    (client, page)
}

#[tokio::test]
async fn files_that_are_chosen_dropped_and_pasted_arrive_as_they_were() {
    let program = Program::start().await;
    let (from, to) = (Account::new("claire"), Account::new("pierre"));
    program.never_in_the_log(&from.password);
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&from).await;
    browser.goto("/compose").await;
    browser.fill("to", &to.address).await;
    browser.fill("subject", "Le dossier complet").await;
    let files = [
        ("Procès-verbal de l’assemblée générale.pdf", octets(1, 90_000)),
        ("Budget prévisionnel – été.ods", octets(2, 30_000)),
        ("Déposé ici.pdf", octets(3, 2_000)),
        ("Collé là « vite ».pdf", octets(4, 3_000)),
    ];
    let chosen: Vec<Upload> = files[..2]
        .iter()
        .map(|(name, octets)| Upload {
            name: (*name).to_owned(),
            media_type: "application/octet-stream",
            octets: octets.clone(),
        })
        .collect();
    browser.choose_files(&chosen).await;
    for (kind, (name, octets)) in ["drop", "paste"].into_iter().zip(&files[2..]) {
        browser.script(BRING, vec![json!(kind), json!(name), json!(octets)]).await;
    }
    for (name, _) in &files {
        browser.wait_for(&format!("#files [data-name={name:?}]")).await;
    }
    // Typed after the files: they did not take the text away, nor does it take them.
    browser.fill("body", "Tout y est.").await;
    browser.click("Envoyer").await;
    browser.wait_for_text("Message envoyé").await;
    browser.close().await;

    let (mut client, page) = arrived(&program, &to, "Le dossier complet").await;
    assert!(page.text().contains("Tout y est."), "{}", page.text());
    let names = page.attributes("#attachments [data-part]", "data-name");
    assert_eq!(names, files.each_ref().map(|(name, _)| *name));
    for (address, (name, octets)) in page.attributes("#attachments a[download]", "href").iter().zip(&files) {
        assert!(client.get(address).await.octets == *octets, "{name} has other octets");
    }
}

#[tokio::test]
async fn what_is_typed_is_kept_by_itself_and_can_be_taken_up_from_drafts() {
    let program = Program::start().await;
    let person = Account::new("claire");
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&person).await;
    browser.goto("/compose").await;
    let draft = browser.path().await;
    browser.fill("subject", "Pour plus tard").await;
    browser.fill("body", "Écrit d’une traite.").await;
    // By the clock: the page saves every half minute.
    browser.wait_for_text("Enregistré à").await;
    browser.goto(&draft).await;
    assert_eq!(browser.value("body").await, "Écrit d’une traite.");
    assert_eq!(browser.value("subject").await, "Pour plus tard");

    // At once, when the person looks elsewhere.
    browser.fill("body", "Écrit d’une traite, puis relu.").await;
    browser.script(LEAVE, Vec::new()).await;
    browser.wait_for_text("Enregistré à").await;
    let mut imap = lab().open(&person);
    assert_eq!(imap.count("Drafts"), 1, "one draft on the server, the newest");

    browser.goto("/mail/Drafts").await;
    browser.click_in("#rows [data-message]", "Pour plus tard", "a[href]").await;
    browser.click("Modifier").await;
    browser.wait_for("#compose").await;
    assert_eq!(browser.value("body").await, "Écrit d’une traite, puis relu.");
    browser.close().await;
}

#[tokio::test]
async fn a_save_that_is_asked_for_while_another_is_under_way_comes_after_it() {
    let program = Program::start().await;
    let person = Account::new("claire");
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&person).await;
    browser.goto("/compose").await;
    browser.fill("body", "D’abord.").await;
    browser.script(SLOW_ANSWERS, Vec::new()).await;
    browser.script(LEAVE, Vec::new()).await;
    browser.fill("body", "D’abord, et ensuite.").await;
    browser.script("document.getElementById('compose').dataset.before = ''", Vec::new()).await;
    browser.click("Enregistrer").await;
    browser.wait_for("#compose:not([data-before])").await;
    assert!(!browser.text().await.contains("modifié ailleurs"), "{}", browser.text().await);
    assert_eq!(browser.value("body").await, "D’abord, et ensuite.");
    assert_eq!(lab().open(&person).count("Drafts"), 1);
    browser.close().await;
}

#[tokio::test]
async fn a_draft_is_on_the_server_from_the_first_save_and_stays_one() {
    let program = Program::start().await;
    let (person, other) = (Account::new("claire"), Account::new("pierre"));
    let mut client = program.signed_in(&person).await;
    let page = client.get("/compose").await;
    assert_eq!(lab().open(&person).count("Drafts"), 0, "nothing was written yet");
    let form = page.form_with_button("Enregistrer").fill("to", &other.address);
    let form = form.fill("subject", "Brouillon").fill("body", "Un début");
    let page = client.submit(&page, form).await;
    let (flags, octets) = lab().open(&person).last("Drafts");
    assert!(flags.contains("\\Draft") && octets.contains(&other.address), "{flags} {octets}");

    let form = page.form_with_button("Enregistrer").fill("body", "Un début, puis la suite");
    client.submit(&page, form).await;
    assert_eq!(lab().open(&person).count("Drafts"), 1, "the newer one is in the place of the older");

    // Somewhere else: another browser knows the draft from the server alone.
    let mut elsewhere = program.signed_in(&person).await;
    let list = elsewhere.get("/mail/Drafts").await;
    let page = elsewhere.get(&list.row("Brouillon")).await;
    let page = elsewhere.follow(&page, "Modifier").await;
    let form = page.form("[name=body]");
    assert_eq!(form.value("body").map(str::trim), Some("Un début, puis la suite"));
    assert!(form.value("to").is_some_and(|it| it.contains(&other.address)), "{form:?}");
    elsewhere.submit(&page, page.form_with_button("Envoyer")).await;
    wait::until("the letter", || lab().open(&other).holds("INBOX", "Brouillon").then_some(()));
    wait::until("the draft to go", || (lab().open(&person).count("Drafts") == 0).then_some(()));
}

#[tokio::test]
async fn copies_are_seen_by_all_and_blind_copies_by_the_sender_alone() {
    let program = Program::start().await;
    let [from, to, cc, bcc] = ["claire", "pierre", "karim", "helene"].map(Account::new);
    let mut client = program.signed_in(&from).await;
    let page = client.get("/compose").await;
    let form = page.form_with_button("Envoyer").fill("to", &format!("Pierre <{}>", to.address));
    let form = form.fill("cc", &cc.address).fill("bcc", &bcc.address);
    let form = form.fill("subject", "Discret").fill("body", "Un mot.");
    let page = client.submit(&page, form).await;
    assert!(page.status.is_success(), "{}", page.text());

    for reader in [&to, &cc, &bcc] {
        wait::until("the letter", || lab().open(reader).holds("INBOX", "Discret").then_some(()));
        let (_, octets) = lab().open(reader).last("INBOX");
        let (head, _) = octets.split_once("\r\n\r\n").expect("a head");
        let written: Vec<&str> = head.lines().skip_while(|it| !it.starts_with("From:")).collect();
        assert!(head.contains(&to.address) && head.contains(&cc.address), "{head}");
        let blind =
            written.iter().any(|it| it.to_lowercase().starts_with("bcc:") || it.contains(&bcc.address));
        assert!(!blind, "{} sees who got a blind copy: {head}", reader.address);
    }
    let (_, copy) = lab().open(&from).last("Sent");
    assert!(copy.contains(&format!("Bcc: {}", bcc.address)), "the sender keeps it: {copy}");
}

#[tokio::test]
async fn nobody_reaches_what_another_person_writes_or_reads() {
    let program = Program::start().await;
    let (owner, thief) = (Account::new("claire"), Account::new("thief"));
    let mut client = program.signed_in(&owner).await;
    let page = client.get("/compose").await;
    let file = Upload {
        name: "secret.pdf".to_owned(),
        media_type: "application/pdf",
        octets: b"octets of claire".to_vec(),
    };
    let form =
        page.form_with_button("Enregistrer").fill("subject", "Privé").fill("body", "Rien que pour moi.");
    let page = client.submit(&page, form.attach("file", file)).await;
    let draft = page.url.path().to_owned();
    let upload = page.attributes("button[name=remove]", "value").remove(0);
    let letter = client.get("/mail/Drafts").await.row("Privé");

    let mut other = program.signed_in(&thief).await;
    let token = other.get("/mail/INBOX").await.form("#logout").value("csrf").expect("a token").to_owned();
    let of_letter = ["", "/body", "/part/1", "/part/2"].map(|it| format!("{letter}{it}"));
    for path in of_letter.iter().chain([&draft]) {
        let answer = other.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}: {}", answer.text());
    }
    // A new form of the thief's own, sent to the owner's draft.
    let own = other.get("/compose").await;
    for step in ["save", "send", "attach", "detach", "discard"] {
        let mut form = own.form("[name=body]").fill("body", "Écrasé").fill("csrf", &token);
        form.action = format!("{draft}/{step}");
        form.fields.push(("remove".to_owned(), upload.clone()));
        let answer = other.submit(&own, form).await;
        assert!(!answer.text().contains("Rien que pour moi"), "{step}: {}", answer.text());
        assert!(!answer.html().contains("secret.pdf"), "{step}: {}", answer.text());
    }
    let taken = other.get(&format!("/compose?draft={}", letter.trim_start_matches("/mail/"))).await;
    assert!(!taken.text().contains("Rien que pour moi"), "{}", taken.text());

    let page = client.get(&draft).await;
    let form = page.form("[name=body]");
    assert_eq!(form.value("body").map(str::trim), Some("Rien que pour moi."), "nothing was overwritten");
    assert_eq!(page.attributes("[data-name]", "data-name"), ["secret.pdf"], "nothing was removed");
    assert!(lab().open(&owner).holds("Drafts", "Privé"), "nothing was discarded");
}

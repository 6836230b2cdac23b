//! What can be done with the open message, without scripts and in a browser.

use crate::browser::Browser;
use crate::client::{Client, Page};
use crate::lab::imap::Imap;
use crate::lab::{Account, lab};
use crate::letters;
use crate::program::Program;

/// A folder called Été, inside another one.
const SUMMER: &str = "Clients/&AMk-t&AOk-";

/// Somebody with letters called `Lettre 01` to `Lettre {count}`, the last one the newest.
fn with_letters(name: &str, count: usize) -> (Account, Imap) {
    let account = Account::new(name);
    let mut imap = lab().open(&account);
    for number in 1..=count {
        let letter = letters::plain(&format!("Lettre {number:02}"), &account.address, "Bonjour.");
        imap.append("INBOX", "", "", &letter);
    }
    for command in ["CREATE", "SUBSCRIBE"] {
        imap.command(&format!("{command} \"{SUMMER}\""));
    }
    (account, imap)
}

/// Opens the letter with this subject.
async fn open(client: &mut Client, subject: &str) -> Page {
    let list = client.get("/mail/INBOX").await;
    let url = list.row(subject);
    client.get(&url).await
}

/// Presses a button of the open message.
async fn press(client: &mut Client, page: &Page, words: &str) -> Page {
    let form = page.form_with_button(words);
    client.submit(page, form).await
}

fn subject(page: &Page) -> String {
    page.texts("#subject").concat()
}

#[tokio::test]
async fn what_is_archived_or_deleted_goes_and_the_next_message_is_shown() {
    let (account, mut imap) = with_letters("archiver", 4);
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let page = open(&mut client, "Lettre 03").await;
    let page = press(&mut client, &page, "Archiver").await;
    assert_eq!(subject(&page), "Lettre 02");
    assert!(page.texts("#notice").concat().contains("Message déplacé dans « Archives »."), "{}", page.text());
    assert!(!imap.holds("INBOX", "Lettre 03") && imap.holds("Archive", "Lettre 03"));
    let page = press(&mut client, &page, "Supprimer").await;
    assert_eq!(subject(&page), "Lettre 01");
    let page = press(&mut client, &page, "Supprimer").await;
    assert_eq!(subject(&page), "Lettre 04", "after the oldest one the one before it is shown");
    let page = press(&mut client, &page, "Supprimer").await;
    assert!(page.has("#reader[hidden]") && page.url.path() == "/mail/INBOX", "{}", page.text());
    assert_eq!((imap.count("INBOX"), imap.count("Trash")), (0, 3));
}

#[tokio::test]
async fn who_wants_the_list_after_a_move_gets_the_list() {
    let (account, mut imap) = with_letters("lister", 3);
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let page = client.get("/settings/mailbox").await;
    client.submit(&page, page.form_with_button("Enregistrer").fill("after_move", "list")).await;
    let page = open(&mut client, "Lettre 02").await;
    let page = press(&mut client, &page, "Archiver").await;
    assert!(page.has("#reader[hidden]") && page.url.path() == "/mail/INBOX", "{}", page.text());
    assert!(page.text().contains("Message déplacé dans « Archives »."), "{}", page.text());
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&account).await;
    browser.click_in("#rows [data-message]", "Lettre 03", "a[href]").await;
    browser.wait_for("#reader[data-seen]").await;
    browser.click("Supprimer").await;
    browser.wait_for_text("Message déplacé dans « Corbeille ».").await;
    assert_eq!(browser.texts("#rows [data-message]").await.len(), 1);
    assert!(browser.texts("#reader:not([hidden])").await.is_empty());
    assert_eq!((browser.path().await.as_str(), imap.count("Trash")), ("/mail/INBOX", 1));
    browser.close().await;
}

#[tokio::test]
async fn what_lies_in_the_trash_goes_for_good_after_a_question() {
    let account = Account::new("eraser");
    let mut imap = lab().open(&account);
    imap.append("Trash", "\\Seen", "", &letters::plain("Perdue", &account.address, "Adieu."));
    imap.append("Trash", "\\Seen", "", &letters::plain("Gardée", &account.address, "Reste."));
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let list = client.get("/mail/Trash").await;
    let page = client.get(&list.row("Perdue")).await;
    let question = client.follow(&page, "Supprimer").await;
    assert!(question.text().contains("Supprimer ce message définitivement ?"), "{}", question.text());
    assert_eq!(imap.count("Trash"), 2, "to ask changes nothing");
    let page = press(&mut client, &question, "Supprimer définitivement").await;
    assert_eq!(subject(&page), "Gardée");
    assert_eq!(imap.count("Trash"), 1);
    // A form that is too old asks as well.
    let number = page.attributes("#reader", "data-message").concat();
    let csrf = page.form("#act input").value("csrf").expect("a token").to_owned();
    let fields = [("csrf", csrf.as_str()), ("do", "delete"), ("message", number.as_str())];
    let page = client.post("/mail/Trash/act", &fields).await;
    assert!(page.text().contains("définitivement ?") && imap.count("Trash") == 1, "{}", page.text());
}

#[tokio::test]
async fn a_message_is_moved_and_copied_into_a_folder_that_is_chosen() {
    let (account, mut imap) = with_letters("mover", 3);
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let page = open(&mut client, "Lettre 02").await;
    let form = page.form_with_button("Été").fill("do", "copy");
    let page = client.submit(&page, form).await;
    assert_eq!(subject(&page), "Lettre 02", "a copy leaves it where it is");
    assert!(page.text().contains("Message copié dans « Été »."), "{}", page.text());
    let page = press(&mut client, &page, "Été").await;
    assert_eq!(subject(&page), "Lettre 01");
    assert_eq!((imap.count("INBOX"), imap.count(SUMMER)), (2, 2));
    // The page for phones.
    let page = client.follow(&page, "Déplacer/Copier…").await;
    let page = press(&mut client, &page, "Été").await;
    assert!(page.text().contains("Message déplacé dans « Été »."), "{}", page.text());
    assert_eq!((imap.count("INBOX"), imap.count(SUMMER)), (1, 3));
}

#[tokio::test]
async fn a_folder_that_went_meanwhile_takes_nothing_and_loses_nothing() {
    let (account, mut imap) = with_letters("nowhere", 1);
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let page = open(&mut client, "Lettre 01").await;
    imap.command(&format!("DELETE \"{SUMMER}\""));
    let page = press(&mut client, &page, "Été").await;
    assert!(page.text().contains("Ce dossier n’existe plus"), "{}", page.text());
    assert_eq!(imap.count("INBOX"), 1);
}

#[tokio::test]
async fn an_act_on_messages_of_another_epoch_leads_to_the_mailbox() {
    let (account, mut imap) = with_letters("epoch", 1);
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let page = open(&mut client, "Lettre 01").await;
    let csrf = page.form("#act input").value("csrf").expect("a token").to_owned();
    let fields = [("csrf", csrf.as_str()), ("do", "delete"), ("message", "1-1")];
    let page = client.post("/mail/INBOX/act", &fields).await;
    assert_eq!(page.status, 404);
    assert_eq!(page.link("Ouvrir le dossier"), "/mail/INBOX");
    let page = client.post("/mail/INBOX/act", &[("csrf", &csrf), ("do", "format"), ("message", "1-1")]).await;
    assert_eq!(page.status, 400);
    let page = client.post("/mail/INBOX/act", &[("do", "delete"), ("message", "1-1")]).await;
    assert_eq!(page.status, 403);
    assert_eq!(imap.count("INBOX"), 1);
}

#[tokio::test]
async fn marks_are_set_and_taken_away() {
    let (account, mut imap) = with_letters("marker", 1);
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let page = open(&mut client, "Lettre 01").await;
    let page = press(&mut client, &page, "Suivre ce message").await;
    assert_eq!(page.attributes("#msg-star", "aria-pressed"), ["true"]);
    let page = press(&mut client, &page, "À faire").await;
    assert!(imap.last("INBOX").0.contains("$label4"), "{}", imap.last("INBOX").0);
    let page = press(&mut client, &page, "À faire").await;
    let page = press(&mut client, &page, "Comme non lu").await;
    assert!(page.has("#rows .unread") && page.has("#reader[hidden]"), "the list shows it unread");
    let flags = imap.last("INBOX").0;
    assert!(
        flags.contains("\\Flagged") && !flags.contains("$label4") && !flags.contains("\\Seen"),
        "{flags}"
    );
}

#[tokio::test]
async fn the_way_to_the_next_message_leads_over_the_edge_of_a_page() {
    let (account, _imap) = with_letters("edges", 52);
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let page = open(&mut client, "Lettre 03").await;
    assert_eq!(page.link("Message plus récent"), client.get("/mail/INBOX").await.row("Lettre 04"));
    let page = client.follow(&page, "Message plus ancien").await;
    assert_eq!((subject(&page).as_str(), page.url.query()), ("Lettre 02", Some("page=1")));
    assert!(page.has("#rows [aria-current]"), "the list has turned its page");
    let page = client.follow(&page, "Message plus ancien").await;
    assert_eq!((subject(&page).as_str(), page.find_link("Message plus ancien")), ("Lettre 01", None));
    // What htmx fetches knows its neighbours, too.
    client.headers.push(("hx-request", "true".to_owned()));
    let fragment = client.get(page.url.path()).await;
    assert!(fragment.has(".nav-prevnext a[rel=prev]") && !fragment.has(".nav-prevnext a[rel=next]"));
}

#[tokio::test]
async fn the_source_and_the_file_of_a_message_are_its_octets() {
    let account = Account::new("source");
    let mut imap = lab().open(&account);
    let letter = letters::with_attachment("Devis 12/2026", &account.address);
    imap.append("INBOX", "", "", &letter);
    let long = letters::plain("Longue", &account.address, &"une ligne <b>\n".repeat(30_000));
    imap.append("INBOX", "", "", &long);
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let page = open(&mut client, "Devis").await;
    let file = client.follow(&page, "Télécharger (.eml)").await;
    assert_eq!(file.octets, letter);
    assert_eq!(file.header("content-type"), "message/rfc822");
    assert!(file.header("content-disposition").contains("filename=\"Devis 12-2026.eml\""));
    assert!(file.header("content-security-policy").starts_with("sandbox"));
    let source = client.follow(&page, "Voir la source").await;
    assert!(source.texts("pre").concat().contains("Content-Disposition: attachment"), "{}", source.text());
    let page = open(&mut client, "Longue").await;
    let source = client.follow(&page, "Voir la source").await;
    assert!(source.text().contains("Seul le début est affiché (256 Ko)"), "{}", source.text());
    assert!(source.octets.len() < 600_000 && !source.has("pre b"));
}

#[tokio::test]
async fn the_list_and_the_counts_follow_what_is_done_in_a_browser() {
    let (account, mut imap) = with_letters("follower", 4);
    let program = Program::start().await;
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&account).await;
    browser.click_in("#rows [data-message]", "Lettre 03", "a[href]").await;
    browser.wait_for("#reader[data-seen]").await;
    browser.click("Suivre ce message").await;
    browser.wait_for("#rows [data-flagged] [aria-current]").await;
    browser.wait_for("#msg-star[aria-pressed=true]").await;
    browser.click("Archiver").await;
    browser.wait_for_text("Message déplacé dans « Archives ».").await;
    assert_eq!(browser.texts("#subject").await, ["Lettre 02"]);
    assert_eq!(browser.texts("#rows [data-message]").await.len(), 3);
    assert_eq!(browser.attribute("#folders [data-mailbox=INBOX]", "data-unseen").await, "2");
    assert!(browser.path().await.starts_with("/mail/INBOX/"), "{}", browser.path().await);
    // The menu of folders, narrowed by what is typed.
    browser.click("Déplacer").await;
    browser.script("const it = document.querySelector('details[open] [data-filters]'); it.value = 'ete'; it.dispatchEvent(new Event('input', {bubbles: true}));", Vec::new()).await;
    browser.click_in("details[open] .destinations > li", "Été", "button:enabled").await;
    browser.wait_for_text("Message déplacé dans « Été ».").await;
    assert_eq!(browser.texts("#subject").await, ["Lettre 01"]);
    assert_eq!(imap.count(SUMMER), 1);
    browser.click("Marquer").await;
    browser.click("Comme non lu").await;
    browser.wait_for("#rows .unread [aria-current]").await;
    browser.close().await;
}

#[tokio::test]
async fn a_message_becomes_read_when_the_person_wants_it() {
    let (account, mut imap) = with_letters("slow-reader", 2);
    let program = Program::start().await;
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&account).await;
    let mut client = program.signed_in(&account).await;
    client.decide("mailbox", "mark_read", "after-5").await;
    browser.click_in("#rows [data-message]", "Lettre 02", "a[href]").await;
    browser.wait_for("#rows [data-message]:not(.unread) [aria-current]").await;
    assert!(imap.last("INBOX").0.contains("\\Seen"));
    client.decide("mailbox", "mark_read", "never").await;
    browser.click_in("#rows [data-message]", "Lettre 01", "a[href]").await;
    browser.wait_for_text("Lettre 01").await;
    browser.goto("/mail/INBOX").await;
    assert_eq!(browser.texts("#rows .unread").await.len(), 1);
    browser.close().await;
}

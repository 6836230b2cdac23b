//! Several messages of a list, chosen and acted on together.

use serde_json::json;
use thirtyfour::Key;

use crate::browser::Browser;
use crate::client::{Client, Form, Page};
use crate::lab::imap::Imap;
use crate::lab::{Account, lab};
use crate::letters;
use crate::look::look;
use crate::program::Program;

/// Somebody with letters called `Lettre 01` to `Lettre {count}`, the last one the newest.
fn with_letters(name: &str, count: usize) -> (Account, Imap) {
    let account = Account::new(name);
    let mut imap = lab().open(&account);
    for number in 1..=count {
        let letter = letters::plain(&format!("Lettre {number:02}"), &account.address, "Bonjour.");
        imap.append("INBOX", "", "", &letter);
    }
    imap.command("CREATE Dossiers");
    imap.command("SUBSCRIBE Dossiers");
    (account, imap)
}

/// The form of the bar with the rows ticked in which one of these stands.
fn chosen(page: &Page, button: &str, subjects: &[&str]) -> Form {
    let rows = page.texts("#rows [data-message]");
    let boxes = page.attributes("#rows .row-check input", "value");
    assert_eq!(rows.len(), boxes.len());
    let wanted = |row: &str| subjects.iter().any(|it| row.contains(it));
    let ticked = rows.iter().zip(&boxes).filter(|(row, _)| wanted(row));
    ticked.fold(page.form_of_chosen(button), |form, (_, value)| form.tick("message", value))
}

fn form_token(page: &Page) -> String {
    page.form("#bulk input").value("csrf").expect("a token").to_owned()
}

async fn act(client: &mut Client, page: &Page, button: &str, subjects: &[&str]) -> Page {
    client.submit(page, chosen(page, button, subjects)).await
}

#[tokio::test]
async fn chosen_messages_are_archived_moved_and_marked_without_scripts() {
    let (account, mut imap) = with_letters("plusieurs", 6);
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let page = client.get("/mail/INBOX").await;
    let page = act(&mut client, &page, "Archiver", &["Lettre 02", "Lettre 04"]).await;
    assert!(page.text().contains("2 messages déplacés dans « Archives »."), "{}", page.text());
    assert_eq!((imap.count("INBOX"), imap.count("Archive"), page.url.path()), (4, 2, "/mail/INBOX"));
    let page = act(&mut client, &page, "Comme lu", &["Lettre 01", "Lettre 06"]).await;
    assert!(page.text().contains("2 messages marqués."), "{}", page.text());
    assert_eq!(page.texts("#rows .unread").len(), 2);
    let page = act(&mut client, &page, "Travail", &["Lettre 06"]).await;
    assert!(imap.last("INBOX").0.contains("$label2"), "{}", imap.last("INBOX").0);
    imap.command("UNSELECT");
    let page = act(&mut client, &page, "Dossiers", &["Lettre 05", "Lettre 06"]).await;
    assert!(page.text().contains("2 messages déplacés dans « Dossiers »."), "{}", page.text());
    let form = chosen(&page, "Dossiers", &["Lettre 01"]).fill("how", "copy");
    let page = client.submit(&page, form).await;
    assert!(page.text().contains("Message copié dans « Dossiers »."), "{}", page.text());
    assert_eq!((imap.count("INBOX"), imap.count("Dossiers")), (2, 3));
    // What some browsers press by Enter in a box.
    let fields = [("csrf", form_token(&page)), ("do", "none".to_owned()), ("message", "1-1".to_owned())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, it)| (*name, it.as_str())).collect();
    assert_eq!(client.post("/mail/INBOX/act", &fields).await.url.path(), "/mail/INBOX");
    // The links that tick boxes.
    let page = client.follow(&page, "Les non lus de la page").await;
    assert_eq!(page.texts("#rows .unread .row-check input[checked]").len(), 1);
    assert!(page.text().contains("1 sélectionné") && page.has("#list.selecting"), "{}", page.text());
    let page = client.follow(&page, "Toute la page").await;
    assert_eq!(page.attributes("#rows .row-check input[checked]", "value").len(), 2);
    let page = client.submit(&page, page.form_of_chosen("Supprimer")).await;
    assert!(page.text().contains("2 messages déplacés dans « Corbeille »."), "{}", page.text());
    assert_eq!((imap.count("INBOX"), imap.count("Trash")), (0, 2));
}

#[tokio::test]
async fn all_of_the_folder_is_what_the_list_showed() {
    let (account, mut imap) = with_letters("tous", 57);
    imap.command("SELECT INBOX");
    imap.command("STORE 3,20,57 +FLAGS (\\Flagged)");
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let page = client.get("/mail/INBOX?select=page").await;
    assert!(page.text().contains("Les 57 du dossier"), "{}", page.text());
    let of_page = page.form_of_chosen("Comme lu");
    // Only some of the page: then the box that is out of sight means nothing.
    let some = chosen(&client.get("/mail/INBOX").await, "Comme lu", &["Lettre 57"]);
    client.submit(&page, some.tick("all", "yes")).await;
    imap.command("NOOP");
    assert!(imap.command("SEARCH SEEN").contains("* SEARCH 57\r\n"));
    imap.command("UNSELECT");
    imap.append("INBOX", "", "", &letters::plain("Tardive", &account.address, "Bonjour."));
    let page = client.submit(&page, of_page.tick("all", "yes")).await;
    assert!(page.text().contains("57 messages marqués."), "{}", page.text());
    assert_eq!(page.texts("#rows .unread").len(), 1, "nobody knew of what came meanwhile");
    let page = client.get("/mail/INBOX?filter=flagged&select=page").await;
    let form = page.form_of_chosen("Archiver");
    let page = client.submit(&page, form.clone()).await;
    assert!(page.text().contains("3 messages déplacés"), "{}", page.text());
    assert_eq!((imap.count("INBOX"), imap.count("Archive")), (55, 3));
    let page = client.get("/mail/INBOX?q=Lettre&select=page").await;
    assert!(page.text().contains("Les 54 trouvés"), "{}", page.text());
    let form = page.form_of_chosen("Supprimer").tick("all", "yes");
    client.submit(&page, form).await;
    assert_eq!((imap.count("INBOX"), imap.count("Trash")), (1, 54), "what was not searched for stays");
}

#[tokio::test]
async fn what_is_chosen_in_the_trash_goes_for_good_after_a_question() {
    let account = Account::new("videur");
    let mut imap = lab().open(&account);
    for number in 1..=53 {
        imap.append("Trash", "", "", &letters::plain(&format!("N {number}"), &account.address, "Adieu."));
    }
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let page = client.get("/mail/Trash").await;
    let question = act(&mut client, &page, "Supprimer", &["N 53", "N 52"]).await;
    assert!(question.text().contains("Supprimer ces 2 messages définitivement ?"), "{}", question.text());
    assert_eq!(imap.count("Trash"), 53, "to ask changes nothing");
    let form = question.form_with_button("Supprimer définitivement");
    let page = client.submit(&question, form).await;
    assert!(page.text().contains("2 messages supprimés définitivement."), "{}", page.text());
    assert_eq!(imap.count("Trash"), 51);
    let page = client.get("/mail/Trash?select=page").await;
    let form = page.form_of_chosen("Supprimer").tick("all", "yes");
    let question = client.submit(&page, form).await;
    assert!(question.text().contains("Supprimer ces 51 messages définitivement ?"), "{}", question.text());
    let form = question.form_with_button("Supprimer définitivement");
    client.submit(&question, form).await;
    assert_eq!(imap.count("Trash"), 0);
}

#[tokio::test]
async fn a_box_stands_for_its_whole_conversation() {
    let account = Account::new("fil");
    let mut imap = lab().open(&account);
    for subject in ["Devis", "Re: Devis", "Re: Re: Devis"] {
        imap.append("INBOX", "", "", &letters::plain(subject, &account.address, "Bonjour."));
    }
    imap.append("INBOX", "", "", &letters::plain("Seule", &account.address, "Bonjour."));
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let page = client.get("/mail/INBOX?threads=1").await;
    assert_eq!(page.texts("#rows [data-message]").len(), 2);
    let page = act(&mut client, &page, "Archiver", &["Devis"]).await;
    assert!(page.text().contains("3 messages déplacés"), "{}", page.text());
    assert_eq!((imap.count("INBOX"), imap.count("Archive")), (1, 3));
}

const CHOSEN: &str = "return [...document.querySelectorAll('.row-check :checked')]\
    .map(it => it.closest('.row').querySelector('.row-subject').textContent.trim().slice(-2)).join(' ')";

async fn chosen_in(browser: &Browser) -> String {
    browser.script(CHOSEN, Vec::new()).await.as_str().unwrap_or_default().to_owned()
}

/// Clicks the box of the row with these words as a mouse does, with Shift held or not.
async fn tick(browser: &Browser, words: &str, with_shift: bool) {
    let row = format!("[data-words='{words}']");
    match with_shift {
        true => browser.click_with(Key::Shift, &row).await,
        false => browser.click_in(&row, "", "input").await,
    }
}

/// Lets rows be found by the end of their subjects.
async fn name_rows(browser: &Browser) {
    const NAME: &str = "for (const it of document.querySelectorAll('#rows [data-message]')) \
        it.querySelector('.row-check').dataset.words = it.querySelector('.row-subject').textContent.trim().slice(-2)";
    browser.script(NAME, Vec::new()).await;
}

#[tokio::test]
async fn a_range_a_page_and_the_bar_in_a_browser() {
    let (account, mut imap) = with_letters("souris", 60);
    let program = Program::start().await;
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&account).await;
    name_rows(&browser).await;
    tick(&browser, "58", false).await;
    browser.wait_for_text("1 sélectionné").await;
    tick(&browser, "55", true).await;
    assert_eq!(chosen_in(&browser).await, "58 57 56 55");
    browser.wait_for_text("4 sélectionnés").await;
    tick(&browser, "56", false).await;
    assert_eq!(chosen_in(&browser).await, "58 57 55");
    look(&browser, "list-chosen").await;
    // Enter in a box presses no button: it opens the row.
    browser.script("document.querySelector('.row-check :checked').focus()", Vec::new()).await;
    browser.hit(Key::Enter).await;
    browser.wait_for("#reader[data-seen]").await;
    // New mail comes, and what is chosen stays chosen.
    imap.append("INBOX", "", "", &letters::plain("Fraîche", &account.address, "Bonjour."));
    browser.wait_for_text("Fraîche").await;
    assert_eq!(chosen_in(&browser).await, "58 57 55");
    assert_eq!(imap.count("INBOX"), 61);
    browser.click("Marquer").await;
    browser.click("Comme suivi").await;
    browser.wait_for("#rows [data-flagged]").await;
    assert_eq!(chosen_in(&browser).await, "58 57 55", "marked rows stay chosen");
    browser.click_in("#bulk", "", "button[value=archive]").await;
    browser.wait_for_text("3 messages déplacés dans « Archives ».").await;
    assert_eq!((chosen_in(&browser).await.as_str(), imap.count("Archive")), ("", 3));
    let focused = "return document.activeElement.closest('.row')?.textContent.includes('Lettre 56')";
    assert_eq!(browser.script(focused, Vec::new()).await, json!(true), "the row behind has the focus");
    // The keyboard: all of the page, then none.
    browser.hit_with(&[Key::Control], "a").await;
    browser.wait_for_text("50 sélectionnés").await;
    browser.click_in(".bulk-all", "Les 58 du dossier", "input").await;
    browser.wait_for_text("58 sélectionnés").await;
    look(&browser, "list-chosen-all").await;
    name_rows(&browser).await;
    tick(&browser, "54", false).await;
    browser.wait_for_text("49 sélectionnés").await;
    browser.hit(Key::Escape).await;
    assert_eq!(chosen_in(&browser).await, "");
    browser.click("Sélectionner").await;
    browser.click("Inverser la sélection").await;
    browser.wait_for_text("50 sélectionnés").await;
    browser.close().await;
}

#[tokio::test]
async fn what_is_open_and_not_chosen_stays_open() {
    let (account, mut imap) = with_letters("ouverte", 4);
    let program = Program::start().await;
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&account).await;
    browser.click_in("#rows [data-message]", "Lettre 02", "a[href]").await;
    browser.wait_for("#reader[data-seen]").await;
    name_rows(&browser).await;
    tick(&browser, "03", false).await;
    browser.click_in("#bulk", "", "button[value=delete]").await;
    browser.wait_for_text("Message déplacé dans « Corbeille ».").await;
    assert_eq!(browser.texts("#subject").await, ["Lettre 02"]);
    assert_eq!(browser.texts("#rows [aria-current]").await.len(), 1);
    name_rows(&browser).await;
    tick(&browser, "02", false).await;
    browser.click_in("#bulk", "", "button[value=archive]").await;
    browser.wait_for_text("Message déplacé dans « Archives ».").await;
    assert!(browser.texts("#reader:not([hidden])").await.is_empty());
    assert_eq!(browser.path().await, "/mail/INBOX");
    assert_eq!(imap.count("INBOX"), 2);
    browser.close().await;
}

/// Draws a row to a folder, as a mouse does; with Ctrl held or not.
const DRAW: &str = r#"
const [words, mailbox, ctrlKey] = arguments;
const rows = [...document.querySelectorAll('#rows [data-message]')];
const row = rows.find(it => it.textContent.includes(words)).querySelector('.row-link');
const folder = document.querySelector(`#folders [data-mailbox="${mailbox}"]`);
const dataTransfer = new DataTransfer();
const tell = (it, kind) => it.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer, ctrlKey }));
tell(row, 'dragstart');
const takes = !tell(folder, 'dragover');
if (takes) tell(folder, 'drop');
tell(row, 'dragend');
return takes;
"#;

#[tokio::test]
async fn rows_are_drawn_to_folders() {
    let (account, mut imap) = with_letters("tireuse", 4);
    let program = Program::start().await;
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&account).await;
    let draw = async |words: &str, mailbox: &str, copies: bool| {
        browser.script(DRAW, vec![json!(words), json!(mailbox), json!(copies)]).await == json!(true)
    };
    assert!(draw("Lettre 02", "Dossiers", false).await);
    browser.wait_for_text("Message déplacé dans « Dossiers ».").await;
    assert!(draw("Lettre 03", "Dossiers", true).await);
    browser.wait_for_text("Message copié dans « Dossiers ».").await;
    assert_eq!((imap.count("INBOX"), imap.count("Dossiers")), (3, 2));
    assert!(!draw("Lettre 03", "INBOX", false).await, "it is there already");
    // What is chosen goes together; what is not chosen goes alone.
    browser.goto("/mail/INBOX?select=page").await;
    assert!(draw("Lettre 01", "Archive", false).await);
    browser.wait_for_text("3 messages déplacés dans « Archives ».").await;
    assert_eq!((imap.count("INBOX"), imap.count("Archive")), (0, 3));
    browser.close().await;
}

/// Draws the first row over a branch and waits there; then lets it fall on a folder that has come into sight.
const DRAW_AND_WAIT: &str = r#"
const [branch, mailbox, done] = arguments;
const row = document.querySelector('#rows [data-message] .row-link');
const folder = name => document.querySelector(`#folders [data-mailbox="${name}"]`);
const dataTransfer = new DataTransfer();
const tell = (it, kind) => it.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer }));
tell(row, 'dragstart');
const over = setInterval(() => {
  tell(folder(branch), 'dragover');
  if (!folder(mailbox).checkVisibility()) return;
  clearInterval(over);
  tell(folder(mailbox), 'dragover');
  tell(folder(mailbox), 'drop');
  tell(row, 'dragend');
  done(folder(branch).closest('li').className);
}, 50);
"#;

#[tokio::test]
async fn a_closed_branch_opens_for_a_row_that_waits_over_it() {
    let (account, mut imap) = with_letters("patient", 2);
    for name in ["Clients", "Clients/Nord"] {
        imap.command(&format!("CREATE {name}"));
        imap.command(&format!("SUBSCRIBE {name}"));
    }
    let program = Program::start().await;
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&account).await;
    browser.script("document.querySelector('.branch:not(.closed) > .tree-fold')?.click()", Vec::new()).await;
    browser.wait_for(".branch.closed").await;
    let arguments = vec![json!("Clients"), json!("Clients/Nord")];
    let branch = browser.script_with_end(DRAW_AND_WAIT, arguments).await;
    assert!(branch.as_str().is_some_and(|it| !it.contains("closed")), "{branch}");
    browser.wait_for_text("Message déplacé dans « Nord ».").await;
    assert_eq!((imap.count("INBOX"), imap.count("Clients/Nord")), (1, 1));
    browser.close().await;
}

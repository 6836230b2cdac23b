//! Mailboxes that others share, and what may be done with them: on a Dovecot with rights, in both ways of
//! naming.

use crate::browser::Browser;
use crate::client::Page;
use crate::lab::company::{Company, ROOM, with_dots, with_slashes};
use crate::lab::{Account, DOMAIN};
use crate::letters;
use crate::look::look;
use crate::program::{Options, Program, Security};

pub async fn program(company: &Company) -> Program {
    let imap = Some(("127.0.0.1", company.imap));
    Program::with(Options { imap, security: Security::None, ..Options::default() }).await
}

/// Somebody who may look into a mailbox of a colleague, and into one that is shared by all.
pub fn colleague(company: &Company, rights: &str) -> (Account, String) {
    let (pierre, claire) = (Account::new("pierre"), Account::new("claire"));
    // Logging in makes the folders.
    company.open(&pierre);
    let mut imap = company.open(&claire);
    let projects = company.own("Projets/Été".replace('É', "&AMk-").replace('é', "&AOk-").as_str());
    imap.command(&format!("CREATE \"{projects}\""));
    imap.append(&projects, "", "", &letters::plain("Devis", &claire.address, "Bonjour."));
    imap.command(&format!("SETACL \"{projects}\" {} {rights}", pierre.address));
    let local = "secretariat".to_owned();
    let secretary =
        Account { address: format!("{local}@{DOMAIN}"), password: format!("{local}-secret"), local };
    let mut imap = company.open(&secretary);
    let notes = company.name("Commun/Annonces");
    if !imap.command("LIST \"\" \"*\"").contains(&notes) {
        imap.command(&format!("CREATE \"{notes}\""));
    }
    let shared = company.name(&format!("Autres/{}/Projets/Été", claire.local));
    (pierre, shared)
}

pub fn path(mailbox: &str) -> String {
    let encoded: String = url::form_urlencoded::byte_serialize(mailbox.as_bytes()).collect();
    format!("/mail/{}", encoded.replace('+', "%20"))
}

/// The headings of the folders, and the names below each.
fn sections(page: &Page) -> Vec<(String, String)> {
    let headings = page.texts("#folders h2");
    let names = |at: usize| {
        page.texts(&format!("#folders nav:nth-of-type({}) .tree-link > span:first-of-type", at + 2))
    };
    headings.into_iter().enumerate().map(|(at, it)| (it, names(at).join(" "))).collect()
}

async fn what_is_shared_stands_apart(company: &Company) {
    let (pierre, shared) = colleague(company, "lrs");
    let claire = shared.split(company.separator).nth(1).expect("a name").to_owned();
    let mut imap = company.open(&pierre);
    let own = company.own("Atelier");
    imap.command(&format!("CREATE \"{own}\""));
    imap.command(&format!("SUBSCRIBE \"{own}\""));
    let program = program(company).await;
    let mut client = program.signed_in(&pierre).await;
    let page = client.get("/mail/INBOX").await;
    let expected = [
        ("Dossiers".to_owned(), "Atelier".to_owned()),
        ("Boîtes d’autres personnes".to_owned(), format!("{claire} Projets Été")),
        ("Dossiers partagés".to_owned(), "Annonces".to_owned()),
    ];
    assert_eq!(sections(&page), expected);
    assert!(!page.has(&format!("[data-mailbox=\"{}\"]", company.name("Autres"))), "a prefix is no folder");
    let page = client.get(&path(&shared)).await;
    assert_eq!(page.texts("#list-h"), ["Été"]);
    assert!(page.text().contains("Devis"), "{}", page.text());

    // What has no folder yet is made where one's own folders are.
    let list = client.get("/mail/INBOX").await;
    assert!(list.has("#folders [data-mailbox]"));
    company.open(&pierre).append("INBOX", "", "", &letters::plain("Reçu", &pierre.address, "Bonjour."));
    let list = client.get("/mail/INBOX").await;
    let page = client.get(&list.row("Reçu")).await;
    let page = client.submit(&page, page.form_with_button("Archiver")).await;
    assert!(page.text().contains("Message déplacé dans « Archives »."), "{}", page.text());
    assert_eq!(imap.count(&company.own("Archive")), 1);

    // Once some are chosen, the others are not shown; where the server keeps no choice, it says so.
    let page = client.get(&format!("/settings/folders?folder={}", &path(&shared)["/mail/".len()..])).await;
    assert!(page.text().contains("tant que vous n’en choisissez aucun"), "{}", page.text());
    let page = client.submit(&page, page.form_with_button("Afficher dans la liste")).await;
    let keeps = company.prefix.is_empty();
    let said = if keeps { "Le dossier est affiché" } else { "Le serveur de messagerie a refusé" };
    assert!(page.text().contains(said), "{}", page.text());
    // On the page that arranges them as well.
    let page = client.get("/settings/folders").await;
    assert_eq!(page.texts(".set-folders .side-h"), ["Boîtes d’autres personnes", "Dossiers partagés"]);
    let places = page.texts("#inside option").join(" ");
    assert!(!places.contains("Annonces") && !places.contains("Projets"), "{places}");
}

#[tokio::test]
async fn what_is_shared_stands_apart_with_slashes() {
    what_is_shared_stands_apart(with_slashes()).await;
}

#[tokio::test]
async fn what_is_shared_stands_apart_with_dots() {
    what_is_shared_stands_apart(with_dots()).await;
}

/// The page of the letter that a colleague shares.
async fn shared_letter(company: &Company, rights: &str) -> (Account, String, Program, Page, Page) {
    let (pierre, shared) = colleague(company, rights);
    let program = program(company).await;
    let mut client = program.signed_in(&pierre).await;
    let list = client.get(&path(&shared)).await;
    let page = client.get(&list.row("Devis")).await;
    (pierre, shared, program, list, page)
}

/// What is offered for a letter, of: archive, delete, mark as read, star, import.
fn offered(page: &Page) -> [bool; 5] {
    ["[value=archive]", "[value=delete]", "[value=unseen], [value=seen]", "#msg-star", "[href$=import]"]
        .map(|it| page.has(it))
}

#[tokio::test]
async fn what_one_may_not_do_is_not_offered() {
    let company = with_slashes();
    let (_, shared, program, list, page) = shared_letter(company, "lrs").await;
    assert_eq!(list.texts("#list-rights"), ["lecture seule"]);
    assert_eq!(offered(&page), [false, false, true, false, false]);
    assert!(!page.has("[name=do][value=move]") && page.has("[name=do][value=copy]"));
    drop(program);

    let (pierre, _, program, list, page) = shared_letter(company, "lr").await;
    assert_eq!(list.texts("#list-rights"), ["lecture seule"]);
    assert_eq!(offered(&page), [false; 5]);
    drop(program);

    let (_, _, _program, list, page) = shared_letter(company, "lrswite").await;
    assert!(!list.has("#list-rights"));
    assert_eq!(offered(&page), [true; 5]);
    let own = company.open(&pierre).command("LIST \"\" \"*\"");
    assert!(own.contains("Autres") && shared.contains("Autres"), "{own}");
}

#[tokio::test]
async fn a_refusal_is_a_sentence_and_changes_nothing() {
    let company = with_dots();
    let (pierre, shared) = colleague(company, "lrs");
    let mut imap = company.open(&pierre);
    imap.append("INBOX", "", "", &letters::plain("Reçu", &pierre.address, "Bonjour."));
    let program = program(company).await;
    let mut client = program.signed_in(&pierre).await;
    // Into what is not to be filled.
    let list = client.get("/mail/INBOX").await;
    let page = client.get(&list.row("Reçu")).await;
    let csrf = page.form("#act [name=message]").value("csrf").expect("a token").to_owned();
    let number = page.form("#act [name=message]").value("message").expect("a number").to_owned();
    let send = [("csrf", csrf.as_str()), ("do", "move"), ("message", &number), ("to", &shared)];
    let page = client.post("/mail/INBOX/act", &send).await;
    assert!(page.text().contains("ne permet pas cette action ici"), "{}", page.text());
    assert_eq!(imap.count("INBOX"), 1);
    // Out of what is not to be emptied.
    let list = client.get(&path(&shared)).await;
    let page = client.get(&list.row("Devis")).await;
    let number = page.form("#act [name=message]").value("message").expect("a number").to_owned();
    let send = [("csrf", csrf.as_str()), ("do", "delete"), ("message", &number)];
    let page = client.post(&format!("{}/act", path(&shared)), &send).await;
    assert!(page.text().contains("ne permet pas cette action ici"), "{}", page.text());
    assert!(client.get(&path(&shared)).await.text().contains("Devis"));
    // Inside what is not one's own.
    let send = [("csrf", csrf.as_str()), ("do", "create"), ("name", "x"), ("inside", &shared)];
    let page = client.post("/settings/folders", &send).await;
    assert!(page.text().contains("ne peut pas être placé là"), "{}", page.text());
}

#[tokio::test]
async fn what_others_share_looks_right_and_is_accessible() {
    let (pierre, shared) = colleague(with_slashes(), "lrs");
    let program = program(with_slashes()).await;
    program.never_in_the_log(&pierre.password);
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&pierre).await;
    browser.goto(&path(&shared)).await;
    browser.wait_for_text("lecture seule").await;
    look(&browser, "shared-folder").await;
    browser.goto("/settings/folders").await;
    look(&browser, "folders-shared").await;
    browser.close().await;
}

/// Fills somebody's room to so many hundredths.
fn fill(company: &Company, account: &Account, hundredths: usize) {
    let mut imap = company.open(account);
    imap.empty("INBOX");
    let letter = letters::plain("Pièces", &account.address, "");
    let lines = "une ligne de quarante octets, ou presque\r\n".repeat(ROOM * hundredths / 100 / 42);
    imap.append("INBOX", "", "", &[letter, lines.into_bytes()].concat());
}

#[tokio::test]
async fn the_room_that_is_used_stands_beside_every_page() {
    let company = with_slashes();
    let account = Account::new("espace");
    let program = program(company).await;
    for (hundredths, class, words) in [
        (50, ".quota:not(.warn, .full)", "sur 205 Ko utilisés"),
        (90, ".quota.warn", "sur 205 Ko utilisés"),
        (97, ".quota.full", "sur 205 Ko utilisés"),
    ] {
        fill(company, &account, hundredths);
        // Whoever signs in anew is told anew: the connection and what it knew ended with the session.
        let mut client = program.signed_in(&account).await;
        let page = client.get("/mail/INBOX").await;
        assert!(
            page.texts(class).concat().contains(words),
            "{hundredths}: {}",
            page.texts("#quota").concat()
        );
        let told = page.attributes("#quota [role=meter]", "aria-valuetext").concat();
        assert!(told.contains("utilisés"), "{told}");
        assert!(!page.has("#over-quota"));
        let page = client.get("/settings/folders").await;
        assert!(page.has(&format!(".set-room {class}")));
        client.submit(&page, page.form("#logout")).await;
    }
}

#[tokio::test]
async fn a_full_mailbox_is_told_and_what_has_no_room_stays() {
    let company = with_slashes();
    let account = Account::new("pleine");
    fill(company, &account, 99);
    let program = program(company).await;
    program.never_in_the_log(&account.password);
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&account).await;
    browser.wait_for_text("Votre boîte est pleine.").await;
    look(&browser, "over-quota").await;
    browser.click("Trier par taille").await;
    browser.wait_for_text("Pièces").await;
    assert_eq!(browser.path().await, "/mail/INBOX?sort=-size");
    browser.close().await;
    let mut client = program.signed_in(&account).await;
    let list = client.get("/mail/INBOX").await;
    let page = client.get(&list.row("Pièces")).await;
    let page = client.submit(&page, page.form_with_button("Envoyés").fill("do", "copy")).await;
    assert!(page.text().contains("Votre boîte est pleine"), "{}", page.text());
    assert_eq!(company.open(&account).count("Sent"), 0);
}

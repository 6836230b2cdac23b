//! Sorting, filtering and searching the list of a mailbox, without scripts and in a browser.

use crate::browser::Browser;
use crate::client::{Client, Page};
use crate::lab::imap::Imap;
use crate::lab::{Account, lab};
use crate::letters;
use crate::look::look;
use crate::program::Program;

/// Subjects of the letters, the oldest first: their order by subject is another one.
const SUBJECTS: [&str; 5] =
    ["Devis portes", "Adhésion 2027", "Réunion du bureau", "Re: Devis portes", "Budget"];

/// Somebody with those letters; the second one is read, the third is followed.
fn with_letters(name: &str) -> (Account, Imap) {
    let account = Account::new(name);
    let mut imap = lab().open(&account);
    for (number, subject) in SUBJECTS.into_iter().enumerate() {
        let flags = ["", "\\Seen", "\\Flagged", "", ""][number];
        let letter = letters::plain(&letters::encoded_words(subject), &account.address, "Bonjour.");
        imap.append("INBOX", flags, "", &letter);
    }
    (account, imap)
}

fn subjects(page: &Page) -> Vec<String> {
    page.texts("#rows .row-subject")
}

async fn choose(client: &mut Client, page: &Page, words: &str) -> Page {
    let form = page.form_with_button(words);
    client.submit(page, form).await
}

#[tokio::test]
async fn an_order_is_chosen_turned_round_and_kept_for_the_folder() {
    let (account, _imap) = with_letters("sorter");
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let page = client.get("/mail/INBOX").await;
    let page = choose(&mut client, &page, "Objet").await;
    let by_subject = ["Adhésion 2027", "Budget", "Re: Devis portes", "Devis portes", "Réunion du bureau"];
    assert_eq!(subjects(&page), by_subject);
    assert!(page.texts(".list-group").is_empty(), "no headings of days: {}", page.text());
    // In another visit, too, and in this folder alone.
    let mut other = program.signed_in(&account).await;
    assert_eq!(subjects(&other.get("/mail/INBOX").await), by_subject);
    let page = other.get("/mail/Sent").await;
    assert_eq!(page.texts("#list-order [aria-current]"), ["Arrivée , ordre décroissant"]);
    let page = client.get("/mail/INBOX").await;
    let page = choose(&mut client, &page, "Objet , ordre croissant").await;
    assert_eq!(subjects(&page)[0], "Réunion du bureau");
    // An address has its own order, and changes no habit.
    assert_eq!(subjects(&client.get("/mail/INBOX?sort=arrival").await), SUBJECTS);
    assert_eq!(subjects(&client.get("/mail/INBOX").await)[0], "Réunion du bureau");
}

#[tokio::test]
async fn what_is_searched_for_is_found_and_taken_back_word_by_word() {
    let (account, _imap) = with_letters("searcher");
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let page = client.get("/mail/INBOX").await;
    let search = page.form("#search input").fill("q", "devis -subject:Re");
    let page = client.submit(&page, search).await;
    assert_eq!(subjects(&page), ["Devis portes"]);
    assert_eq!(page.texts("#list-count"), ["1 trouvé"]);
    assert_eq!(page.form("#search input").value("q"), Some("devis -subject:Re"));
    let page = client.follow(&page, "Retirer « Sans subject:Re »").await;
    assert_eq!(subjects(&page), ["Re: Devis portes", "Devis portes"]);
    let page = client.follow(&page, "Tout afficher").await;
    assert_eq!(subjects(&page).len(), 5);
    for (q, expected) in [
        ("réunion", &["Réunion du bureau"][..]),
        ("is:flagged OR budget", &["Budget", "Réunion du bureau"]),
        ("has:attachment", &[]),
        ("newer_than:1d is:read", &["Adhésion 2027"]),
        ("older_than:1d", &[]),
        ("A1 LOGOUT", &[]),
    ] {
        let page = client.get(&format!("/mail/INBOX?q={}", q.replace(' ', "+"))).await;
        assert_eq!(subjects(&page), expected, "{q}");
    }
}

#[tokio::test]
async fn what_is_not_understood_is_said_and_nothing_is_sent() {
    let (account, mut imap) = with_letters("mistaken");
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let page = client.get("/mail/INBOX?q=before:demain").await;
    assert!(page.text().contains("« demain » n’est pas une date."), "{}", page.text());
    assert_eq!((page.status.as_u16(), subjects(&page).len()), (200, 5));
    let page = client.get("/mail/INBOX?q=%0D%0AA1+LOGOUT%0D%0A-subject:x%00").await;
    assert!(page.text().contains("un caractère invisible"), "{}", page.text());
    let page = client.get("/mail/INBOX?q=gymnase").await;
    assert!(page.text().contains("Aucun message trouvé"), "{}", page.text());
    imap.append("INBOX", "", "", &letters::plain("Salle", &account.address, "Le gymnase est fermé."));
    let page = client.follow(&page, "Chercher aussi dans le texte").await;
    assert_eq!(subjects(&page), ["Salle"]);
}

#[tokio::test]
async fn a_filter_holds_while_messages_are_opened_and_deleted() {
    let (account, mut imap) = with_letters("filterer");
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let page = client.get("/mail/INBOX").await;
    let page = client.follow(&page, "Non lus").await;
    assert_eq!(subjects(&page), ["Budget", "Re: Devis portes", "Réunion du bureau", "Devis portes"]);
    let page = client.get(&page.row("Re: Devis portes")).await;
    assert_eq!(page.texts("#subject"), ["Re: Devis portes"]);
    let page = client.follow(&page, "Message plus ancien").await;
    assert_eq!(page.texts("#subject"), ["Réunion du bureau"]);
    let page = choose(&mut client, &page, "Supprimer").await;
    assert_eq!(page.texts("#subject"), ["Devis portes"], "the next one of the unread");
    assert_eq!(page.url.query(), Some("filter=unread"));
    assert_eq!(subjects(&page)[0], "Budget");
    assert!(!subjects(&page).contains(&"Adhésion 2027".to_owned()), "{:?}", subjects(&page));
    assert_eq!(imap.count("INBOX"), 4);
    // Sorted by subject the neighbours are those by subject.
    let page = client.get("/mail/INBOX?sort=subject").await;
    let page = client.get(&page.row("Budget")).await;
    assert_eq!(
        page.link("Message plus récent"),
        client.get("/mail/INBOX?sort=subject").await.row("Adhésion")
    );
}

#[tokio::test]
async fn conversations_are_one_row_each() {
    let (account, _imap) = with_letters("talker");
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let page = client.get("/mail/INBOX").await;
    let page = choose(&mut client, &page, "Grouper par conversation").await;
    assert_eq!(subjects(&page), ["Budget", "Re: Devis portes", "Réunion du bureau", "Adhésion 2027"]);
    assert_eq!(page.texts("#rows .row-n"), ["2"]);
}

#[tokio::test]
async fn a_list_is_sorted_and_searched_in_a_browser() {
    let (account, _imap) = with_letters("clicker");
    let program = Program::start().await;
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&account).await;
    browser.script("window.stays = 1", Vec::new()).await;
    browser.click("Trier").await;
    browser.click("Objet").await;
    browser.wait_for("#rows > .row:first-child").await;
    assert_eq!(browser.texts("#rows .row-subject").await[0], "Adhésion 2027");
    browser.click("Filtrer").await;
    browser.click("Suivis").await;
    browser.wait_for(".list-chips").await;
    assert_eq!(browser.texts("#rows .row-subject").await, ["Réunion du bureau"]);
    assert_eq!(browser.script("return window.stays", Vec::new()).await, 1, "the page was not loaded again");
    assert_eq!(browser.path().await, "/mail/INBOX?filter=flagged");
    browser.click("Tout afficher").await;
    browser.wait_for("#rows li:nth-child(5)").await;
    browser.fill("q", "devis\n").await;
    browser.wait_for_text("2 trouvés").await;
    look(&browser, "search").await;
    browser.goto("/mail/INBOX?q=introuvable").await;
    look(&browser, "search-nothing").await;
    browser.goto("/mail/INBOX?q=larger:beaucoup&threads=1").await;
    browser.click("Trier").await;
    look(&browser, "sort").await;
    browser.close().await;
}

#[tokio::test]
async fn a_search_in_all_folders_shows_what_it_finds_by_folder() {
    let (account, mut imap) = with_letters("everywhere");
    for mailbox in ["Clients", "Clients/Fournil", "Clients/Vide"] {
        imap.command(&format!("CREATE \"{mailbox}\""));
        imap.command(&format!("SUBSCRIBE \"{mailbox}\""));
    }
    for number in 0..12 {
        let letter = letters::plain(&format!("Devis {number}"), &account.address, "Bonjour.");
        imap.append("Clients/Fournil", "", "", &letter);
    }
    imap.append("Trash", "", "", &letters::plain("Vieux devis", &account.address, "Bonjour."));
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let page = client.get("/mail/INBOX?q=devis&scope=everywhere").await;
    let groups: Vec<String> = page.texts("#rows .list-group-h");
    let expected = ["Boîte de réception 2 trouvés", "Fournil 12 trouvés", "Corbeille 1 trouvé"];
    assert_eq!(groups, expected);
    assert_eq!(page.attributes("#rows [data-message]", "data-message").len(), 2 + 10 + 1);
    assert_eq!(page.texts("#list-count"), ["15 trouvés"]);
    assert!(page.html().trim_end().ends_with("</html>"), "the page is whole");
    let all = client.follow(&page, "Voir les 12 messages").await;
    assert_eq!((subjects(&all).len(), all.url.path()), (12, "/mail/Clients%2FFournil"));
    let message = client.get(&page.row("Vieux devis")).await;
    assert_eq!(message.texts("#subject"), ["Vieux devis"]);
    let below = client.get("/mail/Clients?q=devis&scope=below").await;
    assert_eq!(below.texts("#rows .list-group-h"), ["Fournil 12 trouvés"]);
    let none = client.get("/mail/INBOX?q=introuvable&scope=everywhere").await;
    assert!(none.text().contains("Aucun message trouvé") && none.status == 200, "{}", none.text());
}

#[tokio::test]
async fn a_conversation_has_the_answers_that_the_person_sent() {
    let account = Account::new("conversing");
    let mut imap = lab().open(&account);
    let letter = |id: &str, answers: &str, subject: &str, text: &str| {
        let answers = if answers.is_empty() { String::new() } else { format!("References: {answers}\r\n") };
        format!(
            "From: Claire <claire@sink.test>\r\nTo: {}\r\nSubject: {subject}\r\nMessage-ID: <{id}@c.test>\r\n{answers}\
             Date: Mon, 23 Nov 2026 10:42:00 +0100\r\n\r\n{text}\r\n",
            account.address
        )
    };
    let one = letter("1", "", "Salle", "La salle est-elle libre ?");
    let two = letter("2", "<1@c.test>", "Re: Salle", "Oui, samedi.");
    let three = letter("3", "<1@c.test> <2@c.test>", "Re: Salle", "Merci, je la prends.");
    let other = letter("4", "<9@c.test>", "Re: Salle", "Une autre salle.");
    imap.append("INBOX", "\\Seen \\Answered", "23-Nov-2026 10:00:00 +0000", one.as_bytes());
    imap.append("Sent", "\\Seen", "23-Nov-2026 11:00:00 +0000", two.as_bytes());
    imap.append("INBOX", "\\Seen", "23-Nov-2026 12:00:00 +0000", three.as_bytes());
    imap.append("INBOX", "", "23-Nov-2026 13:00:00 +0000", other.as_bytes());
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let list = client.get("/mail/INBOX?sort=arrival").await;
    let page = client.get(&list.row("Salle")).await;
    let page = client.follow(&page, "Voir la conversation").await;
    let texts = page.texts(".turn .msg-body");
    assert_eq!(texts, ["La salle est-elle libre ?", "Oui, samedi.", "Merci, je la prends."]);
    assert_eq!(page.texts(".turn .row-n"), ["Envoyés"]);
    let sent = client.follow(&page, "Retour au message").await;
    assert_eq!(sent.url.query(), Some("sort=arrival"));
    // From one's own answer it is the same one.
    let list = client.get("/mail/Sent").await;
    let page = client.get(&list.row("Salle")).await;
    let page = client.follow(&page, "Voir la conversation").await;
    assert_eq!(page.texts(".turn .msg-body").len(), 3);
    assert!(imap.last("INBOX").0.contains("FLAGS ()"), "nothing was marked read: {}", imap.last("INBOX").0);
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&account).await;
    browser.goto(page.url.path()).await;
    look(&browser, "conversation").await;
    browser.close().await;
}

#[tokio::test]
async fn a_list_looks_as_the_person_wants_it() {
    let (account, mut imap) = with_letters("looker");
    for number in 1..=25 {
        imap.append(
            "INBOX",
            "",
            "",
            &letters::plain(&format!("Lettre {number:02}"), &account.address, "Bonjour."),
        );
    }
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let page = client.get("/settings/mailbox").await;
    let form = page.form_with_button("Enregistrer").fill("page_size", "25").fill("layout", "below");
    client.submit(&page, form.fill("row_lines", "two")).await;
    let page = client.get("/mail/INBOX").await;
    assert_eq!((subjects(&page).len(), page.texts(".pager .num")), (25, vec!["1 à 25 sur 30".to_owned()]));
    let open = client.get(&page.row("Lettre 01")).await;
    let page = client.follow(&open, "Message plus ancien").await;
    assert_eq!((page.texts("#subject"), page.url.query()), (vec!["Budget".to_owned()], Some("page=1")));
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&account).await;
    for layout in ["below", "alone"] {
        let page = client.get("/settings/mailbox").await;
        let form = page.form_with_button("Enregistrer").fill("layout", layout).fill("row_lines", "one");
        client.submit(&page, form).await;
        browser.goto(open.url.path()).await;
        browser.wait_for(&format!("main[data-layout={layout}] #subject")).await;
        look(&browser, &format!("layout-{layout}")).await;
    }
    browser.click("Retour à la liste").await;
    browser.wait_for("#rows .row").await;
    browser.close().await;
}

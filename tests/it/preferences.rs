//! Each preference, set in a browser and seen where it acts: a line for each.
//!
//! What the settings keep, refuse and show as fixed is in `settings.rs`; how each effect behaves in full, where
//! its feature is tested.

mod deleting;

use std::collections::BTreeSet;
use std::time::Duration;

use facteur::preferences::known;
use facteur::preferences::rules::LANGUAGE;
use serde_json::json;

use crate::browser::{Browser, Size};
use crate::client::{Client, Upload};
use crate::lab::{Account, lab};
use crate::letters;
use crate::live::told::listen;
use crate::live::wait_until_watched;
use crate::program::Program;
use crate::wait;

/// Where an effect is seen.
#[derive(Clone, Copy, Debug)]
enum At {
    /// The inbox.
    List,
    /// The inbox by threads.
    Threads,
    /// A message of this subject, in the inbox.
    Message(&'static str),
    /// A new message, which begins with this.
    Compose(&'static str),
    /// An answer to the message of this subject.
    Reply(&'static str),
    /// The page of this address.
    Page(&'static str),
}

use At::{Compose, List, Message, Page, Reply, Threads};

/// A section, a preference there, an answer, where it acts, what is done there (a script; often nothing), and what
/// is true then and was not before (an expression).
type Line = (&'static str, &'static str, &'static str, At, &'static str, &'static str);

/// What is done is that a message comes, while nobody looks at the page.
const ARRIVE: &str = "arrive";

/// A message that can go.
const GOOD: At = Compose("to=nouvelle@sink.test&subject=Un%20mot&body=Bonjour.");

/// A message in which all is forgotten that can be.
const EMPTY: At = Compose("to=a@sink.test,b@sink.test,c@sink.test,d@sink.test,e@sink.test,f@sink.test");

#[rustfmt::skip]
const LINES: &[Line] = &[
    ("interface", "theme", "dark", List, "", "getComputedStyle(document.documentElement).colorScheme === 'dark'"),
    ("interface", "theme", "dark", Message("Bulletin"), "", "frame()?.documentElement.dataset.theme === 'dark'"),
    ("interface", "density", "compact", List, "", "getComputedStyle(one('#rows .row')).minBlockSize === '36px'"),
    ("interface", "time_zone", "Asia/Tokyo", Message("Ancienne"), "", "text('.msg-date').includes('21:00')"),
    ("interface", "time_zone", "Asia/Tokyo", Compose(""), "", "new Date(one('[name=later_at]').min) - Date.now() > 4 * 36e5"),
    ("interface", "date_format", "y-m-d", List, "", "text('#rows').includes('2025-01-05')"),
    ("interface", "time_format", "12", Message("Ancienne"), "", "text('.msg-date').includes('1:00\u{a0}PM')"),
    ("interface", "near_dates", "no", List, "", "text('#rows').includes('05/01/2025\u{a0}13:00')"),
    ("interface", "letters", "off", List, "", "one('#rows') && !one('[aria-keyshortcuts=\"C\"]')"),
    ("interface", "swipe", "off", List, "", "one('#rows') && !one('[data-swipe]')"),
    ("mailbox", "layout", "below", List, "", "one('#main').dataset.layout === 'below'"),
    ("mailbox", "row_lines", "one", List, "", "one('#main').dataset.rows === 'one'"),
    ("mailbox", "page_size", "25", List, "", "all('#rows [data-message]').length === 25"),
    ("mailbox", "paging", "endless", List, "", "one('[data-paging=endless]')"),
    ("mailbox", "threads", "yes", List, "", "one('#rows .threaded')"),
    ("mailbox", "unfold", "all", Threads, "", "one('#rows .inner')"),
    ("mailbox", "receipts", "ignore", Message("Accuse"), "", "one('#reader') && !one('#receipt')"),
    ("mailbox", "mark_read", "at-once", Message("Lettre 13"), "", "one('#rows [data-seen] [aria-current]')"),
    ("mailbox", "after_move", "list", Message("Lettre 14"), "press('#reader', 'Supprimer')", "location.pathname === '/mail/INBOX'"),
    ("mailbox", "archive_by", "year", Message("Ancienne"), "press('#reader', 'Archiver')", "text('#notice').includes('2025')"),
    ("mailbox", "check_every", "1", List, "", "heard.every === 1"),
    ("mailbox", "check_every", "never", List, "", "heard.every === 0"),
    ("mailbox", "check_all_folders", "no", List, "", "heard.all === false"),
    ("mailbox", "notify", "off", List, ARRIVE, "told.includes('tone') && !told.some(Array.isArray)"),
    ("mailbox", "notify_content", "on", List, ARRIVE, "told.some((it) => it[1] === 'Arrivee')"),
    ("mailbox", "sound", "off", List, ARRIVE, "told.some(Array.isArray) && !told.includes('tone')"),
    ("display", "remote_images", "always", Message("Bulletin"), "", "frame()?.querySelector('img[alt^=\"Le march\"]')?.hasAttribute('src')"),
    ("display", "message_window", "yes", List, "", "all('#rows .row-link').every((it) => it.target === '_blank' && it.rel === 'noopener' && !it.hasAttribute('hx-get')) && one('#rows .row-link')"),
    ("display", "body", "text", Message("Bulletin"), "", "one('.msg-text') && !one('#message-body')"),
    ("display", "pictures_below", "no", Message("Photo"), "", "one('#attachments') && !one('.msg-pictures')"),
    ("display", "emoticons", "yes", Message("Visage"), "", "text('.msg-text').includes('Bonjour 🙂')"),
    ("display", "charset", "windows-1251", Message("Sans jeu"), "", "text('.msg-text').includes('Cafй')"),
    ("display", "charset", "windows-1251", List, "", "text('#rows').includes('Brut Cafй')"),
    ("display", "adapt_colors", "adapt", Message("Bulletin"), "", "frame()?.documentElement.classList.contains('adapted')"),
    ("composing", "editor", "always", Compose(""), "", "!one('#rich').hidden"),
    ("composing", "compose_window", "yes", List, "", "one('.compose-btn').target === '_blank' && one('.compose-btn').rel === 'opener'"),
    ("composing", "compose_window", "yes", Message("Bulletin"), "", "all('#reader a[href^=\"/compose\"]').every((it) => it.target === '_blank') && one('#reader a[href^=\"/compose\"]')"),
    ("composing", "autosave", "60", Compose(""), "", "one('#compose').dataset.every === '60'"),
    ("composing", "forwarding", "attached", Message("Bulletin"), "", "all('#reader a').some((it) => it.textContent.trim() === 'Transférer' && it.search.includes('forward_attached'))"),
    ("composing", "list_replies", "list", Message("Liste"), "", "all('.msg-foot a').some((it) => it.search.startsWith('?reply_list=') && it.textContent.includes('à la liste'))"),
    ("composing", "font", "georgia", Compose(""), "", "one('#rich').style.fontFamily.startsWith('Georgia')"),
    ("composing", "font_size", "14", Compose(""), "", "one('#rich').style.fontSize === '14pt'"),
    ("composing", "copy", "no", Compose(""), "", "one('#compose') && !one('#copy-offer')"),
    ("composing", "quoting", "nothing", Reply("Signee"), "", "one('#compose') && !value('body').includes('> Bonjour')"),
    ("composing", "quote_signatures", "yes", Reply("Signee"), "", "value('body').includes('> Sa signature')"),
    ("composing", "signing", "never", Compose(""), "", "one('#compose') && !value('body').includes('Ma signature')"),
    ("composing", "signature_last", "end", Reply("Signee"), "", "value('body').trim().endsWith('Ma signature')"),
    ("composing", "separator", "no", Compose(""), "", "one('#compose') && !value('body').includes('-- ')"),
    ("composing", "mdn", "yes", Compose(""), "", "one('#mdn').checked"),
    ("composing", "dsn", "yes", Compose(""), "", "one('#dsn').checked"),
    ("composing", "undo", "30", GOOD, "send()", "document.body.textContent.includes('Annuler l’envoi')"),
    ("composing", "collecting", "no", Compose("to=jamais@sink.test&subject=Un%20mot&body=Bonjour."), "send()", "text('#notice').includes('Message envoy') && !completed('jamais').includes('jamais@')"),
    ("composing", "warn_subject", "no", EMPTY, "send()", "asked('texte') && !asked('objet')"),
    ("composing", "warn_text", "no", EMPTY, "send()", "asked('objet') && !asked('texte')"),
    ("composing", "warn_visible", "no", EMPTY, "send()", "asked('objet') && !asked('tous les destinataires')"),
    ("composing", "warn_name", "yes", EMPTY, "send()", "asked('objet') && asked('nom d’exp')"),
    ("composing", "warn_file", "no", Compose("to=a@sink.test&body=Voir%20ci-joint."), "send()", "asked('objet') && !asked('jointe')"),
    ("spelling", "before_sending", "yes", Compose("to=a@sink.test&subject=Un%20mot&body=Le%20raport."), "send()", "text('#spell-count').includes('1')"),
    ("contacts", "contacts_sort", "name", Page("/contacts/personal"), "", "text('#cards .row-from') === 'Ali Zola'"),
    ("contacts", "contacts_names", "last-comma-first", Page("/contacts/personal"), "", "text('#cards').includes('Albert, Zoé')"),
    ("contacts", "contacts_page", "25", Page("/contacts/personal"), "", "all('#cards .row').length === 25"),
    ("contacts", "one_address", "yes", Page("/contacts"), "", "completed('albert').split('role=\"option\"').length === 2"),
    ("contacts", "new_cards", "b1", Page("/contacts/all/new"), "", "value('book') === 'b1'"),
    ("contacts", "new_cards", "b1", Message("Inconnue"), "press('#reader', 'Ajouter')", "text('#notice').includes('est dans vos contacts') && completed('odile').includes('Voisins')"),
    ("contacts", "collect_into", "b1", Compose("to=rangee@sink.test&subject=Un%20mot&body=Bonjour."), "send()", "text('#notice').includes('Message envoy') && completed('rangee').includes('Voisins')"),
    ("interface", "language", "en", List, "", "document.documentElement.lang === 'en'"),
];

/// Of lines that end in the absence of something: where it is there before, and what is true then, once the same
/// was done.
#[rustfmt::skip]
const BEFORE: &[(&str, At, &str)] = &[
    ("after_move", Message("Lettre 15"), "one('#reader') && location.pathname.startsWith('/mail/INBOX/')"),
    ("notify", List, "told.some(Array.isArray)"),
    ("notify_content", List, "told.some(Array.isArray) && !told.some((it) => it[1] === 'Arrivee')"),
    ("sound", List, "told.includes('tone')"),
    ("collecting", Compose("to=connue@sink.test&subject=Un%20mot&body=Bonjour."), "text('#notice').includes('Message envoy') && completed('connue').includes('connue@')"),
    ("collect_into", Compose("to=volante@sink.test&subject=Un%20mot&body=Bonjour."), "text('#notice').includes('Message envoy') && completed('volante').includes('volante@') && !completed('volante').includes('Voisins')"),
    ("warn_subject", EMPTY, "asked('objet')"),
    ("warn_text", EMPTY, "asked('texte')"),
    ("warn_visible", EMPTY, "asked('tous les destinataires')"),
    ("warn_name", EMPTY, "asked('objet') && !asked('nom d’exp')"),
    ("warn_file", Compose("to=a@sink.test&body=Voir%20ci-joint."), "asked('jointe')"),
];

/// Those that act where a page does not show it, and have tests of their own below.
const ELSEWHERE: [&str; 4] = ["trash_at_logout", "junk_at_logout", "delete_reads", "delete_junk"];

#[test]
fn every_preference_has_a_line() {
    let known = known::ALL.iter().map(|it| it.name).chain([LANGUAGE]).collect::<BTreeSet<_>>();
    assert_eq!(LINES.iter().map(|it| it.1).chain(ELSEWHERE).collect::<BTreeSet<_>>(), known);
    let lines = |name: &str| LINES.iter().filter(|it| it.1 == name && !it.4.is_empty()).count();
    assert!(BEFORE.iter().all(|it| lines(it.0) == 1), "each belongs to a line in which something is done");
}

/// What the expressions and scripts of the lines are made of.
const WORDS: &str = r##"
const one = (css) => document.querySelector(css);
const all = (css) => [...document.querySelectorAll(css)];
const text = (css) => one(css)?.textContent ?? "";
const value = (name) => one(`[name="${name}"]`)?.value ?? "";
const frame = () => one("#message-body")?.contentDocument;
const asked = (words) => text("#warnings").includes(words);
const heard = window.heard ?? {};
const told = window.told ?? [];
const press = (where, words) => all(`${where} button`).find((it) => (it.ariaLabel ?? it.textContent).trim().startsWith(words)).click();
const send = () => one(".send .btn.primary").click();
const completed = (words) => {
  const request = new XMLHttpRequest();
  request.open("GET", `/contacts/complete?q=${words}`, false);
  request.send();
  return request.responseText;
};
"##;

const DECIDE: &str = r##"
const [name, value] = arguments;
const list = document.querySelector(`select[name="${name}"]`);
const radio = document.querySelector(`input[type=radio][name="${name}"][value="${value}"]`);
const box = document.querySelector(`input[type=checkbox][name="${name}"]`);
const before = list?.value ?? document.querySelector(`input[name="${name}"]:checked`)?.value ?? "no";
if (list) { list.value = value; } else if (radio) { radio.checked = true; } else { box.checked = value === "yes"; }
document.querySelector(".save-bar .primary").click();
return before;
"##;

/// How long an effect may take: one that is missing keeps no other from being looked at.
const PATIENCE: Duration = Duration::from_secs(20);

/// Answers a question of the settings; what was answered before.
async fn decide(browser: &Browser, section: &str, name: &str, value: &str) -> String {
    browser.goto(&format!("/settings/{section}")).await;
    let before = browser.script(DECIDE, vec![json!(name), json!(value)]).await;
    browser.wait_for("#notice :first-child").await;
    before.as_str().expect("what was answered before").to_owned()
}

async fn is_so(browser: &Browser, expression: &str) -> bool {
    browser.script(&format!("{WORDS} return Boolean({expression})"), Vec::new()).await == json!(true)
}

/// A mailbox with what the lines want.
fn person() -> Account {
    let person = Account::new("reglages");
    let to = person.address.as_str();
    let mut imap = lab().open(&person);
    let first = String::from_utf8(letters::plain("Fil", to, "Bonjour.")).expect("a letter in UTF-8");
    let id = first.lines().find_map(|it| it.strip_prefix("Message-ID: ")).expect("an identifier").to_owned();
    imap.append("INBOX", "", "", first.as_bytes());
    imap.append("INBOX", "", "", &letters::with_fields("Re: Fil", to, &[&format!("References: {id}")]));
    imap.append("INBOX", "\\Seen", "05-Jan-2025 12:00:00 +0000", &dated("Ancienne", to));
    letters::fill(&mut imap, ("INBOX", ""), &person, 1..=30);
    imap.append("INBOX", "\\Seen", "", &letters::newsletter("Bulletin", to));
    imap.append("INBOX", "\\Seen", "", &photo(to));
    let asks = ["Disposition-Notification-To: angelique@sink.test"];
    imap.append("INBOX", "", "", &letters::with_fields("Accuse", to, &asks));
    imap.append("INBOX", "\\Seen", "", &letters::plain("Visage", to, "Bonjour :-)"));
    imap.append(
        "INBOX",
        "\\Seen",
        "",
        &[letters::head("Sans jeu", to).as_bytes(), b"\r\nCaf\xe9\r\n"].concat(),
    );
    let stranger = String::from_utf8(letters::plain("Inconnue", to, "Bonjour.")).expect("a letter in UTF-8");
    let stranger = stranger.replace("angelique@sink.test", "odile@sink.test");
    imap.append("INBOX", "\\Seen", "", stranger.as_bytes());
    let mut raw = letters::plain("Brut Caf", to, "Bonjour.");
    let place = raw.windows(8).position(|it| it == b"Brut Caf").expect("the subject") + 8;
    raw.insert(place, 0xe9);
    imap.append("INBOX", "\\Seen", "", &raw);
    let list = ["List-Post: <mailto:liste@sink.test>"];
    imap.append("INBOX", "\\Seen", "", &letters::with_fields("Liste", to, &list));
    imap.append("INBOX", "\\Seen", "", &letters::plain("Signee", to, "Bonjour.\n\n-- \nSa signature"));
    person
}

/// A book with thirty people, of whom one has two addresses, and another book.
async fn people(client: &mut Client) {
    let page = client.get("/contacts/books").await;
    client.submit(&page, page.form("#card #name").fill("name", "Voisins")).await;
    let card = |given: &str, family: &str, more: &str| {
        format!("BEGIN:VCARD\nFN:{given} {family}\nN:{family};{given};;;\n{more}END:VCARD\n")
    };
    let two = card("Zoé", "Albert", "EMAIL:zoe@sink.test\nEMAIL:zoe@travail.test\n");
    let others = (0..28).map(|it| card(&format!("Personne{it}"), "Martin", ""));
    let all: String = [two, card("Ali", "Zola", "")].into_iter().chain(others).collect();
    let page = client.get("/contacts/import").await;
    let file = Upload { name: "a.vcf".to_owned(), media_type: "text/vcard", octets: all.into_bytes() };
    let page = client.submit(&page, page.form("#import-file").attach("file", file)).await;
    client.submit(&page, page.form("#twice").press_named("do", "take")).await;
    wait::until_async("the cards", async || {
        let list = client.get("/contacts/personal").await;
        (list.texts("#cards .row").len() == 30).then_some(())
    })
    .await;
}

/// Text with a picture of one dot.
fn photo(to: &str) -> Vec<u8> {
    const DOT: &str =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    format!(
        "{}Content-Type: multipart/mixed; boundary=b1\r\n\r\n--b1\r\nContent-Type: text/plain\r\n\r\nBonjour.\r\n\
         --b1\r\nContent-Type: image/png; name=photo.png\r\nContent-Disposition: attachment; \
         filename=photo.png\r\nContent-Transfer-Encoding: base64\r\n\r\n{DOT}\r\n--b1--\r\n",
        letters::head("Photo", to)
    )
    .into()
}

fn dated(subject: &str, to: &str) -> Vec<u8> {
    let letter = String::from_utf8(letters::plain(subject, to, "Bonjour.")).expect("a letter in UTF-8");
    let date = |it: &str| match it.starts_with("Date:") {
        true => "Date: Sun, 05 Jan 2025 12:00:00 +0000".to_owned(),
        false => it.to_owned(),
    };
    letter.split("\r\n").map(date).collect::<Vec<_>>().join("\r\n").into()
}

/// Hears what the stream of events says first.
const HEAR: &str = r##"
const end = arguments[arguments.length - 1];
const stream = new EventSource("/events");
stream.addEventListener("hello", (event) => {
  window.heard = JSON.parse(event.data);
  stream.close();
  end(true);
});
"##;

#[tokio::test]
async fn each_preference_is_set_in_a_browser_and_seen_where_it_acts() {
    let person = person();
    let program = Program::start().await;
    let mut client = program.signed_in(&person).await;
    // A signature, and answers that are written above what they quote; what is opened asks the same again.
    let page = client.get("/settings/identities").await;
    client.submit(&page, page.form("[name=signature]").fill("signature", "Ma signature")).await;
    client.decide("composing", "quoting", "above").await;
    client.decide("mailbox", "mark_read", "never").await;
    client.decide("mailbox", "notify", "on").await;
    client.decide("mailbox", "sound", "on").await;
    people(&mut client).await;
    let list = client.get("/mail/INBOX?page=0").await;
    let address = |at: At| match at {
        List => "/mail/INBOX".to_owned(),
        Page(address) => address.to_owned(),
        Threads => "/mail/INBOX?threads=1".to_owned(),
        Message(subject) => list.row(subject),
        Compose(fields) => format!("/compose?{fields}"),
        Reply(subject) => {
            let place = list.row(subject);
            let place = place.trim_start_matches("/mail/").split('?').next().unwrap_or_default().to_owned();
            format!("/compose?reply={place}")
        }
    };
    let mut browser = Browser::open(&program.url).await;
    // Nobody answers for the pictures of the newsletter.
    browser.expected_complaints.push("Failed to load resource");
    browser.sign_in(&person).await;
    let mut wrong = Vec::new();
    for (section, name, answer, at, act, seen) in LINES {
        let show = async || {
            browser.goto(&address(*at)).await;
            if seen.contains("heard") {
                browser.script_with_end(HEAR, Vec::new()).await;
            }
        };
        // What is done here would be done twice.
        if act.is_empty() {
            show().await;
            if is_so(&browser, seen).await {
                wrong.push(format!("{name} at {at:?}, before: {seen}"));
            }
        }
        let looks = async |seen: &str| {
            if *act == ARRIVE {
                wait_until_watched(&program, &person).await;
                listen(&browser, false).await;
                let letter = letters::plain("Arrivee", &person.address, "Bonjour.");
                lab().open(&person).append("INBOX", "", "", &letter);
            } else if !act.is_empty() {
                browser.script(&format!("{WORDS} {act}"), Vec::new()).await;
            }
            let look = wait::until_async("an effect", async || is_so(&browser, seen).await.then_some(()));
            tokio::time::timeout(PATIENCE, look).await.is_ok()
        };
        if let Some((_, at, seen)) = BEFORE.iter().find(|it| it.0 == *name) {
            browser.goto(&address(*at)).await;
            if !looks(seen).await {
                wrong.push(format!("{name} at {at:?}, before: {seen}"));
            }
        }
        let before = decide(&browser, section, name, answer).await;
        show().await;
        if !looks(seen).await {
            wrong.push(format!("{name} = {answer} at {at:?}: {seen}"));
        }
        decide(&browser, section, name, &before).await;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // Where fingers are rows are made for them, however dense they are elsewhere.
    decide(&browser, "interface", "density", "compact").await;
    browser.resize(Size::Phone).await;
    let heights =
        "['--row-h', '--row-1'].map((it) => getComputedStyle(one('html')).getPropertyValue(it).trim())";
    assert!(is_so(&browser, &format!("{heights}.join() === '4.75rem,2.75rem'")).await);
    browser.close().await;
}

#[tokio::test]
async fn what_lies_in_the_trash_is_gone_after_the_logout_for_who_wants_that() {
    let person = Account::new("ordonnee");
    let mut imap = lab().open(&person);
    letters::fill(&mut imap, ("Trash", ""), &person, 1..=2);
    imap.append(
        "Trash",
        "",
        "05-Jan-2025 12:00:00 +0000",
        &letters::plain("Ancienne", &person.address, "Bonjour."),
    );
    letters::fill(&mut imap, ("Junk", ""), &person, 1..=2);
    let program = Program::start().await;
    for (answer, left, said) in
        [("30", 2, "Les anciens messages"), ("30", 2, "À bientôt"), ("all", 0, "Les anciens messages")]
    {
        let mut client = program.signed_in(&person).await;
        client.decide("mailbox", "trash_at_logout", answer).await;
        client.decide("mailbox", "junk_at_logout", if left == 0 { "all" } else { "never" }).await;
        let page = client.get("/settings").await;
        let page = client.submit(&page, page.form("#logout")).await;
        assert!(page.text().contains(said), "{answer}: {}", page.text());
        assert_eq!((imap.count("Trash"), imap.count("Junk")), (left, left), "{answer}");
    }
}

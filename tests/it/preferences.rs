//! Each preference, set in a browser and seen where it acts: a line for each.
//!
//! What the settings keep, refuse and show as fixed is in `settings.rs`; how each effect behaves in full, where
//! its feature is tested.

mod deleting;
mod somebody;

use std::collections::BTreeSet;
use std::time::Duration;

use facteur::preferences::known;
use facteur::preferences::rules::LANGUAGE;
use serde_json::json;

use crate::browser::{Browser, Size};
use crate::lab::{Account, lab};
use crate::letters;
use crate::live::told::listen;
use crate::live::wait_until_watched;
use crate::program::Program;
use crate::wait;
use somebody::{people, person};

/// Where an effect is seen.
#[derive(Clone, Copy, Debug)]
enum At {
    /// The inbox.
    List,
    /// The inbox by threads.
    Threads,
    /// A message of this subject, in the inbox.
    Message(&'static str),
    /// The same, in this mailbox.
    In(&'static str, &'static str),
    /// A new message, which begins with this.
    Compose(&'static str),
    /// An answer to the message of this subject.
    Reply(&'static str),
    /// The page of this address.
    Page(&'static str),
}

use At::{Compose, In, List, Message, Page, Reply, Threads};

/// A section, a preference there, an answer, where it acts, what is done there (a script; often nothing), and what
/// is true then and was not before (an expression).
type Line = (&'static str, &'static str, &'static str, At, &'static str, &'static str);

/// What is done is that a message comes, while nobody looks at the page.
const ARRIVE: &str = "arrive";

/// What is done is that the person signs out, and in again.
const LEAVE: &str = "leave";

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
    ("mailbox", "show_real_foldernames", "yes", List, "", "text('#folders').includes('Sent') && !text('#folders').includes('Envoyés')"),
    ("mailbox", "receipts", "ignore", Message("Accuse"), "", "one('#reader') && !one('#receipt')"),
    ("mailbox", "mark_read", "at-once", Message("Lettre 13"), "", "one('#rows [data-seen] [aria-current]')"),
    ("mailbox", "after_move", "list", Message("Lettre 14"), "press('#reader', 'Supprimer')", "location.pathname === '/mail/INBOX'"),
    ("mailbox", "after_move", "previous", Message("Lettre 22"), "press('#reader', 'Supprimer')", "text('#subject') === 'Lettre 23'"),
    ("mailbox", "delete_reads", "yes", Message("Lettre 24"), "press('#reader', 'Supprimer')", "row('Trash', 'Lettre 24')?.matches('[data-seen]')"),
    ("mailbox", "delete_junk", "for-good", In("Junk", "Indésirable 1"), "press('#reader', 'Supprimer')", "!row('Junk', 'Indésirable 1') && !row('Trash', 'Indésirable 1')"),
    ("mailbox", "archive_by", "year", Message("Ancienne"), "press('#reader', 'Archiver')", "text('#notice').includes('2025')"),
    ("mailbox", "check_every", "1", List, "", "heard.every === 1"),
    ("mailbox", "check_every", "never", List, "", "heard.every === 0"),
    ("mailbox", "check_all_folders", "no", List, "", "heard.all === false"),
    ("mailbox", "title_count", "off", List, "", "one('#rows') && !document.title.startsWith('(')"),
    ("mailbox", "notify", "off", List, ARRIVE, "told.includes('tone') && !told.some(Array.isArray)"),
    ("mailbox", "notify_content", "on", List, ARRIVE, "told.some((it) => it[1] === 'Arrivee')"),
    ("mailbox", "sound", "off", List, ARRIVE, "told.some(Array.isArray) && !told.includes('tone')"),
    ("display", "remote_images", "always", Message("Bulletin"), "", "frame()?.querySelector('img[alt^=\"Le march\"]')?.hasAttribute('src')"),
    ("display", "message_window", "yes", List, "", "all('#rows .row-link').every((it) => it.target === '_blank' && it.rel === 'noopener' && !it.hasAttribute('hx-get')) && one('#rows .row-link')"),
    ("display", "body", "text", Message("Bulletin"), "", "one('.msg-text') && !one('#message-body')"),
    ("display", "monospace", "yes", Message("Visage"), "", "getComputedStyle(one('.msg-text')).fontFamily.includes('monospace')"),
    ("display", "pictures_below", "no", Message("Photo"), "", "one('#attachments') && !one('.msg-pictures')"),
    ("display", "emoticons", "yes", Message("Visage"), "", "text('.msg-text').includes('Bonjour 🙂')"),
    ("display", "charset", "windows-1251", Message("Sans jeu"), "", "text('.msg-text').includes('Cafй')"),
    ("display", "charset", "windows-1251", List, "", "text('#rows').includes('Brut Cafй')"),
    ("display", "adapt_colors", "adapt", Message("Bulletin"), "", "frame()?.documentElement.classList.contains('adapted')"),
    ("composing", "editor", "always", Compose(""), "", "!one('#rich').hidden"),
    ("composing", "compose_window", "yes", List, "", "one('.compose-btn').target === '_blank' && one('.compose-btn').rel === 'opener'"),
    ("composing", "compose_window", "yes", Message("Bulletin"), "", "all('#reader a[href^=\"/compose\"]').every((it) => it.target === '_blank') && one('#reader a[href^=\"/compose\"]')"),
    ("composing", "autosave", "10", Compose("subject=Gardee&body=Bonjour."), "type(' Suite.')", "row('Drafts', 'Gardee')"),
    ("composing", "forwarding", "attached", Message("Bulletin"), "", "all('#reader a').some((it) => it.textContent.trim() === 'Transférer' && it.search.includes('forward_attached'))"),
    ("composing", "list_replies", "list", Message("Liste"), "", "all('.msg-foot a').some((it) => it.search.startsWith('?reply_list=') && it.textContent.includes('à la liste'))"),
    ("composing", "reply_same_folder", "yes", Reply("Signee"), "", "value('copy') === 'in:INBOX'"),
    ("composing", "font", "georgia", Compose(""), "", "one('#rich').style.fontFamily.startsWith('Georgia')"),
    ("composing", "font_size", "14", Compose(""), "", "one('#rich').style.fontSize === '14pt'"),
    ("composing", "copy", "no", Compose(""), "", "one('#compose') && !one('#copy-offer')"),
    ("composing", "quoting", "nothing", Reply("Signee"), "", "one('#compose') && !value('body').includes('> Bonjour')"),
    ("composing", "quote_signatures", "yes", Reply("Signee"), "", "value('body').includes('> Sa signature')"),
    ("composing", "signing", "never", Compose(""), "", "one('#compose') && !value('body').includes('Ma signature')"),
    ("composing", "signature_last", "end", Reply("Signee"), "", "value('body').trim().endsWith('Ma signature')"),
    ("composing", "separator", "no", Compose(""), "", "one('#compose') && !value('body').includes('-- ')"),
    ("composing", "mdn", "yes", Compose(""), "", "one('#mdn').checked"),
    ("composing", "keep_formatting", "yes", Compose(""), "", "one('#keep').checked"),
    ("composing", "dsn", "yes", Compose(""), "", "one('#dsn').checked"),
    ("composing", "force_7bit", "yes", Compose("subject=Privet&body=%D0%9F%D1%80%D0%B8%D0%B2%D0%B5%D1%82%D1%8B%20%D0%B2%D1%81%D0%B5%D0%BC"), "save()", "source('Drafts').includes('quoted-printable')"),
    ("composing", "undo", "30", GOOD, "send()", "document.body.textContent.includes('Annuler l’envoi')"),
    ("composing", "collecting", "no", Compose("to=jamais@sink.test&subject=Un%20mot&body=Bonjour."), "send()", "text('#notice').includes('Message envoy') && !completed('jamais').includes('jamais@')"),
    ("composing", "warn_subject", "no", EMPTY, "send()", "asked('texte') && !asked('objet')"),
    ("composing", "warn_text", "no", EMPTY, "send()", "asked('objet') && !asked('texte')"),
    ("composing", "warn_visible", "no", EMPTY, "send()", "asked('objet') && !asked('tous les destinataires')"),
    ("composing", "warn_outside", "yes", EMPTY, "send()", "asked('objet') && asked('hors de votre organisation')"),
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
    ("mailbox", "columns", "date, subject", List, "", "one('#rows') && !all('#rows .row-from').some((it) => it.checkVisibility())"),
    ("spelling", "checked_language", "nl", Compose("subject=Un%20mot&body=Bonjour."), "", "one('#body').lang === 'nl'"),
    ("folders?roles=1", "drafts_folder", "Ailleurs", Compose("subject=Ebauche&body=Bonjour."), "press('#compose', 'Enregistrer')", "row('Ailleurs', 'Ebauche')"),
    ("folders?roles=1", "sent_folder", "Ailleurs", Compose("to=copie@sink.test&subject=Copie%20ailleurs&body=Bonjour."), "send()", "row('Ailleurs', 'Copie ailleurs')"),
    ("folders?roles=1", "archive_folder", "Ailleurs", Message("Lettre 27"), "press('#reader', 'Archiver')", "row('Ailleurs', 'Lettre 27')"),
    ("folders?roles=1", "junk_folder", "Ailleurs", Message("Lettre 28"), "press('#reader', 'Spam')", "row('Ailleurs', 'Lettre 28')"),
    ("folders?roles=1", "trash_folder", "Ailleurs", Message("Lettre 29"), "press('#reader', 'Supprimer')", "row('Ailleurs', 'Lettre 29')"),
    ("mailbox", "trash_at_logout", "all", List, LEAVE, "one('#rows') && !row('Trash', 'Jetée')"),
    ("mailbox", "junk_at_logout", "all", List, LEAVE, "one('#rows') && !row('Junk', 'Indésirable 2')"),
    ("interface", "language", "en", List, "", "document.documentElement.lang === 'en'"),
];

/// Of lines that end in the absence of something: where it is there before, and what is true then, once the same
/// was done. Named are they by their preferences, with the answer where a preference has several lines.
#[rustfmt::skip]
const BEFORE: &[(&str, At, &str)] = &[
    ("after_move=list", Message("Lettre 15"), "one('#reader') && location.pathname.startsWith('/mail/INBOX/')"),
    ("after_move=previous", Message("Lettre 20"), "text('#subject') === 'Lettre 19'"),
    ("delete_reads", Message("Lettre 25"), "row('Trash', 'Lettre 25')?.matches(':not([data-seen])')"),
    ("delete_junk", In("Junk", "Indésirable 3"), "!row('Junk', 'Indésirable 3') && row('Trash', 'Indésirable 3')"),
    ("trash_at_logout", List, "one('#rows') && row('Trash', 'Jetée')"),
    ("junk_at_logout", List, "one('#rows') && row('Junk', 'Indésirable 2')"),
    ("notify", List, "told.some(Array.isArray)"),
    ("notify_content", List, "told.some(Array.isArray) && !told.some((it) => it[1] === 'Arrivee')"),
    ("sound", List, "told.includes('tone')"),
    ("force_7bit", Compose("subject=Privet&body=%D0%9F%D1%80%D0%B8%D0%B2%D0%B5%D1%82%D1%8B%20%D0%B2%D1%81%D0%B5%D0%BC"), "source('Drafts').includes('base64')"),
    ("collecting", Compose("to=connue@sink.test&subject=Un%20mot&body=Bonjour."), "text('#notice').includes('Message envoy') && completed('connue').includes('connue@')"),
    ("collect_into", Compose("to=volante@sink.test&subject=Un%20mot&body=Bonjour."), "text('#notice').includes('Message envoy') && completed('volante').includes('volante@') && !completed('volante').includes('Voisins')"),
    ("warn_subject", EMPTY, "asked('objet')"),
    ("warn_text", EMPTY, "asked('texte')"),
    ("warn_visible", EMPTY, "asked('tous les destinataires')"),
    ("warn_outside", EMPTY, "asked('objet') && !asked('hors de votre organisation')"),
    ("warn_name", EMPTY, "asked('objet') && !asked('nom d’exp')"),
    ("warn_file", Compose("to=a@sink.test&body=Voir%20ci-joint."), "asked('jointe')"),
];

/// Whether an entry of [`BEFORE`] belongs to a line.
fn belongs(entry: &str, line: &Line) -> bool {
    entry == line.1 || entry.split_once('=') == Some((line.1, line.2))
}

#[test]
fn every_preference_has_a_line() {
    let known = known::all().map(|it| it.name).chain([LANGUAGE]).collect::<BTreeSet<_>>();
    assert_eq!(LINES.iter().map(|it| it.1).collect::<BTreeSet<_>>(), known);
    let lines = |entry: &str| LINES.iter().filter(|it| belongs(entry, it) && !it.4.is_empty()).count();
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
const got = (url) => {
  const request = new XMLHttpRequest();
  request.open("GET", url, false);
  request.send();
  return request.responseText;
};
const page = (url) => new DOMParser().parseFromString(got(url), "text/html");
const row = (mailbox, subject) => [...page(`/mail/${mailbox}`).querySelectorAll("#rows .row")].find((it) => it.textContent.includes(subject));
const type = (words) => {
  one("#body").value += words;
  one("#body").dispatchEvent(new Event("input", { bubbles: true }));
};
const send = () => one(".send .btn.primary").click();
const save = () => all("#compose button").find((it) => it.textContent.trim() === "Enregistrer").click();
const completed = (words) => got(`/contacts/complete?q=${words}`);
const source = (folder) => {
  const link = page(`/mail/${folder}`).querySelector("#rows [data-message]")?.dataset.message;
  return link ? got(`/mail/${folder}/${link}/source`) : "";
};
"##;

const DECIDE: &str = r##"
const [preference, value] = arguments;
if (preference === "columns") {
  const places = [...document.querySelectorAll("#columns select")];
  const before = places.map((it) => it.value).filter((it) => it !== "none").join(", ");
  const wanted = value.split(", ");
  places.forEach((it, at) => { it.value = wanted[at] ?? "none"; });
  document.querySelector("#columns .btn").click();
  return before;
}
const name = preference.replace(/^(drafts|sent|archive|junk|trash)_folder$/, "$1");
const list = document.querySelector(`select[name="${name}"]`);
const radio = document.querySelector(`input[type=radio][name="${name}"][value="${value}"]`);
const box = document.querySelector(`input[type=checkbox][name="${name}"]`);
const before = list?.value ?? document.querySelector(`input[name="${name}"]:checked`)?.value ?? "no";
if (list) { list.value = value; } else if (radio) { radio.checked = true; } else { box.checked = value === "yes"; }
(document.querySelector(".save-bar .primary") ?? list.form.querySelector(".primary")).click();
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
    let junk = client.get("/mail/Junk").await;
    let address = |at: At| match at {
        List => "/mail/INBOX".to_owned(),
        Page(address) => address.to_owned(),
        Threads => "/mail/INBOX?threads=1".to_owned(),
        Message(subject) => list.row(subject),
        In("Junk", subject) => junk.row(subject),
        In(mailbox, _) => panic!("{mailbox} was not listed"),
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
    for line @ (section, name, answer, at, act, seen) in LINES {
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
            } else if *act == LEAVE {
                browser.script("document.querySelector('#logout').click()", Vec::new()).await;
                browser.wait_for("[name=password]").await;
                browser.sign_in(&person).await;
            } else if !act.is_empty() {
                browser.script(&format!("{WORDS} {act}"), Vec::new()).await;
            }
            let look = wait::until_async("an effect", async || is_so(&browser, seen).await.then_some(()));
            tokio::time::timeout(PATIENCE, look).await.is_ok()
        };
        if let Some((_, at, seen)) = BEFORE.iter().find(|it| belongs(it.0, line)) {
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

//! All that a person has, as one file that other programs read: Python opens the zip and the mbox files.

use serde_json::Value;

use crate::absence;
use crate::browser::Browser;
use crate::client::{Client, Page};
use crate::lab::{Account, lab};
use crate::letters;
use crate::look;
use crate::program::{Options, Program, Security};
use crate::proxy::{Fault, Proxy};
use crate::python;
use crate::scripts;
use crate::wait;

/// The names of the files; of each mbox the subjects, how each message is kept, and what it is; the other texts.
const OPEN: &str = "import sys, json, zipfile, io, mailbox, tempfile, os, hashlib
archive = zipfile.ZipFile(io.BytesIO(bytes.fromhex(sys.stdin.read())))
assert archive.testzip() is None
boxes, marks, digests = {}, {}, {}
for name in archive.namelist():
    if name.endswith('.mbox'):
        path = os.path.join(tempfile.mkdtemp(), 'mbox')
        open(path, 'wb').write(archive.read(name))
        boxes[name] = [it['Subject'] for it in mailbox.mbox(path)]
        digests[name] = [hashlib.sha1(it.as_bytes()).hexdigest() for it in mailbox.mbox(path)]
        fields = ['Status', 'X-Status', 'X-Keywords']
        marks[name] = [[it.get_all(field, []) for field in fields] for it in mailbox.mbox(path)]
texts = {it: archive.read(it).decode() for it in archive.namelist() if not it.endswith('.mbox')}
print(json.dumps({'names': archive.namelist(), 'boxes': boxes, 'marks': marks,
    'digests': digests, 'texts': texts}))";

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
    let quote = letters::plain("Le devis", &account.address, "Voir.");
    imap.append(
        "Projets",
        "\\Seen \\Flagged $Forwarded Urgent",
        "",
        &[b"Status: O\r\n".as_slice(), &quote].concat(),
    );
    let mut rules = scripts::open(&account).await;
    rules.put("principal", "keep;\r\n").await.expect("a script");
    rules.put("ancien: été", "discard;\r\n").await.expect("a script");
    rules.activate("principal").await.expect("the active one");
    rules.close().await;
    let program = absence::with_rules().await;
    let mut client = program.signed_in(&account).await;
    program.client().try_sign_in(&account.address, "wrong").await;
    let page = client.get("/contacts/personal/new").await;
    let form = page.form("#given-name").fill("given-name", "Zoé").fill("family-name", "Dupont");
    client.submit(&page, form.press_named("do", "save")).await;

    let zip = download(&mut client).await;
    let found = opened(&zip);
    let letters = found["boxes"]["Courrier/INBOX.mbox"].as_array().expect("the inbox");
    assert_eq!(*letters, ["Lettre 1", "Lettre 2", "Lettre 3"], "{found}");
    assert_eq!(found["boxes"]["Courrier/Projets.mbox"], serde_json::json!(["Le devis"]));
    let marks = &found["marks"];
    assert_eq!(marks["Courrier/INBOX.mbox"][0], serde_json::json!([["O"], [], []]), "unread: {marks}");
    let kept = serde_json::json!([["RO"], ["F"], ["$Forwarded Urgent"]]);
    assert_eq!(marks["Courrier/Projets.mbox"][0], kept, "{marks}");
    let names = found["names"].to_string();
    assert!(!names.contains("Vide"), "nothing of what is empty: {names}");
    let texts = &found["texts"];
    let card = texts["Contacts/Carnet personnel.vcf"].as_str().expect("the book");
    assert!(card.contains("Dupont") && card.contains("BEGIN:VCARD"), "{card}");
    assert!(texts["parametres.json"].as_str().is_some_and(|it| it.contains("facteur_settings")), "{names}");
    assert!(texts["À lire.txt"].as_str().is_some_and(|it| it.contains(&account.address)), "{names}");
    assert_eq!(texts["filtrage.sieve"], "keep;\r\n", "{names}");
    let idle = texts.as_object().into_iter().flatten().find(|it| it.0.starts_with("filtrage/"));
    assert!(idle.is_some_and(|it| it.0.contains("ancien") && it.1 == "discard;\r\n"), "{names}");
    let logins = texts["connexions.json"].as_str().expect("the logins");
    let logins: Value = serde_json::from_str(logins).expect("JSON");
    let outcomes: Vec<&Value> = logins.as_array().into_iter().flatten().map(|it| &it["outcome"]).collect();
    assert_eq!(outcomes, ["password-refused", "signed-in"], "the newest first");
    assert!(
        logins[0]["at"].as_str().is_some_and(|it| it.contains('T')) && logins[0]["address"] == "127.0.0.1"
    );
    let secret = account.password.as_bytes();
    assert!(!found.to_string().contains(&account.password));
    assert!(!zip.octets.windows(secret.len()).any(|it| it == secret), "the password is in it");

    let forged = client.post("/settings/data", &[]).await;
    assert!(forged.status.is_client_error(), "{}", forged.status);
    let mut nobody = program.client();
    assert_eq!(nobody.get("/settings/data").await.url.path(), "/login");
}

/// A person with so many letters of some 400 kB that cannot be packed.
fn with_large_letters(count: usize) -> Account {
    let account = Account::new("partante");
    let mut imap = lab().open(&account);
    let mut state = 88_172_645_463_325_252_u64;
    let mut line = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        format!("{state:016x}{:016x}\r\n", state.wrapping_mul(0x2545_F491_4F6C_DD1D))
    };
    for number in 1..=count {
        let text: String = (0..12_000).map(|_| line()).collect();
        imap.append("INBOX", "", "", &letters::plain(&format!("Lettre {number}"), &account.address, &text));
    }
    account
}

/// Begins to download; what there is besides the zip has status 429.
async fn begin(program: &Program, client: &mut Client) -> reqwest::Response {
    let page = client.get("/settings/data").await;
    let csrf = page.form("#download-all").value("csrf").expect("a token").to_owned();
    let request = reqwest::Client::new().post(format!("{}/settings/data", program.url));
    let request = request.header("cookie", client.cookie_line()).form(&[("csrf", csrf)]);
    request.send().await.expect("an answer")
}

/// Takes the rest; how many octets, or none when it broke.
async fn rest(response: &mut reqwest::Response) -> Option<usize> {
    let mut octets = 0;
    loop {
        match response.chunk().await {
            Ok(Some(some)) => octets += some.len(),
            Ok(None) => return Some(octets),
            Err(_) => return None,
        }
    }
}

#[tokio::test]
async fn a_large_mailbox_takes_little_memory_and_a_session_that_is_closed_gets_no_more() {
    let account = with_large_letters(80);
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let mut other = program.signed_in(&account).await;
    let before = program.forget_peak();
    let octets = rest(&mut begin(&program, &mut client).await).await.expect("all of it");
    let added = program.peak() - before;
    println!("a zip of {octets} octets added {added} kB to {before} kB");
    assert!(octets > 10_000_000, "{octets}");
    assert!(added < 16_000, "{added} kB");

    let mut response = begin(&program, &mut client).await;
    assert!(response.chunk().await.expect("a beginning").is_some());
    let page = other.get("/settings/sessions").await;
    let page = other.submit(&page, page.form("#close-others")).await;
    assert!(page.text().contains("Session fermée."), "{}", page.text());
    assert_eq!(rest(&mut response).await, None, "a closed session got everything");
}

#[tokio::test]
async fn two_downloads_are_made_at_a_time_and_one_that_nobody_takes_ends() {
    let account = with_large_letters(80);
    let settings = "[limits]\nrequest_seconds = 8\n".to_owned();
    let program = Program::with(Options { settings, ..Options::default() }).await;
    let mut client = program.signed_in(&account).await;
    let (first, second) = (begin(&program, &mut client).await, begin(&program, &mut client).await);
    assert_eq!([first.status(), second.status()], [200, 200]);
    let page = download(&mut client).await;
    assert!(page.status == 429 && page.text().contains("déjà en cours"), "{}", page.text());
    assert!(client.get("/mail/INBOX").await.has("#rows"), "mail is read meanwhile");
    // Nobody takes anything of the two.
    wait::until_async("a place for a third one", async || {
        Some(begin(&program, &mut client).await).filter(|it| it.status() == 200)
    })
    .await;
    drop((first, second));
}

/// A person with so many short letters, the second of which is long.
fn with_letters(count: usize) -> Account {
    let account = Account::new("partante");
    let mut imap = lab().open(&account);
    let long = "une ligne de quarante octets, ou presque\n".repeat(20_000);
    for number in 1..=count {
        let text = if number == 2 { &long } else { "Bonjour." };
        imap.append("INBOX", "", "", &letters::plain(&format!("Lettre {number}"), &account.address, text));
    }
    account
}

/// The program behind a way to the mail server that breaks.
async fn behind(proxy: &Proxy, settings: &str, answer_seconds: &str) -> Program {
    let imap = Some(("127.0.0.1", proxy.port));
    let environment = vec![("FACTEUR_IMAP__ANSWER_SECONDS".to_owned(), answer_seconds.to_owned())];
    let settings = settings.to_owned();
    Program::with(Options { imap, security: Security::None, environment, settings, ..Options::default() })
        .await
}

fn report(found: &Value) -> &str {
    found["texts"]["À lire.txt"].as_str().expect("the report")
}

#[tokio::test]
async fn a_message_over_which_the_server_hangs_up_is_left_out_by_name() {
    let account = with_letters(3);
    let proxy = Proxy::to(lab().imap);
    let program = behind(&proxy, "", "20").await;
    let mut client = program.signed_in(&account).await;
    // In the midst of it, and before its first octet: as Dovecot does over a file that it may not read.
    for octets in [300_000, 0] {
        proxy.break_after("UID FETCH 2 BODY.PEEK", Fault::CutAfter(octets));
        let found = opened(&download(&mut client).await);
        let boxed = found["boxes"]["Courrier/INBOX.mbox"].to_string();
        assert!(boxed.contains("Lettre 1") && boxed.contains("Lettre 3"), "{boxed}");
        assert_eq!(boxed.contains("Lettre 2"), octets > 0, "{boxed}");
        let expected = "INBOX\u{202f}: 1 message que le serveur n’a pas donné en entier";
        assert!(report(&found).contains(expected), "{}", report(&found));
        proxy.mend();
    }
    let whole = opened(&download(&mut client).await);
    assert_eq!(whole["boxes"]["Courrier/INBOX.mbox"].as_array().map(Vec::len), Some(3));
    assert!(!report(&whole).contains("INBOX"), "{}", report(&whole));

    // A connection that breaks once says nothing of the message: the rest of it is asked for.
    proxy.break_after("UID FETCH 2 BODY.PEEK[]\r\n", Fault::CutAfter(300_000));
    let found = opened(&download(&mut client).await);
    assert_eq!(found["digests"], whole["digests"]);
    assert!(!report(&found).contains("INBOX"), "{}", report(&found));
}

#[tokio::test]
async fn marks_over_which_the_server_hangs_up_end_nothing_and_others_are_kept() {
    let account = with_letters(3);
    let proxy = Proxy::to(lab().imap);
    let program = behind(&proxy, "", "20").await;
    let mut client = program.signed_in(&account).await;
    let opened_before = proxy.heard("ENVELOPE");
    // Whatever asks for those of the last message.
    proxy.break_after("3 (UID FLAGS INTERNALDATE)", Fault::CutAfter(0));
    let found = opened(&download(&mut client).await);
    let letters = found["boxes"]["Courrier/INBOX.mbox"].as_array().expect("the inbox");
    assert_eq!(*letters, ["Lettre 1", "Lettre 2", "Lettre 3"], "{found}");
    let marks = &found["marks"]["Courrier/INBOX.mbox"];
    let (kept, none) = (serde_json::json!([["O"], [], []]), serde_json::json!([[], [], []]));
    assert_eq!(*marks, Value::Array(vec![kept.clone(), kept, none]));
    let expected = "INBOX\u{202f}: 1 message présent, sans sa date d’arrivée ni ses marques";
    assert!(report(&found).contains(expected), "{}", report(&found));
    assert_eq!(proxy.heard("ENVELOPE"), opened_before, "no message is opened for them");
}

#[tokio::test]
async fn many_messages_that_the_server_does_not_give_take_no_hours() {
    let account = with_letters(20);
    let proxy = Proxy::to(lab().imap);
    // Each of them is asked for twice where the server is there.
    let program = behind(&proxy, "", "20").await;
    let mut client = program.signed_in(&account).await;
    proxy.break_after("BODY.PEEK[]", Fault::CutAfter(0));
    let found = opened(&download(&mut client).await);
    let expected = "INBOX\u{202f}: 20 messages que le serveur n’a pas donnés en entier";
    assert!(report(&found).contains(expected), "{}", report(&found));
    assert_eq!(proxy.heard("BODY.PEEK[]"), 2 * 20);

    // Where it is silent, each costs two times an answer: in fifteen seconds no more than four of them.
    let program = behind(&proxy, "[limits]\nrequest_seconds = 3\n", "2").await;
    let mut client = program.signed_in(&account).await;
    proxy.break_after("BODY.PEEK[]", Fault::Silence);
    let found = opened(&download(&mut client).await);
    let told = report(&found);
    let count = |words: &str| -> u32 {
        let line = told.lines().find(|it| it.contains(words)).unwrap_or_else(|| panic!("{words}: {told}"));
        let digits = line.split("INBOX\u{202f}: ").nth(1).and_then(|it| it.split(' ').next());
        digits.and_then(|it| it.parse().ok()).expect("how many")
    };
    let (unread, unasked) = (count("n’a pas donné"), count("demandé"));
    assert!((1..=4).contains(&unread) && unread + unasked == 20, "{told}");
}

#[tokio::test]
async fn nothing_more_is_asked_for_a_reader_who_left() {
    let account = with_letters(3);
    let proxy = Proxy::to(lab().imap);
    let program = behind(&proxy, "", "50").await;
    let mut client = program.signed_in(&account).await;
    let gate = proxy.hold_after("BODY.PEEK[]");
    let (first, second) = (begin(&program, &mut client).await, begin(&program, &mut client).await);
    assert_eq!([first.status(), second.status()], [200, 200]);
    gate.wait();
    assert_eq!(begin(&program, &mut client).await.status(), 429);
    drop((first, second));
    // The mail server is silent still.
    wait::until_async("a place for another one", async || {
        Some(begin(&program, &mut client).await).filter(|it| it.status() == 200)
    })
    .await;
    gate.open();
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

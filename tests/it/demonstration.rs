//! `facteur demo`: what a newcomer meets, that it stays on this machine, and what it cannot use.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::client::{Client, Page};
use crate::command::facteur;
use crate::lab::Account;
use crate::lab::imap::Imap;
use crate::program::Program;

/// Where mail to the outside is kept.
const OUTSIDE: &str = "/mail/Vers%20l%E2%80%99ext%C3%A9rieur";

fn account(local: &str) -> Account {
    Account { local: local.to_owned(), address: format!("{local}@demo.fr.fto"), password: "demo".to_owned() }
}

async fn signed_in(program: &Program, local: &str) -> Client {
    let mut client = program.client();
    client.sign_in(&account(local).address, "demo").await;
    client
}

/// Writes a message and hands it over.
async fn send(client: &mut Client, to: &str, subject: &str) {
    let page = client.get("/compose").await;
    let form = page.form_with_button("Envoyer").fill("to", to).fill("subject", subject);
    let sent = client.submit(&page, form.fill("body", "Bonjour.")).await;
    assert!(sent.has("#rows"), "{}", sent.text());
}

#[tokio::test]
async fn it_says_where_it_is_who_may_come_and_ends_when_it_is_told() {
    let folder = TempDir::new().unwrap();
    let mut demo = Command::new(env!("CARGO_BIN_EXE_facteur"))
        .args(["demo", "--listen", "127.0.0.1:0"])
        .env("TMPDIR", folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(demo.stdout.take().unwrap()).lines().map(Result::unwrap);
    let mut said = String::new();
    while !said.contains("ends the demonstration") {
        said += &(lines.next().expect("more to say") + "\n");
    }
    let url = said.split_whitespace().find(|it| it.starts_with("http://127.0.0.1:")).expect("an address");
    for login in ["demo@demo.fr.fto", "claire@demo.fr.fto"] {
        assert!(said.lines().any(|it| it.contains(login) && it.ends_with("password: demo")), "{said}");
    }
    let login = Client::new(url).get("/login").await;
    assert!(login.text().contains("Ceci est une démonstration"), "{}", login.text());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "its data is somewhere");

    assert!(Command::new("kill").arg(demo.id().to_string()).status().unwrap().success());
    assert_eq!(demo.wait().unwrap().code(), Some(0));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is left");
}

#[tokio::test]
async fn mail_between_its_people_arrives_and_none_leaves() {
    let program = Program::demonstration().await;
    let mut demo = signed_in(&program, "demo").await;
    send(&mut demo, "claire@demo.fr.fto", "Pour Claire").await;
    send(&mut demo, "quelqu-un@exemple.example", "Vers le monde").await;

    let mut claire = signed_in(&program, "claire").await;
    let inbox = claire.get("/mail/INBOX").await;
    inbox.row("Pour Claire");
    demo.get(OUTSIDE).await.row("Vers le monde");

    // Address and port of each socket that listens, as the kernel writes them.
    let tables = ["/proc/net/tcp", "/proc/net/tcp6"].map(|it| fs::read_to_string(it).unwrap_or_default());
    let listening = |port: u16| -> Vec<String> {
        let ends = format!(":{port:04X}");
        let sockets = tables.iter().flat_map(|it| it.lines());
        let fields = sockets.map(|it| it.split_whitespace().collect::<Vec<_>>());
        let ours = fields.filter(|it| it.len() > 3 && it[3] == "0A" && it[1].ends_with(&ends));
        ours.map(|it| it[1].to_owned()).collect()
    };
    let (_, pages) = program.url.rsplit_once(':').expect("a port");
    let ports =
        [pages.parse().unwrap(), program.imap_of_demonstration(), program.submission_of_demonstration()];
    for port in ports {
        assert_eq!(listening(port), [format!("0100007F:{port:04X}")]);
    }
}

#[tokio::test]
async fn what_is_kept_is_there_at_the_next_start() {
    let program = Program::kept_demonstration().await;
    let mut demo = signed_in(&program, "demo").await;
    send(&mut demo, "claire@demo.fr.fto", "À retrouver").await;
    let sent = demo.get("/mail/Sent").await.row("À retrouver");

    let program = program.restart().await;
    let mut again = program.client();
    again.cookies = demo.cookies;
    assert!(again.get(&sent).await.text().contains("Bonjour."), "the session and the UID are the same");
    let mut imap = Imap::login(program.imap_of_demonstration(), &account("claire"));
    assert!(imap.holds("INBOX", "retrouver"));

    let data = program.data().display().to_string();
    let second = facteur(&["demo", "--listen", "127.0.0.1:0", "--data", &data], &[], "");
    assert_eq!(second.code, Some(1), "{second:#?}");
    assert!(second.stderr.contains("is in use by another"), "{second:#?}");
}

#[track_caller]
fn refused(arguments: &[&str], words: &str) {
    let ended = facteur(&[&["demo"], arguments].concat(), &[], "");
    assert_eq!(ended.code, Some(1), "{ended:#?}");
    assert!(ended.stderr.starts_with("facteur: ") && ended.stderr.contains(words), "{ended:#?}");
    assert_eq!((ended.stderr.lines().count(), ended.stdout.as_str()), (1, ""), "one sentence: {ended:#?}");
}

#[test]
fn what_it_cannot_use_is_said_in_a_sentence() {
    let folder = TempDir::new().unwrap();
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = other.local_addr().unwrap().to_string();
    refused(&["--listen", &address], &format!("cannot listen on {address}"));
    refused(&["--listen", "0.0.0.0:0"], "the demonstration is for this machine alone");

    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    refused(&["--listen", "127.0.0.1:0", "--data", file.to_str().unwrap()], "cannot use ");
    // In /proc not even root can make anything.
    refused(&["--listen", "127.0.0.1:0", "--data", "/proc/facteur"], "cannot use ");
    fs::create_dir(folder.path().join("mail")).unwrap();
    fs::write(folder.path().join("mail/letter.txt"), "not ours").unwrap();
    refused(&["--listen", "127.0.0.1:0", "--data", folder.path().to_str().unwrap()], "is not empty");
}

#[test]
fn without_a_command_only_cargo_gets_the_demonstration() {
    let help = facteur(&[], &[("CARGO_PKG_NAME", ""), ("CARGO_MANIFEST_DIR", "")], "");
    assert_eq!(help.code, Some(2), "{help:#?}");
    assert!(help.stdout.contains("Usage: facteur") && help.stdout.contains("demo"), "{help:#?}");

    // Its port is in use, by us or by whoever else has it: so it is told from the help.
    let _ours = TcpListener::bind("127.0.0.1:8080");
    let root = env!("CARGO_MANIFEST_DIR");
    let demo = facteur(&[], &[("CARGO_PKG_NAME", "facteur"), ("CARGO_MANIFEST_DIR", root)], "");
    assert_eq!(demo.code, Some(1), "{demo:#?}");
    assert!(demo.stderr.contains("cannot listen on 127.0.0.1:8080"), "{demo:#?}");
}

/// Opens the first message, in any folder, whose row has all these words.
async fn open(client: &mut Client, words: [&str; 2]) -> Page {
    let folders = client.get("/mail/INBOX").await.attributes("a[data-mailbox]", "href");
    for folder in folders {
        let mut next = Some(folder);
        while let Some(address) = next {
            let page = client.get(&address).await;
            let rows = page.texts("#rows [data-message]");
            let links = page.attributes("#rows [data-message] a[href]", "href");
            let found = rows.iter().zip(links).find(|(row, _)| words.iter().all(|it| row.contains(it)));
            if let Some((_, link)) = found {
                return client.get(&link).await;
            }
            next = page.find_link("Page suivante");
        }
    }
    panic!("no message {words:?}");
}

#[tokio::test]
async fn its_invitation_can_be_answered_and_its_contact_added() {
    let program = Program::demonstration().await;
    let mut client = signed_in(&program, "demo").await;
    let page = open(&mut client, ["Bertrand Lachaume", "Convocation"]).await;
    assert!(
        page.texts("#invitation").concat().contains("Invitation de Bertrand Lachaume"),
        "{}",
        page.text()
    );
    let form = page.form_with_button("Accepter");
    let page = client.submit(&page, form).await;
    assert!(page.text().contains("Vous avez accepté."), "{}", page.text());
    let outside = client.get(OUTSIDE).await;
    assert!(outside.text().contains("Accepté : Réunion de bureau"), "{}", outside.text());
    let page = open(&mut client, ["Maud Trégouët", "Pièce jointe"]).await;
    assert!(page.texts("#cards").concat().contains("Un contact joint Maud Trégouët"), "{}", page.text());
    let form = page.form_with_button("Ajouter à mes contacts");
    let page = client.submit(&page, form).await;
    assert!(page.text().contains("Un contact ajouté."), "{}", page.text());
}

#[tokio::test]
async fn each_act_of_the_toolbar_is_done_there() {
    let program = Program::demonstration().await;
    let mut client = signed_in(&program, "demo").await;
    let inbox = client.get("/mail/INBOX").await;
    let first = inbox.attributes("#rows [data-message] a[href]", "href").remove(0);
    for words in
        ["Répondre", "Répondre à tous", "Transférer", "Transférer en pièce jointe", "Modifier comme nouveau"]
    {
        let page = client.get(&first).await;
        let form = client.follow(&page, words).await;
        assert!(form.has("#compose textarea"), "{words}: {}", form.text());
    }
    for (words, css) in [
        ("Renvoyer", "form textarea[name=to], form input[name=to]"),
        ("Imprimer", "[data-prints]"),
        ("Voir la source", ".source pre"),
        ("Importer des messages", "input[type=file]"),
    ] {
        let page = client.get(&first).await;
        let page = client.follow(&page, words).await;
        assert!(page.status.is_success() && page.has(css), "{words}: {}", page.text());
    }
    let page = client.get(&first).await;
    let file = client.follow(&page, "Télécharger (.eml)").await;
    assert_eq!(file.header("content-type"), "message/rfc822");

    for mark in ["Suivre ce message", "À faire", "À faire"] {
        let page = client.get(&first).await;
        let page = client.submit(&page, page.form_with_button(mark)).await;
        assert!(page.status.is_success() && page.has("#subject"), "{mark}: {}", page.text());
    }
    let page = client.get(&first).await;
    assert_eq!(page.attributes("#msg-star", "aria-pressed"), ["true"]);
    let page = client.submit(&page, page.form_with_button("Comme non lu")).await;
    assert!(page.has("#rows .unread"), "{}", page.text());

    let page = client.get(&first).await;
    let page = client.submit(&page, page.form_with_button("Archives").fill("do", "copy")).await;
    assert!(page.text().contains("Message copié dans « Archives »."), "{}", page.text());
    let mut shown = page;
    for (button, sentence) in [
        ("Spams", "Message déplacé dans « Spams »."),
        ("Archiver", "Message déplacé dans « Archives »."),
        ("Supprimer", "Message déplacé dans « Corbeille »."),
    ] {
        let before = shown.attributes("#reader", "data-message");
        shown = client.submit(&shown, shown.form_with_button(button)).await;
        assert!(shown.text().contains(sentence), "{button}: {}", shown.text());
        assert_ne!(shown.attributes("#reader", "data-message"), before, "the next one is shown");
    }
    let trash = client.get("/mail/Trash").await;
    let url = trash.attributes("#rows [data-message] a[href]", "href").remove(0);
    let page = client.get(&url).await;
    let question = client.follow(&page, "Supprimer").await;
    let page = client.submit(&question, question.form_with_button("Supprimer définitivement")).await;
    assert!(page.text().contains("Message supprimé définitivement."), "{}", page.text());
}

#[tokio::test]
async fn its_false_colleague_and_its_returned_letter_are_told() {
    let program = Program::demonstration().await;
    let mut client = signed_in(&program, "demo").await;
    let page = open(&mut client, ["Nadège Thouvenin", "Nouveau RIB"]).await;
    let warnings = page.texts("[data-warning]");
    assert!(warnings[0].contains("est en réalité xn--carrelt-dhg.example"), "{warnings:?}");
    assert!(warnings[1].contains("Une réponse irait à compta@reglements-garantis.example"), "{warnings:?}");
    let page = open(&mut client, ["Undelivered Mail", "Returned"]).await;
    assert!(page.texts("#report").concat().contains("n’a pas pu être remis"), "{}", page.text());
}

//! The company directory: from a file and from LDAP, read by everybody, completed from, and there when its server
//! is not.

pub mod slapd;

use std::fs;
use std::io::Write as _;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::time::{Duration, Instant};

use reqwest::StatusCode;
use tempfile::TempDir;

use self::slapd::{BASE, BIND_DN, PASSWORD, Slapd};
use crate::browser::Browser;
use crate::client::{Client, Page};
use crate::command::facteur;
use crate::lab::{Account, lab};
use crate::look::look;
use crate::program::{Options, Program};
use crate::wait;

/// As an office exports it from a table.
const TABLE: &str = "Nom;Prénom;Service;Fonction;E-mail;Téléphone\n\
    Benali;Karim;Atelier;Menuisier;karim.benali@demo.example;02 00 00 00 01\n\
    Bouvier;Solène;Direction;Directrice;solene.bouvier@demo.example;\n\
    Delmas;Jean-Claude;Atelier;;jc.delmas@demo.example;\n\
    Diallo;Aïcha;Vie associative;Chargée de mission;aicha.diallo@demo.example;\n\
    Perrin;Élodie;Accueil;;elodie.perrin@demo.example;\n";

async fn signed_in(program: &Program, name: &str) -> (Account, Client) {
    let person = Account::new(name);
    lab().open(&person);
    let client = program.signed_in(&person).await;
    (person, client)
}

/// Imports a file, or what the configuration names.
fn import(config: &str, file: Option<&str>) -> crate::command::Ended {
    let arguments = ["admin", "directory", "import", "--config", config];
    facteur(&[&arguments[..], file.as_slice()].concat(), &[], "")
}

/// Who is suggested, with where they are known from.
async fn suggested(client: &mut Client, typed: &str) -> Vec<String> {
    let page = client.get(&format!("/contacts/complete?q={typed}")).await;
    [page.attributes("[role=option]", "data-typed"), page.texts(".combo-src")].concat()
}

#[tokio::test]
async fn the_directory_is_a_book_that_everybody_reads_and_a_file_feeds() {
    let program = Program::start().await;
    let (person, mut client) = signed_in(&program, "salarie").await;
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("annuaire.csv").display().to_string();
    assert!(!client.get("/contacts").await.text().contains("Annuaire"), "without one there is no such book");
    assert_eq!(client.get("/contacts/directory").await.status, StatusCode::NOT_FOUND);
    // While the program runs.
    fs::write(&path, TABLE).expect("a file");
    let ended = import(&program.config(), Some(&path));
    assert_eq!(
        ended.stdout, "directory: 5 added, 0 changed, 0 as before, 0 removed, 0 left out\n",
        "{ended:?}"
    );
    let list = client.get("/contacts/directory").await;
    let names = ["Karim Benali", "Solène Bouvier", "Jean-Claude Delmas", "Aïcha Diallo", "Élodie Perrin"];
    assert_eq!(list.texts("#cards .row-from"), names);
    assert!(list.text().contains("Annuaire entreprise 5"), "{}", list.text());
    let url = list.attributes("#cards .row-link", "href")[0].clone();
    let card = client.get(&url).await;
    assert!(
        card.text().contains("Menuisier, Atelier") && card.text().contains("02 00 00 00 01"),
        "{}",
        card.text()
    );
    // It is read, and copied, and not changed.
    assert!(
        card.text().contains("elle ne se modifie pas ici") && !card.has("[href$='/edit']"),
        "{}",
        card.text()
    );
    assert_eq!(client.get(&format!("{url}/edit")).await.status, StatusCode::NOT_FOUND);
    let form = card.form("#act-card input").press_named("do", "delete");
    let page = client.submit(&card, form).await;
    assert_eq!(page.texts("#cards .row-from"), names);
    let form = card.form("#act-card input").press_named("do", "copy-personal");
    client.submit(&card, form).await;
    let own = client.get("/contacts/personal").await;
    assert_eq!(own.texts("#cards .row-from"), ["Karim Benali"]);
    assert!(client.get(&own.attributes("#cards .row-link", "href")[0]).await.has("[href$='/edit']"));
    // Found with one's own, and completed.
    let found = client.get("/contacts/all?q=atelier").await;
    assert_eq!(found.texts("#cards .row-from"), ["Karim Benali", "Karim Benali", "Jean-Claude Delmas"]);
    let expected = ["Jean-Claude Delmas <jc.delmas@demo.example>", "Annuaire"];
    assert_eq!(suggested(&mut client, "claude").await, expected);
    // A file that is none changes nothing; a shorter one takes entries out.
    fs::write(&path, "%PDF-1.4").expect("a file");
    let ended = import(&program.config(), Some(&path));
    assert_eq!(ended.code, Some(1));
    assert!(ended.stderr.contains("it is no vCard, CSV or LDIF"), "{}", ended.stderr);
    assert_eq!(import(&program.config(), None).code, Some(1), "there is nothing to read");
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&person).await;
    browser.goto("/contacts/directory").await;
    look(&browser, "directory-list").await;
    browser.goto(&url).await;
    look(&browser, "directory-card").await;
    browser.close().await;
    let shorter: String = TABLE.lines().take(3).map(|it| format!("{it}\n")).collect();
    fs::write(&path, shorter).expect("a file");
    let ended = import(&program.config(), Some(&path));
    assert_eq!(ended.stdout, "directory: 0 added, 0 changed, 2 as before, 3 removed, 0 left out\n");
    assert_eq!(client.get("/contacts/directory").await.texts("#cards .row-from").len(), 2);
}

/// The media type of the photograph of a card.
async fn photo_type(client: &mut Client, card: &Page) -> String {
    client.get(&card.attributes("#card img", "src")[0]).await.header("content-type").to_owned()
}

#[tokio::test]
async fn what_ldap_has_is_read_page_by_page_and_stays_when_the_server_goes() {
    let mut server = Slapd::start(700);
    let folder = TempDir::new().expect("a folder");
    let password = folder.path().join("password");
    fs::write(&password, PASSWORD).expect("a password");
    fs::set_permissions(&password, fs::Permissions::from_mode(0o600)).expect("a closed file");
    let section = |port: u16, security: &str, more: &str| {
        format!(
            "[directory.ldap]\nport = {port}\nsecurity = \"{security}\"\nca_file = \"{}\"\nbase_dn = \"{BASE}\"\n\
             bind_dn = \"{BIND_DN}\"\npassword_file = \"{}\"\nanswer_seconds = 10\n{more}\n",
            lab().ca_file().display(),
            password.display()
        )
    };
    let settings =
        section(server.port, "starttls", "attributes = [\"department=employeeType\"]\nphotos = true");
    let program = Program::with(Options { settings, ..Options::default() }).await;
    program.never_in_the_log(PASSWORD);
    wait::until("the entries", || program.log().contains("703 added").then_some(()));
    let (_, mut client) = signed_in(&program, "etudiante").await;
    let list = client.get("/contacts/directory").await;
    assert!(list.text().contains("Annuaire entreprise 703"), "{}", list.text());
    assert_eq!(list.texts("#cards .row").len(), 50);
    let found = client.get("/contacts/directory?q=dupont").await;
    let card = client.get(&found.attributes("#cards .row-link", "href")[0]).await;
    assert_eq!(card.texts("#card h1"), ["Zoé Dupont, fille"], "a DN with a comma");
    assert_eq!(photo_type(&mut client, &card).await, "image/jpeg");
    for said in ["Études", "zoe.dupont@octopus.test", "zoe@octopus.test", "02 00 00 00 02"] {
        assert!(card.text().contains(said), "{said}: {}", card.text());
    }
    let star = client.get("/contacts/directory?q=*)(uid").await;
    assert_eq!(star.texts("#cards .row-from"), ["Étoile *)(uid=*"], "what is a sign of filters means itself");
    let expected = ["\"Zoé Dupont, fille\" <zoe.dupont@octopus.test>", "Annuaire"];
    assert_eq!(suggested(&mut client, "fille+zo").await, expected);

    // With TLS from the first octet, into a database of its own; and what goes wrong is said.
    let fetch = |section: &str| {
        let data = folder.path().join("data");
        fs::create_dir_all(&data).expect("a folder");
        let config = folder.path().join("facteur.toml");
        fs::write(&config, format!("data_dir = \"{}\"\n{section}", data.display())).expect("a configuration");
        import(&config.display().to_string(), None)
    };
    let ended = fetch(&section(server.tls_port, "tls", "filter = \"(mail=zoe*)\""));
    assert_eq!(
        ended.stdout, "directory: 1 added, 0 changed, 0 as before, 0 removed, 0 left out\n",
        "{ended:?}"
    );
    let base = format!("base_dn = \"{BASE}\"");
    let other_ca = lab().other_ca_file().display().to_string();
    let ours = lab().ca_file().display().to_string();
    for (section, expected) in [
        (section(server.tls_port, "tls", "filter = \"(mail=nobody)\""), "there is nobody in it"),
        (section(server.tls_port, "tls", "filter = \"(mail=))\""), "filter is no filter"),
        (section(server.tls_port, "tls", "").replace(&base, "base_dn = \"dc=elsewhere\""), "code 32"),
        (section(server.port, "starttls", "").replace(BIND_DN, "cn=nobody"), "code 49"),
        (section(server.tls_port, "tls", "").replace(&ours, &other_ca), "no protected connection"),
    ] {
        let ended = fetch(&section);
        assert_eq!(ended.code, Some(1), "{ended:?}");
        assert!(ended.stderr.contains(expected), "{expected} in {}", ended.stderr);
    }
    let checked = facteur(&["check", "--config", &program.config()], &[], "");
    assert!(checked.stdout.contains("ok       directory.ldap entries: "), "{}", checked.stdout);

    server.stop();
    let program = program.restart().await;
    wait::until("a failure", || program.log().contains("the directory could not be read").then_some(()));
    let mut client = program.signed_in(&Account::new("etudiante")).await;
    let list = client.get("/contacts/directory").await;
    assert!(list.text().contains("L’annuaire ne répond pas. Ses fiches datent du "), "{}", list.text());
    assert_eq!(list.texts("#cards .row").len(), 50);
    let page = client.get("/contacts/complete?q=fille").await;
    assert!(
        page.text().contains("1 proposition") && page.text().contains("ne répond pas"),
        "{}",
        page.text()
    );
    let checked = facteur(&["check", "--config", &program.config()], &[], "");
    assert!(
        checked.stdout.contains("failure  directory.ldap entries: the server does not answer"),
        "{}",
        checked.stdout
    );
}

/// What servers say that are no LDAP, or no good one: nothing at all, something else, an answer that never ends.
const NONSENSE: [Option<&[u8]>; 4] = [
    None,
    Some(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\nno LDAP\r\n"),
    Some(&[0x30, 0x84, 0x7f, 0xff, 0xff, 0xff, 0x02, 0x01, 0x01]),
    Some(&[0x30, 0x0c, 0x02, 0x01, 0x7f, 0x61, 0x07, 0x0a, 0x01, 0x00, 0x04, 0x00, 0x04, 0x00]),
];

#[tokio::test]
async fn a_server_that_is_silent_or_answers_nonsense_takes_nothing_from_anybody() {
    let mut program = Program::start().await;
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("annuaire.csv").display().to_string();
    fs::write(&path, TABLE).expect("a file");
    assert_eq!(import(&program.config(), Some(&path)).code, Some(0));
    for said in NONSENSE {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        std::thread::spawn(move || {
            // Kept: a server that is silent hangs up no more than it talks.
            let mut streams = Vec::new();
            for mut stream in listener.incoming().flatten() {
                _ = stream.write_all(said.unwrap_or_default());
                streams.push(stream);
            }
        });
        let settings = format!(
            "[directory.ldap]\nport = {port}\nsecurity = \"none\"\nbase_dn = \"dc=nowhere\"\nanswer_seconds = 1\n"
        );
        program = program.restart_with(settings).await;
        wait::until("a failure", || program.log().contains("the directory could not be read").then_some(()));
        let (_, mut client) = signed_in(&program, "patiente").await;
        let begun = Instant::now();
        client.get("/healthz").await;
        let bare = begun.elapsed();
        let page = client.get("/contacts/complete?q=claude").await;
        let taken = begun.elapsed() - bare;
        assert!(
            taken < Duration::from_secs(1).max(bare * 30),
            "{said:?}: {taken:?}, and {bare:?} for nothing at all"
        );
        assert!(
            page.text().contains("1 proposition") && page.text().contains("ne répond pas"),
            "{said:?}: {}",
            page.text()
        );
        assert_eq!(client.get("/contacts/directory").await.texts("#cards .row").len(), 5, "{said:?}");
    }
}

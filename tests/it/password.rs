//! A new password: by Dovecot's passwd-file, by a program, by an LDAP server, or not here.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};

use reqwest::StatusCode;

use crate::browser::Browser;
use crate::client::{Client, Page};
use crate::command::facteur;
use crate::directory::slapd::{BASE, Slapd};
use crate::factor;
use crate::lab::{Account, lab};
use crate::look;
use crate::program::{Options, Program};
use crate::wait;

const OLD: &str = "le premier mot de passe";
const NEW: &str = "une phrase que personne n’a";

async fn program(settings: String) -> Program {
    let program = Program::with(Options { settings, ..Options::default() }).await;
    for secret in [OLD, NEW] {
        program.never_in_the_log(secret);
    }
    program
}

async fn change(client: &mut Client, old: &str, new: &str, again: &str) -> Page {
    let page = client.get("/settings/password").await;
    let form = page.form("#old").fill("old", old).fill("new", new).fill("again", again);
    client.submit(&page, form).await
}

#[tokio::test]
async fn the_passwd_file_of_dovecot_has_the_new_one_and_other_sessions_end() {
    let file = lab().passwords();
    let mut person = Account::new("claire");
    let other = Account::new("pierre");
    lab().add_password(&person.address, OLD);
    lab().add_password(&other.address, OLD);
    OLD.clone_into(&mut person.password);
    let before = fs::metadata(&file).expect("the file");
    let program = program(format!(
        "[password]\nway = \"dovecot-passwd-file\"\nhint = \"Demandez à Zoé.\"\nmin_length = 12\n\
         [password.dovecot-passwd-file]\npath = \"{}\"\n",
        file.display()
    ))
    .await;
    let mut here = program.signed_in(&person).await;
    let (_, codes) = factor::switch_on(&mut here, &person).await;
    let mut elsewhere = program.client();
    let asked = factor::halfway(&mut elsewhere, &person).await;
    factor::give(&mut elsewhere, &asked, &codes[0]).await;
    let mut waiting = program.client();
    let asked = factor::halfway(&mut waiting, &person).await;
    for (old, new, again, said) in [
        ("", NEW, NEW, "Saisissez votre mot de passe."),
        ("not this one", NEW, NEW, "mot de passe incorrect"),
        (&person.local, NEW, NEW, "mot de passe incorrect"),
        (OLD, "court", "court", "il faut au moins 12 caractères"),
        (OLD, NEW, "autre chose", "Ce n’est pas le même"),
        (OLD, OLD, OLD, "C’est le mot de passe actuel"),
    ] {
        let page = change(&mut here, old, new, again).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
        assert!(page.text().contains(said), "{said}: {}", page.text());
        assert!(!page.html().contains(NEW) && !page.html().contains(OLD), "a password stands in the page");
    }
    assert!(elsewhere.get("/mail/INBOX").await.has("#rows"), "nothing was changed");

    // Whose password it is the session says.
    let page = here.get("/settings/password").await;
    assert!(page.text().contains("Demandez à Zoé."), "{}", page.text());
    let form = page.form("#old").fill("old", OLD).fill("new", NEW).fill("again", NEW);
    let page = here.submit(&page, form.fill("user", &other.address)).await;
    assert!(page.text().contains("Mot de passe changé."), "{}", page.text());
    assert!(here.get("/mail/INBOX").await.has("#rows"), "this session goes on");
    assert_eq!(elsewhere.get("/mail/INBOX").await.url.path(), "/login");
    let late = factor::give(&mut waiting, &asked, &codes[1]).await;
    assert_eq!(late.url.path(), "/login", "a login with the old password went on");
    let refused = program.client().try_sign_in(&person.address, OLD).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    NEW.clone_into(&mut person.password);
    let asked = factor::halfway(&mut elsewhere, &person).await;
    assert!(factor::give(&mut elsewhere, &asked, &codes[1]).await.has("#rows"));
    program.client().sign_in(&other.address, OLD).await;

    let text = fs::read_to_string(&file).expect("the file");
    assert!(
        text.contains(&format!("{}:{{SHA512-CRYPT}}$6$", person.address)) && !text.contains(NEW),
        "{text}"
    );
    let after = fs::metadata(&file).expect("the file");
    let about = |it: &fs::Metadata| (it.uid(), it.gid(), it.permissions().mode());
    assert_eq!(about(&before), about(&after));
    let checked = facteur(&["check", "--config", &program.config()], &[], "");
    assert!(checked.stdout.contains("password way: dovecot-passwd-file: it has lines of"), "{checked:#?}");
    let octets = program.stored_octets();
    assert!(!octets.windows(NEW.len()).any(|it| it == NEW.as_bytes()), "the password stands in the data");
}

#[tokio::test]
async fn what_must_follow_follows_when_nobody_waits_for_the_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let (script, begun, go) =
        (folder.path().join("change"), folder.path().join("begun"), folder.path().join("go"));
    let text = format!(
        "#!/bin/sh\ncat > /dev/null\ntouch {}\nwhile [ ! -e {} ]; do sleep 0.05; done\n",
        begun.display(),
        go.display()
    );
    fs::write(&script, text).expect("a script");
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).expect("a script");
    let program = program(format!(
        "[password]\nway = \"command\"\n[password.command]\nrun = [\"{}\"]\nseconds = 25\n",
        script.display()
    ))
    .await;
    let person = Account::new("claire");
    let mut here = program.signed_in(&person).await;
    let mut elsewhere = program.signed_in(&person).await;
    // The same person for the mail server, and another account here.
    let mut capital = program.client();
    capital.sign_in(&person.address.to_uppercase(), &person.password).await;

    let page = here.get("/settings/password").await;
    let form = page.form("#old").fill("old", &person.password).fill("new", NEW).fill("again", NEW);
    {
        let mut request = Box::pin(here.try_submit(&page, form));
        let wait = wait::until_async("the program", async || begun.exists().then_some(()));
        tokio::select! {
            _ = &mut request => panic!("it was answered before the program ended"),
            () = wait => {}
        }
    }
    assert!(elsewhere.get("/mail/INBOX").await.has("#rows"), "nothing is changed yet");
    fs::write(&go, "").expect("a file");
    for client in [&mut elsewhere, &mut capital] {
        wait::until_async("the end of a session", async || {
            (client.get("/settings/sessions").await.url.path() == "/login").then_some(())
        })
        .await;
    }
    assert_eq!(here.get("/settings/sessions").await.url.path(), "/settings/sessions", "this one goes on");
}

#[tokio::test]
async fn a_program_is_told_by_its_standard_input_and_says_what_is_wrong() {
    let folder = tempfile::tempdir().expect("a folder");
    let (script, read) = (folder.path().join("change"), folder.path().join("read"));
    let text = format!(
        "#!/bin/sh\ncat > {0}\ngrep -q simple {0} && {{ echo 'Trop simple & courant.' >&2; exit 1; }}\n\
         grep -q broken {0} && exit 9\nexit 0\n",
        read.display()
    );
    fs::write(&script, text).expect("a script");
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).expect("a script");
    let settings =
        format!("[password]\nway = \"command\"\n[password.command]\nrun = [\"{}\"]\n", script.display());
    let expected_errors = &["a password cannot be changed"];
    let program = Program::with(Options { settings, expected_errors, ..Options::default() }).await;
    let person = Account::new("claire");
    let mut client = program.signed_in(&person).await;
    let page = change(&mut client, &person.password, "bien trop simple", "bien trop simple").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.text().contains("n’accepte pas ce mot de passe : Trop simple & courant."),
        "{}",
        page.text()
    );
    let page = change(&mut client, &person.password, "entirely broken", "entirely broken").await;
    assert!(page.text().contains("l’ancien reste valable"), "{}", page.text());
    assert!(client.get("/mail/INBOX").await.has("#rows"));
    let page = change(&mut client, &person.password, NEW, NEW).await;
    // The mail server of the test knows nothing of it.
    assert!(page.text().contains("Mot de passe changé, mais votre serveur"), "{}", page.text());
    let read = fs::read_to_string(&read).expect("what it read");
    assert_eq!(read, format!("{}\n{}\n{NEW}\n", person.address, person.password));
}

#[tokio::test]
async fn an_ldap_server_is_asked_by_the_person_themselves() {
    let person = Account::new("claire");
    let slapd = Slapd::with_person(&person.local, &person.password);
    let settings = format!(
        "[password]\nway = \"ldap\"\n[password.ldap]\nhost = \"localhost\"\nport = {}\nca_file = \"{}\"\n\
         dn = \"cn={{local}},{BASE}\"\n",
        slapd.port,
        lab().ca_file().display()
    );
    let program = program(settings).await;
    let mut client = program.signed_in(&person).await;
    let page = change(&mut client, &person.password, NEW, NEW).await;
    assert!(page.text().contains("Mot de passe changé, mais votre serveur"), "{}", page.text());
    assert!(slapd.entries().contains("userPassword:: e1NTSEF9"), "{}", slapd.entries());
    let checked = facteur(&["check", "--config", &program.config()], &[], "");
    assert!(checked.stdout.contains("password way: ldap: the server answers"), "{checked:#?}");
    // Of somebody whom the directory knows by another password nothing is changed.
    let other = Account::new("pierre");
    let mut client = program.signed_in(&other).await;
    let page = change(&mut client, &other.password, NEW, NEW).await;
    assert!(page.text().contains("Rien n’a été changé"), "{}", page.text());
}

#[tokio::test]
async fn where_it_cannot_be_changed_the_page_says_whom_to_ask() {
    let person = Account::new("claire");
    let plain = program(String::new()).await;
    let mut client = plain.signed_in(&person).await;
    let page = client.get("/settings/password").await;
    assert!(page.text().contains("Adressez-vous à votre administrateur."), "{}", page.text());
    let csrf = page.attributes("[name=csrf]", "value")[0].clone();
    let forced = client.post("/settings/password", &[("csrf", &csrf), ("old", "x"), ("new", NEW)]).await;
    assert_eq!(forced.status, StatusCode::NOT_FOUND);

    let program = program("[password]\nhint = \"Écrivez à Zoé, poste 12.\"\n".to_owned()).await;
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&person).await;
    browser.goto("/settings/password").await;
    browser.wait_for_text("Écrivez à Zoé, poste 12.").await;
    look::look(&browser, "settings-password-elsewhere").await;
    browser.close().await;
}

#[tokio::test]
async fn the_form_looks_right() {
    let settings = "[password]\nway = \"command\"\n[password.command]\nrun = [\"/bin/false\"]\n".to_owned();
    let program = program(settings).await;
    let mut browser = Browser::open(&program.url).await;
    browser.expected_complaints.push("Failed to load resource: the server responded with a status of 4");
    browser.sign_in(&Account::new("claire")).await;
    browser.goto("/settings/password").await;
    for (name, typed) in [("old", "x"), ("new", "court"), ("again", "court")] {
        browser.fill(name, typed).await;
    }
    browser.click("Changer le mot de passe").await;
    browser.wait_for("[data-error]").await;
    look::look(&browser, "settings-password").await;
    browser.close().await;
}

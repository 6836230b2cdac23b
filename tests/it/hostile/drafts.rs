//! What was typed is never lost, whatever becomes of the session, and reaches nobody else.

use reqwest::StatusCode;

use crate::client::{Client, Form, Page, Upload};
use crate::lab::{Account, lab};
use crate::program::{Options, Program};

/// A message with text, before this button is pressed.
fn typed(page: &Page, to: &str, button: &str) -> Form {
    let form = page.form_with_button(button).fill("to", to).fill("subject", "Avant la fin");
    form.fill("body", "Trois pages à ne pas perdre.")
}

fn with_file(form: Form) -> Form {
    let (name, media_type) = ("annexe.pdf".to_owned(), "application/pdf");
    form.attach("file", Upload { name, media_type, octets: vec![b'x'; 2_000] })
}

/// A message with text and a file, not sent yet.
fn written(page: &Page, to: &str) -> Form {
    with_file(typed(page, to, "Envoyer"))
}

/// Two people, of whom Claire has begun a message.
async fn begun(program: &Program) -> (Account, Account, Client, Page) {
    let claire = Account::new("claire");
    let mut client = program.signed_in(&claire).await;
    let page = client.get("/compose").await;
    (claire, Account::new("pierre"), client, page)
}

/// The form with what was typed, and why it is there.
#[track_caller]
fn is_kept(page: &Page, draft: &str) {
    assert_eq!((page.status, page.url.path()), (StatusCode::OK, draft), "{}", page.text());
    assert_eq!(page.form("[name=body]").value("body").map(str::trim), Some("Trois pages à ne pas perdre."));
    assert_eq!(page.form("[name=body]").value("subject"), Some("Avant la fin"));
    assert!(page.text().contains("rien n’a été envoyé"), "{}", page.text());
    assert!(page.text().contains("ses fichiers (annexe.pdf) y seront joints"), "{}", page.text());
}

#[tokio::test]
async fn what_was_typed_outlives_the_session() {
    let program = Program::start().await;
    let (claire, pierre, mut client, page) = begun(&program).await;
    let draft = page.url.path().to_owned();
    client.cookies.clear();
    let login = client.submit(&page, written(&page, &pierre.address)).await;
    assert_eq!(login.url.path(), "/login", "{}", login.text());
    let in_clear = program.stored_octets();
    let lies = |words: &[u8]| in_clear.windows(words.len()).any(|it| it == words);
    assert!(!lies(b"Trois pages") && !lies(&[b'x'; 2_000]), "it lies there sealed");

    // Whoever else signs in on that page does not see it.
    let form = login.form("input[name=password]");
    let as_pierre = form.clone().fill("user", &pierre.address).fill("password", &pierre.password);
    let mut other = client.clone();
    assert_eq!(other.submit(&login, as_pierre).await.status, StatusCode::NOT_FOUND);

    let as_claire = form.fill("user", &claire.address).fill("password", &claire.password);
    let page = client.submit(&login, as_claire).await;
    is_kept(&page, &draft);
    assert_eq!(lab().open(&pierre).count("INBOX"), 0, "nothing was sent by itself");

    let saved = client.submit(&page, page.form_with_button("Enregistrer")).await;
    assert_eq!(saved.form("[name=body]").value("subject"), Some("Avant la fin"));
    assert!(!saved.has("#problem"), "once it is saved, all is as ever: {}", saved.text());
    assert_eq!(saved.attributes("#files li", "data-name"), ["annexe.pdf"]);
    let sent = client.submit(&saved, saved.form_with_button("Envoyer")).await;
    assert!(sent.text().contains("Message envoyé"), "{}", sent.text());
    crate::wait::until("the letter", || lab().open(&pierre).holds("INBOX", "Avant la fin").then_some(()));
    assert!(lab().open(&pierre).last("INBOX").1.contains("annexe.pdf"), "its file went along");
}

#[tokio::test]
async fn a_form_that_comes_twice_leaves_its_files_once_and_none_out() {
    let program = Program::start().await;
    let (_, pierre, mut client, page) = begun(&program).await;
    // What a crash leaves that comes between the text and the file of a form.
    let text = typed(&page, &pierre.address, "Enregistrer");
    client.submit(&page, text.clone()).await;
    for _ in 0..2 {
        let page = client.submit(&page, with_file(text.clone())).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
        assert_eq!(page.attributes("#files li", "data-name"), ["annexe.pdf"]);
    }
}

#[tokio::test]
async fn a_form_of_the_session_before_keeps_its_text_and_does_nothing() {
    let program = Program::start().await;
    let (claire, pierre, mut client, page) = begun(&program).await;
    let draft = page.url.path().to_owned();
    client.cookies.clear();
    client.sign_in(&claire.address, &claire.password).await;
    let kept = client.submit(&page, written(&page, &pierre.address)).await;
    is_kept(&kept, &draft);

    let mut script = client.clone();
    script.headers.push(("hx-request", "true".to_owned()));
    let form = page.form_with_button("Enregistrer").fill("body", "Plus tard.");
    let state = script.submit(&page, form).await;
    assert_eq!(state.status, StatusCode::CONFLICT);
    assert!(state.text().contains("Votre texte est gardé"), "{}", state.text());

    let kept = client.get(&draft).await;
    let form = kept.form_with_button("Envoyer").fill("to", &pierre.address).fill("subject", "Plus tard");
    let sent = client.submit(&kept, form).await;
    assert!(sent.text().contains("Message envoyé"), "{}", sent.text());
    assert_eq!(client.get(&draft).await.status, StatusCode::NOT_FOUND);
}

/// The form that is shown again, with its file, to somebody whose session had ended.
async fn kept(client: &mut Client, page: &Page, claire: &Account, to: &str) -> Page {
    client.cookies.clear();
    client.sign_in(&claire.address, &claire.password).await;
    let kept = client.submit(page, written(page, to)).await;
    is_kept(&kept, page.url.path());
    kept
}

#[tokio::test]
async fn the_files_of_a_kept_form_wait_while_its_page_is_open() {
    let program = Program::start().await;
    let (claire, pierre, mut client, page) = begun(&program).await;
    let kept = kept(&mut client, &page, &claire, &pierre.address).await;
    // As if the page had been open for hours.
    program.change_data("UPDATE kept_forms SET kept_at = kept_at - 36000").await;
    let sent = client.submit(&kept, kept.form_with_button("Envoyer")).await;
    assert!(sent.text().contains("Message envoyé"), "{}", sent.text());
    crate::wait::until("the letter", || lab().open(&pierre).holds("INBOX", "Avant la fin").then_some(()));
    assert!(lab().open(&pierre).last("INBOX").1.contains("annexe.pdf"), "its file went along");
}

#[tokio::test]
async fn a_message_does_not_go_without_a_file_that_its_page_promised() {
    let program = Program::start().await;
    let (claire, pierre, mut client, page) = begun(&program).await;
    let kept = kept(&mut client, &page, &claire, &pierre.address).await;
    program.change_data("UPDATE kept_forms SET kept_at = 1").await;
    let answer = client.submit(&kept, kept.form_with_button("Envoyer")).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text());
    let told = answer.texts("#files-e").concat();
    assert!(told.contains("À joindre de nouveau") && told.contains("annexe.pdf"), "{told}");
    assert_eq!(answer.form("[name=body]").value("subject"), Some("Avant la fin"));
    assert_eq!(lab().open(&pierre).count("INBOX"), 0);
    // Who was told may send it without.
    let sent = client.submit(&answer, answer.form_with_button("Envoyer")).await;
    assert!(sent.text().contains("Message envoyé"), "{}", sent.text());
}

#[tokio::test]
async fn another_site_keeps_nothing() {
    let program = Program::start().await;
    let mut client = program.signed_in(&Account::new("claire")).await;
    let page = client.get("/compose").await;
    let mut victim = client.clone();
    victim.headers.push(("sec-fetch-site", "cross-site".to_owned()));
    for path in ["save", "attach", "detach", "send", "discard"] {
        let path = format!("{}/{path}", page.url.path());
        let answer = victim.post(&path, &[("subject", "Chantage")]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
    }
    let again = client.get(page.url.path()).await;
    assert_eq!(again.form("[name=body]").value("subject"), Some(""));
}

/// Posts a form of one's own to the address of another person's draft.
async fn post_as(client: &mut Client, draft: &str, step: &str) -> Page {
    let own = client.get("/compose").await;
    let csrf = own.form("[name=body]").value("csrf").unwrap().to_owned();
    let fields = [("csrf", csrf.as_str()), ("revision", "0"), ("to", "x@sink.test"), ("subject", "À moi")];
    client.post(&format!("{draft}/{step}"), &fields).await
}

#[tokio::test]
async fn another_persons_draft_is_as_one_that_is_not_there() {
    let program = Program::start().await;
    let mut client = program.signed_in(&Account::new("claire")).await;
    let page = client.get("/compose").await;
    let draft = page.url.path().to_owned();
    let form = page.form_with_button("Enregistrer").fill("subject", "À Claire");
    client.submit(&page, form).await;
    let mut other = program.signed_in(&Account::new("pierre")).await;
    for step in ["save", "attach", "detach", "send"] {
        for address in [draft.as_str(), "/compose/00000000000000000000000000000000"] {
            let answer = post_as(&mut other, address, step).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{step} {}", answer.text());
            assert!(answer.text().contains("dans un nouveau brouillon"), "{step}: {}", answer.text());
            let form = answer.form("[name=body]");
            assert_eq!(form.value("subject"), Some("À moi"));
            assert!(!form.action.starts_with(&draft), "{}", form.action);
        }
    }
    post_as(&mut other, &draft, "discard").await;
    let page = client.get(&draft).await;
    assert_eq!(page.form("[name=body]").value("subject"), Some("À Claire"));
}

#[tokio::test]
async fn sending_with_a_file_over_the_limit_sends_nothing_and_keeps_the_text() {
    let settings = "[limits]\nmessage_mb = 1\n".to_owned();
    let program = Program::with(Options { settings, ..Options::default() }).await;
    let (claire, pierre, mut client, page) = begun(&program).await;
    let large = Upload {
        name: "énorme.pdf".to_owned(),
        media_type: "application/pdf",
        octets: vec![b'x'; 3_000_000],
    };
    let page = client.submit(&page, written(&page, &pierre.address).attach("file", large)).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains("énorme.pdf"), "{}", page.text());
    assert_eq!(page.attributes("[data-name]", "data-name"), ["annexe.pdf"]);
    assert_eq!(page.form("[name=body]").value("subject"), Some("Avant la fin"));
    assert_eq!(lab().open(&pierre).count("INBOX"), 0);
    assert!(lab().open(&claire).holds("Drafts", "Avant la fin"), "whoever leaves now finds it again");
}

#[tokio::test]
async fn a_draft_opened_twice_is_one_draft() {
    let program = Program::start().await;
    let mut client = program.signed_in(&Account::new("claire")).await;
    let page = client.get("/compose").await;
    let draft = page.url.path().to_owned();
    let form = page.form_with_button("Enregistrer").fill("subject", "Deux fois");
    client.submit(&page, form).await;
    for _ in 0..2 {
        let list = client.get("/mail/Drafts").await;
        let message = client.get(&list.row("Deux fois")).await;
        let again = client.follow(&message, "Modifier").await;
        assert_eq!(again.url.path(), draft, "the row that it was written in");
        let form = again.form_with_button("Enregistrer").fill("body", "Suite.");
        client.submit(&again, form).await;
    }
}

#[tokio::test]
async fn what_is_written_after_going_back_is_not_taken_for_a_second_click() {
    let program = Program::start().await;
    let (_, pierre, mut client, page) = begun(&program).await;
    let form = page.form_with_button("Envoyer").fill("to", &pierre.address).fill("subject", "Une fois");
    let form = form.fill("body", "Un mot.");
    for _ in 0..2 {
        let sent = client.submit(&page, form.clone()).await;
        assert!(sent.text().contains("Message envoyé"), "{}", sent.text());
    }
    crate::wait::until("the letter", || (lab().open(&pierre).count("INBOX") > 0).then_some(()));
    assert_eq!(lab().open(&pierre).count("INBOX"), 1);
    let answer = client.submit(&page, form.fill("body", "J’avais oublié ceci.")).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text());
    let kept = answer.form("[name=body]");
    assert_eq!(kept.value("body").map(str::trim), Some("J’avais oublié ceci."));
}

//! Where a person is signed in, and who signed in or tried to.

use crate::browser::Browser;
use crate::client::{Client, Page};
use crate::command::facteur;
use crate::lab::{Account, DOMAIN};
use crate::look;
use crate::program::{Options, Program};
use crate::wait;

const FIREFOX: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";
const IPHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like \
                      Gecko) Version/18.5 Mobile/15E148 Safari/604.1";

fn visitor(program: &Program, agent: &str) -> Client {
    let mut client = program.client();
    client.headers.push(("user-agent", agent.to_owned()));
    client
}

async fn signed_in(program: &Program, person: &Account, agent: &str) -> Client {
    let mut client = visitor(program, agent);
    client.sign_in(&person.address, &person.password).await;
    client
}

fn sessions(page: &Page) -> Vec<String> {
    page.texts("#sessions > li")
}

#[tokio::test]
async fn a_person_sees_their_sessions_and_closes_one_and_all_others() {
    let program = Program::start().await;
    let person = Account::new("claire");
    program.never_in_the_log(&person.password);
    let mut here = signed_in(&program, &person, FIREFOX).await;
    let page = here.get("/settings/sessions").await;
    assert!(page.text().contains("Aucune autre session n’est ouverte."), "{}", page.text());
    let mut phone = signed_in(&program, &person, IPHONE).await;
    let mut third = signed_in(&program, &person, "curl/8").await;
    let mut stranger = signed_in(&program, &Account::new("pierre"), IPHONE).await;

    let page = here.get("/settings/sessions").await;
    let told = sessions(&page);
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told[0].contains("Firefox sur Windows cette session"), "{told:?}");
    assert!(told[0].contains("127.0.0.1 · ouverte le ") && told[0].contains(" · utilisée le "), "{told:?}");
    assert!(told.iter().any(|it| it.contains("Safari sur iPhone")), "{told:?}");
    assert!(told.iter().any(|it| it.contains("Navigateur inconnu")), "{told:?}");
    for client in [&here, &phone, &third] {
        for (name, value) in &client.cookies {
            assert!(!page.html().contains(value.as_str()), "the cookie {name} stands in the page");
        }
    }

    let place = told.iter().position(|it| it.contains("iPhone")).expect("the telephone");
    let name = page.attributes("#sessions button[name=session]", "value")[place - 1].clone();
    // Of somebody else it is no session.
    let theirs = stranger.get("/settings/sessions").await;
    let csrf = theirs.attributes("[name=csrf]", "value")[0].clone();
    stranger.post("/settings/sessions", &[("csrf", &csrf), ("session", &name)]).await;
    assert!(phone.get("/mail/INBOX").await.has("#rows"));

    let form = page.form(&format!("button[value='{name}']")).press_named("session", &name);
    let page = here.submit(&page, form).await;
    assert!(page.text().contains("Session fermée."), "{}", page.text());
    assert_eq!(sessions(&page).len(), 2);
    let left = phone.get("/mail/INBOX").await;
    assert_eq!(left.url.path(), "/login");
    assert!(left.text().contains("Votre session a expiré"), "{}", left.text());
    assert!(third.get("/mail/INBOX").await.has("#rows"));

    phone.sign_in(&person.address, &person.password).await;
    let page = here.get("/settings/sessions").await;
    let page = here.submit(&page, page.form("#close-others")).await;
    assert!(page.text().contains("2 sessions fermées."), "{}", page.text());
    assert_eq!(sessions(&page).len(), 1);
    for client in [&mut phone, &mut third] {
        assert_eq!(client.get("/mail/INBOX").await.url.path(), "/login");
    }
    assert!(here.get("/mail/INBOX").await.has("#rows"), "this one goes on");
    assert!(stranger.get("/mail/INBOX").await.has("#rows"), "nobody else is concerned");
    let forged = here.post("/settings/sessions", &[("session", "")]).await;
    assert!(forged.status.is_client_error(), "{}", forged.status);
}

#[tokio::test]
async fn sessions_of_the_same_name_in_another_case_are_of_the_same_person() {
    let program = Program::start().await;
    let person = Account::new("claire");
    let mut here = program.signed_in(&person).await;
    let mut capital = program.client();
    capital.sign_in(&person.address.to_uppercase(), &person.password).await;
    let page = here.get("/settings/sessions").await;
    assert_eq!(sessions(&page).len(), 2, "{}", page.text());
    let page = here.submit(&page, page.form("#close-others")).await;
    assert!(page.text().contains("Session fermée."), "{}", page.text());
    assert_eq!(capital.get("/mail/INBOX").await.url.path(), "/login");
    assert!(here.get("/mail/INBOX").await.has("#rows"));
}

#[tokio::test]
async fn logins_that_went_well_and_that_were_refused_are_told_to_their_person() {
    let program = Program::start().await;
    let person = Account::new("claire");
    let mut here = signed_in(&program, &person, FIREFOX).await;
    let mut guesser = visitor(&program, "<script>alert(1)</script>");
    program.never_in_the_log("wr0ng-guess");
    guesser.try_sign_in(&person.address.to_uppercase(), "wr0ng-guess").await;
    guesser.try_sign_in("nobody-of-this-name@octopus.test", "wr0ng-guess").await;

    let page = here.get("/settings/sessions").await;
    let told = page.texts("#logins > li");
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].ends_with("Navigateur inconnu · 127.0.0.1 refusée"), "{told:?}");
    assert!(told[1].ends_with("Firefox sur Windows · 127.0.0.1 réussie"), "{told:?}");
    assert!(!page.html().contains("alert(1)"));
    let octets = program.stored_octets();
    assert!(!octets.windows(11).any(|it| it == b"wr0ng-guess"), "a password stands in the data");

    let mut other = signed_in(&program, &Account::new("pierre"), IPHONE).await;
    let page = other.get("/settings/sessions").await;
    assert_eq!(page.texts("#logins > li").len(), 1, "{}", page.text());
}

#[tokio::test]
async fn a_session_that_another_process_closes_is_closed_here() {
    let Some(options) = Options::on_postgres("it_sessions").await else { return };
    let program = Program::with(options).await;
    let twin = program.twin().await;
    let person = Account::new("claire");
    let mut here = signed_in(&program, &person, FIREFOX).await;
    let mut there = signed_in(&twin, &person, IPHONE).await;
    let page = here.get("/settings/sessions").await;
    assert_eq!(sessions(&page).len(), 2);
    here.submit(&page, page.form("#close-others")).await;
    assert_eq!(there.get("/mail/INBOX").await.url.path(), "/login");
}

#[tokio::test]
async fn a_name_whose_domain_is_not_taken_any_more_is_nobodys() {
    let program = Program::start().await;
    let (person, other) = (Account::new("claire"), Account::at("claire", "nonsense.example"));
    let mut clients = Vec::new();
    for account in [&person, &other] {
        clients.push(program.signed_in(account).await);
    }
    let closed = [("FACTEUR_LOGIN__DOMAINS", DOMAIN)];
    let program = program.restart_in(&closed).await;
    for (client, is_somebody) in clients.into_iter().zip([true, false]) {
        let mut again = program.client();
        again.cookies = client.cookies;
        assert_eq!(again.get("/mail/INBOX").await.has("#rows"), is_somebody);
    }
    // An administrator finds them all the same.
    let close = ["admin", "sessions", "close", "--config", &program.config(), &other.address];
    let ended = facteur(&close, &closed, "");
    assert!(ended.code == Some(0) && ended.stdout.contains("sessions closed: "), "{ended:?}");
}

#[tokio::test]
async fn an_administrator_signs_somebody_out_everywhere() {
    let program = Program::start().await;
    let (person, other) = (Account::new("claire"), Account::new("pierre"));
    let mut clients =
        [signed_in(&program, &person, FIREFOX).await, signed_in(&program, &person, IPHONE).await];
    let mut stranger = signed_in(&program, &other, FIREFOX).await;
    let close = ["admin", "sessions", "close", "--config", &program.config(), &person.address];
    let closed = facteur(&close, &[], "");
    assert!(closed.code == Some(0) && closed.stdout.contains("sessions closed: 2"), "{closed:?}");
    let nobody = Account::new("nobody");
    let none = facteur(&[&close[..5], &[nobody.address.as_str()]].concat(), &[], "");
    assert!(none.code != Some(0) && none.stderr.contains("ever signed in here"), "{none:?}");
    for client in &mut clients {
        // What happens to the rows from outside counts within seconds.
        wait::until_async("the end of the session", async || {
            Some(client.get("/mail/INBOX").await).filter(|page| page.url.path() == "/login")
        })
        .await;
    }
    assert!(stranger.get("/mail/INBOX").await.has("#rows"));
}

#[tokio::test]
async fn the_page_of_sessions_looks_right() {
    let program = Program::start().await;
    let person = Account::new("claire");
    signed_in(&program, &person, IPHONE).await;
    visitor(&program, FIREFOX).try_sign_in(&person.address, "wr0ng-guess").await;
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&person).await;
    browser.goto("/settings/sessions").await;
    look::look(&browser, "settings-sessions").await;
    browser.close().await;
}

//! Signing in and out, and what must not open a mailbox.

use reqwest::StatusCode;

use crate::lab::{Account, lab};
use crate::program::{Options, Program};
use crate::wait;

/// The name of the cookie with the session's number.
const SESSION: &str = "session";

/// The name of the cookie with the key that opens the password.
const KEY: &str = "key";

#[tokio::test]
async fn a_wrong_password_says_how_many_tries_are_left_and_keeps_the_name() {
    let program = Program::start().await;
    let person = Account::new("claire");
    let mut client = program.client();
    for left in ["4 essais", "3 essais", "2 essais", "un essai", "dernier essai"] {
        program.never_in_the_log("wr0ng-passw0rd");
        let page = client.try_sign_in(&person.address, "wr0ng-passw0rd").await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        let error = page.texts("[data-error]").join(" ");
        assert!(error.contains("Adresse ou mot de passe incorrect.") && error.contains(left), "{error}");
        assert_eq!(page.form("[name=password]").value("user"), Some(person.address.as_str()));
        assert_eq!(page.form("[name=password]").value("password"), Some(""));
    }
    let page = client.try_sign_in(&person.address, &person.password).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "even the right password must wait");
    assert!(page.text().contains("Trop d’essais."), "{}", page.text());
    let other = Account::new("pierre");
    program.signed_in(&other).await;
}

#[tokio::test]
async fn an_address_that_tries_too_many_names_must_wait() {
    let settings = "[limits]\naddress_failures = 3\n".to_owned();
    let program = Program::with(Options { settings, ..Options::default() }).await;
    let mut client = program.client();
    for _ in 0..3 {
        client.try_sign_in(&Account::new("guessed").address, "guess").await;
    }
    let person = Account::new("claire");
    let page = client.try_sign_in(&person.address, &person.password).await;
    assert!(page.text().contains("Trop d’essais."), "{}", page.text());
}

#[tokio::test]
async fn what_cannot_be_a_name_is_not_asked() {
    let program = Program::start().await;
    let mut client = program.client();
    for user in ["", "a\r\nb", "\0"] {
        let page = client.get("/login").await;
        let form = page.form("[name=password]").fill("user", user).fill("password", "x");
        let answer = client.submit(&page, form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{user:?}");
        assert!(
            answer.text().contains("Saisissez votre adresse et votre mot de passe."),
            "{}",
            answer.text()
        );
    }
}

#[tokio::test]
async fn the_page_that_was_asked_for_comes_after_login_and_no_other_host() {
    let program = Program::start().await;
    let person = Account::new("claire");
    let mut client = program.client();
    let page = client.get("/mail/Sent?page=0").await;
    assert_eq!(page.trail[0].0, StatusCode::SEE_OTHER);
    assert!(page.url.path() == "/login" && page.url.query().is_some_and(|it| it.contains("next=")));
    let form = page.form("[name=password]");
    let form = form.fill("user", &person.address).fill("password", &person.password);
    assert_eq!(client.submit(&page, form).await.url.path(), "/mail/Sent");

    for next in ["https://example.net/", "//example.net/", "/\\example.net", "javascript:alert(1)", "/logout"]
    {
        let mut client = program.client();
        let page = client.get("/login").await;
        let form = page.form("[name=password]").fill("next", next);
        let form = form.fill("user", &person.address).fill("password", &person.password);
        let page = client.submit(&page, form).await;
        assert!(page.has("#rows") || next == "/logout", "{next}: {} {}", page.url, page.text());
        assert_eq!(page.url.host_str(), Some("127.0.0.1"));
    }
}

#[tokio::test]
async fn the_session_is_a_new_one_after_login_and_gone_after_logout() {
    let program = Program::start().await;
    let person = Account::new("claire");
    let mut client = program.client();
    client.get("/login").await;
    let before = client.cookie(SESSION).map(str::to_owned);
    let page = client.sign_in(&person.address, &person.password).await;
    let signed_in = client.clone();
    let after = client.cookie(SESSION).expect("a session").to_owned();
    assert_ne!(before, Some(after.clone()), "a number that somebody else set is not kept");

    let form = page.form("#logout");
    let page = client.submit(&page, form).await;
    assert_eq!(page.url.path(), "/login");
    assert!(client.cookie(KEY).is_none(), "the key goes from the browser");
    let mut kept = signed_in;
    assert!(kept.get("/mail/INBOX").await.has("[name=password]"), "cookies kept by somebody open nothing");
}

#[tokio::test]
async fn cookies_are_closed_to_scripts_and_other_sites() {
    let program = Program::start().await;
    let person = Account::new("claire");
    let mut client = program.client();
    let page = client.get("/login").await;
    let form = page.form("[name=password]");
    let form = form.fill("user", &person.address).fill("password", &person.password);
    client.follow_redirects = false;
    let answer = client.submit(&page, form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let set = answer.cookies();
    assert!(set.iter().any(|it| it.starts_with("session=")) && set.iter().any(|it| it.starts_with("key=")));
    for cookie in set {
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
        assert!(!cookie.contains(&person.password) && !cookie.contains("Domain="), "{cookie}");
    }
}

#[tokio::test]
async fn one_cookie_without_the_other_opens_nothing() {
    let program = Program::start().await;
    let person = Account::new("claire");
    let client = program.signed_in(&person).await;
    for alone in [SESSION, KEY] {
        let mut thief = client.clone();
        thief.cookies.retain(|(name, _)| name == alone);
        assert!(thief.get("/mail/INBOX").await.has("[name=password]"), "{alone} alone");
    }
}

#[tokio::test]
async fn cookies_of_another_server_key_are_no_cookies() {
    let person = Account::new("claire");
    let elsewhere = Program::start().await.signed_in(&person).await;
    let program = Program::start().await;
    let mut client = program.client();
    client.cookies = elsewhere.cookies;
    let page = client.get("/mail/INBOX").await;
    assert!(page.has("[name=password]"), "{}", page.text());
    client.sign_in(&person.address, &person.password).await;
}

#[tokio::test]
async fn a_session_outlives_the_program_and_a_stolen_database_opens_no_mailbox() {
    let program = Program::start().await;
    let person = Account::new("claire");
    let client = program.signed_in(&person).await;
    let octets = program.stored_octets();
    let secret = person.password.as_bytes();
    assert!(octets.len() > 10_000, "there is a database");
    assert!(!octets.windows(secret.len()).any(|it| it == secret), "the password stands in the data");
    for (name, value) in &client.cookies {
        let value = value.as_bytes();
        assert!(!octets.windows(value.len()).any(|it| it == value), "the cookie {name} stands in the data");
    }

    let program = program.restart().await;
    let mut again = program.client();
    again.cookies = client.cookies;
    assert!(again.get("/mail/INBOX").await.has("#rows"));
}

#[tokio::test]
async fn a_session_ends_when_it_is_idle_and_after_a_day_in_any_case() {
    let program = Program::start().await;
    let person = Account::new("claire");
    let mut client = program.client();
    // As if the clock had gone on: two hours unused; a day since login, used a moment ago.
    for change in
        ["UPDATE sessions SET used_at = used_at - 7260", "UPDATE sessions SET ends_at = ends_at - 86460"]
    {
        client.sign_in(&person.address, &person.password).await;
        program.change_data(change).await;
        // What happens to the rows from outside counts within seconds.
        let page = wait::until_async("the end of the session", async || {
            Some(client.get("/mail/INBOX").await).filter(|page| page.url.path() == "/login")
        })
        .await;
        assert!(page.has("[name=password]"), "{change}: {}", page.text());
        assert!(page.text().contains("Votre session a expiré"), "{change}: {}", page.text());
        let answer = client.post("/compose/x/save", &[]).await;
        assert!(!answer.status.is_success() || answer.url.path() == "/login", "{change}: {}", answer.url);
    }
}

#[tokio::test]
async fn a_form_without_its_token_does_nothing() {
    let program = Program::start().await;
    let person = Account::new("claire");
    let mut client = program.signed_in(&person).await;
    for fields in [vec![], vec![("csrf", "")], vec![("csrf", "forged")]] {
        let answer = client.post("/logout", &fields).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{fields:?}");
        assert!(answer.text().contains("Cette action n’a pas été faite"), "{}", answer.text());
    }
    assert!(client.get("/mail/INBOX").await.has("#rows"), "still signed in");
}

#[tokio::test]
async fn the_token_of_somebody_else_does_nothing() {
    let program = Program::start().await;
    let mut client = program.signed_in(&Account::new("claire")).await;
    let mut other = program.signed_in(&Account::new("pierre")).await;
    let token = other.get("/mail/INBOX").await.form("#logout").value("csrf").expect("a token").to_owned();
    assert_eq!(client.post("/logout", &[("csrf", &token)]).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_form_sent_by_another_site_does_nothing() {
    let program = Program::start().await;
    let mut client = program.signed_in(&Account::new("claire")).await;
    let page = client.get("/mail/INBOX").await;
    for (name, value) in [("sec-fetch-site", "cross-site"), ("origin", "https://example.net")] {
        client.headers = vec![(name, value.to_owned())];
        let answer = client.submit(&page, page.form("#logout")).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}: {value}");
    }
    client.headers.clear();
    assert!(client.get("/mail/INBOX").await.has("#rows"), "still signed in");
}

#[tokio::test]
async fn nobody_signs_somebody_else_in() {
    let program = Program::start().await;
    let thief = Account::new("thief");
    let mut client = program.client();
    let answer = client.post("/login", &[("user", &thief.address), ("password", &thief.password)]).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_fragment_for_nobody_tells_the_page_to_sign_in() {
    let program = Program::start().await;
    let mut client = program.client();
    client.headers = vec![("hx-request", "true".to_owned())];
    let answer = client.get("/mail/INBOX").await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert!(answer.header("hx-redirect").starts_with("/login"), "{:?}", answer.headers);
}

#[tokio::test]
async fn a_certificate_of_nobody_we_trust_gets_no_password() {
    let ca_file = lab().other_ca_file();
    let program =
        Program::with(Options { ca_file, expected_errors: &["nobody can sign in"], ..Options::default() })
            .await;
    let person = Account::new("claire");
    program.never_in_the_log(&person.password);
    let page = program.client().try_sign_in(&person.address, &person.password).await;
    assert!(
        page.text().contains("L’identité du serveur de messagerie n’est pas confirmée"),
        "{}",
        page.text()
    );
    assert_eq!(page.form("[name=password]").value("user"), Some(person.address.as_str()));
}

#[tokio::test]
async fn a_certificate_for_another_host_gets_no_password() {
    let imap = Some((crate::lab::UNNAMED_HOST, lab().imap));
    let program =
        Program::with(Options { imap, expected_errors: &["nobody can sign in"], ..Options::default() }).await;
    let person = Account::new("claire");
    let page = program.client().try_sign_in(&person.address, &person.password).await;
    assert!(
        page.text().contains("L’identité du serveur de messagerie n’est pas confirmée"),
        "{}",
        page.text()
    );
}

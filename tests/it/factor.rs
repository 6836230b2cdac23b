//! A code after the password: switched on, asked for at every login, taken once, and lost.

mod meanwhile;

use std::process::Command;

use reqwest::StatusCode;

use crate::browser::Browser;
use crate::client::{Client, Page};
use crate::command::facteur;
use crate::lab::Account;
use crate::look;
use crate::program::{Options, Program};

/// An authenticator, as Python makes one (RFC 6238).
const AUTHENTICATOR: &str = "import sys, hmac, struct, base64, time
key = base64.b32decode(sys.argv[1].replace(' ', ''))
step = int(time.time()) // 30 + int(sys.argv[2])
mac = hmac.digest(key, struct.pack('>Q', step), 'sha1')
at = mac[-1] & 15
print('%06d' % ((struct.unpack('>I', mac[at:at + 4])[0] & 0x7fffffff) % 1000000))";

/// The code of now, or of so many half minutes later.
fn code(secret: &str, later: i32) -> String {
    let shown = Command::new("python3").args(["-c", AUTHENTICATOR, secret, &later.to_string()]).output();
    let shown = shown.expect("Python");
    assert!(shown.status.success(), "{}", String::from_utf8_lossy(&shown.stderr));
    String::from_utf8(shown.stdout).expect("digits").trim().to_owned()
}

/// Asks for a secret; the page that shows it.
async fn begin(client: &mut Client, person: &Account) -> Page {
    let page = client.get("/settings/second-factor").await;
    let form = page.form("#begin-password").fill("password", &person.password);
    client.submit(&page, form).await
}

/// Switches it on; the secret, and the codes to write down. The code of now is used up.
pub async fn switch_on(client: &mut Client, person: &Account) -> (String, Vec<String>) {
    let page = begin(client, person).await;
    let secret = page.texts("#factor-secret").concat();
    assert!(page.has("svg.qr") && secret.len() == 39, "{}", page.text());
    assert!(page.text().contains("Vos autres sessions seront fermées"), "{}", page.text());
    let wrong = page.form("#factor-code").fill("code", "12345");
    let again = client.submit(&page, wrong).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(again.texts("#factor-secret").concat(), secret, "the same, for the app has it already");
    let form = again.form("#factor-code").fill("code", &code(&secret, 0));
    let page = client.submit(&again, form).await;
    let codes = page.texts("#recovery-codes li");
    assert_eq!(codes.len(), 10, "{}", page.text());
    (secret, codes)
}

/// Gives the password; the page that asks for the code.
pub async fn halfway(client: &mut Client, person: &Account) -> Page {
    let page = client.try_sign_in(&person.address, &person.password).await;
    assert_eq!(page.url.path(), "/login/code", "{}", page.text());
    page
}

/// Gives the code.
pub async fn give(client: &mut Client, page: &Page, code: &str) -> Page {
    client.submit(page, page.form("#code").fill("code", code)).await
}

/// Ends the session, as time does; the page does not know.
const END: &str = "const csrf = document.querySelector('[name=csrf]').value;
return fetch('/logout', { method: 'POST', body: new URLSearchParams({ csrf }) }).then(() => null);";

#[tokio::test]
async fn a_code_is_asked_after_the_password_and_opens_the_page_that_was_wanted() {
    let program = Program::start().await;
    let person = Account::new("claire");
    let mut here = program.signed_in(&person).await;
    let (secret, codes) = switch_on(&mut here, &person).await;
    for word in [&secret, &secret.replace(' ', ""), &codes[0]] {
        program.never_in_the_log(word);
        let octets = program.stored_octets();
        assert!(!octets.windows(word.len()).any(|it| it == word.as_bytes()), "{word} stands in the data");
    }

    let mut other = program.client();
    let page = other.get("/mail/Sent?page=0").await;
    let form = page.form("[name=password]").fill("user", &person.address).fill("password", &person.password);
    let page = other.submit(&page, form).await;
    assert_eq!(page.url.path(), "/login/code");
    assert!(page.text().contains(&person.address), "{}", page.text());
    // The password alone opens nothing, whatever the name is written like.
    let mut sideways = other.clone();
    assert_eq!(sideways.get("/mail/INBOX").await.url.path(), "/login");
    let upper = program.client().try_sign_in(&person.address.to_uppercase(), &person.password).await;
    assert_eq!(upper.url.path(), "/login/code");
    let octets = program.stored_octets();
    let waiting = person.password.as_bytes();
    assert!(!octets.windows(waiting.len()).any(|it| it == waiting), "the password waits in clear");
    for (name, value) in &other.cookies {
        assert!(!value.contains(&person.password), "the password stands in the cookie {name}");
    }

    let right = code(&secret, 1);
    let page = give(&mut other, &page, &right).await;
    assert_eq!(page.url.path(), "/mail/Sent", "{}", page.text());
    assert!(other.cookie("code").is_none(), "the cookie of the first step is gone");

    // A code counts once, also for somebody who saw it.
    let mut third = program.client();
    let page = halfway(&mut third, &person).await;
    let page = give(&mut third, &page, &right).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains("il a déjà servi. Il vous reste 4 essais"), "{}", page.text());
    let page = give(&mut third, &page, &codes[0].to_lowercase()).await;
    assert!(page.has("#rows"), "{}", page.text());
    let mut fourth = program.client();
    let page = halfway(&mut fourth, &person).await;
    let page = give(&mut fourth, &page, &codes[0]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "a written code counts once, too");

    let told = here.get("/settings/second-factor").await;
    assert!(told.texts("#codes-left").concat().contains("9 codes de secours"), "{}", told.text());
    let logins = here.get("/settings/sessions").await.texts("#logins > li");
    assert!(logins[0].ends_with("code refusé"), "{logins:?}");
}

#[tokio::test]
async fn codes_cannot_be_guessed_and_a_right_password_does_not_let_them_be() {
    let program = Program::start().await;
    let person = Account::new("claire");
    let mut here = program.signed_in(&person).await;
    let (secret, codes) = switch_on(&mut here, &person).await;
    let mut thief = program.client();
    for _ in 0..5 {
        let page = halfway(&mut thief, &person).await;
        assert_eq!(give(&mut thief, &page, "ABCDE-FGHIJ").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let page = halfway(&mut thief, &person).await;
    for right in [&code(&secret, 1), &codes[1]] {
        let page = give(&mut thief, &page, right).await;
        assert!(page.text().contains("Trop d’essais."), "{}", page.text());
    }
    // Neither a row without the cookie nor a cookie without the row opens anything, nor does either after its time.
    let mut without = program.client();
    assert_eq!(without.get("/login/code").await.url.path(), "/login");
    program.change_data("UPDATE waiting_logins SET begun_at = begun_at - 601").await;
    let page = thief.get("/login/code").await;
    assert!(page.text().contains("Votre session a expiré"), "{}", page.text());
    assert!(here.get("/mail/INBOX").await.has("#rows"), "who is signed in stays so");
}

#[tokio::test]
async fn it_is_switched_off_and_codes_are_made_anew_with_the_password_and_a_code() {
    let program = Program::start().await;
    let person = Account::new("claire");
    program.never_in_the_log("wr0ng-passw0rd");
    let mut client = program.signed_in(&person).await;
    let (_, codes) = switch_on(&mut client, &person).await;
    let right = person.password.as_str();
    for id in ["codes", "off"] {
        // Whoever found the password out at an open session has no code.
        for (password, code, field, said) in [
            ("", "ABCDE-FGHIJ", "password", "Saisissez votre mot de passe."),
            ("wr0ng-passw0rd", &codes[0], "password", "mot de passe incorrect"),
            (right, "", "code", "Saisissez un code."),
            (right, "ABCDE-FGHIJ", "code", "Ce code n’est pas le bon"),
        ] {
            let page = client.get("/settings/second-factor").await;
            let form = page.form(&format!("#{id}-password")).fill("password", password).fill("code", code);
            let page = client.submit(&page, form).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(page.has(&format!("#factor-{id} [name={field}][data-error]")), "{said}");
            assert!(page.text().contains(said), "{said}: {}", page.text());
        }
    }
    let with = async |client: &mut Client, id: &str, code: &str| {
        let page = client.get("/settings/second-factor").await;
        let form = page.form(id).fill("password", right).fill("code", code);
        client.submit(&page, form).await
    };
    let fresh = with(&mut client, "#codes-password", &codes[0]).await.texts("#recovery-codes li");
    assert!(fresh.len() == 10 && !fresh.contains(&codes[0]));
    let page = client.get("/settings/second-factor").await;
    assert!(page.html().find(&fresh[0]).is_none(), "they are shown once");
    let old = with(&mut client, "#off-password", &codes[1]).await;
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY, "those before count no more");
    let told = client.get("/settings/sessions").await.texts("#logins > li");
    assert!(told[0].ends_with("code refusé"), "{told:?}");
    let page = with(&mut client, "#off-password", &fresh[0]).await;
    assert!(page.text().contains("est désactivée.") && page.has("#factor-is-off"), "{}", page.text());
    program.signed_in(&person).await;
    let forged = client.post("/settings/second-factor", &[("do", "off")]).await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn switching_on_ends_other_sessions_and_a_login_that_waits_ends_with_them() {
    let program = Program::start().await;
    let person = Account::new("claire");
    let mut here = program.signed_in(&person).await;
    let mut before = program.signed_in(&person).await;
    let (secret, codes) = switch_on(&mut here, &person).await;
    assert_eq!(before.get("/mail/INBOX").await.url.path(), "/login", "it had the password alone");
    assert!(here.get("/mail/INBOX").await.has("#rows"));

    let mut waiting = program.client();
    let page = halfway(&mut waiting, &person).await;
    let mut again = program.client();
    let other = halfway(&mut again, &person).await;
    give(&mut again, &other, &codes[0]).await;
    let sessions = here.get("/settings/sessions").await;
    here.submit(&sessions, sessions.form("#close-others")).await;
    let right = code(&secret, 1);
    let page = give(&mut waiting, &page, &right).await;
    assert_eq!(page.url.path(), "/login");
    assert!(page.text().contains("Votre session a expiré"), "{}", page.text());
    // The code was not used up by a login that went no further.
    let page = halfway(&mut waiting, &person).await;
    assert!(give(&mut waiting, &page, &right).await.has("#rows"));

    let page = halfway(&mut again, &person).await;
    let close = ["admin", "sessions", "close", "--config", &program.config(), &person.address];
    assert_eq!(facteur(&close, &[], "").code, Some(0));
    assert_eq!(give(&mut again, &page, &codes[1]).await.url.path(), "/login");
    let page = halfway(&mut again, &person).await;
    assert!(give(&mut again, &page, &codes[1]).await.has("#rows"));
}

#[tokio::test]
async fn a_code_is_taken_by_one_of_two_processes_and_an_administrator_helps_who_lost_theirs() {
    let options = Options::on_postgres("it_factor").await.unwrap_or_default();
    let program = Program::with(options.clone()).await;
    let person = Account::new("claire");
    let mut here = program.signed_in(&person).await;
    let (secret, _) = switch_on(&mut here, &person).await;
    if !options.environment.is_empty() {
        let twin = program.twin().await;
        let (mut one, mut two) = (program.client(), twin.client());
        let (first, second) = (halfway(&mut one, &person).await, halfway(&mut two, &person).await);
        let right = code(&secret, 1);
        let (first, second) = tokio::join!(give(&mut one, &first, &right), give(&mut two, &second, &right));
        let opened = [first, second].iter().filter(|it| it.has("#rows")).count();
        assert_eq!(opened, 1);
    }
    let environment: Vec<(&str, &str)> =
        options.environment.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let config = program.config();
    let remove = |name: &str| {
        facteur(&["admin", "second-factor", "remove", "--config", &config, name], &environment, "")
    };
    let removed = remove(&person.address.to_uppercase());
    assert!(removed.code == Some(0) && removed.stdout.contains("removed"), "{removed:?}");
    let again = remove(&person.address);
    assert!(again.code == Some(1) && again.stdout.contains("there was none"), "{again:?}");
    program.signed_in(&person).await;
}

#[tokio::test]
async fn the_pages_look_right_and_a_text_goes_on_after_signing_in_again() {
    let program = Program::start().await;
    let person = Account::new("claire");
    let mut client = program.signed_in(&person).await;
    let (secret, codes) = switch_on(&mut client, &person).await;
    let mut browser = Browser::open(&program.url).await;
    browser.expected_complaints.push("Failed to load resource: the server responded with a status of 4");
    browser.expected_complaints.push("EventSource's response has a MIME type");
    browser.goto("/login").await;
    browser.fill("user", &person.address).await;
    browser.fill("password", &person.password).await;
    browser.click("Se connecter").await;
    browser.wait_for("#code").await;
    look::look(&browser, "login-code").await;
    browser.fill("code", &code(&secret, 1)).await;
    browser.click("Se connecter").await;
    browser.wait_for("#rows").await;
    browser.goto("/settings/second-factor").await;
    look::look(&browser, "settings-factor-on").await;

    browser.goto("/compose").await;
    browser.fill("subject", "Réunion de rentrée").await;
    browser.script(END, Vec::new()).await;
    browser.click("Enregistrer").await;
    let sign_in = async |field: &str, typed: &str| {
        browser.wait_for(field).await.send_keys(typed).await.expect("a field");
        browser.click("Se connecter").await;
    };
    sign_in("#sign-in[open] [name=password]", &person.password).await;
    sign_in("#sign-in[open] [name=code]:enabled", "ABCDE-FGHIJ").await;
    browser.wait_for_text("Ce code n’est pas le bon").await;
    look::look(&browser, "compose-sign-in-code").await;
    sign_in("#sign-in[open] [name=code]:enabled", &codes[0]).await;
    browser.wait_for_text("Enregistré à").await;

    let other = Account::new("pierre");
    let fresh = Browser::open(&program.url).await;
    fresh.sign_in(&other).await;
    fresh.goto("/settings/second-factor").await;
    look::look(&fresh, "settings-factor-off").await;
    fresh.fill("password", &other.password).await;
    fresh.click("Commencer").await;
    fresh.wait_for("#factor-secret").await;
    look::look(&fresh, "settings-factor-offer").await;
    let shown = fresh.wait_for("#factor-secret").await.text().await.expect("the secret");
    fresh.fill("code", &code(&shown, 0)).await;
    fresh.click("Activer").await;
    fresh.wait_for("#recovery-codes").await;
    look::look(&fresh, "settings-factor-codes").await;
    fresh.close().await;
    browser.close().await;
}

//! What happens meanwhile: the database fails, somebody else signs in, the operator closes a domain.

use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions as _, Executor as _};

use super::{begin, code, give, halfway, switch_on};
use crate::command::facteur;
use crate::lab::{Account, DOMAIN};
use crate::program::{Options, Program};
use crate::wait;

/// What keeps rows of a table from being deleted, as a database does that fails in the midst.
const NO_DELETION: &str =
    "CREATE TRIGGER stuck BEFORE DELETE ON waiting_logins BEGIN SELECT RAISE(FAIL, 'stuck'); END";

#[tokio::test]
async fn sessions_end_with_the_password_alone_even_if_the_rest_fails_and_the_page_says_so() {
    let expected_errors = &["a session of before it may be open"];
    let program = Program::with(Options { expected_errors, ..Options::default() }).await;
    let person = Account::new("claire");
    let mut here = program.signed_in(&person).await;
    let mut before = program.signed_in(&person).await;
    let row = "INSERT INTO waiting_logins (id, login, content, begun_at) \
               SELECT 'x' || id, lower(login), x'00', 4000000000 FROM accounts";
    program.change_data(row).await;
    program.change_data(NO_DELETION).await;
    let page = begin(&mut here, &person).await;
    let form = page.form("#factor-code").fill("code", &code(&page.texts("#factor-secret").concat(), 0));
    let page = here.submit(&page, form).await;
    assert_eq!(page.texts("#recovery-codes li").len(), 10, "{}", page.text());
    assert!(page.texts("#others-open").concat().contains("fermez celles qui restent"), "{}", page.text());
    assert_eq!(before.get("/mail/INBOX").await.url.path(), "/login");
    assert!(here.get("/mail/INBOX").await.has("#rows"));

    // An administrator's closing goes on as well.
    let close = ["admin", "sessions", "close", "--config", &program.config(), &person.address];
    let ended = facteur(&close, &[], "");
    assert_eq!(ended.code, Some(1), "{ended:?}");
    wait::until_async("the session to end", async || {
        (here.get("/mail/INBOX").await.url.path() == "/login").then_some(())
    })
    .await;
}

#[tokio::test]
async fn a_code_that_was_taken_opens_the_pages_whatever_else_cannot_be_written() {
    let expected_errors =
        &["a right code is counted as a wrong one", "a session begins without its language"];
    let program = Program::with(Options { expected_errors, ..Options::default() }).await;
    let person = Account::new("claire");
    let mut here = program.signed_in(&person).await;
    let (_, codes) = switch_on(&mut here, &person).await;
    let mut other = program.client();
    let page = other.get("/login").await;
    let form = page.form("[name=language][value=en]").press_named("language", "en");
    other.submit(&page, form).await;
    let page = halfway(&mut other, &person).await;
    for statement in [
        "CREATE TRIGGER attempts_stuck BEFORE UPDATE ON attempts BEGIN SELECT RAISE(FAIL, 'stuck'); END",
        "CREATE TRIGGER accounts_stuck BEFORE UPDATE ON accounts BEGIN SELECT RAISE(FAIL, 'stuck'); END",
    ] {
        program.change_data(statement).await;
    }
    let page = give(&mut other, &page, &codes[0]).await;
    assert!(page.has("#rows") && page.has("html[lang=en]"), "{}", page.text());
}

#[tokio::test]
async fn a_password_typed_while_the_factor_is_switched_on_opens_nothing() {
    let Some(options) = Options::on_postgres("it_factor_meanwhile").await else { return };
    let url = options.environment[0].1.clone();
    let program = Program::with(options).await;
    let person = Account::new("claire");
    let mut here = program.signed_in(&person).await;
    let connect =
        async || url.parse::<PgConnectOptions>().expect("an address").connect().await.expect("a database");
    // The login is held where it was found that there is no factor, and no session is begun.
    let (mut holder, mut looker) = (connect().await, connect().await);
    holder.execute("BEGIN; LOCK TABLE logins IN ACCESS EXCLUSIVE MODE").await.expect("a lock");
    let mut meanwhile = program.client();
    let signing_in = meanwhile.try_sign_in(&person.address, &person.password);
    let switching_on = async {
        wait::until_async("the login to be held", async || {
            let waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'logins'::regclass";
            let count: i64 = sqlx::query_scalar(waiting).fetch_one(&mut looker).await.expect("a count");
            (count > 0).then_some(())
        })
        .await;
        let (_, codes) = switch_on(&mut here, &person).await;
        holder.execute("COMMIT").await.expect("the lock to go");
        codes
    };
    let (page, codes) = tokio::join!(signing_in, switching_on);
    assert_eq!(page.url.path(), "/login/code", "{}", page.text());
    assert!(give(&mut meanwhile, &page, &codes[0]).await.has("#rows"));
    assert_eq!(here.get("/settings/sessions").await.texts("#sessions > li").len(), 2);
}

#[tokio::test]
async fn a_login_that_waits_is_told_and_ended() {
    let program = Program::start().await;
    let person = Account::new("claire");
    let mut here = program.signed_in(&person).await;
    let (_, codes) = switch_on(&mut here, &person).await;
    let page = here.get("/settings/sessions").await;
    assert!(!page.has("#close-others") && !page.has("#code-awaited"), "{}", page.text());
    let mut other = program.client();
    let waiting = halfway(&mut other, &person).await;
    let page = here.get("/settings/sessions").await;
    assert!(page.has("#code-awaited"), "{}", page.text());
    assert!(page.texts("#logins > li")[0].ends_with("mot de passe correct, code demandé"), "{}", page.text());
    let page = here.submit(&page, page.form("#close-others")).await;
    assert!(page.text().contains("La connexion qui attendait un code est annulée."), "{}", page.text());
    assert!(!page.has("#code-awaited"));
    assert_eq!(give(&mut other, &waiting, &codes[0]).await.url.path(), "/login");
}

#[tokio::test]
async fn by_a_name_that_the_operator_closed_out_nobody_waits() {
    let program = Program::start().await;
    let (person, other) = (Account::new("claire"), Account::at("claire", "nonsense.example"));
    let mut waiting = Vec::new();
    for account in [&person, &other] {
        switch_on(&mut program.signed_in(account).await, account).await;
        let mut client = program.client();
        halfway(&mut client, account).await;
        waiting.push(client.cookies);
    }
    let program = program.restart_in(&[("FACTEUR_LOGIN__DOMAINS", DOMAIN)]).await;
    for (cookies, path) in waiting.into_iter().zip(["/login/code", "/login"]) {
        let mut client = program.client();
        client.cookies = cookies;
        assert_eq!(client.get("/login/code").await.url.path(), path);
    }
}

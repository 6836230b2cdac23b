//! What is written here reads the same elsewhere: 200 messages of every kind go through the form, Postfix and
//! Dovecot, and are compared with what was typed by Python's email package.

mod typed;

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::client::Client;
use crate::forgetting::ask_nothing;
use crate::lab::{Account, lab};
use crate::program::Program;
use crate::python;
use crate::wait;
use typed::{SENDERS, Typed};

const COMPARE: &str = include_str!("standards/compare.py");

/// How many messages each of them writes.
const EACH: usize = 50;

/// Writes one's messages; what Python is told of each, by its mark.
async fn write(program: &Program, sender: usize, to: &Account) -> Vec<(String, Value)> {
    let from = Account::new("claire");
    let mut client = program.signed_in(&from).await;
    call_oneself(&mut client, SENDERS[sender]).await;
    ask_nothing(&mut client).await;
    let mut written = Vec::new();
    for number in sender * EACH..(sender + 1) * EACH {
        let message = Typed::of(number, &to.address);
        let page = client.get("/compose").await;
        let page = client.submit(&page, message.fill(page.form_with_button("Envoyer"))).await;
        assert_eq!(page.status, StatusCode::OK, "{message:?}: {}", page.text());
        assert!(page.text().contains("Message envoyé"), "{message:?}: {}", page.text());
        written.push((message.mark(), message.told((SENDERS[sender], &from.address))));
    }
    written
}

async fn call_oneself(client: &mut Client, name: &str) {
    let page = client.get("/settings/identities").await;
    client.submit(&page, page.form_with_button("Enregistrer").fill("name", name)).await;
}

/// The letters of an inbox, as they are.
fn letters(account: &Account) -> Vec<String> {
    let mut imap = lab().open(account);
    wait::until("all letters", || (imap.count("INBOX") == SENDERS.len() * EACH).then_some(()));
    imap.command("SELECT INBOX");
    let letter = |number| {
        let answer = imap.command(&format!("FETCH {number} (BODY.PEEK[])"));
        let octets = answer.split_once("}\r\n").expect("a literal").1;
        octets.strip_suffix(")\r\n").expect("the end of the answer").to_owned()
    };
    (1..=SENDERS.len() * EACH).map(letter).collect()
}

#[tokio::test]
async fn two_hundred_messages_read_the_same_elsewhere() {
    let program = Program::start().await;
    let to = Account::new("pierre");
    let (a, b, c, d) = tokio::join!(
        write(&program, 0, &to),
        write(&program, 1, &to),
        write(&program, 2, &to),
        write(&program, 3, &to)
    );
    let letters = letters(&to);
    let marks = marks(&letters);
    let pairs: Vec<Value> = [a, b, c, d]
        .into_iter()
        .flatten()
        .map(|(mark, typed)| {
            let at = marks.iter().position(|it| *it == mark);
            let at = at.unwrap_or_else(|| panic!("{mark} did not arrive among {marks:?}"));
            json!({ "octets": letters[at], "typed": typed })
        })
        .collect();
    let differences = python::read(COMPARE, &Value::from(pairs).to_string());
    assert_eq!(differences, json!([]), "{differences:#}");
}

/// What stands in brackets at the end of each subject.
fn marks(letters: &[String]) -> Vec<String> {
    const SUBJECTS: &str = r#"
import email, email.policy, json, sys
read = lambda it: email.message_from_string(it, policy=email.policy.default)["Subject"]
print(json.dumps(["[" + read(it).rsplit("[", 1)[-1] for it in json.load(sys.stdin)]))
"#;
    let marks = python::read(SUBJECTS, &json!(letters).to_string());
    marks.as_array().expect("a list").iter().map(|it| it.as_str().unwrap_or_default().to_owned()).collect()
}

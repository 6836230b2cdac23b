//! Sieve scripts on a real Pigeonhole: what is read, written and refused there.

use std::fs;
use std::time::Duration;

use mailcore::credentials::Credentials;
use mailcore::managesieve::{Error, Session};
use mailcore::server::{Security, Server};
use mailcore::sieve::Draft;
use mailcore::sieve::absence::{Absence, Interval, Moment, Then};
use mailcore::sieve::redirection::Redirection;
use mailcore::tls::Tls;

use crate::lab::{Account, lab};

/// What somebody wrote by hand.
pub const OWN: &str = "require [\"fileinto\", \"include\", \"variables\"];\n# Factures d’abord\n\
                   if header :contains \"Subject\" [\"facture\", \"\\\"relevé\\\"\"] {\n\tfileinto \"Projets\"; # là\n}\n\
                   /* fin */ set \"x\" text:\n..deux points\n.\n;\n";

fn server(port: u16) -> Server {
    let patience = Duration::from_secs(30);
    Server {
        host: "localhost".to_owned(),
        port,
        security: Security::StartTls,
        extra_roots: Some(fs::read(lab().ca_file()).expect("the authority")),
        connect_timeout: patience,
        answer_timeout: patience,
    }
}

/// A section of the configuration that names the laboratory's server for scripts.
pub fn settings() -> String {
    let ca_file = lab().ca_file();
    format!(
        "[managesieve]\nhost = \"localhost\"\nport = {}\nca_file = \"{}\"\n",
        lab().sieve,
        ca_file.display()
    )
}

/// A session beside the webmail's.
pub async fn open(account: &Account) -> Session {
    let credentials = Credentials::new(account.address.clone(), account.password.clone().into());
    Session::open(&server(lab().sieve), &credentials, &Tls::default()).await.expect("a session")
}

fn absence() -> Absence {
    let day = |text: &str| Some(Moment::Day(text.parse().expect("a day")));
    Absence {
        is_on: true,
        subject: "Absente « jusqu’au 17 »".to_owned(),
        text: "Bonjour,\n\n.\nÀ bientôt".to_owned(),
        from: "Claire <claire@octopus.test>".to_owned(),
        addresses: vec!["c@octopus.test".to_owned()],
        interval: Some(Interval::Days(3)),
        start: day("2026-03-01"),
        end: day("2026-07-17"),
        start_offset: None,
        end_offset: None,
        then: Then::Copy("ailleurs@octopus.test".to_owned()),
    }
}

#[tokio::test]
async fn a_script_comes_back_octet_by_octet_and_takes_our_rules() {
    let claire = Account::new("scripts");
    let mut session = open(&claire).await;
    assert_eq!(session.scripts().await.unwrap(), []);
    // It is told after the login alone.
    assert!(session.capabilities().most_redirects.is_some(), "{:?}", session.capabilities());
    session.put("mes \"règles\"", OWN).await.unwrap();
    session.activate("mes \"règles\"").await.unwrap();
    let scripts = session.scripts().await.unwrap();
    assert!(scripts.len() == 1 && scripts.iter().all(|it| it.is_active && it.name == "mes \"règles\""));
    assert_eq!(session.script("mes \"règles\"").await.unwrap(), OWN);

    let mut draft = Draft::new(OWN.to_owned()).unwrap();
    let zone = jiff::tz::TimeZone::get("Europe/Paris").unwrap();
    absence().put(&mut draft, "Absence", &zone, true).unwrap();
    let targets = vec!["a@octopus.test".to_owned(), "b@octopus.test".to_owned()];
    let redirection = Redirection { is_on: false, targets, keeps_copy: true };
    redirection.put(&mut draft, "Redirection", true).unwrap();
    session.check(draft.text()).await.unwrap();
    session.put("mes \"règles\"", draft.text()).await.unwrap();
    let read = Draft::new(session.script("mes \"règles\"").await.unwrap()).unwrap();
    assert_eq!(Absence::of(&read).unwrap().0.seen_in(&zone), absence());
    assert_eq!(Redirection::of(&read).unwrap().0, redirection);
    let (require, rules) = OWN.split_once('\n').unwrap();
    assert!(read.text().starts_with(require) && read.text().ends_with(rules), "{}", read.text());
    session.close().await;
}

#[tokio::test]
async fn what_is_refused_leaves_the_script_before() {
    let claire = Account::new("refused-scripts");
    let mut session = open(&claire).await;
    session.put("a", OWN).await.unwrap();
    session.activate("a").await.unwrap();
    let Err(Error::Refused(reason)) = session.check("keep").await else { panic!("it is no script") };
    assert!(reason.contains("line 1"), "{reason}");
    assert!(matches!(session.put("a", "unknown;").await, Err(Error::Refused(_))));
    assert!(matches!(
        session.put("a", &"# x\n".repeat(1 << 19)).await,
        Err(Error::Quota | Error::Refused(_))
    ));
    assert_eq!(session.script("a").await.unwrap(), OWN);
    assert!(matches!(session.script("b").await, Err(Error::Missing)));
    assert!(matches!(session.delete("a").await, Err(Error::Refused(_))), "it is active");
    session.rename("a", "b").await.unwrap();
    session.activate("").await.unwrap();
    session.delete("b").await.unwrap();
    assert_eq!(session.scripts().await.unwrap(), []);
}

#[tokio::test]
async fn nobody_is_let_in_without_the_password_or_over_a_false_certificate() {
    let claire = Account::new("wrong-scripts");
    let credentials = |secret: &str| Credentials::new(claire.address.clone(), secret.to_owned().into());
    let server = server(lab().sieve);
    let wrong = Session::open(&server, &credentials("wrong"), &Tls::default()).await;
    assert!(matches!(wrong, Err(Error::Credentials)), "{wrong:?}");
    let other = Server { extra_roots: Some(fs::read(lab().other_ca_file()).unwrap()), ..server };
    let refused = Session::open(&other, &credentials(&claire.password), &Tls::default()).await;
    assert!(matches!(refused, Err(Error::Certificate(_))), "{refused:?}");
}

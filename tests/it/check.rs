//! `facteur check`: a good configuration, and each of the wrong ones told from the others, on the
//! real servers. What it says is read twice, as lines and as JSON.

mod database;

use std::fs;
use std::net::TcpListener;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::command::{Ended, facteur};
use crate::guard;
use crate::lab::{Account, CLEAR_HOST, COMMUNITY, COMMUNITY_HOST, DOMAIN, EXPIRED_HOST, UNNAMED_HOST, lab};
use crate::program::Program;

/// A configuration, to be made wrong by a test.
#[derive(Clone, Debug)]
struct Setup {
    /// `host`, `port`, `security` of both servers.
    imap: (String, u16, &'static str),
    submission: (String, u16, &'static str),
    ca_file: String,
    /// Keys before the first table.
    keys: String,
    /// A key of `[login]`.
    domains: String,
    /// Tables after the last one.
    tables: String,
    /// Who signs in, by which password.
    login: Option<(String, String)>,
}

impl Setup {
    fn good() -> Self {
        let lab = lab();
        Self {
            imap: ("localhost".to_owned(), lab.imap, "starttls"),
            submission: ("localhost".to_owned(), lab.submission, "starttls"),
            ca_file: lab.ca_file().display().to_string(),
            keys: String::new(),
            domains: String::new(),
            tables: String::new(),
            login: None,
        }
    }

    /// Both servers at another address.
    fn at(host: &str) -> Self {
        let mut setup = Self::good();
        setup.imap.0 = host.to_owned();
        setup.submission.0 = host.to_owned();
        setup
    }

    fn with_login(mut self, account: &Account, password: &str) -> Self {
        self.login = Some((account.address.clone(), password.to_owned()));
        self
    }

    fn text(&self, data: &Path) -> String {
        let server = |(host, port, security): &(String, u16, &str)| {
            format!(
                "host = \"{host}\"\nport = {port}\nsecurity = \"{security}\"\nca_file = \"{}\"\nconnect_seconds = 2\n",
                self.ca_file
            )
        };
        let usual = |key: &str, value: String| match self.keys.contains(&format!("{key} = ")) {
            true => String::new(),
            false => format!("{key} = \"{value}\"\n"),
        };
        format!(
            "{}{}{}\n[imap]\n{}\n[submission]\n{}\n[login]\ndomain = \"{DOMAIN}\"\n{}\n{}\n",
            self.keys,
            usual("listen", "127.0.0.1:0".to_owned()),
            usual("data_dir", data.display().to_string()),
            server(&self.imap),
            server(&self.submission),
            self.domains,
            self.tables
        )
    }

    /// Runs it in a folder, whose `data` is the data directory unless `keys` say otherwise.
    fn run(&self, folder: &Path, more: &[&str]) -> Ended {
        let file = folder.join("facteur.toml");
        fs::write(&file, self.text(&folder.join("data"))).expect("a configuration");
        let mut arguments = vec!["check", "--config", file.to_str().expect("a path in UTF-8")];
        arguments.extend(more);
        let Some((user, password)) = &self.login else { return facteur(&arguments, &[], "") };
        arguments.extend(["--user", user]);
        let ended = facteur(&arguments, &[("FACTEUR_CHECK_PASSWORD", password)], "");
        assert!(!format!("{ended:?}").contains(password.as_str()), "the password is printed: {ended:#?}");
        ended
    }
}

/// The objects of `--json` with an outcome.
fn objects<'a>(all: &'a Value, outcome: &str) -> Vec<&'a Value> {
    all.as_array().expect("an array").iter().filter(|it| it["outcome"] == outcome).collect()
}

/// What failed is this and nothing else, in lines and in objects: server, step, words of what was found.
#[track_caller]
fn fails_in(setup: &Setup, folder: &Path, expected: &[(&str, &str, &str)]) {
    let text = setup.run(folder, &[]);
    assert_eq!(text.code, Some(1), "{text:#?}");
    let lines: Vec<&str> = text.stdout.lines().filter(|it| it.starts_with("failure  ")).collect();
    let json = setup.run(folder, &["--json"]);
    assert_eq!(json.code, Some(1), "{json:#?}");
    let all: Value = serde_json::from_str(&json.stdout).expect("JSON");
    let failed = objects(&all, "failure");
    assert_eq!((lines.len(), failed.len()), (expected.len(), expected.len()), "{}", text.stdout);
    for ((line, object), (server, step, words)) in lines.iter().zip(failed).zip(expected) {
        assert!(line.starts_with(&format!("failure  {server} {step}: ")) && line.contains(words), "{line}");
        assert_eq!((&object["server"], &object["step"]), (&Value::from(*server), &Value::from(*step)));
        let (found, advice) = (object["found"].as_str(), object["advice"].as_str());
        assert!(found.is_some_and(|it| it.contains(words)), "{object}");
        assert!(advice.is_some_and(|it| it.ends_with('.') && line.ends_with(it)), "{object}");
    }
}

#[track_caller]
fn fails(setup: &Setup, expected: &[(&str, &str, &str)]) {
    fails_in(setup, TempDir::new().expect("a folder").path(), expected);
}

/// Nothing failed; the answer is what `--json` says.
#[track_caller]
fn passes(setup: &Setup, folder: &Path) -> Value {
    let text = setup.run(folder, &[]);
    assert_eq!(text.code, Some(0), "{text:#?}");
    assert!(
        text.stdout.lines().last().is_some_and(|it| it.starts_with("failures: 0, warnings: ")),
        "{}",
        text.stdout
    );
    let json = setup.run(folder, &["--json"]);
    assert_eq!((json.code, json.stderr.as_str()), (Some(0), ""), "{json:#?}");
    let all: Value = serde_json::from_str(&json.stdout).expect("JSON");
    assert_eq!(all.as_array().map(Vec::len), Some(text.stdout.lines().count() - 1), "{}", text.stdout);
    all
}

/// What was found in the steps of this name of a server.
fn found<'a>(all: &'a Value, server: &str, step: &str) -> Vec<&'a str> {
    let of = |it: &&Value| it["server"] == server && it["step"] == step;
    all.as_array().expect("an array").iter().filter(of).filter_map(|it| it["found"].as_str()).collect()
}

#[test]
fn a_good_configuration_passes_and_leaves_nothing_behind() {
    let folder = TempDir::new().unwrap();
    let person = Account::new("claire");
    let all = passes(&Setup::good().with_login(&person, &person.password), folder.path());
    for server in ["imap", "submission"] {
        assert!(found(&all, server, "name")[0].starts_with("localhost is "), "{all:#}");
        assert_eq!(found(&all, server, "starttls"), ["it is offered"]);
        assert!(found(&all, server, "tls")[0].starts_with("TLS 1."), "{all:#}");
        let certificate = found(&all, server, "certificate")[0];
        assert!(
            certificate.contains("for localhost, 127.0.0.1, 127.0.0.2, signed by CN=Laboratory"),
            "{certificate}"
        );
        assert_eq!(found(&all, server, "login"), ["it is taken"]);
    }
    let capabilities = found(&all, "imap", "capabilities");
    assert!(
        capabilities[0].starts_with("UIDPLUS, MOVE, CONDSTORE, SORT, THREAD=REFERENCES, ESEARCH"),
        "{all:#}"
    );
    assert_eq!(capabilities[1..], ["no QUOTA: nobody sees how much room is left"]);
    assert!(
        found(&all, "submission", "capabilities").contains(&"DSN, 8BITMIME, SMTPUTF8, PIPELINING"),
        "{all:#}"
    );
    assert!(found(&all, "imap", "mailboxes")[0].contains("drafts in Drafts, sent in Sent"), "{all:#}");
    assert!(!folder.path().join("data").exists(), "the data directory is made by serve alone");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn implicit_tls_other_domains_and_managesieve_are_tried_too() {
    let lab = lab();
    let mut setup = Setup::good();
    setup.imap = ("localhost".to_owned(), lab.imaps, "tls");
    setup.submission = ("localhost".to_owned(), lab.submissions, "tls");
    setup.tables = format!(
        "[managesieve]\nhost = \"localhost\"\nport = {}\nca_file = \"{ca}\"\n\n\
         [[domain]]\nname = \"{COMMUNITY}\"\n\
         imap = {{ host = \"{COMMUNITY_HOST}\", port = {}, security = \"starttls\", ca_file = \"{ca}\" }}\n",
        lab.sieve,
        lab.imap,
        ca = setup.ca_file,
    );
    let person = Account::at("luc", COMMUNITY);
    let setup = setup.with_login(&person, &person.password);
    let all = passes(&setup, TempDir::new().unwrap().path());
    assert!(found(&all, "imap", "login").is_empty(), "this login has servers of its own: {all:#}");
    for server in ["managesieve", "domain.community.fr.fto.imap", "domain.community.fr.fto.submission"] {
        assert_eq!(found(&all, server, "login"), ["it is taken"], "{server}: {all:#}");
    }
    // The usual server would take the name with any domain, and the password is none of its business.
    let names = found(&all, "imap", "names");
    assert!(names.len() == 1 && names[0].starts_with("not tried with the password of luc"), "{names:?}");
    let without_login = passes(&Setup { login: None, ..setup }, TempDir::new().unwrap().path());
    let server = "domain.community.fr.fto.submission";
    assert_eq!(found(&without_login, server, "connection"), ["it is the server of [submission]"]);
}

#[test]
fn a_wrong_port_is_told() {
    let [nobody, nobody_else] = guard::free_ports();
    let mut setup = Setup::good();
    (setup.imap.1, setup.submission.1) = (nobody, nobody_else);
    fails(
        &setup,
        &[("imap", "connection", "nobody answers"), ("submission", "connection", "nobody answers")],
    );
}

#[test]
fn the_port_of_another_protocol_or_protection_is_told() {
    let lab = lab();
    let mut crossed = Setup::good();
    (crossed.imap.1, crossed.submission.1) = (lab.submission, lab.imap);
    fails(
        &crossed,
        &[("imap", "greeting", "speaks no IMAP: 220 "), ("submission", "greeting", "speaks no SMTP: * OK")],
    );
    let mut wrapped = Setup::good();
    (wrapped.imap.1, wrapped.submission.1) = (lab.imaps, lab.submissions);
    fails(&wrapped, &[("imap", "greeting", "says nothing"), ("submission", "greeting", "says nothing")]);
    let mut bare = Setup::good();
    (bare.imap.2, bare.submission.2) = ("tls", "tls");
    fails(&bare, &[("imap", "tls", "speaks no TLS"), ("submission", "tls", "speaks no TLS")]);
}

#[test]
fn a_name_without_an_address_is_told() {
    fails(
        &Setup::at("mail.invalid"),
        &[("imap", "name", "has no address"), ("submission", "name", "has no address")],
    );
}

#[test]
fn a_name_that_is_not_in_the_certificate_is_told_with_those_that_are() {
    let words = "it is for localhost, 127.0.0.1, 127.0.0.2, not for 127.0.0.3";
    fails(&Setup::at(UNNAMED_HOST), &[("imap", "certificate", words), ("submission", "certificate", words)]);
}

#[test]
fn a_server_without_starttls_is_told() {
    let words = "does not offer it";
    fails(&Setup::at(CLEAR_HOST), &[("imap", "starttls", words), ("submission", "starttls", words)]);
}

#[test]
fn a_wrong_authority_is_told() {
    let setup = Setup { ca_file: lab().other_ca_file().display().to_string(), ..Setup::good() };
    let words = "unknown authority: CN=Laboratory is none of the system's and none of ca_file";
    fails(&setup, &[("imap", "certificate", words), ("submission", "certificate", words)]);
}

#[test]
fn an_expired_certificate_is_told_with_its_end() {
    let words = "expired on 2020-03-31";
    fails(&Setup::at(EXPIRED_HOST), &[("imap", "certificate", words), ("submission", "certificate", words)]);
}

#[test]
fn a_wrong_password_is_told() {
    let person = Account::new("claire");
    let words = "refuses the name or the password";
    let wrong = Setup::good().with_login(&person, "wr0ng-passw0rd");
    fails(&wrong, &[("imap", "login", words), ("submission", "login", words)]);
}

#[test]
fn a_password_comes_from_stdin_and_is_asked_for_when_there_is_none() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("facteur.toml");
    fs::write(&file, Setup::good().text(&folder.path().join("data"))).unwrap();
    let person = Account::new("claire");
    let arguments = ["check", "--config", file.to_str().unwrap(), "--user", &person.local];
    let ended =
        facteur(&[&arguments[..], &["--password-stdin"]].concat(), &[], &format!("{}\n", person.password));
    assert_eq!(ended.code, Some(0), "{ended:#?}");
    assert!(ended.stdout.contains("ok       imap login: it is taken."), "{ended:#?}");
    for without in [
        facteur(&arguments, &[], ""),
        facteur(&arguments, &[("FACTEUR_CHECK_PASSWORD", "")], ""),
        facteur(&[&arguments[..], &["--password-stdin"]].concat(), &[], "\n"),
    ] {
        assert_eq!(without.code, Some(2), "{without:#?}");
        assert!(without.stderr.contains("set FACTEUR_CHECK_PASSWORD"), "{without:#?}");
    }
}

#[test]
fn a_message_limit_beyond_the_servers_is_warned_of() {
    let setup = Setup { tables: "[limits]\nmessage_mb = 50\n".to_owned(), ..Setup::good() };
    let all = passes(&setup, TempDir::new().unwrap().path());
    let warned = objects(&all, "warning").iter().any(|it| {
        it["found"].as_str().is_some_and(|it| it.starts_with("SIZE 30000000: it takes less"))
            && it["advice"].as_str().is_some_and(|it| it.contains("limits.message_mb = 30"))
    });
    assert!(warned, "{all:#}");
}

#[test]
fn a_server_that_takes_a_name_with_any_domain_is_warned_of() {
    let account = Account::new("claire");
    let warned = |setup: &Setup| {
        let all = passes(setup, TempDir::new().unwrap().path());
        let names = objects(&all, "warning").into_iter().filter(|it| it["step"] == "names");
        names.map(|it| it["found"].to_string()).collect::<Vec<_>>()
    };
    let open = Setup::good().with_login(&account, &account.password);
    let found = warned(&open);
    assert!(
        found.len() == 1 && found[0].contains(&format!("{}@no-domain.invalid", account.local)),
        "{found:?}"
    );
    let closed = Setup { domains: format!("domains = [\"{DOMAIN}\"]\n"), ..open.clone() };
    assert_eq!(warned(&closed), [""; 0]);
    // Of two domains of one server, each has a person of that name.
    let two = Setup { domains: format!("domains = [\"{DOMAIN}\", \"{COMMUNITY}\"]\n"), ..open };
    let found = warned(&two);
    assert!(found.len() == 1 && found[0].contains(&format!("{}@{COMMUNITY}", account.local)), "{found:?}");
}

#[test]
fn https_without_a_trusted_proxy_is_warned_of() {
    let setup = Setup { keys: "public_url = \"https://mail.example\"\n".to_owned(), ..Setup::good() };
    let all = passes(&setup, TempDir::new().unwrap().path());
    assert!(objects(&all, "warning").iter().any(|it| it["step"] == "trusted_proxies"), "{all:#}");
}

#[test]
fn a_port_in_use_is_told() {
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let keys = format!("listen = \"{}\"\n", other.local_addr().unwrap());
    fails(&Setup { keys, ..Setup::good() }, &[("facteur", "listen", "in use by another program")]);
}

#[tokio::test]
async fn the_port_and_the_data_of_the_running_program_are_its_own() {
    let program = Program::start().await;
    let address = program.url.strip_prefix("http://").unwrap();
    let keys = format!("listen = \"{address}\"\ndata_dir = \"{}\"\n", program.data().display());
    let setup = Setup { keys, ..Setup::good() };
    let all =
        tokio::task::spawn_blocking(move || passes(&setup, TempDir::new().unwrap().path())).await.unwrap();
    assert!(found(&all, "facteur", "listen")[0].contains("in use by another facteur, process "), "{all:#}");
    assert!(found(&all, "facteur", "data_dir")[0].ends_with("by its owner alone"), "{all:#}");
    assert!(found(&all, "facteur", "server_key")[0].ends_with("for its owner alone"), "{all:#}");
    assert_eq!(found(&all, "database", "writing"), ["a change was taken, and taken back"]);
    assert!(found(&all, "facteur", "clock")[0].contains("the file system of data_dir"), "{all:#}");
}

#[test]
fn a_configuration_that_cannot_be_read_is_another_exit_code() {
    let setup = Setup { keys: "lisen = \"127.0.0.1:80\"\n".to_owned(), ..Setup::good() };
    let ended = setup.run(TempDir::new().unwrap().path(), &["--json"]);
    assert_eq!((ended.code, ended.stdout.as_str()), (Some(2), ""), "{ended:#?}");
    assert!(ended.stderr.contains("lisen = \"127.0.0.1:80\": expected no key"), "{ended:#?}");
    // Neither can one that decides about what does not exist: the start would end so, too.
    let setup = Setup { keys: "preferences.fixed.pagesize = 25\n".to_owned(), ..Setup::good() };
    let ended = setup.run(TempDir::new().unwrap().path(), &["--json"]);
    assert_eq!((ended.code, ended.stdout.as_str()), (Some(2), ""), "{ended:#?}");
    assert!(ended.stderr.contains("preferences.fixed.pagesize = \"25\": expected"), "{ended:#?}");
}

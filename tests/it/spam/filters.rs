//! Filters from Debian's packages: each scores the same letter differently when it has learned.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use super::{judge, notice, taught, with_letters};
use crate::command::facteur;
use crate::guard::{self, Guarded};
use crate::lab::imap::Imap;
use crate::letters;
use crate::wait;

/// What the filters are taught: two of each, for a word that stands in one letter alone proves little.
const LETTERS: [(&str, &str); 4] = [
    (
        "Montres un",
        "Buy cheap watches and miracle pills today, the best replica prices of the whole world, number one.",
    ),
    (
        "Montres deux",
        "Buy cheap watches and miracle pills today, the best replica prices of the whole world, number two.",
    ),
    (
        "Bureau un",
        "The minutes of our board meeting are attached, please read them before Thursday, number one.",
    ),
    (
        "Bureau deux",
        "The minutes of our board meeting are attached, please read them before Thursday, number two.",
    ),
];

/// What they are asked about.
const ASKED: &str = "Buy cheap watches and miracle pills today, the best replica prices of the whole world.";

const PASSWORD: &str = "the secret of the controller";

/// Moves the last two letters to Junk, from where somebody takes them back.
fn misfile(imap: &mut Imap) {
    imap.command("SELECT INBOX");
    imap.command("MOVE 3:4 Junk");
}

/// A filter and where it listens.
struct Filter {
    folder: TempDir,
    /// Where it learns, and is asked.
    port: u16,
    _process: Guarded,
}

impl Filter {
    /// Starts one in a folder that everybody may use.
    fn start(program: &str, configure: impl FnOnce(&Path, u16) -> Vec<String>) -> Self {
        let folder = TempDir::with_prefix("filter").expect("a folder");
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o777)).expect("an open folder");
        let [port] = guard::free_ports();
        let arguments = configure(folder.path(), port);
        let process = Guarded::start(program, &arguments, &[]);
        guard::wait_for_port(port);
        Self { folder, port, _process: process }
    }

    fn rspamd() -> Self {
        Self::start("rspamd", |folder, port| {
            fs::write(folder.join("tlds"), "test\nexample\n").expect("a list");
            let config = folder.join("rspamd.conf");
            fs::write(&config, rspamd_configuration(folder, port)).expect("a configuration");
            ["-f", "--insecure", "-c", &config.display().to_string()].map(str::to_owned).to_vec()
        })
    }

    fn spamd(more: &[&str]) -> Self {
        Self::start("spamd", |folder, port| {
            for (name, text) in [("rules/rules.cf", SPAMD_RULES), ("site/init.pre", SPAMD_PLUGINS)] {
                let path = folder.join(name);
                fs::create_dir(path.parent().expect("a folder")).expect("a folder");
                fs::write(path, text).expect("a configuration");
            }
            let folder = folder.display();
            fs::write(format!("{folder}/site/local.cf"), format!("{SPAMD_BAYES}bayes_path {folder}/bayes\n"))
                .expect("a configuration");
            let arguments = format!(
                "--local --nouser-config --listen 127.0.0.1 --port {port} --max-children 1 -u nobody \
                 -H {folder} --siteconfigpath {folder}/site --configpath {folder}/rules --syslog stderr"
            );
            arguments.split_whitespace().chain(more.iter().copied()).map(str::to_owned).collect()
        })
    }

    /// The file with the controller's password.
    fn password_file(&self, password: &str) -> String {
        let path = self.folder.path().join("password");
        fs::write(&path, format!("{password}\n")).expect("a password");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("a closed file");
        path.display().to_string()
    }

    fn settings_of_rspamd(&self, password: &str) -> String {
        format!(
            "[spam]\nteacher = \"rspamd\"\n[spam.rspamd]\nport = {}\npassword_file = {:?}\n",
            self.port,
            self.password_file(password)
        )
    }

    fn settings_of_spamd(&self) -> String {
        format!("[spam]\nteacher = \"spamd\"\n[spam.spamd]\nport = {}\n", self.port)
    }
}

/// The controller alone, which scores as well: two processes would lock each other out of what was learned.
fn rspamd_configuration(folder: &Path, port: u16) -> String {
    let folder = folder.display();
    format!(
        r#"
options {{
  pidfile = "{folder}/pid"; tempdir = "{folder}"; hs_cache_dir = "{folder}"; disable_hyperscan = true;
  control_socket = "{folder}/control mode=0600"; cache_file = "{folder}/symbols"; history_file = "{folder}/history";
  url_tld = "{folder}/tlds"; filters = ""; disable_monitoring = true; dns {{ nameserver = ["127.0.0.1"]; }}
}}
logging {{ type = "file"; filename = "{folder}/log"; level = "info"; }}
lua = "/usr/share/rspamd/rules/rspamd.lua";
classifier "bayes" {{
  tokenizer {{ name = "osb"; }}
  backend = "sqlite3"; cache {{ type = "sqlite3"; path = "{folder}/learned.sqlite"; }}
  min_tokens = 5; min_learns = 1;
  statfile {{ symbol = "BAYES_HAM"; path = "{folder}/ham.sqlite"; spam = false; }}
  statfile {{ symbol = "BAYES_SPAM"; path = "{folder}/spam.sqlite"; spam = true; }}
}}
actions {{ reject = 100; }}
group "statistics" {{ symbols {{ "BAYES_SPAM" {{ weight = 5.0; }} "BAYES_HAM" {{ weight = -3.0; }} }} }}
worker "controller" {{
  bind_socket = "127.0.0.1:{port}"; count = 1; secure_ip = "192.0.2.1";
  password = "that of who only looks"; enable_password = "{PASSWORD}";
}}
"#
    )
}

const SPAMD_RULES: &str = "\
body BAYES_99 eval:check_bayes('0.9', '1.00')
tflags BAYES_99 learn
score BAYES_99 4
body OTHER /a word that no letter has/
";

const SPAMD_PLUGINS: &str = "\
loadplugin Mail::SpamAssassin::Plugin::Check
loadplugin Mail::SpamAssassin::Plugin::Bayes
";

const SPAMD_BAYES: &str = "use_bayes 1\nbayes_auto_learn 0\nbayes_min_spam_num 1\nbayes_min_ham_num 1\n";

/// What rspamd makes of a letter.
async fn score_by_rspamd(filter: &Filter, letter: &[u8]) -> f64 {
    let url = format!("http://127.0.0.1:{}/checkv2", filter.port);
    let request = reqwest::Client::new().post(url).header("password", PASSWORD);
    let answer = request.body(letter.to_vec()).send().await.expect("an answer");
    let answer: Value = serde_json::from_str(&answer.text().await.expect("a text")).expect("JSON");
    answer["score"].as_f64().expect("a score")
}

/// What spamd makes of it: `Spam: False ; 0.0 / 5.0`.
fn score_by_spamd(filter: &Filter, letter: &[u8]) -> f64 {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, filter.port)).expect("spamd");
    let head = format!("CHECK SPAMC/1.5\r\nContent-length: {}\r\n\r\n", letter.len());
    stream.write_all(&[head.as_bytes(), letter].concat()).expect("spamd reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    let score = answer.split(" ; ").nth(1).and_then(|it| it.split(" / ").next());
    score.and_then(|it| it.trim().parse().ok()).unwrap_or_else(|| panic!("no score: {answer}"))
}

#[tokio::test]
async fn rspamd_scores_the_same_letter_differently_when_it_has_learned() {
    let filter = Filter::rspamd();
    let (account, mut imap) = with_letters("learner", &LETTERS);
    misfile(&mut imap);
    let asked = letters::plain("Montres", &account.address, ASKED);
    let before = score_by_rspamd(&filter, &asked).await;
    let program = taught(&filter.settings_of_rspamd(PASSWORD)).await;
    program.never_in_the_log(PASSWORD);
    let mut client = program.signed_in(&account).await;
    for (mailbox, subject, words, folder) in [
        ("INBOX", "Montres un", "Spam", "Spams"),
        ("INBOX", "Montres deux", "Spam", "Spams"),
        ("Junk", "Bureau un", "Pas un spam", "Boîte de réception"),
        ("Junk", "Bureau deux", "Pas un spam", "Boîte de réception"),
    ] {
        let page = judge(&mut client, mailbox, subject, words).await;
        assert_eq!(notice(&page).trim(), format!("Message déplacé dans « {folder} »."), "{}", program.log());
    }
    let after = score_by_rspamd(&filter, &asked).await;
    assert!(after - before > 4.0, "{before} {after}");
    // What it knows already is no failure.
    let page = judge(&mut client, "Junk", "Montres un", "Pas un spam").await;
    assert!(!notice(&page).contains("apprendre"), "{}", program.log());
    let page = judge(&mut client, "INBOX", "Montres un", "Spam").await;
    assert!(!notice(&page).contains("apprendre"), "{}", program.log());
}

#[tokio::test]
async fn a_controller_that_does_not_take_the_password_keeps_nothing_from_moving() {
    let filter = Filter::rspamd();
    let (account, mut imap) = with_letters("stranger", &LETTERS);
    let program = taught(&filter.settings_of_rspamd("that of who only looks")).await;
    let mut client = program.signed_in(&account).await;
    let page = judge(&mut client, "INBOX", "Montres un", "Spam").await;
    let said = "Message déplacé dans « Spams ». Le filtre antispam n’a pas pu apprendre : il refuse l’accès.";
    assert!(notice(&page).contains(said), "{}", page.text());
    assert!(imap.holds("Junk", "Montres un"));
    assert!(program.log().contains("the filter does not take our password"), "{}", program.log());
}

#[tokio::test]
async fn spamd_scores_the_same_letter_differently_when_it_has_learned() {
    let filter = Filter::spamd(&["--allow-tell"]);
    let (account, mut imap) = with_letters("assassin", &LETTERS);
    misfile(&mut imap);
    let asked = letters::plain("Montres", &account.address, ASKED);
    let before = score_by_spamd(&filter, &asked);
    let program = taught(&filter.settings_of_spamd()).await;
    let mut client = program.signed_in(&account).await;
    for (mailbox, subject, words) in [
        ("INBOX", "Montres un", "Spam"),
        ("INBOX", "Montres deux", "Spam"),
        ("Junk", "Bureau un", "Pas un spam"),
        ("Junk", "Bureau deux", "Pas un spam"),
    ] {
        let page = judge(&mut client, mailbox, subject, words).await;
        assert!(!notice(&page).contains("apprendre"), "{}", program.log());
    }
    let after = score_by_spamd(&filter, &asked);
    assert!(after - before > 3.0, "{before} {after}");
}

#[tokio::test]
async fn a_filter_that_is_away_or_silent_keeps_nothing_from_moving_and_says_so() {
    let [nobody] = guard::free_ports();
    let (account, mut imap) = with_letters("alone", &LETTERS);
    let settings =
        |port: u16| format!("[spam]\nteacher = \"spamd\"\n[spam.spamd]\nport = {port}\nanswer_seconds = 1\n");
    let program = taught(&settings(nobody)).await;
    let mut client = program.signed_in(&account).await;
    let page = judge(&mut client, "INBOX", "Montres un", "Spam").await;
    let said = "Message déplacé dans « Spams ». Le filtre antispam n’a pas pu apprendre : il ne répond pas.";
    assert!(notice(&page).contains(said), "{}", page.text());
    let silent = TcpListener::bind("127.0.0.1:0").expect("a port");
    let program = taught(&settings(silent.local_addr().expect("an address").port())).await;
    let mut client = program.signed_in(&account).await;
    let page = judge(&mut client, "INBOX", "Montres deux", "Spam").await;
    assert!(notice(&page).contains(said), "{}", page.text());
    assert_eq!((imap.count("INBOX"), imap.count("Junk")), (2, 2));
}

#[tokio::test]
async fn a_lesson_that_fails_later_is_told_on_a_later_page() {
    let silent = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = silent.local_addr().expect("an address").port();
    let (account, _imap) = with_letters("later", &LETTERS);
    // A person waits for 5 seconds.
    let settings = format!("[spam]\nteacher = \"spamd\"\n[spam.spamd]\nport = {port}\nanswer_seconds = 7\n");
    let program = taught(&settings).await;
    let mut client = program.signed_in(&account).await;
    let page = judge(&mut client, "INBOX", "Montres un", "Spam").await;
    assert!(notice(&page).contains("n’a pas encore fini d’apprendre"), "{}", page.text());
    let said = wait::until_async("what became of the lesson", async || {
        let said = notice(&client.get("/mail/INBOX").await);
        (!said.is_empty()).then_some(said)
    })
    .await;
    assert!(
        said.contains("n’a pas pu apprendre ce que vous lui aviez indiqué : il ne répond pas."),
        "{said}"
    );
    assert_eq!(notice(&client.get("/mail/INBOX").await), "", "once");
}

/// What `facteur check` says of whoever learns.
fn checked(settings: &str) -> String {
    let folder = TempDir::with_prefix("facteur").expect("a folder");
    let file = folder.path().join("facteur.toml");
    let data = folder.path().join("data");
    fs::write(&file, format!("data_dir = {data:?}\n{settings}")).expect("a configuration");
    let ended = facteur(&["check", "--config", file.to_str().expect("a path in UTF-8")], &[], "");
    assert!(!format!("{ended:?}").contains(PASSWORD), "{ended:?}");
    let lines = ended.stdout.lines().filter(|it| it.contains(" spam teacher: "));
    lines.collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn check_tries_whoever_learns() {
    let rspamd = Filter::rspamd();
    let good = checked(&rspamd.settings_of_rspamd(PASSWORD));
    assert!(good.starts_with("ok       spam teacher: rspamd: the controller at 127.0.0.1:"), "{good}");
    let wrong = checked(&rspamd.settings_of_rspamd("another one"));
    assert!(
        wrong.starts_with("failure  spam teacher: rspamd: the filter does not take our password. Put"),
        "{wrong}"
    );
    let spamd = Filter::spamd(&["--allow-tell"]);
    let good = checked(&spamd.settings_of_spamd());
    assert!(good.starts_with("ok       spam teacher: spamd: 127.0.0.1:"), "{good}");
    let deaf = checked(&Filter::spamd(&[]).settings_of_spamd());
    assert!(deaf.contains("TELL commands are not enabled") && deaf.contains("--allow-tell"), "{deaf}");
    let [nobody] = guard::free_ports();
    let away = checked(&format!("[spam]\nteacher = \"rspamd\"\n[spam.rspamd]\nport = {nobody}\n"));
    assert!(away.starts_with("failure  spam teacher: rspamd: the filter cannot be reached: "), "{away}");
    let none = checked("[spam]\nteacher = \"command\"\n[spam.command]\nspam = [\"/nowhere/learn\"]\n");
    assert!(
        none.starts_with("failure  spam teacher: command: ") && none.contains("Name a program"),
        "{none}"
    );
    assert!(checked("").starts_with("ok       spam teacher: keywords: "));
}

//! Programs that learn, fail, hang and never stop talking.

use std::time::{Duration, Instant};

use super::*;

/// A letter whose headers want to be more than words.
const HOSTILE: &[u8] = b"From: \"$(touch /tmp/pwned); {login} `id`\" <a$(id)@b.example>\r\n\
    Subject: ; rm -rf / #\r\n\r\n$(reboot)\r\n";

fn text(it: &str) -> Argument {
    Argument::Text(it.to_owned())
}

fn shell(script: &str, arguments: &[Argument], time: Duration) -> Command {
    let words = ["/bin/sh", "-c", script, "learn"].map(text).to_vec();
    Command { spam: [words, arguments.to_vec()].concat(), not_spam: None, time }
}

async fn learn(command: &Command, octets: &[u8]) -> Result<(), Error> {
    run(command, Verdict::Spam, "pierre@octopus.example", octets).await
}

#[tokio::test]
async fn it_reads_the_message_and_gets_each_value_as_one_argument() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("learned").display().to_string();
    let all = [text(&file), Argument::Login, Argument::Local, Argument::Domain, Argument::Sender];
    let script =
        r#"f=$1; shift; { printf '<%s>' "$@"; env | cut -d= -f1 | sort | tr '\n' ' '; cat; } > "$f""#;
    let command = shell(script, &all, Duration::from_secs(60));
    learn(&command, b"From: Claire <claire@b.example>\r\n\r\nBonjour\r\n").await.unwrap();
    let learned = fs::read_to_string(&file).unwrap();
    assert!(learned.starts_with("<pierre@octopus.example><pierre><octopus.example><claire@b.example>"));
    assert!(
        learned.ends_with("LC_ALL PATH PWD From: Claire <claire@b.example>\r\n\r\nBonjour\r\n"),
        "{learned}"
    );
    learn(&command, HOSTILE).await.unwrap();
    let learned = fs::read(&file).unwrap();
    let before = learned.strip_suffix(HOSTILE).expect("the letter as it is");
    let words = String::from_utf8_lossy(before).into_owned();
    assert!(words.starts_with("<pierre@octopus.example><pierre><octopus.example><"), "{words}");
    assert!(!words.contains(['`', '{', ';']), "{words}");
    assert!(!std::path::Path::new("/tmp/pwned").exists());
    // A verdict without a program of its own.
    run(&command, Verdict::NotSpam, "pierre", b"").await.unwrap();
}

#[test]
fn what_a_letter_says_is_no_option_and_no_placeholder() {
    let value = |from: &str| super::value(&Argument::Sender, "a", format!("From: {from}\r\n\r\n").as_bytes());
    assert_eq!(value("Claire <claire@b.example>"), "claire@b.example");
    for nothing in ["<--config=/tmp/x@b.example>", "<-rf@b.example>", "{login}", "nobody", "", "<a b@c>"] {
        assert_eq!(value(nothing), "", "{nothing}");
    }
    assert_eq!(super::value(&Argument::Login, "-x@y", b""), "");
    assert_eq!(super::value(&Argument::Local, "-x@y", b""), "");
    assert_eq!(super::value(&Argument::Domain, "bare", b""), "");
}

#[tokio::test]
async fn one_that_fails_says_why_and_one_that_hangs_or_never_stops_is_ended() {
    let minute = Duration::from_secs(60);
    let failed = learn(&shell("echo 'no room' >&2; exit 3", &[], minute), b"x").await.unwrap_err();
    assert!(matches!(&failed, Error::Refused(it) if it.ends_with("3: no room")), "{failed}");
    // It does not read what it is given.
    learn(&shell("exit 0", &[], minute), &[b'x'; 1_000_000]).await.unwrap();
    let begun = Instant::now();
    let slow = learn(&shell("exec sleep 600", &[], Duration::from_millis(200)), b"x").await;
    assert!(matches!(slow, Err(Error::Slow)) && begun.elapsed() < minute);
    let loud = learn(&shell("exec yes >&2", &[], minute), b"x").await.unwrap_err();
    assert!(matches!(&loud, Error::Refused(it) if it == "it says too much"), "{loud}");
    let silent = learn(&shell("exec 2>&-; sleep 0.1; exit 4", &[], minute), b"x").await.unwrap_err();
    assert!(matches!(silent, Error::Refused(it) if it.contains('4')));
    let none = Command { spam: vec![text("/nowhere/learn")], not_spam: None, time: minute };
    assert!(matches!(learn(&none, b"x").await, Err(Error::Away(_))));
    assert!(matches!(try_out(&none), Err(Error::Away(_))));
    let folder = Command { spam: vec![text("/tmp")], ..none };
    assert!(matches!(try_out(&folder), Err(Error::Refused(_))));
}

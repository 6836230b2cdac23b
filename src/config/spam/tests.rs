//! What stands under `[spam]`, for everybody and for a domain.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use super::*;
use crate::config::Config;

/// Who learns from somebody.
fn teacher(text: &str, login: &str) -> Teacher {
    Config::parse(text, &[]).unwrap().servers_of(login).spam.teacher.clone()
}

#[track_caller]
fn refused(text: &str, expected: &str) {
    let error = Config::parse(text, &[]).unwrap_err().to_string();
    assert!(error.contains(expected), "{error}");
}

#[test]
fn nobody_learns_who_is_not_named() {
    assert_eq!(teacher("", "a@b.example"), Teacher::Keywords);
    let known = "[spam.rspamd]\nport = 1\n[spam.report]\nspam = \"s@b.example\"";
    assert_eq!(teacher(known, "a@b.example"), Teacher::Keywords);
    refused("[spam]\nteacher = \"report\"", "spam.teacher = \"report\": expected \"keywords\"");
    refused("[spam]\nteacher = \"command\"", "spam.teacher");
    refused("[spam]\nteacher = \"razor\"", "spam.teacher");
    refused("[spam]\nlearner = \"rspamd\"", "spam.learner");
}

#[test]
fn a_domain_has_a_teacher_of_its_own_and_takes_over_what_it_does_not_say() {
    let text = "[spam]\nteacher = \"rspamd\"\n[spam.rspamd]\nport = 1\n[spam.spamd]\nport = 2\n\
                [[domain]]\nname = \"own.example\"\nspam = { rspamd = { per_user = true } }\n\
                [[domain]]\nname = \"other.example\"\nspam = { teacher = \"spamd\" }\n\
                [[domain]]\nname = \"none.example\"\nspam = { teacher = \"keywords\" }";
    let Teacher::Rspamd(usual) = teacher(text, "a@b.example") else { panic!("no rspamd") };
    assert_eq!((usual.server.port, usual.per_user), (1, false));
    let Teacher::Rspamd(own) = teacher(text, "a@own.example") else { panic!("no rspamd") };
    assert_eq!((own.server.port, own.per_user), (1, true));
    let Teacher::Spamd(other) = teacher(text, "a@other.example") else { panic!("no spamd") };
    assert_eq!(other.server.port, 2);
    assert_eq!(teacher(text, "a@none.example"), Teacher::Keywords);
}

#[test]
fn a_filter_elsewhere_is_spoken_to_by_tls() {
    refused("[spam.rspamd]\nhost = \"filter.example\"", "spam.rspamd.security = \"none\"");
    refused("[spam.spamd]\nsecurity = \"starttls\"", "expected \"tls\" or \"none\"");
    let text = "[spam]\nteacher = \"rspamd\"\n[spam.rspamd]\nhost = \"filter.example\"\nsecurity = \"tls\"";
    let Teacher::Rspamd(it) = teacher(text, "a@b.example") else { panic!("no rspamd") };
    assert_eq!((it.server.security, it.server.port), (Security::Tls, 11_334));
}

#[test]
fn a_placeholder_is_a_whole_argument() {
    let command = |it: &str| format!("[spam]\nteacher = \"command\"\n[spam.command]\nspam = [{it}]");
    let Teacher::Command(good) = teacher(&command(r#""/bin/learn", "--", "{login}", "{sender}""#), "a")
    else {
        panic!("no command")
    };
    let text = |it: &str| Argument::Text(it.to_owned());
    assert_eq!(good.spam, [text("/bin/learn"), text("--"), Argument::Login, Argument::Sender]);
    assert_eq!((good.not_spam, good.time), (None, USUAL_TIME));
    for bad in [
        "",
        r#""learn""#,
        r#""{login}""#,
        r#""/bin/learn", "--user={login}""#,
        r#""/bin/learn", "{header}""#,
        r#""/bin/learn", 1"#,
    ] {
        refused(&command(bad), "spam.command.spam");
    }
    refused("[spam.command]\nseconds = 1", "spam.command.spam");
}

#[test]
fn a_password_is_in_a_file_that_others_may_not_read_and_is_never_shown() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let path = file.path().display().to_string();
    let text = format!("[spam]\nteacher = \"rspamd\"\n[spam.rspamd]\npassword_file = {path:?}");
    fs::write(file.path(), "s3cret of the filter\n").unwrap();
    fs::set_permissions(file.path(), fs::Permissions::from_mode(0o644)).unwrap();
    refused(&text, "spam.rspamd.password_file");
    fs::set_permissions(file.path(), fs::Permissions::from_mode(0o600)).unwrap();
    let config = Config::parse(&text, &[]).unwrap();
    assert!(!format!("{config:?}").contains("s3cret"));
    let Teacher::Rspamd(it) = &config.servers.spam.teacher else { panic!("no rspamd") };
    assert_eq!(it.password.as_ref().map(Password::reveal), Some("s3cret of the filter"));
    for bad in ["", "\n", "two\nlines\n", "line\r\nPassword: x"] {
        fs::write(file.path(), bad).unwrap();
        refused(&text, "spam.rspamd.password_file");
    }
    refused("[spam.rspamd]\npassword_file = \"/nowhere\"", "cannot read /nowhere");
}

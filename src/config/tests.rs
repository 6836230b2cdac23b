//! What is read, and what ends the start.

use mailcore::server::Security;

use super::*;

fn parse(text: &str) -> Result<Config, Error> {
    Config::parse(text, &[])
}

#[track_caller]
fn refused(text: &str, expected: &str) {
    let error = parse(text).unwrap_err().to_string();
    assert!(error.contains(expected), "{error}");
}

#[test]
fn the_example_says_the_defaults() {
    let example = parse(EXAMPLE).unwrap();
    assert_eq!(format!("{example:?}"), format!("{:?}", parse("").unwrap()));
}

#[test]
fn the_example_names_every_key() {
    let is_key = |it: &str| {
        let key = it.split(" = ").next().filter(|key| key.len() < it.len());
        key.is_some_and(|key| key.chars().all(|it| it.is_lowercase() || it == '_'))
    };
    let on = EXAMPLE.lines().map(|line| match line.strip_prefix("# ") {
        // These would have to be there.
        Some(off) if ["ca_file", "password_file"].iter().any(|it| off.starts_with(it)) => line,
        Some(off) if (off.starts_with('[') && off.ends_with(']')) || is_key(off) => off,
        _ => line,
    });
    let on: String = on.map(|line| format!("{line}\n")).collect();
    let config = parse(&on).unwrap();
    assert_eq!(config.domains.len(), 1);
    assert_eq!(config.login_domain.as_deref(), Some("example.org"));
    assert!(config.servers.managesieve.is_some());
    assert_eq!(config.time_zone.as_deref(), Some("Europe/Brussels"));
}

#[test]
fn keys_that_do_not_exist_end_the_start() {
    refused("hots = 1", "hots = 1: expected no key of this name");
    refused("[imap]\nhots = \"a\"", "imap.hots = \"a\": expected no key of this name");
    refused("[[domain]]\nname = \"a.be\"\nimap = { prot = 1 }", "domain[0].imap.prot = 1");
    refused("[limits]\nmessages = 1", "limits.messages");
    refused("[login]\nname = \"x\"", "login.name");
}

#[test]
fn bad_values_are_named_with_what_was_expected() {
    refused("listen = \"8080\"", "listen = \"8080\": expected an address and a port");
    refused("public_url = \"ftp://x\"", "public_url = \"ftp://x\": expected http:// or https://");
    refused("public_url = \"https://x/mail\"", "without a path");
    refused("data_dir = \"\"", "expected the path of a directory");
    refused("trusted_proxies = [\"proxy\"]", "expected addresses");
    refused("time_zone = \"Europe/Soignies\"", "a name of the IANA database");
    refused("language = \"es\"", "expected fr, en, nl, de");
    refused("[imap]\nport = 70000", "imap.port = 70000: expected a whole number from 1 to 65535");
    refused("[imap]\nport = 0", "imap.port = 0");
    refused("[imap]\nsecurity = \"ssl\"", "expected \"tls\", \"starttls\" or \"none\"");
    refused("[imap]\nhost = \"a b\"", "expected a host name");
    refused("imap = 1", "expected a table [imap]");
    refused("[limits]\nmessage_mb = -1", "limits.message_mb = -1");
    refused("[[domain]]\nimap = { port = 1 }", "domain[0].name");
    refused("[[domain]]\nname = \"a.be\"\n[[domain]]\nname = \"A.be\"", "domain[1].name");
    refused("[imap]\nhost = \"a\"\nport = = 1", "line 3, column 8: ");
    refused("listen", "line 1, column ");
    refused("listen = 1\nlisten = 2", "line 2, column 1: duplicate key");
}

#[test]
fn the_database_address_is_never_shown() {
    let text = "[database]\nurl = \"postgres://facteur:s3cret@db/facteur\"";
    let config = parse(text).unwrap();
    assert_eq!(config.database_url(), "postgres://facteur:s3cret@db/facteur");
    assert!(!format!("{config:?}").contains("s3cret"));
    let error = parse("[database]\nurl = \"mysql://facteur:s3cret@db/facteur\"").unwrap_err().to_string();
    assert!(error.starts_with("database.url") && !error.contains("s3cret"), "{error}");
}

#[test]
fn a_line_that_cannot_be_read_is_not_shown() {
    let text = "[database]\nurl = \"postgres://facteur:s3cret@db/facteur";
    let error = parse(text).unwrap_err().to_string();
    assert!(error.starts_with("line 2, column ") && !error.contains("s3cret"), "{error}");
    assert_eq!(error.lines().count(), 1, "{error}");
}

#[test]
fn no_security_is_for_this_machine_or_who_insists() {
    for host in ["127.0.0.1", "::1", "[::1]", "localhost"] {
        let config = parse(&format!("[imap]\nhost = \"{host}\"\nsecurity = \"none\"")).unwrap();
        assert_eq!(config.servers.imap.security, Security::None);
    }
    refused("[imap]\nhost = \"mail.example\"\nsecurity = \"none\"", "or insecure = true");
    refused("[imap]\nhost = \"localhost.example\"\nsecurity = \"none\"", "or insecure = true");
    parse("[imap]\nhost = \"mail.example\"\nsecurity = \"none\"\ninsecure = true").unwrap();
}

#[test]
fn the_port_follows_the_security() {
    let config = parse("[imap]\nsecurity = \"tls\"\n[submission]\nsecurity = \"tls\"").unwrap();
    assert_eq!((config.servers.imap.port, config.servers.submission.port), (993, 465));
    let config = parse("[imap]\nsecurity = \"tls\"\nport = 1993").unwrap();
    assert_eq!(config.servers.imap.port, 1993);
}

#[test]
fn a_domain_has_servers_of_its_own() {
    let text = "[imap]\nhost = \"a.example\"\n[[domain]]\nname = \"Community.fr.fto\"\n\
                imap = { host = \"b.example\", port = 993, security = \"tls\" }";
    let config = parse(text).unwrap();
    assert_eq!(config.servers_of("pierre@community.FR.fto").imap.host, "b.example");
    assert_eq!(config.servers_of("pierre@community.fr.fto").submission.host, "127.0.0.1");
    assert_eq!(config.servers_of("pierre@other.fto").imap.host, "a.example");
    assert_eq!(config.servers_of("pierre@community.fr.fto").managesieve, None);
    let rules = |text: &str, login: &str| {
        let servers = parse(text).unwrap().servers_of(login);
        servers.managesieve.as_ref().map(|it| it.host.clone())
    };
    let text = "[managesieve]\nhost = \"a.example\"\n[[domain]]\nname = \"b.example\"\n\
                managesieve = { host = \"b.example\" }\n[[domain]]\nname = \"c.example\"";
    assert_eq!(rules(text, "a@b.example").as_deref(), Some("b.example"));
    assert_eq!(rules(text, "a@c.example").as_deref(), Some("a.example"));
    assert_eq!(config.servers_of("pierre").imap.host, "a.example");
}

#[test]
fn nobody_is_believed_about_senders_who_is_not_named() {
    let ids = |text: &str, login: &str| parse(text).unwrap().servers_of(login).authserv_ids.clone();
    assert!(ids("", "a@b.example").is_empty());
    let text = "[imap]\ntrusted_authserv_ids = [\"mx.example\"]\n[[domain]]\nname = \"own.example\"\n\
                imap = { trusted_authserv_ids = [] }\n[[domain]]\nname = \"same.example\"";
    assert_eq!(ids(text, "a@b.example"), ["mx.example"]);
    assert_eq!(ids(text, "a@same.example"), ["mx.example"]);
    assert!(ids(text, "a@own.example").is_empty());
    refused("[imap]\ntrusted_authserv_ids = \"a b\"", "imap.trusted_authserv_ids");
}

#[test]
fn the_environment_wins() {
    let set = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let environment = [
        set("FACTEUR_IMAP__HOST", "other.example"),
        set("FACTEUR_IMAP__PORT", "1143"),
        set("FACTEUR_IMAP__INSECURE", "true"),
        set("FACTEUR_TRUSTED_PROXIES", "127.0.0.1, ::1"),
        set("FACTEUR_LOG", "debug"),
        set("FACTEUR_CHECK_PASSWORD", "s3same"),
        set("HOME", "/root"),
    ];
    let config = Config::parse("[imap]\nhost = \"a.example\"\nsecurity = \"none\"", &environment).unwrap();
    assert_eq!(config.servers.imap.host, "other.example");
    assert_eq!(config.servers.imap.port, 1143);
    assert_eq!(config.trusted_proxies.len(), 2);
    let wrong = Config::parse("", &[set("FACTEUR_IMAP__PROT", "1")]).unwrap_err().to_string();
    assert!(wrong.contains("imap.prot = \"1\""), "{wrong}");
    let wrong = Config::parse("", &[set("FACTEUR_CHECK_PASWORD", "s3same")]).unwrap_err().to_string();
    assert!(wrong.contains("check_pasword") && !wrong.contains("s3same"), "{wrong}");
    let wrong = Config::parse("listen = \"[::]:1\"", &[set("FACTEUR_LISTEN__X", "1")]).unwrap_err();
    assert!(wrong.to_string().contains("FACTEUR_LISTEN__X"), "{wrong}");
}

#[test]
fn the_public_address_is_an_origin() {
    for (written, origin) in [
        ("https://Mail.Example/", "https://mail.example"),
        ("https://mail.example:443", "https://mail.example"),
        ("http://mail.example:80", "http://mail.example"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ] {
        assert_eq!(parse(&format!("public_url = \"{written}\"")).unwrap().public_url, origin);
    }
    assert_eq!(parse("listen = \"[::]:9000\"").unwrap().public_url, "http://127.0.0.1:9000");
}

//! Each library is named in one place, behind which are our own words.

use std::collections::BTreeSet;

use super::tree::Tree;

/// A crate of ours, a name in its code, and the modules that may use it, with all below them.
const DOORS: &[(&str, &str, &[&str])] = &[
    ("mailcore/src", "async_imap", &["imap"]),
    ("mailcore/src", "imap_proto", &["imap"]),
    ("mailcore/src", "lettre", &["smtp", "message/outgoing"]),
    ("mailcore/src", "imap_codec", &["demo"]),
    ("mailcore/src", "smtp_proto", &["demo/smtp"]),
    ("mailcore/src", "chrono", &["demo"]),
    ("mailcore/src", "serde", &["demo/keep"]),
    ("mailcore/src", "serde_json", &["demo/keep"]),
    ("mailcore/src", "icu_normalizer", &["demo/collation"]),
    ("mailcore/src", "mail_parser", &["message/parse", "demo/message"]),
    ("mailcore/src", "ammonia", &["message/sanitize"]),
    ("mailcore/src", "calcard", &["message/invitation"]),
    ("mailcore/src", "cssparser", &["message/sanitize"]),
    ("mailcore/src", "image", &["message/picture"]),
    ("mailcore/src", "unicode_security", &["message/suspicion"]),
    ("mailcore/src", "linkify", &["message/text"]),
    ("mailcore/src", "idna", &["address"]),
    ("mailcore/src", "x509_parser", &["probe/certificate", "message/protection/cms"]),
    ("mailcore/src", "url::Url", &["message/unsubscribe"]),
    ("mailcore/src", "psl", &["address", "message/sanitize", "message/suspicion"]),
    ("mailcore/src", "std::env", &[]),
    ("mailcore/src", "axum", &[]),
    ("mailcore/src", "sqlx", &[]),
    ("mailcore/src", "askama", &[]),
    ("src", "async_imap", &[]),
    ("src", "lettre", &[]),
    ("src", "sqlx", &["store"]),
    ("src", "std::env", &["config"]),
    ("src", "env::var", &["config"]),
    (
        "src",
        "tower_sessions",
        &[
            "store/sessions",
            "web/session",
            "web/notice",
            "web/csrf",
            "web/error",
            "web/login",
            "web/compose",
            "web/contacts",
            "web/mailbox",
            "web/message",
            "web/settings",
        ],
    ),
    ("src", "chacha20poly1305", &["secret"]),
    ("src", "hmac", &["factor/totp"]),
    ("src", "sha_crypt", &["password/file"]),
    ("src", "sha1", &["factor/totp"]),
    ("src", "fluent_bundle", &["i18n"]),
    ("src", "unic_langid", &["i18n"]),
    ("src", "icu_normalizer", &["contacts/folding"]),
    ("src", "csv", &["contacts/table"]),
    ("src", "ldap3", &["contacts/directory/ldap", "password/ldap"]),
    ("src", "toml", &["config"]),
    ("src", "hyper", &["http"]),
    ("src", "hyper_util", &["http"]),
    ("src", "url::Url", &["outside/target"]),
    ("src", "flate2", &["web/compression", "spelling/places"]),
    ("src", "spellbook", &["spelling"]),
    ("src", "hashlink", &["spelling"]),
    ("src", "encoding_rs", &["spelling/places"]),
    ("src", "qrcode", &["clients"]),
    ("src", "quick_xml", &["clients", "carddav/xml"]),
    ("src", "mimalloc", &["main"]),
    ("src", "clap", &["main"]),
    ("src", "anyhow", &["main"]),
    ("src", "zip", &["reading/bundle", "importing/read"]),
    ("src", "axum", &["web", "serve"]),
    ("src", "askama", &["web"]),
];

/// A library is named behind its door alone. Names in strings do not count.
pub fn each_library_has_one_door(tree: &Tree) -> BTreeSet<String> {
    let mut broken = BTreeSet::new();
    for (root, library, doors) in DOORS {
        for source in tree.sources(root) {
            let module = source.module.join("/");
            let allowed = doors.iter().any(|it| module == *it || module.starts_with(&format!("{it}/")));
            if !allowed && names(&source.code(), library) {
                let only = if doors.is_empty() { "nobody".to_owned() } else { doors.join(", ") };
                broken.insert(format!("{} uses {library}; only {only} may", source.path));
            }
        }
    }
    broken
}

/// Whether code has a name as a whole word, followed by `::` or ending an import, outside a string.
fn names(code: &str, library: &str) -> bool {
    code.match_indices(library).any(|(at, _)| {
        let before = &code[..at];
        let line = &before[before.rfind('\n').map_or(0, |it| it + 1)..];
        let in_string = line.matches('"').count() % 2 == 1;
        let after = &code[at + library.len()..];
        let of_name = |it: char| it.is_alphanumeric() || it == '_';
        let whole = !before.ends_with(of_name) && !after.starts_with(of_name);
        let path = after.starts_with("::") || line.trim_start().starts_with("use ");
        whole && path && !in_string && !before.ends_with("crate::")
    })
}

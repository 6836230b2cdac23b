//! `[directory.ldap]`: the server that the company directory is read from.

use std::time::Duration;

use mailcore::message::card::fields::{Many, Single};
use mailcore::server::Server;
use toml::Value;

use super::Error;
use super::password::Password;
use super::read::{self, Section};
use super::servers;

/// An LDAP server, and what is read of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ldap {
    /// Where it is and how it is spoken to.
    pub server: Server,
    /// As whom (a DN); empty for nobody in particular.
    pub bind_dn: String,
    /// With which password.
    pub password: Option<Password>,
    /// Below which entry (a DN).
    pub base_dn: String,
    /// Which entries (RFC 4515).
    pub filter: String,
    /// Fields of a card, as `department` or `phone.work`, each with the attribute that it is read from in the
    /// place of the usual one.
    pub attributes: Vec<(String, String)>,
    /// Whether photographs are read, too.
    pub photos: bool,
    /// How often it is read.
    pub refresh: Duration,
}

/// What is expected of a name in the server's tree.
const DN: &str = "a DN, as ou=people,dc=example,dc=org";

/// Reads `[directory]`; `None` when no server is named.
pub(super) fn read(mut section: Section) -> Result<Option<Ldap>, Error> {
    let ldap = section.section_if_any("ldap")?.map(read_ldap).transpose()?;
    section.finish()?;
    Ok(ldap)
}

fn read_ldap(mut section: Section) -> Result<Ldap, Error> {
    let Some(base_dn) = section.text("base_dn", DN)? else {
        return Err(section.wrong("base_dn", &Value::String(String::new()), DN));
    };
    let filter = section.take("filter", "a filter in parentheses, as (objectClass=person)", |value| {
        value.as_str().filter(|it| it.starts_with('(') && it.ends_with(')')).map(str::to_owned)
    })?;
    let expected = "fields of a card with attributes, as [\"department=ou\", \"phone.work=telephoneNumber\"]";
    let attributes = section.take("attributes", expected, |value| {
        let pairs: Vec<String> = read::list(value)?;
        pairs.iter().map(|it| pair(it)).collect::<Option<Vec<_>>>()
    })?;
    let photos = section.truth("photos")?.unwrap_or(false);
    let minutes = section.number("refresh_minutes", 1, 10_080)?.unwrap_or(60);
    Ok(Ldap {
        bind_dn: section.text("bind_dn", DN)?.unwrap_or_default(),
        password: Password::read(&mut section)?,
        base_dn,
        filter: filter.unwrap_or_else(|| "(mail=*)".to_owned()),
        attributes: attributes.unwrap_or_default(),
        photos,
        refresh: Duration::from_secs(minutes * 60),
        server: servers::LDAP.read(section, &servers::LDAP.server())?,
    })
}

/// `department=ou`: a field of a card, and the name of an attribute (RFC 4512, section 1.4).
fn pair(text: &str) -> Option<(String, String)> {
    let (field, attribute) = text.split_once('=')?;
    let (field, attribute) = (field.trim(), attribute.trim());
    let good =
        !attribute.is_empty() && attribute.chars().all(|it| it.is_ascii_alphanumeric() || "-.".contains(it));
    (good && is_field(field)).then(|| (field.to_owned(), attribute.to_owned()))
}

/// Whether a card has a field of this name: `department`, `phone.work`.
fn is_field(word: &str) -> bool {
    let is_one_of = |many: &Many| {
        let kind = word.strip_prefix(many.word()).and_then(|it| it.strip_prefix('.'));
        kind.is_some_and(|kind| many.kinds().iter().any(|it| it.word() == kind))
    };
    Single::ALL.iter().any(|it| it.word() == word) || Many::ALL.iter().any(is_one_of)
}

#[cfg(test)]
mod tests {
    use mailcore::server::Security;

    use crate::config::Config;

    #[test]
    fn a_server_is_read_with_what_is_usual() {
        assert_eq!(Config::parse("", &[]).unwrap().directory, None);
        let text = "[directory.ldap]\nhost = \"ldap.example.org\"\nbase_dn = \"dc=example\"\n\
                    security = \"tls\"\nattributes = [\"department = ou\", \"phone.work=extension\"]";
        let ldap = Config::parse(text, &[]).unwrap().directory.unwrap();
        assert_eq!((ldap.server.port, ldap.server.security), (636, Security::Tls));
        assert_eq!(ldap.filter, "(mail=*)");
        let pairs: Vec<String> = ldap.attributes.iter().map(|it| format!("{}<{}", it.0, it.1)).collect();
        assert_eq!(pairs, ["department<ou", "phone.work<extension"]);
    }

    #[test]
    fn what_cannot_be_is_named() {
        for (line, expected) in [
            ("", "directory.ldap.base_dn"),
            ("base_dn = \"dc=x\"\nfilter = \"mail=*\"", "a filter in parentheses"),
            ("base_dn = \"dc=x\"\nattributes = [\"shoe=size\"]", "fields of a card"),
            ("base_dn = \"dc=x\"\nattributes = [\"note=a)(b\"]", "fields of a card"),
            ("base_dn = \"dc=x\"\nhost = \"ldap.example\"\nsecurity = \"none\"", "insecure = true"),
            ("base_dn = \"dc=x\"\nbind = \"x\"", "directory.ldap.bind"),
        ] {
            let error = Config::parse(&format!("[directory.ldap]\n{line}"), &[]).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }
}

//! From whom a person writes: names, addresses, signatures. What the operator does not let them decide is
//! as the login has it, whatever was kept before.

use std::collections::{HashMap, HashSet};

use mailcore::address::{Address, NamedAddress, read_list};
use mailcore::message::sanitize::outgoing;
use mailcore::message::text;
use serde::{Deserialize, Serialize};

use crate::config::identities::{IdentityRules, Level};
use crate::desk::Desk;
use crate::fetch;
use crate::i18n::Text;
use crate::store::Error;
use crate::store::accounts::texts::Texts;

pub mod matching;

/// The longest name, organization or list of addresses, in characters.
const MOST_LINE: usize = 500;

/// The longest signature, in octets: of its text, and as HTML with a picture of 64 KB in it.
const MOST_SIGNATURE: usize = 64 * 1024;
const MOST_SIGNATURE_HTML: usize = 128 * 1024;

/// The number of the identity that is there while none was kept: the login, without a name.
pub const OWN: i64 = 0;

/// Why nothing could be kept.
#[derive(Debug, thiserror::Error)]
pub enum CannotKeep {
    /// The database.
    #[error(transparent)]
    Store(#[from] Error),
    /// The work was broken off.
    #[error(transparent)]
    Fetch(#[from] fetch::Error),
}

/// Who writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Its number; [`OWN`] while none was kept.
    pub id: i64,
    /// What stands in From; the address is the return path as well.
    pub from: NamedAddress,
    /// What was typed, as far as it counts.
    pub written: Written,
}

/// What is typed of an identity: one line each, the signature lines ended by `\n`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Written {
    /// The display name; may be empty.
    pub name: String,
    /// The address.
    pub address: String,
    /// For the field Organization; may be empty.
    pub organization: String,
    /// Where answers go; may be empty.
    pub reply_to: String,
    /// Who gets a blind copy of everything; may be empty.
    pub bcc: String,
    /// What stands below a text, without a separator; may be empty. Of HTML, what that says.
    pub signature: String,
    /// The same as HTML, where it is written so: safe, as [`outgoing::outgoing`] makes it, with its
    /// pictures inside.
    pub signature_html: Option<String>,
}

/// What is wrong with each field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mistakes {
    /// The display name.
    pub name: Option<Text>,
    /// The organization.
    pub organization: Option<Text>,
    /// The address.
    pub address: Option<Text>,
    /// Where answers go.
    pub reply_to: Option<Text>,
    /// Blind copies.
    pub bcc: Option<Text>,
    /// The signature.
    pub signature: Option<Text>,
}

/// What became of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is kept under this number.
    Yes(i64),
    /// Nothing is.
    Mistakes(Box<Mistakes>),
    /// There is no such identity, or the operator does not want another one.
    Gone,
}

impl Written {
    /// Nothing stands below a text.
    pub fn is_unsigned(&self) -> bool {
        self.signature.is_empty() && self.signature_html.is_none()
    }
}

impl Identity {
    /// As it stands in From: `Claire Vasseur <claire@example.fr>`.
    pub fn label(&self) -> String {
        match &self.from.name {
            Some(name) => format!("{name} <{}>", self.from.address),
            None => self.from.address.to_string(),
        }
    }
}

/// All of a person, the preferred one first; empty only where the login is no address and none was made.
pub async fn of(desk: &Desk) -> Result<Vec<Identity>, Error> {
    let (own, rules) = (desk.address(), &desk.identity_rules);
    let rows = desk.store.texts(Texts::Identities, desk.account).await?;
    let written = rows.into_iter().map(|row| (row.id, read(&row.content)));
    let mut all: Vec<Identity> =
        written.filter_map(|(id, it)| as_allowed(id, it, own.as_ref(), rules)).collect();
    if !rules.level.has_several() {
        all.truncate(1);
    }
    if all.is_empty() {
        all.extend(as_allowed(OWN, Written::default(), own.as_ref(), rules));
    }
    Ok(all)
}

/// The one of this number, else the preferred one.
pub async fn chosen(desk: &Desk, id: Option<i64>) -> Result<Option<Identity>, Error> {
    let mut all = of(desk).await?;
    let at = all.iter().position(|it| Some(it.id) == id).unwrap_or(0);
    Ok((at < all.len()).then(|| all.swap_remove(at)))
}

/// Keeps what was typed, as far as the operator lets it be decided: of the identity `id`, or of a new one.
pub async fn keep(desk: &Desk, id: Option<i64>, typed: Written, preferred: bool) -> Result<Kept, CannotKeep> {
    let all = of(desk).await?;
    let before = match id {
        Some(id) => all.iter().find(|it| it.id == id).map(|it| it.written.clone()),
        None => (all.is_empty() || desk.identity_rules.level.has_several()).then(Written::default),
    };
    let Some(before) = before else { return Ok(Kept::Gone) };
    let written = settled(as_decided(before, typed, desk.identity_rules.level)).await?;
    if let Some(mistakes) = mistakes(&written, desk) {
        return Ok(Kept::Mistakes(Box::new(mistakes)));
    }
    let content = serde_json::to_string(&written).unwrap_or_default();
    let id = match id.filter(|it| *it != OWN) {
        Some(id) if !desk.store.set_text(Texts::Identities, desk.account, id, &content).await? => {
            return Ok(Kept::Gone);
        }
        Some(id) => id,
        None => {
            if id.is_none() {
                keep_own(desk, &all).await?;
            }
            desk.store.add_text(Texts::Identities, desk.account, &content).await?
        }
    };
    if preferred {
        desk.store.prefer_identity(desk.account, id).await?;
    }
    Ok(Kept::Yes(id))
}

/// With its HTML made safe and with the text that it says; one that is too long is left as it is.
async fn settled(written: Written) -> Result<Written, fetch::Error> {
    let Some(html) = written.signature_html.clone().filter(|it| it.len() <= MOST_SIGNATURE_HTML) else {
        return Ok(written);
    };
    fetch::off_thread(html.len(), move || {
        let html = outgoing::outgoing(&html, HashMap::new());
        let signature = text::from_html(html.as_str());
        let is_nothing = signature.trim().is_empty() && !html.as_str().contains("<img");
        let signature_html = (!is_nothing).then(|| html.to_string());
        Written { signature, signature_html, ..written }
    })
    .await
}

/// Removes one. When it was the last, the login is the identity again.
pub async fn remove(desk: &Desk, id: i64) -> Result<(), Error> {
    desk.store.remove_text(Texts::Identities, desk.account, id).await
}

/// The login stays an identity when another one is made beside it.
async fn keep_own(desk: &Desk, all: &[Identity]) -> Result<(), Error> {
    if let [own] = all
        && own.id == OWN
    {
        let content = serde_json::to_string(&own.written).unwrap_or_default();
        desk.store.add_text(Texts::Identities, desk.account, &content).await?;
    }
    Ok(())
}

fn read(content: &str) -> Written {
    serde_json::from_str(content).unwrap_or_else(|error| {
        tracing::warn!(error = &error as &dyn std::error::Error, "a damaged identity was passed over");
        Written::default()
    })
}

/// What counts of an identity by the rules of now; `None` without an address that may be used.
fn as_allowed(id: i64, kept: Written, own: Option<&Address>, rules: &IdentityRules) -> Option<Identity> {
    let written = as_decided(Written::default(), kept, rules.level);
    let address = written.address.parse().ok().filter(|it| may_use(it, own, rules));
    let address = address.or_else(|| own.cloned())?;
    let name = Some(written.name.trim().to_owned()).filter(|it| !it.is_empty());
    let written = Written { address: address.to_string(), ..written };
    Some(Identity { id, from: NamedAddress { name, address }, written })
}

/// What was typed where it is decided, and else what was there before.
fn as_decided(before: Written, typed: Written, level: Level) -> Written {
    if !level.has_own_name() {
        let Written { signature, signature_html, .. } = typed;
        return Written { signature, signature_html, ..before };
    }
    let address = if level.has_own_address() { typed.address.clone() } else { before.address };
    Written { address, ..typed }
}

fn may_use(address: &Address, own: Option<&Address>, rules: &IdentityRules) -> bool {
    own == Some(address) || (rules.level.has_own_address() && rules.allows(address.domain()))
}

fn mistakes(written: &Written, desk: &Desk) -> Option<Mistakes> {
    let (own, rules) = (desk.address(), &desk.identity_rules);
    let address = match written.address.parse::<Address>() {
        Ok(address) if may_use(&address, own.as_ref(), rules) => None,
        Ok(_) => Some(Text::new("identities-address-domain").with("domains", rules.domains.join(", "))),
        Err(_) if !rules.level.has_own_address() && own.is_some() => None,
        Err(_) => Some(Text::new("identities-no-address")),
    };
    let long = |line: &str| (line.chars().count() > MOST_LINE).then(|| Text::new("identities-too-long"));
    let odd = |list: &str| {
        let bad = read_list(list).iter().any(Result::is_err);
        bad.then(|| Text::new("identities-no-address")).or_else(|| long(list))
    };
    let found = Mistakes {
        name: long(&written.name),
        organization: long(&written.organization),
        address,
        reply_to: odd(&written.reply_to),
        bcc: odd(&written.bcc),
        signature: is_long(written).then(|| Text::new("identities-signature-long")),
    };
    (found != Mistakes::default()).then_some(found)
}

fn is_long(written: &Written) -> bool {
    let html = written.signature_html.as_ref().map_or(0, String::len);
    written.signature.len() > MOST_SIGNATURE || html > MOST_SIGNATURE_HTML
}

/// Addresses that are the person's own: what is written to them is written to the person.
pub fn addresses(desk: &Desk, all: &[Identity]) -> Vec<Address> {
    let own = desk.address();
    let mut seen = HashSet::new();
    let every = own.into_iter().chain(all.iter().map(|it| it.from.address.clone()));
    every.filter(|it| seen.insert(it.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(level: Level, domains: &[&str], kept: Written) -> Option<(String, String)> {
        let own: Address = "me@example.fr".parse().unwrap();
        let rules = IdentityRules { level, domains: domains.iter().map(|it| (*it).to_owned()).collect() };
        let found = as_allowed(7, kept, Some(&own), &rules)?;
        Some((found.label(), found.written.signature))
    }

    #[test]
    fn what_the_operator_fixed_is_as_the_login_has_it_whatever_was_kept() {
        let kept = || Written {
            name: "Claire".to_owned(),
            address: "info@example.net".to_owned(),
            signature: "C.".to_owned(),
            ..Written::default()
        };
        let label = |level, domains: &[&str]| allowed(level, domains, kept()).unwrap();
        let signed = |it: &str| (it.to_owned(), "C.".to_owned());
        assert_eq!(label(Level::All, &[]), signed("Claire <info@example.net>"));
        assert_eq!(label(Level::One, &["example.net"]), signed("Claire <info@example.net>"));
        assert_eq!(label(Level::All, &["example.fr"]), signed("Claire <me@example.fr>"));
        assert_eq!(label(Level::FixedAddress, &[]), signed("Claire <me@example.fr>"));
        assert_eq!(label(Level::Signature, &[]), signed("me@example.fr"));
    }

    #[test]
    fn only_what_is_decided_is_taken_from_a_form() {
        let before = Written { name: "a".to_owned(), address: "a@b.fr".to_owned(), ..Written::default() };
        let typed = Written {
            name: "b".to_owned(),
            address: "b@b.fr".to_owned(),
            signature: "s".to_owned(),
            ..Written::default()
        };
        let decided = |level| {
            let it = as_decided(before.clone(), typed.clone(), level);
            [it.name, it.address, it.signature].join(" ")
        };
        assert_eq!(decided(Level::All), "b b@b.fr s");
        assert_eq!(decided(Level::OneFixedAddress), "b a@b.fr s");
        assert_eq!(decided(Level::Signature), "a a@b.fr s");
    }
}

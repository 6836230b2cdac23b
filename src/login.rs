//! Signing in: names completed, credentials tried on the IMAP server, attempts counted.
//!
//! An attempt is written down as a failure before it is tried: a hundred at the same time count as
//! a hundred. A name that exists and one that does not get the same answer.
//!
//! Who has a second factor is asked for a code after the password; codes are counted by themselves, for a right
//! password would let its guesses be forgotten.

use std::net::{IpAddr, Ipv6Addr};
use std::sync::Arc;

use mailcore::credentials::Credentials;
use mailcore::imap;
use mailcore::imap::pool::Pool;
use zeroize::Zeroizing;

use crate::config::{Config, Servers};
use crate::factor;
use crate::secret::SealingKey;
use crate::store::attempts::{Attempt, AttemptId, Failures};
use crate::store::factors::{For, Taken};
use crate::store::logins::{Login, Outcome};
use crate::store::{AccountId, Store};

/// The longest login name, in octets: an address (RFC 5321, section 4.5.3.1) and some room.
const NAME_LIMIT: usize = 320;

/// The longest password, in octets.
const PASSWORD_LIMIT: usize = 1_000;

/// Somebody whom the IMAP server knows.
#[derive(Clone, Debug)]
pub struct SignedUp {
    /// The account here, made at the first login.
    pub account: AccountId,
    /// For their mail servers.
    pub credentials: Credentials,
    /// Their mail servers.
    pub servers: Arc<Servers>,
}

/// What a right password opens.
#[derive(Clone, Debug)]
pub enum Entry {
    /// The pages.
    In(SignedUp),
    /// The question for a code: [`take_code`].
    Code(SignedUp),
}

/// Who knocks.
#[derive(Clone, Debug)]
pub struct Caller {
    /// From where.
    pub address: IpAddr,
    /// What the browser says it is (`User-Agent`), cut.
    pub agent: String,
    /// When, in seconds since 1970-01-01 UTC.
    pub now: i64,
}

/// Why nobody is signed in.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The server does not know this name with this password; how many tries are left.
    #[error("wrong name or password, {tries_left} tries left")]
    Credentials {
        /// Tries until the account or address must wait.
        tries_left: u32,
    },
    /// The code is none of the person's, or was taken before; how many tries are left.
    #[error("wrong code, {tries_left} tries left")]
    Code {
        /// Tries until the account or address must wait.
        tries_left: u32,
    },
    /// The login waited for its code for too long, or was ended with the sessions of its person.
    #[error("no such login waits for a code")]
    NobodyWaits,
    /// Too many attempts for this account or from this address.
    #[error("too many attempts, wait {wait_seconds} seconds")]
    TooMany {
        /// How long to wait.
        wait_seconds: i64,
    },
    /// The name or the password cannot be one (empty, control characters, too long).
    #[error("not a login name or not a password")]
    Name,
    /// The IMAP server could not be asked.
    #[error("the mail server could not be asked")]
    MailServer(#[source] imap::Error),
    /// The database could not be asked.
    #[error("the database could not be asked")]
    Store(#[from] crate::store::Error),
}

/// Completes a bare name with the configured domain; the domain in lower case; blanks around it gone. `None` when it
/// cannot be a name, or has a domain that none may have here: a mail server that drops domains would take it for
/// somebody whose second factor belongs to the name with the right one.
pub fn login_name(typed: &str, config: &Config) -> Option<String> {
    full_name(typed, config).filter(|it| is_ours(it, config))
}

/// Whether a full name may have its domain here.
pub fn is_ours(name: &str, config: &Config) -> bool {
    config.login_domains.as_ref().is_none_or(|all| match name.rsplit_once('@') {
        Some((_, domain)) => all.iter().any(|it| it == domain),
        None => all.is_empty(),
    })
}

/// As [`login_name`], with any domain: somebody may have signed in by it before the operator closed the list.
pub fn full_name(typed: &str, config: &Config) -> Option<String> {
    let typed = typed.trim();
    let name = match (typed.rsplit_once('@'), &config.login_domain) {
        (Some((local, domain)), _) if !local.is_empty() && !domain.is_empty() => {
            format!("{local}@{}", domain.to_lowercase())
        }
        (Some(_), _) => return None,
        (None, Some(domain)) if !typed.is_empty() => format!("{typed}@{domain}"),
        (None, _) => typed.to_owned(),
    };
    let good = !name.is_empty() && name.len() <= NAME_LIMIT && !name.chars().any(char::is_control);
    good.then_some(name)
}

/// The first step of signing in: [`try_password`]. What came of it is told to the person of the account.
pub async fn sign_in(
    config: &Config,
    store: &Store,
    pool: &Pool,
    typed: &str,
    password: Zeroizing<String>,
    caller: &Caller,
) -> Result<Entry, Error> {
    match try_password(config, store, pool, typed, password, caller.address, caller.now).await {
        Ok(who) if factor::of(store, who.credentials.login()).await?.is_some() => {
            note(store, who.credentials.login(), caller, Outcome::Half).await;
            Ok(Entry::Code(who))
        }
        Ok(who) => {
            note(store, who.credentials.login(), caller, Outcome::In).await;
            Ok(Entry::In(who))
        }
        Err(error @ Error::Credentials { .. }) => {
            let name = login_name(typed, config).unwrap_or_default();
            note(store, &name, caller, Outcome::Refused).await;
            Err(error)
        }
        Err(error) => Err(error),
    }
}

/// The second step, for [`Entry::Code`]: takes a code for the login that waits under `id`; the code counts once, and
/// the login goes on once.
pub async fn take_code(
    config: &Config,
    store: &Store,
    key: &SealingKey,
    who: &SignedUp,
    id: &str,
    code: &str,
    caller: &Caller,
) -> Result<(), Error> {
    let login = who.credentials.login();
    let taken = try_code(config, store, key, login, code, For::Login { id, now: caller.now }, caller).await;
    if taken.is_ok() {
        note(store, login, caller, Outcome::In).await;
    }
    taken
}

/// Tries a code, as typed; one that is refused is told to its person. As many wrong ones as passwords are tried, for an
/// account or from an address.
pub async fn try_code(
    config: &Config,
    store: &Store,
    key: &SealingKey,
    login: &str,
    code: &str,
    purpose: For<'_>,
    caller: &Caller,
) -> Result<(), Error> {
    // No login name has a control character: this is nobody's.
    let counted = format!("code\n{}", login.to_lowercase());
    let (number, tries_left) = begin_attempt(config, store, counted, caller.address, caller.now).await?;
    match factor::take(store, key, login, code, purpose, caller.now).await? {
        Taken::Now => {
            if let Err(error) = store.attempt_succeeded(number).await {
                // The code counts no more, so that it must count now.
                tracing::error!(
                    error = &error as &dyn std::error::Error,
                    "a right code is counted as a wrong one"
                );
            }
            Ok(())
        }
        Taken::Refused => {
            tracing::info!(tries_left, "a code of a second factor was refused");
            note(store, login, caller, Outcome::NoCode).await;
            Err(Error::Code { tries_left })
        }
        Taken::NobodyWaits => {
            store.remove_attempt(number).await?;
            Err(Error::NobodyWaits)
        }
    }
}

/// Nobody is kept out because this is not written.
async fn note(store: &Store, name: &str, caller: &Caller, outcome: Outcome) {
    let Caller { address, agent, now } = caller;
    let login =
        Login { tried_at: *now, address: address.to_canonical().to_string(), agent: agent.clone(), outcome };
    if let Err(error) = store.add_login(name, &login).await {
        tracing::error!(error = &error as &dyn std::error::Error, "a login is not told to its person");
    }
}

/// Tries a name and a password, as typed, on the IMAP server of its domain. Every attempt is kept in the list of
/// attempts; after as many failures for an account or from an address as the configuration allows
/// (5 and 30 within 15 minutes), it is not tried at all. `now` is in seconds since 1970-01-01 UTC.
pub async fn try_password(
    config: &Config,
    store: &Store,
    pool: &Pool,
    typed: &str,
    password: Zeroizing<String>,
    from: IpAddr,
    now: i64,
) -> Result<SignedUp, Error> {
    let login = login_name(typed, config).ok_or(Error::Name)?;
    // Some directories take an empty password as "nobody in particular", and let them in.
    if password.is_empty() || password.len() > PASSWORD_LIMIT || password.contains('\0') {
        return Err(Error::Name);
    }
    // Servers take names in any case: PIERRE and pierre have one count.
    let (number, tries_left) = begin_attempt(config, store, login.to_lowercase(), from, now).await?;
    let servers = config.servers_of(&login);
    let credentials = Credentials::new(login, password);
    // A connection that waits would prove that the password was right once.
    match pool.sign_in(&servers.imap, &credentials).await {
        Ok(()) => {}
        Err(imap::Error::Credentials) => {
            tracing::info!(tries_left, "a login failed");
            return Err(Error::Credentials { tries_left });
        }
        Err(error) => {
            store.remove_attempt(number).await?;
            return Err(Error::MailServer(error));
        }
    }
    store.attempt_succeeded(number).await?;
    let account = store.account_signed_in(credentials.login(), now).await?;
    Ok(SignedUp { account, credentials, servers })
}

/// Writes an attempt down as a failure; how many tries are left after it.
async fn begin_attempt(
    config: &Config,
    store: &Store,
    login: String,
    from: IpAddr,
    now: i64,
) -> Result<(AttemptId, u32), Error> {
    let attempt = Attempt { login, address: neighborhood(from), tried_at: now, succeeded: false };
    let number = store.add_attempt(&attempt).await?;
    match allowance(config, store, &attempt).await? {
        Ok(tries_left) => Ok((number, tries_left)),
        Err(wait_seconds) => {
            store.remove_attempt(number).await?;
            tracing::warn!(wait_seconds, "a login was refused untried: too many failures");
            Err(Error::TooMany { wait_seconds })
        }
    }
}

/// How many tries are left after this one, or for how many seconds nothing is tried.
async fn allowance(config: &Config, store: &Store, attempt: &Attempt) -> Result<Result<u32, i64>, Error> {
    let window = i64::try_from(config.attempts.window.as_secs()).unwrap_or(i64::MAX);
    let since = attempt.tried_at.saturating_sub(window).saturating_add(1);
    let of_login = store.failures_of_login(&attempt.login, since).await?;
    let of_address = store.failures_of_address(&attempt.address, since).await?;
    let mut tries_left = u32::MAX;
    let mut wait = None;
    for (failures, most) in [(of_login, config.attempts.per_login), (of_address, config.attempts.per_address)]
    {
        match most.checked_sub(failures.count) {
            Some(left) => tries_left = tries_left.min(left),
            None => wait = wait.max(Some(wait_for(failures, window, attempt.tried_at))),
        }
    }
    Ok(wait.map_or(Ok(tries_left), Err))
}

/// Until the oldest failure no longer counts.
fn wait_for(failures: Failures, window: i64, now: i64) -> i64 {
    failures.oldest_at.unwrap_or(now).saturating_add(window).saturating_sub(now).max(1)
}

/// What counts as one address: one of IPv4, or the network of a house in IPv6, which has 2^64.
fn neighborhood(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let network = Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX));
            format!("{network}/64")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_completed() {
        let with = Config::parse("[login]\ndomain = \"Octopus.example\"", &[]).unwrap();
        let without = Config::parse("", &[]).unwrap();
        // A closed list: those of [login] and of [[domain]].
        let closed = "[login]\ndomains = [\"B.example\"]\n[[domain]]\nname = \"c.example\"";
        let closed = Config::parse(closed, &[]).unwrap();
        let bare = Config::parse("[login]\ndomains = []", &[]).unwrap();
        for (config, typed, expected) in [
            (&with, "pierre", Some("pierre@octopus.example")),
            (&with, " pierre ", Some("pierre@octopus.example")),
            (&with, "pierre@community.fr.fto", Some("pierre@community.fr.fto")),
            (&with, "Pierre.Dupont@Community.FR.fto", Some("Pierre.Dupont@community.fr.fto")),
            (&with, "\"a@b\"@c.example", Some("\"a@b\"@c.example")),
            (&without, "pierre", Some("pierre")),
            (&with, "", None),
            (&with, "  ", None),
            (&without, "", None),
            (&with, "@octopus.example", None),
            (&with, "pierre@", None),
            (&closed, "pierre@b.example", Some("pierre@b.example")),
            (&closed, "pierre@C.example", Some("pierre@c.example")),
            (&closed, "pierre@nonsense.example", None),
            (&closed, "pierre", None),
            (&bare, "pierre", Some("pierre")),
            (&bare, "pierre@nonsense.example", None),
            (&with, "pi\r\nerre", None),
            (&with, "pi\0erre", None),
            (&with, &"a".repeat(400), None),
        ] {
            assert_eq!(login_name(typed, config).as_deref(), expected, "{typed:?}");
        }
    }

    #[test]
    fn a_house_in_ipv6_is_one_address() {
        for (address, expected) in [
            ("192.0.2.1", "192.0.2.1"),
            ("::ffff:192.0.2.1", "192.0.2.1"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
            ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ] {
            assert_eq!(neighborhood(address.parse().unwrap()), expected);
        }
    }

    #[tokio::test]
    async fn the_allowance_shrinks_with_each_failure_and_comes_back_with_time() {
        let config = Config::parse("[limits]\nlogin_failures = 3\naddress_failures = 5", &[]).unwrap();
        let store = Store::open("sqlite::memory:").await.unwrap();
        let attempt = |login: &str, address: &str, tried_at| Attempt {
            login: login.to_owned(),
            address: address.to_owned(),
            tried_at,
            succeeded: false,
        };
        for (at, expected) in [(1_000, Ok(2)), (1_100, Ok(1)), (1_200, Ok(0)), (1_300, Err(600))] {
            let it = attempt("pierre", "::1", at);
            store.add_attempt(&it).await.unwrap();
            assert_eq!(allowance(&config, &store, &it).await.unwrap(), expected, "{at}");
        }
        // The first one is 15 minutes old: three are left, and this one would be the fourth.
        let it = attempt("pierre", "::1", 1_900);
        assert_eq!(allowance(&config, &store, &it).await.unwrap(), Ok(0));
        // Another account from the same address has the address's limit.
        for login in ["claire", "zoe"] {
            store.add_attempt(&attempt(login, "::1", 1_300)).await.unwrap();
        }
        let it = attempt("claire", "::1", 1_300);
        assert_eq!(allowance(&config, &store, &it).await.unwrap(), Err(600));
        let it = attempt("claire", "::2", 1_300);
        assert_eq!(allowance(&config, &store, &it).await.unwrap(), Ok(2));
    }

    #[tokio::test]
    async fn what_cannot_be_a_name_or_a_password_is_not_tried() {
        let config = Config::parse("", &[]).unwrap();
        let store = Store::open("sqlite::memory:").await.unwrap();
        let from: IpAddr = "::1".parse().unwrap();
        let pool = Pool::new(mailcore::imap::pool::Limits {
            per_account: 1,
            idle: std::time::Duration::from_secs(1),
            wait: std::time::Duration::from_secs(1),
        });
        for (typed, password) in
            [("", "x"), ("pierre", ""), ("pierre", "a\0b"), ("pierre", &"x".repeat(2_000))]
        {
            let password = Zeroizing::new(password.to_owned());
            let outcome = try_password(&config, &store, &pool, typed, password, from, 1).await;
            assert!(matches!(outcome, Err(Error::Name)));
        }
        assert_eq!(store.failures_of_address("::/64", 0).await.unwrap().count, 0);
    }
}

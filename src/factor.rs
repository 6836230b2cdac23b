//! The second factor of a login: a code of an authenticator, or one of ten that were written down.
//!
//! It guards the pages alone. Programs that read mail by IMAP are not asked for it; their server knows no second
//! factor of ours. It belongs to a login name, in whatever case that is typed.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use zeroize::Zeroizing;

use crate::secret::{Sealed, SealingKey, random};
use crate::store::factors::{Before, FactorRow, For, RightCode, Taken};
use crate::store::{self, Store};

pub mod totp;

use self::totp::Secret;

/// How many codes are written down.
pub const RECOVERY_CODES: usize = 10;

/// A new secret may be confirmed for so long, in seconds.
const OFFERED: i64 = 15 * 60;

/// What the server's key seals secrets for.
const LABEL: &str = "second factor";

/// What it makes tags of codes that were written down for.
const RECOVERY: &str = "recovery code";

/// A second factor that is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Factor {
    /// Since when, in seconds since 1970-01-01 UTC.
    pub added_at: i64,
    /// How many of the codes that were written down are left.
    pub codes_left: u32,
}

/// A secret that is offered to a person: theirs once they type a code of it.
#[derive(Clone, Debug)]
pub struct Offer {
    /// For the authenticator.
    pub secret: Secret,
    /// The same for a hidden field: sealed, for this person and a quarter of an hour.
    pub sealed: String,
}

/// Codes to write down, each for one login. Shown once; `Debug` shows nothing of them.
#[derive(Clone)]
pub struct RecoveryCodes(pub Vec<Zeroizing<String>>);

/// A second factor that was just switched on.
#[derive(Debug)]
pub struct SwitchedOn {
    /// To write down.
    pub codes: RecoveryCodes,
    /// What the sessions were known by that ended with it.
    pub closed: Vec<String>,
}

/// Why it was not switched on.
#[derive(Debug, thiserror::Error)]
pub enum NotOn {
    /// The code is none of the secret that was offered.
    #[error("a wrong code")]
    Code,
    /// It is on already.
    #[error("there is a second factor already")]
    There,
    /// The database could not be asked.
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// What a login name has; `None` when the password alone opens the pages.
pub async fn of(store: &Store, login: &str) -> Result<Option<Factor>, store::Error> {
    let Some(row) = store.factor(&person(login)).await? else { return Ok(None) };
    let codes_left = store.recovery_codes_left(&person(login)).await?;
    Ok(Some(Factor { added_at: row.added_at, codes_left }))
}

/// Offers a new secret to somebody who just proved who they are.
pub fn offer(key: &SealingKey, login: &str, now: i64) -> Offer {
    let secret = Secret::random();
    let octets = Zeroizing::new([now.to_be_bytes().as_slice(), secret.octets()].concat());
    let sealed = URL_SAFE_NO_PAD.encode(key.seal(&octets, &offer_label(login)).0);
    Offer { secret, sealed }
}

/// Opens what a hidden field brought back; `None` when it is too old, or of somebody else.
pub fn offered(key: &SealingKey, login: &str, field: &str, now: i64) -> Option<Offer> {
    let sealed = Sealed(URL_SAFE_NO_PAD.decode(field).ok()?);
    let octets = key.open(&sealed, &offer_label(login)).ok()?;
    let (begun, secret) = octets.split_first_chunk::<8>()?;
    let is_fresh = (0..OFFERED).contains(&now.saturating_sub(i64::from_be_bytes(*begun)));
    let secret = Secret::from_octets(secret).filter(|_| is_fresh)?;
    Some(Offer { secret, sealed: field.to_owned() })
}

/// Switches it on with a code of the secret that was offered. The sessions of the person end, but that one in which it
/// is done (`own`): they were begun with the password alone.
pub async fn switch_on(
    store: &Store,
    key: &SealingKey,
    login: &str,
    offer: &Offer,
    code: &str,
    own: &str,
    now: i64,
) -> Result<SwitchedOn, NotOn> {
    let used_step = offer.secret.step_of(code, now, 0).ok_or(NotOn::Code)?;
    let secret = key.seal(offer.secret.octets(), &secret_label(login)).0;
    let (codes, tags) = recovery_codes(key, login);
    let row = FactorRow { secret, used_step, added_at: now };
    let accounts = store.accounts_named(login).await?;
    let before = Before { accounts: &accounts, but: own };
    let closed = store.add_factor(&person(login), &row, &tags, before).await?.ok_or(NotOn::There)?;
    Ok(SwitchedOn { codes, closed })
}

/// Switches it off; whether it was on.
pub async fn switch_off(store: &Store, login: &str) -> Result<bool, store::Error> {
    store.remove_factor(&person(login)).await
}

/// Makes new codes to write down; those before count no more. `None` where there is no second factor.
pub async fn renew_codes(
    store: &Store,
    key: &SealingKey,
    login: &str,
) -> Result<Option<RecoveryCodes>, store::Error> {
    let (codes, tags) = recovery_codes(key, login);
    let is_there = store.factor(&person(login)).await?.is_some();
    if is_there {
        store.put_recovery_codes(&person(login), &tags).await?;
    }
    Ok(is_there.then_some(codes))
}

/// Takes what was typed, if it is a code of a login name that was not taken before. Without a second factor nothing is
/// one.
pub async fn take(
    store: &Store,
    key: &SealingKey,
    login: &str,
    typed: &str,
    purpose: For<'_>,
    now: i64,
) -> Result<Taken, store::Error> {
    match right_code(store, key, login, typed, now).await? {
        Some(code) => store.take_code(&person(login), &code, purpose).await,
        None => Ok(Taken::Refused),
    }
}

/// Whether somebody typed the password of a name, and no code yet.
pub async fn is_awaited(store: &Store, login: &str, now: i64) -> Result<bool, store::Error> {
    store.is_login_waiting(&person(login), now).await
}

/// Ends the logins of a name that wait for their code: whoever has the password types it again.
pub async fn end_waiting(store: &Store, login: &str) -> Result<(), store::Error> {
    store.end_waiting_logins(&person(login)).await
}

/// Lets a login wait for its code, sealed by the caller.
pub async fn wait(
    store: &Store,
    login: &str,
    id: &str,
    content: &Sealed,
    now: i64,
) -> Result<(), store::Error> {
    store.add_waiting_login(&person(login), id, &content.0, now).await
}

/// What was typed, as a code; whether one that was written down counts, the store knows.
async fn right_code(
    store: &Store,
    key: &SealingKey,
    login: &str,
    typed: &str,
    now: i64,
) -> Result<Option<RightCode>, store::Error> {
    let Some(row) = store.factor(&person(login)).await? else { return Ok(None) };
    let unreadable = || store::Error::Unreadable("the secret of a second factor");
    let octets = key.open(&Sealed(row.secret), &secret_label(login)).map_err(|_| unreadable())?;
    let secret = Secret::from_octets(&octets).ok_or_else(unreadable)?;
    let step = secret.step_of(typed, now, row.used_step).map(RightCode::Step);
    Ok(step.or_else(|| Some(RightCode::Written(tag(key, login, &plain(typed)?)))))
}

/// Codes to write down, 50 bits in two groups each, and what is kept of them.
fn recovery_codes(key: &SealingKey, login: &str) -> (RecoveryCodes, Vec<String>) {
    let code = || {
        let letters = Zeroizing::new(totp::base32(&random::<7>()));
        let (first, rest) = letters.split_at_checked(5).unwrap_or_default();
        let second = rest.get(..5).unwrap_or_default();
        Zeroizing::new(format!("{first}-{second}"))
    };
    let codes: Vec<_> = std::iter::repeat_with(code).take(RECOVERY_CODES).collect();
    let tags = codes.iter().filter_map(|it| Some(tag(key, login, &plain(it)?))).collect();
    (RecoveryCodes(codes), tags)
}

/// A code as it was typed from paper, without what does not count; `None` when it cannot be one.
fn plain(typed: &str) -> Option<Zeroizing<String>> {
    let counts = |it: &char| !it.is_whitespace() && !matches!(it, '-' | '‐' | '–');
    let letters: String = typed.chars().take(100).filter(counts).collect();
    let plain = Zeroizing::new(letters.to_ascii_uppercase());
    (plain.len() == 10 && plain.bytes().all(|it| it.is_ascii_alphanumeric())).then_some(plain)
}

/// What is kept of a code: without the server's key nobody can try codes out on it.
fn tag(key: &SealingKey, login: &str, plain: &str) -> String {
    key.tag(RECOVERY, &format!("{} {plain}", person(login)))
}

/// What a second factor belongs to.
fn person(login: &str) -> String {
    login.to_lowercase()
}

fn secret_label(login: &str) -> String {
    format!("{LABEL} of {}", person(login))
}

fn offer_label(login: &str) -> String {
    format!("{LABEL} offered to {}", person(login))
}

impl std::fmt::Debug for RecoveryCodes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoveryCodes")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::tests::stores;

    const NOW: i64 = 1_111_111_111;
    const LOGIN: &str = "a@b.c";

    /// The code of `at`.
    fn code(secret: &Secret, at: i64) -> String {
        let mut all = (0..1_000_000).map(|it| format!("{it:06}"));
        all.find(|it| secret.step_of(it, at, at / 30 - 1) == Some(at / 30)).unwrap()
    }

    #[tokio::test]
    async fn a_code_is_taken_once_even_by_two_at_a_time() {
        for store in stores("test_factor").await {
            let key = SealingKey::random();
            let other = "z@b.c";
            let take = async |login: &str, typed: &str, at: i64| {
                super::take(&store, &key, login, typed, For::Proof, at).await.unwrap() == Taken::Now
            };
            assert!(!take(LOGIN, "000000", NOW).await);
            let offer = offer(&key, LOGIN, NOW);
            let back = offered(&key, LOGIN, &offer.sealed, NOW + OFFERED - 1).unwrap();
            assert_eq!(back.secret.octets(), offer.secret.octets());
            assert!(offered(&key, LOGIN, &offer.sealed, NOW + OFFERED).is_none(), "too old");
            assert!(offered(&key, other, &offer.sealed, NOW).is_none(), "of somebody else");
            assert!(offered(&SealingKey::random(), LOGIN, &offer.sealed, NOW).is_none());

            let first = code(&offer.secret, NOW);
            let wrong = if first == "000000" { "000001" } else { "000000" };
            let refused = switch_on(&store, &key, LOGIN, &offer, wrong, "", NOW).await;
            assert!(matches!(refused, Err(NotOn::Code)));
            assert_eq!(of(&store, LOGIN).await.unwrap(), None);
            let on = async || switch_on(&store, &key, LOGIN, &offer, &first, "", NOW).await;
            let codes = on().await.unwrap().codes.0;
            assert!(matches!(on().await, Err(NotOn::There)));
            assert_eq!(of(&store, LOGIN).await.unwrap(), Some(Factor { added_at: NOW, codes_left: 10 }));

            assert!(!take(LOGIN, &first, NOW).await, "it switched it on");
            let later = NOW + 30;
            let second = code(&offer.secret, later);
            let (one, two) = tokio::join!(take(LOGIN, &second, later), take(LOGIN, &second, later),);
            assert_eq!([one, two].iter().filter(|it| **it).count(), 1);
            assert!(!take(other, &second, later).await);
            let row = store.factor(LOGIN).await.unwrap().unwrap();
            assert!(!row.secret.windows(20).any(|it| it == offer.secret.octets()), "it is sealed");

            let typed = format!(" {} ", codes[3].to_lowercase().replace('-', " "));
            assert!(take(LOGIN, &typed, later).await);
            assert!(!take(LOGIN, &typed, later).await, "once");
            assert_eq!(of(&store, LOGIN).await.unwrap().unwrap().codes_left, 9);
            let fresh = renew_codes(&store, &key, LOGIN).await.unwrap().unwrap().0;
            assert!(!take(LOGIN, &codes[4], later).await, "those before are void");
            assert!(take("A@B.C", &fresh[9], later).await, "in any case");

            assert!(switch_off(&store, LOGIN).await.unwrap());
            assert!(!switch_off(&store, LOGIN).await.unwrap());
            assert!(!take(LOGIN, &fresh[0], later).await);
            assert!(renew_codes(&store, &key, LOGIN).await.unwrap().is_none());
        }
    }

    #[test]
    fn codes_differ_and_what_is_no_code_is_none() {
        let (codes, tags) = recovery_codes(&SealingKey::random(), LOGIN);
        let different: std::collections::BTreeSet<&String> = tags.iter().collect();
        assert_eq!((codes.0.len(), different.len()), (10, 10));
        assert_eq!(codes.0[0].len(), 11);
        for nothing in ["", "ABCDE-FGHI", "ABCDE-FGHIJK", "ABCDÉ-FGHIJ", &"A".repeat(1_000)] {
            assert!(plain(nothing).is_none(), "{nothing}");
        }
        assert_eq!(plain("abcde – fghij").unwrap().as_str(), "ABCDEFGHIJ");
    }
}

//! Codes that change with the time (TOTP, RFC 6238) as all authenticators make them: HMAC-SHA-1, six digits, half a
//! minute each.

use hmac::{Hmac, KeyInit as _, Mac as _};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use sha1::Sha1;
use zeroize::Zeroizing;

use crate::secret;

/// How long a code is the one, in seconds.
const STEP: i64 = 30;

/// Clocks may differ by so many steps.
const DRIFT: i64 = 1;

/// The letters of base32 (RFC 4648, section 6).
const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// What the authenticator and the program both know: 160 bits (RFC 4226, section 4). `Debug` shows nothing of it.
#[derive(Clone)]
pub struct Secret(Zeroizing<[u8; 20]>);

impl Secret {
    /// A new one.
    pub fn random() -> Self {
        Self(Zeroizing::new(secret::random()))
    }

    /// From its octets.
    pub fn from_octets(octets: &[u8]) -> Option<Self> {
        Some(Self(Zeroizing::new(octets.try_into().ok()?)))
    }

    /// Its octets, to be sealed.
    pub fn octets(&self) -> &[u8; 20] {
        &self.0
    }

    /// As it is typed into an authenticator that sees no picture: 32 letters and digits.
    pub fn to_text(&self) -> Zeroizing<String> {
        Zeroizing::new(base32(&*self.0))
    }

    /// What the picture of it says (the `otpauth` addresses that authenticators agreed upon).
    pub fn url(&self, issuer: &str, login: &str) -> Zeroizing<String> {
        let encoded = |it| utf8_percent_encode(it, NON_ALPHANUMERIC);
        let (issuer, login, text) = (encoded(issuer), encoded(login), self.to_text());
        Zeroizing::new(format!("otpauth://totp/{issuer}:{login}?secret={}&issuer={issuer}", *text))
    }

    /// The step whose code was typed, around `now` (seconds since 1970-01-01 UTC), after the step `used`; `None` when
    /// it is none of them. Blanks in it do not count.
    pub fn step_of(&self, typed: &str, now: i64, used: i64) -> Option<i64> {
        let digits: String = typed.chars().filter(|it| !it.is_whitespace()).collect();
        let is_code = digits.len() == 6 && digits.bytes().all(|it| it.is_ascii_digit());
        let typed: u32 = digits.parse().ok().filter(|_| is_code)?;
        let here = now.div_euclid(STEP);
        (here - DRIFT..=here + DRIFT).find(|step| *step > used && self.code(*step) == typed)
    }

    /// The code of a step (RFC 4226, section 5.3).
    fn code(&self, step: i64) -> u32 {
        #[expect(clippy::expect_used, reason = "HMAC takes a key of any length")]
        let mut mac = Hmac::<Sha1>::new_from_slice(&*self.0).expect("a key");
        mac.update(&step.to_be_bytes());
        let digest: [u8; 20] = mac.finalize().into_bytes().into();
        let [.., last] = digest;
        let word = digest.iter().skip(usize::from(last & 0xf)).take(4);
        let word = word.fold(0_u32, |word, octet| word << 8 | u32::from(*octet));
        (word & 0x7fff_ffff) % 1_000_000
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

/// Octets as letters and digits that are not mistaken for each other, five bits each, without padding.
pub(super) fn base32(octets: &[u8]) -> String {
    let bits = |octet: &u8| {
        let octet = *octet;
        (0..8).rev().map(move |at| octet >> at & 1)
    };
    let bits: Vec<u8> = octets.iter().flat_map(bits).collect();
    let letter = |five: &[u8]| {
        let number = five.iter().fold(0_usize, |number, bit| number << 1 | usize::from(*bit));
        LETTERS.get(number << (5 - five.len())).copied().map(char::from)
    };
    bits.chunks(5).filter_map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_the_rfc() -> Secret {
        Secret::from_octets(b"12345678901234567890").unwrap()
    }

    #[test]
    fn codes_are_those_of_the_rfc() {
        // RFC 6238, appendix B, the last six of eight digits.
        for (now, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(of_the_rfc().step_of(code, now, 0), Some(now / 30), "{now}");
        }
    }

    #[test]
    fn a_code_is_taken_half_a_minute_around_its_own_and_after_what_was_used() {
        let secret = of_the_rfc();
        let step = 1_111_111_109 / 30;
        for (now, used, expected) in [
            (step * 30 - 30, 0, Some(step)),
            (step * 30 - 31, 0, None),
            (step * 30 + 59, 0, Some(step)),
            (step * 30 + 60, 0, None),
            (step * 30, step - 1, Some(step)),
            (step * 30, step, None),
        ] {
            assert_eq!(secret.step_of("081 804", now, used), expected, "{now} {used}");
        }
        for nothing in ["", "81804", "0081804", "+81804", "08180a", "٠٨١٨٠٤", "081804081804"] {
            assert_eq!(secret.step_of(nothing, step * 30, 0), None, "{nothing}");
        }
    }

    #[test]
    fn secrets_are_written_in_base32() {
        // RFC 4648, section 10, without the padding.
        for (octets, text) in
            [("", ""), ("f", "MY"), ("fo", "MZXQ"), ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI")]
        {
            assert_eq!(base32(octets.as_bytes()), text);
        }
        assert_eq!(
            *of_the_rfc().url("Facteur", "a b@c.d"),
            "otpauth://totp/Facteur:a%20b%40c%2Ed?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Facteur"
        );
        assert_eq!(format!("{:?}", of_the_rfc()), "Secret");
    }
}

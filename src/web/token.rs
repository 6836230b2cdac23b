//! What the hidden field `csrf` holds, and where it is kept for somebody who has no session yet.

use std::sync::OnceLock;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use subtle::ConstantTimeEq as _;

use crate::secret::{Sealed, SealingKey, random};

/// What the form cookie is sealed for.
const LABEL: &str = "form token";

/// 256 random bits. It never stands in a page as it is: each page has it masked with other random
/// octets, so that the size of compressed pages tells nothing about it (BREACH). No `Debug` shows it.
#[derive(Clone)]
pub(in crate::web) struct Token([u8; 32]);

impl Token {
    pub(in crate::web) fn random() -> Self {
        Self(random())
    }

    /// As it is kept in a session.
    pub(in crate::web) fn to_text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    pub(in crate::web) fn from_text(text: &str) -> Option<Self> {
        URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok().map(Self)
    }

    /// For a page: a mask and the masked token.
    pub(in crate::web) fn masked(&self) -> String {
        let mask = random::<32>();
        let masked = self.0.iter().zip(mask).map(|(token, mask)| token ^ mask);
        URL_SAFE_NO_PAD.encode(mask.into_iter().chain(masked).collect::<Vec<_>>())
    }

    /// From a form.
    pub(in crate::web) fn unmask(field: &str) -> Option<Self> {
        let octets: [u8; 64] = URL_SAFE_NO_PAD.decode(field).ok()?.try_into().ok()?;
        let (mask, masked) = octets.split_at(32);
        let token: Vec<u8> = mask.iter().zip(masked).map(|(mask, token)| token ^ mask).collect();
        token.try_into().ok().map(Self)
    }

    /// Whether it is the same, in a time that does not tell where they differ.
    pub(in crate::web) fn is(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token")
    }
}

/// The token of somebody who is not signed in: sealed in a cookie of their own, so that looking at
/// the login page makes no row.
#[derive(Debug)]
pub(in crate::web) struct FormToken {
    key: SealingKey,
    brought: Option<Token>,
    fresh: OnceLock<Token>,
}

impl FormToken {
    /// With what the browser brought; a cookie of another key is as none.
    pub(in crate::web) fn new(key: SealingKey, cookie: Option<&str>) -> Self {
        let open = |text: &str| {
            let sealed = Sealed(URL_SAFE_NO_PAD.decode(text).ok()?);
            let octets = key.open(&sealed, LABEL).ok()?;
            octets.as_slice().try_into().ok().map(Token)
        };
        let brought = cookie.and_then(open);
        Self { key, brought, fresh: OnceLock::new() }
    }

    /// Whether it is what the browser brought in its cookie.
    pub(in crate::web) fn is(&self, field: &Token) -> bool {
        self.brought.as_ref().is_some_and(|it| it.is(field))
    }

    /// A masked value for a page.
    pub(in crate::web) fn hand_out(&self) -> String {
        if let Some(token) = &self.brought {
            return token.masked();
        }
        self.fresh.get_or_init(Token::random).masked()
    }

    /// The value of the cookie, when a page holds a token that the browser does not have yet.
    pub(in crate::web) fn to_set(&self) -> Option<String> {
        let token = self.fresh.get()?;
        Some(URL_SAFE_NO_PAD.encode(self.key.seal(&token.0, LABEL).0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_page_has_another_mask_on_the_same_token() {
        let token = Token::random();
        let (one, two) = (token.masked(), token.masked());
        assert_ne!(one, two);
        assert!(Token::unmask(&one).unwrap().is(&token));
        assert!(Token::unmask(&two).unwrap().is(&token));
        assert!(!Token::random().is(&token));
    }

    #[test]
    fn what_is_no_token_is_none() {
        for field in ["", "x", "%00", "é", &"A".repeat(85), &"A".repeat(87), &Token::random().to_text()] {
            assert!(Token::unmask(field).is_none(), "{field}");
        }
    }

    #[test]
    fn the_form_cookie_brings_its_token_back() {
        let key = SealingKey::random();
        let first = FormToken::new(key.clone(), None);
        assert_eq!(first.to_set(), None);
        let field = Token::unmask(&first.hand_out()).unwrap();
        assert!(!first.is(&field));
        let cookie = first.to_set().unwrap();

        let second = FormToken::new(key, Some(&cookie));
        assert!(second.is(&field));
        assert!(second.is(&Token::unmask(&second.hand_out()).unwrap()));
        assert_eq!(second.to_set(), None);

        for other in [Some(cookie.as_str()), Some("garbage"), Some(""), None] {
            assert!(!FormToken::new(SealingKey::random(), other).is(&field));
        }
    }
}

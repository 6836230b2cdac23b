//! Where an image may come from: the message itself, or another server by way of ours.

use std::collections::HashSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use ammonia::Url;

use super::{Options, Remote};

/// Images that stand in the message as text.
const DATA: &[&str] = &[
    "data:image/png;base64,",
    "data:image/gif;base64,",
    "data:image/jpeg;base64,",
    "data:image/webp;base64,",
];

/// The images of one message: finds their addresses, and counts those that are not to be had.
pub(super) struct Images {
    options: Options,
    /// Addresses that were given out, and are known again when they come back.
    ours: Mutex<HashSet<String>>,
    blocked: AtomicUsize,
}

impl Images {
    pub(super) fn new(options: &Options) -> Self {
        let ours = options.cid.values().cloned().collect();
        Self { options: options.clone(), ours: Mutex::new(ours), blocked: AtomicUsize::new(0) }
    }

    /// How many images on other servers were asked for in vain.
    pub(super) fn blocked(&self) -> usize {
        self.blocked.load(Ordering::Relaxed)
    }

    /// The address to load an image from; `None` when there is none, or none that may be loaded.
    pub(super) fn address(&self, value: &str) -> Option<String> {
        if self.is_ours(value) {
            return Some(value.to_owned());
        }
        let value = visible(value);
        if let Some(id) = strip_prefix(&value, "cid:") {
            let part = |id: &str| self.options.cid.get(id).cloned();
            return part(id).or_else(|| part(&decode_percent(id)));
        }
        if strip_prefix(&value, "data:").is_some() {
            let content = DATA.iter().find_map(|it| value.strip_prefix(it))?;
            return content.bytes().all(is_base64).then_some(value);
        }
        let url = remote(&value)?;
        match &self.options.remote {
            Remote::Blocked => {
                self.blocked.fetch_add(1, Ordering::Relaxed);
                None
            }
            Remote::Through(proxy) => {
                let address = proxy(&url);
                self.ours.lock().unwrap_or_else(PoisonError::into_inner).insert(address.clone());
                Some(address)
            }
        }
    }

    /// The same for each of the addresses of a `srcset` (HTML, section 4.8.4.2.1), with what stands
    /// beside them. Those that may not be loaded are left out; all of them count as one.
    pub(super) fn set(&self, value: &str) -> Option<String> {
        let before = self.blocked();
        let mut kept = Vec::new();
        let mut rest = value;
        while let Some((url, descriptor, after)) = next_candidate(rest) {
            rest = after;
            if let Some(address) = self.address(url)
                && !address.contains([' ', ',', '\t', '\n'])
                && descriptor.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'.')
            {
                kept.push(if descriptor.is_empty() { address } else { format!("{address} {descriptor}") });
            }
        }
        self.blocked.store(self.blocked().min(before + 1), Ordering::Relaxed);
        if kept.is_empty() { None } else { Some(kept.join(", ")) }
    }

    fn is_ours(&self, value: &str) -> bool {
        self.ours.lock().unwrap_or_else(PoisonError::into_inner).contains(value)
    }
}

/// The next address of a `srcset`, its descriptor, and what follows.
fn next_candidate(value: &str) -> Option<(&str, &str, &str)> {
    let value = value.trim_start_matches(|it: char| it == ',' || it.is_ascii_whitespace());
    if value.is_empty() {
        return None;
    }
    let (url, rest) = value.split_once(|it: char| it.is_ascii_whitespace()).unwrap_or((value, ""));
    if url.ends_with(',') {
        return Some((url.trim_end_matches(','), "", rest));
    }
    let (descriptor, rest) = rest.split_once(',').unwrap_or((rest, ""));
    Some((url, descriptor.trim_ascii(), rest))
}

/// The address of something on another server, whole; `None` when it is on none.
fn remote(value: &str) -> Option<String> {
    let slash = |it: Option<char>| matches!(it, Some('/' | '\\'));
    let mut start = value.chars();
    let url = if slash(start.next()) && slash(start.next()) {
        Url::parse(&format!("https:{value}"))
    } else {
        Url::parse(value)
    };
    let url = url.ok().filter(|it| matches!(it.scheme(), "http" | "https") && it.has_host())?;
    Some(url.into())
}

/// The value as a browser takes an address: nothing before or after it, no control character.
pub(super) fn visible(value: &str) -> String {
    let value = value.trim_matches(|c: char| c.is_control() || c.is_whitespace());
    value.chars().filter(|c| !c.is_control()).collect()
}

/// What follows a scheme, which may be written in capitals.
fn strip_prefix<'a>(value: &'a str, scheme: &str) -> Option<&'a str> {
    let (start, rest) = value.split_at_checked(scheme.len())?;
    start.eq_ignore_ascii_case(scheme).then_some(rest)
}

fn is_base64(octet: u8) -> bool {
    octet.is_ascii_alphanumeric() || matches!(octet, b'+' | b'/' | b'=')
}

/// Undoes percent-encoding, as some programs apply it to a Content-ID (RFC 2392).
fn decode_percent(text: &str) -> String {
    let digit = |octet: u8| char::from(octet).to_digit(16).and_then(|it| u8::try_from(it).ok());
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [octet, after @ ..] = rest {
        rest = after;
        if let (b'%', [high, low, after @ ..]) = (octet, after)
            && let (Some(high), Some(low)) = (digit(*high), digit(*low))
        {
            decoded.push(high << 4 | low);
            rest = after;
        } else {
            decoded.push(*octet);
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn through() -> Images {
        let proxy = |url: &str| format!("/remote?{}", url.replace(['&', ','], "_"));
        Images::new(&Options { remote: Remote::Through(Arc::new(proxy)), ..Options::default() })
    }

    #[test]
    fn what_is_on_another_server_comes_through_ours() {
        for (value, expected) in [
            ("https://a.test/x?b&c", Some("/remote?https://a.test/x?b_c")),
            (" HTTP:\\\\a.test\n/x", Some("/remote?http://a.test/x")),
            ("//a.test", Some("/remote?https://a.test/")),
            ("/\\a.test", Some("/remote?https://a.test/")),
            ("https:", None),
            ("ftp://a.test/x", None),
            ("file:///x", None),
            ("javascript:x", None),
            ("x.png", None),
            ("/logout", None),
            ("", None),
        ] {
            assert_eq!(through().address(value).as_deref(), expected, "{value}");
        }
        assert_eq!(through().blocked(), 0);
        let blocked = Images::new(&Options::default());
        assert_eq!((blocked.address("//a.test/x"), blocked.address("x"), blocked.blocked()), (None, None, 1));
    }

    #[test]
    fn a_set_keeps_its_descriptors_and_counts_once() {
        let set = "https://a.test/1 1x, //a.test/2,3 2x,x.png 3x";
        let expected = "/remote?https://a.test/1 1x, /remote?https://a.test/2_3 2x";
        assert_eq!(through().set(set).as_deref(), Some(expected));
        let images = through();
        let once = images.set(set).unwrap();
        assert_eq!(images.set(&once), Some(once));
        let blocked = Images::new(&Options::default());
        assert_eq!((blocked.set(set), blocked.blocked()), (None, 1));
    }
}

//! What the value of an attribute may be.

use super::css;

/// Where a link may lead.
const SCHEMES: &[&str] = &["http:", "https:", "mailto:", "tel:"];

/// Images that stand in the message as text.
const DATA: &[&str] = &[
    "data:image/png;base64,",
    "data:image/gif;base64,",
    "data:image/jpeg;base64,",
    "data:image/webp;base64,",
];

/// Attributes that load, on whatever element they stand.
pub(super) const LOADING: &[&str] = &["background", "srcset", "lowsrc", "dynsrc", "poster"];

/// Attributes that say how something looks, with a value that is one word or number.
pub(super) const PLAIN: &[&str] = &[
    "align",
    "bgcolor",
    "border",
    "cellpadding",
    "cellspacing",
    "clear",
    "color",
    "colspan",
    "dir",
    "face",
    "headers",
    "height",
    "hspace",
    "lang",
    "noshade",
    "nowrap",
    "reversed",
    "rowspan",
    "rules",
    "scope",
    "size",
    "span",
    "start",
    "type",
    "valign",
    "value",
    "vspace",
    "width",
];

/// Attributes that are read by a person.
pub(super) const TEXT: &[&str] = &["alt", "title", "summary", "abbr"];

/// Whether any element may have this attribute, by its name in lower case.
pub(super) fn is_known(name: &str) -> bool {
    matches!(name, "href" | "src" | "style") || [PLAIN, TEXT, LOADING].iter().any(|it| it.contains(&name))
}

/// What becomes of an attribute.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It stays, with this value.
    Kept(String),
    /// It goes.
    Gone,
    /// It goes, and would have loaded something.
    Blocked,
}

/// A link. `javascript:` may hide behind control characters and blanks, which browsers pass over.
pub(super) fn href(value: &str) -> Fate {
    let trimmed = visible(value);
    let has = |scheme: &str| trimmed.get(..scheme.len()).is_some_and(|it| it.eq_ignore_ascii_case(scheme));
    if SCHEMES.iter().any(|it| has(it)) { Fate::Kept(trimmed) } else { Fate::Gone }
}

/// The source of an image; `resolve` has the address of a part by its Content-ID, `is_ours` knows
/// these addresses again.
pub(super) fn image(
    value: &str,
    resolve: impl Fn(&str) -> Option<String>,
    is_ours: impl Fn(&str) -> bool,
) -> Fate {
    if is_ours(value) {
        return Fate::Kept(value.to_owned());
    }
    let trimmed = visible(value);
    if trimmed.is_empty() {
        return Fate::Gone;
    }
    if let Some((scheme, id)) = trimmed.split_at_checked(4)
        && scheme.eq_ignore_ascii_case("cid:")
    {
        // Not on another server: that it is missing is no secret that was kept.
        return resolve(id).or_else(|| resolve(&decode_percent(id))).map_or(Fate::Gone, Fate::Kept);
    }
    let data = DATA.iter().find_map(|it| trimmed.strip_prefix(it));
    let base64 = |it: &str| it.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'='));
    match data {
        Some(content) if base64(content) => Fate::Kept(trimmed),
        Some(_) => Fate::Gone,
        None if trimmed.get(..5).is_some_and(|it| it.eq_ignore_ascii_case("data:")) => Fate::Gone,
        None => Fate::Blocked,
    }
}

/// An address in an attribute that never stays.
pub(super) fn loading(value: &str) -> Fate {
    let start = visible(value).to_ascii_lowercase();
    let within = start.is_empty() || start.starts_with("cid:") || start.starts_with("data:");
    if within { Fate::Gone } else { Fate::Blocked }
}

pub(super) fn style(value: &str) -> (Fate, usize) {
    let style = css::clean(value);
    let fate = if style.css.is_empty() { Fate::Gone } else { Fate::Kept(style.css) };
    (fate, style.blocked)
}

/// A word, a number, a colour, a list of fonts.
pub(super) fn plain(value: &str) -> Fate {
    let good = |c: char| c.is_alphanumeric() || " #%,.-_*;'".contains(c);
    let value = value.trim();
    if value.len() <= 200 && value.chars().all(good) { Fate::Kept(value.to_owned()) } else { Fate::Gone }
}

/// The value as a browser takes an address: nothing before or after it, no control character.
fn visible(value: &str) -> String {
    let value = value.trim_matches(|c: char| c.is_control() || c.is_whitespace());
    value.chars().filter(|c| !c.is_control()).collect()
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

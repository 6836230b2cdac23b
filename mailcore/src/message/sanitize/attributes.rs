//! Which attributes stay, and what their values may be.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use ammonia::Url;

use super::images;
use super::known::lower;
use super::names;

/// Where a link may lead; and to a place in the message.
const SCHEMES: &[&str] = &["http:", "https:", "mailto:", "tel:"];

/// The longest value of an attribute that is one word or number.
const MOST_PLAIN: usize = 200;

/// What kind of value an attribute has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Where a link leads.
    Link,
    /// The address of an image.
    Image,
    /// The addresses of an image in several sizes.
    ImageSet,
    /// CSS.
    Style,
    /// A name by which other elements find this one.
    Name,
    /// Names of this element, or of others.
    Names,
    /// What it is for programs that read aloud.
    Role,
    /// The color of a text or of its paper.
    Color,
    /// A word or number that says how something looks.
    Plain,
    /// What is read by a person.
    Text,
}

/// Its name, what it holds, and the one element that may have it; without that any may.
type Attribute = (&'static str, Kind, Option<&'static str>);

/// All attributes that stay.
const ATTRIBUTES: &[Attribute] = &[
    ("href", Kind::Link, Some("a")),
    ("name", Kind::Name, Some("a")),
    ("src", Kind::Image, Some("img")),
    ("srcset", Kind::ImageSet, Some("img")),
    ("background", Kind::Image, None),
    ("style", Kind::Style, None),
    ("id", Kind::Name, None),
    ("class", Kind::Names, None),
    ("headers", Kind::Names, None),
    ("aria-labelledby", Kind::Names, None),
    ("aria-describedby", Kind::Names, None),
    ("role", Kind::Role, None),
    ("bgcolor", Kind::Color, None),
    ("color", Kind::Color, None),
    ("align", Kind::Plain, None),
    ("aria-hidden", Kind::Plain, None),
    ("border", Kind::Plain, None),
    ("cellpadding", Kind::Plain, None),
    ("cellspacing", Kind::Plain, None),
    ("clear", Kind::Plain, None),
    ("colspan", Kind::Plain, None),
    ("dir", Kind::Plain, None),
    ("face", Kind::Plain, None),
    ("height", Kind::Plain, None),
    ("hspace", Kind::Plain, None),
    ("lang", Kind::Plain, None),
    ("noshade", Kind::Plain, None),
    ("nowrap", Kind::Plain, None),
    ("reversed", Kind::Plain, None),
    ("rowspan", Kind::Plain, None),
    ("rules", Kind::Plain, None),
    ("scope", Kind::Plain, None),
    ("size", Kind::Plain, None),
    ("span", Kind::Plain, None),
    ("start", Kind::Plain, None),
    ("type", Kind::Plain, None),
    ("valign", Kind::Plain, None),
    ("value", Kind::Plain, None),
    ("vspace", Kind::Plain, None),
    ("width", Kind::Plain, None),
    ("abbr", Kind::Text, None),
    ("alt", Kind::Text, None),
    ("aria-label", Kind::Text, None),
    ("summary", Kind::Text, None),
    ("title", Kind::Text, None),
];

/// Roles that change nothing but how a table or an image is read.
const ROLES: &[&str] = &["presentation", "none", "article", "img"];

/// The attributes that any element may have.
pub(super) fn generic() -> impl Iterator<Item = &'static str> {
    ATTRIBUTES.iter().filter(|(_, _, element)| element.is_none()).map(|(name, _, _)| *name)
}

/// The attributes that only this element may have.
pub(super) fn of(element: &str) -> impl Iterator<Item = &'static str> {
    ATTRIBUTES.iter().filter(move |it| it.2 == Some(element)).map(|(name, _, _)| *name)
}

/// The attribute of this name, in any case, if it stays on this element.
pub(super) fn known(element: &str, name: &str) -> Option<(&'static str, Kind)> {
    static BY_NAME: LazyLock<HashMap<&str, Attribute>> =
        LazyLock::new(|| ATTRIBUTES.iter().map(|it| (it.0, *it)).collect());
    let (name, kind, only) = lower(name, |it| BY_NAME.get(it).copied())?;
    only.is_none_or(|it| it == element).then_some((name, kind))
}

/// A link, or a place in the message. `javascript:` may hide behind control characters and blanks,
/// which browsers pass over.
pub(super) fn link(value: &str) -> Option<Cow<'_, str>> {
    // Nobody takes these out of the middle of an address: it is none (URL, section 4.4).
    let odd = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    if value.trim_matches(|c: char| c.is_control() || c.is_whitespace()).contains(odd) {
        return None;
    }
    let value = match value.bytes().all(|it| it.is_ascii_graphic()) {
        true => Cow::Borrowed(value),
        false => Cow::Owned(images::visible(value)),
    };
    if let Some(place) = value.strip_prefix('#') {
        return (!place.is_empty()).then(|| format!("#{}", names::prefixed(place)).into());
    }
    let has = |scheme: &str| value.get(..scheme.len()).is_some_and(|it| it.eq_ignore_ascii_case(scheme));
    // What was not written so has not been read as an address yet, and may be none.
    let is_address = matches!(value, Cow::Borrowed(_)) || Url::parse(&value).is_ok();
    (is_address && SCHEMES.iter().any(|it| has(it))).then_some(value)
}

/// A name.
pub(super) fn name(value: &str) -> Option<Cow<'_, str>> {
    let one = !value.is_empty() && value.len() <= MOST_PLAIN && !value.contains(char::is_whitespace);
    one.then(|| names::prefixed(value).into())
}

/// A role that is known.
pub(super) fn role(value: &str) -> Option<Cow<'_, str>> {
    ROLES.iter().find(|it| it.eq_ignore_ascii_case(value.trim())).map(|it| Cow::Borrowed(*it))
}

/// A word, a number, a color, a list of fonts.
pub(super) fn plain(value: &str) -> Option<Cow<'_, str>> {
    let good = |c: char| c.is_alphanumeric() || " #%,.-_*;'".contains(c);
    let value = value.trim();
    (value.len() <= MOST_PLAIN && value.chars().all(good)).then_some(Cow::Borrowed(value))
}

//! Addresses of the web and of mail in a text, made links.

use linkify::{LinkFinder, LinkKind};

use super::escape;

/// The longest word in which addresses are looked for, in octets: in one that does not end, each dot is looked at up to
/// its end.
const MOST_WORD: usize = 2_048;

/// What closes a quotation is not part of the address before it.
const CLOSING: &[char] = &['»', '”', '’', '›', '…', '\u{a0}', '\u{202f}'];

/// Appends one line, with its links, and with what stands between them as `between` writes it, escaped.
pub(super) fn write(html: &mut String, line: &str, between: fn(&mut String, &str)) {
    if !line.contains([':', '@', '.']) {
        return between(html, line);
    }
    let mut finder = LinkFinder::new();
    finder.url_must_have_scheme(false).kinds(&[LinkKind::Url, LinkKind::Email]);
    let (mut written, mut begin) = (0, 0);
    // No address has a blank in it.
    for word in line.split_inclusive([' ', '\t']) {
        let links = (word.len() <= MOST_WORD).then(|| finder.links(word));
        for link in links.into_iter().flatten() {
            let shown = link.as_str().trim_end_matches(CLOSING);
            let Some(href) = href(shown, link.kind()) else { continue };
            let at = begin + link.start();
            between(html, line.get(written..at).unwrap_or_default());
            html.push_str("<a href=\"");
            escape(html, &href);
            html.push_str("\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">");
            escape(html, shown);
            html.push_str("</a>");
            written = at + shown.len();
        }
        begin += word.len();
    }
    between(html, line.get(written..).unwrap_or_default());
}

/// Where a link goes; `None` when it is not to be one.
fn href(shown: &str, kind: &LinkKind) -> Option<String> {
    if shown.chars().any(changes_direction) {
        return None;
    }
    match kind {
        LinkKind::Email => Some(format!("mailto:{shown}")),
        LinkKind::Url => {
            let has = |start: &str| shown.get(..start.len()).is_some_and(|it| it.eq_ignore_ascii_case(start));
            let web = has("http://") || has("https://");
            if has("www.") { Some(format!("https://{shown}")) } else { web.then(|| shown.to_owned()) }
        }
        _ => None,
    }
}

/// With one of these an address can read as another one.
fn changes_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

//! Addresses of the web and of mail in a text, made links.

use linkify::{LinkFinder, LinkKind};

use super::escape;

/// What closes a quotation is not part of the address before it.
const CLOSING: &[char] = &['»', '”', '’', '›', '…', '\u{a0}', '\u{202f}'];

/// Appends one line, with its links, and with what stands between them as `between` writes it, escaped.
pub(super) fn write(html: &mut String, line: &str, between: fn(&mut String, &str)) {
    if !line.contains([':', '@', '.']) {
        return between(html, line);
    }
    let mut finder = LinkFinder::new();
    finder.url_must_have_scheme(false).kinds(&[LinkKind::Url, LinkKind::Email]);
    let mut written = 0;
    for link in finder.links(line) {
        let shown = link.as_str().trim_end_matches(CLOSING);
        let Some(href) = href(shown, link.kind()) else { continue };
        between(html, line.get(written..link.start()).unwrap_or_default());
        html.push_str("<a href=\"");
        escape(html, &href);
        html.push_str("\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">");
        escape(html, shown);
        html.push_str("</a>");
        written = link.start() + shown.len();
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

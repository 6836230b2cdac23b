//! Links whose text names another place than they lead to.

use ammonia::Url;

use super::DeceptiveLink;
use crate::address::registrable;

/// The most links that are told of.
const MOST_LINKS: usize = 20;

/// The longest text of a link that is read, in octets: an address stands at its beginning.
const MOST_TEXT: usize = 300;

/// What stands between the labels of a host, in scripts that have one of their own, too.
const FULL_STOPS: &[char] = &['.', '。', '．', '｡'];

/// Finds them in HTML as the filter writes it: values in double quotes, nothing else escaped than
/// what must be.
pub(super) fn links(html: &str) -> Vec<DeceptiveLink> {
    let mut found = Vec::new();
    let mut rest = html;
    while found.len() < MOST_LINKS
        && let Some((_, after)) = rest.split_once("<a ")
    {
        rest = after;
        let Some((attributes, content)) = after.split_once('>') else { break };
        let Some(href) = attribute(attributes, "href") else { continue };
        let end = content.find("</a>").unwrap_or(content.len()).min(MOST_TEXT);
        let end = (0..=end).rev().find(|it| content.is_char_boundary(*it)).unwrap_or(0);
        let text = text(content.get(..end).unwrap_or_default());
        found.extend(compare(&text, href).filter(|it| !found.contains(it)));
    }
    found
}

/// The value of an attribute, escaped as it is.
fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = attributes;
    while let Some((start, after)) = rest.split_once("=\"") {
        let (value, after) = after.split_once('"')?;
        if start.trim_start() == name {
            return Some(value);
        }
        rest = after;
    }
    None
}

/// What a person sees of HTML.
fn text(html: &str) -> String {
    let mut pieces = html.split('<');
    let first = pieces.next().unwrap_or_default();
    let after_tags = pieces.filter_map(|it| it.split_once('>')).map(|(_, text)| text);
    let text: String = [first].into_iter().chain(after_tags).collect();
    unescaped(&text).chars().filter(|it| !is_invisible(*it)).collect()
}

fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    text.replace("&nbsp;", " ").replace("&amp;", "&")
}

/// Characters between others that nobody sees.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn compare(text: &str, href: &str) -> Option<DeceptiveLink> {
    let shown = shown_host(text)?;
    let target = Url::parse(&unescaped(href)).ok().filter(|it| matches!(it.scheme(), "http" | "https"))?;
    let target = target.host_str()?.trim_end_matches('.');
    let apart = registrable(&shown) != registrable(target);
    apart.then(|| DeceptiveLink { shown_host: shown, target_host: target.to_owned() })
}

/// The host that a text names at its beginning, in ASCII.
fn shown_host(text: &str) -> Option<String> {
    let lower = text.trim_start().to_lowercase();
    let after_scheme =
        ["https://", "http://", "https:\\\\", "http:\\\\"].iter().find_map(|it| lower.strip_prefix(it));
    let address = after_scheme.unwrap_or(&lower);
    let is_of_host = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_') || FULL_STOPS.contains(&c);
    let (host, after) =
        address.split_at_checked(address.find(|c| !is_of_host(c)).unwrap_or(address.len()))?;
    // `marie@exemple.fr` is a mail address, unless a scheme says that it is one of the web.
    if after.starts_with('@') && after_scheme.is_none() {
        return None;
    }
    if !host.contains(FULL_STOPS) {
        return None;
    }
    // The same library reads both, and knows of punycode and odd full stops.
    let url = Url::parse(&format!("http://{}/", host.trim_end_matches('.'))).ok()?;
    let host = url.host_str()?;
    let registered = psl::domain(host.as_bytes()).is_some_and(|it| it.suffix().is_known());
    registered.then(|| host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(href: &str, text: &str, shown: Option<&str>) {
        let html = format!("<p>x <a href=\"{href}\" target=\"_blank\">{text}</a></p>");
        let found = links(&html);
        assert_eq!(found.first().map(|it| it.shown_host.as_str()), shown, "{href} {text}");
    }

    #[test]
    fn a_text_that_names_another_domain_is_told() {
        check("https://evil.test/", "https://www.banque.fr/login", Some("www.banque.fr"));
        check("https://evil.test/", "banque.fr", Some("banque.fr"));
        check("https://evil.test/", " <b>www.<i>banque</i>.fr</b> – connexion", Some("www.banque.fr"));
        check("https://evil.test/", "HTTP://BANQUE.FR", Some("banque.fr"));
        check("https://banque.fr.evil.test/", "banque.fr", Some("banque.fr"));
        check("https://evil.test/?a=1&amp;b=2", "ban\u{ad}que.fr/x?y", Some("banque.fr"));
        check("https://evil.test/", "banque。fr", Some("banque.fr"));
        check("https://evil.test/", "http://banque.fr@evil.test/", Some("banque.fr"));
        check("https://xn--bnque-esa.fr/", "banque.fr", Some("banque.fr"));
        check("https://192.0.2.1/", "www.banque.fr", Some("www.banque.fr"));
        check("https://b.github.io/", "a.github.io", Some("a.github.io"));
        check("https://banque.fr/", "bänque.fr", Some("xn--bnque-gra.fr"));
    }

    #[test]
    fn an_ordinary_link_is_not() {
        check("https://www.banque.fr/", "banque.fr", None);
        check("https://clic.banque.fr/x", "https://www.banque.fr/y", None);
        check("https://xn--t-bja.fr/", "té.fr", None);
        check("https://evil.test/", "Lire la suite", None);
        check("https://evil.test/", "facture.pdf", None);
        check("https://evil.test/", "3.14 euros", None);
        check("https://evil.test/", "marie@banque.fr", None);
        check("mailto:marie@evil.test", "banque.fr", None);
        check("#m-x", "banque.fr", None);
        check("https://evil.test/", "fr", None);
        check("https://evil.test/", "", None);
    }

    #[test]
    fn each_is_told_once_and_not_too_many() {
        let link = |number: usize| format!("<a href=\"https://evil.test/\">banque{number}.fr</a>");
        let html: String = (0..100).flat_map(|it| [link(it), link(it)]).collect();
        assert_eq!(links(&html).len(), MOST_LINKS);
    }
}

//! The way off a mailing list that a message names: List-Unsubscribe (RFC 2369, section 3.2), and the
//! one click that its sender promises (RFC 8058). The door of `url`.

use url::{Url, form_urlencoded};

use super::parse::Headers;
use crate::address::Address;

/// The most ways of one message that are looked at.
const MOST_WAYS: usize = 10;

/// The most octets of an address of a way.
const MOST_OCTETS: usize = 4096;

/// The value of List-Unsubscribe-Post by which a sender promises it (RFC 8058, section 3.1).
const PROMISE: &str = "List-Unsubscribe=One-Click";

/// The best way off a list that a message offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsubscribe {
    /// A POST is enough; nobody has to look at anything.
    OneClick(Page),
    /// A mail has to be sent.
    Mail(Letter),
    /// A page has to be opened.
    Page(Page),
}

/// A page of the Web.
///
/// Invariant: `http` or `https`, with a host, without user and password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its address.
    pub url: String,
    /// Its host, in ASCII, for a person to recognize.
    pub host: String,
}

/// A mail to whoever keeps the list (RFC 6068).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// To whom.
    pub to: Address,
    /// May be empty.
    pub subject: String,
    /// May be empty.
    pub body: String,
}

/// Reads the ways off the list from a header. One click comes first, when there is an `https` address
/// and the promise of it; then the first mail, then the first page. Of several fields the first counts,
/// which is the one that the last server to touch the message saw first.
pub fn read(headers: &Headers) -> Option<Unsubscribe> {
    let field = |name: &str| headers.all.iter().find(|(it, _)| it.eq_ignore_ascii_case(name));
    let (_, ways) = field("List-Unsubscribe")?;
    let ways: Vec<Url> = ways_of(ways).collect();
    let pages = || ways.iter().filter_map(page);
    let promised = field("List-Unsubscribe-Post").is_some_and(|(_, value)| value.trim() == PROMISE);
    let one_click = || pages().find(|it| promised && it.url.starts_with("https:")).map(Unsubscribe::OneClick);
    let letter = || ways.iter().find_map(letter).map(Unsubscribe::Mail);
    one_click().or_else(letter).or_else(|| pages().next().map(Unsubscribe::Page))
}

impl Unsubscribe {
    /// The same without the one click, for who sends none: the page that it leads to.
    pub fn without_one_click(self) -> Self {
        match self {
            Self::OneClick(page) => Self::Page(page),
            other => other,
        }
    }
}

/// What stands between angle brackets, without the blanks that folding leaves in it.
fn ways_of(field: &str) -> impl Iterator<Item = Url> {
    let ways = field.split('<').skip(1).filter_map(|it| it.split_once('>'));
    ways.take(MOST_WAYS).filter(|(way, _)| way.len() <= MOST_OCTETS).filter_map(|(way, _)| {
        let way: String = way.split_whitespace().collect();
        Url::parse(&way).ok()
    })
}

fn page(url: &Url) -> Option<Page> {
    let good =
        matches!(url.scheme(), "http" | "https") && url.username().is_empty() && url.password().is_none();
    let host = url.host_str().filter(|it| good && !it.is_empty())?;
    Some(Page { url: url.as_str().to_owned(), host: host.to_owned() })
}

/// A `mailto:` with its first recipient, subject and body; other fields are nobody's business here.
fn letter(url: &Url) -> Option<Letter> {
    if url.scheme() != "mailto" {
        return None;
    }
    // As a form is written, but for the plus, which is none but in a form, and in an address.
    let written = format!("to={}&{}", url.path().replace('&', "%26"), url.query().unwrap_or_default());
    let written = written.replace('+', "%2B");
    let fields: Vec<_> = form_urlencoded::parse(written.as_bytes()).collect();
    let value =
        |name: &str| fields.iter().find(|(it, _)| it.eq_ignore_ascii_case(name)).map(|(_, value)| value);
    let text = |name: &str| value(name).map(ToString::to_string).unwrap_or_default();
    let to = value("to")?.split(',').find_map(|it| it.trim().parse().ok())?;
    Some(Letter { to, subject: text("subject"), body: text("body") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::parse;

    const POST: &str = "List-Unsubscribe-Post: List-Unsubscribe=One-Click";

    fn found(fields: &[&str]) -> Option<Unsubscribe> {
        read(&parse::headers(format!("{}\r\n\r\n", fields.join("\r\n")).as_bytes()))
    }

    fn page(url: &str, host: &str) -> Page {
        Page { url: url.to_owned(), host: host.to_owned() }
    }

    fn letter(to: &str, subject: &str, body: &str) -> Option<Unsubscribe> {
        let (subject, body) = (subject.to_owned(), body.to_owned());
        Some(Unsubscribe::Mail(Letter { to: to.parse().unwrap(), subject, body }))
    }

    #[test]
    fn one_click_needs_https_and_the_promise() {
        let https = "List-Unsubscribe: <mailto:off@list.example>, <https://list.example/off?u=1>";
        let expected = Unsubscribe::OneClick(page("https://list.example/off?u=1", "list.example"));
        assert_eq!(found(&[https, POST]), Some(expected));
        assert_eq!(found(&[https]), letter("off@list.example", "", ""));
        assert_eq!(found(&[https, "List-Unsubscribe-Post: yes"]), letter("off@list.example", "", ""));
        let http = "List-Unsubscribe: <http://list.example/off>";
        let expected = Unsubscribe::Page(page("http://list.example/off", "list.example"));
        assert_eq!(found(&[http, POST]), Some(expected));
        assert_eq!(found(&[POST]), None);
    }

    #[test]
    fn a_mail_has_recipient_subject_and_body() {
        let field = "list-unsubscribe: (leave) <mailto:off+7@list.example?subject=d%C3%A9sinscrire%207+8&BODY=a%0D%0Ab&bcc=x@y.example>";
        assert_eq!(found(&[field]), letter("off+7@list.example", "désinscrire 7+8", "a\r\nb"));
        assert_eq!(found(&["List-Unsubscribe: <mailto:a%40list.example>"]), letter("a@list.example", "", ""));
        assert_eq!(
            found(&["List-Unsubscribe: <mailto:?to=x>, <MAILTO:b@l.example>"]),
            letter("b@l.example", "", "")
        );
    }

    #[test]
    fn a_folded_address_is_put_together() {
        let field =
            "List-Unsubscribe:\r\n <https://list.example/a,b/\r\n very-long>\r\n\t, <mailto:c@d.example>";
        let expected = Unsubscribe::OneClick(page("https://list.example/a,b/very-long", "list.example"));
        assert_eq!(found(&[field, POST]), Some(expected));
    }

    #[test]
    fn what_is_no_way_off_a_list_is_passed_over() {
        for field in [
            "",
            "https://list.example/off",
            "<>",
            "<javascript:alert(1)>",
            "<file:///etc/passwd>",
            "<https://user:secret@list.example/>",
            "<https://>",
            "<mailto:>",
            "<mailto:nobody>",
            "<data:text/html,x>",
            "<https://list.example/",
        ] {
            assert_eq!(found(&[&format!("List-Unsubscribe: {field}"), POST]), None, "{field}");
        }
        let long = format!("List-Unsubscribe: <https://list.example/{}>", "x".repeat(MOST_OCTETS));
        assert_eq!(found(&[&long]), None);
    }

    #[test]
    fn the_host_is_shown_in_ascii() {
        let expected = Unsubscribe::Page(page("https://xn--exmple-cua.net/", "xn--exmple-cua.net"));
        assert_eq!(found(&["List-Unsubscribe: <https://ex\u{e4}mple.net>"]), Some(expected));
    }
}

//! Walks HTML that was made safe as a browser reads it: by its tree, knowing nothing of how it was
//! made.

use cssparser::{ParseError, Parser, Token};
use std::sync::Arc;

use html5ever::tendril::TendrilSink as _;
use html5ever::{ParseOpts, parse_document, serialize};
use mailcore::message::sanitize::{Options, Remote, sanitize};
use markup5ever_rcdom::{Handle, NodeData, RcDom, SerializableHandle};

/// Where parts of a message and pictures from elsewhere are loaded from.
const OURS: &[&str] = &["/mail/", PROXIED];

/// Where pictures from elsewhere are loaded from.
const PROXIED: &str = "/proxy/";

/// Elements that no message may have, whatever else it has.
const FORBIDDEN: &[&str] = &[
    "applet",
    "audio",
    "base",
    "button",
    "dialog",
    "embed",
    "fieldset",
    "form",
    "frame",
    "frameset",
    "iframe",
    "input",
    "keygen",
    "link",
    "marquee",
    "math",
    "meta",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "optgroup",
    "option",
    "param",
    "plaintext",
    "portal",
    "script",
    "select",
    "slot",
    "source",
    "svg",
    "template",
    "textarea",
    "title",
    "track",
    "video",
    "xmp",
];

/// Attributes that hold an address.
const ADDRESSES: &[&str] = &[
    "action",
    "archive",
    "background",
    "cite",
    "classid",
    "codebase",
    "data",
    "dynsrc",
    "formaction",
    "href",
    "icon",
    "longdesc",
    "lowsrc",
    "manifest",
    "ping",
    "poster",
    "profile",
    "src",
    "srcdoc",
    "srcset",
    "usemap",
    "xlink:href",
];

/// Functions of CSS that load something, run something, or take their value from elsewhere.
const FUNCTIONS: &[&str] = &[
    "attr",
    "cross-fade",
    "element",
    "env",
    "expression",
    "image",
    "image-set",
    "paint",
    "src",
    "url",
    "var",
    "-moz-element",
    "-webkit-cross-fade",
    "-webkit-image-set",
];

/// Fails unless HTML that is made safe is so, with and without pictures from elsewhere, and a second
/// time changes nothing.
pub fn stays_safe(html: &str) {
    let cid = [("a".to_owned(), "/mail/INBOX/1-2/part/2".to_owned())].into();
    let remote = Remote::Through(Arc::new(|_| "/proxy/x".to_owned()));
    let mut options = Options { cid, remote, dead_links: false };
    let open = sanitize(html, &options);
    is_safe(open.html.as_str());
    is_harmless(open.sheet.css());
    options.remote = Remote::Blocked;
    let closed = sanitize(html, &options);
    is_safe(closed.html.as_str());
    is_harmless(closed.sheet.css());
    assert!(nodes(closed.html.as_str()).all(|it| !loads(&it)), "loaded while blocked");
    assert!(!has_picture(closed.sheet.css()), "loaded while blocked");
    assert!(!closed.sheet.css().contains("</"), "{:?}", closed.sheet);
    let again = sanitize(closed.html.as_str(), &options);
    assert_eq!(again.html, closed.html, "of {html:?}");
    options.dead_links = true;
    let dead = sanitize(html, &options);
    is_safe(dead.html.as_str());
    assert!(nodes(dead.html.as_str()).all(|it| !leads(&it)), "a link in {}", dead.html);
    assert_eq!(dead.deceptive, closed.deceptive, "of {html:?}");
}

/// Fails unless a fragment holds nothing that runs, leaves the page or loads from elsewhere, and a
/// browser that writes it out and reads it again has the same tree.
pub fn is_safe(html: &str) {
    let written = written_out(html);
    assert_eq!(written_out(&written), written, "of {html:?}");
    nodes(html).for_each(|it| look_at(&it));
}

/// The words of a fragment, one after the other.
pub fn words(html: &str) -> String {
    let text = |node: Handle| match &node.data {
        NodeData::Text { contents } => contents.borrow().to_string(),
        _ => String::new(),
    };
    nodes(html).map(text).collect()
}

/// Every node of a fragment and of the document around it, in order.
fn nodes(html: &str) -> impl Iterator<Item = Handle> {
    let document = read(html);
    let mut waiting = vec![document.document.clone()];
    std::iter::from_fn(move || {
        let node = waiting.pop()?;
        waiting.extend(node.children.borrow().iter().rev().cloned());
        // A node lets go of those below it when its document goes.
        let _ = &document;
        Some(node)
    })
}

/// Whether it shows a picture from elsewhere.
fn loads(node: &Handle) -> bool {
    let NodeData::Element { attrs, .. } = &node.data else { return false };
    attrs.borrow().iter().any(|it| match &*it.name.local {
        "background" | "src" => it.value.starts_with(PROXIED),
        "srcset" => candidates(&it.value).any(|url| url.starts_with(PROXIED)),
        "style" => has_picture(&it.value),
        _ => false,
    })
}

/// Whether a style or a sheet shows a picture from elsewhere. The address may stand in it as text.
fn has_picture(css: &str) -> bool {
    let mut found = false;
    walk(&mut Parser::new(css), css, &mut |url| found |= url.starts_with(PROXIED));
    found
}

/// Whether it is a link that leads somewhere.
fn leads(node: &Handle) -> bool {
    let NodeData::Element { attrs, .. } = &node.data else { return false };
    attrs.borrow().iter().any(|it| &*it.name.local == "href")
}

/// As the body of a document, which is where it is shown.
fn read(html: &str) -> RcDom {
    let document = format!("<!doctype html><html><head></head><body>{html}</body></html>");
    parse_document(RcDom::default(), ParseOpts::default()).one(document)
}

fn written_out(html: &str) -> String {
    let document = read(html);
    let body = SerializableHandle::from(body(&document.document));
    let mut octets = Vec::new();
    serialize(&mut octets, &body, Default::default()).expect("memory");
    String::from_utf8(octets).expect("UTF-8")
}

fn body(document: &Handle) -> Handle {
    let mut waiting = vec![document.clone()];
    while let Some(node) = waiting.pop() {
        if matches!(&node.data, NodeData::Element { name, .. } if &*name.local == "body") {
            return node;
        }
        waiting.extend(node.children.borrow().iter().cloned());
    }
    panic!("a document without a body");
}

fn look_at(node: &Handle) {
    let NodeData::Element { name, attrs, .. } = &node.data else { return };
    let element = &*name.local;
    assert_eq!(&*name.ns, "http://www.w3.org/1999/xhtml", "<{element}>");
    assert!(!FORBIDDEN.contains(&element), "<{element}>");
    if element == "style" {
        let text = node.children.borrow().iter().map(text).collect::<String>();
        is_harmless(&text);
    }
    for attribute in attrs.borrow().iter() {
        let (name, value) = (attribute.name.local.to_ascii_lowercase(), &*attribute.value);
        assert!(!name.starts_with("on"), "{name} on <{element}>");
        match &*name {
            "style" => is_harmless(value),
            "target" => assert!(["_blank", "_self"].contains(&value), "target={value:?}"),
            "href" => leads_somewhere_safe(value),
            "src" if element == "img" => assert!(is_picture(value), "src={value:?}"),
            "srcset" if element == "img" => assert!(candidates(value).all(is_picture), "srcset={value:?}"),
            "background" => assert!(is_picture(value), "background={value:?}"),
            name => assert!(!ADDRESSES.contains(&name), "{name}={value:?} on <{element}>"),
        }
    }
}

fn text(node: &Handle) -> String {
    match &node.data {
        NodeData::Text { contents } => contents.borrow().to_string(),
        _ => panic!("a child of a style sheet that is no text"),
    }
}

fn leads_somewhere_safe(value: &str) {
    let known = ["http:", "https:", "mailto:", "tel:", "#"];
    let starts = |it: &&str| value.get(..it.len()).is_some_and(|start| start.eq_ignore_ascii_case(it));
    assert!(known.iter().any(|it| starts(&it)), "href={value:?}");
}

/// Whether it is within the message, or a part of it by an address of ours.
fn is_picture(value: &str) -> bool {
    let data = ["png", "gif", "jpeg", "webp"].map(|it| format!("data:image/{it};base64,"));
    let base64 = |it: &str| it.bytes().all(|it| it.is_ascii_alphanumeric() || b"+/=".contains(&it));
    let inside = data.iter().find_map(|it| value.strip_prefix(it.as_str())).is_some_and(base64);
    inside || is_ours(value)
}

/// The addresses of a set of pictures; none of them has a comma in it.
fn candidates(value: &str) -> impl Iterator<Item = &str> {
    value.split(',').filter_map(|it| it.split_whitespace().next())
}

fn is_ours(url: &str) -> bool {
    OURS.iter().any(|it| url.starts_with(it))
}

/// Fails when a style or a sheet loads something or leaves its box.
fn is_harmless(css: &str) {
    walk(&mut Parser::new(css), css, &mut |_| {});
}

/// The same, and tells each address.
fn walk(parser: &mut Parser<'_>, css: &str, tell: &mut dyn FnMut(&str)) {
    let lower = |it: &str| it.to_ascii_lowercase();
    // The word before, and whether what follows is a position.
    let (mut word, mut is_position) = (String::new(), false);
    while let Ok(token) = parser.next().cloned() {
        match &token {
            Token::UnquotedUrl(url) if is_picture(url) => tell(url),
            Token::UnquotedUrl(_) | Token::BadUrl(_) | Token::BadString(_) => panic!("{token:?} in {css:?}"),
            Token::AtKeyword(name) => assert_eq!(lower(name), "media", "in {css:?}"),
            Token::Function(name) if lower(name) == "url" => {
                let url = nested(parser, |it| it.expect_string().map(|url| url.to_string()));
                let url = url.ok().filter(|it| is_picture(it));
                tell(&url.unwrap_or_else(|| panic!("url() in {css:?}")));
                continue;
            }
            Token::Function(name) => assert!(!FUNCTIONS.contains(&&*lower(name)), "{name}() in {css:?}"),
            Token::Ident(name) if is_position => {
                assert!(["static", "relative"].contains(&&*lower(name)), "position in {css:?}");
            }
            Token::Ident(name) => word = lower(name),
            Token::Colon => is_position = word == "position",
            Token::Semicolon => is_position = false,
            _ => {}
        }
        let opens = [Token::ParenthesisBlock, Token::SquareBracketBlock, Token::CurlyBracketBlock];
        if matches!(token, Token::Function(_)) || opens.contains(&token) {
            nested(parser, |it| walk(it, css, tell));
        }
    }
}

/// Reads what stands in the block that has just begun.
fn nested<T>(parser: &mut Parser<'_>, read: impl FnOnce(&mut Parser<'_>) -> T) -> T {
    let found = parser.parse_nested_block(|inner| Ok::<T, ParseError<()>>(read(inner)));
    found.unwrap_or_else(|error| panic!("a block that cannot be read: {:?}", error.kind))
}

//! A second opinion on what came out: it is read by a browser's parser, and every node of the tree
//! and every token of its styles is looked at. It shares no list with the sanitizer.

use cssparser::{ParseError, Parser, ToCss, Token};
use html5ever::driver::ParseOpts;
use html5ever::serialize::{SerializeOpts, serialize};
use html5ever::tendril::TendrilSink as _;
use html5ever::{Attribute, QualName, local_name, ns, parse_document, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom, SerializableHandle};

/// The address of the one image of the message.
pub(super) const IMAGE: &str = "/mail/INBOX/1-2/part/2";

/// How addresses begin that lead through our proxy.
pub(super) const PROXY: &str = "/remote-image?";

/// Elements that must not be there.
#[rustfmt::skip]
const ELEMENTS: &[&str] = &[
    "html", "head", "body", "script", "style", "link", "meta", "base", "title", "iframe", "frame", "frameset",
    "object", "embed", "applet", "param", "form", "input", "button", "select", "option", "textarea", "svg",
    "math", "template", "noscript", "noembed", "noframes", "plaintext", "xmp", "audio", "video", "source",
    "track", "canvas", "dialog", "details", "slot", "portal", "marquee", "keygen", "isindex", "image", "area", "map",
];

/// Attributes that may be there.
#[rustfmt::skip]
const ATTRIBUTES: &[&str] = &[
    "href", "src", "srcset", "background", "style", "class", "id", "name", "title", "alt", "align", "width",
    "height", "bgcolor", "color", "dir", "lang", "headers", "role", "target", "rel", "type", "border", "valign",
    "aria-labelledby", "aria-describedby", "aria-hidden", "aria-label", "abbr", "summary", "size", "face", "cellpadding",
    "cellspacing", "colspan", "rowspan", "nowrap", "start", "noshade", "hspace", "vspace", "span", "value", "scope",
];

/// Beginnings of properties that must not be there.
#[rustfmt::skip]
const PROPERTIES: &[&str] = &[
    "position", "behavior", "-moz-binding", "content", "cursor", "filter", "transform", "animation", "transition",
    "mask", "clip", "z-index", "pointer-events", "--", "src", "inset", "top", "left", "all", "zoom",
];

/// Functions that may be there.
const FUNCTIONS: &[&str] =
    &["rgb", "rgba", "hsl", "hsla", "calc", "min", "max", "clamp", "not", "nth-child", "linear-gradient"];

/// Says what is wrong with a fragment and its style sheet; empty when nothing is.
pub(super) fn faults(html: &str, css: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let tree = fragment(html);
    if serialized(&tree) != html {
        faults.push(format!("reads as {}", serialized(&tree)));
    }
    let mut waiting: Vec<Handle> = root(&tree).children.borrow().iter().cloned().collect();
    while let Some(node) = waiting.pop() {
        match &node.data {
            NodeData::Element { name, attrs, .. } => element(name, &attrs.borrow(), &mut faults),
            NodeData::Text { .. } => {}
            other => faults.push(format!("a {other:?}")),
        }
        waiting.extend(node.children.borrow().iter().cloned());
    }
    styles(&mut Parser::new(css), true, &mut faults);
    if !css.is_empty() && !stays_inside(css) {
        faults.push(format!("leaves its element: {css}"));
    }
    faults
}

fn fragment(html: &str) -> RcDom {
    let context = QualName::new(None, ns!(html), local_name!("div"));
    parse_fragment(RcDom::default(), ParseOpts::default(), context, Vec::new(), false).one(html)
}

fn root(tree: &RcDom) -> Handle {
    tree.document.children.borrow().first().cloned().unwrap_or_else(|| tree.document.clone())
}

fn serialized(tree: &RcDom) -> String {
    let mut octets = Vec::new();
    let written = serialize(&mut octets, &SerializableHandle::from(root(tree)), SerializeOpts::default());
    written.map(|()| String::from_utf8_lossy(&octets).into_owned()).unwrap_or_default()
}

/// Whether a `style` element with this content ends where it should.
fn stays_inside(css: &str) -> bool {
    let page = format!("<!doctype html><head><style>{css}</style></head><body><i></i></body>");
    let tree = parse_document(RcDom::default(), ParseOpts::default()).one(page.as_str());
    let mut octets = Vec::new();
    let document = SerializableHandle::from(tree.document.clone());
    let written = serialize(&mut octets, &document, SerializeOpts::default());
    let again = format!("<!DOCTYPE html><html><head><style>{css}</style></head><body><i></i></body></html>");
    written.is_ok() && octets == again.as_bytes()
}

fn element(name: &QualName, attributes: &[Attribute], faults: &mut Vec<String>) {
    if name.ns != ns!(html) || ELEMENTS.contains(&&*name.local) {
        faults.push(format!("<{}>", name.local));
    }
    for attribute in attributes {
        let (attribute, value) = (&*attribute.name.local, &*attribute.value);
        let known = attribute != "href" || &*name.local == "a";
        if !known || !ATTRIBUTES.contains(&attribute) || !is_good(attribute, value, faults) {
            faults.push(format!("{attribute}={value:?} of <{}>", name.local));
        }
    }
}

fn is_good(attribute: &str, value: &str, faults: &mut Vec<String>) -> bool {
    match attribute {
        "href" => ["http:", "https:", "mailto:", "tel:", "#m-"]
            .iter()
            .any(|it| value.get(..it.len()).is_some_and(|start| start.eq_ignore_ascii_case(it))),
        "src" | "background" => is_ours(value),
        "srcset" => value.split(", ").all(|it| is_ours(it.split(' ').next().unwrap_or_default())),
        "id" | "name" => value.starts_with("m-"),
        "class" | "headers" | "aria-labelledby" | "aria-describedby" => {
            value.split(' ').all(|it| it.starts_with("m-"))
        }
        "target" => matches!(value, "_blank" | "_self"),
        "rel" => value == "noopener noreferrer nofollow",
        "style" => {
            let before = faults.len();
            styles(&mut Parser::new(value), false, faults);
            faults.len() == before
        }
        _ => true,
    }
}

fn is_ours(address: &str) -> bool {
    let data = ["png", "gif", "jpeg", "webp"].map(|it| format!("data:image/{it};base64,"));
    address == IMAGE || address.starts_with(PROXY) || data.iter().any(|it| address.starts_with(it.as_str()))
}

/// Looks at tokens; in a sheet there may be blocks and media queries.
fn styles(parser: &mut Parser<'_>, sheet: bool, faults: &mut Vec<String>) {
    let mut before = String::new();
    while let Ok(token) = parser.next_including_whitespace_and_comments().cloned() {
        let opens = matches!(
            token,
            Token::Function(_)
                | Token::ParenthesisBlock
                | Token::SquareBracketBlock
                | Token::CurlyBracketBlock
        );
        let good = match &token {
            Token::UnquotedUrl(url) => is_ours(url),
            Token::Function(name) if &**name == "url" => {
                let url =
                    parser.parse_nested_block(|it| it.expect_string_cloned().map_err(ParseError::<()>::from));
                url.is_ok_and(|it| is_ours(&it))
            }
            Token::Function(name) => FUNCTIONS.contains(&&**name),
            Token::AtKeyword(name) => sheet && &**name == "media",
            Token::CurlyBracketBlock | Token::SquareBracketBlock => sheet,
            Token::Colon => !PROPERTIES.iter().any(|it| before.starts_with(it)),
            Token::Dimension { unit, .. } => !unit.ends_with('h') || &**unit == "ch",
            Token::BadUrl(_) | Token::BadString(_) | Token::CDO | Token::CDC | Token::Comment(_) => false,
            Token::CloseCurlyBracket | Token::CloseParenthesis | Token::CloseSquareBracket => false,
            _ => true,
        };
        let written = token.to_css_string();
        if !good || written.contains(['\\', '<']) && !written.starts_with('<') {
            faults.push(format!("{written} in a style"));
        }
        if opens && !matches!(&token, Token::Function(name) if &**name == "url") {
            let inside = parser.parse_nested_block(|it| {
                styles(it, sheet, faults);
                Ok::<_, ParseError<()>>(())
            });
            drop(inside);
        }
        before = written;
    }
}

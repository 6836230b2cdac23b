//! Foreign HTML in an order that every parser reads alike: each tag written anew, each element
//! closed, nothing too large or too deep.
//!
//! The parser behind the filter takes time that grows with the square of the nesting, and much of
//! what broke other filters lies in how parsers repair what is out of order. So it gets nothing to
//! repair.

use std::collections::HashMap;

use super::attributes;
use super::filter::ELEMENTS;
use super::nesting::{Nesting, TooDeep, is_of_table};
use super::tokens::{Token, Tokens};

/// The most that is read, in octets.
const MOST_OCTETS: usize = 2 * 1024 * 1024;

/// The most that the parser behind may have to repair: what that costs grows with the square of it.
const MOST_REPAIRS: usize = 100_000;

/// What it costs to move what stands in a table but in no cell of it. A character reference costs 1.
const MOVE_COST: usize = 10;

/// Elements without content, of those that stay.
const VOID: &[&str] = &["br", "col", "hr", "img", "wbr"];

/// Elements whose content is not HTML, and is left out with them.
const RAW: &[&str] = &[
    "iframe",
    "noembed",
    "noframes",
    "noscript",
    "plaintext",
    "script",
    "style",
    "textarea",
    "title",
    "xmp",
];

/// Elements of another language, which a parser treats by other rules, and those that hide what is
/// in them. They are left out with their content.
const FOREIGN: &[&str] =
    &["svg", "math", "template", "object", "applet", "audio", "video", "canvas", "select", "frameset"];

/// Attributes by which the elements that are left out load something.
const LOADING: &[&str] = &["src", "href", "xlink:href", "data", "poster", "srcset", "code", "archive"];

/// HTML that is in order.
#[derive(Default)]
pub(super) struct Normal {
    pub(super) html: String,
    /// How many loads went with the elements that are left out.
    pub(super) blocked: usize,
    pub(super) cut: bool,
}

pub(super) fn normalize(html: &str) -> Normal {
    let mut writer = Writer::default();
    let (html, cut) = cut(html);
    writer.normal.cut = cut;
    let mut tokens = Tokens::new(html);
    while let Some(token) = tokens.next() {
        if writer.token(token, &mut tokens).is_err() {
            writer.normal.cut = true;
            break;
        }
    }
    let open = writer.nesting.close_all();
    writer.end_tags(open);
    // What is still left out may have hidden the rest of the message.
    writer.normal.cut |= writer.left_out.is_some();
    writer.normal
}

/// Cuts at the limit, at a place between characters. A tag that is cut off goes with it.
fn cut(html: &str) -> (&str, bool) {
    if html.len() <= MOST_OCTETS {
        return (html, false);
    }
    let end = (0..=MOST_OCTETS).rev().find(|it| html.is_char_boundary(*it)).unwrap_or(0);
    let kept = html.get(..end).unwrap_or_default();
    let tag = kept.rfind('<').filter(|at| kept.get(*at..).is_some_and(|it| !it.contains('>')));
    (tag.and_then(|at| kept.get(..at)).unwrap_or(kept), true)
}

#[derive(Default)]
struct Writer {
    normal: Normal,
    nesting: Nesting,
    /// The element that is left out with its content, and how many of its name are open.
    left_out: Option<(String, usize)>,
    /// Of the elements that are left out: where their last end tag is, counted from the end.
    last_ends: HashMap<String, Option<usize>>,
    /// What the parser behind has to repair so far.
    repairs: usize,
    /// A `<pre>` has just begun: parsers pass over one line end there.
    in_new_pre: bool,
}

impl Writer {
    fn token(&mut self, token: Token<'_>, tokens: &mut Tokens<'_>) -> Result<(), TooDeep> {
        match token {
            Token::Text(text) if self.left_out.is_none() => return self.text(text),
            Token::Text(_) => {}
            Token::Start(name, attributes) => return self.start(&name, &attributes, tokens),
            Token::End(name) => self.end(&name),
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), TooDeep> {
        if self.nesting.is_between_cells() && !text.trim().is_empty() {
            self.repair(MOVE_COST)?;
        }
        // All of them go, so that no later reading finds one more to pass over.
        let text = if self.in_new_pre { text.trim_start_matches(['\r', '\n']) } else { text };
        self.in_new_pre &= text.is_empty();
        for c in text.chars() {
            match c {
                '&' => {
                    self.repair(1)?;
                    self.normal.html.push('&');
                }
                '<' => self.normal.html.push_str("&lt;"),
                '>' => self.normal.html.push_str("&gt;"),
                // What XML and HTML do not read alike.
                '\0' => {}
                '\r' => {}
                c => self.normal.html.push(c),
            }
        }
        Ok(())
    }

    fn repair(&mut self, cost: usize) -> Result<(), TooDeep> {
        self.repairs += cost;
        if self.repairs > MOST_REPAIRS { Err(TooDeep) } else { Ok(()) }
    }

    fn start(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        tokens: &mut Tokens<'_>,
    ) -> Result<(), TooDeep> {
        let raw = RAW.contains(&name);
        let foreign = FOREIGN.contains(&name);
        if raw
            || foreign
            || self.left_out.is_some()
            || matches!(name, "embed" | "link" | "input" | "source" | "track")
        {
            self.count_loads(attributes);
        }
        if raw {
            let content = tokens.skip_raw(name);
            if name == "style" {
                self.normal.blocked += count_loads_of_style(content);
            }
            // Without an end tag it takes the rest of the message with it.
            self.normal.cut |= tokens.left() == 0 && !content.trim().is_empty();
            return Ok(());
        }
        if let Some((left_out, depth)) = &mut self.left_out {
            *depth += usize::from(left_out == name);
            return Ok(());
        }
        if foreign {
            // One that never ends would hide the rest of the message: of it only the tag goes.
            if self.has_end(name, tokens) {
                self.left_out = Some((name.to_owned(), 1));
            }
            return Ok(());
        }
        if !ELEMENTS.contains(&name) {
            return Ok(());
        }
        if self.nesting.is_between_cells() && !is_of_table(name) {
            self.repair(MOVE_COST)?;
        }
        self.repair(attributes.iter().flat_map(|(_, value)| value.bytes()).filter(|it| *it == b'&').count())?;
        let void = VOID.contains(&name);
        let closed = if void { self.nesting.pass(name)? } else { self.nesting.open(name)? };
        self.end_tags(closed);
        self.start_tag(name, attributes);
        self.in_new_pre = name == "pre";
        Ok(())
    }

    /// Whether an end tag of this element is still to come. Looked for once for each name.
    fn has_end(&mut self, name: &str, tokens: &Tokens<'_>) -> bool {
        let last = self.last_ends.entry(name.to_owned()).or_insert_with(|| tokens.last_end(name));
        last.is_some_and(|it| it <= tokens.left())
    }

    fn end(&mut self, name: &str) {
        if let Some((left_out, depth)) = &mut self.left_out {
            if left_out == name {
                *depth -= 1;
                if *depth == 0 {
                    self.left_out = None;
                }
            }
            return;
        }
        let closed = self.nesting.close(name);
        self.end_tags(closed);
    }

    fn start_tag(&mut self, name: &str, found: &[(&str, &str)]) {
        let html = &mut self.normal.html;
        html.push('<');
        html.push_str(name);
        // Only those that are known, and each once (the first one counts): the parser compares each
        // with all before it.
        let mut written: Vec<String> = Vec::new();
        for (name, value) in found {
            let name = name.to_ascii_lowercase();
            if !attributes::is_known(&name) || written.contains(&name) {
                continue;
            }
            html.push(' ');
            html.push_str(&name);
            html.push_str("=\"");
            written.push(name);
            for c in value.chars() {
                match c {
                    '"' => html.push_str("&quot;"),
                    '<' => html.push_str("&lt;"),
                    '>' => html.push_str("&gt;"),
                    '\0' => {}
                    c => html.push(c),
                }
            }
            html.push('"');
        }
        html.push('>');
    }

    fn end_tags(&mut self, names: Vec<String>) {
        for name in names {
            self.in_new_pre = false;
            self.normal.html.push_str("</");
            self.normal.html.push_str(&name);
            self.normal.html.push('>');
        }
    }

    fn count_loads(&mut self, attributes: &[(&str, &str)]) {
        let loads = attributes.iter().filter(|(name, value)| {
            LOADING.contains(&name.to_ascii_lowercase().as_str())
                && !value.trim_start().starts_with(['#', ' '])
        });
        self.normal.blocked += loads.filter(|(_, value)| value.contains("//")).count();
    }
}

/// How many times a style sheet would load something.
fn count_loads_of_style(css: &str) -> usize {
    let css = css.to_ascii_lowercase();
    let of =
        |mark: &str| css.split(mark).skip(1).filter(|it| it.get(..200).unwrap_or(it).contains("//")).count();
    of("url(") + of("@import \"") + of("@import '")
}

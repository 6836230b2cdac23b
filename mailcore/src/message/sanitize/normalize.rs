//! Foreign HTML in an order that every parser reads alike: each tag written anew, each element
//! closed, nothing too large or too deep.
//!
//! The parser behind the filter takes time that grows with the square of the nesting, and much of
//! what broke other filters lies in how parsers repair what is out of order. So it gets nothing to
//! repair.

use std::collections::HashMap;

use super::attributes;
use super::css::sheet::Sheet;
use super::judge::Judge;
use super::known::{self, Element};
use super::nesting::{Nesting, TooDeep, is_of_table};
use super::references;
use super::root::Root;
use super::tokens::{Token, Tokens};

/// The most that is read, in octets.
const MOST_OCTETS: usize = 2 * 1024 * 1024;

/// The most that the parser behind may have to repair: what that costs grows with the square of it.
const MOST_REPAIRS: usize = 100_000;

/// What it costs to move what stands in a table but in no cell of it. A character reference costs 1.
const MOVE_COST: usize = 10;

/// HTML that is in order.
#[derive(Default)]
pub(super) struct Normal {
    pub(super) html: String,
    /// The style blocks.
    pub(super) sheet: Sheet,
    /// What stood in the tags that hold all others.
    pub(super) root: Root,
    pub(super) cut: bool,
    /// Something stands where the parser behind will move it.
    pub(super) moves: bool,
}

pub(super) fn normalize(html: &str, judge: &Judge) -> Normal {
    let (html, cut) = cut(html);
    let mut writer = Writer::new(judge);
    writer.normal.html.reserve(html.len());
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

struct Writer<'a> {
    judge: &'a Judge,
    normal: Normal,
    nesting: Nesting,
    /// The element that is left out with its content, and how many of its name are open.
    left_out: Option<(&'static str, usize)>,
    /// Of the elements that are left out: where their last end tag is, counted from the end.
    last_ends: HashMap<&'static str, Option<usize>>,
    /// What the parser behind has to repair so far.
    repairs: usize,
    /// A `<pre>` has just begun: parsers pass over one line end there.
    in_new_pre: bool,
    /// Behind the last mark that may begin a reference, in what is written.
    mark: Option<usize>,
}

impl<'a> Writer<'a> {
    fn new(judge: &'a Judge) -> Self {
        Self {
            judge,
            normal: Normal::default(),
            nesting: Nesting::default(),
            left_out: None,
            last_ends: HashMap::new(),
            repairs: 0,
            in_new_pre: false,
            mark: None,
        }
    }

    fn token(&mut self, token: Token<'_>, tokens: &mut Tokens<'_>) -> Result<(), TooDeep> {
        match token {
            Token::Text(text) if self.left_out.is_none() => return self.text(text),
            Token::Text(_) => {}
            Token::Start(name, attributes) => return self.start(name, &attributes, tokens),
            Token::End(name) => self.end(name),
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), TooDeep> {
        if self.nesting.is_between_cells() && !text.trim().is_empty() {
            self.move_out()?;
        }
        if text.starts_with(|it: char| it.is_ascii_alphanumeric() || matches!(it, '#' | ';')) {
            self.end_reference();
        }
        // All of them go, so that no later reading finds one more to pass over.
        let text = if self.in_new_pre { references::without_line_ends(text) } else { text };
        self.in_new_pre &= text.is_empty();
        // As much of it as may be repaired is kept.
        let marks = memchr::memchr_iter(b'&', text.as_bytes());
        let end = marks.clone().nth(MOST_REPAIRS.saturating_sub(self.repairs));
        self.escaped(text.get(..end.unwrap_or(text.len())).unwrap_or_default());
        self.repair(marks.count())
    }

    /// Writes text or a value whose references stay as they are, but for line ends that XML and HTML,
    /// or a second reading, do not take alike: they become the one of HTML.
    fn escaped(&mut self, text: &str) {
        let is_special = |it: &u8| matches!(it, b'<' | b'>' | b'"' | b'&' | b'\0' | b'\r');
        let mut rest = text;
        while let Some(at) = rest.bytes().position(|it| is_special(&it)) {
            let (before, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
            self.normal.html.push_str(before);
            let mut length = 1;
            match after.as_bytes() {
                [b'<', ..] => self.normal.html.push_str("&lt;"),
                [b'>', ..] => self.normal.html.push_str("&gt;"),
                [b'"', ..] => self.normal.html.push_str("&quot;"),
                [b'&', ..] => match references::line_end(after) {
                    Some(('\r', whole)) => {
                        length = whole;
                        self.normal.html.push('\n');
                    }
                    _ => {
                        self.normal.html.push('&');
                        self.mark = Some(self.normal.html.len());
                    }
                },
                [b'\r', b'\n', ..] => {}
                [b'\r', ..] => self.normal.html.push('\n'),
                _ => self.end_reference(),
            }
            rest = after.get(length..).unwrap_or_default();
        }
        self.normal.html.push_str(rest);
    }

    /// What stands on either side of something that is left out must not become a reference.
    fn end_reference(&mut self) {
        let written = self.mark.take().and_then(|it| self.normal.html.get(it..));
        if written.is_some_and(references::is_open) {
            self.normal.html.push(';');
        }
    }

    fn repair(&mut self, cost: usize) -> Result<(), TooDeep> {
        self.repairs += cost;
        if self.repairs > MOST_REPAIRS { Err(TooDeep) } else { Ok(()) }
    }

    fn move_out(&mut self) -> Result<(), TooDeep> {
        self.normal.moves = true;
        self.repair(MOVE_COST)
    }

    fn start(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        tokens: &mut Tokens<'_>,
    ) -> Result<(), TooDeep> {
        let Some((name, element)) = known::element(name) else { return Ok(()) };
        match element {
            Element::Raw => self.raw(name, attributes, tokens),
            _ if self.left_out.is_some() => {
                let depth = self.left_out.as_mut().filter(|(left_out, _)| *left_out == name);
                depth.into_iter().for_each(|(_, depth)| *depth += 1);
            }
            // One that never ends would hide the rest of the message: of it only the tag goes.
            Element::Foreign if self.has_end(name, tokens) => self.left_out = Some((name, 1)),
            Element::Foreign => {}
            Element::Root => self.normal.root.read(attributes, &self.judge.images),
            Element::Kept | Element::Void => return self.kept(name, element, attributes),
        }
        Ok(())
    }

    /// An element that is left out up to its end tag.
    fn raw(&mut self, name: &'static str, attributes: &[(&str, &str)], tokens: &mut Tokens<'_>) {
        let content = tokens.skip_raw(name);
        if name == "style" && self.left_out.is_none() {
            let media = attributes.iter().find(|(name, _)| name.eq_ignore_ascii_case("media"));
            let media = media.map(|(_, value)| *value).unwrap_or_default();
            self.normal.sheet.add(content, media, &self.judge.images);
        }
        // Without an end tag it takes the rest of the message with it.
        self.normal.cut |= tokens.left() == 0 && !content.trim().is_empty();
    }

    fn kept(
        &mut self,
        name: &'static str,
        element: Element,
        attributes: &[(&str, &str)],
    ) -> Result<(), TooDeep> {
        // A piece of a table without a table is nothing to any parser.
        if name != "table" && is_of_table(name) && !self.nesting.is_in_table() {
            return Ok(());
        }
        if self.nesting.is_between_cells() && !is_of_table(name) {
            self.move_out()?;
        }
        self.repair(attributes.iter().flat_map(|(_, value)| value.bytes()).filter(|it| *it == b'&').count())?;
        let void = element == Element::Void;
        let closed = if void { self.nesting.pass(name)? } else { self.nesting.open(name)? };
        self.end_tags(closed);
        self.start_tag(name, attributes);
        self.in_new_pre = name == "pre";
        Ok(())
    }

    /// Whether an end tag of this element is still to come. Looked for once for each name.
    fn has_end(&mut self, name: &'static str, tokens: &Tokens<'_>) -> bool {
        let last = self.last_ends.entry(name).or_insert_with(|| tokens.last_end(name));
        last.is_some_and(|it| it <= tokens.left())
    }

    fn end(&mut self, name: &str) {
        let Some((name, _)) = known::element(name) else { return };
        if let Some((left_out, depth)) = &mut self.left_out {
            if *left_out == name {
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

    fn start_tag(&mut self, name: &'static str, found: &[(&str, &str)]) {
        self.normal.html.push('<');
        self.normal.html.push_str(name);
        // Only those that are known, and each once (the first one counts): the parser compares each
        // with all before it.
        let mut written: Vec<&str> = Vec::new();
        for (attribute, value) in found {
            let Some((attribute, kind)) = attributes::known(name, attribute) else { continue };
            if written.contains(&attribute) {
                continue;
            }
            written.push(attribute);
            match references::decode(value) {
                Some(value) => {
                    if let Some(value) = self.judge.look(kind, &value) {
                        match value.contains('&') {
                            true => self.attribute(attribute, &value.replace('&', "&amp;")),
                            false => self.attribute(attribute, &value),
                        }
                    }
                }
                // The filter behind has a real parser, and judges it.
                None => self.attribute(attribute, value),
            }
        }
        self.normal.html.push('>');
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.normal.html.push(' ');
        self.normal.html.push_str(name);
        self.normal.html.push_str("=\"");
        self.escaped(value);
        self.normal.html.push('"');
    }

    fn end_tags(&mut self, names: Vec<&'static str>) {
        for name in names {
            self.in_new_pre = false;
            self.normal.html.push_str("</");
            self.normal.html.push_str(name);
            self.normal.html.push('>');
        }
    }
}

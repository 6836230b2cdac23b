//! Plain text to HTML: links, quotes, format=flowed (RFC 3676).

use super::parse;
use super::sanitize::SafeHtml;

mod emoticons;
mod from_html;
mod links;
#[cfg(test)]
mod tests;

/// The deepest quote that is nested; further marks stand in its text.
const MOST_QUOTES: usize = 20;

/// The longest quote in the middle of a text that is not folded, in lines.
const MOST_OPEN_LINES: usize = 8;

/// What stands before a signature (RFC 3676, section 4.3).
const SIGNATURE: &str = "-- ";

/// How lines of a text belong together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    /// Lines that end with a blank go on in the next one.
    pub flowed: bool,
    /// That blank is not part of the text.
    pub delsp: bool,
}

/// Writes a text as HTML: every character escaped; `http`, `https` and `mailto` links; quoted
/// lines as nested `<blockquote class="quote">`, of which one that is long or at the end is folded
/// in `<details class="quote">`; a signature as `<div class="sig">`. Linear in the size.
///
/// `fold_label` is the (translated) label of the fold's summary.
pub fn to_html(text: &str, flow: Flow, fold_label: &str) -> SafeHtml {
    write(text, flow, fold_label, |html, line| links::write(html, line, escape))
}

/// The same with characters in the place of faces that are made of signs, but for those in links.
pub fn to_html_with_emoticons(text: &str, flow: Flow, fold_label: &str) -> SafeHtml {
    write(text, flow, fold_label, |html, line| links::write(html, line, emoticons::write))
}

/// The same without links, for a message that is probably a fraud.
pub fn to_html_without_links(text: &str, flow: Flow, fold_label: &str) -> SafeHtml {
    write(text, flow, fold_label, escape)
}

/// How one line is appended.
type WriteLine = fn(&mut String, &str);

fn write(text: &str, flow: Flow, fold_label: &str, write_line: WriteLine) -> SafeHtml {
    let text = unflow(text, flow);
    let lines: Vec<Line<'_>> = text.trim_end_matches('\n').split('\n').map(Line::read).collect();
    let mut html = String::with_capacity(text.len() + text.len() / 8);
    let mut blocks = blocks(&lines).into_iter().peekable();
    let mut said_something = false;
    while let Some(block) = blocks.next() {
        match block {
            Block::Text(lines) => {
                said_something |= lines.iter().any(|it| !it.text.trim().is_empty());
                write_lines(&mut html, lines, write_line);
            }
            Block::Quote(lines) => {
                let last = blocks.peek().is_none_or(|it| matches!(it, Block::Signature(_)));
                let folded = lines.len() > MOST_OPEN_LINES || last;
                // A message that is nothing but a quote is there to be read.
                let label = Some(fold_label).filter(|_| folded && said_something);
                write_quote(&mut html, lines, label, write_line);
            }
            Block::Signature(lines) => {
                html.push_str("<div class=\"sig\">");
                write_lines(&mut html, lines, write_line);
                html.push_str("</div>");
            }
        }
    }
    SafeHtml(html)
}

/// One line: how deep it is quoted, and what it says without the marks.
#[derive(Clone, Copy)]
struct Line<'a> {
    depth: usize,
    text: &'a str,
}

impl<'a> Line<'a> {
    fn read(line: &'a str) -> Self {
        let (mut depth, mut text) = (0, line);
        while depth < MOST_QUOTES {
            // Some put a blank between the marks.
            let marked = text.strip_prefix('>').or_else(|| text.strip_prefix(" >").filter(|_| depth > 0));
            let Some(rest) = marked else { break };
            (depth, text) = (depth + 1, rest);
        }
        let unstuffed = if depth > 0 { text.strip_prefix(' ').unwrap_or(text) } else { text };
        Self { depth, text: unstuffed }
    }
}

enum Block<'a> {
    Text(&'a [Line<'a>]),
    Quote(&'a [Line<'a>]),
    Signature(&'a [Line<'a>]),
}

/// A signature goes on to the next quote: below it stands what is answered.
fn blocks<'a>(lines: &'a [Line<'a>]) -> Vec<Block<'a>> {
    let mut blocks = Vec::new();
    for run in lines.chunk_by(|a, b| (a.depth == 0) == (b.depth == 0)) {
        if run.first().is_some_and(|it| it.depth > 0) {
            blocks.push(Block::Quote(run));
            continue;
        }
        let end = run.iter().position(|it| it.text == SIGNATURE).unwrap_or(run.len());
        let (text, signature) = run.split_at_checked(end).unwrap_or((run, &[]));
        blocks.extend([Block::Text(text)].into_iter().filter(|_| !text.is_empty()));
        blocks.extend([Block::Signature(signature)].into_iter().filter(|_| !signature.is_empty()));
    }
    blocks
}

/// Writes lines with a line end between, not after: an element that follows breaks the line itself.
fn write_lines(html: &mut String, lines: &[Line<'_>], write_line: WriteLine) {
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            html.push('\n');
        }
        write_line(html, line.text);
    }
}

fn write_quote(html: &mut String, lines: &[Line<'_>], fold_label: Option<&str>, write_line: WriteLine) {
    if let Some(label) = fold_label {
        html.push_str("<details class=\"quote\"><summary>");
        escape(html, label);
        html.push_str("</summary>");
    }
    let mut depth = 0;
    for run in lines.chunk_by(|a, b| a.depth == b.depth) {
        let wanted = run.first().map_or(depth, |it| it.depth);
        (depth..wanted).for_each(|_| html.push_str("<blockquote class=\"quote\">"));
        (wanted..depth).for_each(|_| html.push_str("</blockquote>"));
        depth = wanted;
        write_lines(html, run, write_line);
    }
    (0..depth).for_each(|_| html.push_str("</blockquote>"));
    if fold_label.is_some() {
        html.push_str("</details>");
    }
}

/// Appends a text so that it is only text, between tags as well as in an attribute.
fn escape(html: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            _ => html.push(c),
        }
    }
}

/// Undoes format=flowed: one line for each paragraph, quote marks kept.
pub fn unflow(text: &str, flow: Flow) -> String {
    if !flow.flowed {
        return text.to_owned();
    }
    let mut unflowed = String::with_capacity(text.len());
    // The quote depth of the paragraph that goes on in the next line.
    let mut open: Option<usize> = None;
    for (at, line) in text.trim_end_matches('\n').split('\n').enumerate() {
        let content = line.trim_start_matches('>');
        let depth = line.len() - content.len();
        let content = content.strip_prefix(' ').unwrap_or(content);
        let signature = content == SIGNATURE;
        if open != Some(depth) || signature {
            if at > 0 {
                unflowed.push('\n');
            }
            unflowed.extend(std::iter::repeat_n('>', depth));
            // Text that begins like a quote and is none keeps the blank that says so.
            let is_apart = if depth > 0 { !content.is_empty() } else { content.starts_with('>') };
            if is_apart {
                unflowed.push(' ');
            }
        }
        open = (content.ends_with(' ') && !signature).then_some(depth);
        let joined = content.strip_suffix(' ').filter(|_| open.is_some() && flow.delsp);
        unflowed.push_str(joined.unwrap_or(content));
    }
    unflowed
}

/// Text from HTML, for quoting a message that has no plain part and for the text alternative.
/// Blocking; the same bounds as [`super::sanitize::sanitize`].
pub fn from_html(html: &str) -> String {
    let clean = super::sanitize::sanitize(html, &super::sanitize::Options::default());
    // A character reference can name a control character, too.
    parse::clean_text(&from_html::write(&clean.html.0))
}

//! Text from HTML that was made safe: what a person would have typed instead.

/// Elements that begin and end a line.
const LINES: &[&str] = &[
    "address",
    "article",
    "aside",
    "caption",
    "center",
    "dd",
    "div",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "header",
    "li",
    "main",
    "nav",
    "section",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
];

/// Elements with an empty line before and after.
const PARAGRAPHS: &[&str] =
    &["blockquote", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ol", "p", "pre", "ul"];

/// The deepest quote that is marked.
const MOST_QUOTES: usize = 20;

/// Writes the text of HTML as [`super::super::sanitize`] serializes it; of other HTML it makes
/// nonsense, but ends.
pub(super) fn write(html: &str) -> String {
    let mut writer = Writer::default();
    let mut rest = html;
    while let Some((text, after)) = rest.split_once('<') {
        writer.text(text);
        let (tag, after) = split_tag(after);
        writer.tag(tag);
        rest = after;
    }
    writer.text(rest);
    writer.text.truncate(writer.text.trim_end().len());
    writer.text
}

/// Splits at the `>` that ends a tag, which may also stand in the value of an attribute.
fn split_tag(html: &str) -> (&str, &str) {
    let mut quoted = false;
    for (at, octet) in html.bytes().enumerate() {
        match octet {
            b'"' => quoted = !quoted,
            b'>' if !quoted => {
                return (html.get(..at).unwrap_or_default(), html.get(at + 1..).unwrap_or_default());
            }
            _ => {}
        }
    }
    (html, "")
}

#[derive(Default)]
struct Writer {
    text: String,
    /// Line ends that are due before the next word.
    line_ends: usize,
    /// A blank is due before the next word.
    blank: bool,
    quotes: usize,
    /// How deep the line was quoted that is being written.
    quotes_before: usize,
    preformatted: usize,
    /// The number of the next item of each open list; 0 where items have none.
    lists: Vec<usize>,
}

impl Writer {
    fn text(&mut self, escaped: &str) {
        let text = unescape(escaped);
        if self.preformatted > 0 {
            for (at, line) in text.split('\n').enumerate() {
                self.line_ends += at.min(1);
                if !line.is_empty() {
                    self.begin();
                    self.text.push_str(line);
                }
            }
            return;
        }
        for (at, word) in text.split([' ', '\t', '\n', '\r', '\x0c']).enumerate() {
            self.blank |= at > 0;
            if !word.is_empty() {
                self.begin();
                self.text.push_str(word);
            }
        }
    }

    /// Writes what is due before a word.
    fn begin(&mut self) {
        if self.text.is_empty() {
            self.quote_marks(self.quotes, true);
        } else if self.line_ends > 0 {
            for lines_to_come in (0..self.line_ends).rev() {
                self.text.truncate(self.text.trim_end_matches(' ').len());
                self.text.push('\n');
                let empty = lines_to_come > 0;
                // An empty line between two quotes belongs to what both are part of.
                let quotes = if empty { self.quotes.min(self.quotes_before) } else { self.quotes };
                self.quote_marks(quotes, !empty);
            }
        } else if self.blank && !self.text.ends_with([' ', '\n']) {
            self.text.push(' ');
        }
        self.quotes_before = self.quotes;
        self.line_ends = 0;
        self.blank = false;
    }

    fn quote_marks(&mut self, quotes: usize, with_blank: bool) {
        self.text.extend(std::iter::repeat_n('>', quotes.min(MOST_QUOTES)));
        if quotes > 0 && with_blank {
            self.text.push(' ');
        }
    }

    fn tag(&mut self, tag: &str) {
        let (closing, tag) = tag.strip_prefix('/').map_or((false, tag), |it| (true, it));
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        if PARAGRAPHS.contains(&name) {
            self.line_ends = self.line_ends.max(2);
        } else if LINES.contains(&name) {
            self.line_ends = self.line_ends.max(1);
        }
        match (name, closing) {
            ("br", _) => self.line_ends = (self.line_ends + 1).min(3),
            ("blockquote", false) => self.quotes += 1,
            ("blockquote", true) => self.quotes = self.quotes.saturating_sub(1),
            ("pre", false) => self.preformatted += 1,
            ("pre", true) => self.preformatted = self.preformatted.saturating_sub(1),
            ("ul", false) => self.lists.push(0),
            ("ol", false) => self.lists.push(1),
            ("ul" | "ol", true) => _ = self.lists.pop(),
            ("li", false) => self.item(),
            ("td" | "th", _) => self.blank = true,
            ("hr", false) => {
                self.word("--------");
                self.line_ends = 2;
            }
            ("img", false) => self.image(tag),
            _ => {}
        }
    }

    fn item(&mut self) {
        let mark = match self.lists.last_mut() {
            Some(0) | None => "-".to_owned(),
            Some(number) => {
                *number += 1;
                format!("{}.", *number - 1)
            }
        };
        self.word(&mark);
        self.blank = true;
    }

    fn image(&mut self, tag: &str) {
        let after = tag.split_once("alt=\"").map(|(_, after)| after);
        let alt = after.and_then(|it| it.split('"').next()).map(unescape).unwrap_or_default();
        if !alt.trim().is_empty() {
            self.blank = true;
            self.word(&format!("[{}]", alt.trim()));
        }
    }

    fn word(&mut self, word: &str) {
        self.begin();
        self.text.push_str(word);
    }
}

/// Undoes the escapes that the serializer writes (HTML, section 13.3).
fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let marks = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    marks.replace("&nbsp;", "\u{a0}").replace("&amp;", "&")
}

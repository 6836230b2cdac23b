//! Which elements are open, so that every one of them can be closed in its turn.

/// The deepest nesting that is kept: what a browser's parser does for each tag grows with it.
const MOST_DEPTH: usize = 512;

/// The most that the parser may have to look through: the sum of the depth over all tags.
const MOST_WORK: usize = 20_000_000;

/// Elements that end tags of others do not reach beyond (HTML, section 13.2.4.2).
const BOUNDARIES: &[&str] = &["table", "td", "th", "caption", "marquee", "object", "applet", "template"];

/// Elements that a start tag of one of them ends, within their list.
const ITEMS: &[&str] = &["li", "dd", "dt"];

/// Start tags that end an open paragraph (HTML, section 13.2.6.4.7).
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "ul",
];

/// The open elements, outermost first.
#[derive(Default)]
pub(super) struct Nesting {
    open: Vec<&'static str>,
    work: usize,
}

/// It is too deep, or would take too long to read.
pub(super) struct TooDeep;

impl Nesting {
    /// Opens an element. Gives those that it closes first, innermost first.
    pub(super) fn open(&mut self, name: &'static str) -> Result<Vec<&'static str>, TooDeep> {
        let closed = self.closed_by(name).map(|at| self.close_from(at)).unwrap_or_default();
        self.work += self.open.len() + 1;
        if self.open.len() >= MOST_DEPTH || self.work > MOST_WORK {
            return Err(TooDeep);
        }
        self.open.push(name);
        Ok(closed)
    }

    /// The same for an element that holds nothing.
    pub(super) fn pass(&mut self, name: &'static str) -> Result<Vec<&'static str>, TooDeep> {
        let closed = self.open(name)?;
        self.open.pop();
        Ok(closed)
    }

    /// Closes an element. Gives it with all that is open in it, innermost first; nothing when its
    /// end tag has no start.
    pub(super) fn close(&mut self, name: &str) -> Vec<&'static str> {
        self.work += 1;
        let reaches_beyond = is_of_table(name);
        self.find(|it| it == name, |it| if reaches_beyond { it == "table" } else { is_boundary(it) })
            .map(|at| self.close_from(at))
            .unwrap_or_default()
    }

    /// Whether what comes next stands in a table, but in no cell of it.
    pub(super) fn is_between_cells(&self) -> bool {
        let innermost = self.open.last().copied();
        matches!(innermost, Some("table" | "tbody" | "thead" | "tfoot" | "tr" | "colgroup"))
    }

    /// Whether a table is open.
    pub(super) fn is_in_table(&self) -> bool {
        self.find(|it| it == "table", |_| false).is_some()
    }

    /// Everything that is still open, innermost first.
    pub(super) fn close_all(&mut self) -> Vec<&'static str> {
        self.close_from(0)
    }

    fn close_from(&mut self, at: usize) -> Vec<&'static str> {
        let mut closed = self.open.split_off(at.min(self.open.len()));
        closed.reverse();
        closed
    }

    /// Where the outermost element stands that a start tag closes.
    fn closed_by(&self, name: &str) -> Option<usize> {
        let in_table = |it: &str| it == "table";
        match name {
            "td" | "th" => self.find(|it| matches!(it, "td" | "th"), in_table),
            "tr" => self.find(|it| it == "tr", in_table),
            "tbody" | "thead" | "tfoot" | "caption" | "colgroup" => {
                self.find(|it| matches!(it, "tbody" | "thead" | "tfoot" | "caption" | "colgroup"), in_table)
            }
            "a" | "nobr" | "button" | "option" | "optgroup" => self.find(|it| it == name, is_boundary),
            _ if ITEMS.contains(&name) => {
                let same = |it: &str| ITEMS.contains(&it) && (it == "li") == (name == "li");
                let list = |it: &str| is_boundary(it) || matches!(it, "ul" | "ol" | "dl" | "menu" | "dir");
                self.find(same, list).or_else(|| self.open_paragraph())
            }
            _ if BLOCKS.contains(&name) => self.open_paragraph(),
            _ => None,
        }
    }

    fn open_paragraph(&self) -> Option<usize> {
        self.find(|it| it == "p", |it| is_boundary(it) || it == "button")
    }

    /// The innermost element that is wanted, unless another one stands before.
    fn find(&self, wanted: impl Fn(&str) -> bool, stop: impl Fn(&str) -> bool) -> Option<usize> {
        for (at, name) in self.open.iter().enumerate().rev() {
            if wanted(name) {
                return Some(at);
            }
            if stop(name) {
                return None;
            }
        }
        None
    }
}

fn is_boundary(name: &str) -> bool {
    BOUNDARIES.contains(&name)
}

/// Whether an element is a table or a piece of one.
pub(super) fn is_of_table(name: &str) -> bool {
    matches!(
        name,
        "table" | "caption" | "col" | "colgroup" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th"
    )
}

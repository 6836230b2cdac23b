//! Hostile bodies by the million: pieces of HTML and CSS that broke filters, put together by chance.

/// Tags that are opened.
#[rustfmt::skip]
const STARTS: &[&str] = &[
    "p", "b", "i", "u", "a", "font", "span", "div", "table", "tr", "td", "th", "tbody", "thead", "caption",
    "colgroup", "col", "ul", "ol", "li", "dl", "dt", "dd", "h1", "h2", "center", "blockquote", "pre", "q",
    "nobr", "button", "img", "br", "hr", "wbr", "body", "html", "head", "form", "input", "select", "option",
    "svg", "math", "mtext", "mglyph", "annotation-xml", "desc", "foreignObject", "use", "animate", "set",
    "template", "textarea", "title", "xmp", "noscript", "noembed", "noframes", "iframe", "plaintext",
    "script", "style", "object", "embed", "applet", "video", "audio", "source", "base", "link", "meta",
    "marquee", "details", "summary", "label", "article", "section", "image", "isindex", "keygen", "frameset",
];

/// Attributes.
#[rustfmt::skip]
const NAMES: &[&str] = &[
    "href", "src", "srcset", "background", "style", "class", "id", "name", "title", "alt", "align", "width",
    "bgcolor", "color", "dir", "headers", "role", "onclick", "onerror", "onload", "formaction", "action",
    "xlink:href", "xmlns", "poster", "data", "ping", "target", "rel", "srcdoc", "values", "attributeName",
    "by", "type", "media", "http-equiv", "content", "STYLE", "Href", "on\u{a0}x", "aria-labelledby",
];

/// Their values, and text.
#[rustfmt::skip]
const VALUES: &[&str] = &[
    "javascript:alert(1)", "j&#x61vascript:alert(1)", "java&#10;script:x", "&#1;javascript:x", "vbscript:x",
    "data:text/html,<script>x</script>", "data:image/svg+xml;base64,AAAA", "data:image/png;base64,AAAA",
    "data:image/png,x);background:url(//t/", "https://t.example/x?a=1&b=2&amp;c", "//t.example/x", "/logout",
    "https://t.example/1 1x, //t.example/2 2x", "cid:logo@x", "CID:logo%40x", "/mail/INBOX/1-2/part/2", "#x",
    "#m-x", "mailto:a@b.fr", "tel:1", "x", "m-x", "a b", "", " ", "&quot;", "&quot", "&", "&amp;lt;", "&lt;/a",
    "color:red", "color:red;position:fixed", "background:url(https://t.example/x) #fff",
    "background:url('cid:logo@x')", "background:u\\72l(//t.example/x)", "width:expression(alert(1))",
    "font-family:&quot;Arial&quot;,x", "background-image:image-set('//t.example/x' 1x)", "color:var(--x)",
    "background:url/**/(//t.example/x)", "background:url/**/(//t/x)", "font:1px/**/.5px//**/* 2px",
    "aaa:'&quot;/onerror=x", "width:100vh", "margin:-9px", "/* x", "*/", "\\", "}", "{", "</style>", "--!>",
    "list-style:url(&quot;//t.example/x&quot;)", "\0", "\n", "\r", "é", "\u{202e}", "<", ">", "]]>", "red",
    "border-image:url(//t.example/b) 1", "behavior:url(x)", "-moz-binding:url(x)", "content:'x'", "\u{feff}x",
];

/// What stands between tags.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "<!--", "-->", "<!-->", "--!>", "<![CDATA[", "]]>", "<?x ?>", "<!doctype html>", "</", "<", ">", "&lt;",
    "&#x3c;", "&nbsp;", "&", "\n", "\0", " ", "a", "<!--[if mso]>", "<![endif]-->", "<p title='</p><script>'>",
    "<svg><style><!--</style><img title='--><img src=1 onerror=x>'>", "</p>", "</br>", "<a", "<p =", "<b/",
    "<math><mtext><table><mglyph><style><!--</style>", "<p style=\"x:</textarea>", "<td x=\"", "\"", "'", "=",
    "<table>x<b>y</b>", "<table><a href=#x>", "</table>", "</a>", "</b>", "</div>", "</svg>", "</math>",
    "</select>", "</template>", "</noscript>", "</title>", "</textarea>", "</xmp>", "</style>", "</script>",
];

/// Pieces of style sheets.
#[rustfmt::skip]
const STYLES: &[&str] = &[
    "p{color:red}", ".a,#x>b:hover{", "body{background:url(//t.example/x)}", "@media (max-width:600px){",
    "@import url(//t.example/x);", "@import '//t.example/x';", "@font-face{src:url(//t.example/x)}", "}", "{", ";",
    "@media screen and (x:</style>){", "<!--", "-->", "/*", "*/", "\\", "\"", "'", ":", "html .x td[class=a]",
    "[class*='</style>']{color:red}", "p{background:url('cid:logo@x')}", "p{background:u\\72l(//t.example/x)}",
    "a:visited{background:url(//t.example/x)}", "p:has(b){color:red}", "@supports (a:b){", "*{position:fixed}",
    "p{background:url/**/(//t/x)}", "@media screen/**/and/**/(width:1px/**/.5){", "p{font:1px//**/* 2px}",
    "p{width:e\\78pression(x)}", "p{--x:url(//t.example/x);color:var(--x)}", "p{background:image-set('//t/x' 1x)}",
    "@media (prefers-color-scheme:dark){", ".sm\\:x{margin:0}", "@namespace x;", "@charset 'x';", "\0", "(", "[",
    "p{font-family:'</style><script>x</script>'}", "td{height:100vh}", "& b{color:red}", "a::before{content:'x'}",
];

/// Numbers that look like chance, and are the same for the same seed (PCG-like).
#[derive(Debug)]
pub(super) struct Chance(pub(super) u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        let at = self.below(of.len());
        of.get(at).copied().unwrap_or_default()
    }

    /// A body of some pieces.
    pub(super) fn body(&mut self) -> String {
        let mut html = String::new();
        for _ in 0..2 + self.below(24) {
            match self.below(10) {
                0..4 => self.start(&mut html),
                4..6 => html.push_str(&format!("</{}>", self.one(STARTS))),
                6..8 => html.push_str(self.one(PIECES)),
                8 => html.push_str(self.one(VALUES)),
                _ => self.sheet(&mut html),
            }
        }
        html
    }

    fn start(&mut self, html: &mut String) {
        html.push('<');
        html.push_str(self.one(STARTS));
        for _ in 0..self.below(4) {
            let quote = self.one(&["\"", "'", "", "\"", "\""]);
            html.push_str(self.one(&[" ", "/", "\n", "\u{c}", "  "]));
            html.push_str(&format!("{}={quote}{}{quote}", self.one(NAMES), self.one(VALUES)));
        }
        html.push_str(self.one(&[">", ">", ">", ">", "/>", " >", "", "<"]));
    }

    fn sheet(&mut self, html: &mut String) {
        html.push_str(self.one(&["<style>", "<STYLE media=screen>", "<style type='text/css'>"]));
        for _ in 0..1 + self.below(6) {
            html.push_str(self.one(STYLES));
        }
        html.push_str(self.one(&["</style>", "</style >", "</STYLE/x>", ""]));
    }
}

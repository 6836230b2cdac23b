//! Inline styles: a list of properties, and of what their values may be made of (CSS Syntax 3).

use cssparser::{
    AtRuleParser, BasicParseErrorKind, CowRcStr, DeclarationParser, ParseError, Parser, ParserState,
    QualifiedRuleParser, RuleBodyItemParser, RuleBodyParser, ToCss, Token,
};

/// How a text looks and where it stands in its box. Nothing that leaves the box, moves, listens,
/// or loads.
const PROPERTIES: &[&str] = &[
    "background",
    "background-color",
    "border",
    "border-bottom",
    "border-bottom-color",
    "border-bottom-style",
    "border-bottom-width",
    "border-collapse",
    "border-color",
    "border-left",
    "border-left-color",
    "border-left-style",
    "border-left-width",
    "border-radius",
    "border-right",
    "border-right-color",
    "border-right-style",
    "border-right-width",
    "border-spacing",
    "border-style",
    "border-top",
    "border-top-color",
    "border-top-style",
    "border-top-width",
    "border-width",
    "box-sizing",
    "caption-side",
    "clear",
    "color",
    "direction",
    "display",
    "empty-cells",
    "float",
    "font",
    "font-family",
    "font-size",
    "font-style",
    "font-variant",
    "font-weight",
    "height",
    "letter-spacing",
    "line-height",
    "list-style",
    "list-style-position",
    "list-style-type",
    "margin",
    "margin-bottom",
    "margin-left",
    "margin-right",
    "margin-top",
    "max-height",
    "max-width",
    "min-height",
    "min-width",
    "opacity",
    "overflow-wrap",
    "padding",
    "padding-bottom",
    "padding-left",
    "padding-right",
    "padding-top",
    "table-layout",
    "text-align",
    "text-decoration",
    "text-indent",
    "text-transform",
    "vertical-align",
    "white-space",
    "width",
    "word-break",
    "word-spacing",
    "word-wrap",
];

/// Functions that only compute.
const FUNCTIONS: &[&str] = &["rgb", "rgba", "hsl", "hsla", "calc", "min", "max", "clamp"];

/// Words that a value must not have in any property.
const WORDS: &[&str] = &["expression", "javascript", "vbscript", "fixed", "sticky", "absolute"];

/// The deepest nesting of functions and parentheses.
const MOST_DEPTH: usize = 8;

/// The longest style that is read, in octets.
const MOST_OCTETS: usize = 16 * 1024;

/// What is left of a style.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    /// Declarations, written anew.
    pub(super) css: String,
    /// How many declarations would have loaded something.
    pub(super) blocked: usize,
}

pub(super) fn clean(style: &str) -> Style {
    if style.len() > MOST_OCTETS {
        return Style::default();
    }
    let mut declarations = Declarations { blocked: 0 };
    let mut parser = Parser::new(style);
    let good: Vec<String> =
        RuleBodyParser::new(&mut parser, &mut declarations).filter_map(Result::ok).collect();
    Style { css: good.join(";"), blocked: declarations.blocked }
}

struct Declarations {
    blocked: usize,
}

/// Why a declaration is left out.
enum Unfit {
    /// It would load something.
    Loads,
    /// It is not on our lists.
    Unknown,
}

impl<'i> DeclarationParser<'i> for Declarations {
    type Declaration = String;
    type Error = ();

    fn parse_value(
        &mut self,
        name: CowRcStr<'i>,
        parser: &mut Parser<'i>,
        _start: &ParserState,
    ) -> Result<String, ParseError<()>> {
        let name = name.to_ascii_lowercase();
        let mut value = String::new();
        let read = read_value(parser, &mut value, MOST_DEPTH);
        // Looked at in any case, so that a load in an unknown property is counted, too.
        if matches!(read, Err(Unfit::Loads)) {
            self.blocked += 1;
        }
        let value = value.trim();
        let known = PROPERTIES.contains(&name.as_str()) && read.is_ok() && !value.is_empty();
        if known && is_harmless(&name, value) {
            return Ok(format!("{name}:{value}"));
        }
        Err(ParseError::from_basic_kind(BasicParseErrorKind::EndOfInput))
    }
}

/// Whether it keeps the text where it is and to be seen by who has it before them.
fn is_harmless(name: &str, value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    let overlaps = (name.starts_with("margin") || name == "text-indent") && lower.contains('-');
    // There the word says how wide columns are, and moves nothing.
    let fixes_columns = name == "table-layout" && matches!(lower.as_str(), "fixed" | "fixed!important");
    !overlaps && (fixes_columns || !WORDS.iter().any(|it| lower.contains(it)))
}

/// Writes the tokens of a value anew. Only known ones: what CSS may learn tomorrow is left out.
fn read_value(parser: &mut Parser<'_>, value: &mut String, depth: usize) -> Result<(), Unfit> {
    let Some(depth) = depth.checked_sub(1) else { return Err(Unfit::Unknown) };
    loop {
        let token = match parser.next_including_whitespace() {
            Ok(token) => token.clone(),
            Err(_) => return Ok(()),
        };
        match &token {
            Token::WhiteSpace(_) => value.push(' '),
            Token::Ident(_)
            | Token::Hash(_)
            | Token::IDHash(_)
            | Token::QuotedString(_)
            | Token::Number { .. }
            | Token::Percentage { .. }
            | Token::Dimension { .. }
            | Token::Comma => write(&token, value)?,
            Token::Delim('+' | '-' | '*' | '/' | '!') => write(&token, value)?,
            Token::Function(name) if FUNCTIONS.iter().any(|it| name.eq_ignore_ascii_case(it)) => {
                value.push_str(&name.to_ascii_lowercase());
                value.push('(');
                read_block(parser, value, depth)?;
                value.push(')');
            }
            Token::ParenthesisBlock => {
                value.push('(');
                read_block(parser, value, depth)?;
                value.push(')');
            }
            Token::UnquotedUrl(_) | Token::BadUrl(_) => return Err(Unfit::Loads),
            // `url("…")`, `image-set(…)`, `var(--x, url(…))`, and whatever else may load.
            Token::Function(_) => return Err(Unfit::Loads),
            _ => return Err(Unfit::Unknown),
        }
    }
}

fn read_block(parser: &mut Parser<'_>, value: &mut String, depth: usize) -> Result<(), Unfit> {
    let mut unfit = None;
    let read: Result<(), ParseError<()>> = parser.parse_nested_block(|inner| {
        read_value(inner, value, depth).map_err(|reason| {
            unfit = Some(reason);
            ParseError::from_basic_kind(BasicParseErrorKind::EndOfInput)
        })
    });
    read.map_err(|_| unfit.unwrap_or(Unfit::Unknown))
}

fn write(token: &Token<'_>, value: &mut String) -> Result<(), Unfit> {
    // A name that needs an escape to be written is no name of ours.
    let start = value.len();
    token.to_css(value).map_err(|_| Unfit::Unknown)?;
    let written = value.get(start..).unwrap_or_default();
    if written.contains(['\\', '<', '>', '&', '{', '}', ';']) { Err(Unfit::Unknown) } else { Ok(()) }
}

impl AtRuleParser<'_> for Declarations {
    type Prelude = ();
    type AtRule = String;
    type Error = ();
}

impl QualifiedRuleParser<'_> for Declarations {
    type Prelude = ();
    type QualifiedRule = String;
    type Error = ();
}

impl RuleBodyItemParser<'_, String, ()> for Declarations {
    fn parse_declarations(&self) -> bool {
        true
    }

    fn parse_qualified(&self) -> bool {
        false
    }
}

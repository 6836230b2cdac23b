//! Values: what they may be made of (CSS Syntax 3). Known tokens are written anew; what CSS may
//! learn tomorrow is left out.

use cssparser::{BasicParseErrorKind, CowRcStr, ParseError, Parser, ToCss, Token, TokenSerializationType};

use super::super::images::Images;
use super::apart::Apart;

/// Functions that only compute.
const FUNCTIONS: &[&str] = &[
    "rgb",
    "rgba",
    "hsl",
    "hsla",
    "calc",
    "min",
    "max",
    "clamp",
    "linear-gradient",
    "radial-gradient",
    "repeating-linear-gradient",
];

/// Units of the height of the frame, which is made as high as what is in it.
const HEIGHTS: &[&str] = &["vh", "vb", "vmin", "vmax"];

/// The deepest nesting of functions and parentheses.
const MOST_DEPTH: usize = 8;

/// It is not on our lists.
pub(super) struct Unfit;

/// What the value of a property is written with.
pub(super) struct Writer<'a> {
    /// Where its images are; `None` when it may have none.
    pub(super) images: Option<&'a Images>,
    pub(super) value: String,
    apart: Apart,
}

impl<'a> Writer<'a> {
    pub(super) fn new(images: Option<&'a Images>) -> Self {
        Self { images, value: String::new(), apart: Apart::default() }
    }

    /// Writes all that is left.
    pub(super) fn write(&mut self, parser: &mut Parser<'_>) -> Result<(), Unfit> {
        self.tokens(parser, 0)
    }

    fn tokens(&mut self, parser: &mut Parser<'_>, depth: usize) -> Result<(), Unfit> {
        if depth >= MOST_DEPTH {
            return Err(Unfit);
        }
        while let Ok(token) = parser.next_including_whitespace() {
            let token = token.clone();
            let kind = match &token {
                // Either way it is written as a function.
                Token::UnquotedUrl(_) => TokenSerializationType::Function,
                it => it.serialization_type(),
            };
            self.apart.before(kind, &mut self.value);
            match &token {
                Token::WhiteSpace(_) => self.value.push(' '),
                Token::Dimension { unit, .. } if is_height(unit) => return Err(Unfit),
                Token::Ident(_)
                | Token::Hash(_)
                | Token::IDHash(_)
                | Token::QuotedString(_)
                | Token::Number { .. }
                | Token::Percentage { .. }
                | Token::Dimension { .. }
                | Token::Comma
                | Token::Delim('+' | '-' | '*' | '/' | '!') => self.token(&token)?,
                Token::UnquotedUrl(url) => self.image(url, depth)?,
                Token::Function(name) if name.eq_ignore_ascii_case("url") => {
                    let url = parser.parse_nested_block(quoted_url).map_err(|_| Unfit)?;
                    self.image(&url, depth)?;
                }
                Token::Function(name) if FUNCTIONS.iter().any(|it| name.eq_ignore_ascii_case(it)) => {
                    self.value.push_str(&name.to_ascii_lowercase());
                    self.block(parser, depth)?;
                }
                Token::ParenthesisBlock => self.block(parser, depth)?,
                // `image-set(…)`, `var(--x, url(…))`, and whatever else may load.
                _ => return Err(Unfit),
            }
        }
        Ok(())
    }

    fn block(&mut self, parser: &mut Parser<'_>, depth: usize) -> Result<(), Unfit> {
        self.value.push('(');
        self.apart.bracket();
        parser.parse_nested_block(|it| self.tokens(it, depth + 1).map_err(|_| unfit())).map_err(|_| Unfit)?;
        self.value.push(')');
        self.apart.bracket();
        Ok(())
    }

    fn token(&mut self, token: &Token<'_>) -> Result<(), Unfit> {
        let start = self.value.len();
        token.to_css(&mut self.value).map_err(|_| Unfit)?;
        let written = self.value.get(start..).unwrap_or_default();
        // A name that needs an escape to be written is no name of ours.
        if written.contains(['\\', '<', '>', '&', '{', '}', ';']) { Err(Unfit) } else { Ok(()) }
    }

    /// An image; one that is not to be had leaves what stands beside it, as the color behind it.
    fn image(&mut self, url: &str, depth: usize) -> Result<(), Unfit> {
        let images = self.images.filter(|_| depth == 0).ok_or(Unfit)?;
        let Some(address) = images.address(url) else {
            self.value.push_str("none");
            self.apart.after_word();
            return Ok(());
        };
        if address.contains(['\\', '<', '>', '{', '}', '"']) || address.contains(char::is_control) {
            return Err(Unfit);
        }
        self.value.push_str("url(\"");
        self.value.push_str(&address);
        self.value.push_str("\")");
        self.apart.bracket();
        Ok(())
    }
}

fn is_height(unit: &str) -> bool {
    let unit = unit.to_ascii_lowercase();
    HEIGHTS.iter().any(|it| unit.ends_with(it))
}

fn quoted_url<'i>(parser: &mut Parser<'i>) -> Result<CowRcStr<'i>, ParseError<()>> {
    let url = parser.expect_string_cloned()?;
    parser.expect_exhausted()?;
    Ok(url)
}

fn unfit() -> ParseError<()> {
    ParseError::from_basic_kind(BasicParseErrorKind::EndOfInput)
}

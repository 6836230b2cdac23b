//! Styles and style sheets: a list of properties, of what their values, selectors and queries may
//! be made of. Everything is written anew from tokens (CSS Syntax 3).

use cssparser::{
    AtRuleParser, BasicParseErrorKind, CowRcStr, DeclarationParser, ParseError, Parser, ParserState,
    QualifiedRuleParser, RuleBodyItemParser, RuleBodyParser,
};

use super::images::Images;
use value::Writer;

mod apart;
mod media;
mod properties;
mod selector;
pub(super) mod sheet;
mod value;

/// The longest style attribute that is read, in octets.
const MOST_OCTETS: usize = 16 * 1024;

/// What is left of a style.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    /// Declarations, written anew.
    pub(super) css: String,
    /// It colors the text or its paper.
    pub(super) colors: bool,
}

/// Cleans the value of a style attribute.
pub(super) fn clean(style: &str, images: &Images) -> Style {
    if style.len() > MOST_OCTETS {
        return Style::default();
    }
    declarations(&mut Parser::new(style), images, true)
}

/// Cleans the declarations of a block; `with_images` says whether they may show images.
fn declarations(parser: &mut Parser<'_>, images: &Images, with_images: bool) -> Style {
    let mut reader = Declarations { images, with_images, style: Style::default() };
    // What is good writes itself down.
    RuleBodyParser::new(parser, &mut reader).for_each(drop);
    reader.style
}

struct Declarations<'a> {
    images: &'a Images,
    with_images: bool,
    style: Style,
}

impl Declarations<'_> {
    /// Writes a declaration down, if it is good.
    fn read(&mut self, name: &str, parser: &mut Parser<'_>) -> Option<()> {
        properties::is_known(name).then_some(())?;
        let images = Some(self.images).filter(|_| self.with_images && properties::has_image(name));
        let mut writer = Writer::new(images);
        writer.write(parser).ok()?;
        let value = writer.value.trim();
        if value.is_empty() || !properties::is_harmless(name, value) {
            return None;
        }
        let css = &mut self.style.css;
        if !css.is_empty() {
            css.push(';');
        }
        css.push_str(name);
        css.push(':');
        css.push_str(value);
        self.style.colors |= properties::colors(name, value);
        Some(())
    }
}

impl<'i> DeclarationParser<'i> for Declarations<'_> {
    type Declaration = ();
    type Error = ();

    fn parse_value(
        &mut self,
        name: CowRcStr<'i>,
        parser: &mut Parser<'i>,
        _start: &ParserState,
    ) -> Result<(), ParseError<()>> {
        self.read(&name.to_ascii_lowercase(), parser)
            .ok_or_else(|| ParseError::from_basic_kind(BasicParseErrorKind::EndOfInput))
    }
}

impl AtRuleParser<'_> for Declarations<'_> {
    type Prelude = ();
    type AtRule = ();
    type Error = ();
}

impl QualifiedRuleParser<'_> for Declarations<'_> {
    type Prelude = ();
    type QualifiedRule = ();
    type Error = ();
}

impl RuleBodyItemParser<'_, (), ()> for Declarations<'_> {
    fn parse_declarations(&self) -> bool {
        true
    }

    fn parse_qualified(&self) -> bool {
        false
    }
}

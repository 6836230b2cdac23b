//! Style sheets: the rules of a message, its media queries, and nothing else of what begins with `@`.

use cssparser::{
    AtRuleParser, BasicParseErrorKind, CowRcStr, DeclarationParser, ParseError, Parser, ParserState,
    QualifiedRuleParser, RuleBodyItemParser, RuleBodyParser, StyleSheetParser,
};

use super::super::images::Images;
use super::selector::{self, Selectors};
use super::{Style, declarations, media};

/// The most of all style blocks together that is read, in octets.
const MOST_OCTETS: usize = 256 * 1024;

/// The most rules that are kept.
const MOST_RULES: usize = 5000;

/// The deepest nesting of media queries.
const MOST_DEPTH: usize = 3;

/// The style blocks of one message, written anew.
#[derive(Default)]
pub(in super::super) struct Sheet {
    pub(in super::super) css: String,
    /// Some of it is left out because it is too much.
    pub(in super::super) cut: bool,
    /// It colors the text or its paper.
    pub(in super::super) colors: bool,
    octets: usize,
    rules: usize,
}

impl Sheet {
    /// Adds a style block. `media` is what its attribute of that name says.
    pub(in super::super) fn add(&mut self, css: &str, media: &str, images: &Images) {
        let Some(query) = media::read(&mut Parser::new(media)) else { return };
        let room = MOST_OCTETS.saturating_sub(self.octets);
        let end = (0..=css.len().min(room)).rev().find(|it| css.is_char_boundary(*it)).unwrap_or(0);
        self.cut |= end < css.len();
        self.octets += end;
        let mut parser = Parser::new(css.get(..end).unwrap_or_default());
        let mut reader = Reader { sheet: self, images, depth: 0 };
        let rules: String = StyleSheetParser::new(&mut parser, &mut reader).filter_map(Result::ok).collect();
        match query.is_empty() || rules.is_empty() {
            true => self.css.push_str(&rules),
            false => self.css.push_str(&format!("@media {query}{{{rules}}}")),
        }
    }

    /// Adds a rule for the letter itself.
    pub(in super::super) fn add_for_letter(&mut self, below: &str, style: &Style) {
        self.colors |= style.colors;
        if !style.css.is_empty() {
            self.css.push_str(&format!("{}{below}{{{}}}", selector::LETTER, style.css));
        }
    }
}

struct Reader<'a> {
    sheet: &'a mut Sheet,
    images: &'a Images,
    depth: usize,
}

type Read<T> = Result<T, ParseError<()>>;

impl<'i> QualifiedRuleParser<'i> for Reader<'_> {
    type Prelude = Selectors;
    type QualifiedRule = String;
    type Error = ();

    fn parse_prelude(&mut self, parser: &mut Parser<'i>) -> Read<Selectors> {
        Ok(selector::read(parser))
    }

    fn parse_block(
        &mut self,
        selectors: Selectors,
        _: &ParserState,
        parser: &mut Parser<'i>,
    ) -> Read<String> {
        self.sheet.cut |= self.sheet.rules >= MOST_RULES;
        if selectors.text.is_empty() || self.sheet.rules >= MOST_RULES {
            return Ok(String::new());
        }
        let style = declarations(parser, self.images, !selectors.dynamic);
        if style.css.is_empty() {
            return Ok(String::new());
        }
        self.sheet.rules += 1;
        self.sheet.colors |= style.colors;
        Ok(format!("{}{{{}}}", selectors.text, style.css))
    }
}

impl<'i> AtRuleParser<'i> for Reader<'_> {
    type Prelude = String;
    type AtRule = String;
    type Error = ();

    fn parse_prelude(&mut self, name: CowRcStr<'i>, parser: &mut Parser<'i>) -> Read<String> {
        let unknown = ParseError::from_basic_kind(BasicParseErrorKind::AtRuleInvalid);
        if !name.eq_ignore_ascii_case("media") || self.depth >= MOST_DEPTH {
            return Err(unknown);
        }
        media::read(parser).ok_or(unknown)
    }

    fn parse_block(&mut self, query: String, _: &ParserState, parser: &mut Parser<'i>) -> Read<String> {
        let mut inner = Reader { sheet: self.sheet, images: self.images, depth: self.depth + 1 };
        let rules: String = RuleBodyParser::new(parser, &mut inner).filter_map(Result::ok).collect();
        Ok(if rules.is_empty() { rules } else { format!("@media {query}{{{rules}}}") })
    }
}

impl DeclarationParser<'_> for Reader<'_> {
    type Declaration = String;
    type Error = ();
}

impl RuleBodyItemParser<'_, String, ()> for Reader<'_> {
    fn parse_declarations(&self) -> bool {
        false
    }

    fn parse_qualified(&self) -> bool {
        true
    }
}

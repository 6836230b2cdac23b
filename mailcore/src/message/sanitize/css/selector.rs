//! Selectors: which elements of a message a rule is for (Selectors 4). They are written anew from
//! what is known, and reach nothing outside the letter.

use cssparser::{BasicParseErrorKind, ParseError, Parser, ToCss, Token};

use super::super::filter::ELEMENTS;
use super::super::names;
use super::apart::Apart;

/// The element that stands for the body of the message. Names of the message never begin so.
pub(in super::super) const LETTER: &str = ".letter";

/// The most selectors of one rule; the others are left out.
const MOST_SELECTORS: usize = 200;

/// The most compounds in a selector.
const MOST_COMPOUNDS: usize = 12;

/// Pseudo-classes that say where an element stands.
const STATIC: &[&str] = &[
    "link",
    "first-child",
    "last-child",
    "only-child",
    "first-of-type",
    "last-of-type",
    "only-of-type",
    "empty",
];

/// Pseudo-classes that change while somebody reads.
const DYNAMIC: &[&str] = &["hover", "active", "focus", "visited"];

/// Pseudo-classes with a number.
const COUNTING: &[&str] = &["nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type"];

/// The selectors of a rule.
#[derive(Default)]
pub(super) struct Selectors {
    /// Separated by commas; empty when none is left.
    pub(super) text: String,
    /// They depend on what somebody does: with an image in such a rule its sender would be told.
    pub(super) dynamic: bool,
}

/// Reads the selectors of a rule. Those that are not understood are left out.
pub(super) fn read(parser: &mut Parser<'_>) -> Selectors {
    let mut all = Selectors::default();
    let found = parser.parse_comma_separated_ignoring_errors(|it| one(it));
    for selector in found.into_iter().take(MOST_SELECTORS) {
        if !all.text.is_empty() {
            all.text.push(',');
        }
        all.text.push_str(&selector.text);
        all.dynamic |= selector.dynamic;
    }
    all
}

type Read<T> = Result<T, ParseError<()>>;

fn unknown<T>() -> Read<T> {
    Err(ParseError::from_basic_kind(BasicParseErrorKind::QualifiedRuleInvalid))
}

/// What one element must be.
#[derive(Default)]
struct Compound {
    text: String,
    /// It is the body, or the root.
    is_letter: bool,
    dynamic: bool,
}

/// One selector: compounds, each with what stands between it and the one before.
fn one(parser: &mut Parser<'_>) -> Read<Selectors> {
    parser.skip_whitespace();
    let mut compounds = vec![(' ', compound(parser)?)];
    while let Some(combinator) = combinator(parser)? {
        if compounds.len() >= MOST_COMPOUNDS {
            return unknown();
        }
        compounds.push((combinator, compound(parser)?));
    }
    // `html body` is the letter, too.
    let letters = compounds.iter().take_while(|(_, it)| it.is_letter).count();
    let mut compounds = compounds.split_off(letters.saturating_sub(1));
    if compounds.iter().skip(1).any(|(_, it)| it.is_letter) {
        return unknown();
    }
    if letters == 0 {
        compounds.insert(0, (' ', Compound { text: LETTER.to_owned(), ..Compound::default() }));
    }
    let mut selector = Selectors::default();
    for (at, (combinator, compound)) in compounds.into_iter().enumerate() {
        if at > 0 {
            selector.text.push(combinator);
        }
        selector.text.push_str(&compound.text);
        selector.dynamic |= compound.dynamic;
    }
    Ok(selector)
}

/// What stands before the next compound; `None` at the end.
fn combinator(parser: &mut Parser<'_>) -> Read<Option<char>> {
    let blank = parser.try_parse(Parser::expect_whitespace).is_ok();
    parser.skip_whitespace();
    let start = parser.state();
    let combinator = match parser.next() {
        Err(_) => return Ok(None),
        Ok(Token::Delim(it @ ('>' | '+' | '~'))) => *it,
        Ok(_) if blank => {
            parser.reset(&start);
            return Ok(Some(' '));
        }
        Ok(_) => return unknown(),
    };
    parser.skip_whitespace();
    Ok(Some(combinator))
}

fn compound(parser: &mut Parser<'_>) -> Read<Compound> {
    let mut compound = Compound::default();
    loop {
        let start = parser.state();
        match parser.next_including_whitespace().cloned() {
            Ok(Token::Ident(name)) if compound.text.is_empty() => compound.element(&name)?,
            Ok(Token::Delim('*')) if compound.text.is_empty() => compound.text.push('*'),
            Ok(Token::Delim('.')) => {
                let Ok(Token::Ident(name)) = parser.next_including_whitespace().cloned() else {
                    return unknown();
                };
                compound.text.push('.');
                compound.name(&names::prefixed(&name))?;
            }
            Ok(Token::IDHash(name)) => {
                compound.text.push('#');
                compound.name(&names::prefixed(&name))?;
            }
            Ok(Token::SquareBracketBlock) => parser.parse_nested_block(|it| compound.attribute(it))?,
            Ok(Token::Colon) => compound.pseudo(parser)?,
            Ok(_) => {
                parser.reset(&start);
                break;
            }
            Err(_) => break,
        }
    }
    if compound.text.is_empty() { unknown() } else { Ok(compound) }
}

impl Compound {
    fn element(&mut self, name: &str) -> Read<()> {
        let name = name.to_ascii_lowercase();
        if matches!(name.as_str(), "html" | "body") {
            self.be_the_letter();
        } else if ELEMENTS.contains(&name.as_str()) {
            self.text.push_str(&name);
        } else {
            return unknown();
        }
        Ok(())
    }

    fn be_the_letter(&mut self) {
        self.is_letter = true;
        self.text.push_str(LETTER);
    }

    /// A name that is written without an escape.
    fn name(&mut self, name: &str) -> Read<()> {
        let start = self.text.len();
        let written = cssparser::serialize_identifier(name, &mut self.text);
        let odd = self.text.get(start..).is_none_or(|it| it.contains('\\'));
        if written.is_err() || odd { unknown() } else { Ok(()) }
    }

    fn attribute(&mut self, parser: &mut Parser<'_>) -> Read<()> {
        let name = parser.expect_ident()?.to_ascii_lowercase();
        if !name.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-') {
            return unknown();
        }
        self.text.push('[');
        self.text.push_str(&name);
        if !parser.is_exhausted() {
            let (exact, operator) = match parser.next()?.clone() {
                Token::Delim('=') => (true, "="),
                Token::IncludeMatch => (true, "~="),
                Token::DashMatch => (true, "|="),
                Token::PrefixMatch => (true, "^="),
                Token::SuffixMatch => (false, "$="),
                Token::SubstringMatch => (false, "*="),
                _ => return unknown(),
            };
            let value = parser.expect_ident_or_string()?.to_string();
            parser.expect_exhausted()?;
            let named = exact && matches!(name.as_str(), "class" | "id");
            let value = if named { names::prefixed_list(&value).unwrap_or_default() } else { value };
            if value.contains(['\\', '<', '>', '&', '{', '}', ';', '\n']) {
                return unknown();
            }
            self.text.push_str(operator);
            Token::QuotedString(value.into()).to_css(&mut self.text).or_else(|_| unknown())?;
        }
        self.text.push(']');
        Ok(())
    }

    fn pseudo(&mut self, parser: &mut Parser<'_>) -> Read<()> {
        match parser.next_including_whitespace()?.clone() {
            Token::Ident(name) => {
                let name = name.to_ascii_lowercase();
                self.dynamic |= DYNAMIC.contains(&name.as_str());
                if name == "root" && self.text.is_empty() {
                    self.be_the_letter();
                } else if STATIC.contains(&name.as_str()) || DYNAMIC.contains(&name.as_str()) {
                    self.text.push(':');
                    self.text.push_str(&name);
                } else {
                    return unknown();
                }
                Ok(())
            }
            Token::Function(name) => {
                let name = name.to_ascii_lowercase();
                if name != "not" && !COUNTING.contains(&name.as_str()) {
                    return unknown();
                }
                self.text.push(':');
                self.text.push_str(&name);
                self.text.push('(');
                parser.parse_nested_block(
                    |it| if name == "not" { self.negation(it) } else { self.count(it) },
                )?;
                self.text.push(')');
                Ok(())
            }
            _ => unknown(),
        }
    }

    /// One compound that it must not be.
    fn negation(&mut self, parser: &mut Parser<'_>) -> Read<()> {
        parser.skip_whitespace();
        let not = compound(parser)?;
        parser.expect_exhausted()?;
        if not.is_letter {
            return unknown();
        }
        self.text.push_str(&not.text);
        self.dynamic |= not.dynamic;
        Ok(())
    }

    /// `odd`, `2n + 1` and the like.
    fn count(&mut self, parser: &mut Parser<'_>) -> Read<()> {
        let mut apart = Apart::default();
        while let Ok(token) = parser.next_including_whitespace() {
            apart.before(token.serialization_type(), &mut self.text);
            match token {
                Token::Ident(name) if is_step(name) => {}
                Token::Number { .. } | Token::Dimension { .. } | Token::WhiteSpace(_) => {}
                Token::Delim('+' | '-') => {}
                _ => return unknown(),
            }
            let start = self.text.len();
            token.to_css(&mut self.text).or_else(|_| unknown())?;
            let plain = |it: u8| it.is_ascii_alphanumeric() || b"+- \t\n\r\x0c.".contains(&it);
            if !self.text.bytes().skip(start).all(plain) {
                return unknown();
            }
        }
        Ok(())
    }
}

/// Whether a word stands for a step: `odd`, `even`, `n`, `-n-1`.
fn is_step(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    matches!(name.as_str(), "odd" | "even") || name.trim_start_matches('-').starts_with('n')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(selectors: &str, expected: &str) {
        assert_eq!(read(&mut Parser::new(selectors)).text, expected, "{selectors}");
    }

    #[test]
    fn names_are_prefixed_and_rules_stay_in_the_letter() {
        check("p", ".letter p");
        check("TD.col > a:hover , #x", ".letter td.m-col>a:hover,.letter #m-x");
        check(".a.b+*~h1", ".letter .m-a.m-b+*~h1");
        check(
            "td[class=\"a b\"], [class~=a], [class*=a], [align = left]",
            ".letter td[class=\"m-a m-b\"],.letter [class~=\"m-a\"],.letter [class*=\"a\"],.letter [align=\"left\"]",
        );
        check("li:nth-child( 2n + 1 ):not(.x)", ".letter li:nth-child( 2n + 1 ):not(.m-x)");
        check(".sm\\:w-1\\/2", ".letter .m-sm_w-1_2");
        check(".letter p", ".letter .m-letter p");
    }

    #[test]
    fn the_body_is_the_letter() {
        check("body", ".letter");
        check("html, body.x", ".letter,.letter.m-x");
        check("html body > p", ".letter>p");
        check(":root", ".letter");
        check("* body", "");
        check("p:not(body)", "");
    }

    #[test]
    fn what_is_not_known_matches_nothing() {
        for selector in [
            "",
            ">p",
            "p>",
            "p::before",
            "p:has(a)",
            "p:is(a)",
            ":host",
            "p{",
            "a|b",
            "&",
            "#1",
            ".",
            "p:not(a b)",
            "p:nth-child(1 of a)",
            "[a=b i]",
            "[a='</style>']",
            "script",
            "p[\\3c]",
            "p:hover:unknown",
            "@x",
            "p/b",
        ] {
            check(selector, "");
        }
        check("script, p", ".letter p");
        assert!(read(&mut Parser::new("a:not(:hover)")).dynamic);
        assert!(!read(&mut Parser::new("a:link")).dynamic);
    }
}

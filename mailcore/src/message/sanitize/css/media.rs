//! Media queries (Media Queries 4): of which screens a message's rules are. Written anew from what
//! is known; a query with anything else is none.

use cssparser::{BasicParseErrorKind, ParseError, Parser, ToCss, Token};

use super::apart::Apart;

/// What is asked of a screen. Not its color scheme: a message stands on light paper, whatever is
/// around it.
const FEATURES: &[&str] = &[
    "width",
    "min-width",
    "max-width",
    "device-width",
    "min-device-width",
    "max-device-width",
    "orientation",
    "resolution",
    "min-resolution",
    "max-resolution",
    "-webkit-device-pixel-ratio",
    "-webkit-min-device-pixel-ratio",
    "-webkit-max-device-pixel-ratio",
    "hover",
    "pointer",
];

/// Words that are answers.
const VALUES: &[&str] = &["portrait", "landscape", "none", "hover", "fine", "coarse"];

/// Words between features, and kinds of media.
const WORDS: &[&str] = &["only", "not", "and", "or", "all", "screen", "print"];

/// The deepest nesting of conditions.
const MOST_DEPTH: usize = 4;

/// A list of queries; `None` when it is not understood, empty when there is none.
pub(super) fn read(parser: &mut Parser<'_>) -> Option<String> {
    let mut query = String::new();
    write(parser, &mut query, &mut Apart::default(), 0)?;
    Some(query.trim().to_owned())
}

fn write(parser: &mut Parser<'_>, query: &mut String, apart: &mut Apart, depth: usize) -> Option<()> {
    while let Ok(token) = parser.next_including_whitespace().cloned() {
        apart.before(token.serialization_type(), query);
        match &token {
            Token::WhiteSpace(_) => query.push(' '),
            Token::Ident(name) => {
                let name = name.to_ascii_lowercase();
                let known = if depth == 0 { [WORDS, &[]] } else { [FEATURES, VALUES] };
                let connects = depth > 0 && matches!(name.as_str(), "and" | "or" | "not");
                if !connects && !known.iter().any(|it| it.contains(&name.as_str())) {
                    return None;
                }
                query.push_str(&name);
            }
            Token::Comma if depth == 0 => query.push(','),
            Token::Colon if depth > 0 => query.push(':'),
            // What follows is apart from it, so that it never begins a tag.
            Token::Delim(it @ ('<' | '>')) if depth > 0 => {
                query.push(*it);
                let equal = |it: &mut Parser<'_>| it.expect_delim('=');
                query.push(if parser.try_parse(equal).is_ok() { '=' } else { ' ' });
            }
            Token::Delim('=') if depth > 0 => query.push('='),
            Token::Number { .. } | Token::Dimension { .. } if depth > 0 => {
                let start = query.len();
                token.to_css(query).ok()?;
                let plain = |it: u8| it.is_ascii_alphanumeric() || matches!(it, b'.' | b'-' | b'+');
                query.bytes().skip(start).all(plain).then_some(())?;
            }
            Token::ParenthesisBlock if depth < MOST_DEPTH => {
                query.push('(');
                apart.bracket();
                parser
                    .parse_nested_block(|it| write(it, query, apart, depth + 1).ok_or_else(unknown))
                    .ok()?;
                query.push(')');
                apart.bracket();
            }
            _ => return None,
        }
    }
    Some(())
}

fn unknown() -> ParseError<()> {
    ParseError::from_basic_kind(BasicParseErrorKind::AtRuleInvalid)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(query: &str, expected: Option<&str>) {
        assert_eq!(read(&mut Parser::new(query)).as_deref(), expected, "{query}");
    }

    #[test]
    fn what_is_known_of_screens_is_kept() {
        for query in [
            "",
            "print",
            "only screen and (max-width:600px)",
            "screen and (min-width: 320px) and (max-device-width: 480px), print",
            "(-webkit-min-device-pixel-ratio: 1.5)",
            "not ((width >= 30em) and (orientation: landscape))",
        ] {
            check(query, Some(query));
        }
        check("ONLY Screen AND (Max-Width:600PX)", Some("only screen and (max-width:600PX)"));
        check("screen/**/and/**/(max-width:600px)", Some("screen and (max-width:600px)"));
        check("(300px<width<=600px)", Some("(300px< width<=600px)"));
        for query in [
            "(prefers-color-scheme: dark)",
            "yahoo",
            "(min-width:0\\0)",
            "screen and (max-width: calc(1px))",
            "(width: 1px</style>)",
            "(color)",
            "screen;x",
            "((((((width))))))",
        ] {
            check(query, None);
        }
    }
}

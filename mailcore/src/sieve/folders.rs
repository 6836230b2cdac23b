//! Names of folders in a script: where it files messages (RFC 5228, section 4.1), keeps copies of what it sends
//! (`:fcc`, RFC 8580), and asks whether there is a folder (RFC 5490, section 3.1).

use std::ops::Range;

use super::Error;
use super::edit::Draft;
use super::lexer::{Kind, Token, tokens};
use super::write::quoted;

/// Lets all that names folders follow these to other names: `to` gives the name that one has now, where it has another
/// one. In how many places it did.
///
/// # Errors
///
/// When it would be no script any more; it is as it was then.
pub fn follow(draft: &mut Draft, to: impl Fn(&str) -> Option<String>) -> Result<usize, Error> {
    let has_variables = draft.extensions().contains("variables");
    let tokens = tokens(draft.text()).unwrap_or_default();
    let renamed = |(folder, range): (&str, Range<usize>)| {
        let is_variable = has_variables && folder.contains("${");
        to(folder).filter(|_| !is_variable).map(|new| (range, new))
    };
    let changes: Vec<(Range<usize>, String)> = named(&tokens).into_iter().filter_map(renamed).collect();
    let mut text = draft.text().to_owned();
    for (range, new) in changes.iter().rev() {
        text.replace_range(range.clone(), &quoted(new));
    }
    let count = changes.len();
    *draft = Draft::new(text)?;
    Ok(count)
}

/// The folders that are named, in order, and where.
fn named<'a>(tokens: &'a [Token<'a>]) -> Vec<(&'a str, Range<usize>)> {
    let mut named = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at += 1;
        match token.kind {
            Kind::Tag(tag) if tag.eq_ignore_ascii_case("fcc") => named.extend(texts(tokens, &mut at)),
            Kind::Name(name) if name.eq_ignore_ascii_case("mailboxexists") => {
                named.extend(texts(tokens, &mut at));
            }
            Kind::Name(name) if name.eq_ignore_ascii_case("fileinto") => {
                // The folder stands last.
                let mut last = Vec::new();
                while tokens.get(at).is_some_and(|it| it.kind != Kind::Mark(';')) {
                    let before = at;
                    let read = texts(tokens, &mut at);
                    at += usize::from(at == before);
                    last = if read.is_empty() { last } else { read };
                }
                named.extend(last.pop().filter(|_| last.is_empty()));
            }
            _ => {}
        }
    }
    named
}

/// One string, or those of a list, if they stand here.
fn texts<'a>(tokens: &'a [Token<'a>], at: &mut usize) -> Vec<(&'a str, Range<usize>)> {
    let mut texts = Vec::new();
    let mut is_list = false;
    while let Some(token) = tokens.get(*at) {
        match &token.kind {
            Kind::Mark('[') if texts.is_empty() && !is_list => is_list = true,
            Kind::Text(text) => texts.push((text.as_ref(), token.range.clone())),
            Kind::Mark(',') if is_list => {}
            Kind::Mark(']') if is_list => {
                *at += 1;
                break;
            }
            _ => break,
        }
        *at += 1;
        if !is_list {
            break;
        }
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(text: &str) -> Draft {
        Draft::new(text.to_owned()).unwrap()
    }

    #[test]
    fn folders_are_followed_wherever_they_stand_and_all_else_stays() {
        let text = "require [\"fileinto\", \"copy\"];\n# fileinto \"Old\";\nif true { fileinto :copy \"Old\" ; keep; }\n\
                    elsif header \"Old\" \"Old\" { if true { fileinto text:\nOld/a\n.\n; } }\nfileinto \"Other\";\n\
                    if false # true\n{ fileinto :flags [\"Old\"] \"Ol\\d\"; }";
        let mut draft = draft(text);
        let to = |name: &str| match name {
            "Old" => Some("N\"w".to_owned()),
            "Old/a\n" => Some("N/a".to_owned()),
            _ => None,
        };
        assert_eq!(follow(&mut draft, to).unwrap(), 3);
        let expected = text
            .replace(":copy \"Old\"", ":copy \"N\\\"w\"")
            .replace("text:\nOld/a\n.\n", "\"N/a\"")
            .replace("\"Ol\\d\"", "\"N\\\"w\"");
        assert_eq!(draft.text(), expected);
        let mut variable = Draft::new("require \"variables\"; fileinto \"${x}\";".to_owned()).unwrap();
        assert_eq!(follow(&mut variable, |_| Some("y".to_owned())).unwrap(), 0);
    }

    #[test]
    fn copies_of_answers_and_questions_for_a_folder_follow_too() {
        let text = "require [\"vacation\", \"fcc\", \"mailbox\"];\n\
                    if not allof (mailboxexists [\"Old\", \"Else\", \"Old\"], mailboxexists \"Old\", header \"a\" \"Old\")\n\
                    { vacation :subject \"Old\" :fcc \"Old\" :create \"Old\"; notify :FCC \"Old\" \"mailto:Old\"; }\n";
        let mut draft = draft(text);
        assert_eq!(follow(&mut draft, |it| (it == "Old").then(|| "New".to_owned())).unwrap(), 5);
        let expected = text
            .replace("[\"Old\", \"Else\", \"Old\"]", "[\"New\", \"Else\", \"New\"]")
            .replace("mailboxexists \"Old\"", "mailboxexists \"New\"")
            .replace(":fcc \"Old\"", ":fcc \"New\"")
            .replace(":FCC \"Old\"", ":FCC \"New\"");
        assert_eq!(draft.text(), expected);
    }
}

//! French as it is set: no-break spaces before `: ; ! ? »` and behind `«`, and `’`.

use crate::demo::samples::{files, letter, letters, people};

/// What stands between a word and a sign, U+00A0: fonts and charsets have it.
const NO_BREAK: char = '\u{a0}';

/// The text as it should be; equal to it where nothing is wrong.
fn mended(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let at = |index: Option<usize>| index.and_then(|it| characters.get(it)).copied().unwrap_or(' ');
    let mut mended = String::with_capacity(text.len());
    for (index, this) in characters.iter().copied().enumerate() {
        let (before, next, then) = (at(index.checked_sub(1)), at(Some(index + 1)), at(Some(index + 2)));
        let ends = |it: char| it.is_whitespace() || matches!(it, ',' | ')' | '*');
        match this {
            ' ' if matches!(next, ':' | ';' | '!' | '?') && !then.is_alphanumeric() => mended.push(NO_BREAK),
            ' ' if next == '\u{bb}' || before == '\u{ab}' => mended.push(NO_BREAK),
            '\'' if before.is_alphabetic() && next.is_alphanumeric() => mended.push('\u{2019}'),
            ':' | ';' | '!' | '?' if before.is_alphanumeric() && ends(next) => {
                mended.push(NO_BREAK);
                mended.push(this);
            }
            _ => mended.push(this),
        }
    }
    mended
}

/// What is wrong, as it should be.
#[derive(Default)]
struct Wrong(Vec<String>);

impl Wrong {
    fn look(&mut self, name: &str, text: &str) {
        let lines = text.lines().filter(|it| !it.contains("://") && **it != mended(it));
        self.0.extend(lines.map(|it| format!("{name}: {}", mended(it))));
    }

    #[track_caller]
    fn expect_nothing(&self) {
        assert!(self.0.is_empty(), "as it should be, with U+00A0:\n{}", self.0.join("\n"));
    }
}

/// What stands between the tags.
fn without_tags(html: &str) -> String {
    let body = html.split("</head>").nth(1).unwrap_or(html);
    body.replace("&nbsp;", "").split('<').filter_map(|it| it.split_once('>')).map(|it| it.1).collect()
}

#[test]
fn french_letters_are_set_as_french_is() {
    let mut wrong = Wrong::default();
    for (name, text) in letters::FILES {
        for letter in letter::read(text).into_iter().map(Result::unwrap) {
            if letter.language == crate::demo::samples::wording::Language::French {
                wrong.look(name, letter.text);
                let subject = letter.subject.unwrap_or_default();
                let mark = ["Re: ", "Fwd: "].into_iter().find_map(|it| subject.strip_prefix(it));
                wrong.look(name, mark.unwrap_or(subject));
                letter.attached.iter().for_each(|it| wrong.look(name, it.1));
            }
        }
    }
    wrong.expect_nothing();
}

#[test]
fn other_french_texts_are_set_as_french_is() {
    let mut wrong = Wrong::default();
    for (name, text) in files::texts() {
        match name.rsplit('.').next() {
            Some("html") => wrong.look(name, &without_tags(text)),
            Some("txt") => wrong.look(name, text),
            Some("csv") => wrong.look(name, &text.replace(';', ",")),
            _ => {}
        }
    }
    let signatures = people::PEOPLE.lines().filter(|it| it.starts_with("  "));
    wrong.look("people.txt", &signatures.collect::<Vec<_>>().join("\n"));
    // Its first lines say in English what it is.
    let words = include_str!("../bulk/words.txt").split_once("\n\n").map_or("", |it| it.1);
    wrong.look("words.txt", words);
    wrong.expect_nothing();
}

#[test]
fn plain_forms_are_caught() {
    for (plain, good) in [
        ("Quoi ?", "Quoi\u{a0}?"),
        ("Quoi!", "Quoi\u{a0}!"),
        ("\u{ab} Oui \u{bb}", "\u{ab}\u{a0}Oui\u{a0}\u{bb}"),
        ("l'eau ; d'ici : l\u{e0}", "l\u{2019}eau\u{a0}; d\u{2019}ici\u{a0}: l\u{e0}"),
        ("Objet: rien", "Objet\u{a0}: rien"),
    ] {
        assert_eq!(mended(plain), good);
        assert_eq!(mended(good), good);
    }
    assert_eq!(mended("\u{e0} 10:30, 100 g"), "\u{e0} 10:30, 100 g");
}

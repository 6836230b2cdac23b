//! The words of a text that its writer answers for: not what is quoted, not a signature, no addresses, no
//! code.

/// A word where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    /// As it is written.
    pub text: &'a str,
    /// Its first octet in the whole text.
    pub at: usize,
    /// The end of what stands before it on its line.
    pub before: &'a str,
    /// The beginning of what stands behind it on its line.
    pub after: &'a str,
}

/// So much of a line is shown on each side of a word, in characters.
const AROUND: usize = 40;

/// A signature has fewer lines than this: what is longer is text below a line of hyphens.
const MOST_SIGNATURE: usize = 15;

/// Capitals in a row, up to so many, are an abbreviation.
const MOST_ABBREVIATION: usize = 5;

/// All words that can be right or wrong, in their order.
pub fn of(text: &str) -> impl Iterator<Item = Word<'_>> {
    own_lines(text).flat_map(|(at, line)| in_line(line, at))
}

/// A word as dictionaries write it: with straight apostrophes and plain hyphens.
pub fn plain(word: &str) -> String {
    let plain = |it| match it {
        '’' => '\'',
        '\u{2011}' => '-',
        it => it,
    };
    word.chars().filter(|it| *it != '\u{ad}').map(plain).collect()
}

/// A suggestion for a word, with apostrophes as the word has them.
pub(super) fn like(word: &str, suggestion: String) -> String {
    match word.chars().find(|it| matches!(it, '\'' | '’')) {
        Some(apostrophe) => suggestion.replace(['\'', '’'], &apostrophe.to_string()),
        None => suggestion,
    }
}

/// The whole words at the beginning of a text, at most so many octets, and whether that is not all of it.
pub(super) fn beginning(text: &str, most: usize) -> (&str, bool) {
    if text.len() <= most {
        return (text, false);
    }
    let beginning = text.get(..text.floor_char_boundary(most)).unwrap_or_default();
    let end = beginning.rfind(char::is_whitespace).unwrap_or(0);
    (beginning.get(..end).unwrap_or_default(), true)
}

/// The lines that are neither quoted nor of the signature nor inside of a fence (```), with where they begin.
fn own_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines: Vec<(usize, &str)> = with_places(text).collect();
    let mut own = Vec::with_capacity(lines.len());
    let (mut is_fenced, mut is_signature) = (false, false);
    for (number, (at, line)) in lines.iter().enumerate() {
        let rest = || lines.iter().skip(number + 1).map(|it| it.1);
        if is_quoted(line) {
            is_signature = false;
        } else if line.trim_start().starts_with("```") {
            is_fenced = !is_fenced;
        } else if is_separator(line) && rest().take_while(|it| !is_quoted(it)).count() < MOST_SIGNATURE {
            is_signature = true;
        } else if !is_fenced && !is_signature && !announces(line, rest()) {
            own.push((*at, *line));
        }
    }
    own.into_iter()
}

fn with_places(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split('\n').scan(0, |next, line| {
        let at = *next;
        *next += line.len() + 1;
        Some((at, line))
    })
}

fn is_quoted(line: &str) -> bool {
    line.starts_with('>')
}

fn is_separator(line: &str) -> bool {
    matches!(line, "-- " | "--" | "---")
}

/// A line that says who wrote what is quoted below it.
fn announces<'a>(line: &str, mut rest: impl Iterator<Item = &'a str>) -> bool {
    line.trim_end().ends_with(':') && rest.find(|it| !it.trim().is_empty()).is_some_and(is_quoted)
}

fn in_line(line: &str, line_at: usize) -> impl Iterator<Item = Word<'_>> {
    pieces(line, char::is_whitespace).filter(|(_, piece)| !is_no_prose(piece)).flat_map(
        move |(piece_at, piece)| {
            pieces(piece, |it| !is_of_word(it)).filter_map(move |(at, run)| {
                let text = run.trim_matches(is_joint);
                let from = piece_at + at + (run.len() - run.trim_start_matches(is_joint).len());
                is_word(text).then(|| Word {
                    text,
                    at: line_at + from,
                    before: last(line.get(..from).unwrap_or_default()),
                    after: first(line.get(from + text.len()..).unwrap_or_default()),
                })
            })
        },
    )
}

/// What stands between separators, with where it begins; nothing that is empty.
fn pieces(text: &str, is_separator: impl Fn(char) -> bool) -> impl Iterator<Item = (usize, &str)> {
    let pieces = text.split(is_separator).scan(0, move |next, piece| {
        let at = *next;
        *next += piece.len();
        let separator = text.get(*next..).and_then(|it| it.chars().next());
        *next += separator.map_or(0, char::len_utf8);
        Some((at, piece))
    });
    pieces.filter(|(_, piece)| !piece.is_empty())
}

/// An address, a path, a name in a program: nothing of it is spelled.
fn is_no_prose(piece: &str) -> bool {
    let inner = piece.trim_matches(|it: char| !it.is_alphanumeric());
    let mut around_dots = inner.split('.').skip(1);
    piece.contains("://")
        || piece.contains(['@', '\\', '_', '`', '<', '='])
        || piece.starts_with(['/', '#', '~'])
        || around_dots.any(|it| it.starts_with(char::is_alphanumeric))
}

fn is_joint(it: char) -> bool {
    matches!(it, '\'' | '’' | '-' | '\u{2011}' | '\u{ad}')
}

fn is_of_word(it: char) -> bool {
    // U+0300 to U+036F: accents of letters that are written in two parts.
    it.is_alphanumeric() || is_joint(it) || matches!(it, '\u{300}'..='\u{36f}')
}

/// Letters of the Latin script, more than one, and no abbreviation.
fn is_word(text: &str) -> bool {
    let letters = text.chars().filter(|it| !is_joint(*it)).count();
    let is_abbreviation = letters <= MOST_ABBREVIATION && !text.contains(char::is_lowercase);
    letters > 1 && !is_abbreviation && !text.chars().any(|it| it.is_numeric() || is_of_other_script(it))
}

fn is_of_other_script(it: char) -> bool {
    it.is_alphabetic() && it > '\u{24f}' && !matches!(it, '\u{1e00}'..='\u{1eff}')
}

fn last(text: &str) -> &str {
    let at = text.char_indices().rev().nth(AROUND - 1).map_or(0, |it| it.0);
    text.get(at..).unwrap_or_default()
}

fn first(text: &str) -> &str {
    let end = text.char_indices().nth(AROUND).map_or(text.len(), |it| it.0);
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let words: Vec<Word<'_>> = of(text).collect();
        assert_eq!(words.iter().map(|it| it.text).collect::<Vec<_>>(), expected, "{text:?}");
        for word in words {
            assert_eq!(text.get(word.at..word.at + word.text.len()), Some(word.text), "{text:?}");
        }
    }

    #[test]
    fn words_are_what_is_between_spaces_and_signs() {
        check("Bonjour, c’est « l’été » : dis-moi !", &["Bonjour", "c’est", "l’été", "dis-moi"]);
        check("(rien)… et/ou 'tout' – enfin.", &["rien", "et", "ou", "tout", "enfin"]);
        check("e\u{301}te\u{301} co\u{ad}opérer", &["e\u{301}te\u{301}", "co\u{ad}opérer"]);
        check("a à y 12 15h30 2ème B2B TVA S.N.C.F. RAPPEL", &["RAPPEL"]);
        check("", &[]);
        check("Привет Ελλάδα مرحبا 你好 Straße", &["Straße"]);
    }

    #[test]
    fn addresses_and_code_are_no_words() {
        check("voir https://exmple.org/chemn?q=motfau ou", &["voir", "ou"]);
        check("à claire@exmple.org, www.exmple.org et facteur.toml", &["et"]);
        check("`let motfau` C:\\Docs /usr/libx mon_nom <b> #motdiese fin.", &["fin"]);
        check("```\nlet motfau = 1;\n```\nfin", &["fin"]);
    }

    #[test]
    fn what_others_wrote_is_left_alone() {
        check(
            "Merci !\n\nLe 3 mai, Piere a écrit :\n> motfau\n> > motfau\nBien vu",
            &["Merci", "Bien", "vu"],
        );
        check("Merci :\nsuite\n-- \nClaire Vasseur\nSoignies", &["Merci", "suite"]);
        check("Merci\n---\nClaire\n\n> cité\nen bas", &["Merci", "en", "bas"]);
        let long = "ligne\n".repeat(MOST_SIGNATURE + 1);
        assert_eq!(of(&format!("avant\n---\n{long}")).count(), MOST_SIGNATURE + 2);
    }

    #[test]
    fn the_line_around_a_word_is_cut_at_characters() {
        let text = format!("{} mot {}", "é".repeat(60), "à".repeat(60));
        let word = of(&text).find(|it| it.text == "mot").unwrap();
        assert_eq!(word.before, format!("{} ", "é".repeat(AROUND - 1)));
        assert_eq!(word.after, format!(" {}", "à".repeat(AROUND - 1)));
        assert_eq!(beginning("un é", 4), ("un", true));
        assert_eq!(beginning("un é", 5), ("un é", false));
        assert_eq!(beginning("une", 2), ("", true));
    }
}

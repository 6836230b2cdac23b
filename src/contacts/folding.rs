//! Words as they are compared while somebody types: without case and without accents.

use icu_normalizer::DecomposingNormalizerBorrowed;

/// A text in small letters without accents: `Clémence Œuvrard` is `clemence oeuvrard`.
pub fn fold(text: &str) -> String {
    let decomposed = DecomposingNormalizerBorrowed::new_nfkd().normalize(text).to_lowercase();
    let mut folded = String::with_capacity(decomposed.len());
    for letter in decomposed.chars() {
        match letter {
            // Accents, which stand behind their letter now, and what no database takes.
            '\u{300}'..='\u{36f}' | '\0' => {}
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            '’' => folded.push('\''),
            letter => folded.push(letter),
        }
    }
    folded
}

/// What somebody typed as the words that are looked for, at most five.
pub fn terms(typed: &str) -> Vec<String> {
    fold(typed).split_whitespace().take(5).map(str::to_owned).collect()
}

/// What an address is found by, a blank before each word: the words of the name, the address as a whole, the
/// parts of it.
pub fn words(name: &str, address: &str) -> String {
    let (name, address) = (fold(name), fold(address));
    let parts = |text: &str| -> Vec<String> {
        let parts = text.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
        parts.map(str::to_owned).collect()
    };
    let whole = name.split_whitespace().chain([address.as_str()]).map(str::to_owned);
    let all = whole.chain(parts(&name)).chain(parts(&address));
    all.flat_map(|it| [" ".to_owned(), it]).collect()
}

/// A text in pieces, each with whether it is one of the terms; best where a word begins with it.
pub fn marked(text: &str, terms: &[String]) -> Vec<(String, bool)> {
    let letters: Vec<char> = text.chars().collect();
    // The folded letters, each with the place of the one that it is of.
    let folded: Vec<(char, usize)> = letters
        .iter()
        .enumerate()
        .flat_map(|(at, it)| fold(it.encode_utf8(&mut [0; 4])).chars().map(|it| (it, at)).collect::<Vec<_>>())
        .collect();
    let mut is_marked = vec![false; letters.len()];
    for term in terms {
        let term: Vec<char> = term.chars().collect();
        let is_here = |at: usize| {
            let here = folded.iter().skip(at).map(|it| it.0).take(term.len());
            here.eq(term.iter().copied())
        };
        let begins_word = |at: usize| {
            at.checked_sub(1).and_then(|it| folded.get(it)).is_none_or(|it| !it.0.is_alphanumeric())
        };
        let places: Vec<usize> = (0..folded.len()).filter(|at| is_here(*at)).collect();
        let place = places.iter().find(|at| begins_word(**at)).or(places.first());
        for (_, at) in place.into_iter().flat_map(|place| folded.iter().skip(*place).take(term.len())) {
            is_marked.iter_mut().skip(*at).take(1).for_each(|it| *it = true);
        }
    }
    let mut pieces: Vec<(String, bool)> = Vec::new();
    for (letter, mark) in letters.into_iter().zip(is_marked) {
        match pieces.last_mut().filter(|it| it.1 == mark) {
            Some((piece, _)) => piece.push(letter),
            None => pieces.push((letter.to_string(), mark)),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_accents_do_not_count() {
        assert_eq!(fold("Clémence Œuvrard"), "clemence oeuvrard");
        assert_eq!(fold("ÅSE STRAẞE L’Hôte"), "ase strasse l'hote");
        assert_eq!(fold("a\0b"), "ab");
        assert_eq!(terms("  Cle\u{301}  MART "), ["cle", "mart"]);
    }

    #[test]
    fn somebody_is_found_by_each_word_and_each_part() {
        let words = words("Jean-Claude Delmas", "jc.delmas@menuiserie.example");
        for begun in [" jean-cl", " claude", " delm", " jc.delmas@men", " menuiserie", " jc"] {
            assert!(words.contains(begun), "{begun:?} in {words:?}");
        }
    }

    #[track_caller]
    fn check(text: &str, typed: &str, expected: &str) {
        let pieces = marked(text, &terms(typed)).into_iter();
        let shown: String = pieces.map(|(it, mark)| if mark { format!("[{it}]") } else { it }).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn what_was_typed_is_marked_where_a_word_begins_with_it() {
        check("Clémence Martin", "cle mar", "[Clé]mence [Mar]tin");
        check("Anna Nadal", "na", "Anna [Na]dal");
        check("Vasseur", "sse", "Va[sse]ur");
        check("Cœur", "co", "[Cœ]ur");
        check("Jean", "x", "Jean");
        check("", "x", "");
    }
}

//! How texts are compared: i;unicode-casemap (RFC 5051), of which RFC 5256 makes the order of SORT
//! and RFC 9051 what SEARCH finds.

use icu_normalizer::DecomposingNormalizerBorrowed;

/// A text in the form that is compared octet by octet: small and capital letters are one, accents
/// stand after their letter, so that `é` is among the `e` and is none.
pub(super) fn casemap(text: &str) -> String {
    let capital: String = text.chars().map(capital).collect();
    DecomposingNormalizerBorrowed::new_nfkd().normalize(&capital).into_owned()
}

/// The capital of a letter, where it is one letter.
fn capital(letter: char) -> char {
    let mut letters = letter.to_uppercase();
    match (letters.next(), letters.next()) {
        (Some(capital), None) => capital,
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_one_in_any_case_and_any_composition() {
        for (one, other) in
            [("Été", "éTÉ"), ("e\u{301}t\u{e9}", "ÉTE\u{301}"), ("straße", "STRAßE"), ("ａｂ", "AB")]
        {
            assert_eq!(casemap(one), casemap(other), "{one} {other}");
        }
        assert_ne!(casemap("été"), casemap("ete"));
    }

    #[test]
    fn accents_sort_after_their_letter_and_before_the_next_one() {
        let mut words = ["zèbre", "fin", "École", "ezra", "eau"];
        words.sort_by_key(|it| casemap(it));
        assert_eq!(words, ["eau", "ezra", "École", "fin", "zèbre"]);
    }
}

//! Faces that are made of signs, as characters that are faces.

use super::escape;

/// Each with its character. None of them is what a letter, a number or code ends in.
const FACES: &[(&str, char)] = &[
    (":-)", '🙂'),
    (":)", '🙂'),
    ("=)", '🙂'),
    ("(-:", '🙂'),
    (";-)", '😉'),
    (";)", '😉'),
    (":-D", '😃'),
    (":D", '😃'),
    ("=D", '😃'),
    (":-(", '🙁'),
    (":(", '🙁'),
    (":'-(", '😢'),
    (":'(", '😢'),
    (":-P", '😛'),
    (":-p", '😛'),
    (":P", '😛'),
    (":p", '😛'),
    (":-O", '😮'),
    (":-o", '😮'),
    (":-/", '😕'),
    (":-|", '😐'),
    (":-*", '😘'),
    ("8-)", '😎'),
    ("B-)", '😎'),
    ("O:-)", '😇'),
    (">:-(", '😠'),
    ("^^", '😊'),
    ("<3", '❤'),
];

/// What may stand directly behind a face.
const BEHIND: &[char] = &['.', ',', '!', '?', ';', ':', '…'];

/// Appends a text, escaped. A face stands by itself, with nothing but a blank before it: in `f(:)`, `12:00:(` and
/// a path there is none.
pub(super) fn write(html: &mut String, text: &str) {
    // What directly follows a link is still of its word.
    let goes_on = html.ends_with("</a>");
    for (index, piece) in text.split_inclusive(char::is_whitespace).enumerate() {
        let word = piece.trim_end_matches(char::is_whitespace);
        let (face, rest) = match face(word).filter(|_| index > 0 || !goes_on) {
            Some((character, length)) => (Some(character), piece.get(length..).unwrap_or_default()),
            None => (None, piece),
        };
        html.extend(face);
        escape(html, rest);
    }
}

/// The character of the face that a word is, and how many octets of the word that is.
fn face(word: &str) -> Option<(char, usize)> {
    let is_face = |(signs, _): &&(&str, char)| {
        word.strip_prefix(signs).is_some_and(|rest| rest.chars().all(|it| BEHIND.contains(&it)))
    };
    FACES.iter().find(is_face).map(|(signs, character)| (*character, signs.len()))
}

#[cfg(test)]
mod tests {
    use super::super::{Flow, to_html_with_emoticons};

    #[test]
    fn faces_become_characters_where_they_are_faces() {
        for (text, expected) in [
            ("Bonjour :-)", "Bonjour 🙂"),
            (":) et ;-), merci :D !", "🙂 et 😉, merci 😃 !"),
            ("Dommage :'(…", "Dommage 😢…"),
            ("<3 & a <3b", "❤ &amp; a &lt;3b"),
            ("f(:) 12:00:( x:)y (voir :) ) :)) ::)", "f(:) 12:00:( x:)y (voir 🙂 ) :)) ::)"),
            ("C:\\:p http ://x", "C:\\:p http ://x"),
        ] {
            assert_eq!(to_html_with_emoticons(text, Flow::default(), "").as_str(), expected, "{text}");
        }
        let html = to_html_with_emoticons("https://a.fr/:) :)", Flow::default(), "");
        assert!(
            html.as_str().contains("🙂") && html.as_str().contains("href=\"https://a.fr/"),
            "{}",
            html.as_str()
        );
        assert_eq!(html.as_str().matches('🙂').count(), 1);
    }
}

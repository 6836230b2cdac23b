//! What must hold of everything that a reader of foreign octets gives back.

pub mod safe;

/// Fails when a text that is shown in one line could leave it.
pub fn is_one_line(text: &str) {
    assert!(!text.contains(char::is_control), "a control character in {text:?}");
}

/// Fails when a text of several lines holds what no line may.
pub fn is_clean(text: &str) {
    assert!(!text.contains(|it: char| it.is_control() && it != '\n' && it != '\t'), "{text:?}");
}

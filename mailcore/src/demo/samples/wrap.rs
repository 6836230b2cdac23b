//! Paragraphs, one a line, to the lines of a mail.

/// The longest line, in characters.
const WIDTH: usize = 72;

/// Broken for good. Quoted lines, and words that are too long, stay as they are.
pub(super) fn fixed(text: &str) -> String {
    wrap(text, "\n")
}

/// Broken so that a reader can put the paragraphs together again (RFC 3676).
pub(super) fn flowed(text: &str) -> String {
    wrap(text, " \n")
}

fn wrap(text: &str, soft: &str) -> String {
    let mut wrapped = String::with_capacity(text.len() + text.len() / 16);
    for line in text.trim_end_matches('\n').split('\n') {
        if line.starts_with('>') || line == "-- " {
            wrapped.push_str(line);
        } else {
            wrap_line(line, soft, &mut wrapped);
        }
        wrapped.push('\n');
    }
    wrapped
}

fn wrap_line(line: &str, soft: &str, wrapped: &mut String) {
    let mut width = 0;
    for word in line.split(' ') {
        let length = word.chars().count();
        if width > 0 && width + 1 + length > WIDTH {
            wrapped.push_str(soft);
            width = 0;
        } else if width > 0 {
            wrapped.push(' ');
            width += 1;
        }
        wrapped.push_str(word);
        width += length;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_short_and_quotes_stay() {
        let long = "mot ".repeat(60);
        let text = format!("{}\n> {long}\n-- \nMoi", long.trim());
        let lines: Vec<String> = fixed(&text).lines().map(str::to_owned).collect();
        assert_eq!(lines.iter().filter(|it| it.chars().count() > WIDTH).count(), 1);
        assert_eq!(lines.get(lines.len() - 2).map(String::as_str), Some("-- "));
    }

    #[test]
    fn a_flowed_line_says_that_it_goes_on() {
        let text = "mot ".repeat(40);
        let flowed = flowed(text.trim());
        let (last, others) =
            flowed.lines().collect::<Vec<_>>().split_last().map(|(l, o)| (*l, o.to_vec())).unwrap();
        assert!(others.iter().all(|it| it.ends_with(' ')) && !last.ends_with(' '));
        assert_eq!(flowed.replace(" \n", " ").trim(), text.trim());
    }
}

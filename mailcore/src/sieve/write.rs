//! Values as they are written in a script: whatever a person typed, it stays a value.

/// A text in quotes, on one line: line ends become blanks.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars().filter(|it| *it != '\0') {
        match character {
            '\r' => {}
            '\n' => quoted.push(' '),
            '"' | '\\' => quoted.extend(['\\', character]),
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

/// A text of several lines: `text:`, the lines, and a dot, without what ends the command.
pub fn text_block(text: &str) -> String {
    let mut block = String::from("text:\r\n");
    for line in text.replace('\0', "").lines() {
        let line = line.replace('\r', "");
        if line.starts_with('.') {
            block.push('.');
        }
        block.push_str(&line);
        block.push_str("\r\n");
    }
    block.push_str(".\r\n");
    block
}

/// A text for one line of a comment.
pub fn comment(text: &str) -> String {
    text.chars().map(|it| if it.is_control() { ' ' } else { it }).collect::<String>().trim().to_owned()
}

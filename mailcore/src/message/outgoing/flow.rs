//! format=flowed (RFC 3676): long lines are broken so that a reader can put them together again.

/// Where a line is broken, in characters.
const WIDTH: usize = 72;

/// Writes a text with lines ended by CRLF. Quoted lines stay as they are, and none of them flows:
/// who wrote them decided where they end. Control characters are left out.
pub(super) fn flow(text: &str) -> String {
    let text = without_controls(text);
    let mut flowed = String::with_capacity(text.len() + text.len() / 16);
    for line in text.trim_end_matches('\n').split('\n') {
        if line == "-- " {
            push_line(&mut flowed, line);
        } else if line.starts_with('>') {
            flowed.push_str(line.trim_end_matches(' '));
            flowed.push_str("\r\n");
        } else {
            flow_line(&mut flowed, line.trim_end_matches(' '));
        }
    }
    flowed
}

/// Writes a text with lines ended by CRLF, each as it is. Control characters are left out.
pub(super) fn fixed(text: &str) -> String {
    let text = without_controls(text);
    text.trim_end_matches('\n').split('\n').flat_map(|line| [line, "\r\n"]).collect()
}

fn without_controls(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || matches!(c, '\t' | '\n')).collect()
}

fn flow_line(flowed: &mut String, line: &str) {
    let (mut start, mut width) = (0, 0);
    let mut at = 0;
    for word in line.split_inclusive(' ') {
        let length = word.chars().count();
        let current = line.get(start..at).unwrap_or_default();
        // Alone on its line this would be taken for the beginning of the signature.
        if width > 0 && width + length > WIDTH && current != "-- " {
            push_line(flowed, current);
            (start, width) = (at, 0);
        }
        at += word.len();
        width += length;
    }
    push_line(flowed, line.get(start..).unwrap_or_default());
}

/// Appends a line, with a blank before what a reader would take for something else.
fn push_line(flowed: &mut String, line: &str) {
    if line.starts_with([' ', '>']) || line.starts_with("From ") {
        flowed.push(' ');
    }
    flowed.push_str(line);
    flowed.push_str("\r\n");
}

//! HTML as mail programs make it of what people type.

use std::fmt::Write as _;

/// Paragraphs, quotations and a signature, of a text with a paragraph a line.
pub(super) fn of_text(text: &str) -> String {
    let mut html = String::from("<!DOCTYPE html>\n<html><body>\n");
    let (text, signature) = text.split_once("\n-- \n").unwrap_or((text, ""));
    let mut quoted = false;
    for block in blocks(text) {
        let is_quotation = block.starts_with('>');
        if is_quotation != quoted {
            html.push_str(if is_quotation { QUOTATION } else { "</blockquote>\n" });
            quoted = is_quotation;
        }
        let lines: Vec<String> =
            block.lines().map(|it| escape(it.trim_start_matches('>').trim_start())).collect();
        let _ = writeln!(html, "<p>{}</p>", lines.join("<br>\n"));
    }
    if quoted {
        html.push_str("</blockquote>\n");
    }
    if !signature.is_empty() {
        let lines: Vec<String> = signature.lines().map(escape).collect();
        let _ = writeln!(html, "<p style=\"color: #666\">-- <br>\n{}</p>", lines.join("<br>\n"));
    }
    html + "</body></html>\n"
}

const QUOTATION: &str =
    "<blockquote type=\"cite\" style=\"margin: 0; padding-left: 1em; border-left: 2px solid #99a\">\n";

/// The text in pieces between empty lines; a quotation is a piece of its own.
fn blocks(text: &str) -> Vec<String> {
    let mut blocks: Vec<String> = vec![String::new()];
    let mut quoted = false;
    for line in text.lines() {
        let is_quotation = line.starts_with('>');
        let empty = line.trim_start_matches('>').trim().is_empty();
        if empty || is_quotation != quoted {
            blocks.push(String::new());
            quoted = is_quotation;
        }
        if let Some(block) = blocks.last_mut().filter(|_| !empty) {
            block.push_str(line);
            block.push('\n');
        }
    }
    blocks.retain(|it| !it.is_empty());
    blocks
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_quotations_and_a_signature() {
        let html = of_text("Oui <3\nou non\n\nIl a \u{e9}crit :\n> un\n>\n> deux\n\nFin\n-- \nMoi");
        for piece in
            ["<p>Oui &lt;3<br>\nou non</p>", "<p>un</p>\n<p>deux</p>\n</blockquote>\n<p>Fin</p>", "Moi</p>"]
        {
            assert!(html.contains(piece), "{piece}: {html}");
        }
        assert_eq!(html.matches("<blockquote").count(), 1);
    }
}

//! A text in two forms, plain and HTML, with the pictures that the HTML shows (RFC 2046, section 5.1.4;
//! RFC 2387).

use lettre::message::Body;
use lettre::message::header::ContentTransferEncoding;

use super::{OutgoingFile, Text, attached, header, new_boundary, write_part, write_text};
use crate::message::sanitize::SafeHtml;

/// The HTML of a message: what was written, made safe as what others write.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HtmlBody {
    /// The content of its body.
    pub html: SafeHtml,
    /// What it shows by `cid:`.
    pub pictures: Vec<InlinePicture>,
}

/// A picture in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InlinePicture {
    /// Its Content-ID without angle brackets: letters, digits, `.`, `-`, `_` and `@`.
    pub content_id: String,
    /// The picture.
    pub file: OutgoingFile,
}

/// Writes both forms as what follows the header of a message or of a part, which gets its Content-Type.
pub(super) fn write(octets: &mut Vec<u8>, mut header: header::Writer, text: &Text, body: &HtmlBody) {
    let boundary = new_boundary();
    header.text("Content-Type", &format!("multipart/alternative; boundary=\"{boundary}\""));
    octets.extend(header.into_octets());
    write_text(octets, &boundary, text);
    octets.extend(format!("--{boundary}\r\n").bytes());
    if body.pictures.is_empty() {
        write_html(octets, &body.html);
    } else {
        write_related(octets, body);
    }
    octets.extend(format!("--{boundary}--\r\n").bytes());
}

fn write_related(octets: &mut Vec<u8>, body: &HtmlBody) {
    let boundary = new_boundary();
    let mut header = header::Writer::default();
    header.text("Content-Type", &format!("multipart/related; type=\"text/html\"; boundary=\"{boundary}\""));
    octets.extend(header.into_octets());
    octets.extend(format!("--{boundary}\r\n").bytes());
    write_html(octets, &body.html);
    for picture in &body.pictures {
        let (mut header, encoding) = attached::header(&picture.file, false);
        header.inline(&picture.content_id, &attached::name(&picture.file.name));
        write_part(octets, &boundary, header, |octets| attached::write(octets, &picture.file, encoding));
    }
    octets.extend(format!("--{boundary}--\r\n").bytes());
}

/// Writes the HTML as a part, without the boundary before it.
fn write_html(octets: &mut Vec<u8>, html: &SafeHtml) {
    let document = format!(
        "<!DOCTYPE html>\r\n<html><head><meta charset=\"utf-8\"></head><body>{html}</body></html>\r\n"
    );
    let document = encoded(document);
    let mut header = header::Writer::default();
    header.text("Content-Type", "text/html; charset=utf-8");
    header.text("Content-Transfer-Encoding", &document.encoding().to_string());
    octets.extend(header.into_octets());
    octets.extend(document.as_ref());
    octets.extend(b"\r\n");
}

/// Quoted-printable, whatever is in it: servers on the way break long lines of other encodings.
pub(super) fn encoded(document: String) -> Body {
    let wish = ContentTransferEncoding::QuotedPrintable;
    Body::new_with_encoding(document, wish).unwrap_or_else(Body::new)
}

#[cfg(test)]
mod tests {
    use mail_parser::{MessageParser, MimeHeaders as _};

    use super::super::tests::message;
    use super::super::{Bcc, OutgoingMessage};
    use super::*;

    fn written(html: &str) -> OutgoingMessage {
        let picture = InlinePicture {
            content_id: "1@example.fr".to_owned(),
            file: OutgoingFile {
                name: "Été.png".to_owned(),
                media_type: "image/png".to_owned(),
                octets: vec![0x89, b'P', 0, 1].into(),
            },
        };
        let html = HtmlBody { html: SafeHtml(html.to_owned()), pictures: vec![picture] };
        OutgoingMessage { html: Some(html), ..message() }
    }

    #[track_caller]
    fn check(message: &OutgoingMessage, expected: &str) {
        let octets = message.to_octets(Bcc::Hidden).unwrap();
        assert!(octets.split(|it| *it == b'\n').all(|line| line.len() < 999), "no line is too long");
        let read = MessageParser::new().parse(&octets).unwrap();
        let kinds: Vec<String> = read
            .parts
            .iter()
            .filter_map(|it| it.content_type())
            .map(|it| format!("{}/{}", it.ctype(), it.subtype().unwrap_or_default()))
            .collect();
        assert_eq!(kinds.join(" "), expected);
        assert_eq!(read.body_text(0).unwrap().trim_end(), "Bonjour,\r\n\r\nà demain.");
        let html = read.body_html(0).unwrap();
        assert!(html.contains(message.html.as_ref().unwrap().html.as_str()), "{html}");
    }

    #[test]
    fn both_forms_and_the_pictures_read_the_same() {
        let all = written(&format!("<p>{} <img src=\"cid:1@example.fr\"></p>", "été ".repeat(500)));
        check(&all, "multipart/alternative text/plain multipart/related text/html image/png");
        let octets = all.to_octets(Bcc::Hidden).unwrap();
        let read = MessageParser::new().parse(&octets).unwrap();
        let picture = read.parts.last().unwrap();
        assert_eq!(
            (picture.content_id(), picture.attachment_name()),
            (Some("1@example.fr"), Some("Été.png"))
        );
        assert!(!picture.content_disposition().unwrap().is_attachment());
        assert_eq!(picture.contents(), [0x89, b'P', 0, 1]);
    }

    #[test]
    fn without_pictures_or_with_files_there_is_no_more_than_needed() {
        let mut message = written("<b>à demain</b>");
        let pictures = std::mem::take(&mut message.html.as_mut().unwrap().pictures);
        check(&message, "multipart/alternative text/plain text/html");
        message.files = pictures.into_iter().map(|it| it.file).collect();
        check(&message, "multipart/mixed multipart/alternative text/plain text/html image/png");
    }
}

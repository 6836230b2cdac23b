//! What a file is: as its message calls it, and as its octets tell.

use mailcore::message::part::{Part, UNKNOWN};
use mailcore::message::picture;

/// How every PDF begins. Readers take some octets before it, too; such a one is saved, not shown.
const PDF: &[u8] = b"%PDF-";

/// Extensions of pictures that every browser draws.
const PICTURES: &[&str] = &["png", "jpg", "jpeg", "gif", "webp"];

/// Extensions of what a person reads as it is.
const TEXTS: &[&str] =
    &["txt", "text", "md", "csv", "tsv", "log", "ini", "conf", "diff", "patch", "json", "sql"];

/// Text that is markup: its source is nothing to read, and nobody else's document is ever shown.
const MARKUP: &[&str] =
    &["text/html", "text/xml", "text/calendar", "text/vcard", "text/x-vcard", "text/directory"];

/// What kind of file a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A raster picture.
    Picture,
    /// A document in PDF.
    Pdf,
    /// Text.
    Text,
    /// Anything else: only to be saved.
    Other,
}

impl Kind {
    /// What the message calls it; where its type says nothing, by the extension of its name.
    pub fn claimed(part: &Part) -> Self {
        match part.media_type.as_str() {
            "application/pdf" | "application/x-pdf" => Self::Pdf,
            "image/png" | "image/jpeg" | "image/jpg" | "image/pjpeg" | "image/gif" | "image/webp" => {
                Self::Picture
            }
            markup if MARKUP.contains(&markup) => Self::Other,
            text if text.starts_with("text/") => Self::Text,
            "application/json" => Self::Text,
            UNKNOWN => Self::named(part.file_name.as_deref().unwrap_or_default()),
            _ => Self::Other,
        }
    }

    fn named(name: &str) -> Self {
        let extension = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
        let is = |list: &[&str]| list.contains(&extension.as_str());
        match extension.as_str() {
            "pdf" => Self::Pdf,
            _ if is(PICTURES) => Self::Picture,
            _ if is(TEXTS) => Self::Text,
            _ => Self::Other,
        }
    }

    /// What it is, by its first octets (decoded, sixteen tell); `claimed` counts for text alone, which
    /// has no mark of its own. What no text holds makes it none.
    pub fn found(head: &[u8], claimed: Self) -> Self {
        if picture::Kind::of(head).is_some() {
            Self::Picture
        } else if is_pdf(head) {
            Self::Pdf
        } else if claimed == Self::Text && is_text(head) {
            Self::Text
        } else {
            Self::Other
        }
    }
}

/// Whether octets begin as a PDF does.
pub fn is_pdf(head: &[u8]) -> bool {
    head.starts_with(PDF)
}

/// NUL is in no text but UTF-16 and UTF-32, which say so by their first octets.
fn is_text(head: &[u8]) -> bool {
    let marked = [&b"\xff\xfe"[..], b"\xfe\xff"].iter().any(|it| head.starts_with(it));
    marked || !head.contains(&0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(media_type: &str, name: &str, expected: Kind) {
        let file_name = Some(name.to_owned());
        let part = Part { media_type: media_type.to_owned(), file_name, ..Part::default() };
        assert_eq!(Kind::claimed(&part), expected, "{media_type} {name}");
    }

    #[test]
    fn a_message_calls_its_files_what_it_likes() {
        check("image/png", "a", Kind::Picture);
        check("application/pdf", "a.exe", Kind::Pdf);
        check("application/octet-stream", "a.exe.PDF", Kind::Pdf);
        check("application/octet-stream", "a.jpeg", Kind::Picture);
        check("application/octet-stream", "a.csv", Kind::Text);
        check("application/octet-stream", "a.pdf.exe", Kind::Other);
        check("application/octet-stream", "a.html", Kind::Other);
        check("text/plain", "a", Kind::Text);
        check("text/csv", "a", Kind::Text);
        for markup in
            ["text/html", "text/xml", "application/xhtml+xml", "image/svg+xml", "multipart/related", ""]
        {
            check(markup, "a.png", Kind::Other);
        }
    }

    #[test]
    fn octets_tell_what_a_file_is() {
        assert_eq!(Kind::found(b"\x89PNG\r\n\x1a\n", Kind::Other), Kind::Picture);
        assert_eq!(Kind::found(b"%PDF-1.7\n", Kind::Text), Kind::Pdf);
        assert_eq!(Kind::found(b"<script>alert(1)</script>", Kind::Picture), Kind::Other);
        assert_eq!(Kind::found(b"<script>alert(1)</script>", Kind::Text), Kind::Text);
        assert_eq!(Kind::found(b"a\0b", Kind::Text), Kind::Other);
        assert_eq!(Kind::found(b"\xff\xfea\0", Kind::Text), Kind::Text);
        assert_eq!(Kind::found(b"", Kind::Pdf), Kind::Other);
    }
}

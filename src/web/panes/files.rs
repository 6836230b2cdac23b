//! Files as tiles: name, kind, size.

use mailcore::message::container;
use mailcore::message::part::Part;

/// A file of an open message.
#[derive(Debug, Default)]
pub(in crate::web) struct FileTile {
    /// Its place in the message: `2.1`.
    pub(in crate::web) part: String,
    /// Where it is downloaded.
    pub(in crate::web) url: String,
    /// Where it is looked at, if it is of a kind that can be; of a message, where it is read.
    pub(in crate::web) open_url: Option<String>,
    /// A small picture of it, which need not be there after all.
    pub(in crate::web) thumbnail_url: Option<String>,
    /// The whole name.
    pub(in crate::web) name: String,
    /// The name before the extension; may be shortened by the page.
    pub(in crate::web) stem: String,
    /// The extension with its dot, never shortened; may be empty.
    pub(in crate::web) extension: String,
    /// The class of its mark.
    pub(in crate::web) kind: &'static str,
    /// What stands in the mark.
    pub(in crate::web) kind_label: String,
    pub(in crate::web) size: String,
}

impl FileTile {
    /// A tile that says what it is called and how large it is, and leads nowhere yet.
    pub(in crate::web) fn new(name: String, size: String) -> Self {
        let (stem, extension) = split_name(&name);
        let (kind, kind_label) = kind(&extension);
        Self { stem, extension, kind, kind_label, size, name, ..Self::default() }
    }
}

/// Splits a file name into what may be shortened and what may not, with its dot.
pub(in crate::web) fn split_name(name: &str) -> (String, String) {
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() && is_extension(extension) => {
            (stem.to_owned(), format!(".{extension}"))
        }
        _ => (name.to_owned(), String::new()),
    }
}

fn is_extension(text: &str) -> bool {
    (1..=10).contains(&text.len()) && text.bytes().all(|it| it.is_ascii_alphanumeric())
}

/// The class and the letters of a file's mark, by its extension (with the dot).
pub(in crate::web) fn kind(extension: &str) -> (&'static str, String) {
    let extension = extension.trim_start_matches('.').to_ascii_lowercase();
    let class = match extension.as_str() {
        "pdf" => "pdf",
        "ods" | "xls" | "xlsx" | "xlsm" | "csv" | "tsv" => "ods",
        "odt" | "doc" | "docx" | "rtf" | "txt" | "md" | "odp" | "ppt" | "pptx" => "doc",
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "svg" | "bmp" | "tif" | "tiff" | "heic" | "avif" => "img",
        "zip" | "gz" | "tar" | "7z" | "rar" | "bz2" | "xz" => "zip",
        "eml" | "msg" => "eml",
        _ => "bin",
    };
    let label: String = extension.chars().take(4).collect();
    (class, if label.is_empty() { "?".to_owned() } else { label.to_ascii_uppercase() })
}

/// Whether a file is a message that opens as one.
pub(in crate::web) fn is_message(part: &Part) -> bool {
    part.is_told() || container::kind(part) == Some(container::Kind::Message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_extension_is_what_follows_the_last_dot() {
        for (name, stem, extension) in [
            ("a.pdf", "a", ".pdf"),
            ("facture.pdf.exe", "facture.pdf", ".exe"),
            ("archive.tar.gz", "archive.tar", ".gz"),
            (".profile", ".profile", ""),
            ("sans extension", "sans extension", ""),
            ("fin de phrase. Et la suite", "fin de phrase. Et la suite", ""),
        ] {
            assert_eq!(split_name(name), (stem.to_owned(), extension.to_owned()));
        }
    }

    #[test]
    fn a_kind_is_told_by_the_extension() {
        assert_eq!(kind(".PDF"), ("pdf", "PDF".to_owned()));
        assert_eq!(kind(".jpeg"), ("img", "JPEG".to_owned()));
        assert_eq!(kind(""), ("bin", "?".to_owned()));
    }
}

//! Letters with files of any kind, as their senders call them.

use crate::letters::{base64_lines, head};

/// A file as a part of a letter.
#[derive(Clone, Debug)]
pub struct File {
    /// The header lines of the part, without that of its encoding.
    pub header: String,
    /// What it holds.
    pub octets: Vec<u8>,
}

impl File {
    /// An attachment of this type and name.
    pub fn new(media_type: &str, name: &str, octets: impl Into<Vec<u8>>) -> Self {
        let header =
            format!("Content-Type: {media_type}\r\nContent-Disposition: attachment; filename=\"{name}\"");
        Self { header, octets: octets.into() }
    }
}

/// A text part and files; `text` is the part whole, with its header.
pub fn with_part(subject: &str, to: &str, text: &str, files: &[File]) -> Vec<u8> {
    let mut res = head(subject, to);
    res += &format!("Content-Type: multipart/mixed; boundary=b1\r\n\r\n--b1\r\n{text}\r\n");
    for File { header, octets } in files {
        let lines = base64_lines(octets);
        res += &format!("--b1\r\n{header}\r\nContent-Transfer-Encoding: base64\r\n\r\n{lines}\r\n");
    }
    (res + "--b1--\r\n").into()
}

/// The same with a text in UTF-8.
pub fn with_files(subject: &str, to: &str, text: &str, files: &[File]) -> Vec<u8> {
    let text = format!("Content-Type: text/plain; charset=utf-8\r\n\r\n{}", text.replace('\n', "\r\n"));
    with_part(subject, to, &text, files)
}

/// A photograph.
pub const JPEG: &[u8] = include_bytes!("../../../mailcore/src/demo/samples/files/facade.jpg");

/// A drawing.
pub const PNG: &[u8] = include_bytes!("../../../mailcore/src/demo/samples/files/carnets.png");

/// An invoice of one page.
pub const PDF: &[u8] = include_bytes!("../../../mailcore/src/demo/samples/files/facture.pdf");

/// A photograph in more octets than it needs, as cameras write them.
pub fn large_jpeg() -> Vec<u8> {
    [JPEG, &vec![0; 1_200_000]].concat()
}

/// A picture of few octets that claims thousands of millions of pixels.
pub fn bomb() -> File {
    let size = 32_000_u16.to_le_bytes();
    let octets = [
        &b"GIF89a"[..],
        &size,
        &size,
        b"\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0",
        &size,
        &size,
        b"\0\x02\x02D\x01\0;",
    ]
    .concat();
    File::new("image/gif", "bombe.gif", octets)
}

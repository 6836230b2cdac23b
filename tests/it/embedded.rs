//! Messages in messages, reports, signatures, what Outlook packs: on a real Dovecot.

mod inside;
mod look;
mod packed;
mod protected;
pub mod report;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use base64::Engine as _;

/// A letter with headers of its own around what follows: `Content-Type: …` and the body.
fn letter(from: &str, to: &str, subject: &str, content: &str) -> String {
    let mut res = String::new();
    let id = subject.bytes().fold(17_u64, |sum, it| sum.wrapping_mul(31).wrapping_add(it.into()));
    let subject = crate::letters::encoded_words(subject);
    let _ = write!(
        res,
        "From: {from}\nTo: {to}\nSubject: {subject}\nDate: Tue, 24 Nov 2026 09:30:00 +0100\n\
         Message-ID: <{id}@sink.test>\nMIME-Version: 1.0\n{content}"
    );
    res
}

/// Parts of a multipart, each with its header.
fn multipart(kind: &str, boundary: &str, parts: &[&str]) -> String {
    let mut res = format!("Content-Type: multipart/{kind}; boundary={boundary}\n\n");
    for part in parts {
        let _ = write!(res, "--{boundary}\n{part}\n");
    }
    let _ = writeln!(res, "--{boundary}--");
    res
}

/// A part of plain text.
fn text(words: &str) -> String {
    format!("Content-Type: text/plain; charset=utf-8\n\n{words}\n")
}

/// A message as a part.
fn forwarded(letter: &str) -> String {
    format!("Content-Type: message/rfc822\n\n{letter}")
}

/// A file as a part.
fn file(media_type: &str, name: &str, octets: &[u8]) -> String {
    let base64 = base64::engine::general_purpose::STANDARD.encode(octets);
    let lines: Vec<&str> = base64.as_bytes().chunks(76).filter_map(|it| str::from_utf8(it).ok()).collect();
    format!(
        "Content-Type: {media_type}; name={name}\nContent-Transfer-Encoding: base64\n\
         Content-Disposition: attachment; filename={name}\n\n{}\n",
        lines.join("\n")
    )
}

/// A file that others made, or that was made by hand; `tests/data/README.md` says how.
fn made(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name))
        .expect("a file of the tests")
}

/// With the line ends of mail.
fn octets(letter: &str) -> Vec<u8> {
    letter.replace("\r\n", "\n").replace('\n', "\r\n").into()
}

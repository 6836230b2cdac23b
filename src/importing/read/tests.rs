//! Files of every kind, and of none.

use std::io::Write as _;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

fn read_all(octets: &[u8]) -> Vec<Given> {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(octets).unwrap();
    file.rewind().unwrap();
    let mut given = Vec::new();
    read(file, "lettre.eml", &mut |it| {
        given.push(it);
        true
    });
    given
}

/// What was given, in short: subjects, reasons.
fn told(octets: &[u8]) -> Vec<String> {
    let told = |it: Given| match it {
        Given::Letter(letter, _) => letter.name,
        Given::LeftOut(it) => format!("{}: {:?}", it.name, it.why),
        Given::Stop(stop) => format!("{stop:?}"),
    };
    read_all(octets).into_iter().map(told).collect()
}

fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(io::Cursor::new(Vec::new()));
    for (name, octets) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(octets).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_file_is_told_by_what_is_in_it() {
    assert_eq!(told(b"Subject: a\n\nx\n"), ["a"]);
    assert_eq!(told(b"From x\nSubject: a\n\nx\n\nFrom y\nSubject: b\n"), ["a", "b"]);
    assert_eq!(told(b"\xef\xbb\xbfX-A: 1\n"), ["lettre.eml"]);
    for other in [&b""[..], b"plain text", b"\x89PNG\r\n", b"<html>:", b": x"] {
        assert_eq!(told(other), ["lettre.eml: NotMail"], "{other:?}");
    }
}

#[test]
fn a_message_has_the_line_ends_of_mail() {
    let Some(Given::Letter(letter, _)) = read_all(b"Subject: a\n\nx\0y\r\nz").pop() else {
        panic!("a letter")
    };
    assert_eq!(letter.octets, &b"Subject: a\r\n\r\nxy\r\nz"[..]);
}

#[test]
fn a_zip_gives_its_messages_and_tells_what_it_left_out() {
    let inner = zipped(&[("x.eml", b"Subject: hidden\n")]);
    let zip = zipped(&[
        ("courrier/a.eml", b"Subject: a\n"),
        ("courrier/tout.mbox", b"From x\nSubject: b\n\nFrom y\nSubject: c\n"),
        ("../../etc/d.eml", b"Subject: d\n"),
        ("/etc/e.eml", b"Subject: e\n"),
        ("dedans.zip", &inner),
        ("photo.png", b"\x89PNG"),
    ]);
    let told = told(&zip);
    assert_eq!(told[..3], ["a", "b", "c"]);
    assert!(told.contains(&"../../etc/d.eml: Name".to_owned()), "{told:?}");
    assert!(told.contains(&"dedans.zip: Nested".to_owned()), "{told:?}");
    assert!(told.contains(&"photo.png: NotMail".to_owned()), "{told:?}");
}

#[test]
fn a_damaged_zip_ends_the_reading() {
    let zip = zipped(&[("a.eml", b"Subject: a\n")]);
    assert_eq!(told(&zip[..zip.len() - 10]), ["Damaged"]);
    assert_eq!(told(b"PK\x03\x04"), ["Damaged"]);
}

#[test]
fn a_zip_with_a_table_without_end_is_not_opened() {
    let mut zip = zipped(&[("a.eml", b"Subject: a\n")]);
    let record = zip.len() - 22;
    zip[record + 8..record + 12].fill(0xff);
    assert_eq!(told(&zip), ["TooMuch"]);
}

#[test]
fn what_unpacks_to_very_much_is_one_message_that_is_too_long() {
    let mut long = b"Subject: bomb\n\n".to_vec();
    long.resize(MOST_MESSAGE + 10, b'x');
    let zip = zipped(&[("bomb.eml", &long), ("a.eml", b"Subject: a\n")]);
    assert!(zip.len() < 1_000_000);
    assert_eq!(told(&zip), ["bomb: TooLong", "a"]);
}

#[test]
fn reading_ends_when_nobody_listens() {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(b"From x\nSubject: a\n\nFrom y\nSubject: b\n").unwrap();
    file.rewind().unwrap();
    let mut heard = 0;
    read(file, "x", &mut |_| {
        heard += 1;
        false
    });
    assert_eq!(heard, 1);
}

//! Streams written here, and what becomes of damaged ones.

use super::*;

/// A stream that is being written.
struct Written(Vec<u8>);

impl Written {
    fn new() -> Self {
        let mut written = Self([0x78, 0x9f, 0x3e, 0x22, 1, 0].to_vec());
        written.attribute(1, attributes::CODEPAGE, &[0xe4, 4, 0, 0, 0, 0, 0, 0]);
        written
    }

    /// Level, number with a type of zero, length, value, checksum.
    fn attribute(&mut self, level: u8, id: u16, value: &[u8]) -> &mut Self {
        self.0.push(level);
        self.0.extend(u32::from(id).to_le_bytes());
        self.0.extend((value.len() as u32).to_le_bytes());
        self.0.extend(value);
        self.0.extend([0, 0]);
        self
    }

    fn file(&mut self, title: &str, properties: &[Vec<u8>], data: &[u8]) -> &mut Self {
        self.attribute(2, attributes::ATTACHMENT_BEGINS, &[1, 0]);
        self.attribute(2, attributes::ATTACHMENT_TITLE, title.as_bytes());
        if !data.is_empty() {
            self.attribute(2, attributes::ATTACHMENT_DATA, data);
        }
        self.attribute(2, attributes::ATTACHMENT_PROPERTIES, &list(properties))
    }
}

fn list(properties: &[Vec<u8>]) -> Vec<u8> {
    [(properties.len() as u32).to_le_bytes().to_vec(), properties.concat()].concat()
}

fn property(id: u16, kind: u16, value: &[u8]) -> Vec<u8> {
    let mut octets = [kind.to_le_bytes(), id.to_le_bytes()].concat();
    octets.extend(1_u32.to_le_bytes());
    octets.extend((value.len() as u32).to_le_bytes());
    octets.extend(value);
    octets.resize(octets.len().next_multiple_of(4), 0);
    octets
}

fn wide(id: u16, text: &str) -> Vec<u8> {
    let octets: Vec<u8> = text.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
    property(id, 0x1f, &octets)
}

/// `[length, length unpacked, "LZFu", checksum]` and runs, as MS-OXRTFCP has it in section 4.
const HELLO: &[u8] = &[
    0x2d, 0, 0, 0, 0x2b, 0, 0, 0, 0x4c, 0x5a, 0x46, 0x75, 0xf1, 0xc5, 0xc7, 0xa7, 3, 0, 0x0a, 0, 0x72, 0x63,
    0x70, 0x67, 0x31, 0x32, 0x35, 0x42, 0x32, 0x0a, 0xf3, 0x20, 0x68, 0x65, 0x6c, 9, 0, 0x20, 0x62, 0x77, 5,
    0xb0, 0x6c, 0x64, 0x7d, 0x0a, 0x80, 0x0f, 0xa0,
];

/// The names and the octets of all files.
fn files(unpacked: &Unpacked<'_>) -> Vec<(String, Vec<u8>)> {
    unpacked.files.iter().map(|it| (it.name.clone().unwrap_or_default(), it.octets.to_vec())).collect()
}

#[test]
fn files_have_their_long_names() {
    let mut stream = Written::new();
    let named = [
        wide(properties::LONG_NAME, r"C:\tmp\Procès-verbal d’été.pdf"),
        property(properties::MEDIA_TYPE, 0x1e, b"Application/PDF\0"),
    ];
    stream.file("PROCES~1.PDF\0", &named, b"%PDF").file("note.txt\0", &[], b"x");
    let unpacked = read(&stream.0).unwrap();
    assert_eq!(
        files(&unpacked),
        [("Procès-verbal d’été.pdf".to_owned(), b"%PDF".to_vec()), ("note.txt".to_owned(), b"x".to_vec())]
    );
    assert_eq!(
        (unpacked.files[0].media_type.as_str(), unpacked.files[1].media_type.as_str()),
        ("application/pdf", part::UNKNOWN)
    );
    assert_eq!((unpacked.body, unpacked.cut), (None, false));
}

#[test]
fn data_may_stand_in_a_property_and_an_object_too() {
    let mut stream = Written::new();
    let object = [[0; 16].as_slice(), b"OLE"].concat();
    stream.file("a\0", &[property(properties::DATA, 0x102, b"abc")], b"");
    stream.file("b\0", &[property(properties::DATA, 0x0d, &object)], b"");
    assert_eq!(
        files(&read(&stream.0).unwrap()),
        [("a".to_owned(), b"abc".to_vec()), ("b".to_owned(), b"OLE".to_vec())]
    );
}

#[test]
fn named_and_multiple_properties_are_passed_over() {
    let mut named = [0x1f_u16.to_le_bytes(), 0x8001_u16.to_le_bytes()].concat();
    named.extend([0; 16]);
    named.extend([1, 0, 0, 0, 6, 0, 0, 0]);
    named.extend([b'a', 0, b'b', 0, 0, 0, 0, 0]);
    named.extend(wide(0, "x").split_off(4));
    let several = [&[0x03, 0x10, 0x34, 0x12, 2, 0, 0, 0][..], &[1, 0, 0, 0, 2, 0, 0, 0]].concat();
    let truth = vec![0x0b, 0, 1, 2, 1, 0, 0, 0];
    let mut stream = Written::new();
    stream.file("t\0", &[named, several, truth, wide(properties::LONG_NAME, "found.txt")], b"1");
    assert_eq!(files(&read(&stream.0).unwrap())[0].0, "found.txt");
}

#[test]
fn the_best_form_of_the_text_is_read() {
    let with = |properties: &[Vec<u8>]| {
        let mut stream = Written::new();
        stream.attribute(1, attributes::BODY, b"an old \xe9t\xe9\0");
        stream.attribute(1, attributes::MESSAGE_PROPERTIES, &list(properties));
        read(&stream.0).unwrap().body
    };
    let text = |it: &str| Some(Body::Text(it.to_owned()));
    assert_eq!(with(&[]), text("an old été"));
    assert_eq!(with(&[wide(properties::BODY, "Été\r\n")]), text("Été\n"));
    let codepage = vec![3, 0, 0xde, 0x3f, 0xe9, 0xfd, 0, 0];
    let html = property(properties::BODY_HTML, 0x102, "<p>é</p>".as_bytes());
    assert_eq!(with(&[codepage, html]), Some(Body::Html("<p>é</p>".to_owned())));
    let only_rtf = [wide(properties::BODY, " "), property(properties::RTF_COMPRESSED, 0x102, HELLO)];
    assert_eq!(with(&only_rtf), text("hello world"));
}

#[test]
fn an_attached_message_gives_its_text_and_its_files() {
    let mut inner = Written::new();
    inner.attribute(
        1,
        attributes::MESSAGE_PROPERTIES,
        &list(&[wide(properties::SUBJECT, "Devis 1/2"), wide(properties::BODY, "Voici.")]),
    );
    inner.file("devis.pdf\0", &[], b"%PDF");
    let object = [[0; 16].as_slice(), &inner.0].concat();
    let mut stream = Written::new();
    stream.file("Devis\0", &[property(properties::DATA, 0x0d, &object)], b"");
    assert_eq!(
        files(&read(&stream.0).unwrap()),
        [("Devis 1-2.txt".to_owned(), b"Voici.".to_vec()), ("devis.pdf".to_owned(), b"%PDF".to_vec())]
    );
}

#[test]
fn messages_in_messages_end_at_a_depth() {
    let mut octets = Written::new().file("f\0", &[], b"1").0.clone();
    for _ in 0..200 {
        let object = [[0; 16].as_slice(), &octets].concat();
        octets = Written::new().file("m\0", &[property(properties::DATA, 0x0d, &object)], b"").0.clone();
    }
    let unpacked = read(&octets).unwrap();
    assert_eq!(
        (unpacked.files.len(), unpacked.files[0].octets.get(..4)),
        (1, Some(&[0x78, 0x9f, 0x3e, 0x22][..]))
    );
}

#[test]
fn too_many_files_are_left_out_and_said() {
    let mut stream = Written::new();
    for _ in 0..MOST_FILES + 1 {
        stream.attribute(2, attributes::ATTACHMENT_BEGINS, &[]);
    }
    let unpacked = read(&stream.0).unwrap();
    assert_eq!((unpacked.files.len(), unpacked.cut), (MOST_FILES, true));
}

#[test]
fn a_size_that_lies_is_not_believed() {
    let mut lying = HELLO.to_vec();
    lying[4..8].copy_from_slice(&u32::MAX.to_le_bytes());
    assert_eq!(lzfu::unpack(&lying, 1000), lzfu::unpack(HELLO, 1000));
    assert_eq!(lzfu::unpack(HELLO, 7).unwrap(), b"{\\rtf1\\");
    let mut stream = Written::new().file("a\0", &[], b"abc").0.clone();
    stream.extend([1, 7, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, b'x']);
    let unpacked = read(&stream).unwrap();
    assert_eq!((unpacked.files.len(), unpacked.cut), (1, true));
    let endless = [u32::MAX.to_le_bytes().to_vec(), vec![0; 4000]].concat();
    assert!(properties::read(&endless).count() < 1000);
}

#[test]
fn runs_overlap_what_they_write() {
    let wxyz: &[u8] = &[
        0x1a, 0, 0, 0, 0x1c, 0, 0, 0, 0x4c, 0x5a, 0x46, 0x75, 0xe2, 0xd4, 0x4b, 0x51, 0x41, 0, 4, 0x20, 0x57,
        0x58, 0x59, 0x5a, 0x0d, 0x6e, 0x7d, 1, 0x0e, 0xb0,
    ];
    assert_eq!(lzfu::unpack(wxyz, 1000).unwrap(), b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}");
    let as_it_is = [&[9, 0, 0, 0, 9, 0, 0, 0][..], b"MELA\0\0\0\0{\\rtf1 a}"].concat();
    assert_eq!(lzfu::unpack(&as_it_is, 1000).unwrap(), b"{\\rtf1 a}");
    assert_eq!(lzfu::unpack(b"short", 1000), None);
}

#[test]
fn rtf_gives_its_text() {
    for (rtf, expected) in [
        (
            r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}\pard Un \'e9t\'e9\par suite\tab fin}",
            "Un été\nsuite\tfin",
        ),
        (r"{\rtf1\uc1 \u8364?100 \u-10179?\u-8704? \{x\} a\~b}", "€100 😀 {x} a\u{a0}b"),
        (r"{\rtf1\ansicpg932 \'93\'fa\'96\'7b}", "日本"),
        (
            r"{\rtf1\ansi\fromhtml1{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Bonjour\htmlrtf\par}\htmlrtf0}",
            "Bonjour\n",
        ),
        (r"{\rtf1{\pict\bin3 }}}}x}", "x"),
        (r"{\rtf1 {{{ never closed", " never closed"),
        (r"{\rtf1 a}}}} b\", "a b"),
    ] {
        assert_eq!(rtf::text(rtf.as_bytes()).as_deref(), Some(expected), "{rtf}");
    }
    assert_eq!(rtf::text(b"plain"), None);
    let deep = format!("{{\\rtf1 {}x{}", "{".repeat(100_000), "}".repeat(100_000));
    assert_eq!(rtf::text(deep.as_bytes()).as_deref(), Some("x"));
}

#[test]
fn every_beginning_and_every_changed_octet_is_read() {
    let mut stream = Written::new();
    stream.attribute(
        1,
        attributes::MESSAGE_PROPERTIES,
        &list(&[wide(properties::BODY, "a"), property(properties::RTF_COMPRESSED, 0x102, HELLO)]),
    );
    stream.file("a.txt\0", &[wide(properties::LONG_NAME, "long.txt")], b"abc");
    for at in 0..stream.0.len() {
        let _ = read(&stream.0[..at]);
        for octet in [0, 1, 0x7f, 0x80, 0xff] {
            let mut changed = stream.0.clone();
            changed[at] = octet;
            let _ = read(&changed);
        }
    }
    assert_eq!(read(b""), None);
    assert_eq!(read(b"PK\x03\x04 no stream at all"), None);
}

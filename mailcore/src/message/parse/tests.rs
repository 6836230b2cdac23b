//! What is read of headers and bodies, right or wrong as they come.

use super::*;

/// Numbers that look random and are the same in each run (xorshift).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

#[track_caller]
fn check_line(octets: impl AsRef<[u8]>, expected: &str) {
    assert_eq!(unstructured(octets.as_ref()), expected);
}

#[test]
fn encoded_words_are_decoded() {
    check_line("Bonjour", "Bonjour");
    check_line("=?UTF-8?Q?R=C3=A9union?= demain", "Réunion demain");
    check_line("=?iso-8859-1?q?R=E9union_de_l'=E9t=E9?=", "Réunion de l'été");
    check_line("=?utf-8?B?w6l0w6k=?=", "été");
    check_line("=?utf-8*fr?B?w6l0w6k?=", "été");
    check_line("=?ISO-2022-JP?B?GyRCRnxLXDhsGyhC?=", "日本語");
    check_line("=?koi8-r?B?8NLJ18XU?=", "Привет");
    check_line("=?utf-7?Q?+AOk-t+AOk-?=", "été");
    check_line("=?windows-1252?Q?=80_5?=", "€ 5");
    check_line("a =?utf-8?q?b?= c =?utf-8?q?d?=", "a b c d");
}

#[test]
fn words_side_by_side_are_one_text() {
    check_line("=?utf-8?q?a?= =?utf-8?q?b?=", "ab");
    check_line("=?utf-8?q?a?=\r\n =?UTF-8?b?Yg==?=", "ab");
    check_line("=?utf-8?q?a?= =?iso-8859-1?q?=E9?=", "aé");
    // One character in two words, and in words of both encodings.
    check_line("=?utf-8?q?=C3?= =?utf-8?q?=A9t=C3=A9?=", "été");
    check_line("=?utf-8?b?4oI=?= =?utf-8?b?rA==?=", "€");
    check_line("=?gb2312?b?xOM=?= =?gb2312?b?usM=?=", "你好");
}

#[test]
fn what_is_no_encoded_word_stays() {
    for text in ["=?", "=?=", "=?utf-8?", "=?utf-8?x?abc?=", "=?utf-8?q?abc", "a =? b ?= c", "1+1=?"] {
        check_line(text, text);
    }
    check_line("=?utf-8?q?a=ZZb=?=", "a=ZZb=");
    check_line("=?nonsense?q?caf=E9?=", "café");
}

#[test]
fn raw_octets_are_utf_8_or_guessed() {
    check_line("Réunion", "Réunion");
    check_line(b"R\xe9union de l'\xe9t\xe9 pass\xe9", "Réunion de l'été passé");
    check_line(b"\xe9t\xe9 =?utf-8?q?=C3=A9?=", "été é");
}

#[test]
fn a_line_stays_one_line() {
    check_line("a\r\n b\r\n\tc", "a b c");
    check_line("=?utf-8?q?a=0D=0ABcc:_x@y.z?=", "aBcc: x@y.z");
    check_line("a\0b\x1bc\u{85}d\u{2028}e", "a b c d e");
    check_line("gnp\u{202e}.exe", "gnp.exe");
}

#[test]
fn a_flood_of_words_takes_no_long_time() {
    for word in ["=?utf-8?q?a?= ", "=?a?q?", "=?", "?=", "=?utf-8?b?????", "=?utf-8?q?=C3?="] {
        unstructured(word.repeat(60_000 / word.len()).as_bytes());
    }
}

#[track_caller]
fn check_addresses(value: impl AsRef<[u8]>, expected: &[(&str, &str)]) {
    let octets = [b"To: ", value.as_ref(), b"\r\n\r\n"].concat();
    let found = headers(&octets).to;
    let found: Vec<_> = found.iter().map(|it| (it.name.as_str(), it.address.as_str())).collect();
    assert_eq!(found, expected);
}

#[test]
fn addresses_are_read() {
    check_addresses("a@b.fr", &[("", "a@b.fr")]);
    check_addresses("Jean <a@b.fr>, c@d.fr", &[("Jean", "a@b.fr"), ("", "c@d.fr")]);
    check_addresses("\"Dupont, Jean\" <a@b.fr>", &[("Dupont, Jean", "a@b.fr")]);
    check_addresses("=?utf-8?Q?Dupont=2C_Ren=C3=A9?= <a@b.fr>", &[("Dupont, René", "a@b.fr")]);
    check_addresses("=?utf-8?q?Ren=C3?=\r\n =?utf-8?q?=A9?= <a@b.fr>", &[("René", "a@b.fr")]);
    check_addresses("\"=?utf-8?q?Ren=C3=A9?=\" <a@b.fr>", &[("René", "a@b.fr")]);
    check_addresses(b"Ren\xe9 L\xe9vy <a@b.fr>", &[("René Lévy", "a@b.fr")]);
    check_addresses("\"René\" <a@b.fr>", &[("René", "a@b.fr")]);
    check_addresses("a@b.fr (Jean)", &[("Jean", "a@b.fr")]);
    check_addresses("a@b.fr <a@b.fr>", &[("", "a@b.fr")]);
    check_addresses("amis: a@b.fr, Jean <c@d.fr>;", &[("", "a@b.fr"), ("Jean", "c@d.fr")]);
    check_addresses("undisclosed-recipients:;", &[("undisclosed-recipients", "")]);
    check_addresses("\"a,b\"@c.fr", &[("", "\"a,b\"@c.fr")]);
    check_addresses("Jean <\"a,b\"@c.fr>", &[("Jean", "\"a,b\"@c.fr")]);
    check_addresses("Jean", &[("Jean", "")]);
    check_addresses("", &[]);
    check_addresses("<>", &[]);
}

#[test]
fn an_encoded_name_adds_no_address() {
    check_addresses("=?utf-8?q?x=22_=3Cevil=40x.y=3E=2C_z?= <a@b.fr>", &[("x\" <evil@x.y>, z", "a@b.fr")]);
    check_addresses("=?utf-8?q?a=0D=0ABcc=3A_x?= <a@b.fr>", &[("aBcc: x", "a@b.fr")]);
}

#[test]
fn lists_have_an_end() {
    let many = "To: a@b.fr,".to_owned() + &" x@y.fr,".repeat(5000) + "\r\n";
    let header = many.clone() + &many;
    assert_eq!(headers(header.as_bytes()).to.len(), MOST_ADDRESSES);
    let fields = "X: y\r\n".repeat(5000);
    assert_eq!(headers(fields.as_bytes()).all.len(), 500);
    let long = format!("Subject: {}\r\n", "x".repeat(200_000));
    assert_eq!(headers(long.as_bytes()).subject.len(), 64 * 1024);
    for odd in ["(", "<", "\"", ":", ";", "\\", "=?", "a:(", "<\""] {
        headers(format!("From: {}\r\n", odd.repeat(60_000 / odd.len())).as_bytes());
    }
}

#[test]
fn headers_are_read() {
    let headers = headers(
        b"From someone Mon Jan  1 00:00:00 2024\r\n\
          Received: a\r\n b\r\n\
          From: =?utf-8?q?Zo=C3=A9?= <z@b.fr>\r\n\
          To: a@b.fr\r\n\
          CC: c@d.fr\r\n\
          to: e@f.fr\r\n\
          Mail-Followup-To: l@m.fr\r\n\
          Subject: =?utf-8?q?=C3=A9?=\r\n\
          subject: second\r\n\
          Date: Mon, 23 Nov 2026 08:00:00 +0100\r\n\
          Message-ID: <1@b.fr>\r\n\
          References: <2@b.fr>\r\n <3@b.fr>\r\n\
          In-Reply-To: <3@b.fr>\r\n\
          \r\n\
          Subject: in the body\r\n",
    );
    assert_eq!(headers.from, [FoundAddress { name: "Zoé".into(), address: "z@b.fr".into() }]);
    assert_eq!(headers.to.iter().map(|it| it.address.as_str()).collect::<Vec<_>>(), ["a@b.fr", "e@f.fr"]);
    assert_eq!(headers.cc.len(), 1);
    assert_eq!(headers.followup_to.len(), 1);
    assert_eq!(headers.subject, "é");
    assert_eq!(headers.sent_at, Some(1_795_417_200));
    assert_eq!(headers.message_id.as_deref(), Some("1@b.fr"));
    assert_eq!(headers.references, ["2@b.fr", "3@b.fr"]);
    assert_eq!(headers.in_reply_to, ["3@b.fr"]);
    assert_eq!(headers.all.len(), 12);
    assert_eq!(headers.all[0], ("Received".into(), "a b".into()));
}

#[test]
fn a_header_that_is_none_is_empty() {
    for octets in [&b""[..], b"\r\n", b"\n", b":", b"\0\0\0", b" x: y", b"Subject", b"\xff: x"] {
        assert_eq!(headers(octets), Headers::default(), "{octets:?}");
    }
    assert_eq!(headers(b"Subject: x").subject, "x");
    assert_eq!(headers(b"Subject:x\nX").subject, "x");
}

#[track_caller]
fn check_date(value: &str, expected: Option<i64>) {
    assert_eq!(date::parse(value.as_bytes()), expected, "{value}");
}

#[test]
fn dates_are_read() {
    check_date("31 Jan 99 2511111111111111111:61 EST", None);
    check_date("Thu, 01 Jan 1970 00:00:00 +0000", Some(0));
    check_date("Mon, 23 Nov 2026 08:04:07 +0100", Some(1_795_417_447));
    check_date("Fri, 21 Nov 1997 09:55:06 -0600 (CST)", Some(880_127_706));
    check_date("21 Nov 97 09:55:06 GMT", Some(880_106_106));
    check_date("24 Nov 24 10:00 EST", Some(1_732_460_400));
    check_date("Fri, 21 Nov 1997 09(comment):   55  :  06 -0600", None);
    check_date("Thu,\r\n 13\r\n Feb 1969 23:32 -0330 (Newfoundland (Time))", Some(-27_723_480));
    check_date("Sat Feb 29 12:00:00 2020", Some(1_582_977_600));
    check_date("29-Feb-2020 12:00:00 +0000", Some(1_582_977_600));
    check_date("Sat, 29 Feb 2020 12:00:00.123 Z", Some(1_582_977_600));
    check_date("Sat, 31 Dec 2016 23:59:60 +0000", Some(1_483_228_799));
}

#[test]
fn what_is_no_date_is_none() {
    for value in
        ["", "yesterday", "30 Feb 2024 10:00:00 +0000", "1 Jan 2024 25:00:00 +0000", "1 Jan 99999 10:00:00"]
    {
        check_date(value, None);
    }
    check_date(&"(".repeat(100_000), None);
    check_date("1 Jan 99999999999999999999 10:00:00 +99999999999999", None);
}

#[test]
fn message_ids_are_fit_to_be_written() {
    let check =
        |value: &str, expected: &[&str]| assert_eq!(message_id::parse(value.as_bytes()), expected, "{value}");
    check("<a@b> <c@d>", &["a@b", "c@d"]);
    check("<a@b><c@d>", &["a@b", "c@d"]);
    check("Your message of Monday <a@b>", &["a@b"]);
    check("a@b", &["a@b"]);
    check("a b", &[]);
    check("<a b> <c\rd> <é@x> <> <", &[]);
    check("<a@b> <<c@d>> <e@f", &["a@b", "c@d"]);
    check(&format!("<{}>", "a".repeat(501)), &[]);
    let many: String = (0..1000).map(|it| format!("<{it}@x>")).collect();
    let ids = message_id::parse(many.as_bytes());
    assert_eq!((ids.len(), ids[0].as_str(), ids[1].as_str()), (200, "0@x", "801@x"));
}

fn decode_in_pieces(encoding: Encoding, octets: &[u8], mut cut: impl FnMut() -> usize) -> Vec<u8> {
    let mut decoder = Decoder::new(encoding);
    let mut decoded = Vec::new();
    let mut rest = octets;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(cut().clamp(1, rest.len()));
        decoded.extend(decoder.push(piece));
        rest = after;
    }
    decoded.extend(decoder.finish());
    decoded
}

#[track_caller]
fn check_decoder(encoding: Encoding, octets: &str, expected: &str) {
    for size in [1, 2, 3, 5, 1000] {
        let decoded = decode_in_pieces(encoding, octets.as_bytes(), || size);
        assert_eq!(String::from_utf8_lossy(&decoded), expected, "{octets:?} in pieces of {size}");
    }
}

#[test]
fn base64_is_decoded_past_its_faults() {
    let check = |octets, expected| check_decoder(Encoding::Base64, octets, expected);
    check("", "");
    check("Ym9uam91cg==", "bonjour");
    check("Ym9u\r\nam91\r\ncg==\r\n", "bonjour");
    check("Ym9uam91cg", "bonjour");
    check("Ym 9u!am*91\0cg==", "bonjour");
    check("Ym9uCg==am91cgo=", "bon\njour\n");
    check("Y", "");
    check("====", "");
}

#[test]
fn quoted_printable_is_decoded_past_its_faults() {
    let check = |octets, expected| check_decoder(Encoding::QuotedPrintable, octets, expected);
    check("", "");
    check("=C3=A9t=c3=a9", "été");
    check("a=\r\nb=\nc= \t\r\nd", "abcd");
    check("a  \r\nb\t\nc d", "a\r\nb\nc d");
    check("a=20\r\n", "a \r\n");
    check("1=2, x=y, =, =G1 =4", "1=2, x=y, =, =G1 =4");
    check("a=", "a");
    check("a==41", "a=A");
    check("a=\rb", "ab");
    check("a= b", "a= b");
}

#[test]
fn however_it_is_cut_it_decodes_the_same() {
    let mut numbers = Numbers(42);
    for encoding in [Encoding::Identity, Encoding::Base64, Encoding::QuotedPrintable] {
        for _ in 0..300 {
            let alphabet = b"=== \t\r\n\r\nAb4C\xE9+/-\0";
            let octets: Vec<u8> =
                (0..numbers.below(80)).map(|_| alphabet[numbers.below(alphabet.len())]).collect();
            let whole = decode_in_pieces(encoding, &octets, || usize::MAX);
            let pieces = decode_in_pieces(encoding, &octets, || numbers.below(7) + 1);
            assert_eq!(whole, pieces, "{:?} of {:?}", encoding, String::from_utf8_lossy(&octets));
        }
    }
    let blanks = " ".repeat(5000) + "\n";
    let decoded = decode_in_pieces(Encoding::QuotedPrintable, blanks.as_bytes(), || 7);
    assert_eq!(decoded, decode_in_pieces(Encoding::QuotedPrintable, blanks.as_bytes(), || 5001));
}

#[track_caller]
fn check_text(charset: Option<&str>, octets: &[u8], expected: &str) {
    let part =
        Part { media_type: "text/plain".into(), charset: charset.map(str::to_owned), ..Part::default() };
    assert_eq!(text(&part, octets), expected, "{charset:?}");
}

#[test]
fn texts_are_decoded_by_their_charset() {
    check_text(Some("utf-8"), "été".as_bytes(), "été");
    check_text(Some("iso-8859-1"), b"\xe9t\xe9", "été");
    check_text(Some("\"ISO-8859-15\""), b"5 \xa4", "5 €");
    check_text(Some("utf-7"), b"+AOk-t+AOk-", "été");
    check_text(Some("utf-16le"), b"\xe9\0t\0", "ét");
    check_text(Some("iso-2022-jp"), b"\x1b$BF|K\\8l\x1b(B", "日本語");
    check_text(Some("cp850"), b"\x82t\x82", "été");
}

#[test]
fn a_missing_or_wrong_charset_is_guessed() {
    let latin = b"Le d\xe9jeuner de No\xebl \xe0 l'h\xf4tel";
    let expected = "Le déjeuner de Noël à l'hôtel";
    for charset in [None, Some("us-ascii"), Some("utf-8"), Some("x-none"), Some("unknown-8bit"), Some("")] {
        check_text(charset, latin, expected);
        check_text(charset, expected.as_bytes(), expected);
    }
    check_text(Some("utf-8"), b"\xc3\xa9t\xc3\xa9 \xff", "été \u{fffd}");
}

#[test]
fn a_charset_that_nobody_names_is_told_by_its_letters() {
    const FRENCH: &str = "Bonjour à tous, l’été s’achève : 12 € l’entrée, c’est à côté de la mairie.";
    const RUSSIAN: &str = "Здравствуйте! Посылаю вам счёт за октябрь и прошу подтвердить получение.";
    const JAPANESE: &str = "お世話になっております。先日の打ち合わせの資料を添付いたします。";
    const CHINESE: &str = "您好，附件是我们上次会议的记录，请查收并确认。谢谢您的帮助。";
    for (charset, written) in [
        ("utf-8", FRENCH),
        ("windows-1252", FRENCH),
        ("koi8-r", RUSSIAN),
        ("windows-1251", RUSSIAN),
        ("iso-2022-jp", JAPANESE),
        ("shift_jis", JAPANESE),
        ("euc-jp", JAPANESE),
        ("gb18030", CHINESE),
    ] {
        let encoding = encoding_rs::Encoding::for_label(charset.as_bytes()).unwrap();
        let (octets, _, damaged) = encoding.encode(written);
        assert!(!damaged, "{charset}");
        for label in [Some(charset), None, Some("us-ascii"), Some("x-unknown")] {
            check_text(label, &octets, written);
        }
    }
}

#[test]
fn latin_1_may_be_more_than_it_says() {
    check_text(Some("iso-8859-1"), b"5 \x80, l\x92\xe9t\xe9", "5 €, l’été");
    check_text(Some("iso-8859-1"), "l’été".as_bytes(), "l’été");
    check_text(Some("windows-1252"), "naïve".as_bytes(), "naïve");
    check_text(Some("iso-8859-1"), b"Andr\xe9", "André");
    check_text(Some("iso-8859-1"), b"\xc3\xa9t\xc3\xa9 Andr\xe9e", "Ã©tÃ© Andrée");
}

#[test]
fn the_charset_of_a_text_is_told_by_its_beginning() {
    let name = |charset: Option<&str>, head: &[u8]| {
        charset_name(&Part { charset: charset.map(str::to_owned), ..Part::default() }, head)
    };
    assert_eq!(name(Some("koi8-r"), b"\xc1"), "KOI8-R");
    assert_eq!(name(Some("x\r\ny"), b"a"), "UTF-8");
    assert_eq!(name(None, &"l’été".as_bytes()[..7]), "UTF-8");
    assert_eq!(name(Some("us-ascii"), b"d\xe9j\xe0 vu, \x93no\xebl\x94"), "windows-1252");
}

#[test]
fn a_text_has_line_ends_and_no_control_characters() {
    check_text(None, b"a\r\nb\rc\nd\te\0f\x07g\x1b[1m", "a\nb\nc\nd\tefg[1m");
    check_text(Some("utf-8"), "\u{feff}a\u{85}b\u{9b}c".as_bytes(), "abc");
}

#[test]
fn html_may_name_its_charset_itself() {
    let part = Part { media_type: "text/html".into(), ..Part::default() };
    let octets =
        b"<html><head><META http-equiv=x content='text/html; Charset = \"windows-1251\"'></head>\xcf\xf0\xe8";
    assert!(text(&part, octets).ends_with("При"));
    let octets = b"<meta charset=iso-8859-15>\xa4";
    assert!(text(&part, octets).ends_with('€'));
}

#[test]
fn what_is_left_out_of_a_header_is_said() {
    let cut = |header: String| headers(header.as_bytes()).cut;
    assert!(!cut(format!("Subject: a\r\n\r\n{}", "x".repeat(2_000_000))));
    assert!(!cut("X: y\r\n".repeat(500)));
    assert!(cut("X: y\r\n".repeat(501)), "fields");
    assert!(cut(format!("Subject: {}\r\n\r\n", "x".repeat(65_536))), "octets of a field");
    assert!(cut(format!("To: {}\r\n\r\n", "<a@b.c>,".repeat(1001))), "addresses");
    // No end came with as much as is asked for.
    assert!(cut(format!("a\r\n{}", "y\r\n".repeat(90_000))), "octets");
}

#[test]
fn a_header_as_it_came_holds_nothing_that_moves_it_about() {
    let octets = b"Subject: a\r\n\tb\x1b[2J\xe9\r\nX: \xe2\x80\xae1\r\r\n";
    assert_eq!(printable(octets), "Subject: a\n\tb\u{fffd}[2J\u{fffd}\nX: \u{fffd}1\u{fffd}\n");
}

#[test]
fn fields_are_found_by_their_names_in_any_case() {
    let headers = headers(b"x-a: 1\r\nX-B: 2\r\nX-A: 3\r\nlist-ID: <a.b>\r\n");
    assert_eq!(headers.values("X-A").collect::<Vec<_>>(), ["1", "3"]);
    assert!(headers.is_of_list() && !parse_nothing().is_of_list());
}

fn parse_nothing() -> Headers {
    headers(b"Lis\xc3\xa9: x\r\nListing: x\r\n")
}

#[test]
fn what_names_no_charset_is_in_the_one_that_is_meant() {
    let part = |charset: Option<&str>| Part { charset: charset.map(str::to_owned), ..Part::default() };
    let russian = b"\xd0\xd2\xc9\xd7\xc5\xd4";
    let text = |charset, octets: &[u8]| text_or(&part(charset), octets, Some("koi8-r"));
    assert_eq!(text(None, russian), "привет");
    assert_eq!(text(Some("us-ascii"), russian), "привет");
    assert_eq!(text(None, "é".as_bytes()), "é", "what is UTF-8 is meant to be");
    assert_eq!(text(Some("windows-1251"), b"\xef"), "п");
    let header = b"Subject: \xd0\xd2\xc9\xd7\xc5\xd4\r\nFrom: \"\xc3\xa9\" <a@b.fr>\r\n\r\n";
    let read = headers(&recoded(header, Some("koi8-r")));
    assert_eq!((read.subject.as_str(), read.from[0].name.as_str()), ("привет", "é"));
    assert_eq!(recoded(header, None).as_ref(), header);
    assert_eq!(recoded(header, Some("no such charset")).as_ref(), header);
}

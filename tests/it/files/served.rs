//! What a file is served as, whatever its sender calls it.

use reqwest::StatusCode;

use super::letter::{File, PDF, PNG};
use super::{downloads, with_files};

/// A page that would run, were it a page.
const PAGE: &[u8] = b"<!doctype html><script>alert(document.domain)</script>";

/// A picture that would run, were it drawn as a document.
const SVG: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>";

const SAVED: (&str, &str) = ("application/octet-stream", "attachment");

/// A file with what its octets are served as.
struct Served(&'static str, &'static str, Vec<u8>, (&'static str, &'static str));

fn all() -> Vec<Served> {
    let xml = b"<?xml version=\"1.0\"?><?xml-stylesheet href=\"x.xsl\" type=\"text/xsl\"?><a/>".to_vec();
    let mhtml = [&b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n"[..], PAGE].concat();
    vec![
        Served("image/png", "a.png", PNG.to_vec(), ("image/png", "inline")),
        Served("application/octet-stream", "a.bin", PNG.to_vec(), ("image/png", "inline")),
        Served("application/octet-stream", "a.pdf", PDF.to_vec(), ("application/pdf", "inline")),
        Served("text/plain", "a.txt", b"un mot".to_vec(), ("text/plain; charset=UTF-8", "inline")),
        Served(
            "text/plain; charset=koi8-r",
            "b.txt",
            b"\xd0".to_vec(),
            ("text/plain; charset=KOI8-R", "inline"),
        ),
        Served("text/plain", "c.txt", b"a\0b".to_vec(), SAVED),
        Served(
            "text/plain; charset=\"x; y\"",
            "d.txt",
            PAGE.to_vec(),
            ("text/plain; charset=UTF-8", "inline"),
        ),
        Served("image/png", "page.png", PAGE.to_vec(), SAVED),
        Served("application/pdf", "page.pdf", PAGE.to_vec(), SAVED),
        Served(
            "text/html; charset=utf-7",
            "a.html",
            b"+ADw-script+AD4-alert(1)+ADw-/script+AD4-".to_vec(),
            SAVED,
        ),
        Served("image/svg+xml", "a.svg", SVG.to_vec(), SAVED),
        Served("text/xml", "a.xml", xml.clone(), SAVED),
        Served("application/xhtml+xml", "a.xhtml", xml, SAVED),
        Served("application/x-mimearchive", "a.mht", mhtml, SAVED),
        Served("text/javascript", "a.js", b"alert(1)".to_vec(), SAVED),
        Served("text/css", "a.css", b"@import url(//evil.example)".to_vec(), SAVED),
        Served("application/x-shockwave-flash", "a.swf", b"FWS".to_vec(), SAVED),
        Served("image/png\r\n X-Evil: yes", "e.png", PAGE.to_vec(), SAVED),
    ]
}

#[tokio::test]
async fn a_file_is_what_its_octets_are_or_octets_to_save() {
    let files: Vec<File> = all().iter().map(|it| File::new(it.0, it.1, it.2.clone())).collect();
    let (_program, _, mut client, page) = with_files("Voyez.", &files).await;
    let addresses = downloads(&page);
    assert_eq!(addresses.len(), files.len());
    for (Served(media_type, name, octets, (served, how)), address) in all().iter().zip(addresses) {
        let answer = client.get(&address).await;
        let of = |header: &str| answer.header(header).to_owned();
        assert_eq!(
            (answer.status, of("content-type").as_str()),
            (StatusCode::OK, *served),
            "{media_type} {name}"
        );
        assert!(of("content-disposition").starts_with(how), "{name}: {}", of("content-disposition"));
        assert_eq!(of("x-content-type-options"), "nosniff");
        assert_eq!(of("cross-origin-resource-policy"), "same-origin");
        let policy = of("content-security-policy");
        assert!(policy.contains("sandbox;") && policy.contains("default-src 'none'"), "{policy}");
        assert_eq!(of("content-length"), octets.len().to_string(), "small files are known whole");
        assert_eq!(of("x-evil"), "");
        assert_eq!(answer.octets, *octets, "{name}");
    }
}

#[tokio::test]
async fn a_name_harms_neither_header_nor_page() {
    let named = |parameter: &str| File {
        header: format!(
            "Content-Type: application/octet-stream\r\nContent-Disposition: attachment; {parameter}"
        ),
        octets: b"x".to_vec(),
    };
    let long = format!("filename=\"{}.pdf.exe\"", "a".repeat(5_000));
    let files = [
        named("filename*=UTF-8''a%0D%0ASet-Cookie%3A%20b%3Dc.txt"),
        named("filename*=UTF-8''%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert%281%29%3E.png"),
        named("filename*=UTF-8''facture%E2%80%AEfdp.exe"),
        named("filename=\"facture.pdf.exe\""),
        named("filename=\"../../../etc/passwd\""),
        named(&long),
    ];
    let (_program, _, mut client, page) = with_files("Voyez.", &files).await;
    let names = page.attributes("#attachments [data-part]", "data-name");
    assert_eq!(
        names[..3],
        ["aSet-Cookie: b=c.txt", "img src=x onerror=alert(1)>.png", "facturefdp.exe"]
            .map(|it| { if it.starts_with("img") { format!("\"><{it}") } else { it.to_owned() } })
    );
    assert_eq!(names[3..5], ["facture.pdf.exe", "passwd"]);
    assert!(names[5].ends_with("a.pdf.exe") && names[5].chars().count() < 300, "{}", names[5]);
    let extensions = page.texts("#attachments .file-name > span:last-child");
    assert_eq!(extensions, [".txt", ".png", ".exe", ".exe", "", ".exe"]);
    assert!(!page.html().contains('\u{202e}') && !page.has("#attachments img[onerror]"));
    for address in downloads(&page) {
        let answer = client.get(&address).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(answer.cookies().iter().all(|it| !it.contains("b=c")));
        let disposition = answer.header("content-disposition");
        assert!(disposition.starts_with("attachment; filename=\""), "{disposition}");
        assert!(disposition.len() < 2_000, "{} octets", disposition.len());
        assert_eq!(disposition.matches('"').count(), 2, "{disposition}");
    }
}

#[tokio::test]
async fn a_file_in_the_text_is_offered_and_taken_out() {
    let text =
        "Bonjour,\n\nvoici le carnet :\n\nbegin 644 carnet d'adresses.csv\n#0V%T\n`\nend\n\nÀ bientôt\n";
    let (_program, _, mut client, page) = with_files(text, &[]).await;
    let shown = page.texts(".msg-text").concat();
    assert!(shown.contains("voici le carnet") && shown.contains("À bientôt"), "{shown}");
    assert!(!shown.contains("begin 644") && !shown.contains("#0V%T"), "{shown}");
    assert_eq!(page.attributes("#attachments [data-part]", "data-name"), ["carnet d'adresses.csv"]);
    let address = downloads(&page).remove(0);
    let answer = client.get(&address).await;
    assert_eq!(answer.octets, b"Cat");
    assert!(answer.header("content-disposition").contains("filename*=UTF-8''carnet%20d%27adresses.csv"));
    let none = client.get(&format!("{}1", address.strip_suffix('0').expect("a place"))).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let (_program, _, mut client, page) =
        with_files("Voyez.", &[File::new("text/plain", "a.txt", "a")]).await;
    let message = page.url.path().to_owned();
    for what in ["9", "9/preview", "9/thumbnail", "2/thumbnail", "1.1", "x", "0", "2/uu/0", "2/uu/x"] {
        let answer = client.get(&format!("{message}/part/{what}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{what}: {}", answer.text());
    }
}

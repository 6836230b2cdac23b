//! All files of a message as one zip.

use std::io::{Cursor, Read as _};

use reqwest::StatusCode;
use zip::ZipArchive;

use super::letter::{self, File, JPEG};
use super::with_files;
use crate::lab::{Account, lab};
use crate::program::{Options, Program, Security};
use crate::proxy::{Fault, Proxy};

#[tokio::test]
async fn all_files_come_as_one_zip_with_names_that_lead_nowhere() {
    let text = "date;montant\n".repeat(50_000);
    let files = [
        File::new("text/csv", "écritures.csv", text.as_bytes()),
        File::new("text/csv", "écritures.csv", "autre"),
        File::new("image/jpeg", "..\\\\..\\\\vue.jpg", JPEG),
        File::new("application/octet-stream", "aux.txt", ""),
    ];
    let written = "Bonjour\n\nbegin 644 ancien.bin\n#0V%T\n`\nend\n";
    let (_program, _, mut client, page) = with_files(written, &files).await;
    let answer = client.get(&page.link("Tout télécharger")).await;
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "application/zip"));
    assert!(answer.header("content-disposition").contains("filename=\"Les fichiers.zip\""));
    assert!(answer.octets.len() < text.len(), "text is packed");
    let mut zip = ZipArchive::new(Cursor::new(answer.octets)).expect("a zip");
    let mut expected: Vec<(&str, &[u8])> = vec![
        ("écritures.csv", text.as_bytes()),
        ("écritures (2).csv", b"autre"),
        ("vue.jpg", JPEG),
        ("_aux.txt", b""),
        ("ancien.bin", b"Cat"),
    ];
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).expect("a file");
        let mut octets = Vec::new();
        file.read_to_end(&mut octets).expect("octets with the right sum");
        let (name, wanted) = expected.remove(0);
        assert_eq!((file.name().expect("a name").as_ref(), octets.len()), (name, wanted.len()));
        assert!(octets == wanted, "{name}");
    }
    assert!(expected.is_empty(), "{expected:?}");
}

#[tokio::test]
async fn one_file_needs_no_zip() {
    let (_program, _, mut client, page) =
        with_files("Voyez.", &[File::new("text/plain", "a.txt", "a")]).await;
    assert_eq!(page.find_link("Tout télécharger"), None);
    let (_program2, _, _, page2) = with_files("Rien.", &[]).await;
    assert!(!page2.has("#attachments"));
    let gone = client.get(&format!("{}99999/attachments.zip", page.url.path())).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_zip_that_breaks_in_the_middle_does_not_look_whole() {
    let proxy = Proxy::to(lab().imap);
    let imap = Some(("127.0.0.1", proxy.port));
    let program = Program::with(Options { imap, security: Security::None, ..Options::default() }).await;
    let person = Account::new("claire");
    let files = [
        File::new("application/octet-stream", "a.bin", vec![b'a'; 100]),
        File::new("application/octet-stream", "b.bin", vec![b'b'; 3_000_000]),
    ];
    let letter = letter::with_files("Coupure", &person.address, "Voyez.", &files);
    lab().open(&person).append("INBOX", "", "", &letter);
    let mut client = program.signed_in(&person).await;
    let list = client.get("/mail/INBOX").await;
    let page = client.get(&list.row("Coupure")).await;
    for what in [page.link("Tout télécharger"), super::downloads(&page).remove(1)] {
        proxy.break_after("BODY.PEEK[3]", Fault::CutAfter(1_000_000));
        let url = page.url.join(&what).expect("an address");
        let cookies: Vec<String> = client.cookies.iter().map(|(name, it)| format!("{name}={it}")).collect();
        let answer = reqwest::Client::new().get(url).header("cookie", cookies.join("; ")).send().await;
        let answer = answer.expect("the beginning of an answer");
        assert_eq!(answer.status(), StatusCode::OK);
        assert!(answer.bytes().await.is_err(), "{what} ended as if it were whole");
        proxy.mend();
    }
}

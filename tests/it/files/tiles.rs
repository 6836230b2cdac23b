//! The tiles of an open message: what each says and offers.

use super::letter::{self, File, JPEG, PNG};
use super::with_files;
use crate::browser::Browser;
use crate::lab::{Account, lab};
use crate::letters::{base64_lines, head};
use crate::look::look;
use crate::program::Program;

#[tokio::test]
async fn many_files_are_folded_and_stay_usable() {
    let name = |at: usize| format!("Procès-verbal de la réunion ordinaire du comité, annexe {at}.pdf");
    let mut files: Vec<File> =
        (1..=28).map(|at| File::new("application/pdf", &name(at), "%PDF-1.4")).collect();
    files.insert(0, File::new("image/jpeg", "vue.jpg", JPEG));
    files.insert(1, File::new("image/png", "no picture at all.png", "nothing"));
    let (program, person, _, page) = with_files("Trente fichiers.", &files).await;
    assert_eq!(page.attributes("#attachments [data-part]", "data-name").len(), 30);
    assert_eq!(page.attributes("#attachments > .files [data-part]", "data-name").len(), 6);
    assert!(page.text().contains("Voir les 30 fichiers"), "{}", page.text());
    let mut browser = Browser::open(&program.url).await;
    browser.expected_complaints.push("Failed to load resource: the server responded with a status of 404");
    browser.sign_in(&person).await;
    browser.click_in("#rows [data-message]", "Les fichiers", "a[href]").await;
    browser.wait_for("#attachments").await;
    assert!(!browser.text().await.contains("annexe 20"), "folded");
    look(&browser, "files-folded").await;
    browser.click("Voir les 30 fichiers").await;
    browser.wait_for_text("annexe 20").await;
    look(&browser, "files-unfolded").await;
    let all =
        "return [...document.querySelectorAll('.file-kind img')].every(it => it.complete && it.naturalWidth)";
    assert_eq!(browser.script(all, Vec::new()).await, true, "the sign of a broken picture");
    // Nothing is drawn over the letters of what is no picture.
    let seen = "const it = document.querySelectorAll('.file-kind img'); \
                return [...it].filter(it => it.complete && it.naturalWidth > 1).map(it => it.naturalWidth)";
    let widths = browser.script(seen, Vec::new()).await;
    assert_eq!(widths.as_array().map(Vec::len), Some(1), "{widths}");
    assert!(widths[0].as_i64().is_some_and(|it| it <= 112), "{widths}");
    let dragged = "const data = new DataTransfer(); \
        const link = document.querySelector('#attachments .file a.file-name'); \
        link.dispatchEvent(new DragEvent('dragstart', { bubbles: true, dataTransfer: data })); \
        return data.getData('DownloadURL')";
    let dragged = browser.script(dragged, Vec::new()).await;
    let dragged = dragged.as_str().unwrap_or_default();
    assert!(
        dragged.starts_with("application/octet-stream:vue.jpg:http://") && dragged.ends_with("/part/2"),
        "{dragged}"
    );
    assert_eq!(browser.download("#attachments [data-part]").await, JPEG);
    browser.close().await;
}

/// HTML that shows one of three pictures: of the other two, one was sent to be shown.
fn related(to: &str) -> Vec<u8> {
    let picture = |id: &str| {
        format!(
            "--b1\r\nContent-Type: image/png; name={id}.png\r\nContent-ID: <{id}@x>\r\n\
             Content-Transfer-Encoding: base64\r\n\r\n{}\r\n",
            base64_lines(PNG)
        )
    };
    format!(
        "{}Content-Type: multipart/related; boundary=b1\r\n\r\n--b1\r\nContent-Type: text/html\r\n\r\n\
         <p>Le plan : <img src=\"cid:plan@x\" alt=\"Plan\"></p>\r\n{}{}--b1--\r\n",
        head("Plan", to),
        picture("plan"),
        picture("oubli")
    )
    .into()
}

#[tokio::test]
async fn a_picture_in_the_text_is_no_attachment_and_one_that_is_not_there_is() {
    let program = Program::start().await;
    let person = Account::new("claire");
    lab().open(&person).append("INBOX", "", "", &related(&person.address));
    let mut client = program.signed_in(&person).await;
    let list = client.get("/mail/INBOX").await;
    let page = client.get(&list.row("Plan")).await;
    assert_eq!(page.attributes("#attachments [data-part]", "data-name"), ["oubli.png"]);
    assert!(!page.has(".msg-pictures"), "pictures of HTML stand in it");
    let all = client.get(&format!("{}/attachments.zip", page.url.path())).await;
    let zip = zip::ZipArchive::new(std::io::Cursor::new(all.octets)).expect("a zip");
    assert_eq!(zip.file_names().map(|it| it.expect("a name")).collect::<Vec<_>>(), ["oubli.png"]);
}

#[tokio::test]
async fn a_small_picture_is_made_of_what_is_one() {
    let files = [
        File::new("image/jpeg", "vue.jpg", JPEG),
        File::new("image/png", "cahiers.png", PNG),
        File::new("image/png", "page.png", "<script>"),
        letter::bomb(),
    ];
    let (_program, _, mut client, page) = with_files("Voyez.", &files).await;
    let small = page.attributes(".file-kind img", "src");
    assert_eq!(small.len(), 4);
    for address in &small[..2] {
        let answer = client.get(address).await;
        assert!(answer.header("content-type").starts_with("image/"), "{}", answer.header("content-type"));
        assert!(answer.header("content-security-policy").contains("sandbox"));
        assert!(answer.octets.len() < 30_000, "{} octets", answer.octets.len());
    }
    for address in &small[2..] {
        assert_eq!(client.get(address).await.status, 404, "{address}");
    }
}

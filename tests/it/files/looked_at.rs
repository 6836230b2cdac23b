//! Files looked at in the browser, and without scripts.

use super::letter::{self, File, JPEG, PDF, PNG, large_jpeg};
use super::with_files;
use crate::browser::{Browser, Size};
use crate::client::{Client, Page};
use crate::lab::{Account, lab};
use crate::look::look;
use crate::program::Program;

/// What the browser's own viewer of PDF is, inside.
const VIEWER: &str = "chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/";

/// Files of each kind that a page shows, and one that it does not.
fn files() -> Vec<File> {
    vec![
        File::new("image/jpeg", "façade de la mairie.jpg", JPEG),
        File::new("application/pdf", "facture 2417.pdf", PDF),
        File::new("text/plain", "notes.txt", &b"D\xe9j\xe0 vu \xe0 l'h\xf4tel, \x93no\xebl\x94 <b>\r\n"[..]),
        File::new("application/vnd.oasis.opendocument.text", "compte rendu.odt", "PK"),
    ]
}

async fn preview(client: &mut Client, page: &Page, name: &str) -> Page {
    let links = page.attributes("#attachments a.file-name", "title");
    let at = links.iter().position(|it| it == name).unwrap_or_else(|| panic!("{name} is not in {links:?}"));
    let address = page.attributes("#attachments a.file-name", "href").remove(at);
    client.get(&address).await
}

#[tokio::test]
async fn a_text_is_read_in_whatever_charset_it_is() {
    let long = "Une ligne de plus.\n".repeat(60_000);
    let files = [files(), vec![File::new("text/csv", "long.csv", long)]].concat();
    let (_program, _, mut client, page) = with_files("Voyez.", &files).await;
    let text = preview(&mut client, &page, "notes.txt").await;
    assert_eq!(text.texts("pre"), ["Déjà vu à l'hôtel, “noël” <b>"]);
    assert!(text.text().contains("3 sur 5"), "{}", text.text());
    assert!(!text.has("pre b") && !text.has(".notice"), "{}", text.html());
    let long = preview(&mut client, &page, "long.csv").await;
    assert!(
        long.text().contains("seul le début est affiché (512 Ko)"),
        "{}",
        long.texts("main .notice").concat()
    );
    assert!(long.octets.len() < 600_000, "{} octets", long.octets.len());
    let next = client.follow(&text, "Fichier précédent : facture 2417.pdf").await;
    assert_eq!(next.texts("h1").concat(), "facture 2417 .pdf");
    let none = client.get(&page.attributes("#attachments [data-part]", "href")[3].clone()).await;
    assert!(none.header("content-disposition").starts_with("attachment"));
    let none = client.get(&format!("{}/preview", none.url.path())).await;
    assert!(none.text().contains("Ce fichier ne peut pas être affiché ici"), "{}", none.text());
    let back = client.follow(&none, "Retour au message").await;
    assert_eq!(back.url.path(), page.url.path());
}

#[tokio::test]
async fn a_preview_leaves_a_message_unread() {
    let program = Program::start().await;
    let person = Account::new("claire");
    let letter = letter::with_files("Non lu", &person.address, "Voyez.", &files());
    let mut imap = lab().open(&person);
    imap.append("INBOX", "", "", &letter);
    let mut client = program.signed_in(&person).await;
    let message = client.get("/mail/INBOX").await.row("Non lu");
    for what in ["part/2", "part/2/preview", "part/2/thumbnail", "attachments.zip"] {
        let answer = client.get(&format!("{message}/{what}")).await;
        assert!(answer.status.is_success(), "{what}: {}", answer.status);
    }
    assert!(!imap.last("INBOX").0.contains("Seen"), "a GET changed something");
}

#[tokio::test]
async fn a_message_among_the_files_is_read_and_not_only_looked_at() {
    let inner = "From: karim@sink.test\r\nSubject: Dedans\r\n\r\nBonjour de Karim.\r\n";
    let files = [File::new("image/png", "plan.png", PNG), File::new("message/rfc822", "Dedans.eml", inner)];
    let (_program, _, mut client, page) = with_files("Voyez.", &files).await;
    let picture = client.get(&format!("{}/part/2/preview", page.url.path())).await;
    let message = client.follow(&picture, "Fichier suivant : Dedans.eml").await;
    assert_eq!(message.texts("#subject"), ["Dedans"]);
    assert!(message.text().contains("Bonjour de Karim."), "{}", message.text());
}

#[tokio::test]
async fn files_are_looked_at_in_the_browser() {
    let (program, person, _, _) = with_files("Voici les fichiers.", &files()).await;
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&person).await;
    browser.click_in("#rows [data-message]", "Les fichiers", "a[href]").await;
    browser.wait_for("#attachments").await;
    look(&browser, "files-message").await;
    browser.click_in("#attachments .file", "façade", "a.file-name").await;
    browser.wait_for(".viewer-picture img").await;
    let drawn =
        "const it = document.querySelector('.viewer-picture img'); return it.complete ? it.naturalWidth : 0";
    crate::wait::until_async("a picture", async || {
        browser.script(drawn, Vec::new()).await.as_i64().filter(|it| *it > 100)
    })
    .await;
    look(&browser, "files-picture").await;
    browser.press("ArrowRight").await;
    browser.wait_for(".viewer-pdf").await;
    // The viewer is a page of the browser's own, with a target of its own.
    crate::wait::until_async("the viewer of PDF", async || {
        browser.targets().await.iter().any(|it| it.starts_with(VIEWER)).then_some(())
    })
    .await;
    look(&browser, "files-pdf").await;
    browser.press("ArrowRight").await;
    browser.wait_for_text("Déjà vu à l'hôtel").await;
    look(&browser, "files-text").await;
    browser.press("ArrowRight").await;
    browser.wait_for_text("Ce fichier ne peut pas être affiché ici").await;
    look(&browser, "files-nothing").await;
    browser.press("Escape").await;
    browser.wait_for("#attachments").await;
    browser.close().await;
}

#[tokio::test]
async fn pictures_of_a_text_stand_below_it() {
    let files = [
        File::new("image/jpeg", "vue.jpg", JPEG),
        File::new("image/jpeg", "grande vue.jpg", large_jpeg()),
        File::new("image/png", "cahiers.png", PNG),
        File::new("image/png", "no picture.png", "<svg/>"),
    ];
    let (program, person, mut client, page) = with_files("Quelques vues de la mairie.", &files).await;
    let shown = page.attributes(".msg-pictures img", "src");
    assert_eq!(shown.len(), 4);
    assert!(
        shown[0].ends_with("/part/2") && shown[1].ends_with("/part/3/thumbnail?size=screen"),
        "{shown:?}"
    );
    let small = client.get(&shown[1]).await;
    assert!(small.octets.len() < 400_000, "{} octets", small.octets.len());
    assert_eq!(small.header("content-type"), "image/jpeg");
    assert!(small.header("cache-control").contains("private") && small.header("vary").contains("Cookie"));
    let mut browser = Browser::open(&program.url).await;
    browser.expected_complaints.push("Failed to load resource: the server responded with a status of 404");
    browser.sign_in(&person).await;
    browser.click_in("#rows [data-message]", "Les fichiers", "a[href]").await;
    browser.wait_for(".msg-pictures img").await;
    look(&browser, "files-pictures").await;
    browser.resize(Size::Phone).await;
    let widths = "return [...document.querySelectorAll('.msg-pictures img')].every(it => it.getBoundingClientRect().right <= innerWidth)";
    assert_eq!(browser.script(widths, Vec::new()).await, true);
    browser.close().await;
}

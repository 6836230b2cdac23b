//! The tour of the README: somebody looks around in the demonstration, and pictures of it are taken,
//! `target/pictures/tour-….png`. `tests/tour` makes those of the README of them.

use crate::browser::{Browser, Size, Theme};
use crate::client::Upload;
use crate::lab::Account;
use crate::program::Program;

#[tokio::test]
async fn the_tour_of_the_readme_can_be_walked() {
    let program = Program::demonstration().await;
    let person = Account {
        local: "demo".to_owned(),
        address: "demo@demo.fr.fto".to_owned(),
        password: "demo".to_owned(),
    };
    let browser = Browser::open(&program.url).await;
    browser.prefer(Theme::Light).await;
    browser.sign_in(&person).await;
    browser.picture("tour-inbox").await;

    open(&browser, "La Gazette du papier").await;
    browser.wait_for("#message-body").await;
    browser.picture("tour-newsletter").await;

    open(&browser, "Fatou Lambert-Ndoye").await;
    answer(&browser).await;
    browser.picture("tour-compose").await;

    browser.prefer(Theme::Dark).await;
    open(&browser, "Mairie d’Ormeval").await;
    browser.picture("tour-dark").await;

    browser.prefer(Theme::Light).await;
    browser.resize(Size::Phone).await;
    browser.goto("/mail/INBOX").await;
    browser.wait_for("#rows").await;
    browser.picture("tour-phone").await;
    browser.close().await;
}

/// Opens the newest message of the inbox in whose row these words stand.
async fn open(browser: &Browser, words: &str) {
    browser.goto("/mail/INBOX").await;
    browser.click_in("#rows [data-message]", words, "a[href]").await;
    browser.wait_for_text("Répondre").await;
}

/// An answer with a file, as it is before it is sent.
async fn answer(browser: &Browser) {
    browser.click("Répondre").await;
    browser.wait_for("#compose").await;
    let text = "Bonsoir Fatou,\n\nJe tiens la caisse des dons, et j’apporte une rallonge de quinze mètres. Pour \
                le beau temps, je laisse faire Bertrand.\n\nLa recette du gâteau au yaourt est jointe, pour \
                qui veut s’y mettre samedi matin.\n\nÉlise\n\n";
    let quoted = browser.value("body").await;
    browser.fill("body", &format!("{text}{quoted}")).await;
    let recipe = Upload {
        name: "Gâteau au yaourt (recette).pdf".to_owned(),
        media_type: "application/pdf",
        octets: vec![b' '; 84_000],
    };
    browser.choose_files(&[recipe]).await;
    browser.wait_for("#files [data-name]").await;
}

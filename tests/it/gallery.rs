//! Pictures of what no other test looks at: odd letters, menus, the pages around a message, what is said
//! when something goes wrong; and that all of it has room in every language.

mod around;
mod letters;
mod tongues;
mod troubles;

use crate::browser::Browser;
use crate::lab::{Account, lab};
use crate::look::{look, open};
use crate::program::Program;

/// The program, and a browser of somebody signed in who has these letters.
async fn with_letters(letters: &[Vec<u8>], person: &Account) -> (Program, Browser) {
    let program = Program::start().await;
    program.never_in_the_log(&person.password);
    let mut imap = lab().open(person);
    for letter in letters {
        imap.append("INBOX", "", "", letter);
    }
    let browser = Browser::open(&program.url).await;
    browser.sign_in(person).await;
    (program, browser)
}

#[tokio::test]
async fn odd_letters_look_right_and_are_accessible() {
    let person = Account::new("claire");
    let letters = letters::odd(&person.address);
    let octets: Vec<Vec<u8>> = letters.iter().map(|it| it.octets.clone()).collect();
    let (_program, browser) = with_letters(&octets, &person).await;
    for letter in &letters {
        open(&browser, letter.words).await;
        look(&browser, &format!("gallery-{}", letter.name)).await;
    }
    open(&browser, "Assemblée générale").await;
    browser.click("à Adhérente 1, Adhérente 2, Adhérente 3, Adhérente 4, …").await;
    browser.wait_for_text("et 150 autres").await;
    look(&browser, "gallery-many-people").await;
    browser.close().await;
}

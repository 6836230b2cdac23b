//! A search in all folders, and who has seen enough of it.

use std::time::Duration;

use crate::browser::Browser;
use crate::lab::{Account, lab};
use crate::letters;
use crate::look::look;
use crate::program::{Options, Program, Security};
use crate::proxy::{Fault, Proxy};

/// So many that a slow server is not through with them in the time of a test.
const FOLDERS: usize = 30;

#[tokio::test]
async fn the_server_stops_when_one_stops_the_search() {
    let account = Account::new("pressee");
    let mut imap = lab().open(&account);
    imap.append("INBOX", "", "", &letters::plain("Devis", &account.address, "Bonjour."));
    for number in 0..FOLDERS {
        let name = format!("Dossier{number:02}");
        imap.command(&format!("CREATE {name}"));
        imap.command(&format!("SUBSCRIBE {name}"));
        imap.append(&name, "", "", &letters::plain(&format!("Devis {number}"), &account.address, "Bonjour."));
    }
    let proxy = Proxy::to(lab().imap);
    let imap = Some(("localhost", proxy.port));
    let program = Program::with(Options { security: Security::None, imap, ..Options::default() }).await;
    program.never_in_the_log(&account.password);
    let browser = Browser::open_hasty(&program.url).await;
    browser.sign_in(&account).await;

    // From the first search on every octet of the server takes its time.
    proxy.break_after("DEVIS", Fault::Slowly(Duration::from_millis(5)));
    browser.goto("/mail/INBOX?q=devis&scope=everywhere").await;
    browser.wait_for_text("Dossier00").await;
    browser.wait_for_text("Arrêter").await;
    look(&browser, "search-going-on").await;
    proxy.mend();
    browser.click("Arrêter").await;
    browser.wait_for("#list-order").await;
    assert_eq!(browser.path().await, "/mail/INBOX?q=devis", "what was found where it began stays");
    let asked = proxy.heard("DEVIS");
    assert!(asked <= FOLDERS / 2, "{asked} searches until then");

    // Now a search that goes on would be through with all folders before two pages are shown.
    proxy.hurry();
    for mailbox in ["Dossier29", "Dossier28"] {
        browser.goto(&format!("/mail/{mailbox}")).await;
        browser.wait_for_text(&format!("Devis {}", &mailbox[7..])).await;
    }
    let afterwards = proxy.heard("DEVIS");
    assert!(afterwards <= asked + 2, "{asked} searches until then, {afterwards} afterwards");
    browser.close().await;
}

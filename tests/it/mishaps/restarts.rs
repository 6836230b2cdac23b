//! A Dovecot that is started anew in the middle of an act: what it had done when nobody heard of it any more is
//! told, and nothing is done twice.

use super::{beside, fill};
use crate::client::{Client, Page};
use crate::lab::Account;
use crate::lab::company::Company;
use crate::lab::imap::Imap;
use crate::large::{all, ended};
use crate::program::Program;
use crate::proxy::{Gate, Proxy};

/// Somebody with letters on a server that may be started anew, behind a way that breaks.
struct Stage {
    account: Account,
    company: Company,
    proxy: Proxy,
    program: Program,
    client: Client,
}

impl Stage {
    async fn with_letters(count: usize) -> Self {
        let (account, company) = (Account::new("restarted"), Company::of_my_own());
        fill(&mut company.open(&account), "INBOX", "Lettre", count);
        let proxy = Proxy::to(company.imap);
        let program = beside(proxy.port).await;
        let client = program.signed_in(&account).await;
        Self { account, company, proxy, program, client }
    }

    fn imap(&self) -> Imap {
        self.company.open(&self.account)
    }

    /// Starts the server anew once it has said what nobody will hear.
    fn restart_at(&self, gate: &Gate) {
        gate.wait();
        self.company.restart();
        self.proxy.hang_up();
        self.proxy.mend();
        gate.open();
    }

    /// Does something with the whole page, and starts the server anew when it has done what it was told by a
    /// command with this word.
    async fn act_and_restart(&mut self, button: &str, how: &str, word: &str) -> Page {
        let page = self.client.get("/mail/INBOX?select=page").await;
        let form = page.form_of_chosen(button).fill("how", how);
        let gate = self.proxy.hold_after(word);
        let mut client = self.client.clone();
        let acting = tokio::spawn(async move { client.submit(&page, form).await });
        tokio::task::block_in_place(|| self.restart_at(&gate));
        acting.await.expect("an answer")
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_act_goes_on_when_the_server_is_back() {
    let mut stage = Stage::with_letters(1_200).await;
    let gate = stage.proxy.hold_after("MOVE");
    let page = all(&mut stage.client, "INBOX", "Archiver").await;
    tokio::task::block_in_place(|| stage.restart_at(&gate));
    let page = ended(&stage.client, &page).await;
    assert!(page.text().contains("1 200 messages déplacés dans « Archives »."), "{}", page.text());
    assert!(!page.has("[data-undo]"), "nobody knows where the first ones are");
    let mut imap = stage.imap();
    assert_eq!((imap.count("INBOX"), imap.count("Archive")), (0, 1_200));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_small_act_is_done_once() {
    let mut stage = Stage::with_letters(3).await;
    let page = stage.act_and_restart("Archiver", "move", "MOVE").await;
    assert!(page.text().contains("3 messages déplacés dans « Archives »."), "{}", page.text());
    let mut imap = stage.imap();
    assert_eq!((imap.count("INBOX"), imap.count("Archive")), (0, 3));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_may_have_been_copied_is_not_copied_again() {
    let mut stage = Stage::with_letters(3).await;
    let page = stage.act_and_restart("Envoyés", "copy", "COPY").await;
    let said = "Regardez dans le dossier de destination avant de recommencer : les messages y sont peut-être";
    assert!(page.text().contains(said), "{}", page.text());
    let mut imap = stage.imap();
    assert_eq!((imap.count("INBOX"), imap.count("Sent")), (3, 3));
    drop(stage.program);
}

#[tokio::test(flavor = "multi_thread")]
async fn marks_are_set_when_the_server_is_back() {
    let mut stage = Stage::with_letters(3).await;
    let page = stage.act_and_restart("Comme suivi", "move", "STORE").await;
    assert!(page.text().contains("3 messages marqués."), "{}", page.text());
    let mut imap = stage.imap();
    assert_eq!(imap.count("INBOX"), 3);
    imap.command("SELECT INBOX");
    assert_eq!(imap.command("FETCH 1:* (FLAGS)").matches("\\Flagged").count(), 3);
}

//! Two browsers and a mail client change the same folders for 2,000 steps: in the end all see the same, and no
//! message is lost or there twice.

mod model;

use std::time::Instant;

use model::{FOLDERS, Folder, Mark, Model, Taken};

use crate::client::{Client, Page};
use crate::lab::imap::Imap;
use crate::lab::{Account, lab};
use crate::letters;
use crate::program::Program;

const STEPS: usize = 2_000;

/// How often everything is compared with the model.
const COMPARED_EVERY: usize = 500;

/// Numbers that are the same each time (xorshift64).
struct Chance(u64);

impl Chance {
    /// Below `limit`.
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(limit.max(1)).unwrap()).unwrap()
    }

    fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

/// A browser with the list that it looked at last, which may be old by now.
struct Visitor {
    client: Client,
    folder: &'static Folder,
    page: Page,
    /// What its last act was, in the model.
    last: Option<Taken>,
}

impl Visitor {
    async fn new(program: &Program, account: &Account) -> Self {
        let mut client = program.signed_in(account).await;
        let page = client.get(FOLDERS[0].url).await;
        Self { client, folder: &FOLDERS[0], page, last: None }
    }

    async fn look(&mut self, chance: &mut Chance) {
        self.folder = chance.one_of(&FOLDERS);
        let views = ["", "", "?sort=subject", "?filter=unread", "?q=Lettre"];
        let url = format!("{}{}", self.folder.url, chance.one_of(&views));
        self.page = self.client.get(&url).await;
        assert_eq!(self.page.status, 200, "{url}");
    }

    /// Acts on some rows of the page that it has.
    async fn act(&mut self, chance: &mut Chance, model: &mut Model) {
        let boxes = self.page.attributes("#rows .row-check input", "value");
        if boxes.is_empty() {
            return self.look(chance).await;
        }
        let chosen: Vec<&String> = (0..=chance.below(3)).map(|_| chance.one_of(&boxes)).collect();
        let uids: Vec<u32> = chosen.iter().map(|it| it.split_once('-').unwrap().1.parse().unwrap()).collect();
        let what = *chance.one_of(&[
            "seen",
            "unseen",
            "flagged",
            "unflagged",
            "keyword:$label1",
            "unkeyword:$label1",
            "move",
            "copy",
            "archive",
            "delete",
        ]);
        let to = chance.one_of(&FOLDERS);
        let csrf = self.page.form("#bulk input").value("csrf").unwrap().to_owned();
        let mut fields = vec![("csrf", csrf.as_str()), ("do", what), ("to", to.name), ("rows", "99")];
        fields.extend(chosen.iter().map(|it| ("message", it.as_str())));
        let act_url = format!("{}/act", self.folder.url);
        self.page = self.client.post(&act_url, &fields).await;
        assert!(self.page.status == 200, "{what} in {}: {}", self.folder.name, self.page.text());
        self.last = model.act(self.folder.name, &uids, what, to.name);
        if !self.page.has("#rows") {
            // A question before messages go for good.
            self.look(chance).await;
            self.last = None;
        }
    }

    /// Takes back what it did last, if its page still offers that.
    async fn undo(&mut self, model: &mut Model) {
        let Some(last) = self.last.take().filter(|_| self.page.has("#notice [data-undo]")) else { return };
        let form = self.page.form_with_button("Annuler");
        self.page = self.client.submit(&self.page, form).await;
        model.undo(last);
    }
}

/// What a mail client does.
fn by_imap(imap: &mut Imap, chance: &mut Chance, model: &mut Model, account: &Account) {
    let (folder, to) = (chance.one_of(&FOLDERS), chance.one_of(&FOLDERS));
    let uids = model.uids(folder.name);
    let uid = if uids.is_empty() { 0 } else { *chance.one_of(&uids) };
    match chance.below(6) {
        0 if model.count() < 150 => {
            let id = model.append(folder.name);
            imap.append(
                folder.wire,
                "",
                "",
                &letters::plain(&format!("Lettre {id}."), &account.address, "."),
            );
        }
        _ if uid == 0 => {}
        1 => {
            imap.command(&format!("SELECT \"{}\"", folder.wire));
            imap.command(&format!("UID STORE {uid} +FLAGS (\\Seen)"));
            model.mark(folder.name, &[uid], Mark::SEEN, true);
        }
        2 => {
            imap.command(&format!("SELECT \"{}\"", folder.wire));
            imap.command(&format!("UID STORE {uid} -FLAGS (\\Flagged)"));
            model.mark(folder.name, &[uid], Mark::FLAGGED, false);
        }
        3 if model.count() > 60 => {
            imap.command(&format!("SELECT \"{}\"", folder.wire));
            imap.command(&format!("UID STORE {uid} +FLAGS (\\Deleted)"));
            imap.command(&format!("UID EXPUNGE {uid}"));
            model.expunge(folder.name, uid);
        }
        _ if folder.name != to.name => {
            imap.command(&format!("SELECT \"{}\"", folder.wire));
            imap.command(&format!("UID MOVE {uid} \"{}\"", to.wire));
            model.carry(folder.name, &[uid], to.name, true);
        }
        _ => {}
    }
}

/// The mail client sees what the model says, and so does a browser.
async fn compare(imap: &mut Imap, visitors: &mut [Visitor], model: &Model, step: usize) {
    for folder in &FOLDERS {
        let expected = model.state(folder.name);
        assert_eq!(model::state(imap, folder.wire), expected, "{} at {step}", folder.name);
        for visitor in &mut *visitors {
            let page = visitor.client.get(folder.url).await;
            assert_eq!(model::shown(&page), model::visible(&expected), "{} at {step}", folder.name);
            visitor.page = page;
            visitor.folder = folder;
            visitor.last = None;
        }
    }
}

#[tokio::test]
async fn two_browsers_and_a_mail_client_end_with_the_same_and_lose_nothing() {
    let account = Account::new("promenade");
    let mut imap = lab().open(&account);
    for folder in FOLDERS.iter().filter(|it| it.is_made) {
        imap.command(&format!("CREATE \"{}\"", folder.wire));
        imap.command(&format!("SUBSCRIBE \"{}\"", folder.wire));
    }
    let mut model = Model::default();
    for _ in 0..80 {
        let id = model.append("INBOX");
        imap.append("INBOX", "", "", &letters::plain(&format!("Lettre {id}."), &account.address, "."));
    }
    let program = Program::start().await;
    let mut visitors = [Visitor::new(&program, &account).await, Visitor::new(&program, &account).await];
    visitors[0].wants_large_pages().await;
    let mut chance = Chance(0x5EED_2026);
    let begun = Instant::now();
    for step in 1..=STEPS {
        let which = chance.below(2);
        match chance.below(12) {
            0 => visitors[which].look(&mut chance).await,
            1 | 2 => visitors[which].undo(&mut model).await,
            3..=6 => visitors[which].act(&mut chance, &mut model).await,
            _ => by_imap(&mut imap, &mut chance, &mut model, &account),
        }
        if step % COMPARED_EVERY == 0 {
            compare(&mut imap, &mut visitors, &model, step).await;
        }
    }
    println!("{STEPS} steps in {:?}", begun.elapsed());
}

impl Visitor {
    /// All of a folder on one page.
    async fn wants_large_pages(&mut self) {
        let page = self.client.get("/settings/mailbox").await;
        let form = page.form_with_button("Enregistrer").fill("page_size", "200");
        self.client.submit(&page, form).await;
    }
}

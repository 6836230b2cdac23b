//! Who writes: begins a message, does what is to be disturbed, and looks afterwards, as a person does.

use tokio::task::JoinHandle;

use super::plan::Act;
use super::stage::Stage;
use crate::client::{Client, Page, Upload};
use crate::lab::Account;
use crate::wait;

/// What is typed at first.
pub const FIRST: &str = "Un début.";

/// What is typed before the act that is disturbed.
pub const SECOND: &str = "Un début.\n\nPuis la suite,\net une fin.";

/// What is attached.
const FILE: &str = "plan.txt";

/// Somebody with a draft that was kept once.
pub struct Writer {
    /// Who writes.
    pub account: Account,
    /// Who is to read it.
    pub reader: Account,
    client: Client,
    /// The page that was open when something died.
    open: Page,
    /// The draft as it was opened last.
    newest: Page,
}

/// What is seen of a draft.
#[derive(Debug)]
pub struct Seen {
    /// Nobody knows whether it was sent.
    pub is_unknown: bool,
    /// The text.
    pub body: String,
    /// How many files it has.
    pub files: usize,
}

impl Writer {
    /// Begins a message and keeps it.
    pub async fn begin(stage: &Stage) -> Self {
        let (account, reader) = (Account::new("writer"), Account::new("reader"));
        let mut client = stage.visitor(&account).await;
        let page = client.get("/compose").await;
        let form = page.form_with_button("Enregistrer").fill("to", &reader.address);
        let form = form.fill("subject", "Avant la panne").fill("body", FIRST);
        let page = client.submit(&page, form).await;
        Self { account, reader, client, open: page.clone(), newest: page }
    }

    /// Does it, in a browser that may get no answer.
    pub fn act(&self, act: Act) -> JoinHandle<Option<Page>> {
        let (mut client, page) = (self.client.clone(), self.open.clone());
        tokio::spawn(async move {
            let form = match act {
                Act::Save => page.form_with_button("Enregistrer").fill("body", SECOND),
                Act::Attach => page.form_with_button("Joindre les fichiers choisis").attach("file", file()),
                Act::Send => page.form_with_button("Envoyer").fill("body", SECOND),
            };
            client.try_submit(&page, form).await
        })
    }

    /// Goes on where the program is now, with the page that was open.
    pub fn follow(&mut self, stage: &Stage) {
        let mut client = Client::new(&stage.url());
        client.cookies.clone_from(&self.client.cookies);
        self.client = client;
        let path = self.open.url.path().to_owned();
        self.open.url = stage.url().parse().expect("an address");
        self.open.url.set_path(&path);
    }

    /// Does it again, with the page that was open.
    pub async fn again(&self, act: Act) -> Page {
        let answer = self.act(act).await.expect("an act that ends");
        answer.expect("an answer")
    }

    /// Opens any page.
    pub async fn look(&mut self) -> Page {
        self.client.get("/mail/INBOX").await
    }

    /// Opens the draft anew; nothing where it is gone.
    pub async fn draft(&mut self) -> Option<Seen> {
        let path = self.open.url.path().to_owned();
        let page = self.client.get(&path).await;
        if page.status == reqwest::StatusCode::NOT_FOUND {
            return None;
        }
        assert!(page.has("#compose"), "a draft that cannot be shown: {} {}", page.status, page.text());
        let body =
            page.form("[name=body]").value("body").map(str::trim).unwrap_or_default().replace("\r\n", "\n");
        let files = page.attributes("#files [data-name]", "data-name").len();
        let seen = Seen { is_unknown: page.has("#unknown"), body, files };
        self.newest = page;
        Some(seen)
    }

    /// Presses a button of the draft as it was opened last.
    pub async fn press(&mut self, words: &str) -> Page {
        let form = self.newest.form_with_button(words);
        let page = self.newest.clone();
        self.client.submit(&page, form).await
    }

    /// Signs in elsewhere until nothing is on its way any more; where the program was killed, what it was handing
    /// over then stays as it is.
    pub async fn settle(&self, stage: &Stage, was_killed: bool) {
        wait::until_async("an outbox in which nothing moves", async || {
            stage.program().signed_in(&self.account).await;
            let rows = stage.program().outbox().await;
            let rests = |it: &String| it == "unknown" || was_killed && it == "submitting";
            rows.iter().all(rests).then_some(())
        })
        .await;
    }
}

fn file() -> Upload {
    let octets = b"Premier point\r\nDeuxieme point\r\nTroisieme point\r\n".to_vec();
    Upload { name: FILE.to_owned(), media_type: "text/plain", octets }
}

//! Files on their way to a message: they go on where they were broken off, can be taken back, and are not held
//! as a whole.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::time::Instant;

use reqwest::{Method, StatusCode};
use serde_json::json;

use crate::browser::Browser;
use crate::client::{Client, Page};
use crate::lab::{Account, lab};
use crate::look;
use crate::program::{Options, Program, Security};
use crate::wait;

/// The answers to requests of a script of the page.
struct Script {
    client: Client,
    csrf: String,
    /// The address of the draft.
    draft: String,
}

impl Script {
    /// Of the form of a new message.
    async fn of(program: &Program, person: &Account) -> (Self, Page) {
        let mut client = program.signed_in(person).await;
        let page = client.get("/compose").await;
        let csrf = page.form("[name=body]").value("csrf").expect("a token").to_owned();
        let draft = page.url.path().to_owned();
        client.headers.push(("x-csrf-token", csrf.clone()));
        (Self { client, csrf, draft }, page)
    }

    /// Begins a file: where it is to be sent.
    async fn begin(&mut self, name: &str, size: usize) -> Page {
        let size = size.to_string();
        let fields =
            [("csrf", &*self.csrf), ("name", name), ("media_type", "application/pdf"), ("size", &size)];
        self.client.post(&format!("{}/files", self.draft), &fields).await
    }

    async fn send(&mut self, place: &str, offset: usize, octets: &[u8]) -> Page {
        let offset = offset.to_string();
        let headers = [("content-type", "application/partial-upload"), ("upload-offset", &*offset)];
        self.client.send(Method::PATCH, place, &headers, octets.to_vec()).await
    }

    /// Sends the beginning of a file, and hangs up.
    fn break_off(&self, program: &Program, place: &str, octets: &[u8]) {
        let host = program.url.strip_prefix("http://").expect("http");
        let mut stream = TcpStream::connect(host).expect("the program");
        let head = format!(
            "PATCH {place} HTTP/1.1\r\nHost: {host}\r\nCookie: {}\r\nX-CSRF-Token: {}\r\n\
             Content-Type: application/partial-upload\r\nUpload-Offset: 0\r\nContent-Length: {}\r\n\r\n",
            self.client.cookie_line(),
            self.csrf,
            octets.len() * 2
        );
        stream.write_all(head.as_bytes()).expect("it listens");
        stream.write_all(octets).expect("it listens");
        stream.shutdown(std::net::Shutdown::Write).expect("an end");
        let _ = stream.read_to_end(&mut Vec::new());
    }

    /// How much the program has of a file, once it is at least so much.
    async fn wait_for(&self, place: &str, received: usize) -> usize {
        wait::until_async(&format!("{received} octets"), async || {
            let page = self.client.clone().send(Method::HEAD, place, &[], Vec::new()).await;
            page.header("upload-offset").parse().ok().filter(|it| *it >= received)
        })
        .await
    }
}

/// What sending may take more, in kB: the file, and the message that is made of it.
const MOST_TO_SEND: u64 = 64_000;

fn octets(size: usize) -> Vec<u8> {
    (0..=250_u8).cycle().take(size).collect()
}

#[tokio::test]
async fn a_file_goes_on_where_it_was_broken_off() {
    let program = Program::start().await;
    let (from, to) = (Account::new("claire"), Account::new("pierre"));
    let (mut script, page) = Script::of(&program, &from).await;
    let file = octets(1_000_000);
    let begun = script.begin("Procès-verbal.pdf", file.len()).await;
    assert_eq!(begun.status, StatusCode::CREATED);
    let place = begun.header("location").to_owned();
    script.break_off(&program, &place, &file[..700_000]);
    // All but what is less than a piece at its end.
    let came = script.wait_for(&place, 500_000).await;
    let wrong = script.send(&place, 5, &[]).await;
    assert_eq!((wrong.status, wrong.header("upload-offset")), (StatusCode::CONFLICT, &*came.to_string()));
    let form = page.form_with_button("Envoyer").fill("to", &to.address).fill("subject", "Le dossier");
    let part = script.client.get(&script.draft.clone()).await;
    assert!(!part.has("#files li"), "half a file is none");
    let last = script.send(&place, came, &file[came..]).await;
    assert_eq!((last.status, last.header("upload-complete")), (StatusCode::OK, "?1"));
    assert_eq!(last.attributes("#files li", "data-name"), ["Procès-verbal.pdf"]);

    // What is typed meanwhile was in nobody's way.
    let sent = script.client.submit(&page, form).await;
    assert!(sent.text().contains("Message envoyé"), "{}", sent.text());
    wait::until("the letter", || lab().open(&to).holds("INBOX", "Le dossier").then_some(()));
    let mut client = program.signed_in(&to).await;
    let list = client.get("/mail/INBOX").await;
    let page = client.get(&list.row("Le dossier")).await;
    let address = page.attributes("#attachments a[download]", "href").remove(0);
    assert!(client.get(&address).await.octets == file, "the octets are others");
}

#[tokio::test]
async fn a_file_is_of_one_person_and_has_its_room() {
    let settings = "[limits]\nmessage_mb = 1\n".to_owned();
    let program = Program::with(Options { settings, ..Options::default() }).await;
    let (mut script, _) = Script::of(&program, &Account::new("claire")).await;
    let (mut other, _) = Script::of(&program, &Account::new("pierre")).await;
    let refused = script.begin("énorme.pdf", 900_000).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(refused.text().contains("Aucune place pour énorme.pdf"), "{}", refused.text());
    let place = script.begin("petit.pdf", 10).await.header("location").to_owned();
    for method in [Method::HEAD, Method::PATCH] {
        let page = other.client.send(method, &place, &[("upload-offset", "0")], octets(10)).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
    }
    other.client.send(Method::DELETE, &place, &[], Vec::new()).await;
    assert_eq!(script.wait_for(&place, 0).await, 0);
    // Without a token nothing is taken.
    script.client.headers.clear();
    let forged = script.send(&place, 0, &octets(10)).await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
    script.client.headers.push(("x-csrf-token", script.csrf.clone()));
    script.send(&place, 0, &octets(11)).await;
    assert_eq!(script.wait_for(&place, 0).await, 0);
    script.client.send(Method::DELETE, &place, &[], Vec::new()).await;
    let gone = script.send(&place, 0, &octets(10)).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
}

/// A submission server that names a limit, and takes nothing.
fn announcing(limit: usize) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            let lines = BufReader::new(stream.try_clone().expect("a stream")).lines();
            let mut said = stream.write_all(b"220 here\r\n");
            for line in lines.map_while(Result::ok) {
                let is_greeting = line.starts_with("EHLO");
                let answer =
                    if is_greeting { format!("250-here\r\n250 SIZE {limit}") } else { "502 no".to_owned() };
                said = said.and_then(|()| stream.write_all(format!("{answer}\r\n").as_bytes()));
            }
        }
    });
    port
}

#[tokio::test]
async fn what_the_submission_server_takes_is_told_before_and_kept_to() {
    let submission = Some(("127.0.0.1", announcing(400_000)));
    let options = Options { submission, security: Security::None, ..Options::default() };
    let program = Program::with(options).await;
    let (mut script, _) = Script::of(&program, &Account::new("claire")).await;
    wait::until_async("the limit of the server", async || {
        let page = script.client.clone().get(&script.draft).await;
        (page.attributes("#compose-files", "data-free") == ["292296"]).then_some(())
    })
    .await;
    let refused = script.begin("grand.pdf", 300_000).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(refused.text().contains("Aucune place pour grand.pdf"), "{}", refused.text());
}

#[tokio::test]
async fn twenty_megabytes_are_never_held_as_a_whole() {
    let settings = "[limits]\nmessage_mb = 60\n".to_owned();
    let program = Program::with(Options { settings, ..Options::default() }).await;
    let (mut script, page) = Script::of(&program, &Account::new("claire")).await;
    // What is loaded once is loaded before.
    let file = octets(20_000_000);
    let place = script.begin("un.pdf", 1_000_000).await.header("location").to_owned();
    script.send(&place, 0, &file[..1_000_000]).await;
    let before = program.memory();
    let begun = Instant::now();
    let place = script.begin("deux.pdf", file.len()).await.header("location").to_owned();
    let last = script.send(&place, 0, &file).await;
    let (time, after) = (begun.elapsed(), program.memory());
    assert_eq!(last.header("upload-complete"), "?1");
    println!("20 MB in {time:?}, memory {} MB before, {} at most", before.now, after.most);
    assert!(after.most - before.most < 12.0, "{before:?} became {after:?}");

    // Written as a message they are 28 MB.
    let before = program.forget_peak();
    script.client.headers.clear();
    let form = page.form_with_button("Envoyer").fill("to", &Account::new("pierre").address);
    let sent = script.client.submit(&page, form.fill("subject", "Lourd").fill("body", "Voici.")).await;
    assert!(sent.text().contains("Message envoyé"), "{}", sent.text());
    let most = program.peak() - before;
    println!("sending it took {most} kB more");
    assert!(most < MOST_TO_SEND, "{most} kB");
}

/// Has the connection of the page break.
const OFFLINE: &str = "const send = XMLHttpRequest.prototype.send;
window.restore = () => { XMLHttpRequest.prototype.send = send; window.dispatchEvent(new Event('online')); };
XMLHttpRequest.prototype.send = function () { setTimeout(() => this.dispatchEvent(new Event('error')), 10); };";

/// Has it come back. A file that has given up, since looking at pages takes its time, is sent again.
const RESTORE: &str = "window.restore();
for (const it of document.querySelectorAll('.upload.error button:not([hidden])')) {
  if (it.title.startsWith('Réessayer')) it.click();
}";

const DROP: &str = "const files = new DataTransfer();
for (const [name, size] of arguments[0]) files.items.add(new File([new Uint8Array(size)], name));
document.getElementById('body').dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }));";

#[tokio::test]
async fn a_lost_connection_is_told_and_a_file_is_taken_back_or_sent_again() {
    let settings = "[limits]\nmessage_mb = 1\n".to_owned();
    let program = Program::with(Options { settings, ..Options::default() }).await;
    let person = Account::new("claire");
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&person).await;
    browser.goto("/compose").await;
    browser.fill("subject", "Avec pièces").await;
    browser.script(OFFLINE, Vec::new()).await;
    let files =
        json!([["Compte rendu.pdf", 200_000], ["À retirer.pdf", 100_000], ["Trop grand.pdf", 900_000]]);
    browser.script(DROP, vec![files]).await;
    browser.wait_for_text("Connexion perdue. Nouvel essai dans un instant…").await;
    browser.wait_for_text("Aucune place pour Trop grand.pdf").await;
    look::look(&browser, "compose-uploads").await;
    browser.click("Annuler l’envoi de À retirer.pdf").await;
    browser.click("Annuler l’envoi de Trop grand.pdf").await;
    browser.script(RESTORE, Vec::new()).await;
    browser.wait_for("#files [data-name='Compte rendu.pdf']").await;
    assert_eq!(browser.texts("#files-under-way li").await, [""; 0]);
    browser.click("Enregistrer").await;
    browser.wait_for_text("Enregistré à").await;
    browser.wait_for("#files [data-name='Compte rendu.pdf']").await;
    browser.close().await;
}

//! A message with a file, as a form without scripts sends both, and as scripts do: the file first.

use std::time::{Duration, Instant};

use bytes::Bytes;
use hyper::{Method, StatusCode};
use lettre::message::header::ContentType;
use lettre::message::{Attachment, Message, MultiPart, SinglePart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};

use crate::bare::Bare;
use crate::lab::Lab;
use crate::letters;
use crate::maildir::Person;
use crate::page::Page;
use crate::visitor::{Answer, Visitor, urlencoded};

/// How large the file is, in octets.
const FILE_SIZE: usize = 1024 * 1024;

/// Between the fields of a form.
const BOUNDARY: &str = "----LoadFormBoundary7d1f";

const TO: &str = "somebody@sink.test";
const SUBJECT: &str = "Le plan du rez-de-chaussée";
const TEXT: &str = "Bonjour,\r\n\r\nVoici le plan dont nous avons parlé.\r\n\r\nBien à vous\r\n";

/// The same message without a webmail: lettre makes it, hands it over by a connection of its own, and a client that
/// is signed in puts the copy into Sent.
pub struct Plainly {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    imap: Bare,
    from: String,
}

impl Plainly {
    /// Signs in where the copy goes.
    pub async fn begin(lab: &Lab, person: &Person) -> Self {
        let credentials = Credentials::new(person.address(), person.password().to_owned());
        let transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous("127.0.0.1")
            .port(lab.submission_in_clear)
            .credentials(credentials)
            .build();
        Self { transport, imap: Bare::at(lab.imap, person, "INBOX").await, from: person.address() }
    }

    /// Makes it and sends it once.
    pub async fn send(&mut self) -> Duration {
        let file = letters::noise(FILE_SIZE);
        let begin = Instant::now();
        let pdf = ContentType::parse("application/pdf").expect("a media type");
        let parts = MultiPart::mixed()
            .singlepart(SinglePart::plain(TEXT.to_owned()))
            .singlepart(Attachment::new("plan.pdf".to_owned()).body(file, pdf));
        let message = Message::builder()
            .from(self.from.parse().expect("an address"))
            .to(TO.parse().expect("an address"))
            .subject(SUBJECT)
            .multipart(parts)
            .expect("a message");
        let octets = message.formatted();
        self.transport.send_raw(message.envelope(), &octets).await.expect("it is sent");
        let copy = String::from_utf8(octets).expect("ASCII");
        self.imap.say(&[format!("APPEND Sent (\\Seen) {{{}+}}\r\n{copy}", copy.len())]).await;
        begin.elapsed()
    }
}

/// Where a message goes, and its form with the file in it.
pub async fn with_a_file(visitor: &mut Visitor) -> (String, Bytes) {
    let page = visitor.page("/compose").await;
    let head = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"plan.pdf\"\r\n\
         Content-Type: application/pdf\r\n\r\n"
    );
    let mut body = fields(&page);
    body.extend_from_slice(head.as_bytes());
    body.extend_from_slice(&letters::noise(FILE_SIZE));
    body.extend_from_slice(b"\r\n");
    (action(&page), ended(body))
}

/// The same of one whose file was sent before.
pub async fn with_a_file_that_is_there(visitor: &mut Visitor) -> (String, Bytes) {
    let page = visitor.page("/compose").await;
    let action = action(&page);
    let draft = action.strip_suffix("/send").expect("where it is sent");
    upload(visitor, draft, &page.csrf(), &letters::noise(FILE_SIZE).into()).await;
    (action, ended(fields(&page)))
}

/// Sends a file to a draft as a script does; its address.
pub async fn upload(visitor: &mut Visitor, draft: &str, csrf: &str, octets: &Bytes) -> String {
    let size = octets.len().to_string();
    let fields = [("csrf", csrf), ("name", "plan.pdf"), ("media_type", "application/pdf"), ("size", &*size)];
    let fields = fields.map(|(name, value)| (name, value.to_owned()));
    let answer = visitor.ask(Method::POST, &format!("{draft}/files"), &[], urlencoded(&fields).into()).await;
    let place = answer.location.expect("where the file is sent");
    let headers =
        [("content-type", "application/partial-upload"), ("upload-offset", "0"), ("x-csrf-token", csrf)];
    let answer = visitor.ask(Method::PATCH, &place, &headers, octets.clone()).await;
    assert_eq!(answer.status, StatusCode::OK, "the file is there");
    place
}

/// Sends the form.
pub async fn send(visitor: &mut Visitor, path: &str, form: Bytes) -> Answer {
    let answer = visitor.post(path, &format!("multipart/form-data; boundary={BOUNDARY}"), form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "the message was not sent");
    answer
}

fn action(page: &Page) -> String {
    page.attribute("form#compose", "action")
}

fn fields(page: &Page) -> Vec<u8> {
    let (csrf, revision) = (page.csrf(), page.attribute("form#compose [name=revision]", "value"));
    let fields =
        [("csrf", &*csrf), ("revision", &*revision), ("to", TO), ("subject", SUBJECT), ("body", TEXT)];
    let mut body = Vec::with_capacity(FILE_SIZE + 4096);
    for (name, value) in fields {
        let part =
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    body
}

fn ended(mut body: Vec<u8>) -> Bytes {
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    body.into()
}

//! Messages with calendars and cards, and a parser of another program for what is answered.

use std::io::Write as _;
use std::process::{Command, Stdio};

use crate::lab::Account;

/// An invitation as Google writes it.
pub const GOOGLE: &str = include_str!("../../data/invitations/google.ics");

/// The same, called off.
pub const CANCELLED: &str = include_str!("../../data/invitations/cancelled.ics");

/// A series, one date of which differs.
pub const NEXTCLOUD: &str = include_str!("../../data/invitations/nextcloud.ics");

/// Somebody's answer.
pub const ANSWERED: &str = include_str!("../../data/invitations/answered.ics");

/// Markup in every property.
pub const HOSTILE: &str = include_str!("../../data/invitations/hostile.ics");

/// A message from the organizer.
#[derive(Debug)]
pub struct Letter {
    head: String,
    calendar: String,
    method: &'static str,
}

impl Letter {
    /// With this subject (in ASCII) and calendar, in which the addresses of the two stand in place of
    /// those of the file.
    pub fn new(subject: &str, person: &Account, organizer: &Account, calendar: &str) -> Self {
        let calendar = calendar
            .replace("\n ", "")
            .replace("pierre@octopus.test", &person.address)
            .replace("claire@sink.test", &organizer.address)
            .replace('\n', "\r\n");
        let method = match calendar.split("METHOD:").nth(1) {
            Some(text) if text.starts_with("CANCEL") => "CANCEL",
            Some(text) if text.starts_with("REPLY") => "REPLY",
            _ => "REQUEST",
        };
        let head = format!(
            "From: Claire Vasseur <{}>\r\nTo: {}, autre@sink.test\r\nSubject: {subject}\r\n\
             Date: Tue, 24 Nov 2026 10:15:00 +0100\r\nMessage-ID: <invitation@sink.test>\r\nMIME-Version: 1.0\r\n",
            organizer.address, person.address
        );
        Self { head, calendar, method }
    }

    /// The calendar as another form of the text, and once more to be saved.
    pub fn alternative(&self) -> Vec<u8> {
        let Self { head, calendar, method } = self;
        format!(
            "{head}Content-Type: multipart/mixed; boundary=b1\r\n\r\n--b1\r\n\
             Content-Type: multipart/alternative; boundary=b2\r\n\r\n--b2\r\n\
             Content-Type: text/plain; charset=utf-8\r\n\r\nVous êtes invité.\r\n--b2\r\n\
             Content-Type: text/html; charset=utf-8\r\n\r\n<p>Vous êtes invité.</p>\r\n--b2\r\n\
             Content-Type: text/calendar; charset=\"UTF-8\"; method={method}\r\n\
             Content-Transfer-Encoding: 8bit\r\n\r\n{calendar}\r\n--b2--\r\n\r\n--b1\r\n\
             Content-Type: application/ics; name=\"invite.ics\"\r\n\
             Content-Disposition: attachment; filename=\"invite.ics\"\r\n\
             Content-Transfer-Encoding: 8bit\r\n\r\n{calendar}\r\n--b1--\r\n"
        )
        .into()
    }

    /// A message of somebody else with this one inside.
    pub fn forwarded(&self, to: &str) -> Vec<u8> {
        let inner = String::from_utf8(self.alternative()).expect("UTF-8");
        format!(
            "From: marc@sink.test\r\nTo: {to}\r\nSubject: Pour info\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/mixed; boundary=b0\r\n\r\n--b0\r\nContent-Type: text/plain\r\n\r\nVoici.\r\n\
             --b0\r\nContent-Type: message/rfc822\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{inner}\r\n--b0--\r\n"
        )
        .into()
    }
}

/// A message with cards: two that can be added, one without an address.
pub fn cards(subject: &str, to: &str) -> Vec<u8> {
    format!(
        "From: marc@sink.test\r\nTo: {to}\r\nSubject: {subject}\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=b1\r\n\r\n--b1\r\nContent-Type: text/plain\r\n\r\nVoici.\r\n--b1\r\n\
         Content-Type: text/vcard; charset=utf-8; name=\"contacts.vcf\"\r\n\
         Content-Disposition: attachment; filename=\"contacts.vcf\"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n\
         BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zoé Düpont\r\nEMAIL:zoe@sink.test\r\nEND:VCARD\r\n\
         BEGIN:VCARD\r\nVERSION:4.0\r\nFN:<b>Marc</b>\r\nEMAIL:marc@sink.test\r\nEND:VCARD\r\n\
         BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Sans adresse\r\nTEL:+33 1\r\nEND:VCARD\r\n--b1--\r\n"
    )
    .into()
}

/// Reads a message with Python's `email`: some header lines, its parts, and the unfolded lines of its
/// calendar.
const READ: &str = r"
import email, email.policy, sys
text = sys.stdin.buffer.read()
message = email.message_from_bytes(text[text.index(b'Return-Path') if b'Return-Path' in text else 0:], policy=email.policy.default)
for name in ('From', 'To', 'Subject', 'In-Reply-To'):
    print(f'{name}: {message[name]}')
parts = list(message.iter_parts())
print('parts:', *[it.get_content_type() for it in parts])
for part in parts:
    if part.get_content_type() == 'text/calendar':
        print('method:', part.get_param('method'))
        print(part.get_content().replace('\r\n', '\n').replace('\n ', ''))
";

/// What Python says of a message, as it came by IMAP.
pub fn python(octets: &str) -> Vec<String> {
    let mut process = Command::new("python3")
        .args(["-X", "utf8", "-c", READ])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3");
    process.stdin.take().expect("a pipe").write_all(octets.as_bytes()).expect("a reader");
    let output = process.wait_with_output().expect("an end");
    assert!(output.status.success(), "python3 fails at {octets}");
    String::from_utf8(output.stdout).expect("UTF-8").lines().map(str::to_owned).collect()
}

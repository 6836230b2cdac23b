//! Letters to messages: who, when, what is quoted, which files go with it.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::calendar::{self, Calendar};
use super::files;
use super::html;
use super::letter::{Html, Letter, Sent};
use super::mime::Part;
use super::mime::header::Fields;
use super::people::{People, Person};
use super::random::Random;
use super::wording::{Language, fill};
use super::wrap;

/// The domain whose server received the mail of both accounts.
const OURS: &str = "demo.fr.fto";

/// What stands behind the `@` where a design names a picture: `cid:legumes.png@pictures.test`.
const PICTURES: &str = "pictures.test";

/// How long after what it answers a letter is sent at the earliest, in seconds.
const SHORTEST_ANSWER: i64 = 420;

/// The most letters that References names.
const MOST_REFERENCES: usize = 20;

/// A letter that was sent.
#[derive(Clone, Debug)]
pub(super) struct Posted {
    pub(super) octets: Vec<u8>,
    /// Seconds since 1970-01-01 UTC, as all times here.
    pub(super) sent_at: i64,
    /// When it came into the mailbox of those it was sent to.
    pub(super) received_at: i64,
    pub(super) sender: Person,
    message_id: String,
    /// The Message-IDs of what it answers, oldest first.
    references: Vec<String>,
    subject: String,
    text: String,
}

/// What letters are posted with.
#[derive(Debug)]
pub(super) struct Office<'a> {
    pub(super) calendar: &'a Calendar,
    pub(super) people: &'a People,
}

impl Office<'_> {
    /// Posts the letter with this number of a file, after those before it. `None` when it names somebody
    /// or something that is not there.
    pub(super) fn post(
        &self,
        file: &str,
        number: usize,
        letter: &Letter,
        before: &[Posted],
    ) -> Option<Posted> {
        let answered = match letter.answers {
            Some(number) => Some(before.get(number.checked_sub(1)?)?),
            None => None,
        };
        let mut random = Random::new(file, number as u64);
        let sender = self.people.find(letter.from)?;
        let domain = sender.named.address.rsplit('@').next().unwrap_or_default().to_owned();
        let sent_at = self.sent_at(letter, answered);
        let mut references = answered.map(|it| it.references.clone()).unwrap_or_default();
        references.extend(answered.map(|it| it.message_id.clone()));
        let mut posted = Posted {
            octets: Vec::new(),
            sent_at,
            received_at: (sent_at + random.seconds(2, 20)).min(self.calendar.now()),
            message_id: format!("<{:016x}.{number}@{domain}>", random.next()),
            subject: self.subject(letter, answered),
            text: self.text(letter, answered, &sender),
            sender,
            references,
        };
        let fields = self.fields(letter, &posted, &domain, &mut random)?;
        posted.octets = self.part(letter, &posted, &mut random)?.into_message(fields);
        Some(posted)
    }

    fn sent_at(&self, letter: &Letter, answered: Option<&Posted>) -> i64 {
        let sent_at = match letter.sent {
            Sent::On(day, time) => self.calendar.moment(day, time),
            Sent::Ago(minutes) => self.calendar.now().saturating_sub(minutes * 60),
        };
        let earliest = answered.map_or(i64::MIN, |it| it.sent_at + SHORTEST_ANSWER);
        // A day that was moved must not bring the answer before the question.
        sent_at.max(earliest).min(self.calendar.now())
    }

    fn subject(&self, letter: &Letter, answered: Option<&Posted>) -> String {
        match (letter.subject, answered) {
            (Some(subject), _) => fill(subject, self.calendar, letter.language),
            (None, Some(answered)) if answered.subject.starts_with("Re: ") => answered.subject.clone(),
            (None, Some(answered)) => format!("Re: {}", answered.subject),
            (None, None) => String::new(),
        }
    }

    /// The text with its days, its quotation and its signature.
    fn text(&self, letter: &Letter, answered: Option<&Posted>, sender: &Person) -> String {
        let mut text = fill(letter.text, self.calendar, letter.language).trim_end().to_owned();
        let quoted = answered.map(|it| self.quotation(it, letter.language)).unwrap_or_default();
        let forwarded = answered.map(|it| self.forwarded(it)).unwrap_or_default();
        let ends = text.contains("{quote}") || text.contains("{forward}") || text.contains("\n-- \n");
        text = text.replace("{quote}", quoted.trim_end()).replace("{forward}", forwarded.trim_end());
        text.push('\n');
        if !ends && !sender.signature.is_empty() {
            let _ = write!(text, "\n-- \n{}", sender.signature);
        }
        text
    }

    fn quotation(&self, answered: &Posted, language: Language) -> String {
        let name = Some(&answered.sender.named.name).filter(|it| !it.is_empty());
        let name = name.unwrap_or(&answered.sender.named.address);
        let mut quoted = language.wrote(self.calendar, answered.sent_at, name) + "\n";
        let text = wrap::fixed(answered.own_text());
        // What was quoted twice already is left out, as careful people do.
        for line in text.trim_end().lines().filter(|it| !it.starts_with(">>")) {
            let blank = if line.is_empty() || line.starts_with('>') { "" } else { " " };
            let _ = writeln!(quoted, ">{blank}{line}");
        }
        quoted
    }

    /// As people who write French forward something; nobody else does here.
    fn forwarded(&self, answered: &Posted) -> String {
        let date = self.calendar.local(answered.sent_at).strftime("%d/%m/%Y %H:%M");
        format!(
            "-------- Message transf\u{e9}r\u{e9} --------\nSujet\u{a0}: {}\nDate\u{a0}: {date}\nDe\u{a0}: {} <{}>\n\n{}",
            answered.subject,
            answered.sender.named.name,
            answered.sender.named.address,
            answered.own_text()
        )
    }

    fn fields(&self, letter: &Letter, posted: &Posted, domain: &str, random: &mut Random) -> Option<Fields> {
        let date = calendar::date_field(self.calendar.zone(), posted.sent_at);
        let sender = &posted.sender.named;
        let mut fields = Fields::default();
        if domain != OURS {
            let came = calendar::date_field(self.calendar.zone(), posted.received_at);
            let host = format!("from mx.{domain} (192.0.2.{})", 1 + random.below(250));
            fields.plain("Return-Path", &format!("<{}>", sender.address));
            fields.plain(
                "Received",
                &format!("{host} by mail.{OURS} with ESMTPS id {:x}; {came}", random.next()),
            );
        }
        fields.plain("Date", &date);
        fields.addresses("From", std::slice::from_ref(sender), letter.charset);
        for (name, short) in [("To", &letter.to), ("Cc", &letter.cc)] {
            let people =
                short.iter().map(|it| Some(self.people.find(it)?.named)).collect::<Option<Vec<_>>>()?;
            fields.addresses(name, &people, letter.charset);
        }
        if !posted.subject.is_empty() {
            fields.text("Subject", &posted.subject, letter.charset);
        }
        fields.plain("Message-ID", &posted.message_id);
        if let Some(parent) = posted.references.last() {
            let older = posted.references.len().saturating_sub(MOST_REFERENCES);
            let ids: Vec<&str> = posted.references.iter().skip(older).map(String::as_str).collect();
            fields.plain("In-Reply-To", parent);
            fields.plain("References", &ids.join(" "));
        }
        for (name, value) in &letter.fields {
            fields.text(name, &fill(value, self.calendar, letter.language), letter.charset);
        }
        Some(fields)
    }

    /// Text, HTML with its pictures, invitation, files: as many multiparts as they need.
    fn part(&self, letter: &Letter, posted: &Posted, random: &mut Random) -> Option<Part> {
        if let Some(content_type) = letter.content_type {
            return Some(Part::as_it_is(content_type, &posted.text));
        }
        let mut choices = vec![text_part(letter, &posted.text)];
        match letter.html {
            Html::None => {}
            Html::OfText => {
                choices.push(Part::text("text/html", letter.charset, &html::of_text(&posted.text)));
            }
            Html::File(name) => choices.push(self.designed(letter, name, random)?),
        }
        if let Some(name) = letter.invitation {
            let text = fill(files::text(name)?, self.calendar, letter.language);
            choices.push(Part::text("text/calendar; method=REQUEST", letter.charset, &text));
        }
        // An invitation is there as a file, too, for programs that look for one (RFC 6047 allows it).
        let files = letter.invitation.iter().map(|it| (*it, *it)).chain(letter.attached.iter().copied());
        let mut parts = vec![joined("alternative", choices, random)?];
        for (name, shown) in files {
            let content = self.content(name, letter)?;
            parts.push(Part::attachment(files::named(name, shown, &content)));
        }
        joined("mixed", parts, random)
    }

    /// The octets of a file; days in a text are filled in, and its lines end with CRLF.
    fn content(&self, name: &str, letter: &Letter) -> Option<Cow<'static, [u8]>> {
        let Some(text) = files::text(name) else { return files::octets(name).map(Cow::Borrowed) };
        let filled = fill(text, self.calendar, letter.language).replace('\n', "\r\n");
        Some(Cow::Owned(filled.into_bytes()))
    }

    fn designed(&self, letter: &Letter, name: &str, random: &mut Random) -> Option<Part> {
        let text = fill(files::text(name)?, self.calendar, letter.language);
        let mut parts = vec![Part::text("text/html", letter.charset, &text)];
        for picture in &letter.inline {
            let file = files::named(picture, picture, files::octets(picture)?);
            parts.push(Part::inline(file, &format!("{picture}@{PICTURES}")));
        }
        joined("related; type=\"text/html\"", parts, random)
    }
}

impl Posted {
    /// The text without the signature.
    fn own_text(&self) -> &str {
        self.text.split("\n-- \n").next().unwrap_or_default()
    }
}

fn text_part(letter: &Letter, text: &str) -> Part {
    if letter.flowed {
        Part::text("text/plain; format=flowed", letter.charset, &wrap::flowed(text))
    } else {
        Part::text("text/plain", letter.charset, &wrap::fixed(text))
    }
}

/// One part as it is, several as a multipart.
fn joined(kind: &str, mut parts: Vec<Part>, random: &mut Random) -> Option<Part> {
    if parts.len() == 1 { parts.pop() } else { Some(Part::multipart(kind, random.next(), parts)) }
}

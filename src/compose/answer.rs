//! What an answer and a forwarded message begin with.

use std::collections::HashMap;

use mailcore::imap::pool::{Beside, Lease};
use mailcore::mailbox::MessageRef;
use mailcore::message::outgoing::OutgoingFile;
use mailcore::message::parse::{self, Headers};
use mailcore::message::part::{Part, PartId};
use mailcore::message::place::Place;
use mailcore::message::reply::{self, Answer};
use mailcore::message::sanitize::{Remote, outgoing};

use super::draft::{Content, Draft};
use super::form::{DraftForm, typed_found, typed_named};
use super::sender::{self, Beginning};
use super::signature::Frame;
use super::{Error, attachment, draft, html};
use crate::desk::Desk;
use crate::fetch::{self, Message};
use crate::i18n::{Locale, Text};
use crate::identities::{self, matching};
use crate::outbox::copy_to::CopyTo;
use crate::outbox::origin::{Origin, Taken};
use crate::preferences::writing::{Quoting, Writing};

/// The most files of a message that are fetched together, and the most octets of them as written.
const MOST_FILES: usize = 50;
const MOST_OCTETS: u64 = 4_000_000;

/// Begins an answer to a message, or a message with it inside, in the words of `locale`.
pub async fn begin(
    desk: &Desk,
    answer: Answer,
    at: &Place,
    locale: Locale,
    now: i64,
) -> Result<Draft, Error> {
    let mut lease = desk.lease(Some(&at.message.mailbox)).await?;
    let original = Message::open_at(&mut lease, at, Beside::Nothing).await?;
    let is_reply = answer != Answer::Forward;
    let editor = desk.preferences.writing.editor;
    let as_html = editor.is_for_answer(is_reply, original.choice.html.is_some());
    let names = names(&original);
    let quoted = quoted(&mut lease, &original, &names, as_html).await?;
    let mut content = content(desk, answer, &original, &quoted, locale).await?;
    if is_reply && desk.preferences.writing.beside_original {
        let mailboxes = lease.mailboxes().await?;
        content.form.options.copy_to = CopyTo::beside(&original.at.mailbox, &mailboxes);
    }
    let draft = draft::begin(desk, content, now).await?;
    let parts: Vec<&Part> = match (&draft.content.form.html, is_reply) {
        (_, false) => files_of(&original).collect(),
        (Some(html), true) => {
            let shown: Vec<&str> = outgoing::references(html).collect();
            let is_shown = |it: &&Part| name_of(&names, it).is_some_and(|it| shown.contains(&it));
            files_of(&original).filter(is_shown).collect()
        }
        (None, true) => return Ok(draft),
    };
    let along = Along { original: &original, parts, names: &names };
    let left_out = take_files(desk, &mut lease, &along, &draft.id).await?;
    keep_left_out(desk, draft, left_out, now).await
}

/// The words of a message, to be quoted.
struct Quoted {
    text: String,
    /// The same as HTML, where HTML is written.
    html: Option<String>,
}

async fn quoted(
    lease: &mut Lease,
    original: &Message,
    names: &Names,
    as_html: bool,
) -> Result<Quoted, Error> {
    let text = original.quotable(lease).await?;
    if !as_html {
        return Ok(Quoted { text, html: None });
    }
    // Images of other servers stay blocked: who is answered would learn that they were loaded.
    let html = original.html(lease, Remote::Blocked, false, |part| cid(names, part)).await?;
    let html = html.map_or_else(|| html::of_text(text.trim_end()), |it| it.html.to_string());
    Ok(Quoted { text, html: Some(html) })
}

/// Names for the files of a message, in a draft that takes them along.
pub(super) type Names = HashMap<PartId, String>;

pub(super) fn names(original: &Message) -> Names {
    files_of(original).filter_map(|it| Some((it.id.clone()?, attachment::new_id()))).collect()
}

fn name_of<'a>(names: &'a Names, part: &Part) -> Option<&'a str> {
    names.get(part.id.as_ref()?).map(String::as_str)
}

/// What HTML calls a part that it shows.
pub(super) fn cid(names: &Names, part: &PartId) -> String {
    names.get(part).map(|it| format!("cid:{it}")).unwrap_or_default()
}

/// Files of a message that go along.
pub(super) struct Along<'a> {
    original: &'a Message,
    parts: Vec<&'a Part>,
    /// What they are called in the draft.
    names: &'a Names,
}

impl<'a> Along<'a> {
    /// All of them.
    pub(super) fn all(original: &'a Message, names: &'a Names) -> Self {
        Self { original, parts: files_of(original).collect(), names }
    }
}

/// Everything that can go along as a file: what its HTML shows, too.
fn files_of(original: &Message) -> impl Iterator<Item = &Part> {
    let choice = &original.choice;
    choice.related.iter().chain(&choice.attachments).filter(|it| it.id.is_some())
}

/// Begins a message with another one as a file, whose octets are as they were.
pub(super) async fn attach(desk: &Desk, at: &MessageRef, now: i64) -> Result<Draft, Error> {
    let mut lease = desk.lease(Some(&at.mailbox)).await?;
    let original = Message::open(&mut lease, at, Beside::Nothing).await?;
    let headers = &original.headers;
    let beginning = reply::begin(Answer::Forward, headers, &[]);
    let content = Content {
        form: DraftForm { subject: beginning.subject, ..DraftForm::default() },
        origin: Some(Origin {
            taken: Taken::Forward,
            message: at.clone(),
            message_id: headers.message_id.clone(),
        }),
        in_reply_to: beginning.in_reply_to,
        references: beginning.references,
        ..Content::default()
    };
    let all = identities::of(desk).await?;
    let beginning = Beginning::new(desk.preferences.writing.editor.is_for_new(), Frame::default());
    let content = sender::open(desk, matching::of_answer(&all, headers), beginning, content);
    let name = fetch::message_file_name(&headers.subject);
    let draft = draft::begin(desk, content, now).await?;
    if original.opened.head.size > attachment::room(desk.message_limit) {
        return keep_left_out(desk, draft, vec![name], now).await;
    }
    let octets = lease.beginning(at, desk.message_limit).await?;
    let file = OutgoingFile { name, media_type: "message/rfc822".to_owned(), octets: octets.into() };
    let left_out = attachment::add(desk, &draft.id, vec![file]).await?;
    keep_left_out(desk, draft, left_out, now).await
}

/// Takes files of a message along, as long as they fit; what those are called that do not.
pub(super) async fn take_files(
    desk: &Desk,
    lease: &mut Lease,
    along: &Along<'_>,
    draft: &str,
) -> Result<Vec<String>, Error> {
    let mut room = attachment::room(desk.message_limit);
    let Along { original, parts, names } = along;
    let (taken, too_large): (Vec<&Part>, Vec<&Part>) = parts.iter().copied().partition(|part| {
        let size = part.decoded_size();
        let fits = size <= room;
        room -= if fits { size } else { 0 };
        fits
    });
    let mut left_out: Vec<String> = too_large.into_iter().map(fetch::file_name).collect();
    for few in in_batches(&taken) {
        let files = files(lease, original, few, desk.message_limit).await?;
        let ids = few.iter().map(|it| name_of(names, it).map_or_else(attachment::new_id, str::to_owned));
        left_out.extend(attachment::add_as(desk, draft, ids.zip(files).collect()).await?);
    }
    Ok(left_out)
}

/// Small files together, for a message may have a thousand; large ones each for itself.
fn in_batches<'a>(parts: &'a [&'a Part]) -> impl Iterator<Item = &'a [&'a Part]> {
    let (mut files, mut octets) = (0, 0_u64);
    parts.chunk_by(move |before, next| {
        files += 1;
        octets = octets.saturating_add(before.size);
        let together = files < MOST_FILES && octets.saturating_add(next.size) <= MOST_OCTETS;
        if !together {
            (files, octets) = (0, 0);
        }
        together
    })
}

/// Parts of a message as files, decoded.
async fn files(
    lease: &mut Lease,
    original: &Message,
    parts: &[&Part],
    most: u64,
) -> Result<Vec<OutgoingFile>, Error> {
    let ids: Vec<PartId> = parts.iter().filter_map(|it| it.id.clone()).collect();
    let octets = original.octets(lease, &ids, most).await?;
    let size = octets.iter().map(Vec::len).sum();
    let parts: Vec<Part> = parts.iter().copied().cloned().collect();
    let decoded = move || {
        let files = parts.into_iter().zip(&octets).map(|(part, octets)| OutgoingFile {
            name: fetch::file_name(&part),
            octets: parse::decoded(part.encoding, octets).into(),
            media_type: part.media_type,
        });
        files.collect()
    };
    Ok(fetch::off_thread(size, decoded).await?)
}

/// Remembers which files did not come along, so that the page can say so.
pub(super) async fn keep_left_out(
    desk: &Desk,
    draft: Draft,
    left_out: Vec<String>,
    now: i64,
) -> Result<Draft, Error> {
    if left_out.is_empty() {
        return Ok(draft);
    }
    draft::set_left_out(desk, draft, left_out, now).await
}

async fn content(
    desk: &Desk,
    answer: Answer,
    original: &Message,
    quoted: &Quoted,
    locale: Locale,
) -> Result<Content, Error> {
    let all = identities::of(desk).await?;
    let headers = &original.headers;
    let beginning = reply::begin(answer, headers, &identities::addresses(desk, &all));
    let sent_at = headers.sent_at.unwrap_or(original.opened.head.received_at);
    let about = About { headers, sent_at, locale };
    let (taken, frame) = match answer {
        Answer::Reply | Answer::ReplyAll | Answer::ReplyList => {
            (Taken::Reply, about.frame(quoted, desk.preferences.writing))
        }
        Answer::Forward => (Taken::Forward, Frame { after: about.forwarded(quoted), ..Frame::default() }),
    };
    let content = Content {
        form: DraftForm {
            to: typed_named(&beginning.to),
            cc: typed_named(&beginning.cc),
            subject: beginning.subject,
            ..DraftForm::default()
        },
        // A message inside of another one has no flags that could be set.
        origin: original.inside.is_none().then(|| Origin {
            taken,
            message: original.at.clone(),
            message_id: headers.message_id.clone(),
        }),
        in_reply_to: beginning.in_reply_to,
        references: beginning.references,
        ..Content::default()
    };
    let beginning = Beginning::new(quoted.html.is_some(), frame);
    Ok(sender::open(desk, matching::of_answer(&all, headers), beginning, content))
}

/// What is said of a message that is quoted.
struct About<'a> {
    headers: &'a Headers,
    sent_at: i64,
    locale: Locale,
}

impl About<'_> {
    /// What an answer is written around.
    fn frame(&self, quoted: &Quoted, writing: Writing) -> Frame {
        let gap = |count| if quoted.html.is_some() { String::new() } else { "\n".repeat(count) };
        let quotation = || self.quotation(quoted, writing.quote_signatures);
        match writing.quoting {
            Quoting::Below => Frame { before: [quotation(), gap(2)].concat(), ..Frame::default() },
            Quoting::Above => Frame { after: [gap(2), quotation(), gap(1)].concat(), ..Frame::default() },
            Quoting::AboveWhole => Frame { after: self.forwarded(quoted), ..Frame::default() },
            Quoting::Nothing => Frame::default(),
        }
    }

    /// The words of the original, quoted, below who wrote them.
    fn quotation(&self, quoted: &Quoted, with_signature: bool) -> String {
        let name = self.headers.from.first().map(|it| it.label().to_owned()).unwrap_or_default();
        // With the year: the answer may be read in another one.
        let date = self.locale.long_date(self.sent_at, 0);
        let wrote = Text::new("compose-quote-line").with("date", date).with("name", name);
        let wrote = self.locale.say(&wrote);
        if let Some(html) = &quoted.html {
            return html::quotation(&wrote, html);
        }
        let text = if with_signature { quoted.text.as_str() } else { reply::strip_signature(&quoted.text) };
        let text = reply::quote(text.trim_end());
        format!("{wrote}\n{}", text.trim_end())
    }

    /// The original below a head that says what it was; the own words go above.
    fn forwarded(&self, quoted: &Quoted) -> String {
        let title = format!("-------- {} --------", self.locale.t("compose-forward-title"));
        let head = format!("{title}\n{}", self.head().join("\n"));
        match &quoted.html {
            Some(html) => format!("<p>{}</p>{html}", html::lines(&head)),
            None => format!("\n\n{head}\n\n{}\n", quoted.text.trim_end()),
        }
    }

    /// Lines that say what the original was.
    fn head(&self) -> Vec<String> {
        let headers = self.headers;
        let mut head = vec![
            ("compose-forward-subject", headers.subject.clone()),
            ("compose-forward-date", self.locale.long_date(self.sent_at, 0)),
            ("compose-forward-from", typed_found(&headers.from)),
            ("compose-forward-to", typed_found(&headers.to)),
            ("compose-forward-cc", typed_found(&headers.cc)),
        ];
        if headers.reply_to != headers.from {
            head.push(("compose-forward-reply-to", typed_found(&headers.reply_to)));
        }
        let lines = head.into_iter().filter(|(_, value)| !value.is_empty());
        lines.map(|(key, value)| self.locale.say(&Text::new(key).with("value", value))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_files_are_fetched_together_and_large_ones_alone() {
        let parts: Vec<Part> =
            [1, 2, 3_999_999, 5_000_000, 1].map(|size| Part { size, ..Part::default() }).into();
        let parts: Vec<&Part> = parts.iter().collect();
        let sizes = |parts: &[&Part]| in_batches(parts).map(<[_]>::len).collect::<Vec<_>>();
        assert_eq!(sizes(&parts), [2, 1, 1, 1]);
        assert_eq!(sizes(&[parts[0]; 120]), [50, 50, 20]);
        assert!(sizes(&[]).is_empty());
    }
}

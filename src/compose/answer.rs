//! What an answer and a forwarded message begin with.

use mailcore::imap::pool::{Beside, Lease};
use mailcore::mailbox::MessageRef;
use mailcore::message::outgoing::OutgoingFile;
use mailcore::message::parse::{self, Headers};
use mailcore::message::part::{Part, PartId};
use mailcore::message::place::Place;
use mailcore::message::reply::{self, Answer};

use super::draft::{Content, Draft};
use super::form::{DraftForm, typed_found, typed_named};
use super::signature::Frame;
use super::{Error, attachment, draft, sender};
use crate::desk::Desk;
use crate::fetch::{self, Message};
use crate::i18n::{Locale, Text};
use crate::identities;
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
    let text = original.quotable(&mut lease).await?;
    let draft = draft::begin(desk, content(desk, answer, &original, &text, locale).await?, now).await?;
    match answer {
        Answer::Reply | Answer::ReplyAll | Answer::ReplyList => Ok(draft),
        Answer::Forward => {
            let left_out = take_files(desk, &mut lease, &original, &draft.id).await?;
            keep_left_out(desk, draft, left_out, now).await
        }
    }
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
    let content = sender::open(desk, sender::of_answer(&all, headers), Frame::default(), content);
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

/// Takes the files of a message along, as long as they fit; the names of the others. What its HTML
/// shows is a file, too, because only text is written here.
pub(super) async fn take_files(
    desk: &Desk,
    lease: &mut Lease,
    original: &Message,
    draft: &str,
) -> Result<Vec<String>, Error> {
    let mut room = attachment::room(desk.message_limit);
    let choice = &original.choice;
    let parts = choice.related.iter().chain(&choice.attachments).filter(|it| it.id.is_some());
    let (taken, too_large): (Vec<&Part>, Vec<&Part>) = parts.partition(|part| {
        let size = part.decoded_size();
        let fits = size <= room;
        room -= if fits { size } else { 0 };
        fits
    });
    let mut left_out: Vec<String> = too_large.into_iter().map(fetch::file_name).collect();
    for few in in_batches(&taken) {
        let files = files(lease, original, few, desk.message_limit).await?;
        left_out.extend(attachment::add(desk, draft, files).await?);
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
    text: &str,
    locale: Locale,
) -> Result<Content, Error> {
    let all = identities::of(desk).await?;
    let headers = &original.headers;
    let beginning = reply::begin(answer, headers, &identities::addresses(desk, &all));
    let sent_at = headers.sent_at.unwrap_or(original.opened.head.received_at);
    let (taken, frame) = match answer {
        Answer::Reply | Answer::ReplyAll | Answer::ReplyList => {
            (Taken::Reply, frame(headers, sent_at, text, locale, desk.preferences.writing))
        }
        Answer::Forward => {
            let after = forwarded(headers, sent_at, text, locale);
            (Taken::Forward, Frame { after, ..Frame::default() })
        }
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
    Ok(sender::open(desk, sender::of_answer(&all, headers), frame, content))
}

/// What an answer is written around.
fn frame(headers: &Headers, sent_at: i64, text: &str, locale: Locale, writing: Writing) -> Frame {
    let text = if writing.quote_signatures { text } else { reply::strip_signature(text) };
    let quotation = || quotation(headers, sent_at, text, locale);
    match writing.quoting {
        Quoting::Below => Frame { before: format!("{}\n\n", quotation()), ..Frame::default() },
        Quoting::Above => Frame { after: format!("\n\n{}\n", quotation()), ..Frame::default() },
        Quoting::AboveWhole => Frame { after: forwarded(headers, sent_at, text, locale), ..Frame::default() },
        Quoting::Nothing => Frame::default(),
    }
}

/// The text of the original, quoted, below who wrote it.
fn quotation(headers: &Headers, sent_at: i64, text: &str, locale: Locale) -> String {
    let name = headers.from.first().map(|it| it.label().to_owned()).unwrap_or_default();
    // With the year: the answer may be read in another one.
    let date = locale.long_date(sent_at, 0);
    let wrote = locale.say(&Text::new("compose-quote-line").with("date", date).with("name", name));
    let quoted = reply::quote(text.trim_end());
    format!("{wrote}\n{}", quoted.trim_end())
}

/// The original below a head that says what it was; the own words go above.
fn forwarded(headers: &Headers, sent_at: i64, text: &str, locale: Locale) -> String {
    let mut head = vec![
        ("compose-forward-subject", headers.subject.clone()),
        ("compose-forward-date", locale.long_date(sent_at, 0)),
        ("compose-forward-from", typed_found(&headers.from)),
        ("compose-forward-to", typed_found(&headers.to)),
        ("compose-forward-cc", typed_found(&headers.cc)),
    ];
    if headers.reply_to != headers.from {
        head.push(("compose-forward-reply-to", typed_found(&headers.reply_to)));
    }
    let lines = head.into_iter().filter(|(_, value)| !value.is_empty());
    let lines: Vec<String> =
        lines.map(|(key, value)| locale.say(&Text::new(key).with("value", value))).collect();
    let title = locale.t("compose-forward-title");
    format!("\n\n-------- {title} --------\n{}\n\n{}\n", lines.join("\n"), text.trim_end())
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

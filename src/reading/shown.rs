//! What of a message is shown: which parts its HTML shows, and its plain text.

use std::collections::HashSet;

use mailcore::imap::pool::Lease;
use mailcore::message::body::Choice;
use mailcore::message::part::{Part, PartId};
use mailcore::message::sanitize::{Remote, SafeHtml};
use mailcore::message::text;

use crate::fetch::{self, Error, Message, Words};

/// Tells which parts are files of a message as its page does, where the page is not wanted.
pub(super) async fn settle(message: &mut Message, lease: &mut Lease) -> Result<(), Error> {
    let choice = &message.choice;
    if !choice.related.iter().chain(&choice.attachments).any(|it| it.content_id.is_some()) {
        return Ok(());
    }
    let url = |id: &PartId| format!("/part/{id}");
    if let Some(clean) = message.html(lease, Remote::Blocked, false, url).await? {
        let shown = parts(&message.choice, clean.html.as_str(), url);
        message.choice.settle(&shown);
    }
    Ok(())
}

/// The parts whose address (`url`) stands in a document that was made safe. One pass over it: a
/// document of two megabytes may come with a thousand pictures.
pub(super) fn parts(choice: &Choice, html: &str, url: impl Fn(&PartId) -> String) -> HashSet<PartId> {
    let named = choice.related.iter().chain(&choice.attachments).filter(|it| it.content_id.is_some());
    let ids: Vec<&PartId> = named.filter_map(|it: &Part| it.id.as_ref()).collect();
    let Some(prefix) = ids.first().and_then(|it| prefix(&url(it), it)) else { return HashSet::new() };
    let after = html.split(prefix.as_str()).skip(1);
    let places = after.filter_map(|it| {
        let end = it.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(it.len());
        it.get(..end)?.parse().ok()
    });
    let found: HashSet<PartId> = places.collect();
    ids.into_iter().filter(|it| found.contains(*it)).cloned().collect()
}

/// What all addresses of parts begin with.
fn prefix(url: &str, id: &PartId) -> Option<String> {
    url.strip_suffix(&id.to_string()).filter(|it| !it.is_empty()).map(str::to_owned)
}

/// Text as a page shows it, with dead links, and with faces as characters; `None` when there is nothing in it.
pub(super) async fn to_html(
    words: Words,
    fold_label: &str,
    (dead_links, faces): (bool, bool),
) -> Result<Option<SafeHtml>, Error> {
    if words.text.trim().is_empty() {
        return Ok(None);
    }
    let label = fold_label.to_owned();
    let size = words.text.len();
    let write = match (dead_links, faces) {
        (true, _) => text::to_html_without_links,
        (false, true) => text::to_html_with_emoticons,
        (false, false) => text::to_html,
    };
    let work = move || write(&words.text, words.flow, &label);
    Ok(Some(fetch::off_thread(size, work).await?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_shown_where_its_address_stands() {
        let part = |place: &str| Part {
            id: place.parse().ok(),
            content_id: Some(format!("{place}@x")),
            ..Part::default()
        };
        let choice = Choice {
            related: vec![part("1.2"), part("1.20"), part("1.3")],
            attachments: vec![part("2"), Part { content_id: None, ..part("3") }],
            ..Choice::default()
        };
        let url = |it: &PartId| format!("/mail/A/1-2/part/{it}");
        let html = "<img src=\"/mail/A/1-2/part/1.20\"> /mail/A/1-2/part/3 <p background=\"/mail/A/1-2/part/2\"> /mail/A/1-2/part/9";
        let shown = parts(&choice, html, url);
        assert_eq!(shown, ["1.20", "2"].iter().map(|it| it.parse().unwrap()).collect());
        assert!(parts(&Choice::default(), html, url).is_empty());
    }
}

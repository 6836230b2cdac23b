//! From which identity a message is written: chosen by what it answers, and followed by its signature, its
//! Reply-To and its blind copies.

use mailcore::address::{Address, FoundAddress, read_list};
use mailcore::message::parse::Headers;

use super::draft::{Content, Draft};
use super::form::{DraftForm, typed_named};
use super::signature::{self, Frame};
use super::{Error, html};
use crate::desk::Desk;
use crate::identities::{self, Identity, Written};

/// What a message begins as, and what stands around its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Beginning {
    /// Text.
    Text(Frame),
    /// HTML.
    Html(Frame),
}

impl Beginning {
    /// HTML or text.
    pub(super) fn new(is_html: bool, frame: Frame) -> Self {
        if is_html { Self::Html(frame) } else { Self::Text(frame) }
    }
}

/// Begins the text of a message in its frame, with all that the identity brings along and what the person
/// asks for with every message.
pub(super) fn open(
    desk: &Desk,
    identity: Option<&Identity>,
    beginning: Beginning,
    mut content: Content,
) -> Content {
    let writing = desk.preferences.writing;
    let form = &mut content.form;
    form.options.mdn = writing.mdn;
    form.options.dsn = writing.dsn;
    let mut signature = "";
    if let Some(identity) = identity {
        form.identity = Some(identity.id);
        form.signed_as = form.identity;
        form.reply_to = exchange_list(&form.reply_to, "", &identity.written.reply_to);
        form.bcc = exchange_list(&form.bcc, "", &identity.written.bcc);
        if writing.signing.is_for(content.origin.is_some()) {
            signature = &identity.written.signature;
        }
    }
    let last = writing.signature_last;
    match beginning {
        Beginning::Text(frame) => {
            content.below = frame.below();
            let opening = frame.open(&content.form.body, signature, last);
            content.form.body = opening.body;
            content.cursor = Some(opening.cursor);
        }
        Beginning::Html(frame) => {
            content.form.html = Some(html::open(&frame, &content.form.body, signature, last));
        }
    }
    content
}

/// A form whose identity was changed, with the signature, Reply-To and blind copies of the new one in the
/// place of those of the old one.
pub(super) async fn follow(desk: &Desk, draft: &Draft, mut form: DraftForm) -> Result<DraftForm, Error> {
    if form.identity == form.signed_as {
        return Ok(form);
    }
    let all = identities::of(desk).await?;
    let written = |id: Option<i64>| {
        let found = all.iter().find(|it| Some(it.id) == id);
        found.map(|it| it.written.clone()).unwrap_or_default()
    };
    let (old, new) = (written(form.signed_as), written(form.identity));
    let signed = desk.preferences.writing.signing.is_for(draft.content.origin.is_some());
    // In HTML the editor has exchanged it: only a browser knows where it is.
    if form.html.is_none() && (signed || !old.signature.is_empty()) {
        let below = draft.content.below.as_deref();
        form.body = signature::exchange(&form.body, &old.signature, &new.signature, below);
    }
    form.reply_to = exchange_list(&form.reply_to, &old.reply_to, &new.reply_to);
    form.bcc = exchange_list(&form.bcc, &old.bcc, &new.bcc);
    form.signed_as = form.identity;
    Ok(form)
}

/// A list without the addresses of `old`, and with those of `new`; what is no address yet stays.
fn exchange_list(typed: &str, old: &str, new: &str) -> String {
    let good = |list: &str| read_list(list).into_iter().filter_map(Result::ok).collect::<Vec<_>>();
    let (old, new) = (good(old), good(new));
    if old.is_empty() && new.is_empty() {
        return typed.to_owned();
    }
    let has = |list: &[mailcore::address::NamedAddress], address: &Address| {
        list.iter().any(|it| it.address == *address)
    };
    let mut entries: Vec<String> = Vec::new();
    for entry in read_list(typed) {
        match entry {
            Ok(it) if has(&old, &it.address) || has(&new, &it.address) => {}
            Ok(it) => entries.push(typed_named(&[it])),
            Err((typed, _)) => entries.push(typed),
        }
    }
    entries.extend(new.iter().map(|it| typed_named(std::slice::from_ref(it))));
    entries.join(", ")
}

#[cfg(test)]
mod tests {
    use mailcore::address::NamedAddress;
    use mailcore::message::parse;

    use super::*;

    #[test]
    fn addresses_of_an_identity_are_exchanged_and_others_stay() {
        assert_eq!(exchange_list("", "", "a@b.fr"), "a@b.fr");
        assert_eq!(exchange_list("a@b.fr, x@y.fr, pier", "a@b.fr", "c@d.fr"), "x@y.fr, pier, c@d.fr");
        assert_eq!(exchange_list("a@b.fr", "a@b.fr", ""), "");
        assert_eq!(exchange_list("a@b.fr", "", "a@b.fr"), "a@b.fr");
        assert_eq!(exchange_list("pier ,", "", ""), "pier ,");
    }
}

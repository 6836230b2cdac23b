//! What an identity brings along into the message that is written from it: its signature, its Reply-To and
//! its blind copies.

use mailcore::address::{Address, read_list};

use super::draft::{Content, Draft};
use super::form::{DraftForm, typed_named};
use super::signature::{self, Frame, Style};
use super::{Error, html, signature_html};
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
    form.options.keep = writing.keep_lines;
    let none = Written::default();
    let mut signed = &none;
    if let Some(identity) = identity {
        form.identity = Some(identity.id);
        form.signed_as = form.identity;
        form.reply_to = exchange_list(&form.reply_to, "", &identity.written.reply_to);
        form.bcc = exchange_list(&form.bcc, "", &identity.written.bcc);
        if writing.signing.is_for(content.origin.is_some()) {
            signed = &identity.written;
        }
    }
    let style = Style::of(writing);
    match beginning {
        Beginning::Text(frame) => {
            content.below = frame.below();
            let opening = frame.open(&content.form.body, &signed.signature, style);
            content.form.body = opening.body;
            content.cursor = Some(opening.cursor);
        }
        Beginning::Html(frame) => {
            content.form.html = Some(signature_html::open(&frame, &content.form.body, signed, style));
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
    let (writing, is_signed) = (desk.preferences.writing, signed || !old.is_unsigned());
    form = if is_signed { exchange(form, draft, (&old, &new), Style::of(writing)).await? } else { form };
    form.reply_to = exchange_list(&form.reply_to, &old.reply_to, &new.reply_to);
    form.bcc = exchange_list(&form.bcc, &old.bcc, &new.bcc);
    form.signed_as = form.identity;
    Ok(form)
}

/// A form with another signature in the place of the old one.
async fn exchange(
    form: DraftForm,
    draft: &Draft,
    (old, new): (&Written, &Written),
    style: Style,
) -> Result<DraftForm, Error> {
    let form = html::settled(form).await?;
    let Some(html) = &form.html else {
        let below = draft.content.below.as_deref();
        let body = signature::exchange(&form.body, &old.signature, &new.signature, below, style);
        return Ok(DraftForm { body, ..form });
    };
    let html = signature_html::exchange(html, !old.is_unsigned(), new, style);
    html::settled(DraftForm { html: Some(html), ..form }).await
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

//! Messages that are written as HTML: kept as what they are made safe to be, always with their text.

use std::collections::HashMap;

use mailcore::message::outgoing::alternative::{HtmlBody, InlinePicture};
use mailcore::message::outgoing::{OutgoingFile, OutgoingMessage};
use mailcore::message::sanitize::outgoing;
use mailcore::message::text;

use super::Error;
use super::form::DraftForm;
use super::signature::Frame;
use crate::fetch;

/// How a quoted message looks to those whose program has no look of its own for it.
const QUOTE: &str = "margin: 0 0 0 0.5em; border-left: 2px solid #999999; padding-left: 0.75em";

/// The form with its HTML made safe and with the text that it says; a form without HTML as it is.
pub(super) async fn settled(form: DraftForm) -> Result<DraftForm, Error> {
    Ok(fetch::off_thread(form.html_size(), move || settle(form)).await?)
}

fn settle(mut form: DraftForm) -> DraftForm {
    if let Some(html) = form.html.take() {
        let same = outgoing::references(&html).map(|it| (it.to_owned(), format!("cid:{it}"))).collect();
        let clean = outgoing::outgoing(&html, same).to_string();
        form.body = with_separator(&text::from_html(&clean));
        form.html = Some(clean);
    }
    form
}

/// The HTML of a message at `domain` with those of its files that it shows, and the other files. A file
/// is known in HTML by its name here; in a message it has a Content-ID. Blocking.
fn body(
    html: &str,
    files: Vec<(String, OutgoingFile)>,
    domain: &str,
) -> (HtmlBody, Vec<(String, OutgoingFile)>) {
    let shown: Vec<&str> = outgoing::references(html).collect();
    let (shown, others): (Vec<_>, Vec<_>) =
        files.into_iter().partition(|(id, _)| shown.contains(&id.as_str()));
    let pictures: Vec<InlinePicture> = shown
        .into_iter()
        .map(|(id, file)| InlinePicture { content_id: format!("{id}@{domain}"), file })
        .collect();
    let cid: HashMap<String, String> = pictures
        .iter()
        .filter_map(|it| {
            Some((it.content_id.split('@').next()?.to_owned(), format!("cid:{}", it.content_id)))
        })
        .collect();
    (HtmlBody { html: outgoing::outgoing(html, cid), pictures }, others)
}

/// The line that announces a signature ends in a blank (RFC 3676, section 4.3), which HTML does not keep.
fn with_separator(text: &str) -> String {
    let lines = text.split('\n').map(|it| if it == "--" { "-- " } else { it });
    lines.collect::<Vec<_>>().join("\n")
}

/// A message with the HTML of its form and the files of its draft. Blocking.
pub(super) fn filled(
    mut message: OutgoingMessage,
    form: &DraftForm,
    mut files: Vec<(String, OutgoingFile)>,
) -> OutgoingMessage {
    if let Some(html) = &form.html {
        let (body, others) = body(html, files, &message.from.address.ascii_domain());
        message.html = Some(body);
        files = others;
    }
    message.files = files.into_iter().map(|(_, it)| it).collect();
    message
}

/// A text as HTML: each line a block, as the editor makes them.
pub(super) fn of_text(text: &str) -> String {
    let line = |line: &str| match line {
        "" => "<div><br></div>".to_owned(),
        line => format!("<div>{}</div>", escaped(line)),
    };
    text.split('\n').map(line).collect()
}

/// Lines in one block.
pub(super) fn lines(text: &str) -> String {
    text.lines().map(escaped).collect::<Vec<_>>().join("<br>")
}

/// What is quoted, below the line that says of whom it is.
pub(super) fn quotation(wrote: &str, html: &str) -> String {
    format!("<p>{}</p><blockquote type=\"cite\" style=\"{QUOTE}\">{html}</blockquote>", escaped(wrote))
}

/// What stands around the words of a message, and the signature with them: at the very end if it is
/// `last`.
pub(super) fn open(frame: &Frame, words: &str, signature: &str, last: bool) -> String {
    let Frame { before, after } = frame;
    let words = of_text(words);
    let signature = match signature {
        "" => String::new(),
        text => format!("<div><br></div><div class=\"m-signature\">-- <br>{}</div>", lines(text)),
    };
    match last || after.is_empty() {
        true => format!("{before}{words}{after}{signature}"),
        false => format!("{before}{words}{signature}<div><br></div>{after}"),
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_kept_safe_and_with_its_text() {
        let html = Some(
            "<p>Bonjour <b>à tous</b><script>x()</script> <img src=\"cid:f1\"></p><ul><li>un</ul>".to_owned(),
        );
        let form = settle(DraftForm { html, ..DraftForm::default() });
        assert_eq!(form.body, "Bonjour à tous\n\n- un");
        let kept = form.html.clone().unwrap();
        assert!(kept.contains("<b>à tous</b>") && kept.contains("cid:f1") && !kept.contains("x()"), "{kept}");
        assert_eq!(settle(form.clone()), form);
        let signed = Some(open(&Frame::default(), "a", "Claire", false));
        let signed = settle(DraftForm { html: signed, ..DraftForm::default() });
        assert_eq!(signed.body, "a\n\n-- \nClaire");
        assert_eq!(settle(DraftForm::default()), DraftForm::default());
    }

    #[test]
    fn pictures_that_are_shown_are_no_attachments() {
        let file = |id: &str| {
            let file = OutgoingFile {
                name: format!("{id}.png"),
                media_type: "image/png".into(),
                octets: "x".into(),
            };
            (id.to_owned(), file)
        };
        let html = r#"<img src="cid:f1"><img src="cid:gone">"#;
        let (body, others) = body(html, vec![file("f1"), file("f2")], "example.fr");
        assert_eq!(
            body.pictures.iter().map(|it| it.content_id.as_str()).collect::<Vec<_>>(),
            ["f1@example.fr"]
        );
        assert!(body.html.as_str().contains(r#"src="cid:f1@example.fr""#), "{}", body.html);
        assert!(!body.html.as_str().contains("gone"), "{}", body.html);
        assert_eq!(others.iter().map(|it| it.0.as_str()).collect::<Vec<_>>(), ["f2"]);
    }

    #[test]
    fn a_signature_stands_where_it_does_in_text() {
        let frame = Frame { before: String::new(), after: "<p>Il a écrit :</p>".to_owned() };
        let signature = "<div><br></div><div class=\"m-signature\">-- <br>C &amp; B<br>2</div>";
        let above = open(&frame, "", "C & B\n2", false);
        assert_eq!(above, format!("<div><br></div>{signature}<div><br></div><p>Il a écrit :</p>"));
        let last = open(&frame, "a\n<b>", "C & B\n2", true);
        assert_eq!(last, format!("<div>a</div><div>&lt;b&gt;</div><p>Il a écrit :</p>{signature}"));
    }
}

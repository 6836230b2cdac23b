//! Messages that are written as HTML: kept as what they are made safe to be, always with their text.

use std::collections::HashMap;

use base64::Engine as _;
use mailcore::message::outgoing::alternative::{HtmlBody, InlinePicture};
use mailcore::message::outgoing::{OutgoingFile, OutgoingMessage};
use mailcore::message::sanitize::outgoing;
use mailcore::message::text;

use super::form::DraftForm;
use super::{Error, attachment};
use crate::fetch;

/// How a quoted message looks to those whose program has no look of its own for it.
const QUOTE: &str = "margin: 0 0 0 0.5em; border-left: 2px solid #999999; padding-left: 0.75em";

/// How the source of a picture begins that stands in HTML itself.
const EMBEDDED: &str = "src=\"data:image/";

/// The kinds of those that stay when HTML is made safe.
const PICTURES: [&str; 4] = ["png", "jpeg", "gif", "webp"];

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

/// The text of a form whose words are looked up: what is marked as code is no language. `form` is settled.
pub(super) async fn words(form: &DraftForm) -> Result<String, Error> {
    let Some(html) = form.html.as_deref().filter(|it| it.contains("<pre") || it.contains("<code")) else {
        return Ok(form.body.clone());
    };
    let without = without(&without(html, "pre"), "code");
    let read = move || with_separator(&text::from_html(&without));
    Ok(fetch::off_thread(form.html_size(), read).await?)
}

/// HTML that was made safe without the elements of this name, which are not inside of each other.
fn without(html: &str, name: &str) -> String {
    let (begin, end) = (format!("<{name}"), format!("</{name}>"));
    let mut pieces = html.split(begin.as_str());
    let mut kept = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        match piece.split_once(end.as_str()) {
            Some((inside, rest)) if inside.starts_with(['>', ' ']) => kept = kept + " " + rest,
            _ => kept = kept + &begin + piece,
        }
    }
    kept
}

/// The HTML of a message at `domain` with those of its files that it shows, and the other files. A file
/// is known in HTML by its name here; in a message it has a Content-ID. Blocking.
fn body(
    html: &str,
    files: Vec<(String, OutgoingFile)>,
    domain: &str,
) -> (HtmlBody, Vec<(String, OutgoingFile)>) {
    let (html, embedded) = embedded_pictures(html);
    let shown: Vec<&str> = outgoing::references(&html).collect();
    let (shown, others): (Vec<_>, Vec<_>) =
        files.into_iter().chain(embedded).partition(|(id, _)| shown.contains(&id.as_str()));
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
    (HtmlBody { html: outgoing::outgoing(&html, cid), pictures }, others)
}

/// Pictures that stand in HTML itself, as those of a signature, as files that it shows; many programs show
/// no others.
fn embedded_pictures(html: &str) -> (String, Vec<(String, OutgoingFile)>) {
    let mut pieces = html.split(EMBEDDED);
    let mut written = pieces.next().unwrap_or_default().to_owned();
    let mut files: Vec<(String, OutgoingFile)> = Vec::new();
    for piece in pieces {
        let Some((file, rest)) = embedded_picture(piece, files.len() + 1) else {
            written.push_str(EMBEDDED);
            written.push_str(piece);
            continue;
        };
        let known = files.iter().find(|(_, it)| it.octets == file.octets).map(|(id, _)| id.clone());
        let id = known.unwrap_or_else(|| {
            let id = attachment::new_id();
            files.push((id.clone(), file));
            id
        });
        written.push_str(&format!("src=\"cid:{id}\"{rest}"));
    }
    (written, files)
}

/// A picture whose source goes on after [`EMBEDDED`], and what stands behind it.
fn embedded_picture(piece: &str, number: usize) -> Option<(OutgoingFile, &str)> {
    let (source, rest) = piece.split_once('"')?;
    let (kind, octets) = source.split_once(";base64,")?;
    let extension = PICTURES.into_iter().find(|it| *it == kind)?;
    let octets = base64::engine::general_purpose::STANDARD.decode(octets).ok()?;
    let name = format!("image{number}.{extension}");
    Some((OutgoingFile { name, media_type: format!("image/{kind}"), octets: octets.into() }, rest))
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

/// The form with its HTML in the look that the person writes in; one without HTML, or that has it already, as it is.
pub(super) fn in_look(form: &DraftForm, look: Option<&str>) -> DraftForm {
    let mut form = form.clone();
    if let (Some(html), Some(look)) = (&form.html, look) {
        let begin = format!("<div style=\"{}\">", escaped(look));
        if !html.starts_with(&begin) {
            form.html = Some(format!("{begin}{html}</div>"));
        }
    }
    form
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
        let signed = "<div>a</div><div><br></div><div class=\"m-signature\">-- <br>Claire</div>".to_owned();
        let signed = settle(DraftForm { html: Some(signed), ..DraftForm::default() });
        assert_eq!(signed.body, "a\n\n-- \nClaire");
        assert_eq!(settle(DraftForm::default()), DraftForm::default());
    }

    #[tokio::test]
    async fn code_has_no_words() {
        let html = "<p>Voici <code class=\"x\">fn main</code> ici</p><pre>let <code>x</code></pre><preface>mot</preface>";
        let form = DraftForm { html: Some(html.to_owned()), ..DraftForm::default() };
        let words = words(&form).await.unwrap();
        assert_eq!(words.split_whitespace().collect::<Vec<_>>(), ["Voici", "ici", "mot"]);
        let text = DraftForm { body: "<code>x".to_owned(), ..DraftForm::default() };
        assert_eq!(super::words(&text).await.unwrap(), "<code>x");
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
    fn pictures_inside_of_html_become_parts_once() {
        let html = "<img src=\"data:image/png;base64,AAAA\"><img src=\"data:image/png;base64,AAAA\">\
                    <img src=\"data:image/png;base64,???\">";
        let (body, others) = body(html, Vec::new(), "example.fr");
        assert!(others.is_empty());
        let [picture] = body.pictures.as_slice() else { panic!("{:?}", body.pictures) };
        assert_eq!((&*picture.file.name, &*picture.file.media_type), ("image1.png", "image/png"));
        assert_eq!(picture.file.octets.as_ref(), [0, 0, 0]);
        let source = format!("src=\"cid:{}\"", picture.content_id);
        assert_eq!(body.html.as_str().matches(&source).count(), 2, "{}", body.html);
        assert!(!body.html.as_str().contains("AAAA"), "{}", body.html);
    }
}

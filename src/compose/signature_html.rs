//! The signature in HTML: a block of its own, put where it stands in text, and exchanged with its identity.

use super::html;
use super::signature::{Frame, Style};
use crate::identities::Written;

/// How the block begins, as it is kept.
const BEGINS: &str = "<div class=\"m-signature\"";

/// How what is quoted begins.
const QUOTE: &str = "<blockquote type=\"cite\"";

/// What stands around the words of a message, and the signature with them.
pub(super) fn open(frame: &Frame, words: &str, signed: &Written, style: Style) -> String {
    let Frame { before, after } = frame;
    let words = html::of_text(words);
    let at_end = style.last || after.is_empty();
    let signature = match block(signed, style, at_end) {
        block if block.is_empty() => block,
        block => format!("<div><br></div>{block}"),
    };
    match at_end {
        true => format!("{before}{words}{after}{signature}"),
        false => format!("{before}{words}{signature}<div><br></div>{after}"),
    }
}

/// HTML as it is kept with another signature in the place of the one that is there. Where there `was` one and
/// it is not found, the person took it out, and nothing changes.
pub(super) fn exchange(html: &str, was: bool, new: &Written, style: Style) -> String {
    if let Some((before, after)) = around_block(html) {
        let at_end = !after.contains(QUOTE);
        return format!("{before}{}{after}", block(new, style, at_end));
    }
    if was || new.is_unsigned() {
        return html.to_owned();
    }
    match before_quote(html).filter(|_| !style.last) {
        Some((before, after)) => format!("{before}{}{after}", block(new, style, false)),
        None => format!("{html}<div><br></div>{}", block(new, style, true)),
    }
}

/// The signature as a block; empty without one.
fn block(signed: &Written, style: Style, at_end: bool) -> String {
    let content = signed.signature_html.clone().unwrap_or_else(|| html::lines(&signed.signature));
    let brings_own = signed.signature.starts_with("--");
    match style.separator(at_end) {
        _ if signed.is_unsigned() => String::new(),
        "" => format!("{BEGINS}>{content}</div>"),
        _ if brings_own => format!("{BEGINS}>{content}</div>"),
        separator => format!("{BEGINS}>{separator}<br>{}</div>", close_by(&content)),
    }
}

/// Without room before its first paragraph, which stands on the line below the separator.
fn close_by(content: &str) -> String {
    let is_paragraph = content.starts_with("<p>") || content.starts_with("<p ");
    match content.strip_prefix("<p").filter(|_| is_paragraph).and_then(|it| it.split_once("</p>")) {
        Some((first, rest)) => format!("<div{first}</div>{rest}"),
        None => content.to_owned(),
    }
}

/// What stands before and behind the first signature that is not quoted: before which as many quotes end as begin.
fn around_block(html: &str) -> Option<(&str, &str)> {
    let mut quotes = 0_i64;
    let at = html.match_indices('<').find_map(|(at, _)| {
        let tag = html.get(at..)?;
        quotes += i64::from(tag.starts_with("<blockquote")) - i64::from(tag.starts_with("</blockquote"));
        (quotes == 0 && tag.starts_with(BEGINS)).then_some(at)
    })?;
    let length = end_of_block(html.get(at..)?)?;
    Some((html.get(..at)?, html.get(at + length..)?))
}

/// Splits before the line that says who is quoted, if something stands above it.
fn before_quote(html: &str) -> Option<(&str, &str)> {
    let quote = html.find(QUOTE)?;
    let at = html.get(..quote)?.rfind("<p")?;
    html.split_at_checked(at).filter(|(before, _)| !before.is_empty())
}

/// How many octets a `<div>` has with all that is in it. What was made safe is well-formed, and in its text no
/// tag begins; in a value of an attribute one may.
fn end_of_block(html: &str) -> Option<usize> {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(begin) = html.get(at..)?.find('<') {
        let tag = html.get(at + begin..)?;
        let length = length_of_tag(tag)?;
        at += begin + length;
        if tag.starts_with("<div") {
            depth += 1;
        } else if tag.starts_with("</div") {
            depth = depth.checked_sub(1)?;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

/// How many octets a tag has: to the first `>` that is in no value.
fn length_of_tag(tag: &str) -> Option<usize> {
    let mut in_value = false;
    for (at, octet) in tag.bytes().enumerate() {
        match octet {
            b'"' => in_value = !in_value,
            b'>' if !in_value => return Some(at + 1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(signature: &str) -> Written {
        Written { signature: signature.to_owned(), ..Written::default() }
    }

    fn rich(html: &str) -> Written {
        Written { signature: "T.".to_owned(), signature_html: Some(html.to_owned()), ..Written::default() }
    }

    const LAST: Style = Style { last: true, bare: false };
    const ABOVE: Style = Style { last: false, bare: false };

    #[test]
    fn a_signature_stands_where_it_does_in_text() {
        let frame = Frame { before: String::new(), after: "<p>Il a écrit :</p>".to_owned() };
        let block = "<div><br></div><div class=\"m-signature\">---<br>C &amp; B<br>2</div>";
        let above = open(&frame, "", &text("C & B\n2"), ABOVE);
        assert_eq!(above, format!("<div><br></div>{block}<div><br></div><p>Il a écrit :</p>"));
        let block = block.replace("---", "-- ");
        let last = open(&frame, "a\n<b>", &text("C & B\n2"), LAST);
        assert_eq!(last, format!("<div>a</div><div>&lt;b&gt;</div><p>Il a écrit :</p>{block}"));
        let bare = Style { last: false, bare: true };
        let html = open(&Frame::default(), "a", &rich("<b>T.</b>"), bare);
        assert_eq!(html, "<div>a</div><div><br></div><div class=\"m-signature\"><b>T.</b></div>");
        assert_eq!(open(&Frame::default(), "a", &Written::default(), ABOVE), "<div>a</div>");
        let paragraphs = open(&Frame::default(), "a", &rich("<p class=\"x\">T.</p><p>2</p>"), ABOVE);
        assert!(paragraphs.ends_with("-- <br><div class=\"x\">T.</div><p>2</p></div>"), "{paragraphs}");
        assert!(
            open(&Frame::default(), "a", &rich("<pre>T.</pre>"), ABOVE).ends_with("<br><pre>T.</pre></div>")
        );
    }

    #[test]
    fn a_signature_is_exchanged_wherever_it_stands_and_never_doubled() {
        let signed = |content: &str| format!("<div class=\"m-signature\">{content}</div>");
        let old = signed("-- <br>Claire<div title=\"</div>\">x</div>");
        let new = rich("<b>T.</b>");
        let html = format!("<div>a</div>{old}");
        let exchanged = exchange(&html, true, &new, ABOVE);
        assert_eq!(exchanged, format!("<div>a</div>{}", signed("-- <br><b>T.</b>")));
        assert_eq!(exchange(&exchanged, true, &Written::default(), ABOVE), "<div>a</div>");
        let quote =
            "<p>Il a écrit :</p><blockquote type=\"cite\"><div class=\"m-signature\">P</div></blockquote>";
        let html = format!("<div>a</div>{old}{quote}");
        let expected = format!("<div>a</div>{}{quote}", signed("---<br><b>T.</b>"));
        assert_eq!(exchange(&html, true, &new, ABOVE), expected);
        // The words of others, and what the person took out, stay.
        let html = format!("<div>a</div>{quote}");
        assert_eq!(exchange(&html, true, &new, ABOVE), html);
        // Where there was none.
        assert_eq!(
            exchange(&html, false, &new, ABOVE),
            format!("<div>a</div>{}{quote}", signed("---<br><b>T.</b>"))
        );
        let end = signed("-- <br><b>T.</b>");
        assert_eq!(exchange(&html, false, &new, LAST), format!("{html}<div><br></div>{end}"));
        let below = format!("{quote}<div>a</div>");
        assert_eq!(exchange(&below, false, &new, ABOVE), format!("{below}<div><br></div>{end}"));
        let below = format!("{quote}<div>a</div>{old}");
        assert_eq!(exchange(&below, true, &new, ABOVE), format!("{quote}<div>a</div>{end}"));
        assert_eq!(exchange("<div class=\"m-signature\"", true, &new, ABOVE), "<div class=\"m-signature\"");
        // Tens of thousands that are quoted are looked at once.
        let html = format!("<div>a</div><blockquote>{}</blockquote>", signed("").repeat(60_000));
        assert_eq!(exchange(&html, true, &new, ABOVE), html);
    }
}

//! Which parts of a message are read, and which are shown beside it (RFC 2046, 2387).

use std::borrow::Cow;
use std::collections::HashSet;

use super::part::{Disposition, MOST_DEPTH, Part, PartId, Structure};
use super::report;

/// What a person reads of a message, and what they can take away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The plain text bodies in order: what a message without HTML shows, and what a reply quotes.
    pub text: Vec<Part>,
    /// The HTML body.
    pub html: Option<Part>,
    /// Of `text`, the parts that are no alternative of the HTML but stand before or after it, like
    /// the footer of a mailing list: shown with the HTML, too. Empty without HTML.
    pub beside: Vec<Part>,
    /// Parts the HTML may show by `cid:`; they are no attachments.
    pub related: Vec<Part>,
    /// Parts that speak to programs, like signatures and reports: what they say is said in words.
    pub aside: Vec<Part>,
    /// Everything else, to be downloaded.
    pub attachments: Vec<Part>,
}

impl Choice {
    /// After the HTML was made safe: `shown` are the parts that it shows by their Content-ID. They are
    /// no attachments, wherever they stand; and those that were sent to be shown and are not can only
    /// be taken away.
    pub fn settle(&mut self, shown: &HashSet<PartId>) {
        let is_shown = |part: &Part| part.id.as_ref().is_some_and(|it| shown.contains(it));
        let all = self.related.drain(..).chain(self.attachments.drain(..));
        (self.related, self.attachments) = all.partition(is_shown);
        self.attachments.sort_by(|a, b| a.id.cmp(&b.id));
    }
}

/// Chooses. Of `multipart/alternative` both the last plain and the last HTML part are named; a
/// `message/rfc822` is an attachment, and what is in it is not looked at.
pub fn choose(structure: &Structure) -> Choice {
    let mut choice = visit(&structure.root, MOST_DEPTH);
    if choice.text.is_empty() && choice.html.is_none() {
        take_back_named_body(&mut choice);
    }
    if choice.html.is_none() {
        // Nothing can show them, so a person has to be able to take them away.
        choice.attachments.append(&mut choice.related);
        choice.beside.clear();
    }
    choice
}

/// The tree of the whole message, or of the one that the part `inside` holds; `None` where its parts
/// are not told.
pub fn shown<'a>(structure: &'a Structure, inside: Option<&PartId>) -> Option<Cow<'a, Structure>> {
    let Some(id) = inside else { return Some(Cow::Borrowed(structure)) };
    let part = find(structure, id).filter(|it| it.is_told())?;
    Some(Cow::Owned(Structure { root: part.parts.first()?.clone(), cut: structure.cut }))
}

/// The messages around a part, from the outside; the one in the mailbox is none of them.
pub fn around<'a>(structure: &'a Structure, id: &PartId) -> Vec<&'a Part> {
    let above = std::iter::successors(id.parent(), PartId::parent);
    let mut found: Vec<&Part> =
        above.filter_map(|it| find(structure, &it)).filter(|it| it.is_message()).collect();
    found.reverse();
    found
}

/// Types that only repeat the message for some other program.
const OTHER_ALTERNATIVES: &[&str] = &["text/x-amp-html", "text/watch-html", "text/enriched", "text/richtext"];

fn visit(part: &Part, depth: usize) -> Choice {
    let Some(depth) = depth.checked_sub(1) else { return Choice::default() };
    match part.media_type.as_str() {
        "multipart/alternative" => alternative(part, depth),
        "multipart/related" => related(part, depth),
        "multipart/signed" | "multipart/encrypted" | "multipart/report" => with_aside(part, depth),
        _ if part.is_multipart() => mixed(part, depth),
        _ => leaf(part),
    }
}

fn leaf(part: &Part) -> Choice {
    let part = part.clone();
    let shown = part.disposition != Some(Disposition::Attachment) && part.file_name.is_none();
    match part.media_type.as_str() {
        // Complaints about mail (RFC 5965) are meant for programs and read well enough.
        "text/plain" | "message/feedback-report" if shown => Choice { text: vec![part], ..Choice::default() },
        "text/html" if shown => Choice { html: Some(part), ..Choice::default() },
        _ => Choice { attachments: vec![part], ..Choice::default() },
    }
}

fn alternative(part: &Part, depth: usize) -> Choice {
    let mut whole = Choice::default();
    for part in part.parts.iter().filter(|it| !OTHER_ALTERNATIVES.contains(&it.media_type.as_str())) {
        let mut choice = visit(part, depth);
        if !choice.text.is_empty() {
            whole.text = choice.text;
        }
        if choice.html.is_some() {
            whole.html = choice.html;
            whole.beside = choice.beside;
            // What the HTML before it had embedded belongs to nothing now.
            whole.attachments.append(&mut whole.related);
            whole.related = choice.related;
        } else {
            whole.attachments.append(&mut choice.related);
        }
        whole.aside.append(&mut choice.aside);
        whole.attachments.append(&mut choice.attachments);
    }
    whole
}

/// Whether a part inside of `around` speaks to programs: a signature, the label of what is encrypted,
/// a report with the header that it is about (RFC 1847, 3156, 6522). The same files elsewhere are somebody's files.
pub(super) fn is_for_programs(around: &Part, part: &Part) -> bool {
    match (around.media_type.as_str(), part.media_type.as_str()) {
        (
            "multipart/signed",
            "application/pgp-signature" | "application/pkcs7-signature" | "application/x-pkcs7-signature",
        )
        | ("multipart/encrypted", "application/pgp-encrypted") => true,
        ("multipart/report", _) => report::is_report(part) || report::is_header(part),
        _ => false,
    }
}

fn with_aside(part: &Part, depth: usize) -> Choice {
    let (aside, others): (Vec<_>, Vec<_>) = part.parts.iter().partition(|it| is_for_programs(part, it));
    let mut whole = join(others.into_iter(), depth);
    whole.aside.extend(aside.into_iter().cloned());
    whole
}

/// The first part is what is read; images that the others name by Content-ID are shown in it.
fn related(part: &Part, depth: usize) -> Choice {
    let (embedded, others): (Vec<_>, Vec<_>) = part.parts.iter().partition(|it| is_embedded(it));
    let mut whole = join(others.into_iter(), depth);
    whole.related.extend(embedded.into_iter().cloned());
    whole
}

fn is_embedded(part: &Part) -> bool {
    part.content_id.is_some() && part.media_type.starts_with("image/")
}

fn mixed(part: &Part, depth: usize) -> Choice {
    join(part.parts.iter(), depth)
}

/// Puts parts one after the other. Of several HTML bodies the first is shown; the others can be
/// downloaded, so that nothing is lost.
fn join<'a>(parts: impl Iterator<Item = &'a Part>, depth: usize) -> Choice {
    let mut whole = Choice::default();
    for part in parts {
        let mut choice = visit(part, depth);
        if choice.html.is_none() {
            whole.beside.extend(choice.text.iter().cloned());
        }
        whole.beside.append(&mut choice.beside);
        whole.text.append(&mut choice.text);
        if whole.html.is_none() {
            whole.html = choice.html;
        } else {
            whole.attachments.extend(choice.html);
        }
        whole.related.append(&mut choice.related);
        whole.aside.append(&mut choice.aside);
        whole.attachments.append(&mut choice.attachments);
    }
    whole
}

/// Some programs give the body itself a name. It is read when there is nothing else to read.
fn take_back_named_body(choice: &mut Choice) {
    let body = |it: &Part| {
        it.disposition != Some(Disposition::Attachment)
            && matches!(it.media_type.as_str(), "text/plain" | "text/html")
    };
    if let Some(at) = choice.attachments.iter().position(body) {
        let part = choice.attachments.remove(at);
        if part.media_type == "text/html" { choice.html = Some(part) } else { choice.text.push(part) }
    }
}

/// Whether a list marks the message with a paper clip.
pub fn has_attachment(structure: &Structure) -> bool {
    // A calendar without a name is another form of the text: an invitation, or the answer to one.
    let is_form = |it: &Part| it.media_type == "text/calendar" && it.file_name.is_none();
    choose(structure).attachments.iter().any(|it| !is_form(it))
}

/// Puts a tree in the place of a part.
pub fn graft(structure: &mut Structure, id: &PartId, tree: Part) {
    let mut waiting = vec![&mut structure.root];
    while let Some(part) = waiting.pop() {
        if part.id.as_ref() == Some(id) {
            *part = tree;
            return;
        }
        waiting.extend(&mut part.parts);
    }
}

/// Finds a part by its place, at any depth.
pub fn find<'a>(structure: &'a Structure, id: &PartId) -> Option<&'a Part> {
    // A list and not a recursion: the tree is foreign, and only its reader bounds its depth.
    let mut waiting = vec![&structure.root];
    while let Some(part) = waiting.pop() {
        if part.id.as_ref() == Some(id) {
            return Some(part);
        }
        waiting.extend(&part.parts);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a tree: a line for each part, two blanks for each level, `#cid`, `@name`, and `!` for
    /// an attachment.
    fn tree(text: &str) -> Structure {
        fn read(
            lines: &mut std::iter::Peekable<std::str::Lines<'_>>,
            depth: usize,
            place: &[u32],
        ) -> Vec<Part> {
            let mut parts = Vec::new();
            while lines.peek().is_some_and(|it| (it.len() - it.trim_start().len()) / 2 == depth) {
                let words: Vec<&str> = lines.next().unwrap().split_whitespace().collect();
                let id = [place, &[parts.len() as u32 + 1]].concat();
                let mut part =
                    Part { media_type: words[0].into(), id: PartId::new(id.clone()), ..Part::default() };
                for word in &words[1..] {
                    match word.split_at(1) {
                        ("#", cid) => part.content_id = Some(cid.into()),
                        ("@", name) => part.file_name = Some(name.into()),
                        ("!", _) => part.disposition = Some(Disposition::Attachment),
                        _ => part.disposition = Some(Disposition::Inline),
                    }
                }
                part.parts = read(lines, depth + 1, &id);
                parts.push(part);
            }
            parts
        }
        let root = read(&mut text.lines().peekable(), 0, &[]).remove(0);
        Structure { root, cut: false }
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let choice = choose(&tree(text.trim_start_matches('\n')));
        let list = |parts: &[Part]| {
            parts.iter().map(|it| it.id.as_ref().unwrap().to_string()).collect::<Vec<_>>().join(" ")
        };
        let html = choice.html.map(|it| it.id.unwrap().to_string()).unwrap_or_default();
        let shown = format!(
            "text {} | html {html} | beside {} | related {} | attachments {} | aside {}",
            list(&choice.text),
            list(&choice.beside),
            list(&choice.related),
            list(&choice.attachments),
            list(&choice.aside)
        );
        let shown = shown.replace("  ", " ");
        let shown = shown.trim_end().trim_end_matches(" | aside").trim_end();
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn a_single_part_is_read_or_downloaded() {
        check("text/plain", "text 1 | html | beside | related | attachments");
        check("text/html", "text | html 1 | beside | related | attachments");
        check("application/pdf @a.pdf", "text | html | beside | related | attachments 1");
        check("text/plain !", "text | html | beside | related | attachments 1");
        check("text/plain @body.txt", "text 1 | html | beside | related | attachments");
        check("text/html @a.html !", "text | html | beside | related | attachments 1");
    }

    #[test]
    fn of_alternatives_the_last_of_each_kind_is_read() {
        check(
            "multipart/alternative\n  text/plain\n  text/x-amp-html\n  text/html",
            "text 1.1 | html 1.3 | beside | related | attachments",
        );
        check(
            "multipart/alternative\n  text/plain\n  text/plain\n  text/html\n  text/html",
            "text 1.2 | html 1.4 | beside | related | attachments",
        );
        check(
            "multipart/alternative\n  text/plain\n  text/html\n  text/calendar",
            "text 1.1 | html 1.2 | beside | related | attachments 1.3",
        );
    }

    #[test]
    fn images_inside_html_are_no_attachments() {
        check(
            "multipart/alternative\n  text/plain\n  multipart/related\n    text/html\n    image/png #a @a.png !",
            "text 1.1 | html 1.2.1 | beside | related 1.2.2 | attachments",
        );
        check(
            "multipart/related\n  multipart/alternative\n    text/plain\n    text/html\n  image/png #a\n  image/png @b.png",
            "text 1.1.1 | html 1.1.2 | beside | related 1.2 | attachments 1.3",
        );
        check(
            "multipart/related\n  text/html\n  application/pdf #x @a.pdf\n  image/gif #y",
            "text | html 1.1 | beside | related 1.3 | attachments 1.2",
        );
        check(
            "multipart/related\n  text/plain\n  image/gif #y",
            "text 1.1 | html | beside | related | attachments 1.2",
        );
    }

    #[test]
    fn what_html_does_not_show_is_taken_away() {
        let text = "multipart/mixed\n  multipart/related\n    text/html\n    image/png #a\n    image/png #b\n  image/png #c\n  image/png";
        let mut choice = choose(&tree(text));
        let shown: HashSet<PartId> = ["1.1.2", "1.2"].iter().map(|it| it.parse().unwrap()).collect();
        choice.settle(&shown);
        let places =
            |parts: &[Part]| parts.iter().map(|it| it.id.as_ref().unwrap().to_string()).collect::<Vec<_>>();
        assert_eq!(places(&choice.related), ["1.1.2", "1.2"]);
        assert_eq!(places(&choice.attachments), ["1.1.3", "1.3"]);
    }

    #[test]
    fn texts_of_a_mixed_message_are_read_in_order() {
        check(
            "multipart/mixed\n  text/plain\n  image/jpeg inline\n  text/plain",
            "text 1.1 1.3 | html | beside | related | attachments 1.2",
        );
        check(
            "multipart/mixed\n  multipart/alternative\n    text/plain\n    text/html\n  text/plain",
            "text 1.1.1 1.2 | html 1.1.2 | beside 1.2 | related | attachments",
        );
        check(
            "multipart/mixed\n  text/html\n  application/pdf\n  text/html",
            "text | html 1.1 | beside | related | attachments 1.2 1.3",
        );
        check(
            "multipart/mixed\n  text/plain\n  text/plain @patch.txt inline",
            "text 1.1 | html | beside | related | attachments 1.2",
        );
        check(
            "multipart/alternative\n  text/plain\n  multipart/mixed\n    text/html\n    application/pdf @a.pdf",
            "text 1.1 | html 1.2.1 | beside | related | attachments 1.2.2",
        );
    }

    #[test]
    fn what_speaks_to_programs_is_no_attachment() {
        check(
            "multipart/signed\n  text/plain\n  application/pgp-signature @signature.asc",
            "text 1.1 | html | beside | related | attachments | aside 1.2",
        );
        check(
            "multipart/report\n  text/plain\n  message/delivery-status\n  message/rfc822\n    text/plain",
            "text 1.1 | html | beside | related | attachments 1.3 | aside 1.2",
        );
        check(
            "multipart/report\n  text/plain\n  message/delivery-status\n  text/rfc822-headers",
            "text 1.1 | html | beside | related | attachments | aside 1.2 1.3",
        );
        check(
            "multipart/report\n  text/plain\n  message/feedback-report\n  message/rfc822\n    text/plain",
            "text 1.1 1.2 | html | beside | related | attachments 1.3",
        );
        check(
            "multipart/encrypted\n  application/pgp-encrypted\n  application/octet-stream",
            "text | html | beside | related | attachments 1.2 | aside 1.1",
        );
        check(
            "multipart/mixed\n  text/plain\n  application/zip\n  application/pgp-signature @a.zip.asc",
            "text 1.1 | html | beside | related | attachments 1.2 1.3",
        );
    }

    #[test]
    fn an_endless_tree_ends() {
        let mut root = Part { media_type: "text/plain".into(), ..Part::default() };
        for _ in 0..5000 {
            root = Part { media_type: "multipart/mixed".into(), parts: vec![root], ..Part::default() };
        }
        let structure = Structure { root, cut: false };
        assert_eq!(choose(&structure), Choice::default());
        assert_eq!(find(&structure, &"1.1".parse().unwrap()), None);
        // Dropping it level by level, as the drop of a vector is a recursion, too.
        let mut part = structure.root;
        while let Some(inner) = part.parts.pop() {
            part = inner;
        }
    }

    #[test]
    fn parts_are_found_by_their_place() {
        let structure = tree("multipart/mixed\n  text/plain\n  message/rfc822\n    text/html");
        let at = |id: &str| find(&structure, &id.parse().unwrap()).map(|it| it.media_type.as_str());
        assert_eq!(at("1.2.1"), Some("text/html"));
        assert_eq!(at("1.3"), None);
        assert!(has_attachment(&structure));
        let invitation = "multipart/alternative\n  text/plain\n  text/calendar";
        assert!(!has_attachment(&tree(invitation)));
        assert!(has_attachment(&tree(&format!("{invitation} @a.ics"))));
    }

    #[test]
    fn a_message_inside_is_read_as_one_by_itself() {
        let text = "multipart/mixed\n  text/plain\n  message/rfc822\n    multipart/mixed\n      text/plain\n      message/rfc822\n        text/html";
        let mut structure = tree(text);
        // As a server numbers them: the multipart of a message has no number of its own.
        let id = |it: &str| it.parse::<PartId>().ok();
        let outer = &mut structure.root.parts[1];
        outer.id = id("2");
        outer.parts[0].id = None;
        outer.parts[0].parts[0].id = id("2.1");
        outer.parts[0].parts[1].id = id("2.2");
        outer.parts[0].parts[1].parts[0].id = id("2.2.1");
        let at = |it: &str| it.parse::<PartId>().unwrap();
        let chosen = choose(&shown(&structure, Some(&at("2"))).unwrap());
        assert_eq!((chosen.text[0].id.clone(), chosen.attachments[0].id.clone()), (id("2.1"), id("2.2")));
        assert_eq!(choose(&shown(&structure, Some(&at("2.2"))).unwrap()).html.unwrap().id, id("2.2.1"));
        assert_eq!(shown(&structure, Some(&at("2.1"))), None);
        let ids = |of: &str| around(&structure, &at(of)).iter().map(|it| it.id.clone()).collect::<Vec<_>>();
        assert_eq!((ids("2"), ids("2.2"), ids("2.2.1")), (vec![], vec![id("2")], vec![id("2"), id("2.2")]));
    }
}

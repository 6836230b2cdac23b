//! Every address inside the program, built in one place.

use mailcore::mailbox::{MailboxName, MessageRef};
use mailcore::message::part::PartId;
use mailcore::message::place::Place;
use mailcore::uid::MessageNumber;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::view::View;
use crate::documents::Wanted;
use crate::reading::Addresses;

pub mod contacts;

/// What stands as it is in one segment of a path.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The second step of a login.
pub const LOGIN_CODE: &str = "/login/code";

/// What happens in the mailboxes, as a stream.
pub const EVENTS: &str = "/events";

/// What waits to be sent.
pub const OUTBOX: &str = "/outbox";

/// The keys that do something, as a list.
pub const KEYS: &str = "/keys";

/// The settings of a program for the devices of Apple to take over.
pub const SETTINGS_PROFILE: &str = "/settings/client/profile";

/// A rule in a form.
pub const SETTINGS_FILTER: &str = "/settings/filters/rule";

/// The script of rules as text.
pub const SETTINGS_SCRIPT: &str = "/settings/filters/script";

/// A script that mail does not go through.
pub const SETTINGS_IDLE: &str = "/settings/filters/idle";

/// Who may be meant by what is typed, as a fragment.
pub const COMPLETE: &str = "/contacts/complete";

/// What an address that is typed looks like in its letters, as a fragment.
pub const ADDRESS: &str = "/compose/address";

/// A text as it stands in one segment of a path, or as a value of a query.
pub(super) fn segment(text: &str) -> String {
    utf8_percent_encode(text, SEGMENT).to_string()
}

/// A message of the outbox, by its draft: what is done with it stands behind.
pub fn outbox(draft: &str) -> String {
    format!("{OUTBOX}/{}", segment(draft))
}

/// The list of a mailbox.
pub fn mailbox(name: &MailboxName) -> String {
    format!("/mail/{}", segment(name.as_str()))
}

/// A view of it.
pub fn list(name: &MailboxName, view: &View) -> String {
    view.on(&mailbox(name))
}

/// A view of it with messages chosen already: `page`, `unread` or `none`.
pub fn list_choosing(name: &MailboxName, view: &View, which: &str) -> String {
    view.on(&format!("{}?select={which}", mailbox(name)))
}

/// Where the order that a person is used to is kept.
pub fn habit(name: &MailboxName) -> String {
    format!("{}/habit", mailbox(name))
}

/// A message.
pub fn message(message: &MessageRef) -> String {
    format!("{}/{}", mailbox(&message.mailbox), message.number)
}

/// A message with the view of the list that it was opened from.
pub fn message_in(it: &MessageRef, view: &View) -> String {
    view.on(&message(it))
}

/// The document of its HTML.
pub fn message_body(it: &MessageRef) -> String {
    format!("{}/body", message(it))
}

/// What can be done with it, or with a message inside of it: `invitation`, `cards`, `receipt`.
pub fn message_step(it: &MessageRef, step: &str) -> String {
    format!("{}/{step}", message(it))
}

/// All fields of its header.
pub fn message_headers(it: &MessageRef) -> String {
    format!("{}/headers", message(it))
}

/// A message that asks once more for a read receipt which could not be sent.
pub fn message_asking_again(it: &MessageRef) -> String {
    format!("{}?receipt=again", message(it))
}

/// One of its parts.
pub fn message_part(it: &MessageRef, part: &PartId) -> String {
    format!("{}/part/{part}", message(it))
}

/// A message inside of a message: the part that it is; with the view as for [`message_in`].
pub fn embedded(it: &MessageRef, part: &PartId, view: &View) -> String {
    view.on(&format!("{}/message", message_part(it, part)))
}

/// The document of the HTML of a message, wherever it is, with what is wanted of it.
pub fn body(place: &Place, wanted: Wanted) -> String {
    let url = match &place.inside {
        Some(part) => format!("{}/body", message_part(&place.message, part)),
        None => message_body(&place.message),
    };
    match wanted {
        Wanted { images: false, links: false } => url,
        Wanted { images: true, links: false } => format!("{url}?images=show"),
        Wanted { images: false, links: true } => format!("{url}?links=show"),
        Wanted { images: true, links: true } => format!("{url}?images=show&links=show"),
    }
}

/// A message, wherever it is.
pub fn place(place: &Place) -> String {
    match &place.inside {
        Some(part) => embedded(&place.message, part, &View::default()),
        None => message(&place.message),
    }
}

/// Where a person decides about the images of a message's sender.
pub fn message_images(it: &MessageRef) -> String {
    format!("{}/images", message(it))
}

/// Where a person leaves the mailing list of a message.
pub fn message_unsubscribe(it: &MessageRef) -> String {
    format!("{}/unsubscribe", message(it))
}

/// What stands here for an image of another server, with our tag for it.
pub fn remote_image(url: &str, tag: &str) -> String {
    format!("/remote-image?url={}&tag={tag}", segment(url))
}

/// Addresses of what the HTML of a message shows.
pub fn shown_in(at: &MessageRef) -> Addresses<impl Fn(&PartId) -> String> {
    Addresses { part: move |part: &PartId| message_part(at, part), image: remote_image }
}

/// The file at a place (from 0) of those that are written into the text of a part.
pub fn written_file(it: &MessageRef, part: &PartId, place: usize) -> String {
    format!("{}/uu/{place}", message_part(it, part))
}

/// A part to look at.
pub fn preview(it: &MessageRef, part: &PartId) -> String {
    format!("{}/preview", message_part(it, part))
}

/// A small picture of one.
pub fn thumbnail(it: &MessageRef, part: &PartId) -> String {
    format!("{}/thumbnail", message_part(it, part))
}

/// The same, as large as a screen has room for.
pub fn screen_picture(it: &MessageRef, part: &PartId) -> String {
    format!("{}?size=screen", thumbnail(it, part))
}

/// All files of a message, wherever it is, as a zip.
pub fn attachments_zip(place: &Place) -> String {
    let message = match &place.inside {
        Some(part) => message_part(&place.message, part),
        None => message(&place.message),
    };
    format!("{message}/attachments.zip")
}

/// Another view of a message, or a step with it: `source`, `export`, `print`, `move`, `resend`.
pub fn message_view(it: &MessageRef, view: &str) -> String {
    format!("{}/{view}", message(it))
}

/// The same with the view of the list that the message was opened from.
pub fn message_step_in(it: &MessageRef, step: &str, view: &View) -> String {
    view.on(&message_view(it, step))
}

/// Where acts on messages of a mailbox are sent to.
pub fn act(mailbox_name: &MailboxName) -> String {
    format!("{}/act", mailbox(mailbox_name))
}

/// Where messages of a mailbox are taken away as a zip.
pub fn export(name: &MailboxName) -> String {
    format!("{}/export", mailbox(name))
}

/// How far a large act is.
pub fn act_job(name: &MailboxName, job: &str) -> String {
    format!("{}/{}", act(name), segment(job))
}

/// Where a file is chosen whose messages go into a mailbox.
pub fn import(name: &MailboxName) -> String {
    format!("{}/import", mailbox(name))
}

/// How far that is.
pub fn import_job(name: &MailboxName, job: &str) -> String {
    format!("{}/{}", import(name), segment(job))
}

/// The question whether messages are to go for good.
pub fn erase(
    name: &MailboxName,
    numbers: &[MessageNumber],
    view: &View,
    next: Option<MessageNumber>,
) -> String {
    let messages = numbers.iter().map(|it| format!("message={it}"));
    let fields: Vec<String> = messages.chain(next.into_iter().map(|it| format!("next={it}"))).collect();
    view.on(&format!("{}/erase?{}", mailbox(name), fields.join("&")))
}

/// The document of a message, with what becomes of its colors in the dark theme: `original` or `adapt`.
pub fn in_colors(document: &str, colors: &str) -> String {
    let mark = if document.contains('?') { '&' } else { '?' };
    format!("{document}{mark}colors={colors}")
}

/// A new message.
pub fn compose() -> String {
    "/compose".to_owned()
}

/// A new message to one address.
pub fn compose_to(address: &str) -> String {
    format!("/compose?to={}", segment(address))
}

/// A new message to one address, with a subject and a text.
pub fn compose_letter(address: &str, subject: &str, text: &str) -> String {
    format!("{}&subject={}&body={}", compose_to(address), segment(subject), segment(text))
}

/// A message taken up again: `what` is `reply`, `reply_all`, `forward` or `draft`.
pub fn compose_from(what: &str, it: &MessageRef) -> String {
    format!("/compose?{what}={}", segment(&format!("{}/{}", segment(it.mailbox.as_str()), it.number)))
}

/// The same for a message inside of a message.
pub fn compose_from_part(what: &str, it: &MessageRef, part: &PartId) -> String {
    format!("{}{}", compose_from(what, it), segment(&format!("/{part}")))
}

/// A message being written.
pub fn draft(id: &str) -> String {
    format!("/compose/{}", segment(id))
}

/// Where a file of a draft comes to, piece by piece.
pub fn draft_file(id: &str, file: &str) -> String {
    format!("{}/files/{}", draft(id), segment(file))
}

/// A step of a message being written: `save`, `attach`, `detach`, `discard`, `respond`, `send`.
pub fn draft_step(id: &str, step: &str) -> String {
    format!("{}/{step}", draft(id))
}

/// A section of the settings.
pub fn settings(section: &str) -> String {
    format!("/settings/{section}")
}

/// A folder, to be arranged.
pub fn settings_folder(name: &MailboxName) -> String {
    format!("{}?folder={}", settings("folders"), segment(name.as_str()))
}

/// The form for a new one.
pub fn settings_new_folder() -> String {
    format!("{}?new=1", settings("folders"))
}

/// The form for one inside another one.
pub fn settings_folder_inside(name: &MailboxName) -> String {
    format!("{}&inside={}", settings_new_folder(), segment(name.as_str()))
}

/// Where is chosen which folder is for what.
pub fn settings_roles() -> String {
    format!("{}?roles=1", settings("folders"))
}

/// One of the identities.
pub fn settings_identity(id: i64) -> String {
    format!("{}?identity={id}", settings("identities"))
}

/// The same, where it is asked whether to remove it.
pub fn settings_remove_identity(id: i64) -> String {
    format!("{}&ask=remove", settings_identity(id))
}

/// The form for a new identity.
pub fn settings_new_identity() -> String {
    format!("{}?new=1", settings("identities"))
}

/// One of the responses.
pub fn settings_response(id: &str) -> String {
    format!("{}?response={}", settings("responses"), segment(id))
}

/// The same, where it is asked whether to remove it.
pub fn settings_remove_response(id: &str) -> String {
    format!("{}&ask=remove", settings_response(id))
}

/// A rule of a script.
pub fn settings_filter(script: &str, rule: &str) -> String {
    format!("{SETTINGS_FILTER}?script={}&rule={}", segment(script), segment(rule))
}

/// The same, where it is asked whether to remove it.
pub fn settings_remove_filter(script: &str, rule: &str) -> String {
    format!("{}&ask=remove", settings_filter(script, rule))
}

/// A script that mail does not go through.
pub fn settings_idle(script: &str) -> String {
    format!("{SETTINGS_IDLE}?script={}", segment(script))
}

/// The same, where `ask` is whether to `remove` it, or for its text as a `file`.
pub fn settings_idle_asking(script: &str, ask: &str) -> String {
    format!("{}&ask={}", settings_idle(script), segment(ask))
}

/// The form for a new response.
pub fn settings_new_response() -> String {
    format!("{}?new=1", settings("responses"))
}

/// The form for one that is made of a draft.
pub fn settings_response_of(draft: &str) -> String {
    format!("{}?from={}", settings("responses"), segment(draft))
}

/// What a response puts into a text.
pub fn response(id: &str) -> String {
    format!("/compose/responses/{}", segment(id))
}

/// The login page, and where to go from there (a path of ours).
pub fn login(next: Option<&str>) -> String {
    match next {
        Some(next) => format!("/login?next={}", segment(next)),
        None => "/login".to_owned(),
    }
}

/// The login page with a sentence about why it is there: `why` is `expired` or `left`.
pub fn login_because(why: &str, next: Option<&str>) -> String {
    match next {
        Some(next) => format!("{}&why={why}", login(Some(next))),
        None => format!("/login?why={why}"),
    }
}

/// Whether an address from a request may be gone to: a path of ours, and nothing that a browser
/// would read as another host.
pub fn is_ours(url: &str) -> bool {
    url.starts_with('/')
        && !url.starts_with("//")
        && !url.contains('\\')
        && url.chars().all(|it| it.is_ascii_graphic())
}

/// The first page after login.
pub fn home() -> String {
    mailbox(&MailboxName::inbox())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_ours_are_gone_to() {
        for ours in ["/", "/mail/INBOX", "/mail/Fournisseurs%2FFactures?page=2", "/compose?to=a%40b.c"] {
            assert!(is_ours(ours), "{ours}");
        }
        for foreign in [
            "",
            "mail",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            "/\t/evil.example",
            "/mail\r\nSet-Cookie: a=b",
            "/é",
            " /mail",
        ] {
            assert!(!is_ours(foreign), "{foreign:?}");
        }
    }
}

//! A letter that says the same in every place where a letter can say something.

use std::fmt::Write as _;

use crate::letters::encoded_words;

/// HTML and text beside each other, an invitation, a card, a letter within, files that lie about what
/// they are; `number` tells letters apart in a list.
pub fn everywhere(number: usize, text: &str, to: &str) -> Vec<u8> {
    let mut letter = head(number, text, to);
    letter += "Content-Type: multipart/mixed; boundary=outer\r\n\r\n";
    for part in [html(text), plain(text), invitation(text), card(text), within(text)] {
        let _ = write!(letter, "--outer\r\n{part}\r\n");
    }
    for part in files(text) {
        let _ = write!(letter, "--outer\r\n{part}\r\n");
    }
    (letter + "--outer--\r\n").into()
}

/// Plain text alone, with the same header, this time as it is written and not encoded.
pub fn in_text(number: usize, text: &str, to: &str) -> Vec<u8> {
    let raw = one_line(text);
    format!(
        "From: \"{}\" <x@sink.test>\r\nTo: {to}\r\nSubject: {number} {raw}\r\n{}{}",
        quoted(&raw),
        fields(&raw),
        plain(text)
    )
    .into()
}

fn head(number: usize, text: &str, to: &str) -> String {
    let words = encoded_words(text);
    let raw = one_line(text);
    format!(
        "From: {words} <x@sink.test>\r\nReply-To: \"{}\" <y@sink.test>\r\nTo: {words} <{to}>\r\n\
         Cc: {words}: {words} <z@sink.test>;, \"{raw}\" <w@sink.test>, {raw}\r\n\
         Subject: {number} {words}\r\n{}",
        quoted(&raw),
        fields(&raw)
    )
}

/// Fields that some program shows, follows or answers.
fn fields(raw: &str) -> String {
    let mut fields = "Date: Mon, 23 Nov 2026 10:42:00 +0100\r\nMIME-Version: 1.0\r\n".to_owned();
    for name in [
        "Message-ID",
        "In-Reply-To",
        "References",
        "List-Id",
        "List-Post",
        "List-Unsubscribe",
        "Disposition-Notification-To",
    ] {
        let _ = write!(fields, "{name}: <{raw}>\r\n");
    }
    for name in [
        "Authentication-Results",
        "Comments",
        "Content-Language",
        "Keywords",
        "Organization",
        "Return-Path",
        "Sender",
        "User-Agent",
        "X-Mailer",
        "X-Priority",
        "X-Spam-Status",
        "X-Zimbra-Calendar-Intended-For",
    ] {
        let _ = write!(fields, "{name}: {raw}\r\n");
    }
    fields + "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
}

fn html(text: &str) -> String {
    format!("Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{text}")
}

fn plain(text: &str) -> String {
    format!(
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{text}\r\n\r\n> {text}"
    )
}

/// RFC 5545: the payload in each property that somebody reads.
fn invitation(text: &str) -> String {
    let raw = one_line(text);
    let name = raw.replace('"', "'");
    format!(
        "Content-Type: text/calendar; charset=utf-8; method=REQUEST; name=\"{}\"\r\n\
         Content-Transfer-Encoding: 8bit\r\n\r\n\
         BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{raw}\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:{raw}\r\n\
         DTSTAMP:20261123T094200Z\r\nDTSTART:20261224T090000Z\r\nDTEND:20261224T100000Z\r\nSUMMARY:{raw}\r\n\
         DESCRIPTION:{raw}\r\nX-ALT-DESC;FMTTYPE=text/html:{raw}\r\nLOCATION:{raw}\r\nURL:{raw}\r\n\
         ORGANIZER;CN=\"{name}\":mailto:x@sink.test\r\nATTENDEE;CN=\"{name}\";RSVP=TRUE:mailto:y@sink.test\r\n\
         ATTENDEE;CN=\"{name}\":{raw}\r\nCATEGORIES:{raw}\r\nCOMMENT:{raw}\r\nCONTACT:{raw}\r\n\
         ATTACH:{raw}\r\nRRULE:{raw}\r\nSTATUS:{raw}\r\nSEQUENCE:{raw}\r\nEND:VEVENT\r\nEND:VCALENDAR",
        quoted(&raw)
    )
}

/// RFC 6350.
fn card(text: &str) -> String {
    let raw = one_line(text);
    format!(
        "Content-Type: text/vcard; charset=utf-8\r\nContent-Disposition: attachment; filename=\"{}.vcf\"\r\n\
         Content-Transfer-Encoding: 8bit\r\n\r\nBEGIN:VCARD\r\nVERSION:4.0\r\nFN:{raw}\r\nN:{raw};{raw};;;\r\n\
         ORG:{raw}\r\nTITLE:{raw}\r\nEMAIL:{raw}\r\nTEL:{raw}\r\nURL:{raw}\r\nPHOTO:{raw}\r\nNOTE:{raw}\r\n\
         ADR:;;{raw};;;;\r\nEND:VCARD",
        quoted(&raw)
    )
}

/// A letter as a part.
fn within(text: &str) -> String {
    let letter = head(0, text, "x@sink.test");
    format!("Content-Type: message/rfc822\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{letter}{}", html(text))
}

/// Files whose name and type are the payload, or whose type a browser would run.
fn files(text: &str) -> Vec<String> {
    let raw = one_line(text);
    let escaped = percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string();
    let words = encoded_words(text);
    let types = [
        format!("image/svg+xml; name=\"{words}\""),
        format!("application/xhtml+xml; charset=\"{}\"", quoted(&raw)),
        format!("text/xml; charset=utf-7; x=\"{}\"", quoted(&raw)),
        format!("{raw}; charset={raw}"),
        format!("image/png\"; {raw}"),
        "application/ms-tnef; name=winmail.dat".to_owned(),
        "text/html; charset=iso-2022-jp".to_owned(),
    ];
    let part = |media_type: &String| {
        format!(
            "Content-Type: {media_type}\r\nContent-Disposition: attachment; filename*=UTF-8''{escaped}\r\n\
             Content-ID: <{raw}>\r\nContent-Description: {raw}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{text}"
        )
    };
    types.iter().map(part).collect()
}

/// Without what would end a field.
pub fn one_line(text: &str) -> String {
    text.replace(['\r', '\n', '\0'], " ")
}

/// Inside a quoted string (RFC 5322, section 3.2.4).
fn quoted(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

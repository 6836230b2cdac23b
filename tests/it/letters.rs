//! Mail of every kind: what people send, what programs send, what nobody should have sent.

use std::fmt::Write as _;
use std::ops::RangeInclusive;

use crate::lab::Account;
use crate::lab::imap::Imap;

/// A picture of one dot, in base64.
const DOT: &str =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/// The content of the attachment of [`with_attachment`]: all octets there are.
pub fn attachment_octets() -> Vec<u8> {
    (0..=255).cycle().take(3000).collect()
}

/// Its name.
pub const ATTACHMENT_NAME: &str = "Procès-verbal de l’assemblée (été 2026).pdf";

/// Where the newsletter's remote pictures would come from.
pub const REMOTE_HOST: &str = "pictures.example.net";

/// The header of a letter from somebody, up to its media type.
pub fn head(subject: &str, to: &str) -> String {
    format!(
        "From: =?UTF-8?Q?Ang=C3=A9lique_No=C3=ABl?= <angelique@sink.test>\r\nTo: {to}\r\nSubject: {subject}\r\n\
         Date: Mon, 23 Nov 2026 10:42:00 +0100\r\nMessage-ID: <{}@sink.test>\r\nMIME-Version: 1.0\r\n",
        subject.bytes().fold(17_u64, |sum, it| sum.wrapping_mul(31).wrapping_add(it.into()))
    )
}

/// Plain text in UTF-8.
pub fn plain(subject: &str, to: &str, text: &str) -> Vec<u8> {
    let text = text.replace('\n', "\r\n");
    format!("{}Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n", head(subject, to)).into()
}

/// Puts short letters into a mailbox, called `Lettre` and each of these numbers.
pub fn fill(imap: &mut Imap, (mailbox, flags): (&str, &str), to: &Account, numbers: RangeInclusive<usize>) {
    for number in numbers {
        imap.append(mailbox, flags, "", &plain(&format!("Lettre {number}"), &to.address, "Bonjour."));
    }
}

/// A newsletter: text and HTML, with pictures from elsewhere, a style sheet, a form and a script.
pub fn newsletter(subject: &str, to: &str) -> Vec<u8> {
    let html = format!(
        r#"<html><head><style>@import url(http://{REMOTE_HOST}/a.css); h1 {{ color: #123456; background: url(http://{REMOTE_HOST}/b.png) }}</style>
<script>document.title = 'broken in'</script></head>
<body onload="alert(1)"><h1>La lettre de novembre</h1><p>Les <b>nouvelles</b> du mois.</p>
<img src="http://{REMOTE_HOST}/pixel.gif" width="1" height="1" alt="">
<img src="https://{REMOTE_HOST}/photo.jpg" alt="Le marché de Soignies">
<a href="javascript:alert(1)">Mauvais lien</a> <a href="https://example.net/suite">Lire la suite</a>
<form action="https://example.net/steal"><input name="password"></form></body></html>"#
    )
    .replace('\n', "\r\n");
    format!(
        "{}Content-Type: multipart/alternative; boundary=b1\r\n\r\n--b1\r\n\
         Content-Type: text/plain; charset=utf-8\r\n\r\nLa lettre de novembre, en texte.\r\n--b1\r\n\
         Content-Type: text/html; charset=utf-8\r\n\r\n{html}\r\n--b1--\r\n",
        head(subject, to)
    )
    .into()
}

/// Text with an attachment whose name is French (RFC 2231).
pub fn with_attachment(subject: &str, to: &str) -> Vec<u8> {
    let text = "Content-Type: text/plain; charset=utf-8\r\n\r\nVoir la pièce jointe.\r\n";
    let mut res = format!("{}{}{text}", head(subject, to), MIXED);
    res += &attached(ATTACHMENT_NAME, &attachment_octets());
    (res + "--b1--\r\n").into()
}

/// What comes before the first part of a letter with parts.
const MIXED: &str = "Content-Type: multipart/mixed; boundary=b1\r\n\r\n--b1\r\n";

/// A file as a part, after its boundary.
fn attached(name: &str, octets: &[u8]) -> String {
    let escaped: String = name.bytes().fold(String::new(), |mut res, it| {
        let _ = match it {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' => write!(res, "{}", char::from(it)),
            _ => write!(res, "%{it:02X}"),
        };
        res
    });
    let kind = mime_guess::from_path(name).first_or_octet_stream();
    format!(
        "--b1\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: base64\r\n\
         Content-Disposition: attachment; filename*=UTF-8''{escaped}\r\n\r\n{}\r\n",
        base64_lines(octets)
    )
}

/// A letter of a head, a text part and files of these names and sizes in octets.
pub fn assembled(head: &str, text: &str, files: &[(String, usize)]) -> Vec<u8> {
    if files.is_empty() {
        return format!("{head}{text}").into();
    }
    let mut res = format!("{head}{MIXED}{text}");
    for (name, size) in files {
        res += &attached(name, &vec![b' '; *size]);
    }
    (res + "--b1--\r\n").into()
}

/// A text part whose lines flow (RFC 3676).
pub fn flowing(text: &str) -> String {
    format!(
        "Content-Type: text/plain; charset=utf-8; format=flowed\r\n\r\n{}\r\n",
        text.replace('\n', "\r\n")
    )
}

/// The same in text and in HTML, as a part.
pub fn alternative(text: &str, html: &str) -> String {
    format!(
        "Content-Type: multipart/alternative; boundary=b2\r\n\r\n\
         --b2\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n\
         --b2\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{}\r\n--b2--\r\n",
        html.replace('\n', "\r\n")
    )
}

/// Words of a header (RFC 2047), as many encoded words as they need.
pub fn encoded_words(text: &str) -> String {
    use base64::Engine as _;
    /// Characters of one encoded word: at most 75 octets, were each four octets in UTF-8.
    const AT_A_TIME: usize = 11;
    let characters: Vec<char> = text.chars().collect();
    let words = characters.chunks(AT_A_TIME).map(|it| {
        let part: String = it.iter().collect();
        format!("=?UTF-8?B?{}?=", base64::engine::general_purpose::STANDARD.encode(part))
    });
    words.collect::<Vec<String>>().join("\r\n ")
}

/// HTML and nothing else.
pub fn html(subject: &str, to: &str, html: &str) -> Vec<u8> {
    let html = html.replace('\n', "\r\n");
    format!("{}Content-Type: text/html; charset=utf-8\r\n\r\n{html}\r\n", head(subject, to)).into()
}

/// Plain text, with further fields in its header.
pub fn with_fields(subject: &str, to: &str, fields: &[&str]) -> Vec<u8> {
    format!("{}{}\r\n\r\nBonjour.\r\n", head(subject, to), fields.join("\r\n")).into()
}

/// HTML with a picture inside the message.
pub fn with_inline_picture(subject: &str, to: &str) -> Vec<u8> {
    format!(
        "{}Content-Type: multipart/related; boundary=b1\r\n\r\n--b1\r\n\
         Content-Type: text/html; charset=utf-8\r\n\r\n\
         <p>Le logo : <img src=\"cid:logo@sink.test\" alt=\"Logo\"></p>\r\n--b1\r\n\
         Content-Type: image/png; name=logo.png\r\nContent-ID: <logo@sink.test>\r\n\
         Content-Disposition: inline; filename=logo.png\r\nContent-Transfer-Encoding: base64\r\n\r\n\
         {DOT}\r\n--b1--\r\n",
        head(subject, to)
    )
    .into()
}

/// HTML with the footer of a mailing list, and a picture in it that is no part of a `multipart/related`.
pub fn html_of_a_list(subject: &str, to: &str) -> Vec<u8> {
    format!(
        "{}Content-Type: multipart/mixed; boundary=b1\r\n\r\n--b1\r\n\
         Content-Type: text/html; charset=utf-8\r\n\r\n\
         <p>Voici le plan : <img src=\"cid:plan@sink.test\" alt=\"Plan\"></p>\r\n--b1\r\n\
         Content-Type: image/png; name=plan.png\r\nContent-ID: <plan@sink.test>\r\n\
         Content-Transfer-Encoding: base64\r\n\r\n{DOT}\r\n--b1\r\n\
         Content-Type: text/plain; charset=utf-8\r\n\r\nPour quitter la liste : <liste@sink.test>\r\n--b1--\r\n",
        head(subject, to)
    )
    .into()
}

/// A multipart without an end, a part without a head, base64 that is none.
pub fn broken_mime(subject: &str, to: &str) -> Vec<u8> {
    format!(
        "{}Content-Type: multipart/mixed; boundary=\"b1\r\n\r\n--b1\r\nContent-Type: text/plain\r\n\r\n\
         Encore lisible.\r\n--b1\r\n--b1\r\nContent-Transfer-Encoding: base64\r\n\
         Content-Type: image/\r\n\r\n%%%not base64%%%\r\n--b1",
        head(subject, to)
    )
    .into()
}

/// A character set that nobody knows, and octets that no character set allows.
pub fn unknown_charset(subject: &str, to: &str) -> Vec<u8> {
    let mut res = format!("{}Content-Type: text/plain; charset=x-martian\r\n\r\nLisible ", head(subject, to))
        .into_bytes();
    res.extend_from_slice(b"quand m\xEAme \xFF\xFE.\r\n");
    res
}

/// Multiparts within multiparts.
pub fn nested(subject: &str, to: &str, depth: usize) -> Vec<u8> {
    let mut res = head(subject, to);
    for level in 0..depth {
        let _ = write!(res, "Content-Type: multipart/mixed; boundary=b{level}\r\n\r\n--b{level}\r\n");
    }
    res += "Content-Type: text/plain\r\n\r\nTout au fond.\r\n";
    for level in (0..depth).rev() {
        let _ = write!(res, "--b{level}--\r\n");
    }
    res.into()
}

/// A text and very many small attachments.
pub fn many_parts(subject: &str, to: &str, parts: usize) -> Vec<u8> {
    let mut res = head(subject, to);
    res += "Content-Type: multipart/mixed; boundary=b1\r\n\r\n--b1\r\nContent-Type: text/plain\r\n\r\nBeaucoup.\r\n";
    for part in 1..parts {
        let _ = write!(
            res,
            "--b1\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=f{part}.txt\r\n\r\n{part}\r\n"
        );
    }
    (res + "--b1--\r\n").into()
}

/// A subject with control characters, a change of direction and markup, all encoded (RFC 2047).
pub fn odd_subject(to: &str) -> Vec<u8> {
    plain("=?UTF-8?Q?Objet=00=07=0D=0ABcc:_x@sink.test=1B[31m_=E2=80=AE<b>gras</b>?=", to, "Rien de plus.")
}

/// Octets in base64, in lines.
pub fn base64_lines(octets: &[u8]) -> String {
    use base64::Engine as _;
    let text = base64::engine::general_purpose::STANDARD.encode(octets);
    let lines: Vec<&str> =
        text.as_bytes().chunks(76).map(|it| std::str::from_utf8(it).expect("base64")).collect();
    lines.join("\r\n")
}

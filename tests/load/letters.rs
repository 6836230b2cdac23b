//! The messages that are opened: a text, a newsletter and a long one, one with a file of 5 MB and one
//! with 25 MB.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use mailcore::demo::seed::Message;
use mailcore::flag::{Flag, FlagSet};

/// A word in the subject of the text.
pub const TEXT: &str = "LOAD-TEXT";

/// A word in the subject of the newsletter.
pub const NEWSLETTER: &str = "LOAD-NEWSLETTER";

/// A word in the subject of the long newsletter.
pub const LONG_NEWSLETTER: &str = "LOAD-LONG";

/// A word in the subject of the one with a file.
pub const FILE: &str = "LOAD-FILE";

/// A word in the subject of the one with a large file.
pub const LARGE_FILE: &str = "LOAD-LARGE";

/// How large the file is, in octets.
const FILE_SIZE: usize = 5 * 1024 * 1024;

/// How large the large one is: as much as most servers take.
pub const LARGE_FILE_SIZE: usize = 25 * 1024 * 1024;

/// Articles of the newsletter: with these it has some 30 KB, as many have.
const ARTICLES: usize = 24;

/// Articles of the long one: 200 KB.
const MANY_ARTICLES: usize = 160;

/// All of them, read already, the newest last.
pub fn landmarks(to: &str, received_at: i64) -> Vec<Message> {
    let text = format!(
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{}",
        text()
    );
    let bodies = [
        (LARGE_FILE, with_file(LARGE_FILE_SIZE)),
        (FILE, with_file(FILE_SIZE)),
        (LONG_NEWSLETTER, in_html(&newsletter_of(MANY_ARTICLES))),
        (NEWSLETTER, in_html(&newsletter())),
        (TEXT, text),
    ];
    let message = |(subject, body): (&str, String)| Message {
        octets: format!(
            "From: Marie Lefort <marie@exemple.test>\r\nTo: <{to}>\r\nSubject: {subject}\r\n\
             Date: Mon, 02 Nov 2026 10:00:00 +0100\r\nMessage-ID: <{subject}@exemple.test>\r\n\
             MIME-Version: 1.0\r\n{body}"
        )
        .into_bytes(),
        received_at,
        flags: FlagSet::from([Flag::Seen]),
    };
    bodies.map(message).into()
}

fn with_file(size: usize) -> String {
    format!(
        "Content-Type: multipart/mixed; boundary=part\r\n\r\n\
         --part\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nVoici le fichier.\r\n\
         --part\r\nContent-Type: application/pdf; name=plan.pdf\r\n\
         Content-Disposition: attachment; filename=plan.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n\
         {}--part--\r\n",
        base64(&noise(size))
    )
}

fn in_html(html: &str) -> String {
    format!(
        "Content-Type: multipart/alternative; boundary=part\r\n\r\n\
         --part\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nLa version en texte.\r\n\
         --part\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n\
         {}--part--\r\n",
        base64(html.as_bytes())
    )
}

/// Octets without a pattern, the same each time: what gzip cannot make small.
pub fn noise(size: usize) -> Vec<u8> {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    };
    let mut octets: Vec<u8> = std::iter::repeat_with(next).take(size.div_ceil(8)).flatten().collect();
    octets.truncate(size);
    octets
}

/// A newsletter as senders of many make them: tables in tables, a style at each element, pictures
/// from elsewhere.
pub fn newsletter() -> String {
    newsletter_of(ARTICLES)
}

fn newsletter_of(articles: usize) -> String {
    let mut html = String::from(
        "<!doctype html><html><head><meta charset=\"utf-8\"><title>La lettre</title><style>\
         @media only screen and (max-width:600px){.wide{width:100%!important}.half{display:block!important}}\
         a{color:#0b5cad;text-decoration:none}.title{font:700 22px/28px Georgia,serif}</style></head>\
         <body style=\"margin:0;padding:0;background-color:#f2f4f6\">\
         <table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" bgcolor=\"#f2f4f6\"><tr>\
         <td align=\"center\" style=\"padding:24px 12px\"><table class=\"wide\" width=\"600\" cellpadding=\"0\" \
         cellspacing=\"0\" style=\"background-color:#ffffff;border-radius:8px\">",
    );
    for number in 1..=articles {
        html += &format!(
            "<tr><td style=\"padding:20px 32px;border-bottom:1px solid #e5e7eb\">\
             <table width=\"100%\" cellpadding=\"0\" cellspacing=\"0\"><tr>\
             <td class=\"half\" width=\"180\" valign=\"top\" style=\"padding-right:16px\">\
             <a href=\"https://lettre.exemple.test/a/{number}?source=lettre&amp;mois=11\">\
             <img src=\"https://images.exemple.test/{number}/vignette.jpg\" width=\"180\" height=\"120\" \
             alt=\"Photo de l’article {number}\" style=\"display:block;border:0;border-radius:4px\"></a></td>\
             <td class=\"half\" valign=\"top\" style=\"font-family:Helvetica,Arial,sans-serif;font-size:15px;\
             line-height:22px;color:#374151\">\
             <p class=\"title\" style=\"margin:0 0 8px;font-size:19px;color:#111827\">Article {number} : \
             la vie du quartier</p><p style=\"margin:0 0 12px\">La fête d’été a réuni plus de monde que prévu, \
             et le bureau remercie <strong>toutes les personnes</strong> qui ont aidé. Le compte rendu est en \
             ligne, avec les photos et la liste des lots de la tombola.</p>\
             <p style=\"margin:0\"><a href=\"https://lettre.exemple.test/a/{number}\" style=\"color:#0b5cad;\
             font-weight:bold\">Lire la suite</a></p></td></tr></table></td></tr>"
        );
    }
    html += "</table><p style=\"font-size:12px;color:#6b7280\">Vous recevez cette lettre parce que vous êtes \
             membre. <a href=\"https://lettre.exemple.test/adieu\">Se désinscrire</a></p>\
             <img src=\"https://images.exemple.test/ouvert.gif\" width=\"1\" height=\"1\" alt=\"\">\
             </td></tr></table></body></html>";
    html
}

fn text() -> String {
    let mut text = String::from("Bonjour,\r\n\r\n");
    for number in 1..=12 {
        text += &format!(
            "{number}. Le point sur la salle, le budget et les invitations est à relire avant jeudi.\r\n\
             Les détails sont sur https://exemple.test/reunion/{number} et le planning suit.\r\n\r\n"
        );
    }
    text + "> Merci pour ton message d’hier,\r\n> je regarde cela demain matin.\r\n\r\nBien à vous,\r\nMarie\r\n"
}

/// In lines of 76 characters.
fn base64(octets: &[u8]) -> String {
    let text = STANDARD.encode(octets);
    let lines = text.as_bytes().chunks(76).map(|it| str::from_utf8(it).expect("ASCII"));
    lines.flat_map(|it| [it, "\r\n"]).collect()
}

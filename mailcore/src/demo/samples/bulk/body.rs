//! What bulk messages say.

use std::fmt::Write as _;

use super::{Kind, Maker};
use crate::demo::samples::mime::charset::Charset;
use crate::demo::samples::mime::{File, Part};
use crate::demo::samples::random::Random;
use crate::demo::samples::wording::capitalized;
use crate::demo::samples::wrap;

pub(super) fn part(maker: &Maker, place: u32) -> Part {
    let mut random = maker.random(place, "part");
    let charset = if random.happens(15) { Charset::Windows1252 } else { Charset::Utf8 };
    let plain = |text: &str| Part::text("text/plain", charset, text);
    match maker.kind(place) {
        Kind::Letter | Kind::ToList if random.happens(40) => {
            Part::text("text/plain; format=flowed", charset, &wrap::flowed(&letter(maker, place)))
        }
        Kind::Letter | Kind::ToList => plain(&wrap::fixed(&letter(maker, place))),
        Kind::LetterWithFile => {
            let text = plain(&wrap::fixed(&letter(maker, place)));
            let table = table(maker, &mut random);
            let name = format!("{}.csv", maker.words.plain("things", &mut random));
            let file = File { name: &name, media_type: "text/csv; charset=utf-8", octets: table.as_bytes() };
            Part::multipart("mixed", random.next(), vec![text, Part::attachment(file)])
        }
        Kind::Notice => plain(&wrap::fixed(&notice(maker, place))),
        Kind::Newsletter => newsletter(maker, place, random.next()),
    }
}

/// What a person wrote, without what is quoted: a paragraph a line.
fn own_words(maker: &Maker, place: u32) -> String {
    let mut random = maker.random(place, "words");
    let mut text = maker.words.one("greetings", &mut random);
    text.push('\n');
    let count = 4 + random.below(5);
    for (at, sentence) in maker.words.several("sentences", count, &mut random).iter().enumerate() {
        text.push_str(match at {
            0 => "\n",
            _ if random.happens(45) => "\n\n",
            _ => " ",
        });
        text.push_str(sentence);
    }
    text.push('\n');
    let name = maker.sender(place).0.name;
    let first = name.split(' ').next().unwrap_or_default();
    let _ = write!(text, "\n{}\n{first}\n", maker.words.one("closings", &mut random));
    text
}

fn letter(maker: &Maker, place: u32) -> String {
    let mut text = own_words(maker, place);
    let (sender, domain) = maker.sender(place);
    if let Some(parent) = maker.parent(place) {
        let _ = writeln!(text, "\n{} a \u{e9}crit\u{a0}:", maker.sender(parent).0.name);
        for line in wrap::fixed(&own_words(maker, parent)).lines() {
            let _ = writeln!(text, "> {line}");
        }
    }
    let mut random = maker.random(place, "signature");
    if random.happens(50) {
        let role = maker.words.plain("roles", &mut random);
        let _ = write!(text, "\n-- \n{}\n{role}\nhttps://www.{domain}/\n", sender.name);
    }
    text
}

fn notice(maker: &Maker, place: u32) -> String {
    let mut random = maker.random(place, "words");
    let mut text = format!("{}\n\n", maker.subject(place));
    let count = 4 + random.below(5);
    text.push_str(&maker.words.several("facts", count, &mut random).join("\n"));
    text.push('\n');
    let domain = maker.sender(place).1;
    let _ = write!(text, "\nhttps://www.{domain}/suivi/{:x}\n", random.next());
    text.push_str("\nCe message est envoy\u{e9} par une machine, qui ne lit pas les r\u{e9}ponses.\n");
    text
}

fn table(maker: &Maker, random: &mut Random) -> String {
    let mut table = String::from("Client;Objet;Quantit\u{e9};Montant\r\n");
    for _ in 0..12 + random.below(20) {
        let (firm, thing) = (maker.words.plain("firms", random), maker.words.plain("things", random));
        let _ = write!(table, "{firm};{thing};{};{},50\r\n", random.below(40), random.below(900));
    }
    table
}

fn newsletter(maker: &Maker, place: u32, number: u64) -> Part {
    let mut random = maker.random(place, "words");
    let (sender, domain) = maker.sender(place);
    let color = random.one(&["#2f5d50", "#7a3e2b", "#27496d", "#5b3a6b"]);
    let mut text = format!("{}\n\n", maker.subject(place));
    let mut rows = String::new();
    for at in 0..2 + random.below(3) {
        let headline = capitalized(&maker.words.one("headlines", &mut random));
        let story = maker.words.several("sentences", 2, &mut random).join(" ");
        let link = format!("https://www.{domain}/actualites/{:x}", random.next());
        let _ = write!(text, "{headline}\n\n{story}\n{link}\n\n");
        let _ = write!(
            rows,
            "<tr><td style=\"padding:16px 24px\"><img src=\"https://images.exemple.test/{at}.jpg\" width=\"552\" \
             height=\"180\" alt=\"\"><h2 style=\"color:{color};font-size:20px\">{headline}</h2>\n<p>{story}</p>\n\
             <p><a href=\"{link}\" style=\"color:{color}\">Lire la suite</a></p></td></tr>\n"
        );
    }
    let name = &sender.name;
    let html = format!(
        "<!DOCTYPE html>\n<html lang=\"fr\"><body style=\"margin:0;background:#f2efe9\">\n\
         <table role=\"presentation\" width=\"600\" align=\"center\" cellpadding=\"0\" cellspacing=\"0\" \
         style=\"background:#fff;font-family:Georgia,serif\">\n<tr><td style=\"background:{color};color:#fff;\
         padding:24px;font-size:28px\">{name}</td></tr>\n{rows}<tr><td style=\"padding:24px;font-size:12px;\
         color:#6b6b6b\">{name} \u{b7} <a href=\"https://www.{domain}/desabonnement\">Ne plus recevoir cette \
         lettre</a></td></tr>\n</table>\n</body></html>\n"
    );
    let parts = vec![
        Part::text("text/plain", Charset::Utf8, &wrap::fixed(&text)),
        Part::text("text/html", Charset::Utf8, &html),
    ];
    Part::multipart("alternative", number, parts)
}

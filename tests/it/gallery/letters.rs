//! Letters that are hard to show.

use crate::letters::{encoded_words, flowing, head, html, plain, with_fields};

/// A letter, and how it is found.
#[derive(Clone, Debug)]
pub struct Odd {
    /// What its pictures are called.
    pub name: &'static str,
    /// Words of its row.
    pub words: &'static str,
    pub octets: Vec<u8>,
}

const QUOTES: &str = "Bonjour Claire,\n\nOui pour jeudi, à 14 h. J’apporte les plans.\n\n\
    Le 23 novembre 2026, Claire a écrit :\n> Bonjour Angélique,\n>\n> Peut-on se voir jeudi ?\n\
    >> La salle est libre l’après-midi.\n> Claire\n\n\
    Voir https://www.exemple.fr/agenda/novembre?salle=12&jour=jeudi et angelique@sink.test.\n\n\
    -- \nAngélique Noël\nMairie d’Ormeval\n";

const FLOWED: &str = "Bonjour à tous, voici le compte rendu, écrit en lignes qui se suivent et qui \n\
    doivent remplir la largeur de la fenêtre, quelle qu’elle soit.\n\n\
    > Une citation qui, elle aussi, se suit sur plusieurs \n> lignes et reste une citation.\n";

const LONG_SUBJECT: &str = "Assemblée générale extraordinaire de l’association des amis du papier et du carton \
    de la vallée de l’Ormeval, reportée au samedi 12 décembre à 18 h 30 dans la salle des fêtes (convocation, \
    ordre du jour, pouvoirs et plan d’accès)";

const HEBREW: &str =
    "שלום קלייר,\n\nנפגש ביום חמישי בשעה 14:00 במשרד.\n\n> האם אפשר ביום רביעי?\n\nתודה,\nדנה\n";

/// Further fields of a letter that a list sends.
const OF_A_LIST: &[&str] = &[
    "List-Id: La lettre du potager <lettre.potager.example>",
    "List-Post: <mailto:lettre@potager.example>",
    "List-Unsubscribe: <https://potager.example/quitter>",
    "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
];

/// One of each kind, for somebody.
pub fn odd(to: &str) -> Vec<Odd> {
    let of = |name, words, octets| Odd { name, words, octets };
    let flowed = format!("{}{}", head("Compte rendu", to), flowing(FLOWED));
    vec![
        of("quotes", "de jeudi", plain(&encoded_words("Re: Réunion de jeudi"), to, QUOTES)),
        of("flowed", "Compte rendu", flowed.into()),
        of("wide", "Tableau des ventes", html("Tableau des ventes", to, &wide_table())),
        of("many", "Assemblée", plain(&encoded_words(LONG_SUBJECT), &members(200), "Bonjour à tous.")),
        of("emoji", "Bravo", plain(&encoded_words("🎉 Bravo 👩‍🚀 à tous 🇫🇷"), to, "😀 Un 🎂 pour Maud ! 👍🏽")),
        of("right-to-left", "פגישה", plain(&encoded_words("פגישה ביום חמישי"), to, HEBREW)),
        of("nothing", "(sans objet)", plain("", to, "")),
        of("list", "La lettre du potager", with_fields("La lettre du potager", to, OF_A_LIST)),
    ]
}

/// Addresses of so many people, each on a line of the header.
fn members(count: usize) -> String {
    let one =
        |at| format!("{} <adherente.{at}@amis-du-papier.example>", encoded_words(&format!("Adhérente {at}")));
    (1..=count).map(one).collect::<Vec<String>>().join(",\r\n ")
}

/// A table that no phone has room for.
fn wide_table() -> String {
    let row = |kind: &str, text: &str| {
        let cells = (1..=14).map(|at| format!("<{kind}>{}</{kind}>", text.replace('#', &at.to_string())));
        format!("<tr>{}</tr>", cells.collect::<String>())
    };
    let rows = [row("th", "Mois&nbsp;#&nbsp;2026"), row("td", "12&nbsp;345,6#&nbsp;€")].concat();
    let text = "Un texte ordinaire se lit sans aller de gauche à droite, même quand un tableau est large.";
    format!("<p>{text}</p><table border=1>{rows}</table>")
}

//! What goes with the letters of the samples: designs, pictures, documents.

use super::mime::File;

/// Names and octets of what is in the folder `files`.
macro_rules! embedded {
    ($($name:literal,)*) => { &[$(($name, include_bytes!(concat!("files/", $name)))),*] };
}

/// All that is in `files`.
const FILES: &[(&str, &[u8])] = embedded![
    "affiche.png",
    "atelier.jpg",
    "attestation.pdf",
    "billet.pdf",
    "carnets.png",
    "cine.html",
    "commande.pdf",
    "compte-rendu.docx",
    "comptes.ods",
    "coucher.jpg",
    "devis.pdf",
    "ecritures.csv",
    "etiquette.jpg",
    "facade.jpg",
    "facture.pdf",
    "filigrane.png",
    "frais.csv",
    "gateau.jpg",
    "gazette.html",
    "lavoir.jpg",
    "legumes.png",
    "massicot.csv",
    "maud.vcf",
    "mer.jpg",
    "notification.pdf",
    "potager.html",
    "rails.html",
    "reste-a-faire.txt",
    "reunion.ics",
    "seance.png",
    "ticket.jpg",
    "vitrine.jpg",
];

/// A file; `None` when there is none of this name.
pub(super) fn octets(name: &str) -> Option<&'static [u8]> {
    FILES.iter().find(|it| it.0 == name).map(|it| it.1)
}

/// A file that is text, in which days may have to be filled in.
pub(super) fn text(name: &str) -> Option<&'static str> {
    let is_text = matches!(ending(name), "html" | "ics" | "csv" | "txt" | "vcf");
    octets(name).filter(|_| is_text).and_then(|it| std::str::from_utf8(it).ok())
}

/// Names and contents of all files that are text.
#[cfg(test)]
pub(super) fn texts() -> impl Iterator<Item = (&'static str, &'static str)> {
    FILES.iter().filter_map(|it| Some((it.0, text(it.0)?)))
}

/// A file to go with a message under the name `shown`.
pub(super) fn named<'a>(name: &str, shown: &'a str, octets: &'a [u8]) -> File<'a> {
    let media_type = match ending(name) {
        "csv" => "text/csv; charset=utf-8",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "ics" => "text/calendar; charset=utf-8; method=REQUEST",
        "jpg" => "image/jpeg",
        "ods" => "application/vnd.oasis.opendocument.spreadsheet",
        "pdf" => "application/pdf",
        "png" => "image/png",
        "txt" => "text/plain; charset=utf-8",
        "vcf" => "text/vcard; charset=utf-8",
        _ => "application/octet-stream",
    };
    File { name: shown, media_type, octets }
}

fn ending(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or_default()
}

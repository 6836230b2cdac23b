//! The letters of the samples: a file for each conversation, or for what belongs together.

/// Names and texts of what is in the folder `letters`.
macro_rules! embedded {
    ($($name:literal,)*) => { &[$(($name, include_str!(concat!("letters/", $name)))),*] };
}

/// All that is in `letters`.
pub(super) const FILES: &[(&str, &str)] = embedded![
    "adherents.txt",
    "affiche.txt",
    "archives.txt",
    "bellerive.txt",
    "brouillons.txt",
    "bureau.txt",
    "bureau-carrelet.txt",
    "carnets.txt",
    "claire.txt",
    "comptes.txt",
    "corbeille.txt",
    "divers.txt",
    "famille.txt",
    "fete.txt",
    "fournisseurs.txt",
    "gouter.txt",
    "lettres.txt",
    "librairie.txt",
    "liste.txt",
    "mairie.txt",
    "pourriels.txt",
    "site.txt",
    "subvention.txt",
    "toiture.txt",
];

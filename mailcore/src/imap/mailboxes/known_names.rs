//! Roles by name, where the server gives none: what mail programs have called these mailboxes.

use crate::mailbox::{MailboxName, SpecialUse};

/// The best name first; in lower case.
const NAMES: [(SpecialUse, &[&str]); 5] = [
    (
        SpecialUse::Drafts,
        &["drafts", "draft", "brouillons", "brouillon", "concepten", "klad", "entwürfe", "entwurf"],
    ),
    (
        SpecialUse::Sent,
        &[
            "sent",
            "sent items",
            "sent messages",
            "sent mail",
            "envoyés",
            "éléments envoyés",
            "messages envoyés",
            "courrier envoyé",
            "verzonden",
            "verzonden items",
            "verzonden objecten",
            "verzonden berichten",
            "gesendet",
            "gesendete elemente",
            "gesendete objekte",
            "gesendete nachrichten",
        ],
    ),
    (SpecialUse::Archive, &["archive", "archives", "archief", "archiv"]),
    (
        SpecialUse::Junk,
        &[
            "junk",
            "spam",
            "junk e-mail",
            "junk email",
            "junk-e-mail",
            "bulk mail",
            "indésirables",
            "courrier indésirable",
            "pourriel",
            "pourriels",
            "spams",
            "ongewenst",
            "ongewenste e-mail",
            "werbung",
        ],
    ),
    (
        SpecialUse::Trash,
        &[
            "trash",
            "deleted items",
            "deleted messages",
            "deleted",
            "bin",
            "corbeille",
            "éléments supprimés",
            "messages supprimés",
            "prullenbak",
            "prullenmand",
            "verwijderd",
            "verwijderde items",
            "papierkorb",
            "gelöscht",
            "gelöschte elemente",
            "gelöschte objekte",
        ],
    ),
];

/// The role that a mailbox may have by its name, and how good the name is for it (lowest first).
///
/// Only at the top, below INBOX, or below a level in brackets (`[Gmail]`): a `Clients/Sent` is
/// somebody's own.
pub(super) fn role(name: &MailboxName, delimiter: Option<char>) -> Option<(SpecialUse, usize)> {
    let leaf = name.leaf(delimiter);
    let above =
        name.as_str().strip_suffix(leaf).unwrap_or_default().trim_end_matches(|it| Some(it) == delimiter);
    let is_near = above.is_empty()
        || above.eq_ignore_ascii_case("inbox")
        || (above.starts_with('[') && above.ends_with(']'));
    let leaf = leaf.to_lowercase();
    let found = NAMES.iter().find_map(|(role, names)| {
        let place = names.iter().position(|it| *it == leaf)?;
        Some((*role, place))
    });
    found.filter(|_| is_near)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_known_by_name_in_four_languages() {
        for (name, expected) in [
            ("Sent", Some(SpecialUse::Sent)),
            ("Envoyés", Some(SpecialUse::Sent)),
            ("ÉLÉMENTS ENVOYÉS", Some(SpecialUse::Sent)),
            ("INBOX/Verzonden", Some(SpecialUse::Sent)),
            ("[Gmail]/Gesendet", Some(SpecialUse::Sent)),
            ("Entwürfe", Some(SpecialUse::Drafts)),
            ("Corbeille", Some(SpecialUse::Trash)),
            ("Courrier indésirable", Some(SpecialUse::Junk)),
            ("Archief", Some(SpecialUse::Archive)),
            ("Clients/Sent", None),
            ("Sent/2024", None),
            ("Sentinelle", None),
            ("INBOX", None),
        ] {
            let name = MailboxName::parse(name).unwrap();
            assert_eq!(role(&name, Some('/')).map(|(role, _)| role), expected, "{name}");
        }
    }

    #[test]
    fn the_better_name_comes_first() {
        let place = |name: &str| role(&MailboxName::parse(name).unwrap(), Some('.')).map(|(_, place)| place);
        assert!(place("Sent") < place("Sent Items"));
        assert!(place("INBOX.Trash") < place("Deleted Items"));
    }
}

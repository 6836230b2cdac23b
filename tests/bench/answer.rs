//! What a mail server tells of a page: 50 messages as people have them, in the form of Dovecot.

#![allow(dead_code, reason = "each benchmark takes a part of it")]

use std::fmt::Write as _;

/// Messages on a page; their UIDs are 1 to this.
pub(crate) const ROWS: u32 = 50;

/// When the newest of them came, in seconds since 1970-01-01 UTC.
pub(crate) const NOW: i64 = 1_793_613_600;

/// The FETCH responses of a page.
pub(crate) fn rows() -> String {
    let mut answer = String::new();
    for number in 1..=ROWS {
        let flags = if number % 5 == 0 { "" } else { "\\Seen" };
        let day = number % 28 + 1;
        let subject = match number % 3 {
            0 => format!("\"=?utf-8?Q?R=C3=A9union_d=E2=80=99=C3=A9quipe_n=C2=B0_{number}?=\""),
            1 => format!("\"=?utf-8?B?Q29tcHRlIHJlbmR1IGRlIGzigJlhc3NlbWJsw6ll?= {number}\""),
            _ => format!("\"Votre commande {number} est en route\""),
        };
        let from =
            format!("((\"=?iso-8859-1?Q?H=E9l=E8ne_Moreau?=\" NIL \"helene{number}\" \"exemple.test\"))");
        let to =
            "((\"Marie Lefort\" NIL \"marie\" \"octopus.test\")(NIL NIL \"bureau\" \"association.test\"))";
        let text = |subtype: &str| {
            format!(
                "(\"text\" \"{subtype}\" (\"charset\" \"utf-8\") NIL NIL \"quoted-printable\" 2048 40 NIL NIL NIL NIL)"
            )
        };
        let body = match number % 4 {
            0 => format!(
                "({}(\"application\" \"pdf\" (\"name\" \"facture.pdf\") NIL NIL \"base64\" 48000 NIL \
                 (\"attachment\" (\"filename\" \"facture.pdf\")) NIL NIL) \
                 \"mixed\" (\"boundary\" \"b\") NIL NIL NIL)",
                text("plain")
            ),
            1 => text("plain"),
            _ => format!(
                "({}{} \"alternative\" (\"boundary\" \"b\") NIL NIL NIL)",
                text("plain"),
                text("html")
            ),
        };
        let _ = write!(
            answer,
            "* {number} FETCH (UID {number} FLAGS ({flags}) INTERNALDATE \"{day:02}-Oct-2026 10:42:00 +0100\" \
             RFC822.SIZE 5120 ENVELOPE (\"Fri, {day:02} Oct 2026 10:42:00 +0100\" {subject} {from} {from} {from} \
             {to} NIL NIL \"<b{number}@exemple.test>\" \"<a{number}@exemple.test>\") BODYSTRUCTURE {body})\r\n"
        );
    }
    answer
}

/// The answer to LIST with counts: 36 mailboxes.
pub(crate) fn mailboxes() -> String {
    let mut answer =
        String::from("* LIST (\\Subscribed) \"/\" INBOX\r\n* STATUS INBOX (MESSAGES 50 UNSEEN 10)\r\n");
    for role in ["Drafts", "Sent", "Archive", "Junk", "Trash"] {
        let _ = write!(
            answer,
            "* LIST (\\Subscribed \\{role}) \"/\" {role}\r\n* STATUS {role} (MESSAGES 9 UNSEEN 0)\r\n"
        );
    }
    for number in 1..=30 {
        let name = format!("\"Projets/Projet {number}\"");
        let _ = write!(
            answer,
            "* LIST (\\Subscribed \\HasNoChildren) \"/\" {name}\r\n* STATUS {name} (MESSAGES {number} UNSEEN 1)\r\n"
        );
    }
    answer
}

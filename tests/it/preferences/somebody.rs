//! A person with letters and contacts in which each preference can be seen.

use crate::client::{Client, Upload};
use crate::lab::{Account, lab};
use crate::letters;
use crate::wait;

/// A mailbox with what the lines want.
pub(super) fn person() -> Account {
    let person = Account::new("reglages");
    let to = person.address.as_str();
    let mut imap = lab().open(&person);
    let first = String::from_utf8(letters::plain("Fil", to, "Bonjour.")).expect("a letter in UTF-8");
    let id = first.lines().find_map(|it| it.strip_prefix("Message-ID: ")).expect("an identifier").to_owned();
    imap.append("INBOX", "", "", first.as_bytes());
    imap.append("INBOX", "", "", &letters::with_fields("Re: Fil", to, &[&format!("References: {id}")]));
    imap.append("INBOX", "\\Seen", "05-Jan-2025 12:00:00 +0000", &dated("Ancienne", to));
    letters::fill(&mut imap, ("INBOX", ""), &person, 1..=30);
    imap.append("INBOX", "\\Seen", "", &letters::newsletter("Bulletin", to));
    imap.append("INBOX", "\\Seen", "", &photo(to));
    let asks = ["Disposition-Notification-To: angelique@sink.test"];
    imap.append("INBOX", "", "", &letters::with_fields("Accuse", to, &asks));
    imap.append("INBOX", "\\Seen", "", &letters::plain("Visage", to, "Bonjour :-)"));
    imap.append(
        "INBOX",
        "\\Seen",
        "",
        &[letters::head("Sans jeu", to).as_bytes(), b"\r\nCaf\xe9\r\n"].concat(),
    );
    let stranger = String::from_utf8(letters::plain("Inconnue", to, "Bonjour.")).expect("a letter in UTF-8");
    let stranger = stranger.replace("angelique@sink.test", "odile@sink.test");
    imap.append("INBOX", "\\Seen", "", stranger.as_bytes());
    let mut raw = letters::plain("Brut Caf", to, "Bonjour.");
    let place = raw.windows(8).position(|it| it == b"Brut Caf").expect("the subject") + 8;
    raw.insert(place, 0xe9);
    imap.append("INBOX", "\\Seen", "", &raw);
    let list = ["List-Post: <mailto:liste@sink.test>"];
    imap.append("INBOX", "\\Seen", "", &letters::with_fields("Liste", to, &list));
    imap.append("INBOX", "\\Seen", "", &letters::plain("Signee", to, "Bonjour.\n\n-- \nSa signature"));
    for (mailbox, subject) in
        [("Junk", "Indésirable 1"), ("Junk", "Indésirable 2"), ("Junk", "Indésirable 3"), ("Trash", "Jetée")]
    {
        imap.append(mailbox, "", "", &letters::plain(subject, to, "Bonjour."));
    }
    imap.command("CREATE Ailleurs");
    imap.command("SUBSCRIBE Ailleurs");
    person
}

/// A book with thirty people, of whom one has two addresses, and another book.
pub(super) async fn people(client: &mut Client) {
    let page = client.get("/contacts/books").await;
    client.submit(&page, page.form("#card #name").fill("name", "Voisins")).await;
    let card = |given: &str, family: &str, more: &str| {
        format!("BEGIN:VCARD\nFN:{given} {family}\nN:{family};{given};;;\n{more}END:VCARD\n")
    };
    let two = card("Zoé", "Albert", "EMAIL:zoe@sink.test\nEMAIL:zoe@travail.test\n");
    let others = (0..28).map(|it| card(&format!("Personne{it}"), "Martin", ""));
    let all: String = [two, card("Ali", "Zola", "")].into_iter().chain(others).collect();
    let page = client.get("/contacts/import").await;
    let file = Upload { name: "a.vcf".to_owned(), media_type: "text/vcard", octets: all.into_bytes() };
    let page = client.submit(&page, page.form("#import-file").attach("file", file)).await;
    client.submit(&page, page.form("#twice").press_named("do", "take")).await;
    wait::until_async("the cards", async || {
        let list = client.get("/contacts/personal").await;
        (list.texts("#cards .row").len() == 30).then_some(())
    })
    .await;
}

/// Text with a picture of one dot.
fn photo(to: &str) -> Vec<u8> {
    const DOT: &str =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    format!(
        "{}Content-Type: multipart/mixed; boundary=b1\r\n\r\n--b1\r\nContent-Type: text/plain\r\n\r\nBonjour.\r\n\
         --b1\r\nContent-Type: image/png; name=photo.png\r\nContent-Disposition: attachment; \
         filename=photo.png\r\nContent-Transfer-Encoding: base64\r\n\r\n{DOT}\r\n--b1--\r\n",
        letters::head("Photo", to)
    )
    .into()
}

fn dated(subject: &str, to: &str) -> Vec<u8> {
    let letter = String::from_utf8(letters::plain(subject, to, "Bonjour.")).expect("a letter in UTF-8");
    let date = |it: &str| match it.starts_with("Date:") {
        true => "Date: Sun, 05 Jan 2025 12:00:00 +0000".to_owned(),
        false => it.to_owned(),
    };
    letter.split("\r\n").map(date).collect::<Vec<_>>().join("\r\n").into()
}

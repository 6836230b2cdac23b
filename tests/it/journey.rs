//! The one journey: log in, find a message, read it, answer it, log out. The same steps in a browser
//! and without scripts, over STARTTLS and over implicit TLS.

mod visitor;

use crate::browser::Browser;
use crate::lab::imap::Imap;
use crate::lab::{Account, COMMUNITY, COMMUNITY_HOST, lab};
use crate::letters;
use crate::program::{Options, Program, Security};
use visitor::{Reader, Visitor};

/// More than two pages of the list.
const LETTERS: usize = 103;

#[tokio::test]
async fn a_person_reads_and_answers_mail_in_a_browser() {
    let program = started(Security::StartTls).await;
    let mut browser = Browser::open(&program.url).await;
    travel(&program, &Place::lab(), &mut browser).await;
    browser.close().await;
}

#[tokio::test]
async fn a_person_reads_and_answers_mail_in_a_browser_over_implicit_tls() {
    let program = started(Security::Tls).await;
    let mut browser = Browser::open(&program.url).await;
    travel(&program, &Place::lab(), &mut browser).await;
    browser.close().await;
}

#[tokio::test]
async fn a_person_reads_and_answers_mail_in_a_browser_that_runs_no_scripts() {
    let program = started(Security::StartTls).await;
    let mut browser = Browser::open(&program.url).await;
    browser.forbid_scripts().await;
    travel(&program, &Place::lab(), &mut browser).await;
    browser.close().await;
}

#[tokio::test]
async fn a_person_reads_and_answers_mail_without_scripts() {
    let program = started(Security::StartTls).await;
    travel(&program, &Place::lab(), &mut Reader::new(program.client())).await;
}

#[tokio::test]
async fn a_person_reads_and_answers_mail_without_scripts_over_implicit_tls() {
    let program = started(Security::Tls).await;
    travel(&program, &Place::lab(), &mut Reader::new(program.client())).await;
}

#[tokio::test]
async fn a_person_reads_and_answers_mail_of_the_demonstration_in_a_browser() {
    let program = Program::demonstration().await;
    let mut browser = Browser::open(&program.url).await;
    travel(&program, &Place::demonstration(&program), &mut browser).await;
    browser.close().await;
}

#[tokio::test]
async fn a_person_reads_and_answers_mail_of_the_demonstration_without_scripts() {
    let program = Program::demonstration().await;
    let visitor = &mut Reader::new(program.client());
    travel(&program, &Place::demonstration(&program), visitor).await;
}

async fn started(security: Security) -> Program {
    Program::with(Options { security, ..Options::default() }).await
}

/// Whose mail it is, and on which server.
struct Place {
    claire: Account,
    pierre: Account,
    imap: u16,
    /// Pierre's domain has servers of its own.
    is_lab: bool,
}

impl Place {
    fn lab() -> Self {
        let (claire, pierre) = (Account::new("claire"), Account::at("pierre", COMMUNITY));
        Self { claire, pierre, imap: lab().imap, is_lab: true }
    }

    /// The two accounts of the demonstration, without the mail that the journey would count.
    fn demonstration(program: &Program) -> Self {
        let account = |local: &str| Account {
            local: local.to_owned(),
            address: format!("{local}@demo.fr.fto"),
            password: "demo".to_owned(),
        };
        let place = Self {
            claire: account("claire"),
            pierre: account("demo"),
            imap: program.imap_of_demonstration(),
            is_lab: false,
        };
        let mut imap = place.open(&place.claire);
        for mailbox in ["INBOX", "Drafts"] {
            imap.empty(mailbox);
        }
        place
    }

    fn open(&self, account: &Account) -> Imap {
        Imap::login(self.imap, account)
    }
}

async fn travel(program: &Program, place: &Place, visitor: &mut impl Visitor) {
    let Place { claire, pierre, .. } = place;
    // That of the demonstration is a word that any log may have.
    for account in [claire, pierre].into_iter().filter(|_| place.is_lab) {
        program.never_in_the_log(&account.password);
    }
    fill_mailbox(place);

    log_in(visitor, &claire.address, &claire.password).await;
    log_out(visitor).await;
    log_in(visitor, &pierre.address, &pierre.password).await;
    if place.is_lab {
        lab().wait_for_log(&["Login: ", &pierre.address, &format!("lip={COMMUNITY_HOST}")]);
    }
    log_out(visitor).await;
    log_in(visitor, &claire.local, &claire.password).await;

    turn_pages(visitor).await;
    read(visitor).await;
    download(visitor).await;
    answer(place, visitor).await;
    log_out(visitor).await;

    log_in(visitor, &pierre.address, &pierre.password).await;
    wait_for_row(visitor, "Re: Ordre du jour").await;
    visitor.open_row("Re: Ordre du jour").await;
    visitor.sees("Je viendrai avec le café.").await;
    log_out(visitor).await;
}

/// Plain letters, and on top of them those that are read.
fn fill_mailbox(place: &Place) {
    let mut imap = place.open(&place.claire);
    let to = &place.claire.address;
    for number in 1..=LETTERS - 4 {
        let letter = letters::plain(&format!("Lettre n° {number:03}"), to, "Bonjour.");
        imap.append("INBOX", "\\Seen", "", &letter);
    }
    imap.append("INBOX", "", "", &letters::newsletter("La lettre de novembre", to));
    imap.append("INBOX", "", "", &letters::with_attachment("Avec une annexe", to));
    imap.append("INBOX", "", "", &letters::with_inline_picture("Avec une image", to));
    imap.append("INBOX", "", "", &letters::plain("Ordre du jour", to, "Réunion le 12 à 18 h.\n\nAngélique"));
}

async fn log_in(visitor: &mut impl Visitor, user: &str, password: &str) {
    visitor.open("/").await;
    visitor.sees("Se connecter").await;
    visitor.fill("user", user).await;
    visitor.fill("password", password).await;
    visitor.press("Se connecter").await;
    visitor.sees("Boîte de réception").await;
    assert_eq!(visitor.path().await, "/mail/INBOX");
}

async fn log_out(visitor: &mut impl Visitor) {
    visitor.press("Déconnexion").await;
    visitor.sees("Mot de passe").await;
    visitor.open("/mail/INBOX").await;
    visitor.sees("Mot de passe").await;
    assert!(visitor.path().await.starts_with("/login"), "{}", visitor.path().await);
}

async fn turn_pages(visitor: &mut impl Visitor) {
    let first = visitor.rows().await;
    assert_eq!(first.len(), 50);
    assert!(first[0].contains("Ordre du jour"), "the newest first: {}", first[0]);
    visitor.open("/mail/INBOX?page=1").await;
    visitor.sees("Lettre n° 053").await;
    let second = visitor.rows().await;
    assert_eq!(second.len(), 50);
    assert!(first.iter().all(|it| !second.contains(it)), "no row stands on two pages");
    visitor.open("/mail/INBOX?page=2").await;
    visitor.sees("Lettre n° 001").await;
    assert_eq!(visitor.rows().await.len(), LETTERS - 100);
    visitor.open("/mail/INBOX").await;
    visitor.follow("Page suivante").await;
    visitor.sees("Lettre n° 053").await;
    visitor.follow("Dernière page").await;
    visitor.sees("Lettre n° 001").await;
    assert_eq!(visitor.path().await, "/mail/INBOX?page=2");
    visitor.follow("Première page").await;
    visitor.sees("Ordre du jour").await;
}

async fn read(visitor: &mut impl Visitor) {
    visitor.open("/mail/INBOX").await;
    visitor.open_row("Ordre du jour").await;
    visitor.sees("Réunion le 12 à 18 h.").await;
    visitor.sees("Angélique Noël").await;
    visitor.open("/mail/INBOX").await;
    visitor.open_row("La lettre de novembre").await;
    let letter = visitor.letter().await;
    assert!(letter.contains("Les nouvelles du mois."), "{letter}");
    assert!(!letter.contains("broken in"), "{letter}");
}

async fn download(visitor: &mut impl Visitor) {
    visitor.open("/mail/INBOX").await;
    visitor.open_row("Avec une annexe").await;
    visitor.sees("Voir la pièce jointe.").await;
    let (stem, _) = letters::ATTACHMENT_NAME.rsplit_once('.').expect("a name with an ending");
    visitor.sees(stem).await;
    assert_eq!(visitor.download("#attachments a[download]").await, letters::attachment_octets());
}

async fn answer(place: &Place, visitor: &mut impl Visitor) {
    visitor.open("/mail/INBOX").await;
    visitor.open_row("Ordre du jour").await;
    visitor.sees("Réunion le 12 à 18 h.").await;
    visitor.follow("Répondre").await;
    visitor.sees("Envoyer").await;
    assert_eq!(visitor.value("subject").await, "Re: Ordre du jour");
    let quoted = visitor.value("body").await;
    assert!(quoted.contains("> Réunion le 12 à 18 h."), "{quoted}");
    visitor.fill("to", &place.pierre.address).await;
    visitor.fill("body", &format!("Je viendrai avec le café.\n\n{quoted}")).await;
    visitor.press("Envoyer").await;
    visitor.sees("Message envoyé.").await;

    let mut imap = place.open(&place.claire);
    assert!(imap.holds("Sent", "Re: Ordre du jour"), "the copy is in Sent");
    assert_eq!(imap.count("Drafts"), 0, "no draft is left");
    let (_, copy) = imap.last("Sent");
    assert!(copy.contains("\nIn-Reply-To: <"), "{copy}");
    let (flags, _) = imap.last("INBOX");
    assert!(flags.contains("\\Answered") && flags.contains("\\Seen"), "{flags}");
}

/// The list, asked again until the row has come.
async fn wait_for_row(visitor: &mut impl Visitor, words: &str) {
    let end = std::time::Instant::now() + crate::wait::LIMIT;
    while !visitor.rows().await.iter().any(|it| it.contains(words)) {
        assert!(std::time::Instant::now() < end, "waited in vain for a row {words:?}");
        visitor.open("/mail/INBOX").await;
    }
}

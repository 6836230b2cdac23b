//! The mailbox of somebody who runs an association: a year of its life, told from today backwards, so
//! that pictures show pages as people see them.

use jiff::civil::DateTime;
use jiff::fmt::rfc2822;
use jiff::{ToSpan as _, Zoned};

use crate::lab::imap::Imap;
use crate::lab::{Account, DOMAIN, lab};
use crate::letters;
use crate::program::TIME_ZONE;

/// When a letter came.
#[derive(Clone, Copy, Debug)]
enum When {
    /// So many minutes ago.
    Minutes(i64),
    /// So many days ago, at this hour and minute.
    Days(i64, i8, i8),
}
use When::{Days, Minutes};

/// A letter of the inbox. `{mois}` and `{an}` in its words are the month it came in, and the year
/// after.
#[derive(Clone, Copy, Debug)]
struct Letter {
    when: When,
    from: (&'static str, &'static str),
    subject: &'static str,
    flags: &'static str,
    files: &'static [(&'static str, usize)],
    content: Content,
}

#[derive(Clone, Copy, Debug)]
enum Content {
    Plain(&'static str),
    Newsletter,
}

const CLAIRE: (&str, &str) = ("Claire Vasseur", "claire.vasseur@octopus.test");
const KARIM: (&str, &str) = ("Karim Benali", "k.benali@menuiserie-benali.example");
const BANK: (&str, &str) = ("Crédit Ligérien", "releves@credit-ligerien.example");
const HELENE: (&str, &str) = ("Hélène Le Goff", "helene.legoff@octopus.test");
const TOWN: (&str, &str) = ("Mairie de Valmont", "associations@valmont.example");
const WORKSHOP: (&str, &str) = ("Atelier Moreau & Fils", "factures@atelier-moreau.example");
const AICHA: (&str, &str) = ("Aïcha Diallo", "aicha.diallo@octopus.test");
const COMPUTERS: (&str, &str) = ("Service informatique", "informatique@octopus.test");
const RESOURCES: (&str, &str) = ("Ressources associatives", "lettre@ressources-asso.example");
const NOEL: (&str, &str) = ("Noël Garnier", "noel.garnier@example.net");
const ELODIE: (&str, &str) = ("Élodie Perrin", "elodie.perrin@octopus.test");
const SPORT: (&str, &str) = ("Comité départemental du sport", "contact@cd-sport.example");
const SOPHIE: (&str, &str) = ("Sophie Lambert", "sophie.lambert@octopus.test");
const INSURER: (&str, &str) = ("Prévoyance Horizon", "contrats@prevoyance-horizon.example");
const PRINTER: (&str, &str) = ("Imprimerie du Lavoir", "atelier@imprimerie-lavoir.example");

/// A sentence or two, where nobody looks closer.
const SHORT: &str = "Bonjour,\n\nVous trouverez ci-dessous les points à regarder avant notre prochaine réunion.\n\nBonne journée à toutes et à tous.";

/// A report with its files.
const REPORT: &str = "Bonjour à tous,

Vous trouverez ci-joint le compte rendu de notre réunion de bureau et le budget qui l’accompagne.
Merci de me signaler vos corrections d’ici vendredi, afin que je puisse l’envoyer aux adhérents.

Trois points demandent une réponse :

- la date de l’assemblée générale (le 23 ou le 30 janvier) ;
- le tarif famille, qui passerait de 42 à 45 euros ;
- la convention avec la mairie pour le gymnase.

Bien à vous,

Claire Vasseur
Secrétaire de l’association";

/// An answer with what it answers; lines that flow (RFC 3676).
const ANSWER: &str = "Bonjour Camille,

C’est noté pour le double vitrage. Je vous envoie la version corrigée \nde mon devis avant midi ; les délais restent les mêmes, \ntrois semaines après votre accord.

> Pourriez-vous chiffrer le double vitrage pour les quatre fenêtres \n> de la salle polyvalente ? Le conseil se réunit jeudi.
>
>> Bonjour, voici notre devis pour les menuiseries.
>> Il est valable deux mois.

Les références sont ici : https://www.menuiserie-benali.example/salle?devis=118

Cordialement,
-- \nKarim Benali
Menuiserie Benali, Valmont";

/// What the town asks for.
const AGREEMENT: &str = "Madame, Monsieur,

Veuillez trouver en pièce jointe la convention de mise à disposition du gymnase, à nous retourner signée avec votre attestation d’assurance.

Le créneau du mercredi, de 18 h à 20 h, vous est réservé jusqu’au 30 juin.

Le service des associations";

const LETTERS: &[Letter] = &[
    letter(Minutes(9), CLAIRE, "Compte rendu du bureau et budget {an}")
        .with(&[
            ("Compte rendu du bureau (version relue).pdf", 188_000),
            ("Budget prévisionnel {an}.ods", 43_000),
        ])
        .saying(REPORT),
    letter(Minutes(74), RESOURCES, "La lettre nº 58 : subventions, assurances, agenda de fin d’année")
        .with(&[("Calendrier des subventions {an}.pdf", 412_000), ("Modèle-budget-prévisionnel.ods", 86_000)])
        .newsletter()
        .seen(),
    letter(Minutes(92), KARIM, "Re: Devis menuiserie – salle polyvalente").saying(ANSWER).flags("\\Answered"),
    letter(Minutes(147), BANK, "Votre relevé de {mois} est disponible").seen(),
    letter(Minutes(163), HELENE, "Planning des permanences du mois prochain").seen(),
    letter(Days(1, 18, 21), TOWN, "Convention de mise à disposition du gymnase")
        .with(&[("Convention gymnase.pdf", 96_000)])
        .saying(AGREEMENT),
    letter(Days(1, 16, 5), WORKSHOP, "Facture F-1187")
        .with(&[("F-1187.pdf", 51_000)])
        .flags("\\Seen $Forwarded"),
    letter(Days(1, 14, 30), AICHA, "Bénévoles pour le marché : il manque encore six personnes"),
    letter(Days(1, 11, 12), COMPUTERS, "Coupure prévue jeudi de 12 h à 13 h").seen(),
    letter(
        Days(3, 17, 40),
        ("Jean-Baptiste Moreau", "jb.moreau@octopus.test"),
        "Entretien annuel : proposition de créneaux",
    )
    .flags("\\Seen \\Answered"),
    letter(Days(3, 9, 2), INSURER, "Attestation d’assurance responsabilité civile {an}")
        .with(&[("Attestation.pdf", 22_000)])
        .seen(),
    letter(Days(4, 20, 48), SOPHIE, "Photos de la sortie à vélo").flags("\\Seen \\Flagged"),
    letter(Days(5, 15, 20), PRINTER, "Bon à tirer – affiche 40 × 60")
        .with(&[("Affiche BAT.pdf", 390_000)])
        .flags("\\Seen \\Answered"),
    letter(Days(6, 19, 6), NOEL, "Re: Adhésion {an} – tarif famille").flags("\\Seen \\Answered"),
    letter(Days(8, 10, 31), ELODIE, "Liste des nouveaux adhérents")
        .with(&[("Adhérents.csv", 14_000)])
        .flags("\\Seen \\Flagged"),
    letter(
        Days(9, 8, 15),
        ("Trésorerie", "tresorerie@octopus.test"),
        "Clôture des notes de frais : dernier rappel",
    ),
    letter(Days(11, 14, 0), SPORT, "Appel à projets {an} : ouverture des candidatures").seen(),
    letter(
        Days(12, 21, 17),
        ("", "accueil@maison-associations.example"),
        "Salle Prévert : votre réservation est confirmée",
    )
    .seen(),
    letter(
        Days(13, 12, 44),
        ("Małgorzata Wiśniewska", "m.wisniewska@example.pl"),
        "Jumelage : notre visite au printemps",
    )
    .seen(),
];

/// What comes back every month or so, further ago.
const RECURRING: &[Letter] = &[
    letter(Days(0, 8, 2), BANK, "Votre relevé de {mois} est disponible").seen(),
    letter(Days(0, 18, 30), CLAIRE, "Ordre du jour du conseil de {mois}")
        .with(&[("Ordre du jour.pdf", 31_000)])
        .seen(),
    letter(Days(0, 11, 9), HELENE, "Planning des permanences de {mois}").seen(),
    letter(Days(0, 20, 55), AICHA, "Qui tient la buvette samedi ?").flags("\\Seen \\Answered"),
    letter(Days(0, 9, 15), RESOURCES, "La lettre : ce qui change en {mois}").newsletter().seen(),
    letter(Days(0, 16, 47), WORKSHOP, "Facture de {mois}").with(&[("Facture.pdf", 48_000)]).seen(),
    letter(Days(0, 13, 26), ELODIE, "Adhésions : le point de {mois}").seen(),
    letter(Days(0, 10, 3), TOWN, "Occupation des salles municipales").seen(),
    letter(Days(0, 22, 8), NOEL, "Question sur la cotisation").flags("\\Seen \\Answered"),
    letter(Days(0, 17, 58), SPORT, "Calendrier des rencontres de {mois}")
        .with(&[("Calendrier.ods", 27_000)])
        .seen(),
];

/// Folders as IMAP writes them (RFC 3501, section 5.1.3), with the unread letters in each.
const FOLDERS: &[(&str, usize)] = &[
    ("Conseil d&IBk-administration", 3),
    ("Adh&AOk-sions", 0),
    ("Fournisseurs", 0),
    ("Fournisseurs/Devis", 0),
    ("Fournisseurs/Factures", 1),
    ("Mairie et subventions", 0),
];

const fn letter(when: When, from: (&'static str, &'static str), subject: &'static str) -> Letter {
    Letter { when, from, subject, flags: "", files: &[], content: Content::Plain(SHORT) }
}

impl Letter {
    const fn seen(self) -> Self {
        self.flags("\\Seen")
    }

    const fn flags(self, flags: &'static str) -> Self {
        Self { flags, ..self }
    }

    const fn with(self, files: &'static [(&'static str, usize)]) -> Self {
        Self { files, ..self }
    }

    const fn saying(self, text: &'static str) -> Self {
        Self { content: Content::Plain(text), ..self }
    }

    const fn newsletter(self) -> Self {
        Self { content: Content::Newsletter, ..self }
    }

    fn came(&self, now: &Zoned) -> Zoned {
        match self.when {
            Minutes(ago) => now.saturating_sub(ago.minutes()),
            Days(ago, hour, minute) => {
                let day = now.date().saturating_sub(ago.days());
                let at = DateTime::from_parts(day, jiff::civil::time(hour, minute, 0, 0));
                at.to_zoned(now.time_zone().clone()).expect("a time of that day")
            }
        }
    }

    fn octets(&self, to: &str, came: &Zoned) -> Vec<u8> {
        let words = |text: &str| in_time(text, came);
        let (name, address) = self.from;
        let head = format!(
            "From: {} <{address}>\r\nTo: {to}\r\nSubject: {}\r\nDate: {}\r\n\
             Message-ID: <{}.{}@octopus.test>\r\nMIME-Version: 1.0\r\n",
            letters::encoded_words(name),
            letters::encoded_words(&words(self.subject)),
            rfc2822::to_string(came).expect("a date"),
            came.timestamp().as_second(),
            self.subject.len(),
        );
        let text = match self.content {
            Content::Plain(text) => letters::flowing(&words(text)),
            Content::Newsletter => letters::alternative("La lettre, en texte.", &words(NEWSLETTER)),
        };
        let files: Vec<(String, usize)> =
            self.files.iter().map(|(name, size)| (words(name), *size)).collect();
        letters::assembled(&head, &text, &files)
    }
}

/// Somebody with such a mailbox; no other test has this name.
pub fn member(name: &str) -> Account {
    let local = name.to_owned();
    let member = Account { address: format!("{local}@{DOMAIN}"), password: format!("{local}-secret"), local };
    let mut imap = lab().open(&member);
    let now = Zoned::now().in_tz(TIME_ZONE).expect("a time zone");
    fill_inbox(&mut imap, &member.address, &now);
    let other = |subject: &str| letters::plain(subject, &member.address, "Bonjour.");
    for (folder, unread) in FOLDERS {
        imap.command(&format!("CREATE \"{folder}\""));
        imap.command(&format!("SUBSCRIBE \"{folder}\""));
        for number in 1..=*unread {
            imap.append(folder, "", "", &other(&format!("Point {number}")));
        }
    }
    for number in 1..=4 {
        imap.append("Junk", "", "", &other(&format!("Gagnez vite {number}")));
    }
    for number in 1..=2 {
        imap.append("Drafts", "\\Seen \\Draft", "", &other(&format!("Brouillon {number}")));
    }
    member
}

fn fill_inbox(imap: &mut Imap, to: &str, now: &Zoned) {
    let older = (0..60).zip(RECURRING.iter().cycle()).map(|(number, it)| {
        let Days(_, hour, minute) = it.when else { return *it };
        Letter { when: Days(15 + number * 3, hour, minute), ..*it }
    });
    let mut all: Vec<(Zoned, Letter)> =
        LETTERS.iter().copied().chain(older).map(|it| (it.came(now), it)).collect();
    all.sort_by_key(|(came, _)| came.timestamp());
    for (came, letter) in all {
        let date = came.strftime("%d-%b-%Y %H:%M:%S %z").to_string();
        imap.append("INBOX", letter.flags, &date, &letter.octets(to, &came));
    }
}

/// The month and the year after, in the words of a letter that came then.
fn in_time(text: &str, came: &Zoned) -> String {
    const MONTHS: [&str; 12] = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];
    let month = usize::try_from(came.month() - 1).ok().and_then(|it| MONTHS.get(it));
    let text = text.replace("{mois}", month.expect("a month"));
    text.replace("{an}", &(came.year() + 1).to_string())
}

/// A newsletter as programs write them: tables, remote pictures, the same
/// looks in a style sheet and in attributes.
const NEWSLETTER: &str = r##"<!doctype html><html><head><meta charset="utf-8"><title>La lettre</title><style>
body { margin: 0; background: #fff; color: #22303c; font: 15px/1.6 Arial, sans-serif }
.w { max-width: 600px; margin: 0 auto; padding: 0 12px 24px } h1 { font-size: 24px; line-height: 1.25; margin: 0 0 8px }
h2 { font-size: 17px; margin: 14px 0 6px } p { margin: 0 0 12px } a { color: #0a5a8c }
.k { font-size: 12px; font-weight: 700; letter-spacing: 1px; color: #9a3b12; text-transform: uppercase; margin-top: 22px }
.cta { display: inline-block; background: #1d4e6b; color: #fff; text-decoration: none; padding: 10px 18px; border-radius: 4px; font-weight: 600 }
.d td { padding: 7px 12px 7px 0; border-bottom: 1px solid #e4e8eb; vertical-align: top }
.f { font-size: 12.5px; color: #5b6770; border-top: 1px solid #e4e8eb; padding-top: 14px; margin-top: 28px }
</style></head><body><div class="w" style="max-width: 600px; margin: 0 auto">
<img src="https://cdn.ressources-asso.example/58/bandeau.jpg" width="576" height="112" alt="Ressources associatives, la lettre">
<p class="k" style="font-size: 12px; font-weight: 700; letter-spacing: 1px; color: #9a3b12; text-transform: uppercase; margin: 22px 0 4px">À la une</p>
<h1 style="font-size: 24px; line-height: 1.25; margin: 0 0 8px">Subventions {an} : déposez votre dossier avant le 31 janvier</h1>
<p>Chères adhérentes, chers adhérents,</p>
<p>Les communes et le département ouvrent leurs campagnes de subvention le 1<sup>er</sup> décembre. Nouveauté de l’année : le budget prévisionnel doit distinguer le <b>fonctionnement</b> et les <b>projets</b>. Nous vous avons préparé un modèle, en pièce jointe.</p>
<p><a class="cta" style="display: inline-block; background: #1d4e6b; color: #fff; text-decoration: none; padding: 10px 18px; border-radius: 4px; font-weight: 600" href="https://www.ressources-asso.example/dossier">Préparer mon dossier</a></p>
<table width="100%"><tr><td width="50%" valign="top"><img src="https://cdn.ressources-asso.example/58/benevoles.jpg" width="270" height="118" alt="Bénévoles autour d’une table"><h2 style="font-size: 17px; margin: 14px 0 6px">Assurance : les garanties à vérifier</h2><p>Local prêté, sortie à vélo, buvette : ce que couvre votre contrat, et ce qu’il ne couvre pas.</p></td>
<td width="50%" valign="top"><img src="https://cdn.ressources-asso.example/58/registre.jpg" width="270" height="118" alt="Registre et tampon"><h2 style="font-size: 17px; margin: 14px 0 6px">Assemblée générale : la liste de contrôle</h2><p>Convocation, quorum, procurations : douze points à cocher pour une assemblée sans accroc.</p></td></tr></table>
<h2 style="font-size: 17px; margin: 14px 0 6px">L’agenda</h2>
<table class="d" width="100%" cellspacing="0"><tr><td style="padding: 7px 12px 7px 0; border-bottom: 1px solid #e4e8eb"><b>1<sup>er</sup> décembre</b></td><td style="padding: 7px 0; border-bottom: 1px solid #e4e8eb">Ouverture des dépôts de dossier en ligne</td></tr><tr><td style="padding: 7px 12px 7px 0; border-bottom: 1px solid #e4e8eb"><b>8 décembre</b></td><td style="padding: 7px 0; border-bottom: 1px solid #e4e8eb">Visioconférence « Construire son budget », 18 h à 19 h 30</td></tr><tr><td style="padding: 7px 12px 7px 0; border-bottom: 1px solid #e4e8eb"><b>31 janvier</b></td><td style="padding: 7px 0; border-bottom: 1px solid #e4e8eb">Clôture des dépôts</td></tr></table>
<p class="f" style="font-size: 12px; color: #5b6770; border-top: 1px solid #e4e8eb; padding-top: 14px; margin-top: 28px">Vous recevez cette lettre car votre association est adhérente. <a href="https://www.ressources-asso.example/fin">Se désabonner</a></p>
<img src="https://suivi.ressources-asso.example/o.gif?u=118" width="1" height="1" alt="">
</div></body></html>"##;

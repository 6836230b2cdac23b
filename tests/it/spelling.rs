//! Spelling: unknown words are marked where they stand and corrected there, with scripts and without; words
//! of one's own are right; dictionaries say what Hunspell says.

use std::io::Write as _;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use reqwest::StatusCode;
use serde_json::json;

use crate::browser::Browser;
use crate::client::{Client, Page};
use crate::lab::{Account, lab};
use crate::look;
use crate::program::{Options, Program};
use crate::wait;

/// The words that are marked.
const MARKED: &str = "const of = (name) => [...(CSS.highlights.get(name) ?? [])].map((it) => it.toString());
return [...of('spelling'), ...of('spelling-here')];";

/// Types at the end of the editor.
const TYPE: &str = "const rich = document.getElementById('rich');
rich.focus();
document.execCommand('insertText', false, arguments[0]);";

/// Where the marks of a field of text are, and where its words are: the same, to a pixel.
const PLACES: &str = "const [mark] = CSS.highlights.get('spelling');
const box = mark.getBoundingClientRect();
const field = document.getElementById('body').getBoundingClientRect();
return [box.top - field.top, box.height, box.left - field.left];";

const TEXT: &str = "Bonjour,\n\nVoici le raport du consiel et l’orthografe de Zinnik.\nVoir https://motfaux.example\n\n-- \nClaire Vaseur";

async fn written(browser: &Browser, text: &str) {
    browser.goto("/compose").await;
    browser.fill("body", text).await;
}

async fn expect_marked(browser: &Browser, expected: &[&str]) {
    wait::until_async(&format!("the marks {expected:?}"), async || {
        (browser.script(MARKED, Vec::new()).await == json!(expected)).then_some(())
    })
    .await;
}

#[tokio::test]
async fn unknown_words_are_marked_and_corrected_where_they_stand() {
    let program = Program::start().await;
    let person = Account::new("claire");
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&person).await;
    written(&browser, TEXT).await;
    browser.click("Orthographe").await;
    browser.wait_for_text("4 mots inconnus").await;
    expect_marked(&browser, &["raport", "consiel", "l’orthografe", "Zinnik"]).await;
    let places = browser.script(PLACES, Vec::new()).await;
    assert!(places[0].as_f64() > Some(20.0) && places[2].as_f64() >= Some(0.0), "{places}");
    look::look(&browser, "compose-spelling").await;

    browser.click("Mot inconnu suivant").await;
    browser.wait_for("#spell-suggestions [value=rapport]").await;
    look::look(&browser, "compose-spelling-menu").await;
    browser.click("rapport").await;
    expect_marked(&browser, &["consiel", "l’orthografe", "Zinnik"]).await;
    browser.click("Mot inconnu suivant").await;
    browser.wait_for("#spell-suggestions [value=conseil]").await;
    browser.click("Ignorer dans ce message").await;
    expect_marked(&browser, &["l’orthografe", "Zinnik"]).await;
    browser.click("Mot inconnu précédent").await;
    browser.wait_for_text("Ajouter à mon dictionnaire").await;
    browser.click("Ajouter à mon dictionnaire").await;
    expect_marked(&browser, &["l’orthografe"]).await;
    assert!(
        browser.value("body").await.contains("Voici le rapport du consiel et"),
        "replaced where it stood"
    );

    // What was ignored is so still once the draft was opened again, and only there.
    browser.click("Enregistrer").await;
    browser.wait_for_text("Enregistré à").await;
    browser.click("Orthographe").await;
    browser.wait_for_text("1 mot inconnu").await;
    expect_marked(&browser, &["l’orthografe"]).await;
    written(&browser, TEXT).await;
    browser.click("Orthographe").await;
    browser.wait_for_text("3 mots inconnus").await;
    browser.goto("/settings/spelling").await;
    assert_eq!(browser.value("words").await, "Zinnik");
    look::look(&browser, "settings-spelling").await;
    browser.close().await;
}

#[tokio::test]
async fn html_is_marked_without_a_trace_in_the_message() {
    let program = Program::start().await;
    let person = Account::new("claire");
    let mut client = program.signed_in(&person).await;
    client.decide("composing", "editor", "always").await;
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&person).await;
    browser.goto("/compose").await;
    browser.wait_for("#rich:not([hidden])").await;
    browser.script(TYPE, vec![json!("Un mott en ")]).await;
    browser.click("Gras (Ctrl+B)").await;
    browser.script(TYPE, vec![json!("graas")]).await;
    browser.click("Orthographe").await;
    browser.wait_for_text("2 mots inconnus").await;
    expect_marked(&browser, &["mott", "graas"]).await;
    // Typed on: looked at again by itself.
    browser.script(TYPE, vec![json!(" et encoore")]).await;
    expect_marked(&browser, &["mott", "graas", "encoore"]).await;
    browser.click("Mot inconnu précédent").await;
    browser.wait_for("#spell-suggestions [value=encore]").await;
    browser.click("encore").await;
    expect_marked(&browser, &["mott", "graas"]).await;
    look::look(&browser, "compose-spelling-html").await;
    browser.click("Enregistrer").await;
    browser.wait_for_text("Enregistré à").await;
    let html = browser.script("return document.getElementById('rich').innerHTML", Vec::new()).await;
    let html = html.as_str().expect("HTML").replace("&nbsp;", " ");
    assert!(html.contains("Un mott en <b>graas et encore</b>"), "{html}");
    browser.close().await;
}

async fn begun(client: &mut Client, to: &str, text: &str) -> Page {
    let page = client.get("/compose").await;
    let form = page.form_with_button("Enregistrer").fill("to", to).fill("subject", "Le compte rendu");
    client.submit(&page, form.fill("body", text)).await
}

#[track_caller]
fn expect_unknown(page: &Page, expected: &[&str]) {
    assert_eq!(page.attributes("#spell-words [data-word]", "data-word"), expected);
}

#[tokio::test]
async fn without_scripts_unknown_words_are_listed_and_corrected_in_a_form() {
    let program = Program::start().await;
    let person = Account::new("claire");
    let mut client = program.signed_in(&person).await;
    let page = begun(&mut client, "bureau@sink.test", "Le raport,\nun raport.\n> Le raport cité").await;
    let page = client.submit(&page, page.form_with_button("Orthographe")).await;
    assert_eq!(page.status, StatusCode::OK);
    expect_unknown(&page, &["raport"]);
    assert!(page.text().contains("1 mot inconnu") && page.text().contains("(2 fois)"), "{}", page.text());
    let form = page.form_with_button("Appliquer les corrections").fill("spell_do", "=rapport");
    let page = client.submit(&page, form).await;
    expect_unknown(&page, &[]);
    let form = page.form_with_button("Enregistrer");
    assert_eq!(form.value("body"), Some("Le rapport,\nun rapport.\n> Le raport cité"));

    // By one's own words, which any button of the form takes along.
    let page = client.submit(&page, form.fill("body", "Zinnik vient.")).await;
    let page = client.submit(&page, page.form_with_button("Orthographe")).await;
    expect_unknown(&page, &["Zinnik"]);
    let form = page.form_with_button("Enregistrer").fill("spell_with", "La pieuvre");
    let page = client.submit(&page, form).await;
    assert_eq!(page.form_with_button("Enregistrer").value("body"), Some("La pieuvre vient."));

    // In another language, which the draft remembers.
    let form = page.form_with_button("Orthographe").fill("spell_language", "en");
    let page = client.submit(&page, form.fill("body", "The report vient.")).await;
    expect_unknown(&page, &["vient"]);
    let page = client.get(page.url.path().trim_end_matches("/spell")).await;
    assert_eq!(page.form_with_button("Enregistrer").value("spell_language"), Some("en"));
}

#[tokio::test]
async fn a_message_with_unknown_words_is_shown_before_it_is_sent_to_who_wants_that() {
    let program = Program::start().await;
    let (from, to) = (Account::new("claire"), Account::new("pierre"));
    let mut client = program.signed_in(&from).await;
    client.decide("spelling", "before_sending", "yes").await;
    let page = begun(&mut client, &to.address, "Le raport.").await;
    let page = client.submit(&page, page.form_with_button("Envoyer")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.text().contains("Le message n’est pas parti : il contient des mots inconnus"),
        "{}",
        page.text()
    );
    expect_unknown(&page, &["raport"]);
    assert!(!lab().open(&to).holds("INBOX", "Le compte rendu"));
    // Sent with the correction that was chosen.
    let page = client.submit(&page, page.form_with_button("Envoyer").fill("spell_do", "=rapport")).await;
    assert!(page.text().contains("Message envoyé"), "{}", page.text());
    let page = begun(&mut client, &to.address, "Le rapport.").await;
    let page = client.submit(&page, page.form_with_button("Envoyer")).await;
    assert!(page.text().contains("Message envoyé"), "no unknown word holds it up: {}", page.text());
}

#[tokio::test]
async fn own_words_are_edited_in_the_settings() {
    let program = Program::start().await;
    let person = Account::new("claire");
    let mut client = program.signed_in(&person).await;
    client.decide("spelling", "words", "Octopus, soignies\n\n  l’Eurométropole 12").await;
    client.decide("spelling", "checked_language", "nl").await;
    let page = client.get("/settings/spelling").await;
    let form = page.form("[name=words]");
    assert_eq!(form.value("words"), Some("Octopus\nl'Eurométropole\nsoignies"));
    assert_eq!(form.value("checked_language"), Some("nl"));
    let page =
        begun(&mut client, "bureau@sink.test", "Octopus Soignies l’Eurométropole woord onbekendd").await;
    let page = client.submit(&page, page.form_with_button("Orthographe")).await;
    expect_unknown(&page, &["onbekendd"]);
}

#[tokio::test]
async fn a_broken_dictionary_holds_up_no_letter() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("fr.aff"), "SFX \0\n").expect("a file");
    std::fs::write(folder.path().join("fr.dic"), [0xff; 8]).expect("a file");
    let settings = format!("[spelling]\ndictionaries = {:?}\n", folder.path().display().to_string());
    let program = Program::with(Options { settings, ..Options::default() }).await;
    let (from, to) = (Account::new("claire"), Account::new("pierre"));
    let mut client = program.signed_in(&from).await;
    client.decide("spelling", "before_sending", "yes").await;
    let page = begun(&mut client, &to.address, "Le raport.").await;
    let page = client.submit(&page, page.form_with_button("Orthographe")).await;
    assert!(page.text().contains("L’orthographe n’a pas pu être vérifiée."), "{}", page.text());
    let page = client.submit(&page, page.form_with_button("Envoyer")).await;
    assert!(page.text().contains("Message envoyé"), "{}", page.text());
}

/// Words of which some are wrong, by language: `hunspell`'s own name of a dictionary, and ours.
const WORDS: &[(&str, &str)] = &[
    (
        "fr_FR",
        "maison maisons maisonss aujourd'hui l'arbre l'orthografe rapport raport travaillent travaillerions éléve élève \
     développement dévelopement apeler appeler accueil acceuil langage language parmi parmis boulangerie Bruxelles \
     événement évènement cinquante-deux est-ce donne-moi garagiste recu reçu piscine chiffon chifon trotoir trottoir",
    ),
    (
        "nl",
        "huis huizen huisen fietspad fietspat verkeersbord gemeenteraad gemeenteraat vergadering vergadring goedemorgen \
     onmiddelijk onmiddellijk interessant intresant ministerie burgemeester secretariaatsmedewerker pannenkoek pannekoek",
    ),
    (
        "de_DE",
        "Haus Häuser Hauss Straße Strasse Gemeinderat Gemeinderad Vorstandssitzung Sitzungsprotokol Protokoll \
     Rhythmus Rytmus Entschuldigung Entschuldigunk nämlich nähmlich Wochenende",
    ),
    (
        "en_US",
        "house houses houss receive recieve separate seperate don't its' meeting meetting necessary neccessary color",
    ),
];

/// What Hunspell says of each word: its first suggestion, `None` when the word is right.
fn hunspell(dictionary: &str, words: &str) -> Vec<Option<String>> {
    let mut program = Command::new("hunspell")
        .args(["-a", "-i", "utf-8", "-d", dictionary])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("hunspell is not installed");
    let lines: String = words.split_whitespace().map(|it| format!("^{it}\n")).collect();
    program.stdin.take().expect("a pipe").write_all(lines.as_bytes()).expect("it reads");
    let answer = program.wait_with_output().expect("it ends").stdout;
    let answer = String::from_utf8(answer).expect("text");
    let answer = answer.split_once('\n').map_or("", |it| it.1);
    answer.split_terminator("\n\n").map(first_suggestion).collect()
}

/// Of the lines about a word: `* + -` are right, `&` has suggestions, `#` has none.
fn first_suggestion(lines: &str) -> Option<String> {
    let wrong = lines.lines().find(|it| it.starts_with(['&', '#']))?;
    let all = wrong.split_once(": ").filter(|_| wrong.starts_with('&')).map_or("", |it| it.1);
    Some(all.split(", ").next().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn dictionaries_say_what_hunspell_says() {
    let system = std::path::Path::new("/usr/share/hunspell");
    let spelling = facteur::spelling::Spelling::new(Some(system));
    for (name, words) in WORDS {
        let language = facteur::spelling::Language::from_tag(&name[..2]).expect("a language");
        let theirs = hunspell(name, words);
        let (mut wrong, mut same) = (0, 0);
        for (word, theirs) in words.split_whitespace().zip(theirs) {
            let found =
                spelling.check(language, word.to_owned(), Default::default()).await.expect("a dictionary");
            assert_eq!(found.unknown.is_empty(), theirs.is_none(), "{name} {word}: hunspell says {theirs:?}");
            if let Some(theirs) = theirs {
                let ours = wait::until_async("suggestions", async || {
                    spelling.suggest(language, word).await.expect("a dictionary")
                });
                let ours = ours.await;
                wrong += 1;
                same += usize::from(ours.first().map_or("", String::as_str) == theirs);
            }
        }
        assert!(
            wrong > 4 && same * 5 >= wrong * 4,
            "{name}: of {wrong} first suggestions {same} are Hunspell's"
        );
    }
}

#[tokio::test]
async fn a_hundred_suggestions_that_were_asked_for_before_are_there_at_once() {
    const ASKED: [&str; 2] = ["raport", "dévelopement"];
    let spelling = facteur::spelling::Spelling::new(None);
    let suggest =
        async |word| spelling.suggest(facteur::spelling::Language::French, word).await.expect("a dictionary");
    for word in ASKED {
        let begun = Instant::now();
        wait::until_async("suggestions", async || suggest(word).await).await;
        println!("{word} for the first time: {:?}", begun.elapsed());
    }
    let begun = Instant::now();
    for word in ASKED.into_iter().cycle().take(100) {
        assert!(suggest(word).await.is_some());
    }
    println!("a hundred again: {:?}", begun.elapsed());
    assert!(begun.elapsed() < Duration::from_millis(200), "{:?}", begun.elapsed());
}

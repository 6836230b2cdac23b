//! The corpus in a browser: message, list and answer; and the cleaned documents without the walls
//! around them.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{EVERYWHERE, Faults, Letter, Shapes, Stage};
use crate::browser::Browser;
use crate::client::Page;

/// Paths that a page may ask for.
const KNOWN: &[&str] = &["/mail/", "/static/", "/compose", "/events", "/favicon.ico"];

/// The page as it stands now, and the traces of a script in it or in a frame.
const LOOK: &str = "
const trace = it => { try { return 'brokenIn' in it } catch { return false } };
return {
  html: document.documentElement.outerHTML,
  path: location.pathname,
  broken: [window, ...[...document.querySelectorAll('iframe')].map(it => it.contentWindow)].some(trace),
  frames: [...document.querySelectorAll('iframe')].map(it => it.contentDocument?.location.pathname ?? ''),
}";

/// Shows a document in a frame without any wall; whether a script ran. What fails to load has failed
/// by the second load event.
const UNWALLED: &str = "
const [html, done] = arguments;
delete window.brokenIn;
const frame = document.createElement('iframe');
frame.srcdoc = html;
frame.onload = () => { frame.onload = null; setTimeout(() => { frame.remove(); done('brokenIn' in window) }) };
document.body.append(frame);";

#[tokio::test]
async fn nothing_runs_leaves_or_changes_the_page_around_it() {
    let mut stage = Stage::set().await;
    // The list is looked at by itself: beside each message it would be made anew every time.
    stage.client.decide("mailbox", "layout", "alone").await;
    let browser = Browser::open(&stage.program.url).await;
    browser.sign_in(&stage.person).await;
    let (mut shapes, mut faults) = (Shapes::default(), Faults::default());
    for letter in &stage.harmless {
        for path in places(letter) {
            shapes.learn(look(&browser, &path).await["html"].as_str().expect("a page"));
        }
    }
    shapes.learn(look(&browser, "/mail/Sent").await["html"].as_str().expect("a page"));
    // Those of the browser's own first page are among them.
    browser.requests().await;
    for letter in &stage.hostile {
        for path in places(letter) {
            let seen = look(&browser, &path).await;
            faults.add(&format!("{} on {path}", letter.name), changed(&seen, &path, &shapes));
            faults.add(&letter.name, unknown_requests(&browser, &stage).await);
        }
    }
    for path in stage.lists() {
        let seen = look(&browser, &path).await;
        faults.add(&path, changed(&seen, &path, &shapes));
    }
    faults.add("the trap", (stage.trap.visitors() > 0).then(|| "was visited".to_owned()));
    faults.are_none();
    browser.close().await;
}

/// A message, and an answer to it where it says everything: text alone is quoted in the same way.
fn places(letter: &Letter) -> Vec<String> {
    let path = letter.path.trim_start_matches("/mail/").replace('/', "%2F");
    let answer = letter.name.ends_with(EVERYWHERE).then(|| format!("/compose?reply={path}"));
    [Some(letter.path.clone()), answer].into_iter().flatten().collect()
}

async fn look(browser: &Browser, path: &str) -> Value {
    browser.goto(path).await;
    browser.script(LOOK, Vec::new()).await
}

/// What a page shows that it should not.
fn changed(seen: &Value, path: &str, shapes: &Shapes) -> BTreeSet<String> {
    let mut strange = shapes.strange_in(seen["html"].as_str().expect("a page"));
    let asked = path.split('?').next().unwrap_or_default();
    if seen["broken"] == true {
        strange.insert("a script ran".to_owned());
    }
    if !seen["path"].as_str().is_some_and(|it| it.starts_with(asked)) {
        strange.insert(format!("it went to {}", seen["path"]));
    }
    let frames = seen["frames"].as_array().into_iter().flatten().filter_map(Value::as_str);
    strange.extend(frames.filter(|it| !it.ends_with("/body")).map(|it| format!("a frame went to {it}")));
    strange
}

async fn unknown_requests(browser: &Browser, stage: &Stage) -> Vec<String> {
    let known = |url: &String| {
        let path = url.strip_prefix(&stage.program.url).unwrap_or_default();
        KNOWN.iter().any(|it| path.starts_with(it))
    };
    let requests = browser.requests().await.into_iter().filter(|it| !known(it));
    requests.map(|it| format!("it asked for {it}")).collect()
}

#[tokio::test]
async fn a_cleaned_document_needs_no_walls() {
    let mut stage = Stage::set().await;
    // An empty page without a policy, on the very host that letters name.
    let browser = Browser::open(&format!("http://{}", stage.trap.host())).await;
    browser.goto("/").await;
    stage.trap.visitors();
    let mut faults = Faults::default();
    let letters: Vec<Letter> =
        stage.hostile.iter().filter(|it| it.name.ends_with(EVERYWHERE)).cloned().collect();
    for letter in &letters {
        let body = stage.client.get(&format!("{}/body", letter.path)).await;
        let broken = breaks_in(&browser, &stage, &within_itself(&body)).await;
        faults.add(&letter.name, broken.then(|| "a script ran, or somebody was visited".to_owned()));
    }
    faults.are_none();
    // As they came, many do break in without a click: the traps are set.
    let mut broken = 0;
    for letter in &letters {
        broken += usize::from(breaks_in(&browser, &stage, &letter.text).await);
    }
    assert!(broken > letters.len() / 3, "{broken} of {} shapes broke in", letters.len());
    browser.leave().await;
}

/// The document without what it loads from us.
fn within_itself(body: &Page) -> String {
    body.html().replace("<link rel=\"stylesheet\"", "<link")
}

async fn breaks_in(browser: &Browser, stage: &Stage, html: &str) -> bool {
    let ran = browser.script_with_end(UNWALLED, vec![json!(html)]).await;
    ran == true || stage.trap.visitors() > 0
}

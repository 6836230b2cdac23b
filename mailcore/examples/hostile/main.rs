//! What holds of every body that is made safe, shown on as many hostile ones as you like:
//! `cargo run --release -p mailcore --example hostile -- 1000000 7` (how many, from which seed).
//!
//! 1. Its tree holds no element, attribute, address or piece of CSS that may do harm, whether images
//!    of other servers are blocked or come through a proxy; its style sheet stays in its element.
//! 2. A browser's parser reads what was written as it was: parsed and serialized, it is the same text.
//! 3. It is at rest: with the same images and others blocked, making it safe again gives the same
//!    text, and blocks nothing. (Through a proxy it is not, because nobody but the proxy can know its
//!    own addresses; nor is the style sheet, whose names are for the letter already.)

use std::collections::HashMap;
use std::process::ExitCode;
use std::sync::Arc;

use mailcore::message::sanitize::{Options, Remote, sanitize};

#[path = "../../src/message/sanitize/tests/checker.rs"]
mod checker;
mod grammar;

/// What is broken by the answer to a body; empty when nothing is.
fn faults(body: &str) -> Vec<String> {
    let cid = HashMap::from([("logo@x".to_owned(), checker::IMAGE.to_owned())]);
    let blocked = Options { cid: cid.clone(), ..Options::default() };
    let clean = sanitize(body, &blocked);
    let mut faults = checker::faults(clean.html.as_str(), clean.sheet.css());
    let again = sanitize(clean.html.as_str(), &blocked);
    if again.html != clean.html || again.blocked > 0 {
        faults.push(format!("becomes {} and then {}", clean.html, again.html));
    }
    let proxy =
        |url: &str| format!("{}{}", checker::PROXY, url.replace(|it: char| !it.is_ascii_alphanumeric(), "_"));
    let through = sanitize(
        body,
        &Options { cid: cid.clone(), remote: Remote::Through(Arc::new(proxy)), ..Options::default() },
    );
    faults.extend(checker::faults(through.html.as_str(), through.sheet.css()));
    if through.blocked > 0 {
        faults.push(format!("blocks {}", through.blocked));
    }
    let without_links = Options { cid, dead_links: true, ..Options::default() };
    let dead = sanitize(body, &without_links);
    faults.extend(checker::faults(dead.html.as_str(), dead.sheet.css()));
    if sanitize(dead.html.as_str(), &without_links).html != dead.html {
        faults.push(format!("becomes {} without links, and that is not at rest", dead.html));
    }
    faults
}

/// The first of so many bodies whose answer breaks something, with what it breaks.
fn search(cases: u64, seed: u64) -> Option<(String, Vec<String>)> {
    let mut chance = grammar::Chance(seed);
    (0..cases).map(|_| chance.body()).find_map(|body| {
        let faults = faults(&body);
        (!faults.is_empty()).then_some((body, faults))
    })
}

#[expect(clippy::print_stdout, reason = "a program for a terminal")]
fn main() -> ExitCode {
    let mut numbers = std::env::args().skip(1).map(|it| it.parse().ok());
    let cases = numbers.next().unwrap_or(Some(10_000));
    let (Some(cases), Some(seed)) = (cases, numbers.next().unwrap_or(Some(1))) else {
        println!("hostile [how many] [seed]");
        return ExitCode::FAILURE;
    };
    match search(cases, seed) {
        None => println!("{cases} bodies from seed {seed}: nothing is broken"),
        Some((body, faults)) => {
            println!("{body:?}\n{faults:#?}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_comes_is_harmless_and_at_rest() {
        assert_eq!(search(4000, 11), None);
    }
}

//! The corpus by a client that follows every link: the list, the message, all that is reached from
//! it, an answer to it.

use std::collections::BTreeSet;

use super::{Faults, Letter, Shapes, Stage};
use crate::client::{Page, squeezed};
use crate::hostile::reached_from;

#[tokio::test]
async fn words_are_words_on_every_page() {
    let mut stage = Stage::set().await;
    let (mut shapes, mut faults) = (Shapes::default(), Faults::default());
    for letter in &stage.harmless {
        for page in reached_from(&mut stage.client, &letter.path, usize::MAX).await {
            shapes.learn(&page.html());
        }
    }
    shapes.learn(&stage.client.get("/mail/Sent").await.html());
    for letter in &stage.hostile {
        for page in reached_from(&mut stage.client, &letter.path, usize::MAX).await {
            let place = format!("{} on {}", letter.name, page.url.path());
            faults.add(&place, strange_in(&page, &shapes, letter));
        }
    }
    for path in stage.lists() {
        let list = stage.client.get(&path).await;
        faults.add(&path, shapes.strange_in(&list.html()));
    }
    assert_eq!(stage.trap.visitors(), 0, "the program asked for what a letter names");
    faults.are_none();
}

fn strange_in(page: &Page, shapes: &Shapes, letter: &Letter) -> BTreeSet<String> {
    let mut strange = BTreeSet::new();
    if !page.status.is_success() {
        strange.insert(page.status.to_string());
    }
    let policy = page.header("content-security-policy");
    if policy.contains("sandbox") {
        strange.extend(open_walls(page, policy));
        return strange;
    }
    if page.header("content-type") != "text/html; charset=utf-8" {
        strange.insert(format!("{} without a sandbox", page.header("content-type")));
    }
    strange.extend(shapes.strange_in(&page.html()));
    let subject = squeezed(&visible(&letter.text));
    if page.url.path() == letter.path && !page.texts("#subject").concat().contains(&subject) {
        strange.insert(format!("the subject reads {:?}", page.texts("#subject")));
    }
    strange
}

/// What foreign octets are served with.
fn open_walls(page: &Page, policy: &str) -> Vec<String> {
    let mut faults = Vec::new();
    if !policy.contains("default-src 'none'") || policy.contains("allow-scripts") {
        faults.push(policy.to_owned());
    }
    if page.header("x-content-type-options") != "nosniff" {
        faults.push("a browser may sniff".to_owned());
    }
    let media_type = page.header("content-type").split(';').next().unwrap_or_default();
    let is_inline = !page.header("content-disposition").starts_with("attachment");
    let is_body = page.url.path().ends_with("/body");
    if is_inline && !is_body && ["text/html", "text/xml", "image/svg+xml"].contains(&media_type) {
        faults.push(format!("{media_type} shown in place"));
    }
    faults
}

/// As one line shows it.
fn visible(text: &str) -> String {
    let direction = |it: char| matches!(it, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.replace("\r\n", "").replace(direction, "").replace(char::is_control, " ")
}

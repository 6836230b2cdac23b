//! What a file takes from its own crate.

use super::tree::Source;

/// The paths after `crate::` and `super::` in the code, from the root of the crate and one by one:
/// `use crate::{a::b, c}` gives `a::b` and `c`.
pub fn imports(source: &Source) -> Vec<Vec<String>> {
    let code = source.code();
    let mut found = Vec::new();
    for (at, word) in code.match_indices("crate::") {
        if !code[..at].ends_with(|it: char| it.is_alphanumeric() || matches!(it, '_' | '$' | ':')) {
            flatten(Vec::new(), &code[at + word.len()..], &mut found);
        }
    }
    for (at, word) in code.match_indices("super::") {
        if !code[..at].ends_with("::") {
            let up = code[at..].split("super::").take_while(|it| it.is_empty()).count();
            let kept = source.module.len().saturating_sub(up);
            let base = source.module[..kept].iter().map(|it| (*it).to_owned()).collect();
            flatten(base, &code[at + up * word.len()..], &mut found);
        }
    }
    found
}

fn flatten(mut base: Vec<String>, rest: &str, found: &mut Vec<Vec<String>>) {
    let rest = rest.trim_start();
    if let Some(group) = rest.strip_prefix('{') {
        for part in parts(group) {
            flatten(base.clone(), part, found);
        }
        return;
    }
    let end = rest.find(|it: char| !it.is_alphanumeric() && it != '_').unwrap_or(rest.len());
    let (name, rest) = rest.split_at(end);
    if name.is_empty() || name == "self" {
        found.push(base);
        return;
    }
    base.push(name.to_owned());
    match rest.strip_prefix("::") {
        Some(more) => flatten(base, more, found),
        None => found.push(base),
    }
}

/// What stands between the commas of a group, up to its closing brace.
fn parts(group: &str) -> Vec<&str> {
    let (mut depth, mut start, mut found) = (0, 0, Vec::new());
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            ',' | '}' if depth == 0 => {
                found.push(&group[start..at]);
                start = at + 1;
                if letter == '}' {
                    break;
                }
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
    found.retain(|it| !it.trim().is_empty());
    found
}

#[test]
fn groups_are_taken_apart() {
    let text = "use crate::{a::{b, c::D}, e};\nuse super::f;\nlet x = super::super::g::h();";
    let source = Source { path: "src/web/x/y.rs", text, module: vec!["web", "x", "y"] };
    let found: Vec<String> = imports(&source).iter().map(|it| it.join("::")).collect();
    assert_eq!(found, ["a::b", "a::c::D", "e", "web::x::f", "web::g::h"]);
}

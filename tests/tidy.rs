//! The rules of the code that a machine can check. See "Layers" in `src/lib.rs` and
//! `mailcore/src/lib.rs`.
//!
//! A rule reads a [`tree::Tree`] and gives the sentences of what is broken. The tests below want none
//! in our tree; those of [`planted`] break each rule in a copy of it and want the sentence.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    unreachable_pub,
    reason = "a test that cannot go on says so and ends"
)]

#[path = "tidy/doors.rs"]
mod doors;
#[path = "tidy/example.rs"]
mod example;
#[path = "tidy/imports.rs"]
mod imports;
#[path = "tidy/layers.rs"]
mod layers;
#[path = "tidy/pages.rs"]
mod pages;
#[path = "tidy/planted.rs"]
mod planted;
#[path = "tidy/shape.rs"]
mod shape;
#[path = "tidy/texts.rs"]
mod texts;
#[path = "tidy/tree.rs"]
mod tree;

use std::collections::BTreeSet;

use tree::Tree;

/// A rule: what is broken, in sentences.
type Rule = fn(&Tree) -> BTreeSet<String>;

#[track_caller]
fn holds(rule: Rule) {
    let broken = rule(&Tree::ours());
    assert!(broken.is_empty(), "{}", broken.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn imports_go_down() {
    holds(layers::imports_go_down);
}

#[test]
fn every_module_has_a_layer() {
    holds(layers::every_module_has_a_layer);
}

#[test]
fn areas_of_web_do_not_know_each_other() {
    holds(layers::areas_are_apart);
}

#[test]
fn each_library_has_one_door() {
    holds(doors::each_library_has_one_door);
}

#[test]
fn files_are_small_named_and_introduced() {
    holds(shape::files_are_small_named_and_introduced);
}

#[test]
fn migrations_have_the_same_names_for_both_databases() {
    holds(shape::migrations_are_pairs);
}

#[test]
fn a_page_and_its_templates_are_in_folders_of_one_name() {
    holds(pages::pages_and_templates_match);
}

#[test]
fn every_template_is_used() {
    holds(pages::every_template_is_used);
}

#[test]
fn only_safe_html_is_printed_as_it_is() {
    holds(pages::only_safe_html_is_printed_as_it_is);
}

#[test]
fn no_page_has_style_or_script_of_its_own() {
    holds(pages::nothing_is_inline);
}

#[test]
fn every_key_of_the_configuration_is_explained() {
    holds(example::every_key_is_explained);
}

#[test]
fn every_text_is_there_in_every_language_and_used() {
    holds(texts::keys_are_complete_and_used);
}

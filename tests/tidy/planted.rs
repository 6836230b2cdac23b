//! Each rule, broken on purpose in a copy of our tree.

use super::tree::Tree;
use super::{Rule, doors, example, layers, pages, shape, texts};

#[track_caller]
fn breaks(rule: Rule, tree: &Tree, sentence: &str) {
    let broken = rule(tree);
    assert!(broken.contains(sentence), "{sentence:?} is not among {broken:#?}");
}

/// A copy with a line more at the head of a file.
#[track_caller]
fn with_line(path: &str, line: &str) -> Tree {
    let ours = Tree::ours();
    let text = format!("//! What it is.\n\n{line}\n{}", ours.text(path));
    ours.with(path, &text)
}

#[test]
fn a_layer() {
    let tree = with_line("src/store.rs", "use crate::app::App;");
    breaks(layers::imports_go_down, &tree, "store imports app::App");
    let tree = with_line("src/reading.rs", "use crate::{config::Config, compose::{self}};");
    breaks(layers::imports_go_down, &tree, "reading imports compose");
    let tree = with_line("mailcore/src/uid.rs", "fn x() { super::imap::pool::y() }");
    breaks(layers::imports_go_down, &tree, "uid imports imap::pool::y");
    let tree = with_line("mailcore/src/message/text.rs", "use crate::imap;");
    breaks(layers::imports_go_down, &tree, "message::text imports imap");
    let tree = Tree::ours().with("src/novelty.rs", "//! New.\n");
    breaks(layers::every_module_has_a_layer, &tree, "src: novelty has no layer");
}

#[test]
fn an_area() {
    let tree = with_line("src/web/mailbox/list.rs", "use super::super::message::read;");
    breaks(layers::areas_are_apart, &tree, "web::mailbox::list imports web::message::read");
    let tree = with_line("src/web/page.rs", "use super::compose::edit;");
    breaks(layers::areas_are_apart, &tree, "web::page imports web::compose::edit");
}

#[test]
fn a_door() {
    let tree = with_line("src/web/login.rs", "use sqlx::Row;");
    breaks(doors::each_library_has_one_door, &tree, "src/web/login.rs uses sqlx; only store may");
    let tree = with_line("mailcore/src/message/text.rs", "fn x() { ammonia::clean(\"\"); }");
    let sentence = "mailcore/src/message/text.rs uses ammonia; only message/sanitize may";
    breaks(doors::each_library_has_one_door, &tree, sentence);
}

#[test]
fn a_size_a_name_and_a_first_line() {
    let long = format!("//! Long.\n{}", "fn x() {}\n".repeat(400));
    let tree = Tree::ours().with("src/web/long.rs", &long);
    breaks(shape::files_are_small_named_and_introduced, &tree, "src/web/long.rs has 401 lines, 400 at most");
    let tree = Tree::ours().with("src/web/utils.rs", "//! Things.\n");
    breaks(
        shape::files_are_small_named_and_introduced,
        &tree,
        "src/web/utils.rs has a name that says nothing",
    );
    let tree = Tree::ours().with("src/web/shy.rs", "fn x() {}\n");
    let sentence = "src/web/shy.rs does not begin by saying what it is (//!)";
    breaks(shape::files_are_small_named_and_introduced, &tree, sentence);
}

#[test]
fn a_migration() {
    let tree = Tree::ours().with("src/store/migrations/sqlite/9999_more.sql", "");
    breaks(shape::migrations_are_pairs, &tree, "9999_more.sql is there for one database only");
}

#[test]
fn a_key() {
    let path = "src/config/facteur.example.toml";
    let tree = Tree::ours().replace(path, "trusted_authserv_ids = []\n", "");
    let sentence = format!("src/config/servers.rs reads trusted_authserv_ids, of which {path} says nothing");
    breaks(example::every_key_is_explained, &tree, &sentence);
}

#[test]
fn a_template() {
    let page = "//! New.\n#[template(path = \"message/novelty.html\")]\nstruct X;\n";
    let tree = Tree::ours().with("src/web/mailbox/novelty.rs", page);
    let sentence = "src/web/mailbox/novelty.rs renders message/novelty.html";
    breaks(pages::pages_and_templates_match, &tree, sentence);
    breaks(pages::every_template_is_used, &tree, "there is no templates/message/novelty.html");
    let tree =
        Tree::ours().with("templates/mailbox/novelty.html", "<p style=\"color: red\">{{ subject|safe }}</p>");
    breaks(pages::every_template_is_used, &tree, "nobody uses templates/mailbox/novelty.html");
    let sentence = "templates/mailbox/novelty.html prints subject as it is";
    breaks(pages::only_safe_html_is_printed_as_it_is, &tree, sentence);
    breaks(pages::nothing_is_inline, &tree, "templates/mailbox/novelty.html has style=");
}

#[test]
fn a_text() {
    let ours = Tree::ours();
    let tree = ours.replace("locales/nl/login.ftl", "login-submit =", "login-other =");
    breaks(texts::keys_are_complete_and_used, &tree, "login-submit is missing in nl");
    breaks(texts::keys_are_complete_and_used, &tree, "login-other is in nl only");
    let tree = ours.replace("locales/de/login.ftl", "$count", "$number");
    breaks(texts::keys_are_complete_and_used, &tree, "login-wrong wants other values in de");
    let tree = ours.replace("templates/login.html", "\"login-lead\"", "\"login-laed\"");
    breaks(
        texts::keys_are_complete_and_used,
        &tree,
        "templates/login.html says login-laed, which is no text",
    );
    breaks(texts::keys_are_complete_and_used, &tree, "nobody says login-lead");
}

//! The measure: how long pages take beside the bare exchange with the mail servers that each needs.
//!
//! `cargo run --release --example load`; `-- --help` says what can be chosen. It stops by itself and
//! leaves nothing running; mailboxes that it filled stay in `target/load` for the next time.
//!
//! Beside each page stand two exchanges with the mail servers, said again octet by octet without a
//! program between ([`replay`]): the one it needs, if nothing is remembered ([`needed`]), by which the
//! goals go; and the one that the program did say, heard by a [`tap`] on the way of a second webmail.
//! So the report shows as well what the program has learned not to ask.
//!
//! - [`lab`]: the mail servers; [`maildir`]: whose mail they have; [`letters`]: what is opened;
//! - [`webmail`]: the program; [`visitor`], [`page`]: a browser to it; [`operation`]: what it does;
//! - [`wire`], [`script`], [`tap`], [`needed`], [`replay`]: the exchanges;
//! - [`row`], [`acts`] with [`bare`], [`crowd`], [`downloads`], [`writing`], [`waiting`], [`weight`], [`demo`]: what is measured; [`times`], [`process`]: in what;
//! - [`machine`], [`report`]: what is printed.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    missing_docs,
    unreachable_pub,
    reason = "a measurement that cannot go on says so and ends"
)]

#[path = "../it/guard.rs"]
mod guard;
#[path = "../it/wait.rs"]
mod wait;

mod acts;
mod bare;
mod crowd;
mod demo;
mod downloads;
mod lab;
mod letters;
mod machine;
mod maildir;
mod needed;
mod operation;
mod options;
mod page;
#[expect(dead_code, reason = "killing is for the tests alone")]
mod process;
mod replay;
mod report;
mod row;
mod script;
mod sending;
mod tap;
mod times;
mod visitor;
mod waiting;
mod webmail;
mod weight;
mod wire;
mod writing;

use std::fs;
use std::path::Path;

use clap::Parser as _;

use crate::lab::Lab;
use crate::machine::Machine;
use crate::maildir::Person;
use crate::operation::Operation;
use crate::options::Options;
use crate::report::Report;
use crate::row::{Row, Stage};
use crate::script::Script;
use crate::webmail::{Way, Webmail};
use crate::wire::Protocol;

// One thread: what measures shares the machine with what is measured.
#[tokio::main(flavor = "current_thread")]
async fn main() {
    let options = Options::parse();
    let binary = options.binary();
    let report = measure(&options, &binary).await;
    print!("{}", report.markdown());
    if let Some(path) = &options.json {
        let text = serde_json::to_string_pretty(&report).expect("figures");
        fs::write(path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }
}

async fn measure(options: &Options, binary: &Path) -> Report {
    let machine = Machine::here(binary);
    let lab = Lab::start();
    let people: Vec<Person> = options.sizes.iter().map(|size| Person::with(*size)).collect();
    people.iter().for_each(|it| it.move_in(&lab));
    let wants_crowd = options.wants("crowd");
    if wants_crowd || options.wants("downloads") {
        let most = options.sessions.iter().copied().max().unwrap_or(0).into();
        (1..=most).for_each(|number| Person::of_many(number).move_in(&lab));
    }
    let stage = set(options, binary, lab).await;
    let rows = rows(options, binary, &stage, &people).await;
    let memory_after_rows = stage.webmail.process.memory();
    let mut acts = Vec::new();
    for person in people.iter().filter(|_| options.wants("acts")) {
        acts.extend(stage.acts(person).await);
    }
    let writing = match people.first().filter(|_| options.wants("writing")) {
        Some(person) => Some(stage.writing(person).await),
        None => None,
    };
    let crowds = if wants_crowd { Some(stage.crowds(binary, &options.sessions).await) } else { None };
    let most = options.sessions.iter().copied().max().filter(|_| options.wants("downloads"));
    let downloads = match most {
        Some(people) => Some(stage.downloads(binary, people).await),
        None => None,
    };
    let waiting = match options.wants("waiting") {
        true => Some(waiting::wait(&Webmail::start(binary, &stage.lab, Way::Clear)).await),
        false => None,
    };
    let mut left_out = Vec::new();
    let mut weights = None;
    if let Some(person) = people.first().filter(|_| options.wants("weight")) {
        weights = weight::weigh(&stage.webmail, person).await;
        left_out.extend(weights.is_none().then(|| "Without Chromium: no page was weighed.".to_owned()));
    }
    let mut demo = None;
    if options.wants("demo") {
        demo = demo::start_up(binary).await;
        left_out.extend(demo.is_none().then(|| "The binary has no demonstration yet.".to_owned()));
    }
    let (load_after, seconds) = (machine::load(), options.seconds);
    Report {
        machine,
        load_after,
        seconds,
        rows,
        acts,
        writing,
        memory_after_rows,
        crowds,
        downloads,
        waiting,
        weights,
        demo,
        left_out,
    }
}

/// Starts the program twice: to be measured, and to be heard.
async fn set(options: &Options, binary: &Path, lab: Lab) -> Stage {
    let script = Script::default();
    let imap = tap::listen(Protocol::Imap, lab.imap, script.clone()).await;
    let submission = tap::listen(Protocol::Smtp, lab.submission_in_clear, script.clone()).await;
    Stage {
        webmail: Webmail::start(binary, &lab, Way::Clear),
        tapped: Webmail::start(binary, &lab, Way::Tapped(imap, submission)),
        lab,
        script,
        longest: options.longest(),
    }
}

/// The lines of the table, by operation, then by size.
async fn rows(options: &Options, binary: &Path, stage: &Stage, people: &[Person]) -> Vec<Row> {
    let mut rows = Vec::new();
    for person in people {
        for operation in Operation::ALL.into_iter().filter(|it| options.wants(it.name())) {
            eprintln!("measuring {} at {} messages", operation.name(), person.size);
            rows.push(stage.measure(&stage.webmail, operation, person).await);
        }
    }
    // What the program says itself does not change with TLS: the same exchange in clear stands beside.
    if let Some(person) = people.first().filter(|_| options.wants("starttls")) {
        eprintln!("measuring starttls at {} messages", person.size);
        let webmail = Webmail::start(binary, &stage.lab, Way::StartTls);
        let row = stage.measure(&webmail, Operation::List, person).await;
        let title = "list, whole page, by STARTTLS".to_owned();
        rows.push(Row { name: "starttls".to_owned(), title, ..row });
    }
    let place = |row: &Row| Operation::ALL.iter().position(|it| it.name() == row.name).unwrap_or(usize::MAX);
    rows.sort_by_key(|row| (place(row), row.messages));
    rows
}

//! All figures as Markdown, fit to be pasted.

use std::fmt::Write as _;

use serde::Serialize;

use crate::acts::ActRow;
use crate::crowd::Crowds;
use crate::downloads::Downloads;
use crate::letters::LARGE_FILE_SIZE;
use crate::machine::Machine;
use crate::process::Memory;
use crate::row::Row;
use crate::times::Times;
use crate::waiting::{self, Waiting};
use crate::weight::{Weight, Weights};
use crate::writing::Writing;

/// The most memory at 32 sessions, in MB.
const MEMORY_GOAL: f64 = 40.0;

/// How much more the list may take at the largest size than at the smallest, beyond the bare
/// exchange.
const GROWTH_GOAL: f64 = 1.2;

/// How many times the bare exchange an act may take.
const ACT_GOAL: f64 = 1.5;

/// How many times the bare exchange the form of a message may take.
const WRITING_GOAL: f64 = 1.5;

/// How much more memory the program may have while a file of 25 MB comes, in MB.
const UPLOAD_GOAL: f64 = 8.0;

/// The goal of a page with an empty cache and with a full one: requests, octets.
const COLD_GOAL: (usize, u64) = (6, 75_000);
const WARM_GOAL: (usize, u64) = (1, 14_000);

/// What was measured.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    pub machine: Machine,
    /// The machine's load at the end, in processors.
    pub load_after: f64,
    /// How long a line took at most, in seconds.
    pub seconds: u64,
    pub rows: Vec<Row>,
    pub acts: Vec<ActRow>,
    pub writing: Option<Writing>,
    /// The program after all rows.
    pub memory_after_rows: Memory,
    /// Each is absent where it was not asked for.
    pub crowds: Option<Crowds>,
    pub downloads: Option<Downloads>,
    pub waiting: Option<Waiting>,
    pub weights: Option<Weights>,
    pub demo: Option<Times>,
    /// What could not be measured, in sentences.
    pub left_out: Vec<String>,
}

impl Report {
    /// The whole text.
    pub fn markdown(&self) -> String {
        let mut text = self.head();
        self.rows_to(&mut text);
        acts_to(&self.acts, &mut text);
        if let Some(writing) = &self.writing {
            writing_to(writing, &mut text);
        }
        if let Some(crowds) = &self.crowds {
            crowds_to(crowds, &mut text);
        }
        self.rest_to(&mut text);
        self.exchanges_to(&mut text);
        text
    }

    fn head(&self) -> String {
        let Machine { processor, cores, kernel, dovecot, postfix, rustc, facteur, load } = &self.machine;
        format!(
            "{processor}, {cores} cores, Linux {kernel}; Dovecot {dovecot} (Maildir), Postfix {postfix}; \
             facteur {facteur}, rustc {rustc}. Other work on the machine: load {load:.1} before, \
             {after:.1} at the end (this run included).\n\n",
            after = self.load_after,
        )
    }

    fn rows_to(&self, text: &mut String) {
        if self.rows.is_empty() {
            return;
        }
        *text += "Milliseconds, one person, in turn: the page; *bare*, what it needs of the mail servers if nothing is \
                  remembered; *said*, what the program did say to them.\n\n\
                  | operation | messages | p50 | p95 | p99 | bare p50 | p95 | p99 | ratio | goal | | said p50 | \
                  CPU | KB | samples |\n\
                  |---|--:|--:|--:|--:|--:|--:|--:|--:|---|---|--:|--:|--:|--:|\n";
        for row in &self.rows {
            let Row { title, messages, page, bare, ratio, goal_in_words, octets, samples, .. } = row;
            let cpu = row.cpu.map_or_else(String::new, |it| format!("{it:.2}"));
            let _ = writeln!(
                text,
                "| {title} | {messages} | {} | {} | {ratio:.2} | {goal_in_words} | {} | {:.2} | {cpu} | {:.1} | {samples} |",
                three(page),
                three(bare),
                row.is_good().map_or("", met),
                row.heard.p50,
                f64::from(u32::try_from(*octets).unwrap_or(u32::MAX)) / 1e3,
            );
        }
        self.growth_to(text);
    }

    /// The list at the smallest and the largest size.
    fn growth_to(&self, text: &mut String) {
        let lists = || self.rows.iter().filter(|it| it.name == "list");
        let smallest = lists().min_by_key(|it| it.messages);
        let largest = lists().max_by_key(|it| it.messages);
        let (Some(small), Some(large)) = (smallest, largest) else { return };
        if small.messages == large.messages {
            return;
        }
        let beyond = |row: &Row| row.page.p50 - row.bare.p50;
        let _ = writeln!(
            text,
            "\nThe list beyond its bare exchange: {:.2} ms at {} messages, {:.2} ms at {} (≤ 20 % more: {}).",
            beyond(small),
            small.messages,
            beyond(large),
            large.messages,
            met(beyond(large) <= beyond(small) * GROWTH_GOAL),
        );
    }

    fn rest_to(&self, text: &mut String) {
        if !self.rows.is_empty() {
            let Memory { now, most } = self.memory_after_rows;
            let _ =
                writeln!(text, "\nMemory after all lines, by one person: {now:.1} MB, at most {most:.1} MB.");
        }
        if let Some(found) = self.downloads {
            downloads_to(found, text);
        }
        if let Some(Waiting { accounts, before, after, each }) = self.waiting {
            let _ = writeln!(
                text,
                "\n{accounts} accounts wait, each with a page that listens: {:.1} MB, {:.1} MB before; {each:.0} kB each \
                 (< {:.0} kB: {}).",
                after.now,
                before.now,
                waiting::GOAL,
                met(each < waiting::GOAL)
            );
        }
        if let Some(Weights { cold, warm }) = self.weights {
            let _ = writeln!(
                text,
                "\nThe list page in Chromium: with an empty cache {}; with a full one {}.",
                weight(cold, COLD_GOAL),
                weight(warm, WARM_GOAL)
            );
        }
        if let Some(times) = self.demo {
            let good = times.p50 < 1000.0;
            let _ =
                writeln!(text, "\nThe demonstration is up after {:.0} ms (< 1 s: {}).", times.p50, met(good));
        }
        for sentence in &self.left_out {
            let _ = writeln!(text, "\n{sentence}");
        }
    }

    /// What each operation needs and says, once: at every size it is the same but for numbers.
    fn exchanges_to(&self, text: &mut String) {
        if self.rows.is_empty() {
            return;
        }
        *text += "\nWhat is needed, and what was said where it differs (`+` goes out together, `→` waits for the \
                  answer):\n\n";
        let mut known: Vec<String> = Vec::new();
        for row in &self.rows {
            let (needs, says) = (without_numbers(&row.needs), without_numbers(&row.says));
            let is_new = !known.contains(&needs);
            if is_new {
                let _ = writeln!(text, "- {}: `{}`", row.title, row.needs);
                known.push(needs.clone());
            }
            if says != needs && !known.contains(&says) {
                let title = if is_new { String::new() } else { format!("{}, ", row.title) };
                let _ = writeln!(text, "  - {title}said: `{}`", row.says);
                known.push(says);
            }
        }
    }
}

fn without_numbers(exchange: &str) -> String {
    exchange.chars().filter(|it| !it.is_ascii_digit()).collect()
}

fn acts_to(acts: &[ActRow], text: &mut String) {
    if acts.is_empty() {
        return;
    }
    *text += "\nActs, in milliseconds: from the form to the list that follows, or to the report of a large one; \
              *bare*, the same command, and the list, said to the mail server alone.\n\n\
              | act | messages | of | p50 | p95 | p99 | bare p50 | p95 | p99 | ratio | | samples |\n\
              |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|--:|\n";
    for ActRow { title, messages, count, page, bare, ratio, samples } in acts {
        let _ = writeln!(
            text,
            "| {title} | {count} | {messages} | {} | {} | {ratio:.2} | {} | {samples} |",
            three(page),
            three(bare),
            met(*ratio <= ACT_GOAL),
        );
    }
}

fn writing_to(writing: &Writing, text: &mut String) {
    *text += "\nWriting, in milliseconds: the form of a draft beside all mailboxes with their counts; a save in the background \
              beside APPEND and the removal of the draft before; a file of 25 MB, sealed and kept, beside the same octets \
              through the loopback to somebody who forgets them.\n\n\
              | step | p50 | p95 | p99 | bare p50 | p95 | p99 | ratio | |\n\
              |---|--:|--:|--:|--:|--:|--:|--:|---|\n";
    let Writing { form, save, file, before, after_one, after } = writing;
    for (title, (ours, bare), goal) in
        [("form", form, Some(WRITING_GOAL)), ("save", save, None), ("25 MB", file, None)]
    {
        let ratio = ours.p50 / bare.p50;
        let good = goal.map_or("", |it| met(ratio <= it));
        let _ = writeln!(text, "| {title} | {} | {} | {ratio:.2} | {good} |", three(ours), three(bare));
    }
    let grown = after_one.most - before.most;
    let _ = writeln!(
        text,
        "\nMemory: {:.1} MB at most before files came, {:.1} after one (≤ {UPLOAD_GOAL} MB more: {}), {:.1} after all.",
        before.most,
        after_one.most,
        met(grown <= UPLOAD_GOAL),
        after.most,
    );
}

fn crowds_to(found: &Crowds, text: &mut String) {
    *text += "\nMany people at the list page, each with 1,000 messages, beside Dovecot alone over as many connections: \
              with the *bare* exchange, to which the share is, and with what the program *said*, which is less where it \
              remembers. CPU in milliseconds for one page: the program, Dovecot, the measuring client itself; and for a \
              bare exchange.\n\n\
              | sessions | pages/s | bare/s | share | said/s | p50 | p95 | p99 | p99/p50 | CPU facteur | Dovecot | \
              client | bare: Dovecot | client | memory, MB | at most |\n\
              |--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n";
    for crowd in &found.crowds {
        let (cpu, alone) = (crowd.cpu, crowd.bare_cpu);
        let _ = writeln!(
            text,
            "| {} | {:.0} | {:.0} | {:.0} % | {:.0} | {} | {:.1} | {:.2} | {:.2} | {:.2} | {:.2} | {:.2} | {:.1} | {:.1} |",
            crowd.sessions,
            crowd.pages,
            crowd.bare,
            crowd.share * 100.0,
            crowd.said,
            three(&crowd.page),
            crowd.spread,
            cpu.webmail,
            cpu.dovecot,
            cpu.client,
            alone.dovecot,
            alone.client,
            crowd.memory.now,
            crowd.memory.most,
        );
    }
    let _ = writeln!(text, "\nMemory before anybody came: {:.1} MB.", found.memory_before.now);
    if let Some(largest) = found.crowds.last() {
        let _ = writeln!(
            text,
            "At {} sessions: share ≥ 80 %: {}; p99 under 5 times p50: {}; memory under 40 MB: {}.",
            largest.sessions,
            met(largest.share >= 0.8),
            met(largest.spread < 5.0),
            met(largest.memory.now < MEMORY_GOAL),
        );
    }
}

fn downloads_to(found: Downloads, text: &mut String) {
    let Downloads { people, seconds, bare_seconds, before, after_one, after_all } = found;
    let megabytes = f64::from(u32::try_from(LARGE_FILE_SIZE).unwrap_or(u32::MAX)) / 1e6 * f64::from(people);
    let rate = |seconds: f64| megabytes / seconds;
    let growth = after_all.most - after_one.most;
    let _ = writeln!(
        text,
        "\n25 MB downloaded by {people} people at a time: {seconds:.1} s, {:.0} MB/s; from Dovecot alone, in base64, \
         {bare_seconds:.1} s, {:.0} MB/s of the file ({:.2} times). Memory before {:.1} MB, at most {:.1} MB after one \
         download, {:.1} MB after all ({growth:.1} MB more, less than one file: {}).",
        rate(seconds),
        rate(bare_seconds),
        seconds / bare_seconds,
        before.now,
        after_one.most,
        after_all.most,
        met(growth < 25.0),
    );
}

fn weight(found: Weight, (requests, octets): (usize, u64)) -> String {
    let kb = |octets: u64| f64::from(u32::try_from(octets).unwrap_or(u32::MAX)) / 1e3;
    format!(
        "{} requests, {:.1} KB (≤ {requests} and {:.0} KB: {})",
        found.requests,
        kb(found.octets),
        kb(octets),
        met(found.requests <= requests && found.octets <= octets)
    )
}

fn three(times: &Times) -> String {
    format!("{:.2} | {:.2} | {:.2}", times.p50, times.p95, times.p99)
}

fn met(good: bool) -> &'static str {
    if good { "met" } else { "missed" }
}

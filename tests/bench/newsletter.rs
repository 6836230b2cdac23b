//! Making newsletters safe to look at, beside what a parser alone needs for the same octets: it may
//! cost twice as much.

#[path = "../load/letters.rs"]
#[expect(
    dead_code,
    unreachable_pub,
    clippy::expect_used,
    reason = "one letter of the load program is wanted"
)]
mod letters;

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{Criterion, Throughput};
use html5ever::driver::ParseOpts;
use html5ever::serialize::{SerializeOpts, serialize};
use html5ever::tendril::TendrilSink as _;
use html5ever::{QualName, local_name, ns, parse_fragment};
use mailcore::message::sanitize::{Options, sanitize};
use markup5ever_rcdom::{RcDom, SerializableHandle};

/// How many times each is done; the quickest counts, which is the one that nothing came between.
const ROUNDS: usize = 15;

/// Sizes in octets.
const SIZES: [usize; 3] = [30_000, 200_000, 2_000_000];

fn main() {
    for (size, html) in SIZES.map(|it| (it, newsletter(it))) {
        compare(size, &html);
    }
    compare(200_000, &plain_tables(200_000));
    let mut criterion = Criterion::default().configure_from_args();
    let html = letters::newsletter();
    let options = Options::default();
    let mut group = criterion.benchmark_group("newsletter");
    group.throughput(Throughput::Bytes(html.len() as u64));
    group.bench_function("sanitize", |bencher| bencher.iter(|| sanitize(black_box(&html), &options)));
    group.finish();
    criterion.final_summary();
}

/// A newsletter as long as this: its articles come again and again.
fn newsletter(size: usize) -> String {
    let html = letters::newsletter();
    let mut res = html.repeat(size / html.len() + 1);
    let end = (0..=size).rev().find(|it| res.is_char_boundary(*it)).unwrap_or(0);
    res.truncate(end);
    res
}

/// Tables without a style sheet, each cell with a style of its own.
fn plain_tables(size: usize) -> String {
    let mut res = String::from("<body bgcolor=#ffffff><table width=600>");
    for number in 0.. {
        res += &format!(
            "<tr><td style=\"padding:{number}px 20px;font-family:Arial,sans-serif;color:#333\" align=\"left\">\
             <p class=\"a b\">Bonjour <b>à vous</b>, <a href=\"https://example.net/?a={number}&amp;b=2\">la suite</a>\
             <img src=\"https://example.net/{number}.png\" width=\"20\" alt=\"\"></p></td></tr>"
        );
        if res.len() >= size {
            break;
        }
    }
    res
}

#[expect(clippy::print_stdout, reason = "a program for a terminal")]
fn compare(size: usize, html: &str) {
    let alone = quickest(|| parse_and_serialize(html).len());
    let safe = quickest(|| sanitize(html, &Options::default()).html.as_str().len());
    let times = safe.as_secs_f64() / alone.as_secs_f64();
    println!("{} KB: html5ever alone {alone:.2?}, made safe {safe:.2?}: {times:.2} times", size / 1000);
}

fn quickest(work: impl Fn() -> usize) -> Duration {
    let once = |_| {
        let start = Instant::now();
        black_box(work());
        start.elapsed()
    };
    (0..ROUNDS).map(once).min().unwrap_or_default()
}

fn parse_and_serialize(html: &str) -> Vec<u8> {
    let context = QualName::new(None, ns!(html), local_name!("div"));
    let tree = parse_fragment(RcDom::default(), ParseOpts::default(), context, Vec::new(), false).one(html);
    let mut octets = Vec::new();
    let root = tree.document.children.borrow().first().cloned();
    let written =
        root.map(|it| serialize(&mut octets, &SerializableHandle::from(it), SerializeOpts::default()));
    assert!(matches!(written, Some(Ok(()))), "it is parsed and serialized");
    octets
}

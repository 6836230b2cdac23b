//! Making a newsletter of some 30 KB safe to look at.

#[path = "../load/letters.rs"]
#[expect(
    dead_code,
    unreachable_pub,
    clippy::expect_used,
    reason = "one letter of the load program is wanted"
)]
mod letters;

use std::hint::black_box;

use criterion::{Criterion, Throughput};
use mailcore::message::sanitize::{Options, sanitize};

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let html = letters::newsletter();
    let options = Options::default();
    let mut group = criterion.benchmark_group("newsletter");
    group.throughput(Throughput::Bytes(html.len() as u64));
    group.bench_function("sanitize", |bencher| bencher.iter(|| sanitize(black_box(&html), &options)));
    group.finish();
    criterion.final_summary();
}

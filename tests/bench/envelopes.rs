//! Reading what the mail server tells of 50 messages: framing, parsing, headers decoded.

mod answer;

use std::hint::black_box;

use criterion::{Criterion, Throughput};
use mailcore::imap::measured::rows;
use mailcore::uid::Uid;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let octets = answer::rows();
    let uids: Vec<Uid> = (1..=answer::ROWS).filter_map(Uid::new).collect();
    let mut group = criterion.benchmark_group("envelopes");
    group.throughput(Throughput::Bytes(octets.len() as u64));
    group.bench_function("50 rows", |bencher| bencher.iter(|| rows(black_box(octets.as_bytes()), &uids)));
    group.finish();
    criterion.final_summary();
}

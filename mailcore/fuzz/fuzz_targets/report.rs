//! Any octets as a report on delivery and as one on reading.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mailcore::message::part::Part;
use mailcore::message::report::{self, MOST_RECIPIENTS, Report};
use mailcore_fuzz::is_one_line;

fuzz_target!(|octets: &[u8]| {
    for kind in ["delivery-status", "disposition-notification"] {
        let part = Part { media_type: format!("message/{kind}"), ..Part::default() };
        match report::read(&part, octets) {
            Some(Report::Delivery(found)) => {
                assert!((1..=MOST_RECIPIENTS).contains(&found.len()));
                let texts = found.iter().flat_map(|it| [&it.recipient, &it.said, &it.server]);
                texts.for_each(|it| is_one_line(it));
            }
            Some(Report::Disposition(found)) => is_one_line(&found.recipient),
            None => {}
        }
    }
});

//! Any text as the HTML of a message: what comes out is harmless, and stays as it is.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mailcore_fuzz::safe;

fuzz_target!(|html: &str| safe::stays_safe(html));

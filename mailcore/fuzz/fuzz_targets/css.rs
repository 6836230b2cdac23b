//! Any text as a style attribute and as a style sheet of a message.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mailcore_fuzz::safe;

fuzz_target!(|css: &str| {
    let quoted = css.replace('&', "&amp;").replace('"', "&quot;");
    safe::stays_safe(&format!("<style>{css}</style><p style=\"{quoted}\">a</p>"));
});

//! Any text as the plain text of a message: only links and quotes are added, no word is lost.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mailcore::message::text::{Flow, from_html, to_html, unflow};
use mailcore_fuzz::safe;

fuzz_target!(|text: &str| {
    // As `parse::text` gives it.
    let text: String = text.chars().filter(|it| !it.is_control() || *it == '\n' || *it == '\t').collect();
    for (flowed, delsp) in [(false, false), (true, false), (true, true)] {
        let flow = Flow { flowed, delsp };
        let html = to_html(&text, flow, "fold<&\"label");
        safe::is_safe(html.as_str());
        let shown = letters(&safe::words(html.as_str()).replace("fold<&\"label", ""));
        assert_eq!(shown, letters(&unflow(&text, flow)), "of {text:?}");
    }
    mailcore_fuzz::is_clean(&from_html(&text));
});

/// Without blanks, and without `>`, which may become a quote.
fn letters(text: &str) -> String {
    text.chars().filter(|it| !it.is_whitespace() && *it != '>').collect()
}

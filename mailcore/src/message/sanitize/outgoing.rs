//! HTML that one's own people write, made as safe as that of others.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Options, Remote, SafeHtml, sanitize};

/// What follows `cid:` in HTML, as far as an identifier can go (RFC 2392).
const SCHEME: &str = "cid:";

/// Removes from what was written or pasted all that [`sanitize`] removes. Images of other servers stay:
/// whoever reads it decides about them. Those by `cid:` get what `cid` has for them, and lose their source
/// where it has nothing.
///
/// Blocking; the same bounds as [`sanitize`].
pub fn outgoing(html: &str, cid: HashMap<String, String>) -> SafeHtml {
    let remote = Remote::Through(Arc::new(str::to_owned));
    sanitize(html, &Options { cid, remote, dead_links: false }).html
}

/// The identifiers that HTML names behind `cid:`, in order, perhaps repeated.
pub fn references(html: &str) -> impl Iterator<Item = &str> {
    html.split(SCHEME).skip(1).filter_map(|it| {
        let end = it.find(|c: char| !c.is_ascii_alphanumeric() && !".-_@".contains(c)).unwrap_or(it.len());
        it.get(..end).filter(|it| !it.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_keeps_its_images_and_nothing_that_runs() {
        let html = r#"<p onclick="x()">a<script>x()</script><img src="cid:1@a"><img src="cid:2@a">
            <img src="https://a.test/x.png"><a href="javascript:x()">b</a></p>"#;
        let cid = HashMap::from([("1@a".to_owned(), "cid:9@b".to_owned())]);
        let clean = outgoing(html, cid).to_string();
        for wanted in [r#"src="cid:9@b""#, r#"src="https://a.test/x.png""#] {
            assert!(clean.contains(wanted), "{clean}");
        }
        for unwanted in ["x()", "cid:2", "onclick"] {
            assert!(!clean.contains(unwanted), "{clean}");
        }
    }

    #[test]
    fn what_was_made_safe_stays_as_it_is() {
        let html = r#"<div class="signature" id="x" style="color: red">a &amp; é<br></div><blockquote type="cite">b</blockquote>"#;
        let once = outgoing(html, HashMap::new());
        assert_eq!(outgoing(once.as_str(), HashMap::new()), once);
        assert!(once.as_str().contains(r#"class="m-signature""#) && once.as_str().contains(r#"type="cite""#));
    }

    #[test]
    fn references_are_found() {
        let html = r#"<img src="cid:a1.b-c_d@e"> <img src='cid:f'> cid: "cid:"#;
        assert_eq!(references(html).collect::<Vec<_>>(), ["a1.b-c_d@e", "f"]);
    }
}

//! What plain text looks like, and that nothing of it becomes a tag.

use std::time::{Duration, Instant};

use super::*;

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(to_html(text, Flow::default(), "…").to_string(), expected);
}

fn link(href: &str, shown: &str) -> String {
    format!("<a href=\"{href}\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">{shown}</a>")
}

#[test]
fn text_is_escaped() {
    check("", "");
    check("a < b & \"c\" > 'd'\n", "a &lt; b &amp; &quot;c&quot; &gt; &#39;d&#39;");
    check("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;");
    check("a\n\n  b", "a\n\n  b");
}

#[test]
fn addresses_become_links() {
    let check = |text: &str, before: &str, href: &str, shown: &str, after: &str| {
        check(text, &format!("{before}{}{after}", link(href, shown)));
    };
    check("https://a.fr/b?c=d&e", "", "https://a.fr/b?c=d&amp;e", "https://a.fr/b?c=d&amp;e", "");
    check("http://été.fr", "", "http://été.fr", "http://été.fr", "");
    check("www.cafés.fr", "", "https://www.cafés.fr", "www.cafés.fr", "");
    check("voir HTTP://a.fr.", "voir ", "HTTP://a.fr", "HTTP://a.fr", ".");
    check("(www.a.fr/b)", "(", "https://www.a.fr/b", "www.a.fr/b", ")");
    check("jean@a.fr, ", "", "mailto:jean@a.fr", "jean@a.fr", ", ");
    check("<https://a.fr>", "&lt;", "https://a.fr", "https://a.fr", "&gt;");
    check("« https://a.fr/été »", "« ", "https://a.fr/été", "https://a.fr/été", " »");
    check("«https://a.fr/x»", "«", "https://a.fr/x", "https://a.fr/x", "»");
}

#[test]
fn what_is_no_address_of_the_web_stays_text() {
    for text in [
        "javascript://a.fr/%0aalert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://a.fr",
        "fichier.txt",
        "https://a.fr/\u{202e}gnp.exe",
        "12:30",
    ] {
        check(text, text);
    }
}

#[test]
fn quotes_are_nested() {
    check(
        "> a\n>> b\n> c\nd\n\n> e\nf",
        concat!(
            "<blockquote class=\"quote\">a<blockquote class=\"quote\">b</blockquote>c</blockquote>d\n",
            "<blockquote class=\"quote\">e</blockquote>f"
        ),
    );
    check(
        ">> a\n> > b\n>>c",
        "<blockquote class=\"quote\"><blockquote class=\"quote\">a\nb\nc</blockquote></blockquote>",
    );
}

#[test]
fn a_quote_at_the_end_or_of_many_lines_is_folded() {
    let folded = "<details class=\"quote\"><summary>…</summary><blockquote class=\"quote\">";
    check("a\n> b", &format!("a{folded}b</blockquote></details>"));
    check("a\n> b\n-- \nc", &format!("a{folded}b</blockquote></details><div class=\"sig\">-- \nc</div>"));
    let eight = "> b\n".repeat(8);
    assert!(!to_html(&format!("a\n{eight}c"), Flow::default(), "…").to_string().contains("details"));
    assert!(to_html(&format!("a\n> b\n{eight}c"), Flow::default(), "…").to_string().contains("details"));
    let label = to_html("a\n> b", Flow::default(), "<b>").to_string();
    assert!(label.contains("<summary>&lt;b&gt;</summary>"));
}

#[test]
fn a_message_of_nothing_but_a_quote_is_open() {
    check("> a\n> b", "<blockquote class=\"quote\">a\nb</blockquote>");
}

#[test]
fn a_signature_stands_apart() {
    check("a\n-- \nJean\n", "a<div class=\"sig\">-- \nJean</div>");
    check("a\n--\nJean", "a\n--\nJean");
}

#[track_caller]
fn check_flow(delsp: bool, text: &str, expected: &str) {
    assert_eq!(unflow(text, Flow { flowed: true, delsp }), expected);
}

#[test]
fn flowed_lines_are_joined() {
    check_flow(false, "a \nb \nc\nd", "a b c\nd");
    check_flow(true, "a \nb \nc\nd", "abc\nd");
    check_flow(false, "> a \n> b\n>> c \n> d", "> a b\n>> c \n> d");
    check_flow(false, " >a\n From b\n  c", " >a\nFrom b\n c");
    check_flow(false, "if a \n >b", "if a >b");
    assert!(
        !to_html(" >a is no quote", Flow { flowed: true, delsp: false }, "…").as_str().contains("quote\"")
    );
    check_flow(false, "a \n-- \nb", "a \n-- \nb");
    check_flow(false, "\n\na\n\nb", "\n\na\n\nb");
    check_flow(false, "", "");
    assert_eq!(unflow("a \nb", Flow::default()), "a \nb");
}

/// Takes our own tags away; what is left must have no mark of a tag.
#[track_caller]
fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, after) = after.split_once('>').expect("a tag has an end");
        let own = [
            "blockquote class=\"quote\"",
            "/blockquote",
            "details class=\"quote\"",
            "/details",
            "summary",
            "/summary",
            "div class=\"sig\"",
            "/div",
            "/a",
        ];
        let href = tag.strip_prefix("a href=\"").and_then(|it| {
            it.strip_suffix("\" target=\"_blank\" rel=\"noopener noreferrer nofollow")
                .or_else(|| it.strip_suffix("\" target=\"_blank\" rel=\"noopener noreferrer nofollow\""))
        });
        let good_href = href.is_some_and(|it| {
            let scheme = it.to_ascii_lowercase();
            !it.contains(['"', '\'', '<', '>', ' '])
                && ["http://", "https://", "mailto:"].iter().any(|scheme_of| scheme.starts_with(scheme_of))
        });
        assert!(own.contains(&tag) || good_href, "foreign tag {tag:?} in {html:?}");
        rest = after;
    }
    text.push_str(rest);
    assert!(!text.contains(['<', '>', '"', '\'']), "{text:?}");
    text
}

#[test]
fn texts_that_broke_other_webmails_stay_text() {
    for text in [
        "a@a.co?]<img/src=x/onerror=alert(1)>",
        "[<script>alert(1)</script>] : ##placeholder##",
        "[<b onx>] http://a.fr\n[1]: http://b.fr/\"onmouseover=alert(1)",
        "http://a.fr/\"><img src=x onerror=alert(1)>",
        "http://a.fr/'onclick='alert(1)",
        "https://a.fr/<script>",
        "mailto:a@b.fr?subject=\"><svg onload=alert(1)>",
        "www.a.fr\" style=\"background:url(//t)",
        "https://a.fr&quot;onload=x",
        "> <b>\n>> </blockquote><script>",
        "-- \n</div><script>",
        "##str_replacement_0## {{ x }} ${y} <!--",
    ] {
        without_tags(&to_html(text, Flow::default(), "…").to_string());
    }
}

#[test]
fn any_text_is_text_and_our_own_tags() {
    let pieces = [
        "<",
        ">",
        "\"",
        "'",
        "&",
        "> ",
        "\n",
        "\n>",
        "http://",
        "https://a.fr/",
        "www.",
        "a@b.fr",
        "mailto:",
        "javascript:",
        " ",
        "-- \n",
        "x",
        "é",
        "»",
        "\u{202e}",
        "&lt;",
        "://",
        ".",
        "@",
        "[",
        "]",
        "(",
        "?",
        "%0a",
    ];
    let mut state = 7_u64;
    for _ in 0..4000 {
        let mut text = String::new();
        for _ in 0..12 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(pieces[(state >> 33) as usize % pieces.len()]);
        }
        let html = to_html(&text, Flow::default(), "fold").to_string();
        let shown = without_tags(&html).replace("fold", "").replace("&#39;", "'").replace("&quot;", "\"");
        let shown = shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        let essence =
            |text: &str| text.chars().filter(|c| !matches!(c, '>' | ' ' | '\n')).collect::<String>();
        assert_eq!(essence(&shown), essence(&text), "nothing is lost of {text:?}");
    }
}

#[test]
fn floods_take_no_long_time() {
    for flood in [
        ">", "> ", ">\n", "a@", "@a.", "http://", "www.", "://", "<", "-- \n", "x \n", "a.b.", "(", "a@b.fr ",
    ] {
        let text = flood.repeat(100_000 / flood.len());
        to_html(&text, Flow { flowed: true, delsp: false }, "…");
        to_html(&text, Flow::default(), "…");
    }
}

#[test]
fn a_word_without_an_end_takes_no_time_and_addresses_beside_it_are_links() {
    // Twice as long as the longest text that is shown.
    for flood in ["_a.", "~a.", "a_.", "_a@", "a~.b"] {
        let text = flood.repeat(4 * 1024 * 1024 / flood.len()) + " www.b.fr";
        let begun = Instant::now();
        let html = to_html(&text, Flow::default(), "…").to_string();
        assert!(html.contains("href=\"https://www.b.fr\""));
        assert!(begun.elapsed() < Duration::from_secs(30), "{flood}");
    }
    let words = "_a.".repeat(600) + " ";
    let begun = Instant::now();
    to_html(&words.repeat(200 * 1024 / words.len()), Flow::default(), "…");
    assert!(begun.elapsed() < Duration::from_secs(30));
    let long = format!("https://a.fr/{}", "x".repeat(1_900));
    assert!(to_html(&long, Flow::default(), "…").to_string().contains("<a href"));
}

#[track_caller]
fn check_from_html(html: &str, expected: &str) {
    assert_eq!(from_html(html), expected, "{html}");
}

#[test]
fn html_becomes_text() {
    check_from_html("", "");
    check_from_html("a&#1;b&#27;&#x9b;&#13;c", "ab› c");
    check_from_html("<p>a  b\nc</p><p>d</p>", "a b c\n\nd");
    check_from_html("<div>a</div><div>b<br>c</div>", "a\nb\nc");
    check_from_html("<div>a</div><div><br></div><div>b</div>", "a\n\nb");
    check_from_html("a &lt;b&gt; &amp;lt; &eacute;", "a <b> &lt; é");
    check_from_html("<b>a</b><i>b</i> c", "ab c");
    check_from_html("<ul><li>a</li><li>b<ol><li>c</li><li>d</li></ol></li></ul>", "- a\n- b\n\n1. c\n2. d");
    check_from_html("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc");
    check_from_html("<pre>a\n  b\n\nc</pre>d", "a\n  b\n\nc\n\nd");
    check_from_html("a<hr>b", "a\n\n--------\n\nb");
    check_from_html("<h1>a</h1>b", "a\n\nb");
    check_from_html("<a href=https://a.fr>a</a>", "a");
    check_from_html("<img src=https://t.example/x alt='Logo \"x\"'>a<img src=x>", "[Logo \"x\"]a");
}

#[test]
fn quotes_of_html_are_marked() {
    check_from_html(
        "a<blockquote>b<br>c<blockquote>d</blockquote></blockquote>e",
        "a\n\n> b\n> c\n>\n>> d\n\ne",
    );
    check_from_html("<blockquote>a</blockquote>", "> a");
}

#[test]
fn nothing_hidden_becomes_text() {
    check_from_html("<style>p{}</style><script>x</script><title>t</title>a<!-- b -->", "a");
    check_from_html("<p title='&lt;b&gt;'>a</p>", "a");
}

#[test]
fn floods_of_html_take_no_long_time() {
    for flood in ["<br>", "<p>a", "<blockquote>", "<li>a", "<hr>", "<b>a</b>", " ", "&amp;", "<pre>\n\n"] {
        from_html(&flood.repeat(50_000 / flood.len()));
    }
}

#[test]
fn without_links_a_text_is_the_same_text() {
    let text = "Voir https://evil.test/ et a@b.fr <i>\n> www.evil.test\n-- \nhttp://evil.test";
    let html = to_html_without_links(text, Flow::default(), "…").to_string();
    assert!(!html.contains("<a"), "{html}");
    assert_eq!(without_tags(&html), without_tags(&to_html(text, Flow::default(), "…").to_string()));
}

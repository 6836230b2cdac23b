//! What ordinary mail must still look like, and that everything else is harmless, at rest and quick.

use super::*;

mod checker;
mod hostile;

fn options() -> Options {
    let cid = HashMap::from([("logo@x".to_owned(), checker::IMAGE.to_owned())]);
    Options { cid, ..Options::default() }
}

/// Sanitizes, and shows that it is harmless and that doing it again changes nothing.
#[track_caller]
fn clean(html: &str) -> Sanitized {
    let sanitized = sanitize(html, &options());
    let faults = checker::faults(&sanitized.html.0, &sanitized.sheet.0);
    assert!(faults.is_empty(), "{html:?} became {}: {faults:#?}", sanitized.html);
    let again = sanitize(&sanitized.html.0, &options());
    assert_eq!(again.html, sanitized.html, "not at rest: {html:?}");
    assert_eq!(again.blocked, 0, "{html:?}");
    sanitized
}

#[track_caller]
fn check(html: &str, expected: &str) {
    assert_eq!(clean(html).html.0, expected, "{html}");
}

#[track_caller]
fn check_blocked(html: &str, blocked: usize) {
    let sanitized = clean(html);
    assert_eq!(sanitized.blocked, blocked, "{html} became {}", sanitized.html);
    assert!(!sanitized.html.0.contains("//t"), "{html} became {}", sanitized.html);
}

#[test]
fn ordinary_mail_keeps_its_looks() {
    check("<p>Bonjour <b>vous</b></p>", "<p>Bonjour <b>vous</b></p>");
    check("a &amp; b &lt; c &eacute; é", "a &amp; b &lt; c é é");
    check(
        "<html><head><title>x</title></head><body><table width=600 bgcolor=#fff cellpadding=0><tr><td align=center>a</table>",
        "<table width=\"600\" bgcolor=\"#fff\" cellpadding=\"0\"><tbody><tr><td align=\"center\">a</td></tr></tbody></table>",
    );
    check(
        "<p style='COLOR:red; margin:0 0 12px; font-family: \"Arial\", sans-serif; width: calc(100% - (2px + 3px))'>a</p>",
        "<p style=\"color:red;margin:0 0 12px;font-family:&quot;Arial&quot;, sans-serif;width:calc(100% - (2px + 3px))\">a</p>",
    );
    check(
        "<font color=red face='Arial, sans-serif' size=+1>a</font>",
        "<font color=\"red\" face=\"Arial, sans-serif\">a</font>",
    );
    check(
        "<ul><li>a<li>b</ul><ol start=3><li>c</ol>",
        "<ul><li>a</li><li>b</li></ul><ol start=\"3\"><li>c</li></ol>",
    );
    check("<div dir=rtl lang=ar>a</div>", "<div dir=\"rtl\" lang=\"ar\">a</div>");
    check(
        "<h1>a</h1><blockquote type=cite>b</blockquote><pre>c\n d</pre>",
        "<h1>a</h1><blockquote type=\"cite\">b</blockquote><pre>c\n d</pre>",
    );
    check("<p style='text-indent:-18.0pt'>a</p>", "<p style=\"text-indent:-18.0pt\">a</p>");
    check("<p style='Table-Layout: Fixed'>a</p>", "<p style=\"table-layout:Fixed\">a</p>");
    check("<p style='table-layout:fixed!important'>a</p>", "<p style=\"table-layout:fixed!important\">a</p>");
    check("<p style='color:red!important'>a</p>", "<p style=\"color:red!important\">a</p>");
}

#[test]
fn links_lead_to_the_web_and_to_mail() {
    let link = |href: &str| {
        format!("<a href=\"{href}\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">a</a>")
    };
    for href in [
        "https://a.fr/b?c=d&amp;e",
        "HTTP://a.fr",
        "http://été.fr",
        "mailto:a@b.fr?subject=x",
        "mailto:é@b.fr",
        "tel:+33123456789",
    ] {
        check(&format!("<a href=\"{href}\">a</a>"), &link(href));
    }
    check("<a href=' https://a.fr\n/b '>a</a>", &link("https://a.fr/b"));
    let nowhere = "<a target=\"_blank\" rel=\"noopener noreferrer nofollow\">a</a>";
    for href in [
        "javascript:alert(1)",
        "j&#x61vascript:alert(1)",
        "&#x6a avascript:alert(1)",
        "java&#10;script:alert(1)",
        "&#1;javascript:alert(1)",
        "h&#1;ttps://a.fr",
        "&#127;https://a:b",
        "JaVaScRiPt:x",
        "vbscript:x",
        "data:text/html,<script>x</script>",
        "file:///etc",
        "//t.example/x",
        "/mail",
        "x",
        "cid:logo@x",
        "blob:x",
        "about:blank",
        "",
        "https:",
        "ftp://t.example",
        "javascript&colon;alert(1)",
        "\u{feff}javascript:x",
    ] {
        let html = clean(&format!("<a href=\"{href}\">a</a>")).html.0;
        assert!(html == nowhere || html == link("https:"), "{href} became {html}");
    }
    check("<a href=https://a.fr target=_self rel=opener ping=//t/x onclick=x>a</a>", &link("https://a.fr"));
    check(
        "<a href=#top>a</a><a name=top>b</a>",
        "<a href=\"#m-top\" target=\"_self\" rel=\"noopener noreferrer nofollow\">a</a>\
         <a name=\"m-top\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">b</a>",
    );
}

#[test]
fn images_of_the_message_are_shown() {
    check("<img src=cid:logo@x alt=Logo>", "<img src=\"/mail/INBOX/1-2/part/2\" alt=\"Logo\">");
    check("<img src='CID:logo%40x'>", "<img src=\"/mail/INBOX/1-2/part/2\">");
    check("<img src=cid:other@x alt=x>", "<img alt=\"x\">");
    check("<img src='data:image/png;base64,AAAA'>", "<img src=\"data:image/png;base64,AAAA\">");
    check("<img src='/mail/INBOX/1-2/part/3'>", "<img>");
}

#[test]
fn what_is_not_closed_is_closed() {
    check("<b><i>a</b>b</i>", "<b><i>a</i></b>b");
    check("<div><span>a</div>b", "<div><span>a</span></div>b");
    check("<p>a<p>b<div>c</p>d", "<p>a</p><p>b</p><div>cd</div>");
    check(
        "<table><tr><td>a<td>b<tr><td>c</table>d",
        "<table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></tbody></table>d",
    );
    check(
        "<div><table><tr><td>a</div>b</table>c",
        "<div><table><tbody><tr><td>ab</td></tr></tbody></table>c</div>",
    );
    check("</p></div></b>a", "a");
    check("<pre><td>\n\na</td></pre>", "<pre>a</pre>");
    check("<pre>\0\n&#10;\0\na\n</pre>", "<pre>a\n</pre>");
    check("<br></br>a", "<br>a");
    check("a&#13;b&#x0d;\rc\r\nd", "a\nb\n\nc\nd");
    check("a&#1<!-- -->3;AT&T<o:p>3</o:p> <b>R&D</b>", "a\u{1}3;AT&amp;T;3 <b>R&amp;D</b>");
    check("a&#1\x003;b<pre>&#1\x000;\nc</pre>", "a\u{1}3;b<pre>\u{1}0;\nc</pre>");
}

#[test]
fn a_body_that_is_too_large_is_cut() {
    let row = &format!("<p style='color:red'>{}</p>", "é".repeat(500));
    let sanitized = clean(&row.repeat(2_200_000 / row.len()));
    assert!(sanitized.cut && sanitized.html.0.len() > 1_500_000);
    assert!(!clean(&row.repeat(1000)).cut);
    let tag = format!("{}<p title='{}", "x".repeat(2_097_000), "y".repeat(1000));
    let sanitized = clean(&tag);
    assert!(sanitized.cut && !sanitized.html.0.contains('y'));
}

#[test]
fn a_body_that_is_too_deep_is_cut() {
    for tag in
        ["div", "b", "font color=red", "table><tr><td", "span", "blockquote", "a href=https://a.fr", "ul><li"]
    {
        let sanitized = sanitize(&format!("a{}", format!("<{tag}>").repeat(20_000)), &options());
        assert!(sanitized.cut || tag.starts_with("a "), "{tag}");
        assert!(sanitized.html.0.starts_with('a'));
    }
    assert!(!clean(&"<p>a".repeat(3000)).cut);
    assert!(!clean(&format!("<ul>{}</ul>", "<li>a".repeat(3000))).cut);
    assert!(!clean(&"<div><span>a</div>".repeat(3000)).cut);
    assert!(!clean(&"<a name=x>".repeat(3000)).cut);
    assert!(!clean(&format!("<table>{}</table>", "<tr><td>a".repeat(3000))).cut);
    assert!(!clean(&format!("{}{}", "<div>".repeat(400), "</div>".repeat(400))).cut);
}

#[test]
fn no_input_takes_a_long_time() {
    for flood in [
        "<",
        "</",
        "<!--",
        "<!-- -->",
        "<!",
        "<a ",
        "<a b='",
        "<p a=b ",
        "&",
        "<b><p>",
        "<font a=1><p>",
        "</p>",
        "<svg>",
        "<style>",
        "<table><tr><td></div>",
        "<div><table><td></div>",
        "<b><div></b>",
        "<a><p>",
        "<td>",
        "<p style='color:red'>",
        "</b>",
        "--!>",
        "<textarea>",
        "<select>",
        "<svg><desc><style></svg>",
    ] {
        sanitize(&flood.repeat(50_000 / flood.len()), &options());
    }
    for flood in ["&", "&a", "<p title='&'>", "<table>a<b>b</table>", "<table><tr><p>a</table>"] {
        let sanitized = sanitize(&flood.repeat(2_000_000 / flood.len()), &options());
        assert!(sanitized.cut && !sanitized.html.0.is_empty(), "{flood}");
    }
    assert!(!sanitize(&"a&nbsp;b ".repeat(50_000), &options()).cut);
    assert!(!sanitize(&"<table> <tr> <td>a</table>".repeat(20_000), &options()).cut);
    let comments = "<!----!>a".repeat(200_000);
    assert_eq!(sanitize(&comments, &options()).html.0.len(), 200_000);
    let attributes: String = (0..200_000).map(|it| format!(" a{it}")).collect();
    check(&format!("<p{attributes} title=b TITLE=c>a"), "<p title=\"b\">a</p>");
    let nested = format!("<p style='width:{}'>a", "calc(".repeat(10_000));
    clean(&nested);
}

#[test]
fn without_links_everything_else_stays_and_lies_are_told_all_the_same() {
    let options = Options { dead_links: true, ..options() };
    let html = "<p id=top>Voir <a href='https://evil.test/' title=t style='color:red'>banque.fr</a>, \
                <a href=#top>haut</a>, <a name=x>ici</a> <img src=cid:logo@x></p>";
    let dead = sanitize(html, &options);
    assert!(!dead.html.0.contains("href"), "{}", dead.html);
    let alive = sanitize(html, &Options { dead_links: false, ..options.clone() });
    let without =
        |html: &str| html.replace(" href=\"https://evil.test/\"", "").replace(" href=\"#m-top\"", "");
    assert_eq!(from_here(&dead.html.0), from_here(&without(&alive.html.0)));
    assert_eq!((dead.deceptive.len(), &dead.deceptive), (1, &alive.deceptive));
    assert_eq!(sanitize(&dead.html.0, &options).html, dead.html, "at rest");
    assert!(checker::faults(&dead.html.0, &dead.sheet.0).is_empty());
}

/// A link to a place in the message opens where it stands, others in a window of their own: without
/// an address all are alike.
fn from_here(html: &str) -> String {
    html.replace("_self", "_blank")
}

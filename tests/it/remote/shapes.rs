//! Every shape in which a letter asked a browser to load something, in webmails that let it through
//! (Roundcube's changelog of 2020 to 2026 by class, and the HTML standard's elements that load).

/// HTML whose every line would load from `host`; `{}` stands for it there.
pub fn all(host: &str) -> String {
    LINES.iter().map(|it| it.replace("{}", host)).collect::<Vec<_>>().join("\n")
}

const LINES: &[&str] = &[
    // What has no body has a head.
    "<html manifest=\"{}/manifest\"><head profile=\"{}/profile\"><base href=\"{}/base/\">",
    "<meta http-equiv=refresh content=\"0; url={}/refresh\"><meta http-equiv=\"Link\" content=\"<{}/l>;rel=preload\">",
    "<link rel=stylesheet href=\"{}/style.css\"><link rel=icon href=\"{}/icon\"><link rel=preload as=image href=\"{}/p\">",
    "<link rel=dns-prefetch href=\"{}\"><link rel=preconnect href=\"{}\"><link rel=prefetch href=\"{}/f\">",
    "<script src=\"{}/script.js\"></script><script>fetch('{}/fetch')</script>",
    "<style>@import url({}/import.css); @import '{}/import2.css'; @font-face { font-family: x; src: url({}/font) }",
    "body { background: url({}/sheet); cursor: url({}/cursor), auto; list-style: url('{}/list') } p { font-family: x }",
    "p::before { content: url({}/content) } b { backgr\\ound: u\\72l({}/escaped) } i { background: image-set('{}/set' 1x) }",
    "u { background: var(--x, url({}/var)); --x: url({}/custom) } s { background: cross-fade(url({}/cf), url({}/cf2)) }",
    "/* q { content:\"*/* { background: url({}/brace) } /* */ a { filter: url({}/filter#f); mask: url({}/mask) }</style>",
    "</head><body background=\"{}/body\" onload=\"new Image().src='{}/onload'\">",
    // Images, and what looks like them.
    "<img src=\"{}/img\"><img src='{}/quote'><img src={}/bare><IMG SRC=\"{}/case\"><image src=\"{}/image\">",
    "<img srcset=\"{}/srcset 1x, {}/srcset2 2x\"><img src=\"cid:none\" srcset=\"{}/srcset3\"><img lowsrc=\"{}/low\" dynsrc=\"{}/dyn\">",
    "<picture><source srcset=\"{}/source\"><source src=\"{}/source2\"><img alt=x></picture>",
    "<input type=image src=\"{}/input\"><img longdesc=\"{}/longdesc\" usemap=\"{}/usemap\">",
    "<img src=\"\n{}/newline\"><img src=\"&#9;{}/tab\"><img src=\"\x01{}/control\"><img/src=\"{}/slash\"/x>",
    // Sound, films, plug-ins, frames.
    "<video src=\"{}/video\" poster=\"{}/poster\" autoplay></video><audio src=\"{}/audio\" autoplay></audio>",
    "<video autoplay><source src=\"{}/film\"><track default src=\"{}/track\"></video><bgsound src=\"{}/sound\">",
    "<embed src=\"{}/embed\"><object data=\"{}/object\"></object><applet code=\"{}/applet\" archive=\"{}/a\"></applet>",
    "<iframe src=\"{}/iframe\"></iframe><iframe srcdoc=\"<img src={}/srcdoc>\"></iframe><frameset><frame src=\"{}/frame\"></frameset>",
    "<portal src=\"{}/portal\"></portal><layer src=\"{}/layer\"></layer><ilayer background=\"{}/ilayer\"></ilayer>",
    // Tables and what else has a background.
    "<table background=\"{}/table\"><tr background=\"{}/tr\"><td background=\"{}/td\">x</td></tr></table>",
    "<div style=\"background: url({}/style)\">x</div><div style=\"background-image:url( '{}/style2' )\">x</div>",
    "<div style=\"background:u\\72 l({}/style3)\">x</div><div style=\"background:URL({}/style4\">x</div>",
    "<div style=\"background:/**/url(/**/{}/style5)\">x</div><div style='background:image-set(\"{}/style6\" 1x)'>x</div>",
    "<div style=\"background: var(--a, url({}/style7)); --a: url({}/style8)\">x</div><div style=\"behavior:url({}/b)\">x</div>",
    "<div style=\"border-image: url({}/border) 1; list-style-image: url({}/list2); cursor: url({}/cursor2), auto\">x</div>",
    "<div style=\"content: url({}/content2); mask-image: url({}/mask2); shape-outside: url({}/shape)\">x</div>",
    "<div style=\"background: \\0026quot;; background: url({}/style9)\">x</div><div style=\"-moz-binding:url({}/m)\">x</div>",
    "<font style=\"background: image({}/image2); background: cross-fade(url({}/cf3), red)\">x</font>",
    // SVG and MathML.
    "<svg><image href=\"{}/svg\"/><image xlink:href=\"{}/svg2\"/><use href=\"{}/use#x\"/><feImage href=\"{}/fe\"/></svg>",
    "<svg><rect fill=\"url({}/fill#a)\" filter=\"url({}/filter2#a)\" mask=\"url({}/mask3#a)\" style=\"fill:url({}/f2#a)\"/>",
    "<animate attributeName=style values=\"background:url({}/anim)\" by=\"filter:url({}/by)\"/><set attributeName=href to=\"{}/set\"/>",
    "<foreignObject><img src=\"{}/foreign\"></foreignObject><style>@import '{}/svgimport';</style></svg>",
    "<math href=\"{}/math\"><mglyph src=\"{}/glyph\"/><annotation-xml encoding=\"text/html\"><img src=\"{}/ann\"></annotation-xml></math>",
    // What parsers disagree about.
    "<noscript><p title=\"</noscript><img src={}/noscript>\"></noscript><![CDATA[<img src={}/cdata>]]>",
    "<title><img src={}/title></title><textarea><p style=\"x:</textarea><img src={}/textarea>\">",
    "<xmp><img src={}/xmp></xmp><noembed><img src={}/noembed></noembed><template><img src={}/template></template>",
    "<!--[if gte mso 9]><img src={}/mso><![endif]--><![if !mso]><img src={}/notmso><![endif]>",
    // What is fetched by a click or after it.
    "<a href=\"https://example.test/\" ping=\"{}/ping\">x</a><form action=\"{}/form\"><button formaction=\"{}/fa\">x</button></form>",
    "<blockquote cite=\"{}/cite\"><q cite=\"{}/q\">x</q></blockquote><p>Le dernier mot.</p>",
];

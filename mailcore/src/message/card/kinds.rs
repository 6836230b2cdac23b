//! What kind of address or number a line has: by its types, else by the label of its group.

use super::fields::{Kind, Many};
use super::line::Line;

/// How the usual labels of Apple's programs are written: `_$!<Home>!$_`.
pub(super) fn apple(label: &str) -> Option<&str> {
    label.trim().strip_prefix("_$!<")?.strip_suffix(">!$_")
}

/// Whether a label is this usual one.
pub(super) fn is_apple(label: &str, word: &str) -> bool {
    apple(label).is_some_and(|it| it.eq_ignore_ascii_case(word))
}

/// The kind of a line, and what its owner calls it instead.
pub(super) fn of(many: Many, line: &Line, label: Option<&str>) -> (Kind, Option<String>) {
    let own = label.filter(|it| apple(it).is_none() && !it.trim().is_empty()).map(str::to_owned);
    let typed = match many {
        Many::Email => home_or_work(line),
        Many::Phone => of_phone(line),
        Many::Website => {
            let known = [
                ("work", Kind::Work),
                ("blog", Kind::Blog),
                ("profile", Kind::Profile),
                ("other", Kind::Other),
            ];
            known.into_iter().find(|(word, _)| line.is_of(word)).map(|(_, kind)| kind)
        }
        Many::Messenger => None,
    };
    let usual = if many == Many::Website { Kind::Homepage } else { Kind::Other };
    let labelled = || label.and_then(apple).and_then(|it| of_label(many, it));
    (typed.or_else(labelled).unwrap_or(usual), own)
}

/// The same of a postal address.
pub(super) fn of_postal(line: &Line, label: Option<&str>) -> (Kind, Option<String>) {
    of(Many::Email, line, label)
}

fn home_or_work(line: &Line) -> Option<Kind> {
    // Both at once is what nobody meant; the business comes first on a card.
    match (line.is_of("work"), line.is_of("home")) {
        (true, _) => Some(Kind::Work),
        (false, true) => Some(Kind::Home),
        (false, false) => None,
    }
}

fn of_phone(line: &Line) -> Option<Kind> {
    let is_fax = line.is_of("fax");
    match home_or_work(line) {
        Some(Kind::Work) if is_fax => return Some(Kind::WorkFax),
        Some(Kind::Home) if is_fax => return Some(Kind::HomeFax),
        _ => {}
    }
    let known = [
        ("fax", Kind::OtherFax),
        ("cell", Kind::Mobile),
        ("mobile", Kind::Mobile),
        ("iphone", Kind::Mobile),
        ("pager", Kind::Pager),
        ("car", Kind::Car),
        ("video", Kind::Video),
        ("assistant", Kind::Assistant),
        ("main", Kind::Main),
        ("main-number", Kind::Main),
    ];
    known.into_iter().find(|(word, _)| line.is_of(word)).map(|(_, kind)| kind).or_else(|| home_or_work(line))
}

fn of_label(many: Many, word: &str) -> Option<Kind> {
    let word = word.to_ascii_lowercase();
    let kind = match word.as_str() {
        "home" => Kind::Home,
        "work" => Kind::Work,
        "mobile" | "iphone" => Kind::Mobile,
        "main" => Kind::Main,
        "homefax" => Kind::HomeFax,
        "workfax" => Kind::WorkFax,
        "otherfax" => Kind::OtherFax,
        "pager" => Kind::Pager,
        "homepage" => Kind::Homepage,
        "blog" => Kind::Blog,
        "profile" => Kind::Profile,
        "assistant" => Kind::Assistant,
        _ => Kind::Other,
    };
    many.kinds().contains(&kind).then_some(kind)
}

/// The types that say a kind.
pub(super) fn types(many: Many, kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Home => &["HOME"],
        Kind::Work => &["WORK"],
        Kind::Mobile => &["CELL"],
        Kind::Main => &["MAIN"],
        Kind::HomeFax => &["HOME", "FAX"],
        Kind::WorkFax => &["WORK", "FAX"],
        Kind::OtherFax => &["FAX"],
        Kind::Car => &["CAR"],
        Kind::Pager => &["PAGER"],
        Kind::Video => &["VIDEO"],
        Kind::Assistant => &["ASSISTANT"],
        Kind::Blog => &["BLOG"],
        Kind::Profile => &["PROFILE"],
        Kind::Other if many == Many::Website => &["OTHER"],
        Kind::Other
        | Kind::Homepage
        | Kind::Aim
        | Kind::Icq
        | Kind::Msn
        | Kind::Yahoo
        | Kind::Jabber
        | Kind::Skype => &[],
    }
}

/// Services of messengers: the scheme of an address, its property, and those that others write.
const SERVICES: &[(Kind, &str, &str, &[&str])] = &[
    (Kind::Aim, "aim", "X-AIM", &["AIM"]),
    (Kind::Icq, "icq", "X-ICQ", &["ICQ"]),
    (Kind::Msn, "msnim", "X-MSN", &["MSN", "MS-IMADDRESS"]),
    (Kind::Yahoo, "ymsgr", "X-YAHOO", &["YAHOO"]),
    (Kind::Jabber, "xmpp", "X-JABBER", &["JABBER", "GTALK", "GOOGLE-TALK"]),
    (Kind::Skype, "skype", "X-SKYPE-USERNAME", &["SKYPE-USERNAME", "SKYPE"]),
];

/// The service with this scheme.
pub(super) fn of_scheme(scheme: &str) -> Option<Kind> {
    let scheme = if scheme.eq_ignore_ascii_case("msn") { "msnim" } else { scheme };
    let scheme = if scheme.eq_ignore_ascii_case("yahoo") { "ymsgr" } else { scheme };
    SERVICES.iter().find(|it| it.1.eq_ignore_ascii_case(scheme)).map(|it| it.0)
}

/// The scheme of a service.
pub(super) fn scheme(kind: Kind) -> Option<&'static str> {
    SERVICES.iter().find(|it| it.0 == kind).map(|it| it.1)
}

/// The service of a property, whose name is in upper case and without `X-`.
pub(super) fn of_messenger(name: &str) -> Option<Kind> {
    SERVICES.iter().find(|it| it.3.contains(&name)).map(|it| it.0)
}

/// The property of a service.
pub(super) fn property(kind: Kind) -> Option<&'static str> {
    SERVICES.iter().find(|it| it.0 == kind).map(|it| it.2)
}

//! What fields and kinds are called: keys of texts; and what is said of the directory and of servers.

use mailcore::message::card::fields::{Kind, Many, PostalPart, Single};

use crate::contacts::Error;
use crate::contacts::anywhere::Done;
use crate::contacts::remote::Failure;
use crate::i18n::{Locale, Text};
use crate::store::cards::directory::DirectoryReads;

/// That the directory could not be read lately, and of when what is known of it is.
pub(super) fn stale(reads: DirectoryReads, locale: Locale, now: i64) -> Option<Text> {
    reads.failed_at?;
    Some(match reads.read_at {
        Some(at) => Text::new("contacts-directory-stale").with("since", locale.long_date(at, now)),
        None => Text::new("contacts-directory-away"),
    })
}

/// Why a server did not do it.
pub(super) fn failure(failure: Failure) -> &'static str {
    match failure {
        Failure::Away => "contacts-server-away",
        Failure::Refused => "contacts-server-refused",
        Failure::Locked => "contacts-server-locked",
        Failure::Busy => "contacts-server-busy",
        Failure::Elsewhere => "contacts-server-elsewhere",
        Failure::ReadOnly => "contacts-server-says-read-only",
        Failure::Changed => "contacts-server-changed",
        Failure::Full => "contacts-server-full",
        Failure::NoBooks => "contacts-server-no-books",
        Failure::Nonsense => "contacts-server-nonsense",
        Failure::TooMuch => "contacts-server-too-much",
        Failure::NoRoom => "contacts-server-no-room",
    }
}

/// Why it was not done, in the sentence of a key that has a place for it.
pub(super) fn problem(error: &Error, locale: Locale, key: &'static str) -> Text {
    match error.failure() {
        Some(why) => Text::new(key).with("why", locale.say(&Text::new(failure(why)))),
        None => Text::new("contacts-too-many-books"),
    }
}

/// That an act on several cards was stopped by a server, and after how many.
pub(super) fn stopped(done: &Done, locale: Locale) -> Option<Text> {
    let why = locale.say(&Text::new(failure(done.stopped?)));
    let count = i64::try_from(done.count.saturating_add(done.taken)).unwrap_or(i64::MAX);
    Some(Text::new("contacts-stopped").with("count", count).with("why", why))
}

/// What became of an act that was taken back.
pub(super) fn taken_back(done: &Done, locale: Locale) -> Text {
    let number = |it: u64| i64::try_from(it).unwrap_or(i64::MAX);
    if let (Some((left, why)), None) = (done.left, done.stopped) {
        let done = done.count.saturating_add(done.taken);
        let why = locale.say(&Text::new(failure(why)));
        return Text::new("contacts-undo-left")
            .with("count", number(left))
            .with("done", number(done))
            .with("why", why);
    }
    match (done.count, done.taken) {
        _ if done.stopped.is_some() => {
            stopped(done, locale).unwrap_or_else(|| Text::new("contacts-not-given-back"))
        }
        (0, 0) => Text::new("contacts-not-given-back"),
        (count, 0) => Text::new("contacts-given-back").with("count", number(count)),
        (0, taken) => Text::new("contacts-import-undone").with("count", number(taken)),
        (count, taken) => {
            Text::new("contacts-import-undone-all").with("count", number(taken)).with("back", number(count))
        }
    }
}

/// A field of which a card has one.
pub(super) fn single(single: Single) -> &'static str {
    match single {
        Single::FormattedName => "contacts-formatted-name",
        Single::Prefix => "contacts-prefix",
        Single::GivenName => "contacts-given-name",
        Single::MiddleName => "contacts-middle-name",
        Single::FamilyName => "contacts-family-name",
        Single::Suffix => "contacts-suffix",
        Single::Nickname => "contacts-nickname",
        Single::JobTitle => "contacts-job-title",
        Single::Organization => "contacts-organization",
        Single::Department => "contacts-department",
        Single::MaidenName => "contacts-maiden-name",
        Single::Gender => "contacts-gender",
        Single::Birthday => "contacts-birthday",
        Single::Anniversary => "contacts-anniversary",
        Single::Assistant => "contacts-assistant",
        Single::Manager => "contacts-manager",
        Single::Spouse => "contacts-spouse",
        Single::Note => "contacts-note",
    }
}

/// A field of which there may be several.
pub(super) fn many(many: Many) -> &'static str {
    match many {
        Many::Email => "contacts-emails",
        Many::Phone => "contacts-phones",
        Many::Website => "contacts-websites",
        Many::Messenger => "contacts-messengers",
    }
}

/// One more of them.
pub(super) fn one_more(many: Many) -> &'static str {
    match many {
        Many::Email => "contacts-add-email",
        Many::Phone => "contacts-add-phone",
        Many::Website => "contacts-add-website",
        Many::Messenger => "contacts-add-messenger",
    }
}

/// What kind it is.
pub(super) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Home => "contacts-kind-home",
        Kind::Work => "contacts-kind-work",
        Kind::Other => "contacts-kind-other",
        Kind::Mobile => "contacts-kind-mobile",
        Kind::Main => "contacts-kind-main",
        Kind::HomeFax => "contacts-kind-home-fax",
        Kind::WorkFax => "contacts-kind-work-fax",
        Kind::OtherFax => "contacts-kind-other-fax",
        Kind::Car => "contacts-kind-car",
        Kind::Pager => "contacts-kind-pager",
        Kind::Video => "contacts-kind-video",
        Kind::Assistant => "contacts-kind-assistant",
        Kind::Homepage => "contacts-kind-homepage",
        Kind::Blog => "contacts-kind-blog",
        Kind::Profile => "contacts-kind-profile",
        Kind::Aim => "contacts-kind-aim",
        Kind::Icq => "contacts-kind-icq",
        Kind::Msn => "contacts-kind-msn",
        Kind::Yahoo => "contacts-kind-yahoo",
        Kind::Jabber => "contacts-kind-jabber",
        Kind::Skype => "contacts-kind-skype",
    }
}

/// A part of a postal address.
pub(super) fn postal(part: PostalPart) -> &'static str {
    match part {
        PostalPart::PoBox => "contacts-po-box",
        PostalPart::Extended => "contacts-extended",
        PostalPart::Street => "contacts-street",
        PostalPart::Locality => "contacts-locality",
        PostalPart::Region => "contacts-region",
        PostalPart::PostalCode => "contacts-postal-code",
        PostalPart::Country => "contacts-country",
    }
}

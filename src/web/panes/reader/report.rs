//! What the open message reports of another one, in sentences.

use mailcore::message::report::{Action, Delivery, Disposition, DispositionKind, Reason, Report};

use crate::i18n::{Locale, Text};
use crate::reading::Reading;
use crate::reading::report::{Original, Reported};
use crate::web::session::Visitor;
use crate::web::urls;
use crate::web::view::View;

/// A report.
#[derive(Debug)]
pub(in crate::web) struct ReportCard {
    /// One for each recipient.
    pub(in crate::web) lines: Vec<ReportLine>,
    /// The message that it is about, or its header, where that is enclosed.
    pub(in crate::web) original: Option<Link>,
    /// The report as it came.
    pub(in crate::web) save_url: String,
}

/// A place to go to.
#[derive(Debug)]
pub(in crate::web) struct Link {
    pub(in crate::web) url: String,
    pub(in crate::web) label: Text,
}

/// What became of a message for one recipient.
#[derive(Debug)]
pub(in crate::web) struct ReportLine {
    pub(in crate::web) sentence: String,
    /// The class of the notice: how bad it is.
    pub(in crate::web) class: &'static str,
    pub(in crate::web) icon: &'static str,
    /// The server's own words; may be empty.
    pub(in crate::web) said: String,
    /// What stands before them.
    pub(in crate::web) said_by: Text,
}

impl ReportCard {
    /// `None` for a message that reports nothing. `view` is that of the list.
    pub(super) fn new(visitor: &Visitor, reading: &Reading, view: &View) -> Option<Self> {
        let Reported { report, part, original } = reading.report.as_ref()?;
        let at = &reading.message.at;
        let message = message(original.as_ref(), visitor.locale);
        let lines = match report {
            Report::Delivery(all) => all.iter().map(|it| delivery(it, &message, visitor.locale)).collect(),
            Report::Disposition(one) => vec![disposition(one, &message, visitor.locale)],
        };
        let original = original.as_ref().map(|it| match it.is_whole {
            true => Link { url: urls::embedded(at, &it.part, view), label: Text::new("report-original") },
            false => {
                Link { url: urls::message_part(at, &it.part), label: Text::new("report-original-header") }
            }
        });
        Some(Self { lines, original, save_url: urls::message_part(at, part) })
    }
}

/// `Your message “Quote”`, with which each sentence begins.
fn message(original: Option<&Original>, locale: Locale) -> String {
    let subject = original.map(|it| it.subject.as_str()).filter(|it| !it.is_empty());
    locale.say(&match subject {
        Some(subject) => Text::new("report-message").with("subject", subject),
        None => Text::new("report-message-unnamed"),
    })
}

fn delivery(delivery: &Delivery, message: &str, locale: Locale) -> ReportLine {
    let (key, class, icon) = match delivery.action {
        Action::Failed => ("report-failed", "danger", "octagon-alert"),
        Action::Delayed => ("report-delayed", "warn", "mail-warning"),
        Action::Delivered => ("report-delivered", "ok", "mail-check"),
        Action::Relayed => ("report-relayed", "", "mail-check"),
        Action::Expanded => ("report-expanded", "", "mail-check"),
    };
    let sentence = Text::new(key).with("message", message).with("address", delivery.recipient.as_str());
    let sentence = match delivery.action {
        Action::Failed | Action::Delayed => {
            sentence.with("reason", locale.t(reason(delivery.reason)).into_owned())
        }
        Action::Delivered | Action::Relayed | Action::Expanded => sentence,
    };
    ReportLine {
        sentence: locale.say(&sentence),
        class,
        icon,
        said: delivery.said.clone(),
        said_by: match delivery.server.as_str() {
            "" => Text::new("report-said"),
            server => Text::new("report-said-by").with("server", server),
        },
    }
}

fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::UnknownAddress => "report-because-unknown-address",
        Reason::UnknownDomain => "report-because-unknown-domain",
        Reason::Disabled => "report-because-disabled",
        Reason::Full => "report-because-full",
        Reason::TooLarge => "report-because-too-large",
        Reason::Refused => "report-because-refused",
        Reason::Unreachable => "report-because-unreachable",
        Reason::Unsaid => "report-because-unsaid",
    }
}

fn disposition(disposition: &Disposition, message: &str, locale: Locale) -> ReportLine {
    let (key, class) = match disposition.kind {
        DispositionKind::Displayed => ("report-displayed", "ok"),
        DispositionKind::Deleted => ("report-deleted", ""),
        DispositionKind::Processed => ("report-processed", ""),
    };
    let address = match disposition.recipient.as_str() {
        "" => locale.t("report-somebody").into_owned(),
        address => address.to_owned(),
    };
    ReportLine {
        sentence: locale.say(&Text::new(key).with("message", message).with("address", address)),
        class,
        icon: "mail-check",
        said: String::new(),
        said_by: Text::new("report-said"),
    }
}

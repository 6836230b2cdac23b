//! Making the document of a list page: 50 rows, 36 folders. Session, mail server and gzip are not in
//! it.

mod answer;
mod server;

use std::sync::Arc;

use criterion::Criterion;
use facteur::i18n::Locale;
use facteur::web::measured::list_page;
use facteur::web::session::Visitor;
use mailcore::mailbox::MailboxName;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let listing = server::listing();
    let visitor = Visitor {
        has_fixed_language: false,
        locale: Locale::default(),
        csrf: "x".repeat(86),
        login: Some("marie@octopus.test".to_owned()),
        notice: None,
        fragment: false,
        here: String::new(),
        preferences: Arc::default(),
        now: answer::NOW,
        waiting: 0,
        has_rules: false,
        may_redirect: true,
    };
    criterion.bench_function("list page/50 rows", |bencher| {
        bencher.iter(|| list_page(&visitor, MailboxName::inbox(), listing.clone()));
    });
    criterion.final_summary();
}

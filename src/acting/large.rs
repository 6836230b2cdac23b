//! Acts on so many messages that nobody waits for them: they go on by themselves, are looked at, and can be
//! stopped.

use std::time::Duration;

use mailcore::imap;
use mailcore::mailbox::MailboxName;
use mailcore::uid::MessageNumber;

use super::work::Task;
use super::{Report, finish, in_the_way};
use crate::desk::Desk;
use crate::i18n::dates;
use crate::jobs::Jobs;
use crate::secret;
use crate::store::AccountId;

/// The most messages that people wait for.
pub(super) const MOST_WAITED_FOR: usize = 500;

/// How long the report of one that has ended is kept.
const REMEMBERED: Duration = Duration::from_secs(1_800);

/// How far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Where the messages are, or were.
    pub mailbox: MailboxName,
    /// With how many it was done.
    pub done: usize,
    /// Of so many.
    pub total: usize,
    /// Somebody stopped it.
    pub is_stopped: bool,
    /// What became of it; `None` while it goes on.
    pub report: Option<Report>,
}

static JOBS: Jobs<String, Progress> = Jobs::new();

fn goes_on(progress: &Progress) -> bool {
    progress.report.is_none()
}

/// How far it is; `None` when nobody knows of it: it ended long ago, or the program was started anew since.
pub fn progress(account: AccountId, job: &str) -> Option<Progress> {
    JOBS.get(account, &job.to_owned())
}

/// All that are under way, or have ended a while ago, by their names.
pub fn all(account: AccountId) -> Vec<(String, Progress)> {
    JOBS.of(account)
}

/// Stops it after what is under way.
pub fn stop(account: AccountId, job: &str) {
    JOBS.change(account, &job.to_owned(), |it| it.is_stopped = true);
}

/// Begins an act; its name.
pub(super) fn begin_act(
    desk: &Desk,
    mailbox: MailboxName,
    numbers: Vec<MessageNumber>,
    task: Task,
) -> String {
    let (desk, total, at) = (desk.clone(), numbers.len(), mailbox.clone());
    begin(desk.account, mailbox, total, |teller| async move {
        let lease = desk.lease(Some(&at)).await?;
        finish(&desk, lease, &at, &numbers, (task, &|done| teller.tell(done))).await
    })
}

/// Tells how far one is.
#[derive(Debug)]
pub(super) struct Teller {
    account: AccountId,
    job: String,
}

impl Teller {
    /// It was done with so many; whether it is to go on.
    pub(super) fn tell(&self, done: usize) -> bool {
        let change = |it: &mut Progress| {
            it.done = done;
            !it.is_stopped
        };
        JOBS.change(self.account, &self.job, change).unwrap_or(true)
    }
}

/// Begins what is to be done with so many messages; its name.
pub(super) fn begin<F>(
    account: AccountId,
    mailbox: MailboxName,
    total: usize,
    work: impl FnOnce(Teller) -> F,
) -> String
where
    F: Future<Output = Result<Report, imap::Error>> + Send + 'static,
{
    let job = secret::random_hex::<16>();
    let progress = Progress { mailbox, done: 0, total, is_stopped: false, report: None };
    JOBS.begin(account, &job, progress, goes_on);
    let name = job.clone();
    let work = dates::carried(work(Teller { account, job: name.clone() }));
    tokio::spawn(async move {
        let report = work.await.unwrap_or_else(|error| {
            tracing::warn!(error = &error as &dyn std::error::Error, "a large act was not begun");
            Report::not_done(in_the_way(error), total)
        });
        JOBS.change(account, &name, |it| it.report = Some(report));
        tokio::time::sleep(REMEMBERED).await;
        JOBS.forget(account, &name, goes_on);
    });
    job
}

//! Acts on so many messages that nobody waits for them: they go on by themselves, are looked at, and can be
//! stopped.

use std::time::Duration;

use mailcore::mailbox::MailboxName;
use mailcore::uid::MessageNumber;

use super::work::Task;
use super::{Outcome, Report, finish, in_the_way};
use crate::desk::Desk;
use crate::jobs::Jobs;
use crate::secret;
use crate::store::AccountId;

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

/// Stops it after what is under way.
pub fn stop(account: AccountId, job: &str) {
    JOBS.change(account, &job.to_owned(), |it| it.is_stopped = true);
}

/// Begins it; its name.
pub(super) fn begin(desk: &Desk, mailbox: MailboxName, numbers: Vec<MessageNumber>, task: Task) -> String {
    let job = secret::random_hex::<16>();
    let progress =
        Progress { mailbox: mailbox.clone(), done: 0, total: numbers.len(), is_stopped: false, report: None };
    JOBS.begin(desk.account, &job, progress, goes_on);
    let (desk, name) = (desk.clone(), job.clone());
    tokio::spawn(async move {
        let tell = |done| {
            let change = |it: &mut Progress| {
                it.done = done;
                !it.is_stopped
            };
            JOBS.change(desk.account, &name, change).unwrap_or(true)
        };
        let report = match desk.lease(Some(&mailbox)).await {
            Ok(lease) => finish(&desk, lease, &mailbox, &numbers, (task, &tell)).await,
            Err(error) => Err(error),
        };
        let report = report.unwrap_or_else(|error| {
            tracing::warn!(error = &error as &dyn std::error::Error, "a large act was not begun");
            Report { outcome: Outcome::NotDone(in_the_way(error)), count: numbers.len(), undo: None }
        });
        JOBS.change(desk.account, &name, |it| it.report = Some(report));
        tokio::time::sleep(REMEMBERED).await;
        JOBS.forget(desk.account, &name, goes_on);
    });
    job
}

//! Sends what waits for its time, whoever is signed in by then.

use std::sync::Arc;
use std::time::Duration;

use crate::app::App;
use crate::login;
use crate::outbox::obstacle::Obstacle;
use crate::outbox::waiting;
use crate::preferences::Preferences;
use crate::store::waiting::DueRow;

/// The longest between two looks: another process on the same database may have put something off.
const LONGEST: Duration = Duration::from_secs(15);

/// After so many seconds what this process, or another one on the same database, has taken is left behind. Longer
/// than any handing over takes.
const LEFT_BEHIND_AFTER: i64 = 600;

/// Begins with what a crash left: nobody has the turn at a message any more, where no other process can have it.
pub(super) async fn begin(app: &App, now: i64) {
    if app.store.is_for_one_process()
        && let Err(error) = app.store.outbox_end_turns().await
    {
        tracing::error!(%error, "messages that a crash left could not be looked at");
    }
    let before = if app.store.is_for_one_process() { i64::MAX } else { now - LEFT_BEHIND_AFTER };
    revive(app, before).await;
}

/// Lets wait again what was taken before `before` and stopped on its way to the submission server: by a crash, or by
/// a database that failed for a moment.
async fn revive(app: &App, before: i64) {
    match app.store.revive_due(before).await {
        Ok(0) => {}
        Ok(revived) => tracing::info!(revived, "messages wait again that had stopped on their way"),
        Err(error) => tracing::error!(%error, "messages that wait could not be looked at"),
    }
}

/// Goes on until it is aborted.
pub(super) async fn send_what_is_due(app: App) {
    loop {
        let now = jiff::Timestamp::now().as_second();
        revive(&app, now - LEFT_BEHIND_AFTER).await;
        if let Err(error) = turn(&app, now).await {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "messages that are due could not be sent"
            );
        }
        let next = app.store.next_due().await.ok().flatten();
        let left = next.map(|at| at.saturating_sub(jiff::Timestamp::now().as_second()).max(1));
        let patience = left.and_then(|it| u64::try_from(it).ok()).map_or(LONGEST, Duration::from_secs);
        waiting::wait(patience.min(LONGEST)).await;
    }
}

async fn turn(app: &App, now: i64) -> Result<(), crate::outbox::Error> {
    while let Some(due) = app.store.claim_due(now).await? {
        send(app, due).await?;
    }
    Ok(())
}

async fn send(app: &App, due: DueRow) -> Result<(), crate::outbox::Error> {
    // A name that none may have here any more signs in nowhere.
    let credentials = waiting::credentials(&app.server_key, &due);
    let Some(credentials) = credentials.filter(|_| login::is_ours(&due.login, &app.config)) else {
        return waiting::hold(&app.store, &app.server_key, &due, &Obstacle::Credentials).await;
    };
    let preferences = Preferences::of_or_usual(&app.decisions, due.account).await;
    let servers = app.config.servers_of(&due.login);
    waiting::send_due(app.desk(due.account, credentials, servers, Arc::new(preferences)), due).await
}

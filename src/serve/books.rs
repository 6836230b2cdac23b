//! Reads the books that people have on servers, each every so often.

use std::time::Duration;

use tokio::time::MissedTickBehavior;

use crate::app::App;
use crate::contacts::remote::syncing;

/// How often is looked which books have waited long enough.
const LOOKED_EVERY: Duration = Duration::from_secs(60);

/// Goes on until it is aborted.
pub(super) async fn refresh(app: App) {
    let reach = app.reach(None);
    let every = app.config.carddav.refresh;
    let mut turns = tokio::time::interval(LOOKED_EVERY.min(every));
    turns.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        turns.tick().await;
        let now = jiff::Timestamp::now().as_second();
        let since = now.saturating_sub(i64::try_from(every.as_secs()).unwrap_or(i64::MAX));
        match syncing::sync_due(&reach, since, now).await {
            Ok(0) => {}
            Ok(books) => tracing::debug!(books, "books on servers were read"),
            Err(error) => tracing::error!(
                error = &error as &dyn std::error::Error,
                "the books on servers are not known"
            ),
        }
    }
}

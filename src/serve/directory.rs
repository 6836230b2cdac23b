//! Reads the company directory from its server, at the start and every so often.

use crate::app::App;
use crate::contacts::directory;

/// Goes on until it is aborted; ends at once when no server is named.
pub(super) async fn refresh(app: App) {
    let Some(server) = &app.config.directory else { return };
    let mut turns = tokio::time::interval(server.refresh);
    loop {
        turns.tick().await;
        let now = jiff::Timestamp::now().as_second();
        match directory::feed_ldap(&app.store, server, now).await {
            Ok(fed) => tracing::info!("the directory was read: {fed}"),
            Err(error) => tracing::warn!(
                error = &error as &dyn std::error::Error,
                "the directory could not be read; what was read last stays"
            ),
        }
    }
}

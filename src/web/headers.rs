//! What every response says: security headers, caching, compression, time limit.

use axum::Router;

use crate::app::App;

/// Adds the layers that every route has: time limit, panic page, compression, security headers.
pub fn with_layers(_routes: Router<App>, _app: &App) -> Router<App> {
    todo!()
}

//! How every browser is started.

/// The switches of every browser: no screen, no account, no connection of its own.
pub const SWITCHES: &[&str] = &[
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--lang=fr-FR",
    // The pages of the browser's own bars, made in case that somebody looks.
    "--disable-features=PreloadTopChromeWebUI",
];

//! The running program: pages on a socket, tidying by the hour, an end that finishes what is under way.

use std::io;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use axum::serve::ListenerExt as _;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::app::{self, App};
use crate::claim::{self, Claim};
use crate::config::Config;
use crate::store::log::Watch;
use crate::{i18n, outbox, web};

mod books;
mod directory;
mod punctual;

/// How often rows that ended are removed.
const TIDIED_EVERY: Duration = Duration::from_secs(3_600);

/// A message being written that nobody touched for so long is only in the Drafts mailbox, in seconds.
const DRAFTS_KEPT: i64 = 30 * 86_400;

/// Why the program does not start.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The data directory cannot be used, or another process serves it.
    #[error(transparent)]
    Claim(#[from] claim::Error),
    /// A part of it cannot be built.
    #[error(transparent)]
    App(#[from] app::Error),
    /// The time zone went away between the configuration and here.
    #[error(transparent)]
    TimeZone(#[from] i18n::dates::UnknownTimeZone),
    /// Nothing can be served there: the address is in use, or not ours.
    #[error("cannot listen on {address}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        #[source]
        source: io::Error,
    },
}

/// Pages being served. Dropped, it goes on; [`Server::stop`] ends it.
#[derive(Debug)]
pub struct Server {
    /// Where it listens: the port is the real one when 0 was asked for.
    pub address: SocketAddr,
    /// Its parts.
    pub app: App,
    claim: Claim,
    stop: watch::Sender<bool>,
    serving: JoinHandle<io::Result<()>>,
    tidying: JoinHandle<()>,
    log: JoinHandle<()>,
    punctual: JoinHandle<()>,
    directory: JoinHandle<()>,
    books: JoinHandle<()>,
}

/// Takes the data directory, listens, builds the parts, and serves in the background. Answers as soon
/// as a browser may come.
pub async fn serve(mut config: Config) -> Result<Server, Error> {
    if let Some(zone) = &config.time_zone {
        i18n::dates::set_time_zone(zone)?;
    }
    // Before listening, so that who starts it twice hears of the first one, and not of a port.
    let mut claim = Claim::take(&config.data_dir)?;
    let cannot = |source| Error::Listen { address: config.listen, source: in_words(source) };
    let listener = TcpListener::bind(config.listen).await.map_err(cannot)?;
    let address = listener.local_addr().map_err(cannot)?;
    if let Some(url) = config.public_url.strip_suffix(":0") {
        config.public_url = format!("{url}:{}", address.port());
    }
    let app = App::open(config).await?;
    claim.tell(address)?;
    punctual::begin(&app, jiff::Timestamp::now().as_second()).await;
    let (stop, stopped) = watch::channel(false);
    let routes = web::router(app.clone()).into_make_service_with_connect_info::<SocketAddr>();
    // A page is written at once; the end of a download must not wait for the browser to acknowledge
    // what came before (40 ms, where both sides wait for more).
    let listener = listener.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "a connection keeps its delay");
        }
    });
    let serving = axum::serve(listener, routes).with_graceful_shutdown(until(stopped));
    let server = Server {
        address,
        stop,
        serving: tokio::spawn(async move { serving.await }),
        tidying: tokio::spawn(tidy(app.clone())),
        log: tokio::spawn(move_log(app.clone())),
        punctual: tokio::spawn(punctual::send_what_is_due(app.clone())),
        directory: tokio::spawn(directory::refresh(app.clone())),
        books: tokio::spawn(books::refresh(app.clone())),
        app,
        claim,
    };
    tracing::info!(version = crate::VERSION, address = %server.address, "listening on http://{}", server.address);
    Ok(server)
}

impl Server {
    /// Takes no more requests, finishes those under way and then the messages on their way, each at
    /// most as long as a request may take, and closes the database.
    pub async fn stop(self) {
        self.tidying.abort();
        self.log.abort();
        self.punctual.abort();
        self.directory.abort();
        self.books.abort();
        // Nobody listens any more when serving has failed.
        let _ = self.stop.send(true);
        // Streams of events would go on as long as their pages are open.
        self.app.live.close();
        let serving = self.serving.abort_handle();
        if tokio::time::timeout(self.app.config.request_timeout, self.serving).await.is_err() {
            tracing::warn!("requests were cut off: they took too long to end");
            serving.abort();
        }
        outbox::settle(self.app.config.request_timeout).await;
        self.app.store.close().await;
        // The next one may come.
        drop(self.claim);
    }
}

/// What an operator can do about it, where the system's word is none.
fn in_words(error: io::Error) -> io::Error {
    let words = match error.kind() {
        io::ErrorKind::AddrInUse => "another program listens there",
        io::ErrorKind::AddrNotAvailable => "this machine has no such address",
        io::ErrorKind::PermissionDenied => {
            "ports below 1024 need a right of their own (CAP_NET_BIND_SERVICE)"
        }
        _ => return error,
    };
    io::Error::new(error.kind(), words)
}

async fn until(mut stopped: watch::Receiver<bool>) {
    // An error means that the server was dropped and not stopped: then it goes on.
    if stopped.wait_for(|it| *it).await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// Keeps the log of the database short.
async fn move_log(app: App) {
    let mut watch = Watch::default();
    loop {
        app.store.wait_for_log().await;
        match app.store.checkpoint().await {
            Ok(Some(pages)) if watch.stays_long(pages, Instant::now()) => {
                tracing::warn!(pages, "the log of the database stays long: somebody reads what was before");
            }
            Ok(_) => {}
            Err(error) => tracing::error!(%error, "the log of the database stays long"),
        }
    }
}

async fn tidy(app: App) {
    let mut hours = tokio::time::interval(TIDIED_EVERY);
    loop {
        hours.tick().await;
        let now = jiff::Timestamp::now().as_second();
        let sessions = app.store.purge_sessions(app.config.session_idle, now).await;
        let attempts = app.store.purge_attempts(now).await;
        let logins = app.store.purge_logins(now).await;
        let waiting = app.store.purge_waiting_logins(now).await;
        let drafts = app.store.purge_drafts(now - DRAFTS_KEPT).await;
        let forms = app.store.purge_kept_forms(now).await;
        let acts = app.store.purge_card_acts(now).await;
        let files = app.store.purge_card_files(now).await;
        let outcomes = [
            ("sessions", sessions),
            ("attempts", attempts),
            ("logins", logins),
            ("logins that wait", waiting),
            ("drafts", drafts),
            ("kept forms", forms),
            ("acts on cards", acts),
            ("files of cards", files),
        ];
        for (what, outcome) in outcomes {
            match outcome {
                Ok(removed) => tracing::debug!(what, removed, "tidied"),
                Err(error) => tracing::error!(what, %error, "could not tidy"),
            }
        }
    }
}

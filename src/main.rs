//! The commands.

use std::io::{self, IsTerminal as _};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Parser, Subcommand};
use facteur::config::{Config, EXAMPLE};
use facteur::serve::serve;
use tokio::signal::unix::{SignalKind, signal};
use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

/// A server-rendered webmail for any IMAP and submission server.
#[derive(Debug, Parser)]
#[command(version = facteur::VERSION, arg_required_else_help = true, after_long_help = LOGS)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const LOGS: &str = "Logs go to stderr. FACTEUR_LOG=info (the default), debug (more of them) or json \
    (as info, one JSON object a line).";

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves the webmail on the configured mail servers, until SIGTERM or SIGINT.
    #[command(after_long_help = LOGS)]
    Serve {
        /// The configuration file. Each key of it can also be given as an environment variable:
        /// FACTEUR_IMAP__HOST is `host` in `[imap]`.
        #[arg(long, value_name = "FILE", required_unless_present = "print_example")]
        config: Option<PathBuf>,
        /// Prints a configuration file with every key, its default and what it means, and ends.
        #[arg(long)]
        print_example: bool,
    },
}

fn main() -> ExitCode {
    // Before anything may speak TLS: no other provider is built in.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let arguments = Arguments::parse();
    match run(arguments.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Not through the log: it may not be there yet.
            use std::io::Write as _;
            let _ = writeln!(io::stderr(), "facteur: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Serve { print_example: true, .. } => {
            use std::io::Write as _;
            Ok(io::stdout().write_all(EXAMPLE.as_bytes())?)
        }
        Command::Serve { config, .. } => {
            start_log()?;
            let config = config.context("--config is missing")?;
            let config = Config::load(&config).with_context(|| format!("{}", config.display()))?;
            tokio::runtime::Builder::new_multi_thread()
                .enable_all()
                .build()?
                .block_on(serve_until_told(config))
        }
    }
}

async fn serve_until_told(config: Config) -> anyhow::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let server = serve(config).await?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    tracing::info!("stopping");
    server.stop().await;
    Ok(())
}

/// Logs to stderr as `FACTEUR_LOG` says.
fn start_log() -> anyhow::Result<()> {
    let wish = facteur::config::log_wish()?;
    let (level, json) = match wish {
        facteur::config::LogWish::Info => (LevelFilter::INFO, false),
        facteur::config::LogWish::Debug => (LevelFilter::DEBUG, false),
        facteur::config::LogWish::Json => (LevelFilter::INFO, true),
    };
    // These write passwords and mails below WARN, and sessions that ended as attacks.
    let quiet = Targets::new()
        .with_default(level)
        .with_target("async_imap", LevelFilter::OFF)
        .with_target("imap_proto", LevelFilter::OFF)
        .with_target("lettre", LevelFilter::OFF)
        .with_target("rustls", LevelFilter::WARN)
        .with_target("sqlx", LevelFilter::WARN)
        .with_target("tower_sessions", LevelFilter::ERROR)
        .with_target("tower_sessions_core", LevelFilter::ERROR);
    let registry = tracing_subscriber::registry().with(quiet);
    let lines = tracing_subscriber::fmt::layer().with_writer(io::stderr);
    if json {
        registry.with(lines.json().flatten_event(true)).init();
    } else {
        registry.with(lines.with_ansi(io::stderr().is_terminal())).init();
    }
    // A panic's message may hold what a mail said; its place does not.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "a panic");
    }));
    Ok(())
}

//! The commands.

use std::io::{self, IsTerminal as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{CommandFactory as _, Parser, Subcommand};
use facteur::admin;
use facteur::check::{self, Outcome};
use facteur::config::{self, Config, EXAMPLE, LogWish};
use facteur::demo::{self, Demo};
use facteur::login::login_name;
use facteur::preferences::rules::{Rules, UnknownWish};
use facteur::serve::serve;
use mailcore::credentials::Credentials;
use mimalloc::MiMalloc;
use tokio::signal::unix::{SignalKind, signal};
use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use zeroize::Zeroizing;

/// A page is some thousands of small allocations, a sixth of what it costs with the allocator of libc.
/// Without huge pages (`no_thp`), which would keep 20 MB more.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// A server-rendered webmail for any IMAP and submission server.
#[derive(Debug, Parser)]
#[command(version = facteur::VERSION, after_long_help = LOGS)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

const LOGS: &str = "Logs go to stderr. FACTEUR_LOG=info (the default), debug (more of them) or json \
    (as info, one JSON object a line).";

const LOGS_OF_DEMO: &str = "Logs go to stderr: what is wrong, or more with FACTEUR_LOG=info, debug or json. \
    Exit codes: 0 when it was told to end; 1 when something keeps it from starting, as a port or a \
    directory in use.";

const SERVE: &str = "Exit codes: 0 when it was told to end; 2 when the configuration cannot be used; 1 when \
    anything else keeps it from starting, as a port or a data directory in use. One sentence on stderr \
    says which. `facteur check` tells more.";

const CHECK: &str = "Exit codes: 0 when nothing failed, warnings aside; 1 when something did; 2 when the \
    configuration cannot be read. Run it as the user who serves. It changes nothing and sends nothing.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves the webmail on the configured mail servers, until SIGTERM or SIGINT.
    #[command(after_long_help = format!("{SERVE}\n\n{LOGS}"))]
    Serve {
        /// The configuration file. Each key of it can also be given as an environment variable:
        /// FACTEUR_IMAP__HOST is `host` in `[imap]`.
        #[arg(long, value_name = "FILE", required_unless_present = "print_example")]
        config: Option<PathBuf>,
        /// Prints a configuration file with every key, its default and what it means, and ends.
        #[arg(long)]
        print_example: bool,
    },
    /// Serves the webmail on a mail server of its own, full of sample mail, to look at.
    ///
    /// Prints the address and the logins. Everything is on this machine alone; mail to the outside
    /// is kept, never sent. Ends with SIGTERM or SIGINT.
    #[command(after_long_help = LOGS_OF_DEMO)]
    Demo {
        /// Where pages are served: a loopback address, for everybody knows the passwords.
        #[arg(long, value_name = "ADDRESS", default_value_t = DEMO_ADDRESS)]
        listen: SocketAddr,
        /// Keeps mail and data in this directory, for the next start. Without it nothing is kept.
        #[arg(long, value_name = "DIR")]
        data: Option<PathBuf>,
    },
    /// Tries what the configuration leads to and prints a line for each step.
    ///
    /// A line says how it went (ok, warning, failure), what was tried, what was found and, after a
    /// failure, what to do: listen, public_url, trusted_proxies, data_dir, the server's key, the
    /// database, the clock, and each mail server with its name, connection, TLS, certificate and
    /// capabilities.
    #[command(after_long_help = CHECK)]
    Check {
        /// The configuration file.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
        /// Prints a JSON array instead, of objects with the keys server, step, outcome ("ok",
        /// "warning" or "failure"), found, and advice (null where there is none).
        #[arg(long)]
        json: bool,
        /// Signs in to the mail servers as this person, too, and looks at the mailboxes. The password
        /// is taken from the environment variable FACTEUR_CHECK_PASSWORD, or see --password-stdin.
        #[arg(long, value_name = "NAME")]
        user: Option<String>,
        /// Reads the password from the first line of stdin.
        #[arg(long, requires = "user")]
        password_stdin: bool,
    },
    /// What an administrator does from a shell.
    Admin {
        #[command(subcommand)]
        area: Admin,
    },
}

#[derive(Debug, Subcommand)]
enum Admin {
    /// The company directory, a book that everybody reads.
    Directory {
        #[command(subcommand)]
        command: Directory,
    },
    /// Where a person is signed in.
    Sessions {
        #[command(subcommand)]
        command: Sessions,
    },
    /// What is asked of a person after their password.
    SecondFactor {
        #[command(subcommand)]
        command: SecondFactor,
    },
}

#[derive(Debug, Subcommand)]
enum Sessions {
    /// Signs a person out everywhere and prints how many sessions that were.
    ///
    /// What they were writing is kept as after any session that ends. The program may be running meanwhile: it hears
    /// of it within seconds.
    Close {
        /// The configuration file.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
        /// Their login name.
        #[arg(value_name = "NAME")]
        name: String,
    },
}

#[derive(Debug, Subcommand)]
enum SecondFactor {
    /// Takes the second factor of a person away, who has neither their authenticator nor a code that they wrote down.
    ///
    /// Their password alone opens their pages from then on, until they set it up again under Settings. Make sure that
    /// it is they who ask. The program may be running meanwhile.
    Remove {
        /// The configuration file.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
        /// Their login name.
        #[arg(value_name = "NAME")]
        name: String,
    },
}

#[derive(Debug, Subcommand)]
enum Directory {
    /// Reads the directory anew and prints what became of it.
    ///
    /// What the file has takes the place of all that the directory had; who is in both keeps their place. A file
    /// that cannot be read changes nothing. The program may be running meanwhile.
    #[command(after_long_help = IMPORT)]
    Import {
        /// The configuration file.
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
        /// The entries: vCard, LDIF, or a table (CSV) whose columns are called as in Outlook, Google,
        /// Thunderbird or LDAP. Without it the server of [directory.ldap] is read.
        #[arg(value_name = "ENTRIES")]
        file: Option<PathBuf>,
    },
}

const IMPORT: &str = "Exit codes: 0 when the directory was read; 2 when the configuration cannot be used; 1 when \
    anything else went wrong: nothing was removed then.";

const DEMO_ADDRESS: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8080);

fn main() -> ExitCode {
    // Before anything may speak TLS: no other provider is built in.
    let _ = rustls::crypto::ring::default_provider().install_default();
    // In its own workspace `cargo run` shows the program; installed, it says what it can do.
    let usual = || config::is_run_by_cargo().then(Command::demo);
    let Some(command) = Arguments::parse().command.or_else(usual) else {
        let _ = Arguments::command().print_long_help();
        return ExitCode::from(2);
    };
    match run(command) {
        Ok(code) => code,
        Err(error) => {
            // Not through the log: it may not be there yet.
            let _ = writeln!(io::stderr(), "facteur: {error:#}");
            ExitCode::from(if error.is::<config::Error>() || error.is::<UnknownWish>() { 2 } else { 1 })
        }
    }
}

fn run(command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Serve { print_example: true, .. } => {
            io::stdout().write_all(EXAMPLE.as_bytes())?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Serve { config, .. } => {
            start_log(LevelFilter::INFO)?;
            let config = config.context("--config is missing")?;
            let config = load(&config)?;
            runtime()?.block_on(async {
                let told = told_to_end()?;
                let server = serve(config).await?;
                told.await;
                server.stop().await;
                Ok(ExitCode::SUCCESS)
            })
        }
        Command::Demo { listen, data } => {
            // Whoever tries it out sees the address and the logins, not the start.
            start_log(LevelFilter::WARN)?;
            runtime()?.block_on(async {
                let told = told_to_end()?;
                let demo = Demo::start(demo::Options { listen, data }).await?;
                // A closed stdout is no reason to end.
                let _ = io::stdout().write_all(demo.welcome().as_bytes());
                told.await;
                demo.stop().await;
                Ok(ExitCode::SUCCESS)
            })
        }
        Command::Check { config, json, user, password_stdin } => {
            let config = load(&config)?;
            let credentials = user.map(|it| credentials(&it, password_stdin, &config)).transpose()?;
            let mut out = io::stdout();
            let checking = check::print(&config, credentials.as_ref(), json, &mut out);
            let runtime = runtime()?;
            let worst = runtime.block_on(checking)?;
            // A name that is still looked up holds nobody back.
            runtime.shutdown_background();
            Ok(if worst == Outcome::Failure { ExitCode::FAILURE } else { ExitCode::SUCCESS })
        }
        Command::Admin { area: Admin::Directory { command: Directory::Import { config, file } } } => {
            start_log(LevelFilter::WARN)?;
            let fed = runtime()?.block_on(admin::import_directory(&load(&config)?, file.as_deref()))?;
            writeln!(io::stdout(), "directory: {fed}")?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Admin { area: Admin::Sessions { command: Sessions::Close { config, name } } } => {
            start_log(LevelFilter::WARN)?;
            let closed = runtime()?.block_on(admin::close_sessions(&load(&config)?, &name))?;
            writeln!(io::stdout(), "sessions closed: {closed}")?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Admin { area: Admin::SecondFactor { command: SecondFactor::Remove { config, name } } } => {
            start_log(LevelFilter::WARN)?;
            let was_there = runtime()?.block_on(admin::remove_second_factor(&load(&config)?, &name))?;
            let (said, code) = match was_there {
                true => ("removed", ExitCode::SUCCESS),
                false => ("there was none", ExitCode::FAILURE),
            };
            writeln!(io::stdout(), "second factor: {said}")?;
            Ok(code)
        }
    }
}

impl Command {
    fn demo() -> Self {
        Self::Demo { listen: DEMO_ADDRESS, data: None }
    }
}

fn load(path: &Path) -> anyhow::Result<Config> {
    let in_file = || format!("{}", path.display());
    let config = Config::load(path).with_context(in_file)?;
    // The file alone does not say which preferences there are.
    Rules::new(&config.preferences).with_context(in_file)?;
    Ok(config)
}

/// Whom `facteur check` signs in as.
fn credentials(user: &str, from_stdin: bool, config: &Config) -> anyhow::Result<Credentials> {
    let login = login_name(user, config).with_context(|| format!("{user:?} is no login name"))?;
    let mut password = Zeroizing::new(String::new());
    if from_stdin {
        io::stdin().read_line(&mut password)?;
        let end = password.trim_end_matches(['\r', '\n']).len();
        password.truncate(end);
    } else {
        password = config::check_password();
    }
    // Some directories take an empty one as nobody in particular, and let them in.
    if password.is_empty() {
        return Err(config::Error::NoPassword.into());
    }
    Ok(Credentials::new(login, password))
}

fn runtime() -> io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()
}

/// Waits for SIGTERM or SIGINT; from now on neither kills.
fn told_to_end() -> io::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("stopping");
    })
}

/// Logs to stderr as `FACTEUR_LOG` says, or what is as grave as `usual`.
fn start_log(usual: LevelFilter) -> anyhow::Result<()> {
    let (level, json) = match config::log_wish()? {
        None => (usual, false),
        Some(LogWish::Info) => (LevelFilter::INFO, false),
        Some(LogWish::Debug) => (LevelFilter::DEBUG, false),
        Some(LogWish::Json) => (LevelFilter::INFO, true),
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

//! The database: reached, at which step, written.

use super::{Line, Teller, chain};
use crate::config::Config;
use crate::config::database::Database;
use crate::store::Error;
use crate::store::examine::{Examination, examine};

/// Tells of it; answers what its server takes for now, in seconds since 1970-01-01 UTC. A file that is
/// not there needs a data directory in which it `can_be_made`, which tells of itself.
pub(super) async fn check(config: &Config, can_be_made: bool, tell: &mut dyn FnMut(Line)) -> Option<i64> {
    let mut teller = Teller::new("database", tell);
    let file = config.data_dir.join("facteur.db");
    let place = match &config.database {
        Database::Sqlite => file.display().to_string(),
        Database::Postgres(_) => "PostgreSQL".to_owned(),
    };
    if config.database == Database::Sqlite && !file.exists() {
        if can_be_made {
            teller.ok("connection", format!("{place} is not there yet and will be made"));
        }
        return None;
    }
    match examine(&config.database_url()).await {
        Ok(found) => {
            teller.ok("connection", format!("{place} is open"));
            tables(&found, &mut teller);
            writing(&found, &config.database, &mut teller);
            found.clock
        }
        Err(error) => {
            let advice = match &config.database {
                Database::Sqlite => "Put a backup of the file back, or move it away: a new one will be made.",
                Database::Postgres(_) => {
                    "Start the server, and correct user, password, host and name in database.url."
                }
            };
            teller.failure("connection", format!("{place} cannot be opened: {}", chain(&error)), advice);
            None
        }
    }
}

fn tables(found: &Examination, teller: &mut Teller<'_>) {
    let Examination { step, known, .. } = found;
    if step > known {
        teller.failure(
            "tables",
            format!("they are of step {step}, and this version knows {known}: a newer version has used them"),
            "Run the newer version, or put a backup back.",
        );
    } else if step == known {
        teller.ok("tables", format!("they are of step {step}, the last one"));
    } else {
        teller.ok("tables", format!("they are of step {step}; the next start brings them to {known}"));
    }
}

fn writing(found: &Examination, database: &Database, teller: &mut Teller<'_>) {
    match &found.writing {
        Ok(()) => teller.ok("writing", "a change was taken, and taken back"),
        Err(error) => teller.failure(
            "writing",
            format!("it cannot be written: {}", reason(error)),
            match database {
                Database::Sqlite => {
                    "The file must belong to the user who serves, on a file system that can be written."
                }
                Database::Postgres(_) => {
                    "Give the user in database.url the rights to the tables: best, it owns the database."
                }
            },
        ),
    }
}

/// The words of the database, without ours before it.
fn reason(error: &Error) -> String {
    match error {
        Error::Database(error) => chain(error),
        other => chain(other),
    }
}

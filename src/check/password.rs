//! Who changes people's passwords.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use super::{Line, Teller, chain};
use crate::config::Config;
use crate::config::password_change::{Directory, Program, Way};
use crate::contacts::directory::ldap;
use crate::password::file;

pub(super) async fn check(config: &Config, tell: &mut dyn FnMut(Line)) {
    let mut teller = Teller::new("password", tell);
    match &config.password_change.way {
        None => {}
        Some(Way::Program(program)) => look_at(program, &mut teller),
        Some(Way::Ldap(directory)) => reach(directory, &mut teller).await,
        Some(Way::File(path)) => match file::try_out(path) {
            Ok(lines) => teller.ok("way", format!("dovecot-passwd-file: it has lines of {lines} people")),
            Err(error) => {
                let advice =
                    "Let the user who serves read the file and make files beside it, or correct path.";
                teller.failure("way", format!("dovecot-passwd-file: {error}"), advice);
            }
        },
    }
}

fn look_at(program: &Program, teller: &mut Teller<'_>) {
    let path = program.run.first().map(String::as_str).unwrap_or_default();
    let may_run = fs::metadata(path).is_ok_and(|it| it.is_file() && it.permissions().mode() & 0o111 != 0);
    if may_run {
        teller.ok("way", "command: the program is there");
    } else {
        teller.failure(
            "way",
            format!("command: {path} is no program"),
            "Name a program that is there and may be run.",
        );
    }
}

async fn reach(directory: &Directory, teller: &mut Teller<'_>) {
    match ldap::connect(&directory.server).await {
        Ok(_) => teller.ok("way", "ldap: the server answers"),
        Err(error) => {
            let advice =
                "Correct host, port (389 with STARTTLS, 636 with TLS), security and ca_file, or start it.";
            teller.failure("way", format!("ldap: {}", chain(&error)), advice);
        }
    }
}

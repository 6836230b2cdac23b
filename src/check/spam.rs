//! Whoever learns from what people call spam.

use super::{Line, Teller, chain};
use crate::config::Config;
use crate::config::spam::{Spam, Teacher};
use crate::teaching::{self, Error};

pub(super) async fn check(config: &Config, tell: &mut dyn FnMut(Line)) {
    let usual = &config.servers.spam;
    one(usual, &mut Teller::new("spam", tell)).await;
    for (domain, servers) in &config.domains {
        let mut teller = Teller::new(format!("domain.{domain}.spam"), tell);
        if servers.spam.teacher == usual.teacher {
            teller.ok("teacher", "it is the one of [spam]");
        } else {
            one(&servers.spam, &mut teller).await;
        }
    }
}

async fn one(spam: &Spam, teller: &mut Teller<'_>) {
    match teaching::try_out(&spam.teacher).await {
        Ok(found) => teller.ok("teacher", found),
        Err(error) => {
            let found = format!("{}: {}", spam.teacher.name(), chain(&error));
            teller.failure("teacher", found, advice(&spam.teacher, &error));
        }
    }
}

fn advice(teacher: &Teacher, error: &Error) -> &'static str {
    match (teacher, error) {
        (Teacher::Rspamd(_), Error::Credentials) => {
            "Put the enable_password of the controller into the file that password_file names."
        }
        (Teacher::Rspamd(_) | Teacher::Spamd(_), Error::Away(_) | Error::Slow) => {
            "Start it, or set host, port and security to where it listens."
        }
        (Teacher::Spamd(_), _) => "Start spamd with --allow-tell.",
        (Teacher::Command(_), _) => "Name a program that is there and may be run.",
        _ => "Look at its log.",
    }
}

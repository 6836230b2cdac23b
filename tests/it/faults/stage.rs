//! The program between servers of its own, with a breakable way to each.

use tokio::task::JoinHandle;

use super::plan::{Fault, Victim, Wire};
use crate::client::{Client, Page};
use crate::guard;
use crate::lab::company::Company;
use crate::lab::{Account, Lab};
use crate::program::{Options, Program, Security};
use crate::proxy::{Gate, Proxy, Side};
use crate::wait;

/// What the log may say at ERROR when a server or a connection dies.
const EXPECTED: &[&str] = &["a page could not be made", "nobody can sign in", "outbox", "could not tidy"];

/// How often it is looked whether an answer comes at all to a line that was passed on.
const LOOKS: usize = 15;

/// All of it.
pub struct Stage {
    /// The IMAP server of who writes.
    pub company: Company,
    /// The submission server, and the mailboxes of who reads.
    pub lab: Lab,
    program: Option<Program>,
    browser: Proxy,
    imap: Proxy,
    submission: Proxy,
}

impl Stage {
    /// Everything running.
    pub async fn set() -> Self {
        let (company, lab) = (Company::of_my_own(), Lab::of_my_own());
        let (imap, submission) = (Proxy::to(company.imap), Proxy::to(lab.submission_in_clear));
        let options = Options {
            security: Security::None,
            imap: Some(("127.0.0.1", imap.port)),
            submission: Some(("127.0.0.1", submission.port)),
            settings: "[limits]\nrequest_seconds = 15\n".to_owned(),
            expected_errors: EXPECTED,
            ..Options::default()
        };
        let program = Program::with(options).await;
        let browser = before(&program);
        Self { company, lab, program: Some(program), browser, imap, submission }
    }

    /// The program.
    pub fn program(&self) -> &Program {
        self.program.as_ref().expect("a running program")
    }

    /// Where a browser finds it.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.browser.port)
    }

    /// Somebody who is signed in.
    pub async fn visitor(&self, account: &Account) -> Client {
        self.program().never_in_the_log(&account.password);
        let mut client = Client::new(&self.url());
        client.sign_in(&account.address, &account.password).await;
        client
    }

    /// One of its ways.
    pub fn wire(&self, wire: Wire) -> &Proxy {
        match wire {
            Wire::Browser => &self.browser,
            Wire::Imap => &self.imap,
            Wire::Submission => &self.submission,
        }
    }

    /// Lets an act come to the line of the fault, and whoever is to die, die there; the answer to the act, if any
    /// comes, and whether it came so far.
    pub async fn strike(
        &mut self,
        fault: Fault,
        acting: JoinHandle<Option<Page>>,
        gate: &Gate,
    ) -> (Option<Page>, bool) {
        let is_hit = came_to(gate, fault.side, &acting).await;
        if is_hit {
            tokio::task::block_in_place(|| self.kill(fault));
        }
        gate.open();
        let answer = acting.await.expect("an act that ends");
        self.wire(fault.wire).mend();
        self.recover(is_hit && fault.victim == Victim::Facteur).await;
        (answer, is_hit)
    }

    fn kill(&self, fault: Fault) {
        match fault.victim {
            Victim::Facteur => self.program().kill(),
            Victim::Dovecot => self.company.kill(),
            Victim::Postfix => {
                // What it has taken is with the other servers by then, which may deliver twice as well: that is
                // between them.
                self.lab.deliver_all();
                self.lab.kill_postfix();
            }
            Victim::Connection => {}
        }
        // What had been said on the way is not heard, either.
        self.wire(fault.wire).hang_up();
    }

    async fn recover(&mut self, is_killed: bool) {
        tokio::task::block_in_place(|| {
            guard::wait_for_port(self.company.imap);
            guard::wait_for_port(self.lab.submission_in_clear);
        });
        if is_killed {
            let program = self.program.take().expect("a program");
            let program = program.restart().await;
            self.browser = before(&program);
            self.program = Some(program);
        }
    }
}

/// A way from a browser to the program.
fn before(program: &Program) -> Proxy {
    let port = program.url.rsplit(':').next().and_then(|it| it.parse().ok());
    Proxy::to(port.expect("a port"))
}

/// Waits until words are held; `false` when the act ended before its line came.
async fn came_to(gate: &Gate, side: Side, acting: &JoinHandle<Option<Page>>) -> bool {
    let mut looks = 0;
    wait::until_async("the line of a fault, or the end of the act", async || {
        looks += usize::from(side == Side::After && gate.is_passed_by());
        // Inside of a message the server has nothing to say to a line.
        let is_hit = gate.is_reached() || looks > LOOKS;
        (is_hit || acting.is_finished()).then_some(is_hit)
    })
    .await
}

//! Sieve scripts (RFC 5228): read so that nothing of them is lost, and written so that what a person or another
//! program wrote beside our rules stays as it is, octet by octet.
//!
//! What a script means is the server's business: it checks it (RFC 5804, section 2.12).

pub mod absence;
mod edit;
pub mod entry;
pub mod filter;
pub mod folders;
mod lexer;
mod parse;
pub mod redirection;
pub mod rule;
mod write;

pub use edit::Draft;
pub use parse::{Argument, Command, Script, Test};
pub use write::{comment, quoted, text_block};

/// A script cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Something else must stand there.
    #[error("line {line}: not a Sieve script")]
    Syntax {
        /// From 1.
        line: usize,
    },
    /// It is nested too deep.
    #[error("line {line}: nested too deep")]
    Depth {
        /// From 1.
        line: usize,
    },
    /// Others depend on what stands there.
    #[error("line {line}: others depend on it")]
    Bound {
        /// From 1.
        line: usize,
    },
}

impl Error {
    /// Where, from 1.
    pub fn line(self) -> usize {
        match self {
            Self::Syntax { line } | Self::Depth { line } | Self::Bound { line } => line,
        }
    }
}

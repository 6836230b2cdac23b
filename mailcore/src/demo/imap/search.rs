//! SEARCH, SORT and THREAD.

use imap_codec::imap_types::command::CommandBody;

use super::answer::Answer;
use super::extended::Return;
use super::{Outcome, Session};
use crate::demo::state::Account;

impl Session {
    pub(super) async fn search(
        &mut self,
        _tag: &str,
        _account: &Account,
        _command: CommandBody<'static>,
        _returns: Option<&[Return]>,
    ) -> Outcome {
        Err(Answer::no("Not yet").into())
    }
}

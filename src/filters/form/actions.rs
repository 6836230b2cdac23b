//! Actions, typed and meant.

use mailcore::address::Address;
use mailcore::mailbox::MailboxName;
use mailcore::sieve::filter::Action;

use super::TypedAction;
use crate::filters::offer::{ActionKind, Offer};
use crate::i18n::Text;
use crate::rules::targets;

/// The longest text for a sender, in octets.
const MOST_TEXT: usize = 16 * 1024;

/// The most flags of an action.
const MOST_FLAGS: usize = 20;

impl TypedAction {
    pub(super) fn of(action: &Action) -> Self {
        match action {
            Action::FileInto { folder, copy, create } => {
                let kind = if *copy { ActionKind::Copy } else { ActionKind::Move };
                Self { folder: folder.clone(), create: *create, ..Self::new(kind) }
            }
            Action::Redirect { to, copy } => {
                let kind = if *copy { ActionKind::RedirectCopy } else { ActionKind::Redirect };
                Self { to: to.clone(), ..Self::new(kind) }
            }
            Action::AddFlags(flags) => Self { flags: flags.join(" "), ..Self::new(ActionKind::Flag) },
            Action::Reject { text, at_once } => {
                Self { text: text.clone(), at_once: *at_once, ..Self::new(ActionKind::Reject) }
            }
            Action::Keep => Self::new(ActionKind::Keep),
            Action::Discard => Self::new(ActionKind::Discard),
            Action::Stop => Self::new(ActionKind::Stop),
        }
    }

    pub(super) fn read(&self, own: Option<&Address>, offer: &Offer) -> Result<Action, Text> {
        Ok(match self.kind {
            ActionKind::Move | ActionKind::Copy => {
                let folder =
                    MailboxName::parse(&self.folder).ok_or_else(|| Text::new("filters-no-folder"))?;
                Action::FileInto {
                    folder: folder.as_str().to_owned(),
                    copy: self.kind == ActionKind::Copy,
                    create: self.create && offer.creates,
                }
            }
            ActionKind::Flag => {
                let flags: Vec<String> = self.flags.split_whitespace().map(str::to_owned).collect();
                let is_well =
                    !flags.is_empty() && flags.len() <= MOST_FLAGS && flags.iter().all(|it| is_flag(it));
                Action::AddFlags(if is_well { flags } else { return Err(Text::new("filters-no-flag")) })
            }
            ActionKind::Redirect | ActionKind::RedirectCopy => {
                let all = targets::read(own, &self.to)?;
                let [to] = all.as_slice() else { return Err(Text::new("filters-no-target")) };
                Action::Redirect { to: to.to_ascii(), copy: self.kind == ActionKind::RedirectCopy }
            }
            ActionKind::Reject if self.text.trim().is_empty() => return Err(Text::new("filters-no-text")),
            ActionKind::Reject if self.text.len() > MOST_TEXT => return Err(Text::new("filters-long-text")),
            ActionKind::Reject => {
                let at_once = offer.refusals.at_once(self.at_once);
                Action::Reject { text: self.text.clone(), at_once }
            }
            ActionKind::Keep => Action::Keep,
            ActionKind::Discard => Action::Discard,
            ActionKind::Stop => Action::Stop,
        })
    }
}

/// Whether a text can be a flag or keyword (RFC 9051, section 9, `flag`).
fn is_flag(text: &str) -> bool {
    let name = text.strip_prefix('\\').unwrap_or(text);
    let is_part = |it: u8| it.is_ascii_graphic() && !b"(){%*\"\\]".contains(&it);
    !name.is_empty() && name.len() <= 100 && name.bytes().all(is_part)
}

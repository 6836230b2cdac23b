//! Writing: a form to a message, drafts, attachments, sending.

pub mod attachment;
pub mod draft;

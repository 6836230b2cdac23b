//! Drafts: the form that is kept here, and its copy in the Drafts mailbox.

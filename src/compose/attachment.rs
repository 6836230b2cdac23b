//! Attachments that wait for their message, sealed.

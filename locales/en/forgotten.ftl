### What may have been forgotten before sending.

forgotten-title = The message has not been sent yet. Check before sending:
forgotten-subject = It has no subject.
forgotten-text = It has no text.
forgotten-file = It speaks of an attachment, and has none.
forgotten-visible = Everyone will see the addresses of all recipients. To avoid that, move them to Bcc.
forgotten-outside = At least one recipient is outside your organization.
forgotten-name = You have no sender name; it is set under Identities.
forgotten-anyway = Send anyway
forgotten-back = Back to the message
forgotten-question = Warn me before sending
forgotten-subject-box = When there is no subject
forgotten-text-box = When there is no text
forgotten-file-box = When the text speaks of an attachment and there is none
forgotten-visible-box = When more than five recipients see each other
forgotten-outside-box = When a recipient is outside my organization
forgotten-name-box = When I have no sender name

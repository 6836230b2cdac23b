//! What a receipt is, read by another program.

use serde_json::json;

use super::{QUESTION, asked, open};
use crate::lab::lab;
use crate::program::Program;
use crate::python;
use crate::wait;

/// Reads a message as Python does, and tells what is in it.
const READ: &str = r#"
import email, email.policy, json, sys
message = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
text, fields = message.iter_parts()
print(json.dumps({
    'type': message.get_content_type(),
    'report': message['content-type'].params.get('report-type'),
    'defects': [str(it) for part in message.walk() for it in part.defects],
    'head': {name: str(message[name]) for name in ('Subject', 'To', 'From', 'Return-Path', 'In-Reply-To', 'References', 'Auto-Submitted')},
    'again': [message[name] for name in ('Disposition-Notification-To', 'Return-Receipt-To')],
    'text': text.get_content(),
    'parts': [text.get_content_type(), fields.get_content_type()],
    'fields': dict(fields.get_payload(0).items()),
}))
"#;

#[tokio::test]
async fn a_receipt_is_what_rfc_8098_wants_and_leaves_no_copy() {
    let program = Program::start().await;
    let (people, mut client) = asked(&program, "Facture").await;
    let page = open(&mut client, "INBOX", "Facture").await;
    assert_eq!(people.receipts(), 0, "looking at a letter sends nothing");
    let page = client.submit(&page, page.form_with_button("Envoyer")).await;
    let said = format!("Accusé de réception envoyé à {}.", people.writer.address);
    assert!(page.text().contains(&said) && !page.has(QUESTION), "{}", page.text());
    assert!(people.flags().contains("$MDNSent"), "{}", people.flags());
    wait::until("the receipt", || (people.receipts() == 1).then_some(()));

    let (_, octets) = lab().open(&people.writer).last("INBOX");
    let octets = octets.split_once("}\r\n").map_or(octets.as_str(), |(_, it)| it);
    let receipt = python::read(READ, octets.trim_end_matches(")\r\n"));
    let (reader, writer) = (&people.reader.address, &people.writer.address);
    assert_eq!(receipt["type"], "multipart/report");
    assert_eq!(receipt["report"], "disposition-notification");
    assert_eq!(receipt["parts"], json!(["text/plain", "message/disposition-notification"]));
    assert_eq!(receipt["defects"], json!([]));
    assert_eq!(receipt["again"], json!([null, null]), "a receipt asks for none");
    assert_eq!(
        receipt["head"],
        json!({
            "Subject": "Accusé de réception (lu)\u{202f}: Facture", "To": writer, "From": reader,
            "Return-Path": "<>", "In-Reply-To": "<Facture@sink.test>", "References": "<Facture@sink.test>",
            "Auto-Submitted": "auto-replied",
        })
    );
    assert_eq!(
        receipt["fields"],
        json!({
            "Reporting-UA": "127.0.0.1; Facteur", "Final-Recipient": format!("rfc822;{reader}"),
            "Original-Message-ID": "<Facture@sink.test>",
            "Disposition": "manual-action/MDN-sent-manually; displayed",
        })
    );
    let text = receipt["text"].as_str().expect("a text");
    assert!(text.contains("Objet\u{202f}: Facture") && text.contains("novembre 2026"), "{text}");
    assert!(text.contains("Rien ne garantit"), "{text}");
    assert_eq!(lab().open(&people.reader).count("Sent"), 0, "no copy");
}

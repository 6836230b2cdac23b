//! A message that says the same to people and to their calendars: an answer to an invitation
//! (RFC 6047).

use lettre::message::Body;

use super::{Bcc, CannotWrite, OutgoingMessage, flow, header, random, write_part};

impl OutgoingMessage {
    /// The octets with the text and, as another form of it, `calendar`: iCalendar whose METHOD is REPLY.
    /// Files do not go along.
    pub fn to_octets_with_answer(&self, calendar: &str) -> Result<Vec<u8>, CannotWrite> {
        let boundary = format!("={:032x}", random());
        let mut header = self.header(Bcc::Hidden)?;
        header.text("Content-Type", &format!("multipart/alternative; boundary=\"{boundary}\""));
        let mut octets = header.into_octets();
        for (media_type, content) in [
            ("text/plain; charset=utf-8; format=flowed", flow::flow(&self.text)),
            // Exchange takes it for an answer only where the method stands here, too.
            ("text/calendar; charset=utf-8; method=REPLY", calendar.to_owned()),
        ] {
            let content = Body::new(content);
            let mut header = header::Writer::default();
            header.text("Content-Type", media_type);
            header.text("Content-Transfer-Encoding", &content.encoding().to_string());
            write_part(&mut octets, &boundary, header, |octets| octets.extend(content.as_ref()));
        }
        octets.extend(format!("--{boundary}--\r\n").bytes());
        Ok(octets)
    }
}

#[cfg(test)]
mod tests {
    use mail_parser::{MessageParser, MimeHeaders as _};

    use super::super::tests::message;

    #[test]
    fn people_and_calendars_read_the_same_answer() {
        let calendar = format!(
            "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nSUMMARY:Réunion\r\nCOMMENT:{}\r\nEND:VEVENT\r\n\
             END:VCALENDAR\r\n",
            "été ".repeat(15)
        );
        let octets = message().to_octets_with_answer(&calendar).unwrap();
        assert!(octets.split(|it| *it == b'\n').all(|line| line.len() < 999));
        let read = MessageParser::new().parse(&octets).unwrap();
        assert_eq!(read.body_text(0).unwrap().trim_end(), "Bonjour,\r\n\r\nà demain.");
        let part = read.parts.iter().find(|it| it.is_content_type("text", "calendar")).unwrap();
        assert_eq!(part.content_type().unwrap().attribute("method"), Some("REPLY"));
        assert_eq!(part.text_contents().unwrap().trim_end(), calendar.trim_end());
    }
}

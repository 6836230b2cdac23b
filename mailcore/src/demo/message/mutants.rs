//! Messages that nobody wrote, for tests: the same ones in each run.

/// What a message is made of, and what makes it fall apart.
const PIECES: &[&[u8]] = &[
    b"\r\n",
    b"\n",
    b"\r",
    b"\r\n\r\n",
    b" ",
    b"\t",
    b":",
    b";",
    b",",
    b"=",
    b"\"",
    b"\\",
    b"(",
    b")",
    b"<",
    b">",
    b"@",
    b"[",
    b"\0",
    b"\xff",
    b"\xc3",
    b"=?utf-8?Q?",
    b"=?utf-8?B?w6k=?=",
    b"?=",
    b"--out",
    b"--out--",
    b"--in",
    b"--in--",
    b"--",
    b"Content-Type: multipart/mixed; boundary=out\r\n",
    b"Content-Type: multipart/digest; boundary=\"in\"\r\n",
    b"Content-Type: message/rfc822\r\n\r\n",
    b"Content-Type: text/html; charset=utf-7\r\n",
    b"Content-Transfer-Encoding: base64\r\n",
    b"Content-Transfer-Encoding: quoted-printable\r\n",
    b"Subject: ",
    b"From: ",
    b"To: a:b@c;",
    b"Date: ",
    b"References: <1@demo.test>",
    b"Message-ID: <2@demo.test>",
    b"Thu, 01 Jan 1970 00:00:00 +0000",
    b"31 Feb 99999 25:61:61 -9999",
    b"<!--",
    b"<style>",
    b"&eacute;",
    b"&#x110000;",
];

/// Whole messages to begin with.
const WHOLE: &[&str] = &[
    concat!(
        "From: \"Claire, B.\" <claire@demo.test>\r\nTo: g: demo@demo.test, a@b;\r\nSubject: =?utf-8?Q?=C3=A9t=C3=A9?=\r\n",
        "Date: Fri, 21 Nov 1997 09:55:06 -0600\r\nMessage-ID: <1@demo.test>\r\nReferences: <0@demo.test>\r\n",
        "Content-Type: multipart/mixed; boundary=\"out\"\r\n\r\n--out\r\n\r\nOne.\r\n",
        "--out\r\nContent-Type: message/rfc822\r\n\r\nSubject: inner\r\n",
        "Content-Type: multipart/alternative; boundary=in\r\n\r\n--in\r\nContent-Type: text/plain; charset=utf-8\r\n\r\na\r\n",
        "--in\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>=C3=A9</p>\r\n--in--\r\n\r\n",
        "--out\r\nContent-Type: image/png; name=\"a.png\"\r\nContent-Disposition: attachment\r\n\r\nAAAA\r\n--out--\r\n",
    ),
    "Subject: Re: [list] a (fwd)\r\nIn-Reply-To: <1@demo.test>\r\nMessage-ID: <2@demo.test>\r\n\r\nA text.\r\n",
    "",
];

/// A source of numbers that look drawn (xorshift, G. Marsaglia, 2003).
pub(in crate::demo) struct Dice(u64);

impl Dice {
    /// The same numbers for the same seed, which is not 0.
    pub(in crate::demo) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `limit`; 0 where that is 0.
    pub(in crate::demo) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap().checked_rem(limit).unwrap_or(0)
    }

    /// Octets of any kind.
    pub(in crate::demo) fn noise(&mut self) -> Vec<u8> {
        (0..self.below(300)).map(|_| u8::try_from(self.below(256)).unwrap()).collect()
    }

    /// A message that is taken apart and put together in another way.
    pub(in crate::demo) fn mutant(&mut self) -> Vec<u8> {
        let mut octets = WHOLE[self.below(WHOLE.len())].as_bytes().to_vec();
        for _ in 0..=self.below(12) {
            let (one, other) = (self.below(octets.len() + 1), self.below(octets.len() + 1));
            let place = one.min(other)..one.max(other);
            match self.below(5) {
                0 => drop(octets.drain(place.start..place.end.min(place.start + 40))),
                1 => {
                    let copy = octets[place].to_vec();
                    octets.splice(one..one, copy);
                }
                2 if one < octets.len() => octets[one] = u8::try_from(self.below(256)).unwrap(),
                _ => drop(octets.splice(one..one, PIECES[self.below(PIECES.len())].iter().copied())),
            }
        }
        octets
    }
}

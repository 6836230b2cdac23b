//! What a signed or encrypted message claims of itself. Nothing is verified.

use mailcore::imap::pool::Lease;
use mailcore::message::parse;
use mailcore::message::part::{Part, PartId};
use mailcore::message::protection::armor::{self, Armor};
use mailcore::message::protection::cms::{self, Envelope};
use mailcore::message::protection::{MOST_SIGNATURE, Protection, Signer, Standard};

use crate::fetch::{Error, Message};

/// How a message is protected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Protected {
    /// What it claims.
    pub claim: Claim,
    /// The part that another program needs: the signature, or what is encrypted. None where it is in
    /// the text.
    pub part: Option<PartId>,
}

/// What a message claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claim {
    /// That somebody signed it.
    Signed {
        /// Who, as the signature says.
        signer: Signer,
        /// Only a part of the text is signed.
        partly: bool,
    },
    /// That only somebody with a key may read it.
    Encrypted(Standard),
    /// It is in an envelope that we cannot open.
    Closed,
}

/// Reads what a message claims; `armor` is that of its text. `None` for one that is not protected.
pub async fn read(
    lease: &mut Lease,
    message: &Message,
    armor: Option<Armor>,
) -> Result<Option<Protected>, Error> {
    let Some(protection) = &message.protection else { return Ok(armor.map(of_text)) };
    let (part, claim) = match protection {
        Protection::Signed(standard, part) => {
            let signer = signer(lease, message, *standard, part).await?;
            (part, Claim::Signed { signer, partly: false })
        }
        Protection::Encrypted(standard, part) => (part, Claim::Encrypted(*standard)),
        Protection::Wrapped(part) => (part, wrapped(lease, message, part).await?),
    };
    Ok(Some(Protected { claim, part: part.id.clone() }))
}

fn of_text(armor: Armor) -> Protected {
    let claim = match armor {
        Armor::Signed { signer, partly } => Claim::Signed { signer, partly },
        Armor::Encrypted => Claim::Encrypted(Standard::OpenPgp),
    };
    Protected { claim, part: None }
}

async fn signer(
    lease: &mut Lease,
    message: &Message,
    standard: Standard,
    part: &Part,
) -> Result<Signer, Error> {
    let octets = octets(lease, message, part).await?;
    Ok(match standard {
        Standard::OpenPgp => armor::signer(&String::from_utf8_lossy(&octets)),
        Standard::Smime => match cms::read(&octets) {
            Envelope::Signed { signer, .. } => signer,
            Envelope::Encrypted | Envelope::Other => Signer::default(),
        },
    })
}

/// An envelope that was opened was signed; of another one the first octets say what it is.
async fn wrapped(lease: &mut Lease, message: &Message, part: &Part) -> Result<Claim, Error> {
    if let Some(signer) = message.local.signer.clone() {
        return Ok(Claim::Signed { signer, partly: false });
    }
    Ok(match cms::read(&octets(lease, message, part).await?) {
        Envelope::Encrypted => Claim::Encrypted(Standard::Smime),
        Envelope::Signed { .. } | Envelope::Other => Claim::Closed,
    })
}

/// The first octets of a part, decoded.
async fn octets(lease: &mut Lease, message: &Message, part: &Part) -> Result<Vec<u8>, Error> {
    let ids: Vec<PartId> = part.id.iter().cloned().collect();
    let octets = message.octets(lease, &ids, MOST_SIGNATURE).await?.pop().unwrap_or_default();
    Ok(parse::decoded(part.encoding, &octets))
}

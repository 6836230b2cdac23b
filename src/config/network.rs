//! Networks of addresses, as operators and registries write them: `10.0.0.0/8`, `fe80::/10`.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

/// All addresses that begin with the same bits; a single one when all of them count.
///
/// Invariant: the prefix is at most 32 for IPv4, 128 for IPv6.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    prefix: u8,
}

/// It is not written as an address, or as an address, a slash and a number of bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no address and no network")]
pub struct NoNetwork;

impl Network {
    /// A network of IPv4, for tables; a prefix of more than 32 bits counts as 32.
    pub const fn v4(a: u8, b: u8, c: u8, d: u8, prefix: u8) -> Self {
        let prefix = if prefix > 32 { 32 } else { prefix };
        Self { address: IpAddr::V4(Ipv4Addr::new(a, b, c, d)), prefix }
    }

    /// A network of IPv6 by its first three groups, for tables; a prefix of more than 48 bits counts
    /// as 48.
    pub const fn v6(a: u16, b: u16, c: u16, prefix: u8) -> Self {
        let prefix = if prefix > 48 { 48 } else { prefix };
        Self { address: IpAddr::V6(Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0)), prefix }
    }

    /// Whether an address is of this network. One of IPv4 is of no network of IPv6, nor the other way
    /// around.
    pub fn contains(&self, address: IpAddr) -> bool {
        let (ours, theirs, width) = match (self.address, address) {
            (IpAddr::V4(ours), IpAddr::V4(theirs)) => {
                (u128::from(ours.to_bits()), u128::from(theirs.to_bits()), 32)
            }
            (IpAddr::V6(ours), IpAddr::V6(theirs)) => (ours.to_bits(), theirs.to_bits(), 128),
            _ => return false,
        };
        let free = width - u32::from(self.prefix);
        ours.checked_shr(free) == theirs.checked_shr(free)
    }
}

impl FromStr for Network {
    type Err = NoNetwork;

    fn from_str(text: &str) -> Result<Self, NoNetwork> {
        let (address, prefix) = text.split_once('/').map_or((text, None), |(it, bits)| (it, Some(bits)));
        let address: IpAddr = address.parse().map_err(|_| NoNetwork)?;
        let width = if address.is_ipv4() { 32 } else { 128 };
        let prefix = prefix.map_or(Ok(width), str::parse).ok().filter(|it| *it <= width);
        Ok(Self { address, prefix: prefix.ok_or(NoNetwork)? })
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.address, self.prefix)
    }
}

impl fmt::Debug for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(network: &str, inside: &[&str], outside: &[&str]) {
        let network: Network = network.parse().unwrap();
        for address in inside {
            assert!(network.contains(address.parse().unwrap()), "{network} has {address}");
        }
        for address in outside {
            assert!(!network.contains(address.parse().unwrap()), "{network} has not {address}");
        }
    }

    #[test]
    fn an_address_is_of_a_network_when_its_first_bits_agree() {
        check("10.0.0.0/8", &["10.0.0.0", "10.255.255.255"], &["9.255.255.255", "11.0.0.0", "::a00:1"]);
        check("172.16.0.0/12", &["172.16.0.1", "172.31.255.255"], &["172.15.255.255", "172.32.0.0"]);
        check("127.0.0.1", &["127.0.0.1"], &["127.0.0.2", "::1", "::ffff:127.0.0.1"]);
        check("0.0.0.0/0", &["8.8.8.8", "255.255.255.255"], &["::"]);
        check("fe80::/10", &["fe80::1", "febf::1"], &["fec0::1", "169.254.0.1"]);
        check("::/0", &["::", "ffff::1"], &["0.0.0.0"]);
        check("::1", &["::1"], &["::2"]);
    }

    #[test]
    fn what_is_no_network_is_refused() {
        for text in ["", "10", "10.0.0.0/33", "::/129", "10.0.0.0/", "10.0.0.0/-1", "a/8", "10.0.0.0/8/8"] {
            assert_eq!(text.parse::<Network>(), Err(NoNetwork), "{text}");
        }
    }
}

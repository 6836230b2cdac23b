//! Which addresses are asked: public ones. All of this machine, of the networks it is in, and of what
//! the registries keep for special purposes are not, however they are written and whoever's name leads
//! there (IANA IPv4 and IPv6 Special-Purpose Address Registries, RFC 6890; RFC 5771; RFC 1112).

use std::net::IpAddr;

use crate::config::network::Network;

/// What of IPv4 is kept for a special purpose.
const SPECIAL_V4: &[Network] = &[
    Network::v4(0, 0, 0, 0, 8),  // this network; 0.0.0.0 is this machine to many systems
    Network::v4(10, 0, 0, 0, 8), // private
    Network::v4(100, 64, 0, 0, 10), // shared by carriers (CGNAT)
    Network::v4(127, 0, 0, 0, 8), // loopback
    Network::v4(169, 254, 0, 0, 16), // link-local, and where clouds keep their secrets
    Network::v4(172, 16, 0, 0, 12), // private
    Network::v4(192, 0, 0, 0, 24), // protocol assignments
    Network::v4(192, 0, 2, 0, 24), // documentation
    Network::v4(192, 31, 196, 0, 24), // AS112
    Network::v4(192, 52, 193, 0, 24), // AMT
    Network::v4(192, 88, 99, 0, 24), // relays of 6to4
    Network::v4(192, 168, 0, 0, 16), // private
    Network::v4(192, 175, 48, 0, 24), // AS112
    Network::v4(198, 18, 0, 0, 15), // measurements
    Network::v4(198, 51, 100, 0, 24), // documentation
    Network::v4(203, 0, 113, 0, 24), // documentation
    Network::v4(224, 0, 0, 0, 4), // multicast
    Network::v4(240, 0, 0, 0, 4), // reserved, and broadcast
];

/// Where public addresses of IPv6 are. Outside of it lie `::`, `::1`, the mapped, the translated
/// (NAT64), the local, the multicast ones.
const PUBLIC_V6: Network = Network::v6(0x2000, 0, 0, 3);

/// What of [`PUBLIC_V6`] is kept for a special purpose.
const SPECIAL_V6: &[Network] = &[
    Network::v6(0x2001, 0, 0, 23), // protocol assignments: Teredo, measurements, ORCHID
    Network::v6(0x2001, 0xdb8, 0, 32), // documentation
    Network::v6(0x2002, 0, 0, 16), // 6to4, which leads to any address of IPv4
    Network::v6(0x2620, 0x4f, 0x8000, 48), // AS112
    Network::v6(0x3fff, 0, 0, 20), // documentation
];

/// Whether an address is one that anybody in the world may be asked to ask.
pub(super) fn is_public(address: IpAddr) -> bool {
    let within = |networks: &[Network]| networks.iter().any(|it| it.contains(address));
    match address {
        IpAddr::V4(_) => !within(SPECIAL_V4),
        IpAddr::V6(_) => PUBLIC_V6.contains(address) && !within(SPECIAL_V6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PUBLIC: &str = "\
        1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 \
        128.0.0.1 169.253.255.255 172.15.255.255 172.32.0.0 192.0.1.0 192.167.255.255 \
        198.17.255.255 198.20.0.0 223.255.255.255 2001:200::1 2001:4860:4860::8888 2003::1 \
        2606:4700::1111 2a00:1450::1 3ffe::1";

    const SPECIAL: &str = "\
        0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.127.255.255 127.0.0.1 127.255.255.255 \
        169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.170 192.0.2.1 192.31.196.1 \
        192.52.193.1 192.88.99.1 192.168.1.1 192.175.48.1 198.18.0.1 198.19.255.255 \
        198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255 :: ::1 \
        ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b::8.8.8.8 \
        64:ff9b:1::1 100::1 100:0:0:1::1 2001::1 2001:0:7f00:1:: 2001:2::1 2001:10::1 \
        2001:20::1 2001:30::1 2001:1ff::1 2001:db8::1 2002:7f00:1:: 2002:a00:1::1 \
        2620:4f:8000::1 3fff::1 3fff:fff::1 5f00::1 fc00::1 fd12:3456::1 fe80::1 febf::1 \
        fec0::1 ff02::1 ffff::1 4000::1 1fff::1";

    #[test]
    fn what_is_kept_for_a_special_purpose_is_not_public() {
        for address in SPECIAL.split(' ') {
            assert!(!is_public(address.parse().unwrap()), "{address}");
        }
    }

    #[test]
    fn the_rest_of_the_world_is_public() {
        for address in PUBLIC.split(' ') {
            assert!(is_public(address.parse().unwrap()), "{address}");
        }
    }
}

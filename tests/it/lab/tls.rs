//! An authority and the certificate it signed for our servers.

use std::net::IpAddr;
use std::path::{Path, PathBuf};

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, KeyUsagePurpose, SanType,
    date_time_ymd,
};

use super::{COMMUNITY_HOST, EXPIRED_HOST, write};

/// Makes all of it.
pub fn write_all(folder: &Path) {
    let issuer = authority_named("Laboratory");
    let key = KeyPair::generate().expect("a key");
    let certificate = server(&["127.0.0.1", COMMUNITY_HOST]).signed_by(&key, &issuer).expect("a signature");
    let mut ended = server(&[EXPIRED_HOST]);
    (ended.not_before, ended.not_after) = (date_time_ymd(2020, 1, 1), date_time_ymd(2020, 3, 31));
    let expired = ended.signed_by(&key, &issuer).expect("a signature");
    write(&authority(folder), &issuer.pem());
    write(&other_authority(folder), &authority_named("Somewhere else").pem());
    write(&self::certificate(folder), &certificate.pem());
    write(&self::expired(folder), &expired.pem());
    write(&self::key(folder), &key.serialize_pem());
}

/// What the certificate of a server at these addresses, and at `localhost`, says.
fn server(addresses: &[&str]) -> CertificateParams {
    let mut params = CertificateParams::new(vec!["localhost".to_owned()]).expect("names");
    for host in addresses {
        let address: IpAddr = host.parse().expect("an address");
        params.subject_alt_names.push(SanType::IpAddress(address));
    }
    params.is_ca = IsCa::ExplicitNoCa;
    params.distinguished_name.push(DnType::CommonName, "localhost");
    params
}

fn authority_named(name: &str) -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params.distinguished_name.push(DnType::CommonName, name);
    CertifiedIssuer::self_signed(params, KeyPair::generate().expect("a key")).expect("an authority")
}

/// The certificate of the authority.
pub fn authority(folder: &Path) -> PathBuf {
    folder.join("ca.pem")
}

/// The certificate of an authority that signed nothing.
pub fn other_authority(folder: &Path) -> PathBuf {
    folder.join("other-ca.pem")
}

/// The servers' certificate.
pub fn certificate(folder: &Path) -> PathBuf {
    folder.join("cert.pem")
}

/// The one of [`EXPIRED_HOST`], with the same key.
pub fn expired(folder: &Path) -> PathBuf {
    folder.join("expired.pem")
}

/// Its key.
pub fn key(folder: &Path) -> PathBuf {
    folder.join("key.pem")
}

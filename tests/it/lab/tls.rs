//! An authority and the certificate it signed for our servers.

use std::net::IpAddr;
use std::path::{Path, PathBuf};

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, KeyUsagePurpose, SanType,
};

use super::{COMMUNITY_HOST, write};

/// Makes all of it.
pub fn write_all(folder: &Path) {
    let issuer = authority_named("Laboratory");
    let key = KeyPair::generate().expect("a key");
    let mut params = CertificateParams::new(vec!["localhost".to_owned()]).expect("names");
    for host in ["127.0.0.1", COMMUNITY_HOST] {
        let address: IpAddr = host.parse().expect("an address");
        params.subject_alt_names.push(SanType::IpAddress(address));
    }
    params.is_ca = IsCa::ExplicitNoCa;
    params.distinguished_name.push(DnType::CommonName, "localhost");
    let certificate = params.signed_by(&key, &issuer).expect("a signature");
    write(&authority(folder), &issuer.pem());
    write(&other_authority(folder), &authority_named("Somewhere else").pem());
    write(&self::certificate(folder), &certificate.pem());
    write(&self::key(folder), &key.serialize_pem());
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

/// Its key.
pub fn key(folder: &Path) -> PathBuf {
    folder.join("key.pem")
}

//! A slapd of our own on loopback ports, with entries of people.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::guard::{self, Guarded};
use crate::lab::lab;

/// The root of its tree.
pub const BASE: &str = "dc=octopus,dc=test";

/// Who may read it.
pub const BIND_DN: &str = "cn=facteur,dc=octopus,dc=test";

/// Their password.
pub const PASSWORD: &str = "s3cret of the directory";

/// A grey square of eight by eight points (JPEG).
const GREY: &str = "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQH/wAALCAAIAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAP/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AP//Z";

/// A running server.
#[derive(Debug)]
pub struct Slapd {
    /// In clear and with STARTTLS, without which nobody may read.
    pub port: u16,
    /// With TLS from the first octet.
    pub tls_port: u16,
    process: Guarded,
    folder: TempDir,
}

impl Slapd {
    /// Starts it with people who differ, and so many more who do not: 703 entries have an address when it is 700.
    /// It gives 500 entries at most to who does not ask page by page.
    pub fn start(people: usize) -> Self {
        Self::of(&ldif(people))
    }

    /// The same with one person more, who may change their password.
    pub fn with_person(name: &str, password: &str) -> Self {
        let person = format!(
            "dn: cn={name},{BASE}\nobjectClass: inetOrgPerson\ncn: {name}\nsn: {name}\nuserPassword: {password}\n"
        );
        Self::of(&format!("{}{person}", ldif(0)))
    }

    fn of(ldif: &str) -> Self {
        let folder = TempDir::with_prefix("slapd").expect("a folder");
        let [port, tls_port] = guard::free_ports();
        let config = folder.path().join("slapd.conf");
        fs::create_dir(folder.path().join("db")).expect("a folder");
        fs::write(&config, configuration(folder.path())).expect("a configuration");
        let entries = folder.path().join("entries.ldif");
        fs::write(&entries, ldif).expect("entries");
        let added = Command::new("/usr/sbin/slapadd").arg("-f").arg(&config).arg("-l").arg(&entries).output();
        let added = added.expect("slapadd runs");
        assert!(added.status.success(), "{}", String::from_utf8_lossy(&added.stderr));
        let urls = format!("ldap://127.0.0.1:{port} ldaps://127.0.0.1:{tls_port}");
        let config = config.display().to_string();
        let process = Guarded::start("/usr/sbin/slapd", &["-d", "0", "-f", &config, "-h", &urls], &[]);
        guard::wait_for_port(port);
        guard::wait_for_port(tls_port);
        Self { port, tls_port, process, folder }
    }

    /// What it has, as LDIF.
    pub fn entries(&self) -> String {
        let config = self.folder.path().join("slapd.conf");
        let told = Command::new("/usr/sbin/slapcat").arg("-f").arg(&config).output().expect("slapcat runs");
        String::from_utf8_lossy(&told.stdout).into_owned()
    }

    /// Ends it.
    pub fn stop(&mut self) {
        self.process.stop();
    }
}

fn configuration(folder: &Path) -> String {
    let (certificate, key) = lab().certificate();
    let (folder, ca) = (folder.display(), lab().ca_file());
    format!(
        "include /etc/ldap/schema/core.schema\n\
         include /etc/ldap/schema/cosine.schema\n\
         include /etc/ldap/schema/inetorgperson.schema\n\
         modulepath /usr/lib/ldap\n\
         moduleload back_mdb\n\
         pidfile {folder}/slapd.pid\n\
         TLSCACertificateFile {}\n\
         TLSCertificateFile {}\n\
         TLSCertificateKeyFile {}\n\
         security simple_bind=1\n\
         sizelimit size.soft=500 size.hard=500 size.prtotal=unlimited\n\
         database mdb\n\
         suffix \"{BASE}\"\n\
         directory {folder}/db\n\
         access to attrs=userPassword by self write by anonymous auth\n\
         access to * by dn.exact=\"{BIND_DN}\" read by * none\n",
        ca.display(),
        certificate.display(),
        key.display()
    )
}

/// One with a comma in the DN and two addresses, one with signs of filters, one without an address, and the rest.
fn ldif(people: usize) -> String {
    let mut text = format!(
        "dn: {BASE}\nobjectClass: dcObject\nobjectClass: organization\ndc: octopus\no: Octopus\n\n\
         dn: {BIND_DN}\nobjectClass: organizationalRole\nobjectClass: simpleSecurityObject\ncn: facteur\n\
         userPassword: {PASSWORD}\n\n"
    );
    let mut add = |cn: &str, rdn: &str, more: &str| {
        text.push_str(&format!(
            "dn: cn={rdn},{BASE}\nobjectClass: inetOrgPerson\ncn: {cn}\nsn: {cn}\n{more}\n"
        ));
    };
    add(
        "Zoé Dupont, fille",
        "Zoé Dupont\\, fille",
        &format!(
            "mail: zoe.dupont@octopus.test\nmail: zoe@octopus.test\nemployeeType: Études\n\
             telephoneNumber: 02 00 00 00 02\njpegPhoto:: {GREY}\n"
        ),
    );
    add("Étoile *)(uid=*", "Étoile *)(uid\\3D*", "mail: etoile@octopus.test\n");
    add("Noël Garnier", "Noël Garnier", "mail: noel@octopus.test\ngivenName: Noël\n");
    add("Sans adresse", "Sans adresse", "telephoneNumber: 02 00 00 00 03\n");
    for number in 0..people {
        add(
            &format!("Personne {number:03}"),
            &format!("Personne {number:03}"),
            &format!("mail: p{number}@octopus.test\n"),
        );
    }
    text
}

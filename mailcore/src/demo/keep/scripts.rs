//! What `scripts.json` says: the Sieve scripts of each account.

use std::collections::BTreeMap;
use std::{fs, io};

use serde::{Deserialize, Serialize};

use super::{Directory, Error, write};
use crate::demo::state::State;
use crate::demo::state::scripts::Scripts;

/// Its name.
const FILE: &str = "scripts.json";

/// The scripts of an account.
#[derive(Debug, Default, Serialize, Deserialize)]
struct KeptScripts {
    active: Option<String>,
    scripts: BTreeMap<String, String>,
}

impl Directory {
    /// The scripts that are kept, by the address of their account; none of a run that knew no scripts.
    ///
    /// # Errors
    ///
    /// [`Error::Directory`], [`Error::Damaged`].
    pub(in crate::demo) fn load_scripts(&self) -> Result<BTreeMap<String, Scripts>, Error> {
        let path = self.path.join(FILE);
        let text = match fs::read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
            Err(source) => return Err(Error::Directory { path, source }),
        };
        let kept: BTreeMap<String, KeptScripts> = serde_json::from_slice(&text)
            .map_err(|error| Error::Damaged { path, reason: error.to_string() })?;
        Ok(kept.into_iter().map(|(address, it)| (address, Scripts::restore(it.scripts, it.active))).collect())
    }

    /// Writes down the scripts as they are now.
    pub(super) fn save_scripts(&self, state: &State) -> io::Result<()> {
        let scripts =
            |it: &Scripts| KeptScripts { active: it.active().map(str::to_owned), scripts: it.all().clone() };
        let all = state.accounts().iter().map(|it| (it.address().to_owned(), it.scripts(scripts)));
        let kept: BTreeMap<String, KeptScripts> = all.collect();
        write(&self.path.join(FILE), &serde_json::to_vec(&kept)?)
    }
}

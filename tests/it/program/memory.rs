//! How much memory the program has.

use std::fs;

use super::Program;

impl Program {
    /// The most memory that it ever had, in kB; since [`Program::forget_peak`].
    pub fn peak(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.id())).expect("a running process");
        let line = status.lines().find_map(|it| it.strip_prefix("VmHWM:")).expect("a peak");
        line.trim().trim_end_matches(" kB").parse().expect("a number")
    }

    /// The memory that it has now, in kB, from now on its peak, too.
    pub fn forget_peak(&self) -> u64 {
        fs::write(format!("/proc/{}/clear_refs", self.id()), "5").expect("a process of ours");
        self.peak()
    }

    /// The number of its process: the one with its configuration as an argument that is no shell.
    fn id(&self) -> u32 {
        let folder = self.data().parent().expect("its folder").display().to_string();
        let ids = fs::read_dir("/proc")
            .expect("/proc")
            .filter_map(|it| it.ok()?.file_name().to_str()?.parse().ok());
        let is_it = |id: &u32| {
            let line = fs::read(format!("/proc/{id}/cmdline")).unwrap_or_default();
            let line = String::from_utf8_lossy(&line);
            line.starts_with(env!("CARGO_BIN_EXE_facteur")) && line.contains(&folder)
        };
        ids.into_iter().find(is_it).expect("its process")
    }
}

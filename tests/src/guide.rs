//! Documents as a reader takes them: what stands in their ```` ```sh tour ```` blocks is typed word for word, and what
//! they say is answered is looked for.

use std::{
    fs::File,
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};

use crate::shell::{root, Target};

/// A step: what is typed, and what must be in the answer, in this order.
#[derive(Default)]
pub struct Step {
    /// Lines of shell.
    pub script: String,
    /// Parts of the answer; `…` stands for anything.
    pub expected: Vec<String>,
}

/// How a document is walked through.
pub struct Walk {
    /// The program `backlot`.
    pub program: PathBuf,
    /// What a test must not share with its neighbours, and what the reader would have set.
    pub environment: Vec<(String, String)>,
    /// How long all of it may take.
    pub patience: Duration,
}

/// Walks through docs/deploy.md on a chain that somebody runs. The chain is what the guide leaves to its reader: its
/// endpoints, its id, its gas price, and a phrase with coins; the answer is all that was said.
///
/// # Panics
/// Where a command fails, or an answer is not the one that is shown.
pub fn deploy(program: &Path, target: &Target) -> String {
    let scratch = tempfile::tempdir().expect("there is room");
    let treasury = scratch.path().join("treasury");
    std::fs::write(&treasury, &target.phrase).expect("there is room");
    let rpc: Vec<_> = target.rpc.iter().chain(&target.rpc).take(2.max(target.rpc.len())).cloned().collect();
    let set = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let environment = vec![
        set("RPC_ONE", &rpc[0]),
        set("RPC_TWO", &rpc[1]),
        set("CHAIN", &target.chain_id),
        set("GAS_PRICE", &target.gas_price),
        set("TREASURY", &treasury.display().to_string()),
        set("BACKLOT_KEEPER_LISTEN", "127.0.0.1:0"),
        set("BACKLOT_KEEPER_POLL", "0.2"),
        set("BACKLOT_CONFIRM_MS", "20"),
    ];
    let walk = Walk { program: program.to_owned(), environment, patience: Duration::from_secs(900) };
    let said = walk.through(&root().join("docs/deploy.md"), scratch.path());
    assert!(!said.contains(&target.phrase), "a phrase was printed");
    said
}

impl Walk {
    /// Types a document's steps in one shell, and looks for its answers.
    ///
    /// # Panics
    /// Where a command fails, or an answer is not the one that is shown.
    pub fn through(&self, document: &Path, scratch: &Path) -> String {
        let steps = steps(&std::fs::read_to_string(document).expect("the document is there"));
        let mark = |number: usize| format!("== step {} ==", number + 1);
        let typed = |(number, step): (usize, &Step)| format!("echo '{}'\n{}", mark(number), step.script);
        let script: String = steps.iter().enumerate().map(typed).collect();
        let (status, said) = self.run(&script, scratch);
        let status = status.unwrap_or_else(|| panic!("the tour did not end within {:?}:\n{said}", self.patience));
        assert!(status.success(), "the tour ended with {status}:\n{said}");
        for (number, step) in steps.iter().enumerate() {
            let answer = said.split_once(&mark(number)).expect("every step was begun").1;
            let answer = squeezed(answer.split_once(&mark(number + 1)).map_or(answer, |(answer, _)| answer));
            let mut rest = answer.as_str();
            for expected in &step.expected {
                let found = find(rest, expected);
                let end = found.unwrap_or_else(|| panic!("no `{expected}` in step {}:\n{said}", number + 1));
                rest = &rest[end..];
            }
        }
        said
    }

    fn run(&self, script: &str, scratch: &Path) -> (Option<ExitStatus>, String) {
        let folder = self.program.parent().expect("the program is in a folder").to_owned();
        let path = std::env::var_os("PATH").unwrap_or_default();
        let path = std::env::join_paths(std::iter::once(folder).chain(std::env::split_paths(&path)));
        let said = scratch.join("said");
        let out = File::create(&said).expect("there is room");
        let mut bash = Command::new("bash");
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("BACKLOT_")) {
            bash.env_remove(name);
        }
        bash.args(["-euc", script]).current_dir(root()).env("PATH", path.expect("folders of PATH can be joined"));
        bash.env("HOME", scratch).env("TMPDIR", scratch);
        bash.envs(self.environment.iter().map(|(name, value)| (name, value)));
        let second = out.try_clone().expect("a file can be shared");
        bash.stdin(Stdio::null()).stdout(second).stderr(out).process_group(0);
        let status = Shell(bash.spawn().expect("there is a bash")).wait(self.patience);
        (status, String::from_utf8_lossy(&std::fs::read(said).expect("it was written")).into_owned())
    }
}

/// The steps of a document: its ```` ```sh tour ```` blocks; expected are `# → …` in them and the lines of a `text` block
/// after one.
///
/// # Panics
/// Where a fence is not closed, or an answer stands before any step.
pub fn steps(markdown: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut fence: Option<&str> = None;
    for line in markdown.lines() {
        match (fence, line.strip_prefix("```")) {
            (Some(_), Some(_)) => fence = None,
            (None, Some(info)) => {
                fence = Some(info);
                if info == "sh tour" {
                    steps.push(Step::default());
                }
            }
            (Some("sh tour"), None) => {
                let step = steps.last_mut().expect("a step was begun");
                step.script.push_str(line);
                step.script.push('\n');
                step.expected.extend(line.split_once("# → ").map(|(_, text)| text.to_string()));
            }
            (Some("text"), None) => steps.last_mut().expect("an answer without a step").expected.push(line.to_string()),
            _ => {}
        }
    }
    assert!(fence.is_none(), "a fence is not closed");
    steps
}

/// Columns may be wider than a document shows them.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where `pattern` ends in `text`; `…` stands for anything.
pub fn find(text: &str, pattern: &str) -> Option<usize> {
    let mut end = 0;
    for part in squeezed(pattern).split('…').map(str::trim) {
        end += text[end..].find(part)? + part.len();
    }
    Some(end)
}

/// The shell and all it started: one process group, ended by its id whatever happens.
struct Shell(Child);

impl Shell {
    fn wait(&mut self, patience: Duration) -> Option<ExitStatus> {
        let began = Instant::now();
        while began.elapsed() < patience {
            if let Some(status) = self.0.try_wait().expect("it is our child") {
                return Some(status);
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        None
    }
}

impl Drop for Shell {
    fn drop(&mut self) {
        let group = format!("-{}", self.0.id());
        let _ended = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
        let _ended = self.0.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_document_shows_is_looked_for() {
        let found = steps("```sh tour\na # → one\n```\n```text\ntwo … four\n```\n```sh\nb # → no\n```\n");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].expected, ["one", "two … four"]);
        assert_eq!(found[0].script, "a # → one\n");
        assert_eq!(find("one two three four", "two … four"), Some(18));
        assert_eq!(find("one two three", "two … four"), None);
        assert_eq!(find("one two", " one   two "), Some(7));
    }
}

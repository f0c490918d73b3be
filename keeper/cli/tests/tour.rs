//! The README as a reader takes it: its tour is run word for word, and its links lead somewhere.

use std::{
    fs::File,
    net::TcpListener,
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};

const LONGEST: Duration = Duration::from_secs(300);

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// A step of the tour: what is typed, and what must be in the answer, in this order.
#[derive(Default)]
struct Step {
    script: String,
    expected: Vec<String>,
}

/// Steps are the ```` ```sh tour ```` blocks; expected are `# → …` in them and the lines of a `text` block after one.
fn steps(markdown: &str) -> Vec<Step> {
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
                let step = steps.last_mut().unwrap();
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

/// Columns may be wider than the README shows them.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where `pattern` ends in `text`; `…` stands for anything.
fn find(text: &str, pattern: &str) -> Option<usize> {
    let mut end = 0;
    for part in squeezed(pattern).split('…').map(str::trim) {
        end += text[end..].find(part)? + part.len();
    }
    Some(end)
}

/// The shell and all it started: one process group, ended by its id whatever happens.
struct Shell(Child);

impl Shell {
    fn wait(&mut self) -> Option<ExitStatus> {
        let began = Instant::now();
        while began.elapsed() < LONGEST {
            if let Some(status) = self.0.try_wait().unwrap() {
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
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
        let _ = self.0.wait();
    }
}

fn run(script: &str, scratch: &Path) -> (Option<ExitStatus>, String) {
    let path = std::env::join_paths(
        std::iter::once(Path::new(env!("CARGO_BIN_EXE_backlot")).parent().unwrap().to_owned())
            .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())),
    );
    let listen = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    let said = scratch.join("said");
    let out = File::create(&said).unwrap();
    let mut bash = Command::new("bash");
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("BACKLOT_")) {
        bash.env_remove(name);
    }
    bash.args(["-euc", script]).current_dir(root()).env("PATH", path.unwrap());
    bash.env("HOME", scratch).env("TMPDIR", scratch);
    // What a test must not share with its neighbours, and a reader's patience.
    bash.env("BACKLOT_RPC", format!("http://{listen}")).env("BACKLOT_DEVNET_LISTEN", &listen);
    bash.env("BACKLOT_KEEPER_LISTEN", "127.0.0.1:0").env("BACKLOT_KEEPER_POLL", "0.2");
    bash.env("BACKLOT_DEVNET_BLOCK_MS", "50").env("BACKLOT_CONFIRM_MS", "20");
    bash.stdin(Stdio::null()).stdout(out.try_clone().unwrap()).stderr(out).process_group(0);
    let status = Shell(bash.spawn().unwrap()).wait();
    (status, String::from_utf8_lossy(&std::fs::read(said).unwrap()).into_owned())
}

fn phrases(scratch: &Path) -> Vec<String> {
    let homes = std::fs::read_dir(scratch).unwrap().map(|entry| entry.unwrap().path());
    let files: Vec<_> = homes.map(|home| home.join("phrases")).filter(|file| file.exists()).collect();
    assert_eq!(files.len(), 1, "the tour makes its keys in one home");
    let text = std::fs::read_to_string(&files[0]).unwrap();
    text.lines().map(|line| line.split_once(": ").unwrap().1.to_string()).collect()
}

#[test]
fn the_tour_in_the_readme_goes_as_it_says() {
    let wasm = root().join("artifacts/backlot_studio.wasm");
    assert!(wasm.exists(), "{} is missing: `make artifacts` builds it", wasm.display());
    let steps = steps(&std::fs::read_to_string(root().join("README.md")).unwrap());
    assert!(steps.len() > 5 && steps.iter().any(|step| step.script.contains("keeper run")), "the tour lost its steps");
    let mark = |number: usize| format!("== step {} ==", number + 1);
    let script: String =
        steps.iter().enumerate().map(|(number, step)| format!("echo '{}'\n{}", mark(number), step.script)).collect();

    let scratch = tempfile::tempdir().unwrap();
    let (status, said) = run(&script, scratch.path());
    let status = status.unwrap_or_else(|| panic!("the tour did not end within {LONGEST:?}:\n{said}"));
    assert!(status.success(), "the tour ended with {status}:\n{said}");

    for (number, step) in steps.iter().enumerate() {
        let answer = said.split_once(&mark(number)).unwrap().1;
        let answer = squeezed(answer.split_once(&mark(number + 1)).map_or(answer, |(answer, _)| answer));
        let mut rest = answer.as_str();
        for expected in &step.expected {
            let end = find(rest, expected).unwrap_or_else(|| panic!("no `{expected}` in step {}:\n{said}", number + 1));
            rest = &rest[end..];
        }
    }
    for phrase in phrases(scratch.path()) {
        assert!(!said.contains(&phrase), "a phrase was printed");
    }
}

#[test]
fn what_the_readme_shows_is_looked_for() {
    let found = steps("```sh tour\na # → one\n```\n```text\ntwo … four\n```\n```sh\nb # → no\n```\n");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].expected, ["one", "two … four"]);
    assert_eq!(found[0].script, "a # → one\n");
    assert_eq!(find("one two three four", "two … four"), Some(18));
    assert_eq!(find("one two three", "two … four"), None);
    assert_eq!(find("one two", " one   two "), Some(7));
}

#[test]
fn links_between_documents_lead_somewhere() {
    let mut files = vec![root().join("README.md"), root().join("CHANGELOG.md"), root().join("examples/README.md")];
    for folder in ["docs", "docs/adr"] {
        let entries = std::fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path());
        files.extend(entries.filter(|path| path.extension().is_some_and(|end| end == "md")));
    }
    let mut links = 0;
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(link, _)| link) {
            let target = link.split('#').next().unwrap();
            if target.is_empty() || link.contains("://") {
                continue;
            }
            links += 1;
            assert!(file.parent().unwrap().join(target).exists(), "{}: {link} is not there", file.display());
        }
    }
    assert!(links > 10, "{links} links");
}

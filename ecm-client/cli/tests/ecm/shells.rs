//! Completion in interactive shells, on a terminal.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::stored::{Home, package};
use crate::support::say_skipped;
use crate::terminal::Terminal;

/// Prompt of the shells under test.
const PROMPT: &str = "ready> ";

/// Shell, and what makes it one of the tests' own.
struct Shell {
    name: &'static str,
    arguments: &'static [&'static str],
    setup: &'static str,
}

const BASH: Shell = Shell {
    name: "bash",
    arguments: &["--norc", "--noprofile", "-i"],
    setup: "PS1='ready''> '; bind 'set enable-bracketed-paste off'; eval \"$(ecm completions bash)\"",
};

const ZSH: Shell = Shell {
    name: "zsh",
    arguments: &["-f", "-i"],
    setup: "PROMPT='ready''> '; autoload -U compinit; compinit -u -D; source <(ecm completions zsh)",
};

/// zsh that finds the script in a folder, where a package puts it.
const ZSH_OF_A_PACKAGE: Shell = Shell {
    setup: "PROMPT='ready''> '; ecm completions zsh > _ecm; fpath=($PWD $fpath); autoload -U compinit; compinit -u -D",
    ..ZSH
};

const FISH: Shell = Shell {
    name: "fish",
    arguments: &["--no-config", "-i"],
    setup: "ecm completions fish | source; function fish_prompt; echo -n 'ready''> '; end",
};

/// Shell that runs on a terminal.
struct Session {
    terminal: Terminal,
    name: &'static str,
}

impl Session {
    /// Starts a shell in the folder of a home; `None` where it is not installed.
    fn start(shell: &Shell, home: &Home) -> Option<Self> {
        let path = std::env::var("PATH").unwrap_or_default();
        let is_there = |folder: &str| Path::new(folder).join(shell.name).is_file();
        if !path.split(':').any(is_there) {
            say_skipped(&format!("{} is not installed", shell.name));
            return None;
        }
        let ecm = Path::new(env!("CARGO_BIN_EXE_ecm")).parent().unwrap();
        let mut command = Command::new(shell.name);
        command.args(shell.arguments).current_dir(work(home)).env_clear();
        command.env("PATH", format!("{}:{path}", ecm.display())).env("HOME", home.path());
        command.env("ECM_HOME", home.data()).env("TERM", "xterm-256color").env("LC_ALL", "C.UTF-8");
        let mut terminal = Terminal::of(command, 250);
        terminal.type_in(&format!("{}\r", shell.setup));
        terminal.expect(PROMPT);
        Some(Self { terminal, name: shell.name })
    }

    /// Types a line, with a TAB at its end if it has none, and returns the words that the shell then
    /// reads.
    #[track_caller]
    fn completed(&mut self, line: &str) -> Vec<String> {
        let end = if line.contains('\t') { "" } else { "\t" };
        self.terminal.type_in(&format!("{line}{end}"));
        // To the beginning of the line, where another command is put in front of it.
        self.terminal.type_in("\u{1}printf '<%s>' begin'ning' \r");
        self.terminal.expect("<beginning>");
        self.terminal.expect(PROMPT);
        let shown = self.terminal.shown.rsplit("<beginning>").next().unwrap();
        let words =
            shown.split('<').skip(1).filter_map(|word| Some(word.split_once('>')?.0.to_owned()));
        let mut words: Vec<String> = words.collect();
        assert_eq!(words.remove(0), "ecm", "{}: {line}: {shown:?}", self.name);
        words
    }

    fn end(mut self) {
        self.terminal.type_in("exit\r");
        self.terminal.end();
    }
}

fn work(home: &Home) -> PathBuf {
    home.path().join("work")
}

fn home() -> Home {
    let home = Home::with(&package());
    home.write("work/machine.json", "{}");
    home.write("work/dir one/deep.json", "{}");
    home.write("credentials", "[work]\nregion = ap-guangzhou\n");
    home.write(".tencentcloud/credentials", "[work]\nregion = ap-guangzhou\n");
    home
}

/// Lines that every shell completes in the same way: what is typed, and the words that come of it.
const CASES: &[(&str, &[&str])] = &[
    ("ecm servi", &["service"]),
    ("ecm call lam", &["call", "lamp."]),
    ("ecm call lamp.Swit", &["call", "lamp.SwitchOn"]),
    ("ecm call lamp@2022", &["call", "lamp@2022-01-31."]),
    ("ecm call lamp@2024-01-31.Swit", &["call", "lamp@2024-01-31.SwitchOn"]),
    (
        "ecm explain lamp@2022-01-31.DescribeLamps.Na",
        &["explain", "lamp@2022-01-31.DescribeLamps.Name"],
    ),
    ("ecm check lamp@2022", &["check", "lamp@2022-01-31"]),
    (
        "ecm call DescribeInstances --set Filters.0.Na",
        &["call", "DescribeInstances", "--set", "Filters.0.Name="],
    ),
    ("ecm call lamp.SwitchOn --set=Na", &["call", "lamp.SwitchOn", "--set=Name="]),
    (
        "ecm call RunInstances --set KeepImageLogin=T",
        &["call", "RunInstances", "--set", "KeepImageLogin=TRUE"],
    ),
    (
        "ecm call RunInstances --set 'KeepImageLogin=T",
        &["call", "RunInstances", "--set", "KeepImageLogin=TRUE"],
    ),
    (
        "ecm call RunInstances --set \"KeepImageLogin=T",
        &["call", "RunInstances", "--set", "KeepImageLogin=TRUE"],
    ),
    (
        "ecm call RunInstances --set ZoneInstanceCountISPSet.0.ISP=CM",
        &["call", "RunInstances", "--set", "ZoneInstanceCountISPSet.0.ISP=CMCC"],
    ),
    (
        "ecm call RunInstances --set 'ZoneInstanceCountISPSet.0.ISP=CMCC;CU",
        &["call", "RunInstances", "--set", "ZoneInstanceCountISPSet.0.ISP=CMCC;CUCC"],
    ),
    // A blank follows where a word ends, and none where it goes on.
    ("ecm call lam\tSwit\t--set Na\tvalue", &["call", "lamp.SwitchOn", "--set", "Name=value"]),
    // A secret has no values; the line stays as it is.
    ("ecm call RunInstances --set Password=", &["call", "RunInstances", "--set", "Password="]),
    ("ecm call RunInstances --wait RUN", &["call", "RunInstances", "--wait", "RUNNING"]),
    ("ecm call X --output=nd", &["call", "X", "--output=ndjson"]),
    ("ecm call X --region ap-g", &["call", "X", "--region", "ap-guangzhou"]),
    ("ecm whoami --profile wo", &["whoami", "--profile", "work"]),
    // Files, as for any other command.
    ("ecm call X --json mach", &["call", "X", "--json", "machine.json"]),
    ("ecm call X --json ./mach", &["call", "X", "--json", "./machine.json"]),
    ("ecm call X --json=mach", &["call", "X", "--json=machine.json"]),
    ("ecm call X --json dir\\ one/de", &["call", "X", "--json", "dir one/deep.json"]),
    ("ecm call X --json 'dir one/de", &["call", "X", "--json", "dir one/deep.json"]),
    ("ecm check mach", &["check", "machine.json"]),
    (
        "ecm call RunInstances --set UserData=@mach",
        &["call", "RunInstances", "--set", "UserData=@machine.json"],
    ),
];

fn check(shell: &Shell) {
    let home = home();
    let Some(mut session) = Session::start(shell, &home) else { return };
    for (line, expected) in CASES {
        assert_eq!(session.completed(line), *expected, "{}: {line}", shell.name);
    }
    // The shell puts the home folder in the place of `~`, before and after.
    let path = home.path().join("work/machine.json").display().to_string();
    assert_eq!(session.completed("ecm call X --json ~/work/mach"), ["call", "X", "--json", &path]);
    assert_eq!(
        session.completed("ecm call X --json $HOME/work/mach"),
        ["call", "X", "--json", &path]
    );
    session.end();
}

#[test]
fn bash_completes() {
    check(&BASH);
}

#[test]
fn zsh_completes() {
    check(&ZSH);
}

#[test]
fn zsh_finds_the_script_of_a_package() {
    let home = home();
    let Some(mut session) = Session::start(&ZSH_OF_A_PACKAGE, &home) else { return };
    // The first time, the script is read; the second time, it is there.
    for _ in 0..2 {
        assert_eq!(session.completed("ecm call lamp@2022"), ["call", "lamp@2022-01-31."]);
    }
    session.end();
}

#[test]
fn fish_completes() {
    check(&FISH);
}

/// Nothing that a spec says is run by a shell.
fn check_odd_names(shell: &Shell) {
    let home = home();
    let path = home.spec("lamp", "2024-01-31");
    let text = std::fs::read_to_string(&path).unwrap();
    let odd = text.replace("DescribeLamps", "Describe;$(touch ran)`touch ran`&'\\\" x");
    let odd = odd.replace("&'\\\" x", "&'\\\\ x");
    std::fs::write(&path, odd).unwrap();
    let Some(mut session) = Session::start(shell, &home) else { return };
    let words = session.completed("ecm call lamp.Desc");
    assert_eq!(words, ["call", "lamp.Describe;$(touch ran)`touch ran`&'\\ x"], "{}", shell.name);
    session.end();
    assert!(!work(&home).join("ran").exists(), "{}", shell.name);
}

#[test]
fn no_shell_runs_what_a_spec_says() {
    for shell in [BASH, ZSH, FISH] {
        check_odd_names(&shell);
    }
}

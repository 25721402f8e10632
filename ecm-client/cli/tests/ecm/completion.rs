//! Tests of completion, with questions as the scripts of the shells ask them.

use std::fs;
use std::path::Path;

use crate::stored::{Home, package};
use crate::support::{Run, command};

/// Characters that end a word in bash, unless it is set up otherwise.
const BREAKS: &str = " \t\n\"'@><=;|&(:";

/// Asks as bash does, with the word that readline finds, and returns the lines of the answer.
#[track_caller]
fn bash(home: &Home, before: &str, after: &str, word: &str) -> Vec<String> {
    let mut command = home.command();
    command.env("ECM_COMPLETE", "bash").args(["--", before, after, BREAKS, word]);
    command.env("HOME", home.path()).env("USERPROFILE", home.path());
    command.env("TENCENTCLOUD_CREDENTIALS_FILE", home.path().join("credentials"));
    command.env_remove("TENCENTCLOUD_REGION");
    answer(command)
}

#[track_caller]
fn answer(mut command: std::process::Command) -> Vec<String> {
    let run = Run::from(command.output().unwrap());
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{run:?}");
    run.out.lines().map(str::to_owned).collect()
}

/// Asks for what follows a line, and returns the candidates behind the first line of the answer.
#[track_caller]
fn following(home: &Home, line: &str) -> Vec<String> {
    let mut lines = bash(home, line, "", "");
    assert!(!lines.is_empty(), "{line}");
    lines.remove(0);
    lines
}

#[test]
fn names_of_services_versions_and_actions_are_completed() {
    let home = Home::with(&package());
    let stored = home.path().join("data/services/lamp/2022-01-31.json");
    assert!(stored.exists());
    for (line, expected) in [
        ("ecm call la", &["lamp."][..]),
        ("ecm call lamp.", &["lamp.CreateLamps", "lamp.DescribeLamps", "lamp.SwitchOn"]),
        ("ecm call lamp.Sw", &["lamp.SwitchOn"]),
        // The word ends at `@` for bash, and what is before it stays.
        ("ecm call lamp@", &["2024-01-31.", "2022-01-31."]),
        ("ecm call lamp@2022-01-31.", &["2022-01-31.DescribeLamps"]),
        ("ecm call lamp@2022-01-31.Sw", &[]),
        ("ecm call 'lamp@2024-01-31.Sw", &["lamp@2024-01-31.SwitchOn"]),
        ("ecm call RunIns", &["RunInstances"]),
        ("ecm call --spec lamp Sw", &["SwitchOn"]),
        ("ecm launch lamp.Sw", &["lamp.SwitchOn"]),
        ("ecm call nothing.", &[]),
        ("ecm check lam", &["lamp"]),
        ("ecm check lamp@2022", &["2022-01-31"]),
        ("ecm check ecm-", &["ecm-2019-07-19"]),
        ("ecm service remove f", &["fan"]),
        ("ecm service update lamp@", &["2024-01-31", "2022-01-31"]),
        ("ecm generate lamp --actions SwitchOn,Desc", &["SwitchOn,DescribeLamps"]),
        ("ecm generate ecm --groups load", &["load-balancer"]),
        ("ecm explain lamp.SwitchOn.Pass", &["lamp.SwitchOn.Password"]),
        ("ecm explain lamp Switch", &["SwitchOn", "SwitchOnRequest", "SwitchOnResponse"]),
        ("ecm explain RunInstances.ModuleI", &["RunInstances.ModuleId"]),
        ("ecm explain effect-gue", &["effect-guessed"]),
    ] {
        assert_eq!(following(&home, line), expected, "{line}");
    }
}

#[test]
fn parameters_follow_the_action_wherever_it_stands() {
    let home = Home::with(&package());
    for (line, expected) in [
        ("ecm call lamp.SwitchOn --set N", &["Name="][..]),
        ("ecm call lamp@2024-01-31.SwitchOn --set N", &["Name="]),
        ("ecm call SwitchOn --spec lamp --set N", &["Name="]),
        ("ecm call SwitchOn --spec ./lamp.json --set N", &["Name="]),
        ("ecm call SwitchOn --spec ~/lamp.json --set N", &["Name="]),
        ("ecm launch lamp.SwitchOn --set N", &["Name="]),
        ("ecm call DescribeInstances --set Filters.0.Na", &["Filters.0.Name="]),
        (
            "ecm call DescribeInstances --set Filters.0.Name=x --set Filters.0.",
            &["Filters.0.Values="],
        ),
        ("ecm call RunInstances --set ZoneInstanceCountISPSet.0.ISP=CM", &["CMCC"]),
        ("ecm call RunInstances --set KeepImageLogin=", &["TRUE", "FALSE"]),
        ("ecm call RunInstances --set=KeepImageLogin=", &["TRUE", "FALSE"]),
        ("ecm call RunInstances --wait RUN", &["RUNNING"]),
        (
            "ecm call RunInstances --wait Instances",
            &["InstancesRunning", "InstancesStopped", "InstancesTerminated"],
        ),
        ("ecm call X --language z", &["zh-CN"]),
        // What cannot be found has no parameters.
        ("ecm call --set N", &[]),
        ("ecm call Nothing --set N", &[]),
        ("ecm call lamp.SwitchOn --spec fan --set N", &[]),
        ("ecm call SwitchOn --spec nothing.json --set N", &[]),
    ] {
        fs::copy(home.spec("lamp", "2024-01-31"), home.path().join("lamp.json")).unwrap();
        assert_eq!(following(&home, line), expected, "{line}");
    }
    let behind = bash(&home, "ecm call --set N", " lamp.SwitchOn", "N");
    assert_eq!(behind, ["open", "Name="]);
}

#[test]
fn a_secret_is_never_completed() {
    let home = Home::with(&package());
    home.write(
        "credentials",
        "[work]\nsecret_id = CANARYID\nsecret_key = CANARYKEY\nregion = ap-x\n",
    );
    home.write("CANARYFILE", "x");
    for line in [
        "ecm call lamp.SwitchOn --set Password=",
        "ecm call lamp.SwitchOn --set Password=C",
        "ecm call RunInstances --set Password=",
        "ecm configure set secret_key C",
        "ecm configure set token C",
        "ecm serve --secret-key ",
    ] {
        assert_eq!(following(&home, line), [""; 0], "{line}");
    }
    // A file that holds one has a name.
    assert_eq!(following(&home, "ecm call lamp.SwitchOn --set Password=@CAN"), ["CANARYFILE"]);
}

#[test]
fn profiles_and_regions_are_those_that_are_set_up() {
    let home = Home::with(&package());
    home.write(
        "credentials",
        "[default]\nregion = ap-one\n[work]\nsecret_id = a\nsecret_key = b\nregion = ap-two\n[bare]\n",
    );
    home.write(".tccli/theirs.credential", "{}");
    home.write(".tccli/theirs.configure", r#"{"_sys_param": {"region": "ap-three"}}"#);
    home.write(".tccli/other.txt", "{}");
    for (line, expected) in [
        ("ecm call X --profile ", &["bare", "default", "theirs", "work"][..]),
        ("ecm whoami --profile w", &["work"]),
        ("ecm configure get --profile w", &["work"]),
        ("ecm call X --region ", &["ap-one", "ap-three", "ap-two"]),
        ("ecm configure set region ap-tw", &["ap-two"]),
        ("ecm configure set re", &["region"]),
        ("ecm configure set --profile work reg", &["region"]),
    ] {
        assert_eq!(following(&home, line), expected, "{line}");
    }
    // A file that no provider would take is passed over.
    home.write("credentials", "[default\nregion = ap-one\n");
    assert_eq!(following(&home, "ecm call X --region "), ["ap-three"]);
}

#[test]
fn files_are_left_to_the_shell() {
    let home = Home::with(&package());
    home.write("dir one/file.json", "{}");
    for (line, kind) in [
        ("ecm call X --json ", "files"),
        ("ecm call X --json=", "files"),
        ("ecm call X --body f", "files"),
        ("ecm docs lamp --out ", "folders"),
        ("ecm man --out ", "folders"),
        ("ecm check ", "files"),
        ("ecm call X > ", "shell"),
        ("ecm call $X", "shell"),
        ("ecm call RunInstances --set U", "open"),
        ("ecm call RunInst", "closed"),
    ] {
        assert_eq!(bash(&home, line, "", "")[0], kind, "{line}");
    }
    // For readline, `@` is a part of the path.
    let value = |line: &str, word: &str| {
        bash(&home, &format!("ecm call RunInstances --set {line}"), "", word)
    };
    assert_eq!(value("UserData=@di", "@di"), ["open", r"@dir\ one/"]);
    assert_eq!(value("'UserData=@di", "UserData=@di"), ["open", "UserData=@dir one/"]);
}

#[test]
fn options_wait_for_a_dash() {
    let home = Home::new();
    let all = following(&home, "ecm service ");
    assert!(
        all.contains(&"add".to_owned()) && !all.iter().any(|one| one.starts_with('-')),
        "{all:?}"
    );
    assert_eq!(following(&home, "ecm call --wait-i"), ["--wait-ids", "--wait-interval"]);
    // There is nothing else.
    assert!(following(&home, "ecm schema ").contains(&"--out".to_owned()));
    assert!(
        !following(&home, "ecm call --")
            .iter()
            .any(|one| one.contains("-endpoint") && one != "--endpoint")
    );
}

/// Whatever a spec, a file or the line is like, nothing but candidates comes out.
#[test]
fn nothing_disturbs_the_line() {
    let home = Home::with(&package());
    let good = fs::read_to_string(home.spec("lamp", "2024-01-31")).unwrap();
    let path = home.spec("lamp", "2024-01-31");
    let deep = format!("{{\"actions\": {}", "[".repeat(100_000));
    for broken in ["", "{", "null", "[]", "\u{feff}{}", &good[..good.len() / 2], &deep] {
        fs::write(&path, broken).unwrap();
        for line in [
            "ecm call lamp.",
            "ecm call lamp.SwitchOn --set ",
            "ecm call lamp.SwitchOn --wait ",
            "ecm explain lamp ",
        ] {
            bash(&home, line, "", "");
        }
        assert_eq!(following(&home, "ecm call lamp.SwitchOn --set "), [""; 0]);
    }
    fs::write(&path, [0xff, 0xfe, 0x00]).unwrap();
    assert_eq!(following(&home, "ecm call lamp."), [""; 0]);
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    assert_eq!(following(&home, "ecm call lamp."), [""; 0]);
    for line in [
        "",
        "ecm",
        "'",
        "ecm call '",
        "ecm \\",
        "\u{7}",
        "ecm --set=",
        "ecm mend --x ",
        "ecm call -- --",
        "ecm call --set =",
    ] {
        bash(&home, line, "", "");
    }
    // What cannot be typed on a terminal is not offered, and what a shell acts on is quoted.
    let odd = good
        .replace("\"Name\"", r#""$(touch x);\u001b[31m""#)
        .replace("DescribeLamps", "Describe;$(reboot)");
    fs::remove_dir(&path).unwrap();
    fs::write(&path, &odd).unwrap();
    let offered = following(&home, "ecm call lamp.Desc");
    assert_eq!(offered, [r"lamp.Describe\;\$\(reboot\)"]);
    assert_eq!(following(&home, "ecm call 'lamp.Desc"), ["lamp.Describe;$(reboot)"]);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_left_alone() {
    let home = Home::new();
    let made = std::process::Command::new("mkfifo").arg(home.path().join("pipe")).status();
    assert!(made.unwrap().success());
    assert_eq!(following(&home, "ecm call On --spec pipe --set "), [""; 0]);
    assert_eq!(following(&home, "ecm call --spec pipe O"), [""; 0]);
}

#[test]
fn each_shell_gets_its_own_form() {
    let home = Home::with(&package());
    let ask = |shell: &str, arguments: &[&str]| {
        let mut command = home.command();
        command.env("ECM_COMPLETE", shell).arg("--").args(arguments);
        answer(command)
    };
    let line = ["ecm", "call", "lamp@2024-01-31.SwitchOn", "--set", "Na"];
    for (shell, expected) in [("fish", "-Name="), ("elvish", "Name="), ("powershell", "Name=")] {
        assert_eq!(ask(shell, &line), [expected], "{shell}");
    }
    assert_eq!(ask("zsh", &[&["4", "Na"], &line[..]].concat()), ["+Name="]);
    assert_eq!(
        ask("zsh", &["1", "sche", "ecm", "sche"]),
        ["-schema:Print the JSON Schema of the spec format, for editors"]
    );
    assert_eq!(
        ask("fish", &["ecm", "sche"]),
        ["-schema\tPrint the JSON Schema of the spec format, for editors"]
    );
    // Behind a prefix, the shell completes a path.
    assert_eq!(ask("zsh", &["3", "--json=f", "ecm", "call", "X", "--json=f"]), ["f7"]);
    assert_eq!(ask("fish", &["ecm", "call", "X", "--json=f"]), ["f--json="]);
    assert_eq!(ask("fish", &["ecm", "man", "--out", ""]), ["d"]);
    home.write("file.json", "{}");
    assert_eq!(ask("elvish", &["ecm", "call", "X", "--json=f"]), ["--json=file.json"]);
    // fish tells the word as it is typed.
    assert_eq!(ask("fish", &["ecm", "call", "lamp.SwitchOn", "--set", "'Na"]), ["-Name="]);
}

#[test]
fn scripts_are_printed_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = crate::support::anywhere(&["completions", shell]);
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{shell}");
        assert!(run.out.contains("ECM_COMPLETE"), "{shell}: {run:?}");
        // It works wherever the command is installed.
        assert!(!run.out.contains(env!("CARGO_BIN_EXE_ecm")), "{shell}: {run:?}");
    }
}

#[test]
fn the_variable_alone_changes_nothing() {
    for (value, arguments) in
        [("bash", &["schema"][..]), ("", &["--", "x"]), ("nosh", &["--", "x"])]
    {
        let mut command = command(Path::new(env!("CARGO_MANIFEST_DIR")));
        let run = Run::from(command.env("ECM_COMPLETE", value).args(arguments).output().unwrap());
        match arguments {
            ["schema"] => assert_eq!(run.code, Some(0)),
            _ => assert_eq!(run.code, Some(2), "{run:?}"),
        }
    }
}

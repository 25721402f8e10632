//! Rule for dependencies between the crates: they run one way.

use crate::sources::tree::manifests;

/// Packages of the workspace, each with those that it may depend on.
const ALLOWED: [(&str, &[&str]); 12] = [
    ("ecm-spec", &[]),
    ("ecm-codegen", &["ecm-spec"]),
    ("ecm-macros", &["ecm-spec", "ecm-codegen"]),
    ("ecm-events", &[]),
    ("ecm-sign", &[]),
    ("ecm-client", &["ecm-spec", "ecm-codegen", "ecm-events", "ecm-macros", "ecm-sign"]),
    ("ecm-launch-protocol", &[]),
    (
        "ecm-launch",
        &["ecm-spec", "ecm-codegen", "ecm-macros", "ecm-client", "ecm-launch-protocol", "ecm-sign"],
    ),
    (
        "ecm-cli",
        &[
            "ecm-spec",
            "ecm-codegen",
            "ecm-macros",
            "ecm-client",
            "ecm-launch",
            "ecm-sign",
            "ecm-diff",
            "ecm-import",
            "ecm-test-server",
        ],
    ),
    ("ecm-diff", &["ecm-spec"]),
    ("ecm-import", &["ecm-spec"]),
    ("ecm-test-server", &["ecm-spec"]),
];

/// Packages of the workspace that a manifest's normal dependencies name.
fn dependencies(manifest: &str) -> Vec<String> {
    let mut inside = false;
    let mut found = Vec::new();
    for line in manifest.lines() {
        let table = line.trim().strip_prefix('[').and_then(|line| line.strip_suffix(']'));
        if let Some(table) = table {
            let target = table.starts_with("target.") && table.ends_with(".dependencies");
            inside = table == "dependencies" || target;
            if let Some((_, name)) = table.rsplit_once("dependencies.") {
                let normal = !table.contains("dev-dependencies") && !table.contains("build-");
                found.extend(normal.then(|| name.to_owned()));
            }
        } else if inside {
            found.extend(line.split(['.', ' ', '=']).next().map(str::to_owned));
            let renamed = line.split("package = \"").nth(1).and_then(|rest| rest.split('"').next());
            found.extend(renamed.map(str::to_owned));
        }
    }
    found.retain(|name| name.starts_with("ecm-"));
    found
}

/// Dependencies of a package that its row does not allow.
fn against(package: &str, manifest: &str) -> Vec<String> {
    let Some((_, allowed)) = ALLOWED.iter().find(|(name, _)| *name == package) else {
        return vec![format!("{package} has no row in the table of directions")];
    };
    let wrong = dependencies(manifest).into_iter().filter(|name| !allowed.contains(&name.as_str()));
    wrong.map(|name| format!("{package} depends on {name}")).collect()
}

#[test]
fn directions_run_one_way() {
    let manifests = manifests();
    let seen: usize = manifests.iter().map(|one| dependencies(&one.text).len()).sum();
    println!("directions: {seen} dependencies between {} packages", manifests.len());
    assert!(seen > 5, "only {seen} dependencies");
    let wrong: Vec<String> =
        manifests.iter().flat_map(|one| against(&one.package, &one.text)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn directions_sees_the_wrong_way() {
    let manifest = "[package]\nname = \"x\"\n[dependencies]\necm-client.workspace = true\nserde = \"1\"\n\
                    [dev-dependencies]\necm-cli = \"1\"\n[target.'cfg(unix)'.dependencies]\n\
                    spec = { package = \"ecm-macros\" }\n[dependencies.ecm-launch]\npath = \"..\"\n";
    let wrong = against("ecm-test-server", manifest);
    assert_eq!(wrong.len(), 3, "{wrong:?}");
    assert_eq!(against("ecm-cli", manifest).len(), 0);
    assert_eq!(against("ecm-new", manifest).len(), 1);
}

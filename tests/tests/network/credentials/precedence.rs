//! One order: of any two sources that have credentials, the first of the guide's list signs.

use super::*;

/// Sources, from the first to the last of the guide's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    ProfileOption,
    KeyVariables,
    ProfileVariable,
    TccliVariable,
    CredentialsFile,
    TccliDefault,
    WebIdentity,
    InstanceRole,
}

use Level::{
    CredentialsFile, InstanceRole, KeyVariables, ProfileOption, ProfileVariable, TccliDefault,
    TccliVariable, WebIdentity,
};

const LEVELS: [Level; 8] = [
    ProfileOption,
    KeyVariables,
    ProfileVariable,
    TccliVariable,
    CredentialsFile,
    TccliDefault,
    WebIdentity,
    InstanceRole,
];

/// Sources at one place of the list, which must not differ.
const SAME_PLACE: [Level; 3] = [KeyVariables, ProfileVariable, TccliVariable];

impl Level {
    fn secret_id(self) -> &'static str {
        match self {
            ProfileOption => "AKIDoption",
            KeyVariables => "AKIDkeys",
            ProfileVariable => "AKIDprofile",
            TccliVariable => "AKIDtool",
            CredentialsFile => "AKIDfile",
            TccliDefault => "AKIDtoolDefault",
            WebIdentity => "AKIDrole1",
            InstanceRole => "AKIDrole7",
        }
    }

    fn variable(self) -> &'static str {
        match self {
            KeyVariables => "TENCENTCLOUD_SECRET_ID",
            ProfileVariable => "TENCENTCLOUD_PROFILE",
            _ => "TCCLI_PROFILE",
        }
    }
}

/// A home folder and an environment in which some sources have credentials.
struct World {
    home: tempfile::TempDir,
    variables: BTreeMap<String, String>,
    metadata: Metadata,
    sts: TestServer,
    profile: Option<&'static str>,
}

impl World {
    async fn new() -> Self {
        let sts = TestServer::builder()
            .shipped(STS)
            .respond_with("AssumeRole", exchanged())
            .respond_with("AssumeRoleWithWebIdentity", exchanged());
        let mut world = Self {
            home: tempfile::tempdir().unwrap(),
            variables: BTreeMap::new(),
            metadata: Metadata::start(&[]).await,
            sts: sts.credentials("AKIDkeys", LONG_KEY).start().await.unwrap(),
            profile: None,
        };
        let home = world.home.path().to_str().unwrap().to_owned();
        for name in ["HOME", "USERPROFILE"] {
            world.set(name, &home);
        }
        for folder in [".tencentcloud", ".tccli"] {
            fs::create_dir(world.home.path().join(folder)).unwrap();
        }
        world
    }

    fn set(&mut self, name: &str, value: &str) {
        self.variables.insert(name.to_owned(), value.to_owned());
    }

    fn add_profile(&self, name: &str, id: &str, more: &str) {
        let file = self.home.path().join(".tencentcloud/credentials");
        let text = fs::read_to_string(&file).unwrap_or_default();
        let profile = format!("[{name}]\nsecret_id = {id}\nsecret_key = {LONG_KEY}\n{more}\n");
        fs::write(file, text + &profile).unwrap();
    }

    fn add_tccli(&self, name: &str, id: &str) {
        let keys = json!({ "secretId": id, "secretKey": LONG_KEY });
        let file = self.home.path().join(format!(".tccli/{name}.credential"));
        fs::write(file, keys.to_string()).unwrap();
    }

    fn add(&mut self, level: Level) {
        let id = level.secret_id();
        match level {
            ProfileOption => {
                self.add_profile("option", id, "");
                self.profile = Some("option");
            }
            KeyVariables => {
                self.set("TENCENTCLOUD_SECRET_ID", id);
                self.set("TENCENTCLOUD_SECRET_KEY", LONG_KEY);
            }
            ProfileVariable => {
                self.add_profile("work", id, "");
                self.set("TENCENTCLOUD_PROFILE", "work");
            }
            TccliVariable => {
                self.add_tccli("tool", id);
                self.set("TCCLI_PROFILE", "tool");
            }
            CredentialsFile => self.add_profile("default", id, ""),
            TccliDefault => self.add_tccli("default", id),
            WebIdentity => {
                let token = self.home.path().join("token");
                fs::write(&token, "web.identity.token").unwrap();
                for (name, value) in container(&token) {
                    self.set(name, &value);
                }
            }
            InstanceRole => {
                self.metadata.say("", "worker");
                self.metadata.say("worker", &role(7, 7200).to_string());
            }
        }
    }

    fn chain(&self) -> CredentialsProviderChain {
        let variables = self.variables.clone();
        let builder = CredentialsProviderChain::default_chain_builder()
            .variables(move |name| variables.get(name).cloned())
            .metadata_endpoint(self.metadata.url())
            .sts_endpoint(self.sts.url());
        match self.profile {
            Some(name) => builder.profile(name),
            None => builder,
        }
        .build()
    }

    async fn signer(&self) -> Result<String, String> {
        let given = self.chain().credentials().await;
        let given = given.map(|given| given.secret_id().to_owned());
        given.map_err(|error| {
            tells_nothing(&error.to_string());
            error.to_string()
        })
    }
}

#[tokio::test]
async fn each_source_signs_alone() {
    for level in LEVELS {
        let mut world = World::new().await;
        world.add(level);
        assert_eq!(world.signer().await.as_deref(), Ok(level.secret_id()), "{level:?}");
    }
    let error = World::new().await.signer().await.unwrap_err();
    for source in ["environment: ", "profile: ", "tccli: ", "web identity: ", "instance role: "] {
        assert!(error.contains(source), "{error}");
    }
}

#[tokio::test]
async fn of_any_two_the_first_of_the_list_signs() {
    for (at, first) in LEVELS.into_iter().enumerate() {
        for second in LEVELS.into_iter().skip(at + 1) {
            let mut world = World::new().await;
            world.add(second);
            world.add(first);
            let signer = world.signer().await;
            if SAME_PLACE.contains(&first) && SAME_PLACE.contains(&second) {
                let error = signer.unwrap_err();
                let (one, other) = (first.variable(), second.variable());
                let begins =
                    format!("{one} and {other} name different keys; unset {other} to sign ");
                assert!(error.starts_with(&begins), "{error}");
                assert!(error.contains(&format!(", or {one}")), "{error}");
            } else {
                assert_eq!(signer.as_deref(), Ok(first.secret_id()), "{first:?} before {second:?}");
            }
        }
    }
}

#[tokio::test]
async fn variables_that_name_the_same_keys_agree() {
    let mut world = World::new().await;
    world.add(KeyVariables);
    world.add_profile("work", "AKIDkeys", "");
    world.add_tccli("tool", "AKIDkeys");
    world.set("TENCENTCLOUD_PROFILE", "work");
    world.set("TCCLI_PROFILE", "tool");
    assert_eq!(world.signer().await.as_deref(), Ok("AKIDkeys"));
    // The same keys for another role are another signer.
    world.set("TENCENTCLOUD_ROLE_ARN", ROLE);
    world.set("TENCENTCLOUD_ROLE_SESSION_NAME", "tests");
    let error = world.signer().await.unwrap_err();
    assert!(
        error.contains("TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_PROFILE name different"),
        "{error}"
    );
    // A profile that is not there agrees with nothing.
    for name in ["TENCENTCLOUD_ROLE_ARN", "TENCENTCLOUD_PROFILE"] {
        world.variables.remove(name);
    }
    world.set("TCCLI_PROFILE", "typo");
    let error = world.signer().await.unwrap_err();
    assert!(error.contains("(no file ~/.tccli/typo.credential)"), "{error}");
    assert!(error.contains("unset TCCLI_PROFILE to sign with the keys"), "{error}");
}

#[tokio::test]
async fn a_named_profile_must_exist_in_one_of_the_files() {
    let mut world = World::new().await;
    for level in [CredentialsFile, TccliDefault, InstanceRole] {
        world.add(level);
    }
    for (name, says) in [
        ("TENCENTCLOUD_PROFILE", "~/.tencentcloud/credentials: no profile `typo`"),
        ("TCCLI_PROFILE", "no file ~/.tccli/typo.credential"),
    ] {
        let mut world = World { variables: world.variables.clone(), ..World::new().await };
        world.add_profile("default", "AKIDfile", "");
        world.set("HOME", world.home.path().to_str().unwrap().to_owned().as_str());
        world.set("USERPROFILE", world.home.path().to_str().unwrap().to_owned().as_str());
        world.set(name, "typo");
        let error = world.signer().await.unwrap_err();
        assert!(error.contains(says), "{error}");
    }
    world.profile = Some("typo");
    let error = world.signer().await.unwrap_err();
    assert!(error.contains("no profile `typo`") && error.contains("typo.credential"), "{error}");
    // A profile that is named by option is looked for in both files, the credentials file first.
    world.add_tccli("both", "AKIDtool");
    world.profile = Some("both");
    assert_eq!(world.signer().await.as_deref(), Ok("AKIDtool"));
    world.add_profile("both", "AKIDprofile", "");
    assert_eq!(world.signer().await.as_deref(), Ok("AKIDprofile"));
}

#[tokio::test]
async fn the_keys_of_the_environment_sign_as_the_role_that_it_names() {
    let mut world = World::new().await;
    world.add(KeyVariables);
    world.set("TENCENTCLOUD_ROLE_ARN", ROLE);
    let error = world.signer().await.unwrap_err();
    let says = "TENCENTCLOUD_ROLE_ARN is set, but TENCENTCLOUD_ROLE_SESSION_NAME is not; set both or neither";
    assert!(error.contains(says), "{error}");
    world.set("TENCENTCLOUD_ROLE_SESSION_NAME", "tests");
    let chain = world.chain();
    for _ in 0..3 {
        assert_eq!(chain.credentials().await.unwrap().secret_id(), "AKIDrole1");
    }
    let exchanges = world.sts.requests();
    assert_eq!(exchanges.len(), 1);
    assert_eq!(exchanges[0].body, json!({ "RoleArn": ROLE, "RoleSessionName": "tests" }));
    // Without keys, tccli would sign as the role with those of a file.
    for name in ["TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY"] {
        world.variables.remove(name);
    }
    world.add(TccliDefault);
    let error = world.signer().await.unwrap_err();
    assert!(error.contains("TENCENTCLOUD_ROLE_SESSION_NAME are set, but "), "{error}");
}

#[tokio::test]
async fn the_region_is_that_of_the_profile_that_signs() {
    let mut world = World::new().await;
    let region = |world: &World| {
        let variables = world.variables.clone();
        let builder = CredentialsProviderChain::default_chain_builder()
            .variables(move |name| variables.get(name).cloned());
        match world.profile {
            Some(name) => builder.profile(name),
            None => builder,
        }
        .read_region()
        .unwrap()
    };
    assert_eq!(region(&world), None);
    let settings = |name: &str, region: &str| {
        let file = world.home.path().join(format!(".tccli/{name}.configure"));
        fs::write(file, json!({ "_sys_param": { "region": region } }).to_string()).unwrap();
    };
    settings("default", "ap-tool");
    settings("tool", "ap-named-tool");
    assert_eq!(region(&world).as_deref(), Some("ap-tool"));
    world.set("TCCLI_PROFILE", "tool");
    assert_eq!(region(&world).as_deref(), Some("ap-named-tool"));
    world.variables.remove("TCCLI_PROFILE");
    world.profile = Some("tool");
    assert_eq!(region(&world).as_deref(), Some("ap-named-tool"));
    world.profile = None;
    world.add_profile("default", "AKIDfile", "region = ap-file");
    assert_eq!(region(&world).as_deref(), Some("ap-file"));
    world.set("TENCENTCLOUD_REGION", "ap-variable");
    assert_eq!(region(&world).as_deref(), Some("ap-variable"));
}

#[tokio::test]
async fn a_report_says_who_signs_and_why_the_others_do_not() {
    let mut world = World::new().await;
    world.add(TccliDefault);
    world.add(InstanceRole);
    let report = world.chain().report().await;
    assert_eq!(report.source(), Some("tccli"));
    assert_eq!(report.origin(), Some("~/.tccli/default.credential"));
    assert_eq!(report.credentials().unwrap().secret_id(), "AKIDtoolDefault");
    let passed: Vec<String> = report
        .passed_over()
        .iter()
        .map(|one| format!("{}: {}", one.name(), one.reason()))
        .collect();
    let nothing = "environment: TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY are not set";
    assert_eq!(passed[0], nothing);
    assert!(passed.len() == 2 && passed[1].starts_with("profile: no file "), "{passed:?}");
    assert_eq!(report.not_asked(), ["web identity", "instance role"]);
    let shown = format!("{report:?}");
    assert!(!shown.contains(LONG_KEY) && !shown.contains("AKIDtool"), "{shown}");
    assert!(world.metadata.asked().is_empty());

    for (level, origin) in [
        (ProfileOption, "profile `option` in ~/.tencentcloud/credentials"),
        (KeyVariables, "TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY"),
        (TccliVariable, "~/.tccli/tool.credential"),
        (WebIdentity, "role qcs::cam::uin/100000000001:roleName/worker, for the token in "),
        (InstanceRole, "role worker of the instance, from 127.0.0.1:"),
    ] {
        let mut world = World::new().await;
        world.add(level);
        let report = world.chain().report().await;
        assert!(report.origin().unwrap().starts_with(origin), "{report:?}");
    }
    let mut world = World::new().await;
    world.add(KeyVariables);
    world.add(TccliVariable);
    let report = world.chain().report().await;
    assert!(report.credentials().is_err() && report.source().is_none());
    assert_eq!(report.not_asked().len(), 5);
}

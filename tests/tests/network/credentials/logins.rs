//! Logins of the vendor's command line: renewed in time, and written back without harm.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use ecm_client::credentials::{TccliCredentialsProvider, TccliCredentialsProviderBuilder};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use super::*;

const ACCESS: &str = "access.token/never+shown";
const REFRESH: &str = "refresh.token/never+shown";
const LOGIN_TOKEN: &str = "sso.token/never+shown";
const ASSERTION: &str = "saml+assertion/never+shown==";
const OLD_KEY: &str = "OLD/+key=never-shown";
const NEW_KEY: &str = "NEW/+key=never-shown";

const CANARIES: [&str; 9] = [
    ACCESS,
    REFRESH,
    LOGIN_TOKEN,
    ASSERTION,
    OLD_KEY,
    NEW_KEY,
    "old.session",
    "new.session",
    "AKIDlogin",
];

type Answer = dyn Fn(&str, &Value) -> (u16, Value) + Send + Sync;

/// A service that renews logins, and keeps what it was asked.
struct LoginServer {
    url: String,
    asked: Arc<Mutex<Vec<(String, Value)>>>,
}

impl LoginServer {
    async fn start(answer: impl Fn(&str, &Value) -> (u16, Value) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::<Mutex<Vec<(String, Value)>>>::default();
        let (seen, answer): (_, Arc<Answer>) = (Arc::clone(&asked), Arc::new(answer));
        tokio::spawn(async move {
            loop {
                let (socket, _) = listener.accept().await.unwrap();
                tokio::spawn(talk(socket, Arc::clone(&seen), Arc::clone(&answer)));
            }
        });
        Self { url, asked }
    }

    fn paths(&self) -> Vec<String> {
        self.asked.lock().unwrap().iter().map(|(path, _)| path.clone()).collect()
    }

    /// The bodies, without what differs each time.
    fn bodies(&self) -> Vec<Value> {
        let asked = self.asked.lock().unwrap();
        let mut bodies: Vec<Value> = asked.iter().map(|(_, body)| body.clone()).collect();
        for body in &mut bodies {
            let id = body.as_object_mut().unwrap().remove("TraceId").unwrap();
            assert_eq!(id.as_str().unwrap().len(), 36);
        }
        bodies
    }
}

/// Answers the requests of a connection.
async fn talk(mut socket: TcpStream, seen: Arc<Mutex<Vec<(String, Value)>>>, answer: Arc<Answer>) {
    let mut bytes = Vec::new();
    while socket.read_buf(&mut bytes).await.is_ok_and(|count| count > 0) {
        let text = String::from_utf8_lossy(&bytes).to_ascii_lowercase();
        let Some(end) = text.find("\r\n\r\n") else { continue };
        let length = text.split("content-length: ").nth(1).unwrap().lines().next().unwrap();
        let (body, length) = (end + 4, length.parse::<usize>().unwrap());
        if bytes.len() < body + length {
            continue;
        }
        assert!(text[..end].contains("content-type: application/json"), "{text}");
        let path = String::from_utf8_lossy(&bytes).split(' ').nth(1).unwrap().to_owned();
        let asked: Value = serde_json::from_slice(&bytes[body..body + length]).unwrap();
        bytes.drain(..body + length);
        seen.lock().unwrap().push((path.clone(), asked.clone()));
        let (status, said) = answer(&path, &asked);
        let said = said.to_string();
        let head = format!("HTTP/1.1 {status} x\r\ncontent-length: {}\r\n\r\n", said.len());
        socket.write_all((head + &said).as_bytes()).await.unwrap();
    }
}

fn now() -> u64 {
    seconds(SystemTime::now())
}

/// Keys as both ways of a renewal give them.
fn renewed(path: &str, _: &Value) -> (u16, Value) {
    let expires = now() + 7200;
    let answer = match path {
        "/refresh_user_token" => json!({ "AccessToken": ACCESS, "ExpiresAt": now() + 3600 }),
        "/get_temp_cred" => json!({
            "SecretId": "AKIDloginNew", "SecretKey": NEW_KEY, "Token": "new.session", "ExpiresAt": expires,
        }),
        "/api/org/gen_saml_response" => json!({ "SAMLResponse": ASSERTION }),
        "/api/sts/assume_role_with_saml" => json!({
            "Credentials": {
                "TmpSecretId": "AKIDloginNew", "TmpSecretKey": NEW_KEY, "Token": "new.session",
            },
            "ExpiredTime": expires,
        }),
        _ => return (404, json!({ "Error": { "Code": "NotFound" } })),
    };
    (200, answer)
}

/// A refusal that quotes everything.
fn refused(_: &str, asked: &Value) -> (u16, Value) {
    (200, json!({ "Error": { "Code": "InvalidToken", "Message": asked.to_string() } }))
}

fn oauth(left: i64, access_left: i64) -> Value {
    let at = |left: i64| i64::try_from(now()).unwrap() + left;
    json!({
        "type": "oauth", "secretId": "AKIDloginOld", "secretKey": OLD_KEY, "token": "old.session",
        "expiresAt": at(left), "kept": { "by": "us" },
        "oauth": {
            "openId": "open-id", "accessToken": ACCESS, "expiresAt": at(access_left),
            "refreshToken": REFRESH, "site": "cn", "more": [1, 2],
        },
    })
}

fn sso(left: i64, login_left: i64) -> Value {
    let at = |left: i64| i64::try_from(now()).unwrap() + left;
    json!({
        "type": "sso", "secretId": "AKIDloginOld", "secretKey": OLD_KEY, "token": "old.session",
        "expiresAt": at(left),
        "sso": {
            "token": LOGIN_TOKEN, "uin": 100_000_000_001_u64, "roleConfigurationId": "rc-1",
            "roleConfigurationName": "admin", "zoneId": "z-1", "site": "cn",
            "authUrl": "https://example.org/", "expiresAt": at(login_left),
        },
    })
}

/// A folder with the files of one profile.
struct Home(tempfile::TempDir);

impl Home {
    fn new(login: &Value) -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        fs::write(home.file(), login.to_string()).unwrap();
        home
    }

    fn file(&self) -> PathBuf {
        self.0.path().join("work.credential")
    }

    fn content(&self) -> Value {
        serde_json::from_slice(&fs::read(self.file()).unwrap()).unwrap()
    }

    fn provider(&self, server: &LoginServer) -> TccliCredentialsProviderBuilder {
        let builder = TccliCredentialsProvider::builder().variables(no_variables());
        builder.folder(self.0.path()).profile("work").endpoint(&server.url)
    }

    /// Only the profile's own file is there: nothing was left behind.
    #[track_caller]
    fn is_tidy(&self) {
        let names = fs::read_dir(self.0.path()).unwrap();
        let names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["work.credential"]);
    }
}

async fn id(builder: TccliCredentialsProviderBuilder) -> Result<String, CredentialsError> {
    let shown = format!("{builder:?}");
    let provider = builder.build();
    let given = provider.credentials().await;
    let shown = format!("{shown} {provider:?} {given:?}");
    if let Some(seen) = CANARIES.into_iter().find(|secret| shown.contains(secret)) {
        panic!("{seen} in {shown}");
    }
    given.map(|given| given.secret_id().to_owned())
}

#[tokio::test]
async fn a_login_that_is_fresh_signs_as_it_is() {
    let server = LoginServer::start(refused).await;
    for login in [oauth(600, 3600), sso(600, 3600)] {
        let home = Home::new(&login);
        assert_eq!(id(home.provider(&server).write_back(true)).await.unwrap(), "AKIDloginOld");
        assert_eq!(home.content(), login);
        home.is_tidy();
    }
    assert!(server.paths().is_empty());
}

#[tokio::test]
async fn an_account_s_login_is_renewed_as_the_tool_does_it() {
    let server = LoginServer::start(renewed).await;
    let login = oauth(299, 3600);
    let home = Home::new(&login);
    let provider = home.provider(&server).build();
    let given = provider.credentials().await.unwrap();
    let expected = Credentials::new("AKIDloginNew", NEW_KEY).with_token("new.session");
    assert!(given.signs_like(&expected) && given.expiry().is_some());
    assert_eq!(server.paths(), ["/get_temp_cred"]);
    assert_eq!(server.bodies()[0], json!({ "AccessToken": ACCESS, "Site": "cn" }));
    assert_eq!(home.content(), login, "nothing is written unless that is asked for");
    home.is_tidy();
    // Asked for again, as after a refusal, it is not renewed again.
    provider.refresh(&Credentials::new("AKIDother", "hunter2")).await.unwrap();
    assert_eq!(server.paths().len(), 1);

    let server = LoginServer::start(renewed).await;
    assert_eq!(id(home.provider(&server).write_back(true)).await.unwrap(), "AKIDloginNew");
    let written = home.content();
    let kept = json!({ "by": "us" });
    assert_eq!((&written["secretId"], &written["kept"]), (&json!("AKIDloginNew"), &kept));
    assert_eq!(written["oauth"], login["oauth"]);
    assert!(written["expiresAt"].as_u64().unwrap() > now() + 7000);
    home.is_tidy();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(home.file()).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    assert_eq!(id(home.provider(&server).write_back(true)).await.unwrap(), "AKIDloginNew");
    assert_eq!(server.paths().len(), 1, "the next process finds it");
}

#[tokio::test]
async fn an_access_token_near_its_end_is_renewed_first() {
    let server = LoginServer::start(|path, asked| match path {
        "/refresh_user_token" => {
            (200, json!({ "AccessToken": "access-2", "ExpiresAt": now() + 3600 }))
        }
        _ => renewed(path, asked),
    });
    let server = server.await;
    let home = Home::new(&oauth(-5000, 299));
    assert_eq!(id(home.provider(&server).write_back(true)).await.unwrap(), "AKIDloginNew");
    assert_eq!(server.paths(), ["/refresh_user_token", "/get_temp_cred"]);
    let refresh = json!({ "RefreshToken": REFRESH, "OpenId": "open-id", "Site": "cn" });
    assert_eq!(server.bodies(), [refresh, json!({ "AccessToken": "access-2", "Site": "cn" })]);
    let written = &home.content()["oauth"];
    assert_eq!(
        (&written["accessToken"], &written["refreshToken"]),
        (&json!("access-2"), &json!(REFRESH))
    );
    assert!(written["expiresAt"].as_u64().unwrap() > now() + 3000);
    assert_eq!(written["more"], json!([1, 2]));
}

#[tokio::test]
async fn an_organization_s_login_is_renewed_as_the_tool_does_it() {
    let server = LoginServer::start(renewed).await;
    let login = sso(0, 3600);
    let home = Home::new(&login);
    assert_eq!(id(home.provider(&server).write_back(true)).await.unwrap(), "AKIDloginNew");
    assert_eq!(server.paths(), ["/api/org/gen_saml_response", "/api/sts/assume_role_with_saml"]);
    let mut bodies = server.bodies();
    let expected = json!({
        "Site": "cn", "LoginToken": LOGIN_TOKEN, "LoginType": "RoleSAML",
        "TargetUin": 100_000_000_001_u64, "UserId": "", "RoleConfigurationId": "rc-1",
    });
    assert_eq!(bodies[0], expected);
    let second = bodies[1].as_object_mut().unwrap();
    let name = second.remove("RoleSessionName").unwrap();
    assert!(name.as_str().unwrap().starts_with("ses-"));
    let duration = second.remove("DurationSeconds").unwrap().as_u64().unwrap();
    assert!((3500..=3600).contains(&duration), "no longer than the login: {duration}");
    let account = "qcs::cam::uin/100000000001";
    let expected = json!({
        "Site": "cn", "SAMLAssertion": ASSERTION,
        "PrincipalArn": format!("{account}:saml-provider/TencentReservedSSO-z-1"),
        "RoleArn": format!("{account}:roleName/TencentCloudSSO-admin"),
    });
    assert_eq!(bodies[1], expected);
    let written = home.content();
    assert_eq!((&written["secretId"], &written["sso"]), (&json!("AKIDloginNew"), &login["sso"]));
    home.is_tidy();
}

#[tokio::test]
async fn a_login_that_has_run_out_names_the_command() {
    let server = LoginServer::start(refused).await;
    for (login, command, asked) in [
        (
            oauth(0, 0),
            "(refused with the code `InvalidToken`); run `tccli auth login --profile work`",
            1,
        ),
        (
            oauth(0, 3600),
            "(refused with the code `InvalidToken`); run `tccli auth login --profile work`",
            2,
        ),
        (sso(0, 299), "the login has run out; run `tccli sso login --profile work`", 2),
        (
            sso(0, 3600),
            "(refused with the code `InvalidToken`); run `tccli sso login --profile work`",
            3,
        ),
    ] {
        let home = Home::new(&login);
        let error = id(home.provider(&server).write_back(true)).await.unwrap_err();
        assert!(error.to_string().ends_with(command) && !error.is_transient(), "{error}");
        assert!(!error.is_absent() && home.content() == login);
        assert_eq!(server.paths().len(), asked);
        home.is_tidy();
    }
    // As long as the keys are valid, they sign.
    for login in [oauth(200, 0), sso(200, 299)] {
        let home = Home::new(&login);
        assert_eq!(id(home.provider(&server)).await.unwrap(), "AKIDloginOld");
    }
}

#[tokio::test]
async fn a_service_that_fails_for_now_is_told_from_one_that_refuses() {
    for (answer, says, passing) in [
        ((503, json!("busy")), "HTTP status 503, is not JSON", true),
        ((200, json!(REFRESH)), "HTTP status 200, is not JSON", false),
        ((403, json!({ "Quoted": REFRESH })), "the response has HTTP status 403", false),
        ((200, json!({ "Quoted": REFRESH })), "renewed without SecretId", false),
    ] {
        let server = LoginServer::start(move |_, _| answer.clone()).await;
        let home = Home::new(&oauth(0, 3600));
        let error = id(home.provider(&server)).await.unwrap_err();
        assert!(error.to_string().contains(says), "{error}");
        assert_eq!(error.is_transient(), passing, "{error}");
    }
    let nobody = LoginServer { url: "http://127.0.0.1:9".to_owned(), asked: Arc::default() };
    let home = Home::new(&oauth(0, 3600));
    let error = id(home.provider(&nobody)).await.unwrap_err();
    assert!(error.is_transient() && error.to_string().contains("cannot be reached"), "{error}");
    // What a login is made of does not go over the network in clear.
    let error = id(home.provider(&nobody).endpoint("http://example.org")).await.unwrap_err();
    assert!(error.to_string().contains("must be https"), "{error}");
    for missing in ["accessToken", "site"] {
        let mut login = oauth(0, 3600);
        login["oauth"].as_object_mut().unwrap().remove(missing);
        let error = id(Home::new(&login).provider(&nobody)).await.unwrap_err().to_string();
        let says = format!("oauth.{missing} is missing; run `tccli auth login --profile work`");
        assert!(error.ends_with(&says), "{error}");
    }
}

#[tokio::test]
async fn a_login_that_somebody_else_renews_meanwhile_is_kept_and_used() {
    let login = oauth(100, 3600);
    let home = Home::new(&login);
    let (file, newer) = (home.file(), {
        let mut newer = oauth(7200, 3600);
        newer["secretId"] = json!("AKIDloginOfTool");
        newer
    });
    // The tool writes while the service is answering us.
    let written = newer.to_string();
    let server = LoginServer::start(move |path, asked| {
        fs::write(&file, &written).unwrap();
        renewed(path, asked)
    });
    let server = server.await;
    assert_eq!(id(home.provider(&server).write_back(true)).await.unwrap(), "AKIDloginOfTool");
    assert_eq!(home.content(), newer);
    assert_eq!(server.paths().len(), 1);
    home.is_tidy();
    // Who has logged out stays so.
    let file = home.file();
    let server = LoginServer::start(move |path, asked| {
        let _ = fs::remove_file(&file);
        renewed(path, asked)
    });
    let server = server.await;
    fs::write(home.file(), login.to_string()).unwrap();
    let provider = home.provider(&server).write_back(true).build();
    let given = provider.credentials().await.unwrap();
    assert_eq!(given.secret_id(), "AKIDloginOld", "valid for a moment");
    assert!(!home.file().exists());
}

#[tokio::test]
async fn a_login_that_cannot_be_written_is_kept_in_memory() {
    let server = LoginServer::start(renewed).await;
    let (home, login) = (tempfile::tempdir().unwrap(), oauth(0, 3600));
    // The file's name is as long as names may be, so that no other file can be made beside it.
    let name = "n".repeat(255 - ".credential".len());
    let file = home.path().join(format!("{name}.credential"));
    fs::write(&file, login.to_string()).unwrap();
    let builder = TccliCredentialsProvider::builder().variables(no_variables());
    let builder = builder.folder(home.path()).profile(name).endpoint(&server.url);
    let provider = builder.write_back(true).build();
    let given = provider.credentials().await.unwrap();
    assert_eq!(given.secret_id(), "AKIDloginNew");
    // Asked for others, it reads the file again and still knows what it has renewed.
    assert!(provider.refresh(&given).await.unwrap().signs_like(&given));
    assert_eq!(server.paths().len(), 1);
    assert_eq!(fs::read(&file).unwrap(), login.to_string().into_bytes());
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
}

#[cfg(unix)]
#[tokio::test]
async fn a_link_stays_a_link() {
    let server = LoginServer::start(renewed).await;
    let home = Home::new(&oauth(0, 3600));
    let other = tempfile::tempdir().unwrap();
    let target = other.path().join("login");
    fs::rename(home.file(), &target).unwrap();
    std::os::unix::fs::symlink(&target, home.file()).unwrap();
    assert_eq!(id(home.provider(&server).write_back(true)).await.unwrap(), "AKIDloginNew");
    assert!(fs::symlink_metadata(home.file()).unwrap().is_symlink());
    assert_eq!(home.content()["secretId"], json!("AKIDloginNew"));
    assert_eq!(fs::read_dir(other.path()).unwrap().count(), 1);
}

#[tokio::test]
async fn a_profile_with_a_role_is_exchanged_where_the_settings_say() {
    let sts = TestServer::builder()
        .shipped(STS)
        .credentials_with_token("AKIDloginOld", OLD_KEY, "old.session")
        .respond_with("AssumeRole", exchanged())
        .start()
        .await
        .unwrap();
    let server = LoginServer::start(refused).await;
    let mut login = oauth(7200, 3600);
    login["role-arn"] = json!(ROLE);
    login["role-session-name"] = json!("tests");
    let home = Home::new(&login);
    let settings = json!({ "sts": { "endpoint": sts.url(), "version": "1999-01-01" }, "cvm": [] });
    fs::write(home.0.path().join("work.configure"), settings.to_string()).unwrap();
    assert_eq!(id(home.provider(&server)).await.unwrap(), "AKIDrole1");
    let expected = json!({ "RoleArn": ROLE, "RoleSessionName": "tests" });
    assert_eq!(sts.requests()[0].body, expected);
}

#[tokio::test]
async fn a_profile_of_the_instance_s_role_must_have_it() {
    let server = LoginServer::start(refused).await;
    let metadata = Metadata::start(&[("", "worker"), ("worker", &role(3, 7200).to_string())]).await;
    let login = json!({ "type": "cvm-role", "secretId": "AKIDloginOld", "secretKey": OLD_KEY });
    let home = Home::new(&login);
    let provider = || home.provider(&server).metadata_endpoint(metadata.url());
    assert_eq!(id(provider()).await.unwrap(), "AKIDrole3");
    let metadata = Metadata::start(&[]).await;
    let error = id(home.provider(&server).metadata_endpoint(metadata.url())).await.unwrap_err();
    let says = "work.credential: the instance has no role";
    assert!(error.to_string().ends_with(says) && !error.is_absent(), "{error}");
}

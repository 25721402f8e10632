//! Process that wants many launches at once.

use std::env;
use std::io::{BufRead as _, Write as _};
use std::sync::Arc;
use std::time::Duration;

use ecm_client::dynamic::Api;
use ecm_client::{Client, Credentials};

use super::shared_journal::launcher;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a process that other tests start"]
async fn child() {
    let Ok(url) = env::var("CHILD_URL") else { return };
    let variable = |name| env::var(name).unwrap();
    let client = Client::builder()
        .credentials(Credentials::new("AKIDEXAMPLE", "SECRETEXAMPLE"))
        .timeout(Duration::from_secs(600))
        .endpoint(url);
    let api = Api::read(ecm_spec::shipped("ecm-2019-07-19").unwrap()).unwrap();
    let launcher = launcher(client, api, &variable("CHILD_JOURNAL")).await;
    let launcher = Arc::new(launcher.deadline(Duration::from_secs(600)));
    let text = r#"{"ZoneInstanceCountISPSet": [{"Zone": "ap-zhengzhou-1", "InstanceCount": 1, "ISP": "CMCC"}],
                   "ModuleId": "em-0vag13d1"}"#;
    let request = api.action("RunInstances").unwrap().request(text).unwrap();
    // Not `println!`, which the test harness keeps to itself.
    let say = |line: &str| writeln!(std::io::stdout(), "\n{line}").unwrap();
    say("ready");
    std::io::stdin().lock().read_line(&mut String::new()).unwrap();
    let mut tasks = tokio::task::JoinSet::new();
    for key in variable("CHILD_KEYS").split(' ') {
        let (launcher, request, key) = (Arc::clone(&launcher), request.clone(), key.to_owned());
        tasks.spawn(async move {
            match launcher.launch(&key, &request).await {
                Ok(launch) => {
                    let ids: Vec<_> = launch.ids.into_iter().map(|resource| resource.id).collect();
                    format!("result: {key} {} {}", launch.state.as_str(), ids.join(","))
                }
                Err(error) => format!("result: {key} error {error}"),
            }
        });
    }
    while let Some(line) = tasks.join_next().await {
        say(&line.unwrap());
    }
}

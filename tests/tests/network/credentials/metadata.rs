//! A metadata server: plain pages below one path, over HTTP in clear.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

const FOLDER: &str = "/latest/meta-data/cam/security-credentials/";

/// A running server. Dropped, it ends.
pub(crate) struct Metadata {
    url: String,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

/// What comes back.
#[derive(Clone, Debug)]
pub(crate) enum Reply {
    Page(&'static str, String),
    /// Nothing, and the connection stays open.
    Silence,
    /// Nothing, and the connection ends.
    End,
}

#[derive(Default)]
struct Shared {
    pages: Mutex<BTreeMap<String, Reply>>,
    asked: Mutex<Vec<String>>,
}

impl Metadata {
    /// Serves these pages of the folder.
    pub(crate) async fn start(pages: &[(&str, &str)]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let shared = Arc::<Shared>::default();
        let served = Arc::clone(&shared);
        let task = tokio::spawn(async move {
            loop {
                let (socket, _) = listener.accept().await.unwrap();
                tokio::spawn(talk(socket, Arc::clone(&served)));
            }
        });
        let metadata = Self { url, shared, task };
        for (page, text) in pages {
            metadata.say(page, text);
        }
        metadata
    }

    /// From now on, this is what the page says.
    pub(crate) fn say(&self, page: &str, text: &str) {
        self.reply(page, Reply::Page("200 OK", text.to_owned()));
    }

    /// From now on, this is what comes back for the page.
    pub(crate) fn reply(&self, page: &str, reply: Reply) {
        self.shared.pages.lock().unwrap().insert(page.to_owned(), reply);
    }

    /// Says this on the page after a while.
    pub(crate) fn later(
        &self,
        page: &str,
        after: std::time::Duration,
        text: String,
    ) -> impl Future<Output = ()> + use<> {
        let (shared, page) = (Arc::clone(&self.shared), page.to_owned());
        async move {
            tokio::time::sleep(after).await;
            shared.pages.lock().unwrap().insert(page, Reply::Page("200 OK", text));
        }
    }

    pub(crate) fn url(&self) -> String {
        self.url.clone()
    }

    /// The pages that were asked for, in order.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.shared.asked.lock().unwrap().clone()
    }
}

impl Drop for Metadata {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn talk(mut socket: TcpStream, shared: Arc<Shared>) {
    let mut head = String::new();
    let mut buffer = [0; 1024];
    loop {
        while !head.ends_with("\r\n\r\n") {
            match socket.read(&mut buffer).await {
                Ok(0) | Err(_) => return,
                Ok(count) => head.push_str(std::str::from_utf8(&buffer[..count]).unwrap()),
            }
        }
        let line = head.lines().next().unwrap_or_default().to_owned();
        head.clear();
        let path = line.strip_prefix("GET ").and_then(|rest| rest.strip_suffix(" HTTP/1.1"));
        let page = path.and_then(|path| path.strip_prefix(FOLDER)).unwrap_or("?");
        shared.asked.lock().unwrap().push(page.to_owned());
        let found = shared.pages.lock().unwrap().get(page).cloned();
        let (status, text) = match found {
            Some(Reply::Page(status, text)) => (status, text),
            Some(Reply::Silence) => std::future::pending().await,
            Some(Reply::End) => return,
            None => ("404 Not Found", "<html>404</html>".to_owned()),
        };
        let length = text.len();
        let reply = format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\n\r\n{text}");
        if socket.write_all(reply.as_bytes()).await.is_err() {
            return;
        }
    }
}

//! A server that answers every request with the same, and does as little as it can.

use std::error::Error;
use std::io::Write as _;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

const BODY: &str = r#"{"Response":{"InstanceIdSet":["ein-8cnmds12","ein-8cnmds13"],"RequestId":"6EF60BEC-0242-43AF-BB20-270359FB54A7"}}"#;

/// Serves until its end; the first line that it prints is its port.
pub(crate) fn run() -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let mut out = std::io::stdout();
        writeln!(out, "{}", listener.local_addr()?.port())?;
        out.flush()?;
        loop {
            let (stream, _) = listener.accept().await?;
            stream.set_nodelay(true)?;
            drop(tokio::spawn(async move { drop(answer(stream).await) }));
        }
    })
}

async fn answer(mut stream: TcpStream) -> std::io::Result<()> {
    let size = BODY.len();
    let answer = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {size}\r\n\r\n{BODY}"
    );
    let mut read = Vec::with_capacity(16 * 1024);
    loop {
        while let Some(size) = size_of_first(&read) {
            read.drain(..size);
            stream.write_all(answer.as_bytes()).await?;
        }
        if stream.read_buf(&mut read).await? == 0 {
            return Ok(());
        }
    }
}

/// The size of the first request, where all of it is there.
fn size_of_first(read: &[u8]) -> Option<usize> {
    const LENGTH: &[u8] = b"content-length:";
    let head = read.windows(4).position(|end| end == b"\r\n\r\n")?;
    let line = read[..head].split(|byte| *byte == b'\n').find_map(|line| {
        let (name, value) = line.split_at_checked(LENGTH.len())?;
        name.eq_ignore_ascii_case(LENGTH).then_some(value)
    });
    let body = line.and_then(|line| std::str::from_utf8(line).ok()?.trim().parse().ok());
    let size = head + 4 + body.unwrap_or(0);
    (size <= read.len()).then_some(size)
}

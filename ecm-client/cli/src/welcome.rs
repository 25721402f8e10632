//! First steps, which `ecm` alone prints.

use std::io::{self, Write};

use anstyle::Style;

/// First steps; a line without indentation is a heading.
const STEPS: &str = "\
Set up:
  ecm configure                    asks for your keys and region
  ecm whoami                       says who would sign a call, and why

Call an action:
  ecm explain DescribeInstances    what it does and takes
  ecm call DescribeInstances --set Limit=5 --dry-run    shows the request
  ecm call DescribeInstances --set Limit=5              sends it

Add other services, and call them by name:
  pip download tccli --no-deps
  ecm service add cvm vpc --from tccli-3.1.189.1-py2.py3-none-any.whl
  ecm call cvm.DescribeInstances --region ap-guangzhou

Try it without an account:
  ecm serve --port 8080            a server on this machine, and how to call it

Find out more:
  ecm --help                       all commands
  ecm call --help                  a command, with examples and exit codes
  ecm completions --help           completion by the TAB key
";

/// Prints the first steps, with headings as those of `--help`.
pub(crate) fn print(heading: &Style, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "Calls Tencent Cloud APIs, and generates Rust clients for them.\n")?;
    for line in STEPS.lines() {
        match line.is_empty() || line.starts_with(' ') {
            true => writeln!(out, "{line}")?,
            false => writeln!(out, "{heading}{line}{heading:#}")?,
        }
    }
    Ok(())
}

#!/usr/bin/env bash
# Package and version: tencentcloud-sdk-nodejs-common 4.1.220 (npm).
# Guess: After one failed look-up of the instance's role, `CvmRoleCredential` asks the metadata service again at
#   the next call, as the vendor's Python SDK does.
# Behaviour seen: The failed promise is kept. Every later call gets the first error at once and nothing is
#   asked any more, though the metadata service is well; only a new object (a new client) helps.
#   Output: `ill: failed, 1 asked`, `well again: failed, 0 asked`, `new object: role-id, 2 asked`.
# Why it matters: A service that starts a moment before the metadata service is ready never works until it is
#   restarted, and its message sends the operator to look for a missing role. A cache must not keep failures.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" tencentcloud-sdk-nodejs-common@4.1.220 \
    node-fetch@2.7.0 https-proxy-agent@5.0.1 json-bigint@1.0.0
unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY no_proxy NO_PROXY
cat > "$dir/run.js" <<'JS'
const http = require("http");
const { CvmRoleCredential } = require("tencentcloud-sdk-nodejs-common/tencentcloud/common/credential");

let well = false;
let asked = 0;
const metadata = http.createServer((request, answer) => {
  asked += 1;
  answer.writeHead(well ? 200 : 503, { Connection: "close" });
  answer.end(request.url.endsWith("/") ? "role" : JSON.stringify({
    Code: "Success", TmpSecretId: "role-id", TmpSecretKey: "key", Token: "token",
    ExpiredTime: Math.floor(Date.now() / 1000) + 3600,
  }));
});
// The SDK reaches the metadata service's fixed address through a tunnel, which ends in this process.
metadata.on("connect", (request, socket) => {
  socket.write("HTTP/1.1 200 OK\r\n\r\n");
  metadata.emit("connection", socket);
});

async function ask(name, credential) {
  asked = 0;
  const seen = await credential.getCredential().then(({ secretId }) => secretId, () => "failed");
  const line = `${name}: ${seen}, ${asked} asked`;
  console.log(line);
  return line;
}

metadata.listen(0, "127.0.0.1", async () => {
  process.env.http_proxy = `http://127.0.0.1:${metadata.address().port}`;
  const role = new CvmRoleCredential();
  const lines = [await ask("ill", role)];
  well = true;
  lines.push(await ask("well again", role), await ask("new object", new CvmRoleCredential()));
  const same = lines.join() === "ill: failed, 1 asked,well again: failed, 0 asked,new object: role-id, 2 asked";
  if (!same) console.error("behaviour changed");
  process.exit(same ? 0 : 1);
});
JS
node "$dir/run.js"

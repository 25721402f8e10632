#!/usr/bin/env bash
# Package and version: tencentcloud-sdk-nodejs-common 4.1.220 with json-bigint 1.0.0 (npm).
# Guess: An SDK that depends on json-bigint reads 64-bit numbers as exactly as it writes them.
# Behaviour seen: json-bigint writes requests only. Answers go through the platform's JSON and are rounded to
#   a double in silence, so that a number that came out of one call is another one when it goes into the next.
#   Output: `sent 9007199254740993, received 9007199254740992, sent again 9007199254740992`.
# Why it matters: An account, a task or an offset above 2^53 that is listed and then used names something
#   else. A client that wants to be exact has to be so in both directions.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" tencentcloud-sdk-nodejs-common@4.1.220 \
    node-fetch@2.7.0 https-proxy-agent@5.0.1 json-bigint@1.0.0
unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY no_proxy NO_PROXY
cat > "$dir/run.js" <<'JS'
const http = require("http");
const { CommonClient } = require("tencentcloud-sdk-nodejs-common");

const bodies = [];
const server = http.createServer((incoming, answer) => {
  const parts = [];
  incoming.on("data", (part) => parts.push(part));
  incoming.on("end", () => {
    const body = Buffer.concat(parts).toString();
    bodies.push(body.match(/[0-9]+/)[0]);
    answer.setHeader("Content-Type", "application/json");
    answer.end('{"Response":{"TaskId":9007199254740993,"RequestId":"r"}}');
  });
});
server.listen(0, "127.0.0.1", async () => {
  const client = new CommonClient(`127.0.0.1:${server.address().port}`, "2019-07-19", {
    credential: { secretId: "id", secretKey: "key" },
    region: "ap-guangzhou",
    profile: { httpProfile: { protocol: "http://" } },
  });
  const { TaskId } = await client.request("DescribeTaskResult", { TaskId: 9007199254740993n });
  await client.request("DescribeTaskResult", { TaskId });
  const line = `sent ${bodies[0]}, received ${TaskId}, sent again ${bodies[1]}`;
  console.log(line);
  const same = line === "sent 9007199254740993, received 9007199254740992, sent again 9007199254740992";
  if (!same) console.error("behaviour changed");
  process.exit(same ? 0 : 1);
});
JS
node "$dir/run.js"

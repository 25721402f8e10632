#!/usr/bin/env bash
# Package and version: tencentcloud-sdk-nodejs-common 4.1.220 with https-proxy-agent 5.0.1 (npm).
# Guess: Calls over HTTPS go through the proxy of HTTPS_PROXY, and NO_PROXY exempts hosts, as in the vendor's
#   Python SDK or in curl.
# Behaviour seen: The only variable that is read is `http_proxy`, in lower case, for HTTPS and HTTP alike
#   (a tunnel in both cases). HTTPS_PROXY, https_proxy, HTTP_PROXY and NO_PROXY mean nothing.
#   Output: `HTTPS_PROXY, https_proxy, HTTP_PROXY: direct`, `http_proxy: CONNECT`,
#   `http_proxy and NO_PROXY=*: CONNECT`.
# Why it matters: Where only a proxy leads outside, the call fails as if the network were down; and a proxy
#   that was set for plain HTTP gets the API's traffic, the metadata service's included.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" tencentcloud-sdk-nodejs-common@4.1.220 \
    node-fetch@2.7.0 https-proxy-agent@5.0.1 json-bigint@1.0.0
unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY no_proxy NO_PROXY
cat > "$dir/run.js" <<'JS'
const net = require("net");
const http = require("http");
const { CommonClient } = require("tencentcloud-sdk-nodejs-common");

const names = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY"];
let seen;
// Refuses every tunnel; a request that is no tunnel does not reach it in this script.
const proxy = http.createServer();
proxy.on("connect", (request, socket) => {
  seen = "CONNECT";
  socket.end("HTTP/1.1 503 Closed\r\n\r\n");
});
// Stands for the service: notes that it was reached and hangs up.
const service = net.createServer((socket) => {
  seen = "direct";
  socket.on("error", () => {});
  socket.destroy();
});

async function route(variables) {
  for (const name of [...names, "http_proxy", "NO_PROXY", "no_proxy"]) delete process.env[name];
  Object.assign(process.env, variables);
  seen = "nowhere";
  const client = new CommonClient(`127.0.0.1:${service.address().port}`, "2019-07-19", {
    credential: { secretId: "id", secretKey: "key" },
    region: "ap-guangzhou",
  });
  await client.request("DescribeConfig", {}).catch(() => {});
  return seen;
}

proxy.listen(0, "127.0.0.1", () => service.listen(0, "127.0.0.1", async () => {
  const url = `http://127.0.0.1:${proxy.address().port}`;
  const routes = [
    await route(Object.fromEntries(names.map((name) => [name, url]))),
    await route({ http_proxy: url }),
    await route({ http_proxy: url, NO_PROXY: "*", no_proxy: "*" }),
  ];
  console.log(`${names.join(", ")}: ${routes[0]}`);
  console.log(`http_proxy: ${routes[1]}`);
  console.log(`http_proxy and NO_PROXY=*: ${routes[2]}`);
  const same = routes.join() === "direct,CONNECT,CONNECT";
  if (!same) console.error("behaviour changed");
  process.exit(same ? 0 : 1);
}));
JS
node "$dir/run.js"

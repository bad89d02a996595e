// The door of the browser shell, tried from outside as another site's page, another program or a scraper would.
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, request } from "node:http";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import WebSocket from "ws";
import { pack } from "#shared/contract/pack";
import { createApi } from "../../../electron/engine/api/api";
import { contentSecurityPolicy } from "../../../electron/security/content-security-policy";
import { cookieValue } from "../../../electron/serve/token";
import { deferred } from "../../support/deferred";
import { openTestSocket, quietLog, startTestServer, testToken } from "../../support/transports";

let server: Awaited<ReturnType<typeof startTestServer>>;
const cookie = () => `watchdeck-${server.port}=${cookieValue(testToken)}`;
const self = () => `http://127.0.0.1:${server.port}`;

beforeEach(async () => {
  server = await startTestServer(createApi(quietLog));
  mkdirSync(join(server.folder, "assets"));
  writeFileSync(join(server.folder, "assets", "app-Ab12.js"), "export {};");
  writeFileSync(join(server.folder, "assets", "a b%.svg"), "<svg/>");
});
afterEach(() => server.close());

interface Asked {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** Sends the path as it stands: fetch would tidy it up first. */
async function ask({ method = "GET", path = "/", headers = {}, body }: Asked) {
  const sent = request({ host: "127.0.0.1", port: server.port, method, path, headers, agent: false });
  sent.end(body);
  const [answer] = (await once(sent, "response")) as [IncomingMessage];
  let text = "";
  for await (const part of answer.setEncoding("utf8")) text += part;
  return { status: answer.statusCode, headers: answer.headers, text };
}

describe("a page", () => {
  test("is sent to anybody on this machine, with the policy that binds it", async () => {
    const { status, headers, text } = await ask({ path: "/?utm=1" });
    expect({ status, text }).toEqual({ status: 200, text: "<!doctype html><title>Watchdeck</title>" });
    expect(headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-cache",
      "content-security-policy": contentSecurityPolicy,
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "no-referrer",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
    });
  });

  test("has hashed files that are kept for good", async () => {
    const { status, headers } = await ask({ path: "/assets/app-Ab12.js" });
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "public, max-age=31536000, immutable",
    });
  });

  test("may have a name with spaces and signs", async () => {
    expect(await ask({ path: "/assets/a%20b%25.svg" })).toMatchObject({ status: 200, text: "<svg/>" });
  });

  test("that a rebuild has added is found without a restart", async () => {
    expect((await ask({ path: "/assets/new-1.js" })).status).toBe(404);
    writeFileSync(join(server.folder, "assets", "new-1.js"), "1");
    expect((await ask({ path: "/assets/new-1.js" })).status).toBe(200);
  });

  test("can be asked for without its body", async () => {
    expect(await ask({ method: "HEAD" })).toMatchObject({ status: 200, text: "", headers: { "content-length": "39" } });
  });

  test.each([
    "/../secret",
    "/..%2fsecret",
    "/%2e%2e/secret",
    "/%2e%2e%2fsecret",
    "/assets/../../secret",
    "/assets/%2e%2e/%2e%2e/secret",
    "/..\\secret",
    "/..%5csecret",
    "//etc/passwd",
    "/%2fetc%2fpasswd",
    "/index.html%00.js",
    "/%zz",
    "/assets",
    "/assets/",
    "/constructor",
    "/__proto__",
  ])("under %s is not there", async (path) => {
    writeFileSync(join(server.folder, "..", "secret"), "secret");
    expect(await ask({ path })).toMatchObject({ status: 404, text: "There is no such page.\n" });
  });

  test("cannot be written to", async () => {
    expect((await ask({ method: "POST", body: "x" })).status).toBe(405);
  });
});

describe("a request", () => {
  const host = (name: string) => () => ({ host: `${name}:${server.port}` });
  const origin = (value: () => string) => () => ({ origin: value() });

  test.each([
    { name: "by the address", headers: host("127.0.0.1"), status: 200 },
    { name: "by the name localhost", headers: host("localhost"), status: 200 },
    { name: "by a name that another site has pointed here", headers: host("evil.example"), status: 403 },
    { name: "by another address of this machine", headers: host("127.0.0.2"), status: 403 },
    { name: "for another port", headers: () => ({ host: "127.0.0.1:1" }), status: 403 },
    { name: "without a port", headers: () => ({ host: "127.0.0.1" }), status: 403 },
    { name: "that names a user", headers: () => ({ host: `a@127.0.0.1:${server.port}` }), status: 403 },
    { name: "from a page of our own", headers: origin(self), status: 200 },
    { name: "from another site's page", headers: origin(() => "https://evil.example"), status: 403 },
    { name: "from another port's page", headers: origin(() => "http://127.0.0.1:1"), status: 403 },
    { name: "from the other name's page", headers: origin(() => `http://localhost:${server.port}`), status: 403 },
    { name: "from the https twin", headers: origin(() => `https://127.0.0.1:${server.port}`), status: 403 },
    { name: "from a sandboxed frame", headers: origin(() => "null"), status: 403 },
  ])("$name is answered with $status", async ({ headers, status }) => {
    expect((await ask({ headers: headers() })).status).toBe(status);
    // The same holds where there is something to win.
    const withCookie = { cookie: cookie(), ...headers() };
    expect((await ask({ path: "/metrics", headers: withCookie })).status).toBe(status);
    expect((await ask({ path: "/session", headers: withCookie })).status).toBe(status === 200 ? 204 : status);
  });
});

describe("the key", () => {
  test("becomes a cookie that scripts and other sites cannot use", async () => {
    const { status, headers } = await ask({ method: "POST", path: "/session", body: testToken, headers: { origin: self() } });
    expect(status).toBe(204);
    expect(headers["set-cookie"]).toEqual([`${cookie()}; HttpOnly; SameSite=Strict; Path=/`]);
    expect(headers["cache-control"]).toBe("no-store");
    expect(cookie()).not.toContain(testToken);
  });

  test.each([
    { name: "wrong", body: "u".repeat(43) },
    { name: "empty", body: "" },
    { name: "too short", body: testToken.slice(1) },
    { name: "endless", body: testToken.repeat(1000) },
    { name: "the cookie itself", body: cookieValue(testToken) },
  ])("that is $name is refused", async ({ body }) => {
    const { status, headers, text } = await ask({ method: "POST", path: "/session", body });
    expect({ status, text, cookie: headers["set-cookie"] }).toEqual({
      status: 401,
      text: "That is not this console's key.\n",
      cookie: undefined,
    });
  });

  test("for one use opens the console once", async () => {
    const code = server.issueCode();
    const show = async () => (await ask({ method: "POST", path: "/session", body: code })).status;
    expect([await show(), await show()]).toEqual([204, 401]);
  });

  test("can be asked after, so that a page knows whether its cookie still serves", async () => {
    const askAfter = async (headers: Record<string, string>) => (await ask({ path: "/session", headers })).status;
    expect(await askAfter({ cookie: cookie() })).toBe(204);
    expect(await askAfter({ cookie: `other=1; ${cookie()}; more=2` })).toBe(204);
    expect(await askAfter({ cookie: `watchdeck-1=${cookieValue(testToken)}` })).toBe(401);
    expect(await askAfter({ cookie: `watchdeck-${server.port}=${testToken}` })).toBe(401);
    expect(await askAfter({})).toBe(401);
  });
});

describe("the metrics", () => {
  test.each([
    { name: "the cookie", headers: () => ({ cookie: cookie() }), status: 200 },
    { name: "the token", headers: () => ({ authorization: `Bearer ${testToken}` }), status: 200 },
    { name: "a wrong token", headers: () => ({ authorization: "Bearer nonsense" }), status: 401 },
    { name: "the token as a password", headers: () => ({ authorization: `Basic ${btoa(`:${testToken}`)}` }), status: 401 },
    { name: "nothing", headers: () => ({}), status: 401 },
  ])("with $name are answered with $status", async ({ headers, status }) => {
    const answer = await ask({ path: "/metrics", headers: headers() });
    expect(answer.status).toBe(status);
    expect(answer.text.includes("watchdeck_up 1")).toBe(status === 200);
  });
});

describe("a WebSocket", () => {
  interface Try {
    path?: string;
    origin?: string;
    headers?: Record<string, string>;
  }
  /** How the upgrade ended: `open`, or the status of its refusal. */
  async function upgrade({ path = "/bridge", origin, headers = {} }: Try): Promise<"open" | number | undefined> {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, {
      headers,
      ...(origin === undefined ? {} : { origin }),
    });
    const ended = deferred<"open" | number | undefined>();
    socket.on("open", () => ended.resolve("open"));
    socket.on("unexpected-response", (_, answer) => ended.resolve(answer.statusCode));
    socket.on("error", () => {});
    const result = await ended.promise;
    socket.terminate();
    return result;
  }

  test.each([
    {
      name: "with the cookie, from our own page",
      attempt: () => ({ origin: self(), headers: { cookie: cookie() } }),
      result: "open",
    },
    {
      name: "with the token, as the command line does",
      attempt: () => ({ origin: self(), headers: { authorization: `Bearer ${testToken}` } }),
      result: "open",
    },
    { name: "without a cookie", attempt: () => ({ origin: self() }), result: 401 },
    {
      name: "with a wrong cookie",
      attempt: () => ({ origin: self(), headers: { cookie: `watchdeck-${server.port}=x` } }),
      result: 401,
    },
    {
      name: "from another site's page, though the browser sent the cookie",
      attempt: () => ({ origin: "https://evil.example", headers: { cookie: cookie() } }),
      result: 403,
    },
    { name: "without an origin", attempt: () => ({ headers: { cookie: cookie() } }), result: 403 },
    {
      name: "under a name that another site has pointed here",
      attempt: () => ({
        origin: `http://evil.example:${server.port}`,
        headers: { host: `evil.example:${server.port}`, cookie: cookie() },
      }),
      result: 403,
    },
    { name: "elsewhere", attempt: () => ({ path: "/other", origin: self(), headers: { cookie: cookie() } }), result: 404 },
  ])("$name ends with $result", async ({ attempt, result }) => {
    expect(await upgrade(attempt())).toBe(result);
  });

  test("that is only asked for with GET is told so", async () => {
    expect((await ask({ path: "/bridge", headers: { cookie: cookie() } })).status).toBe(426);
  });

  test.each([
    { name: "text", data: "hello" },
    { name: "bytes that are no message", data: Buffer.from([0xc1, 1, 2]) },
    { name: "a key that would reach a prototype", data: Buffer.from([0x81, 0xa9, ...Buffer.from("__proto__"), 0x80]) },
  ])("that sends $name is closed with a reason", async ({ data }) => {
    const socket = openTestSocket(server.port);
    await once(socket, "open");
    socket.send(data);
    const [code, reason] = await once(socket, "close");
    expect([code, String(reason)]).toEqual([1003, "it sent what is not a message of ours"]);
  });

  test("that sends more than any message of ours holds is closed", async () => {
    const socket = openTestSocket(server.port);
    await once(socket, "open");
    socket.send(Buffer.alloc(25 * 1024 * 1024));
    const [code] = await once(socket, "close");
    expect(code).toBe(1009);
  });
});

test("a window that does not read is cut off with a reason, and is told of by a warning", async () => {
  const api = createApi(quietLog);
  const warned = deferred<string>();
  const slow = await startTestServer(api, {
    windows: { mostWaitingBytes: 1_000_000 },
    log: { ...quietLog, warn: (text) => warned.resolve(text) },
  });
  const socket = openTestSocket(slow.port);
  await once(socket, "open");
  socket.send(pack({ t: "listen", name: "problems.changed" }));
  const ended = deferred();
  api.onSessionEnd(() => ended.resolve());
  while (!api.hasListeners("problems.changed")) await new Promise(setImmediate);
  socket.pause();
  const text = "x".repeat(1_000_000);
  for (let count = 0; count < 40; count++)
    api.publish("problems.changed", { problems: [{ id: "1", at: 0, severity: "info", text }] });
  expect(await warned.promise).toBe("A window was disconnected: it reads too slowly.");
  socket.resume();
  await ended.promise;
  await slow.close();
});

test("a window that answers no ping is dropped, one that does stays", async () => {
  const api = createApi(quietLog);
  const watching = await startTestServer(api, { windows: { pingEvery: 20 } });
  const alive = openTestSocket(watching.port);
  await once(alive, "open");
  const dead = new WebSocket(`ws://127.0.0.1:${watching.port}/bridge`, {
    origin: `http://127.0.0.1:${watching.port}`,
    headers: { authorization: `Bearer ${testToken}` },
    autoPong: false,
  });
  await once(dead, "close");
  expect(alive.readyState).toBe(WebSocket.OPEN);
  alive.terminate();
  await watching.close();
});

test("a taken port is told in a sentence with the way out", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const { port } = taken.address() as { port: number };
  await expect(startTestServer(createApi(quietLog), { port })).rejects.toThrow(
    `Port ${port} of 127.0.0.1 is taken by another program; choose one with --port, or any free one with --port 0.`,
  );
  taken.close();
});

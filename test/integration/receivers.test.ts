// Receivers against endpoints that really listen: HTTP servers with good and bad manners, and mail servers.
import { rmSync, writeFileSync } from "node:fs";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Integration, integrationSchema } from "#shared/contract/receivers";
import { systemClock } from "../../electron/engine/clock";
import { makeCertificate } from "../support/certificates";
import { newFolder } from "../support/engine-parts";
import { startMailServer } from "../support/mail-server";
import { type MisbehavingServer, startHttp, startTcp } from "../support/misbehaving-server";
import { aGroup, anAlert, openReceiverRoom } from "../support/receiver-parts";

const canary = "canary-7f31c0de";
let folder: string;
let stops: (() => Promise<unknown> | unknown)[];

beforeEach(() => {
  folder = newFolder();
  stops = [];
});
afterEach(async () => {
  for (const stop of stops.reverse()) await stop();
  rmSync(folder, { recursive: true });
});

interface Heard {
  path: string;
  headers: IncomingMessage["headers"];
  body: string;
}

/** Answers each request with the next of the answers, and the last one for all that follow. */
async function serve(...answers: ((response: ServerResponse, heard: Heard) => void)[]) {
  const heard: Heard[] = [];
  const listener: RequestListener = (request, response) => {
    let body = "";
    request.on("data", (part) => {
      body += part;
    });
    request.on("end", () => {
      const one = { path: request.url ?? "", headers: request.headers, body };
      const answer = answers[Math.min(heard.length, answers.length - 1)];
      heard.push(one);
      answer?.(response, one);
    });
  };
  const server = await startHttp(listener);
  stops.push(() => server.stop());
  return { url: server.url, heard };
}

const status =
  (code: number, body = "", headers: Record<string, string> = {}) =>
  (response: ServerResponse) =>
    response.writeHead(code, headers).end(body);

async function open(integration: Record<string, unknown>, secrets: Record<string, string> = {}) {
  // Real time, but pauses of a thousandth: what is tested here is the wire, not the waiting.
  const clock = {
    ...systemClock,
    setTimer: (run: () => void, delay: number) => systemClock.setTimer(run, delay >= 10_000 ? delay : delay / 1000),
  };
  const room = await openReceiverRoom(folder, { clock });
  stops.push(() => room.receivers.close());
  const whole: Integration = integrationSchema.parse({ id: "i1", ...integration });
  await room.receivers.save({ receiver: { name: "ops", integrations: [whole] }, secrets: { i1: secrets } });
  return room;
}

const soon = () => AbortSignal.timeout(20_000);

describe("a webhook", () => {
  test("gets Alertmanager's body with the credentials and headers of its receiver", async () => {
    const server = await serve(status(200));
    const { receivers } = await open(
      { kind: "webhook", url: `${server.url}/hook`, auth: { kind: "basic", username: "ann" }, headerNames: ["X-Team"] },
      { password: "secret", "header:X-Team": "db" },
    );
    const outcome = await receivers.deliver("i1", aGroup(), soon());
    expect(outcome).toEqual({ kind: "sent", say: `${new URL(server.url).host} took it (200)` });
    const [heard] = server.heard;
    expect(heard?.headers).toMatchObject({
      authorization: `Basic ${Buffer.from("ann:secret").toString("base64")}`,
      "content-type": "application/json",
      "x-team": "db",
    });
    expect(JSON.parse(heard?.body ?? "")).toMatchObject({
      version: "4",
      receiver: "ops",
      notification_reason: "first notification",
      alerts: [{ status: "firing", startsAt: "2026-11-21T08:00:00Z", endsAt: "0001-01-01T00:00:00Z" }],
    });
  });

  test("that fails at first gets the message again, and the receiver is fine afterwards", async () => {
    const server = await serve(status(500), status(503), status(200));
    const { receivers } = await open({ kind: "webhook", url: server.url });
    expect((await receivers.deliver("i1", aGroup(), soon())).kind).toBe("sent");
    expect(server.heard).toHaveLength(3);
    expect(receivers.list()[1]?.integrations[0]?.state).toMatchObject({ kind: "ok", waiting: 0 });
  });

  test("that asks for patience is left alone for so long", async () => {
    const server = await serve(status(429, "", { "retry-after": "1" }), status(200));
    const { receivers } = await open({ kind: "webhook", url: server.url });
    expect((await receivers.deliver("i1", aGroup(), soon())).kind).toBe("sent");
    expect(server.heard).toHaveLength(2);
  });

  test("that refuses is not asked again, and its words are told without our secret in them", async () => {
    const server = await serve((response, { headers }) =>
      response.writeHead(400).end(`bad\r\nheader ${headers.authorization} <b>`),
    );
    const { receivers, lines } = await open({ kind: "webhook", url: server.url, auth: { kind: "bearer" } }, { token: canary });
    const outcome = await receivers.deliver("i1", aGroup(), soon());
    expect(outcome).toEqual({
      kind: "failed",
      why: "failed",
      say: `${new URL(server.url).host} refused it (400): bad header •••••• <b>`,
    });
    expect(server.heard).toHaveLength(1);
    expect(`${lines.join("\n")}${JSON.stringify(receivers.list())}`).not.toContain(canary);
  });

  test.each([301, 302, 307, 308])("that redirects (%i) to another host gets nothing sent there", async (code) => {
    const other = await serve(status(200));
    const elsewhere = other.url.replace("127.0.0.1", "localhost");
    const server = await serve(status(code, "", { location: `${elsewhere}/login?next=1` }));
    const { receivers } = await open({ kind: "webhook", url: server.url, auth: { kind: "bearer" } }, { token: canary });
    const outcome = await receivers.deliver("i1", aGroup(), soon());
    expect(outcome.say).toBe(
      `${new URL(server.url).host} redirects to ${elsewhere} (${code}), and messages are not sent after a redirect: give the address that answers by itself`,
    );
    expect(other.heard).toEqual([]);
    expect(server.heard).toHaveLength(1);
  });

  test("that hangs holds up no other receiver, and is given up when the group is looked at again", async () => {
    const hanging = await serve(() => undefined);
    const server = await serve(status(200));
    const { receivers } = await open({ kind: "webhook", url: hanging.url });
    const second = integrationSchema.parse({ id: "i2", kind: "webhook", url: server.url });
    await receivers.save({ receiver: { name: "second", integrations: [second] }, secrets: {} });
    const stop = new AbortController();
    const hung = receivers.deliver("i1", aGroup(), stop.signal);
    expect((await receivers.deliver("i2", aGroup(), soon())).kind).toBe("sent");
    stop.abort();
    expect(await hung).toMatchObject({ kind: "failed" });
  });

  test("whose answer never ends has taken the message all the same", async () => {
    const server = await serve((response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write("x".repeat(16_384)), 1);
      response.on("close", () => clearInterval(timer));
    });
    const { receivers } = await open({ kind: "webhook", url: server.url });
    expect((await receivers.deliver("i1", aGroup(), soon())).kind).toBe("sent");
  });

  test("that was put right while a message waited gets it at the next try", async () => {
    const broken = await serve(status(500));
    const fixed = await serve(status(200));
    const { receivers } = await open({ kind: "webhook", url: broken.url });
    const outcome = receivers.deliver("i1", aGroup(), soon());
    const better = integrationSchema.parse({ id: "i1", kind: "webhook", url: fixed.url });
    await receivers.save({ receiver: { name: "ops", integrations: [better] }, secrets: {}, was: "ops" });
    expect((await outcome).kind).toBe("sent");
    expect(fixed.heard).toHaveLength(1);
  });

  test("where nothing listens is told in a sentence with its address", async () => {
    const { receivers } = await open({ kind: "webhook", url: "http://127.0.0.1:9/key/in/the/path" });
    const outcome = await receivers.test(
      {
        receiver: {
          name: "ops",
          integrations: [integrationSchema.parse({ id: "i1", kind: "webhook", url: "http://127.0.0.1:9099/k" })],
        },
        integrationId: "i1",
        secrets: {},
      },
      soon(),
    );
    expect(outcome.isSent).toBe(false);
    expect(outcome.say).toMatch(/^127\.0\.0\.1:9099 refuses the connection: nothing listens there/);
  });
});

describe("Slack", () => {
  test("by a webhook's secret address gets one attachment, and its refusal is put into words", async () => {
    const server = await serve(status(200, "ok"), status(404, "no_service"));
    const { receivers } = await open({ kind: "slack", channel: "#ops" }, { webhookUrl: `${server.url}/services/${canary}` });
    expect((await receivers.deliver("i1", aGroup(), soon())).kind).toBe("sent");
    expect(server.heard[0]?.path).toBe(`/services/${canary}`);
    expect(JSON.parse(server.heard[0]?.body ?? "")).toMatchObject({
      channel: "#ops",
      attachments: [{ title: "[FIRING:1] DiskFull (critical)", color: "danger" }],
    });
    const refused = await receivers.deliver("i1", aGroup({ id: "n2" }), soon());
    expect(refused.say).toContain("the webhook was removed or switched off; make a new one in Slack");
    expect(refused.say).not.toContain(canary);
  });

  test("as a bot has one message for a group, changes it, adds to its thread, and begins anew after the end", async () => {
    const server = await serve((response, { path }) => {
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ ok: true, ts: path.endsWith("postMessage") ? "17.1" : "17.1", channel: "C1" }));
    });
    const { receivers } = await open(
      { kind: "slack", mode: "bot", apiUrl: `${server.url}/api`, channel: "#ops" },
      { token: "xoxb-1" },
    );
    const send = (rest: object) => receivers.deliver("i1", aGroup(rest), soon());
    await send({});
    await send({ id: "n2", reason: "new alerts added", alerts: [anAlert(), anAlert({ instance: "b" })] });
    await send({
      id: "n3",
      reason: "all alerts resolved",
      status: "resolved",
      alerts: [anAlert({}, { status: "resolved", endsAt: 5 })],
    });
    await send({ id: "n4" });
    const calls = server.heard.map(({ path, body }) => {
      const { ts, thread_ts, channel, reply_broadcast } = JSON.parse(body);
      return { method: path.slice("/api/".length), channel, ts, thread_ts, reply_broadcast };
    });
    expect(calls).toEqual([
      { method: "chat.postMessage", channel: "#ops" },
      { method: "chat.update", channel: "C1", ts: "17.1" },
      { method: "chat.postMessage", channel: "C1", thread_ts: "17.1", reply_broadcast: true },
      { method: "chat.update", channel: "C1", ts: "17.1" },
      { method: "chat.postMessage", channel: "C1", thread_ts: "17.1" },
      { method: "chat.postMessage", channel: "#ops" },
    ]);
    expect(server.heard[0]?.headers.authorization).toBe("Bearer xoxb-1");
  });

  test("that says ok: false is heard, though its status is 200", async () => {
    const server = await serve(status(200, JSON.stringify({ ok: false, error: "not_in_channel" })));
    const { receivers } = await open({ kind: "slack", mode: "bot", apiUrl: server.url, channel: "#ops" }, { token: "xoxb-1" });
    expect(await receivers.deliver("i1", aGroup(), soon())).toMatchObject({
      kind: "failed",
      say: `${new URL(server.url).host} refused it: the bot is not in the channel; invite it there with /invite`,
    });
  });
});

describe("PagerDuty", () => {
  test("gets one incident for a group: opened by a trigger, closed by a resolve of the same key", async () => {
    const server = await serve(status(202, '{"status":"success"}'));
    const { receivers } = await open({ kind: "pagerduty", url: `${server.url}/v2/enqueue` }, { routingKey: canary });
    await receivers.deliver("i1", aGroup(), soon());
    await receivers.deliver(
      "i1",
      aGroup({ id: "n2", status: "resolved", alerts: [anAlert({}, { status: "resolved" })] }),
      soon(),
    );
    const [trigger, resolve] = server.heard.map(({ body }) => JSON.parse(body));
    expect(trigger).toMatchObject({
      routing_key: canary,
      event_action: "trigger",
      payload: { summary: "[FIRING:1] DiskFull (critical)", severity: "critical" },
    });
    expect(resolve).toMatchObject({ event_action: "resolve", dedup_key: trigger.dedup_key });
  });

  test("is told of a test that its incident stays open", async () => {
    const server = await serve(status(202));
    const { receivers } = await open({ kind: "pagerduty", url: server.url }, { routingKey: canary });
    const [row] = receivers.list().slice(1);
    const integration = integrationSchema.parse({ id: "i1", kind: "pagerduty", url: server.url });
    const outcome = await receivers.test(
      { receiver: { name: row?.name ?? "", integrations: [integration] }, integrationId: "i1", secrets: {} },
      soon(),
    );
    expect(outcome).toEqual({
      isSent: true,
      say: `${new URL(server.url).host} took it (202) and opened an incident for the test, which has to be resolved there`,
    });
  });

  test("that does not know the key says so, without the key", async () => {
    const said = { status: "invalid event", message: "Event object is invalid", errors: [`'routing_key' is invalid: ${canary}`] };
    const server = await serve(status(400, JSON.stringify(said)));
    const { receivers } = await open({ kind: "pagerduty", url: server.url }, { routingKey: canary });
    const { say } = await receivers.deliver("i1", aGroup(), soon());
    expect(say).toContain("'routing_key' is invalid: ••••••; enter the integration key of a service with Events API v2");
  });
});

describe("a mail server", () => {
  async function certificates() {
    const authority = await makeCertificate({ commonName: "Test CA", isAuthority: true });
    const own = await makeCertificate({ commonName: "localhost", names: ["localhost", "127.0.0.1"], authority });
    const caFile = join(folder, "ca.pem");
    writeFileSync(caFile, authority.certificate);
    return { authority, own, caFile };
  }

  const mail = (port: number, rest: object = {}) => ({
    kind: "email",
    to: "Ops <ops@example.org>, dana@example.org",
    from: "watch@example.org",
    host: "127.0.0.1",
    port,
    ...rest,
  });

  test("with STARTTLS and a login gets the group's mails in one thread", async () => {
    const { own, caFile } = await certificates();
    const server = await startMailServer({ ...own, login: { user: "watch", password: canary } });
    stops.push(server.stop);
    const { receivers, lines } = await open(mail(server.port, { username: "watch", caFile }), { password: canary });
    const first = await receivers.deliver("i1", aGroup(), soon());
    expect(first).toMatchObject({ kind: "sent" });
    await receivers.deliver("i1", aGroup({ id: "n2", reason: "repeat interval elapsed" }), soon());
    const [one, two] = server.mails;
    expect(one).toMatchObject({
      isEncrypted: true,
      user: "watch",
      from: "watch@example.org",
      to: ["ops@example.org", "dana@example.org"],
    });
    expect(one?.headers.get("subject")).toBe("[FIRING:1] DiskFull (critical)");
    expect(two?.headers.get("in-reply-to")).toBe(one?.headers.get("message-id"));
    expect(one?.headers.get("auto-submitted")).toBe("auto-generated");
    expect(one?.headers.get("content-type")).toMatch(/^multipart\/alternative/);
    expect(lines.join("\n")).not.toContain(canary);
  });

  test("with TLS from the start is spoken to at once", async () => {
    const { own, caFile } = await certificates();
    const server = await startMailServer({ ...own, isTlsFromTheStart: true });
    stops.push(server.stop);
    const { receivers } = await open(mail(server.port, { security: "tls", caFile }));
    expect(await receivers.deliver("i1", aGroup(), soon())).toMatchObject({ kind: "sent" });
  });

  test("that nobody vouches for gets no mail, whichever way TLS begins", async () => {
    const { own } = await certificates();
    const server = await startMailServer({ ...own });
    stops.push(server.stop);
    const { receivers } = await open(mail(server.port, { username: "watch" }), { password: canary });
    const outcome = await receivers.deliver("i1", aGroup(), soon());
    expect(outcome).toMatchObject({ kind: "failed" });
    expect(outcome.say).toMatch(/^The certificate of 127\.0\.0\.1 is signed by .*which this machine does not trust/);
    expect(server.mails).toEqual([]);
  });

  test("that refuses the login says so, without the password", async () => {
    const { own, caFile } = await certificates();
    const server = await startMailServer({ ...own, login: { user: "watch", password: "other" } });
    stops.push(server.stop);
    const { receivers } = await open(mail(server.port, { username: "watch", caFile }), { password: canary });
    const { say } = await receivers.deliver("i1", aGroup(), soon());
    expect(say).toMatch(new RegExp(`^127.0.0.1:${server.port} does not accept the user name and password: 535`));
    expect(say).not.toContain(canary);
  });

  /** A server of raw TCP that says what a test tells it to. */
  async function lying(answer: (line: string) => string | undefined, greeting = "220 liar ESMTP\r\n") {
    const commands: string[] = [];
    const server: MisbehavingServer = await startTcp((socket) => {
      if (greeting !== "") socket.write(greeting);
      socket.on("data", (part) => {
        for (const line of String(part)
          .split("\r\n")
          .filter((each) => each !== "")) {
          commands.push(line);
          const said = answer(line);
          if (said === undefined) socket.destroy();
          else socket.write(said);
        }
      });
    });
    stops.push(() => server.stop());
    return { port: Number(new URL(server.url).port), commands };
  }

  test("that offers no STARTTLS gets neither the mail nor the password", async () => {
    const server = await lying((line) =>
      line.startsWith("EHLO") ? "250-liar\r\n250 AUTH PLAIN\r\n" : line === "STARTTLS" ? "502 what?\r\n" : "250 ok\r\n",
    );
    const { receivers } = await open(mail(server.port, { username: "watch" }), { password: canary });
    const { say } = await receivers.deliver("i1", aGroup(), soon());
    expect(say).toBe(
      `127.0.0.1:${server.port} does not offer STARTTLS, without which nothing is sent: 502 what?; use TLS from the start (port 465), or allow unencrypted mail in the receiver`,
    );
    expect(server.commands.join("\n")).not.toMatch(/AUTH|MAIL|canary/);
  });

  test.each([
    {
      name: "says 250 and closes",
      answer: (line: string) => (line.startsWith("EHLO") ? "250 liar\r\n" : undefined),
      say: /broke the connection off/,
    },
    {
      name: "refuses the sender",
      answer: (line: string) => (/^MAIL/.test(line) ? "550 5.7.1 not you\r\n" : "250 ok\r\n"),
      say: /does not take mail from the sender: 550 5\.7\.1 not you$/,
    },
    {
      name: "refuses all recipients",
      answer: (line: string) => (/^RCPT/.test(line) ? "550 5.1.1 who?\r\n" : "250 ok\r\n"),
      say: /does not take mail for the recipients: 550 5\.1\.1 who\?$/,
    },
    {
      name: "cannot begin TLS now",
      security: "starttls",
      answer: (line: string) => (line === "STARTTLS" ? "454 TLS currently unavailable\r\n" : "250 STARTTLS\r\n"),
      say: /cannot begin TLS now, and nothing is sent without it: 454 TLS currently unavailable$/,
    },
    {
      name: "answers without end",
      answer: (line: string) => (/^EHLO/.test(line) ? `250-${"x".repeat(200_000)}\r\n` : "250 ok\r\n"),
      say: /answers without end; it is no mail server$/,
    },
    {
      name: "is a web server",
      answer: () => "HTTP/1.1 400 Bad Request\r\n\r\n",
      greeting: "HTTP/1.1 400 Bad Request\r\n\r\n",
      say: /does not speak SMTP \(it says HTTP\/1\.1 400 Bad Request.*\); check the port$/,
    },
  ])("that $name is told in a sentence", async ({ answer, greeting, say, security = "none" }) => {
    const server = await lying(answer, greeting);
    const { receivers } = await open(mail(server.port, { security }));
    const integration = integrationSchema.parse({ id: "i1", ...mail(server.port, { security }) });
    const outcome = await receivers.test(
      { receiver: { name: "ops", integrations: [integration] }, integrationId: "i1", secrets: {} },
      soon(),
    );
    expect(outcome.isSent).toBe(false);
    expect(outcome.say).toMatch(say);
  });

  test("that says nothing more is left when the group is looked at again", async () => {
    const server = await startTcp((socket) => socket.write("220 silent\r\n"));
    stops.push(() => server.stop());
    const { receivers } = await open(mail(Number(new URL(server.url).port), { security: "none" }));
    const outcome = await receivers.deliver("i1", aGroup(), AbortSignal.timeout(300));
    expect(outcome).toMatchObject({ kind: "failed", say: "no answer came before the group was looked at again" });
  });

  test("that is given a subject with line feeds in it gets one line", async () => {
    const server = await startMailServer({});
    stops.push(server.stop);
    const { receivers } = await open(mail(server.port, { security: "none", subject: "{{ .CommonLabels.evil }}" }));
    const evil = "hello\r\nBcc: victim@example.org\r\n\r\nbody";
    await receivers.deliver("i1", aGroup({ commonLabels: { evil } }), soon());
    expect(server.mails[0]?.headers.get("subject")).toBe("hello Bcc: victim@example.org body");
    expect(server.mails[0]?.headers.has("bcc")).toBe(false);
    expect(server.mails[0]?.to).toEqual(["ops@example.org", "dana@example.org"]);
  });
});

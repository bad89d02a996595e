// The whole room over a real folder and real secrets; what is sent is seen by a server on loopback.
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Integration, integrationSchema, nativeReceiver, type Receiver } from "#shared/contract/receivers";
import { newFolder, openVault } from "../../../support/engine-parts";
import { createFakeClock } from "../../../support/fake-clock";
import { startHttp } from "../../../support/misbehaving-server";
import { aGroup, openReceiverRoom } from "../../../support/receiver-parts";

const canary = "canary-55a0e1";
const never = new AbortController().signal;
let folder: string;
let stops: (() => Promise<unknown>)[];

beforeEach(() => {
  folder = newFolder();
  stops = [];
});
afterEach(async () => {
  for (const stop of stops.reverse()) await stop();
  rmSync(folder, { recursive: true });
});

async function open(rest: Parameters<typeof openReceiverRoom>[1] = {}) {
  const room = await openReceiverRoom(folder, rest);
  stops.push(() => room.receivers.close());
  return room;
}

const webhook = (rest: object = {}): Integration =>
  integrationSchema.parse({ kind: "webhook", id: "w", url: "https://hooks.example/a", ...rest });
const receiver = (name: string, ...integrations: Integration[]): Receiver => ({ name, integrations });
const bearer = { auth: { kind: "bearer" } } as const;

const sayOf = (asked: Promise<unknown>) =>
  asked.then(
    () => "it went well",
    (error) => error.failure?.say ?? error,
  );

describe("saving", () => {
  test("keeps the receiver without its secrets, and the secrets apart and sealed", async () => {
    const { receivers } = await open();
    await receivers.save({ receiver: receiver("ops", webhook(bearer)), secrets: { w: { token: canary } } });
    expect(readFileSync(join(folder, "receivers.json"), "utf8")).not.toContain(canary);
    expect(readFileSync(join(folder, "secrets.json"), "utf8")).not.toContain(canary);
    const again = await open();
    expect(again.receivers.list().map(({ name }) => name)).toEqual([nativeReceiver, "ops"]);
    expect(again.receivers.list()[1]?.integrations[0]).toMatchObject({ storedSecrets: ["token"], lockedSecrets: [] });
    expect(JSON.stringify(again.receivers.list())).not.toContain(canary);
  });

  test("forgets secrets that are not used any more, and all of a removed integration", async () => {
    const { receivers, secrets } = await open();
    await receivers.save({ receiver: receiver("ops", webhook(bearer)), secrets: { w: { token: canary } } });
    await receivers.save({ receiver: receiver("ops", webhook()), secrets: {}, was: "ops" });
    expect(secrets.list("receiver/w").stored).toEqual([]);
    await receivers.save({ receiver: receiver("ops", webhook(bearer)), secrets: { w: { token: canary } }, was: "ops" });
    await receivers.save({ receiver: receiver("ops"), secrets: {}, was: "ops" });
    expect(secrets.list("receiver/w").stored).toEqual([]);
  });

  test("does not send a stored secret to another server", async () => {
    const { receivers } = await open();
    await receivers.save({ receiver: receiver("ops", webhook(bearer)), secrets: { w: { token: canary } } });
    const moved = receiver("ops", webhook({ ...bearer, url: "https://evil.example/a" }));
    const refusal =
      "The address leads to another server than before, so the stored secrets are not sent to it: enter them again.";
    expect(await sayOf(receivers.save({ receiver: moved, secrets: {}, was: "ops" }))).toBe(refusal);
    expect(await sayOf(receivers.test({ receiver: moved, integrationId: "w", secrets: {} }, never))).toBe(refusal);
    expect(receivers.list()[1]?.integrations[0]).toMatchObject({ url: "https://hooks.example/a" });
    expect(await sayOf(receivers.save({ receiver: moved, secrets: { w: { token: "new" } }, was: "ops" }))).toBe("it went well");
  });

  test.each([
    { name: "a name that is taken", draft: receiver("ops", webhook({ id: "x" })), say: "There is a receiver ops already." },
    { name: "this computer's name", draft: receiver(nativeReceiver), say: /can be neither changed nor removed/ },
    {
      name: "an address that is none",
      draft: receiver("b", webhook({ id: "x", url: "ftp://x" })),
      say: "The address has to start with http:// or https://.",
    },
    {
      name: "a password in the address",
      draft: receiver("b", webhook({ id: "x", url: "https://a:b@x/" })),
      say: /must not hold a user name and password/,
    },
    { name: "an id that is taken", draft: receiver("b", webhook()), say: "Another receiver has an integration of the same id." },
    {
      name: "a template that is wrong",
      draft: receiver("b", integrationSchema.parse({ kind: "slack", id: "x", text: "line\n{{ .Status | nope }}" })),
      say: /^The template “text” is wrong at line 2, column \d+: function "nope" not defined\.$/,
    },
    {
      name: "a password that would go unencrypted",
      draft: receiver(
        "b",
        integrationSchema.parse({
          kind: "email",
          id: "x",
          to: "a@b.c",
          from: "a@b.c",
          host: "smtp.example.org",
          security: "none",
          username: "u",
        }),
      ),
      say: /^A password is not sent over a connection without TLS/,
    },
  ])("refuses $name in a sentence and changes nothing", async ({ draft, say }) => {
    const { receivers } = await open();
    await receivers.save({ receiver: receiver("ops", webhook()), secrets: {} });
    const before = receivers.list();
    expect(await sayOf(receivers.save({ receiver: draft, secrets: {} }))).toMatch(say);
    expect(receivers.list()).toEqual(before);
  });

  test("is refused where secrets cannot be stored, and nothing has changed", async () => {
    const { receivers } = await open({ vault: openVault });
    const draft = receiver("ops", integrationSchema.parse({ kind: "pagerduty", id: "p" }));
    expect(await sayOf(receivers.save({ receiver: draft, secrets: { p: { routingKey: canary } } }))).toBe(
      "The integration key was not stored: the system offers no keyring. To store it without encryption, turn on “Allow unencrypted secrets” in Settings.",
    );
    expect(receivers.list()).toHaveLength(1);
  });

  test("under another name tells the routes of it", async () => {
    const renamed: string[][] = [];
    const { receivers } = await open({ usedBy: () => 1, renamed: async (was, name) => void renamed.push([was, name]) });
    await receivers.save({ receiver: receiver("ops", webhook()), secrets: {} });
    await receivers.save({ receiver: receiver("team", webhook()), secrets: {}, was: "ops" });
    expect(renamed).toEqual([["ops", "team"]]);
    expect(receivers.of("ops")).toBeUndefined();
    expect(receivers.of("team")?.[0]?.label).toBe("webhook to hooks.example");
  });
});

test("a receiver that routes name cannot be removed", async () => {
  const { receivers } = await open({ usedBy: (name) => (name === "ops" ? 2 : 0) });
  await receivers.save({ receiver: receiver("ops", webhook()), secrets: {} });
  await receivers.save({ receiver: receiver("free", webhook({ id: "f" })), secrets: {} });
  expect(await sayOf(receivers.remove("ops"))).toBe("2 routes name ops: give them another receiver first.");
  expect(await sayOf(receivers.remove(nativeReceiver))).toMatch(/neither changed nor removed/);
  await receivers.remove("free");
  expect(receivers.list().map(({ name }) => name)).toEqual([nativeReceiver, "ops"]);
});

describe("the file of receivers", () => {
  const file = () => join(folder, "receivers.json");

  test("that is damaged is set aside and told, and this computer is still there", async () => {
    writeFileSync(file(), "{ nope");
    const { receivers, problems } = await open();
    expect(receivers.list().map(({ name }) => name)).toEqual([nativeReceiver]);
    expect(problems.list()[0]?.text).toMatch(/^The file of receivers was not JSON; it is kept as .*receivers\.json\.damaged-/);
    expect(readdirSync(folder).some((name) => name.startsWith("receivers.json.damaged-"))).toBe(true);
  });

  test("loses a wrong entry alone, and keeps a copy of what it was", async () => {
    const right = { name: "ops", integrations: [webhook(), { kind: "fax", id: "f" }] };
    writeFileSync(
      file(),
      JSON.stringify({ version: 1, receivers: [right, { integrations: [] }, { name: nativeReceiver, integrations: [] }] }),
    );
    const { receivers, problems } = await open();
    expect(receivers.list()[1]).toMatchObject({ name: "ops", integrations: [{ id: "w" }] });
    expect(problems.list()[0]?.text).toMatch(
      /^In the file of receivers these were not right and were left out: receivers\[0\]\.integrations\[1\], receivers\[1\], receivers\[2\]\. The file as it was is kept as /,
    );
  });
});

describe("delivering", () => {
  test("to this computer goes to its system", async () => {
    const outcome = { kind: "held", why: "do-not-disturb", say: "quiet hours" } as const;
    const { receivers } = await open({ native: { deliver: async () => outcome, test: async () => "shown" } });
    const [native] = receivers.of(nativeReceiver) ?? [];
    expect(native).toEqual({ id: "native", kind: "native", sendResolved: true, label: "notifications on this computer" });
    expect(await receivers.deliver("native", aGroup(), never)).toBe(outcome);
  });

  test("to an integration that was removed meanwhile fails in words", async () => {
    const { receivers } = await open();
    expect(await receivers.deliver("gone", aGroup(), never)).toEqual({
      kind: "failed",
      why: "no-receiver",
      say: "its receiver was changed meanwhile",
    });
  });

  test("by an e-mail that was imported without its server fails in words, and asks nobody", async () => {
    const { receivers } = await open();
    const email = integrationSchema.parse({ kind: "email", id: "e", to: "a@b.c", from: "d@e.f", host: "" });
    await receivers.importAll([receiver("ops", email)], new Map());
    const outcome = await receivers.deliver("e", aGroup(), never);
    expect(outcome).toMatchObject({ kind: "failed", say: expect.stringContaining("The mail server is a name") });
    expect(receivers.list().find(({ name }) => name === "ops")?.integrations[0]?.state).toMatchObject({ kind: "failing" });
  });

  test("shows since when a receiver fails, also after a restart", async () => {
    const server = await startHttp((_, response) => response.writeHead(400).end("no"));
    stops.push(() => server.stop());
    const clock = createFakeClock();
    const { receivers, ledger } = await open({ clock });
    await receivers.save({ receiver: receiver("ops", webhook({ url: server.url })), secrets: {} });
    await receivers.deliver("w", aGroup(), never);
    const since = clock.now();
    clock.stepWall(since + 60_000);
    await receivers.deliver("w", aGroup({ id: "n2" }), never);
    const state = { kind: "failing", at: since, say: `${new URL(server.url).host} refused it (400): no`, waiting: 0 };
    expect(receivers.list()[1]?.integrations[0]?.state).toEqual(state);
    const again = await open({ clock, ledger });
    expect(again.receivers.list()[1]?.integrations[0]?.state).toEqual(state);
  });

  test("with a secret that another keychain sealed says so", async () => {
    const { receivers } = await open();
    await receivers.save({ receiver: receiver("ops", webhook(bearer)), secrets: { w: { token: canary } } });
    const other = await open({ vault: openVault });
    expect(other.receivers.list()[1]?.integrations[0]?.lockedSecrets).toEqual(["token"]);
    expect((await other.receivers.deliver("w", aGroup(), never)).say).toBe(
      "the stored token cannot be opened here, because another keychain sealed it: enter it again",
    );
  });
});

describe("a preview", () => {
  test("shows what would leave, with secrets blotted out, and what is missing", async () => {
    const { receivers } = await open();
    const draft = receiver("ops", webhook({ auth: { kind: "bearer" }, headerNames: ["X-Team"] }));
    const preview = await receivers.preview({ receiver: draft, integrationId: "w", secrets: { w: { token: canary } } });
    expect(preview.head).toContainEqual({ name: "Authorization", value: "Bearer ••••••" });
    expect(preview.problems).toEqual(["The value of the header X-Team is missing: enter it before this can be sent."]);
    expect(JSON.stringify(preview)).not.toContain(canary);
    expect(JSON.parse(preview.body)).toMatchObject({ receiver: "ops", status: "firing", truncatedAlerts: 0 });
  });

  test("of an e-mail is the mail as it will be sent", async () => {
    const { receivers } = await open();
    const mail = integrationSchema.parse({
      kind: "email",
      id: "e",
      to: "Ops <a@b.example>",
      from: "w@b.example",
      host: "smtp.b.example",
    });
    const preview = await receivers.preview({ receiver: receiver("ops", mail), integrationId: "e", secrets: {} });
    expect(preview).toMatchObject({
      to: "e-mail to a@b.example by smtp.b.example:587",
      head: [
        { name: "From", value: "w@b.example" },
        { name: "To", value: "Ops <a@b.example>" },
        { name: "Subject", value: "[FIRING:2] DiskAlmostFull (db1 node critical)" },
      ],
    });
    expect(preview.body).toContain("From: w@b.example\nTo: Ops <a@b.example>\nSubject: [FIRING:2] DiskAlmostFull");
    expect(preview.body).toContain("Content-Type: multipart/alternative");
  });
});

test("a test is sent by the path of real messages and changes nothing of the receiver's state", async () => {
  const bodies: string[] = [];
  const server = await startHttp((request, response) => {
    let body = "";
    request.on("data", (part) => {
      body += part;
    });
    request.on("end", () => {
      bodies.push(body);
      response.end();
    });
  });
  stops.push(() => server.stop());
  const { receivers } = await open();
  const draft = receiver("new", webhook({ url: server.url }));
  expect(await receivers.test({ receiver: draft, integrationId: "w", secrets: {} }, never)).toEqual({
    isSent: true,
    say: `${new URL(server.url).host} took it (200)`,
  });
  expect(JSON.parse(bodies[0] ?? "")).toMatchObject({
    receiver: "new",
    notification_reason: "test",
    alerts: [{ labels: { alertname: "WatchdeckTest" } }],
  });
  expect(receivers.list()).toHaveLength(1);
});

test("an import takes the place of receivers of the same names, and leaves the others", async () => {
  const { receivers, secrets } = await open();
  await receivers.save({ receiver: receiver("ops", webhook(bearer)), secrets: { w: { token: canary } } });
  await receivers.save({ receiver: receiver("mine", webhook({ id: "m" })), secrets: {} });
  const imported = receiver("ops", integrationSchema.parse({ kind: "pagerduty", id: "p" }));
  await receivers.importAll([imported, receiver("null")], new Map([["p", new Map([["routingKey", "k"]])]]));
  expect(receivers.list().map(({ name }) => name)).toEqual([nativeReceiver, "mine", "null", "ops"]);
  expect(receivers.of("null")).toEqual([]);
  expect(secrets.list("receiver/w").stored).toEqual([]);
  expect(await secrets.get("receiver/p", "routingKey")).toBe("k");
});

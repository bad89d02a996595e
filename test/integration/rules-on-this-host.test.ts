// Rules on this machine itself: the whole engine, real samples, and a condition of the machine that the test changes, with
// only the last hand, the notifier, faked.
import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createMemoryVault } from "../../electron/cli/asker";
import { createEngine, type Engine } from "../../electron/engine/engine";
import { eventually } from "../support/eventually";
import { createFakeNotifier } from "../support/fake-notifier";
import { quietLog } from "../support/transports";

/** More connections than others open or close on this machine in a moment; each has two ends here. */
const connections = 400;

const rules = (usual: number) => `groups:
  - name: this host
    interval: 1s
    rules:
      - record: host:connections:now
        expr: node_netstat_Tcp_CurrEstab
      - alert: ManyConnections
        expr: host:connections:now > ${usual + connections}
        for: 1s
        annotations: { summary: "{{ $value }} connections are open" }
`;

const dataFolder = mkdtempSync(join(tmpdir(), "watchdeck-this-host-"));
const notifier = createFakeNotifier();
const sockets: Socket[] = [];
let server: Server;
let engine: Engine;

beforeAll(async () => {
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  engine = await createEngine({
    dataFolder,
    shell: "desktop",
    version: "1.2.3",
    vault: createMemoryVault(),
    log: quietLog,
    notifier,
  });
  await engine.start();
});
afterAll(async () => {
  closeAll();
  server.close();
  await engine.close();
  rmSync(dataFolder, { recursive: true, force: true });
});

function closeAll(): void {
  for (const socket of sockets.splice(0)) socket.destroy();
}

async function valueNow(expr: string): Promise<number | undefined> {
  const answer = await engine.api.run("query.instant", { source: "local", expr });
  if (!answer.ok) throw new Error(answer.failure.say);
  const { result } = answer.value;
  return result.kind === "vector" ? result.values[0] : undefined;
}

const inboxStates = async () => {
  const answer = await engine.api.run("alerts.ledger", { kinds: ["pending", "firing", "resolved"] });
  return answer.ok ? answer.value.entries.map(({ kind }) => kind).toReversed() : [];
};

test.skipIf(process.platform !== "linux")(
  "a rule fires when this machine has much of something, once, and resolves when it has not",
  async () => {
    const usual = await eventually(() => valueNow("node_netstat_Tcp_CurrEstab"), "how many connections are open", {
      limitMs: 30_000,
    });
    const text = rules(usual);
    const loaded = await engine.api.run("rules.load", { from: "text", name: "connections.yml", text, source: "local" });
    expect(loaded).toMatchObject({ ok: true });
    const { port } = server.address() as AddressInfo;
    for (let count = 0; count < connections; count++) sockets.push(connect(port, "127.0.0.1"));

    // The first notice of a group waits for others that belong to it.
    await eventually(() => notifier.shown[0], "the notice of the firing alert", { limitMs: 40_000 });
    expect(notifier.shown[0]?.notice.title).toContain("ManyConnections");
    expect(await valueNow('ALERTS{alertname="ManyConnections", alertstate="firing"}')).toBe(1);
    expect(await valueNow("host:connections:now")).toBeGreaterThan(usual + connections);

    closeAll();
    await eventually(async () => (await inboxStates()).includes("resolved") || undefined, "that it resolved", {
      limitMs: 30_000,
    });
    expect(await inboxStates()).toEqual(["pending", "firing", "resolved"]);
    expect(await valueNow("ALERTS")).toBeUndefined();
    expect(notifier.shown).toHaveLength(1);
  },
);

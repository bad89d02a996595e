// A real Prometheus with rules of its own, sending to a real Alertmanager, and both connected: each alert is one row, and what
// the servers do to it shows.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ConnectionRow } from "#shared/contract/connections";
import type { InboxAlert } from "#shared/model/alert";
import { newFolder } from "../support/engine-parts";
import { eventually } from "../support/eventually";
import { isOnPath } from "../support/programs";
import { runServerAlerts, type ServerAlertsRun } from "../support/server-alerts";
import { alertmanagerProgram, freePort, type RunningServer, startAlertmanager, startPrometheus } from "../support/servers";
import { suite } from "../support/suite";

const missing = [...(isOnPath("prometheus") ? [] : ["prometheus"]), ...(alertmanagerProgram ? [] : ["alertmanager"])];
const slow = { timeout: 120_000 };

suite("servers that alert by themselves", missing, () => {
  let run: ServerAlertsRun;
  let folder: string;
  let rulesPath: string;
  let alertmanagers: RunningServer[];
  let prometheus: RunningServer;
  let prod: ConnectionRow;
  let pager: ConnectionRow;

  const rules = (isDown: boolean) => `groups:
- name: shop
  interval: 1s
  rules:
  - alert: Down
    expr: vector(${isDown ? 1 : 0}) == 1
    labels: { severity: critical, job: shop }
    annotations: { summary: "the shop is down" }
  - alert: Slow
    expr: vector(1)
    for: 1h
  - record: shop:up
    expr: vector(1)
`;

  const config = () => `global:
  evaluation_interval: 1s
  external_labels: { region: eu, replica: "01" }
rule_files: ["${rulesPath}"]
alerting:
  alertmanagers:
  - static_configs: [{ targets: [${alertmanagers.map(({ port }) => `"127.0.0.1:${port}"`).join(", ")}] }]
`;

  const startProd = (port?: number) =>
    startPrometheus({ config: config(), args: ["--web.enable-lifecycle", "--rules.alert.resend-delay=5s"], port });

  async function setRules(isDown: boolean): Promise<void> {
    writeFileSync(rulesPath, rules(isDown));
    await fetch(`${prometheus.url}/-/reload`, { method: "POST" });
  }

  const row = (name: string): InboxAlert | undefined => run.alerts().find((alert) => alert.name === name);
  const rowWhen = (name: string, what: string, holds: (alert: InboxAlert) => boolean) =>
    eventually(() => run.alerts().find((alert) => alert.name === name && holds(alert)), what, { limitMs: 60_000 });
  const kindsOf = ({ origins }: InboxAlert) => origins.map(({ kind }) => kind);

  beforeAll(async () => {
    folder = newFolder();
    rulesPath = join(folder, "rules.yml");
    writeFileSync(rulesPath, rules(true));
    const [first, second] = [`127.0.0.1:${await freePort()}`, `127.0.0.1:${await freePort()}`];
    alertmanagers = [
      await startAlertmanager({ cluster: { listen: first } }),
      await startAlertmanager({ cluster: { listen: second, peer: first } }),
    ];
    prometheus = await startProd();
    run = await runServerAlerts();
    prod = await run.connect("prometheus", "prod", prometheus.url);
    pager = await run.connect("alertmanager", "pager", (alertmanagers[0] as RunningServer).url);
    await run.connect("alertmanager", "pager 2", (alertmanagers[1] as RunningServer).url);
  }, 60_000);
  afterAll(async () => {
    await run?.close();
    await Promise.all([prometheus, ...(alertmanagers ?? [])].map((server) => server?.stop()));
    if (folder) rmSync(folder, { recursive: true });
  });

  test("an alert that three servers tell of is one row", slow, async () => {
    const down = await rowWhen("Down", "Down at all three", ({ origins }) => origins.length === 3);
    expect(down).toMatchObject({
      source: prod.id,
      state: "firing",
      labels: { alertname: "Down", severity: "critical", job: "shop", region: "eu", replica: "01" },
      annotations: { summary: "the shop is down" },
      value: "1",
    });
    expect(kindsOf(down)).toEqual(["prometheus", "alertmanager", "alertmanager"]);
    expect(run.alerts().filter(({ name }) => name === "Down")).toHaveLength(1);
    expect(row("Slow")).toMatchObject({ state: "pending", origins: [{ kind: "prometheus", connection: prod.id }] });
    expect(await run.history()).toEqual(expect.arrayContaining(["firing Down", "pending Slow"]));
  });

  test("the server's rules are rule files that can be looked at", slow, () => {
    const [file] = run.parts.serverAlerts.ruleFiles();
    expect(file).toMatchObject({
      name: rulesPath,
      source: prod.id,
      origin: "server",
      groups: [{ name: "shop", intervalMs: 1000 }],
    });
    expect(file?.groups[0]?.rules.map(({ name, state }) => [name, state])).toEqual([
      ["Down", "firing"],
      ["Slow", "pending"],
    ]);
    const origin = row("Down")?.origins[0];
    const rule = origin?.kind === "prometheus" && run.parts.serverAlerts.rule(origin.ruleId ?? "");
    expect(rule).toMatchObject({ group: "shop", file: rulesPath, rule: { expr: "vector(1) == 1" } });
  });

  test("a silence at the Alertmanager shows at the row, and goes again", slow, async () => {
    const { silences } = run.parts.serverAlerts;
    const now = Date.now();
    const saved = await silences.save({
      home: pager.id,
      matchers: [{ name: "alertname", value: "Down", isRegex: false, isEqual: true }],
      startsAt: now,
      endsAt: now + 3_600_000,
      createdBy: "dana",
      comment: "moving house",
    });
    expect(silences.list().filter(({ id }) => id === saved.id)).toEqual([saved]);
    const muted = () => run.parts.inbox.serverMuted(row("Down")?.id ?? "");
    await eventually(muted, "Down is silenced", { limitMs: 60_000 });
    expect(muted()).toMatchObject({ by: "server", ids: [saved.id], untilMs: saved.endsAt });
    expect(muted()?.say).toMatch(/^silenced at pager( 2)? by dana: moving house$/);
    await silences.expire(pager.id, saved.id);
    await eventually(() => muted() === undefined || undefined, "Down is not silenced any more", { limitMs: 60_000 });
    expect(row("Down")?.state).toBe("firing");
  });

  test("a Prometheus that goes away leaves its alerts unknown, but for what an Alertmanager still confirms", slow, async () => {
    const id = row("Down")?.id;
    await prometheus.stop();
    const slowAlert = await rowWhen("Slow", "Slow is unknown", ({ unknown }) => unknown !== undefined);
    expect(slowAlert.state).toBe("pending");
    expect(slowAlert.unknown).toMatch(/^prod is silent: 127\.0\.0\.1:\d+ refuses the connection/);
    expect(row("Down")).toMatchObject({ id, state: "firing" });
    expect(run.parts.serverAlerts.silent()).toMatchObject([{ name: "prod" }]);
  });

  test("after a restart of the console what was known is still known, under the same id", slow, async () => {
    const before = row("Down");
    await run.restart();
    await rowWhen("Slow", "Slow is unknown still", ({ unknown }) => unknown !== undefined);
    expect(row("Down")).toMatchObject({ id: before?.id, state: "firing", firedAt: before?.firedAt });
    expect((await run.history()).filter((line) => line === "firing Down")).toHaveLength(1);
  });

  test("the server comes back, and everything is known again", slow, async () => {
    const id = row("Down")?.id;
    prometheus = await startProd(prometheus.port);
    await rowWhen("Slow", "Slow is known", ({ unknown }) => unknown === undefined);
    expect(row("Down")).toMatchObject({ id, state: "firing" });
    expect(await run.history()).not.toContain("resolved Down");
  });

  test("what ends at the Prometheus is resolved, once, though the Alertmanagers still list it for a moment", slow, async () => {
    await setRules(false);
    await rowWhen("Down", "Down is resolved", ({ state }) => state === "resolved");
    await eventually(
      async () => {
        const answers = await Promise.all(
          alertmanagers.map(async ({ url }) => JSON.parse(await (await fetch(`${url}/api/v2/alerts`)).text()) as unknown[]),
        );
        return answers.every((list) => list.length === 0) || undefined;
      },
      "no Alertmanager lists it",
      { limitMs: 60_000 },
    );
    const ended = Date.now();
    const wereAsked = () => run.parts.connections.list().every(({ state }) => (state.at ?? 0) > ended);
    await eventually(() => wereAsked() || undefined, "all servers were asked after that", { limitMs: 60_000 });
    expect(run.alerts().filter(({ name }) => name === "Down")).toMatchObject([{ state: "resolved" }]);
    const history = await run.history();
    expect(history.filter((line) => line === "resolved Down")).toHaveLength(1);
    expect(history.filter((line) => line === "firing Down").length).toBeLessThanOrEqual(2);
  });

  test("an alert that somebody else sends is the Alertmanager's own row", slow, async () => {
    for (const { url } of alertmanagers) {
      await fetch(`${url}/api/v2/alerts`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify([{ labels: { alertname: "Backup", severity: "warning" }, generatorURL: "javascript:alert(1)" }]),
      });
    }
    const backup = await rowWhen("Backup", "Backup is there, at both", ({ origins }) => origins.length === 2);
    expect(backup).toMatchObject({ source: pager.id, state: "firing" });
    expect(run.alerts().filter(({ name }) => name === "Backup")).toHaveLength(1);
  });

  test("a connection that is removed takes its alerts along", slow, async () => {
    expect(row("Slow")).toBeDefined();
    await run.parts.connections.remove(prod.id);
    expect(row("Slow")).toBeUndefined();
    expect(await run.history()).toContain("dropped Slow");
  });

  test("an Alertmanager that was taken for a Prometheus is recognised, and the other way around", slow, async () => {
    const draft = {
      auth: { kind: "none" as const },
      headerNames: [],
      tls: { skipVerify: false },
      showsAlerts: true,
      secrets: {},
    };
    const signal = new AbortController().signal;
    const url = (alertmanagers[0] as RunningServer).url;
    expect(await run.parts.connections.test({ ...draft, kind: "prometheus", name: "x", url }, signal)).toMatchObject({
      kind: "alertmanager",
      server: expect.stringMatching(/^Alertmanager 0\.\d+\.\d+/),
      alertmanager: { cluster: "ready", peers: 1, receivers: ["nobody"] },
    });
    expect(
      await run.parts.connections.test({ ...draft, kind: "alertmanager", name: "x", url: prometheus.url }, signal),
    ).toMatchObject({ kind: "prometheus", server: expect.stringMatching(/^Prometheus \d/) });
  });
});

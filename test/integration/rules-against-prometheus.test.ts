// One rule file, evaluated by a real Prometheus and by our engine with that same server as its source, while the world
// changes under both: at every stage they must know the same alerts, in the same states, since the same time, with the same
// words.
import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Labels, labelsKey } from "#shared/model/labels";
import { systemClock } from "../../electron/engine/clock";
import { createInbox, type Inbox } from "../../electron/engine/inbox/inbox";
import { createRuleLanguages } from "../../electron/engine/rules/languages";
import { createRules, type Rules } from "../../electron/engine/rules/rules";
import type { RuleFileEntry } from "../../electron/engine/settings/schema";
import { connectPrometheus, type PrometheusSource } from "../../electron/engine/sources/prometheus/index";
import { connectionTo } from "../support/connections";
import { eventually } from "../support/eventually";
import { createFakeLog } from "../support/fake-log";
import { createMemoryStore } from "../support/memory-store";
import { isOnPath } from "../support/programs";
import { createRecordingLedger } from "../support/recording-ledger";
import { type RunningServer, startNodeExporter, startPrometheus } from "../support/servers";
import { suite } from "../support/suite";

const missing = ["prometheus", "prometheus-node-exporter"].filter((program) => !isOnPath(program));
const interval = 1000;

const ruleFile = `groups:
  - name: watched
    interval: 1s
    rules:
      - alert: Level
        expr: watch_level > 5
        for: 4s
        labels:
          severity: '{{ if gt $value 8.0 }}critical{{ else }}warning{{ end }}'
          place: '{{ $labels.unit | toUpper }}-{{ $labels.job }}'
          nothing: '{{ "" }}'
        annotations:
          summary: 'Unit {{ $labels.unit }} is at {{ $value | humanize }} ({{ printf "%.2f" $value }})'
          share: '{{ $value | humanizePercentage }} of {{ .Labels.instance }}, {{ humanizeDuration $value }}'
      - alert: AtOnce
        expr: watch_level > 5
        annotations:
          summary: '{{ if eq $labels.unit "a" }}first{{ else }}{{ title $labels.unit }}{{ end }} {{ $labels.missing }}.'
      - alert: ValueInLabel
        expr: watch_level{unit="a"} > 5
        labels: { value: '{{ $value }}' }
      - alert: Kept
        expr: watch_level{unit="b"} > 5
        keep_firing_for: 6s
      - alert: NodeDown
        expr: up{job="node"} == 0
        for: 4s
        labels: { severity: critical }
        annotations: { summary: '{{ $labels.job }} is down' }
      - alert: Missing
        expr: absent(watch_level{unit="c"})
        labels: { unit: nobody }
      - alert: Ambiguous
        expr: watch_level * on() watch_level > 0
      - alert: Indistinct
        expr: watch_level > 5
        labels: { unit: same }
      - alert: BrokenTemplate
        expr: watch_level{unit="b"} > 5
        annotations: { summary: '{{ humanize "no number" }}' }
`;

interface SeenAlert {
  labels: Labels;
  annotations: Labels;
  state: string;
  activeAt: number;
  value: number;
}
/** By rule name: whether the rule could be evaluated, and its pending and firing alerts by labels. */
type View = Map<string, { isFailing: boolean; alerts: Map<string, SeenAlert> }>;

suite("rules evaluated by Prometheus and by us", missing, () => {
  const folder = mkdtempSync(join(tmpdir(), "watchdeck-rules-"));
  const running = new Set<RunningServer>();
  let exporter: RunningServer;
  let server: RunningServer;
  let source: PrometheusSource;
  let rules: Rules;
  let inbox: Inbox;

  async function start(starting: Promise<RunningServer>): Promise<RunningServer> {
    const started = await starting;
    running.add(started);
    return started;
  }

  /** Rewritten in one step, so that no scrape sees half of it. */
  function setLevels(levels: Record<string, number>): void {
    const lines = Object.entries(levels).map(([unit, level]) => `watch_level{unit="${unit}"} ${level}\n`);
    writeFileSync(join(folder, "levels.tmp"), `# TYPE watch_level gauge\n${lines.join("")}`);
    renameSync(join(folder, "levels.tmp"), join(folder, "levels.prom"));
  }

  beforeAll(async () => {
    setLevels({ a: 3, b: 3 });
    const levels = await start(startNodeExporter({ textfiles: folder }));
    exporter = await start(startNodeExporter());
    const scrape = { levels: `127.0.0.1:${levels.port}`, node: `127.0.0.1:${exporter.port}` };
    server = await start(startPrometheus({ scrape, rules: ruleFile }));
    source = await connectPrometheus({
      connection: connectionTo(server.url),
      readSecret: async () => undefined,
      clock: systemClock,
    });
    const ledger = createRecordingLedger();
    let list: readonly RuleFileEntry[] = [];
    inbox = createInbox({ ledger, clock: systemClock, log: createFakeLog() });
    rules = createRules({
      folder,
      loadList: () => list,
      saveList: async (next) => {
        list = next;
      },
      sources: { metrics: () => source, nameOf: () => "Test server" },
      languages: createRuleLanguages(() => "prometheus"),
      clock: systemClock,
      log: createFakeLog(),
      loadFolders: () => [],
      saveFolders: async () => undefined,
      store: createMemoryStore(),
      inbox,
      ledger,
      problems: { add: () => undefined },
    });
    await rules.start();
    await rules.load({ from: "text", name: "watched", text: ruleFile, source: "server" });
  });

  afterAll(async () => {
    await rules?.close();
    await source?.close();
    await Promise.all([...running].map((each) => each.stop()));
    rmSync(folder, { recursive: true, force: true });
  });

  async function theirs(): Promise<View> {
    const answer = await fetch(`${server.url}/api/v1/rules`);
    const { data } = (await answer.json()) as { data: { groups: { rules: ServerRule[] }[] } };
    return new Map(
      data.groups.flatMap((group) =>
        group.rules.map(({ name, health, alerts }) => [
          name,
          {
            isFailing: health === "err",
            alerts: byLabels(
              alerts.map(({ labels, annotations, state, activeAt, value }) => ({
                labels,
                annotations,
                state,
                activeAt: Date.parse(activeAt),
                value: Number(value),
              })),
            ),
          },
        ]),
      ),
    );
  }

  function ours(): View {
    const known = rules.snapshot().flatMap((file) => file.groups.flatMap((group) => group.rules));
    return new Map(
      known.map(({ id, name, error }) => [
        name,
        {
          isFailing: error !== undefined,
          alerts: byLabels(
            inbox
              .list()
              .filter(
                ({ origins, state }) =>
                  state !== "resolved" && origins.some((origin) => origin.kind === "rule" && origin.ruleId === id),
              )
              .map(({ labels, annotations, state, activeAt, value }) => ({
                labels,
                annotations,
                state,
                activeAt,
                value: Number(value),
              })),
          ),
        },
      ]),
    );
  }

  /** What can be compared exactly: everything but the times. */
  const inShort = (view: View) =>
    [...view].map(([name, { isFailing, alerts }]) => ({
      name,
      isFailing,
      alerts: [...alerts]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, { labels, annotations, state, value }]) => ({ labels, annotations, state, value })),
    }));

  /** Which rules fail, and the states of the others' alerts. */
  const states = (view: View) =>
    JSON.stringify(
      [...view].flatMap(([name, { isFailing, alerts }]) => {
        if (isFailing) return [`${name} fails`];
        return alerts.size > 0 ? [`${name}: ${[...alerts.values()].map(({ state }) => state).sort()}`] : [];
      }),
    );

  /**
   * Waits until the server says so, gives us some seconds more, and compares the whole. Every stage that passes by itself
   * lasts four seconds, so that a busy machine, where both come late, still sees both in it.
   */
  async function bothSay(...wanted: string[]): Promise<void> {
    const what = JSON.stringify(wanted);
    let last = "";
    await eventually(
      async () => {
        last = states(await theirs());
        return last === what || undefined;
      },
      `Prometheus says ${what}`,
      { limitMs: 15_000 },
    ).catch((error: Error) => {
      throw new Error(`${error.message}; it says ${last}`);
    });
    let [their, our] = [await theirs(), ours()];
    for (let tries = 0; tries < 100 && JSON.stringify(inShort(their)) !== JSON.stringify(inShort(our)); tries++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      [their, our] = [await theirs(), ours()];
    }
    expect(inShort(our)).toEqual(inShort(their));
    for (const [name, { alerts }] of their) {
      for (const [key, { activeAt }] of alerts) {
        const mine = our.get(name)?.alerts.get(key)?.activeAt ?? Number.NaN;
        expect(Math.abs(mine - activeAt), `${name} is active since the same time`).toBeLessThanOrEqual(2 * interval);
      }
    }
  }

  test("they know the same alerts at every stage", async () => {
    // Two series on both sides of a `*` are ambiguous from the beginning.
    await bothSay("Missing: firing", "Ambiguous fails");

    setLevels({ a: 9, b: 7 });
    const highAtOnce = ["AtOnce: firing,firing", "ValueInLabel: firing", "Kept: firing", "Missing: firing"];
    const failing = ["Ambiguous fails", "Indistinct fails"];
    await bothSay("Level: pending,pending", ...highAtOnce, ...failing, "BrokenTemplate: firing");
    await bothSay("Level: firing,firing", ...highAtOnce, ...failing, "BrokenTemplate: firing");

    // Of `a` the severity is another now, so it is another alert; `b` is well again, but is kept firing for a while.
    setLevels({ a: 6, b: 1, c: 0.123456789 });
    const stillHigh = ["AtOnce: firing", "ValueInLabel: firing"];
    await bothSay("Level: pending", ...stillHigh, "Kept: firing", "Ambiguous fails", "Indistinct: firing");
    await bothSay("Level: firing", ...stillHigh, "Ambiguous fails", "Indistinct: firing");

    await exporter.stop();
    running.delete(exporter);
    setLevels({ a: 1, b: 1, c: 1 });
    await bothSay("NodeDown: pending", "Ambiguous fails");
    await bothSay("NodeDown: firing", "Ambiguous fails");

    await start(startNodeExporter({ port: exporter.port }));
    setLevels({ a: 1 });
    await bothSay("Missing: firing", "Ambiguous: firing");
  });
});

interface ServerRule {
  name: string;
  health: string;
  alerts: { labels: Labels; annotations: Labels; state: string; activeAt: string; value: string }[];
}

const byLabels = (alerts: SeenAlert[]) => new Map(alerts.map((alert) => [labelsKey(alert.labels), alert]));

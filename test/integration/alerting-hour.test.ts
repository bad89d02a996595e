// An hour of alerting with its minutes as seconds: a real Prometheus evaluates a rule file over a scripted exporter, and afterwards
// our engine does the same over the same samples, at the very same instants. At every evaluation they must know the same alerts, in
// the same states, since the same time, under the same labels and with the same words, and have recorded the same values.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Labels, labelsKey } from "#shared/model/labels";
import { gauge } from "#shared/model/sample";
import { checkPromql } from "#shared/promql/parse";
import { hours } from "#shared/units/time";
import { createInbox } from "../../electron/engine/inbox/inbox";
import { createQueries } from "../../electron/engine/queries/queries";
import { createKeptStates } from "../../electron/engine/rules/kept-states";
import { createPace } from "../../electron/engine/rules/pace";
import { createRounds } from "../../electron/engine/rules/round";
import { hasErrors, parseRuleFile } from "../../electron/engine/rules/rule-file";
import { type RuleState, ruleStates } from "../../electron/engine/rules/rule-state";
import { createLocalSource } from "../../electron/engine/sources/local/index";
import { createEmbeddedStore } from "../../electron/engine/store/embedded-store";
import type { KeepRules } from "../../electron/engine/store/retention";
import { createFakeClock } from "../support/fake-clock";
import { createFakeLog } from "../support/fake-log";
import { isOnPath } from "../support/programs";
import { createRecordingLedger } from "../support/recording-ledger";
import { type ScriptedExporter, startScriptedExporter } from "../support/scripted-exporter";
import { prometheusVersion, type RunningServer, startPrometheus } from "../support/servers";
import { suite } from "../support/suite";

const minutes = 60;

/** What the world does, a minute a second. */
function script(minute: number): string {
  const lines: string[] = [`script_minute ${minute}`];
  const put = (name: string, value: number | string) => lines.push(`${name} ${value}`);
  // Two levels that rise and fall out of step; the second is away for a while, and there are three at times.
  put('level{unit="a"}', minute % 20 < 8 ? 9 : 3);
  if (minute < 30 || minute > 36) put('level{unit="b"}', minute % 13 < 5 ? 7.5 : 2);
  if (minute % 17 > 11) put('level{unit="c",zone="x y"}', 6 + (minute % 3) * 0.123456789);
  // One that flaps at every look, and one that is never there twice in a row.
  put("flapping", minute % 2);
  if (minute % 3 === 0) put("rare", 1);
  // A counter that is reset, and a value that is none.
  put("errors_total", minute < 25 ? minute * 3 : (minute - 25) * (minute > 40 ? 9 : 1));
  put("odd", minute % 10 < 3 ? "NaN" : minute % 10 < 5 ? "+Inf" : "1");
  return `${lines.join("\n")}\n`;
}

// All look half a second back: what was scraped then has been stored for certain, on both sides.
const lateMs = 700;
const late = `  - name: late
    interval: 1s
    query_offset: ${lateMs}ms
    rules:
      - record: evaluated:late
        expr: time()
      - alert: LevelLate
        expr: level > 5
        for: 3s
        annotations: { now: '{{ query "level offset 500ms" | len }}' }
`;

const isNew = Number(prometheusVersion()?.split(".")[0]) >= 3;
/** Labels of a group came with Prometheus 3, and `query_offset` shortly before. */
const ruleFile = `groups:
  - name: states
    interval: 1s
    rules:
      - record: evaluated
        expr: time()
      - alert: Level
        expr: level offset 500ms > 5
        for: 4s
        labels: { severity: '{{ if gt $value 8.0 }}critical{{ else }}warning{{ end }}', place: '{{ $labels.unit | toUpper }}' }
        annotations:
          summary: 'Unit {{ $labels.unit }} is at {{ $value | humanize }}, {{ printf "%.2f" $value }}, {{ $value | humanizePercentage }}'
      - alert: AtOnce
        expr: level offset 500ms > 5
        annotations: { zone: '{{ with $labels.zone }}in {{ . }}{{ else }}nowhere{{ end }}' }
      - alert: Kept
        expr: level{unit="b"} offset 500ms > 5
        keep_firing_for: 6s
      - alert: KeptAndLate
        expr: level{unit=~"a|b"} offset 500ms > 5
        for: 2s
        keep_firing_for: 3s
      - alert: Flapping
        expr: flapping offset 500ms == 1
        for: 2s
      - alert: FlappingKept
        expr: flapping offset 500ms == 1
        keep_firing_for: 2s
      - alert: Rare
        expr: rare offset 500ms
      - alert: Missing
        expr: absent(level{unit="b"} offset 500ms)
        for: 2s
        labels: { unit: nobody }
      - alert: Rate
        expr: rate(errors_total[5s] offset 500ms) > 2
        for: 3s
        annotations: { rate: '{{ $value }}' }
      - alert: ValueInLabel
        expr: level{unit="a"} offset 500ms > 5
        labels: { value: '{{ $value }}' }
      - alert: Odd
        expr: odd offset 500ms != 1
        annotations: { value: '{{ $value }} {{ humanize $value }} {{ humanizeDuration $value }}' }
      - alert: Ambiguous
        expr: level offset 500ms * on() level offset 500ms > 0
      - alert: Indistinct
        expr: level offset 500ms > 5
        labels: { unit: same, zone: same }
      - alert: Asks
        expr: count(level offset 500ms) > 1
        annotations:
          all: '{{ range query "sort(level offset 500ms)" }}{{ .Labels.unit }}={{ .Value }} {{ end }}'
          first: '{{ query "level offset 500ms > 100" | first | value }}'
  - name: chains
    interval: 1s
${isNew ? "    labels: { team: core }\n" : ""}    rules:
      - record: evaluated:chains
        expr: time()
      - record: unit:level:sum
        expr: sum by (unit) (level offset 500ms)
        labels: { kind: sum }
      - record: level:max
        expr: max(unit:level:sum)
      - alert: High
        expr: level:max > 8
        for: 3s
      - record: alerts:firing
        expr: count by (alertname) (ALERTS{alertname="High", alertstate="firing"})
      - alert: AlertOnAlert
        expr: alerts:firing > 0
  - name: limited
    interval: 1s
    limit: 2
    rules:
      - record: evaluated:limited
        expr: time()
      - alert: Few
        expr: level offset 500ms > 1
        for: 2s
${isNew ? late : ""}`;

interface Seen {
  labels: Labels;
  annotations: Labels;
  state: string;
  activeAt: number;
  value: string;
}
interface SeenRule {
  isFailing: boolean;
  alerts: Seen[];
}
/** By rule name. */
type View = Record<string, SeenRule>;

suite("an hour of alerting, evaluated by Prometheus and by us", isOnPath("prometheus") ? [] : ["prometheus"], () => {
  let exporter: ScriptedExporter;
  let server: RunningServer;
  const { groups, diagnostics } = parseRuleFile(ruleFile, { checkExpr: checkPromql });

  beforeAll(async () => {
    exporter = await startScriptedExporter(script);
    server = await startPrometheus({ scrape: { script: exporter.address }, rules: ruleFile });
  });
  afterAll(async () => {
    await server?.stop();
    await exporter?.stop();
  });

  async function query(expr: string): Promise<{ labels: Labels; points: [number, string][] }[]> {
    const answer = await fetch(`${server.url}/api/v1/query?query=${encodeURIComponent(expr)}`);
    const { data } = (await answer.json()) as { data: { result: { metric: Labels; values: [number, string][] }[] } };
    return data.result.map(({ metric, values }) => ({
      labels: metric,
      points: values.map(([time, value]) => [Math.round(time * 1000), value]),
    }));
  }

  /** What the server says of its rules, by group, at each of its evaluations that could be caught. */
  async function watchServer(until: number): Promise<Map<string, Map<number, View>>> {
    const seen = new Map<string, Map<number, View>>();
    while (Date.now() < until) {
      const answer = await fetch(`${server.url}/api/v1/rules`);
      const { data } = (await answer.json()) as { data: { groups: ServerGroup[] } };
      for (const { name, rules } of data.groups) {
        const at = seen.get(name) ?? new Map<number, View>();
        seen.set(name, at);
        const times = rules.map(({ lastEvaluation }) => Date.parse(lastEvaluation));
        // Taken while an evaluation runs, a view is of two instants.
        if (Math.max(...times) - Math.min(...times) < 400) at.set(Math.max(...times), viewOf(rules));
      }
      await new Promise((resolve) => setTimeout(resolve, 120));
    }
    return seen;
  }

  /** Our rules over the same samples: what they knew after each of the server's evaluations. */
  async function replay(
    evaluations: Map<string, number[]>,
  ): Promise<Map<string, Map<number, { view: View; written: string[] }>>> {
    const clock = createFakeClock();
    const log = createFakeLog();
    const keepRules = (): KeepRules => ({ keep: [hours(1), hours(1), hours(1)], mostBytes: 0 });
    const store = createEmbeddedStore({ clock, log, rules: keepRules, onRemark: () => undefined });
    const source = createLocalSource({ store, queries: createQueries({ store, clock }), clock, help: () => undefined });
    const ledger = createRecordingLedger();
    const inbox = createInbox({ ledger, clock, log });
    const sources = { metrics: () => source, nameOf: () => "this host" };
    const kept = createKeptStates({ ledger, log, problems: { add: () => undefined } });

    const scraped = await query('{job="script"}[10m]');
    const scrapes = scraped.find(({ labels }) => labels.__name__ === "script_minute")?.points.map(([time]) => time) ?? [];
    const valueAt = scraped.map(({ labels, points }) => ({ labels, at: new Map(points) }));
    const known = new Map<string, Map<number, { view: View; written: string[] }>>();
    const steps: { time: number; run: () => void | Promise<void> }[] = scrapes.map((time) => ({
      time,
      run() {
        const readings = valueAt.flatMap(({ labels: { __name__: name = "", ...labels }, at }) => {
          const value = at.get(time);
          return value === undefined ? [] : [gauge(name, Number(value.replace("Inf", "Infinity")), labels)];
        });
        store.append("scrape", time, readings);
      },
    }));
    for (const group of groups) {
      const home = { fileId: "hour", source: "local", group: group.name };
      const states = ruleStates(home, group);
      const runRound = createRounds({
        home,
        group,
        states,
        sources,
        store,
        inbox,
        kept,
        clock,
        log,
        pace: createPace(clock),
        deadline: 10_000,
      });
      const views = new Map<number, { view: View; written: string[] }>();
      known.set(group.name, views);
      for (const time of evaluations.get(group.name) ?? []) {
        const run = async () => {
          await runRound({ time, signal: new AbortController().signal, canResolve: true, onRule: () => undefined });
          views.set(time, { view: ourView(states), written: writtenBy(states) });
        };
        steps.push({ time, run });
      }
    }
    steps.sort((a, b) => a.time - b.time);
    for (const { time, run } of steps) {
      clock.stepWall(time);
      await run();
    }
    return known;
  }

  /** What the server's rules wrote, by the instant at which they did. */
  async function writtenByServer(group: string): Promise<Map<number, string[]>> {
    const rules = groups.find(({ name }) => name === group)?.rules ?? [];
    const alerts = rules.filter(({ kind }) => kind === "alerting").map(({ name }) => name);
    const recorded = rules.filter(({ kind }) => kind === "recording").map(({ name }) => name);
    const series = [
      ...(await query(`{__name__=~"${recorded.join("|")}"}[10m]`)),
      ...(await query(`{__name__=~"ALERTS|ALERTS_FOR_STATE", alertname=~"${alerts.join("|")}"}[10m]`)),
    ];
    const at = new Map<number, string[]>();
    for (const { labels, points } of series) {
      // What counts alerts has their names too.
      if (labels.__name__?.startsWith("alerts:") && !recorded.includes(labels.__name__)) continue;
      for (const [time, value] of points)
        at.set(time, [...(at.get(time) ?? []), `${labelsKey(labels)} ${Number(value.replace("Inf", "Infinity"))}`]);
    }
    return new Map([...at].map(([time, lines]) => [time, lines.sort()]));
  }

  test("both know the same at every evaluation", async () => {
    expect(hasErrors(diagnostics)).toBe(false);
    const seen = await watchServer(Date.now() + minutes * 1000);

    const evaluations = new Map<string, number[]>();
    for (const { name, rules, queryOffsetMs } of groups) {
      const [heartbeat] = await query(`${rules[0]?.name}[10m]`);
      evaluations.set(name, heartbeat?.points.map(([time]) => time + queryOffsetMs) ?? []);
    }
    const ours = await replay(evaluations);

    for (const [group, times] of evaluations) {
      expect(times.length, `evaluations of ${group}`).toBeGreaterThan(minutes - 10);
      const written = await writtenByServer(group);
      const offset = groups.find(({ name }) => name === group)?.queryOffsetMs ?? 0;
      // The server writes the series of alerts only after it has looked for states to restore, in its second evaluation.
      for (const time of times.slice(3)) {
        expect(ours.get(group)?.get(time)?.written, `${group} at ${place(time, times)}`).toEqual(
          written.get(time - offset) ?? [],
        );
      }
      let compared = 0;
      for (const [lastEvaluation, view] of seen.get(group) ?? []) {
        const time = times.findLast((each) => each <= lastEvaluation + 1);
        if (time === undefined || lastEvaluation - time > 500 || times.indexOf(time) === 0) continue;
        expect(ours.get(group)?.get(time)?.view, `${group} at ${place(time, times)}`).toEqual(view);
        compared++;
      }
      expect(compared, `views of ${group}`).toBeGreaterThan(times.length * 0.6);
    }
  });
});

interface ServerGroup {
  name: string;
  rules: {
    name: string;
    lastEvaluation: string;
    health: string;
    alerts?: { labels: Labels; annotations: Labels; state: string; activeAt: string; value: string }[];
  }[];
}

const place = (time: number, times: readonly number[]) => `evaluation ${times.indexOf(time)} of ${times.length}`;

const byLabels = (a: Seen, b: Seen) => (labelsKey(a.labels) < labelsKey(b.labels) ? -1 : 1);

const viewOf = (rules: ServerGroup["rules"]): View =>
  Object.fromEntries(
    rules.map(({ name, health, alerts = [] }) => [
      name,
      {
        isFailing: health === "err",
        alerts: alerts
          .map(({ labels, annotations, state, activeAt, value }) => ({
            labels,
            annotations,
            state,
            activeAt: Date.parse(activeAt),
            value: String(Number(value.replace("Inf", "Infinity"))),
          }))
          .sort(byLabels),
      },
    ]),
  );

const ourView = (states: readonly RuleState[]): View =>
  Object.fromEntries(
    states.map(({ rule, error, alerts }) => [
      rule.name,
      {
        isFailing: error !== undefined,
        alerts: [...alerts.values()]
          .filter(({ state }) => state !== "resolved")
          .map(({ labels, annotations, state, activeAt, value }) => ({
            labels,
            annotations,
            state,
            activeAt,
            value: String(value),
          }))
          .sort(byLabels),
      },
    ]),
  );

/** What the last round wrote: of a rule that failed nothing. */
const writtenBy = (states: readonly RuleState[]): string[] =>
  states
    .filter(({ error }) => error === undefined)
    .flatMap(({ written }) =>
      [...written.values()].map(({ name, labels, value }) => `${labelsKey({ __name__: name, ...labels })} ${value}`),
    )
    .sort();

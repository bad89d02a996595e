// Frames of the Alerts page with 10,000 alerts while it is scrolled and while its filter is typed, beside the same page with 100. A
// tenth of the alerts that are made up changes each second, as the engine's deltas do. The alerts come through a stand-in for the
// bridge; everything behind it is the real page in a real Chromium.
import { measured, watchFrames } from "./frames.mjs";
import { median, sleep } from "./measure.mjs";
import { preferences } from "./preferences.mjs";
import { withBrowser } from "./stand-in-dashboards.mjs";

const rounds = 3;
const viewport = { width: 1440, height: 900 };
const filters = ['severity="critical"', "disk", 'job=~"node.*", team!="db"'];

export async function run() {
  const what = "Alerts, 10,000 of them: frames a second while scrolling";
  const rows = await withBrowser(async (room) => {
    const figures = { scrolling: { 100: [], 10000: [] }, typing: { 100: [], 10000: [] } };
    let shown = 0;
    for (let round = 0; round < rounds; round++) {
      for (const count of [100, 10_000]) {
        const page = await openAlerts(room, { count });
        const scroll = () => page.evaluate(() => window.framesWhile((at) => window.scrollThrough(at), 4000));
        figures.scrolling[count].push(await measured(page, scroll));
        figures.typing[count].push(await measured(page, () => framesWhileTyping(page)));
        shown = Math.max(shown, await page.getByRole("row").count());
        await page.close();
      }
    }
    const dense = await rowsInSight(room);
    return [
      row(what, figures.scrolling, `; rows in the page: ${shown}`),
      row("Alerts, 10,000 of them: frames a second while the filter is typed", figures.typing, ""),
      {
        what: "Alerts in sight, compact, 1440 × 900",
        figure: String(dense),
        comparison: "wanted: 60",
        ratio: (dense / 60).toFixed(2),
      },
    ];
  });
  return rows ?? [{ what, figure: "not measured", comparison: "no Chromium here" }];
}

function row(what, { 100: few, 10000: many }, more) {
  const of = (measures, name) => median(measures.map((measure) => measure[name]));
  const longest = Math.max(...many.map((measure) => measure.longest));
  // On a machine that is busy with other things frames are late whatever the page does; its own work is not.
  const cpu = `main thread per frame: ${of(many, "cpuMs").toFixed(1)} ms of CPU time (100 of them: ${of(few, "cpuMs").toFixed(1)})`;
  return {
    what,
    figure: of(many, "rate").toFixed(1),
    comparison: `100 of them: ${of(few, "rate").toFixed(1)}`,
    ratio: (of(many, "rate") / of(few, "rate")).toFixed(2),
    note: `bar: 55. Longest frame ${longest.toFixed(0)} ms; ${cpu}${more}`,
  };
}

/** The page in front of the stand-in, with its first rows drawn. */
export async function openAlerts(
  { browser, serve },
  { count, density = "comfortable", theme = "dark", path = "/alerts", first = '[role="row"] b' },
) {
  const page = await browser.newPage({ viewport });
  await page.addInitScript(watchFrames, '[role="grid"]');
  await page.addInitScript(putStandInBridge, { count, preferences: { ...preferences, density, theme } });
  await page.goto(`${serve.url.split("#")[0]}#${path}`);
  await page.locator(first).first().waitFor();
  await sleep(1500);
  return page;
}

/** Each letter waits for the last one's frames, as fingers do. */
async function framesWhileTyping(page) {
  const input = page.getByRole("combobox", { name: "Filter" });
  await input.focus();
  const frames = page.evaluate(() => window.framesWhile(() => {}, 6000));
  for (const filter of filters) {
    for (const letter of filter) {
      await page.keyboard.type(letter);
      await sleep(60);
    }
    await input.fill("");
    await sleep(200);
  }
  return await frames;
}

/** How many alerts can be read at once in the compact list. */
async function rowsInSight(room) {
  const page = await openAlerts(room, { count: 200, density: "compact" });
  const inSight = await page.evaluate(() => {
    const cells = [...document.querySelectorAll('[role="gridcell"]')].filter((cell) => cell.querySelector("b"));
    const scroller = document.querySelector('[role="grid"]').getBoundingClientRect();
    return cells.filter((cell) => {
      const { top, bottom } = cell.getBoundingClientRect();
      return top >= scroller.top && bottom <= scroller.bottom + 0.5;
    }).length;
  });
  await page.close();
  return inSight;
}

/** Runs in the page, before its own code. */
function putStandInBridge({ count, preferences }) {
  const severities = ["critical", "warning", "warning", "info", "whatever"];
  const names = ["DiskFull", "HighLatency", "InstanceDown", "MemoryPressure", "CertificateExpires", "QueueGrows", "SlowQueries"];
  const started = Date.now();
  const rules = names.map((name, index) => ({
    ...{ id: `rule-${index}`, kind: "alerting", name, expr: `made_up_${index} > ${index * 10}`, forMs: 60_000, line: 3 + index },
    ...{ labels: {}, annotations: {}, state: "firing", evaluatedAt: started, evaluationMs: 1 },
  }));
  const alertOf = (index) => {
    const name = names[index % names.length];
    const state = index % 29 === 7 ? "pending" : index % 31 === 9 ? "resolved" : "firing";
    const instance = `node-${index % 500}:9100`;
    return {
      id: `alert-${index}`,
      name,
      source: "local",
      origins: [{ kind: "rule", ruleId: `rule-${index % names.length}` }],
      labels: {
        alertname: name,
        severity: severities[index % 5],
        instance,
        job: `node-${index % 7}`,
        team: ["web", "db", "ops"][index % 3],
      },
      annotations: {
        summary: `${name} on ${instance}: ${index % 100} of 100 in use`,
        runbook_url: "https://example.org/runbook",
      },
      state,
      value: String((index * 37) % 1000),
      activeAt: started - index * 5000,
      firedAt: state === "pending" ? undefined : started - index * 5000,
      resolvedAt: state === "resolved" ? started - index * 100 : undefined,
      ...(index % 41 === 3 && { unknown: "prod did not answer within 10 s" }),
      ...(index % 43 === 5 && {
        muted: { by: "silence", ids: ["s"], say: "silenced by dana: disk is being replaced", untilMs: started + 1_320_000 },
      }),
      ...(index % 47 === 6 && { acknowledged: { at: started, comment: "looking" } }),
      told: { at: started - index * 5000, isTold: index % 3 > 0, outcome: index % 3 > 0 ? "notified" : "quiet hours" },
    };
  };
  const alerts = Array.from({ length: count }, (_, index) => alertOf(index));
  const bandsOf = (id, fromMs, toMs) => {
    const part = (toMs - fromMs) / 10;
    const states = [
      "unobserved",
      "inactive",
      "inactive",
      "pending",
      "firing",
      "inactive",
      "unknown",
      "inactive",
      "pending",
      "firing",
    ];
    return {
      id,
      bands: states.map((state, index) => ({ state, fromMs: fromMs + index * part, toMs: fromMs + (index + 1) * part })),
      ...{ fired: 4, acknowledged: 3, medianFiringMs: 360_000 },
    };
  };
  const ledger = (alertId) =>
    [
      ...[{ at: started, kind: "not-notified", text: "sent 46 s ago", why: "dedup", receiver: "This computer" }],
      ...[{ at: started - 46_000, kind: "notified", text: "native notification shown", receiver: "This computer", together: 3 }],
      ...[{ at: started - 56_000, kind: "firing", text: "after 2 m" }],
      ...[{ at: started - 176_000, kind: "pending", text: "86.4" }],
    ].map((entry) => ({ alertId: alertId ?? "alert-0", alertName: "DiskFull", ...entry }));
  const end = {
    ...{ path: [0], receiver: "This computer", groupLabels: { alertname: "DiskFull" }, groupKey: '{}/{}:{alertname="DiskFull"}' },
    ...{ groupWaitMs: 10_000, groupIntervalMs: 60_000, repeatIntervalMs: 14_400_000 },
  };
  const file = {
    id: "f",
    name: "made-up.yml",
    path: "/etc/made-up.yml",
    source: "local",
    origin: "file",
    enabled: true,
    diagnostics: [],
  };
  const answers = {
    "settings.get": () => preferences,
    "problems.list": () => ({ problems: [] }),
    "connections.list": () => ({ connections: [] }),
    "alerts.snapshot": () => ({
      files: [{ ...file, groups: [{ name: "made up", intervalMs: 15_000, rules }] }],
      evaluatedAt: started,
    }),
    "alerts.summary": () => ({
      ...{ critical: 2, warning: 3, info: 1, none: 0, pending: 1, muted: 1, unknown: 1, rules: rules.length },
      ...{ evaluatedAt: Date.now() - 4000, evaluationMs: 12 },
    }),
    "alerts.bands": ({ ids, fromMs, toMs }) => ({ alerts: ids.map((id) => bandsOf(id, fromMs, toMs)) }),
    "alerts.get": ({ id }) => {
      const alert = alerts.find((each) => each.id === id);
      return alert && { alert };
    },
    "alerts.ledger": ({ alertId }) => ({ entries: ledger(alertId) }),
    "routing.simulate": () => ({ steps: [], ends: [end] }),
    "routing.groups": () => ({
      groups: [
        {
          ...{ groupKey: end.groupKey, receiver: end.receiver, labels: end.groupLabels, firing: 4, nextAt: Date.now() + 40_000 },
          alertIds: ["alert-0", "alert-7"],
          lastSentAt: started,
        },
      ],
    }),
    "query.range": ({ startMs, endMs, stepMs }) => {
      const times = Float64Array.from(
        { length: Math.floor((endMs - startMs) / stepMs) + 1 },
        (_, index) => startMs + index * stepMs,
      );
      return {
        series: [{ labels: { instance: "node-0:9100" }, times, values: times.map((_, index) => 5 + 4 * Math.sin(index / 20)) }],
        ...{ warnings: [], infos: [], tookMs: 3 },
      };
    },
  };
  const failure = { kind: "refused", say: "The stand-in does not answer this.", retry: false };
  window.bridge = {
    call(name, input) {
      const value = Object.hasOwn(answers, name) ? answers[name](input) : undefined;
      return { reply: Promise.resolve(value ? { ok: true, value } : { ok: false, failure }), cancel() {} };
    },
    listen: () => () => {},
    onLink(onState) {
      onState("connected");
      return () => {};
    },
    open(name, _input, _credit, onFrame) {
      if (name !== "alerts.watch") return { grant() {}, close() {} };
      setTimeout(() => onFrame({ isWhole: true, changed: structuredClone(alerts), removed: [] }));
      let turn = 0;
      const timer = setInterval(() => {
        turn++;
        const changed = alerts.filter((_, index) => index % 10 === turn % 10).map((alert) => ({ ...alert, value: String(turn) }));
        onFrame({ isWhole: false, changed, removed: [] });
      }, 1000);
      return { grant() {}, close: () => clearInterval(timer) };
    },
  };
}

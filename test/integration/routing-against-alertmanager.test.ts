// Our routing beside the real Alertmanager's, over the same random trees, alerts, inhibition rules and silences: who is told of
// what, as part of which group, and what is held back by what. WATCHDECK_SEED=random looks further than the usual seed.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fingerprintOf } from "#shared/alerting/fingerprint";
import { createInhibitor } from "#shared/alerting/inhibition";
import { compileMatchers, formatMatchers, labelOf, matchEverything, parseMatchers } from "#shared/alerting/matchers";
import { endsOf, groupKeyOf, groupLabelsOf, resolveRoutes } from "#shared/alerting/route";
import type { Labels } from "#shared/model/labels";
import type { Matcher } from "#shared/model/matcher";
import type { InhibitRule, RoutingConfig } from "#shared/model/routing";
import { systemClock } from "../../electron/engine/clock";
import { alertmanagerYaml } from "../support/alertmanager-yaml";
import { eventually } from "../support/eventually";
import { isOnPath } from "../support/programs";
import { chooseSeed, createRandom } from "../support/random-numbers";
import { randomInhibitRule, randomLabels, randomMatchers, randomRoute } from "../support/random-routing";
import { is, route, routing, startRig } from "../support/routing";
import { alertmanagerProgram, type RunningServer, startAlertmanager } from "../support/servers";
import { suite } from "../support/suite";

const seed = chooseSeed();
/** Since 0.27 there are two syntaxes of matchers, and much was rewritten. */
const isModern = (() => {
  const { stdout } = spawnSync(alertmanagerProgram ?? "alertmanager", ["--version"], { encoding: "utf8" });
  const [, major = "0", minor = "0"] = /version (\d+)\.(\d+)/.exec(stdout ?? "") ?? [];
  return Number(major) > 0 || Number(minor) >= 27;
})();
const receivers = ["main", "web", "db", "pager"];
const trees = 12;
const alertsEach = 120;

interface ApiAlert {
  labels: Labels;
  fingerprint: string;
  receivers: { name: string }[];
  status: { silencedBy: string[]; inhibitedBy: string[]; state: string };
}

const post = async (url: string, body: unknown): Promise<string> => {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${text}`);
  return text;
};

const byKey = <T>(list: readonly T[], key: (one: T) => string): Map<string, T> => new Map(list.map((one) => [key(one), one]));

suite("routing beside Alertmanager", alertmanagerProgram === undefined ? ["alertmanager"] : [], () => {
  test.each(Array.from({ length: trees }, (_, index) => index))(
    `random tree %i of seed ${seed}: receivers, groups, silences and inhibition are the same`,
    async (index) => {
      const random = createRandom(seed + index);
      const config = routing(randomRoute(random, receivers), {
        inhibitRules: Array.from({ length: random.whole(0, 4) }, () => randomInhibitRule(random)),
      });
      const alerts = [
        ...byKey(
          Array.from({ length: alertsEach }, () => randomLabels(random)),
          fingerprintOf,
        ).values(),
      ];
      const silences = Array.from({ length: 4 }, () => randomMatchers(random, 1)).filter(
        (matchers) => !matchEverything(matchers),
      );
      const server = await startAlertmanager({ config: alertmanagerYaml(config, receivers) });
      try {
        const [theirs, silenceIds] = await playTo(server, alerts, silences);
        expect(theirs.size).toBe(alerts.length);
        const ours = play(config, alerts, silences, silenceIds);
        for (const [fingerprint, alert] of theirs) {
          const { receivers: told, status } = alert;
          const mine = ours.get(fingerprint);
          // Theirs names one of the alerts that inhibit, whichever it found first.
          const inhibitedBy = status.inhibitedBy.every((id) => mine?.inhibitedBy.includes(id)) && status.inhibitedBy.length > 0;
          const seen = {
            receivers: [...new Set(told.map(({ name }) => name))].sort(),
            silencedBy: [...status.silencedBy].sort(),
            inhibitedBy,
          };
          expect({ labels: alert.labels, ...seen }).toEqual({
            labels: alert.labels,
            receivers: mine?.receivers,
            silencedBy: mine?.silencedBy,
            inhibitedBy: isModern && mine?.isDisputed ? inhibitedBy : (mine?.inhibitedBy.length ?? 0) > 0,
          });
        }
        const groups = (await (await fetch(`${server.url}/api/v2/alerts/groups`)).json()) as {
          labels: Labels;
          receiver: { name: string };
          alerts: ApiAlert[];
        }[];
        const theirGroups = groups.map(({ labels, receiver, alerts: held }) =>
          groupText(
            receiver.name,
            labels,
            held.map((one) => one.fingerprint),
          ),
        );
        // Older ones take an empty group_by for none, and group by what the route above says.
        if (isModern) expect(ourGroups(config, alerts)).toEqual([...new Set(theirGroups)].sort());
      } finally {
        await server.stop();
      }
    },
  );
});

async function playTo(
  server: RunningServer,
  alerts: readonly Labels[],
  silences: readonly Matcher[][],
): Promise<[Map<string, ApiAlert>, string[]]> {
  const api = `${server.url}/api/v2`;
  const ids: string[] = [];
  for (const matchers of silences) {
    const times = { startsAt: new Date(Date.now() - 1000).toISOString(), endsAt: new Date(Date.now() + 3_600_000).toISOString() };
    const body = { matchers, ...times, createdBy: "test", comment: "test" };
    ids.push((JSON.parse(await post(`${api}/silences`, body)) as { silenceID: string }).silenceID);
  }
  await post(
    `${api}/alerts`,
    alerts.map((labels) => ({ labels })),
  );
  // An alert is in the list before the dispatcher and the inhibitor have heard of it.
  const read = async () => (await (await fetch(`${api}/alerts`)).json()) as ApiAlert[];
  let before = "";
  const settled = await eventually(
    async () => {
      const list = await read();
      const now = JSON.stringify(
        list.map(({ fingerprint, status }) => [fingerprint, status.silencedBy, status.inhibitedBy.length > 0]),
      );
      const isSettled = now === before && list.length === alerts.length;
      before = now;
      return isSettled ? list : undefined;
    },
    "Alertmanager has taken up all alerts",
    { everyMs: 400 },
  );
  return [byKey(settled, ({ fingerprint }) => fingerprint), ids];
}

function play(config: RoutingConfig, alerts: readonly Labels[], silences: readonly Matcher[][], silenceIds: readonly string[]) {
  const root = resolveRoutes(config.route);
  const inhibitor = createInhibitor(config.inhibitRules);
  for (const labels of alerts) inhibitor.setSource(fingerprintOf(labels), labels);
  const silencing = silences.map(compileMatchers);
  return new Map(
    alerts.map((labels) => [
      fingerprintOf(labels),
      {
        isDisputed: isDisputed(labels, config.inhibitRules, alerts),
        receivers: [...new Set(endsOf(root, labels).map(({ receiver }) => receiver))].sort(),
        silencedBy: silenceIds.filter((_, index) => silencing[index]?.(labels)).sort(),
        inhibitedBy: inhibitor.inhibitedBy(labels),
      },
    ]),
  );
}

/**
 * Newer ones remember a single source for each set of equal labels. Where that one and the target both fit both sides, they
 * overlook the other sources, or not, as the alerts happened to come.
 */
function isDisputed(labels: Labels, rules: readonly InhibitRule[], alerts: readonly Labels[]): boolean {
  return rules.some(({ sourceMatchers, targetMatchers, equal }) => {
    const isBoth = compileMatchers([...sourceMatchers, ...targetMatchers]);
    const isEqual = (other: Labels) => equal.every((name) => labelOf(other, name) === labelOf(labels, name));
    return isBoth(labels) && alerts.some((other) => isBoth(other) && isEqual(other));
  });
}

const groupText = (receiver: string, labels: Labels, fingerprints: readonly string[]) =>
  JSON.stringify([receiver, Object.entries(labels).sort(), [...fingerprints].sort()]);

/** By receiver and labels: of two nodes with the same ones their API shows the alerts of both. */
function ourGroups(config: RoutingConfig, alerts: readonly Labels[]): string[] {
  const root = resolveRoutes(config.route);
  const groups = new Map<string, { receiver: string; labels: Labels; ids: Set<string> }>();
  for (const labels of alerts) {
    for (const end of endsOf(root, labels)) {
      const groupLabels = groupLabelsOf(end, labels);
      const key = `${end.path.join("/")} ${groupKeyOf(end, groupLabels)}`;
      const group = groups.get(key) ?? { receiver: end.receiver, labels: groupLabels, ids: new Set() };
      group.ids.add(fingerprintOf(labels));
      groups.set(key, group);
    }
  }
  return [...new Set([...groups.values()].map(({ receiver, labels, ids }) => groupText(receiver, labels, [...ids])))].sort();
}

suite("matchers beside amtool", isOnPath("amtool") && isModern ? [] : ["amtool 0.27 or newer"], () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "watchdeck-matchers-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** What amtool reads of one entry of `matchers`, as it prints it; undefined where it refuses. */
  function readByAmtool(text: string): string | undefined {
    const path = join(folder, "am.yml");
    const config = { route: { receiver: "a", routes: [{ matchers: [text] }] }, receivers: [{ name: "a" }] };
    writeFileSync(path, JSON.stringify(config));
    const { stdout, status } = spawnSync("amtool", ["config", "routes", "show", `--config.file=${path}`], { encoding: "utf8" });
    const found = /── (.*) {2}receiver: a\n$/m.exec(stdout.trimEnd().concat("\n"));
    if (status !== 0 || !found) return undefined;
    // That is what it calls a route without matchers.
    return found[1] === "default-route" ? "{}" : found[1];
  }

  const texts = [
    ...["a=b", "a = b", '{a="b"}', "a=b,c!=d", "a=~b.*,c!~d", "{a=b", "a=b}", "a=b,", ",a=b", "a=", 'a=""', "a==b", "a=~=b"],
    ...["a=b c", "a=b=c", "a", "=b", "a!b", "a=~(", 'a=~"["', "a=~b{2}", "a:b=c", "_a=b", "1a=b", "a-b=c", '"a b"=c'],
    ...[
      '"a"="b"',
      'a="b"c',
      'a="b',
      'a=b"',
      'a="x\\ny"',
      'a="\\t"',
      'a="\\x41"',
      'a="\\u00e9"',
      'a="\\q"',
      "a=\\n",
      "a=x\\",
      'a="x\\\\"',
    ],
    ...["a='b'", "a=`b`", "größe=x", 'a="größe"', 'a=x,"b c"=d', 'a="x,y=z"', 'a="{}"', "a={}", "a={b}", "{a={b}}", "a=b,,c=d"],
    ...[
      "a=b , c=d ",
      " {a=b} ",
      '{"a"="b",}',
      "{,}",
      "{",
      "a\t=\tb",
      'a!="b"',
      'a!~"b|c"',
      'a="b" c="d"',
      "a=~\\d+",
      'a=~"\\\\d+"',
      'a=~"\\d+"',
    ],
    ...['a="\\""', 'a=\\"', 'a=b\\"c', "a=b#c", "a=é,b=ü", "a=~.*,b=~.+", "a.b=c", "a/b=c", '"a\\"b"=c', '"a=b"="c"', "'a'=b"],
  ];

  test.each(texts)("%j is read alike", (text) => {
    const theirs = readByAmtool(text);
    const ours = parseMatchers(text);
    const sorted = ours.ok
      ? formatMatchers(resolveRoutes(route({ routes: [route({ matchers: ours.matchers })] })).routes[0]?.matchers ?? [])
      : undefined;
    expect(sorted).toBe(theirs);
  });
});

suite("the timeline beside Alertmanager", alertmanagerProgram === undefined ? ["alertmanager"] : [], () => {
  let hook: Server;
  let url: string;
  const theirs: { t: number; path: string; body: WebhookBody }[] = [];
  let began = 0;

  interface WebhookBody {
    status: string;
    groupKey: string;
    alerts: { labels: Labels; status: string; fingerprint: string }[];
  }

  beforeAll(async () => {
    hook = createServer((request, response) => {
      let text = "";
      request.on("data", (part) => {
        text += part;
      });
      request.on("end", () => {
        theirs.push({ t: Date.now() - began, path: request.url?.slice(1) ?? "", body: JSON.parse(text) as WebhookBody });
        response.end();
      });
    });
    await new Promise<void>((resolve) => hook.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(hook.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => hook.close(resolve)));

  // Lines are seconds:
  //   0 fire a, b1, c (inhibits d), d, e (silenced) · 1 resolve a · 3 fire b2 · 4 resolve c · 7 expire the silence · 9 resolve b1, b2
  const config = routing(
    {
      groupBy: ["alertname"],
      groupWaitMs: 2000,
      groupIntervalMs: 3000,
      repeatIntervalMs: 10_000,
      routes: [
        route({ matchers: [is("team", "web")], receiver: "web", continue: true }),
        route({ matchers: [is("team", "web")] }),
      ],
    },
    {
      inhibitRules: [
        { sourceMatchers: [is("severity", "critical")], targetMatchers: [is("severity", "warning")], equal: ["team"] },
      ],
    },
  );
  const a = { alertname: "a" };
  const b1 = { alertname: "b", instance: "1" };
  const b2 = { alertname: "b", instance: "2" };
  const c = { alertname: "c", severity: "critical", team: "web" };
  const d = { alertname: "d", severity: "warning", team: "web" };
  const e = { alertname: "e" };

  test("the same webhooks come at the same times, with the same groups and alerts", async () => {
    const server = await startAlertmanager({ config: alertmanagerYaml(config, ["main", "web"], url) });
    const rig = await startRig({ config, receivers: { main: [{}], web: [{}] }, clock: realClock() });
    const api = `${server.url}/api/v2`;
    const send = (labels: Labels[], isOver = false) =>
      post(
        `${api}/alerts`,
        labels.map((one) => ({ labels: one, ...(isOver && { endsAt: new Date().toISOString() }) })),
      );
    const both = async (labels: Labels[], isOver = false) => {
      const told = send(labels, isOver);
      await (isOver ? rig.resolve(labels) : rig.fire(labels));
      await told;
    };
    const at = (seconds: number) => new Promise((resolve) => setTimeout(resolve, began + seconds * 1000 - Date.now()));
    try {
      const draft = {
        matchers: [is("alertname", "e")],
        startsAt: Date.now() - 1,
        endsAt: Date.now() + 3_600_000,
        createdBy: "t",
        comment: "t",
      };
      const times = { startsAt: new Date(draft.startsAt).toISOString(), endsAt: new Date(draft.endsAt).toISOString() };
      const { silenceID } = JSON.parse(await post(`${api}/silences`, { ...draft, ...times })) as { silenceID: string };
      const silence = await rig.router.silences.save({ ...draft, home: "local" });
      began = Date.now();
      await both([a, b1, c, d, e]);
      await at(1);
      await both([a], true);
      await at(3);
      await both([b2]);
      await at(4);
      await both([c], true);
      await at(7);
      await fetch(`${api}/silence/${silenceID}`, { method: "DELETE" });
      await rig.router.silences.expire("local", silence.id);
      await at(9);
      await both([b1, b2], true);
      await at(14);
      const ours = rig.sent.map(({ notification, integration }) => ({
        second: Math.round((notification.at - began) / 1000),
        path: integration,
        status: notification.status,
        groupKey: notification.groupKey,
        alerts: notification.alerts.map(({ fingerprint, status }) => `${fingerprint} ${status}`),
      }));
      const seen = theirs.map(({ t, path, body }) => ({
        second: Math.round(t / 1000),
        path,
        status: body.status,
        groupKey: body.groupKey,
        alerts: body.alerts.map(({ fingerprint, status }) => `${fingerprint} ${status}`),
      }));
      expect(inOrder(ours)).toEqual(inOrder(seen));
      expect(ours.length).toBeGreaterThan(8);
    } finally {
      rig.close();
      await server.stop();
    }
  });

  const inOrder = <T>(list: readonly T[]) => list.map((one) => JSON.stringify(one)).sort();

  /** The rig's clock is turned by a test; here it is the real one. */
  const realClock = () => ({ ...systemClock, advance: () => Promise.resolve(), stepWall: () => undefined, pendingTimers: 0 });
});

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import type { LedgerEntry } from "#shared/contract/alerts";
import type { Labels } from "#shared/model/labels";
import type { DeliveryOutcome } from "../../../../electron/engine/receivers/integrations";
import { settle } from "../../../support/fake-clock";
import { fits, is, type Rig, type RigOptions, route, routing, startRig } from "../../../support/routing";

const rigs: Rig[] = [];

async function start(options: RigOptions = {}): Promise<Rig> {
  const rig = await startRig({ config: plain, ...options });
  rigs.push(rig);
  return rig;
}

afterEach(() => {
  for (const rig of rigs.splice(0)) rig.close();
});

const plain = routing({ groupBy: ["alertname"], groupWaitMs: 10_000, groupIntervalMs: 60_000, repeatIntervalMs: 4 * 3_600_000 });
const a1 = { alertname: "A", instance: "1" };
const a2 = { alertname: "A", instance: "2" };
const b1 = { alertname: "B", instance: "1" };

const said = ({ sent }: Rig) =>
  sent.map(({ t, integration, notification: { reason, alerts } }) =>
    [t, integration, reason, alerts.map(({ labels, status }) => `${labels.instance ?? ""} ${status}`).join(", ")].join(" | "),
  );

async function history(rig: Rig, labels: Labels): Promise<string[]> {
  const { entries } = await rig.ledger.list({ alertId: rig.idOf(labels), limit: 100 });
  const isTelling = ({ kind }: LedgerEntry) => kind === "notified" || kind === "not-notified";
  return entries
    .filter(isTelling)
    .reverse()
    .map(({ kind, why, text }) => `${kind}${why === undefined ? "" : ` (${why})`}: ${text}`);
}

const until = (rig: Rig, ms: number) => ({
  startsAt: rig.clock.now(),
  endsAt: rig.clock.now() + ms,
  createdBy: "dana",
  comment: "disk swap",
});

describe("what is told", () => {
  test("alerts of one group are told together, once, with what they have in common", async () => {
    const rig = await start();
    await rig.fire([a1], { annotations: { summary: "full", runbook: "x" } });
    await rig.clock.advance(5000);
    await rig.fire([a2], { annotations: { summary: "full" } });
    await rig.clock.advance(600_000);
    expect(said(rig)).toEqual(["10 | main | first notification | 1 firing, 2 firing"]);
    expect(rig.sent[0]?.notification).toMatchObject({
      receiver: "main",
      groupKey: '{}:{alertname="A"}',
      groupLabels: { alertname: "A" },
      commonLabels: { alertname: "A" },
      commonAnnotations: { summary: "full" },
      status: "firing",
      alerts: [{ id: rig.idOf(a1), fingerprint: rig.idOf(a1) }, { id: rig.idOf(a2) }],
    });
    expect(rig.inbox.get(rig.idOf(a1))?.told).toMatchObject({ isTold: true, outcome: "grouped with 1" });
  });

  test("an alert that has waited elsewhere brings its whole group forward", async () => {
    const rig = await start();
    await rig.fire([a1]);
    await rig.clock.advance(2000);
    await rig.fire([a2], { startsAt: rig.clock.now() - 60_000 });
    await rig.clock.advance(60_000);
    expect(said(rig)).toEqual(["2 | main | first notification | 1 firing, 2 firing"]);
  });

  test("an alert that fires again while its end is told stays", async () => {
    const rig = await start();
    await rig.fire([a1]);
    await rig.clock.advance(10_000);
    await rig.resolve([a1]);
    let arrive: (outcome: DeliveryOutcome) => void = () => undefined;
    rig.answer("main", () => new Promise((resolve) => (arrive = resolve)));
    await rig.clock.advance(60_000);
    await rig.fire([a1]);
    arrive({ kind: "sent", say: "" });
    rig.answer("main", () => Promise.resolve({ kind: "sent", say: "" }));
    await rig.clock.advance(60_000);
    expect(said(rig)).toEqual([
      "10 | main | first notification | 1 firing",
      "70 | main | all alerts resolved | 1 resolved",
      "130 | main | first notification | 1 firing",
    ]);
  });

  test("an alert whose state nobody knows stays as it was", async () => {
    const rig = await start();
    await rig.fire([a1]);
    await rig.clock.advance(10_000);
    await rig.fire([a1], { startsAt: rig.clock.now() - 10_000, unknown: "prod is silent" });
    await rig.clock.advance(600_000);
    expect(said(rig)).toEqual(["10 | main | first notification | 1 firing"]);
  });

  test("what is gone with its rule is over to those who heard of it, and to nobody else", async () => {
    const rig = await start();
    await rig.fire([a1, b1]);
    await rig.clock.advance(9000);
    await rig.drop([b1]);
    await rig.clock.advance(2000);
    await rig.drop([a1]);
    await rig.clock.advance(60_000);
    expect(said(rig)).toEqual(["10 | main | first notification | 1 firing", "70 | main | all alerts resolved | 1 resolved"]);
    expect(rig.router.groups()).toEqual([]);
  });

  test("two receivers by continue are each told, and one failing does not keep the other waiting", async () => {
    const rig = await start({
      receivers: { main: [{}], pager: [{}] },
      config: routing({ ...plain.route, routes: [route({ receiver: "pager", continue: true }), route({ receiver: "main" })] }),
    });
    rig.answer("pager", () => Promise.resolve({ kind: "failed", say: "503" }));
    await rig.fire([a1]);
    await rig.clock.advance(10_000);
    expect(said(rig)).toEqual(["10 | main | first notification | 1 firing"]);
    rig.answer("pager", () => Promise.resolve({ kind: "sent", say: "HTTP 202" }));
    await rig.clock.advance(60_000);
    expect(said(rig)).toEqual(["10 | main | first notification | 1 firing", "70 | pager | first notification | 1 firing"]);
    expect(await history(rig, a1)).toEqual([
      "notified: told by main",
      "not-notified (failed): pager: 503",
      "not-notified (dedup): main: told already, and told again every 4h while it fires",
      "notified: told by pager: HTTP 202",
    ]);
  });

  test("a delivery that hangs is ended when its group is due again, and begun anew under the same id", async () => {
    const rig = await start();
    const ids: string[] = [];
    rig.answer("main", (notification, signal) => {
      ids.push(notification.id);
      return new Promise((resolve) =>
        signal.addEventListener("abort", () => resolve({ kind: "failed", say: "no answer" }), { once: true }),
      );
    });
    await rig.fire([a1]);
    await rig.clock.advance(70_000);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    expect(rig.log.lines).toEqual([]);
  });

  test("what was held back counts as told, with the reason it was held for", async () => {
    const rig = await start();
    rig.answer("main", () => Promise.resolve({ kind: "held", why: "do-not-disturb", say: "quiet hours" }));
    await rig.fire([a1]);
    await rig.clock.advance(600_000);
    expect(await history(rig, a1)).toEqual(["not-notified (do-not-disturb): main: quiet hours"]);
    expect(rig.inbox.get(rig.idOf(a1))?.told).toMatchObject({ isTold: false, outcome: "quiet hours" });
  });

  test("an alert over before its group was looked at is told to nobody, and the ledger says why", async () => {
    const rig = await start();
    await rig.fire([a1]);
    await rig.clock.advance(5000);
    await rig.resolve([a1]);
    await rig.clock.advance(600_000);
    expect(said(rig)).toEqual([]);
    expect(await history(rig, a1)).toEqual(["not-notified (dedup): main: it was over before anybody was told that it had begun"]);
  });

  test("a receiver that is not there is a reason too", async () => {
    const rig = await start({ receivers: {} });
    await rig.fire([a1]);
    await rig.clock.advance(600_000);
    expect(await history(rig, a1)).toEqual(['not-notified (no-receiver): there is no receiver "main"']);
  });

  test("where an alert comes from can be matched and is not sent", async () => {
    const rig = await start({
      receivers: { main: [{}], here: [{}] },
      config: routing({
        ...plain.route,
        groupBy: ["..."],
        routes: [route({ receiver: "here", matchers: [is("__source__", "this host"), is("__origin__", "rule")] })],
      }),
    });
    await rig.fire([a1]);
    await rig.clock.advance(10_000);
    expect(rig.sent[0]).toMatchObject({ integration: "here", notification: { groupLabels: a1, commonLabels: a1 } });
  });
});

describe("what is muted", () => {
  test("a silence hides at once, and what it hid is told when it ends", async () => {
    const rig = await start();
    await rig.fire([a1]);
    const silence = await rig.router.silences.save({ home: "local", matchers: [is("alertname", "A")], ...until(rig, 100_000) });
    await settle();
    expect(silence.hides).toBe(1);
    expect(rig.inbox.get(rig.idOf(a1))?.muted).toEqual({
      by: "silence",
      ids: [silence.id],
      say: "silenced by dana: disk swap",
      untilMs: silence.endsAt,
    });
    await rig.clock.advance(100_001);
    expect(rig.inbox.get(rig.idOf(a1))?.muted).toBeUndefined();
    await rig.clock.advance(60_000);
    expect(said(rig)).toEqual(["130 | main | first notification | 1 firing"]);
    expect(await history(rig, a1)).toEqual(["not-notified (silence): silenced by dana: disk swap", "notified: told by main"]);
  });

  test("a silence that hides an alert a second time is a reason a second time", async () => {
    const rig = await start();
    await rig.router.silences.save({ home: "local", matchers: [is("alertname", "A")], ...until(rig, 3_600_000) });
    for (const _ of [1, 2]) {
      await rig.fire([a1]);
      await rig.clock.advance(130_000);
      await rig.resolve([a1]);
      await rig.clock.advance(60_000);
    }
    const reason = "not-notified (silence): silenced by dana: disk swap";
    expect(await history(rig, a1)).toEqual([reason, reason]);
  });

  test("an alert that ended while it was silenced is news when it fires again", async () => {
    const rig = await start();
    await rig.fire([a1]);
    await rig.clock.advance(20_000);
    await rig.router.silences.save({ home: "local", matchers: [is("alertname", "A")], ...until(rig, 100_000) });
    await rig.resolve([a1]);
    await rig.clock.advance(200_000);
    await rig.fire([a1]);
    await rig.clock.advance(20_000);
    expect(said(rig)).toEqual(["10 | main | first notification | 1 firing", "230 | main | first notification | 1 firing"]);
  });

  test("acknowledging keeps quiet while it fires; its end is told", async () => {
    const rig = await start();
    await rig.fire([a1]);
    await rig.clock.advance(10_000);
    rig.inbox.acknowledge([rig.idOf(a1)], { at: rig.clock.now(), comment: "on it" });
    await settle();
    expect(rig.inbox.get(rig.idOf(a1))?.muted).toMatchObject({ by: "acknowledged", say: "acknowledged: on it" });
    await rig.clock.advance(5 * 3_600_000);
    await rig.resolve([a1]);
    await rig.clock.advance(60_000);
    expect(said(rig).map((line) => line.split(" | ")[2])).toEqual(["first notification", "all alerts resolved"]);
  });

  test("the end of an acknowledged alert whose rule is removed is told too", async () => {
    const rig = await start();
    await rig.fire([a1]);
    await rig.clock.advance(10_000);
    rig.inbox.acknowledge([rig.idOf(a1)], { at: rig.clock.now(), comment: "" });
    await rig.drop([a1]);
    await rig.clock.advance(60_000);
    expect(said(rig).slice(1)).toEqual(["70 | main | all alerts resolved | 1 resolved"]);
  });

  test("inhibition holds targets back for as long as their source fires", async () => {
    const rig = await start({
      config: {
        ...plain,
        inhibitRules: [{ sourceMatchers: [is("alertname", "B")], targetMatchers: [is("alertname", "A")], equal: ["instance"] }],
      },
    });
    await rig.fire([a1, a2, b1]);
    expect(rig.inbox.get(rig.idOf(a1))?.muted).toEqual({ by: "inhibition", ids: [rig.idOf(b1)], say: "inhibited by B" });
    expect(rig.inbox.get(rig.idOf(a2))?.muted).toBeUndefined();
    await rig.clock.advance(15_000);
    await rig.resolve([b1]);
    expect(rig.inbox.get(rig.idOf(a1))?.muted).toBeUndefined();
    await rig.clock.advance(60_000);
    expect(said(rig)).toEqual([
      "10 | main | first notification | 2 firing",
      "10 | main | first notification | 1 firing",
      "70 | main | new alerts added | 1 firing, 2 firing",
      "70 | main | all alerts resolved | 1 resolved",
    ]);
  });

  test("a route is quiet outside its hours, and alerts are told when these begin", async () => {
    // The rig's clock begins at 08:00 UTC on a Saturday.
    const rig = await start({
      config: {
        ...plain,
        route: { ...plain.route, routes: [route({ activeTimeIntervals: ["office"] })] },
        timeIntervals: [{ name: "office", parts: [{ times: [{ from: 482, to: 1020 }] }] }],
      },
    });
    await rig.fire([a1]);
    expect(rig.inbox.get(rig.idOf(a1))?.muted).toMatchObject({ by: "interval", say: 'told only during "office"' });
    await rig.clock.advance(119_000);
    expect(said(rig)).toEqual([]);
    await rig.clock.advance(1000);
    expect(rig.inbox.get(rig.idOf(a1))?.muted).toBeUndefined();
    await rig.clock.advance(60_000);
    expect(said(rig)).toEqual(["130 | main | first notification | 1 firing"]);
  });
});

describe("after a restart", () => {
  test("nothing is told twice, and what was due is told", async () => {
    const rig = await start();
    await rig.fire([a1]);
    await rig.clock.advance(20_000);
    await rig.fire([a2, b1]);
    await rig.clock.advance(1000);
    const next = await rig.restart();
    rigs.push(next);
    await next.clock.advance(3_600_000);
    expect(said(next)).toEqual(["9 | main | first notification | 1 firing", "49 | main | new alerts added | 1 firing, 2 firing"]);
    expect((await history(next, a1)).filter((line) => line.startsWith("not-notified"))).toHaveLength(1);
  });

  test("the end of what was told before is told", async () => {
    const rig = await start();
    await rig.fire([a1]);
    await rig.clock.advance(20_000);
    await rig.resolve([a1]);
    const next = await rig.restart();
    rigs.push(next);
    await next.clock.advance(60_000);
    expect(said(next)).toEqual(["50 | main | all alerts resolved | 1 resolved"]);
  });

  test("a notification that was cut short comes under the same id", async () => {
    const rig = await start();
    const ids: string[] = [];
    rig.answer("main", (notification) => {
      ids.push(notification.id);
      return new Promise(() => undefined);
    });
    await rig.fire([a1]);
    await rig.clock.advance(10_000);
    const next = await rig.restart();
    rigs.push(next);
    await next.clock.advance(0);
    expect(next.sent.map(({ notification }) => notification.id)).toEqual(ids);
  });

  test("silences hold on", async () => {
    const rig = await start();
    await rig.router.silences.save({ home: "local", matchers: [is("alertname", "A")], ...until(rig, 3_600_000) });
    const next = await rig.restart();
    rigs.push(next);
    await next.fire([a1]);
    await next.clock.advance(60_000);
    const again = await next.restart();
    rigs.push(again);
    await again.clock.advance(600_000);
    expect([...said(next), ...said(again)]).toEqual([]);
    // What is known is not written down once more.
    expect(await history(again, a1)).toEqual(["not-notified (silence): silenced by dana: disk swap"]);
    expect(again.router.silences.list()).toMatchObject([{ createdBy: "dana", hides: 1 }]);
  });
});

describe("another tree", () => {
  test("is in force at once, and what was told stays told", async () => {
    const rig = await start({ receivers: { main: [{}], pager: [{}] } });
    await rig.fire([a1, b1]);
    await rig.clock.advance(20_000);
    await rig.router.save({
      ...plain,
      route: { ...plain.route, routes: [route({ receiver: "pager", matchers: [fits("alertname", "B")] })] },
    });
    await rig.clock.advance(600_000);
    expect(said(rig).slice(2)).toEqual(["20 | pager | first notification | 1 firing"]);
    expect(rig.router.state().origin).toBe("edited");
  });

  test("saved while a message is on its way does not send that a second time", async () => {
    const rig = await start();
    const ids: string[] = [];
    let arrive: (outcome: DeliveryOutcome) => void = () => undefined;
    rig.answer("main", (notification) => {
      ids.push(notification.id);
      return new Promise((resolve) => {
        arrive = resolve;
      });
    });
    await rig.fire([a1]);
    await rig.clock.advance(10_000);
    await rig.router.save({ ...plain, route: { ...plain.route, groupWaitMs: 5000 } });
    await rig.clock.advance(1000);
    arrive({ kind: "sent", say: "" });
    await rig.clock.advance(600_000);
    expect(ids).toHaveLength(1);
    expect(rig.log.lines).toEqual([]);
  });

  test("saved while a delivery hangs does not wait for it for ever", async () => {
    const rig = await start();
    rig.answer("main", (_notification, signal) => {
      rig.answer("main", () => Promise.resolve({ kind: "sent", say: "" }));
      return new Promise((resolve) => signal.addEventListener("abort", () => resolve({ kind: "failed", say: "no answer" })));
    });
    await rig.fire([a1]);
    await rig.clock.advance(10_000);
    await rig.router.save({ ...plain, route: { ...plain.route, groupWaitMs: 5000 } });
    await rig.clock.advance(65_000);
    expect(said(rig)).toEqual(["70 | main | first notification | 1 firing"]);
  });

  test("with mistakes is refused in words, and changes nothing", async () => {
    const rig = await start();
    const wrong = routing({ receiver: "nobody", groupIntervalMs: 0, routes: [route({ matchers: [fits("a", "(")] })] });
    await expect(rig.router.save(wrong)).rejects.toThrow(
      'The routes were not saved. The root names the receiver "nobody", which does not exist. The root needs a group interval longer than 0. ' +
        'The route for a fits "(" has a matcher that cannot be used',
    );
    expect(rig.router.state().config).toEqual(plain);
  });

  test.each<{ what: string; text: string; say: RegExp }>([
    { what: "is damaged", text: "{", say: /^routing.json was not JSON: all alerts are told on this machine now/ },
    { what: "holds something else", text: "[]", say: /^routing.json held something else than a tree of routes/ },
    {
      what: "holds an expression that is none",
      text: JSON.stringify({ config: routing({ routes: [route({ matchers: [fits("a", "(")] })] }), origin: "edited" }),
      say: /^The routes in routing.json cannot be used.*missing closing \)/,
    },
  ])("in a file that $what is told as a problem, and nothing goes unheard", async ({ text, say }) => {
    const rig = await start({ receivers: { "This computer": [{}] } });
    writeFileSync(join(rig.folder, "routing.json"), text);
    const next = await rig.restart();
    rigs.push(next);
    expect(next.problems).toEqual([expect.stringMatching(say)]);
    await next.fire([a1]);
    await next.clock.advance(10_000);
    expect(said(next)).toEqual(["10 | This computer | first notification | 1 firing"]);
  });

  test("follows a receiver that is called otherwise", async () => {
    const rig = await start({ receivers: { main: [{}], pager: [{}] } });
    expect(rig.router.usedBy("main")).toBe(1);
    await rig.router.renameReceiver("main", "pager");
    expect(rig.router.usedBy("main")).toBe(0);
    await rig.fire([a1]);
    await rig.clock.advance(10_000);
    expect(said(rig)).toEqual(["10 | pager | first notification | 1 firing"]);
  });

  test("a receiver that is called otherwise is told nothing a second time, and hears of ends", async () => {
    const rig = await start({ receivers: { main: [{ id: "hook" }], pager: [{ id: "hook" }] } });
    await rig.fire([a1]);
    await rig.clock.advance(10_000);
    await rig.router.renameReceiver("main", "pager");
    await rig.clock.advance(600_000);
    await rig.resolve([a1]);
    await rig.clock.advance(60_000);
    expect(said(rig).map((line) => line.replace(/^\d+ /, ""))).toEqual([
      "| hook | first notification | 1 firing",
      "| hook | all alerts resolved | 1 resolved",
    ]);
  });

  test("taken over from a file brings its receivers", async () => {
    const rig = await start();
    const text =
      "route: {receiver: hook, group_wait: 1s}\nreceivers:\n- name: hook\n  webhook_configs: [{url: 'http://127.0.0.1:1/x'}]\n";
    const { receivers } = await rig.router.import(text, "alertmanager.yml");
    expect(receivers).toEqual([{ name: "hook", kinds: ["webhook"] }]);
    expect(rig.router.state()).toMatchObject({ origin: "imported", name: "alertmanager.yml" });
    await rig.fire([a1]);
    await rig.clock.advance(1000);
    expect(rig.sent.map(({ notification }) => notification.receiver)).toEqual(["hook"]);
  });

  test("a file with mistakes is refused with all of them, each in its line", async () => {
    const rig = await start();
    const text = "route:\n  receiver: nobody\n  group_wait: soon\nreceivers:\n- name: hook\n";
    await expect(rig.router.import(text, "am.yml")).rejects.toMatchObject({
      failure: { kind: "bad-file", diagnostics: [{ place: { line: 2, column: 13 } }, { place: { line: 3, column: 15 } }] },
    });
    expect(rig.router.state().origin).toBe("edited");
  });
});

test("closing breaks off what is being told, also for a group of a tree that is in force no more", async () => {
  const rig = await start();
  const signals: AbortSignal[] = [];
  rig.answer("main", (_, signal) => {
    signals.push(signal);
    return new Promise(() => undefined);
  });
  await rig.fire([a1]);
  await rig.clock.advance(10_000);
  await rig.router.save(routing({ groupBy: ["instance"] }));
  rig.router.close();
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
});

test("groups are listed with what they hold and when they are looked at next", async () => {
  const rig = await start();
  await rig.fire([a1, a2]);
  await rig.clock.advance(12_000);
  await rig.resolve([a2]);
  expect(rig.router.groups()).toEqual([
    {
      groupKey: '{}:{alertname="A"}',
      receiver: "main",
      labels: { alertname: "A" },
      alertIds: [rig.idOf(a1), rig.idOf(a2)],
      firing: 1,
      nextAt: rig.clock.now() + 58_000,
      lastSentAt: rig.clock.now() - 2000,
    },
  ]);
});

test("a simulated alert is held back by what would hold a real one back", async () => {
  const rig = await start();
  await rig.router.silences.save({ home: "local", matchers: [is("alertname", "A")], ...until(rig, 3_600_000) });
  const { steps, ends } = rig.router.simulate(a1);
  expect(steps).toEqual([{ path: [], matched: true, say: 'every alert begins here; it goes to "main"' }]);
  expect(ends).toMatchObject([
    { receiver: "main", groupLabels: { alertname: "A" }, muted: { by: "silence", say: "silenced by dana: disk swap" } },
  ]);
});

test("made-up labels are those of an alert of this host, unless they say otherwise", async () => {
  const rig = await start();
  const config = routing({ groupBy: ["..."], routes: [route({ matchers: [is("__source__", "this host")] })] });
  const endOf = (labels: Labels) =>
    rig.router.simulate(labels, undefined, config).ends.map(({ path, groupLabels }) => ({ path, groupLabels }));
  expect(endOf(a1)).toEqual([{ path: [0], groupLabels: a1 }]);
  expect(endOf({ ...a1, __source__: "prod" })).toEqual([{ path: [], groupLabels: a1 }]);
});

test("at rest one timer waits", async () => {
  const rig = await start();
  const before = rig.clock.pendingTimers;
  await rig.fire([a1, b1]);
  await rig.clock.advance(70_000);
  expect(rig.clock.pendingTimers).toBe(before);
});

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Inbox } from "../../../../electron/engine/inbox/inbox";
import { createInbox } from "../../../../electron/engine/inbox/inbox";
import type { Ledger } from "../../../../electron/engine/ledger/ledger";
import { createMemoryLedger } from "../../../../electron/engine/ledger/memory-ledger";
import { createServerAlerts, type ServerAlerts } from "../../../../electron/engine/server-alerts/server-alerts";
import { deferred } from "../../../support/deferred";
import { createFakeClock, type FakeClock } from "../../../support/fake-clock";
import { createFakeLog } from "../../../support/fake-log";
import { createFakeServers, type FakeServers, refused, sentAlert, serverRule } from "../../../support/fake-servers";

let clock: FakeClock;
let ledger: Ledger;
let servers: FakeServers;
let inbox: Inbox;
let serverAlerts: ServerAlerts;

beforeEach(async () => {
  clock = createFakeClock();
  ledger = createMemoryLedger({ clock });
  servers = createFakeServers();
  await open();
});
afterEach(async () => {
  end();
  await ledger.close();
});

async function open(): Promise<void> {
  const log = createFakeLog();
  inbox = createInbox({ ledger, clock, log });
  await inbox.load();
  serverAlerts = createServerAlerts({ connections: servers.connections, inbox, ledger, clock, log });
}

function end(): void {
  serverAlerts.close();
  inbox.close();
}

async function restart(): Promise<void> {
  end();
  await open();
  await serverAlerts.start();
}

const rows = () =>
  inbox.list().map(({ name, state, unknown, origins }) => {
    const mark = unknown === undefined ? "" : "?";
    return `${name} ${state}${mark} ${origins.map(({ kind }) => kind).join("+")}`;
  });
const history = async () => {
  const { entries } = await ledger.list({ limit: 1000 });
  return entries.map(({ kind, alertName, text }) => `${kind} ${alertName}: ${text}`).reverse();
};

describe("asking", () => {
  test("an Alertmanager every 5 s and a Prometheus every 15 s while no window looks", async () => {
    const prod = servers.prometheus("prod");
    const pager = servers.alertmanager("pager");
    await serverAlerts.start();
    await clock.advance(30_000);
    expect([prod.asked, pager.asked]).toEqual([3, 7]);
  });

  test("nobody whose alerts are not shown, until they are", async () => {
    const prod = servers.prometheus("prod", [serverRule("Down")]);
    servers.change("prod", { showsAlerts: false });
    await serverAlerts.start();
    await clock.advance(60_000);
    expect([prod.asked, rows()]).toEqual([0, []]);
    servers.change("prod", { showsAlerts: true });
    await clock.advance(0);
    expect(rows()).toEqual(["Down firing prometheus"]);
  });

  test("a Loki is not asked for alerts", async () => {
    const logs = servers.alertmanager("logs");
    servers.change("logs", { kind: "loki" });
    await serverAlerts.start();
    await clock.advance(60_000);
    expect([logs.asked, rows()]).toEqual([0, []]);
  });

  test("ends when it is closed, and leaves no timer behind", async () => {
    servers.prometheus("prod");
    servers.alertmanager("pager");
    await serverAlerts.start();
    await clock.advance(1000);
    end();
    await ledger.close();
    const before = clock.pendingTimers;
    ledger = createMemoryLedger({ clock });
    await clock.advance(60_000);
    expect(before).toBe(0);
  });
});

describe("what servers tell", () => {
  test("is in the inbox, one row for one alert", async () => {
    servers.prometheus("prod", [serverRule("Down"), serverRule("Slow", [{ state: "pending" }]), serverRule("Fine", [])]);
    servers.alertmanager("pager", [sentAlert("Down"), sentAlert("Backup")]);
    await serverAlerts.start();
    await clock.advance(1000);
    expect(rows()).toEqual(["Down firing prometheus+alertmanager", "Slow pending prometheus", "Backup firing alertmanager"]);
  });

  test("waits at first until every one of them has said something, or failed to", async () => {
    servers.prometheus("prod", [serverRule("Down")]);
    const pager = servers.alertmanager("pager");
    const answer = deferred();
    pager.wait = answer.promise;
    await serverAlerts.start();
    await clock.advance(3000);
    expect(rows()).toEqual([]);
    answer.resolve();
    await clock.advance(0);
    expect(rows()).toEqual(["Down firing prometheus"]);
  });

  test("is resolved when its Prometheus has it no more", async () => {
    const prod = servers.prometheus("prod", [serverRule("Down")]);
    await serverAlerts.start();
    await clock.advance(1000);
    prod.groups = [];
    await clock.advance(15_000);
    expect(rows()).toEqual(["Down resolved prometheus"]);
  });

  test("is resolved at once when the Alertmanager lists it no more, because its Prometheus is asked then", async () => {
    const prod = servers.prometheus("prod", [serverRule("Down")]);
    const pager = servers.alertmanager("pager", [sentAlert("Down")]);
    await serverAlerts.start();
    await clock.advance(1000);
    prod.groups = [];
    pager.alerts = [];
    await clock.advance(5000);
    expect(rows()).toEqual(["Down resolved prometheus"]);
  });

  test("of a Prometheus that answers queries only is nothing, and no failure", async () => {
    servers.prometheus("prod").groups = undefined;
    await serverAlerts.start();
    await clock.advance(60_000);
    expect([rows(), serverAlerts.silent(), serverAlerts.ruleFiles()]).toEqual([[], [], []]);
  });
});

test("answers that say nothing new are not reported again, but what time changes is", async () => {
  const reports: number[] = [];
  const { report } = inbox;
  inbox.report = (...given) => {
    reports.push(clock.monotonic() / 1000);
    report(...given);
  };
  servers.prometheus("prod", [serverRule("Down")]);
  const pager = servers.alertmanager("pager", [sentAlert("Down"), sentAlert("Backup")]);
  await serverAlerts.start();
  await clock.advance(60_000);
  expect(reports).toEqual([0]);
  pager.alerts = [sentAlert("Down"), sentAlert("Backup", { receivers: ["night"] })];
  await clock.advance(60_000);
  expect(reports).toEqual([0, 65]);
});

describe("an alert that an Alertmanager tells of first", () => {
  test("is asked for at the Prometheus before it is told of, and is that one's row from the beginning", async () => {
    const prod = servers.prometheus("prod", [serverRule("Down", [])]);
    const pager = servers.alertmanager("pager");
    await serverAlerts.start();
    await clock.advance(1000);
    prod.groups = [{ file: "rules.yml", name: "g", intervalMs: 1000, rules: [serverRule("Down")] }];
    pager.alerts = [sentAlert("Down")];
    await clock.advance(5000);
    expect(rows()).toEqual(["Down firing prometheus+alertmanager"]);
    expect(await history()).toEqual(["firing Down: value 1"]);
  });

  test("does not wait longer than 4 s for a Prometheus that hangs", async () => {
    const prod = servers.prometheus("prod");
    const pager = servers.alertmanager("pager");
    await serverAlerts.start();
    await clock.advance(1000);
    prod.wait = new Promise(() => undefined);
    pager.alerts = [sentAlert("Backup")];
    await clock.advance(4000);
    expect(rows()).toEqual([]);
    await clock.advance(4000);
    expect(rows()).toEqual(["Backup firing alertmanager"]);
  });
});

describe("a server that does not answer", () => {
  test("leaves its alerts as they are for half a minute, and then unknown, with why", async () => {
    const prod = servers.prometheus("prod", [serverRule("Down"), serverRule("Slow", [{ state: "pending" }])]);
    await serverAlerts.start();
    await clock.advance(1000);
    prod.failure = refused();
    await clock.advance(28_000);
    expect(rows()).toEqual(["Down firing prometheus", "Slow pending prometheus"]);
    await clock.advance(20_000);
    expect(rows()).toEqual(["Down firing? prometheus", "Slow pending? prometheus"]);
    expect(inbox.list()[0]?.unknown).toBe("prod is silent: It refuses the connection.");
    expect(serverAlerts.silent()).toMatchObject([{ id: "prod", name: "prod" }]);
  });

  test("is known again with its first answer, and nothing was resolved meanwhile", async () => {
    const prod = servers.prometheus("prod", [serverRule("Down")]);
    await serverAlerts.start();
    await clock.advance(1000);
    prod.failure = refused();
    await clock.advance(120_000);
    prod.failure = undefined;
    await clock.advance(60_000);
    expect(rows()).toEqual(["Down firing prometheus"]);
    expect(await history()).toEqual([
      "firing Down: value 1",
      "unknown Down: prod is silent: It refuses the connection.",
      "known Down: it can be evaluated again",
    ]);
  });

  test("after a restart of the console leaves unknown what was known in the last run, under the same id", async () => {
    const prod = servers.prometheus("prod", [serverRule("Down")]);
    const pager = servers.alertmanager("pager", [sentAlert("Down"), sentAlert("Backup")]);
    await serverAlerts.start();
    await clock.advance(1000);
    const ids = () =>
      inbox
        .list()
        .map(({ id }) => id)
        .sort();
    const before = ids();
    prod.failure = pager.failure = refused();
    await restart();
    await clock.advance(1000);
    expect(rows().sort()).toEqual(["Backup firing? alertmanager", "Down firing? prometheus+alertmanager"]);
    prod.failure = pager.failure = undefined;
    await clock.advance(60_000);
    expect(rows().sort()).toEqual(["Backup firing alertmanager", "Down firing prometheus+alertmanager"]);
    expect(ids()).toEqual(before);
    expect((await history()).filter((line) => line.startsWith("firing"))).toHaveLength(2);
  });

  test("is spoken for by a member of its cluster, also when that says that an alert is over", async () => {
    const one = servers.alertmanager("one", [sentAlert("Backup")]);
    const two = servers.alertmanager("two", [sentAlert("Backup")]);
    one.members = two.members = ["x", "y"];
    await serverAlerts.start();
    await clock.advance(1000);
    one.failure = refused();
    await clock.advance(60_000);
    expect(rows()).toEqual(["Backup firing alertmanager+alertmanager"]);
    two.alerts = [];
    await clock.advance(5000);
    expect(rows()).toEqual(["Backup resolved alertmanager+alertmanager"]);
  });
});

describe("a connection", () => {
  test.each<{ name: string; change: Parameters<FakeServers["change"]>[1]; why: string }>([
    { name: "that is removed", change: undefined, why: "the connection prod was removed" },
    { name: "whose alerts are not wanted", change: { showsAlerts: false }, why: "the alerts of prod are not shown any more" },
    { name: "that leads elsewhere", change: { url: "http://other" }, why: "the connection prod leads elsewhere now" },
  ])("$name takes its alerts along, and the history says why", async ({ change, why }) => {
    const prod = servers.prometheus("prod", [serverRule("Down")]);
    servers.prometheus("other", [serverRule("Slow")]);
    await serverAlerts.start();
    await clock.advance(1000);
    prod.groups = [];
    servers.change("prod", change);
    expect(rows()).toEqual(["Slow firing prometheus"]);
    expect((await history()).at(-1)).toBe(`dropped Down: ${why}`);
  });

  test("that was removed while the console did not run takes them along too", async () => {
    servers.prometheus("prod", [serverRule("Down")]);
    await serverAlerts.start();
    await clock.advance(1000);
    end();
    servers.change("prod", undefined);
    await open();
    expect(rows()).toEqual(["Down firing prometheus"]);
    await serverAlerts.start();
    expect(rows()).toEqual([]);
  });

  test("is looked after from its first answer on, not since others are", async () => {
    servers.prometheus("prod");
    servers.prometheus("staging", [serverRule("Slow")]);
    servers.change("staging", { showsAlerts: false });
    await serverAlerts.start();
    await clock.advance(3_600_000);
    servers.change("staging", { showsAlerts: true });
    const since = clock.now();
    await clock.advance(1000);
    const [slow] = inbox.list();
    expect(inbox.observedSince(slow?.id ?? "")).toBeGreaterThanOrEqual(since);
  });

  test("that is called otherwise goes on, and is called so from then on", async () => {
    const prod = servers.prometheus("prod", [serverRule("Down")]);
    await serverAlerts.start();
    await clock.advance(1000);
    servers.change("prod", { name: "production" });
    prod.failure = refused();
    await clock.advance(60_000);
    expect(inbox.list()[0]?.unknown).toBe("production is silent: It refuses the connection.");
    expect(await history()).not.toContain(expect.stringMatching(/^dropped/));
  });
});

describe("the rules of a server", () => {
  test("are files that can be looked at, with the state of each", async () => {
    servers.prometheus("prod", [
      serverRule("Down", [{ state: "pending" }, { labels: { alertname: "Down", instance: "b" } }]),
      serverRule("Fine", []),
      serverRule("Broken", [], { error: "too many" }),
      serverRule("New", [], { isEvaluated: false }),
    ]);
    await serverAlerts.start();
    await clock.advance(1000);
    const [file] = serverAlerts.ruleFiles();
    expect(file).toMatchObject({ name: "rules.yml", source: "prod", origin: "server", enabled: true });
    expect(file?.problem).toBeUndefined();
    const rules = file?.groups[0]?.rules ?? [];
    expect(rules.map(({ name, state, error }) => [name, state, error])).toEqual([
      ["Down", "firing", undefined],
      ["Fine", "inactive", undefined],
      ["Broken", "unknown", "too many"],
      ["New", "unknown", undefined],
    ]);
    const origin = inbox.list()[0]?.origins[0];
    expect(serverAlerts.rule((origin?.kind === "prometheus" && origin.ruleId) || "")).toMatchObject({
      rule: { name: "Down" },
      group: "g",
      intervalMs: 1000,
      file: "rules.yml",
    });
    expect(serverAlerts.rule("of nobody")).toBeUndefined();
  });

  test("stay while it is silent, of unknown state", async () => {
    const prod = servers.prometheus("prod", [serverRule("Down")]);
    await serverAlerts.start();
    await clock.advance(1000);
    prod.failure = refused();
    await clock.advance(60_000);
    const [file] = serverAlerts.ruleFiles();
    expect(file?.problem).toBe("prod is silent: It refuses the connection.");
    expect(file?.groups[0]?.rules[0]?.state).toBe("unknown");
  });
});

describe("silences at an Alertmanager", () => {
  const draft = {
    home: "pager",
    matchers: [{ name: "alertname", value: "Down", isRegex: false, isEqual: true }],
    startsAt: 1000,
    endsAt: Date.UTC(2030, 0),
    createdBy: "dana",
    comment: "new disk",
  };

  test("are made, show at the alert at once, and are ended", async () => {
    const pager = servers.alertmanager("pager", [sentAlert("Down")]);
    await serverAlerts.start();
    await clock.advance(1000);
    let told = 0;
    serverAlerts.silences.onChange(() => told++);
    pager.alerts = [sentAlert("Down", { silencedBy: ["silence 1"] })];
    const saved = await serverAlerts.silences.save(draft);
    expect(saved).toMatchObject({ id: "silence 1", comment: "new disk" });
    expect(serverAlerts.silences.list()).toEqual([saved]);
    expect(inbox.serverMuted(inbox.list()[0]?.id ?? "")?.say).toBe("silenced at pager by dana: new disk");
    await serverAlerts.silences.expire("pager", "silence 1");
    expect(serverAlerts.silences.list()).toEqual([]);
    expect(told).toBe(2);
  });

  test("are not made at one that does not answer: the failure says so, and nothing is queued", async () => {
    const pager = servers.alertmanager("pager");
    await serverAlerts.start();
    await clock.advance(1000);
    pager.failure = refused();
    const failure = await serverAlerts.silences.save(draft).catch((error) => error.failure);
    expect(failure).toMatchObject({
      kind: "unreachable",
      say: "The silence was not saved at pager: It refuses the connection.",
      retry: true,
    });
    pager.failure = undefined;
    await clock.advance(60_000);
    expect(serverAlerts.silences.list()).toEqual([]);
  });

  test("of a server that is silent say that nobody knows whether they hold", async () => {
    const pager = servers.alertmanager("pager");
    await serverAlerts.start();
    await clock.advance(1000);
    await serverAlerts.silences.save(draft);
    pager.failure = refused();
    await clock.advance(60_000);
    expect(serverAlerts.silences.list()[0]?.problem).toBe(
      "pager is silent: It refuses the connection. Nobody knows whether it still holds.",
    );
  });

  test("of two members of a cluster are listed once, and those of others apart", async () => {
    const [one, two, three] = ["one", "two", "three"].map((id) => servers.alertmanager(id));
    const silence = { ...draft, id: "s", home: "", updatedAt: 0 };
    for (const server of [one, two, three]) if (server) server.silences = [silence];
    if (one && two) one.members = two.members = ["x", "y"];
    await serverAlerts.start();
    await clock.advance(1000);
    expect(serverAlerts.silences.list()).toHaveLength(2);
    expect(serverAlerts.silences.homes().map(({ name }) => name)).toEqual(["one", "two", "three"]);
    if (two && three) two.failure = three.failure = refused();
    await clock.advance(60_000);
    // The first one answers for the second, and nobody answers for the third.
    expect(serverAlerts.silences.list().map(({ problem }) => problem === undefined)).toEqual([true, false]);
  });

  test("at one that is not connected any more are refused in words", async () => {
    await serverAlerts.start();
    const failure = await serverAlerts.silences.expire("gone", "x").catch((error) => error.failure);
    expect(failure.say).toBe("The Alertmanager that keeps this silence is not connected any more.");
  });
});

import { afterEach, beforeEach, expect, test } from "vitest";
import type { EventName } from "#shared/contract/index";
import { type Api, createApi } from "../../../../electron/engine/api/api";
import { setUpRoutingApi } from "../../../../electron/engine/api/routing";
import { setUpSilencesApi } from "../../../../electron/engine/api/silences";
import { createFakeLog } from "../../../support/fake-log";
import { is, type Rig, route, routing, startRig } from "../../../support/routing";

let rig: Rig;
let api: Api;
let told: EventName[];
let stop: () => void;

beforeEach(async () => {
  rig = await startRig();
  api = createApi(createFakeLog());
  told = [];
  // Nobody has a window open here: what would be sent is written down.
  api.hasListeners = () => true;
  api.publish = (name) => told.push(name);
  const ends = [
    setUpRoutingApi(api, { router: rig.router, clock: rig.clock }),
    setUpSilencesApi(api, { silences: rig.router.silences, clock: rig.clock }),
  ];
  stop = () => {
    for (const end of ends) end();
  };
});

afterEach(() => {
  stop();
  rig.close();
});

const silence = () => ({
  home: "local",
  matchers: [is("alertname", "A")],
  startsAt: rig.clock.now(),
  endsAt: rig.clock.now() + 60_000,
  createdBy: "dana",
  comment: "",
});

test("the tree is read, changed, tried out and put back", async () => {
  expect(await api.run("routing.get", {})).toMatchObject({ ok: true, value: { origin: "built-in" } });
  const config = routing({ routes: [route({ matchers: [is("team", "web")] })] });
  expect(await api.run("routing.save", { config })).toMatchObject({ ok: true, value: { origin: "edited", config } });
  expect(await api.run("routing.simulate", { labels: { team: "web" } })).toMatchObject({
    ok: true,
    value: { ends: [{ path: [0] }] },
  });
  expect(await api.run("routing.simulate", { labels: {}, config: routing({ groupBy: ["x"] }) })).toMatchObject({
    ok: true,
    value: { ends: [{ path: [], groupKey: "{}:{}" }] },
  });
  expect(await api.run("routing.reset", {})).toMatchObject({ ok: true, value: { origin: "built-in" } });
  expect(await api.run("routing.groups", {})).toEqual({ ok: true, value: { groups: [] } });
});

test("a simulation of a tree that cannot be used says so in words", async () => {
  const config = routing({ routes: [route({ matchers: [{ ...is("a", "("), isRegex: true }] })] });
  expect(await api.run("routing.simulate", { labels: {}, config })).toMatchObject({
    ok: false,
    failure: { kind: "bad-request", say: expect.stringContaining("missing closing )") },
  });
});

test("a file is checked without changing anything, and taken over on demand", async () => {
  const text = "route: {receiver: main}\nreceivers: [{name: main}]\n";
  expect(await api.run("routing.check", { text })).toMatchObject({
    ok: true,
    value: { diagnostics: [], receivers: [{ name: "main", kinds: [] }] },
  });
  expect(rig.router.state().origin).toBe("built-in");
  expect(await api.run("routing.import", { text, name: "am.yml" })).toMatchObject({ ok: true });
  expect(rig.router.state()).toMatchObject({ origin: "imported", name: "am.yml" });
});

test("silences are made, listed, previewed and ended", async () => {
  const made = await api.run("silences.save", silence());
  expect(made).toMatchObject({ ok: true, value: { hides: 0, createdBy: "dana" } });
  if (!made.ok) return;
  expect(await api.run("silences.preview", { matchers: [is("a", "b")] })).toEqual({ ok: true, value: { total: 0, ids: [] } });
  expect(await api.run("silences.expire", { home: "local", id: made.value.id })).toEqual({ ok: true, value: {} });
  expect(await api.run("silences.list", {})).toMatchObject({ ok: true, value: { silences: [{ id: made.value.id }] } });
});

test("a silence that hides everything is refused in words", async () => {
  expect(await api.run("silences.save", { ...silence(), matchers: [is("a", "")] })).toMatchObject({
    ok: false,
    failure: { kind: "bad-request", say: expect.stringContaining("fit every alert") },
  });
});

test("windows are told of changes at most once a second, and of the last one for certain", async () => {
  for (let change = 0; change < 5; change++) await rig.router.silences.save(silence());
  await rig.clock.advance(0);
  for (let change = 0; change < 5; change++) await rig.router.silences.save(silence());
  await rig.clock.advance(500);
  expect(told).toEqual(["silences.changed"]);
  await rig.clock.advance(500);
  expect(told).toEqual(["silences.changed", "silences.changed"]);
  await rig.router.save(routing({}));
  await rig.clock.advance(0);
  expect(told.at(-1)).toBe("routing.changed");
});

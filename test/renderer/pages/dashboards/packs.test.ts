import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readDashboard } from "#shared/dashboards/read-dashboard";
import { dashboardsFor, offersOf, type Pack, tellingMetrics, uidFor } from "../../../../renderer/pages/dashboards/packs/pack";
import { aDashboard, aDashboardRow } from "../../../support/dashboards";

const host: Pack = { id: "host", title: "This host", about: "", dashboards: ["this-host.json"], always: true };
const redis: Pack = {
  id: "redis",
  title: "Redis",
  about: "",
  dashboards: ["redis.json", "redis-slow.json"],
  anyOf: ["redis_up", "redis_info"],
};
const local = { id: "local", name: "this host" };
const prod = { id: "0b8c1a7e-77aa", name: "prod-1" };

test("a pack is offered for each source that has one of its metrics, and the one of this machine always", () => {
  const metrics = new Map([
    ["local", new Set<string>()],
    [prod.id, new Set(["redis_info", "up"])],
  ]);
  const offers = offersOf([host, redis], { sources: [local, prod], metrics, rows: [] });
  expect(offers.map(({ pack, source, isAdded }) => [pack.id, source.id, isAdded])).toEqual([
    ["host", "local", false],
    ["redis", prod.id, false],
  ]);
});

test("a pack that was added for one source is still offered for another", () => {
  const has = new Set(["redis_up"]);
  const offers = offersOf([redis], {
    sources: [local, prod],
    metrics: new Map([
      ["local", has],
      [prod.id, has],
    ]),
    rows: [aDashboardRow({ uid: "pack-redis" }), aDashboardRow({ uid: "pack-redis-slow" })],
  });
  expect(offers.map(({ source, isAdded }) => [source.id, isAdded])).toEqual([
    ["local", true],
    [prod.id, false],
  ]);
});

test("the dashboards of a pack ask its source, have a uid of their own for it, and link among one another", () => {
  const links = [
    { title: "Slow", url: "#/dashboards/redis-slow?from=now-1h", targetBlank: false },
    { title: "Other", url: "#/dashboards/other", targetBlank: false },
  ];
  const panel = aDashboard().elements["panel-1"];
  const files = [
    {
      file: "redis.json",
      dashboard: aDashboard({ uid: "redis", title: "Redis", elements: panel ? { "panel-1": { ...panel, links } } : {} }),
    },
    { file: "redis-slow.json", dashboard: aDashboard({ uid: "redis-slow", title: "Slow" }) },
  ];
  const [first, second] = dashboardsFor(redis, files, prod);
  expect(first).toMatchObject({ uid: "pack-redis-0b8c1a7e", title: "Redis · prod-1", source: prod.id });
  expect(second).toMatchObject({ uid: "pack-redis-slow-0b8c1a7e", title: "Slow · prod-1" });
  expect(first?.elements["panel-1"]?.links.map(({ url }) => url)).toEqual([
    "#/dashboards/pack-redis-slow-0b8c1a7e?from=now-1h",
    "#/dashboards/other",
  ]);
  expect(dashboardsFor(redis, files, local)[0]).toMatchObject({ uid: "pack-redis", title: "Redis", source: "local" });
});

describe("the packs that come with Watchdeck", () => {
  const folder = new URL("../../../../assets/dashboards/", import.meta.url);
  const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), "utf8"));
  const packs = read("packs.json") as Pack[];

  test("have ids and titles of their own, and each says what it is for", () => {
    expect(new Set(packs.map(({ id }) => id)).size).toBe(packs.length);
    expect(new Set(packs.map(({ title }) => title)).size).toBe(packs.length);
    for (const { about, always, anyOf } of packs) {
      expect(about).not.toBe("");
      expect(always === true || (anyOf?.length ?? 0) > 0).toBe(true);
    }
    expect(tellingMetrics(packs).size).toBeGreaterThan(0);
  });

  test("name each file in the folder, once", () => {
    const named = packs.flatMap(({ dashboards }) => dashboards);
    expect([...named].sort()).toEqual(
      readdirSync(folder)
        .filter((name) => name.endsWith(".json") && name !== "packs.json")
        .sort(),
    );
  });

  test.each(packs.flatMap(({ dashboards }) => dashboards))(
    "%s is a dashboard without a mistake, under the uid that its name says",
    (file) => {
      const outcome = readDashboard(read(file));
      expect(outcome).toMatchObject({ ok: true, repairs: [], dashboard: { uid: uidFor(file, "local") } });
    },
  );
});

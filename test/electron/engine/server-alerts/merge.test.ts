import { describe, expect, test } from "vitest";
import type { InboxAlert } from "#shared/model/alert";
import type { OriginAlert } from "../../../../electron/engine/inbox/inbox";
import { createMerge, heldKey, type Merge } from "../../../../electron/engine/server-alerts/merge";
import type { View } from "../../../../electron/engine/server-alerts/view";
import { alertmanagerView, managedAlert, prometheusView, ruleAlert } from "../../../support/server-views";

const down = { alertname: "Down", job: "shop", region: "eu" };
const silent = "Prod is silent: it refuses the connection.";
const seconds = (count: number) => count * 1000;

const view = (prometheuses: View["prometheuses"], alertmanagers: View["alertmanagers"] = []): View => ({
  prometheuses,
  alertmanagers,
});

/** `prometheus@prod+alertmanager@am` */
const originsOf = ({ origins }: OriginAlert) =>
  origins.map((origin) => `${origin.kind}@${origin.kind === "rule" ? "" : origin.connection}`).join("+");
const brief = (rows: readonly OriginAlert[]) =>
  rows.map((row) => `${row.id} ${row.state}${row.unknown === undefined ? "" : "?"} ${originsOf(row)}`);

const prod = prometheusView([ruleAlert(down)]);
const pager = alertmanagerView([managedAlert(down)]);

describe("the same alert", () => {
  test("at a Prometheus and at an Alertmanager is one row, with the value of the one and the origins of both", () => {
    const rows = createMerge().rows(view([prod], [pager]), seconds(5));
    expect(rows).toEqual([
      {
        id: "row of Down",
        name: "Down",
        source: "prod",
        origins: [
          { kind: "prometheus", connection: "prod", ruleId: "rule Down" },
          {
            kind: "alertmanager",
            connection: "am",
            fingerprint: managedAlert(down).fingerprint,
            receivers: ["pager"],
            silencedBy: [],
            inhibitedBy: [],
          },
        ],
        labels: down,
        annotations: {},
        state: "firing",
        value: "1",
        activeAt: 1000,
        firedAt: 1000,
      },
    ]);
  });

  test("at two members of a cluster is one row, and at two Alertmanagers that know nothing of each other two", () => {
    const two = (cluster: string) => alertmanagerView([managedAlert(down)], { id: "am2", cluster });
    expect(
      createMerge()
        .rows(view([], [pager, two("am")]), 0)
        .map(originsOf),
    ).toEqual(["alertmanager@am+alertmanager@am2"]);
    expect(
      createMerge()
        .rows(view([], [pager, two("am2")]), 0)
        .map(originsOf),
    ).toEqual(["alertmanager@am", "alertmanager@am2"]);
  });

  test("at two Prometheus servers is two rows: whose numbers it is about differs", () => {
    const staging = prometheusView([ruleAlert(down, { id: "row at staging" })], { id: "staging" });
    expect(brief(createMerge().rows(view([prod, staging], [pager]), 0))).toEqual([
      "row of Down firing prometheus@prod+alertmanager@am",
      "row at staging firing prometheus@staging+alertmanager@am",
    ]);
  });

  const far = { url: "http://prod:9090/prom" };
  test.each([
    {
      name: "labels were added on the way",
      sent: { ...down, cluster: "x" },
      generatorUrl: "http://prod:9090/prom/graph?g0.expr=up",
      isOne: true,
    },
    {
      name: "a label was taken away",
      sent: { alertname: "Down", job: "shop" },
      generatorUrl: "http://prod:9090/prom/graph?g0.expr=up",
      isOne: true,
    },
    {
      name: "a label was changed",
      sent: { ...down, region: "us" },
      generatorUrl: "http://prod:9090/prom/graph?g0.expr=up",
      isOne: false,
    },
    {
      name: "another server sent it",
      sent: { ...down, cluster: "x" },
      generatorUrl: "http://prod:9090/other/graph",
      isOne: false,
    },
    {
      name: "a server whose address only begins alike sent it",
      sent: { ...down, cluster: "x" },
      generatorUrl: "http://prod:9090/prometheus/graph",
      isOne: false,
    },
    { name: "nobody knows who sent it", sent: { ...down, cluster: "x" }, generatorUrl: "javascript:alert(1)", isOne: false },
  ])("under other labels is one row: $isOne, where $name", ({ sent, generatorUrl, isOne }) => {
    const am = alertmanagerView([managedAlert(sent, { generatorUrl })]);
    const rows = createMerge().rows(view([prometheusView([ruleAlert(down)], far)], [am]), 0);
    expect(rows).toHaveLength(isOne ? 1 : 2);
  });

  test("of two that could be meant is the one that shares the most", () => {
    const near = ruleAlert({ ...down, path: "/" }, { id: "near" });
    const am = alertmanagerView([managedAlert({ ...down, path: "/", cluster: "x" }, { generatorUrl: "http://prod:9090/graph" })]);
    const rows = createMerge().rows(view([prometheusView([ruleAlert(down), near])], [am]), 0);
    expect(brief(rows)).toEqual(["row of Down firing prometheus@prod", "near firing prometheus@prod+alertmanager@am"]);
  });
});

/** Each step's view, one after the other at the given second; what the last one gives. */
function lastOf(merge: Merge, steps: readonly [at: number, view: View][]): OriginAlert[] {
  let rows: OriginAlert[] = [];
  for (const [at, step] of steps) rows = merge.rows(step, seconds(at));
  return rows;
}

const nothing = prometheusView([]);
const quiet = alertmanagerView([]);

describe("an alert that goes away", () => {
  test.each<{ name: string; steps: [number, View][]; rows: string[] }>([
    {
      name: "at its Prometheus is resolved, once",
      steps: [
        [0, view([prod])],
        [5, view([nothing])],
      ],
      rows: ["row of Down resolved prometheus@prod"],
    },
    {
      name: "is not told of again",
      steps: [
        [0, view([prod])],
        [5, view([nothing])],
        [10, view([nothing])],
      ],
      rows: [],
    },
    {
      name: "at its Prometheus is resolved though the Alertmanager still lists it",
      steps: [
        [0, view([prod], [pager])],
        [5, view([nothing], [pager])],
      ],
      rows: ["row of Down resolved prometheus@prod+alertmanager@am"],
    },
    {
      name: "at its Prometheus does not come back as the Alertmanager's, however long that lists it",
      steps: [
        [0, view([prod], [pager])],
        [5, view([nothing], [pager])],
        [300, view([nothing], [pager])],
      ],
      rows: [],
    },
    {
      name: "at the Alertmanager goes on while its Prometheus has it",
      steps: [
        [0, view([prod], [pager])],
        [5, view([prod], [quiet])],
      ],
      rows: ["row of Down firing prometheus@prod"],
    },
    {
      name: "at the Alertmanager is unknown, not over, while its Prometheus is silent",
      steps: [
        [0, view([prod], [pager])],
        [5, view([{ ...prod, silent }], [quiet])],
      ],
      rows: ["row of Down firing? prometheus@prod"],
    },
    {
      name: "while it was pending is just not there any more",
      steps: [
        [0, view([prometheusView([ruleAlert(down, { state: "pending", firedAt: undefined })])])],
        [5, view([nothing])],
      ],
      rows: [],
    },
    {
      name: "with the connection that is removed resolves nothing",
      steps: [
        [0, view([prod])],
        [5, view([])],
      ],
      rows: [],
    },
  ])("$name", ({ steps, rows }) => expect(brief(lastOf(createMerge(), steps))).toEqual(rows));

  test("and is sent to the Alertmanager anew by somebody else is a row of its own, after a minute", () => {
    const merge = createMerge();
    const resent = alertmanagerView([managedAlert(down, { updatedAt: 9000 })]);
    lastOf(merge, [
      [0, view([prod], [pager])],
      [5, view([nothing], [pager])],
    ]);
    expect(brief(merge.rows(view([nothing], [resent]), seconds(30)))).toEqual([]);
    const [row] = merge.rows(view([nothing], [resent]), seconds(70));
    expect(row).toMatchObject({ state: "firing", source: "am" });
    expect(row?.id).not.toBe("row of Down");
  });
});

describe("a silent server", () => {
  const unsaid = "Pager is silent: no answer.";
  test.each<{ name: string; view: View; unknown: string | undefined }>([
    { name: "a Prometheus alone", view: view([{ ...prod, silent }]), unknown: silent },
    {
      name: "a Prometheus whose alert the Alertmanager confirms",
      view: view([{ ...prod, silent }], [pager]),
      unknown: undefined,
    },
    { name: "both", view: view([{ ...prod, silent }], [{ ...pager, silent: unsaid }]), unknown: silent },
    { name: "the Alertmanager alone", view: view([prod], [{ ...pager, silent: unsaid }]), unknown: undefined },
    { name: "the only one that knows it", view: view([], [{ ...pager, silent: unsaid }]), unknown: unsaid },
    {
      name: "one of a cluster of two",
      view: view([], [{ ...pager, silent: unsaid }, alertmanagerView([managedAlert(down)], { id: "am2", cluster: "am" })]),
      unknown: undefined,
    },
  ])("is $name: the alert is known accordingly", ({ view, unknown }) =>
    expect(
      createMerge()
        .rows(view, 0)
        .map((row) => row.unknown),
    ).toEqual([unknown]),
  );

  test("a rule that fails leaves its alerts unknown too", () => {
    const failing = prometheusView([ruleAlert(down, { unknown: "its rule fails at Prod: too many" })]);
    expect(createMerge().rows(view([failing]), 0)[0]?.unknown).toBe("its rule fails at Prod: too many");
  });

  test("keeps its place in the row while another member of its cluster speaks for it", () => {
    const two = alertmanagerView([managedAlert(down, { annotations: { summary: "newer" } })], { id: "am2", cluster: "am" });
    const merge = createMerge();
    const [before] = merge.rows(view([], [pager, two]), 0);
    const [after] = merge.rows(view([], [{ ...pager, silent: unsaid }, two]), 0);
    expect(after).toMatchObject({ id: before?.id, source: "am", annotations: { summary: "newer" } });
  });
});

describe("a row's id", () => {
  const ids = (rows: readonly OriginAlert[]) => rows.filter(({ state }) => state !== "resolved").map(({ id }) => id);

  test("is the same in every run", () => {
    const run = () => ids(createMerge().rows(view([], [pager]), 0));
    expect(run()).toEqual(run());
  });

  test("stays when the Prometheus is found out about after the Alertmanager", () => {
    const merge = createMerge();
    const [alone] = ids(merge.rows(view([], [pager]), 0));
    expect(ids(merge.rows(view([prod], [pager]), 1))).toEqual([alone]);
    expect(ids(merge.rows(view([prod], [quiet]), 2))).toEqual([alone]);
  });

  test("stays when the Prometheus's connection is removed and the Alertmanager goes on", () => {
    const merge = createMerge();
    merge.rows(view([prod], [pager]), 0);
    expect(brief(merge.rows(view([], [pager]), 1))).toEqual(["row of Down firing alertmanager@am"]);
    expect(brief(merge.rows(view([], [pager]), 2))).toEqual(["row of Down firing alertmanager@am"]);
  });

  test("stays over a restart, also of a row that a Prometheus took over", () => {
    const before = createMerge();
    const [alone] = ids(before.rows(view([], [pager]), 0));
    const rows = before.rows(view([prod], [pager]), 1);
    const merge = createMerge();
    merge.restore(rows as InboxAlert[]);
    // The watch hands over what it restored, under the id that the row has.
    const restored = prometheusView([ruleAlert(down, { id: alone ?? "" })]);
    expect(ids(merge.rows(view([restored], [quiet]), 2))).toEqual([alone]);
  });

  test("stays over a restart that only the Alertmanager answers after", () => {
    const before = createMerge().rows(view([prod], [pager]), 0);
    const merge = createMerge();
    merge.restore(before as InboxAlert[]);
    expect(ids(merge.rows(view([{ ...prod, silent }], [pager]), 1))).toEqual(["row of Down"]);
  });
});

describe("when it began to fire", () => {
  const firedAt = (rows: readonly OriginAlert[]) => rows.map((row) => row.firedAt);

  test("stays what it was when the other server's word comes later", () => {
    const merge = createMerge();
    expect(firedAt(merge.rows(view([], [pager]), 0))).toEqual([1500]);
    expect(firedAt(merge.rows(view([prod], [pager]), 1))).toEqual([1500]);
    expect(firedAt(merge.rows(view([], [pager]), 2))).toEqual([1500]);
  });

  test("stays when two Prometheus servers answer by turns, and since when is what the earlier one says", () => {
    const merge = createMerge();
    const one = ruleAlert(down, { activeAt: 8000, firedAt: 8000 });
    const other = ruleAlert(down, { activeAt: 3000, firedAt: 3000 });
    const saying = (alert: typeof one, heardAt: number) => view([prometheusView([alert], { heardAt })]);
    merge.rows(saying(one, 10_000), 10_000);
    const rows = [other, one, other].map((alert, turn) => merge.rows(saying(alert, 15_000 + 5000 * turn), 0)[0]);
    expect(rows.map((row) => [row?.activeAt, row?.firedAt])).toEqual([
      [3000, 8000],
      [3000, 8000],
      [3000, 8000],
    ]);
  });

  const again = prometheusView([ruleAlert(down, { activeAt: 60_000, firedAt: 60_000 })]);
  test("is anew when the alert was over in between", () => {
    const merge = createMerge();
    merge.rows(view([{ ...prod, heardAt: 30_000 }]), 0);
    expect(firedAt(merge.rows(view([again]), 1))).toEqual([60_000]);
  });

  test("stays when the other beginning is one before it was last heard of, with the same words", () => {
    const merge = createMerge();
    merge.rows(view([{ ...prod, heardAt: 30_000 }]), 0);
    merge.heard(view([{ ...prod, heardAt: 70_000 }]));
    expect(firedAt(merge.rows(view([again]), 1))).toEqual([1000]);
  });

  test("stays when a Prometheus was started anew and the Alertmanager says that it never ended", () => {
    const merge = createMerge();
    merge.rows(view([prod], [pager]), 0);
    expect(firedAt(merge.rows(view([again], [pager]), 1))).toEqual([1000]);
    expect(firedAt(merge.rows(view([again], [quiet]), 2))).toEqual([1000]);
  });

  test("is forgotten when it goes back to pending", () => {
    const merge = createMerge();
    merge.rows(view([prod]), 0);
    const pending = prometheusView([ruleAlert(down, { state: "pending", firedAt: undefined })]);
    expect(firedAt(merge.rows(view([pending]), 1))).toEqual([undefined]);
  });
});

describe("strangers", () => {
  test("are the Alertmanager's alerts that no Prometheus has and no row is known for", () => {
    const merge = createMerge();
    const other = managedAlert({ alertname: "Backup" });
    const both = view([prod], [alertmanagerView([managedAlert(down), other])]);
    expect(merge.strangers(both, "am")).toEqual([other.fingerprint]);
    merge.rows(both, 0);
    expect(merge.strangers(both, "am")).toEqual([]);
  });

  test("that are held are no rows yet, and are strangers still", () => {
    const merge = createMerge();
    const other = managedAlert({ alertname: "Backup" });
    const seen = view([], [alertmanagerView([other])]);
    expect(merge.rows(seen, 0, new Set([heldKey("am", other.fingerprint)]))).toEqual([]);
    expect(merge.strangers(seen, "am")).toEqual([other.fingerprint]);
    expect(merge.rows(seen, 1)).toHaveLength(1);
  });

  test("that are held and turn out to be a Prometheus's join its row at once", () => {
    const merge = createMerge();
    const held = new Set([heldKey("am", managedAlert(down).fingerprint)]);
    expect(merge.rows(view([nothing], [pager]), 0, held)).toEqual([]);
    expect(brief(merge.rows(view([prod], [pager]), 1, held))).toEqual(["row of Down firing prometheus@prod+alertmanager@am"]);
  });
});

test("a row that did not change is the same object as before", () => {
  const merge = createMerge();
  const [before] = merge.rows(view([prod], [pager]), 0);
  expect(merge.rows(view([{ ...prod }], [{ ...pager }]), 1)[0]).toBe(before);
});

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { SilenceDraft, SilenceRow } from "#shared/contract/silences";
import { AppError } from "#shared/model/failure";
import type { Silence } from "#shared/model/silence";
import type { ServerSilences } from "../../../../electron/engine/routing/silences";
import { settle } from "../../../support/fake-clock";
import { fits, is, type Rig, startRig } from "../../../support/routing";

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

const hour = 3_600_000;

const draft = (fields: Partial<SilenceDraft> = {}): SilenceDraft => ({
  home: "local",
  matchers: [is("alertname", "A")],
  startsAt: rig.clock.now(),
  endsAt: rig.clock.now() + hour,
  createdBy: "dana",
  comment: "disk swap",
  ...fields,
});

const states = () => {
  const now = rig.clock.now();
  return rig.router.silences
    .list()
    .map(({ id, startsAt, endsAt }) => `${id} ${now < startsAt ? "pending" : now <= endsAt ? "active" : "expired"}`);
};

describe("a change of a silence", () => {
  test.each<{ what: string; startsIn?: number; change: (was: SilenceRow) => Partial<SilenceDraft>; keeps: boolean }>([
    { what: "extending one that holds", change: (was) => ({ endsAt: was.endsAt + hour }), keeps: true },
    { what: "another comment", change: () => ({ comment: "still swapping" }), keeps: true },
    { what: "other matchers", change: () => ({ matchers: [is("alertname", "B")] }), keeps: false },
    { what: "another beginning of one that holds", change: (was) => ({ startsAt: was.startsAt + 5000 }), keeps: false },
    {
      what: "another beginning of one that has not begun",
      startsIn: hour / 2,
      change: (was) => ({ startsAt: was.startsAt + 5000 }),
      keeps: true,
    },
    { what: "beginning now what has not begun", startsIn: hour / 2, change: () => ({ startsAt: 0 }), keeps: false },
  ])("$what keeps it: $keeps", async ({ startsIn = 0, change, keeps }) => {
    const was = await rig.router.silences.save(draft({ startsAt: rig.clock.now() + startsIn }));
    await rig.clock.advance(1000);
    const changed = await rig.router.silences.save({ ...draft(), ...was, ...change(was) });
    expect(changed.id === was.id).toBe(keeps);
    const active = rig.router.silences.list().filter(({ endsAt }) => endsAt >= rig.clock.now());
    expect(active.map(({ id }) => id)).toEqual([changed.id]);
    expect(changed.startsAt).toBeGreaterThanOrEqual(keeps ? was.startsAt : rig.clock.now());
  });

  test("one that is over begins anew", async () => {
    const was = await rig.router.silences.save(draft());
    await rig.router.silences.expire("local", was.id);
    const again = await rig.router.silences.save({ ...was, endsAt: rig.clock.now() + hour });
    expect(again.id).not.toBe(was.id);
    expect(states()).toEqual([`${again.id} active`, `${was.id} expired`]);
  });

  test("of one that nobody keeps any more is refused", async () => {
    await expect(rig.router.silences.save(draft({ id: "gone" }))).rejects.toMatchObject({ failure: { kind: "not-found" } });
  });
});

test.each<{ what: string; fields: () => Partial<SilenceDraft>; say: string }>([
  { what: "without matchers", fields: () => ({ matchers: [] }), say: 'a silence needs a matcher, such as alertname="DiskFull"' },
  {
    what: "that would hide everything",
    fields: () => ({ matchers: [fits("alertname", ".*")] }),
    say: "these matchers fit every alert: at least one of them has to ask for a label that is there",
  },
  {
    what: "with a broken expression",
    fields: () => ({ matchers: [fits("alertname", "(")] }),
    say: "the expression for alertname is not a regular expression: error parsing regexp: missing closing ): `(`",
  },
  {
    what: "that ends before it begins",
    fields: () => ({ endsAt: rig.clock.now() - 1 }),
    say: "a silence ends after it begins: choose a later end",
  },
  {
    what: "that is over already",
    fields: () => ({ startsAt: rig.clock.now() - 2 * hour, endsAt: rig.clock.now() - hour }),
    say: "that end is over already: choose one in the future",
  },
])("a silence $what is refused", async ({ fields, say }) => {
  await expect(rig.router.silences.save(draft(fields()))).rejects.toThrow(`The silence was not saved: ${say}.`);
  expect(rig.router.silences.list()).toEqual([]);
});

test("ending a silence shows at once, and ending it twice does no harm", async () => {
  await rig.fire([{ alertname: "A" }]);
  const { id } = await rig.router.silences.save(draft());
  await settle();
  expect(rig.inbox.list()[0]?.muted?.by).toBe("silence");
  await rig.router.silences.expire("local", id);
  await rig.router.silences.expire("local", id);
  await settle();
  expect(rig.inbox.list()[0]?.muted).toBeUndefined();
});

test("one that is over is kept for five days", async () => {
  const { id } = await rig.router.silences.save(draft());
  await rig.clock.advance(121 * hour);
  expect(states()).toEqual([`${id} expired`]);
  await rig.clock.advance(hour);
  expect(states()).toEqual([]);
});

test("a change, a beginning and an end are told", async () => {
  let told = 0;
  rig.router.silences.onChange(() => told++);
  await rig.router.silences.save(draft({ startsAt: rig.clock.now() + 1000 }));
  expect(told).toBe(1);
  await rig.clock.advance(1000);
  expect(told).toBe(2);
  await rig.clock.advance(hour);
  expect(told).toBe(3);
});

test("a preview counts what would be hidden, and says why matchers cannot be used", async () => {
  await rig.fire([{ alertname: "A" }, { alertname: "B" }, { alertname: "C" }]);
  await rig.resolve([{ alertname: "C" }]);
  const { silences } = rig.router;
  expect(silences.preview([fits("alertname", "A|C")])).toEqual({ total: 1, ids: [rig.idOf({ alertname: "A" })] });
  expect(silences.preview([fits("alertname", ".+")])).toMatchObject({ total: 2 });
  expect(silences.preview([fits("alertname", "(")])).toMatchObject({
    total: 0,
    ids: [],
    problem: expect.stringContaining("missing closing"),
  });
  expect(silences.preview([fits("x", ".*")])).toMatchObject({ total: 2, problem: expect.stringContaining("fit every alert") });
});

test("a silence keeps what an object would make of its labels' names", async () => {
  await rig.fire([{ alertname: "A", constructor: "x" }]);
  expect(rig.router.silences.preview([is("constructor", "x")]).total).toBe(1);
  expect(rig.router.silences.preview([is("toString", ""), is("alertname", "A")]).total).toBe(1);
});

describe("silences at an Alertmanager", () => {
  const theirs = (): Silence => ({ ...draft(), id: "s1", home: "prod", updatedAt: 0 });

  async function withServer(server: Partial<ServerSilences>): Promise<Rig> {
    rig.close();
    rig = await startRig({
      serverSilences: {
        homes: () => [{ id: "prod", name: "prod" }],
        list: () => [{ ...theirs(), problem: "prod is silent" }],
        save: () => Promise.reject(new AppError({ kind: "unreachable", say: "prod did not answer." })),
        expire: () => Promise.resolve(),
        onChange: () => () => undefined,
        ...server,
      },
    });
    return rig;
  }

  test("are listed beside those kept here, with what the server hides", async () => {
    await withServer({});
    rig.inbox.report(
      "servers",
      [
        {
          id: "x",
          name: "A",
          source: "prod",
          origins: [
            { kind: "alertmanager", connection: "prod", fingerprint: "f", receivers: [], silencedBy: ["s1"], inhibitedBy: [] },
          ],
          labels: { alertname: "A" },
          annotations: {},
          state: "firing",
          activeAt: rig.clock.now(),
          firedAt: rig.clock.now(),
          serverMuted: { by: "server", ids: ["s1"], say: "silenced at prod by dana" },
        },
      ],
      rig.clock.now(),
    );
    const mine = await rig.router.silences.save(draft({ endsAt: rig.clock.now() + 2 * hour, matchers: [is("alertname", "B")] }));
    expect(rig.router.silences.list()).toMatchObject([
      { id: "s1", home: "prod", hides: 1, problem: "prod is silent" },
      { id: mine.id, home: "local", hides: 0 },
    ]);
    expect(rig.inbox.get("x")?.muted).toEqual({ by: "server", ids: ["s1"], say: "silenced at prod by dana" });
  });

  test("are changed there, and its refusal is told as it is", async () => {
    await withServer({});
    await expect(rig.router.silences.save(draft({ home: "prod" }))).rejects.toThrow("prod did not answer.");
    await expect(rig.router.silences.expire("prod", "s1")).resolves.toBeUndefined();
    await expect(rig.router.silences.expire("gone", "s1")).rejects.toMatchObject({ failure: { kind: "not-found" } });
  });
});

// An Alertmanager's recorded answers over a real socket, and those of servers that only say that they are one.
import { afterEach, describe, expect, test } from "vitest";
import type { AppError } from "#shared/model/failure";
import { connectAlertmanager, type SilenceDraft } from "../../../../../electron/engine/sources/alertmanager/index";
import { connectionTo } from "../../../../support/connections";
import { createFakeClock } from "../../../../support/fake-clock";
import { startHttp } from "../../../../support/misbehaving-server";
import { recordedAlertmanager } from "../../../../support/recorded";

const never = new AbortController().signal;
const started: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((it) => it.stop()));
});

interface Answered {
  status?: number;
  contentType?: string;
  body: string;
}

/** Answers by `METHOD path`. */
async function sourceThat(answers: Record<string, Answered>) {
  const bodies: string[] = [];
  const server = await startHttp((request, response) => {
    const {
      status = 200,
      contentType = "application/json",
      body,
    } = answers[`${request.method} ${request.url}`] ?? {
      status: 404,
      contentType: "text/plain",
      body: "404 page not found",
    };
    let text = "";
    request.on("data", (part) => {
      text += part;
    });
    request.on("end", () => {
      bodies.push(text);
      if (contentType !== "") response.setHeader("content-type", contentType);
      response.writeHead(status).end(body);
    });
  });
  const connection = connectionTo(server.url, { kind: "alertmanager", id: "am", name: "Pager" });
  const source = await connectAlertmanager({ connection, readSecret: async () => undefined, clock: createFakeClock() });
  started.push(server, { stop: () => source.close({ breakOff: true }) });
  return { source, server, bodies };
}

const recorded = (...names: string[]) =>
  sourceThat(
    Object.fromEntries(
      names.map((name) => {
        const { request, answer } = recordedAlertmanager(name);
        return [request, answer];
      }),
    ),
  );

const sayOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    (answer) => `answered ${JSON.stringify(answer)}`,
    (error: AppError) => (error.failure ? `${error.failure.kind}: ${error.failure.say}` : `a bug: ${error}`),
  );

const draft: SilenceDraft = {
  matchers: [{ name: "alertname", value: "Silenced", isRegex: false, isEqual: true }],
  startsAt: Date.UTC(2026, 10, 21, 4, 16, 33, 201),
  endsAt: Date.UTC(2026, 10, 21, 5, 16, 33, 201),
  createdBy: "me",
  comment: "test",
};

describe("an Alertmanager 0.33", () => {
  test("tells its alerts with what is done to them", async () => {
    const { source } = await recorded("alerts");
    const alerts = await source.alerts(never);
    const brief = alerts.map(({ labels, receivers, silencedBy, inhibitedBy }) => ({
      name: labels.alertname,
      receivers,
      silencedBy,
      inhibitedBy,
    }));
    expect(brief.slice(0, 4)).toEqual([
      { name: "Net", receivers: ["night"], silencedBy: [], inhibitedBy: [] },
      { name: "Disk", receivers: ["default"], silencedBy: [], inhibitedBy: ["caa307486c2fe9b5"] },
      { name: "Silenced", receivers: ["default"], silencedBy: ["a75fd7cc-dbcf-4221-9d95-816842a74257"], inhibitedBy: [] },
      { name: "TargetDown", receivers: ["crit", "night"], silencedBy: [], inhibitedBy: [] },
    ]);
    expect(alerts[0]).toMatchObject({
      fingerprint: "2c52b3b6c7deec06",
      labels: { alertname: "Net", instance: "h2", team: "a" },
      startsAt: Date.UTC(2026, 10, 21, 3, 16, 33, 166),
    });
  });

  test("tells its silences", async () => {
    const { source } = await recorded("silences");
    expect(await source.silences(never)).toEqual([
      {
        id: "a75fd7cc-dbcf-4221-9d95-816842a74257",
        home: "am",
        matchers: draft.matchers,
        startsAt: Date.UTC(2026, 10, 21, 4, 16, 33, 210),
        endsAt: Date.UTC(2026, 10, 21, 6, 16, 33, 210),
        createdBy: "me",
        comment: "longer",
        updatedAt: Date.UTC(2026, 10, 21, 4, 16, 33, 211),
      },
      expect.objectContaining({ id: "4fc47bf4-36d5-45dd-b1ef-2caa546e94ae", comment: "later" }),
    ]);
  });

  test("is found out about by a test of the connection", async () => {
    const { source } = await recorded("status", "receivers", "alerts");
    expect(await source.inspect(never)).toMatchObject({
      kind: "alertmanager",
      server: "Alertmanager 0.33.1",
      version: "0.33.1",
      alertmanager: { cluster: "disabled", peers: 0, receivers: ["default", "crit", "night"] },
    });
  });

  test("makes a silence out of a draft, and tells its id", async () => {
    const { source, bodies } = await recorded("post-silence");
    expect(await source.saveSilence(draft, never)).toBe("a75fd7cc-dbcf-4221-9d95-816842a74257");
    expect(JSON.parse(bodies[0] ?? "")).toEqual({
      ...draft,
      startsAt: "2026-11-21T04:16:33.201Z",
      endsAt: "2026-11-21T05:16:33.201Z",
    });
  });

  test("takes no offence at ending a silence twice", async () => {
    const { source } = await recorded("delete-silence-again");
    expect(await source.expireSilence("4fc47bf4-36d5-45dd-b1ef-2caa546e94ae", never)).toBeUndefined();
  });

  test.each([
    {
      name: "post-silence-empty-matcher",
      say: "bad-request: Pager refused it: invalid silence: matcher set 0: at least one matcher must not match the empty string.",
    },
    {
      name: "post-silence-end-past",
      say: "bad-request: Pager refused it: Failed to create silence: end time can't be in the past.",
    },
    { name: "post-silence-missing", say: "bad-request: Pager refused it: comment in body is required." },
    { name: "post-silence-unknown-id", say: "not-found: Pager does not have that any more: silence not found." },
  ])("refuses in its own words: $name", async ({ name, say }) => {
    const { source } = await recorded(name);
    expect(await sayOf(source.saveSilence(draft, never))).toBe(say);
  });

  test("of another version says that the path is not there, which is no silence that is missing", async () => {
    const { answer } = recordedAlertmanager("not-found");
    const { source } = await sourceThat({ "GET /api/v2/alerts": answer });
    expect(await sayOf(source.alerts(never))).toMatch(
      /^not-that-server: .* has nothing at \/api\/v2\/alerts \(404\): is Pager an Alertmanager, /,
    );
  });
});

const alert = (fields: object) => ({
  body: JSON.stringify([{ fingerprint: "1", labels: {}, startsAt: "2026-11-21T04:00:00Z", ...fields }]),
});

test.each([
  {
    name: "a web page",
    answer: { contentType: "text/html", body: "<html>" },
    say: /^not-that-server: .* web page \(200\), not as Alertmanager does/,
  },
  { name: "an object", answer: { body: "{}" }, say: /^not-that-server: Pager answered with JSON that is broken/ },
  { name: "half a list", answer: { body: '[{"a"' }, say: /^not-that-server: Pager answered with JSON that is broken/ },
  { name: "nothing", answer: { body: "" }, say: /^not-that-server: Pager answered with JSON that is broken/ },
  { name: "numbers", answer: { body: "[1]" }, say: /^not-that-server: Pager answered in a shape/ },
  {
    name: "a label that is a number",
    answer: alert({ labels: { a: 1 } }),
    say: /^not-that-server: The answer holds a label that is not text/,
  },
  { name: "labels in a list", answer: alert({ labels: ["a"] }), say: /^not-that-server: Pager answered in a shape/ },
  { name: "an alert without a beginning", answer: alert({ startsAt: "0001-01-01T00:00:00Z" }), say: /^answered \[\]$/ },
  {
    name: "401",
    answer: { status: 401, contentType: "text/plain", body: "no" },
    say: /^unauthorized: Pager asks who you are \(401\)/,
  },
  { name: "500 in JSON", answer: { status: 500, body: '"it burns"' }, say: /^server-error: Pager failed \(500\)/ },
])("a server that answers the list of alerts with $name fails with a sentence", async ({ answer, say }) => {
  const { source } = await sourceThat({ "GET /api/v2/alerts": answer });
  expect(await sayOf(source.alerts(never))).toMatch(say);
});

test("labels by the names of an object's own parts are labels, and __proto__ is left out", async () => {
  const body = `[{"fingerprint":"1","startsAt":"2026-11-21T04:00:00Z","labels":{"alertname":"A","constructor":"b","__proto__":"c","empty":""}}]`;
  const { source } = await sourceThat({ "GET /api/v2/alerts": { body } });
  const [found] = await source.alerts(never);
  expect(Object.entries(found?.labels ?? {})).toEqual([
    ["alertname", "A"],
    ["constructor", "b"],
  ]);
});

test("an id that is no id stays inside its part of the path", async () => {
  const { source, server } = await sourceThat({});
  await sayOf(source.expireSilence("../../-/reload?x=1", never));
  expect(server.requests[0]?.url).toBe("/api/v2/silence/..%2F..%2F-%2Freload%3Fx%3D1");
});

// Containers' logs over the socket of a stand-in for Docker.
import { afterEach, beforeEach, expect, test } from "vitest";
import type { LogPlace } from "#shared/contract/logs";
import { eventually } from "../../../../../support/eventually";
import { createFakeClock } from "../../../../../support/fake-clock";
import { type FakeDocker, startFakeDocker } from "../../../../../support/fake-docker";
import { localLogs, logsNow, queried } from "../../../../../support/local-logs";

const begins = logsNow - 3_600_000;
const [web, db] = ["a".repeat(64), "b".repeat(64)];
const all: LogPlace = { kind: "containers", id: "c", names: [] };
const signal = new AbortController().signal;

interface Written {
  at: number;
  stream: 1 | 2;
  text: string;
}

let docker: FakeDocker;
let logs: Map<string, Written[]>;
/** Writes to whoever follows. */
let followers: ((line: Written) => void)[];

const framed = ({ at, stream, text }: Written): Buffer => {
  const payload = Buffer.from(`${new Date(at).toISOString().replace("Z", "000000Z")} ${text}\n`);
  const head = Buffer.alloc(8);
  head[0] = stream;
  head.writeUInt32BE(payload.length, 4);
  return Buffer.concat([head, payload]);
};

beforeEach(async () => {
  followers = [];
  const lines = (name: string, count: number): Written[] =>
    Array.from({ length: count }, (_, index) => ({
      at: begins + index * 1000,
      stream: index % 10 === 9 ? 2 : 1,
      text: `${name} ${index}`,
    }));
  logs = new Map([
    [web, lines("web", 3000)],
    [db, lines("db", 100)],
  ]);
  docker = await startFakeDocker((request, response) => {
    const url = new URL(request.url ?? "", "http://docker");
    const json = (value: unknown) => {
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(value));
    };
    if (url.pathname === "/version") return json({ Version: "27.3.1", ApiVersion: "1.47", MinAPIVersion: "1.24" });
    if (url.pathname.endsWith("/containers/json")) {
      const labels = { "com.docker.compose.project": "shop", "com.docker.compose.service": "web" };
      const created = begins / 1000;
      return json([
        { Id: web, Names: ["/shop-web-1"], Image: "web:1", State: "running", Created: created, Labels: labels },
        { Id: db, Names: ["/db"], Image: "postgres:17", State: "exited", Created: created, Labels: {} },
      ]);
    }
    const id = /containers\/(\w+)\/logs$/.exec(url.pathname)?.[1] ?? "";
    const number = (name: string) => (url.searchParams.has(name) ? Number(url.searchParams.get(name)) * 1000 : undefined);
    const [since = 0, until = Number.POSITIVE_INFINITY] = [number("since"), number("until")];
    const last = Number(url.searchParams.get("tail") ?? 1e9);
    // As Docker does it: the last so many first, and the times of those.
    const told = (logs.get(id) ?? []).slice(-last).filter(({ at }) => at >= since && at <= until);
    if (url.searchParams.has("follow")) {
      response.writeHead(200);
      response.flushHeaders();
      followers.push((line) => response.write(framed(line)));
      return;
    }
    response.end(Buffer.concat(told.map(framed)));
  });
});
afterEach(() => docker.stop());

const source = (places = [all], clock = createFakeClock(logsNow)) =>
  localLogs(places, { clock, sockets: [{ kind: "docker", socket: docker.socket }] });

test("lines of all containers come in one order, with labels that say whose they are", async () => {
  const { entries, warnings } = await queried(source(), '{source="container"}', { end: begins + 2000 });
  expect(warnings).toEqual([]);
  expect(entries.map(({ line }) => line)).toEqual(["web 0", "db 0", "web 1", "db 1"]);
  expect(entries[0]?.labels).toEqual({
    source: "container",
    container: "shop-web-1",
    image: "web:1",
    compose_project: "shop",
    compose_service: "web",
    stream: "stdout",
  });
});

test("the newest lines come first, as far back as is asked", async () => {
  const newest = await queried(source(), '{container="shop-web-1"}', { direction: "backward", limit: 5 });
  expect(newest.entries.map(({ line }) => line)).toEqual(["web 2999", "web 2998", "web 2997", "web 2996", "web 2995"]);
  const whole = await queried(source(), '{container="shop-web-1"}', { direction: "backward", limit: 5000 });
  expect(whole.entries.map(({ line }) => line)).toEqual(Array.from({ length: 3000 }, (_, index) => `web ${2999 - index}`));
});

test("a stretch of time that lies back is asked as such", async () => {
  const part = { start: begins + 10_000, end: begins + 13_000, direction: "backward" } as const;
  expect((await queried(source(), '{container="shop-web-1"}', part)).entries.map(({ line }) => line)).toEqual([
    "web 12",
    "web 11",
    "web 10",
  ]);
});

test("what goes to standard error can be asked for alone", async () => {
  const { entries } = await queried(source(), '{container="db", stream="stderr"}');
  expect(entries).toHaveLength(10);
});

test("only what is asked for is opened, and only what was picked", async () => {
  await queried(source(), '{container="db"}');
  expect(docker.asked.filter((path) => path.includes("/logs")).every((path) => path.includes(db))).toBe(true);
  const picked = source([{ kind: "containers", id: "c", names: ["shop-*"] }]);
  expect((await queried(picked, '{container="db"}')).entries).toEqual([]);
  expect(await picked.lookAt({ kind: "containers", names: ["shop-*"] })).toEqual({ names: ["shop-web-1"], count: 1 });
  expect(await picked.labelValues({ label: "container", limit: 9, startNs: "0", endNs: "1", signal })).toEqual(["shop-web-1"]);
});

test("a container whose logs cannot be read costs only its own lines", async () => {
  const usual = docker.answer;
  docker.answer = (request, response) => {
    if (!request.url?.includes(`${db}/logs`)) return usual(request, response);
    response.statusCode = 501;
    response.end('{"message":"configured logging driver does not support reading"}');
  };
  const { entries, warnings } = await queried(source(), '{source="container"}', { end: begins + 1000 });
  expect(entries.map(({ line }) => line)).toEqual(["web 0"]);
  expect(warnings).toEqual([
    "The logs of the container db cannot be read: it says: configured logging driver does not support reading",
  ]);
});

test("lines are told as they are written, and the connection ends with it", async () => {
  const clock = createFakeClock(logsNow);
  const controller = new AbortController();
  const lines: string[] = [];
  source([all], clock).tail(
    { expr: '{source="container"} != "skip"', signal: controller.signal },
    {
      onEntries: (entries) => void lines.push(...entries.map(({ line }) => line)),
      onDropped: () => {},
      onState: () => {},
      onFailure: (error) => lines.push(String(error)),
    },
  );
  await eventually(() => followers[0], "the running container is followed");
  for (const [index, text] of ["one", "skip", "two"].entries()) followers[0]?.({ at: logsNow + index + 1, stream: 1, text });
  await eventually(() => (lines.length >= 2 ? true : undefined), "both lines are told");
  controller.abort();
  expect(lines).toEqual(["one", "two"]);
  expect(docker.asked.filter((path) => path.includes("follow")).map((path) => path.includes(web))).toEqual([true]);
});

test("what a container wrote that came and went between two looks is told, and more containers than are followed at once", async () => {
  const clock = createFakeClock(logsNow);
  const controller = new AbortController();
  const lines: string[] = [];
  const usual = docker.answer;
  let job = 0;
  const idOf = (number: number) => String(number).padStart(64, "c");
  docker.answer = (request, response) => {
    const url = new URL(request.url ?? "", "http://docker");
    if (url.pathname.endsWith("/containers/json")) {
      response.setHeader("content-type", "application/json");
      const created = Math.floor(logsNow / 1000) + 1;
      response.end(
        JSON.stringify([{ Id: idOf(job), Names: [`/job-${job}`], Image: "job", State: "exited", Created: created, Labels: {} }]),
      );
    } else if (url.pathname.endsWith("/logs")) {
      response.end(framed({ at: logsNow + 1000, stream: 1, text: `job ${url.pathname.includes(idOf(job)) ? job : "?"}` }));
    } else usual(request, response);
  };
  source([all], clock).tail(
    { expr: '{source="container"}', signal: controller.signal },
    {
      onEntries: (entries) => void lines.push(...entries.map(({ line }) => line)),
      onDropped: () => {},
      onState: () => {},
      onFailure: (error) => lines.push(String(error)),
    },
  );
  for (;;) {
    await eventually(() => (lines.length > job && clock.pendingTimers > 0 ? true : undefined), `job ${job} is told`, {
      everyMs: 1,
    });
    if (job === 204) break;
    job++;
    await clock.advance(5000);
  }
  controller.abort();
  expect(lines).toEqual(Array.from({ length: 205 }, (_, number) => `job ${number}`));
});

test("when a service breaks off, nothing is lost and nothing told twice", async () => {
  const clock = createFakeClock(logsNow);
  const controller = new AbortController();
  const lines: string[] = [];
  const usual = docker.answer;
  const written = [1, 2, 3].map((number): Written => ({ at: logsNow + number, stream: 1, text: `line ${number}` }));
  let asked = 0;
  docker.answer = (request, response) => {
    const url = new URL(request.url ?? "", "http://docker");
    if (!url.pathname.endsWith(`${web}/logs`)) return usual(request, response);
    asked++;
    response.writeHead(200);
    const since = Number(url.searchParams.get("since")) * 1000;
    if (asked > 1) return void response.end(Buffer.concat(written.filter(({ at }) => at >= since).map(framed)));
    // In the middle of the second line.
    response.write(Buffer.concat(written.slice(0, 2).map(framed)).subarray(0, -5), () => response.destroy());
  };
  source([all], clock).tail(
    { expr: '{container="shop-web-1"}', signal: controller.signal },
    {
      onEntries: (entries) => void lines.push(...entries.map(({ line }) => line)),
      onDropped: () => {},
      onState: () => {},
      onFailure: (error) => lines.push(String(error)),
    },
  );
  const isWaiting = () => (clock.pendingTimers > 0 ? true : undefined);
  await eventually(() => (lines.length > 0 ? isWaiting() : undefined), "the first line is told");
  await eventually(
    async () => {
      await clock.advance(5000);
      return lines.length >= 3 ? true : undefined;
    },
    "the others are told",
    { everyMs: 5 },
  );
  controller.abort();
  expect(lines).toEqual(["line 1", "line 2", "line 3"]);
});

test("without a service that is told", async () => {
  expect(await localLogs([]).lookAt({ kind: "containers", names: [] })).toEqual({
    names: [],
    count: 0,
    problem: "Neither Docker nor Podman answers on this machine.",
  });
});

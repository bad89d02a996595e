// The whole way from a recorded conversation over a real socket, with the recorded files of the containers, to what is shown.
import type { RequestListener } from "node:http";
import { afterEach, expect, test } from "vitest";
import { inOrder, rowOf } from "../../../../electron/engine/containers/rows";
import type { SocketPlace } from "../../../../electron/engine/containers/socket-places";
import { type ContainersLook, createContainerWatch } from "../../../../electron/engine/containers/watch";
import { deferred } from "../../../support/deferred";
import { createFakeClock } from "../../../support/fake-clock";
import { type FakeDocker, recordedDaemon, startFakeDocker } from "../../../support/fake-docker";
import { createFakeHost } from "../../../support/fake-host";

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const database = "43bbc729206eeac816eaaf241158c07765483e1e89e9944c9e4c487791567118";
const web = "f76d53f43d6de50870d49c0319ad5443d1350e3a178b452dc8c9d4cb602a3ea0";

interface Setup {
  recording?: string;
  answer?: RequestListener;
  /** Without the files the daemon itself is asked, as where it runs in a virtual machine. */
  withFiles?: boolean;
  places?: (docker: FakeDocker) => SocketPlace[];
}

async function setUp({ recording = "docker-20.10", answer, withFiles = true, places }: Setup = {}) {
  const recorded = recordedDaemon(recording);
  const docker = await startFakeDocker(answer ?? recorded.answer);
  ends.push(docker.stop);
  const clock = createFakeClock();
  const host = createFakeHost({ files: withFiles ? recorded.files : {} });
  const watch = createContainerWatch({
    places: places?.(docker) ?? [{ kind: "docker", socket: docker.socket }],
    clock,
    host,
  });
  ends.push(() => watch.close());
  return { recorded, docker, clock, host, watch };
}

const rowsOf = ({ containers, rates }: ContainersLook) =>
  inOrder(containers).map((container) => rowOf(container, rates.get(container.id)));
/** A row in a line, of what a test is about. */
const words = (look: ContainersLook) =>
  rowsOf(look).map(({ name, state, group, health, ports, memoryBytes, tasks }) =>
    [name, state, health, group, ports.join(" "), memoryBytes, tasks]
      .filter((word) => word !== undefined && word !== "")
      .join(" | "),
  );

test("Docker's containers, running ones first, with what their control groups say", async () => {
  const { watch, docker } = await setUp();
  const look = await watch.look(0);
  expect(look.services).toEqual([{ kind: "docker", socket: docker.socket, state: "ok", version: "20.10.24+dfsg1" }]);
  expect(words(look)).toEqual([
    "on-host | running | 221184 | 1",
    "shop-db-1 | running | shop | 524288 | 2",
    "shop-web-1 | running | healthy | shop | 127.0.0.1:18080 → 80/tcp | 4083712 | 2",
    "resting | paused | 319488 | 1",
    "done-once | exited",
    "never-started | created",
  ]);
  expect(rowsOf(look).find(({ id }) => id === web)).toMatchObject({
    image: "busybox:1.35",
    service: "docker",
    status: "Up About a minute (healthy)",
    createdAt: 1_795_262_440_000,
    cpuLimit: 0.5,
    memoryLimitBytes: 67_108_864,
  });
});

test("a second look asks for the list alone: what a container is, is asked once", async () => {
  const { watch, docker, clock } = await setUp();
  await watch.look(0);
  expect(docker.asked.filter((path) => path.includes("stats"))).toEqual([]);
  docker.asked.length = 0;
  await clock.advance(1000);
  await watch.look(0);
  expect(docker.asked).toEqual(["/v1.41/containers/json?all=true"]);
  docker.asked.length = 0;
  await clock.advance(300_000);
  await watch.look(0);
  // Limits can be changed while a container runs.
  expect(docker.asked).toContain(`/v1.41/containers/${database}/json`);
});

test("rates are over the time between two looks, and a counter that fell has none", async () => {
  const { watch, host, clock } = await setUp();
  const usage = (id: string) => `/sys/fs/cgroup/cpuacct/docker/${id}/cpuacct.usage`;
  const before = Number(host.files.get(usage(database)));
  expect((await watch.look(0)).rates.size).toBe(0);
  host.files.set(usage(database), `${before + 1.5e9}\n`);
  host.files.set(usage(web), "5\n");
  host.files.set("/proc/5429/net/dev", (host.files.get("/proc/5429/net/dev") as string).replace("796", "2796"));
  await clock.advance(2000);
  const { rates } = await watch.look(0);
  expect(rates.get(database)).toEqual({
    cpuPercent: 75,
    receivedPerSecond: 1000,
    sentPerSecond: 0,
    readPerSecond: undefined,
    writtenPerSecond: undefined,
  });
  expect(rates.get(web)?.cpuPercent).toBeUndefined();
});

test("whoever looks a moment later, or meanwhile, is shown the same", async () => {
  const { watch, docker, clock } = await setUp();
  const [first, second] = await Promise.all([watch.look(0), watch.look(0)]);
  expect(second).toBe(first);
  docker.asked.length = 0;
  await clock.advance(900);
  expect(await watch.look(1000)).toBe(first);
  expect(docker.asked).toEqual([]);
  await clock.advance(200);
  expect(await watch.look(1000)).not.toBe(first);
});

test("Podman's containers, with their pods", async () => {
  const { watch, docker } = await setUp({ recording: "podman-4.3" });
  const look = await watch.look(0);
  // The path was taken for Docker's; what answers says what it is.
  expect(look.services).toEqual([{ kind: "podman", socket: docker.socket, state: "ok", version: "4.3.1" }]);
  expect(words(look)).toEqual([
    "2b2e4affcac8-infra | running | blog | 127.0.0.1:18090 → 80/tcp | 245760 | 1",
    "blog-app | running | blog | 127.0.0.1:18090 → 80/tcp | 331776 | 1",
    "cache | running | 18091 → 6379/udp | 3055616 | 2",
    "finished | exited",
    "waiting | created",
  ]);
  // A pod's containers share the interfaces of its first one.
  const interfaces = look.containers.map(({ name, running }) => [
    name,
    running?.measured?.usage.interfaces.map((one) => one.name),
  ]);
  expect(Object.fromEntries(interfaces)).toMatchObject({ "blog-app": [], "2b2e4affcac8-infra": ["eth0"], cache: ["eth0"] });
});

test("where control groups are out of sight the daemon itself is asked", async () => {
  const { watch, docker } = await setUp({ withFiles: false });
  expect(words(await watch.look(0))).toEqual([
    "on-host | running | 221184 | 1",
    "shop-db-1 | running | shop | 524288 | 2",
    "shop-web-1 | running | healthy | shop | 127.0.0.1:18080 → 80/tcp | 4083712 | 2",
    "resting | paused | 319488 | 1",
    "done-once | exited",
    "never-started | created",
  ]);
  expect(docker.asked).toContain(`/v1.41/containers/${database}/stats?stream=false&one-shot=true`);
});

test("a number of a process that is now another's is not read as the container's", async () => {
  const { watch, host } = await setUp();
  host.files.set("/proc/5429/cgroup", "0::/user.slice\n");
  host.files.set(`/sys/fs/cgroup/pids/docker/${database}/pids.current`, "999\n");
  const row = rowsOf(await watch.look(0)).find(({ id }) => id === database);
  // As the daemon counts.
  expect(row?.tasks).toBe(2);
});

test("a container that has gone between the list and the next question is listed without numbers", async () => {
  const { watch, recorded } = await setUp();
  recorded.forget(`/v1.41/containers/${database}/json`);
  const look = await watch.look(0);
  expect(look.services[0]?.state).toBe("ok");
  expect(words(look)).toContain("shop-db-1 | running | shop");
  expect(words(look)).toContain("shop-web-1 | running | healthy | shop | 127.0.0.1:18080 → 80/tcp | 4083712 | 2");
});

test("a container that was started anew under another number is asked about anew", async () => {
  const { watch, host, recorded, clock } = await setUp();
  await watch.look(0);
  for (const file of ["cgroup", "net/dev"]) {
    host.files.set(`/proc/777/${file}`, host.files.get(`/proc/5429/${file}`) ?? "");
    host.files.delete(`/proc/5429/${file}`);
  }
  recorded.change(`/v1.41/containers/${database}/json`, (answer) => ({
    ...(answer as object),
    State: { Pid: 777, StartedAt: "2026-11-21T13:00:00Z" },
  }));
  await clock.advance(1000);
  const { containers } = await watch.look(0);
  expect(containers.find(({ id }) => id === database)?.running).toMatchObject({ startedAt: Date.UTC(2026, 10, 21, 13) });
});

test("a container whose first process is another container's by now is asked about anew", async () => {
  const { watch, host, docker, clock } = await setUp();
  await watch.look(0);
  host.files.set("/proc/5429/cgroup", host.files.get("/proc/4848/cgroup") ?? "");
  docker.asked.length = 0;
  await clock.advance(1000);
  await watch.look(0);
  expect(docker.asked).toContain(`/v1.41/containers/${database}/json`);
});

test("a container that its daemon is stuck with costs the others nothing, and is left alone for a minute", async () => {
  const { watch, docker, clock, host, recorded } = await setUp();
  await watch.look(0);
  // It was started anew, and the daemon does not come to say as what.
  const cgroup = host.files.get("/proc/5429/cgroup") ?? "";
  host.files.delete("/proc/5429/cgroup");
  const stuck = deferred();
  docker.answer = (request, response) => {
    if (request.url?.endsWith(`${database}/json`)) stuck.resolve();
    else recorded.answer(request, response);
  };
  await clock.advance(40_000);
  const looking = watch.look(0);
  await stuck.promise;
  await clock.advance(3000);
  const look = await looking;
  expect(look.services[0]?.state).toBe("ok");
  expect(words(look)).toContain("shop-db-1 | running | shop");
  expect(words(look)).toContain("on-host | running | 221184 | 1");
  docker.asked.length = 0;
  await clock.advance(30_000);
  await watch.look(0);
  expect(docker.asked).toEqual(["/v1.41/containers/json?all=true"]);
  docker.answer = recorded.answer;
  host.files.set("/proc/5429/cgroup", cgroup);
  await clock.advance(31_000);
  expect(words(await watch.look(0))).toContain("shop-db-1 | running | shop | 524288 | 2");
});

test("a daemon that hangs is given longer and longer peace, and is back by itself", async () => {
  const asked: (() => void)[] = [];
  const { watch, docker, clock, recorded } = await setUp({ answer: () => asked.shift()?.() });
  const reasons: (string | undefined)[] = [];
  for (const _ of [1, 2]) {
    const question = deferred();
    asked.push(question.resolve);
    const looking = watch.look(0);
    await question.promise;
    await clock.advance(3000);
    reasons.push((await looking).services[0]?.reason);
    // Not asked again so soon.
    await clock.advance(4000);
    expect((await watch.look(0)).services[0]?.state).toBe("hung");
    await clock.advance(7000);
  }
  expect(reasons).toEqual([
    "The service did not answer within 3 s. It is asked again every 5 s.",
    "The service did not answer within 3 s. It is asked again every 10 s.",
  ]);
  expect(docker.asked).toEqual(["/version", "/version"]);
  docker.answer = recorded.answer;
  expect((await watch.look(0)).services[0]?.state).toBe("ok");
});

test("two paths to one socket are one service, and what is no unix socket says so", async () => {
  const { watch, docker } = await setUp({
    places: ({ socket }) => [
      { kind: "docker", socket: "tcp://10.0.0.5:2376", problem: "DOCKER_HOST is not read." },
      { kind: "docker", socket },
      { kind: "podman", socket: `${socket.slice(0, -"docker.sock".length)}./docker.sock` },
      { kind: "podman", socket: "/no/such.sock" },
    ],
  });
  const look = await watch.look(0);
  expect(look.services.map(({ kind, state, reason }) => [kind, state, reason])).toEqual([
    ["docker", "unsupported", "DOCKER_HOST is not read."],
    ["docker", "ok", undefined],
    ["podman", "absent", "There is no socket."],
  ]);
  expect(look.containers).toHaveLength(6);
  expect(docker.asked.filter((path) => path === "/version")).toHaveLength(1);
});

test("a service that is stopped and started again is a new one", async () => {
  const { watch, docker, recorded } = await setUp();
  await watch.look(0);
  docker.answer = (_, response) => {
    response.statusCode = 503;
    response.end("{}");
  };
  expect((await watch.look(0)).services[0]).toMatchObject({ state: "failing", reason: "The service answered 503." });
  docker.answer = recorded.answer;
  docker.asked.length = 0;
  expect((await watch.look(0)).services[0]?.state).toBe("ok");
  expect(docker.asked[0]).toBe("/version");
});

test.each([
  { says: { ApiVersion: "1.55", MinAPIVersion: "1.44" }, speaks: "v1.51" },
  { says: { ApiVersion: "1.60", MinAPIVersion: "1.52" }, speaks: "v1.52" },
  { says: { ApiVersion: "1.24", MinAPIVersion: "1.12" }, speaks: "v1.24" },
])("a daemon that says $says is spoken to in $speaks", async ({ says, speaks }) => {
  const { watch, docker } = await setUp({
    answer: (request, response) =>
      response.end(JSON.stringify(request.url === "/version" ? { Version: "x", Components: [], ...says } : [])),
  });
  await watch.look(0);
  expect(docker.asked).toEqual(["/version", `/${speaks}/containers/json?all=true`]);
});

test("a list of a million is not gone through: no machine has so many", async () => {
  const { watch, recorded, docker } = await setUp();
  docker.answer = (request, response) => {
    if (!request.url?.includes("/containers/json")) recorded.answer(request, response);
    else response.setHeader("content-type", "application/json").end(`[${"{},".repeat(1_000_000)}{}]`);
  };
  const { services, containers } = await watch.look(0);
  expect(containers).toEqual([]);
  expect(services).toMatchObject([
    { state: "failing", reason: "The service lists 1000001 containers, and no more than 10000 are taken from it." },
  ]);
});

test("entries of a list that are no containers are left out", async () => {
  const { watch, recorded } = await setUp();
  recorded.change("/v1.41/containers/json?all=true", (list) => [null, 5, { Id: "../x" }, ...(list as object[]).slice(0, 1)]);
  expect(words(await watch.look(0))).toEqual(["shop-db-1 | running | shop | 524288 | 2"]);
});

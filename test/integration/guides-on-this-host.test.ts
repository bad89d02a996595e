// What the users' guides ask of a host and its containers, asked of this machine: each expression as it stands there, answered
// by the whole engine without any server. Docker is a recorded conversation at the end of a real socket.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CallOutput } from "#shared/contract/index";
import { createMemoryVault } from "../../electron/cli/asker";
import { createEngine, type Engine } from "../../electron/engine/engine";
import { eventually } from "../support/eventually";
import { type FakeDocker, recordedDaemon, startFakeDocker } from "../support/fake-docker";
import { createFakeNotifier } from "../support/fake-notifier";
import { suite } from "../support/suite";
import { quietLog } from "../support/transports";

/** The guide's own container has another name than any that was recorded. */
function daemonOfTheGuide() {
  const recorded = recordedDaemon("docker-20.10");
  recorded.change("/v1.41/containers/json?all=true", (containers) =>
    (containers as { Names: string[] }[]).map((each) =>
      each.Names[0] === "/shop-db-1" ? { ...each, Names: ["/osmen-gateway"] } : each,
    ),
  );
  return recorded;
}

const percent = { from: 0, to: 100 };
const amount = { from: 0, to: Number.MAX_VALUE };

suite("the guides' expressions about a host, on this one", process.platform === "linux" ? [] : ["Linux"], () => {
  let dataFolder: string;
  const dockerHost = process.env.DOCKER_HOST;
  let docker: FakeDocker;
  let engine: Engine;

  beforeAll(async () => {
    dataFolder = mkdtempSync(join(tmpdir(), "watchdeck-guides-"));
    docker = await startFakeDocker(daemonOfTheGuide().answer);
    process.env.DOCKER_HOST = `unix://${docker.socket}`;
    engine = await createEngine({
      dataFolder,
      shell: "desktop",
      version: "1.2.3",
      vault: createMemoryVault(),
      log: quietLog,
      notifier: createFakeNotifier(),
    });
    await engine.start();
  });
  afterAll(async () => {
    await engine?.close();
    await docker?.stop();
    if (dockerHost === undefined) delete process.env.DOCKER_HOST;
    else process.env.DOCKER_HOST = dockerHost;
    rmSync(dataFolder, { recursive: true, force: true });
  });

  const ask = async (expr: string): Promise<CallOutput<"query.instant">> => {
    const reply = await engine.api.run("query.instant", { source: "local", expr });
    if (!reply.ok) throw new Error(`${expr}: ${reply.failure.say}`);
    return reply.value as CallOutput<"query.instant">;
  };
  const values = async (expr: string): Promise<number[]> => {
    const { result } = await ask(expr);
    return result.kind === "vector" ? [...result.values] : [];
  };

  test.each([
    { at: "hybrid-ai-stack:630", expr: '100 - (avg(rate(node_cpu_seconds_total{mode="idle"}[5m])) * 100)', ...percent },
    { at: "hybrid-ai-stack:633", expr: "(1 - (node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes)) * 100", ...percent },
    { at: "hybrid-ai-stack:636", expr: "(1 - (node_filesystem_avail_bytes / node_filesystem_size_bytes)) * 100", ...percent },
    { at: "hybrid-ai-stack:639", expr: "rate(node_network_receive_bytes_total[5m])", ...amount },
    { at: "osmen:107", expr: "container_cpu_usage_seconds_total", ...amount },
    { at: "osmen:110", expr: "container_memory_usage_bytes", ...amount },
    { at: "osmen:111", expr: "container_memory_working_set_bytes", ...amount },
    { at: "osmen:118", expr: "container_network_receive_bytes_total", ...amount },
    { at: "osmen:119", expr: "container_network_transmit_bytes_total", ...amount },
    {
      at: "osmen:394, without its threshold",
      expr: 'container_memory_usage_bytes{name="osmen-gateway"} / container_spec_memory_limit_bytes{name="osmen-gateway"}',
      from: 0,
      to: 1,
    },
  ])("$at: $expr", async ({ expr, from, to }) => {
    const found = await eventually(async () => {
      const answer = await values(expr);
      return answer.length > 0 ? answer : undefined;
    }, "an answer");
    // A rate over two samples of idle processors may be a hair above one each.
    const hair = 0.5;
    for (const value of found) {
      expect(value).toBeGreaterThanOrEqual(from - hair);
      expect(value).toBeLessThanOrEqual(to + hair);
    }
  });

  test("dgdn:135: the use of an NVIDIA card's memory, or why there is none", async () => {
    const answer = await eventually(async () => {
      const { result, infos } = await ask("nvidia_gpu_memory_used_bytes / nvidia_gpu_memory_total_bytes");
      const says = infos.filter((text) => !text.includes("from now on"));
      return result.kind === "vector" && result.values.length > 0 ? [...result.values] : says.length > 0 ? says : undefined;
    }, "a share or a reason");
    for (const each of answer)
      expect(each).toSatisfy((part) => (typeof part === "number" ? part >= 0 && part <= 1 : part.includes("is not measured: ")));
  });

  test.each([
    { at: "osmen:114", expr: "container_fs_usage_bytes", says: [expect.stringContaining("is not measured: ")] },
    // The recorded daemon's containers read and wrote nothing, of which cAdvisor has no series either.
    { at: "osmen:115", expr: "container_fs_writes_total", says: [] },
  ])("$at: $expr has no answer, and none is made up", async ({ expr, says }) => {
    expect(await values(expr)).toEqual([]);
    expect((await ask(expr)).infos).toEqual(says);
  });
});

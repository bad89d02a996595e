// Containers of a real Podman, over its socket and from their real control groups.
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemClock } from "../../electron/engine/clock";
import { createContainers } from "../../electron/engine/collectors/containers";
import { createHost, type MachineHost } from "../../electron/engine/collectors/host/host-access";
import { createDaemon } from "../../electron/engine/containers/daemon";
import { rowOf } from "../../electron/engine/containers/rows";
import { createSocketClient } from "../../electron/engine/containers/socket-client";
import { type ContainerWatch, createContainerWatch } from "../../electron/engine/containers/watch";
import { collectOnce } from "../support/collect";
import { eventually } from "../support/eventually";
import { missingForPodman, type OwnPodman, startPodman } from "../support/podman";
import { suite } from "../support/suite";

suite("containers of a real Podman", missingForPodman(), () => {
  let podman: OwnPodman;
  let host: MachineHost;
  let watch: ContainerWatch;
  let id: string;

  beforeAll(async () => {
    podman = await startPodman();
    host = createHost();
    watch = createContainerWatch({ places: [{ kind: "podman", socket: podman.socket }], clock: systemClock, host });
    const limits = ["--memory", "64m", "--cpus", "0.5", "--network", "none"];
    id = podman.run(
      "run",
      "--detach",
      "--name",
      "busy",
      ...limits,
      podman.image,
      "/bin/busybox",
      "sh",
      "-c",
      "while :; do :; done",
    );
  }, 60_000);

  afterAll(() => {
    watch?.close();
    host?.close();
    podman?.stop();
  }, 30_000);

  const row = async () => {
    const { containers, rates } = await watch.look(0);
    const found = containers.find((container) => container.id === id);
    return found && rowOf(found, rates.get(id));
  };

  test("one that runs is shown with its limits, and its CPU as the kernel grants it", async () => {
    expect(await row()).toMatchObject({
      name: "busy",
      image: podman.image,
      service: "podman",
      state: "running",
      cpuLimit: 0.5,
      memoryLimitBytes: 64 * 1024 * 1024,
    });
    const busy = await eventually(
      async () => {
        const found = await row();
        return found?.cpuPercent === undefined ? undefined : found;
      },
      "two looks give a rate",
      { everyMs: 1500 },
    );
    expect(busy.cpuPercent).toBeGreaterThan(10);
    expect(busy.cpuPercent).toBeLessThan(60);
    expect(busy.memoryBytes).toBeGreaterThan(0);
    expect(busy.tasks).toBe(1);
  });

  test("what its control group says is what Podman itself says", async () => {
    const daemon = createDaemon(createSocketClient({ socket: podman.socket, clock: systemClock }));
    try {
      const readings = await collectOnce(createContainers(watch), host);
      const ours = readings.find(({ name }) => name === "container_cpu_usage_seconds_total");
      const theirs = await daemon.usage(await daemon.version(), id);
      // It uses half a second each second, and the collector may take a look of up to three seconds ago.
      expect(Math.abs((theirs?.cpuSeconds ?? 0) - (ours?.value ?? 0))).toBeLessThan(2.5);
      expect(ours?.labels.id).toContain(id);
    } finally {
      daemon.close();
    }
  });

  test("one that is paused, stopped and removed is shown so, without an error in between", async () => {
    podman.run("pause", id);
    expect(await row()).toMatchObject({ state: "paused" });
    podman.run("unpause", id);
    podman.run("stop", "--time", "0", id);
    const stopped = await row();
    expect(stopped).toMatchObject({ state: "exited" });
    expect(stopped?.memoryBytes).toBeUndefined();
    podman.run("rm", id);
    expect(await row()).toBeUndefined();
  });
});

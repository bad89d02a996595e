import { expect, test } from "vitest";
import { NoData } from "../../../../electron/engine/collectors/collector";
import { createContainers } from "../../../../electron/engine/collectors/containers";
import type { Container } from "../../../../electron/engine/containers/container";
import type { ContainersLook, ContainerWatch } from "../../../../electron/engine/containers/watch";
import { createContainerWatch } from "../../../../electron/engine/containers/watch";
import { collectOnce, linesOf } from "../../../support/collect";
import { createFakeClock } from "../../../support/fake-clock";
import { recordedDaemon, startFakeDocker } from "../../../support/fake-docker";
import { createFakeHost } from "../../../support/fake-host";

const ok = { kind: "docker", socket: "/var/run/docker.sock", state: "ok", version: "27.3.1" } as const;

function watching(look: Partial<ContainersLook>): ContainerWatch {
  return { look: async () => ({ time: 1_000_500, services: [ok], containers: [], rates: new Map(), ...look }), close() {} };
}

test("a recorded container under cAdvisor's names", async () => {
  const recorded = recordedDaemon("docker-20.10");
  const docker = await startFakeDocker(recorded.answer);
  const clock = createFakeClock(1_795_262_600_000);
  const host = createFakeHost({ files: recorded.files });
  const watch = createContainerWatch({ places: [{ kind: "docker", socket: docker.socket }], clock, host });
  try {
    const lines = linesOf(await collectOnce(createContainers(watch), host));
    const id = "/docker/f76d53f43d6de50870d49c0319ad5443d1350e3a178b452dc8c9d4cb602a3ea0";
    const labels = `{id="${id}", image="busybox:1.35", name="shop-web-1"}`;
    const eth0 = `{id="${id}", image="busybox:1.35", interface="eth0", name="shop-web-1"}`;
    expect(lines.filter((line) => line.includes("shop-web-1"))).toEqual([
      `container_last_seen${labels} 1795262600`,
      `container_start_time_seconds${labels} 1795262441`,
      `container_spec_memory_limit_bytes${labels} 67108864`,
      `container_spec_cpu_period${labels} 100000`,
      `container_spec_cpu_quota${labels} 50000`,
      `container_spec_cpu_shares${labels} 1024`,
      `container_cpu_usage_seconds_total{cpu="total", id="${id}", image="busybox:1.35", name="shop-web-1"} 0.40896164`,
      `container_cpu_user_seconds_total${labels} 0.09`,
      `container_cpu_system_seconds_total${labels} 0.31`,
      `container_threads${labels} 2`,
      `container_cpu_cfs_periods_total${labels} 212`,
      `container_cpu_cfs_throttled_periods_total${labels} 0`,
      `container_cpu_cfs_throttled_seconds_total${labels} 0`,
      `container_memory_usage_bytes${labels} 4083712`,
      `container_memory_working_set_bytes${labels} 937984`,
      `container_memory_cache${labels} 3227648`,
      `container_memory_rss${labels} 110592`,
      `container_memory_swap${labels} 0`,
      `container_network_receive_bytes_total${eth0} 1376`,
      `container_network_receive_packets_total${eth0} 16`,
      `container_network_receive_packets_dropped_total${eth0} 0`,
      `container_network_receive_errors_total${eth0} 0`,
      `container_network_transmit_bytes_total${eth0} 0`,
      `container_network_transmit_packets_total${eth0} 0`,
      `container_network_transmit_packets_dropped_total${eth0} 0`,
      `container_network_transmit_errors_total${eth0} 0`,
    ]);
    // Those that do not run have no numbers.
    expect(lines.filter((line) => line.includes("done-once"))).toEqual([]);
  } finally {
    watch.close();
    await docker.stop();
  }
});

const busy: Container = {
  id: "a".repeat(64),
  name: 'odd "name"\n😀',
  image: "__proto__",
  service: "docker",
  state: "running",
  status: "Up",
  ports: [],
  running: {
    cgroup: "/docker/a",
    limits: {},
    measured: {
      at: 0,
      usage: {
        disks: [
          { number: "254:0", readBytes: 1, writtenBytes: 2, reads: 3, writes: 4 },
          { number: "9:9", readBytes: 5, writtenBytes: 6, reads: 7, writes: 8 },
        ],
        interfaces: [],
      },
    },
  },
};

test("disks have the names of their devices, or their numbers where this machine knows none; what is not known is not said", async () => {
  const host = createFakeHost({ files: { "/proc/diskstats": " 254       0 vda 798790 81250 9 8 7 6 5 4 3 2 1\n" } });
  const labels = (device: string) => `{device="${device}", id="/docker/a", image="__proto__", name="odd \\"name\\"\\n😀"}`;
  expect(linesOf(await collectOnce(createContainers(watching({ containers: [busy] })), host))).toEqual([
    'container_last_seen{id="/docker/a", image="__proto__", name="odd \\"name\\"\\n😀"} 1000',
    'container_spec_memory_limit_bytes{id="/docker/a", image="__proto__", name="odd \\"name\\"\\n😀"} 0',
    `container_fs_reads_bytes_total${labels("/dev/vda")} 1`,
    `container_fs_reads_total${labels("/dev/vda")} 3`,
    `container_fs_writes_bytes_total${labels("/dev/vda")} 2`,
    `container_fs_writes_total${labels("/dev/vda")} 4`,
    `container_fs_reads_bytes_total${labels("9:9")} 5`,
    `container_fs_reads_total${labels("9:9")} 7`,
    `container_fs_writes_bytes_total${labels("9:9")} 6`,
    `container_fs_writes_total${labels("9:9")} 8`,
  ]);
});

test("the same containers are the same objects at the next run", async () => {
  const collector = createContainers(watching({ containers: [busy] }));
  const first = [...(await collectOnce(collector, createFakeHost()))];
  const second = await collectOnce(collector, createFakeHost());
  expect(second.every((reading, index) => reading === first[index])).toBe(true);
});

test("every metric has its help", async () => {
  const collector = createContainers(watching({ containers: [busy] }));
  const help = collector.help as Record<string, string>;
  for (const { name } of await collectOnce(collector, createFakeHost())) expect(help[name]).toMatch(/\w/);
});

test.each([
  {
    name: "nothing there",
    services: [{ ...ok, state: "absent", reason: "There is no socket." }],
    expected: "no Docker and no Podman runs here",
  },
  {
    name: "no rights",
    services: [
      { ...ok, state: "refused", reason: "This user may not open the socket." },
      { ...ok, socket: "/b", state: "absent", reason: "There is no socket." },
    ],
    expected: "/var/run/docker.sock: This user may not open the socket.",
  },
] as const)("$name is no data, with the reason", async ({ services, expected }) => {
  const collector = createContainers(watching({ services: [...services] }));
  await expect(collectOnce(collector, createFakeHost())).rejects.toEqual(new NoData(expected));
});

test("one service in trouble beside one that is well is a note", async () => {
  const collector = createContainers(watching({ services: [ok, { ...ok, socket: "/b", state: "hung", reason: "It hangs." }] }));
  expect(await collectOnce(collector, createFakeHost())).toEqual([]);
  expect(collector.note?.()).toBe("/b: It hangs.");
});

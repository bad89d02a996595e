import { expect, test } from "vitest";
import { NoData } from "../../../../../electron/engine/collectors/collector";
import { createCpuOnline } from "../../../../../electron/engine/collectors/kernel/cpu-online";
import { collectOnce, linesOf } from "../../../../support/collect";
import { createFakeHost } from "../../../../support/fake-host";

const cpu = "/sys/devices/system/cpu";

test("a thread that is switched off between two reads is 0 from then on", async () => {
  const online = createCpuOnline();
  const host = createFakeHost({
    files: {
      [`${cpu}/cpu0/online`]: "1\n",
      [`${cpu}/cpu1/online`]: "1\n",
      [`${cpu}/online`]: "0-1\n",
      [`${cpu}/isolated`]: "\n",
    },
  });
  await collectOnce(online, host);
  host.files.set(`${cpu}/online`, "0\n");
  expect(linesOf(await collectOnce(online, host))).toEqual(['node_cpu_online{cpu="0"} 1', 'node_cpu_online{cpu="1"} 0']);
});

test("where the first thread cannot be switched off there is no series, as node_exporter has none", async () => {
  const host = createFakeHost({ files: { [`${cpu}/cpu1/online`]: "1\n", [`${cpu}/online`]: "0-1\n" } });
  await expect(collectOnce(createCpuOnline(), host)).rejects.toThrow(NoData);
});

// /proc/sys/kernel/hung_task_detect_count, since Linux 6.15: Documentation/admin-guide/sysctl/kernel.rst. Name as
// node_exporter's kernel_hung collector has it.
import { counter } from "#shared/model/sample";
import { seconds } from "#shared/units/time";
import { type Collector, NoData } from "../collector";
import { readIfThere } from "../optional-file";
import { numberOf } from "../text/numbers";

const path = "/proc/sys/kernel/hung_task_detect_count";

export const kernelHung: Collector = {
  name: "kernel-hung",
  about: "Tasks that did not get on for minutes (120 s unless set otherwise) since the machine started, from /proc/sys/kernel.",
  help: { node_kernel_hung_tasks_total: "Total number of tasks that have been detected as hung since the system booted." },
  platforms: ["linux"],
  every: seconds(15),
  async collect({ host, signal }) {
    const text = await readIfThere(host, path, signal, "seldom");
    if (text === undefined) throw new NoData("this kernel does not count hung tasks (Linux 6.15 and later do)");
    const count = numberOf(text);
    if (count === undefined) throw new Error(`${path} holds no number: ${JSON.stringify(text.slice(0, 80))}`);
    return [counter("node_kernel_hung_tasks_total", count)];
  },
};

// Timers that restart a machine which no longer answers: Documentation/ABI/testing/sysfs-class-watchdog. Names and labels as
// node_exporter's watchdog collector has them.
import { gauge, type Reading } from "#shared/model/sample";
import { seconds } from "#shared/units/time";
import { labelsOf, listSorted, readAttribute } from "../attributes";
import { type CollectContext, type Collector, NoData } from "../collector";
import { numberOf } from "../text/numbers";

const folder = "/sys/class/watchdog";

const numbers = [
  { file: "bootstatus", name: "node_watchdog_bootstatus" },
  { file: "fw_version", name: "node_watchdog_fw_version" },
  { file: "nowayout", name: "node_watchdog_nowayout" },
  { file: "timeleft", name: "node_watchdog_timeleft_seconds" },
  { file: "timeout", name: "node_watchdog_timeout_seconds" },
  { file: "pretimeout", name: "node_watchdog_pretimeout_seconds" },
  { file: "access_cs0", name: "node_watchdog_access_cs0" },
];
const words = ["options", "identity", "state", "status", "pretimeout_governor"];

export const watchdog: Collector = {
  name: "watchdog",
  about: "Timers that restart the machine when it no longer answers: their state and settings, from /sys/class/watchdog.",
  help: {
    ...Object.fromEntries(numbers.map(({ file, name }) => [name, `Value of ${folder}/<watchdog>/${file}`])),
    node_watchdog_info: `Info of ${folder}/<watchdog>`,
  },
  platforms: ["linux"],
  every: seconds(15),
  async collect(context) {
    const readings: Reading[] = [];
    for (const name of await listSorted(folder, context)) readings.push(...(await readWatchdog(name, context)));
    if (readings.length === 0) throw new NoData("this machine has no watchdog timer");
    return readings;
  },
};

async function readWatchdog(name: string, context: CollectContext): Promise<Reading[]> {
  const read = (file: string) => readAttribute(`${folder}/${name}/${file}`, context, "seldom");
  const readings: Reading[] = [];
  for (const { file, name: metric } of numbers) {
    const value = numberOf(await read(file));
    if (value !== undefined) readings.push(gauge(metric, value, { name }));
  }
  const said: Record<string, string | undefined> = { name };
  for (const word of words) said[word] = await read(word);
  readings.push(gauge("node_watchdog_info", 1, labelsOf(said)));
  return readings;
}

import { uptime } from "node:os";
import { gauge } from "#shared/model/sample";
import { minutes } from "#shared/units/time";
import type { Collector } from "../collector";
import { both } from "./information";

export const portableUptime: Collector = {
  name: "uptime",
  about: "When this machine was started.",
  help: { node_boot_time_seconds: "Node boot time, in unixtime." },
  platforms: both,
  every: minutes(1),
  // To the second: a start that moves by milliseconds at each reading would look like news.
  collect: async ({ host }) => [gauge("node_boot_time_seconds", Math.round(host.now() / 1000 - uptime()))],
};

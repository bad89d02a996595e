// The files of a power supply that hold a number, and the metrics that they are. The kernel counts in millionths of volts,
// amperes and watts, and in tenths of degrees.

export interface PowerFile {
  metric: string;
  /** The file's number divided by this is the value. */
  per: number;
  /** Set when the battery was built, or by whoever limits its charge. */
  isSettled: boolean;
}

const prefix = "node_power_supply_";

const one = 1;
const micro = 1_000_000;
const tenth = 10;

/** `file` or `file:metric` where node_exporter calls it something else. */
const table: [per: number, files: string][] = [
  [
    one,
    "authentic calibrate capacity capacity_alert_max capacity_alert_min cycle_count:cyclecount online present " +
      "time_to_empty_now:time_to_empty_seconds time_to_full_now:time_to_full_seconds",
  ],
  [
    micro,
    "current_boot current_max current_now:current_ampere " +
      "energy_empty energy_empty_design energy_full energy_full_design energy_now:energy_watthour " +
      "voltage_boot voltage_max voltage_max_design voltage_min voltage_min_design voltage_now:voltage_volt voltage_ocv " +
      "charge_control_limit charge_control_limit_max charge_counter " +
      "charge_empty charge_empty_design charge_full charge_full_design charge_now:charge_ampere charge_term_current " +
      "constant_charge_current constant_charge_current_max constant_charge_voltage constant_charge_voltage_max " +
      "precharge_current input_current_limit power_now:power_watt",
  ],
  [
    tenth,
    "temp:temp_celsius temp_alert_max:temp_alert_max_celsius temp_alert_min:temp_alert_min_celsius " +
      "temp_ambient:temp_ambient_celsius temp_ambient_max:temp_ambient_max_celsius temp_ambient_min:temp_ambient_min_celsius " +
      "temp_max:temp_max_celsius temp_min:temp_min_celsius",
  ],
];

export const powerFiles: ReadonlyMap<string, PowerFile> = new Map(
  table.flatMap(([per, files]) =>
    files.split(" ").map((entry): [string, PowerFile] => {
      const [file = "", metric = file] = entry.split(":");
      return [file, { metric: prefix + metric, per, isSettled: /_design$|_(max|min|limit)$/.test(file) }];
    }),
  ),
);

export const powerHelp: Readonly<Record<string, string>> = {
  node_power_supply_info: "info of /sys/class/power_supply/<power_supply>.",
  ...Object.fromEntries(
    [...powerFiles.values()].map(({ metric }) => [
      metric,
      `${metric.slice(prefix.length)} value of /sys/class/power_supply/<power_supply>.`,
    ]),
  ),
};

// Which metric a file of /sys/class/hwmon is. The files are named type, number, property ("temp1_crit":
// Documentation/hwmon/sysfs-interface.rst), and node_exporter's hwmon collector makes names, units and help texts of these
// parts by rule. The rule is the interface, its oddities included: an alarm of a limit ("temp1_crit_alarm") is in degrees.

/** Where a file belongs: temp1_crit is property "crit" of sensor "temp1". */
export interface SensorFile {
  type: string;
  sensor: string;
  property: string;
}

export interface SensorMetric {
  name: string;
  help: string;
  kind: "gauge" | "counter";
  /** The file's number divided by this is the value. */
  per: number;
}

const types = new Set("vrm beep_enable update_interval in cpu fan pwm temp curr power energy humidity intrusion freq".split(" "));

/** Undefined for files that are none of a sensor's: "name", "uevent", and the folder "power", which each device has. */
export function parseSensorFile(file: string): SensorFile | undefined {
  const [, type = "", number = "", , property = ""] = /^(\D+)(\d{0,9})(_(.+))?$/.exec(file) ?? [];
  if (!types.has(type) || file === "power") return undefined;
  return { type, sensor: type + Number(number), property };
}

/** Limits, switches and the like change when somebody sets them; readings do so by themselves. */
export const isSettled = (property: string): boolean =>
  property !== "" && !/(^|_)(input|average|alarm|fault|lowest|highest)$/.test(property);

/**
 * `hasOwnValue`: there is a file for the sensor itself too ("fan1" beside "fan1_input"), which then has the plain name.
 * Undefined for what says something about another file, such as a label.
 */
export function metricOf({ type, property }: SensorFile, hasOwnValue: boolean): SensorMetric | undefined {
  const whole = wholes.get(type);
  if (whole) return property === "" ? { kind: "gauge", ...whole } : undefined;
  if (property === "label") return undefined;
  const name = `node_hwmon_${type}${suffixOf(property, hasOwnValue)}`;
  if (property === "fault" || property === "alarm") {
    return { name, help: `Hardware sensor ${property} status (${type})`, kind: "gauge", per: 1 };
  }
  if (property === "beep") {
    return { name: `${name}_enabled`, help: "Hardware monitor sensor has beeping enabled", kind: "gauge", per: 1 };
  }
  const { unit, help, kind = "gauge", per } = unitOf(type, property);
  return { name: name + unit, help, kind, per };
}

/** Of the whole chip rather than one of its sensors. */
const wholes = new Map([
  ["beep_enable", { name: "node_hwmon_beep_enabled", help: "Hardware beep enabled", per: 1 }],
  ["vrm", { name: "node_hwmon_voltage_regulator_version", help: "Hardware voltage regulator", per: 1 }],
  ["update_interval", { name: "node_hwmon_update_interval_seconds", help: "Hardware monitor update interval", per: 1000 }],
]);

function suffixOf(property: string, hasOwnValue: boolean): string {
  if (property === "input") return hasOwnValue ? "_input" : "";
  return property && `_${cleanName(property)}`;
}

interface Unit {
  /** Ends the metric's name. */
  unit: string;
  help: string;
  kind?: "counter";
  per: number;
}

function unitOf(type: string, property: string): Unit {
  const plain: Unit = { unit: "", help: `Hardware monitor ${type} element ${property}`, per: 1 };
  switch (type) {
    case "in":
    case "cpu":
      return { unit: "_volts", help: `Hardware monitor for voltage (${property})`, per: 1000 };
    case "temp":
      if (property === "type") return plain;
      return { unit: "_celsius", help: `Hardware monitor for temperature (${property || "input"})`, per: 1000 };
    case "curr":
      return { unit: "_amps", help: `Hardware monitor for current (${property})`, per: 1000 };
    case "energy":
      return {
        unit: "_joule_total",
        help: `Hardware monitor for joules used so far (${property})`,
        kind: "counter",
        per: 1_000_000,
      };
    case "power":
      return powerUnit(property);
    case "humidity":
      return {
        unit: "",
        help: `Hardware monitor for humidity, as a ratio (multiply with 100.0 to get the humidity as a percentage) (${property})`,
        per: 1_000_000,
      };
    case "fan":
      if (!["input", "min", "max", "target"].includes(property)) return plain;
      return { unit: "_rpm", help: `Hardware monitor for fan revolutions per minute (${property})`, per: 1 };
    case "freq":
      if (property !== "input") return plain;
      return { unit: "_freq_mhz", help: "Hardware monitor for GPU frequency in MHz", per: 1_000_000 };
    default:
      return plain;
  }
}

function powerUnit(property: string): Unit {
  if (property === "accuracy") return { unit: "", help: "Hardware monitor power meter accuracy, as a ratio", per: 1_000_000 };
  if (/^average_interval(_min|_max)?$/.test(property)) {
    return { unit: "_seconds", help: `Hardware monitor power usage update interval (${property})`, per: 1000 };
  }
  return { unit: "_watt", help: `Hardware monitor for power usage in watts (${property})`, per: 1_000_000 };
}

/** What may stand in a name: "Core 0" is "core_0", "0000:00:18.3" is "0000:00:18_3". */
export const cleanName = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9:_]/g, "_")
    .replaceAll(/^_+|_+$/g, "");

import { expect, test } from "vitest";
import { cleanName, isSettled, metricOf, parseSensorFile } from "../../../../../electron/engine/collectors/sensors/hwmon-metrics";

test.each([
  ["temp1_input", { type: "temp", sensor: "temp1", property: "input" }],
  ["temp1_crit_alarm", { type: "temp", sensor: "temp1", property: "crit_alarm" }],
  ["pwm2", { type: "pwm", sensor: "pwm2", property: "" }],
  ["in0_input", { type: "in", sensor: "in0", property: "input" }],
  ["fan007_div", { type: "fan", sensor: "fan7", property: "div" }],
  ["update_interval", { type: "update_interval", sensor: "update_interval0", property: "" }],
  ["name", undefined],
  ["power", undefined],
  ["temp_reset_history", undefined],
  ["input0", undefined],
  ["__proto__", undefined],
  ["temp99999999999999999999_input", undefined],
])("the file %s belongs to %o", (file, expected) => expect(parseSensorFile(file)).toEqual(expected));

// Each value is node_exporter 1.11's; test/integration/node-exporter-trees.test.ts holds them against the real one.
test.each([
  ["temp1_input", "node_hwmon_temp_celsius", 1000],
  ["temp1_crit_alarm", "node_hwmon_temp_crit_alarm_celsius", 1000],
  ["temp1_type", "node_hwmon_temp_type", 1],
  ["temp1_fault", "node_hwmon_temp_fault", 1],
  ["in0_min", "node_hwmon_in_min_volts", 1000],
  ["cpu0_vid", "node_hwmon_cpu_vid_volts", 1000],
  ["fan1_input", "node_hwmon_fan_rpm", 1],
  ["fan1_div", "node_hwmon_fan_div", 1],
  ["fan1_beep", "node_hwmon_fan_beep_enabled", 1],
  ["pwm1", "node_hwmon_pwm", 1],
  ["curr1_input", "node_hwmon_curr_amps", 1000],
  ["energy1_input", "node_hwmon_energy_joule_total", 1_000_000],
  ["power1_average", "node_hwmon_power_average_watt", 1_000_000],
  ["power1_average_interval_max", "node_hwmon_power_average_interval_max_seconds", 1000],
  ["power1_accuracy", "node_hwmon_power_accuracy", 1_000_000],
  ["humidity1_input", "node_hwmon_humidity", 1_000_000],
  ["freq1_input", "node_hwmon_freq_freq_mhz", 1_000_000],
  ["intrusion0_alarm", "node_hwmon_intrusion_alarm", 1],
  ["vrm", "node_hwmon_voltage_regulator_version", 1],
])("%s is %s", (file, name, per) => {
  const parsed = parseSensorFile(file);
  expect(parsed && metricOf(parsed, false)).toMatchObject({ name, per });
});

test("beside a file for the sensor itself, its input is named as such", () => {
  expect(metricOf({ type: "fan", sensor: "fan1", property: "input" }, true)?.name).toBe("node_hwmon_fan_input_rpm");
});

test("a label is no metric", () => {
  expect(metricOf({ type: "temp", sensor: "temp1", property: "label" }, false)).toBeUndefined();
});

test.each([
  ["input", false],
  ["", false],
  ["crit_alarm", false],
  ["input_highest", false],
  ["max", true],
  ["enable", true],
])("the property %j is settled: %s", (property, expected) => expect(isSettled(property)).toBe(expected));

test.each([
  ["Core 0", "core_0"],
  ["0000:00:18.3", "0000:00:18_3"],
  ["__proto__", "proto"],
  ["🔥", ""],
])("%j as part of a name is %j", (text, expected) => expect(cleanName(text)).toBe(expected));

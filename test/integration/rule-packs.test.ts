// The ready-made rules beside the exporters they are made for: promtool takes every file, and what a rule asks for is there, so that
// it fires when it should and not never.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RuleHole } from "#shared/contract/rule-packs";
import { metricNamesOf } from "#shared/promql/metric-names";
import { parsePromql } from "#shared/promql/parse";
import { packFiles } from "../../electron/engine/rule-packs/pack-files";
import { describePack, makeRuleFile } from "../../electron/engine/rule-packs/rule-packs";
import { parseRuleFile } from "../../electron/engine/rules/rule-file";
import { type GuideSource, guideSourcePrograms, startGuideSource } from "../support/guide-exporter/guide-source";
import { isOnPath } from "../support/programs";
import { suite } from "../support/suite";

/** Of holes without a usual value: something that the stand-ins for the guides' services have. */
const samples: Record<RuleHole["kind"], string> = {
  number: "1",
  duration: "5m",
  text: "a",
  label: "status",
  metric: "sunflower_http_requests_total",
  promql: 'daena_memory_metric{name="cpu_usage"}',
};

const made = packFiles().map((pack) => {
  const { rules } = describePack(pack);
  const values = Object.fromEntries(
    rules.flatMap(({ holes }) => holes).map((hole) => [hole.name, hole.usual ?? samples[hole.kind]]),
  );
  const names = rules.map(({ name }) => name);
  const rulesAlone = names.map((name) => ({ name, text: makeRuleFile(pack, [name], values).text }));
  return { id: pack.id, text: makeRuleFile(pack, names, values).text, rulesAlone };
});

/** Only with hardware, services or exporters that neither this machine nor the stand-ins have; some are counted only once they happen. */
const mayBeMissing = new Set([
  "node_hwmon_temp_celsius",
  "node_hwmon_temp_crit_celsius",
  "node_power_supply_capacity",
  "node_power_supply_info",
  "node_power_supply_energy_full",
  "node_power_supply_energy_full_design",
  "node_power_supply_charge_full",
  "node_power_supply_charge_full_design",
  "node_pressure_memory_stalled_seconds_total",
  "node_systemd_unit_state",
  "node_md_disks",
  "node_md_disks_required",
  "node_nf_conntrack_entries",
  "node_nf_conntrack_entries_limit",
  "node_timex_offset_seconds",
  "node_timex_sync_status",
  "container_cpu_cfs_periods_total",
  "container_cpu_cfs_throttled_periods_total",
  "container_oom_events_total",
  "redis_connected_slaves",
  "redis_rdb_last_bgsave_status",
  "probe_success",
  "probe_ssl_earliest_cert_expiry",
  "watchdeck_engine_rule_evaluation_lag_seconds",
]);

suite("ready-made rules and promtool", isOnPath("promtool") ? [] : ["promtool"], () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "watchdeck-packs-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(made)("$id is a rule file to promtool too", ({ id, text }) => {
    const path = join(folder, `${id}.yml`);
    writeFileSync(path, text);
    const { status, stdout, stderr } = spawnSync("promtool", ["check", "rules", path], { encoding: "utf8" });
    expect(`${stdout}${stderr}`).toContain("SUCCESS");
    expect(status).toBe(0);
  });
});

const behaviour = join(import.meta.dirname, "../fixtures/rule-packs");

suite("what ready-made rules do, by promtool", isOnPath("promtool") ? [] : ["promtool"], () => {
  test.each(readdirSync(behaviour))("%s", (name) => {
    const { status, stdout, stderr } = spawnSync("promtool", ["test", "rules", name], { cwd: behaviour, encoding: "utf8" });
    expect(status, `${stdout}${stderr}`).toBe(0);
  });
});

suite(
  "ready-made rules beside their exporters",
  guideSourcePrograms.filter((name) => !isOnPath(name)),
  () => {
    let guides: GuideSource;
    beforeAll(async () => {
      guides = await startGuideSource();
    }, 60_000);
    afterAll(() => guides?.stop());

    test.each(made)("$id: no expression is refused, and every metric is there", async ({ rulesAlone }) => {
      const signal = new AbortController().signal;
      const missing = new Set<string>();
      for (const { text } of rulesAlone) {
        const expr = exprOf(text);
        await guides.source.instant({ expr, signal });
        const names = metricNamesOf(parsePromql(expr).expr);
        if (names === "any") throw new Error(`${expr} reads every metric`);
        for (const name of names) {
          const { result } = await guides.source.instant({ expr: `last_over_time(${name}[1h])`, signal });
          if (result.kind === "vector" && result.values.length === 0 && !mayBeMissing.has(name)) missing.add(name);
        }
      }
      expect([...missing]).toEqual([]);
    });
  },
);

/** Of the one rule in it. */
function exprOf(text: string): string {
  const { groups } = parseRuleFile(text, { checkExpr: () => [] });
  return groups[0]?.rules[0]?.expr ?? "";
}

// Which kind of file it is, and what is wrong with it.
import { isMap, isScalar, type Node } from "yaml";
import type { Diagnostic } from "#shared/model/failure";
import { YamlReader } from "../engine/yaml/yaml-reader";

export const fileKinds = ["rules", "alertmanager", "tests"] as const;
export type FileKind = (typeof fileKinds)[number];

/** What only one kind of file has at its top, the surest first. */
const telling: readonly { kind: FileKind | "prometheus"; keys: readonly string[] }[] = [
  { kind: "rules", keys: ["groups"] },
  { kind: "prometheus", keys: ["scrape_configs", "scrape_config_files", "alerting", "remote_write", "remote_read"] },
  { kind: "alertmanager", keys: ["route", "receivers", "inhibit_rules", "time_intervals", "mute_time_intervals"] },
  { kind: "tests", keys: ["tests", "evaluation_interval", "group_eval_order", "rule_files"] },
];

/** All mistakes of a file; its kind is told by its keys unless given. */
export async function checkFileText(text: string, given?: FileKind): Promise<Diagnostic[]> {
  // Loaded where it is needed: each kind brings its own half of the engine.
  switch (given ?? kindOf(text)) {
    case "alertmanager":
      return (await import("../engine/routing/read-config")).checkAlertmanagerFile(text);
    case "tests":
      return (await import("../engine/rule-tests/test-file")).readTestFile(text).diagnostics;
    case "rules":
      return (await import("../engine/rules/check-rule-file")).checkRuleFile(text);
    case "prometheus": {
      const place = { from: 0, to: 0, line: 1, column: 1 };
      const message = "this is a prometheus.yml, which check does not read yet; it reads the files that its rule_files names";
      return [{ severity: "error", message, place }];
    }
  }
}

/** A file of no telling key, and one that is no YAML, is checked as a rule file. */
function kindOf(text: string): FileKind | "prometheus" {
  const { root } = new YamlReader(text);
  const keys = root ? keysOf(root) : keysAtLineStarts(text);
  return telling.find((each) => each.keys.some((key) => keys.has(key)))?.kind ?? "rules";
}

function keysOf(root: Node): Set<string> {
  if (!isMap(root)) return new Set();
  return new Set(root.items.map(({ key }) => (isScalar(key) ? String(key.value) : "")));
}

/** For a file with a mistake that leaves no tree. */
const keysAtLineStarts = (text: string): Set<string> => new Set(Array.from(text.matchAll(/^(\w+)\s*:/gm), ([, key = ""]) => key));

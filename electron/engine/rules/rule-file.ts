// Prometheus rule files: https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/. All mistakes are found
// at once, each with its line and column; mistakes inside an expression or a template are placed inside it.
import { isMap, isScalar, isSeq, type Node } from "yaml";
import { formatDuration, parseDuration } from "#shared/format/duration";
import type { Diagnostic } from "#shared/model/failure";
import type { Labels } from "#shared/model/labels";
import { jinjaMark, withBlankedMarks } from "#shared/rules/jinja";
import { checkTemplate } from "#shared/templates/template";
import type { Milliseconds } from "#shared/units/time";
import { type Field, type Stretch, YamlReader } from "../yaml/yaml-reader";
import type { ScalarText } from "../yaml/yaml-scalar";
import { findDamage } from "./mojibake";

export interface ParsedRule {
  kind: "alerting" | "recording";
  name: string;
  expr: string;
  forMs: Milliseconds;
  keepFiringForMs: Milliseconds;
  /** With the group's labels under them; not expanded. */
  labels: Labels;
  annotations: Labels;
  line: number;
}

export interface ParsedGroup {
  name: string;
  /** Absent: the default of whoever evaluates. */
  intervalMs?: Milliseconds;
  queryOffsetMs: Milliseconds;
  /** The most alerts one rule may have; 0 is no limit. */
  limit: number;
  rules: ParsedRule[];
}

export interface RuleFileOptions {
  /** Finds the mistakes in one expression, in the language of who evaluates it. */
  checkExpr: (expr: string) => Diagnostic[];
  /**
   * Takes what people paste as well: a single group, a bare list of rules or groups, one rule, a PrometheusRule object of
   * Kubernetes. Off, only what Prometheus itself loads is right.
   */
  isLenient?: boolean;
  /** What to call a group that has no name because only its rules were pasted. */
  name?: string;
}

const groupFields = ["name", "interval", "query_offset", "limit", "labels", "rules"];
const alertFields = ["alert", "expr", "for", "keep_firing_for", "labels", "annotations"];
const recordFields = ["record", "expr", "labels"];
const ruleFields = ["record", ...alertFields];

/** The groups of a rule file and what is wrong with it. Only without an error are the groups fit to be evaluated. */
export function parseRuleFile(text: string, options: RuleFileOptions): { groups: ParsedGroup[]; diagnostics: Diagnostic[] } {
  const reader = new YamlReader(options.isLenient ? withBlankedMarks(text) : text);
  if (options.isLenient) warnOfMarkedLines(reader, text);
  warnOfDamage(reader, text);
  const groups = reader.root ? readFile(reader, reader.root, options) : [];
  const hasRules = groups.some((group) => group.rules.length > 0);
  if (!hasRules && reader.diagnostics.length === 0) reader.warn("there are no rules in this file", { from: 0, to: 0 });
  reader.diagnostics.sort((a, b) => a.place.from - b.place.from);
  return { groups, diagnostics: reader.diagnostics };
}

export const hasErrors = (diagnostics: readonly Diagnostic[]) => diagnostics.some(({ severity }) => severity === "error");

function readFile(reader: YamlReader, root: Node, options: RuleFileOptions): ParsedGroup[] {
  const whole = reader.stretchOf(root);
  const groupsNode = options.isLenient ? pastedGroups(root) : undefined;
  if (groupsNode === "rule") return [{ ...bareGroup(options), rules: readRules(reader, [root], options, {}) }];
  if (groupsNode === "group") return readGroups(reader, [root], options);
  if (groupsNode === "rules")
    return [{ ...bareGroup(options), rules: readRules(reader, reader.list(root, "a file of rules", whole), options, {}) }];
  if (groupsNode === "groups") return readGroups(reader, reader.list(root, "a file of groups", whole), options);

  const first = { from: whole.from, to: whole.from };
  if (isSeq(root)) {
    reader.error('a rule file begins with "groups:"; this is a list without it', first);
    return [];
  }
  const top = reader.fields(root, "a rule file", first);
  if (!top) return [];
  if (groupsNode === "kubernetes") {
    const spec = top.get("spec");
    const fields = reader.fields(spec?.node, "spec", spec?.key ?? first);
    return fields ? readGroups(reader, listOf(reader, fields.get("groups"), "groups"), options) : [];
  }
  reader.onlyKnown(top, "a rule file", ["groups"]);
  return readGroups(reader, listOf(reader, top.get("groups"), "groups"), options);
}

/** What was pasted, if it is not a whole rule file. */
function pastedGroups(root: Node): "rule" | "rules" | "group" | "groups" | "kubernetes" | undefined {
  const keys = keysOf(root);
  if (keys.includes("groups")) return undefined;
  if (keys.includes("alert") || keys.includes("record")) return "rule";
  if (keys.includes("rules")) return "group";
  if (keys.includes("spec") && keys.includes("kind")) return "kubernetes";
  if (!isSeq(root)) return undefined;
  return keysOf(root.items[0]).includes("rules") ? "groups" : "rules";
}

const keysOf = (node: unknown): unknown[] =>
  isMap(node) ? node.items.map(({ key }) => (isScalar(key) ? key.value : undefined)) : [];

const bareGroup = (options: RuleFileOptions) => ({ name: options.name ?? "rules", queryOffsetMs: 0, limit: 0 });

const listOf = (reader: YamlReader, field: Field | undefined, what: string) =>
  field ? reader.list(field.node, what, field.key) : [];

function readGroups(reader: YamlReader, nodes: Node[], options: RuleFileOptions): ParsedGroup[] {
  const names = new Set<string>();
  return nodes.map((node) => {
    const start = { from: reader.stretchOf(node).from, to: reader.stretchOf(node).from };
    const fields = reader.fields(node, "a group", start);
    if (!fields) return { ...bareGroup(options), rules: [] };
    reader.onlyKnown(fields, "a group", groupFields);
    const name = reader.text(fields.get("name"), "name");
    const isPasted = options.isLenient && nodes.length === 1 && !name;
    if (!name?.text && !isPasted) reader.error("a group needs a name", name ?? start);
    if (name && names.has(name.text))
      reader.error(`the group name ${JSON.stringify(name.text)} is used twice in this file`, name);
    if (name) names.add(name.text);
    const labels = readLabels(reader, fields.get("labels"), "labels", false);
    return {
      name: name?.text || bareGroup(options).name,
      intervalMs: readDuration(reader, fields.get("interval"), "interval") || undefined,
      queryOffsetMs: readDuration(reader, fields.get("query_offset"), "query_offset") ?? 0,
      limit: readLimit(reader, fields.get("limit")),
      rules: readRules(reader, listOf(reader, fields.get("rules"), "rules"), options, labels),
    };
  });
}

function readRules(reader: YamlReader, nodes: Node[], options: RuleFileOptions, groupLabels: Labels): ParsedRule[] {
  return nodes.map((node) => readRule(reader, node, options, groupLabels)).filter((rule) => rule !== undefined);
}

function readRule(reader: YamlReader, node: Node, options: RuleFileOptions, groupLabels: Labels): ParsedRule | undefined {
  const start = { from: reader.stretchOf(node).from, to: reader.stretchOf(node).from };
  const fields = reader.fields(node, "a rule", start);
  if (!fields) return undefined;
  const isRecording = fields.has("record");
  if (isRecording && fields.has("alert")) {
    reader.error("a rule has either record or alert, not both", fields.get("alert")?.key ?? start);
    return undefined;
  }
  if (!isRecording && !fields.has("alert")) {
    reader.onlyKnown(fields, "a rule", ruleFields);
    reader.error("a rule needs a name: alert (or record, for a recording rule)", start);
  }
  for (const [name, { key }] of fields) {
    if (isRecording && alertFields.includes(name) && !recordFields.includes(name)) {
      reader.error(`a recording rule cannot have ${name}`, key);
      fields.delete(name);
    }
  }
  if (isRecording) reader.onlyKnown(fields, "a recording rule", recordFields);
  else if (fields.has("alert")) reader.onlyKnown(fields, "an alerting rule", alertFields);

  const nameField = fields.get(isRecording ? "record" : "alert");
  const name = reader.text(nameField, isRecording ? "record" : "alert");
  if (name?.text === "") reader.error("a rule needs a name", name);
  if (isRecording && name && /[{}]/.test(name.text)) {
    reader.error(`invalid recording rule name ${JSON.stringify(name.text)}: braces go into labels`, name);
  }
  return {
    kind: isRecording ? "recording" : "alerting",
    name: name?.text ?? "",
    expr: readExpr(reader, fields.get("expr"), nameField?.key ?? start, options),
    forMs: readDuration(reader, fields.get("for"), "for") ?? 0,
    keepFiringForMs: readDuration(reader, fields.get("keep_firing_for"), "keep_firing_for") ?? 0,
    labels: { ...groupLabels, ...readLabels(reader, fields.get("labels"), "labels", !isRecording) },
    annotations: readLabels(reader, fields.get("annotations"), "annotations", true),
    line: reader.lineOf(nameField?.key.from ?? start.from),
  };
}

function readExpr(reader: YamlReader, field: Field | undefined, owner: Stretch, options: RuleFileOptions): string {
  const expr = reader.text(field, "expr");
  if (field && !expr) return "";
  if (!expr || expr.text.trim() === "") {
    reader.error("a rule needs an expr", expr ?? owner);
    return "";
  }
  warnOfJinja(reader, expr);
  // What is missing at the end is missed behind the last word: the line break that ends a block leads to the next rule's line.
  const end = expr.text.trimEnd().length;
  for (const { severity, message, place } of options.checkExpr(expr.text)) {
    const stretch = expr.place(Math.min(place.from, end), Math.min(place.to, end));
    // In promtool's words: its place counts inside the expression, ours inside the file.
    if (severity === "error") {
      reader.error(`could not parse expression: ${place.line}:${place.column}: parse error: ${message}`, stretch);
    } else reader.warn(message, stretch);
  }
  return expr.text;
}

function readDuration(reader: YamlReader, field: Field | undefined, what: string): Milliseconds | undefined {
  const written = reader.text(field, what);
  if (!written) return undefined;
  const length = parseDuration(written.text);
  if (length.ok) return length.value;
  reader.error(`${what}: ${length.message}; write it like ${formatDuration(300_000)} or ${formatDuration(5_400_000)}`, written);
  return undefined;
}

function readLimit(reader: YamlReader, field: Field | undefined): number {
  const written = reader.text(field, "limit");
  if (!written) return 0;
  // Prometheus takes a negative limit for none.
  if (/^-?\d{1,9}$/.test(written.text)) return Math.max(0, Number(written.text));
  reader.error("limit is a whole number, 0 for none", written);
  return 0;
}

function readLabels(reader: YamlReader, field: Field | undefined, what: "labels" | "annotations", isTemplated: boolean): Labels {
  if (!field?.node) return {};
  const pairs: [string, string][] = [];
  for (const [name, entry] of reader.fields(field.node, what, field.key) ?? []) {
    const value = reader.text(entry, `${what} ${name}`);
    if (!value) continue;
    // `__proto__` is a legal label name to Prometheus, but no JavaScript object can be trusted with it.
    if (name === "" || name === "__proto__" || (what === "labels" && name === "__name__")) {
      reader.error(`${JSON.stringify(name)} cannot be the name of a${what === "labels" ? " label" : "n annotation"}`, entry.key);
      continue;
    }
    if (isTemplated) checkTemplated(reader, value);
    pairs.push([name, value.text]);
  }
  return Object.fromEntries(pairs);
}

function checkTemplated(reader: YamlReader, value: ScalarText): void {
  warnOfJinja(reader, value);
  const mistake = checkTemplate(value.text);
  if (mistake) reader.error(`template: ${mistake.message}`, value.place(mistake.from, mistake.to));
}

/** Files written for Ansible or another Jinja tool carry its marks; Prometheus would show them as they are. */
function warnOfJinja(reader: YamlReader, value: ScalarText): void {
  for (const { 0: mark, index } of value.text.matchAll(jinjaMark)) {
    reader.warn(`${mark} is left over from Jinja and will be shown as it is: delete it`, value.place(index, index + mark.length));
  }
}

/** Lines that hold nothing but such marks are left out, because they are no YAML. */
function warnOfMarkedLines(reader: YamlReader, text: string): void {
  const blanked = withBlankedMarks(text);
  if (blanked === text) return;
  for (const { 0: mark, index } of text.matchAll(jinjaMark)) {
    if (blanked.startsWith("{%", index)) continue;
    reader.warn(`${mark} is left over from Jinja and is not read: delete it`, { from: index, to: index + mark.length });
  }
}

/** A file may be damaged all over; after some places everybody knows. */
const mostDamageShown = 5;

function warnOfDamage(reader: YamlReader, text: string): void {
  const damage = findDamage(text);
  for (const { from, to, was } of damage.slice(0, mostDamageShown)) {
    const instead = was === undefined ? "a character that nobody knows any more" : JSON.stringify(was);
    const more =
      damage.length > mostDamageShown && from === damage[0]?.from ? `, here and at ${damage.length - 1} other places` : "";
    reader.warn(
      `${JSON.stringify(text.slice(from, to))} was probably ${instead}: the file was read in a wrong encoding when it was saved${more}`,
      { from, to },
    );
  }
}

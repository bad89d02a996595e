// Ready-made rules: what there is to choose from, and the rule file that a choice makes.
import { isMap, isSeq, parseDocument, type YAMLMap } from "yaml";
import type { PackRule, RuleHole, RulePack } from "#shared/contract/rule-packs";
import { AppError } from "#shared/model/failure";
import { checkPromql } from "#shared/promql/parse";
import { fill, fitValue, holesIn } from "./fill";
import type { PackFile } from "./pack-files";

/** The first lines of a rule file that was made of a pack say of which, so that it is found again. */
const markOf = (packId: string) => `# Made by Watchdeck of its ready-made rules: ${packId}`;

export interface Made {
  text: string;
  /** Names of holes that need a value and have none. */
  missing: string[];
  /** What is wrong with the values, in sentences. */
  problems: string[];
}

type Describe = Omit<RulePack, "usedAs">;

export function describePack(pack: PackFile): Describe {
  const { id, title, about, needs, fits } = pack;
  return { id, title, about, needs, fits, rules: rulesOf(pack).map((rule) => describeRule(pack, rule)) };
}

function describeRule(pack: PackFile, rule: YAMLMap): PackRule {
  const name = nameOf(rule);
  const [expr, waits] = [textOf(rule, "expr"), textOf(rule, "for")];
  const severity = rule.getIn(["labels", "severity"]);
  return {
    name,
    kind: rule.has("record") ? "recording" : "alerting",
    about: pack.abouts[name] ?? "",
    expr: expr.trim(),
    ...(waits !== "" && { for: waits }),
    ...(typeof severity === "string" && { severity }),
    holes: holesIn(`${expr} ${waits}`).map((hole) => holeOf(pack, hole)),
    isUsual: !pack.unusual.includes(name),
  };
}

/** The rule file with the chosen rules, and what keeps it from being used. */
export function makeRuleFile(pack: PackFile, chosen: readonly string[], values: Readonly<Record<string, string>>): Made {
  const document = parseDocument(pack.text);
  const groups = document.get("groups");
  const [fit, missing, problems] = [new Map<string, string>(), new Set<string>(), new Set<string>()];
  for (const group of isSeq(groups) ? groups.items : []) {
    const rules = isMap(group) ? group.get("rules") : undefined;
    if (!isSeq(rules)) continue;
    rules.items = rules.items.filter((rule) => isMap(rule) && chosen.includes(nameOf(rule)));
    const kept = rules.items.filter((item) => isMap(item));
    // The first one may have stood behind others, and an empty line.
    if (kept[0]) kept[0].spaceBefore = false;
    for (const rule of kept) fillRule(rule);
  }

  function fillRule(rule: YAMLMap): void {
    for (const field of ["expr", "for"]) {
      const text = textOf(rule, field);
      const holes = holesIn(text);
      if (holes.length === 0) continue;
      for (const name of holes) fillHole(name);
      const filled = fill(text, fit);
      rule.set(field, filled);
      const isWhole = holes.every((name) => fit.has(name));
      const [mistake] = field === "expr" && isWhole ? checkPromql(filled) : [];
      if (mistake) problems.add(`${nameOf(rule)}: ${mistake.message}.`);
    }
  }

  function fillHole(name: string): void {
    const hole = holeOf(pack, name);
    const given = Object.hasOwn(values, name) ? (values[name] ?? "") : "";
    const value = given.trim() === "" ? hole.usual : given;
    if (value === undefined) {
      missing.add(name);
      return;
    }
    const fitted = fitValue(hole, value);
    if (fitted.ok) fit.set(name, fitted.text);
    else problems.add(fitted.say);
  }

  // Wide enough that no expression is folded: what is written on one line is found on one line.
  const body = document.toString({ lineWidth: 0, indentSeq: true });
  return { text: `${markOf(pack.id)}\n${body}`, missing: [...missing], problems: [...problems] };
}

/** Of which pack a rule file was made; undefined for one that was not. */
export function packOf(text: string): string | undefined {
  const [first = ""] = text.split("\n", 1);
  const start = markOf("");
  return first.startsWith(start) ? first.slice(start.length).trim() : undefined;
}

function rulesOf({ text }: PackFile): YAMLMap[] {
  const groups = parseDocument(text).get("groups");
  const found = isSeq(groups) ? groups.items : [];
  return found
    .flatMap((group) => {
      const rules = isMap(group) ? group.get("rules") : undefined;
      return isSeq(rules) ? rules.items : [];
    })
    .filter((rule) => isMap(rule));
}

const nameOf = (rule: YAMLMap): string => textOf(rule, "alert") || textOf(rule, "record");

function textOf(rule: YAMLMap, field: string): string {
  const value = rule.get(field);
  return value === undefined || value === null ? "" : String(value);
}

function holeOf(pack: PackFile, name: string): RuleHole {
  const hole = Object.hasOwn(pack.holes, name) ? pack.holes[name] : undefined;
  if (!hole) throw new Error(`the hole ${name} of ${pack.file} is not described in packs.json`);
  return { name, ...hole };
}

/** The pack of that id. Throws `not-found` in words. */
export function findPack(packs: readonly PackFile[], id: string): PackFile {
  const pack = packs.find((each) => each.id === id);
  if (!pack) throw new AppError({ kind: "not-found", say: `There are no ready-made rules called ${JSON.stringify(id)}.` });
  return pack;
}

import type { AlertsSnapshot } from "#shared/contract/alerts";
import type { Rule, RuleFile } from "#shared/model/rule";

export interface PlacedRule {
  file: RuleFile;
  group: string;
  rule: Rule;
}

/** Every rule with where it stands, in the order of the files. */
export const rulesOf = (snapshot: AlertsSnapshot): PlacedRule[] =>
  snapshot.files.flatMap((file) =>
    file.groups.flatMap((group) => group.rules.map((rule) => ({ file, group: group.name, rule }))),
  );

/** Those that have all of the words somewhere: in the name, the expression, the group, the file, the labels or what is wrong. */
export function findRules(rules: readonly PlacedRule[], words: string): readonly PlacedRule[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return rules;
  return rules.filter(({ file, group, rule }) => {
    const labels = Object.entries(rule.labels).map(([name, value]) => `${name}=${value}`);
    const text = [rule.name, rule.expr, group, file.name, rule.error ?? "", rule.state, ...labels].join("\n").toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

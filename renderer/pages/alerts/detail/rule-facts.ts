// The rule behind an alert, from the rule files of this console or from the engine's answer about the alert.
import type { CallOutput } from "#shared/contract/index";
import type { Rule } from "#shared/model/rule";
import type { PlacedRule } from "../../../stores/alerts";

export interface RuleFacts {
  rule: Rule;
  group: string;
  /** Its path, as people look for it. */
  file: string;
  fileId: string | undefined;
}

export function ruleFacts(placed: PlacedRule | undefined, answer: CallOutput<"alerts.get">["rule"]): RuleFacts | undefined {
  if (placed)
    return { rule: placed.rule, group: placed.group, file: placed.file.path || placed.file.name, fileId: placed.file.id };
  return answer && { rule: answer.rule, group: answer.group, file: answer.file, fileId: answer.fileId };
}

import type { Diagnostic } from "#shared/model/failure";
import { checkPromqlExpr } from "./languages";
import { parseRuleFile } from "./rule-file";

/** What Prometheus would say of a rule file, as `watchdeck check` prints it: strictly, and all of it at once. */
export const checkRuleFile = (text: string): Diagnostic[] => parseRuleFile(text, { checkExpr: checkPromqlExpr }).diagnostics;

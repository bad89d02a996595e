// From the answer to a rule's expression to the alerts it stands for.
import { AppError } from "#shared/model/failure";
import type { Labels } from "#shared/model/labels";
import type { InstantResult } from "#shared/model/series";
import { createTemplate, type QuerySample, type TemplateData } from "#shared/templates/template";
import type { EpochMs } from "#shared/units/time";
import { alertKey } from "./alert-key";
import type { Found } from "./alert-state";
import { elements } from "./elements";
import type { ParsedRule } from "./rule-file";

export interface ReadingContext {
  /** The time of the evaluation, which templates can ask for. */
  at: EpochMs;
  /** Answers a template's `query` at the time of the evaluation. */
  query: (expr: string) => Promise<QuerySample[]>;
  /** The console's own address, when it has one. */
  externalUrl?: string;
  externalLabels?: Labels;
  /** Called between alerts: thousands of templates must not hold up everything else. */
  pause?: () => Promise<void> | undefined;
}

export type AlertReader = (result: InstantResult, context: ReadingContext) => Promise<Found[]>;

/** The rule's templates, parsed once: gives the alerts of one answer. Throws when the answer cannot be alerts. */
export function createAlertReader(rule: Pick<ParsedRule, "name" | "labels" | "annotations">): AlertReader {
  const compile = (texts: Labels) =>
    Object.entries(texts).map(([name, source]) => ({ name, template: createTemplate(source, rule.name) }));
  type Compiled = ReturnType<typeof compile>;
  const labelTemplates = compile(rule.labels);
  const annotationTemplates = compile(rule.annotations);

  async function expanded(templates: Compiled, data: TemplateData, { query }: ReadingContext): Promise<[string, string][]> {
    const texts: [string, string][] = [];
    for (const { name, template } of templates) {
      // Nearly none asks anything, and waiting for nothing thousands of times takes long too.
      texts.push([name, template.usesQueries ? await template.expandWith(data, query) : template.expand(data)]);
    }
    return texts;
  }

  async function found({ labels, value }: { labels: Labels; value: number }, context: ReadingContext): Promise<Found> {
    const { externalLabels = {}, externalUrl = "", at: now } = context;
    const data: TemplateData = { labels, externalLabels, externalUrl, value, now };
    const all = new Map([
      ...Object.entries(labels).filter(([name]) => name !== "__name__"),
      ...(await expanded(labelTemplates, data, context)),
      ["alertname", rule.name] as const,
    ]);
    // An empty label is the same as none.
    const kept = [...all].filter(([name, text]) => text !== "" && name !== "__proto__");
    return {
      labels: Object.fromEntries(kept),
      annotations: Object.fromEntries(await expanded(annotationTemplates, data, context)),
      value,
    };
  }

  return async (result, context) => {
    const alerts: Found[] = [];
    const keys = new Set<string>();
    for (const element of elements(result)) {
      const alert = await found(element, context);
      alerts.push(alert);
      keys.add(alertKey(alert.labels));
      const pausing = context.pause?.();
      if (pausing) await pausing;
    }
    if (keys.size < alerts.length) {
      throw new AppError({
        kind: "bad-query",
        say: "vector contains metrics with the same labelset after applying alert labels: let the expression or the rule's labels tell them apart.",
      });
    }
    return alerts;
  };
}

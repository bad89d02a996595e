// From the answer to a rule's expression to the alerts it stands for.
import { AppError } from "#shared/model/failure";
import { type Labels, labelsKey } from "#shared/model/labels";
import type { InstantResult } from "#shared/model/series";
import { createTemplate, type TemplateData } from "#shared/templates/template";
import type { Found } from "./alert-state";
import type { ParsedRule } from "./rule-file";

/** The rule's templates, parsed once: gives the alerts of one answer. Throws when the answer cannot be alerts. */
export function createAlertReader(rule: ParsedRule): (result: InstantResult) => Found[] {
  const compile = (texts: Labels) =>
    Object.entries(texts).map(([name, source]) => ({ name, expand: createTemplate(source, rule.name) }));
  const labelTemplates = compile(rule.labels);
  const annotationTemplates = compile(rule.annotations);

  function found({ labels, value }: { labels: Labels; value: number }): Found {
    const data: TemplateData = { labels, externalLabels: {}, externalUrl: "", value };
    const expanded = (templates: typeof labelTemplates) => templates.map(({ name, expand }) => [name, expand(data)] as const);
    const all = new Map([
      ...Object.entries(labels).filter(([name]) => name !== "__name__"),
      ...expanded(labelTemplates),
      ["alertname", rule.name] as const,
    ]);
    // An empty label is the same as none.
    const kept = [...all].filter(([, text]) => text !== "");
    return { labels: Object.fromEntries(kept), annotations: Object.fromEntries(expanded(annotationTemplates)), value };
  }

  return (result) => {
    const alerts = elements(result).map(found);
    const keys = new Set(alerts.map(({ labels }) => labelsKey(labels)));
    if (keys.size < alerts.length) {
      throw new AppError({
        kind: "bad-query",
        say: "Two results of the expression become the same alert once the rule's labels are set: let the expression or the labels tell them apart.",
      });
    }
    return alerts;
  };
}

function elements(result: InstantResult): { labels: Labels; value: number }[] {
  switch (result.kind) {
    case "vector":
      return result.labels.map((labels, index) => ({ labels, value: result.values[index] ?? Number.NaN }));
    case "scalar":
      return [{ labels: {}, value: result.value }];
    case "matrix":
    case "string":
      throw new AppError({
        kind: "bad-query",
        say: `The expression gives ${result.kind === "matrix" ? "ranges of samples" : "a text"}; an alert needs one value per series.`,
      });
  }
}

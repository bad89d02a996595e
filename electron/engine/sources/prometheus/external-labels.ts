import { parse } from "yaml";
import { z } from "zod";
import type { Labels } from "#shared/model/labels";

const schema = z.object({
  global: z.object({ external_labels: z.record(z.string(), z.string()).nullish() }).nullish(),
});

/** The labels that a server adds to all that it sends on, out of its configuration; undefined where that cannot be read. */
export function readExternalLabels(yaml: string): Labels | undefined {
  const whole = globalPart(yaml);
  if (whole === undefined) return {};
  let json: unknown;
  try {
    // Every value is text, as the server takes it: `01` is not a number here.
    json = parse(whole, { schema: "failsafe" });
  } catch {
    // A server that sends other text than its configuration: nothing is known of its labels then.
    return undefined;
  }
  const config = schema.safeParse(json).data;
  return (
    config && Object.fromEntries(Object.entries(config.global?.external_labels ?? {}).filter(([name]) => name !== "__proto__"))
  );
}

/** The block `global:` alone: the scrape configurations after it may be megabytes, and YAML is slow to read. */
function globalPart(yaml: string): string | undefined {
  const start = /^global:/m.exec(yaml)?.index;
  if (start === undefined) return undefined;
  const rest = yaml.slice(start);
  const next = /\n(?=[^\s#-])/.exec(rest)?.index;
  return next === undefined ? rest : rest.slice(0, next + 1);
}

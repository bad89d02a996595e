// The data sources that a dashboard names. Those of another Grafana mean nothing here, so they are gathered for the user to map;
// variables stay variables, and what names none takes the one of the top bar.
import { type Json, recordOf, recordsOf, textOf } from "./lenient";
import type { SourcePlaceholder } from "./outcome";

export interface SourceRef {
  /** As the model has it: empty, `${variable}`, or a placeholder's id. */
  source: string;
  /** `prometheus`, `loki` …; empty when the file does not say. */
  kind: string;
  /** Names that are no data sources. */
  special?: "mixed" | "dashboard" | "grafana" | "expression";
}

const specials: Readonly<Record<string, SourceRef["special"]>> = {
  "-- Mixed --": "mixed",
  "-- Dashboard --": "dashboard",
  "-- Grafana --": "grafana",
  grafana: "grafana",
  __expr__: "expression",
  "-100": "expression",
};

/** Databases that speak Prometheus's language under a name of their own. */
const speakPromql = /prometheus|victoriametrics-(metrics-)?datasource|^(thanos|mimir|cortex|promxy)$/;

function kindOfSource(type: string): string {
  const plain = type.toLowerCase();
  if (plain === "__expr__") return "expression";
  return speakPromql.test(plain) ? "prometheus" : plain;
}

interface Input {
  kind: string;
  label: string;
}

export class Sources {
  private readonly inputs = new Map<string, Input>();
  private readonly variables = new Map<string, string>();
  private readonly found = new Map<string, SourcePlaceholder>();

  constructor(dashboard: Json) {
    for (const { value } of recordsOf(dashboard.__inputs)) {
      if (value.type === "constant") continue;
      const label = textOf(value.label) || textOf(value.pluginName) || textOf(value.name);
      this.inputs.set(textOf(value.name), { kind: kindOfSource(textOf(value.pluginId)), label });
    }
    for (const { value } of recordsOf(recordOf(dashboard.templating).list)) {
      if (value.type === "datasource") this.variables.set(textOf(value.name), kindOfSource(textOf(value.query)));
    }
  }

  /** Counts as a use. */
  refOf(given: unknown): SourceRef {
    const type = kindOfSource(textOf(recordOf(given).type));
    const named = textOf(given) || textOf(recordOf(given).uid) || textOf(recordOf(given).name);
    if (Object.hasOwn(specials, named)) return { source: "", kind: specials[named] ?? "", ...withSpecial(specials[named]) };
    if (type === "expression" || type === "datasource") {
      const special = type === "expression" ? "expression" : "grafana";
      return { source: "", kind: special, special };
    }
    if (named === "" || named === "default") return { source: "", kind: type };
    const inner = /^(?:\$\{(\w+)(?::\w+)?\}|\$(\w+)|\[\[(\w+)\]\])$/.exec(named);
    const name = inner?.[1] ?? inner?.[2] ?? inner?.[3];
    const variable = name === undefined ? undefined : this.variables.get(name);
    if (name !== undefined && variable !== undefined) return { source: `\${${name}}`, kind: type || variable };
    const id = name === undefined ? named : `\${${name}}`;
    const input = name === undefined ? undefined : this.inputs.get(name);
    return this.use(id, type || input?.kind || guessKind(named), input?.label ?? name ?? named);
  }

  placeholders(): SourcePlaceholder[] {
    return [...this.found.values()];
  }

  private use(id: string, kind: string, label: string): SourceRef {
    const known = this.found.get(id);
    if (known) {
      known.usedBy += 1;
      if (known.kind === "") known.kind = kind;
    } else this.found.set(id, { id, kind, label, usedBy: 1 });
    return { source: id, kind };
  }
}

const withSpecial = (special: SourceRef["special"]) => (special === undefined ? {} : { special });

/** Old files name their sources and nothing else. */
function guessKind(name: string): string {
  const found = /prometheus|loki|influx|graphite|elasticsearch|mysql|postgres|cloudwatch|zabbix|tempo|jaeger/i.exec(name);
  const kind = found?.[0].toLowerCase() ?? "";
  return kind === "influx" ? "influxdb" : kind;
}

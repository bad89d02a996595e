// What data sources are called in an exported dashboard.
import type { Dashboard } from "../dashboard";

export interface DatasourceRef {
  type: string;
  uid: string;
}

/** Undefined: the one that is usual there. */
export type NameSource = (source: string, kind: string) => DatasourceRef | undefined;

export function nameAsHere(dashboard: Dashboard): NameSource {
  return (source, kind) => {
    const uid = source || dashboard.source;
    return uid === "" ? undefined : { type: kind, uid };
  };
}

/** The kind of data source that answers a language. */
export const kindOfLanguage = (language: string): string =>
  language === "promql" ? "prometheus" : language === "logql" ? "loki" : language;

interface Naming {
  nameSource: NameSource;
  inputs(): object[];
  requires(): object[];
}

/** `${DS_PROMETHEUS}` for the first source of a kind, `${DS_PROMETHEUS_2}` for the next. Variables stay variables. */
export function namesForSharing(dashboard: Dashboard): Naming {
  const variables = new Set(dashboard.variables.map(({ name }) => name));
  const inputs = new Map<string, { name: string; kind: string }>();
  const isVariable = (source: string) => variables.has(/^\$\{(\w+)\}$/.exec(source)?.[1] ?? "");
  return {
    nameSource(source, kind) {
      const own = source || dashboard.source;
      if (isVariable(own)) return { type: kind, uid: own };
      const key = `${kind} ${own}`;
      const known = inputs.get(key);
      if (known) return { type: kind, uid: `\${${known.name}}` };
      const base = `DS_${kind.toUpperCase().replaceAll(/\W+/g, "_")}`;
      const taken = new Set([...variables, ...[...inputs.values()].map(({ name }) => name)]);
      let name = base;
      for (let count = 2; taken.has(name); count++) name = `${base}_${count}`;
      inputs.set(key, { name, kind });
      return { type: kind, uid: `\${${name}}` };
    },
    inputs: () =>
      [...inputs.values()].map(({ name, kind }) => ({
        name,
        label: titleOf(kind),
        description: "",
        type: "datasource",
        pluginId: kind,
        pluginName: titleOf(kind),
      })),
    requires: () =>
      [...new Set([...inputs.values()].map(({ kind }) => kind))].map((kind) => ({
        type: "datasource",
        id: kind,
        name: titleOf(kind),
        version: "1.0.0",
      })),
  };
}

const titleOf = (kind: string): string => `${kind.slice(0, 1).toUpperCase()}${kind.slice(1)}`;

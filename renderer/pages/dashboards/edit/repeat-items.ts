import type { LucideIcon } from "lucide-react";
import type { Variable } from "#shared/dashboards/variable";
import type { MenuItem } from "../../../components/Menu";

interface Options {
  icon: LucideIcon;
  variables: readonly Variable[];
  chosen: string | undefined;
  onChoose(variable: string | undefined): void;
}

/** Variables with several values to choose from. */
export const repeatable = (variables: readonly Variable[]): Variable[] =>
  variables.filter(({ kind }) => kind === "query" || kind === "custom" || kind === "datasource");

/** The part of a menu that says by which variable something repeats. */
export function repeatItems({ icon, variables, chosen, onChoose }: Options): MenuItem[] {
  const names = repeatable(variables).map(({ name }) => name);
  if (names.length === 0 && chosen === undefined) return [];
  return [
    { kind: "heading", label: "Once for each value of" },
    { label: "Nothing: once", isChecked: chosen === undefined, onSelect: () => onChoose(undefined) },
    ...names.map((name) => ({ label: `$${name}`, icon, isChecked: chosen === name, onSelect: () => onChoose(name) })),
  ];
}

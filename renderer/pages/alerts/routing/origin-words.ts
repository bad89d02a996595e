import type { RoutingState } from "#shared/contract/routing";

/** Whose routing this is. */
export function originWords({ origin, name }: Pick<RoutingState, "origin" | "name">): string {
  switch (origin) {
    case "built-in":
      return "Built in: every alert is told on this computer, as nobody has changed it.";
    case "edited":
      return "Edited here.";
    case "imported":
      return name === undefined ? "Imported." : `Imported from ${name}.`;
  }
}

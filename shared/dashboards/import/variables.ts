// The variables of a dashboard, all kinds and ages of them.
import type { Variable } from "../variable";
import { dependencyOrder } from "../variables/dependencies";
import { isRecord, listOf, recordOf, textOf } from "./lenient";
import type { Site } from "./site";
import type { Sources } from "./sources";
import { convertVariable } from "./variable";

export function convertVariables(given: unknown, path: string, site: Site, sources: Sources): Variable[] {
  const found = new Map<string, Variable>();
  for (const [index, value] of listOf(given).entries()) {
    const inside = `${path}[${index}]`;
    const name = textOf(recordOf(value).name);
    if (!isRecord(value)) site.lost(inside, "Expected a variable, and found something else.");
    else if (!/^\w+$/.test(name)) {
      const shown = JSON.stringify(name.slice(0, 60));
      site.lost(`${inside}.name`, `A variable's name has letters, digits and underscores only; ${shown} is left out.`);
    } else if (found.has(name)) {
      site.leftOut(inside, `There are two variables ${JSON.stringify(name)}; the first one is taken.`);
    } else {
      const variable = convertVariable(value, { name, inside, site, sources });
      if (variable) found.set(name, variable);
    }
  }
  const variables = [...found.values()];
  for (const cycle of dependencyOrder(variables).cycles) {
    site.note(
      path,
      `These variables need each other in a circle, so none of them can be filled as it was: ${cycle.join(" → ")}.`,
    );
  }
  return variables;
}

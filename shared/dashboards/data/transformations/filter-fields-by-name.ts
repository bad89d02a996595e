import { z } from "zod";
import type { FieldMatcher } from "../../field-config";
import { type FieldTest, fieldTest } from "../matchers";
import { defineTransformation, done, type TransformationContext, unable } from "./transformation";

const choice = z
  .object({
    names: z.array(z.string()).catch([]),
    pattern: z.string().optional().catch(undefined),
    /** A dashboard's variable whose values are names: `$fields`. */
    variable: z.string().optional().catch(undefined),
  })
  .optional()
  .catch(undefined);

const options = z.object({ include: choice, exclude: choice, byVariable: z.boolean().catch(false) });
type Choice = z.infer<typeof choice>;

export const filterFieldsByName = defineTransformation({
  id: "filterFieldsByName",
  title: "Filter fields by name",
  about: "Keeps some columns, by their names or a regular expression.",
  options,
  run(frames, { include, exclude, byVariable }, context) {
    const tests: FieldTest[] = [];
    for (const [choice, isWanted] of [[include, true] as const, [exclude, false] as const]) {
      const matcher = matcherOf(choice, byVariable, context);
      if (!matcher) continue;
      const made = fieldTest(matcher);
      if (!made.ok) return unable(made.say);
      tests.push((field, frame) => made.test(field, frame) === isWanted);
    }
    if (tests.length === 0) return done([...frames]);
    const kept = frames.map((frame) => ({
      ...frame,
      fields: frame.fields.filter((field) => tests.every((test) => test(field, frame))),
    }));
    return done(kept.filter(({ fields }) => fields.length > 0));
  },
});

function matcherOf(choice: Choice, byVariable: boolean, { fill }: TransformationContext): FieldMatcher | undefined {
  if (!choice) return undefined;
  const { names, pattern, variable } = choice;
  if (byVariable && variable) return { id: "byNames", options: { names: variableValues(variable, fill) } };
  if (names.length === 0) return pattern ? { id: "byRegexp", options: pattern } : undefined;
  return pattern ? { id: "byRegexpOrNames", options: { names, pattern } } : { id: "byNames", options: { names } };
}

/** The values of `$name`, asked for with commas between. */
function variableValues(variable: string, fill: (text: string) => string): string[] {
  const name = /^\$\{?(\w+)/.exec(variable)?.[1];
  const filled = fill(name === undefined ? variable : `\${${name}:csv}`);
  return filled.split(",");
}

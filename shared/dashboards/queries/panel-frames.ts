// From the answers to a panel's queries to what it shows: frames, then its transformations, then how values are written.
import { applyFieldConfig, fieldConfigProblems } from "../data/apply-field-config";
import type { Frame } from "../data/frame";
import { type Answer, framesOf } from "../data/from-answers";
import { transform } from "../data/transform";
import type { Panel } from "../panel";
import { fillText } from "../variables/fill";
import type { Scope } from "../variables/scope";

/** `problems`: transformations and overrides that could not be done, in sentences. `scope` is the plan's, with the panel's intervals. */
export function panelFrames(
  answers: readonly Answer[],
  { transformations, fieldConfig }: Pick<Panel, "transformations" | "fieldConfig">,
  scope: Scope,
): { frames: Frame[]; problems: string[] } {
  const fill = (text: string) => fillText(text, scope);
  const transformed = transform(framesOf(answers), transformations, fill);
  return {
    frames: applyFieldConfig(transformed.frames, fieldConfig, fill),
    problems: [...transformed.problems, ...fieldConfigProblems(fieldConfig)],
  };
}

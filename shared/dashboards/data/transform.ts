// The transformations of a panel, one after another. One that cannot be done leaves the frames as they are and says why.
import type { Transformation } from "../panel";
import type { Frame } from "./frame";
import { fieldTest } from "./matchers";
import { transformationOf } from "./transformations/index";

export { transformationKinds } from "./transformations/index";
export type { TransformationKind } from "./transformations/transformation";

export interface Transformed {
  frames: Frame[];
  /** Sentences for people: what could not be done, and what of an answer is not shown. */
  problems: string[];
}

/** `fill` puts the dashboard's variables into texts. */
export function transform(
  frames: readonly Frame[],
  transformations: readonly Transformation[],
  fill: (text: string) => string,
): Transformed {
  let current = [...frames];
  const problems: string[] = [];
  for (const transformation of transformations) {
    if (transformation.disabled) continue;
    const outcome = runOne(current, transformation, fill);
    if (outcome.ok) current = outcome.frames;
    else problems.push(outcome.say);
  }
  const notices = current.flatMap(({ notice }) => notice ?? []);
  return { frames: current, problems: [...problems, ...notices] };
}

function runOne(
  frames: readonly Frame[],
  { id, options, filter }: Transformation,
  fill: (text: string) => string,
): { ok: true; frames: Frame[] } | { ok: false; say: string } {
  const kind = transformationOf(id);
  if (!kind) return { ok: false, say: `The transformation ${JSON.stringify(id)} is not known here, and was left out.` };
  const wanted = filter ? fieldTest(filter) : undefined;
  if (wanted && !wanted.ok) return leftOut(kind.title, wanted.say);
  const isChosen = (frame: Frame) => !wanted?.ok || frame.fields.some((field) => wanted.test(field, frame));
  const outcome = kind.run(frames.filter(isChosen), options, { fill });
  if (!outcome.ok) return leftOut(kind.title, outcome.say);
  return { ok: true, frames: wanted ? [...outcome.frames, ...frames.filter((frame) => !isChosen(frame))] : outcome.frames };
}

const leftOut = (title: string, why: string): { ok: false; say: string } => ({
  ok: false,
  say: `The transformation "${title}" was left out: ${why.endsWith(".") ? why : `${why}.`}`,
});

// The labels by which two sides of an operator meet, and those of what comes of it.
import type { Labels } from "../../model/labels";
import type { Binary } from "../ast";
import type { Cut } from "./groups";
import { isNaming, labelOf, mostRemembered } from "./label-sets";
import { createNameChooser, pickLabels, setLabel } from "./label-shapes";
import { dropsName } from "./operators";

/** Which labels must be equal for two elements to meet: those in `on`, or all but those in `ignoring` and the name. */
export function matchingCut({ matching }: Binary): Cut {
  if (matching?.mode === "on") return { keep: true, labels: matching.labels };
  return { keep: false, labels: [...(matching?.labels ?? []), "__name__"] };
}

/**
 * Whether results have just the labels by which their elements met, if none of those is part of the name: so it is for most,
 * and nothing needs to be worked out.
 */
export function hasGroupLabels(binary: Binary, delaysNameRemoval: boolean): boolean {
  const { matching } = binary;
  return !matching?.group && (matching?.mode === "on" || losesName(binary, delaysNameRemoval));
}

/** With delayed removal of names, that of a comparison with `bool` is still there. */
const losesName = (binary: Binary, delaysNameRemoval: boolean): boolean =>
  dropsName(delaysNameRemoval ? { ...binary, returnBool: false } : binary);

const known = new WeakMap<Binary, WeakMap<Labels, { one: Labels; labels: Labels }>>();

/** The labels of a result; for few series remembered by the many side, as the same two meet again at every evaluation. */
export function createResultLabels(
  binary: Binary,
  { delaysNameRemoval, count }: { delaysNameRemoval: boolean; count: number },
): (many: Labels, one: Labels) => Labels {
  const make = createMaker(binary, losesName(binary, delaysNameRemoval));
  if (count > mostRemembered) return make;
  const ofBinary = known.get(binary) ?? new WeakMap<Labels, { one: Labels; labels: Labels }>();
  known.set(binary, ofBinary);
  return (many, one) => {
    let last = ofBinary.get(many);
    if (last?.one !== one) {
      last = { one, labels: make(many, one) };
      ofBinary.set(many, last);
    }
    return last.labels;
  };
}

function createMaker({ matching }: Binary, isNameless: boolean): (many: Labels, one: Labels) => Labels {
  const included = matching?.group?.include ?? [];
  const namesLeft = createNameChooser((names) => names.filter(stays));

  function stays(name: string): boolean {
    if ((isNameless && isNaming(name)) || included.includes(name)) return false;
    if (matching?.group) return true;
    return matching?.mode === "on" ? matching.labels.includes(name) : !matching?.labels.includes(name);
  }

  return (many, one) => {
    const labels = pickLabels(many, namesLeft(many));
    // A label that the one side lacks goes from the many side as well.
    for (const name of included) setLabel(labels, name, labelOf(one, name));
    return labels;
  };
}

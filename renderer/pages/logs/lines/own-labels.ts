import type { Labels } from "#shared/model/labels";

/** Names a stream for those who gave it none: Loki copies another of the labels into it. */
const copied = "service_name";

/** The names of the labels that a line has to tell: not those that all lines have, and none twice. */
export const ownLabels = (labels: Labels, isCommon: (name: string) => boolean): string[] =>
  Object.keys(labels).filter((name) => !isCommon(name) && !(name === copied && isCopy(labels)));

const isCopy = (labels: Labels): boolean =>
  Object.entries(labels).some(([name, value]) => name !== copied && value === labels[copied]);

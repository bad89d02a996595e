// A thing that is being edited, with the way back: what it was, what it is, what was undone.

export interface Edits<T> {
  /** As the engine has it. */
  saved: T;
  past: readonly T[];
  present: T;
  future: readonly T[];
  /** What the latest change was about: typing on in one field is one change. */
  topic: string | undefined;
}

const mostSteps = 200;

export const startEdits = <T>(saved: T): Edits<T> => ({ saved, past: [], present: saved, future: [], topic: undefined });

/** A change. One of the same topic as the one before it joins that; without a topic it stands alone. */
export function edit<T>(edits: Edits<T>, present: T, topic?: string): Edits<T> {
  if (present === edits.present) return edits;
  const joins = topic !== undefined && topic === edits.topic && edits.future.length === 0;
  return { ...edits, present, topic, future: [], past: joins ? edits.past : [...edits.past, edits.present].slice(-mostSteps) };
}

export function undo<T>(edits: Edits<T>): Edits<T> {
  const before = edits.past.at(-1);
  if (before === undefined) return edits;
  return {
    ...edits,
    past: edits.past.slice(0, -1),
    present: before,
    future: [edits.present, ...edits.future],
    topic: undefined,
  };
}

export function redo<T>(edits: Edits<T>): Edits<T> {
  const [next, ...future] = edits.future;
  if (next === undefined) return edits;
  return { ...edits, past: [...edits.past, edits.present], present: next, future, topic: undefined };
}

/** Whether there is anything to save. */
export const isChanged = <T>({ saved, present }: Edits<T>): boolean =>
  saved !== present && JSON.stringify(saved) !== JSON.stringify(present);

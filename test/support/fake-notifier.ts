import type { Notice } from "#shared/contract/notifications";
import type { NoticeEvent, NoticeOutcome, Notifier } from "../../electron/engine/notify/notifier";

/** A notifier that keeps what it was given. It answers as `answers` says; undefined: when a test calls `answer`. */
export interface FakeNotifier extends Notifier {
  readonly shown: { notice: Notice; answer(outcome: NoticeOutcome): void }[];
  readonly withdrawn: string[];
  /** Ids of which it says that they were shown before. */
  readonly known: Set<string>;
  answers: NoticeOutcome | undefined;
  /** Something happens to a notice. */
  happen(event: NoticeEvent): void;
}

export function createFakeNotifier(): FakeNotifier {
  const listeners: ((event: NoticeEvent) => void)[] = [];
  const fake: FakeNotifier = {
    shown: [],
    withdrawn: [],
    known: new Set(),
    answers: { kind: "shown" },
    show: (notice) =>
      new Promise((resolve) => {
        fake.shown.push({ notice, answer: resolve });
        if (fake.answers) resolve(fake.answers);
      }),
    withdraw: (tag) => fake.withdrawn.push(tag),
    wasShown: async (id) => fake.known.has(id),
    onEvent: (run) => void listeners.push(run),
    happen(event) {
      for (const run of listeners) run(event);
    },
  };
  return fake;
}

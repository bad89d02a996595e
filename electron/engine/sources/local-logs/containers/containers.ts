// What containers of Docker and Podman write, as a kind of place.
import { compareTimes } from "#shared/logs/block";
import { type Milliseconds, seconds } from "#shared/units/time";
import type { Clock } from "../../../clock";
import type { SocketPlace } from "../../../containers/socket-places";
import { matchesGlob } from "../glob-match";
import { type DraftOf, type FollowAsked, type LogKind, mostNames } from "../kind";
import type { Instant, Selection } from "../reader";
import { wait } from "../wait";
import { createContainerList, type ListedContainer } from "./container-list";
import { createContainerReader, entryMaker, readTrouble } from "./container-reader";
import { containerLines } from "./log-request";

/** Containers come and go: so often is looked while lines are followed. */
const lookAgain: Milliseconds = seconds(5);
/** Each is a connection of its own. */
const mostFollowed = 200;

const openLabels = ["stream"];

export function createContainers({
  clock,
  sockets,
}: {
  clock: Clock;
  sockets: readonly SocketPlace[];
}): LogKind<"containers"> & { close(): void } {
  const services = createContainerList({ sockets, clock });

  const isPicked = (places: readonly DraftOf<"containers">[], name: string): boolean =>
    places.some(({ names }) => names.length === 0 || names.some((glob) => matchesGlob(glob, name)));

  async function wantedOf(
    places: readonly DraftOf<"containers">[],
    selection: Selection,
    warn?: (text: string) => void,
  ): Promise<ListedContainer[]> {
    if (places.length === 0) return [];
    // No service is asked for a query that is about something else.
    if (
      !selection.mayMatch({
        labels: { source: "container" },
        open: ["container", "image", "compose_project", "compose_service", "pod", ...openLabels],
      })
    ) {
      return [];
    }
    const { containers, problems } = await services.list();
    for (const problem of problems) warn?.(problem);
    return containers.filter(({ name, labels }) => isPicked(places, name) && selection.mayMatch({ labels, open: openLabels }));
  }

  /**
   * A job that took less time than passes between two looks was never seen running, and has written all the same. Services tell
   * whole seconds of when it was made.
   */
  const hasComeAndGone = ({ createdMs }: ListedContainer, isKnown: boolean, began: Instant): boolean =>
    !isKnown && createdMs !== undefined && createdMs + seconds(1) > began.ms;

  /** `onTold`: up to which time its lines have been told. */
  async function followOne(
    { socket, api, id, labels }: ListedContainer,
    since: Instant,
    asked: FollowAsked,
    onTold: (time: Instant) => void,
  ): Promise<void> {
    const toEntry = entryMaker(labels);
    let last = since;
    for await (const lines of containerLines({ socket, api, id, since, follows: true, signal: asked.signal, clock })) {
      const fresh = lines.filter(({ time }) => compareTimes(time, since) > 0);
      for (const { time } of fresh) if (compareTimes(time, last) > 0) last = time;
      const entries = fresh.map((line) => asked.accept(toEntry(line))).filter((entry) => entry !== undefined);
      if (entries.length > 0 && !asked.signal.aborted) asked.onEntries(entries);
      onTold(last);
    }
  }

  return {
    async look(place) {
      const { containers, services: answering, problems } = await services.list();
      const names = containers
        .map(({ name }) => name)
        .filter((name) => isPicked([place], name))
        .sort();
      const none = answering === 0 ? "Neither Docker nor Podman answers on this machine." : undefined;
      const unmatched = place.names.length > 0 && names.length === 0 ? "There is no container of that name now." : undefined;
      const problem = problems[0] ?? none ?? unmatched;
      return { names: names.slice(0, mostNames), count: names.length, ...(problem && { problem }) };
    },

    async streams(places, { selection }) {
      const containers = await wantedOf(places, selection);
      return containers.flatMap(({ labels }) =>
        ["stdout", "stderr"].map((stream) => ({ labels: { ...labels, stream }, open: [] })),
      );
    },

    async readers(places, { selection, warn }) {
      return (await wantedOf(places, selection, warn)).map((container) => createContainerReader(container, clock));
    },

    async follow(places, asked) {
      if (places.length === 0) return;
      const began: Instant = asked.after ?? { ms: clock.now(), ns: 0 };
      /** How far each has been told; those that are being followed have none. */
      const told = new Map<string, Instant | "following">();
      let following = 0;
      while (!asked.signal.aborted) {
        for (const container of await wantedOf(places, asked.selection, asked.warn)) {
          const since = told.get(container.id) ?? began;
          if (since === "following" || following >= mostFollowed) continue;
          if (!container.isRunning && !hasComeAndGone(container, told.has(container.id), began)) continue;
          following++;
          told.set(container.id, "following");
          let last = since;
          const onTold = (time: Instant) => {
            last = time;
          };
          void followOne(container, since, asked, onTold)
            .catch((error: unknown) => {
              if (!asked.signal.aborted) asked.warn(readTrouble(container.name, error));
            })
            .then(() => {
              following--;
              // From there on it is tried again, as when its service was started anew.
              told.set(container.id, last);
            });
        }
        await wait(clock, lookAgain, asked.signal);
      }
    },

    close: () => services.close(),
  };
}

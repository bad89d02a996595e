// Decides who is told of which alerts, and when: the tree of routes that is in force, the silences, and what both make of the
// alerts. Who is in which group is `dispatcher.ts`, how a group is told `telling.ts`; the rules of when are
// shared/alerting/group-step.ts.
import { checkRouting } from "#shared/alerting/check-routing";
import { countUses, originLabel, renameReceiver, sourceLabel, withoutPseudoLabels } from "#shared/alerting/route";
import { simulate } from "#shared/alerting/simulate";
import type { CallOutput } from "#shared/contract/index";
import type { Receiver } from "#shared/contract/receivers";
import type { LiveGroup, RoutingState } from "#shared/contract/routing";
import { AppError } from "#shared/model/failure";
import type { Labels } from "#shared/model/labels";
import type { RoutingConfig } from "#shared/model/routing";
import type { EpochMs } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Inbox } from "../inbox/inbox";
import type { Ledger } from "../ledger/ledger";
import type { Log } from "../log";
import type { Receivers } from "../receivers/receivers";
import type { Problems } from "../settings/problems";
import { createDispatcher } from "./dispatcher";
import { mutedIn, mutedLabels } from "./mutings";
import { builtIn, readRoutingFile, writeRoutingFile } from "./routing-file";
import { createSilenceStore } from "./silence-store";
import { createSilences, type ServerSilences, type Silences } from "./silences";
import { createTelling } from "./telling";
import { createToldLog } from "./told-log";

export type Simulation = CallOutput<"routing.simulate">;
export type RoutingImport = CallOutput<"routing.import">;

export interface Router {
  /** Takes up the alerts that the inbox has; from then on it is told of changes. */
  start(): Promise<void>;
  close(): void;
  state(): RoutingState;
  save(config: RoutingConfig): Promise<RoutingState>;
  check(text: string): Promise<RoutingImport>;
  import(text: string, name: string): Promise<RoutingImport>;
  reset(): Promise<RoutingState>;
  groups(): LiveGroup[];
  simulate(labels: Labels, at?: EpochMs, config?: RoutingConfig): Simulation;
  /** How many routes name a receiver, and what to do when it is called otherwise. */
  usedBy(receiver: string): number;
  renameReceiver(was: string, name: string): Promise<void>;
  silences: Silences;
  onChange(run: () => void): () => void;
}

export interface RouterOptions {
  inbox: Inbox;
  ledger: Ledger;
  integrations: Pick<Receivers, "of" | "deliver" | "importAll">;
  serverSilences?: ServerSilences | undefined;
  sourceName(id: string): string;
  clock: Clock;
  log: Log;
  problems: Pick<Problems, "add">;
  externalUrl(): string;
  /** The data folder. */
  folder: string;
}

export function createRouter(options: RouterOptions): Router {
  const { inbox, ledger, integrations, serverSilences, clock, log, problems, folder } = options;
  const listeners = new Set<() => void>();
  const silenceListeners = new Set<() => void>();
  let state: RoutingState = builtIn;

  const tellSilences = () => {
    for (const run of [...silenceListeners]) run();
  };
  const toldLog = createToldLog(ledger);
  const store = createSilenceStore({
    ledger,
    clock,
    onChange: () => {
      dispatcher.silencesChanged();
      tellSilences();
    },
  });
  const telling = createTelling({
    integrations,
    toldLog,
    ledger,
    inbox,
    clock,
    externalUrl: options.externalUrl,
    mutedIn: (alert, { route }, at) => mutedIn(alert, route, at, dispatcher.muting),
  });
  const dispatcher = createDispatcher({
    inbox,
    integrations,
    silences: store,
    toldLog,
    telling,
    sourceName: options.sourceName,
    clock,
    log,
    onSilenceEdge: tellSilences,
  });
  const stopServerSilences = serverSilences?.onChange(tellSilences);
  const silences = createSilences({
    store,
    alerts: dispatcher.alerts,
    server: serverSilences,
    clock,
    onChange(run) {
      silenceListeners.add(run);
      return () => silenceListeners.delete(run);
    },
  });

  async function become(next: RoutingState): Promise<RoutingState> {
    await writeRoutingFile(folder, next);
    state = next;
    dispatcher.use(next.config);
    for (const run of [...listeners]) run();
    return next;
  }

  function refuseMistakes(config: RoutingConfig): void {
    const mistakes = checkRouting(config, (name) => integrations.of(name) !== undefined);
    if (mistakes.length === 0) return;
    const say = mistakes.slice(0, 5).map((mistake) => mistake.say);
    throw new AppError({ kind: "bad-request", say: `The routes were not saved. ${say.join(" ")}` });
  }

  /** Loaded when it is asked for: most never import anything, and the reader of YAML is not small. */
  async function read(text: string) {
    const { readRoutingConfig } = await import("./read-config");
    return readRoutingConfig(text, { keeping: state.config });
  }

  return {
    silences,
    state: () => state,

    async start() {
      await Promise.all([toldLog.load(), store.load()]);
      state = await readRoutingFile(folder, clock.now(), problems);
      // Only a file that somebody changed by hand holds what `save` refuses.
      if (fatalMistakes(state.config).length > 0) {
        problems.add(
          "critical",
          `The routes in routing.json cannot be used, so all alerts are told on this machine. ${fatalMistakes(state.config)[0]}`,
        );
        state = builtIn;
      }
      dispatcher.start(state.config);
    },

    close() {
      stopServerSilences?.();
      dispatcher.close();
    },

    async save(config) {
      refuseMistakes(config);
      return become({ config, origin: "edited", ...(state.name !== undefined && { name: state.name }) });
    },

    reset: () => become(builtIn),

    async check(text) {
      const { secrets, receivers, ...found } = await read(text);
      return { ...found, receivers: receivers.map(kindsOf) };
    },

    async import(text, name) {
      const { secrets, receivers, ...found } = await read(text);
      if (!found.config) {
        const say = `${name} was not taken over: it has mistakes, and nothing was changed.`;
        throw new AppError({ kind: "bad-file", say, diagnostics: found.diagnostics });
      }
      await integrations.importAll(receivers, secrets);
      // A file of receivers alone leaves the tree as it is.
      if (found.config !== state.config) await become({ config: found.config, origin: "imported", name });
      return { ...found, receivers: receivers.map(kindsOf) };
    },

    groups: () =>
      [...dispatcher.groups()].map((group): LiveGroup => {
        const held = [...group.alerts.values()];
        const told = dispatcher.lastTold(group.route, group.key);
        return {
          groupKey: group.key,
          receiver: group.route.receiver,
          labels: withoutPseudoLabels(group.labels),
          alertIds: held.map(({ row }) => row.id),
          firing: held.filter(({ row }) => row.state === "firing").length,
          nextAt: clock.now() + (group.dueAt - clock.monotonic()),
          ...(told && { lastSentAt: told.at }),
        };
      }),

    simulate(given, at = clock.now(), config = state.config) {
      const [fatal] = fatalMistakes(config);
      if (fatal !== undefined) throw new AppError({ kind: "bad-request", say: `The routes cannot be tried. ${fatal}` });
      // Whoever types labels means an alert of this host, if nothing else is said.
      const labels = { [sourceLabel]: options.sourceName("local"), [originLabel]: "rule", ...given };
      const { steps, ends } = simulate(config, labels, at);
      const fitting = store.fitting(labels);
      const context = config === state.config ? dispatcher.muting : dispatcher.mutingUnder(config);
      return { steps, ends: ends.map((end) => ({ ...end, muted: mutedLabels(labels, end.muted, fitting, at, context) })) };
    },

    usedBy: (receiver) => countUses(state.config.route, receiver),

    async renameReceiver(was, name) {
      if (countUses(state.config.route, was) === 0) return;
      await become({ ...state, config: { ...state.config, route: renameReceiver(state.config.route, was, name) } });
    },

    onChange(run) {
      listeners.add(run);
      return () => listeners.delete(run);
    },
  };
}

const fatalMistakes = (config: RoutingConfig): string[] =>
  checkRouting(config, () => true).flatMap(({ isFatal, say }) => (isFatal ? say : []));

const kindsOf = ({ name, integrations }: Receiver) => ({ name, kinds: integrations.map(({ kind }) => kind) });

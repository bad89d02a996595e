// The receivers: who is told of alerts, by which integrations, with their secrets apart, and how each has been doing.
import type { CallRequest } from "#shared/contract/index";
import { type Integration, nativeReceiver, type Receiver, type ReceiverRow } from "#shared/contract/receivers";
import { AppError } from "#shared/model/failure";
import type { Clock } from "../clock";
import type { Ledger } from "../ledger/ledger";
import type { Log } from "../log";
import type { Secrets } from "../secrets/secrets";
import type { Problems } from "../settings/problems";
import { openConversations } from "./conversations";
import { createDrafts, type Drafts } from "./drafts";
import type { Integrations, NativeDelivery } from "./integrations";
import { labelOf } from "./kinds";
import { nativeIntegration, nativeRow } from "./native-receiver";
import { createOutgoing } from "./outgoing";
import { openReceiverFile } from "./receiver-file";
import { createSecretDesk } from "./secret-desk";
import { openStates } from "./states";

export type SecretValues = ReadonlyMap<string, ReadonlyMap<string, string>>;

export interface Receivers extends Integrations, Drafts {
  /** The one of this computer first, then by name. */
  list(): ReceiverRow[];
  save(request: CallRequest<"receivers.save">): Promise<ReceiverRow>;
  remove(name: string): Promise<void>;
  /** Takes over the receivers of an alertmanager.yml, in place of those of the same names. `secrets`: by integration, then by name. */
  importAll(receivers: readonly Receiver[], secrets: SecretValues): Promise<void>;
  /** Called when the list or a state changed. Returns the unsubscribe function. */
  onChange(run: () => void): () => void;
  /** Closes what is kept open. */
  close(): Promise<void>;
}

export interface ReceiversOptions {
  folder: string;
  secrets: Secrets;
  native: NativeDelivery;
  /** How many routes name the receiver. */
  usedBy(name: string): number;
  /** Has the routes that name it call it by its new name. */
  renamed(was: string, name: string): Promise<void>;
  ledger: Pick<Ledger, "keep" | "kept">;
  clock: Clock;
  log: Log;
  problems: Pick<Problems, "add">;
  random?: () => number;
}

export async function openReceivers(options: ReceiversOptions): Promise<Receivers> {
  const { secrets, native, usedBy, renamed, ledger, clock, log, random = Math.random } = options;
  const listeners = new Set<() => void>();
  const file = await openReceiverFile(options);
  const states = await openStates({ ledger, clock, onChange: tell });
  const conversations = await openConversations(ledger, clock);
  const desk = createSecretDesk(secrets);
  const outgoing = createOutgoing({ find: findIntegration, native, secrets, states, conversations, clock, log, random });
  const drafts = createDrafts({ find: findIntegration, native, desk, clock, log, random });

  function tell(): void {
    for (const run of [...listeners]) run();
  }

  const find = (name: string) => file.list().find((receiver) => receiver.name === name);

  function findIntegration(id: string): Integration | undefined {
    if (id === nativeIntegration.id) return nativeIntegration;
    const all = file.list().flatMap(({ integrations }) => integrations);
    return all.find((integration) => integration.id === id);
  }

  async function forget(ids: readonly string[]): Promise<void> {
    outgoing.forget(ids);
    for (const id of ids) await desk.remove(id);
  }

  async function save({ receiver, secrets: given, was: wasName }: CallRequest<"receivers.save">): Promise<ReceiverRow> {
    const before = wasName === undefined ? undefined : find(wasName);
    if (receiver.name === nativeReceiver || wasName === nativeReceiver) throw fixedError();
    if (wasName !== undefined && !before) throw goneError();
    if (receiver.name !== wasName && find(receiver.name)) throw refuse(`There is a receiver ${receiver.name} already.`);
    await checkReceiver(receiver);
    const own = idsOf(receiver);
    const others = new Set([nativeIntegration.id, ...file.list().flatMap((other) => (other === before ? [] : idsOf(other)))]);
    if (own.some((id) => others.has(id))) throw refuse("Another receiver has an integration of the same id.");
    // Secrets first: where storing them is refused, nothing else may have changed.
    await desk.store(receiver.integrations, before?.integrations ?? [], given);
    await file.update((all) => (before ? all.map((other) => (other.name === wasName ? receiver : other)) : [...all, receiver]));
    if (wasName !== undefined && receiver.name !== wasName) await renamed(wasName, receiver.name);
    await forget(before ? idsOf(before).filter((id) => !own.includes(id)) : []);
    outgoing.reconnect(own);
    tell();
    return toRow(receiver);
  }

  function toRow({ name, integrations }: Receiver): ReceiverRow {
    return {
      name,
      usedBy: usedBy(name),
      integrations: integrations.map((integration) => ({
        ...integration,
        state: states.get(integration.id),
        ...desk.marks(integration.id),
      })),
    };
  }

  return {
    ...drafts,
    deliver: outgoing.deliver,
    save,

    of(name) {
      const integrations = name === nativeReceiver ? [nativeIntegration] : find(name)?.integrations;
      return integrations?.map((integration) => {
        const { id, kind, sendResolved } = integration;
        return { id, kind, sendResolved, label: labelOf(integration) };
      });
    },

    list: () => [
      nativeRow(states.get(nativeIntegration.id), usedBy(nativeReceiver)),
      ...[...file.list()].sort((a, b) => (a.name < b.name ? -1 : 1)).map(toRow),
    ],

    async remove(name) {
      if (name === nativeReceiver) throw fixedError();
      const receiver = find(name);
      if (!receiver) throw goneError();
      const routes = usedBy(name);
      if (routes === 1) throw refuse(`A route names ${name}: give it another receiver first.`);
      if (routes > 1) throw refuse(`${routes} routes name ${name}: give them another receiver first.`);
      await file.update((all) => all.filter((other) => other.name !== name));
      await forget(idsOf(receiver));
      tell();
    },

    async importAll(receivers, values) {
      const own = receivers.filter(({ name }) => name !== nativeReceiver);
      const names = new Set(own.map(({ name }) => name));
      const ids = own.flatMap(idsOf);
      const replaced = file.list().filter(({ name }) => names.has(name));
      await desk.storeAll(values);
      await file.update((all) => [...all.filter(({ name }) => !names.has(name)), ...own]);
      await forget(replaced.flatMap(idsOf).filter((id) => !ids.includes(id)));
      outgoing.reconnect(ids);
      tell();
    },

    onChange(run) {
      listeners.add(run);
      return () => listeners.delete(run);
    },

    close: () => outgoing.close(),
  };
}

const idsOf = ({ integrations }: Receiver): string[] => integrations.map(({ id }) => id);

// The language of templates is loaded when somebody writes one: it is large, and most consoles have none.
const checkReceiver = async (receiver: Receiver) => (await import("./check-integration")).checkReceiver(receiver);

const refuse = (say: string) => new AppError({ kind: "bad-request", say });
const fixedError = () =>
  refuse(`The receiver ${nativeReceiver} can be neither changed nor removed; Settings say how it notifies.`);
const goneError = () => new AppError({ kind: "not-found", say: "That receiver does not exist any more: it was removed." });

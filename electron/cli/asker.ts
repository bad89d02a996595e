// Who answers a question of the command line: the console that runs on the data folder, or an engine that lives only for it.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import WebSocket from "ws";
import type { Bridge } from "#shared/contract/bridge";
import { createClient } from "#shared/contract/client";
import type { CallInput, CallName, CallOutput } from "#shared/contract/index";
import { pack, unpack } from "#shared/contract/pack";
import type { Port, Reply, ToEngine, ToWindow } from "#shared/contract/wire";
import { AppError } from "#shared/model/failure";
import type { Engine } from "../engine/engine";
import type { Vault } from "../engine/secrets/vault";
import { runningPort } from "../serve/lock";
import { readToken } from "../serve/token";
import type { Surroundings } from "./command";

export interface Asker {
  ask<N extends CallName>(name: N, input: CallInput<N>): Promise<Reply<CallOutput<N>>>;
  close(): Promise<void>;
}

/** The console that runs on this data folder; absent when none does. */
export async function askRunningConsole(dataFolder: string, now: number): Promise<Asker | undefined> {
  const running = await connectToConsole(dataFolder, now);
  return running && { ask: (name, input) => running.bridge.call(name, input).reply, close: running.close };
}

export interface ConnectedConsole {
  bridge: Bridge;
  close(): Promise<void>;
}

/** A connection as a window has one. */
export async function connectToConsole(dataFolder: string, now: number): Promise<ConnectedConsole | undefined> {
  const port = await runningPort(dataFolder, now);
  const token = port === undefined ? undefined : await readToken(dataFolder);
  if (port === undefined || token === undefined) return undefined;
  const socket = new WebSocket(`ws://127.0.0.1:${port}/bridge`, {
    origin: `http://127.0.0.1:${port}`,
    headers: { Authorization: `Bearer ${token}` },
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("open", resolve);
    socket.once("error", (cause) =>
      reject(
        new AppError(
          { kind: "unreachable", say: `The console at 127.0.0.1:${port} did not let us in: ${cause.message}.` },
          { cause },
        ),
      ),
    );
  });
  const client = createClient();
  client.attach(portOf(socket));
  return {
    bridge: client.bridge,
    async close() {
      socket.close();
    },
  };
}

function portOf(socket: WebSocket): Port<ToEngine, ToWindow> {
  const port: Port<ToEngine, ToWindow> = {
    send: (message) => socket.send(pack(message)),
    close: () => socket.close(),
    onMessage: undefined,
    onClose: undefined,
  };
  socket.on("message", (data) => port.onMessage?.(unpack(data as Buffer) as ToWindow));
  // An `error` is followed by `close`, which fails what is pending.
  socket.on("error", () => {});
  socket.on("close", () => port.onClose?.());
  return port;
}

/** An asker whose engine is in this very process. */
export interface OwnAsker extends Asker {
  engine: Engine;
}

/** An engine of our own with an empty data folder that is gone afterwards. */
export async function askOwnEngine(
  { createEngine, version, tell }: Surroundings,
  options: { samples: boolean },
): Promise<OwnAsker> {
  const dataFolder = await mkdtemp(join(tmpdir(), "watchdeck-query-"));
  const removeFolder = () => rm(dataFolder, { recursive: true, force: true });
  try {
    // What a person needs to know comes back as the answer; of what the engine would log, only that something is broken.
    const log = { info() {}, warn() {}, error: tell };
    const engine = await createEngine({ dataFolder, shell: "browser", version, vault: createMemoryVault(), log });
    if (options.samples) await engine.start();
    return {
      engine,
      ask: (name, input) => engine.api.run(name, input),
      async close() {
        await engine.close();
        await removeFolder();
      },
    };
  } catch (error) {
    await removeFolder();
    throw error;
  }
}

/** Keeps secrets in memory and gives numbers for them, so that a password on its way to a server never lies on the disk. */
export function createMemoryVault(): Vault {
  const texts = new Map<string, string>();
  return {
    seal: "none",
    storage: () => ({ kind: "file", detail: "kept in memory until the command ends" }),
    async encrypt(text) {
      const sealed = `secret ${texts.size + 1}`;
      texts.set(sealed, text);
      return sealed;
    },
    async decrypt(sealed) {
      const text = texts.get(sealed);
      if (text === undefined) throw new Error("that secret is not of this run");
      return text;
    },
  };
}

// The samples of this machine for Grafana, promtool and other Prometheus clients: read-only, on the loopback address alone,
// with a token, and off until the user turns it on.

import type { CallOutput } from "#shared/contract/index";
import type { PrometheusApiSettings } from "#shared/contract/prometheus-api";
import { AppError } from "#shared/model/failure";
import type { Log } from "../log";
import type { Problems } from "../settings/problems";
import type { SettingsStore } from "../settings/settings";
import { createEndpoints, type EndpointOptions } from "./endpoints";
import { type ApiServer, startApiServer } from "./server";
import { newToken, openToken, tokenFile } from "./token";

export interface PrometheusApi {
  /** How it stands once what is under way is done. */
  status(): Promise<CallOutput<"prometheusApi.status">>;
  token(): Promise<string>;
  renewToken(): Promise<string>;
  close(): Promise<void>;
}

export interface PrometheusApiOptions extends EndpointOptions {
  dataFolder: string;
  settings: Pick<SettingsStore, "get" | "onChange">;
  problems: Pick<Problems, "add">;
  log: Log;
}

/** Listens as the settings say, now and whenever they change. */
export function setUpPrometheusApi(options: PrometheusApiOptions): PrometheusApi {
  const { dataFolder, settings, problems, log } = options;
  const endpoints = createEndpoints(options);
  let server: ApiServer | undefined;
  let problem: string | undefined;
  let token: string | undefined;
  let wanted: PrometheusApiSettings | undefined;
  /** Changes one after another: the port of the old server must be free before the new one listens. */
  let queue: Promise<void> = Promise.resolve();

  async function become({ enabled, port }: PrometheusApiSettings): Promise<void> {
    await server?.close();
    server = undefined;
    problem = undefined;
    if (!enabled) return;
    try {
      token ??= await openToken(dataFolder);
      server = await startApiServer({ endpoints, token: () => token ?? "", port, log });
      log.info(`the Prometheus API listens on 127.0.0.1:${server.port}`);
    } catch (error) {
      const why = error instanceof AppError ? error.failure.say : `its token could not be read or written (${String(error)})`;
      problem = `The Prometheus API is off: ${why}.`;
      problems.add("warning", problem);
      log.warn(problem);
    }
  }

  function follow(): void {
    const next = settings.get().preferences.prometheusApi;
    if (wanted && wanted.enabled === next.enabled && wanted.port === next.port) return;
    wanted = next;
    queue = queue.then(() => become(next));
  }

  follow();
  const endFollowing = settings.onChange(follow);

  return {
    async status() {
      await queue;
      const tokenPath = tokenFile(dataFolder);
      if (server) return { state: "on", url: `http://127.0.0.1:${server.port}`, tokenFile: tokenPath };
      return problem === undefined ? { state: "off", tokenFile: tokenPath } : { state: "failed", problem, tokenFile: tokenPath };
    },
    async token() {
      token ??= await openToken(dataFolder);
      return token;
    },
    async renewToken() {
      token = await newToken(dataFolder);
      return token;
    },
    async close() {
      endFollowing();
      await queue;
      await server?.close();
      server = undefined;
    },
  };
}

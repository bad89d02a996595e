// The part of the composition root that is about alerts: rules and servers report to the inbox, the router decides who is told of
// what is in it, and the ledger remembers all of it.
import { setUpAlertsApi } from "./api/alerts";
import type { Api } from "./api/api";
import { setUpNotificationsApi } from "./api/notifications";
import { setUpReceiversApi } from "./api/receivers";
import { setUpRoutingApi } from "./api/routing";
import { setUpRulePacksApi } from "./api/rule-packs";
import { setUpRulesApi } from "./api/rules";
import { setUpSilencesApi } from "./api/silences";
import type { Clock } from "./clock";
import type { Connections } from "./connections/connections";
import { createInbox } from "./inbox/inbox";
import { createNoticeAct } from "./inbox/notice-act";
import type { Ledger } from "./ledger/ledger";
import type { Log } from "./log";
import { createNative } from "./notify/native";
import type { Notifier } from "./notify/notifier";
import type { WindowNotifier } from "./notify/window-notifier";
import { ourName } from "./our-name";
import { openReceivers } from "./receivers/receivers";
import { createRouter, type Router } from "./routing/router";
import { createRuleLanguages } from "./rules/languages";
import { createRules, type Rules } from "./rules/rules";
import type { Secrets } from "./secrets/secrets";
import { createServerAlerts } from "./server-alerts/server-alerts";
import type { Problems } from "./settings/problems";
import type { SettingsStore } from "./settings/settings";
import type { Sources } from "./sources/source";
import type { SampleStore } from "./store/store";

export interface AlertingParts {
  dataFolder: string;
  settings: SettingsStore;
  secrets: Secrets;
  connections: Connections;
  sources: Sources;
  store: SampleStore;
  ledger: Ledger;
  /** The system's notifications; absent in the browser shell, where `windows` show them. */
  notifier?: Notifier | undefined;
  windows: WindowNotifier;
  problems: Problems;
  clock: Clock;
  log: Log;
}

export interface Alerting {
  rules: Rules;
  start(): Promise<void>;
  close(): Promise<void>;
}

export async function createAlerting(api: Api, parts: AlertingParts): Promise<Alerting> {
  const { dataFolder, settings, secrets, connections, sources, store, ledger, notifier, windows, problems, clock, log } = parts;
  const inbox = createInbox({ ledger, clock, log });
  await inbox.load();

  const rules = createRules({
    folder: dataFolder,
    loadList: () => settings.get().ruleFiles,
    saveList: async (ruleFiles) => void (await settings.update((was) => ({ ...was, ruleFiles }))),
    loadFolders: () => settings.get().ruleFolders,
    saveFolders: async (ruleFolders) => void (await settings.update((was) => ({ ...was, ruleFolders }))),
    sources,
    store,
    inbox,
    ledger,
    languages: createRuleLanguages((id) => connections.kindOf(id)),
    clock,
    log,
    problems,
  });
  const servers = createServerAlerts({ connections, inbox, ledger, clock, log, isWatched: () => alertsApi.isWatched() });

  const native = createNative({
    notifier: notifier ?? windows,
    ledger,
    inbox,
    clock,
    log,
    preferences: {
      get: () => settings.get().preferences,
      onChange: (run) => settings.onChange(run),
    },
    act: createNoticeAct({
      inbox,
      clock,
      user: ourName(),
      saveSilence: (draft) => router.silences.save(draft),
    }),
  });
  const receivers = await openReceivers({
    folder: dataFolder,
    secrets,
    native,
    usedBy: (name) => router.usedBy(name),
    renamed: (was, name) => router.renameReceiver(was, name),
    ledger,
    clock,
    log,
    problems,
  });
  const router: Router = createRouter({
    inbox,
    ledger,
    integrations: receivers,
    serverSilences: servers.silences,
    sourceName: (id) => sources.nameOf(id),
    clock,
    log,
    problems,
    // The console listens to nobody but this machine, so there is no address that a receiver could open.
    externalUrl: () => "",
    folder: dataFolder,
  });

  const alertsApi = setUpAlertsApi(api, {
    inbox,
    ledger,
    clock,
    figures: rules,
    ruleFiles: () => [...rules.snapshot(), ...servers.ruleFiles()],
    ruleOf: ({ origins }) => {
      for (const origin of origins) {
        const found =
          origin.kind === "rule"
            ? rules.get(origin.ruleId)
            : origin.kind === "prometheus" && origin.ruleId !== undefined
              ? servers.rule(origin.ruleId)
              : undefined;
        if (found) return found;
      }
      return undefined;
    },
    silentServers: () => servers.silent().length,
    onRulesChange: (run) => {
      rules.onChange(run);
      servers.onChange(run);
    },
  });
  setUpRulesApi(api, { rules });
  setUpRulePacksApi(api, { rules });
  setUpNotificationsApi(api, notifier ? { notify: native } : { notify: native, windows });
  const stops = [
    alertsApi.stop,
    setUpRoutingApi(api, { router, clock }),
    setUpSilencesApi(api, { silences: router.silences, clock }),
    setUpReceiversApi(api, { receivers, clock }),
  ];

  return {
    rules,
    async start() {
      // Whoever is told of alerts must be there before there are any.
      await native.start();
      await router.start();
      await rules.start();
      await servers.start();
    },
    async close() {
      for (const stop of stops) stop();
      servers.close();
      await rules.close();
      router.close();
      native.close();
      await receivers.close();
      inbox.close();
    },
  };
}

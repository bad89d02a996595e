import { useAsk } from "../bridge/use-ask";

/** The engine's own health; a new one comes each second, for as long as it lives. */
export const useEngineStatus = () => useAsk("engine.status", {});

/** What the console is: version, shell, data folder, how secrets are kept. */
export const useAbout = () => useAsk("app.about", {});

/** What the user may change. */
export const usePreferences = () => useAsk("settings.get", {});

/** Trouble worth telling once. */
export const useProblems = () => useAsk("problems.list", {});

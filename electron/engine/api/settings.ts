// The calls `settings.*` and `problems.*`. Windows see the preferences alone; the rest of the settings has calls of its own.
import type { Problems } from "../settings/problems";
import type { SettingsStore } from "../settings/settings";
import type { Api } from "./api";

export function setUpSettingsApi(api: Api, { settings, problems }: { settings: SettingsStore; problems: Problems }): void {
  api.answer("settings.get", () => settings.get().preferences);
  api.answer("settings.update", async (changes) => {
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    const { preferences } = await settings.update((all) => ({ ...all, preferences: { ...all.preferences, ...given } }));
    return preferences;
  });
  api.answer("problems.list", () => ({ problems: problems.list() }));
  api.answer("problems.dismiss", ({ id }) => {
    problems.dismiss(id);
    return {};
  });

  let told = settings.get().preferences;
  settings.onChange(({ preferences }) => {
    if (preferences === told) return;
    told = preferences;
    api.publish("settings.changed", preferences);
  });
  problems.onChange((all) => api.publish("problems.changed", { problems: all }));
}

// The calls `sampling.*`: what each collector does and costs, how often it runs, and whether it runs at all.
import { AppError } from "#shared/model/failure";
import type { Scheduler } from "../sampling/scheduler";
import type { CollectorSetting, Settings } from "../settings/schema";
import type { SettingsStore } from "../settings/settings";
import type { Api } from "./api";

interface Options {
  scheduler: Pick<Scheduler, "status" | "set">;
  settings: SettingsStore;
}

/** Answers the calls, and has the scheduler follow the settings from now on. */
export function setUpSamplingApi(api: Api, { scheduler, settings }: Options): void {
  follow(settings.get());
  settings.onChange(follow);

  function follow({ collectors }: Settings): void {
    scheduler.set(new Map(collectors.map(({ id, ...choice }) => [id, choice])));
  }

  api.answer("sampling.collectors", () => ({ collectors: scheduler.status() }));

  api.answer("sampling.change", async ({ name, everyMs, isOn }) => {
    const row = scheduler.status().find((collector) => collector.name === name);
    if (!row) throw new AppError({ kind: "not-found", say: `This machine has no collector called ${name}.` });
    await settings.update((was) => {
      const before = was.collectors.find(({ id }) => id === name);
      const after = leastOf(name, row.defaultEveryMs, everyMs ?? before?.everyMs, isOn ?? before?.isOn);
      return { ...was, collectors: [...was.collectors.filter(({ id }) => id !== name), ...after] };
    });
    return {};
  });

  api.answer("sampling.reset", async () => {
    await settings.update((was) => ({ ...was, collectors: [] }));
    return {};
  });
}

/** Only what differs from how the collector came is kept, so that a later version may change how it comes. */
function leastOf(id: string, usual: number, everyMs: number | undefined, isOn: boolean | undefined): CollectorSetting[] {
  const isOther = everyMs !== undefined && everyMs !== usual;
  if (!isOther && isOn !== false) return [];
  return [{ id, ...(isOther && { everyMs }), ...(isOn === false && { isOn }) }];
}

import type { Rules } from "../rules/rules";
import type { Api } from "./api";

export function setUpRulesApi(api: Api, { rules }: { rules: Rules }): void {
  api.answer("rules.check", async (request) => ({ diagnostics: await rules.check(request) }));
  api.answer("rules.load", (request) => rules.load(request));
  api.answer("rules.update", (request) => rules.update(request));
  api.answer("rules.remove", async ({ id }) => {
    await rules.remove(id);
    return {};
  });
  api.answer("rules.text", ({ id }) => rules.text(id));
  api.answer("rules.save", (request) => rules.save(request));
  api.answer("rules.folders", () => ({ folders: rules.folders() }));
  api.answer("rules.addFolder", (request) => rules.addFolder(request));
  api.answer("rules.removeFolder", async ({ id }) => {
    await rules.removeFolder(id);
    return {};
  });
}

// Ready-made rules: the calls `rulePacks.*`.
import { AppError } from "#shared/model/failure";
import type { Rules } from "../rules/rules";
import type { Api } from "./api";

export function setUpRulePacksApi(api: Api, { rules }: { rules: Pick<Rules, "load" | "snapshot" | "text"> }): void {
  /** Loaded for the first who looks: most of the time nobody does. */
  const load = async () => {
    const [{ packFiles }, packs] = await Promise.all([import("../rule-packs/pack-files"), import("../rule-packs/rule-packs")]);
    return { files: packFiles(), ...packs };
  };

  api.answer("rulePacks.list", async () => {
    const { files, describePack, packOf } = await load();
    const made = await Promise.all(
      rules.snapshot().map(async ({ id, source, origin }) => {
        if (origin === "server") return undefined;
        // A file that cannot be read now is told of where rule files are listed.
        const found = await rules.text(id).catch(() => undefined);
        return found && { fileId: id, source, pack: packOf(found.text) };
      }),
    );
    const packs = files.map((file) => ({
      ...describePack(file),
      usedAs: made.flatMap((one) => (one?.pack === file.id ? [{ fileId: one.fileId, source: one.source }] : [])),
    }));
    return { packs };
  });

  api.answer("rulePacks.preview", async ({ pack, rules: chosen, values }) => {
    const { files, findPack, makeRuleFile } = await load();
    return makeRuleFile(findPack(files, pack), chosen, values);
  });

  api.answer("rulePacks.add", async ({ pack: id, rules: chosen, values, source }) => {
    const { files, findPack, makeRuleFile } = await load();
    const pack = findPack(files, id);
    const { text, missing, problems } = makeRuleFile(pack, chosen, values);
    if (missing.length > 0) {
      const labels = missing.map((name) => pack.holes[name]?.label ?? name).join(", ");
      throw new AppError({ kind: "bad-request", say: `These rules still need: ${labels}.` });
    }
    if (problems[0] !== undefined) throw new AppError({ kind: "bad-request", say: problems[0] });
    const file = await rules.load({ from: "text", name: `${pack.title}.yml`, text, source });
    return { fileId: file.id };
  });
}

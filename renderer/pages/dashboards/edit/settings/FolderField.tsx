import { useState } from "react";
import { ownPlace } from "#shared/contract/dashboards";
import { type Failure, toFailure } from "#shared/model/failure";
import { ask } from "../../../../bridge/ask";
import { useAsk } from "../../../../bridge/use-ask";
import { Field } from "../../../../components/Field";
import { SearchPicker } from "../../../../components/SearchPicker";
import { useOpenDashboard } from "../../store";

const separator = "\u0000";

/** Where its file lies. Moves it at once: a place is no part of the dashboard, and undo does not know it. */
export function FolderField() {
  const row = useOpenDashboard((store) => store.current?.row);
  const list = useAsk("dashboards.list", {});
  const [failure, setFailure] = useState<Failure>();
  if (!row) return null;
  const { uid, place, folder } = row;
  const keyOf = (of: { place: string; folder: string }) => `${of.place}${separator}${of.folder}`;
  const places = [
    { id: ownPlace, name: "Own dashboards" },
    ...(list.data?.watched ?? []).map(({ id, path }) => ({ id, name: path })),
  ];
  const nameOf = (id: string) => places.find((each) => each.id === id)?.name ?? id;
  const folders = [...places.map(({ id }) => ({ place: id, folder: "" })), ...(list.data?.folders ?? []), { place, folder }];
  const options = new Map(
    folders.map((each) => [keyOf(each), { value: keyOf(each), label: each.folder || "No folder", group: nameOf(each.place) }]),
  );

  async function move(to: string): Promise<void> {
    const [nextPlace = ownPlace, nextFolder = ""] = to.split(separator);
    try {
      const answer = await ask("dashboards.move", { uid, place: nextPlace, folder: nextFolder });
      setFailure(undefined);
      const { current, moved } = useOpenDashboard.getState();
      if (current?.dashboard.uid === uid) moved(answer.row);
    } catch (error) {
      setFailure(toFailure(error));
    }
  }

  return (
    <Field label="Folder" {...(failure && { error: failure.say })}>
      <SearchPicker label="Folder" value={keyOf(row)} onChange={(to) => void move(to)} options={[...options.values()]} />
    </Field>
  );
}

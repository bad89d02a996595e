import { useMemo } from "react";
import { movedBy, replacedAt, withoutAt } from "#shared/dashboards/change/lists";
import { transformationKinds } from "#shared/dashboards/data/transform";
import { type Transformation, transformationSchema } from "#shared/dashboards/panel";
import { EmptyState } from "../../../../components/EmptyState";
import { SearchPicker } from "../../../../components/SearchPicker";
import type { PanelRun } from "../../run/use-panel-data";
import type { EditedPanel } from "../panel-editor/edited-panel";
import { stagesOf } from "./stages";
import { TransformationCard } from "./TransformationCard";
import styles from "./Transformations.module.css";

interface Props {
  edited: EditedPanel;
  run: PanelRun;
}

/** What becomes of the answers before they are drawn: one card for each step, in their order. */
export function TransformationsTab({ edited: { panel, change }, run }: Props) {
  const { transformations } = panel;
  const { answers } = run;
  const stages = useMemo(() => stagesOf(answers, transformations), [answers, transformations]);
  const put = (next: Transformation[], label: string, field?: string) =>
    change(label, (was) => ({ ...was, transformations: next }), field);
  return (
    <div className={styles.list}>
      {transformations.length === 0 && (
        <EmptyState title="No transformations">
          Answers are drawn as they came. A transformation joins, filters, renames or calculates before that.
        </EmptyState>
      )}
      {transformations.map((transformation, index) => (
        <TransformationCard
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is known by its place only
          key={`${index} ${transformation.id}`}
          transformation={transformation}
          index={index}
          count={transformations.length}
          before={stages[index]}
          after={stages[index + 1]}
          onChange={(next) =>
            put(replacedAt(transformations, index, next), `Change ${titleOf(next.id)}`, `transformation ${index}`)
          }
          onMove={(by) => put(movedBy(transformations, index, by), "Move a transformation")}
          onRemove={() => put(withoutAt(transformations, index), `Remove ${titleOf(transformation.id)}`)}
        />
      ))}
      <SearchPicker
        className={styles.add ?? ""}
        label="Add a transformation"
        placeholder="Add a transformation…"
        value={undefined}
        onChange={(id) => put([...transformations, transformationSchema.parse({ id })], `Add ${titleOf(id)}`)}
        options={transformationKinds.map(({ id, title, about }) => ({ value: id, label: title, detail: about }))}
      />
    </div>
  );
}

const titleOf = (id: string): string => transformationKinds.find((kind) => kind.id === id)?.title ?? id;

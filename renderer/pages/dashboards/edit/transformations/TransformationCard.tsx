import { ArrowDown, ArrowUp, Eye, EyeOff, Trash2 } from "lucide-react";
import { isByQuery } from "#shared/dashboards/change/queries";
import { transformationKinds } from "#shared/dashboards/data/transform";
import type { Transformation } from "#shared/dashboards/panel";
import { IconButton } from "../../../../components/IconButton";
import { Select } from "../../../../components/Select";
import { visibleText } from "../../../../components/visible-text";
import { type Stage, stageWords } from "./stages";
import { TransformationForm } from "./TransformationForm";
import styles from "./Transformations.module.css";

interface Props {
  transformation: Transformation;
  index: number;
  count: number;
  /** What it is given, and what it leaves; absent while nothing has been answered. */
  before: Stage | undefined;
  after: Stage | undefined;
  onChange(next: Transformation): void;
  onMove(by: -1 | 1): void;
  onRemove(): void;
}

/** One step between the answers and the drawing. */
export function TransformationCard({ transformation, index, count, before, after, onChange, onMove, onRemove }: Props) {
  const { id, disabled } = transformation;
  const kind = transformationKinds.find((each) => each.id === id || each.aliases?.includes(id));
  const title = kind?.title ?? visibleText(id);
  const known = new Set(before?.problems);
  const problems = (after?.problems ?? []).filter((problem) => !known.has(problem));
  return (
    <section className={styles.card} aria-label={`${index + 1}. ${title}`} data-disabled={disabled || undefined}>
      <header className={styles.head}>
        <span className={styles.number}>{index + 1}</span>
        <span className={styles.title} title={kind?.about}>
          {title}
        </span>
        <span className={styles.facts}>{disabled ? "left out" : after && stageWords(after)}</span>
        <FilterSelect title={title} transformation={transformation} before={before} onChange={onChange} />
        <IconButton
          icon={disabled ? EyeOff : Eye}
          label={disabled ? `Do ${title} again` : `Leave ${title} out`}
          aria-pressed={disabled}
          onClick={() => onChange({ ...transformation, disabled: !disabled })}
        />
        <IconButton icon={ArrowUp} label={`Move ${title} up`} disabled={index === 0} onClick={() => onMove(-1)} />
        <IconButton icon={ArrowDown} label={`Move ${title} down`} disabled={index === count - 1} onClick={() => onMove(1)} />
        <IconButton icon={Trash2} label={`Remove ${title}`} onClick={onRemove} />
      </header>
      {problems.map((problem) => (
        <p key={problem} className={styles.problem}>
          {visibleText(problem)}
        </p>
      ))}
      <TransformationForm
        id={kind?.id ?? id}
        options={transformation.options}
        frames={before?.frames ?? []}
        onChange={(options) => onChange({ ...transformation, options })}
      />
    </section>
  );
}

/** Radix takes no empty text. */
const all = "\u0000all";

/** Which of several queries it is about. One that is chosen otherwise is left as it is. */
function FilterSelect({
  title,
  transformation,
  before,
  onChange,
}: Pick<Props, "transformation" | "before" | "onChange"> & { title: string }) {
  const { filter, ...rest } = transformation;
  const isOfOne = filter !== undefined && isByQuery(filter.id);
  const chosen = isOfOne ? String(filter.options) : undefined;
  const refIds = new Set([...(before?.frames ?? []).map(({ refId }) => refId), ...(chosen === undefined ? [] : [chosen])]);
  if ((filter && !isOfOne) || (refIds.size < 2 && chosen === undefined)) return null;
  return (
    <Select
      label={`What ${title} is about`}
      value={chosen ?? all}
      onChange={(refId) => onChange(refId === all ? rest : { ...rest, filter: { id: "byRefId", options: refId } })}
      options={[
        { value: all, label: "All queries" },
        ...[...refIds].map((refId) => ({ value: refId, label: `Only query ${refId}` })),
      ]}
    />
  );
}

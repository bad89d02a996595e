import { withValueAt } from "#shared/dashboards/change/at-path";
import type { FieldConfig } from "#shared/dashboards/field-config";
import type { PanelType } from "../../../../panels/panel";
import { FieldProperty } from "../controls/FieldProperty";
import { type StandardProperty, standardProperties } from "../controls/standard-properties";
import type { EditedPanel } from "./edited-panel";
import { Section } from "./Section";

interface Props {
  edited: EditedPanel;
  type: PanelType | undefined;
  isFound(text: string): boolean;
}

const sections: readonly { title: string; ids: readonly StandardProperty["id"][] }[] = [
  { title: "Unit and colour", ids: ["unit", "decimals", "min", "max", "displayName", "noValue", "color"] },
  { title: "Thresholds", ids: ["thresholds"] },
  { title: "Value mappings", ids: ["mappings"] },
  { title: "Links of values", ids: ["links"] },
];

/** How values are written and coloured, whatever draws them. */
export function StandardFields({ edited: { panel, change }, type, isFound }: Props) {
  const known: ReadonlySet<string> = new Set(type?.standard ?? standardProperties.map(({ id }) => id));
  const { defaults } = panel.fieldConfig;
  const put = (id: StandardProperty["id"], label: string, value: unknown) =>
    change(
      `Change ${label.toLowerCase()}`,
      (was) => ({
        ...was,
        fieldConfig: {
          ...was.fieldConfig,
          defaults: withValueAt(was.fieldConfig.defaults as Record<string, unknown>, id, value) as FieldConfig,
        },
      }),
      `default ${id}`,
    );
  return sections.map(({ title, ids }) => {
    const shown = standardProperties.filter(
      ({ id, label, words }) => ids.includes(id) && known.has(id) && isFound(`${title} ${label} ${words ?? ""}`),
    );
    if (shown.length === 0) return null;
    return (
      <Section key={title} title={title}>
        {shown.map(({ id, label }) => (
          <FieldProperty key={id} id={id} value={defaults[id]} onChange={(value) => put(id, label, value)} />
        ))}
      </Section>
    );
  });
}

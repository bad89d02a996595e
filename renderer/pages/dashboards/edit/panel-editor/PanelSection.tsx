import { whereIs } from "#shared/dashboards/change/layout-tree";
import { setRepeat } from "#shared/dashboards/change/panels";
import type { PanelRepeat } from "#shared/dashboards/layout";
import { Field } from "../../../../components/Field";
import { NumberInput } from "../../../../components/NumberInput";
import { SegmentedControl } from "../../../../components/SegmentedControl";
import { Select } from "../../../../components/Select";
import { Switch } from "../../../../components/Switch";
import { TextArea } from "../../../../components/TextArea";
import { TextInput } from "../../../../components/TextInput";
import { useOpenDashboard } from "../../store";
import { LinkList } from "../controls/LinkList";
import { repeatable } from "../repeat-items";
import type { EditedPanel } from "./edited-panel";
import { Section } from "./Section";

interface Props {
  edited: EditedPanel;
  isFound(text: string): boolean;
}

/** What every panel has, whatever it draws. */
export function PanelSection({ edited, isFound }: Props) {
  const { panel, set } = edited;
  const parts = [
    isFound("Panel title") && (
      <Field key="title" label="Title" hint="May hold variables: $instance.">
        <TextInput value={panel.title} onChange={(title) => set("title", title, "Change the title")} />
      </Field>
    ),
    isFound("Panel description") && (
      <Field key="description" label="Description">
        <TextArea
          rows={2}
          value={panel.description}
          onChange={(description) => set("description", description, "Change the description")}
        />
      </Field>
    ),
    isFound("Panel transparent background") && (
      <Switch
        key="transparent"
        label="Without a card around it"
        isOn={panel.isTransparent}
        onChange={(isTransparent) => set("isTransparent", isTransparent, "Change the background")}
      />
    ),
    isFound("Panel links") && (
      <LinkList key="links" label="Links" links={panel.links} onChange={(links) => set("links", links, "Change the links")} />
    ),
    isFound("Panel repeat variable") && <Repeat key="repeat" element={edited.element} />,
  ].filter(Boolean);
  return parts.length > 0 && <Section title="Panel">{parts}</Section>;
}

/** Radix takes no empty text. */
const once = "\u0000once";

/** One copy of the panel for each value of a variable. */
function Repeat({ element }: { element: string }) {
  const layout = useOpenDashboard((store) => store.current?.dashboard.layout);
  const variables = useOpenDashboard((store) => store.current?.dashboard.variables) ?? [];
  const place = layout && whereIs(layout, element);
  const repeat = place?.item?.repeat;
  const names = repeatable(variables).map(({ name }) => name);
  if (!place?.item || (names.length === 0 && !repeat)) return null;

  function put(next: PanelRepeat | undefined): void {
    useOpenDashboard
      .getState()
      .change("Repeat the panel", (was) => setRepeat(was, element, next), { field: `${element} repeat` });
  }
  const known = repeat && !names.includes(repeat.variable) ? [...names, repeat.variable] : names;

  return (
    <>
      <Field label="Repeat">
        <Select
          value={repeat?.variable ?? once}
          onChange={(variable) => put(variable === once ? undefined : { direction: "h", ...repeat, variable })}
          options={[
            { value: once, label: "Once" },
            ...known.map((name) => ({ value: name, label: `For each value of $${name}` })),
          ]}
        />
      </Field>
      {repeat && (
        <Field label="Copies stand" isGroup>
          <SegmentedControl
            label="Copies stand"
            value={repeat.direction}
            onChange={(direction) => put({ ...repeat, direction })}
            segments={[
              { value: "h", label: "Side by side" },
              { value: "v", label: "One below another" },
            ]}
          />
        </Field>
      )}
      {repeat?.direction === "h" && (
        <Field label="At most in a line">
          <NumberInput
            min={1}
            max={24}
            placeholder="4"
            value={repeat.maxPerRow}
            onChange={(maxPerRow) =>
              put({
                variable: repeat.variable,
                direction: "h",
                ...(maxPerRow !== undefined && { maxPerRow: Math.round(maxPerRow) }),
              })
            }
          />
        </Field>
      )}
    </>
  );
}

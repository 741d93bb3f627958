import type { FieldErrors } from "../http/problem";
import { Switch, TextField } from "../ui/fields";
import pageStyles from "../ui/page.module.css";
import type { WidgetSettings } from "./api";
import { ColorField } from "./ColorField";

interface Props {
  isReadOnly: boolean;
  values: WidgetSettings;
  errors: FieldErrors;
  onChange: (changed: Partial<WidgetSettings>, isImmediate?: boolean) => void;
  onBlur: () => void;
}

type TextKey =
  | "title"
  | "subtitle"
  | "greeting"
  | "away_message"
  | "new_message_placeholder"
  | "agent_available_text"
  | "agent_unavailable_text";

export function WidgetFields({ isReadOnly, values, errors, onChange, onBlur }: Props) {
  const text = (key: TextKey, label: string, options: { description?: string; multiline?: boolean } = {}) => (
    <TextField
      label={label}
      isReadOnly={isReadOnly}
      value={values[key] ?? ""}
      onChange={(value) => onChange({ [key]: value })}
      onBlur={onBlur}
      errors={errors[key]}
      {...options}
    />
  );
  return (
    <div>
      <section className={pageStyles.section}>
        {text("title", "Title")}
        {text("subtitle", "Subtitle")}
        <ColorField
          isReadOnly={isReadOnly}
          value={values.color}
          errors={errors["color"]}
          onChange={(color) => onChange({ color })}
        />
      </section>
      <section className={pageStyles.section}>
        {text("greeting", "Greeting", { description: "Shown at once, before the visitor writes", multiline: true })}
        {text("away_message", "Away message", {
          description: "Shown outside working hours while nobody is online",
          multiline: true,
        })}
        {text("new_message_placeholder", "Placeholder of the message box")}
      </section>
      <section className={pageStyles.section}>
        <Switch
          isDisabled={isReadOnly}
          isSelected={values.show_agent_availability ?? false}
          onChange={(isOn) => onChange({ show_agent_availability: isOn }, true)}
          description="Whether somebody of your team is online right now"
        >
          Show availability
        </Switch>
        {values.show_agent_availability === true ? (
          <div className={pageStyles.pair}>
            {text("agent_available_text", "While somebody is online")}
            {text("agent_unavailable_text", "While nobody is online")}
          </div>
        ) : null}
      </section>
      <section className={pageStyles.section}>
        <Switch
          isDisabled={isReadOnly}
          isSelected={values.require_email_upfront ?? false}
          onChange={(isOn) => onChange({ require_email_upfront: isOn }, true)}
          description="Visitors leave an address with their first message"
        >
          Ask for the e-mail first
        </Switch>
        <Switch
          isDisabled={isReadOnly}
          isSelected={values.is_branding_hidden}
          onChange={(isOn) => onChange({ is_branding_hidden: isOn }, true)}
          description="The line at the bottom that names Netia"
        >
          Hide the branding
        </Switch>
      </section>
    </div>
  );
}

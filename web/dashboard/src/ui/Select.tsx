import { Check, ChevronDown } from "lucide-react";
import {
  ComboBox as AriaComboBox,
  Select as AriaSelect,
  Button,
  Input,
  type Key,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
} from "react-aria-components";
import fieldStyles from "./fields.module.css";
import styles from "./Select.module.css";

export interface Option {
  id: string;
  name: string;
}

interface SelectProps {
  label: string;
  hideLabel?: boolean;
  options: readonly Option[];
  value: string;
  onChange: (value: string) => void;
  isDisabled?: boolean;
}

export function Select({ label, hideLabel = false, options, value, onChange, isDisabled = false }: SelectProps) {
  return (
    <AriaSelect
      className={fieldStyles.field ?? ""}
      isDisabled={isDisabled}
      value={value}
      onChange={(key) => {
        if (key !== null) onChange(String(key));
      }}
      {...(hideLabel ? { "aria-label": label } : {})}
    >
      {hideLabel ? null : <Label className={fieldStyles.label ?? ""}>{label}</Label>}
      <Button className={styles.trigger ?? ""}>
        <SelectValue className={styles.value ?? ""} />
        <ChevronDown size={16} aria-hidden="true" />
      </Button>
      <Options options={options} />
    </AriaSelect>
  );
}

/** A select for long lists: typing narrows it. */
export function ComboBox({ label, options, value, onChange, isDisabled = false }: SelectProps) {
  return (
    <AriaComboBox
      className={fieldStyles.field ?? ""}
      isDisabled={isDisabled}
      defaultItems={options}
      selectedKey={value}
      onSelectionChange={(key: Key | null) => {
        if (key !== null) onChange(String(key));
      }}
    >
      <Label className={fieldStyles.label ?? ""}>{label}</Label>
      <div className={styles.combo}>
        <Input className={fieldStyles.input ?? ""} />
        <Button className={styles.comboButton ?? ""}>
          <ChevronDown size={16} aria-hidden="true" />
        </Button>
      </div>
      <Popover className={styles.popover ?? ""}>
        <ListBox className={styles.list ?? ""}>
          {(option: Option) => (
            <ListBoxItem id={option.id} textValue={option.name} className={styles.option ?? ""}>
              {option.name}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}

function Options({ options }: { options: readonly Option[] }) {
  return (
    <Popover className={styles.popover ?? ""}>
      <ListBox items={options} className={styles.list ?? ""}>
        {(option) => (
          <ListBoxItem id={option.id} textValue={option.name} className={styles.option ?? ""}>
            {({ isSelected }) => (
              <>
                <span className={styles.optionName}>{option.name}</span>
                {isSelected ? <Check size={16} aria-hidden="true" /> : null}
              </>
            )}
          </ListBoxItem>
        )}
      </ListBox>
    </Popover>
  );
}

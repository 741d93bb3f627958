import { Plus, X } from "lucide-react";
import { Button, IconButton } from "../ui/Button";
import styles from "../ui/page.module.css";
import { Select } from "../ui/Select";
import type { WorkingHours } from "./api";
import { days, minuteOptions } from "./hours";

interface Props {
  hours: WorkingHours[];
  isDisabled: boolean;
  onChange: (hours: WorkingHours[]) => void;
}

const usual: WorkingHours = { day: "weekdays", start_minute: 9 * 60, end_minute: 17 * 60 };

/** Any number of ranges, such as a morning and an afternoon. */
export function WorkingHoursEditor({ hours, isDisabled, onChange }: Props) {
  const replace = (index: number, part: Partial<WorkingHours>) =>
    onChange(hours.map((range, at) => (at === index ? { ...range, ...part } : range)));
  return (
    <>
      {hours.map((range, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: ranges have no identity but their place, and may be equal.
        <fieldset className={styles.range} key={index} aria-label={`Range ${index + 1}`}>
          <Select
            label="Days"
            hideLabel
            options={days}
            value={range.day}
            isDisabled={isDisabled}
            onChange={(day) => replace(index, { day })}
          />
          <Select
            label="From"
            hideLabel
            options={minuteOptions(range.start_minute)}
            value={String(range.start_minute)}
            isDisabled={isDisabled}
            onChange={(minute) => {
              const start = Number(minute);
              replace(index, {
                start_minute: start,
                end_minute: Math.max(range.end_minute, Math.min(start + 30, 1439)),
              });
            }}
          />
          <span aria-hidden="true">–</span>
          <Select
            label="To"
            hideLabel
            options={minuteOptions(range.end_minute).filter((option) => Number(option.id) > range.start_minute)}
            value={String(range.end_minute)}
            isDisabled={isDisabled}
            onChange={(minute) => replace(index, { end_minute: Number(minute) })}
          />
          <IconButton
            label="Remove this range"
            isDisabled={isDisabled}
            onPress={() => onChange(hours.filter((_, at) => at !== index))}
          >
            <X size={16} aria-hidden="true" />
          </IconButton>
        </fieldset>
      ))}
      <div>
        <Button size="small" isDisabled={isDisabled} onPress={() => onChange([...hours, usual])}>
          <Plus size={15} aria-hidden="true" />
          Add hours
        </Button>
      </div>
    </>
  );
}

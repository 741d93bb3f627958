import type { Option } from "../ui/Select";

export const days: Option[] = [
  { id: "everyday", name: "Every day" },
  { id: "weekdays", name: "Weekdays" },
  { id: "weekends", name: "Weekends" },
  { id: "monday", name: "Monday" },
  { id: "tuesday", name: "Tuesday" },
  { id: "wednesday", name: "Wednesday" },
  { id: "thursday", name: "Thursday" },
  { id: "friday", name: "Friday" },
  { id: "saturday", name: "Saturday" },
  { id: "sunday", name: "Sunday" },
];

const step = 30;
/** The last minute of a day, counted from midnight. */
export const lastMinute = 24 * 60 - 1;

/** The half hours of a day and its last minute; a value between them, made elsewhere, stays choosable. */
export function minuteOptions(current: number): Option[] {
  const minutes = Array.from({ length: 48 }, (_, index) => index * step);
  const all = [...new Set([...minutes, lastMinute, current])].toSorted((a, b) => a - b);
  return all.map((minute) => ({ id: String(minute), name: minuteName(minute) }));
}

/** Minutes since midnight as a clock time in the reader's own way of writing it. */
export function minuteName(minute: number): string {
  const time = new Date(2000, 0, 1, Math.floor(minute / 60), minute % 60);
  return new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" }).format(time);
}

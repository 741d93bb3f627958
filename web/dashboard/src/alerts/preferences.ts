import { createStore } from "../ui/store";

/** How this browser calls the agent back; both are off until asked for. */
export interface AlertPreferences {
  sound: boolean;
  notifications: boolean;
}

const storageKey = "netia:alerts";

export const alertPreferences = createStore<AlertPreferences>({
  sound: localStorage.getItem(`${storageKey}:sound`) === "on",
  notifications: localStorage.getItem(`${storageKey}:notifications`) === "on",
});

export function setAlertPreference(name: keyof AlertPreferences, isOn: boolean): void {
  localStorage.setItem(`${storageKey}:${name}`, isOn ? "on" : "off");
  alertPreferences.update((before) => ({ ...before, [name]: isOn }));
}

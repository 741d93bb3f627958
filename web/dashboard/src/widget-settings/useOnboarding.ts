import { useQuery } from "@tanstack/react-query";
import { request } from "../http/client";

/** Which of the first steps the account has behind it. */
export interface Onboarding {
  has_configured_inbox: boolean;
  has_configured_profile: boolean;
  has_invited_teammates: boolean;
}

const nothingYet: Onboarding = {
  has_configured_inbox: false,
  has_configured_profile: false,
  has_invited_teammates: false,
};

/** Steps count as open until the server answers otherwise: the marks are a comfort, not a gate. */
export function useOnboarding(): Onboarding {
  const status = useQuery({ queryKey: ["onboarding"], queryFn: () => request<Onboarding>("/api/onboarding_status") });
  return status.data ?? nothingYet;
}

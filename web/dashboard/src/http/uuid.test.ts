import { afterEach, describe, expect, it, vi } from "vitest";
import { newUuid } from "./uuid";

const version4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

afterEach(() => vi.unstubAllGlobals());

describe("a new id", () => {
  it("is a version 4 UUID, another one each time", () => {
    expect(newUuid()).toMatch(version4);
    expect(newUuid()).not.toBe(newUuid());
  });

  it("is one also where the page was not served securely", () => {
    const { getRandomValues } = crypto;
    vi.stubGlobal("crypto", { getRandomValues: getRandomValues.bind(crypto) });
    expect(newUuid()).toMatch(version4);
    expect(newUuid()).not.toBe(newUuid());
  });

  it("keeps the fixed bits whatever the random ones are", () => {
    vi.stubGlobal("crypto", { getRandomValues: (bytes: Uint8Array) => bytes.fill(0xff) });
    expect(newUuid()).toBe("ffffffff-ffff-4fff-bfff-ffffffffffff");
  });
});

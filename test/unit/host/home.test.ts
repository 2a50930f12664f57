import { describe, expect, it } from "vitest";
import { homeDirectory } from "../../../model/host/home.js";

const unknown = (): string => {
  throw new Error("uv_os_homedir returned ENOENT");
};

describe("homeDirectory", () => {
  it.each([
    ["HOME", () => "/home/a", unknown, "/home/a"],
    ["the user's entry where HOME is empty", () => "", () => "/home/b", "/home/b"],
    ["the user's entry where HOME is the root", () => "/", () => "/root", "/root"],
    ["the user's entry where HOME is relative", () => "a", () => "/home/b", "/home/b"],
    ["none where HOME is unset and the user has no entry", unknown, unknown, undefined],
    ["none where both are the root", () => "/", () => "/", undefined],
  ])("is %s", (_, homedir, entry, expected) => {
    expect(homeDirectory({ homedir, entry })).toBe(expected);
  });
});

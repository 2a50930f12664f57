import { describe, expect, it } from "vitest";
import { cacheDirectory } from "../../../model/host/cache.js";

describe("cacheDirectory", () => {
  it.each([
    ["linux", {}, "/home/a/.cache/googlenet-explorer"],
    ["linux", { XDG_CACHE_HOME: "/var/a" }, "/var/a/googlenet-explorer"],
    ["linux", { XDG_CACHE_HOME: "relative" }, "/home/a/.cache/googlenet-explorer"],
    ["darwin", { XDG_CACHE_HOME: "/var/a" }, "/home/a/Library/Caches/googlenet-explorer"],
    ["win32", { LOCALAPPDATA: "/local" }, "/local/googlenet-explorer"],
    ["win32", { LOCALAPPDATA: "" }, "/home/a/AppData/Local/googlenet-explorer"],
    ["win32", {}, "/home/a/AppData/Local/googlenet-explorer"],
    ["linux", { GOOGLENET_CACHE: "/mine", XDG_CACHE_HOME: "/var/a" }, "/mine"],
    ["linux", { GOOGLENET_CACHE: "" }, "/home/a/.cache/googlenet-explorer"],
  ] as const)("on %s with %o is %s", (platform, environment, expected) => {
    expect(cacheDirectory(environment, platform, "/home/a")).toBe(expected);
  });

  it("needs no home folder where a variable names it, and says which ones could", () => {
    expect(cacheDirectory({ GOOGLENET_CACHE: "/mine" }, "linux", undefined)).toBe("/mine");
    expect(cacheDirectory({ XDG_CACHE_HOME: "/var/a" }, "linux", undefined)).toContain("/var/a");
  });
});

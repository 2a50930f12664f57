import { describe, expect, it } from "vitest";
import { commands } from "../../extension/commands/index.js";
import { commands as typedCommands } from "../../model/cli/commands/index.js";
import { datasets } from "../../model/data/index.js";
import { engines } from "../../model/engine/index.js";
import { metrics } from "../../model/metrics/index.js";
import { conditions } from "../../model/metrics/watchdog/index.js";
import { networks } from "../../model/network/index.js";
import { registry } from "../../model/registry.js";
import { charts } from "../../webview/charts/index.js";
import { inspectorTabs } from "../../webview/inspector/index.js";
import { marks } from "../../webview/stage/marks.js";
import { colorings } from "../../webview/state/measures.js";

describe("a registry", () => {
  it("keeps its entries in their order", () => {
    const entries = [{ id: "b" }, { id: "a" }];
    expect(registry("things", entries)).toEqual([{ id: "b" }, { id: "a" }]);
  });

  it("refuses a second entry of one id", () => {
    expect(() => registry("things", [{ id: "b" }, { id: "a" }, { id: "b" }])).toThrow(
      "Two things have the id “b”.",
    );
  });

  it.each<readonly [string, readonly { readonly id: string }[]]>([
    ["networks", networks],
    ["engines", engines],
    ["data sets", datasets],
    ["commands", commands],
    ["commands of the terminal", typedCommands],
    ["metrics", metrics],
    ["charts", charts],
    ["tabs", inspectorTabs],
    ["colorings", colorings],
    ["marks", marks],
  ])("of %s has one entry for each id", (kind, entries) => {
    expect(entries.length).toBeGreaterThan(0);
    expect(() => registry(kind, [...entries, ...entries.slice(-1)])).toThrow(`Two ${kind}`);
    expect(registry(kind, entries)).toBe(entries);
  });

  it("of findings names each by its own id", () => {
    for (const [id, condition] of Object.entries(conditions)) expect(condition.id).toBe(id);
  });
});

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { commandIds, settingIds } from "../../../extension/manifest.js";
import { buildGraph } from "../../../model/network/graph.js";
import { networks } from "../../../model/network/index.js";
import { settingEntries } from "../../support/manifestSettings.js";

const readme = readFileSync("README.md", "utf8");

/** The settings of the README's table with their defaults as it writes them; a row may have several. */
function readSettings(): ReadonlyMap<string, string> {
  const rows = readme.matchAll(/^\| (`googlenet\.[^|]*)\|([^|]*)\|/gmu);
  return new Map([...rows].flatMap(([, names = "", defaults = ""]) => settingsOf(names, defaults)));
}

/** "`googlenet.training.network`, `.recipe`" to both ids, with the defaults in the same order. */
function settingsOf(names: string, defaults: string): [string, string][] {
  const values = partsOf(defaults);
  const [first = "", ...others] = partsOf(names);
  const room = first.slice(0, first.lastIndexOf("."));
  return [first, ...others.map((name) => `${room}${name}`)].map((id, at) => [id, values[at] ?? ""]);
}

function partsOf(cell: string): string[] {
  return cell.split(",").map((part) => part.trim().replaceAll("`", ""));
}

describe("the README", () => {
  const settings = readSettings();

  it("has every setting in its table", () => {
    expect([...settings.keys()].sort()).toEqual([...settingIds].sort());
  });

  it.each(Object.entries(settingEntries()))("has the default of %s", (id, entry) => {
    expect(settings.get(id)).toBe(String(entry["default"]));
  });

  it.each(networks)("has the parameters and multiply-adds of $id", (network) => {
    const { parameters, multiplyAdds } = buildGraph(network);
    const row = readme.split("\n").find((line) => line.startsWith(`| \`${network.id}\``)) ?? "";
    const cells = row.split("|").map((cell) => cell.trim());
    const rounded = (cells[3] ?? "").replace(" M", "e6").replace(" G", "e9");
    expect(cells[2]).toBe(parameters.toLocaleString("en"));
    expect(Number(rounded) / multiplyAdds).toBeCloseTo(1, 1);
  });

  it("names no setting and no command that there is not", () => {
    const known: readonly string[] = [...settingIds, ...commandIds];
    const named = readme.match(/`googlenet\.\w[\w.]*`/gu) ?? [];
    expect(named.length).toBeGreaterThan(settingIds.length / 2);
    for (const id of named) expect(known).toContain(id.replaceAll("`", ""));
  });
});

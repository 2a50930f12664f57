import * as vscode from "vscode";
import { buildGraph } from "../../model/network/graph.js";
import { leastInputOf, takes } from "../../model/network/leastInput.js";
import type { NetworkSpec, PerAxis } from "../../model/network/spec.js";

/** What a network has and what an image costs, on images of this size; or the least of them that it takes. */
export function costText(spec: NetworkSpec, size: PerAxis): string {
  if (!takes(spec, size)) {
    return vscode.l10n.t("needs images of {0} at least", leastInputOf(spec).join("×"));
  }
  const { parameters, multiplyAdds } = buildGraph(spec, [spec.input[0] ?? 1, ...size]);
  return vscode.l10n.t(
    "{0} parameters, {1} multiply-adds at {2}",
    ...[compact(parameters), compact(multiplyAdds), size.join("×")],
  );
}

function compact(count: number): string {
  return new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 }).format(
    count,
  );
}

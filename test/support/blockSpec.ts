import { says } from "../../model/messages/message.js";
import type { BlockSpec } from "../../model/network/spec.js";

/** A block of no paper. */
export function blockSpec(name: string, paths: BlockSpec["paths"]): BlockSpec {
  return { kind: "block", type: "split", name, title: says("Split {0}", name), paths };
}
